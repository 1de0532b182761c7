"""Local rules: stricter, more, or an answer to an open question; never less."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from thidua.law import (
    Citation,
    FactsBuilder,
    InitiativeScope,
    NotStricter,
    Overlay,
    RatingLevel,
    SubjectKind,
    Verdict,
    book_hash,
    explain,
)
from thidua.law.conditions import share_at_least
from thidua.law.overlay import LocalCondition

ON = date(2024, 12, 31)
RULES = {
    "name": "Quy chế thi đua, khen thưởng huyện An Dương",
    "number": "12/2024/QĐ-UBND",
    "article": 9,
}


def team(part: int = 8) -> FactsBuilder:
    builder = FactsBuilder(SubjectKind.COLLECTIVE, 2024)
    builder.rating(2024, RatingLevel.HTT, "danh sách").share("LDTT", part, 10, "danh sách")
    return builder.declare_all("Đơn vị cam kết")


def runner() -> FactsBuilder:
    builder = FactsBuilder(SubjectKind.PERSON, 2024)
    for year in (2019, 2020, 2021):
        builder.award("CSTDCS", year, "QĐ")
    builder.awards_on_file(2015, 2024, "sổ").initiative(2024, InitiativeScope.TINH, "giấy")
    return builder.declare_all("Đơn vị cam kết")


def test_stricter_share_is_cited_by_its_own_rule() -> None:
    overlay = Overlay.from_dict({**RULES, "numbers": {"share-ldtt-for-ttldtt": "0.9"}})

    national = explain(team().build(), "TTLDTT", ON)
    local = explain(team().build(), "TTLDTT", ON, overlay=overlay)

    assert (national.verdict, local.verdict) == (Verdict.MET, Verdict.NOT_MET)
    assert "90" in local.find("28.1.ldtt").sentence
    assert "Áp dụng thêm: Quy chế thi đua, khen thưởng huyện An Dương." in local.notes


def test_number_weakly_established_can_be_corrected_downwards() -> None:
    overlay = Overlay.from_dict({**RULES, "numbers": {"share-ldtt-for-ttldtt": "0.51"}})

    assert explain(team(6).build(), "TTLDTT", ON, overlay=overlay).verdict is Verdict.MET


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("share-ldtt-for-ttldxs", "0.69", "không được thấp hơn điểm c khoản 1 Điều 27"),
        ("streak-cstdcs-for-cstd-tinh", "2", "không được thấp hơn điểm a khoản 1 Điều 22"),
        ("streak-cstdcs-for-bkt", "2.5", "phải là số nguyên"),
        ("streak-for-bkt-collective", "0", "quá nhỏ"),
        ("run-current-lag", "-1", "quá nhỏ"),
        ("share-ldtt-for-ttldxs", "1.1", "vượt quá 100 %"),
        ("no-such-number", "1", "Bộ quy tắc không có con số nào tên"),
    ],
)
def test_laxer_or_impossible_number_is_refused(name: str, value: str, words: str) -> None:
    with pytest.raises(NotStricter, match=words):
        Overlay.from_dict({**RULES, "numbers": {name: value}})


def test_local_condition_is_asked_of_its_titles_only() -> None:
    condition = {"code": "hoc-tap", "sentence": "Có {mục} học tập riêng", "titles": ["LDTT"]}
    overlay = Overlay.from_dict({**RULES, "conditions": [condition]})
    builder = FactsBuilder(SubjectKind.PERSON, 2024).rating(2024, RatingLevel.HTT, "danh sách")
    builder.declare_all("Trường cam kết")

    vouched = explain(builder.build(), "LDTT", ON, overlay=overlay)
    builder.declare("local.hoc-tap", False, "biên bản")
    denied = explain(builder.build(), "LDTT", ON, overlay=overlay)
    elsewhere = explain(builder.build(), "GK-XA", ON, overlay=overlay)

    assert vouched.find("local.hoc-tap").detail == "Có: Trường cam kết."
    assert vouched.find("local.hoc-tap").sentence == "Có {mục} học tập riêng"
    assert vouched.find("local.hoc-tap").citation.text == f"Điều 9 {RULES['name']}"
    assert (vouched.verdict, denied.verdict) == (Verdict.MET, Verdict.NOT_MET)
    assert elsewhere.find("local.hoc-tap") is None


def test_local_condition_may_be_any_tree() -> None:
    citation = Citation("12", 9, local_name="Quy chế")
    node = share_at_least(
        "local.share", "Ít nhất {least}", citation, "LDTT", "share-complete-for-ttldxs"
    )
    overlay = Overlay("Quy chế", conditions=(LocalCondition(frozenset({"TTLDTT"}), node),))

    answer = explain(team().build(), "TTLDTT", ON, overlay=overlay)

    assert [one.code for one in answer.findings if one.verdict is Verdict.NOT_MET] == [
        "local.share"
    ]


@pytest.mark.parametrize(
    ("settled", "verdict"),
    [({}, Verdict.NOT_KNOWN), ({"run-ended-earlier": True}, Verdict.MET),
     ({"run-ended-earlier": False}, Verdict.NOT_MET)],
)  # fmt: skip
def test_open_question_is_settled_by_the_authority(settled, verdict: Verdict) -> None:
    overlay = Overlay.from_dict({**RULES, "settled": settled})

    assert explain(runner().build(), "CSTD-BO-TINH", ON, overlay=overlay).verdict is verdict


@pytest.mark.parametrize(("settled", "verdict"), [(True, Verdict.MET), (False, Verdict.NOT_KNOWN)])
def test_standard_read_against_the_amended_law_is_judged_again(settled, verdict) -> None:
    overlay = Overlay.from_dict({**RULES, "settled": {"amended.TTLDTT": settled}})
    on = date(2026, 11, 22)

    assert explain(team().build(), "TTLDTT", on).verdict is Verdict.NOT_KNOWN
    assert explain(team().build(), "TTLDTT", on, overlay=overlay).verdict is verdict


def test_amended_standard_confirmed_unchanged_says_what_is_missing_of_it() -> None:
    overlay = Overlay.from_dict({**RULES, "settled": {"amended.TTLDTT": True}})

    answer = explain(team(5).build(), "TTLDTT", date(2026, 11, 22), overlay=overlay)

    assert answer.find("amended").verdict is Verdict.NOT_MET
    assert "Cần thêm 02 người" in answer.find("amended").missing
    assert answer.find("amended.TTLDTT").detail == f"Có: {RULES['name']}."


def test_overlay_stands_in_the_hash_of_the_book() -> None:
    one, two = (
        Overlay.from_dict({**RULES, "settled": {"run-ended-earlier": answer}})
        for answer in (True, False)
    )

    hashes = {
        explain(runner().build(), "CSTD-BO-TINH", ON, overlay=overlay).book_hash
        for overlay in (None, one, two)
    }

    assert len(hashes) == 3
    assert book_hash() in hashes


@pytest.mark.parametrize(("base", "allowed"), [(22, 3), (20, 3), (6, 0), (7, 1), (0, 0)])
def test_cap_is_a_rule_of_the_group(base: int, allowed: int) -> None:
    caps = [{"title": "CSTDCS", "share": "0.15", "of": "số người đạt Lao động tiên tiến"}]
    cap = Overlay.from_dict({**RULES, "caps": caps}).cap("CSTDCS")

    within, over = cap.finding(allowed, base), cap.finding(allowed + 1, base)

    assert cap.allowed(base) == allowed
    assert (within.verdict, over.verdict) == (Verdict.MET, Verdict.NOT_MET)
    assert over.missing == "Cần rút bớt 1 đề nghị."


def test_cap_says_the_sum() -> None:
    caps = [{"title": "CSTDCS", "share": "0.15", "of": "số người đạt Lao động tiên tiến"}]
    cap = Overlay.from_dict({**RULES, "caps": caps}).cap("CSTDCS")

    finding = cap.finding(4, 22)

    assert finding.detail.replace("\N{NO-BREAK SPACE}", " ") == (
        "15 % số người đạt Lao động tiên tiến là 22 người nên được tối đa 3; đang đề nghị 4."
    )


def test_no_cap_stands_in_the_national_book() -> None:
    assert Overlay("Không có gì").cap("CSTDCS") is None


def test_share_of_a_cap_is_exact() -> None:
    caps = [{"title": "CSTDCS", "share": "0.15", "of": "người"}]

    assert Overlay.from_dict({**RULES, "caps": caps}).caps[0].share == Fraction(3, 20)
