"""A world with dossiers that one account must keep away from, told apart by words found nowhere
else, and the rival unit beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, time

from django.apps import apps
from django.db.models import QuerySet
from django.test import Client

from tests import factories as make
from tests.councils.making import planned, seated, voters
from tests.decisions import stages
from tests.leaks import clustering, competing, directives, following, honouring, packages, seeding
from tests.planning import making as making_plans
from tests.revocations import making as undoing
from thidua.accounts.middleware import SESSION_KEY
from thidua.accounts.models import RoleAssignment, User
from thidua.commendation.domain.moves import move
from thidua.commendation.domain.nominate import add_evidence
from thidua.commendation.enums import RecusalGround
from thidua.commendation.models import Nomination, Round
from thidua.core.actors import Role
from thidua.councils.domain.agenda import Point, add_item
from thidua.councils.domain.conflicts import declare
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
from thidua.law import SubjectKind, declarable
from thidua.revocations.domain.cases import add_paper as add_case_paper
from thidua.revocations.domain.cases import step as undo_step
from thidua.revocations.enums import ObjectKind
from thidua.revocations.models import ReturnedObject

NAME, ACHIEVEMENT, INITIATIVE = "Khuất Kín", "Thành tích kín 7391", "Sáng kiến kín 8264"
FILE, PAPER, POINT = "minh-chung-kin-5530.pdf", "Tài liệu kín 6612", "Nội dung kín 3366"
PACKED = (packages.PAPER, packages.REQUEST)
RELATION, REASON = "em ruột kín 4471", "Lý do kín 2208"
SECRETS = (NAME, ACHIEVEMENT, INITIATIVE, FILE, PAPER, POINT, RELATION, REASON, *PACKED)
PERSONAL = re.compile(r"\b1985\b|HTXSNV|ngõ 9 phố Kín")
"""Of the published and decided dossier: the year of birth, the rating; whoever wrote comments. The
year by itself: tokens and the offsets inside a PDF hold any digits."""
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
        return (
            *SECRETS,
            *seeding.SECRETS,
            *(row.code for key, row in self.hidden.items() if key != "issued"),
        )

    @property
    def issued_words(self) -> tuple[str, ...]:
        """What names the dossier whose award is public by now: nothing of what came before."""
        return (seeding.PUBLISHED, self.hidden["issued"].code)


def hidden(
    house: make.House,
    round_: Round,
    number: int,
    steps: int = 3,
    title: str = "LDTT",
    **claims: str,
) -> Nomination:
    """A dossier whose every word gives it away; its person is on record under another name."""
    letter = "ABCDEFGHI"[number]
    who = make.person(house, f"Người Trong Sổ {letter}", year=1980 + number)
    given = {
        "name": f"{NAME} {letter}",
        "achievement": ACHIEVEMENT,
        "initiative_name": INITIATIVE,
        "rating_level": 3,
        "rating_words": "HTXSNV",
        "declared": {
            one.criterion: True
            for one in declarable(title, SubjectKind.PERSON, round_.considered_on)
        },
    } | claims
    row = make.nomination(house, round_, who, title, **given)
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


def world() -> World:
    """Everything in place; what is hidden was declared before the council touched it."""
    house = make.house()
    round_ = make.round_(house)
    others = voters(house, 3)
    council = seated(house, others)
    coming = planned(house, council, round_)
    rows = {
        "waiting": hidden(house, round_, 0),
        "passed": hidden(house, round_, 1),
        "failed": hidden(house, round_, 2),
        "submitted": hidden(house, round_, 3, steps=1),
        "examined": hidden(house, round_, 4, steps=2),
        "issued": hidden(
            house, round_, 5, title="CSTDCS", name=seeding.PUBLISHED, achievement="Dạy giỏi"
        ),
        "voting": hidden(house, round_, 6, title="GK-HUYEN"),
        "deferred": hidden(house, round_, 7),
        "feat": seeding.feat(house),
    }
    honouring.kept_case(house, NAME, RELATION, (FILE, PDF))
    clustering.scored(house)
    following.followed(house)
    seen = stages.at_council(house, round_, "LDTT", OPEN_NAME)
    for title in ("CSTDCS", "GK-HUYEN"):
        stages.at_council(house, round_, title, OPEN_NAME)
    for key, row in rows.items():
        if key in {"submitted", "feat"}:
            seeding.kept_away(house, row, RELATION)
        else:
            declare(
                actor=house.member,
                session=coming,
                nomination=row,
                ground=RecusalGround.FAMILY,
                words=RELATION,
            )
    competing.movement(house, rows["waiting"].name)
    _taken_back(house, rows["waiting"])
    seeding.commented(house, rows["issued"])
    held = _held(house, council, round_, rows, seen)
    _lay_before(house, coming, rows["waiting"])
    seeding.balloted(house, round_, council, others)
    seeding.consulted(house, round_, rows["examined"], PDF)
    seeding.initiatives(house)
    directives.followed(house)
    seeding.rewarded(house, seeding.decided(house, rows["issued"]))
    making_plans.approved(house)
    made = World(house, round_, council, held, coming, stages.draft(house, round_, "LDTT"), rows)
    _give_hats(made)
    return made


def _held(
    house: make.House,
    council: Council,
    round_: Round,
    rows: dict[str, Nomination],
    seen: Nomination,
) -> Session:
    """A session with typed results, one dossier left for another, and its frozen minutes."""
    held = open_session(
        actor=house.secretary,
        council=council,
        round_=round_,
        held_on=date(2024, 12, 12),
        place="Phòng họp 2",
        present=6,
        started_at=time(14),
    )
    seeding.deferred(house, held, rows["deferred"])
    record_results(
        actor=house.secretary,
        session=held,
        results=[
            (rows["passed"], Counts(in_favour=6)),
            (seen, Counts(in_favour=6)),
            (rows["failed"], Counts(in_favour=0, against=6, reason=REASON)),
        ],
    )
    scan = store(actor=house.secretary, name="bien-ban.pdf", data=PDF)
    keep_minutes(actor=house.secretary, session=held, number="9/BB", file=scan, revision=None)
    packages.sent_up(house, round_, rows["passed"], seen, PDF)
    seeding.frozen(house, held)
    return held


def _taken_back(house: make.House, row: Nomination) -> None:
    """A case about an award that the hidden subject was given before, with its file and draft."""
    award = undoing.honour(house, row.person, "GK-HUYEN", level="district")
    case = undoing.opened(house.officer, award, summary=REASON)
    file = store(actor=house.officer, name=FILE, data=PDF)
    add_case_paper(actor=house.officer, case=case, kind="evidence", words=PAPER, file=file)
    case = undoing.answered(house.officer, case, "fraud")
    case = undo_step(actor=house.officer, case=case, name="conclude")
    case = undo_step(actor=house.officer, case=case, name="draft")
    # What a done case asks back, without issuing: the award's own pages stay as they are.
    ReturnedObject.objects.create(
        authority=house.authority, line=case.awards.get(), kind=ObjectKind.CERTIFICATE
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


def hidden_values(made: World) -> dict[str, set[str]]:
    """By argument of an address: what stands for a thing of a hidden dossier."""
    rows = list(made.hidden.values())
    of, user = {"nomination__in": rows}, made.house.member.user_id
    requests = {"recusals__user_id": user}
    found: dict[str, tuple[str, str, dict[str, object]]] = {
        "ho-so/code": ("commendation.Nomination", "code", {"pk__in": [row.pk for row in rows]}),
        "tam-dung/code": ("commendation.Hold", "code", of),
        "dong/key": ("publicity.Candidate", "code", of),
        "y-kien-nhan-dan/code": ("publicity.Comment", "code", {}),
        "dot-xuat/code": ("honours.FeatReport", "code", {}),
        "sang-kien/code": ("initiatives.InitiativeRequest", "code", requests),
        "so/code": ("registry.Initiative", "code", {"request__recusals__user_id": user}),
        "doi-chieu/pk": ("consultation.StopMatch", "pk", {}),
        "truong-hop/subject": (
            "consultation.ConsultationSubject",
            "pk",
            {"person__in": [row.person_id for row in rows]},
        ),
        "phieu-kin/code": ("councils.BallotSheet", "code", {"name": POINT}),
        "chuong-trinh/pk": ("councils.AgendaItem", "pk", of),
        "tai-lieu/pk": ("councils.SessionPaper", "pk", {"item__nomination__in": rows}),
        "khoan/code": ("rewards.Payment", "code", {"line__nomination__in": rows}),
        "thu-hoi/code": ("rewards.Recovery", "code", {"payment__line__nomination__in": rows}),
    }
    values = {
        key: {str(value) for value in _rows(label, only).values_list(name, flat=True)}
        for key, (label, name, only) in found.items()
    }
    same = {"ho-so/dossier": "ho-so/code", "cham/code": "sang-kien/code"}
    return values | {key: values[other] for key, other in same.items()}


def _rows(label: str, only: dict[str, object]) -> QuerySet:
    return apps.get_model(label).objects.filter(**only)


def client_of(user_id: int, role: Role) -> Client:
    """Signed in, under that hat."""
    client = Client()
    client.force_login(User.objects.get(pk=user_id))
    session = client.session
    session[SESSION_KEY] = RoleAssignment.objects.get(user_id=user_id, role=role).pk
    session.save()
    return client
