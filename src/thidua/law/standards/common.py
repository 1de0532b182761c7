"""What stands beside every standard: nothing pending, enough service, a body that still exists.

Decree level, so dated apart from the articles of the law.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from thidua.law import signals
from thidua.law.conditions import all_of, any_of, at_least, not_, open_question
from thidua.law.dated import Timeline
from thidua.law.enums import SubjectKind
from thidua.law.instruments import Citation, Confidence
from thidua.law.tree import Has, Node

LAW_START = date(2024, 1, 1)
TWO_TIER = date(2025, 7, 1)
CIRCULAR_15 = date(2025, 8, 5)
AMENDED = date(2026, 10, 1)
DECREE_152_ENDS = date(2027, 3, 1)

_D98 = Citation("98/2023/NĐ-CP", confidence=Confidence.RECALLED)
"""Decree 98/2023 had counterpart principles; their article is not established."""
_D152 = Citation("152/2025/NĐ-CP", 4, 4)
_D152_WOMEN = Citation("152/2025/NĐ-CP", 4, 6)
_C01 = Citation("01/2024/TT-BNV", confidence=Confidence.DERIVED)
_C15 = Citation("15/2025/TT-BNV", confidence=Confidence.UNSURE)
_C15_DISSOLVED = Citation("15/2025/TT-BNV")

_WAIT = "chờ kết luận của cơ quan có thẩm quyền; xét tiếp khi kết luận không có sai phạm"
_SERVED = "thành tích tính lại từ khi chấp hành xong kỷ luật"

_BLOCKS = {
    SubjectKind.PERSON: ("discipline_pending", "inspection", "complaint", "disciplined"),
    SubjectKind.COLLECTIVE: ("discipline_pending", "inspection", "complaint"),
    SubjectKind.HOUSEHOLD: ("inspection", "complaint"),
}


def _free_of(kind: str, citation: Citation) -> Node:
    part = Has(
        code=f"blocked.{kind}",
        sentence=signals.BLOCK_WORDS[kind],
        citation=citation,
        signal=signals.block(kind),
    )
    mend = _SERVED if kind == "disciplined" else _WAIT
    return not_(f"clear.{kind}", signals.CLEAR_WORDS[kind], citation, part, mend)


def _clear(kind: SubjectKind, citation: Citation) -> Node:
    return all_of(
        "clear",
        "Không trong thời gian chưa được xét khen thưởng",
        citation,
        *(_free_of(block, citation) for block in _BLOCKS[kind]),
    )


def _clear_or_open(kind: SubjectKind, citation: Citation, question: str, why: str) -> Node:
    """Where it is not established that a block bars: free of it is enough, else unknown."""
    return any_of(
        "clear-or-open",
        "Không trong thời gian chưa được xét khen thưởng",
        citation,
        _clear(kind, citation),
        open_question(question, why, citation),
    )


_AFTER_152 = (
    "Quy định chưa xét khen thưởng không còn áp dụng sau khi Nghị định 152/2025/NĐ-CP hết hiệu lực "
    "(01/3/2027 theo vbpl.vn)"
)
_HOUSEHOLDS = (
    "Quy định chưa xét khen thưởng, chỉ nêu cá nhân, tập thể, không áp dụng với hộ gia đình"
)


@cache
def clear(kind: SubjectKind) -> Timeline[Node]:
    """Nothing pending against the subject: Decree 152/2025, Art. 4(4), which names persons and
    collectives; for households it is asked, and what it means is left open."""
    ended = _clear_or_open(kind, _D152, "clear-after-decree-152", _AFTER_152)
    if kind is SubjectKind.HOUSEHOLD:
        old = _clear_or_open(kind, _D98, "clear-household", _HOUSEHOLDS)
        new = _clear_or_open(kind, _D152, "clear-household", _HOUSEHOLDS)
    else:
        old, new = _clear(kind, _D98), _clear(kind, _D152)
    return Timeline.changing(
        f"clear-{kind}", (LAW_START, old), (TWO_TIER, new), (DECREE_152_ENDS, ended)
    )


def _months(citation: Citation) -> Node:
    return at_least(
        "service",
        "Công tác từ đủ {least} tháng trở lên trong năm xét",
        citation,
        signals.SERVICE,
        "months-of-service",
        mend="chưa đủ {least} tháng công tác trong năm, xét vào năm sau",
    )


def _no_rule(question: str, citation: Citation, why: str) -> Node:
    return open_question(question, why, citation, "quy định về thời gian công tác tối thiểu")


def service() -> Timeline[Node]:
    """Under 6 months of service, no LĐTT or CSTT: Circular 01/2024; its carry-over is unsure."""
    before = _no_rule(
        "service-before-circular-01",
        _C01,
        "Đáp ứng thời gian công tác tối thiểu (mức áp dụng trước ngày 15/4/2024 chưa xác lập)",
    )
    after = _no_rule(
        "service-after-circular-15",
        _C15,
        "Đáp ứng thời gian công tác tối thiểu (mức áp dụng từ ngày 01/3/2027 chưa xác lập)",
    )
    return Timeline.changing(
        "service",
        (LAW_START, before),
        (date(2024, 4, 15), _months(_C01)),
        (CIRCULAR_15, _months(_C15)),
        (DECREE_152_ENDS, after),
    )


@cache
def standing() -> Timeline[tuple[Node, ...]]:
    """No award to a body already dissolved when units were reorganised: Circular 15/2025."""
    part = Has(
        code="blocked.dissolved",
        sentence=signals.BLOCK_WORDS["dissolved"],
        citation=_C15_DISSOLVED,
        signal=signals.block("dissolved"),
    )
    rule = not_(
        "clear.dissolved",
        signals.CLEAR_WORDS["dissolved"],
        _C15_DISSOLVED,
        part,
        "không xét cho tập thể đã giải thể",
    )
    nothing: tuple[Node, ...] = ()
    return Timeline.changing(
        "standing", (LAW_START, nothing), (CIRCULAR_15, (rule,)), (DECREE_152_ENDS, nothing)
    )


def women_note() -> str:
    """The tie-break of Decree 152/2025, Art. 4(6)."""
    rule = "chọn cá nhân nữ hoặc tập thể có tỷ lệ nữ từ 70 % trở lên"
    return f"Khi có nhiều trường hợp cùng đủ điều kiện: {rule} ({_D152_WOMEN.short})."
