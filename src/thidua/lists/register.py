"""The register of awards given (sổ khen thưởng): one award a row, in whatever spellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from thidua.law import Level, SubjectKind
from thidua.lists.cells import Grid, folded
from thidua.lists.columns import Role
from thidua.lists.context import first_text
from thidua.lists.decisions import Decision, find_date, find_decision
from thidua.lists.faults import FaultLog, quoted
from thidua.lists.letterhead import read_letterhead
from thidua.lists.limits import DEFAULT, Limits
from thidua.lists.notes import NoteFact, NoteKind, read_notes
from thidua.lists.proposal import Fault, Skipped
from thidua.lists.records import RegisterReading, RegisterRow
from thidua.lists.sandbox import read_workbook
from thidua.lists.subjects import kind_of, read_birth, shown_subject
from thidua.lists.tables import Layout, Line, read_layout
from thidua.lists.titles import TitleReading, misfit, read_titles, title_name
from thidua.lists.units import unit_key
from thidua.lists.workbook import Workbook, column_letter
from thidua.vietnamese.dates import BadDate, PartialDate, parse_date, parse_years
from thidua.vietnamese.text import spelling_key

_ANY_YEAR: Final = 9999
"""A register's columns are never history: every year in its headers is its own."""

_LEVELS: Final = (
    (Level.DISTRICT, ("huyen", "quan", "thi xa")),
    (Level.PROVINCE, ("thanh pho", "tp", "tinh", "bo", "nganh")),
    (Level.COMMUNE, ("xa", "phuong", "thi tran", "dac khu")),
    (Level.CENTRAL, ("trung uong", "tw", "chinh phu", "nha nuoc", "thu tuong", "chu tich nuoc")),
    (Level.UNIT, ("don vi", "co so", "so", "truong", "co quan")),
)
_GIVEN_BY: Final = {
    Level.DISTRICT: "GK-HUYEN",
    Level.COMMUNE: "GK-XA",
    Level.UNIT: "GK-DV",
    Level.PROVINCE: "BKT",
    Level.CENTRAL: "BKTTG",
}


def read_register(data: bytes, name: str, *, limits: Limits = DEFAULT) -> RegisterReading:
    """Read an award register.

    Raises:
        Refused: the file cannot be read at all.
    """
    return register_from_workbook(read_workbook(data, name, limits=limits), name)


def register_from_workbook(workbook: Workbook, name: str) -> RegisterReading:
    """``read_register`` on rows that are already plain."""
    rows: list[RegisterRow] = []
    faults: list[Fault] = []
    skipped: list[Skipped] = []
    years: set[int] = set()
    for sheet in workbook.sheets:
        grid = Grid(sheet)
        layout = read_layout(grid, _ANY_YEAR)
        if not any(header.first(Role.TITLE) for header in layout.headers):
            skipped.append(_skipped(grid))
            continue
        log = FaultLog(grid.name, names_sheet=len(workbook.sheets) > 1)
        rows += [_Row(grid, line, log).read() for line in layout.lines]
        faults += log.faults
        years |= _stated_years(layout)
    rows, duplicate_faults = _mark_duplicates(rows)
    years |= {row.year for row in rows if row.year}
    return RegisterReading(
        name,
        tuple(rows),
        tuple(sorted([*faults, *duplicate_faults], key=lambda fault: (fault.sheet, fault.row))),
        tuple(skipped),
        min(years, default=None),
        max(years, default=None),
        frozenset(row.title.code for row in rows if row.title.code),
        frozenset(row.kind for row in rows),
    )


def _skipped(grid: Grid) -> Skipped:
    sentence = f"Trang {quoted(grid.name)} không có bảng khen thưởng với cột danh hiệu, hình thức."
    return Skipped(grid.name, None, "not-a-register", sentence)


def _stated_years(layout: Layout) -> set[int]:
    """The years the heading names: ``SỔ THEO DÕI KHEN THƯỞNG 2019 - 2023``."""
    lines = [text for _, text in layout.title_lines]
    named = read_letterhead(lines).years
    spans = [parse_years(line) for line in lines]
    return {year for span in spans if set(span) & set(named) for year in span}


class _Row:
    """One line of the register being read."""

    def __init__(self, grid: Grid, line: Line, log: FaultLog) -> None:
        self._grid = grid
        self._line = line
        self._log = log

    def read(self) -> RegisterRow:
        line = self._line
        written = line.text(line.header.name.index)
        kind = kind_of(line, written) or SubjectKind.PERSON
        notes = self._notes()
        level_words = first_text(line, Role.LEVEL)
        level = read_level(level_words)
        decision = self._decision()
        revoked = next((note for note in notes if note.kind is NoteKind.REVOKED), None)
        return RegisterRow(
            sheet=self._grid.name,
            row=line.row + 1,
            kind=kind,
            name=shown_subject(written, kind),
            name_as_written=self._as_written(written),
            birth=self._birth(kind),
            unit=first_text(line, Role.UNIT),
            title=self._title(kind, level),
            year=self._year(),
            number=decision.number if decision else "",
            number_as_written=first_text(line, Role.DECISION),
            signed=self._signed(decision),
            level=level,
            level_words=level_words,
            note=first_text(line, Role.NOTE),
            notes=notes,
            is_revoked=revoked is not None,
            revocation=_quietly(find_decision, revoked.words) if revoked else None,
        )

    def _as_written(self, written: str) -> str:
        raw = self._grid.sheet.cell(self._line.row, self._line.header.name.index)
        return raw if isinstance(raw, str) and not self._grid.legacy else written

    def _column(self, role: Role) -> int | None:
        column = self._line.header.first(role)
        return column.index if column else None

    def _birth(self, kind: SubjectKind) -> PartialDate | None:
        birth = read_birth(self._grid, self._line, kind)
        if birth.fault and birth.column:
            reason = birth.fault.split(": ")[-1].rstrip(".")
            self._log.question(
                self._line.row,
                birth.column.index,
                "bad-birth",
                f"{quoted(birth.column.label)} là {birth.words}, {reason}",
                "Ghi lại ngày, năm sinh.",
            )
        return birth.date

    def _title(self, kind: SubjectKind, level: Level | None) -> TitleReading:
        """The award; a giấy khen or bằng khen without its giver is told by the level column."""
        words = first_text(self._line, Role.TITLE) or self._line.section.title
        readings = read_titles(words, kind, year=0)
        reading = readings[0] if readings else TitleReading(None, words, "Chưa ghi danh hiệu.")
        if len(readings) > 1:
            self._ask_title(
                f"ghi nhiều danh hiệu trong một dòng: {quoted(words)}",
                "Tách mỗi danh hiệu một dòng.",
            )
        elif reading.code is None and level and _GIVEN_BY[level] in reading.choices:
            reading = TitleReading(_GIVEN_BY[level], reading.words)
        elif reading.code is None:
            offers = "; ".join(title_name(code) for code in reading.choices)
            self._ask_title(
                f"danh hiệu ghi {quoted(words)}", f"{reading.question} {offers}".strip()
            )
        elif problem := misfit(reading.code, kind):
            self._ask_title(problem, "Kiểm tra lại tên hoặc danh hiệu.")
        return reading

    def _ask_title(self, message: str, remedy: str) -> None:
        self._log.question(self._line.row, self._column(Role.TITLE), "title-ask", message, remedy)

    def _year(self) -> int | None:
        years = parse_years(first_text(self._line, Role.YEAR))
        section = self._line.section.year
        if len(years) == 1:
            if section and years[0] != section:
                self._log.question(
                    self._line.row,
                    self._column(Role.YEAR),
                    "year-differs",
                    f"cột năm ghi {years[0]}, dòng nằm trong phần năm {section}",
                    "Thống nhất năm khen thưởng.",
                )
            return years[0]
        if section is None:
            self._log.question(
                self._line.row,
                self._column(Role.YEAR),
                "no-year",
                "chưa rõ khen thưởng cho năm nào",
                "Ghi năm thành tích.",
            )
        return section

    def _decision(self) -> Decision | None:
        text = first_text(self._line, Role.DECISION)
        decision = _quietly(lambda words: find_decision(words, in_own_column=True), text)
        if decision is None or not decision.has_symbol:
            what = (
                f"số quyết định ghi {quoted(text)}, thiếu ký hiệu"
                if text
                else "chưa ghi số quyết định"
            )
            self._log.note(
                self._line.row,
                self._column(Role.DECISION),
                "decision-incomplete",
                what,
                "Đối chiếu với bản quyết định đã lưu.",
            )
        return decision

    def _signed(self, decision: Decision | None) -> PartialDate | None:
        text = first_text(self._line, Role.DECISION_DATE)
        try:
            day = (parse_date(text) or find_date(text)) if text else None
        except BadDate as error:
            self._log.question(
                self._line.row,
                self._column(Role.DECISION_DATE),
                "bad-decision-date",
                f"ngày quyết định {str(error).rstrip('.')}",
                "Ghi lại ngày quyết định.",
            )
            return None
        return day or (decision.date if decision else None)

    def _notes(self) -> tuple[NoteFact, ...]:
        column = self._line.header.first(Role.NOTE)
        text = self._line.text(column.index) if column else ""
        if not column or not text:
            return ()
        letter = column_letter(column.index)
        return read_notes(text, sheet=self._grid.name, row=self._line.row + 1, column=letter)


def _quietly(read: Callable[[str], Decision | None], text: str) -> Decision | None:
    try:
        return read(text)
    except BadDate:
        return None


def read_level(words: str) -> Level | None:
    """The level of the deciding authority: ``Huyện``, ``Thành phố``, ``UBND xã``."""
    plain = folded(words)
    for level, names in _LEVELS:
        if any(f" {plain} ".endswith(f" {name} ") for name in names):
            return level
    return None


def _mark_duplicates(rows: list[RegisterRow]) -> tuple[list[RegisterRow], list[Fault]]:
    """Mark awards written twice: same name as spelled or typed, title, year, births that agree."""
    seen: dict[tuple[str, str, int], list[RegisterRow]] = defaultdict(list)
    marked: list[RegisterRow] = []
    faults: list[Fault] = []
    for row in rows:
        if row.title.code is None or row.year is None:
            marked.append(row)
            continue
        key = (spelling_key(row.name), row.title.code, row.year)
        found = _first_written(seen[key], row)
        seen[key].append(row)
        if found is None:
            marked.append(row)
            continue
        first, is_doubtful = found
        marked.append(replace(row, duplicate_of=first.row, is_duplicate_doubtful=is_doubtful))
        faults.append(_duplicate_fault(row, first, is_doubtful=is_doubtful))
    return marked, faults


def _first_written(earlier: list[RegisterRow], row: RegisterRow) -> tuple[RegisterRow, bool] | None:
    """The row that holds the same award first, and whether that is doubtful."""
    alike = [other for other in earlier if _same_decision(other, row)]
    for other in alike:
        if _births_agree(other, row):
            return other, False
    for other in alike:
        if other.birth and row.birth and abs(other.birth.year - row.birth.year) <= 1:
            return other, True
    return None


def _births_agree(a: RegisterRow, b: RegisterRow) -> bool:
    return a.birth is None or b.birth is None or a.birth.compatible(b.birth)


def _same_decision(a: RegisterRow, b: RegisterRow) -> bool:
    """One decision by its bare number; where a number is missing, one unit."""
    if a.number and b.number:
        return a.number.partition("/")[0] == b.number.partition("/")[0]
    return bool(a.number or b.number) or unit_key(a.unit) == unit_key(b.unit)


def _duplicate_fault(row: RegisterRow, first: RegisterRow, *, is_doubtful: bool) -> Fault:
    if is_doubtful and row.birth and first.birth:
        message = (
            f"Dòng {row.row}: khen thưởng này của {row.name} giống dòng {first.row} nhưng năm sinh "
            f"ghi {row.birth.year}, dòng kia ghi {first.birth.year}."
        )
        remedy = "Xác nhận là một người chép hai lần hay hai người."
        return Fault(row.sheet, row.row, "", "duplicate-doubt", message, remedy, "question")
    message = f"Dòng {row.row}: khen thưởng này của {row.name} đã ghi ở dòng {first.row}."
    remedy = "Chỉ tính một lần. Xóa một dòng nếu đúng là chép hai lần."
    return Fault(row.sheet, row.row, "", "duplicate", message, remedy, "note")
