"""A title conferred several times in a row: which runs count, and what the law leaves open."""

from __future__ import annotations

from dataclasses import replace

from thidua.law import signals
from thidua.law.conditions import all_of, any_of, at_least_n_of_last_m, in_a_row, open_question
from thidua.law.instruments import Citation, Confidence
from thidua.law.titles import known_title
from thidua.law.tree import AllOf, AnyOf, Node

QUESTION = "run-ended-earlier"


def conferred_in_a_row(code: str, citation: Citation, award: str, k: str, *others: Node) -> AnyOf:
    """``k`` times in a row (Art. 22(1)(a), 74(1)(d)).

    The law does not say up to when the run must last. A run that ends in the year judged or the
    year before is met; one that ended earlier is left open, for a local rule to settle; no run is
    not met. A run reads decisions on file, each made under the law of its year: nothing is judged
    again. ``others``: further readings of "in a row".
    """
    policy = replace(citation, confidence=Confidence.POLICY)
    run = signals.award(award)
    return any_of(
        code,
        f"{{k}} lần liên tục được tặng danh hiệu “{known_title(award).name}”",
        citation,
        in_a_row(
            f"{code}.current",
            "{k} lần liên tục, kết thúc ở năm xét hoặc năm liền trước",
            citation,
            run,
            k=k,
            oldest="run-current-lag",
        ),
        *others,
        all_of(
            f"{code}.ended",
            "{k} lần liên tục đã kết thúc trước đó, được chấp nhận",
            policy,
            in_a_row(
                f"{code}.any",
                "{k} lần liên tục, kết thúc chậm nhất {oldest} năm trước năm xét",
                policy,
                run,
                k=k,
                oldest="run-search-lag",
            ),
            open_question(
                QUESTION,
                "Chấp nhận chuỗi liên tục đã kết thúc trước năm liền trước năm xét",
                policy,
                "ý kiến của cơ quan thường trực Hội đồng, vì luật không nói chuỗi tính đến năm nào",
            ),
        ),
    )


def conferred_apart(code: str, citation: Citation, award: str, k: str) -> AllOf:
    """``k`` times, with years between them: whether that is "in a row" is left open.

    A title that itself takes several years to earn again is hardly conferred two years running.
    """
    policy = replace(citation, confidence=Confidence.POLICY)
    return all_of(
        f"{code}.apart",
        "{n} lần được tặng không liền năm, được coi là liên tục",
        policy,
        at_least_n_of_last_m(
            f"{code}.times",
            "{n} lần được tặng trong {m} năm gần nhất",
            policy,
            signals.award(award),
            n=k,
            m="span-of-repeated-title",
        ),
        open_question(
            "run-with-years-between",
            "Coi các lần được tặng kế tiếp nhau, không liền năm, là liên tục",
            replace(citation, confidence=Confidence.UNSURE),
            "ý kiến của cơ quan thường trực Hội đồng, vì luật không nói hai lần liên tục có phải "
            "liền năm",
        ),
    )
