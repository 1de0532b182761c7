"""Tables of targets in a workbook: which rows are heads, which columns mean what. Pure.

Three shapes are known: targets in rows (`Kind.TARGETS`), units in rows for one target
(`Kind.UNITS`), units in rows and one known target a column (`Kind.MATRIX`). Rows and columns count
from zero here and become spreadsheet places in sentences.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from thidua.vietnamese.text import clean, fold

Value = str | int | float | bool | None
Rows = Sequence[Sequence[Value]]


class Kind(StrEnum):
    TARGETS = "targets"
    UNITS = "units"
    MATRIX = "matrix"
    OTHER = "other"


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    NAME = "name"
    UNIT = "unit"
    MEASURE = "measure"
    PLAN = "plan"
    DUE = "due"
    OWNER = "owner"
    WEIGHT = "weight"
    BASELINE = "baseline"
    LAST = "last"
    YEAR = "year"
    NOTE = "note"


_ROLES: Final = (
    (Role.NUMBER, r"(s?tt|so tt|so thu tu)"),
    (Role.MEASURE, r"(don vi tinh|dvt)"),
    (Role.YEAR, r"nam dat.*"),
    (Role.UNIT, r"(don vi|xa|dia phuong|ten don vi|xa phuong|xa thi tran|xa phuong thi tran)"),
    (Role.OWNER, r"(co quan|don vi) (theo doi|chu tri|thuc hien|phu trach).*"),
    (Role.PLAN, r"(chi tieu giao|giao|ke hoach|chi tieu nam|kh)( .*)?"),
    (Role.DUE, r"(han|thoi han|thoi gian)( .*)?"),
    (Role.WEIGHT, r"(tong so (ho|dan|nguoi|hoc sinh).*|quy mo|dan so|so ho)"),
    (Role.BASELINE, r"(dau nam|dau ky|so goc)( .*)?"),
    (Role.LAST, r"(thuc hien|th|ket qua) (nam )?(20\d\d|nam truoc)"),
    (Role.NOTE, r"(ghi chu|ghi chep)"),
    (Role.NAME, r"(chi tieu|ten chi tieu|noi dung)"),
)
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_QUARTER: Final = re.compile(r"\bquy (iv|iii|ii|i|[1-4])\b")
_MONTHS: Final = re.compile(r"\b(3|6|9|12) thang\b")
_MONTH: Final = re.compile(r"\b(?:thang|t) ?(1[0-2]|[1-9])\b")
_WHOLE: Final = re.compile(r"^(ca nam|nam (19|20)\d\d)\b")
_TOTAL: Final = re.compile(
    r"(tong( cong| so)?|cong|toan (huyen|tinh|xa|thanh pho|quan|phuong))\b.*"
)
_YEAR: Final = 12
_FEWEST: Final = 2
_HEAD_ROWS: Final = 25


@dataclass(frozen=True, slots=True)
class Span:
    """A period column: through which month it runs, and whether it is a running total."""

    month: int
    running: bool | None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet as a table. `spans` and `roles` by column; `known` columns name targets."""

    sheet: str
    kind: Kind
    title: str
    head: int
    roles: Mapping[Role, int]
    spans: Mapping[int, Span]
    lines: tuple[int, ...]
    total: int | None
    rows: Rows
    known: Mapping[int, str] = field(default_factory=dict)

    def at(self, row: int, column: int | None) -> Value:
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column is not None and column < len(cells) else None

    def get(self, row: int, role: Role) -> Value:
        return self.at(row, self.roles.get(role))

    def words(self, row: int, role: Role) -> str:
        return shown(self.get(row, role))

    @property
    def running(self) -> bool | None:
        """Whether figures run from the start of the year; None when the heads do not say."""
        if "luy ke" in fold(self.title):
            return True
        told = {span.running for span in self.spans.values() if span.running is not None}
        return told.pop() if len(told) == 1 else None

    @property
    def periods(self) -> dict[int, int]:
        """Month by column; the whole year's column of a sheet with single periods is a sum."""
        if self.running is False:
            return {c: span.month for c, span in self.spans.items() if not span.whole}
        return {c: span.month for c, span in self.spans.items()}


def shown(value: Value) -> str:
    """The cell as words."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else f"{value:.10g}".replace(".", ",")
    return clean(str(value))


def place(row: int, column: int) -> str:
    """`ô E12`."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"ô {letters}{row + 1}"


def tables(reading: Mapping[str, Any], known: Mapping[str, str]) -> list[Table]:
    """Every sheet of a stored reading; `known` leads from folded names of targets to codes."""
    return [_table(sheet["name"], sheet["rows"], known) for sheet in reading.get("sheets", ())]


def _table(name: str, rows: Rows, known: Mapping[str, str]) -> Table:
    for head in range(min(len(rows), _HEAD_ROWS)):
        roles = _roles(rows, head)
        if len(roles) >= _FEWEST and (Role.UNIT in roles or Role.NAME in roles):
            return _opened(name, rows, head, roles, known)
        named = _named(rows[head], known)
        if Role.UNIT in roles and named:
            return _opened(name, rows, head, roles, known)
    return Table(name, Kind.OTHER, "", 0, {}, {}, (), None, rows)


def _roles(rows: Rows, head: int) -> dict[Role, int]:
    found: dict[Role, int] = {}
    for column, cell in enumerate(rows[head]):
        words = _plain(cell)
        for role, pattern in _ROLES:
            if words and role not in found and re.fullmatch(pattern, words):
                found[role] = column
                break
    if Role.UNIT in found and Role.NAME in found:
        found[Role.PLAN] = found.pop(Role.NAME) if Role.PLAN not in found else found[Role.PLAN]
        found.pop(Role.NAME, None)
    return found


def _plain(cell: Value) -> str:
    words = re.sub(r"[^\w\s%]", " ", fold(shown(cell)))
    return " ".join(words.split())


def _named(cells: Sequence[Value], known: Mapping[str, str]) -> dict[int, str]:
    named = {column: known.get(fold(shown(cell))) for column, cell in enumerate(cells)}
    return {column: code for column, code in named.items() if code}


def _opened(
    name: str, rows: Rows, head: int, roles: dict[Role, int], known: Mapping[str, str]
) -> Table:
    spans = _spans(rows[head])
    first = head + 1
    if not spans and first < len(rows) and (below := _spans(rows[first])):
        spans, first = below, first + 1
    taken = set(roles.values())
    spans = {column: span for column, span in spans.items() if column not in taken}
    named = _named(rows[head], known) if Role.UNIT in roles else {}
    kind = Kind.MATRIX if named else Kind.UNITS if Role.UNIT in roles else Kind.TARGETS
    key = roles[Role.NAME] if kind is Kind.TARGETS else roles[Role.UNIT]
    sums = kind is not Kind.TARGETS
    lines, total = _lines(rows, first, key, roles.get(Role.NUMBER), sums=sums)
    title = " ".join(shown(cell) for row in rows[:head] for cell in row if shown(cell))
    return Table(name, kind, title, head, roles, spans, lines, total, rows, named)


def _spans(cells: Sequence[Value]) -> dict[int, Span]:
    found = {}
    for column, cell in enumerate(cells):
        span = _span(_plain(cell))
        if span is not None:
            found[column] = span
    return found if len(found) >= _FEWEST else {}


def _span(words: str) -> Span | None:
    if not words or words.startswith("%"):
        return None
    if hit := _QUARTER.search(words):
        number = _ROMAN.get(hit[1]) or int(hit[1])
        return Span(number * 3, None if number == 1 else False)
    if hit := _MONTHS.search(words):
        return Span(int(hit[1]), running=True)
    if _WHOLE.match(words):
        return Span(_YEAR, None, whole=True)
    if hit := _MONTH.search(words):
        return Span(int(hit[1]), None)
    return None


def _lines(
    rows: Rows, first: int, key: int, number: int | None, *, sums: bool
) -> tuple[tuple[int, ...], int | None]:
    lines, total = [], None
    for row in range(first, len(rows)):
        cells = rows[row]
        name = shown(cells[key]) if key < len(cells) else ""
        lead = shown(cells[number]) if number is not None and number < len(cells) else ""
        label = name if sums and name else "" if name else lead
        if _TOTAL.fullmatch(fold(label)):
            total = row
        elif name and not re.fullmatch(r"\(?\d+\)?", name):
            lines.append(row)
    return tuple(lines), total
