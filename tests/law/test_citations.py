"""Citations: what does not exist cannot be cited; what exists is said in full."""

from __future__ import annotations

import pytest

from thidua.law import BadBook, Citation, Confidence, instruments
from thidua.law.book import change_dates, tree_at
from thidua.law.criteria import criteria
from thidua.law.instruments import strongest, weakest
from thidua.law.standards import STANDARDS
from thidua.law.tree import walk

LAW = "06/2022/QH15"


@pytest.mark.parametrize(
    ("citation", "text", "short"),
    [
        (
            Citation(LAW, 22, 1, "a"),
            "điểm a khoản 1 Điều 22 Luật Thi đua, khen thưởng 2022 (06/2022/QH15)",
            "điểm a khoản 1 Điều 22 Luật TĐKT 2022",
        ),
        (
            Citation(LAW, 23, 2),
            "khoản 2 Điều 23 Luật Thi đua, khen thưởng 2022 (06/2022/QH15)",
            "khoản 2 Điều 23 Luật TĐKT 2022",
        ),
        (
            Citation("152/2025/NĐ-CP", 4, 4),
            "khoản 4 Điều 4 Nghị định 152/2025/NĐ-CP",
            "khoản 4 Điều 4 NĐ 152/2025",
        ),
        (Citation("98/2023/NĐ-CP"), "Nghị định 98/2023/NĐ-CP", "NĐ 98/2023"),
        (
            Citation("12/2024/QĐ-UBND", 7, local_name="Quy chế thi đua, khen thưởng của huyện"),
            "Điều 7 Quy chế thi đua, khen thưởng của huyện",
            "Điều 7 Quy chế thi đua, khen thưởng của huyện",
        ),
    ],
)
def test_citation_in_words(citation: Citation, text: str, short: str) -> None:
    assert citation.text == text
    assert citation.short == short


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((LAW, 97), "has no Điều 97"),
        (("152/2025/NĐ-CP", 5), "has no Điều 5"),
        (("01/2024/TT-BNV", 1), "has no Điều 1"),
        ((LAW, 22, 3), "Điều 22 has no khoản 3"),
        ((LAW, 22, 0), "Điều 22 has no khoản 0"),
        ((LAW, 22, 1, "f"), "point 'f'"),
        ((LAW, 22, None, "a"), "point 'a' of clause None"),
        ((LAW, None, 1), "a clause without its article"),
        (("99/2099/QH99", 1), "is not on file"),
    ],
)
def test_citing_what_is_not_there_is_refused(arguments: tuple, message: str) -> None:
    with pytest.raises(BadBook, match=message):
        Citation(*arguments)


def test_citation_survives_json() -> None:
    for citation in (
        Citation(LAW, 27, 1, "đ", Confidence.DERIVED),
        Citation("7/QĐ", 3, local_name="Quy chế của phường"),
    ):
        assert Citation.from_dict(citation.to_dict()) == citation


def test_citation_kept_before_the_book_changed_can_still_be_read() -> None:
    kept = Citation(LAW, 22, 1, "a").to_dict() | {"instrument": "1/2030/QH17", "article": 400}
    kept["text"] = "điểm a khoản 1 Điều 400 Luật nào đó"

    read = Citation.from_dict(kept)

    assert read.text == "điểm a khoản 1 Điều 400 Luật nào đó"


def test_every_node_of_the_book_stands_beside_its_citation_and_sentence() -> None:
    for standard in STANDARDS:
        for day in change_dates():
            if standard.covers(day):
                for part in tree_at(standard, day).parts:
                    for node in walk(part):
                        assert node.sentence
                        assert node.citation.text


def test_every_code_is_used_once_in_a_tree() -> None:
    for standard in STANDARDS:
        for day in change_dates():
            if standard.covers(day):
                codes = [node.code for node in walk(tree_at(standard, day))]
                assert len(codes) == len(set(codes))


def test_every_criterion_of_the_book_is_asked_by_some_title() -> None:
    asked = {
        getattr(node, "criterion", None)
        for standard in STANDARDS
        for node in walk(tree_at(standard, standard.since))
    }

    assert set(criteria()) <= asked


def test_weakest_and_strongest_follow_the_order_of_confidence() -> None:
    marks = [Confidence.DERIVED, Confidence.UNSURE, Confidence.VERIFIED]

    assert weakest(marks) is Confidence.UNSURE
    assert strongest(marks) is Confidence.VERIFIED
    assert weakest([]) is Confidence.VERIFIED


def test_instruments_name_their_source() -> None:
    for one in instruments().values():
        assert one.source
        assert one.ended is None or one.in_force_from is None or one.in_force_from < one.ended
        assert one.kind in {"Luật", "Nghị định", "Thông tư", "Công văn", "Quyết định", "Chỉ thị"}
