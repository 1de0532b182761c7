"""A check as an Excel workbook: results, conditions, faults, each with frozen heads and filters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from thidua.law import Verdict
from thidua.lists.check_report import Report
from thidua.lists.checking import Checked
from thidua.lists.outcome_words import CONDITIONS, KINDS, OUTCOMES, SEVERITIES
from thidua.lists.titles import title_name

# A cell that begins with = or with https:// stays the text it is.
_SAFE: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

_RESULTS: Final = (
    ("Trang", 14),
    ("Dòng", 7),
    ("Họ và tên, tập thể, hộ", 28),
    ("Đối tượng", 12),
    ("Đơn vị", 28),
    ("Mã", 14),
    ("Danh hiệu, hình thức", 30),
    ("Ghi trong danh sách", 24),
    ("Kết quả", 14),
    ("Điều kiện chưa đạt, chưa rõ", 50),
    ("Cần bổ sung", 50),
    ("Cần biết thêm", 50),
)
_CONDITIONS: Final = (
    ("Trang", 14),
    ("Dòng", 7),
    ("Họ và tên, tập thể, hộ", 28),
    ("Mã", 14),
    ("Điều kiện", 60),
    ("Kết quả", 12),
    ("Chi tiết", 60),
    ("Căn cứ", 32),
    ("Cần bổ sung", 50),
)
_FAULTS: Final = (
    ("Tệp", 26),
    ("Trang", 14),
    ("Dòng", 7),
    ("Cột", 6),
    ("Mức", 14),
    ("Nội dung", 80),
    ("Cách sửa", 60),
)
_Cell = str | int


def write_workbook(report: Report) -> bytes:
    """The workbook's bytes."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, _SAFE) as book:
        moment = datetime(report.on.year, report.on.month, report.on.day)  # noqa: DTZ001
        book.set_properties({"title": report.reading.name, "created": moment})
        results: list[list[_Cell]] = []
        conditions: list[list[_Cell]] = []
        for checked in report.checked():
            results.append(_result(checked))
            conditions += _condition_rows(checked)
        _sheet(book, "Kết quả", _RESULTS, results)
        _sheet(book, "Điều kiện", _CONDITIONS, conditions)
        _sheet(book, "Cần sửa, trả lời", _FAULTS, _fault_rows(report))
    return buffer.getvalue()


def _result(checked: Checked) -> list[_Cell]:
    proposal, code = checked.proposal, checked.proposal.title.code
    findings = checked.assessment.findings if checked.assessment else ()
    open_ones = [finding for finding in findings if finding.verdict is not Verdict.MET]
    open_words = [f"{finding.sentence} ({finding.citation.short})" for finding in open_ones]
    return [
        proposal.sheet,
        proposal.row,
        proposal.name,
        KINDS[proposal.kind],
        proposal.unit,
        code or "ask",
        title_name(code) if code else "",
        proposal.title.words,
        OUTCOMES[checked.outcome],
        "\n".join([*([checked.question] if checked.question else []), *open_words]),
        "\n".join(finding.missing for finding in open_ones if finding.missing),
        "\n".join(remark.sentence for remark in checked.remarks),
    ]


def _condition_rows(checked: Checked) -> list[list[_Cell]]:
    proposal, assessment = checked.proposal, checked.assessment
    if assessment is None:
        return []
    return [
        [
            proposal.sheet,
            proposal.row,
            proposal.name,
            assessment.title,
            finding.sentence,
            CONDITIONS[finding.verdict],
            finding.detail,
            finding.citation.short,
            finding.missing or "",
        ]
        for finding in assessment.findings
    ]


def _fault_rows(report: Report) -> list[list[_Cell]]:
    named = [(report.reading.name, fault) for fault in report.reading.faults]
    rows: list[list[_Cell]] = [
        [
            name,
            fault.sheet,
            fault.row,
            fault.column,
            SEVERITIES[fault.severity],
            fault.message,
            fault.remedy,
        ]
        for name, fault in [*named, *report.record_faults]
    ]
    skipped: list[list[_Cell]] = [
        [report.reading.name, one.sheet, "", "", "bỏ qua", one.sentence, ""]
        for one in report.reading.skipped
    ]
    return rows + skipped


def _sheet(
    book: Any, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[_Cell]]
) -> None:
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(name)
    for index, (label, width) in enumerate(columns):
        sheet.set_column(index, index, width, body)
        sheet.write_string(0, index, label, head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for index, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(last, index, value)
            elif value:
                sheet.write_string(last, index, value)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
