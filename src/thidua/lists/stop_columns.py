"""What a column of a list of violations holds; identity and tax numbers are told, to be dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from thidua.law import SubjectKind
from thidua.lists.cells import Grid, folded
from thidua.lists.columns import Column, Role, read_column
from thidua.lists.headers import Header, HeaderFinder

_NO_YEAR: Final = 9999
"""No column of such a list is history: every year in its headers is its own."""


class Meaning(StrEnum):
    """What this kind of list says in a column; ``OTHER`` is passed by."""

    NAME = "name"
    BIRTH = "birth"
    PLACE = "place"
    VIOLATION = "violation"
    DECISION = "decision"
    SINCE = "since"
    UNTIL = "until"
    IDENTITY = "identity"
    OTHER = "other"


MEANING_WORDS: Final = {
    Meaning.NAME: "Họ tên, tên đơn vị",
    Meaning.BIRTH: "Ngày, năm sinh",
    Meaning.PLACE: "Đơn vị, địa chỉ",
    Meaning.VIOLATION: "Vi phạm",
    Meaning.DECISION: "Văn bản xử lý",
    Meaning.SINCE: "Từ ngày",
    Meaning.UNTIL: "Đến ngày",
    Meaning.IDENTITY: "Số định danh, mã số thuế (không lưu)",
    Meaning.OTHER: "Không dùng",
}

_NUMBERS = r"mst|ma so|cccd|cmnd|cmtnd|cmt|can cuoc|chung minh|dinh danh|ho chieu|so so bhxh"
_NAMED = r"nguoi (nop thue|vi pham|bi)|doanh nghiep|to chuc|co so|cong ty|doi tuong|chu co so"
_DEBTS = r"no thue|tien no|so no|con no|no dong|cham dong|cham nop|no bhxh|tien phat|muc phat"
# First match wins.
_RULES: Final[tuple[tuple[Meaning, re.Pattern[str]], ...]] = tuple(
    (meaning, re.compile(pattern))
    for meaning, pattern in (
        (Meaning.IDENTITY, rf"\b({_NUMBERS}|dien thoai|sdt|so tai khoan|email)\b"),
        (Meaning.UNTIL, r"^(den ngay|den|den het ngay|ngay (ket thuc|het han)|het han)\b"),
        (Meaning.SINCE, r"^(tu ngay|tu|ngay (vi pham|bat dau|phat sinh)|thoi (gian|diem))\b"),
        (Meaning.DECISION, r"\b(quyet dinh|qd|bien ban|can cu)\b|^so van ban\b"),
        (
            Meaning.NAME,
            rf"^(ten |ho ten |ho va ten )?({_NAMED}|don vi (no|vi pham|nop)|ca nhan|tap the)\b",
        ),
        (
            Meaning.VIOLATION,
            (
                rf"\b({_DEBTS}|vi pham|ky luat|xu phat|hanh vi|xu ly|ly do|noi dung|tinh trang"
                r"|so thang)\b"
            ),
        ),
    )
)
_ROLES: Final = {
    Meaning.NAME: Role.NAME,
    Meaning.BIRTH: Role.BIRTH,
    Meaning.PLACE: Role.UNIT,
    Meaning.VIOLATION: Role.DISCIPLINE,
    Meaning.DECISION: Role.DECISION,
}
_MEANINGS: Final = {
    Role.NAME: Meaning.NAME,
    Role.BIRTH: Meaning.BIRTH,
    Role.MALE: Meaning.BIRTH,
    Role.FEMALE: Meaning.BIRTH,
    Role.UNIT: Meaning.PLACE,
    Role.ADDRESS: Meaning.PLACE,
    Role.DISCIPLINE: Meaning.VIOLATION,
    Role.DECISION: Meaning.DECISION,
    Role.DECISION_DATE: Meaning.DECISION,
}
_READ_AS_THEY_ARE: Final = frozenset(
    {*_MEANINGS, Role.SEQUENCE, Role.SEX, Role.POSITION, Role.NOTE}
)
_ENTERPRISE: Final = re.compile(r"\b(doanh nghiep|to chuc|cong ty|tap the)\b")
MONEY: Final = re.compile(r"\b(tien|no|phat)\b")


def read_stop_column(index: int, label: str, own: str, year: int) -> Column:
    """Interpret one header of a list of violations."""
    meaning = _ruled(label)
    if meaning is None:
        usual = read_column(index, label, own, year)
        role = usual.role if usual.role in _READ_AS_THEY_ARE else Role.OTHER
        return Column(index, role, label, own, usual.year, usual.kind)
    role = _ROLES.get(meaning, Role.OTHER)
    named = role is Role.NAME and _ENTERPRISE.search(folded(label))
    return Column(index, role, label, own, kind=SubjectKind.COLLECTIVE if named else None)


def meaning_of(column: Column) -> Meaning:
    """What the column holds, for this kind of list."""
    return _ruled(column.label) or _MEANINGS.get(column.role, Meaning.OTHER)


def _ruled(label: str) -> Meaning | None:
    words = folded(label)
    return next((meaning for meaning, pattern in _RULES if pattern.search(words)), None)


@dataclass(frozen=True, slots=True)
class Named:
    """Columns as a person named them: the sheet and its last header row, from 0, and the meaning of
    columns by index."""

    sheet: int
    header: int
    meanings: Mapping[int, Meaning] = field(default_factory=dict)


class StopHeaders(HeaderFinder):
    """Headers of lists of violations."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid, _NO_YEAR, read_stop_column)


class NamedHeader(StopHeaders):
    """The one header that a person pointed at."""

    def __init__(self, grid: Grid, named: Named) -> None:
        super().__init__(grid)
        self._header = Header(named.header, named.header, tuple(_columns(grid, named)))

    def at(self, row: int) -> Header | None:
        return self._header if row == self._header.top else None


def _columns(grid: Grid, named: Named) -> list[Column]:
    width = len(grid.rows[named.header]) if named.header < len(grid.rows) else 0
    columns = []
    for index in range(max(width, max(named.meanings) + 1)):
        label = grid.text(named.header, index).replace("\n", " ")
        meaning = named.meanings.get(index, Meaning.OTHER)
        role = _ROLES.get(meaning, Role.OTHER)
        if role is Role.OTHER and read_column(index, label, label, _NO_YEAR).role is Role.SEQUENCE:
            role = Role.SEQUENCE
        columns.append(Column(index, role, label, label))
    return columns
