"""The path of a motion: open, closing (one person asked), closed (a second confirmed).

Where too few voted it ends beside that: lapsing, lapsed. Where roll and tally of its paper do not
agree: voiding, void. Then no count is ever read.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.workflow import Transition, Workflow
from thidua.journal.domain.record import record
from thidua.voting.domain.checking import faults_of
from thidua.voting.domain.freezing import content_hash, frozen_content, uncounted_content
from thidua.voting.enums import State
from thidua.voting.models import Closing, Motion
from thidua.voting.queries import turnout

COUNTERS = (Role.SECRETARY, Role.MEMBER, Role.CHAIRMAN)


def may_count(motion: Motion, actor: Actor) -> str:
    """Persons of the council close its votes, never the system."""
    if motion.authority_id != actor.authority_id:
        return "Việc bỏ phiếu thuộc cơ quan khác."
    if not actor.is_any(*COUNTERS) or actor.user_id is None:
        return "Thư ký, thành viên hoặc chủ tịch Hội đồng đóng bỏ phiếu."
    return ""


def may_confirm(motion: Motion, actor: Actor) -> str:
    """The second person is another one, in whatever role."""
    if denied := may_count(motion, actor):
        return denied
    closing = Closing.objects.filter(motion_id=motion.pk, asked_by_id=actor.user_id)
    if motion.pk and closing.exists():  # a motion that is not stored has been closed by nobody
        return "Người đề nghị đóng bỏ phiếu không tự xác nhận được. Cần người thứ hai."
    return ""


def voting_is_over(motion: Motion) -> list[str]:
    """Nobody cuts a vote short while somebody on the roll may still vote."""
    there = turnout(motion)
    if there.voted < there.on_roll and timezone.now() < motion.closes_at:
        left = there.on_roll - there.voted
        return [f"Còn {left} người chưa bỏ phiếu và chưa hết giờ."]
    return []


def enough_voted(motion: Motion) -> list[str]:
    """The quorum; it is never below the least number that keeps a vote secret."""
    voted = turnout(motion).voted
    if voted < motion.quorum:
        return [f"Mới có {voted} người bỏ phiếu, cần ít nhất {motion.quorum} người."]
    return []


def too_few_voted(motion: Motion) -> list[str]:
    """A motion with its quorum is closed, never dropped."""
    if not enough_voted(motion):
        return ["Đã đủ người bỏ phiếu: đóng bỏ phiếu để có kết quả."]
    return []


def on_asked(motion: Motion, *, actor: Actor, at: datetime) -> None:
    assert actor.user_id is not None, "may_count refuses who has no account"
    Closing.objects.create(
        authority_id=motion.authority_id, motion=motion, asked_by_id=actor.user_id
    )


def on_confirmed(motion: Motion, *, actor: Actor, at: datetime) -> None:
    """Freeze the result and write its hash into the journal, where it cannot be changed."""
    content = frozen_content(motion, closed_at=at)
    sha256 = content_hash(content)
    _freeze(motion, actor, content, sha256)
    record(
        actor=actor,
        verb="motion.result",
        obj=motion,
        sentence=f"Ghi kết quả bỏ phiếu kín: {motion.question}",
        data={"sha256": sha256},
    )


def on_abandoned(motion: Motion, *, actor: Actor, at: datetime) -> None:
    """Freeze who voted; what they chose is neither read nor kept anywhere but in the tally."""
    content = uncounted_content(motion, lapsed_at=at.isoformat())
    _freeze(motion, actor, content, content_hash(content))


def on_void_asked(motion: Motion, *, actor: Actor, at: datetime, reason: str) -> None:
    """Whoever had asked for an end before is followed by who asks for this one."""
    assert actor.user_id is not None, "may_count refuses who has no account"
    Closing.objects.update_or_create(
        authority_id=motion.authority_id, motion=motion, defaults={"asked_by_id": actor.user_id}
    )


def on_voided(motion: Motion, *, actor: Actor, at: datetime, reason: str) -> None:
    """As with a motion that lapsed: who voted is kept, what they chose is not read."""
    content = uncounted_content(motion, void_at=at.isoformat(), reason=reason)
    _freeze(motion, actor, content, content_hash(content))


def _freeze(motion: Motion, actor: Actor, content: dict[str, Any], sha256: str) -> None:
    Closing.objects.filter(motion=motion).update(
        confirmed_by_id=actor.user_id, content=content, sha256=sha256
    )


ASK = Transition(
    name="ask_to_close",
    label="Đề nghị đóng bỏ phiếu",
    sources=frozenset({State.OPEN}),
    target=State.CLOSING,
    permission=may_count,
    guards=(voting_is_over, enough_voted, faults_of),
    effect=on_asked,
    sentence="Đề nghị đóng bỏ phiếu kín",
    icon="hourglass-bottom",
)
CONFIRM = Transition(
    name="close",
    label="Xác nhận đóng bỏ phiếu",
    sources=frozenset({State.CLOSING}),
    target=State.CLOSED,
    permission=may_confirm,
    guards=(enough_voted, faults_of),
    effect=on_confirmed,
    sentence="Xác nhận đóng bỏ phiếu kín",
    icon="lock",
)
ASK_TO_ABANDON = Transition(
    name="ask_to_abandon",
    label="Đề nghị kết thúc vì không đủ người bỏ phiếu",
    sources=frozenset({State.OPEN}),
    target=State.LAPSING,
    permission=may_count,
    guards=(voting_is_over, too_few_voted),
    effect=on_asked,
    sentence="Đề nghị kết thúc vì không đủ người bỏ phiếu",
    icon="hourglass-bottom",
)
ABANDON = Transition(
    name="abandon",
    label="Xác nhận không đủ người bỏ phiếu",
    sources=frozenset({State.LAPSING}),
    target=State.LAPSED,
    permission=may_confirm,
    guards=(too_few_voted,),
    effect=on_abandoned,
    sentence="Xác nhận không đủ người bỏ phiếu",
    icon="slash-circle",
)
ASK_TO_VOID = Transition(
    name="ask_to_void",
    label="Đề nghị hủy việc bỏ phiếu",
    sources=frozenset({State.OPEN, State.CLOSING, State.LAPSING}),
    target=State.VOIDING,
    permission=may_count,
    needs=("reason",),
    effect=on_void_asked,
    sentence="Đề nghị hủy việc bỏ phiếu kín",
    icon="hourglass-bottom",
)
VOID = Transition(
    name="void",
    label="Xác nhận hủy việc bỏ phiếu",
    sources=frozenset({State.VOIDING}),
    target=State.VOID,
    permission=may_confirm,
    needs=("reason",),
    effect=on_voided,
    sentence="Xác nhận hủy việc bỏ phiếu kín, không kiểm phiếu",
    icon="x-octagon",
)
MOTIONS: Workflow[Motion] = Workflow(
    name="motion",
    model=Motion,
    transitions=(ASK, CONFIRM, ASK_TO_ABANDON, ABANDON, ASK_TO_VOID, VOID),
    record=record,
    labels=dict(State.choices),
    noun="Việc bỏ phiếu",
)
