"""Is the journal what was written? Names the first entry that is not."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.core.text import moment
from thidua.journal.domain.record import GENESIS, digest
from thidua.journal.models import AuditEvent


@dataclass(frozen=True, slots=True)
class Verification:
    """`broken` is the first altered, missing or inserted entry's number; None when whole."""

    entries: int
    broken: int | None
    sentence: str
    head: str


def verify(authority_id: int) -> Verification:
    """Walk the whole chain of one authority."""
    expected, previous, head = 1, GENESIS, GENESIS
    events = AuditEvent.objects.filter(authority_id=authority_id).order_by("sequence")
    for event in events.iterator(chunk_size=2000):
        if event.sequence != expected:
            return Verification(
                expected - 1, expected, f"Thiếu mục số {expected} của nhật ký.", head
            )
        if event.previous_hash != previous or digest(event) != event.hash:
            sentence = (
                f"Mục số {event.sequence} ({moment(event.at)}, {event.actor_name}: "
                f"{event.sentence}) đã bị sửa sau khi ghi."
            )
            return Verification(expected - 1, event.sequence, sentence, head)
        previous = head = event.hash
        expected += 1
    return Verification(expected - 1, None, f"Nhật ký nguyên vẹn: {expected - 1} mục.", head)
