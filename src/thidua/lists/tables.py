"""Data rows of a sheet: which rows are nominees, which are titles, sections, totals, signatures.

Nothing is assumed about where a table begins. Every filled row after the first header ends up
either as a line, as structure (header, section, total, signature), or among the leftovers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from thidua.law import SubjectKind
from thidua.lists.cells import Grid, folded, is_dash, is_ditto
from thidua.lists.columns import Role
from thidua.lists.headers import Header, HeaderFinder
from thidua.lists.titles import read_titles
from thidua.lists.units import names_a_body
from thidua.vietnamese.names import looks_like_name

_TOTAL: Final = re.compile(
    r"(tong cong|tong so|tong|cong)( \d.*| so.*| nguoi.*| co.*| cac.*)?"
    r"|(an dinh|tong hop|danh sach (nay )?(co|gom|an dinh)|danh sach tren).*"
)
_SIGNATURE: Final = re.compile(
    r"(nguoi (lap|tong hop|viet|ke khai)|thu truong|hieu truong|pho hieu truong|giam doc"
    r"|pho giam doc|truong (phong|ban|don vi|tram|thon)|pho truong phong|chu tich|pho chu tich"
    r"|chanh van phong|bi thu|tm|kt|tl|tuq|noi nhan|xac nhan|ky ten|luu vt|lap bieu)\b.*"
)
_SECTION_MARK: Final = re.compile(
    r"\s*(?:(?:phần|mục)\s+)?(?:[IVX]{1,5}|[A-HĐ]|\d{1,2}(?:\.\d{1,2})*)\s*[.)/:\-]\s*(?=\S)"
)
_SECTION_NUMBER: Final = re.compile(r"[IVX]{1,5}\.?|[A-HĐa-hđ][.)]?")
_YEAR_ROW: Final = re.compile(r"nam (?:hoc )?((?:19|20)\d\d)(?: (?:19|20)\d\d)?")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_ASIDE: Final = re.compile(r"\([^()]*\)|[:;.]|\d+")
_SECTION_KIND: Final = re.compile(
    r"(?:(?:danh sach|phan|doi voi|khen|khen thuong|cac|ve|nhom|khoi|tap the va) )*"
    r"(?P<kind>tap the|ca nhan|ho gia dinh|gia dinh|ho)"
    r"(?: (?:de nghi|duoc|dat|gom|tieu bieu|co thanh tich|nguoi|khen).*)?"
)
_KINDS: Final = {
    "tap the": SubjectKind.COLLECTIVE,
    "ca nhan": SubjectKind.PERSON,
    "ho gia dinh": SubjectKind.HOUSEHOLD,
    "gia dinh": SubjectKind.HOUSEHOLD,
    "ho": SubjectKind.HOUSEHOLD,
}
_LONGEST_SECTION: Final = 160
_LONGEST_TOTAL: Final = 400
_MOST_SIGNATURES: Final = 3
_SHORTEST_NAME: Final = 3


@dataclass(frozen=True, slots=True)
class Section:
    """What the section rows above a line say: whom, which title, which unit, which year."""

    kind: SubjectKind | None = None
    title: str = ""
    unit: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One data row. ``row`` is zero-based.

    ``texts`` are cleaned cells with "nt" and vertical merges resolved; ``raw`` the cells as
    written; ``dangling`` the columns that said "nt" with nothing above to repeat; ``spread`` those
    filled by a merge from above. ``continues``: a further line of the subject of the row above.
    """

    row: int
    header: Header
    section: Section
    texts: tuple[str, ...]
    raw: tuple[str, ...]
    dangling: tuple[int, ...] = ()
    spread: tuple[int, ...] = ()
    continues: bool = False

    def text(self, column: int) -> str:
        """The resolved text of a column, empty where the row is shorter."""
        return self.texts[column] if column < len(self.texts) else ""

    def written(self, column: int) -> str:
        """The text as written, before "nt" is resolved."""
        return self.raw[column] if column < len(self.raw) else ""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A filled row that is neither a nominee nor structure."""

    row: int
    words: str
    nameless: bool = False


@dataclass(slots=True)
class Layout:
    """Everything found on one sheet."""

    headers: list[Header] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    title_lines: list[tuple[int, str]] = field(default_factory=list)
    totals: list[tuple[int, str]] = field(default_factory=list)


def read_layout(grid: Grid, year: int, finder: HeaderFinder | None = None) -> Layout:
    """Tell the rows of a sheet apart; ``finder`` knows headers of another kind of list."""
    reader = _LayoutReader(grid, finder or HeaderFinder(grid, year))
    reader.run()
    return reader.layout


class _LayoutReader:
    def __init__(self, grid: Grid, finder: HeaderFinder) -> None:
        self.grid = grid
        self.layout = Layout()
        self.finder = finder
        self.header: Header | None = None
        self.section = Section()
        self.above: dict[int, str] = {}
        self.is_open = False
        self.last_line_row = -1
        self.skip_to = 0
        self.filled_down = dict(_filled_down(grid))
        self.banners = {
            (merge.top, merge.left) for merge in grid.sheet.merges if merge.right > merge.left + 1
        }

    def run(self) -> None:
        for line in self.grid.sheet.before:
            self._take_lone(-1, line)
        for row in range(len(self.grid.rows)):
            if row >= self.skip_to:
                self._take(row)

    def _take(self, row: int) -> None:
        filled = self.grid.filled(row)
        if not filled:
            return
        if self._is_plain_data(row):
            self._add_line(row)
        elif header := self.finder.at(row):
            self._open(header)
        elif self.header is None:
            self._take_before_header(row, filled)
        elif row == self.header.bottom + 1 and self.finder.is_numbering(row):
            return
        elif not self._take_structure(row, filled):
            self._take_data(row, filled)

    def _is_plain_data(self, row: int) -> bool:
        """The common case, told quickly: a number, a name, a table that is open."""
        if self.header is None or not self.is_open:
            return False
        sequence = self.header.first(Role.SEQUENCE)
        if sequence is None or not self.grid.text(row, sequence.index).rstrip(".").isdigit():
            return False
        name = self.grid.text(row, self.header.name.index)
        return len(name) > _SHORTEST_NAME and not name.isdigit()

    def _open(self, header: Header) -> None:
        if self.layout.headers and header.top <= self.layout.headers[-1].bottom:
            return
        self.header = header
        self.layout.headers.append(header)
        self.above = {}
        self.is_open = True
        self.skip_to = header.bottom + 1
        if header.kind:
            self.section = replace(self.section, kind=header.kind)

    def _take_before_header(self, row: int, filled: list[int]) -> None:
        texts = list(dict.fromkeys(self.grid.text(row, column) for column in filled))
        self.layout.title_lines += [(row, text) for text in texts]
        if len(texts) == 1:
            self._take_section(texts[0])

    def _take_structure(self, row: int, filled: list[int]) -> bool:
        """Totals, count sentences, sections and year rows."""
        texts = [self.grid.text(row, column) for column in filled]
        if any(_is_total(text) for text in texts[:2]):
            self.is_open = False
            self.layout.totals.append((row, _joined(texts)))
            return True
        if self._is_signature(row, texts):
            self.is_open = False
            return True
        lone = _section_text(texts)
        if lone is None or self._is_in_a_cell_of_its_own(row, filled):
            return False
        if not self._take_section(lone):
            return False
        self.is_open = True
        return True

    def _is_in_a_cell_of_its_own(self, row: int, filled: list[int]) -> bool:
        """A lone title or note under its header belongs to a nominee, it opens no section."""
        assert self.header is not None
        if len(filled) > 1 or (row, filled[0]) in self.banners:
            return False
        column = next((one for one in self.header.columns if one.index == filled[0]), None)
        return column is not None and column.role not in _NEVER_REPEATED

    def _take_section(self, text: str) -> bool:
        section = _read_section(text, self.section, in_table=self.header is not None)
        if section is None:
            return False
        if section.kind is not self.section.kind:
            self.above = {}
        self.section = section
        return True

    def _take_lone(self, row: int, text: str) -> None:
        self.layout.title_lines.append((row, text))
        self._take_section(text)

    def _take_data(self, row: int, filled: list[int]) -> None:
        assert self.header is not None
        texts = [self.grid.text(row, column) for column in filled]
        column = self.header.name.index
        name = self.grid.text(row, column)
        if (row, column) in self.filled_down and self.is_open and not name:
            self._add_line(row, continues=True)
        elif name and self._is_nominee(row, filled, name):
            self.is_open = True
            self._add_line(row)
        elif not name and self.is_open and self._continues(row, filled):
            self._add_line(row, continues=True)
        elif self.is_open or self._has_number(row):
            nameless = not name and (self._has_number(row) or len(filled) > 1)
            self.layout.leftovers.append(Leftover(row, _joined(texts), nameless))

    def _has_number(self, row: int) -> bool:
        assert self.header is not None
        sequence = self.header.first(Role.SEQUENCE)
        return sequence is not None and self.grid.text(row, sequence.index).rstrip(".").isdigit()

    def _has_title(self, row: int) -> bool:
        assert self.header is not None
        return any(self.grid.text(row, column.index) for column in self.header.all(Role.TITLE))

    def _is_signature(self, row: int, texts: list[str]) -> bool:
        if self._has_number(row) or len(texts) > _MOST_SIGNATURES:
            return False
        return all(_SIGNATURE.fullmatch(folded(text)) for text in texts)

    def _is_nominee(self, row: int, filled: list[int], name: str) -> bool:
        if self._has_number(row) or self._has_title(row):
            return True
        return self.is_open and (len(filled) > 1 or looks_like_name(name))

    def _continues(self, row: int, filled: list[int]) -> bool:
        """A second line of the nominee above: no name, only what there can be several of."""
        assert self.header is not None
        further = {column.index for role in _SEVERAL for column in self.header.all(role)}
        return row == self.last_line_row + 1 and further.issuperset(filled)

    def _add_line(self, row: int, *, continues: bool = False) -> None:
        assert self.header is not None
        raw = self.grid.rows[row]
        texts = list(raw)
        dangling: list[int] = []
        spread: list[int] = []
        for column in self.header.columns:
            index = column.index
            text = texts[index] if index < len(texts) else ""
            if not text:
                text = self.filled_down.get((row, index), "")
                if text:
                    texts += [""] * (index + 1 - len(texts))
                    texts[index] = text
                    spread.append(index)
            elif column.role not in _NEVER_REPEATED and is_ditto(text):
                text = texts[index] = self.above.get(index, "")
                if not text:
                    dangling.append(index)
            if text or not continues:
                self.above[index] = text
        self.last_line_row = row
        self.layout.lines.append(
            Line(
                row,
                self.header,
                self.section,
                tuple(texts),
                tuple(raw),
                tuple(dangling),
                tuple(spread),
                continues,
            )
        )


_SEVERAL: Final = (
    Role.TITLE,
    Role.INITIATIVE,
    Role.INITIATIVE_DECISION,
    Role.PRIOR,
    Role.ACHIEVEMENT,
    Role.NOTE,
)
_NEVER_REPEATED: Final = frozenset({Role.SEQUENCE, Role.NAME})


def _filled_down(grid: Grid) -> Iterator[tuple[tuple[int, int], str]]:
    """What vertical merges spread over the rows below their first."""
    last = len(grid.rows) - 1
    for merge in grid.sheet.merges:
        if merge.bottom == merge.top:
            continue
        text = grid.text(merge.top, merge.left)
        for row in range(merge.top + 1, min(merge.bottom, last) + 1) if text else ():
            yield (row, merge.left), text


def _is_total(text: str) -> bool:
    return len(text) <= _LONGEST_TOTAL and _TOTAL.fullmatch(folded(text)) is not None


def _section_text(texts: list[str]) -> str | None:
    """The words of a section row: alone on the row, or after a cell holding I, II, A."""
    distinct = list(dict.fromkeys(texts))
    if len(distinct) == 1:
        return distinct[0]
    number, *words = distinct
    if len(words) == 1 and _SECTION_NUMBER.fullmatch(number):
        return f"{number.rstrip('.)')}. {words[0]}"
    return None


def _read_section(text: str, current: Section, *, in_table: bool) -> Section | None:
    """The section a row opens, None when it opens none."""
    if len(text) > _LONGEST_SECTION:
        return None
    if found := _YEAR_ROW.fullmatch(folded(text)):
        return replace(current, year=int(found[1]))
    mark = _SECTION_MARK.match(text)
    body = text[mark.end() :] if mark else text
    words = folded(_ASIDE.sub(" ", body))
    if found := _SECTION_KIND.fullmatch(words):
        return Section(kind=_KINDS[found["kind"]], year=current.year)
    if re.fullmatch(r".*\btap the\b.*\bca nhan\b.*", words) and mark:
        return Section(year=current.year)
    readings = read_titles(_BRACKETS.sub(" ", body), current.kind, year=0)
    if len(readings) == 1 and (readings[0].code or readings[0].choices):
        kinds = readings[0].kinds
        kind = current.kind if current.kind in kinds or len(kinds) != 1 else next(iter(kinds))
        return replace(current, kind=kind, title=_BRACKETS.sub(" ", body).strip())
    is_unit = mark is not None or names_a_body(body)
    if in_table and is_unit and not is_dash(body) and not looks_like_name(body):
        return replace(current, unit=body)
    return None


def _joined(texts: list[str]) -> str:
    return " | ".join(text.replace("\n", " ") for text in texts)
