"""The path of a ballot paper: drawn up, open, closing (one person asked), closed (a second
confirmed) or lapsed (too few voted). Where roll and tally disagree: dropping, dropped, without a
count. Its motions walk `voting.workflow` beside it."""

from __future__ import annotations

from django.utils import timezone

from thidua.commendation.models import Hold
from thidua.core.actors import Actor, Role
from thidua.core.workflow import Transition, Workflow
from thidua.councils.ballot_queries import (
    all_lines,
    attended,
    considered,
    motions_of,
    opinions_missing,
    voters,
)
from thidua.councils.domain import ballot_effects as effects
from thidua.councils.enums import Presence, SheetState
from thidua.councils.models import BallotSheet
from thidua.journal.domain.record import record
from thidua.voting.domain.checking import books_disagree
from thidua.voting.enums import State as MotionState

UNSOUND = (
    "Số người đã bỏ phiếu và số phiếu trong hòm không khớp nhau nên không kiểm phiếu được. Hai "
    "người đề nghị và xác nhận hủy phiếu kín này, rồi lập phiếu khác."
)
COUNTERS = (Role.SECRETARY, Role.MEMBER, Role.CHAIRMAN)


def may_manage(sheet: BallotSheet, actor: Actor) -> str:
    if not actor.is_any(Role.SECRETARY):
        return "Thư ký Hội đồng lập và mở phiếu kín."
    return ""


def may_count(sheet: BallotSheet, actor: Actor) -> str:
    """Persons of the council close its votes, never the system."""
    if not actor.is_any(*COUNTERS) or actor.user_id is None:
        return "Thư ký, thành viên hoặc chủ tịch Hội đồng đóng bỏ phiếu."
    return ""


def may_confirm(sheet: BallotSheet, actor: Actor) -> str:
    """The second person is another one, in whatever role."""
    if denied := may_count(sheet, actor):
        return denied
    if getattr(sheet, "asked_by_id", None) == actor.user_id:
        return "Người đề nghị đóng bỏ phiếu không tự xác nhận được. Cần người thứ hai."
    return ""


def session_is_on(sheet: BallotSheet) -> list[str]:
    session = sheet.session
    if session.closed_at is not None:
        return ["Phiên họp đã kết thúc."]
    if session.convened_at is None:
        return ["Phiên họp chưa khai mạc."]
    return []


def everyone_present_can_vote(sheet: BallotSheet) -> list[str]:
    """Somebody in the room without an account would lose their vote without a word."""
    there = list(attended(sheet.session, Presence.PRESENT))
    if not there:
        return ["Chưa điểm danh thành viên nào có mặt."]
    without = [one.member.full_name for one in there if one.member.user_id is None]
    return [
        f"{name} có mặt nhưng chưa gắn tài khoản nên không bỏ phiếu trên máy được. Gắn tài khoản "
        "cho thành viên, hoặc bỏ phiếu giấy rồi nhập số phiếu."
        for name in without
    ]


def lines_can_be_voted_on(sheet: BallotSheet) -> list[str]:
    """What was put on the paper may have been held, withdrawn or left for later since."""
    lines = list(all_lines(sheet))
    if not lines:
        return ["Phiếu không còn dòng nào. Bỏ phiếu này rồi lập phiếu khác."]
    still = set(considered(sheet.session).values_list("pk", flat=True))
    holds = Hold.objects.filter(
        nomination__in=[line.nomination_id for line in lines], lifted_at__isnull=True
    )
    still -= set(holds.values_list("nomination_id", flat=True))
    held = [line for line in lines if line.nomination_id not in still]
    if held:
        why = "hồ sơ đang tạm dừng hoặc không còn ở phiên họp này"
        return [
            f"{len(held)} dòng không còn bỏ phiếu được ({why}). Bỏ phiếu này rồi lập phiếu khác."
        ]
    return []


def voting_is_over(sheet: BallotSheet) -> list[str]:
    """Nobody cuts a vote short while somebody on the roll may still vote."""
    left = [one for one in voters(sheet) if not one.voted]
    if left and sheet.closes_at is not None and timezone.now() < sheet.closes_at:
        return [f"Còn {len(left)} người chưa bỏ phiếu và chưa hết giờ."]
    return []


def books_agree(sheet: BallotSheet) -> list[str]:
    """Who reads this may keep away from a line: no line is named, nor any number of votes."""
    if not books_disagree(motions_of(sheet)):
        return []
    return [UNSOUND]


def books_do_not_agree(sheet: BallotSheet) -> list[str]:
    """A sound vote is never dropped: nobody gets rid of a result that way."""
    if books_disagree(motions_of(sheet)):
        return []
    return ["Số người đã bỏ phiếu và số phiếu khớp nhau nên không hủy được."]


def opinions_are_entered(sheet: BallotSheet) -> list[str]:
    """Whoever is marked as having written must be counted (Decree 98/2023, Art. 30(7))."""
    return [
        f"Chưa nhập ý kiến bằng văn bản của {member.full_name}. Nhập, hoặc sửa điểm danh."
        for member in opinions_missing(sheet)
    ]


def some_line_has_its_quorum(sheet: BallotSheet) -> list[str]:
    if motions_of(sheet).filter(state=MotionState.CLOSING).exists():
        return []
    return ["Không dòng nào đủ người bỏ phiếu nên không có kết quả để kiểm."]


def no_line_has_its_quorum(sheet: BallotSheet) -> list[str]:
    if motions_of(sheet).filter(state=MotionState.CLOSING).exists():
        return ["Có dòng đủ người bỏ phiếu: xác nhận đóng để có kết quả."]
    return []


OPEN = Transition(
    name="open",
    label="Mở bỏ phiếu",
    sources=frozenset({SheetState.DRAFT}),
    target=SheetState.OPEN,
    permission=may_manage,
    guards=(session_is_on, everyone_present_can_vote, lines_can_be_voted_on),
    effect=effects.on_opened,
    sentence="Mở phiếu kín",
    icon="unlock",
)
DISCARD = Transition(
    name="discard",
    label="Bỏ phiếu này",
    sources=frozenset({SheetState.DRAFT}),
    target=SheetState.DISCARDED,
    permission=may_manage,
    sentence="Bỏ phiếu kín chưa mở",
    icon="trash",
)
ASK = Transition(
    name="ask_to_close",
    label="Đề nghị đóng bỏ phiếu",
    sources=frozenset({SheetState.OPEN}),
    target=SheetState.CLOSING,
    permission=may_count,
    guards=(books_agree, voting_is_over, opinions_are_entered),
    effect=effects.on_asked,
    sentence="Đề nghị đóng phiếu kín",
    icon="hourglass-bottom",
)
CLOSE = Transition(
    name="close",
    label="Xác nhận đóng và kiểm phiếu",
    sources=frozenset({SheetState.CLOSING}),
    target=SheetState.CLOSED,
    permission=may_confirm,
    guards=(books_agree, some_line_has_its_quorum),
    effect=effects.on_closed,
    sentence="Xác nhận đóng phiếu kín, ghi kết quả",
    icon="lock",
)
LAPSE = Transition(
    name="lapse",
    label="Xác nhận không đủ người bỏ phiếu",
    sources=frozenset({SheetState.CLOSING}),
    target=SheetState.LAPSED,
    permission=may_confirm,
    guards=(no_line_has_its_quorum,),
    effect=effects.on_lapsed,
    sentence="Xác nhận phiếu kín không đủ người bỏ phiếu",
    icon="slash-circle",
)
ASK_TO_DROP = Transition(
    name="ask_to_drop",
    label="Đề nghị hủy phiếu kín",
    sources=frozenset({SheetState.OPEN, SheetState.CLOSING}),
    target=SheetState.DROPPING,
    permission=may_count,
    guards=(books_do_not_agree,),
    needs=("reason",),
    effect=effects.on_drop_asked,
    sentence="Đề nghị hủy phiếu kín vì số người và số phiếu không khớp",
    icon="hourglass-bottom",
)
DROP = Transition(
    name="drop",
    label="Xác nhận hủy phiếu kín",
    sources=frozenset({SheetState.DROPPING}),
    target=SheetState.DROPPED,
    permission=may_confirm,
    effect=effects.on_dropped,
    sentence="Xác nhận hủy phiếu kín, không kiểm phiếu",
    icon="x-octagon",
)
SHEETS: Workflow[BallotSheet] = Workflow(
    name="sheet",
    model=BallotSheet,
    transitions=(OPEN, DISCARD, ASK, CLOSE, LAPSE, ASK_TO_DROP, DROP),
    record=record,
    labels=dict(SheetState.choices),
    noun="Phiếu kín",
)
