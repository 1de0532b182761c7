"""A check as JSON, schema ``thidua.check/1``, described in docs/check-json.md.

Stable: fields are added, never renamed or removed within a schema version.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from thidua.lists.check_report import Report
from thidua.lists.checking import Checked
from thidua.lists.proposal import Fault, Proposal
from thidua.lists.titles import title_name

SCHEMA: Final = "thidua.check/1"


def write_json(report: Report) -> Iterator[str]:
    """The text of the document piece by piece, so that long lists need no long memory."""
    yield "{\n"
    yield f'"schema": {_text(SCHEMA)},\n'
    yield f'"list": {_text(_list(report))},\n'
    yield f'"history": {_text(_history(report))},\n'
    yield f'"ratings": {_text(_ratings(report))},\n'
    yield '"proposals": ['
    separator = "\n"
    for checked in report.checked():
        yield separator + _text(proposal_dict(checked))
        separator = ",\n"
    yield "\n],\n"
    faults = [fault_dict(fault) for fault in report.reading.faults]
    record_faults = [{"file": name} | fault_dict(fault) for name, fault in report.record_faults]
    yield f'"faults": {_text(faults)},\n'
    yield f'"record_faults": {_text(record_faults)},\n'
    yield f'"skipped": {_text(_skipped(report))},\n'
    yield f'"summary": {_text(_summary(report))}\n'
    yield "}\n"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _list(report: Report) -> dict[str, Any]:
    reading = report.reading
    return {
        "name": reading.name,
        "kind": reading.kind,
        "encoding": reading.encoding,
        "year": reading.year,
        "stated_year": reading.list_year,
        "on": report.on.isoformat(),
        "rules": report.overlay.name if report.overlay else None,
        "issuer": reading.issuer,
        "superior": reading.superior,
        "unit": reading.unit_hint,
        "sheets": [
            {"name": sheet.name, "lines": sheet.lines, "legacy_font": sheet.legacy}
            for sheet in reading.sheets
        ],
    }


def _history(report: Report) -> dict[str, Any] | None:
    register = report.links.register
    if register is None:
        return None
    return {
        "name": register.name,
        "rows": len(register.rows),
        "first_year": register.first_year,
        "last_year": register.last_year,
    }


def _ratings(report: Report) -> dict[str, Any] | None:
    ratings = report.links.ratings
    if ratings is None:
        return None
    return {"name": ratings.name, "rows": len(ratings.rows), "years": list(ratings.years)}


def proposal_dict(checked: Checked) -> dict[str, Any]:
    """One proposal with its outcome, its assessment and the remarks beside it."""
    assessment = checked.assessment
    return _proposal(checked.proposal) | {
        "outcome": checked.outcome,
        "question": checked.question or None,
        "assessment": assessment.to_dict() if assessment else None,
        "remarks": [
            {"kind": remark.kind, "code": remark.code, "sentence": remark.sentence}
            for remark in checked.remarks
        ],
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    title = proposal.title
    return {
        "sheet": proposal.sheet,
        "row": proposal.row,
        "column": proposal.title_column,
        "seq": proposal.seq,
        "subject": proposal.subject,
        "kind": proposal.kind.value,
        "name": proposal.name,
        "name_as_written": proposal.name_as_written,
        "birth": proposal.birth.text() if proposal.birth else None,
        "sex": proposal.sex,
        "position": proposal.position,
        "unit": proposal.unit,
        "title": {
            "code": title.code,
            "name": title_name(title.code) if title.code else None,
            "words": title.words,
            "question": title.question,
            "choices": list(title.choices),
        },
    }


def fault_dict(fault: Fault) -> dict[str, Any]:
    """One fault by place, code and severity, with its sentence and remedy."""
    return {
        "sheet": fault.sheet,
        "row": fault.row,
        "column": fault.column,
        "code": fault.code,
        "severity": fault.severity,
        "message": fault.message,
        "remedy": fault.remedy,
    }


def _skipped(report: Report) -> list[dict[str, Any]]:
    return [
        {"sheet": one.sheet, "row": one.row, "code": one.code, "sentence": one.sentence}
        for one in report.reading.skipped
    ]


def _summary(report: Report) -> dict[str, int]:
    severities = report.severities
    return {
        "subjects": report.reading.subjects,
        "proposals": len(report.reading.proposals),
        "met": report.outcomes["met"],
        "not_met": report.outcomes["not_met"],
        "not_known": report.outcomes["not_known"],
        "ask": report.outcomes["ask"],
        "errors": severities["error"],
        "questions": severities["question"],
        "notes": severities["note"],
    }
