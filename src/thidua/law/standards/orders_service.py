"""Long service (*quá trình cống hiến*): posts and years by class of order, and who is considered.

The table of posts was read as one province applied Decree 98/2023; of Decree 152/2025 only Art. 4,
9 and, by press reports, the class of Art. 21. So the same cells stand in three ways: by Decree
98/2023, whose rules of handling are not on file; by Decree 152/2025, with its rules, and for other
classes with the question whether it kept the table; and after it, not at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from thidua.law.conditions import (
    all_of,
    any_of,
    band,
    declared,
    open_question,
    quantity_at_least,
)
from thidua.law.instruments import Citation, Confidence
from thidua.law.service_levels import POSTS, quantity_of
from thidua.law.standards.common import DECREE_152_ENDS, LAW_START, TWO_TIER
from thidua.law.standards.unread import unread
from thidua.law.tree import Amended, Node

ERAS: tuple[tuple[date, date | None], ...] = (
    (LAW_START, TWO_TIER),
    (TWO_TIER, DECREE_152_ENDS),
    (DECREE_152_ENDS, None),
)
"""From and until: a standard with a long-service route stands once for each."""

_DERIVED = Confidence.DERIVED
_INFERRED = Confidence.INFERRED
_D98 = Citation("98/2023/NĐ-CP", confidence=_DERIVED)
_D98_WARS = Citation("98/2023/NĐ-CP", 11)
_D152 = Citation("152/2025/NĐ-CP", confidence=Confidence.UNSURE)
_D152_21 = Citation("152/2025/NĐ-CP", 21, confidence=Confidence.SECONDARY)
_ABOVE = "Chưa đủ thời gian của hạng cao hơn (đủ thì đề nghị hạng cao hơn)"


@dataclass(frozen=True, slots=True)
class Cell:
    """Years at a level for a class; ``bounded``: a higher class begins where this one ends."""

    level: str
    bounded: bool = True
    confidence: Confidence = _DERIVED


TABLE: dict[str, tuple[Cell, ...]] = {
    "hcld3": (
        Cell("III", confidence=_INFERRED),
        Cell("IV", confidence=_INFERRED),
        Cell("V", confidence=_INFERRED),
        Cell("VI", confidence=_INFERRED),
    ),
    "hcld2": (
        Cell("II"),
        Cell("III", confidence=_INFERRED),
        Cell("IV", confidence=_INFERRED),
        Cell("V", confidence=_INFERRED),
        Cell("VI", bounded=False, confidence=_INFERRED),
    ),
    "hcld1": (
        Cell("I", bounded=False),
        Cell("II", bounded=False),
        Cell("III"),
        Cell("IV"),
        Cell("V", bounded=False),
    ),
    "hcdl3": (Cell("I", confidence=_INFERRED), Cell("II", bounded=False)),
    "hcdl2": (Cell("I", confidence=_INFERRED),),
    "hcdl1": (Cell("I", bounded=False),),
}
"""The cells that are known, by class. As Decree 98/2023 has them; those of the third class of the
Labour Order were read in Decree 152/2025 and are inferred for the time before."""

_READ_IN_152 = "hcld3"


def _served(code: str, order: str, cell: Cell, place: Citation) -> Node:
    name = quantity_of(cell.level)
    least = f"post-{cell.level}-{order}-least"
    if not cell.bounded:
        return quantity_at_least(
            f"{code}.{cell.level}",
            f"Giữ chức vụ {POSTS[cell.level]} từ {{least}} năm trở lên",
            place,
            name,
            least,
        )
    return band(
        f"{code}.{cell.level}",
        f"Giữ chức vụ {POSTS[cell.level]} trong khoảng thời gian của hạng này",
        place,
        name,
        (least, f"post-{cell.level}-{order}-below"),
        above=_ABOVE,
    )


def _deputies(code: str) -> Node:
    """The second class at level II: no shorter than the third class, how long is not on file."""
    return all_of(
        f"{code}.II",
        f"Giữ chức vụ {POSTS['II']} đủ thời gian của hạng Nhì",
        _D98,
        quantity_at_least(
            f"{code}.II.least",
            "Giữ chức vụ từ {least} năm trở lên, là mức của hạng Ba",
            _D98,
            quantity_of("II"),
            "post-II-hcdl3-least",
        ),
        unread(f"{code}.II.years", "Thời gian ở chức vụ này đủ mức của hạng Nhì", _D98),
    )


def _wars(code: str, decree: str, place: Citation) -> Node:
    """Who was active in both resistance wars has shorter figures, not on file in full."""
    return all_of(
        f"{code}.both-wars",
        "Hoạt động qua cả hai cuộc kháng chiến và đạt mức thời gian riêng",
        place,
        declared(f"service.both-wars.{decree}"),
        unread(
            f"{code}.both-wars.years",
            "Đạt mức thời gian dành cho người hoạt động qua cả hai cuộc kháng chiến",
            place,
        ),
    )


def _posts(code: str, order: str, *, read_in_152: bool) -> tuple[Node, ...]:
    cells = tuple(
        _served(
            code,
            order,
            cell,
            _D152_21 if read_in_152 else replace(_D98, confidence=cell.confidence),
        )
        for cell in TABLE[order]
    )
    return cells + ((_deputies(code),) if order == "hcdl2" else ())


def _long_enough(code: str, order: str, decree: str) -> Node:
    read_in_152 = decree == "152" and order == _READ_IN_152
    place = replace(_D152_21, clause=1, point="a") if decree == "152" else _D98_WARS
    return any_of(
        f"{code}.posts",
        "Giữ chức vụ lãnh đạo, quản lý đủ thời gian của hạng này",
        _D152_21 if read_in_152 else _D98,
        *_posts(code, order, read_in_152=read_in_152),
        _wars(code, decree, place),
    )


def _if_kept(code: str, before: Node) -> Node:
    """The table of Decree 98/2023, for what Decree 152/2025 may have changed."""
    return Amended(
        code=f"{code}.table",
        sentence="Giữ chức vụ lãnh đạo, quản lý đủ thời gian theo Nghị định 152/2025/NĐ-CP",
        citation=_D152,
        proof=(
            "Mức thời gian của hạng này đọc ở bảng áp dụng Nghị định 98/2023/NĐ-CP; chưa rõ Nghị "
            "định 152/2025/NĐ-CP có giữ"
        ),
        before=before,
        unchanged=open_question(
            "post-table-kept",
            "Nghị định 152/2025/NĐ-CP giữ bảng thời gian giữ chức vụ của Nghị định 98/2023/NĐ-CP",
            _D152,
            "đối chiếu bảng chức vụ, thời gian của Nghị định 152/2025/NĐ-CP",
        ),
        after=open_question("post-table-new", "Đạt mức thời gian mới của hạng này", _D152),
    )


def long_service(order: str, code: str, place: Citation, since: date) -> Node:
    """The long-service route of one order (``TABLE``), for the era that begins on ``since``."""
    if since == DECREE_152_ENDS:
        return unread(
            f"{code}.later",
            "Đạt mức quá trình cống hiến theo quy định áp dụng từ ngày 01/3/2027",
            place,
        )
    words = "Có quá trình cống hiến đạt mức của hạng này"
    if since == LAW_START:
        rules = unread(
            "service-rules-98",
            "Đáp ứng quy tắc xét quá trình cống hiến của Nghị định 98/2023/NĐ-CP",
            _D98,
        )
        return all_of(code, words, place, _long_enough(code, order, "98"), rules)
    posts = _long_enough(code, order, "152")
    return all_of(
        code,
        words,
        place,
        declared("service.retirement"),
        declared("service.first"),
        declared("service.clean"),
        posts if order == _READ_IN_152 else _if_kept(code, posts),
    )


SERVICE_NOTES = (
    (
        "Thời gian của nữ lãnh đạo, quản lý được tính gấp rưỡi, trừ người có tuổi nghỉ hưu theo "
        "mức cao hơn (khoản 7 Điều 4 NĐ 152/2025)."
    ),
    (
        "Chức vụ địa phương và trung ương được xếp cùng nhóm theo khoảng thời gian; đối chiếu bảng "
        "chức vụ của Nghị định."
    ),
)
