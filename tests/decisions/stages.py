"""Dossiers brought to a stage through the domain functions: at council, passed, decided."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from tests import factories as make
from thidua.commendation.domain.moves import move
from thidua.commendation.domain.nominate import Proposal, nominate
from thidua.commendation.models import Nomination, Round
from thidua.councils.domain.bodies import CouncilPlan, establish_council
from thidua.councils.domain.sessions import Counts, open_session, record_results
from thidua.councils.models import Council, Session
from thidua.decisions.domain.drafting import draft_decision
from thidua.decisions.domain.issue import issue_decision
from thidua.decisions.models import Decision
from thidua.law import SubjectKind, declarable

HELD_ON = date(2024, 12, 12)
ISSUED_ON = date(2024, 12, 27)
NAMES = (
    "Phạm Thị Thanh Huyền",
    "Đỗ Văn Thắng",
    "Lương Thị Hòa",
    "Bùi Minh Đức",
    "Nguyễn Thị Hồng Nhung",
    "Vũ Quốc Ân",
    "Trần Thị Ánh",
    "Hoàng Đức Anh",
)


def at_council(
    house: make.House, round_: Round, title: str = "LDTT", name: str = NAMES[0], **claims
) -> Nomination:
    """A person's dossier before the council; rated excellent, so every condition is met."""
    who = claims.pop("person", None) or make.person(house, name)
    criteria = declarable(title, SubjectKind.PERSON, round_.considered_on)
    met = {
        "rating_level": 3,
        "rating_words": "HTXSNV",
        "declared": {one.criterion: True for one in criteria},
    }
    row = make.nomination(house, round_, who, title, **(met | claims))
    for step, actor in (
        ("submit", house.head),
        ("examine", house.officer),
        ("send_to_council", house.secretary),
    ):
        row = move(actor=actor, nomination=row, name=step, revision=None)
    return row


def council(house: make.House, members: int = 11) -> Council:
    plan = CouncilPlan(
        name="Hội đồng Thi đua - Khen thưởng huyện An Dương",
        total_members=members,
        chair_name="Phạm Hùng Việt",
        chair_post="Chủ tịch UBND huyện",
        secretary_name="Trần Thu Hà",
    )
    return establish_council(actor=house.secretary, plan=plan)


def session(house: make.House, round_: Round, members: int = 11, **changes) -> Session:
    values = {
        "held_on": HELD_ON,
        "place": "Phòng họp số 2, UBND huyện",
        "present": members,
    } | changes
    return open_session(
        actor=house.secretary, council=council(house, members), round_=round_, **values
    )


def passed(
    house: make.House, round_: Round, *dossiers: tuple[str, str], **claims
) -> list[Nomination]:
    """Dossiers (title, name) that the council passed unanimously."""
    rows = [at_council(house, round_, title, name, **claims) for title, name in dossiers]
    held = session(house, round_)
    record_results(
        actor=house.secretary,
        session=held,
        results=[(row, Counts(in_favour=11)) for row in rows],
    )
    return [Nomination.objects.get(pk=row.pk) for row in rows]


def passed_collective(house: make.House, round_: Round, title: str = "TTLDXS") -> Nomination:
    """The school itself, proposed for a collective's award and passed; its steps are not walked."""
    row = nominate(
        actor=house.clerk,
        round_=round_,
        unit=house.school,
        proposal=Proposal(
            title_code=title, collective=house.school, claims={"name": "Trường THCS An Đồng"}
        ),
    )
    moments = ("submitted", "examined", "at_council", "decided")
    now = timezone.now()
    Nomination.objects.filter(pk=row.pk).update(
        state="decided", **{f"{name}_at": now for name in moments}
    )
    return Nomination.objects.get(pk=row.pk)


def draft(house: make.House, round_: Round, *titles: str) -> Decision:
    return draft_decision(
        actor=house.officer, round_=round_, titles=titles or ("LDTT",), planned_on=ISSUED_ON
    )


def issued(house: make.House, round_: Round, *titles: str, on: date = ISSUED_ON) -> Decision:
    """An issued decision on everything passed; without transaction capture its jobs do not run."""
    return issue_decision(
        actor=house.chairman, decision=draft(house, round_, *titles), issued_on=on
    )
