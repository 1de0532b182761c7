"""Items of a plan: written in while it is a draft, marked whenever it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.directives.enums import Rhythm
from thidua.journal.domain.record import record
from thidua.organizations.queries import versions_on
from thidua.planning.domain.plans import check_draft
from thidua.planning.enums import ItemKind, Mark, Purpose
from thidua.planning.models import PlanItem, WorkPlan
from thidua.planning.places import looked_up
from thidua.planning.rules import may_keep, refuse
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """What an item says. `owner` is a unit; without one `owner_name` names a person or a post."""

    title: str
    kind: str = ItemKind.WORK
    purpose: str = ""
    owner: int | None = None
    owner_name: str = ""
    helpers: str = ""
    begins_on: date | None = None
    due_on: date | None = None
    rhythm: str = Rhythm.ONCE
    place: str = ""


def add_item(*, actor: Actor, plan: WorkPlan, new: ItemPlan) -> PlanItem:
    """Write an item into a draft."""
    with transaction.atomic(), sentence_for(PlanItem):
        held = _draft(plan, actor)
        item = PlanItem(authority_id=held.authority_id, plan=held)
        _write(item, new, actor)
        _note(actor, held, "plan.item_add", f"Thêm việc: {item.title}", item)
    return item


def change_item(
    *, actor: Actor, item: PlanItem, new: ItemPlan, revision: int | None = None
) -> PlanItem:
    with transaction.atomic(), sentence_for(PlanItem):
        held = _draft(item.plan, actor)
        row = lock(PlanItem, item.pk, revision=revision)
        _write(row, new, actor)
        _note(actor, held, "plan.item_change", f"Sửa việc: {row.title}", row)
    return row


def drop_item(*, actor: Actor, item: PlanItem, revision: int | None = None) -> PlanItem:
    """Take an item out of a draft; versions that have it keep it."""
    with transaction.atomic():
        held = _draft(item.plan, actor)
        row = lock(PlanItem, item.pk, revision=revision)
        if row.withdrawn_at is not None:
            raise Refusal("Việc này đã được bỏ khỏi chương trình.")
        row.withdrawn_at = timezone.now()
        stamp(row, actor)
        row.save()
        _note(actor, held, "plan.item_drop", f"Bỏ việc: {row.title}", row)
    return row


def mark_item(
    *, actor: Actor, item: PlanItem, mark: str, note: str = "", revision: int | None = None
) -> PlanItem:
    """Say by hand how far an item is; an empty mark takes that back. What is linked with a thing
    of the system is only called off by hand."""
    if mark and mark not in Mark.values:
        raise Refusal("Chọn tình trạng trong danh sách.")
    with transaction.atomic():
        row = lock(PlanItem, item.pk, revision=revision)
        refuse(may_keep(row.plan, actor))
        if row.place and mark not in ("", Mark.OFF) and looked_up(actor, [row.place]):
            raise Refusal(
                "Việc này gắn với một mục trong hệ thống: tình trạng lấy từ mục đó. "
                "Gỡ liên kết khi sửa việc nếu muốn ghi tay."
            )
        if mark == Mark.OFF and not clean(note):
            raise Refusal("Ghi lý do không thực hiện.")
        row.mark, row.mark_note = mark, clean(note)[:300]
        row.marked_at = timezone.now() if mark else None
        stamp(row, actor)
        row.save()
        words = Mark(mark).label.lower() if mark else "bỏ ghi tay"
        _note(actor, row.plan, "plan.item_mark", f"{row.title}: {words}", row)
    return row


def _draft(plan: WorkPlan, actor: Actor) -> WorkPlan:
    """The plan locked, so that nothing is written in while it is put forward."""
    held = lock(WorkPlan, plan.pk, revision=None)
    refuse(may_keep(held, actor))
    check_draft(held)
    return held


def _write(item: PlanItem, new: ItemPlan, actor: Actor) -> None:
    if not clean(new.title):
        raise Refusal("Ghi nội dung công việc.")
    _check_words(new)
    _check_days(item.plan, new)
    if new.place and new.place != item.place and not looked_up(actor, [new.place]):
        raise Refusal("Mục gắn với việc này không còn hoặc anh, chị không được xem. Chọn lại.")
    item.kind, item.purpose = new.kind, new.purpose if new.kind == ItemKind.SESSION else ""
    item.title = clean(new.title)[:300]
    item.owner_id, item.owner_name = _owner(item, new, actor)
    item.helpers = clean(new.helpers)[:300]
    item.begins_on, item.due_on = new.begins_on, new.due_on
    item.rhythm, item.place = new.rhythm, new.place
    stamp(item, actor)
    item.save()


def _check_words(new: ItemPlan) -> None:
    if new.kind not in ItemKind.values or new.rhythm not in Rhythm.values:
        raise Refusal("Chọn loại việc, nhịp trong danh sách.")
    if new.kind == ItemKind.SESSION and new.purpose not in Purpose.values:
        raise Refusal("Phiên họp phải chọn nội dung họp.")
    if new.rhythm != Rhythm.ONCE and (new.begins_on is None or new.due_on is None):
        raise Refusal("Việc lặp lại phải có ngày bắt đầu và ngày kết thúc.")


def _check_days(plan: WorkPlan, new: ItemPlan) -> None:
    """An item may reach into the years beside the plan's, not beyond them."""
    for day in (new.begins_on, new.due_on):
        if day is not None and abs(day.year - plan.year) > 1:
            raise Refusal(
                f"Ngày {format_day(day)} cách xa năm {plan.year}. Kiểm tra lại năm của ngày."
            )


def _owner(item: PlanItem, new: ItemPlan, actor: Actor) -> tuple[int | None, str]:
    """A unit that stands in the year of the plan, or the name as it was typed."""
    if new.owner is None:
        return None, clean(new.owner_name)[:200]
    if new.owner == item.owner_id:
        return item.owner_id, item.owner_name
    day = min(date(item.plan.year, 12, 31), max(date(item.plan.year, 1, 1), timezone.localdate()))
    version = versions_on(actor.authority_id, day).filter(unit_id=new.owner).first()
    if version is None:
        raise Refusal("Đơn vị chủ trì không có trong danh sách. Chọn lại.")
    return version.unit_id, version.name


def _note(actor: Actor, plan: WorkPlan, verb: str, sentence: str, item: PlanItem) -> None:
    data = {"item": item.code}
    record(actor=actor, verb=verb, obj=plan, sentence=sentence[:500], data=data)
