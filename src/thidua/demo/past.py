"""An earlier round of the demo, from nomination to certificates, for the public to look up.

Its merits are of 2023; it was considered in January 2024, under the law of 2022.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from thidua.commendation.domain.moves import move_many
from thidua.commendation.domain.nominate import Proposal, nominate_many
from thidua.commendation.domain.rounds import RoundPlan, open_round, set_round_state
from thidua.commendation.enums import RoundKind, RoundState
from thidua.commendation.models import Nomination, Round
from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.councils.domain.bodies import CouncilPlan, establish_council
from thidua.councils.domain.sessions import (
    Counts,
    close_session,
    keep_minutes,
    open_session,
    record_results,
)
from thidua.councils.enums import CouncilKind
from thidua.councils.models import Council
from thidua.decisions.domain.drafting import draft_decision
from thidua.decisions.domain.issue import issue_decision
from thidua.demo.site import Site
from thidua.organizations.models import Person
from thidua.organizations.queries import people

NAME = "Phong trào xây dựng nông thôn mới kiểu mẫu năm 2023"
TITLE = "GK-HUYEN"
BY_MOVEMENT = "75.movement"
"""The criterion of Điều 75 that the units confirm: chosen among those of an emulation movement."""
MEMBERS, PRESENT, WRITTEN = 11, 10, 1
HELD_ON, ISSUED_ON = date(2024, 2, 2), date(2024, 2, 6)


@dataclass(frozen=True, slots=True)
class Merit:
    """Who is rewarded, by whose proposal, and for what, in the unit's words."""

    account: str
    unit: str
    name: str
    birth_year: int
    position: str
    achievement: str


MERITS = (
    Merit("dangcuong", "xa-dang-cuong", "Mai Tiến Thắng", 1984, "Trưởng thôn Tự Lập",
          "Vận động 46 hộ hiến 1.870 m² đất mở rộng đường thôn trong năm 2023."),
    Merit("dangcuong", "xa-dang-cuong", "Nguyễn Đình Thịnh", 1983,
          "Công chức Văn phòng - Thống kê",
          "Hoàn thành số hóa hồ sơ 19 tiêu chí nông thôn mới kiểu mẫu trước hạn 2 tháng."),
    Merit("dangcuong", "xa-dang-cuong", "Vũ Thị Hồng Ánh", 1990, "Công chức Văn hóa - Xã hội",
          "Xây dựng 5 tuyến đường hoa, 3 nhà văn hóa thôn đạt chuẩn kiểu mẫu."),
    Merit("nnptnt", "phong-nnptnt", "Đỗ Công Hiếu", 1984, "Chuyên viên",
          "Hướng dẫn 9 xã lập hồ sơ nông thôn mới kiểu mẫu, không hồ sơ nào bị trả lại."),
    Merit("nnptnt", "phong-nnptnt", "Lê Thị Ngọc Thủy", 1981, "Phó Trưởng phòng",
          "Tham mưu lồng ghép vốn cho 27 công trình nông thôn mới, giải ngân 100 % kế hoạch."),
)  # fmt: skip


def council(site: Site) -> None:
    """The council of eleven that also sits on this year's round."""
    establish_council(
        actor=site.acting("thuky", Role.SECRETARY),
        plan=CouncilPlan(
            name="Hội đồng Thi đua - Khen thưởng huyện An Dương",
            total_members=MEMBERS,
            chair_name="Phạm Hùng Việt",
            chair_post="Chủ tịch UBND huyện",
            secretary_name="Trần Thu Hà",
        ),
    )


def nominate(site: Site) -> None:
    """Nominated, handed in, examined and brought before the council.

    The round closes on the day it is entered here: closed earlier, every dossier would be marked
    late, which they were not.
    """
    officer = site.acting("chuyenvien", Role.OFFICER)
    plan = RoundPlan(
        year=2023,
        kind=RoundKind.MOVEMENT,
        name=NAME,
        titles=(TITLE,),
        opens_on=date(2024, 1, 8),
        closes_on=site.today,
        considered_on=date(2024, 1, 31),
    )
    round_ = open_round(actor=officer, plan=plan)
    units = site.units()
    for account in dict.fromkeys(merit.account for merit in MERITS):
        mine = [merit for merit in MERITS if merit.account == account]
        made = nominate_many(
            actor=site.acting(f"canbo.{account}", Role.CLERK),
            round_=round_,
            unit=units[mine[0].unit],
            proposals=[_proposal(site, merit) for merit in mine],
        )
        _walk(made, "submit", site.acting(f"thutruong.{account}", Role.HEAD))
    handed_in = list(round_.nominations.order_by("pk"))
    _walk(handed_in, "examine", officer)
    _walk(handed_in, "send_to_council", site.acting("thuky", Role.SECRETARY))


def _proposal(site: Site, merit: Merit) -> Proposal:
    person: Person = people(site.authority.pk).get(
        full_name=merit.name, birth_year=merit.birth_year
    )
    claims = {
        "name": merit.name,
        "birth_words": str(merit.birth_year),
        "sex": person.sex,
        "position": merit.position,
        "group": "direct",
        "achievement": merit.achievement,
        "declared": {BY_MOVEMENT: True},
    }
    return Proposal(title_code=TITLE, person=person, claims=claims)


def _walk(rows: list[Nomination], step: str, actor: object) -> None:
    """All of them take the step; the demo must not leave one behind in silence."""
    outcome = move_many(actor=actor, nominations=rows, name=step)  # type: ignore[arg-type]
    if outcome.refused:
        raise Refusal(*(f"{row.name}: {' '.join(why)}" for row, why in outcome.refused))


def decide(site: Site) -> None:
    """The council votes, the officer drafts, the chairman issues; papers are made after this."""
    round_ = Round.objects.get(authority=site.authority, name=NAME)
    secretary = site.acting("thuky", Role.SECRETARY)
    session = open_session(
        actor=secretary,
        council=Council.objects.get(authority=site.authority, kind=CouncilKind.COMMENDATION),
        round_=round_,
        held_on=HELD_ON,
        place="Phòng họp số 2, UBND huyện An Dương",
        present=PRESENT,
        written_opinions=WRITTEN,
        started_at=time(8, 0),
        ended_at=time(9, 30),
    )
    voted = [(row, Counts(in_favour=MEMBERS)) for row in round_.nominations.order_by("pk")]
    record_results(actor=secretary, session=session, results=voted)
    keep_minutes(actor=secretary, session=session, number="02/BB-HĐTĐKT", file=None, revision=None)
    close_session(actor=secretary, session=session, revision=None)
    officer = site.acting("chuyenvien", Role.OFFICER)
    draft = draft_decision(actor=officer, round_=round_, titles=(TITLE,), planned_on=ISSUED_ON)
    issue_decision(actor=site.acting("chutich", Role.CHAIRMAN), decision=draft, issued_on=ISSUED_ON)
    set_round_state(actor=officer, round_=round_, state=RoundState.CLOSED)
