"""Looks of states and words of findings, for templates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from thidua.directives.domain.confirming import TITLES
from thidua.directives.domain.results import days_late
from thidua.directives.enums import (
    FIELDS,
    LIVE_TASKS,
    Confidence,
    DirectiveState,
    FindingKind,
    FindingState,
    ReportState,
    TaskState,
)
from thidua.directives.models import Directive, Finding, Task
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.numbers import format_number, parse_number

DIRECTIVE_LOOKS: Final = {
    DirectiveState.READING: ("info", "hourglass-split"),
    DirectiveState.PROPOSED: ("warn", "list-check"),
    DirectiveState.IN_FORCE: ("info", "play-circle-fill"),
    DirectiveState.ENDED: ("ok", "flag-fill"),
    DirectiveState.WITHDRAWN: ("plain", "box-arrow-left"),
}
TASK_LOOKS: Final = {
    TaskState.PLANNED: ("plain", "pencil"),
    TaskState.OPEN: ("info", "play-circle-fill"),
    TaskState.REPORTED: ("warn", "check2-square"),
    TaskState.DONE: ("ok", "check-circle-fill"),
    TaskState.CANCELLED: ("plain", "x-circle"),
}
REPORT_LOOKS: Final = {
    ReportState.DRAFT: ("plain", "pencil"),
    ReportState.SENT: ("info", "send"),
    ReportState.GIVEN_BACK: ("warn", "reply-fill"),
    ReportState.ACCEPTED: ("ok", "check-circle-fill"),
    ReportState.REPLACED: ("plain", "arrow-repeat"),
}
FINDING_LOOKS: Final = {
    FindingState.PROPOSED: ("warn", "question-circle"),
    FindingState.CONFIRMED: ("ok", "check-circle-fill"),
    FindingState.REJECTED: ("plain", "x-circle"),
}
SURE_LOOKS: Final = {
    Confidence.SURE: ("ok", "check-lg"),
    Confidence.LIKELY: ("info", "question-circle"),
    Confidence.DOUBTFUL: ("warn", "exclamation-triangle-fill"),
}
SIGNS: Final = {
    FindingKind.FIELD: "TT",
    FindingKind.CITATION: "VB",
    FindingKind.TASK: "NV",
    FindingKind.TARGET: "CT",
    FindingKind.MOVEMENT: "PT",
    FindingKind.THEME: "CĐ",
    FindingKind.RECIPIENT: "NN",
    FindingKind.REPAIR: "SL",
}
"""Two letters that stand beside every mark, so that no kind is told by colour alone; in the order
of the groups on the page."""
MADE_PAGES: Final = {
    FindingKind.TASK: "office:task",
    FindingKind.MOVEMENT: "office:movement",
}
"""Where the thing that a confirmed finding became can be seen."""
COMPARED: Final = {
    "at_least": "từ {} trở lên",
    "at_most": "không quá {}",
    "all": "đủ {}",
    "increase": "tăng {}",
    "decrease": "giảm {}",
}


def dress(row: Directive) -> Directive:
    row.look, row.icon = DIRECTIVE_LOOKS[DirectiveState(row.state)]
    if row.state == DirectiveState.READING and row.fault:
        row.look, row.icon = "bad", "x-octagon-fill"
    return row


def dress_task(row: Task, today: date) -> Task:
    """Look, days to go or late, and how late it is."""
    row.look, row.icon = TASK_LOOKS[TaskState(row.state)]
    row.late = days_late(row, today)
    row.days = (row.due_on - today).days if row.due_on and row.state in LIVE_TASKS else None
    row.is_late = row.days is not None and row.days < 0
    return row


def dress_finding(row: Finding, number: int) -> Finding:
    """Title, details, reference and looks of one finding."""
    kind = FindingKind(row.kind)
    values = row.values
    row.look, row.icon = FINDING_LOOKS[FindingState(row.state)]
    row.sure_look, row.sure_icon = SURE_LOOKS[Confidence(row.confidence)]
    row.sign = f"{SIGNS[kind]}{number}"
    row.title, row.details = title_of(kind, values), details_of(kind, values)
    row.made_page = MADE_PAGES.get(kind, "") if row.made else ""
    row.value = _shown_value(values)
    return row


def title_of(kind: FindingKind, values: Mapping[str, Any]) -> str:
    words = str(values.get(TITLES[kind]) or "")
    if kind == FindingKind.FIELD:
        shown = _shown_value(values) or "văn bản để trống"
        return f"{FIELDS.get(values['field'], '')}: {shown}"
    if kind == FindingKind.REPAIR:
        before = " ".join(str(values["before"]).split())
        return f"“{before}” đổi thành “{words}”"
    if kind == FindingKind.CITATION:
        number = f" số {values['number']}" if values["number"] else ""
        return f"{values['type'] or 'Văn bản'}{number}{_dated(values['date'])}".strip()
    if kind == FindingKind.TASK:
        path = values.get("path") or values.get("number")
        return f"{path}. {words}" if path else words
    return words


def _shown_value(values: Mapping[str, Any]) -> str:
    value = str(values.get("value") or "")
    if values.get("field") == "issued_on" and len(value) == 10 and value[4] == "-":  # noqa: PLR2004
        return format_day(date.fromisoformat(value))
    return value


def _dated(found: Mapping[str, Any] | None) -> str:
    if not found:
        return ""
    parts = [str(found[name]).zfill(2) for name in ("day", "month", "year") if found[name]]
    return f" ngày {'/'.join(parts)}" if parts else ""


def details_of(kind: FindingKind, values: Mapping[str, Any]) -> str:
    """What else was read, in one line."""
    match kind:
        case FindingKind.CITATION:
            return ", ".join(filter(None, (values["issuer"], values.get("subject", ""))))
        case FindingKind.TASK:
            bodies = [duty["body"] for duty in values.get("duties", ())]
            dues = [due["words"] for due in values.get("dues", ())]
            who = f"Văn bản giao: {'; '.join(bodies)}. " if bodies else ""
            return who + (f"Hạn: {'; '.join(dues)}." if dues else "Văn bản không ghi hạn.")
        case FindingKind.TARGET:
            return _target(values)
        case FindingKind.MOVEMENT:
            who = values.get("launched_by")
            return f"Do {who} phát động" if who else "Không rõ ai phát động"
        case FindingKind.RECIPIENT:
            return "Nơi lưu" if values.get("is_archive") else ""
        case _:
            return ""


def _target(values: Mapping[str, Any]) -> str:
    number = parse_number(str(values["value"]).replace(".", ",")) if values["value"] else None
    if number is None:
        level = "" if values.get("measurable") else "Không có mức để đo"
    else:
        amount = f"{format_number(number)} {values['unit']}".strip()
        level = COMPARED.get(values["comparison"], "{}").format(amount)
    places = ", ".join(one["suggested"] or one["name"] for one in values.get("places_named", ()))
    return ". ".join(filter(None, (level, values.get("by_words", ""), places)))
