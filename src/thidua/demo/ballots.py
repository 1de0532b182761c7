"""The session of today: members called, one paper counted and closed, one open. The chairman and a
member have yet to vote on it, so that a visitor can, and can close it as the second person."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone

from thidua.commendation.domain.moves import move_many
from thidua.commendation.enums import State
from thidua.commendation.models import Nomination, Round
from thidua.core.actors import Actor, Role
from thidua.councils.ballot_queries import own_lines
from thidua.councils.domain.agenda import Point, add_item, set_item_state
from thidua.councils.domain.attending import mark_attendance, mark_rest_present
from thidua.councils.domain.ballots import (
    Hours,
    ask_to_close_sheet,
    cast_ballot,
    close_sheet,
    enter_opinions,
    lines_to_enter,
    make_sheet,
    open_sheet,
)
from thidua.councils.domain.conflicts import WHO_DECLARES, answer
from thidua.councils.domain.planning import Plan, convene, invite, plan_session
from thidua.councils.enums import CouncilKind, ItemState, Presence
from thidua.councils.models import AgendaItem, BallotSheet, Council, Member, Session
from thidua.demo import present
from thidua.demo.site import Site
from thidua.voting.enums import Option

SENT_NOW = ("phong-ldtbxh", "phong-tu-phap")
"""Units whose examined dossiers are sent to the council too; another's are left for a visitor."""
IN_WRITING, AWAY = "Cao Bá Lộc", "Mạc Thị Thảo"
VOTERS = {
    "chutich": Role.CHAIRMAN,
    "thuky": Role.SECRETARY,
    "thutruong.tckh": Role.HEAD,
    "thutruong.nnptnt": Role.MEMBER,
    "thanhvien": Role.MEMBER,
    "thanhvien2": Role.MEMBER,
    "thanhvien3": Role.MEMBER,
    "thanhvien4": Role.MEMBER,
    "thanhvien5": Role.MEMBER,
}
LEFT_TO_VISITORS = frozenset({"chutich", "thanhvien"})
COUNTED, OPEN = "CSTDCS", "LDTT"
AGAINST = 2
BEGINS, OPEN_FOR = time(8, 0), timedelta(days=14)
POINTS = (
    (time(8, 0), "Khai mạc, kiểm tra số thành viên", "Chủ tịch Hội đồng"),
    (time(8, 10), "Báo cáo kết quả thẩm định", "Phòng Nội vụ"),
    (time(8, 40), "Bỏ phiếu kín: Chiến sĩ thi đua cơ sở", "Thư ký Hội đồng"),
    (time(9, 10), "Bỏ phiếu kín: Lao động tiên tiến", "Thư ký Hội đồng"),
    (time(10, 0), "Thông qua biên bản", "Toàn thể"),
)


def open_a_paper(site: Site) -> None:
    """What the law has voted on first is counted already; the longest paper is open."""
    secretary = site.acting("thuky", Role.SECRETARY)
    _send_more(site, secretary)
    session = _convened(site, secretary)
    points = list(session.agenda.all())
    for point in points[:2]:
        set_item_state(actor=secretary, item=point, state=ItemState.DONE)
    _counted(site, secretary, session, points[2])
    set_item_state(actor=secretary, item=points[3], state=ItemState.NOW)
    paper = _opened(secretary, session, OPEN)
    for name, role in VOTERS.items():
        if name not in LEFT_TO_VISITORS:
            _vote(site.acting(name, role), paper)
    _enter_opinion(secretary, paper)


def _send_more(site: Site, secretary: Actor) -> None:
    units = site.units()
    ready = Nomination.objects.filter(
        round=_round(site), state=State.EXAMINED, unit__in=[units[name] for name in SENT_NOW]
    )
    move_many(actor=secretary, nominations=ready.order_by("pk"), name="send_to_council")


def _round(site: Site) -> Round:
    return Round.objects.get(authority=site.authority, name=present.NAME)


def _convened(site: Site, secretary: Actor) -> Session:
    """Planned, invited, called and convened as any session."""
    session = plan_session(
        actor=secretary,
        council=Council.objects.get(authority=site.authority, kind=CouncilKind.COMMENDATION),
        round_=_round(site),
        plan=Plan(
            held_on=site.today, planned_at=BEGINS, place="Phòng họp số 1, UBND huyện An Dương"
        ),
    )
    for starts_at, title, speaker in POINTS:
        point = Point(title=title, starts_at=starts_at, speaker=speaker)
        add_item(actor=secretary, session=session, point=point)
    session = invite(actor=secretary, session=session, revision=None)
    for voter in _voters(site):
        if voter.role in WHO_DECLARES:
            answer(actor=voter, session=session)
    for name, presence, note in (
        (IN_WRITING, Presence.WRITTEN, "Đi công tác"),
        (AWAY, Presence.ABSENT, "Nghỉ ốm"),
    ):
        member = Member.objects.get(council=session.council, full_name=name)
        mark_attendance(
            actor=secretary, session=session, member=member, presence=presence, note=note
        )
    mark_rest_present(actor=secretary, session=session)
    return convene(actor=secretary, session=session, revision=None, started_at=BEGINS)


def _voters(site: Site) -> list[Actor]:
    """Members with accounts, each in the role that brought them there."""
    return [site.acting(name, role) for name, role in VOTERS.items()]


def _opened(secretary: Actor, session: Session, title_code: str) -> BallotSheet:
    paper = make_sheet(actor=secretary, session=session, title_code=title_code)
    now = timezone.now()
    return open_sheet(actor=secretary, sheet=paper, hours=Hours(now, now + OPEN_FOR))


def _counted(site: Site, secretary: Actor, session: Session, point: AgendaItem) -> None:
    """Everybody votes, two against the last dossier; two persons close."""
    set_item_state(actor=secretary, item=point, state=ItemState.NOW)
    paper = _opened(secretary, session, COUNTED)
    for number, voter in enumerate(_voters(site)):
        _vote(voter, paper, last=Option.DISAGREE if number < AGAINST else Option.AGREE)
    _enter_opinion(secretary, paper)
    asked = ask_to_close_sheet(actor=secretary, sheet=paper)
    close_sheet(actor=site.acting("chutich", Role.CHAIRMAN), sheet=asked)
    note = f"Đã kiểm Phiếu kín số {paper.number}."
    set_item_state(actor=secretary, item=point, state=ItemState.DONE, note=note)


def _vote(voter: Actor, paper: BallotSheet, last: Option = Option.AGREE) -> None:
    """Agree to all lines of one's own paper but, where it is said, the last."""
    codes = [line.nomination.code for line in own_lines(voter, paper)]
    if codes:
        choices = dict.fromkeys(codes, Option.AGREE.value) | {codes[-1]: last.value}
        cast_ballot(actor=voter, sheet=paper, choices=choices)


def _enter_opinion(secretary: Actor, paper: BallotSheet) -> None:
    member = Member.objects.get(council=paper.session.council, full_name=IN_WRITING)
    lines = lines_to_enter(secretary, paper, member)
    choices = {line.nomination.code: Option.AGREE.value for line in lines}
    enter_opinions(actor=secretary, sheet=paper, member=member, choices=choices)
