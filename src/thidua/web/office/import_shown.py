"""How an import looks on its pages: counts in words, rows, faults, steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from thidua.law import known_title
from thidua.lists.units import unit_key
from thidua.organizations.models import Unit
from thidua.organizations.queries import names_on
from thidua.registry.domain.answers import ANSWERABLE
from thidua.registry.enums import AskedAbout, BatchKind, BatchState, RowState
from thidua.registry.models import ImportBatch, ImportRow
from thidua.vietnamese.numbers import format_number
from thidua.vietnamese.text import fold
from thidua.web.templatetags.td import changed_query

Counts = Mapping[tuple[str, str], int]
STATE_LOOK = {
    BatchState.READING: ("info", "hourglass-split"),
    BatchState.REFUSED: ("bad", "x-octagon-fill"),
    BatchState.PREVIEWED: ("warn", "eye"),
    BatchState.APPLIED: ("ok", "check-circle-fill"),
    BatchState.UNDONE: ("plain", "arrow-counterclockwise"),
}
ROW_LOOK = {
    RowState.READY: ("info", "check2"),
    RowState.ASKED: ("warn", "question-circle-fill"),
    RowState.DUPLICATE: ("plain", "files"),
    RowState.FAULTY: ("bad", "x-octagon-fill"),
    RowState.APPLIED: ("ok", "check-circle-fill"),
    RowState.LEFT_OUT: ("plain", "dash-circle"),
}
SEVERITY_WORDS = {
    "error": ("bad", "Chặn dòng này"),
    "question": ("warn", "Cần xem lại"),
    "note": ("plain", "Để biết"),
}


def total(counts: Counts, *states: str) -> int:
    return sum(count for (state, _), count in counts.items() if state in states)


def counts_in_words(batch: ImportBatch, counts: Counts) -> str:
    """`Đã đọc 409 dòng: 380 khen thưởng của cá nhân, 17 của tập thể, 12 dòng đã ghi rồi.`"""
    open_ = (RowState.READY, RowState.ASKED, RowState.APPLIED)
    by_kind = {
        kind: sum(counts.get((state, kind), 0) for state in open_)
        for kind in ("person", "collective", "household")
    }
    noun = "khen thưởng của" if batch.kind == BatchKind.AWARDS else "dòng đánh giá của"
    parts = [
        (by_kind["person"], f"{noun} cá nhân"),
        (by_kind["collective"], f"{noun} tập thể"),
        (by_kind["household"], f"{noun} hộ gia đình"),
        (total(counts, RowState.DUPLICATE), "dòng đã ghi rồi"),
        (total(counts, RowState.FAULTY), "dòng có lỗi"),
        (total(counts, RowState.LEFT_OUT), "dòng bỏ qua"),
    ]
    told = ", ".join(f"{format_number(count)} {words}" for count, words in parts if count)
    return f"Đã đọc {format_number(sum(counts.values()))} dòng: {told}."


def stats(batch: ImportBatch, counts: Counts) -> list[dict[str, Any]]:
    def stat(state: RowState, label: str, look: str = "") -> dict[str, Any]:
        url = f"{reverse('office:import', args=[batch.code])}?trang_thai={state}#cac-dong"
        value = total(counts, state)
        return {"value": value, "label": label, "state": look if value else "", "url": url}

    done = stat(RowState.APPLIED, "dòng đã nhập vào sổ", "ok")
    return [
        *([done] if batch.state == BatchState.APPLIED else []),
        stat(RowState.READY, "dòng sẵn sàng nhập"),
        stat(RowState.ASKED, "dòng chờ trả lời", "warn"),
        stat(RowState.DUPLICATE, "dòng đã ghi rồi"),
        stat(RowState.FAULTY, "dòng có lỗi", "bad"),
    ]


def chips(request: HttpRequest, counts: Counts, current: str) -> list[dict[str, Any]]:
    def url(state: str | None) -> str:
        return changed_query(request.GET, {"trang_thai": state, "trang_loi": None}) + "#cac-dong"

    chips = [
        {
            "label": "Tất cả",
            "count": sum(counts.values()),
            "url": url(None),
            "current": current not in RowState.values,
        }
    ]
    chips.extend(
        {
            "label": state.label,
            "count": total(counts, state),
            "url": url(state.value),
            "current": state == current,
        }
        for state in RowState
        if total(counts, state) or state == current
    )
    return chips


def steps(batch: ImportBatch) -> list[dict[str, str]]:
    asking = reverse("office:import_questions", args=[batch.code])
    return [
        {"label": "Đọc tệp", "url": ""},
        {"label": "Trả lời câu hỏi", "url": asking if batch.state != BatchState.READING else ""},
        {"label": "Nhập vào sổ", "url": ""},
    ]


def step(batch: ImportBatch, counts: Counts) -> int:
    if batch.state in (BatchState.READING, BatchState.REFUSED):
        return 1
    return 2 if total(counts, RowState.ASKED) else 3


def shown(row: ImportRow) -> dict[str, Any]:
    """One row as the table has it."""
    who = row.content.get("who") or {}
    look, icon = ROW_LOOK[RowState(row.state)]
    return {
        "sheet": row.sheet,
        "row": row.row,
        "name": who.get("name", ""),
        "birth": who.get("birth_words", ""),
        "unit": who.get("unit", ""),
        "what": _what(row.content),
        "when": _when(row.content),
        "state": row.get_state_display(),
        "look": look,
        "icon": icon,
        "why": row.why or _answered(row) or _fault(row),
        "asked": row.state == RowState.ASKED,
        "can_take_back": bool(row.answer) and row.state != RowState.APPLIED,
        "can_leave_out": row.state in ANSWERABLE,
    }


def _answered(row: ImportRow) -> str:
    if not row.answer:
        return ""
    words = {"new": "Ghi thành người mới", "leave_out": "Bỏ qua"}.get(row.answer, "Cùng một người")
    return f"{words}, {row.answered_by_name} trả lời."


def _fault(row: ImportRow) -> str:
    first = next(iter(faults(row)), None) if row.state == RowState.FAULTY else None
    return first["message"] if first else ""


def _what(content: Mapping[str, Any]) -> str:
    if "ratings" in content:
        years = [str(one[0]) for one in content["ratings"]]
        return f"Đánh giá {len(years)} năm" if years else "Đánh giá"
    code = content.get("title")
    return known_title(code).name if code else content.get("title_words", "")


def _when(content: Mapping[str, Any]) -> str:
    if "ratings" in content:
        years = [one[0] for one in content["ratings"]]
        return f"{min(years)}–{max(years)}" if years else ""
    year = (content.get("who") or {}).get("year")
    number = content.get("decision", "")
    return ", ".join(str(part) for part in (year, f"QĐ {number}" if number else "") if part)


def faults(row: ImportRow) -> Iterable[dict[str, Any]]:
    """What is to be seen to in a row, what keeps it off the record first."""
    for fault in sorted(row.faults, key=lambda one: list(SEVERITY_WORDS).index(one["severity"])):
        stops = row.state == RowState.FAULTY and fault["severity"] != "note"
        look, words = SEVERITY_WORDS["error" if stops else fault["severity"]]
        yield {**fault, "sheet": row.sheet, "row": row.row, "look": look, "words": words}


def shared_answers(batch: ImportBatch) -> list[dict[str, str]]:
    """What was answered once for all lines of one spelling, while it can still be asked again."""
    if not batch.answers or batch.state not in (BatchState.PREVIEWED, BatchState.UNDONE):
        return []
    meant = _units_meant(batch.answers.get(AskedAbout.UNIT, {}))
    told = [(AskedAbout.UNIT, key, name) for key, name in meant.items()]
    titles = batch.answers.get(AskedAbout.TITLE, {})
    told += [(AskedAbout.TITLE, key, known_title(code).name) for key, code in titles.items()]
    written = _as_written(batch)
    return [
        {"asked": asked.value, "key": key, "written": written.get(key, key), "words": words}
        for asked, key, words in told
    ]


def _units_meant(answers: Mapping[str, str]) -> dict[str, str]:
    """Names of the units that answers named by code."""
    ids = dict(Unit.objects.filter(code__in=answers.values()).values_list("code", "pk"))
    names = names_on(ids.values(), timezone.localdate())
    return {key: names.get(ids.get(code, 0), "đơn vị mới") for key, code in answers.items()}


def _as_written(batch: ImportBatch) -> dict[str, str]:
    """Keys of units and titles back to the file's own words."""
    rows = batch.rows.order_by().values_list(
        "content__who__kind", "content__who__name", "content__who__unit", "content__title_words"
    )
    found: dict[str, str] = {}
    for kind, name, unit, title in rows.distinct():
        words = name if kind == "collective" else unit
        found.setdefault(unit_key(words or ""), words)
        found.setdefault(fold(title or ""), title)
    return found
