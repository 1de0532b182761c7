"""Whom a line names: person, collective or household; birth, sex, heads, numbers of members."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from thidua.law import SubjectKind
from thidua.lists.cells import Grid, folded, is_dash, is_mark
from thidua.lists.columns import Column, Role
from thidua.lists.headers import Header
from thidua.lists.proposal import Sex
from thidua.lists.tables import Line
from thidua.lists.units import names_a_body
from thidua.vietnamese.dates import (
    BadDate,
    PartialDate,
    excel_serial_date,
    parse_date,
    year_in_date_cell,
)
from thidua.vietnamese.names import display_name, looks_like_name, without_title
from thidua.vietnamese.numbers import parse_share

_HOUSEHOLD: Final = re.compile(
    r"^(?:hộ gia đình|hộ kinh doanh|hộ kd|hộ|gia đình|gđ)\b\.?\s*(?:(?:ông|bà|anh|chị)\b\s*)*",
    re.IGNORECASE,
)
_PAIR: Final = re.compile(r"\s+(?:-|–|và|&)\s+|\s*[;/]\s*")
_TWO_YEARS: Final = re.compile(r"((?:19|20)\d\d)\s*[-–;,/&]\s*((?:19|20)\d\d)")
_SPLIT_NAME: Final = re.compile(r"\s*(?:\n|,|;|\s[-–]\s)\s*")
_COUNT: Final = re.compile(r"\s*(\d{1,6})(?![\d.,/])")
_SERIAL_BIRTHS: Final = range(7_000, 42_000)  # 1919 to 2014
_FEMALE: Final = frozenset({"nu", "f", "female", "gai"})
_MALE: Final = frozenset({"nam", "m", "male", "trai"})


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth as read: one date, a couple's two, or the reason why none; with its column."""

    date: PartialDate | None = None
    second: PartialDate | None = None
    words: str = ""
    column: Column | None = None
    fault: str = ""


def kind_of(line: Line, name: str) -> SubjectKind | None:
    """Whom the line is about: its section or header, else what the name itself shows."""
    if line.section.kind is not None:
        return line.section.kind
    return line.header.kind or kind_of_name(name)


def kind_of_name(name: str) -> SubjectKind | None:
    """Person, collective or household by the name alone; None when it does not show."""
    if _HOUSEHOLD.match(name) and looks_like_name(_first_head(name)):
        return SubjectKind.HOUSEHOLD
    if looks_like_name(name):
        return SubjectKind.PERSON
    return SubjectKind.COLLECTIVE if names_a_body(name) else None


def names_a_unit(name: str) -> bool:
    """Whether a name in a section of persons is plainly that of a body."""
    return not looks_like_name(name) and names_a_body(name)


def split_name(text: str) -> tuple[str, str]:
    """``Nguyễn Văn A, Trưởng phòng`` -> name and post; the post is empty where there is none."""
    parts = _SPLIT_NAME.split(text, maxsplit=1)
    if len(parts) > 1 and looks_like_name(without_title(parts[0])):
        return parts[0], parts[1].replace("\n", " ")
    return text.replace("\n", " "), ""


def shown_subject(name: str, kind: SubjectKind) -> str:
    """The name for screens: proper case for people, as written for bodies."""
    if kind is SubjectKind.PERSON:
        return display_name(without_title(name))
    return name


def heads_of(name: str) -> tuple[str, ...]:
    """The people a household is named after: ``Hộ ông bà A - B`` -> (A, B)."""
    bare = _HOUSEHOLD.sub("", name)
    return tuple(display_name(without_title(part)) for part in _PAIR.split(bare) if part.strip())


def _first_head(name: str) -> str:
    return next(iter(heads_of(name)), "")


def read_birth(grid: Grid, line: Line, kind: SubjectKind) -> Birth:
    """The birth of a line, from one column or from the Nam/Nữ pair."""
    for column in _birth_columns(line.header):
        text = line.text(column.index)
        if text and not is_dash(text) and not (column.role is not Role.BIRTH and is_mark(text)):
            raw = grid.sheet.cell(line.row, column.index)
            typed = raw if isinstance(raw, date) else None
            return _read_birth_text(text, typed, column, kind)
    return Birth()


def _birth_columns(header: Header) -> Iterator[Column]:
    for role in (Role.BIRTH, Role.MALE, Role.FEMALE):
        yield from header.all(role)


def _read_birth_text(text: str, typed: date | None, column: Column, kind: SubjectKind) -> Birth:
    if typed and (year := year_in_date_cell(typed)):
        return Birth(PartialDate(year), None, text, column)
    if kind is SubjectKind.HOUSEHOLD and (pair := _TWO_YEARS.fullmatch(text)):
        return Birth(PartialDate(int(pair[1])), PartialDate(int(pair[2])), text, column)
    try:
        day = parse_date(text)
    except BadDate as error:
        return Birth(words=text, column=column, fault=str(error))
    if day is None and text.isdigit() and int(text) in _SERIAL_BIRTHS:
        serial = excel_serial_date(int(text))
        day = PartialDate.of(serial) if serial else None
    if day is None:
        return Birth(words=text, column=column, fault="không đọc được thành ngày, tháng, năm sinh")
    return Birth(day, None, text, column)


class SexReader:
    """Tells the sex from the sex columns of one table.

    A tick under "Giới tính" says nothing by itself: it means Nữ when the ticked names are the
    ones with the middle name Thị, else it stays unknown.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self._tick: dict[int, Sex | None] = {}
        ticked: dict[int, list[str]] = {}
        for line in lines:
            column = line.header.first(Role.SEX)
            if column and is_mark(line.text(column.index)):
                ticked.setdefault(line.header.top, []).append(line.text(line.header.name.index))
        for top, names in ticked.items():
            women = sum(" thị " in f" {name.casefold()} " for name in names)
            men = sum(" văn " in f" {name.casefold()} " for name in names)
            self._tick[top] = "female" if women > men else "male" if men > women else None

    def read(self, line: Line) -> Sex | None:
        """The sex a line states; None when no column tells."""
        male, female = line.header.first(Role.MALE), line.header.first(Role.FEMALE)
        if female and _holds(line, female):
            return "female"
        if male and _holds(line, male):
            return "male"
        if female and not male:
            return "male"
        column = line.header.first(Role.SEX)
        return self._of_text(line, line.text(column.index)) if column else None

    def _of_text(self, line: Line, text: str) -> Sex | None:
        words = folded(text)
        if words in _FEMALE:
            return "female"
        if words in _MALE:
            return "male"
        tick = self._tick.get(line.header.top)
        if tick is None:
            return None
        if is_mark(text):
            return tick
        return None if text else ("male" if tick == "female" else "female")


def _holds(line: Line, column: Column) -> bool:
    text = line.text(column.index)
    return bool(text) and not is_dash(text)


def read_count(text: str) -> int | None:
    """A cell that counts people: ``22``, ``5 khẩu``, ``02``; None when it is no whole number."""
    found = _COUNT.match(text)
    return int(found[1]) if found else None


def read_share(text: str, headcount: int | None) -> tuple[int, int] | None:
    """``19/22 (86,4%)``, ``16 (88,9%)`` of the headcount; None when it does not say both."""
    share = parse_share(text)
    if share is None or share.part is None:
        return None
    whole = share.whole or headcount
    return (share.part, whole) if whole and share.part <= whole else None
