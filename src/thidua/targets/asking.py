"""Questions a workbook of targets raises, grouped so that one answer settles all cells alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from thidua.targets.asking_figures import (
    ask_commas,
    ask_fractions,
    ask_line_scales,
    ask_matrix_scales,
    ask_total,
    ask_words,
    remark_texts,
)
from thidua.targets.questions import LEAVE, Asked, Choice, Finder, Question
from thidua.targets.reader import Reader, unit_key
from thidua.targets.scales import Shares
from thidua.targets.shapes import Goal, goal_of
from thidua.targets.sheets import Role
from thidua.vietnamese.numbers import format_number
from thidua.vietnamese.text import clean, fold


def ask(
    readers: Sequence[Reader],
    finder: Finder,
    existing: Sequence[tuple[str, Goal]],
    shares: Shares,
) -> Asked:
    """Everything in doubt. `existing`: codes and names of targets that may be meant; `shares`: what
    the units of those are to reach."""
    found = Asked()
    goals = [
        (f"{reader.at}:{row}", goal_of(reader, row))
        for reader in readers
        if reader.table.kind == "targets"
        for row in reader.table.lines
    ]
    for reader in readers:
        match reader.table.kind:
            case "targets":
                _ask_goals(found, reader, finder)
            case "units":
                _ask_sheet(found, reader, goals, existing)
                key = meant(reader.at, reader.answers, found)
                if key != LEAVE:
                    _ask_units(found, reader, finder)
                    _ask_figures(found, reader, _goal(key, goals, existing))
            case "matrix":
                _ask_period(found, reader)
                _ask_units(found, reader, finder)
                _ask_matrix(found, reader, dict(existing), finder, shares)
            case _:
                found.remarks.append(
                    f"Trang “{reader.table.sheet}”: không có bảng chỉ tiêu hoặc bảng đơn vị nên "
                    "không đọc."
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


def _ask_goals(found: Asked, reader: Reader, finder: Finder) -> None:
    table, at = reader.table, reader.at
    goals = {row: goal_of(reader, row) for row in table.lines}
    columns = [*sorted(table.periods), *_columns(reader, Role.PLAN)]
    ask_commas(found, reader, [(r, c, goal.percent) for r, goal in goals.items() for c in columns])
    for row, goal in goals.items():
        _ask_owner(found, reader, row, finder)
        if goal.percent:
            ask_fractions(found, f"{at}:{row}", reader, [row], sorted(table.periods))
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
            _ask_milestone(found, reader, row, goal)


def _ask_milestone(found: Asked, reader: Reader, row: int, goal: Goal) -> None:
    is_asked = any(reader.raw(row, c).other is not None for c in _columns(reader, Role.PLAN))
    if is_asked:  # a number after all, once its comma is settled
        return
    found.remarks.append(
        f"Dòng {row + 1}, “{goal.name}”: không có con số nên đọc là mốc công việc."
    )
    ask_words(found, f"{reader.at}:{row}", reader, [row])


def _columns(reader: Reader, *roles: Role) -> list[int]:
    return [reader.table.roles[role] for role in roles if role in reader.table.roles]


def _ask_owner(found: Asked, reader: Reader, row: int, finder: Finder) -> None:
    table, at = reader.table, reader.at
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
    reader: Reader,
    goals: Sequence[tuple[str, Goal]],
    existing: Sequence[tuple[str, Goal]],
) -> None:
    table, at = reader.table, reader.at
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


def _ask_units(found: Asked, reader: Reader, finder: Finder) -> None:
    table = reader.table
    asked = {one.key for one in found.questions}
    for row in table.lines:
        words = table.words(row, Role.UNIT)
        key = unit_key(words)
        if key in asked or finder.find(words):
            continue
        asked.add(key)
        near = finder.near(words)[:6]
        found.questions.append(
            Question(
                key, table.sheet, f"dòng {row + 1}",
                f"“{words}” là đơn vị nào?",
                (*(Choice(str(pk), name) for pk, name in near),
                 Choice("moi", f"Thêm đơn vị mới “{words[:120]}”"),
                 Choice(LEAVE, "Không nhập đơn vị này")),
                str(near[0][0]) if len(near) == 1 else "" if near else "moi",
            )
        )  # fmt: skip


def _ask_figures(found: Asked, reader: Reader, goal: Goal | None) -> None:
    table = reader.table
    lines = list(table.lines)
    if goal is not None and goal.kind == "places":
        ask_words(found, str(reader.at), reader, lines)
        return
    percent = goal is not None and goal.percent
    columns = [*sorted(table.periods), *_columns(reader, Role.PLAN, Role.BASELINE, Role.LAST)]
    places = [(row, column, percent) for row in lines for column in columns]
    places += [(row, column, False) for row in lines for column in _columns(reader, Role.WEIGHT)]
    if table.total is not None:
        places += [(table.total, column, percent) for column in _columns(reader, Role.PLAN)]
    ask_commas(found, reader, places)
    if percent:
        ask_fractions(found, str(reader.at), reader, lines, columns)
        return
    measure = goal.measure if goal else ""
    ask_line_scales(found, reader, measure)
    remark_texts(found, reader)
    ask_total(found, reader, measure)


# -- units by targets ------------------------------------------------------------------------------


def _ask_period(found: Asked, reader: Reader) -> None:
    sheet = reader.table.sheet
    months = tuple(Choice(str(month), f"Kỳ kết thúc tháng {month}") for month in range(1, 13))
    found.questions.append(
        Question(
            f"ky:{reader.at}", sheet, f"trang “{sheet}”",
            f"Trang “{sheet}” có số của {len(reader.table.known)} chỉ tiêu. Là số của kỳ nào?",
            months,
        )
    )  # fmt: skip


def _ask_matrix(
    found: Asked,
    reader: Reader,
    existing: Mapping[str, Goal],
    finder: Finder,
    shares: Shares,
) -> None:
    lines = list(reader.table.lines)
    goals = {column: existing[code] for column, code in reader.table.known.items()}
    ask_commas(found, reader, [(r, c, goal.percent) for c, goal in goals.items() for r in lines])
    for column, code in reader.table.known.items():
        goal, key = goals[column], f"{reader.at}:{column}"
        if goal.percent:
            ask_fractions(found, key, reader, lines, [column], goal.name)
        elif goal.kind == "numeric":
            ask_matrix_scales(found, reader, column, goal, finder, shares.get(code, {}))
        else:
            ask_words(found, key, reader, lines, [column])
