"""Blanks and frames: kinds, movements, counts. The store never holds less than nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.decisions.domain.papers import WITH_CERTIFICATE
from thidua.decisions.models import Decision
from thidua.journal.domain.record import record
from thidua.rewards.enums import ADDS, FOR_DECISION, MovementKind, StockKind
from thidua.rewards.models import StockItem, StockMovement
from thidua.rewards.queries import left_of
from thidua.rewards.rules import refuse_foreign, refuse_others
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.numbers import format_number
from thidua.vietnamese.text import clean

MOST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """So many pieces in or out."""

    kind: str
    quantity: int
    on: date
    paper: str = ""
    words: str = ""
    decision: Decision | None = None


def add_item(*, actor: Actor, kind: str, name: str, titles: Collection[str]) -> StockItem:
    """A new kind of blank or frame, and the awards it is used for."""
    refuse_others(actor)
    _check_item(kind, name, titles)
    with transaction.atomic(), sentence_for(StockItem):
        item = StockItem.objects.create(
            authority_id=actor.authority_id,
            kind=kind,
            name=clean(name)[:150],
            titles=sorted(set(titles)),
            changed_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="stock.item",
            obj=item,
            sentence=f"Thêm loại phôi, khung: {item.name}",
            data={"kind": kind, "titles": item.titles},
        )
    return item


def edit_item(
    *, actor: Actor, item: StockItem, name: str, titles: Collection[str], revision: int | None
) -> StockItem:
    """Rename a kind or change the awards it is used for."""
    refuse_others(actor)
    refuse_foreign(item, actor)
    _check_item(item.kind, name, titles)
    with transaction.atomic(), sentence_for(StockItem):
        row = lock(StockItem, item.pk, revision=revision)
        row.name, row.titles = clean(name)[:150], sorted(set(titles))
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="stock.item",
            obj=row,
            sentence=f"Sửa loại phôi, khung: {row.name}",
            data={"titles": row.titles},
        )
    return row


def _check_item(kind: str, name: str, titles: Collection[str]) -> None:
    reasons = []
    if kind not in StockKind.values:
        reasons.append("Chọn loại: phôi hoặc khung.")
    if not clean(name):
        reasons.append("Ghi tên loại phôi, khung.")
    if not titles or set(titles) - WITH_CERTIFICATE:
        reasons.append("Chọn ít nhất một danh hiệu, hình thức có bằng, giấy kèm theo.")
    if reasons:
        raise Refusal.of(reasons)


def move_stock(*, actor: Actor, item: StockItem, given: Move) -> StockMovement:
    """Write a movement; refused when more would go out than is there."""
    refuse_others(actor)
    refuse_foreign(item, actor)
    with transaction.atomic(), sentence_for(StockMovement):
        row = lock(StockItem, item.pk, revision=None)
        _check_move(row, given)
        return _write(actor, row, given)


def _check_move(item: StockItem, given: Move) -> None:
    reasons = []
    if not 0 < given.quantity <= MOST:
        reasons.append(f"Số lượng phải từ 1 đến {format_number(MOST)}.")
    if given.on > timezone.localdate():
        reasons.append(f"Ngày {format_day(given.on)} chưa tới.")
    if given.decision is not None and given.decision.authority_id != item.authority_id:
        reasons.append("Quyết định thuộc cơ quan khác.")
    if given.kind == MovementKind.USED and given.decision is None:
        reasons.append("Chọn quyết định dùng phôi, khung này.")
    if given.kind not in FOR_DECISION and given.decision is not None:
        reasons.append("Chỉ phôi dùng hoặc trả lại mới ghi quyết định.")
    if reasons:
        raise Refusal.of(reasons)
    left = left_of(item)
    if given.kind not in ADDS and given.quantity > left:
        raise Refusal(
            f"{item.name}: kho còn {format_number(left)}, không xuất được "
            f"{format_number(given.quantity)}. Nhập kho hoặc kiểm kê trước."
        )


def _write(actor: Actor, item: StockItem, given: Move) -> StockMovement:
    made = StockMovement.objects.create(
        authority_id=item.authority_id,
        item=item,
        kind=given.kind,
        quantity=given.quantity,
        on=given.on,
        paper=clean(given.paper)[:60],
        words=clean(given.words)[:300],
        decision=given.decision,
        recorded_by_name=actor.name,
    )
    record(
        actor=actor,
        verb="stock.move",
        obj=item,
        sentence=f"{MovementKind(given.kind).label} {given.quantity} {item.name}",
        data={"kind": given.kind, "quantity": given.quantity},
    )
    return made


def count_stock(
    *, actor: Actor, item: StockItem, counted: int, on: date, words: str = ""
) -> StockMovement | None:
    """Write what a count found beside the book; None when they agree."""
    refuse_others(actor)
    refuse_foreign(item, actor)
    if not 0 <= counted <= MOST:
        raise Refusal(f"Số đếm được phải từ 0 đến {format_number(MOST)}.")
    with transaction.atomic():
        row = lock(StockItem, item.pk, revision=None)
        gap = counted - left_of(row)
        record(
            actor=actor,
            verb="stock.count",
            obj=row,
            sentence=f"Kiểm kê {row.name}: đếm được {counted}",
            data={"counted": counted, "gap": gap},
        )
        if gap == 0:
            return None
        kind = MovementKind.FOUND if gap > 0 else MovementKind.MISSING
        return move_stock(
            actor=actor,
            item=row,
            given=Move(kind=kind, quantity=abs(gap), on=on, words=words or "Kiểm kê"),
        )
