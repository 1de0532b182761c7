"""Casting votes, and entering the written opinion of somebody who is absent.

All of a paper at once or one motion alone: one transaction, motions locked in the order of their
keys, one entry in the journal, one sweep. Nothing is returned: a receipt would let a voter prove,
or be made to prove, what was chosen. `sensitive_variables` hides the choices from error reports,
in the verbs and in all they call.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.jobs import defer
from thidua.journal.domain.record import record
from thidua.voting.domain.counting import add_votes
from thidua.voting.domain.locking import locked
from thidua.voting.domain.server import refuse_if_votes_would_be_logged
from thidua.voting.enums import State
from thidua.voting.models import Motion, RollEntry
from thidua.voting.papers import Paper
from thidua.voting.tasks import sweep

TWICE = "Thành viên này đã bỏ phiếu. Mỗi người chỉ bỏ phiếu một lần."
IN_WRITING = "Thư ký đã nhập ý kiến bằng văn bản của thành viên này."


@dataclass(frozen=True, slots=True)
class Absentee:
    """Whose written opinion it is: an account, or a name where the member has none."""

    user_id: int | None
    name: str


@sensitive_variables()
def cast(*, actor: Actor, motion: Motion, option: str) -> None:
    """Cast the actor's own vote on one motion, once."""
    paper = Paper(motion, "motion", motion.question)
    cast_sheet(actor=actor, paper=paper, choices={motion: option})


@sensitive_variables()
def cast_sheet(*, actor: Actor, paper: Paper, choices: Mapping[Motion, str]) -> None:
    """Cast the actor's own votes on many motions, all or none, once.

    Raises NotAllowed off the roll of one of them, Refusal otherwise. The journal says that the
    person voted on the paper; it never says what, nor on how many lines.
    """
    with transaction.atomic():
        rows = _open_motions(actor, choices)
        _mark(rows, actor.user_id)
        add_votes(_paired(rows, choices))
        record(
            actor=actor,
            verb=paper.verb("vote"),
            obj=paper.row,
            sentence=f"Đã bỏ phiếu kín: {paper.words}",
        )
        defer(sweep, rewrite=False)


@sensitive_variables()
def enter_written_opinion(*, actor: Actor, motion: Motion, voter_id: int, option: str) -> None:
    """Count the written opinion of an absent member who is on the roll of one motion."""
    _only_for_the_absent(actor, voter_id)
    entry = RollEntry.objects.filter(motion=motion, voter_id=voter_id).first()
    if entry is None:
        raise NotAllowed("Không có tên trong danh sách bỏ phiếu của việc này.")
    paper = Paper(motion, "motion", motion.question)
    absentee = Absentee(voter_id, entry.name)
    enter_written_sheet(actor=actor, paper=paper, absentee=absentee, choices={motion: option})


@sensitive_variables()
def enter_written_sheet(
    *, actor: Actor, paper: Paper, absentee: Absentee, choices: Mapping[Motion, str]
) -> None:
    """Count an absent member's written opinions, as Decree 98/2023, Art. 30(7) has it.

    Counted like any vote, and the roll marks them as given in writing; a member who is not on the
    roll yet is entered there. Who is a member, and away, is the caller's to know. The secretary
    who enters it has read it: towards the secretary such an opinion is not secret.
    """
    _only_for_the_absent(actor, absentee.user_id)
    with transaction.atomic(), sentence_for(RollEntry):
        rows = _open_motions(actor, choices)
        _mark_in_writing(rows, absentee)
        add_votes(_paired(rows, choices))
        record(
            actor=actor,
            verb=paper.verb("written_opinion"),
            obj=paper.row,
            sentence=f"Nhập ý kiến bằng văn bản của {absentee.name}",
            data={"voter": absentee.user_id},
        )
        defer(sweep, rewrite=False)


def _only_for_the_absent(actor: Actor, user_id: int | None) -> None:
    if not actor.is_any(Role.SECRETARY):
        raise NotAllowed("Thư ký Hội đồng nhập ý kiến bằng văn bản của thành viên vắng mặt.")
    if user_id is not None and user_id == actor.user_id:
        raise Refusal("Người đang dự họp tự bỏ phiếu, không nhập ý kiến bằng văn bản cho mình.")


def _open_motions(actor: Actor, choices: Mapping[Motion, str]) -> list[Motion]:
    """The motions, locked: voters wait for each other, so that none blocks another for good and
    nobody votes while a motion is being closed."""
    refuse_if_votes_would_be_logged()
    if not choices:
        raise Refusal("Phiếu không có dòng nào để bỏ phiếu.")
    rows = locked(motion.pk for motion in choices)
    for row in rows:
        _check_open(actor, row)
    if any(option not in row.options for row, option in _paired(rows, choices)):
        raise Refusal("Phiếu không có lựa chọn này. Mở lại trang bỏ phiếu rồi chọn lại.")
    return rows


def _check_open(actor: Actor, row: Motion) -> None:
    if row.authority_id != actor.authority_id:
        raise NotAllowed("Việc bỏ phiếu thuộc cơ quan khác.")
    now = timezone.now()
    if now < row.opens_at:
        raise Refusal("Chưa đến giờ bỏ phiếu.")
    if row.state != State.OPEN or now >= row.closes_at:
        raise Refusal("Đã hết giờ bỏ phiếu.")


def _paired(rows: Iterable[Motion], choices: Mapping[Motion, str]) -> list[tuple[Motion, str]]:
    by_key = {motion.pk: option for motion, option in choices.items()}
    return [(row, by_key[row.pk]) for row in rows]


def _mark(motions: list[Motion], voter_id: int | None) -> None:
    """Mark the person as having voted; the condition in the UPDATE makes a second time fail."""
    entries = RollEntry.objects.filter(motion__in=motions, voter_id=voter_id or 0)
    if entries.filter(voted=False).update(voted=True) == len(motions):
        return
    there = list(entries)
    if len(there) < len(motions):
        raise NotAllowed("Không có tên trong danh sách bỏ phiếu của việc này.")
    raise Refusal(IN_WRITING if any(entry.in_writing for entry in there) else TWICE)


def _mark_in_writing(motions: list[Motion], absentee: Absentee) -> None:
    entries = RollEntry.objects.filter(motion__in=motions)
    if absentee.user_id is not None:
        entries = entries.filter(voter_id=absentee.user_id)
    else:
        entries = entries.filter(voter__isnull=True, voter_name=absentee.name)
    if done := [entry for entry in entries if entry.voted]:
        raise Refusal(IN_WRITING if done[0].in_writing else TWICE)
    found = set(entries.values_list("motion_id", flat=True))
    entries.update(voted=True, in_writing=True)
    RollEntry.objects.bulk_create(
        RollEntry(
            authority_id=motion.authority_id,
            motion=motion,
            voter_id=absentee.user_id,
            voter_name="" if absentee.user_id is not None else absentee.name,
            voted=True,
            in_writing=True,
        )
        for motion in motions
        if motion.pk not in found
    )
