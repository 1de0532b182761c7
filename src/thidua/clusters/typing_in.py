"""What somebody typed for a criterion: points, or a sentence on what cannot be right. Pure.

Nothing is mended in silence: what is no valid number stays as it was typed, and is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from thidua.clusters.enums import Method, NodeKind
from thidua.clusters.points import ZERO, Node, Scheme
from thidua.vietnamese.numbers import format_number, parse_number
from thidua.vietnamese.text import clean, fold

CENT: Final = Decimal("0.01")
LARGEST: Final = Decimal(1_000_000)
TENTH: Final = Decimal(8)
"""A total below an eighth of the whole table is asked about: points of 100 for 1000."""
FEW: Final = 3
YES: Final = frozenset({"1", "co", "dat"})
NO: Final = frozenset({"0", "khong", "khong dat"})


def plain(number: Decimal | None) -> str:
    """10 as “10”, 7.50 as “7,5”; nothing as nothing."""
    if number is None:
        return ""
    text = format_number(number, 2)
    return text.rstrip("0").rstrip(",") if "," in text else text


@dataclass(frozen=True, slots=True)
class Read:
    """Points and the number they come from, or what was typed with the fault in it."""

    points: Decimal | None = None
    value: Decimal | None = None
    typed: str = ""
    fault: str = ""


def read(node: Node, raw: str) -> Read:
    """What `raw` means for this criterion; an empty text is "not known"."""
    text = clean(raw)
    if not text:
        return Read()
    if node.method == Method.YES_NO:
        return _yes_no(node, text)
    number = parse_number(text)
    if number is None:
        return _faulty(text, f"“{text}” không phải một số. Ghi như 62,5 hoặc 80.")
    if abs(number) > LARGEST or number != number.quantize(CENT):
        return _faulty(text, f"“{text}” quá lớn hoặc có hơn hai chữ số thập phân.")
    return _counted(node, text, number) if node.method == Method.RATE else _judged(node, number)


def _faulty(text: str, fault: str) -> Read:
    return Read(typed=text[:40], fault=fault)


def _yes_no(node: Node, text: str) -> Read:
    if (said := fold(text)) not in YES | NO:
        return _faulty(text, f"“{text}” chưa rõ: chọn đạt hoặc không đạt.")
    whole = node.most or ZERO
    points = whole if said in YES else ZERO
    return Read(-points if node.kind == NodeKind.MINUS else points)


def _counted(node: Node, text: str, number: Decimal) -> Read:
    if number < 0:
        return _faulty(text, f"Số liệu “{text}” không thể âm: ghi số đếm được.")
    points = (number * (node.rate or ZERO)).quantize(CENT, ROUND_HALF_UP)
    return Read(node.held(-points if node.kind == NodeKind.MINUS else points), number)


def _judged(node: Node, number: Decimal) -> Read:
    shown = plain(number)
    if fault := out_of_bounds(node, number):
        return _faulty(shown, fault)
    return Read(number)


def out_of_bounds(node: Node, points: Decimal) -> str:
    """Why these points cannot stand, with the bound they break."""
    shown, most = plain(points), plain(node.most)
    if node.kind == NodeKind.MINUS:
        if points > 0:
            return f"Điểm trừ ghi số âm. Ở đây ghi {shown}: có phải trừ {shown} điểm (−{shown})?"
        if node.most is not None and points < -node.most:
            return f"Trừ {plain(-points)} điểm, quá mức trừ nhiều nhất là {most}."
        return ""
    if points < 0:
        return f"Điểm {shown} âm: mục này ghi từ 0 đến {most}. Điểm trừ ghi ở mục điểm trừ."
    if node.most is not None and points > node.most:
        return f"Điểm {shown} vượt mức tối đa {most} của tiêu chí này."
    return ""


# -- what is asked before a sheet is handed in ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at again. `stops`: it has to be put right; else a look is enough."""

    node: int | None
    sentence: str
    stops: bool = False


def doubts(
    scheme: Scheme,
    marks: Mapping[int, Read],
    proven: Iterable[int],
    *,
    own: bool = True,
) -> list[Doubt]:
    """What a sheet is asked about, in the order of the tree. `proven`: leaves with a paper;
    `own`: a unit's own sheet, which is the one that brings the papers."""
    papers = set(proven)
    found: list[Doubt] = []
    for leaf in scheme.leaves:
        found += _about(leaf, marks.get(leaf.key, Read()), papers, own=own)
    if asked := scale(scheme, {key: mark.points for key, mark in marks.items()}):
        found.append(Doubt(None, asked))
    return found


def _about(leaf: Node, mark: Read, papers: set[int], *, own: bool) -> Iterable[Doubt]:
    if mark.typed:
        yield Doubt(leaf.key, f"{leaf.label}: {read(leaf, mark.typed).fault}", stops=True)
        return
    if mark.points is None:
        yield Doubt(leaf.key, f"{leaf.label}: chưa có điểm. Để trống là chưa biết, không phải 0.")
        return
    if not own or leaf.key in papers:
        return
    if leaf.kind == NodeKind.BONUS and mark.points > 0:
        yield Doubt(
            leaf.key, f"{leaf.label}: nhận {plain(mark.points)} điểm thưởng mà chưa có minh chứng."
        )
    elif leaf.evidence_required and mark.points:
        yield Doubt(leaf.key, f"{leaf.label}: tiêu chí này phải có tài liệu kiểm chứng.")


def scale(scheme: Scheme, points: Mapping[int, Decimal | None]) -> str:
    """The question whether the points were given on another scale; nothing when they look right."""
    filled = [
        leaf
        for leaf in scheme.leaves
        if leaf.kind == NodeKind.SCORE and points.get(leaf.key) is not None
    ]
    whole = sum((leaf.most or ZERO for leaf in filled), ZERO)
    given = sum((points[leaf.key] or ZERO for leaf in filled), ZERO)
    if len(filled) < FEW or given <= 0 or given * TENTH > whole:
        return ""
    return (
        f"Các tiêu chí đã chấm cộng được {plain(given)} trên {plain(whole)} điểm. "
        "Có phải đã chấm theo thang nhỏ hơn 10 lần?"
    )
