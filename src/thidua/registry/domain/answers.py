"""Answers to what a file left in doubt, one line at a time or all lines of one spelling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.law import known_titles
from thidua.organizations.models import Unit
from thidua.registry.domain.imports import (
    in_words,
    locked_batch,
    settle_again,
    write_ready,
)
from thidua.registry.domain.permissions import keepers_only
from thidua.registry.domain.settle import LEAVE_OUT, NEW
from thidua.registry.enums import AskedAbout, BatchState, RowState
from thidua.registry.models import ImportBatch, ImportRow

LINES_NAMED: Final = 20
ANSWERABLE: Final = (RowState.ASKED, RowState.FAULTY)


def answer_row(*, actor: Actor, row: ImportRow, answer: str) -> None:
    """Answer one line: a person's code among its candidates, "new", or "leave_out".

    On a batch that was applied before, the line is applied at once. Raises Refusal when the line
    asks nothing any more or the answer is not one on offer.
    """
    keepers_only(actor)
    with transaction.atomic():
        batch = locked_batch(row.batch)
        fresh = ImportRow.objects.get(pk=row.pk)
        if fresh.asked in (AskedAbout.UNIT, AskedAbout.TITLE) and answer != LEAVE_OUT:
            _answer_alike(actor, batch, fresh.asked, fresh.asked_key, answer)
        else:
            _answer_rows(actor, batch, [fresh], answer)


def answer_alike(*, actor: Actor, batch: ImportBatch, asked: str, key: str, answer: str) -> None:
    """Give one answer to every line that asks the same: one unit's words, one spelling of a name.

    For a unit: the unit's code or "new"; for a title: its code; for a person: as `answer_row`.
    """
    keepers_only(actor)
    with transaction.atomic():
        locked = locked_batch(batch)
        _answer_alike(actor, locked, asked, key, answer)


def _answer_alike(actor: Actor, batch: ImportBatch, asked: str, key: str, answer: str) -> None:
    rows = list(batch.rows.filter(state=RowState.ASKED, asked=asked, asked_key=key))
    if not rows:
        raise Refusal("Câu hỏi này đã được trả lời. Tải lại trang để xem.")
    if answer == LEAVE_OUT or asked == AskedAbout.PERSON:
        _answer_rows(actor, batch, rows, answer)
        return
    _check_shared(batch, asked, answer)
    batch.answers.setdefault(asked, {})[key] = answer
    batch.save(update_fields=("answers",))
    _take_effect(actor, batch, rows, answer, _in_words(rows[0], answer))


def _check_shared(batch: ImportBatch, asked: str, answer: str) -> None:
    if asked == AskedAbout.TITLE and answer not in known_titles():
        raise Refusal("Chọn một danh hiệu, hình thức có trong Luật.")
    if asked == AskedAbout.UNIT and answer != NEW:
        units = Unit.objects.filter(
            authority_id=batch.authority_id, code=answer, withdrawn_at__isnull=True
        )
        if not units.exists():
            raise Refusal("Chọn một đơn vị trong danh mục, hoặc chọn tạo đơn vị mới.")


def _answer_rows(actor: Actor, batch: ImportBatch, rows: Sequence[ImportRow], answer: str) -> None:
    for row in rows:
        _check(row, answer)
        row.answer = answer
        row.answered_by_name, row.answered_at = actor.name, timezone.now()
    ImportRow.objects.bulk_update(rows, ("answer", "answered_by_name", "answered_at"))
    _take_effect(actor, batch, rows, answer, _in_words(rows[0], answer))


def _check(row: ImportRow, answer: str) -> None:
    if row.state not in ANSWERABLE:
        raise Refusal(f"Dòng {row.row} không còn chờ trả lời. Tải lại trang để xem.")
    if answer == LEAVE_OUT:
        return
    if row.asked != AskedAbout.PERSON:
        raise Refusal(f"Dòng {row.row} có lỗi: sửa trong tệp rồi nhập lại, hoặc bỏ qua dòng này.")
    offer = next((one for one in row.candidates if one["code"] == answer), None)
    if answer != NEW and offer is None:
        raise Refusal(f"Dòng {row.row}: chọn một người trong các người được nêu.")
    if offer and offer.get("waits"):
        raise Refusal(f"Trả lời câu hỏi về {offer['name']} (dòng {_rows(offer)}) trước.")


def _rows(offer: dict[str, object]) -> str:
    rows = offer["rows"]
    assert isinstance(rows, list)
    return ", ".join(str(row) for row in rows)


def _take_effect(
    actor: Actor, batch: ImportBatch, rows: Sequence[ImportRow], answer: str, words: str
) -> None:
    """Work the file out anew; what became ready joins a batch that was applied before."""
    found = settle_again(batch)
    lines = ", ".join(str(row.row) for row in rows[:LINES_NAMED])
    place = f"Dòng {lines} của tệp" if rows else "Tệp"
    sentence = f"{place} “{batch.file.name}”: {words}"
    data: dict[str, object] = {"answer": answer, "rows": [row.row for row in rows]}
    if batch.state == BatchState.APPLIED:
        counts = write_ready(actor, batch, found)
        sentence += f". Nhập thêm {in_words(counts)}"
        data |= counts
    record(actor=actor, verb="registry.answer", obj=batch, sentence=sentence, data=data)


def _in_words(row: ImportRow, answer: str) -> str:
    """The answer as the journal tells it, while the row still shows what was on offer."""
    if answer == LEAVE_OUT:
        return "bỏ qua"
    if answer == NEW:
        return "đơn vị mới" if row.asked == AskedAbout.UNIT else "người khác, ghi thành người mới"
    offer = next((one for one in row.candidates if one["code"] == answer), None)
    return f"là {offer['name']} ({answer})" if offer else f"là {answer}"


def take_back(*, actor: Actor, row: ImportRow) -> None:
    """Ask again about a line that was answered or left out but not yet applied."""
    keepers_only(actor)
    with transaction.atomic():
        batch = locked_batch(row.batch)
        fresh = ImportRow.objects.get(pk=row.pk)
        if not fresh.answer or fresh.state == RowState.APPLIED:
            raise Refusal(f"Dòng {fresh.row} chưa có trả lời để hỏi lại, hoặc đã nhập vào sổ.")
        fresh.answer, fresh.answered_by_name, fresh.answered_at = "", "", None
        fresh.save(update_fields=("answer", "answered_by_name", "answered_at"))
        _take_effect(actor, batch, [fresh], "", "hỏi lại")


def take_back_alike(*, actor: Actor, batch: ImportBatch, asked: str, key: str) -> None:
    """Ask again what a unit's words or a title's words mean, until the file is applied."""
    keepers_only(actor)
    with transaction.atomic():
        locked = locked_batch(batch)
        if locked.state == BatchState.APPLIED:
            raise Refusal("Câu trả lời này đã dùng để nhập vào sổ. Hoàn tác cả tệp trước.")
        if locked.answers.get(asked, {}).pop(key, None) is None:
            raise Refusal("Câu này chưa có trả lời để hỏi lại.")
        locked.save(update_fields=("answers",))
        _take_effect(actor, locked, [], "", f"hỏi lại “{key}”")
