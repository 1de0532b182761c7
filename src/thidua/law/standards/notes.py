"""What a reader should know beside a verdict, where it is no condition of one subject."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from thidua.law.instruments import Citation, Confidence
from thidua.law.runs import Yearly
from thidua.law.standards.common import DECREE_152_ENDS, TWO_TIER, women_note
from thidua.law.standards.standard import Standard
from thidua.law.titles import known_title
from thidua.law.tree import Has, Node, walk

_REUSE = Citation("5007/BNV-TĐKT", confidence=Confidence.GUIDANCE)

REUSE_NOTE = (
    (
        "Sáng kiến đã dùng cho một hình thức khen thưởng thì không dùng lại cho danh hiệu, và "
        f"ngược lại ({_REUSE.text})."
    ),
)


def _d152(clause: int) -> str:
    return Citation("152/2025/NĐ-CP", 4, clause).short


_NO_LADDER = (
    "Xét theo tiêu chuẩn đạt được; không cần đã có hình thức thấp hơn, trừ khi tiêu chuẩn nêu rõ "
    f"({_d152(1)})."
)
_MERIT_ONLY = (
    "Danh hiệu, hình thức được tặng đột xuất hoặc theo chuyên đề không làm căn cứ xét ở đây "
    f"({_d152(3)})."
)
_AFTER_DISCIPLINE = f"Sau kỷ luật, thành tích chỉ tính từ khi chấp hành xong ({_d152(4)})."
_MATERNITY = f"Thời gian nghỉ thai sản được tính là thời gian công tác ({_d152(5)})."


def _reads_awards(node: Node) -> bool:
    signals = [mark.signal for mark in node.read_marks] if isinstance(node, Yearly) else []
    signals += [node.signal] if isinstance(node, Has) else []
    return any(signal.startswith("award.") for signal in signals)


@lru_cache(maxsize=1024)
def _principles(standard: Standard) -> tuple[str, ...]:
    """The clauses of Decree 152/2025, Art. 4 that bear on this standard."""
    nodes = [node for part in standard.parts for node in walk(part)]
    said = (
        (_NO_LADDER, known_title(standard.title).kind == "form"),
        (_MERIT_ONLY, any(_reads_awards(node) for node in nodes)),
        (_AFTER_DISCIPLINE, any(isinstance(node, Yearly) for node in nodes)),
        (_MATERNITY, standard.service is not None),
    )
    return tuple(note for note, bears in said if bears)


def principle_notes(standard: Standard, on: date) -> tuple[str, ...]:
    """Principles of Decree 152/2025, Art. 4, while it is in force, the tie-break last.

    That nothing may be pending (clause 4) is a condition of its own and no note.
    """
    if not TWO_TIER <= on < DECREE_152_ENDS:
        return ()
    return (*_principles(standard), women_note())
