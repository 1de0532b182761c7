"""Questions a workbook of targets raises, grouped so that one answer settles all cells alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from thidua.targets import cells
from thidua.targets.measures import larger, off_by_a_thousand, smaller, usual
from thidua.targets.shapes import Goal, goal_of
from thidua.targets.sharing import difference, difference_words, trimmed
from thidua.targets.sheets import Role, Table, place, shown
from thidua.vietnamese.numbers import format_number
from thidua.vietnamese.text import clean, fold

LEAVE = "bo"
"""The answer that leaves the line, sheet or cell out."""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """`where` names sheet and cells; `suggested` is preselected, never taken unasked."""

    key: str
    sheet: str
    where: str
    words: str
    choices: tuple[Choice, ...]
    suggested: str = ""


class Finder(Protocol):
    """Looks units up by what people write."""

    def find(self, words: str) -> tuple[int, str] | None: ...

    def near(self, words: str) -> list[tuple[int, str]]: ...


@dataclass(slots=True)
class Asked:
    """Questions so far, and remarks that need no answer."""

    questions: list[Question] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def ask(
    tables: Sequence[Table],
    answers: Mapping[str, str],
    finder: Finder,
    existing: Sequence[tuple[str, Goal]],
) -> Asked:
    """Everything in doubt. `existing`: codes and names of targets that may be meant."""
    found = Asked()
    goals = [
        (f"{at}:{row}", goal_of(table, row))
        for at, table in enumerate(tables)
        if table.kind == "targets"
        for row in table.lines
    ]
    for at, table in enumerate(tables):
        match table.kind:
            case "targets":
                _ask_goals(found, at, table, finder)
            case "units":
                _ask_sheet(found, at, table, goals, existing)
                if meant(at, answers, found) != LEAVE:
                    goal = _goal(meant(at, answers, found), goals, existing)
                    _ask_units(found, at, table, finder)
                    _ask_figures(found, at, table, goal)
            case "matrix":
                _ask_matrix(found, at, table, dict(existing))
                _ask_units(found, at, table, finder)
            case _:
                found.remarks.append(
                    f"Trang “{table.sheet}”: không có bảng chỉ tiêu hoặc bảng đơn vị nên không đọc."
                )
    return found


def meant(at: int, answers: Mapping[str, str], found: Asked) -> str:
    """The target a sheet belongs to, as answered, else as suggested so far."""
    key = f"trang:{at}"
    suggested = next((one.suggested for one in found.questions if one.key == key), "")
    return answers.get(key) or suggested


def _goal(
    key: str, goals: Sequence[tuple[str, Goal]], existing: Sequence[tuple[str, Goal]]
) -> Goal | None:
    by_key = {f"dong:{name}": goal for name, goal in goals}
    by_key |= {f"ma:{code}": goal for code, goal in existing}
    return by_key.get(key)


# -- sheets of targets -----------------------------------------------------------------------------


def _ask_goals(found: Asked, at: int, table: Table, finder: Finder) -> None:
    for row in table.lines:
        goal = goal_of(table, row)
        _ask_owner(found, at, table, row, finder)
        if goal.percent:
            _ask_fractions(found, f"{at}:{row}", table, [row])
        if goal.falls:
            found.questions.append(
                Question(
                    f"chieu:{at}:{row}", table.sheet, f"dòng {row + 1}",
                    f"“{goal.name}”: các số giảm dần tới {format_number(goal.plan or Decimal(0))}. "
                    "Đây là chỉ tiêu giảm, càng nhỏ càng tốt?",
                    (Choice("down", "Giảm là tốt"), Choice("up", "Tăng là tốt"),
                     Choice("keep", "Giữ ở mức")),
                    "down",
                )
            )  # fmt: skip
        if goal.kind == "milestone":
            found.remarks.append(
                f"Dòng {row + 1}, “{goal.name}”: không có con số nên đọc là mốc công việc."
            )
            _ask_words(found, f"{at}:{row}", table, [row])


def _ask_owner(found: Asked, at: int, table: Table, row: int, finder: Finder) -> None:
    words = table.words(row, Role.OWNER)
    if not words or any(finder.find(one) for one in owners(words)):
        return
    near = [pair for one in owners(words) for pair in finder.near(one)][:6]
    found.questions.append(
        Question(
            f"theodoi:{at}:{row}", table.sheet, f"dòng {row + 1}",
            f"Cơ quan theo dõi “{words}” là đơn vị nào?",
            (*(Choice(str(pk), name) for pk, name in near), Choice(LEAVE, "Để trống, chọn sau")),
            str(near[0][0]) if len(near) == 1 else LEAVE if not near else "",
        )
    )  # fmt: skip


def owners(words: str) -> list[str]:
    """Names parted by commas or semicolons."""
    return [name for one in words.replace(";", ",").split(",") if (name := clean(one))]


# -- sheets of units -------------------------------------------------------------------------------


def _ask_sheet(
    found: Asked,
    at: int,
    table: Table,
    goals: Sequence[tuple[str, Goal]],
    existing: Sequence[tuple[str, Goal]],
) -> None:
    options = [(f"dong:{key}", goal.name) for key, goal in goals]
    options += [(f"ma:{code}", f"{goal.name} (đã có)") for code, goal in existing]
    best = _nearest(f"{table.sheet} {table.title}", options)
    choices = tuple(Choice(value, label) for value, label in options)
    found.questions.append(
        Question(
            f"trang:{at}", table.sheet, f"trang “{table.sheet}”",
            f"Trang “{table.sheet}” là số của chỉ tiêu nào?",
            (*choices, Choice(LEAVE, "Không nhập trang này")), best,
        )
    )  # fmt: skip
    if table.running is None and len(table.spans) > 1:
        found.questions.append(
            Question(
                f"luyke:{at}", table.sheet, f"trang “{table.sheet}”",
                f"Số trên trang “{table.sheet}” cộng dồn từ đầu năm hay riêng từng kỳ?",
                (Choice("cumulative", "Cộng dồn từ đầu năm"),
                 Choice("per_period", "Riêng từng kỳ")),
            )
        )  # fmt: skip


def _nearest(title: str, options: Sequence[tuple[str, str]]) -> str:
    """The option that shares most words with the title, when it is alone in that."""
    words = set(fold(title).split())
    scores = [(len(words & set(fold(label).split())), value) for value, label in options]
    best = max((score for score, _ in scores), default=0)
    hits = [value for score, value in scores if score == best]
    return hits[0] if best > 1 and len(hits) == 1 else ""


def _ask_units(found: Asked, at: int, table: Table, finder: Finder) -> None:
    for row in table.lines:
        words = table.words(row, Role.UNIT)
        if finder.find(words):
            continue
        near = finder.near(words)[:6]
        found.questions.append(
            Question(
                f"donvi:{at}:{row}", table.sheet, f"dòng {row + 1}",
                f"“{words}” là đơn vị nào?",
                (*(Choice(str(pk), name) for pk, name in near),
                 Choice("moi", f"Thêm đơn vị mới “{words[:120]}”"),
                 Choice(LEAVE, "Không nhập dòng này")),
                str(near[0][0]) if len(near) == 1 else "" if near else "moi",
            )
        )  # fmt: skip


def _ask_figures(found: Asked, at: int, table: Table, goal: Goal | None) -> None:
    if goal is not None and goal.kind == "places":
        _ask_words(found, str(at), table, list(table.lines))
        return
    if goal is not None and goal.percent:
        _ask_fractions(found, str(at), table, list(table.lines))
        return
    measure = goal.measure if goal else ""
    for row in table.lines:
        _ask_thousands(found, at, table, row, measure)
    _remark_texts(found, table)
    _ask_total(found, at, table, measure)


def _ask_fractions(found: Asked, key: str, table: Table, rows: Sequence[int]) -> None:
    hits = [
        (row, column, one.value)
        for row in rows
        for column in table.periods
        if (one := cells.read(table.at(row, column), percent=True)).fraction
    ]
    if not hits:
        return
    row, column, value = next((hit for hit in hits if hit[2] not in {0, 1}), hits[0])
    assert value is not None
    sample = f"{place(row, column)}: {format_number(trimmed(value))}"
    meant = format_number(trimmed(value * 100))
    found.questions.append(
        Question(
            f"phantram:{key}", table.sheet, f"{len(hits)} ô, ví dụ {sample}",
            f"{len(hits)} ô ghi số từ 0 đến 1 (ví dụ {sample}). Đọc là {meant} %?",
            (Choice("nhan", f"Là phần của một: {meant} %"),
             Choice("giu", f"Đúng như ghi: {format_number(trimmed(value))} %"),
             Choice(LEAVE, "Coi như chưa báo cáo")),
            "nhan",
        )
    )  # fmt: skip


def _ask_thousands(found: Asked, at: int, table: Table, row: int, measure: str) -> None:
    plan = cells.read(table.get(row, Role.PLAN)).value
    normal = plan / len(table.periods) if plan and table.running is False else plan
    values = {c: cells.read(table.at(row, c)).value for c in table.periods}
    normal = normal or usual(
        cells.read(table.at(one, c)).value for one in table.lines for c in values
    )
    signs = {c: off_by_a_thousand(v, normal) for c, v in values.items() if v is not None}
    hits = [c for c, sign in signs.items() if sign]
    if not hits or normal is None:
        return
    sign, first = signs[hits[0]], values[hits[0]]
    assert first is not None
    other = (smaller(measure) if sign > 0 else larger(measure)) or "đơn vị khác"
    right = first / 1000 if sign > 0 else first * 1000
    act = "chia" if sign > 0 else "nhân"
    found.questions.append(
        Question(
            f"nghin:{at}:{row}", table.sheet,
            f"dòng {row + 1}, {', '.join(place(row, c) for c in hits)}",
            f"{table.words(row, Role.UNIT)}: {format_number(first)} "
            f"{'gấp' if sign > 0 else 'bằng một phần'} khoảng 1.000 lần mức thường thấy "
            f"({format_number(normal, 2)} {measure}). Số này tính theo {other}?",
            (Choice("doi", f"Đúng, {act} 1.000: {format_number(trimmed(right))} {measure}".strip()),
             Choice("giu", "Không, giữ nguyên số đã ghi"),
             Choice(LEAVE, "Coi như chưa báo cáo")),
            "doi",
        )
    )  # fmt: skip


def _remark_texts(found: Asked, table: Table) -> None:
    for row in table.lines:
        texts = [
            f"“{shown(table.at(row, c))}” là {format_number(one.value)}"
            for c in (*table.periods, table.roles.get(Role.PLAN, -1))
            if c >= 0 and (one := cells.read(table.at(row, c))).text and one.value is not None
        ]
        if texts:
            found.remarks.append(f"Dòng {row + 1} ghi số bằng chữ: {', '.join(texts)}.")
        silent = [c for c in table.periods if cells.read(table.at(row, c)).is_silent]
        if silent:
            name = table.words(row, Role.UNIT)
            where = ", ".join(place(row, c) for c in silent)
            found.remarks.append(f"{name}: {where} chưa báo cáo, không tính là 0.")


def _ask_total(found: Asked, at: int, table: Table, measure: str) -> None:
    if table.total is None or Role.PLAN not in table.roles:
        return
    printed = cells.read(table.get(table.total, Role.PLAN)).value
    plans = [cells.read(table.get(row, Role.PLAN)).value for row in table.lines]
    if not printed:
        return
    lacking = difference(printed, [plan for plan in plans if plan is not None])
    if lacking:
        words = difference_words(lacking, measure)
        found.questions.append(
            Question(
                f"tong:{at}", table.sheet, place(table.total, table.roles[Role.PLAN]),
                f"Tổng ghi {format_number(printed)}, cộng các dòng {words}. Chấp nhận chênh lệch?",
                (Choice("nhan", "Chấp nhận, do làm tròn"),
                 Choice("giu", "Để lại, xem sau khi nhập")),
                "nhan",
            )
        )  # fmt: skip


def _ask_words(found: Asked, key: str, table: Table, rows: Sequence[int]) -> None:
    """Each different wording once: does it mean reached?"""
    asked: dict[str, list[tuple[int, int]]] = {}
    for row in rows:
        for column in table.periods:
            one = cells.read(table.at(row, column))
            if one.words and cells.said_reached(one) is None:
                asked.setdefault(clean(one.words), []).append((row, column))
    for words, hits in asked.items():
        row, column = hits[0]
        whole = cells.read(words)
        full = whole.part is not None and whole.part == whole.whole and "(" not in words
        found.questions.append(
            Question(
                f"dat:{key}:{fold(words)}"[:200], table.sheet,
                f"{place(row, column)}{f' và {len(hits) - 1} ô khác' if len(hits) > 1 else ''}",
                f"“{words}” nghĩa là đã đạt chưa?",
                (Choice("1", "Đã đạt"), Choice("0", "Chưa đạt"), Choice(LEAVE, "Chưa biết")),
                "1" if full else "0",
            )
        )  # fmt: skip


# -- units by targets ------------------------------------------------------------------------------


def _ask_matrix(found: Asked, at: int, table: Table, existing: Mapping[str, Goal]) -> None:
    months = tuple(Choice(str(month), f"Kỳ kết thúc tháng {month}") for month in range(1, 13))
    found.questions.append(
        Question(
            f"ky:{at}", table.sheet, f"trang “{table.sheet}”",
            f"Trang “{table.sheet}” có số của {len(table.known)} chỉ tiêu. Là số của kỳ nào?",
            months,
        )
    )  # fmt: skip
    for column, code in table.known.items():
        goal = existing.get(code)
        if goal is None or not goal.percent:
            continue
        hits = [row for row in table.lines if _is_fraction(table, row, column)]
        if hits:
            found.questions.append(
                Question(
                    f"phantram:{at}:{column}", table.sheet, place(hits[0], column),
                    f"“{goal.name}”: {len(hits)} ô ghi số từ 0 đến 1. Đọc 0,978 là 97,8 %?",
                    (Choice("nhan", "Là phần của một: 97,8 %"),
                     Choice("giu", "Đúng như ghi: 0,978 %"),
                     Choice(LEAVE, "Coi như chưa báo cáo")),
                    "nhan",
                )
            )  # fmt: skip


def _is_fraction(table: Table, row: int, column: int) -> bool:
    return cells.read(table.at(row, column), percent=True).fraction
