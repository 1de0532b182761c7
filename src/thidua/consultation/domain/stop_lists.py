"""Bringing in a list that another body sent: kept first, read in the background, then compared with
everybody nominated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from thidua.commendation.enums import HoldGround
from thidua.consultation.domain.holding import release_subject
from thidua.consultation.domain.matching import AT_ONCE, source_of_match
from thidua.consultation.enums import Answer, ListState
from thidua.consultation.models import ConsultedBody, StopList, StopListRow, StopMatch
from thidua.consultation.rules import officers_only
from thidua.core.actors import Actor, system_actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.core.jobs import defer
from thidua.documents.domain.store import store
from thidua.journal.domain.record import record
from thidua.lists.refusals import Refused
from thidua.lists.stop_columns import MEANING_WORDS, Meaning, Named
from thidua.lists.stop_list import StopReading, StopRow, read_stop_list
from thidua.vietnamese.text import clean, fold

NOBODY: Final = (
    "Không thấy bảng nào có cột tên người, tên đơn vị. Xem những dòng đầu rồi chỉ từng cột."
)
OPEN: Final = (ListState.READING, ListState.COLUMNS, ListState.REFUSED, ListState.ACTIVE)


@dataclass(frozen=True, slots=True)
class ListData:
    """What an officer says of a list; `ground` is what its rows are held for."""

    body: ConsultedBody
    name: str
    ground: str
    paper: str
    valid_from: date
    valid_to: date

    def check(self) -> None:
        """Raises Refusal where something is missing."""
        if not clean(self.name) or not clean(self.paper):
            raise Refusal("Ghi tên danh sách, số và ngày văn bản gửi kèm.")
        if self.ground not in HoldGround.values:
            raise Refusal("Chọn loại vi phạm của danh sách.")


def start_list(*, actor: Actor, data: ListData, file_name: str, content: bytes) -> StopList:
    """Keep the file and have it read in the background.

    The same bytes twice are refused while the first list stands: a second click makes no second.
    """
    from thidua.consultation.tasks import read_list  # noqa: PLC0415 (app ready)

    officers_only(actor)
    data.check()
    with transaction.atomic(), sentence_for(StopList):
        ConsultedBody.objects.select_for_update(of=("self",)).get(pk=data.body.pk)
        stored = store(actor=actor, name=file_name, data=content)
        _must_be_new(actor, stored.sha256)
        row = StopList.objects.create(
            authority_id=actor.authority_id,
            body=data.body,
            name=clean(data.name)[:200],
            ground=data.ground,
            paper=clean(data.paper)[:200],
            valid_from=data.valid_from,
            valid_to=data.valid_to,
            file=stored,
            created_by_name=actor.name,
            changed_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="stoplist.add",
            obj=row,
            sentence=f"Đưa vào danh sách vi phạm “{row.name}” của {data.body}",
            data={"sha256": stored.sha256, "ground": row.ground},
        )
        defer(read_list, list_id=row.pk)
    return row


def _must_be_new(actor: Actor, sha256: str) -> None:
    held = StopList.objects.filter(
        authority_id=actor.authority_id, file__sha256=sha256, state__in=OPEN
    ).first()
    if held is not None:
        raise Refusal(f"Tệp này đã đưa vào với tên “{held.name}”. Rút danh sách đó trước.")


def read(row: StopList) -> None:
    """Read the kept file into rows; once, however often the job runs."""
    if row.state != ListState.READING:
        return
    with row.file.content.open("rb") as kept:
        data = kept.read()
    try:
        reading = read_stop_list(data, row.file.name, named=_named(row.columns))
    except Refused as refused:
        _set(row, state=ListState.REFUSED, refusal=refused.sentence[:500])
        return
    if reading.rows:
        _keep(row, reading)
        return
    _set(
        row,
        state=ListState.COLUMNS,
        refusal=NOBODY,
        preview=[{"sheet": one.sheet, "rows": one.rows} for one in reading.previews],
        notes=list(reading.notes),
    )


def _set(row: StopList, **values: Any) -> None:
    StopList.objects.filter(pk=row.pk, state=ListState.READING).update(**values)


def _keep(row: StopList, reading: StopReading) -> None:
    """Rows in parts, so that the page can say how far it is; a job begun anew begins anew."""
    row.rows.all().delete()
    _set(row, done=0, total=len(reading.rows))
    for start in range(0, len(reading.rows), AT_ONCE):
        part = reading.rows[start : start + AT_ONCE]
        StopListRow.objects.bulk_create([_row(row, one) for one in part], batch_size=AT_ONCE)
        _set(row, done=start + len(part))
    with transaction.atomic():
        held = lock(StopList, row.pk, revision=None)
        if held.state != ListState.READING:
            return
        held.state, held.ready_at, held.refusal = ListState.ACTIVE, timezone.now(), ""
        held.columns = held.columns | {
            "read": [[label, meaning.value] for label, meaning in reading.columns]
        }
        held.notes = list(reading.notes)
        held.preview = [{"sheet": one.sheet, "rows": one.rows} for one in reading.previews]
        held.save()
        record(
            actor=system_actor(held.authority_id),
            verb="stoplist.read",
            obj=held,
            sentence=f"Đọc được {len(reading.rows)} dòng từ danh sách “{held.name}”",
            data={"rows": len(reading.rows)},
        )


def _row(list_: StopList, one: StopRow) -> StopListRow:
    return StopListRow(
        authority_id=list_.authority_id,
        stop_list=list_,
        sheet=one.sheet,
        row=one.row,
        kind=one.kind.value,
        name=one.name[:200],
        birth=one.birth.text() if one.birth else "",
        place=one.place,
        words=one.words,
        decision=one.decision,
        since=one.since,
        until=one.until,
        search_key=fold(f"{one.name} {one.place}")[:600],
    )


def _named(columns: Mapping[str, Any]) -> Named | None:
    said = columns.get("named")
    if not said:
        return None
    meanings = {int(index): Meaning(meaning) for index, meaning in said["meanings"].items()}
    return Named(said["sheet"], said["header"], meanings)


def name_columns(
    *, actor: Actor, list_: StopList, named: Named, revision: int | None = None
) -> StopList:
    """Say what the columns hold and have the file read again by it.

    Refused once a row was answered: the answers are about the rows as they were read.
    """
    from thidua.consultation.tasks import read_list  # noqa: PLC0415 (app ready)

    officers_only(actor)
    _check_columns(named)
    with transaction.atomic():
        row = lock(StopList, list_.pk, revision=revision)
        if row.state not in (ListState.COLUMNS, ListState.ACTIVE):
            raise Refusal(f"Danh sách ở bước “{row.get_state_display()}” nên chưa chỉ cột được.")
        found = StopMatch.objects.filter(row__stop_list=row)
        if found.exclude(answer=Answer.OPEN).exists():
            raise Refusal("Danh sách đã có dòng được trả lời. Rút danh sách rồi đưa tệp vào lại.")
        found.delete()
        row.state, row.refusal = ListState.READING, ""
        row.columns = {
            "named": {
                "sheet": named.sheet,
                "header": named.header,
                "meanings": {str(key): value.value for key, value in named.meanings.items()},
            }
        }
        stamp(row, actor)
        row.save()
        words = ", ".join(MEANING_WORDS[one].lower() for one in named.meanings.values())
        record(
            actor=actor,
            verb="stoplist.columns",
            obj=row,
            sentence=f"Chỉ cột của danh sách “{row.name}”: {words}",
        )
        defer(read_list, list_id=row.pk)
    return row


def _check_columns(named: Named) -> None:
    chosen = list(named.meanings.values())
    if chosen.count(Meaning.NAME) != 1:
        raise Refusal("Chỉ đúng một cột ghi họ tên hoặc tên đơn vị.")


def read_again(*, actor: Actor, list_: StopList) -> None:
    """Queue the reading once more, for a list whose job was lost."""
    from thidua.consultation.tasks import read_list  # noqa: PLC0415 (app ready)

    officers_only(actor)
    with transaction.atomic():
        if lock(StopList, list_.pk, revision=None).state != ListState.READING:
            raise Refusal("Danh sách đã đọc xong. Tải lại trang để xem.")
        defer(read_list, list_id=list_.pk)


def withdraw_list(
    *, actor: Actor, list_: StopList, reason: str, release: bool, revision: int | None = None
) -> int:
    """Take a list back; `release`: what it put on hold is lifted too. How many were released."""
    officers_only(actor)
    if not clean(reason):
        raise Refusal("Ghi lý do rút danh sách.")
    with transaction.atomic():
        row = lock(StopList, list_.pk, revision=revision)
        if row.state == ListState.WITHDRAWN:
            raise Refusal("Danh sách này đã được rút.")
        row.state = ListState.WITHDRAWN
        row.withdrawn_at, row.withdrawn_by_name = timezone.now(), actor.name
        row.withdrawn_reason = clean(reason)[:300]
        stamp(row, actor)
        row.save()
        released = _release(actor, row) if release else 0
        record(
            actor=actor,
            verb="stoplist.withdraw",
            obj=row,
            sentence=f"Rút danh sách vi phạm “{row.name}”: {row.withdrawn_reason}",
            data={"released": released},
        )
    return released


def _release(actor: Actor, row: StopList) -> int:
    basis = f"Rút danh sách “{row.name}”: {row.withdrawn_reason}"[:300]
    said = StopMatch.objects.filter(row__stop_list=row, answer=Answer.SAME)
    return sum(
        release_subject(actor=actor, row=one, source=source_of_match(one), basis=basis)
        for one in said.select_related("row__stop_list__body")
    )
