"""A unit's nomination list, whatever its layout, to proposals, faults and questions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from thidua.lists.cells import Grid
from thidua.lists.checks import (
    check_counts,
    check_initiatives,
    check_namesakes,
    complete_decisions,
)
from thidua.lists.columns import Role
from thidua.lists.context import Context, first_text
from thidua.lists.faults import FaultLog, quoted
from thidua.lists.letterhead import Letterhead, read_letterhead
from thidua.lists.limits import DEFAULT, Limits
from thidua.lists.line_reader import LineReader
from thidua.lists.proposal import Fault, ListReading, Proposal, SheetReading, Skipped
from thidua.lists.rating_words import find_legend
from thidua.lists.sandbox import read_workbook
from thidua.lists.subjects import SexReader
from thidua.lists.tables import Layout, read_layout
from thidua.lists.units import unit_case
from thidua.lists.workbook import Sheet, Workbook

_ANY_YEAR: Final = 9999
LEGACY_NAMES: Final = {
    "tcvn3": "TCVN3 (.VnTime)",
    "vni": "VNI",
    "utf8-cp1252": "UTF-8 đọc sai bảng mã",
}


def read_list(data: bytes, name: str, *, year: int, limits: Limits = DEFAULT) -> ListReading:
    """Read a nomination list.

    Args:
        data: the file's bytes: .xlsx, .xls, .ods, .csv or .docx, whatever its name says.
        name: the file's name, for sentences.
        year: the year of merit the list is read for.
        limits: bounds for the child process.

    Raises:
        Refused: the file cannot be read at all; nothing else is raised for any bytes.
    """
    return list_from_workbook(read_workbook(data, name, limits=limits), name, year=year)


def list_from_workbook(workbook: Workbook, name: str, *, year: int) -> ListReading:
    """``read_list`` on rows that are already plain."""
    reader = _ListReader(year)
    sheets = [_Found.of(sheet, year) for sheet in workbook.sheets]
    for found in sheets:
        reason = _why_not(found, sheets, year)
        if reason:
            reader.skipped.append(Skipped(found.grid.name, None, *reason))
        else:
            reader.read(found, names_sheet=len(workbook.sheets) > 1)
    heads = [found.letterhead for found in reader.found]
    head = next((one for one in heads if one.issuer), Letterhead())
    return ListReading(
        name=name,
        kind=workbook.kind,
        year=year,
        sheets=tuple(reader.sheets),
        proposals=tuple(reader.proposals),
        faults=tuple(sorted(reader.faults, key=lambda fault: (fault.sheet, fault.row))),
        skipped=tuple(reader.skipped),
        unit_hint=head.issuer or reader.usual_unit(),
        issuer=head.issuer,
        superior=head.superior,
        list_year=next((one.year for one in heads if one.year), None),
        encoding=workbook.encoding,
    )


def stated_year(workbook: Workbook) -> int | None:
    """The newest year that the headings of a workbook name, else that its rating columns name."""
    headings: list[int] = []
    columns: list[int] = []
    for sheet in workbook.sheets:
        found = _Found.of(sheet, _ANY_YEAR)
        headings += found.letterhead.years
        columns += [
            column.year
            for header in found.layout.headers
            for column in header.all(Role.RATING)
            if column.year
        ]
    return max(headings, default=None) or max(columns, default=None)


@dataclass(frozen=True, slots=True)
class _Found:
    """A sheet with its rows told apart."""

    grid: Grid
    layout: Layout
    letterhead: Letterhead

    @classmethod
    def of(cls, sheet: Sheet, year: int) -> _Found:
        grid = Grid(sheet)
        layout = read_layout(grid, year)
        return cls(grid, layout, read_letterhead(_lines_above(grid, layout)))

    def has_column(self, role: Role) -> bool:
        return any(header.first(role) for header in self.layout.headers)

    @property
    def has_titles(self) -> bool:
        return self.has_column(Role.TITLE) or any(line.section.title for line in self.layout.lines)

    @property
    def is_about_proposals(self) -> bool:
        labels = [column.label for header in self.layout.headers for column in header.columns]
        heading = [text for _, text in self.layout.title_lines]
        return any("đề nghị" in text.casefold() for text in [*labels, *heading, self.grid.name])


def _lines_above(grid: Grid, layout: Layout) -> list[str]:
    return [text for _, text in layout.title_lines] or [grid.name]


def _why_not(found: _Found, others: list[_Found], year: int) -> tuple[str, str] | None:
    """Why a sheet is not read as nominations, as (code, sentence); None when it is one."""
    name = quoted(found.grid.name)
    legacy = found.grid.legacy
    font = f" Chữ trên trang này viết bằng phông {LEGACY_NAMES[legacy]}." if legacy else ""
    if not found.grid.rows:
        return "empty-sheet", f"Trang {name} không có nội dung."
    if found.grid.sheet.hidden:
        return "hidden-sheet", f"Trang {name} đang ẩn nên không đọc. Bỏ ẩn nếu cần nộp."
    if not found.layout.headers:
        return "no-header", f"Trang {name} không có bảng danh sách với cột họ tên.{font}"
    if not found.has_titles:
        return "no-title-column", f"Trang {name} không có cột danh hiệu, hình thức đề nghị.{font}"
    if found.has_column(Role.DECISION) and not found.is_about_proposals:
        return (
            "already-decided",
            f"Trang {name} là danh sách đã có quyết định khen thưởng, không phải đề nghị.{font}",
        )
    stated = found.letterhead.year
    if stated and stated != year and any(other.letterhead.year == year for other in others):
        return "other-year", f"Trang {name} là danh sách năm {stated}, không phải {year}.{font}"
    if not found.layout.lines:
        return "no-lines", f"Trang {name} có tiêu đề bảng nhưng chưa có dòng nào.{font}"
    return None


class _ListReader:
    def __init__(self, year: int) -> None:
        self._year = year
        self.found: list[_Found] = []
        self.sheets: list[SheetReading] = []
        self.proposals: list[Proposal] = []
        self.faults: list[Fault] = []
        self.skipped: list[Skipped] = []

    def read(self, found: _Found, *, names_sheet: bool) -> None:
        """Read one sheet of nominations."""
        grid, layout = found.grid, found.layout
        log = FaultLog(grid.name, names_sheet=names_sheet)
        self._note_sheet(found, log)
        context = Context(
            grid=grid,
            year=self._year,
            unit_hint=found.letterhead.issuer or _usual_unit_of(layout),
            issuer=found.letterhead.issuer,
            legend=find_legend(text for _, text in layout.title_lines),
            sexes=SexReader(layout.lines),
            log=log,
        )
        first = self.proposals[-1].subject + 1 if self.proposals else 1
        reader = LineReader(context, first)
        for line in layout.lines:
            reader.read(line)
        proposals = complete_decisions(reader.proposals, log)
        check_namesakes(proposals, log)
        check_initiatives(proposals, log)
        check_counts(proposals, layout.totals, log)
        self.found.append(found)
        self.sheets.append(SheetReading(grid.name, len(layout.lines), grid.legacy))
        self.proposals += proposals
        self.faults += log.faults

    def _note_sheet(self, found: _Found, log: FaultLog) -> None:
        if legacy := found.grid.legacy:
            log.note(
                0,
                None,
                "legacy-font",
                f"trang {quoted(found.grid.name)} viết bằng phông {LEGACY_NAMES[legacy]}, "
                "đã chuyển sang Unicode",
                "Đối chiếu lại tên riêng với bản gốc.",
            )
        stated = found.letterhead.year
        if stated and stated != self._year:
            log.question(
                0,
                None,
                "other-year",
                f"danh sách ghi năm {stated}, đang đọc cho năm {self._year}",
                "Chọn đúng năm xét, hoặc sửa năm trên danh sách.",
            )
        for left in found.layout.leftovers:
            _note_leftover(left.row, left.words, left.nameless, log)

    def usual_unit(self) -> str:
        """The unit most rows name, for lists without a letterhead."""
        units = Counter(one.unit for one in self.proposals if one.unit_is_written)
        return units.most_common(1)[0][0] if units else ""


def _note_leftover(row: int, words: str, nameless: bool, log: FaultLog) -> None:
    if nameless:
        log.error(
            row,
            None,
            "no-name",
            f"có nội dung {quoted(words)} nhưng không có tên",
            "Ghi tên vào dòng này, hoặc xóa dòng nếu thừa.",
        )
    else:
        log.note(
            row,
            None,
            "stray-text",
            f"chữ {quoted(words)} nằm ngoài các cột nên không đọc như một người được đề nghị",
            "Không cần sửa nếu đây chỉ là lời ghi thêm.",
        )


def _usual_unit_of(layout: Layout) -> str:
    units = Counter(unit for line in layout.lines if (unit := first_text(line, Role.UNIT)))
    return unit_case(units.most_common(1)[0][0]) if units else ""
