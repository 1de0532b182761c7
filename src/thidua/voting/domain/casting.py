"""Casting a vote, and entering the written opinion of somebody who is absent.

Both return nothing: a receipt would let a voter prove, or be made to prove, what was chosen.
`sensitive_variables` hides the choice from error reports, in the verbs and in all they call.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from thidua.core.actors import Actor, Role
from thidua.core.editing import lock
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.jobs import defer
from thidua.journal.domain.record import record
from thidua.voting.domain.counting import add_vote
from thidua.voting.domain.server import refuse_if_votes_would_be_logged
from thidua.voting.enums import State
from thidua.voting.models import Motion, RollEntry
from thidua.voting.tasks import sweep


@sensitive_variables("option")
def cast(*, actor: Actor, motion: Motion, option: str) -> None:
    """Cast the actor's own vote, once. Raises NotAllowed off the roll, Refusal otherwise.

    The journal says that the person voted; it never says what.
    """
    with transaction.atomic():
        row = _open_motion(actor, motion, option)
        _mark(row, actor.user_id, in_writing=False)
        add_vote(row, option)
        record(
            actor=actor, verb="motion.vote", obj=row, sentence=f"Đã bỏ phiếu kín: {row.question}"
        )
        defer(sweep, rewrite=False)


@sensitive_variables("option")
def enter_written_opinion(*, actor: Actor, motion: Motion, voter_id: int, option: str) -> None:
    """Count the written opinion of an absent member, as Decree 98/2023, Art. 30(7) has it.

    Counted like any vote, and the roll marks it as given in writing. The secretary who enters it
    has read it: towards the secretary such an opinion is not secret.
    """
    if not actor.is_any(Role.SECRETARY):
        raise NotAllowed("Thư ký Hội đồng nhập ý kiến bằng văn bản của thành viên vắng mặt.")
    if voter_id == actor.user_id:
        raise Refusal("Người đang dự họp tự bỏ phiếu, không nhập ý kiến bằng văn bản cho mình.")
    with transaction.atomic():
        row = _open_motion(actor, motion, option)
        entry = _mark(row, voter_id, in_writing=True)
        add_vote(row, option)
        record(
            actor=actor,
            verb="motion.written_opinion",
            obj=row,
            sentence=f"Nhập ý kiến bằng văn bản của {entry.voter.get_full_name()}",
            data={"voter": voter_id},
        )
        defer(sweep, rewrite=False)


def _open_motion(actor: Actor, motion: Motion, option: str) -> Motion:
    """The motion, locked: voters wait for each other, so that none blocks another for good and
    nobody votes while the motion is being closed."""
    refuse_if_votes_would_be_logged()
    row = lock(Motion, motion.pk, revision=None)
    if row.authority_id != actor.authority_id:
        raise NotAllowed("Việc bỏ phiếu thuộc cơ quan khác.")
    now = timezone.now()
    if now < row.opens_at:
        raise Refusal("Chưa đến giờ bỏ phiếu.")
    if row.state != State.OPEN or now >= row.closes_at:
        raise Refusal("Đã hết giờ bỏ phiếu.")
    if option not in row.options:
        raise Refusal("Phiếu không có lựa chọn này. Mở lại trang bỏ phiếu rồi chọn lại.")
    return row


def _mark(motion: Motion, voter_id: int | None, *, in_writing: bool) -> RollEntry:
    """Mark the person as having voted; the condition in the UPDATE makes a second time fail."""
    entries = RollEntry.objects.filter(motion=motion, voter_id=voter_id)
    if entries.filter(voted=False).update(voted=True, in_writing=in_writing) == 1:
        return entries.select_related("voter").get()
    entry = entries.first()
    if entry is None:
        raise NotAllowed("Không có tên trong danh sách bỏ phiếu của việc này.")
    if entry.in_writing:
        raise Refusal("Thư ký đã nhập ý kiến bằng văn bản của thành viên này.")
    raise Refusal("Thành viên này đã bỏ phiếu. Mỗi người chỉ bỏ phiếu một lần.")
