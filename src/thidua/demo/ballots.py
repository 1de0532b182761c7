"""A session on the round that is on, with a ballot paper open: two have voted, the visitor may."""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta

from django.utils import timezone

from thidua.accounts.domain.demo import DOMAIN
from thidua.accounts.models import User
from thidua.commendation.models import Round
from thidua.core.actors import Actor, Role
from thidua.councils.ballot_queries import own_lines, votable
from thidua.councils.domain.ballots import Hours, cast_ballot, make_sheet, open_sheet
from thidua.councils.domain.sessions import open_session
from thidua.councils.enums import CouncilKind, Presence, Seat
from thidua.councils.models import Attendance, BallotSheet, Council, Member, Session
from thidua.demo import present
from thidua.demo.site import Site
from thidua.voting.enums import Option

SEATS = (
    ("chutich", Role.CHAIRMAN, Seat.CHAIR, "Chủ tịch UBND huyện"),
    ("thanhvien", Role.MEMBER, Seat.MEMBER, "Ủy viên Hội đồng"),
    ("thuky", Role.SECRETARY, Seat.SECRETARY, "Phòng Nội vụ"),
    ("chuyenvien2", Role.SECRETARY, Seat.MEMBER, "Phòng Nội vụ"),
    ("chuyenvien", Role.OFFICER, Seat.MEMBER, "Phòng Nội vụ"),
)
SINCE = date(2023, 1, 1)
OPEN_FOR = timedelta(days=14)


def open_a_paper(site: Site) -> None:
    """The award with most dossiers before the council."""
    secretary = site.acting("thuky", Role.SECRETARY)
    session = _session(site, secretary)
    waiting = Counter(votable(session).values_list("title_code", flat=True))
    if not waiting:
        site.say("      Chưa có hồ sơ nào ở Hội đồng nên không mở phiếu kín.")
        return
    title = max(sorted(waiting), key=lambda code: waiting[code])
    paper = make_sheet(actor=secretary, session=session, title_code=title)
    now = timezone.now()
    paper = open_sheet(actor=secretary, sheet=paper, hours=Hours(now, now + OPEN_FOR))
    for voter in (secretary, site.acting("chuyenvien", Role.OFFICER)):
        _agree(voter, paper)


def _session(site: Site, secretary: Actor) -> Session:
    council = Council.objects.get(authority=site.authority, kind=CouncilKind.COMMENDATION)
    session = open_session(
        actor=secretary,
        council=council,
        round_=Round.objects.get(authority=site.authority, name=present.NAME),
        held_on=site.today,
        place="Phòng họp số 1, UBND huyện An Dương",
        present=len(SEATS),
        started_at=time(8, 0),
    )
    for order, (name, _, seat, post) in enumerate(SEATS):
        _seat(session, order, name, seat, post)
    return session


def _seat(session: Session, order: int, name: str, seat: Seat, post: str) -> None:
    user = User.objects.get(email=f"{name}@{DOMAIN}")
    member, _ = Member.objects.get_or_create(
        authority_id=session.authority_id,
        council=session.council,
        user=user,
        since=SINCE,
        defaults={"full_name": user.full_name, "seat": seat, "post": post, "order": order},
    )
    Attendance.objects.get_or_create(
        authority_id=session.authority_id,
        session=session,
        member=member,
        defaults={"presence": Presence.PRESENT},
    )


def _agree(voter: Actor, paper: BallotSheet) -> None:
    lines = own_lines(voter, paper)
    choices = {line.nomination.code: Option.AGREE.value for line in lines}
    cast_ballot(actor=voter, sheet=paper, choices=choices)
