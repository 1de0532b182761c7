"""Bringing a file into the record: kept first, read in the background, asked about, applied once.

A batch is applied as a whole; lines that wait for an answer join it when they are answered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.errors import Refusal
from thidua.core.jobs import defer
from thidua.core.text import moment
from thidua.documents.domain.store import store
from thidua.journal.domain.record import record
from thidua.lists.refusals import Refused
from thidua.registry.domain.permissions import keepers_only
from thidua.registry.domain.readings import FileReading, read_file
from thidua.registry.domain.settle import Settlement, settle
from thidua.registry.domain.write import Writer, cover
from thidua.registry.enums import BatchKind, BatchState, RowState
from thidua.registry.models import Award, ImportBatch, ImportRow
from thidua.vietnamese.numbers import format_number

# First half of the advisory lock's key; the second half is the authority.
LOCK: Final = 7412
AT_ONCE: Final = 500
SETTLED: Final = (
    "state",
    "subject",
    "asked",
    "asked_key",
    "candidates",
    "why",
    "answer",
    "answered_by_name",
    "answered_at",
)
NOTHING_READY: Final = "Không có dòng nào để nhập. Trả lời câu hỏi hoặc sửa lỗi trong tệp trước."
OPEN: Final = (BatchState.PREVIEWED, BatchState.UNDONE)


def start_import(*, actor: Actor, kind: BatchKind, name: str, data: bytes) -> ImportBatch:
    """Keep the file and have it read in the background.

    The file is safe before anything looks into it. Raises Refusal for an empty or too large one.
    """
    from thidua.registry.tasks import read_batch  # noqa: PLC0415 (app ready)

    keepers_only(actor)
    with transaction.atomic():
        stored = store(actor=actor, name=name, data=data)
        batch = ImportBatch.objects.create(
            authority_id=actor.authority_id,
            kind=kind,
            file=stored,
            created_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="registry.import",
            obj=batch,
            sentence=f"Đưa tệp “{stored.name}” vào nhập sổ ({kind.label})",
            data={"sha256": stored.sha256},
        )
        defer(read_batch, batch_id=batch.pk)
    return batch


def read_again(*, actor: Actor, batch: ImportBatch) -> None:
    """Queue the reading once more, for a batch whose job was lost."""
    from thidua.registry.tasks import read_batch  # noqa: PLC0415 (app ready)

    keepers_only(actor)
    with transaction.atomic():
        if locked_batch(batch).state != BatchState.READING:
            raise Refusal("Tệp đã đọc xong. Tải lại trang để xem.")
        defer(read_batch, batch_id=batch.pk)


def read(batch: ImportBatch) -> None:
    """Read the kept file into rows; once, however often the job runs."""
    with batch.file.content.open("rb") as kept:
        data = kept.read()
    try:
        reading = read_file(batch.kind, data, batch.file.name)
    except Refused as refused:
        _refuse(batch, refused.sentence)
        return
    if reading.rows:
        _keep(batch, reading)
    else:
        _refuse(batch, " ".join(reading.skipped) or "Tệp không có dòng nào để nhập.")


def _refuse(batch: ImportBatch, sentence: str) -> None:
    ImportBatch.objects.filter(pk=batch.pk, state=BatchState.READING).update(
        state=BatchState.REFUSED, note=sentence
    )


def _keep(batch: ImportBatch, reading: FileReading) -> None:
    with transaction.atomic():
        locked = locked_batch(batch)
        if locked.state != BatchState.READING:
            return
        rows = [
            ImportRow(
                authority_id=batch.authority_id,
                batch=locked,
                sheet=one.sheet[:100],
                row=one.row,
                content=one.content | {"faulty": one.is_faulty},
                faults=one.faults,
            )
            for one in reading.rows
        ]
        settle(locked, rows)
        ImportRow.objects.bulk_create(rows, batch_size=AT_ONCE)
        locked.state = BatchState.PREVIEWED
        locked.years = list(reading.years)
        locked.note = " ".join(reading.skipped)
        locked.save(update_fields=("state", "years", "note"))


def locked_batch(batch: ImportBatch) -> ImportBatch:
    """The batch for this transaction alone; files of one authority are applied one at a time.

    Two batches that make the same person known must not both add that person.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, batch.authority_id])
    return (
        ImportBatch.objects.select_for_update(of=("self",)).select_related("file").get(pk=batch.pk)
    )


def settle_again(batch: ImportBatch) -> Settlement:
    """Work out the standing of every waiting row anew and save what changed."""
    rows = list(batch.rows.exclude(state=RowState.APPLIED).order_by("sheet", "row"))
    before = [_standing(row) for row in rows]
    found = settle(batch, rows)
    changed = [row for row, old in zip(rows, before, strict=True) if _standing(row) != old]
    ImportRow.objects.bulk_update(changed, SETTLED, batch_size=AT_ONCE)
    return found


def _standing(row: ImportRow) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in SETTLED)


def apply_batch(
    *, actor: Actor, batch: ImportBatch, complete_years: Sequence[int] | None = None
) -> Mapping[str, int]:
    """Put every ready line on record, all or none; lines that wait stay waiting.

    `complete_years` are the years that the file lists in full (default: every year it names):
    within them somebody without a line was not rewarded. Returns counts of what was written.
    Raises Refusal when the batch was applied before, or when nothing in it is ready.
    """
    keepers_only(actor)
    with transaction.atomic():
        locked = locked_batch(batch)
        _must_be_open(locked)
        if complete_years is not None:
            locked.years = sorted(set(complete_years) & set(locked.years))
        found = settle_again(locked)
        if not found.ready():
            raise Refusal(
                "Không có dòng nào để nhập. Trả lời câu hỏi hoặc sửa lỗi trong tệp trước."
            )
        locked.state = BatchState.APPLIED
        locked.applied_at, locked.applied_by_name = timezone.now(), actor.name
        locked.undone_at, locked.undone_by_name = None, ""
        counts = write_ready(actor, locked, found)
        record(
            actor=actor,
            verb="registry.apply",
            obj=locked,
            sentence=f"Nhập sổ từ tệp “{locked.file.name}”: {in_words(counts)}",
            data=counts,
        )
    return counts


def _must_be_open(batch: ImportBatch) -> None:
    if batch.state == BatchState.APPLIED and batch.applied_at:
        raise Refusal(
            f"{batch.applied_by_name} đã nhập tệp này lúc {moment(batch.applied_at)}. "
            "Không nhập lần thứ hai."
        )
    if batch.state not in OPEN:
        raise Refusal(f"Tệp đang ở bước “{batch.get_state_display()}” nên chưa nhập được.")


def write_ready(actor: Actor, batch: ImportBatch, found: Settlement) -> Mapping[str, int]:
    """Write what is ready and bring the coverage up to date; the batch is saved with it."""
    with sentence_for(Award):
        counts = Writer(actor, batch, found).write()
    batch.save()
    cover(batch)
    return counts


NOUNS: Final = {
    "awards": "khen thưởng",
    "ratings": "kết quả đánh giá",
    "discipline": "kỷ luật",
    "people": "người mới",
    "units": "đơn vị mới",
    "households": "hộ mới",
}


def in_words(counts: Mapping[str, int]) -> str:
    """`380 khen thưởng, 152 người mới`; what is zero is left out."""
    parts = [f"{format_number(counts[key])} {noun}" for key, noun in NOUNS.items() if counts[key]]
    return ", ".join(parts) or "không có gì mới"
