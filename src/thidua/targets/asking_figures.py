"""Questions that single figures raise: commas, fractions, scale, words, totals. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from thidua.targets import cells
from thidua.targets.cells import Read
from thidua.targets.measures import larger, smaller, usual
from thidua.targets.questions import LEAVE, MOST_ALIKE, Asked, Choice, Finder, Question
from thidua.targets.reader import DECIMALS, GROUPS, SIDES, Reader
from thidua.targets.scales import CONVERT, column_scale, row_scale
from thidua.targets.shapes import Goal
from thidua.targets.sharing import difference, difference_words, trimmed
from thidua.targets.sheets import Kind, Role, place, shown
from thidua.vietnamese.numbers import format_number
from thidua.vietnamese.text import clean, fold

_FAR: Final = 30
"""Times the usual size from which one of two readings is the less likely one."""

# -- commas ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Comma:
    row: int
    column: int
    read: Read


def ask_commas(found: Asked, reader: Reader, places: Sequence[tuple[int, int, bool]]) -> None:
    """`12,630` is 12,63 or 12.630: one question for all that was written in one hand.

    `places`: rows and columns of figures, and whether they are percents.
    """
    groups: dict[str, list[_Comma]] = {}
    for row, column, percent in places:
        if not isinstance(reader.table.at(row, column), str):
            continue
        one = reader.raw(row, column, percent=percent)
        if one.other is not None:
            groups.setdefault(reader.comma_key(row, column), []).append(_Comma(row, column, one))
    if len(groups) > MOST_ALIKE:
        groups = {f"dau:{reader.at}": [hit for hits in groups.values() for hit in hits]}
    for key, hits in groups.items():
        columns = {hit.column for hit in hits}
        clear = (reader.raw(row, c, percent=p) for row, c, p in places if c in columns)
        normal = usual(one.value for one in clear if one.other is None)
        found.questions.append(_comma(reader, key, hits, normal))


def _comma(reader: Reader, key: str, hits: Sequence[_Comma], normal: Decimal | None) -> Question:
    first = hits[0]
    assert first.read.value is not None
    assert first.read.other is not None
    small, large = (format_number(trimmed(v)) for v in (first.read.value, first.read.other))
    words = shown(reader.table.at(first.row, first.column))
    return Question(
        key, reader.table.sheet, _places([(hit.row, hit.column) for hit in hits]),
        f"{_whose(reader, first, len(hits))}: “{words}” là {small} (dấu phẩy trước phần lẻ) hay "
        f"{large} (dấu phẩy ngăn hàng nghìn)?",
        (Choice(DECIMALS, f"Phần lẻ: {small}"), Choice(GROUPS, f"Hàng nghìn: {large}"),
         Choice(LEAVE, "Coi như chưa báo cáo")),
        _nearer(first.read, normal),
    )  # fmt: skip


def _whose(reader: Reader, hit: _Comma, count: int) -> str:
    table = reader.table
    if reader.comma_key(hit.row, hit.column).endswith(f"c{hit.column}"):
        return shown(table.at(table.head, hit.column)) or f"{count} ô"
    return table.words(hit.row, Role.NAME if table.kind is Kind.TARGETS else Role.UNIT)


def _nearer(one: Read, normal: Decimal | None) -> str:
    """The reading that is of the usual size when the other is not; else nothing is suggested."""
    if not normal or not one.value or one.other is None:
        return ""
    far = [not normal / _FAR <= abs(v) <= normal * _FAR for v in (one.value, one.other)]
    return {(False, True): DECIMALS, (True, False): GROUPS}.get((far[0], far[1]), "")


def _places(hits: Sequence[tuple[int, int]]) -> str:
    """`ô E12, ô F12`; of many the first and how many more."""
    named = ", ".join(place(row, column) for row, column in hits[:4])
    return named if len(hits) <= 4 else f"{named} và {len(hits) - 4} ô khác"  # noqa: PLR2004


# -- percents --------------------------------------------------------------------------------------


def ask_fractions(
    found: Asked,
    key: str,
    reader: Reader,
    rows: Iterable[int],
    columns: Sequence[int],
    name: str = "",
) -> None:
    """Numbers from 0 to 1 where percents are wanted: parts of one, or so small?"""
    hits = [
        (row, column, one.value)
        for row in rows
        for column in columns
        if (one := reader.read(row, column, percent=True)).fraction
    ]
    if not hits:
        return
    row, column, value = next((hit for hit in hits if hit[2] not in {0, 1}), hits[0])
    assert value is not None
    sample = f"{place(row, column)}: {format_number(trimmed(value))}"
    meant = format_number(trimmed(value * 100))
    whose = f"“{name}”: " if name else ""
    found.questions.append(
        Question(
            f"phantram:{key}", reader.table.sheet, f"{len(hits)} ô, ví dụ {sample}",
            f"{whose}{len(hits)} ô ghi số từ 0 đến 1 (ví dụ {sample}). Đọc là {meant} %?",
            (Choice("nhan", f"Là phần của một: {meant} %"),
             Choice("giu", f"Đúng như ghi: {format_number(trimmed(value))} %"),
             Choice(LEAVE, "Coi như chưa báo cáo")),
            "nhan",
        )
    )  # fmt: skip


# -- a thousand times too large or too small -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Off:
    """Cells of one line off to one side; `value` is the first of them."""

    row: int
    columns: tuple[int, ...]
    sign: int
    value: Decimal
    normal: Decimal


def ask_line_scales(found: Asked, reader: Reader, measure: str) -> None:
    """A question a line, or one for the sheet where very many lines are off alike."""
    offs = [off for row in reader.table.lines for off in _offs(reader, row)]
    for sign, side in SIDES.items():
        alike = [off for off in offs if off.sign == sign]
        if len(alike) > MOST_ALIKE:
            found.questions.append(_scale(reader, f"nghin:{reader.at}:{side}", alike, measure))
            continue
        for off in alike:
            key = f"nghin:{reader.at}:{off.row}:{side}"
            found.questions.append(_scale(reader, key, [off], measure))


def _offs(reader: Reader, row: int) -> Iterable[_Off]:
    normal, signs = row_scale(reader, row)
    for sign in SIDES:
        columns = tuple(column for column, found in signs.items() if found == sign)
        value = reader.read(row, columns[0]).value if columns else None
        if value is not None and normal is not None:
            yield _Off(row, columns, sign, value, normal)


def ask_matrix_scales(
    found: Asked,
    reader: Reader,
    column: int,
    goal: Goal,
    finder: Finder,
    shares: Mapping[str, Decimal],
) -> None:
    """One question for all cells of a target's column that are off to one side."""
    normals, signs = column_scale(reader, column, finder, shares)
    for sign, side in SIDES.items():
        offs = [
            _Off(row, (column,), sign, value, normals[row])
            for row, found_sign in signs.items()
            if found_sign == sign and (value := reader.read(row, column).value) is not None
        ]
        if offs:
            key = f"nghin:{reader.at}:c{column}:{side}"
            found.questions.append(_scale(reader, key, offs, goal.measure, goal.name))


def _scale(
    reader: Reader, key: str, offs: Sequence[_Off], measure: str, name: str = ""
) -> Question:
    first, table = offs[0], reader.table
    large = first.sign > 0
    other = (smaller(measure) if large else larger(measure)) or "đơn vị khác"
    right = first.value / 1000 if large else first.value * 1000
    act = "chia" if large else "nhân"
    more = f" và {len(offs) - 1} dòng khác" if len(offs) > 1 else ""
    lead = f"“{name}”, " if name else ""
    return Question(
        key, table.sheet, _places([(off.row, c) for off in offs for c in off.columns]),
        f"{lead}{table.words(first.row, Role.UNIT)}{more}: {format_number(first.value)} "
        f"{'gấp' if large else 'chỉ bằng một phần'} khoảng 1.000 lần mức thường thấy "
        f"({format_number(first.normal, 2)} {measure}). Số này tính theo {other}?",
        (Choice(CONVERT, f"Đúng, {act} 1.000: {format_number(trimmed(right))} {measure}".strip()),
         Choice("giu", "Không, giữ nguyên số đã ghi"),
         Choice(LEAVE, "Coi như chưa báo cáo")),
        CONVERT,
    )  # fmt: skip


# -- words, totals ---------------------------------------------------------------------------------


def remark_texts(found: Asked, reader: Reader) -> None:
    """Figures written as text, and cells nobody filled: said, not asked."""
    table = reader.table
    plans = [table.roles[Role.PLAN]] if Role.PLAN in table.roles else []
    for row in table.lines:
        texts = [
            f"“{shown(table.at(row, c))}” là {format_number(one.value)}"
            for c in (*table.periods, *plans)
            if (one := reader.read(row, c)).text and one.value is not None
        ]
        if texts:
            found.remarks.append(f"Dòng {row + 1} ghi số bằng chữ: {', '.join(texts)}.")
        silent = [c for c in table.periods if reader.raw(row, c).is_silent]
        if silent:
            name = table.words(row, Role.UNIT)
            where = ", ".join(place(row, c) for c in silent)
            found.remarks.append(f"{name}: {where} chưa báo cáo, không tính là 0.")


def ask_total(found: Asked, reader: Reader, measure: str) -> None:
    """A printed total that its lines do not add up to."""
    table = reader.table
    if table.total is None or Role.PLAN not in table.roles:
        return
    printed = reader.role(table.total, Role.PLAN).value
    plans = [reader.role(row, Role.PLAN).value for row in table.lines]
    if not printed:
        return
    lacking = difference(printed, [plan for plan in plans if plan is not None])
    if lacking:
        words = difference_words(lacking, measure)
        found.questions.append(
            Question(
                f"tong:{reader.at}", table.sheet, place(table.total, table.roles[Role.PLAN]),
                f"Tổng ghi {format_number(printed)}, cộng các dòng {words}. Chấp nhận chênh lệch?",
                (Choice("nhan", "Chấp nhận, do làm tròn"),
                 Choice("giu", "Để lại, xem sau khi nhập")),
                "nhan",
            )
        )  # fmt: skip


def ask_words(
    found: Asked,
    key: str,
    reader: Reader,
    rows: Sequence[int],
    columns: Sequence[int] | None = None,
) -> None:
    """Each different wording once: does it mean reached?"""
    asked: dict[str, list[tuple[int, int]]] = {}
    for row in rows:
        for column in reader.table.periods if columns is None else columns:
            one = reader.read(row, column)
            if one.words and cells.said_reached(one) is None:
                asked.setdefault(clean(one.words), []).append((row, column))
    for words, hits in asked.items():
        whole = cells.read(words)
        full = whole.part is not None and whole.part == whole.whole and "(" not in words
        found.questions.append(
            Question(
                f"dat:{key}:{fold(words)}"[:200], reader.table.sheet, _places(hits),
                f"“{words}” nghĩa là đã đạt chưa?",
                (Choice("1", "Đã đạt"), Choice("0", "Chưa đạt"), Choice(LEAVE, "Chưa biết")),
                "1" if full else "0",
            )
        )  # fmt: skip
