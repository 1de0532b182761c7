"""Opening a case, correcting it, walking it up; the moves are `case_workflow.CASES`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.honours.case_enums import EDITABLE, KIND_SHORT, TITLES, CaseKind, Priority
from thidua.honours.case_rules import may_edit, may_open
from thidua.honours.case_workflow import CASES
from thidua.honours.models import HonourCase, Stay
from thidua.journal.domain.record import record
from thidua.organizations.models import Unit
from thidua.organizations.queries import names_on
from thidua.vietnamese.dates import BadDate, format_day, parse_date
from thidua.vietnamese.names import collation_key, sort_key
from thidua.vietnamese.text import clean, clean_lines, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseData:
    """Who is proposed for what, and who declares. `birth_words`: a date or a year."""

    title_code: str = ""
    form_words: str = ""
    name: str
    birth_words: str = ""
    posthumous: bool = False
    address: str = ""
    by_relative: bool | None = None
    declarant: str = ""
    declarant_relation: str = ""
    summary: str = ""
    received_on: date


def open_case(*, actor: Actor, unit: Unit, kind: str, data: CaseData) -> HonourCase:
    """Enter a case of a commune; the waiting counts from `received_on`. Raises Refusal."""
    if denied := may_open(actor, unit.pk):
        raise NotAllowed(denied)
    if unit.authority_id != actor.authority_id or kind not in CaseKind.values:
        raise Refusal("Chọn xã, phường và loại hồ sơ trong danh sách.")
    values = _tidied(kind, data)
    with transaction.atomic(), sentence_for(HonourCase):
        case = HonourCase.objects.create(
            authority_id=actor.authority_id,
            kind=kind,
            unit=unit,
            unit_name=_unit_name(unit, data.received_on),
            level_since=data.received_on,
            changed_by_name=actor.name,
            **values,
        )
        sentence = f"Lập hồ sơ tồn đọng: {KIND_SHORT[CaseKind(kind)]}"
        record(actor=actor, verb="honour.open", obj=case, sentence=sentence)
    return case


def change_case(
    *, actor: Actor, case: HonourCase, data: CaseData, revision: int | None = None
) -> HonourCase:
    """Correct who it is about and who declares, while the commune has the file."""
    values = _tidied(case.kind, data)
    with transaction.atomic(), sentence_for(HonourCase):
        row = editable(actor, case, revision)
        if row.stays.filter(entered_on__lt=data.received_on).exists():
            raise Refusal("Ngày nhận bản khai không thể sau ngày hồ sơ đến cấp xã.")
        for key, value in values.items():
            setattr(row, key, value)
        if not row.stays.exists():
            row.level_since = data.received_on
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="honour.change", obj=row, sentence="Sửa hồ sơ tồn đọng")
    return row


def editable(actor: Actor, case: HonourCase, revision: int | None = None) -> HonourCase:
    """The locked row, if the actor may correct it and the commune still has the file."""
    if denied := may_edit(case, actor):
        raise NotAllowed(denied)
    row = lock(HonourCase, case.pk, revision=revision)
    if row.state not in EDITABLE:
        raise Refusal(
            f"Hồ sơ đang ở bước “{row.get_state_display()}” nên không sửa được. "
            "Muốn sửa thì ghi trả lại để bổ sung."
        )
    return row


def move_case(
    *,
    actor: Actor,
    case: HonourCase,
    name: str,
    on: date | None = None,
    reason: str = "",
    handed_to: str = "",
    revision: int | None = None,
) -> HonourCase:
    """Walk one row of the table. `on`: the day it really happened, today when left out.

    `honour.grant` has its own verb (`granting.grant_case`). Raises Refusal for a day that has not
    come or lies before the step before.
    """
    if name == "grant":
        raise Refusal("Ghi quyết định kèm số, ngày quyết định.")
    inputs = {"reason": clean(reason), "handed_to": clean(handed_to)}
    return perform(actor, case, name, on=on, revision=revision, **inputs)


def perform(
    actor: Actor,
    case: HonourCase,
    name: str,
    *,
    on: date | None,
    revision: int | None,
    **inputs: Any,
) -> HonourCase:
    """Walk the table on a day in order."""
    at = _moment(case, on or timezone.localdate())
    with transaction.atomic(), sentence_for(HonourCase), sentence_for(Stay):
        return CASES.perform(case, name, actor=actor, revision=revision, at=at, **inputs)


def _moment(case: HonourCase, on: date) -> datetime:
    now = timezone.now()
    today = timezone.localdate(now)
    if on > today:
        raise Refusal(f"Ngày {format_day(on)} chưa tới. Ghi ngày đã chuyển thật.")
    if on < case.level_since:
        raise Refusal(
            f"Ngày {format_day(on)} trước ngày của bước trước ({format_day(case.level_since)})."
        )
    return now if on == today else timezone.make_aware(datetime.combine(on, time(12)))


def set_priority(
    *, actor: Actor, case: HonourCase, priority: str, reason: str, revision: int | None = None
) -> HonourCase:
    """Say that the person cannot wait their turn, and why; an empty `priority` takes it back."""
    if denied := may_edit(case, actor):
        raise NotAllowed(denied)
    if priority not in Priority.values:
        raise Refusal("Chọn lý do ưu tiên trong danh sách.")
    if priority and not clean(reason):
        raise Refusal("Ghi lý do ưu tiên: tuổi, tình trạng sức khỏe, căn cứ.")
    with transaction.atomic(), sentence_for(HonourCase):
        row = lock(HonourCase, case.pk, revision=revision)
        row.priority = priority
        row.priority_reason = clean(reason)[:300] if priority else ""
        stamp(row, actor)
        row.save()
        words = "Đánh dấu ưu tiên" if priority else "Bỏ đánh dấu ưu tiên"
        record(actor=actor, verb="honour.priority", obj=row, sentence=f"{words} hồ sơ tồn đọng")
    return row


def _tidied(kind: str, data: CaseData) -> dict[str, Any]:
    name = clean(data.name)
    if not name:
        raise Refusal("Ghi họ tên người, hoặc tên gia đình được đề nghị.")
    if data.received_on > timezone.localdate():
        raise Refusal("Ngày nhận bản khai chưa tới.")
    titles = TITLES[CaseKind(kind)]
    code = data.title_code if data.title_code in titles else titles[0] if len(titles) == 1 else ""
    texts = {
        key: (clean_lines if key == "summary" else clean)(value)
        for key, value in asdict(data).items()
        if isinstance(value, str)
    }
    by_name = collation_key(name) if kind == CaseKind.FAMILY else sort_key(name)
    return texts | {
        "title_code": code,
        "posthumous": data.posthumous,
        "by_relative": data.by_relative,
        "received_on": data.received_on,
        "birth_year": _birth_year(data.birth_words, data.received_on),
        "search_key": fold(f"{name} {texts['address']} {texts['declarant']}")[:400],
        "sort_key": by_name[:400],
    }


def _birth_year(words: str, latest: date) -> int | None:
    try:
        found = parse_date(words, latest=latest) if clean(words) else None
    except BadDate as error:
        raise Refusal(f"{error}.") from error
    return found.year if found else None


def _unit_name(unit: Unit, received_on: date) -> str:
    """The commune as it is called today, or was when it received the file."""
    for day in (timezone.localdate(), received_on):
        if name := names_on([unit.pk], day).get(unit.pk):
            return name
    version = unit.versions.order_by("-valid").first()
    return version.name if version else ""
