"""Is a motion what its books say? Never tells more than the state of the motion allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from thidua.voting.domain.counting import counts_of_many
from thidua.voting.domain.freezing import content_hash
from thidua.voting.enums import State
from thidua.voting.models import Closing, Motion, RollEntry

ENDED = (State.CLOSED, State.LAPSED, State.VOID)


@dataclass(frozen=True, slots=True)
class Verification:
    """How many motions were looked at, and a sentence for each fault found."""

    motions: int
    faults: tuple[str, ...]


def verify(authority_id: int) -> Verification:
    """Check every motion of one authority, in a fixed number of queries."""
    motions = list(Motion.objects.filter(authority_id=authority_id).order_by("pk"))
    return Verification(len(motions), tuple(_all_faults(motions)))


def faults_of(motion: Motion) -> list[str]:
    """What does not agree, as sentences; empty when all does."""
    return [fault.removeprefix(f"{motion.code}: ") for fault in _all_faults([motion])]


def books_disagree(motions: Iterable[Motion]) -> int:
    """On how many of the motions the roll and the tally do not hold the same number of votes.

    In two queries, whatever their number; it tells no count, not even a sum.
    """
    rows = list(motions)
    counts, voted = counts_of_many(rows), _voted(rows)
    return sum(sum(counts[row.pk].values()) != voted.get(row.pk, 0) for row in rows)


def _all_faults(motions: Sequence[Motion]) -> list[str]:
    counts = counts_of_many(motions)
    voted = _voted(motions)
    closings = {row.motion_id: row for row in Closing.objects.filter(motion__in=motions)}
    return [
        f"{motion.code}: {fault}"
        for motion in motions
        for fault in _faults(
            motion, voted.get(motion.pk, 0), counts[motion.pk], closings.get(motion.pk)
        )
    ]


def _voted(motions: Iterable[Motion]) -> dict[int, int]:
    rows = (
        RollEntry.objects.filter(motion__in=motions)
        .order_by()
        .values("motion_id")
        .annotate(there=Count("pk", filter=Q(voted=True)))
    )
    return {row["motion_id"]: row["there"] for row in rows}


def _faults(
    motion: Motion, voted: int, counts: dict[str, int], closing: Closing | None
) -> Iterable[str]:
    counted = sum(counts.values())
    if voted != counted and motion.state != State.VOID:
        yield f"Có {voted} người đã bỏ phiếu nhưng kiểm được {counted} phiếu."
    if motion.state not in ENDED:
        return
    if closing is None or closing.content is None:
        yield "Đã đóng bỏ phiếu nhưng không có biên bản kiểm phiếu."
        return
    if content_hash(closing.content) != closing.sha256:
        yield "Kết quả đã bị sửa sau khi đóng bỏ phiếu."
    if motion.state == State.CLOSED and closing.content.get("counts") != counts:
        yield "Số phiếu đã bị sửa sau khi đóng bỏ phiếu."
