"""A package for the province: two people of the farming office, proposed after their giấy khen."""

from __future__ import annotations

from datetime import date, time

from thidua.commendation.domain.moves import move_many
from thidua.commendation.domain.nominate import Proposal, nominate_many
from thidua.commendation.domain.rounds import RoundPlan, open_round, set_round_state
from thidua.commendation.enums import RoundKind, RoundState
from thidua.commendation.models import Nomination
from thidua.consultation.domain.matching import match_everybody
from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.councils.domain.sessions import (
    Counts,
    close_session,
    keep_minutes,
    open_session,
    record_results,
)
from thidua.councils.models import Council
from thidua.demo.past import MEMBERS, MERITS, PRESENT, WRITTEN
from thidua.demo.site import Site
from thidua.forwarding.domain.packing import draft_package
from thidua.forwarding.domain.papers import draw_up_missing
from thidua.forwarding.domain.secrets import Count, count_secret
from thidua.law import SubjectKind, declarable
from thidua.organizations.queries import people

NAME = "Phong trào xây dựng nông thôn mới giai đoạn 2021 - 2023"
TITLE = "BKT"
ACCOUNT = "nnptnt"
CONSIDERED_ON, HELD_ON = date(2024, 3, 29), date(2024, 3, 22)


def prepare(site: Site) -> None:
    """A round of the province's bằng khen, passed by the council; the package lacks what only
    others can give, so that the visitor sees what is missing."""
    officer = site.acting("chuyenvien", Role.OFFICER)
    rows = _passed(site)
    package = draft_package(
        actor=officer, round_=rows[0].round, titles=(TITLE,), planned_on=CONSIDERED_ON
    )
    draw_up_missing(actor=officer, package=package)
    counts = Count(2023, TITLE, "province", "person", proposed=2, granted=1)
    count_secret(actor=officer, count=counts)


def _passed(site: Site) -> list[Nomination]:
    officer = site.acting("chuyenvien", Role.OFFICER)
    plan = RoundPlan(
        year=2023,
        kind=RoundKind.MOVEMENT,
        name=NAME,
        titles=(TITLE,),
        opens_on=date(2024, 3, 1),
        closes_on=site.today,
        considered_on=CONSIDERED_ON,
    )
    round_ = open_round(actor=officer, plan=plan)
    rows = nominate_many(
        actor=site.acting(f"canbo.{ACCOUNT}", Role.CLERK),
        round_=round_,
        unit=site.units()[next(one.unit for one in MERITS if one.account == ACCOUNT)],
        proposals=_proposals(site),
    )
    secretary = site.acting("thuky", Role.SECRETARY)
    for step, actor in (
        ("submit", site.acting(f"thutruong.{ACCOUNT}", Role.HEAD)),
        ("examine", officer),
        ("send_to_council", secretary),
    ):
        outcome = move_many(actor=actor, nominations=rows, name=step)
        if outcome.refused:
            raise Refusal(*(f"{row.name}: {' '.join(why)}" for row, why in outcome.refused))
        match_everybody(site.authority.pk)
        rows = list(round_.nominations.order_by("pk"))
    session = open_session(
        actor=secretary,
        council=Council.objects.get(authority=site.authority, name__startswith="Hội đồng Thi đua"),
        round_=round_,
        held_on=HELD_ON,
        place="Phòng họp số 2, UBND huyện An Dương",
        present=PRESENT,
        written_opinions=WRITTEN,
        started_at=time(14, 0),
        ended_at=time(15, 0),
    )
    voted = [(row, Counts(in_favour=MEMBERS)) for row in rows]
    record_results(actor=secretary, session=session, results=voted)
    number = "05/BB-HĐTĐKT"
    keep_minutes(actor=secretary, session=session, number=number, file=None, revision=None)
    close_session(actor=secretary, session=session, revision=None)
    set_round_state(actor=officer, round_=round_, state=RoundState.CLOSED)
    return list(round_.nominations.select_related("round").order_by("pk"))


def _proposals(site: Site) -> list[Proposal]:
    found = []
    for merit in (one for one in MERITS if one.account == ACCOUNT):
        person = people(site.authority.pk).get(full_name=merit.name, birth_year=merit.birth_year)
        criteria = declarable(TITLE, SubjectKind.PERSON, CONSIDERED_ON)
        claims = {
            "name": merit.name,
            "birth_words": str(merit.birth_year),
            "sex": person.sex,
            "position": merit.position,
            "group": "direct",
            "achievement": merit.achievement,
            "declared": {one.criterion: True for one in criteria},
        }
        found.append(Proposal(title_code=TITLE, person=person, claims=claims))
    return found
