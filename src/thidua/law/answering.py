"""Answers about what surrounds a verdict, made with the same trees, facts and findings.

Here the facts are few and given by the caller: what somebody says of one case, and which open
questions a local rule or the signed text has settled. What is not said stays unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from thidua.law.assessment import Finding
from thidua.law.binding import Binding
from thidua.law.conditions import open_question
from thidua.law.enums import Group, SubjectKind, Verdict
from thidua.law.facts import Fact, Facts
from thidua.law.findings import finding
from thidua.law.instruments import AMENDING_LAW, Citation, Confidence, weakest
from thidua.law.standards.common import AMENDED, LAW_START
from thidua.law.trace import trace
from thidua.law.tree import Amended, Declared, Node

Said = Mapping[str, bool | None]
"""By id: yes, no, or ``None`` for not known; what is left out is not known either."""

NOTHING_SAID: Said = {}

AMENDING = Citation(AMENDING_LAW, confidence=Confidence.SECONDARY)
_UNREAD = (
    "Từ 01/10/2026 áp dụng Luật sửa đổi 06/2026/QH16 (đơn giản thủ tục, phân cấp); bộ quy tắc chưa "
    "có bản ký"
)
AMENDMENT_NOTE = f"{_UNREAD}, đang nêu quy định trước đó"
"""Said beside an answer that is no verdict: it stands as it was, and nothing about it is firm."""
_SIGNED_TEXT = "đối chiếu bản ký Luật 06/2026/QH16"


def asked(
    code: str, sentence: str, citation: Citation, proof: str, *, criterion: str = ""
) -> Declared:
    """A leaf somebody answers; ``proof`` is the paper that settles it.

    ``criterion``: the id it is answered under, its ``code`` unless one fact is asked twice.
    """
    return Declared(
        code=code, sentence=sentence, citation=citation, proof=proof, criterion=criterion or code
    )


def answer(
    node: Node,
    on: date,
    said: Said = NOTHING_SAID,
    settled: Said = NOTHING_SAID,
    *,
    source: str = "người hỏi nêu",
) -> Finding:
    """Judge the tree by the law of ``on`` (``governing_date``, for a file received earlier).

    From 2026-10-01 the provision is known only as it stood before: "not known", unless ``settled``
    says under ``amended.<code>`` that the amending law left it as it was.
    """
    values = {(f"declared.{code}", on.year): _fact(value, source) for code, value in said.items()}
    values |= {(f"open.{code}", on.year): _fact(value, source) for code, value in settled.items()}
    facts = Facts(SubjectKind.PERSON, on.year, Group.STAFF, values, ())
    binding = Binding.at(on.year, on)
    tree = node if on < AMENDED else _amended(node)
    return finding(trace(tree, binding, facts), binding)


def _fact(value: bool | None, source: str) -> Fact:
    return Fact(value, "" if value is None else source)


def _amended(node: Node) -> Amended:
    unchanged = open_question(
        f"amended.{node.code}", "Luật sửa đổi giữ nguyên quy định này", AMENDING, _SIGNED_TEXT
    )
    after = open_question(
        f"amended.{node.code}.after", "Đáp ứng quy định mới của Luật sửa đổi", AMENDING
    )
    return Amended(
        code=node.code,
        sentence=node.sentence,
        citation=AMENDING,
        proof=_UNREAD,
        before=replace(node, code=f"{node.code}.before"),
        unchanged=unchanged,
        after=after,
    )


def before_book(code: str, sentence: str, citation: Citation) -> Finding:
    """The answer for a day before the law of this book."""
    return Finding(
        code=code,
        verdict=Verdict.NOT_KNOWN,
        sentence=sentence,
        detail="Bộ quy tắc bắt đầu từ ngày 01/01/2024, khi Luật Thi đua, khen thưởng 2022 có "
        "hiệu lực.",
        citation=citation,
        missing="Cần đối chiếu với luật áp dụng trước ngày 01/01/2024.",
    )


def in_book(on: date) -> bool:
    return on >= LAW_START


def marked(confidence: Confidence, on: date) -> Confidence:
    """How sure an answer is on a day: from 2026-10-01 nothing is firm before the signed text."""
    return confidence if on < AMENDED else weakest((confidence, Confidence.UNSURE))


def without_remedy(found: Finding) -> Finding:
    """The same finding where "not met" asks nobody to do anything: grounds to take an award back.

    What would settle a "not known" stays.
    """
    missing = found.missing if found.verdict is Verdict.NOT_KNOWN else None
    return replace(
        found, missing=missing, parts=tuple(without_remedy(part) for part in found.parts)
    )
