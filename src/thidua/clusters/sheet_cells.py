"""Doubtful cells of a table of scores, and what an answer to each makes of it. Pure.

An answer is "?" (not known), "keep", or "=" and what to write. Until it is answered a doubtful
cell stands for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from thidua.clusters.enums import NodeKind
from thidua.clusters.points import ZERO, Node, Scheme
from thidua.clusters.typing_in import plain, read, scale
from thidua.lists.cells import is_dash, is_mark
from thidua.lists.score_table import ScoreCell, ScoreTable
from thidua.vietnamese.numbers import parse_number

UNKNOWN, KEEP, AS_IS, TIMES_TEN = "?", "keep", "as-is", "x10"
LEAVE = (UNKNOWN, "Chưa có điểm, để tổ thẩm định quyết định")
TEN: Final = Decimal(10)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be decided. `free`: an answer of one's own may be typed, a number or words."""

    key: str
    where: str
    message: str
    choices: tuple[tuple[str, str], ...]
    free: str = ""


@dataclass(slots=True)
class Column:
    """A unit's points as far as they are decided, by place of the line; and what is open."""

    points: dict[int, Decimal | None] = field(default_factory=dict)
    origins: dict[int, str] = field(default_factory=dict)
    """Where a decision replaced what the cell says: “Ô J8 ghi 105”."""
    questions: list[Question] = field(default_factory=list)
    open: set[int] = field(default_factory=set)

    @property
    def is_given(self) -> bool:
        return any(points is not None for points in self.points.values())


def leaves_of(table: ScoreTable) -> Scheme:
    """The lines of the table as nodes, keyed by their place."""
    return Scheme(tuple(_nodes(table)))


def _nodes(table: ScoreTable) -> Iterator[Node]:
    for place, line in enumerate(table.lines):
        above = table.lines[line.parent] if line.parent is not None else None
        number = ".".join(filter(None, (above.number if above else "", line.number)))
        yield Node(
            key=place,
            parent=line.parent,
            label=f"{number} {line.name}",
            kind=NodeKind(line.kind),
            is_group=line.is_group,
            most=None if line.is_group else parse_number(line.most),
        )


def column_of(
    scheme: Scheme,
    cells: Mapping[int, ScoreCell],
    answers: Mapping[str, str],
    *,
    unit: str,
    whose: str,
    papers: Mapping[int, str] | None = None,
) -> Column:
    """One unit's column. `papers`: its evidence, where the column is the unit's own."""
    found = Column()
    here = {leaf.key: cells[leaf.key] for leaf in scheme.leaves if leaf.key in cells}
    if not any(cell.shown for cell in here.values()):
        return found
    factor = _factor(scheme, here, answers, found, f"{unit}, {whose}")
    for leaf in scheme.leaves:
        if (cell := here.get(leaf.key)) is None:
            continue
        where = f"{unit}, {whose}, {leaf.label} (ô {cell.place})"
        asked = _asked(leaf, cell, where, factor)
        if asked is None and papers is not None:
            asked = _unproven(leaf, cell, where, papers, factor)
        if asked is None:
            found.points[leaf.key] = _number(cell, factor)
        else:
            found.questions.append(asked)
            _decide(found, leaf, cell, answers.get(asked.key, ""), factor)
    return found


def _number(cell: ScoreCell, factor: Decimal) -> Decimal | None:
    number = parse_number(cell.shown)
    return None if number is None else number * factor


def _factor(
    scheme: Scheme,
    cells: Mapping[int, ScoreCell],
    answers: Mapping[str, str],
    found: Column,
    where: str,
) -> Decimal:
    asked = scale(scheme, {key: parse_number(cell.shown) for key, cell in cells.items()})
    if not asked:
        return Decimal(1)
    key = f"scale:{next(iter(cells.values())).place}"
    choices = ((AS_IS, "Đúng thang của bảng, giữ nguyên"), (TIMES_TEN, "Nhân 10 mọi điểm"))
    found.questions.append(Question(key, where, asked, choices))
    if not answers.get(key):
        found.open.add(-1)
    return TEN if answers.get(key) == TIMES_TEN else Decimal(1)


def _asked(leaf: Node, cell: ScoreCell, where: str, factor: Decimal) -> Question | None:
    """What is odd about the cell itself; None when it is a number that can stand."""
    key, shown = f"cell:{cell.place}", cell.shown
    if not shown:
        return Question(key, where, "Ô để trống: chưa có điểm.", (LEAVE,), "number")
    if is_dash(shown):
        zero = ("=0", "0 điểm")
        return Question(key, where, f"Ô ghi “{shown}”.", (zero, LEAVE), "number")
    number = parse_number(shown)
    if number is None:
        return Question(key, where, *_not_a_number(leaf, shown), "number")
    fault = read(leaf, plain(number * factor)).fault
    if fault:
        return Question(key, where, fault, (*_instead(leaf, number * factor), LEAVE), "number")
    if cell.is_text:
        said = plain(number)
        choice = (f"={said}", f"Ghi {said}")
        message = f"Ô ghi “{shown}” bằng chữ, công thức cộng của bảng bỏ qua ô này."
        return Question(key, where, message, (choice, LEAVE), "number")
    return None


def _not_a_number(leaf: Node, shown: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    message = f"Ô ghi “{shown}”, không phải một số."
    if is_mark(shown) and leaf.kind != NodeKind.MINUS and leaf.most is not None:
        most = plain(leaf.most)
        return message, ((f"={most}", f"Ghi {most}, mức tối đa"), LEAVE)
    return message, (LEAVE,)


def _instead(leaf: Node, number: Decimal) -> tuple[tuple[str, str], ...]:
    """What is most likely meant by points that cannot stand; chosen by people alone."""
    shown = plain(number)
    if leaf.kind == NodeKind.MINUS and number > ZERO:
        return (f"=-{shown}", f"Trừ {shown} điểm (−{shown})"), ("=0", "Không trừ")
    if leaf.most is not None and number > leaf.most:
        return ((f"={plain(leaf.most)}", f"Ghi {plain(leaf.most)}, mức tối đa"),)
    return ()


def _unproven(
    leaf: Node, cell: ScoreCell, where: str, papers: Mapping[int, str], factor: Decimal
) -> Question | None:
    """A bonus without a paper."""
    number = _number(cell, factor)
    if leaf.kind != NodeKind.BONUS or not number or papers.get(leaf.key):
        return None
    shown = plain(number)
    choices = (
        (KEEP, f"Giữ {shown} điểm, ghi là chưa có minh chứng"),
        ("=0", "0 điểm vì chưa có minh chứng"),
        LEAVE,
    )
    message = f"Nhận {shown} điểm thưởng mà không có tài liệu kiểm chứng."
    return Question(f"cell:{cell.place}", where, message, choices, "number")


def _decide(found: Column, leaf: Node, cell: ScoreCell, answer: str, factor: Decimal) -> None:
    """Put the answer in the cell's place; one that cannot stand either leaves it open."""
    said = f"Bảng gốc, ô {cell.place}, ghi “{cell.shown}”" if cell.shown else ""
    if answer == UNKNOWN:
        found.points[leaf.key] = None
        found.origins[leaf.key] = said
    elif answer == KEEP:
        found.points[leaf.key] = _number(cell, factor)
        found.origins[leaf.key] = "Chưa có minh chứng"
    elif answer.startswith("=") and not (got := read(leaf, answer[1:])).fault:
        found.points[leaf.key] = got.points
        found.origins[leaf.key] = said
    else:
        found.open.add(leaf.key)


def answer_fault(scheme: Scheme, question: Question, answer: str, places: Mapping[str, int]) -> str:
    """Why a typed answer cannot stand; empty when it can. `places`: line of each cell's place."""
    allowed = {value for value, _ in question.choices}
    if answer in allowed or not answer:
        return ""
    if question.free == "words" and answer.startswith("=") and answer[1:].strip():
        return ""
    place = places.get(question.key.partition(":")[2])
    if question.free == "number" and answer.startswith("=") and place is not None:
        got = read(scheme.by_key[place], answer[1:])
        return got.fault or ("" if got.points is not None else "Gõ số điểm, hoặc chọn một ý.")
    return "Câu hỏi đã thay đổi. Tải lại trang rồi trả lời lại."
