"""A world with dossiers that one account must keep away from, told apart by words found nowhere
else, and the rival unit beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta

from django.test import Client
from django.utils import timezone

from tests import factories as make
from tests.decisions import stages
from tests.leaks import packages
from thidua.accounts.middleware import SESSION_KEY
from thidua.accounts.models import RoleAssignment, User
from thidua.commendation.domain.moves import move
from thidua.commendation.domain.nominate import add_evidence
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.enums import RecusalGround
from thidua.commendation.models import Nomination, Round
from thidua.core.actors import Role
from thidua.councils.domain.agenda import Point, add_item
from thidua.councils.domain.conflicts import declare
from thidua.councils.domain.members import Seating, enter_member
from thidua.councils.domain.planning import Plan, plan_session
from thidua.councils.domain.session_papers import add_paper
from thidua.councils.domain.sessions import (
    Counts,
    keep_minutes,
    open_session,
    record_results,
)
from thidua.councils.models import BallotLine, BallotSheet, Council, Session
from thidua.decisions.models import Decision
from thidua.documents.domain.store import store

NAME, ACHIEVEMENT, INITIATIVE = "Khuất Kín", "Thành tích kín 7391", "Sáng kiến kín 8264"
FILE, PAPER, POINT = "minh-chung-kin-5530.pdf", "Tài liệu kín 6612", "Nội dung kín 3366"
PACKED = (packages.PAPER, packages.REQUEST)
RELATION, REASON = "em ruột kín 4471", "Lý do kín 2208"
SECRETS = (NAME, ACHIEVEMENT, INITIATIVE, FILE, PAPER, POINT, RELATION, REASON, *PACKED)
OPEN_NAME = "Ngọ Công Khai"
PDF = b"%PDF-1.7 " + NAME.encode()
HATS = (
    Role.MEMBER,
    Role.SECRETARY,
    Role.OFFICER,
    Role.CHAIRMAN,
    Role.INSPECTOR,
    Role.EDITOR,
    Role.ADMINISTRATOR,
    Role.HEAD,
)


@dataclass
class World:
    """Hidden dossiers at every stage, by that stage; one that everybody of the council sees."""

    house: make.House
    round_: Round
    council: Council
    held: Session
    planned: Session
    decision: Decision
    hidden: dict[str, Nomination] = field(default_factory=dict)

    @property
    def secrets(self) -> tuple[str, ...]:
        return SECRETS + tuple(row.code for row in self.hidden.values())


def hidden(house: make.House, round_: Round, number: int, steps: int = 3) -> Nomination:
    """A dossier whose every word gives it away; its person is on record under another name."""
    who = make.person(house, f"Người Trong Sổ {'ABCDEFG'[number]}", year=1980 + number)
    row = make.nomination(
        house,
        round_,
        who,
        "LDTT",
        name=f"{NAME} {'ABCDEFG'[number]}",
        rating_level=3,
        rating_words="HTXSNV",
        achievement=ACHIEVEMENT,
        initiative_name=INITIATIVE,
    )
    file = store(actor=house.clerk, name=FILE, data=PDF)
    add_evidence(actor=house.clerk, nomination=row, file=file, part="evidence")
    walk = (
        ("submit", house.head),
        ("examine", house.officer),
        ("send_to_council", house.secretary),
    )
    for step, actor in walk[:steps]:
        row = move(actor=actor, nomination=row, name=step, revision=None)
    return row


def seated(house: make.House, *, person=None) -> Council:
    """The council with its chair, its secretary and the member who will keep away."""
    council = stages.council(house, members=3)
    for key, seat in (("chairman", "chair"), ("secretary", "secretary"), ("member", "member")):
        actor = getattr(house, key)
        seating = Seating(
            full_name=actor.name,
            seat=seat,
            user_id=actor.user_id,
            person_id=person.pk if person and key == "member" else None,
        )
        enter_member(actor=house.secretary, council=council, seating=seating, since=make.FAR_PAST)
    council.refresh_from_db()
    return council


def planned(house: make.House, council: Council, round_: Round) -> Session:
    plan = Plan(
        held_on=timezone.localdate() + timedelta(days=7), planned_at=time(14), place="Phòng họp 2"
    )
    return plan_session(actor=house.secretary, council=council, round_=round_, plan=plan)


def world() -> World:
    """Everything in place; what is hidden was declared before the council touched it."""
    house = make.house()
    round_ = make.round_(house)
    council = seated(house)
    coming = planned(house, council, round_)
    rows = {
        "waiting": hidden(house, round_, 0),
        "passed": hidden(house, round_, 1),
        "failed": hidden(house, round_, 2),
        "submitted": hidden(house, round_, 3, steps=1),
        "examined": hidden(house, round_, 4, steps=2),
    }
    seen = stages.at_council(house, round_, "LDTT", OPEN_NAME)
    for row in rows.values():
        if row.state != "submitted":
            declare(
                actor=house.member,
                session=coming,
                nomination=row,
                ground=RecusalGround.FAMILY,
                words=RELATION,
            )
    _recuse_early(house, rows["submitted"])
    held = open_session(
        actor=house.secretary,
        council=council,
        round_=round_,
        held_on=date(2024, 12, 12),
        place="Phòng họp 2",
        present=3,
        started_at=time(14),
    )
    record_results(
        actor=house.secretary,
        session=held,
        results=[
            (rows["passed"], Counts(in_favour=3)),
            (seen, Counts(in_favour=3)),
            (rows["failed"], Counts(in_favour=0, against=3, reason=REASON)),
        ],
    )
    scan = store(actor=house.secretary, name="bien-ban.pdf", data=PDF)
    keep_minutes(actor=house.secretary, session=held, number="9/BB", file=scan, revision=None)
    _lay_before(house, coming, rows["waiting"])
    made = World(house, round_, council, held, coming, stages.draft(house, round_, "LDTT"), rows)
    _give_hats(made)
    packages.sent_up(house, round_, rows["passed"], seen, PDF)
    return made


def _recuse_early(house: make.House, row: Nomination) -> None:
    recuse(
        actor=house.secretary,
        nomination=row,
        user_id=house.member.user_id,
        ground="family",
        words=RELATION,
    )


def _lay_before(house: make.House, session: Session, row: Nomination) -> None:
    """A point of the programme, a paper and a ballot paper about the hidden dossier alone."""
    item = add_item(
        actor=house.secretary, session=session, point=Point(title=POINT, nomination=row)
    )
    file = store(actor=house.secretary, name="to-trinh.pdf", data=PDF)
    add_paper(actor=house.secretary, session=session, title=PAPER, file=file, item=item)
    sheet = BallotSheet.objects.create(
        authority=house.authority, session=session, number=1, title_code="LDTT", name=POINT
    )
    BallotLine.objects.create(authority=house.authority, sheet=sheet, nomination=row, order=1)


def _give_hats(made: World) -> None:
    """The member holds the other roles too; as head, of the rival unit."""
    house = made.house
    for role in HATS[1:]:
        unit = house.rival if role == Role.HEAD else house.office
        RoleAssignment.objects.create(
            authority=house.authority,
            user_id=house.member.user_id,
            unit=unit,
            role=role,
            since=make.FAR_PAST,
        )


def client_of(user_id: int, role: Role) -> Client:
    """Signed in, under that hat."""
    client = Client()
    client.force_login(User.objects.get(pk=user_id))
    session = client.session
    session[SESSION_KEY] = RoleAssignment.objects.get(user_id=user_id, role=role).pk
    session.save()
    return client
