"""Bringing a workbook of targets in: read in the child process, asked, applied all or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from thidua.core.actors import Actor
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.jobs import defer
from thidua.documents.domain.store import store
from thidua.journal.domain.record import record
from thidua.lists.refusals import Refused
from thidua.lists.sandbox import read_workbook
from thidua.lists.workbook import Cell, Workbook
from thidua.targets.asking import ask
from thidua.targets.building import Draft, build
from thidua.targets.domain.allocations import UnitFinder
from thidua.targets.domain.import_writing import Made, write
from thidua.targets.enums import Counting, ImportState, TargetState
from thidua.targets.import_workflow import IMPORTS
from thidua.targets.models import Allocation, Target, TargetImport
from thidua.targets.questions import Asked, Question
from thidua.targets.reader import Reader
from thidua.targets.rules import may_manage
from thidua.targets.scales import Shares
from thidua.targets.shapes import Goal
from thidua.targets.sheets import tables
from thidua.vietnamese.text import fold

YEARS = range(2000, 2101)
KINDS = frozenset({"xlsx", "xls", "ods", "csv"})


def start_import(*, actor: Actor, name: str, data: bytes, year: int) -> TargetImport:
    """Keep the file, read it, and wait for answers. Raises Refusal for what cannot be read."""
    if denied := may_manage(actor.authority_id, actor):
        raise NotAllowed(denied)
    if year not in YEARS:
        raise Refusal("Năm phải từ 2000 đến 2100.")
    file = store(actor=actor, name=name, data=data)
    try:
        workbook = read_workbook(data, file.name)
    except Refused as refused:
        raise Refusal(str(refused)) from refused
    if workbook.kind not in KINDS:
        raise Refusal("Chỉ đọc bảng tính: tệp Excel, OpenDocument hoặc CSV.")
    with transaction.atomic():
        made = TargetImport.objects.create(
            authority_id=actor.authority_id,
            file=file,
            year=year,
            reading=_kept(workbook),
            started_by_name=actor.name,
            changed_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="target_import.start",
            obj=made,
            sentence=f"Đọc tệp chỉ tiêu “{file.name}”",
            data={"sheets": len(workbook.sheets), "year": year},
        )
    return made


def _kept(workbook: Workbook) -> dict[str, Any]:
    """Rows as JSON; dates as people write them."""
    return {
        "sheets": [
            {"name": sheet.name, "rows": [[_plain(cell) for cell in row] for row in sheet.rows]}
            for sheet in workbook.sheets
            if not sheet.hidden
        ]
    }


def _plain(cell: Cell) -> Any:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell


@dataclass(frozen=True, slots=True)
class Sight:
    """A file as it stands: what is asked, what would be written."""

    asked: Asked
    drafts: list[Draft]
    answers: Mapping[str, str]

    @property
    def open(self) -> list[Question]:
        """Questions without a valid answer."""
        return [one for one in self.asked.questions if not _is_answered(one, self.answers)]


def _is_answered(question: Question, answers: Mapping[str, str]) -> bool:
    return answers.get(question.key) in {choice.value for choice in question.choices}


def look(row: TargetImport) -> Sight:
    """Everything again from the file and the answers; nothing is written."""
    targets = list(
        Target.objects.filter(
            authority_id=row.authority_id,
            state__in=(TargetState.DRAFT, TargetState.ACTIVE),
            start_on__lte=date(row.year, 12, 31),
            due_on__gte=date(row.year, 1, 1),
        ).order_by("sort_key", "pk")
    )
    existing = [(one.code, _goal(one)) for one in targets]
    found = tables(row.reading, {fold(one.name): one.code for one in targets})
    finder = UnitFinder(row.authority_id, date(row.year, 12, 31))
    answers: Mapping[str, str] = row.answers
    readers = [Reader(table, at, answers) for at, table in enumerate(found)]
    shares = _shares(targets, {code for table in found for code in table.known.values()})
    asked = ask(readers, finder, existing, shares)
    drafts = build(readers, finder, asked, existing, shares, row.year)
    return Sight(asked, drafts, answers)


def _shares(targets: Sequence[Target], codes: set[str]) -> Shares:
    """What one period asks of each unit of the targets that a sheet has columns of."""
    asked = {one.pk: one for one in targets if one.code in codes}
    if not asked:
        return {}
    parts = {
        pk: len(one.periods) if one.counting == Counting.PER_PERIOD else 1
        for pk, one in asked.items()
    }
    found: dict[str, dict[str, Decimal]] = defaultdict(dict)
    rows = Allocation.objects.filter(target__in=asked, until_on__isnull=True)
    for pk, unit_id, plan in rows.values_list("target_id", "unit_id", "plan").iterator():
        if plan:
            found[asked[pk].code][str(unit_id)] = plan / parts[pk]
    return found


def _goal(target: Target) -> Goal:
    return Goal(target.name, target.kind, target.measure, target.plan, "", (), falls=False)


def answer(
    *, actor: Actor, row: TargetImport, answers: Mapping[str, str], revision: int | None = None
) -> TargetImport:
    """Keep answers to questions that are asked; others are left aside."""
    if denied := may_manage(row.authority_id, actor):
        raise NotAllowed(denied)
    with transaction.atomic():
        held = lock(TargetImport, row.pk, revision=revision)
        if held.state != ImportState.READ:
            raise Refusal("Tệp này đã nhập hoặc đã bỏ.")
        known = {one.key: one for one in look(held).asked.questions}
        kept = {
            key: value
            for key, value in answers.items()
            if key in known and value in {choice.value for choice in known[key].choices}
        }
        held.answers = {**held.answers, **kept}
        stamp(held, actor)
        held.save()
        record(
            actor=actor,
            verb="target_import.answer",
            obj=held,
            sentence=f"Trả lời {len(kept)} câu hỏi về tệp chỉ tiêu",
        )
    return held


def suggestions(row: TargetImport) -> dict[str, str]:
    """Every suggested answer, for those who want to take them all at once."""
    return {one.key: one.suggested for one in look(row).open if one.suggested}


def begin(*, actor: Actor, row: TargetImport, revision: int | None = None) -> TargetImport:
    """Have it written in the background. Raises Refusal naming each question without an answer."""
    with transaction.atomic():
        held = lock(TargetImport, row.pk, revision=revision)
        drafts = _ready(held, actor).drafts
        held = IMPORTS.perform(held, "begin", actor=actor, total=len(drafts))
        _queue(held, actor)
    return held


def begin_again(*, actor: Actor, row: TargetImport) -> None:
    """Queue the writing once more, for a file whose job was lost."""
    if denied := may_manage(row.authority_id, actor):
        raise NotAllowed(denied)
    with transaction.atomic():
        held = lock(TargetImport, row.pk, revision=None)
        if held.state != ImportState.WRITING:
            raise Refusal("Tệp này không còn ở bước đang nhập. Tải lại trang để xem.")
        _queue(held, actor)


def _queue(row: TargetImport, actor: Actor) -> None:
    from thidua.targets.tasks import write_targets  # noqa: PLC0415 (app ready)

    who = {"user_id": actor.user_id, "name": actor.name, "role": actor.role.value}
    defer(write_targets, import_id=row.pk, **who)


def _ready(row: TargetImport, actor: Actor) -> Sight:
    """What would be written. Raises Refusal where something is in the way."""
    if denied := may_manage(row.authority_id, actor):
        raise NotAllowed(denied)
    sight = look(row)
    if waiting := sight.open:
        raise Refusal(*[f"{one.where}: {one.words} Chưa trả lời." for one in waiting[:20]])
    if not sight.drafts:
        raise Refusal("Tệp này không có chỉ tiêu, phần giao hay kết quả nào để nhập.")
    return sight


def apply(*, actor: Actor, row: TargetImport) -> Made:
    """Write everything or nothing. Raises Refusal naming each question and row at fault.

    The file is locked only at the end, so that others may see how far it is (`tell`).
    """
    with transaction.atomic():
        drafts = _ready(row, actor).drafts
        made = write(
            actor=actor, drafts=drafts, source=row.file.name, tell=lambda n: tell(row.pk, n)
        )
        IMPORTS.perform(row, "apply", actor=actor, made=made.as_json())
    return made


def write_or_say_why(*, actor: Actor, row: TargetImport) -> None:
    """The background's part: written, or back to the questions with the reasons."""
    try:
        apply(actor=actor, row=row)
    except Refusal as refusal:
        IMPORTS.perform(row, "fail", actor=actor, faults=list(refusal.reasons))


def tell(import_id: int, done: int) -> None:
    """How many targets are written, past the transaction that writes them."""
    beside = connection.copy()
    try:
        with beside.cursor() as cursor:
            cursor.execute(
                "UPDATE targets_targetimport SET done = %s WHERE id = %s AND state = %s",
                [done, import_id, ImportState.WRITING.value],
            )
    finally:
        beside.close()


def discard(*, actor: Actor, row: TargetImport) -> TargetImport:
    """Leave the file aside; it stays on record."""
    return IMPORTS.perform(row, "discard", actor=actor)
