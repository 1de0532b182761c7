"""Who decides, how many votes, on what grounds, with which papers."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from thidua.law import (
    Confidence,
    Level,
    UnknownTitle,
    catalogue,
    decider,
    dossier,
    known_titles,
    legal_bases,
    vote_threshold,
)

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("CSTDCS", Level.DISTRICT, Level.COMMUNE),
        ("TTLDTT", Level.DISTRICT, Level.COMMUNE),
        ("LDTT", Level.DISTRICT, Level.COMMUNE),
        ("TDPVH", Level.DISTRICT, Level.COMMUNE),
        ("GDVH", Level.COMMUNE, Level.COMMUNE),
        ("GK-XA", Level.COMMUNE, Level.COMMUNE),
        ("GK-DV", Level.UNIT, Level.UNIT),
        ("TTLDXS", Level.PROVINCE, Level.PROVINCE),
        ("CTD-TINH", Level.PROVINCE, Level.PROVINCE),
        ("CSTD-BO-TINH", Level.PROVINCE, Level.PROVINCE),
        ("BKT", Level.PROVINCE, Level.PROVINCE),
        ("BKTTG", Level.CENTRAL, Level.CENTRAL),
        ("HCLD3", Level.CENTRAL, Level.CENTRAL),
    ],
)
def test_decider_before_and_after_the_district_level(code, before, after) -> None:
    assert decider(code, BEFORE).level is before
    assert decider(code, AFTER).level is after


def test_district_powers_pass_to_the_commune_by_decree_129() -> None:
    old, new = decider("CSTDCS", BEFORE), decider("CSTDCS", AFTER)

    assert old.text.startswith("Chủ tịch Ủy ban nhân dân cấp huyện")
    assert old.citation.place == "khoản 2 Điều 80"
    assert new.text.startswith("Chủ tịch Ủy ban nhân dân cấp xã")
    assert new.citation.text == "Điều 59 Nghị định 129/2025/NĐ-CP"


def test_nobody_gives_the_district_certificate_once_there_is_no_district() -> None:
    assert decider("GK-HUYEN", BEFORE).level is Level.DISTRICT
    assert decider("GK-HUYEN", AFTER) is None


def test_every_title_in_the_catalogue_but_the_soldiers_has_a_decider() -> None:
    for on in (BEFORE, AFTER, date(2026, 11, 22)):
        undecided = {title.code for title in catalogue(on) if decider(title.code, on) is None}
        assert undecided == {"CSTT"}


def test_no_decider_before_the_book() -> None:
    assert decider("CSTDCS", date(2023, 12, 31)) is None


@pytest.mark.parametrize(
    ("code", "share"),
    [("CSTDCS", "0.8"), ("CTD-TINH", "0.8"), ("CSTD-BO-TINH", "0.9"), ("CSTDTQ", "0.9")],
)
def test_threshold_counts_all_members(code: str, share: str) -> None:
    firm, kept = vote_threshold(code, BEFORE), vote_threshold(code, AFTER)

    assert firm.share == kept.share == Fraction(share)
    assert firm.of_all_members
    assert kept.of_all_members
    assert firm.citation.text == "khoản 7 Điều 30 Nghị định 98/2023/NĐ-CP"
    assert (firm.confidence, kept.confidence) == (Confidence.VERIFIED, Confidence.UNSURE)
    assert kept.note


@pytest.mark.parametrize("code", ["LDTT", "TTLDTT", "TTLDXS", "GK-XA", "GDVH", "BKT"])
def test_no_national_threshold_for_the_rest(code: str) -> None:
    assert vote_threshold(code, BEFORE) is None


def test_no_threshold_before_the_book() -> None:
    assert vote_threshold("CSTDCS", date(2023, 12, 31)) is None


LAW_2022 = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
DECREE_98 = (
    "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết "
    "thi hành một số điều của Luật Thi đua, khen thưởng"
)
CIRCULAR_1 = "Căn cứ Thông tư số 01/2024/TT-BNV ngày 24 tháng 02 năm 2024 của Bộ trưởng Bộ Nội vụ"
DECREE_152 = (
    "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân "
    "cấp, phân quyền trong lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành "
    "một số điều của Luật Thi đua, khen thưởng"
)
DECREE_129 = (
    "Căn cứ Nghị định số 129/2025/NĐ-CP ngày 11 tháng 6 năm 2025 của Chính phủ quy định về phân "
    "định thẩm quyền của chính quyền địa phương 02 cấp trong lĩnh vực quản lý nhà nước của Bộ "
    "Nội vụ"
)
DECREE_86 = (
    "Căn cứ Nghị định số 86/2023/NĐ-CP ngày 07 tháng 12 năm 2023 của Chính phủ quy định về khung "
    "tiêu chuẩn và trình tự, thủ tục, hồ sơ xét tặng danh hiệu “Gia đình văn hóa”, “Thôn, tổ dân "
    "phố văn hóa”, “Xã, phường, thị trấn tiêu biểu”"
)
CIRCULAR_15 = (
    "Căn cứ Thông tư số 15/2025/TT-BNV ngày 04 tháng 8 năm 2025 của Bộ trưởng Bộ Nội vụ quy định "
    "biện pháp để tổ chức, hướng dẫn thi hành Luật Thi đua, khen thưởng và Nghị định số "
    "152/2025/NĐ-CP"
)


@pytest.mark.parametrize(
    ("codes", "on", "lines"),
    [
        (["CSTDCS", "LDTT"], date(2024, 12, 31), (LAW_2022, DECREE_98, CIRCULAR_1)),
        (
            ["GDVH"],
            date(2025, 12, 31),
            (LAW_2022, DECREE_152, DECREE_129, DECREE_86, CIRCULAR_15),
        ),
        (["BKT"], date(2025, 7, 31), (LAW_2022, DECREE_152, CIRCULAR_1)),
        ([], date(2023, 12, 31), ()),
    ],
)
def test_legal_bases_of_a_decision(codes, on, lines) -> None:
    assert legal_bases(codes, on) == lines


def test_amending_law_is_a_basis_from_its_first_day() -> None:
    days = (date(2026, 9, 30), date(2026, 10, 1))

    named = [any("sửa đổi, bổ sung" in line for line in legal_bases(["BKT"], on)) for on in days]

    assert named == [False, True]


def test_provincial_decision_does_not_rest_on_the_two_tier_decree() -> None:
    assert not any("129/2025" in line for line in legal_bases(["BKT"], AFTER))


def papers(code: str, on: date = AFTER) -> list[str]:
    return [paper.code for paper in dossier(code, on)]


@pytest.mark.parametrize(
    ("code", "held"),
    [
        ("LDTT", ["proposal", "report", "minutes"]),
        ("TTLDXS", ["proposal", "report", "minutes"]),
        ("CSTDCS", ["proposal", "report", "minutes", "votes", "certificate"]),
        ("CSTD-BO-TINH", ["proposal", "report", "minutes", "votes", "certificate"]),
        ("CTD-TINH", ["proposal", "report", "minutes", "votes"]),
        ("BKT", ["proposal", "report", "minutes", "certificate"]),
    ],
)
def test_dossier_of_a_title(code: str, held: list[str]) -> None:
    assert papers(code) == held


def test_dossier_of_the_lower_titles_is_the_provinces_to_set() -> None:
    local = {code: all(paper.local for paper in dossier(code, AFTER)) for code in ("LDTT", "BKT")}

    assert local == {"LDTT": True, "BKT": False}


def test_certificate_of_a_form_is_asked_only_for_that_route() -> None:
    certificate = dossier("BKT", AFTER)[-1]

    assert not certificate.required
    assert certificate.note == "Chỉ khi đề nghị theo thành tích đó"


def test_form_numbers_are_named_only_where_they_are_established() -> None:
    old, new = ([paper.note for paper in dossier("CSTDCS", on)[:2]] for on in (BEFORE, AFTER))

    assert old == ["", ""]
    assert new == [
        "Mẫu số 01 phụ lục Nghị định 152/2025/NĐ-CP",
        "Mẫu số 05 phụ lục Nghị định 152/2025/NĐ-CP",
    ]


def test_no_dossier_before_the_book() -> None:
    assert dossier("LDTT", date(2023, 12, 31)) == ()


@pytest.mark.parametrize("ask", [decider, vote_threshold, dossier])
def test_unknown_code_is_refused(ask) -> None:
    with pytest.raises(UnknownTitle):
        ask("XYZ", AFTER)


def test_every_known_title_answers_every_question() -> None:
    for code in known_titles():
        assert decider(code, AFTER) is None or decider(code, AFTER).text
        assert dossier(code, AFTER)
        assert legal_bases([code], AFTER)
