"""A session with members who have accounts, and dossiers before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from django.utils import timezone

from tests import factories as make
from tests.decisions import stages
from thidua.accounts.models import RoleAssignment, User
from thidua.commendation.models import Nomination, Round
from thidua.core.actors import Actor, Role
from thidua.councils.ballot_queries import motions_of, own_lines
from thidua.councils.domain.ballots import (
    Hours,
    ask_to_close_sheet,
    cast_ballot,
    close_sheet,
    make_sheet,
    open_sheet,
)
from thidua.councils.domain.members import Seating, enter_member
from thidua.councils.domain.planning import Plan, plan_session
from thidua.councils.enums import Presence, Seat
from thidua.councils.models import Attendance, BallotSheet, Council, Member, Session
from thidua.organizations.models import Person

SINCE = date(2024, 1, 1)


@dataclass
class Table:
    """The council at its table: `voters` are present with accounts, `chairman` is the second
    person of every closing."""

    house: make.House
    round: Round
    rows: list[Nomination]
    session: Session
    voters: list[Actor]

    @property
    def secretary(self) -> Actor:
        return self.house.secretary

    @property
    def chairman(self) -> Actor:
        return self.house.chairman

    def member_of(self, actor: Actor) -> Member:
        return Member.objects.get(council=self.session.council, user_id=actor.user_id)

    def sheet(self, title: str = "CSTDCS") -> BallotSheet:
        return make_sheet(actor=self.secretary, session=self.session, title_code=title)

    def opened(self, title: str = "CSTDCS", minutes: int = 30) -> BallotSheet:
        return open_sheet(actor=self.secretary, sheet=self.sheet(title), hours=hours(minutes))

    def vote(self, actor: Actor, sheet: BallotSheet, *options: str) -> None:
        """Options in the order of the actor's own paper; the last one stands for the rest."""
        lines = list(own_lines(actor, sheet))
        given = [*options, *[options[-1]] * (len(lines) - len(options))]
        choices = {line.nomination.code: o for line, o in zip(lines, given, strict=True)}
        cast_ballot(actor=actor, sheet=sheet, choices=choices)

    def closed(self, sheet: BallotSheet) -> BallotSheet:
        asked = ask_to_close_sheet(actor=self.secretary, sheet=sheet)
        return close_sheet(actor=self.chairman, sheet=asked)


def seated(
    house: make.House, others: Iterable[Actor] = (), *, person: Person | None = None
) -> Council:
    """The council: chair, secretary, a member (`person` in the register), and others."""
    council = stages.council(house, members=3 + len(others := tuple(others)))
    seats = [(house.chairman, "chair"), (house.secretary, "secretary"), (house.member, "member")]
    for actor, seat in (*seats, *((one, "member") for one in others)):
        known = person if actor is house.member else None
        seating = Seating(
            full_name=actor.name,
            seat=seat,
            user_id=actor.user_id,
            person_id=known.pk if known else None,
        )
        enter_member(actor=house.secretary, council=council, seating=seating, since=make.FAR_PAST)
    council.refresh_from_db()
    return council


def planned(house: make.House, council: Council, round_: Round) -> Session:
    plan = Plan(
        held_on=timezone.localdate() + timedelta(days=7), planned_at=time(14), place="Phòng họp 2"
    )
    return plan_session(actor=house.secretary, council=council, round_=round_, plan=plan)


def hours(minutes: int = 30) -> Hours:
    now = timezone.now()
    return Hours(now - timedelta(minutes=1), now + timedelta(minutes=minutes))


def over(sheet: BallotSheet) -> None:
    """The hours of the paper have run out."""
    now = timezone.now()
    type(sheet).objects.filter(pk=sheet.pk).update(closes_at=now)
    motions_of(sheet).update(closes_at=now)


def table(house: make.House, *, count: int = 5, titles: tuple[str, ...] = ("CSTDCS",) * 2) -> Table:
    """`count` members present, all of the council; one dossier for each of `titles`."""
    round_ = make.round_(house)
    rows = [
        stages.at_council(house, round_, title, name)
        for title, name in zip(titles, stages.NAMES, strict=False)
    ]
    session = stages.session(house, round_, members=count, present=count, started_at="08:00")
    session.refresh_from_db()
    people = voters(house, count)
    for order, actor in enumerate(people):
        seat(session, actor.name, actor.user_id, order=order)
    return Table(house, round_, rows, session, people)


def seat(
    session: Session,
    name: str,
    user_id: int | None,
    presence: str = Presence.PRESENT,
    order: int = 9,
) -> Member:
    member = Member.objects.create(
        authority_id=session.authority_id,
        council=session.council,
        user_id=user_id,
        full_name=name,
        post="Ủy viên Hội đồng",
        seat=Seat.MEMBER,
        order=order,
        since=SINCE,
    )
    Attendance.objects.create(
        authority_id=session.authority_id, session=session, member=member, presence=presence
    )
    return member


def voters(house: make.House, count: int) -> list[Actor]:
    """Members with accounts and a role of their own."""
    names = [f"Ủy viên {number}" for number in range(count)]
    users = [
        User.objects.create_user(
            f"uyvien{number}@example.vn",
            make_password(),
            full_name=name,
            last_login=timezone.now(),
        )
        for number, name in enumerate(names)
    ]
    RoleAssignment.objects.bulk_create(
        RoleAssignment(
            authority=house.authority,
            user=user,
            unit=house.office,
            role=Role.MEMBER,
            since=make.FAR_PAST,
        )
        for user in users
    )
    return [
        replace(house.member, user_id=user.pk, name=user.full_name, role=Role.MEMBER)
        for user in users
    ]


def make_password() -> str:
    return "mat-khau-thu-1"
