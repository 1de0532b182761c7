"""Who decides, proposes and takes back, with what share of votes, on which legal bases."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from thidua.law import (
    Confidence,
    Level,
    Undoing,
    UnknownTitle,
    catalogue,
    decider,
    known_titles,
    legal_bases,
    missing_bases,
    offices,
    proposer,
    undoer,
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


def test_every_title_in_the_catalogue_but_those_no_text_gives_has_a_decider() -> None:
    for on in (BEFORE, AFTER, date(2026, 11, 22)):
        undecided = {title.code for title in catalogue(on) if decider(title.code, on) is None}
        assert undecided <= NOBODY


def test_no_decider_before_the_book() -> None:
    assert decider("CSTDCS", date(2023, 12, 31)) is None


@pytest.mark.parametrize(
    ("code", "share"),
    [
        ("CSTDCS", "0.8"),
        ("CTD-TINH", "0.8"),
        ("CTD-BO", "0.8"),
        ("CSTD-BO-TINH", "0.9"),
        ("CSTDTQ", "0.9"),
    ],
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


@pytest.mark.parametrize("ask", [decider, offices, proposer, vote_threshold])
def test_unknown_code_is_refused(ask) -> None:
    with pytest.raises(UnknownTitle):
        ask("XYZ", AFTER)


NOBODY = {"CTD-QKDHQG", "BK-QKDHQG", "DH-TCCTXH"}
"""Awards of military regions, national universities and mass organisations: no text on file."""


@pytest.mark.parametrize("code", sorted(set(known_titles()) - NOBODY))
def test_every_award_of_the_law_has_a_decider_a_proposer_and_bases(code: str) -> None:
    for on in (date(2024, 1, 1), BEFORE):
        assert decider(code, on).text == offices(code, on)[0].text or len(offices(code, on)) > 1
        assert proposer(code, on).to == decider(code, on).text
        assert undoer(code, Undoing.CANCEL, on).text == decider(code, on).text
        assert legal_bases([code], on)


OFFICES = [
    ("CSTDCS", BEFORE, [(80, 2), (80, 1), (80, 4), (80, 5)]),
    ("CSTDCS", AFTER, [(59, None), (80, 1), (80, 4), (80, 5)]),
    ("LDTT", BEFORE, [(80, None), (80, 3), (80, 1), (80, 4)]),
    ("TTLDTT", AFTER, [(59, None), (80, 1), (80, 4)]),
    ("GK-DV", AFTER, [(80, 1), (80, 4), (80, 4), (80, 5)]),
    ("GDVH", AFTER, [(59, None)]),
    ("CSTT", AFTER, [(80, 5)]),
    ("DVQT", AFTER, [(80, 5)]),
    ("CTD-BO", AFTER, [(79, None)]),
    ("KNC", AFTER, [(79, None), (79, None)]),
    ("CTD-CP", AFTER, [(78, 1), (None, None)]),
    ("CSTDTQ", AFTER, [(78, 2)]),
    ("GTNN", AFTER, [(77, None)]),
    ("GK-HUYEN", AFTER, []),
]


@pytest.mark.parametrize(("code", "on", "places"), OFFICES)
def test_every_office_that_may_decide_has_its_own_place(code, on, places) -> None:
    held = offices(code, on)

    assert [(one.citation.article, one.citation.clause) for one in held] == places


def test_chair_of_a_board_gives_giay_khen_only() -> None:
    chairs = {
        code
        for code in known_titles()
        if any("Hội đồng quản trị" in one.text for one in offices(code, AFTER))
    }

    assert chairs == {"GK-DV"}


def test_armed_forces_decide_by_the_rules_of_their_two_ministries() -> None:
    for code in ("CSTT", "DVTT", "DVQT"):
        held = decider(code, AFTER)
        assert held.citation.place == "khoản 5 Điều 80"
        assert "Bộ Quốc phòng" in held.text
        assert held.level is Level.CENTRAL
        assert "chưa có trong bộ quy tắc" in held.note


def test_governments_flag_names_both_the_law_and_the_practice() -> None:
    law, practice = offices("CTD-CP", AFTER)

    assert (law.text, practice.text) == ("Chính phủ", "Thủ tướng Chính phủ")
    assert practice.citation.confidence is Confidence.DERIVED
    assert "Thủ tướng Chính phủ" in decider("CTD-CP", AFTER).note


def test_awards_of_a_ministry_are_not_the_provinces_to_give() -> None:
    for code in ("CTD-BO", "BK-BO"):
        assert decider(code, AFTER).text == "Bộ trưởng, người đứng đầu bộ, ban, ngành"
        assert decider(code, AFTER).level is Level.CENTRAL


def test_from_the_amending_law_on_no_power_is_firm() -> None:
    firm, open_ = decider("CSTDTQ", date(2026, 9, 30)), decider("CSTDTQ", date(2026, 10, 1))

    assert (firm.confidence, open_.confidence) == (Confidence.VERIFIED, Confidence.UNSURE)
    assert "06/2026/QH16" in open_.note
    assert firm.note == ""
    assert proposer("CSTDCS", date(2026, 10, 1)).confidence is Confidence.UNSURE


def test_powers_and_shares_outlive_their_decree_with_a_warning_only() -> None:
    last, over = date(2027, 2, 28), date(2027, 3, 1)

    assert decider("CSTDCS", over).text == decider("CSTDCS", last).text
    assert "129/2025/NĐ-CP hết hiệu lực từ ngày 01/03/2027" in decider("CSTDCS", over).note
    assert "129/2025" not in decider("CSTDCS", last).note
    assert "129/2025" not in decider("BKT", over).note
    assert vote_threshold("CSTDCS", over).share == vote_threshold("CSTDCS", last).share
    assert "hết hiệu lực" in vote_threshold("CSTDCS", over).note


@pytest.mark.parametrize(
    ("code", "act", "on", "text", "place"),
    [
        ("CSTDCS", Undoing.CANCEL, AFTER, "Chủ tịch Ủy ban nhân dân cấp xã", "khoản 8 Điều 93"),
        ("HCLD3", Undoing.CANCEL, AFTER, "Chủ tịch nước", "khoản 8 Điều 93"),
        ("AHLD", Undoing.STRIP, AFTER, "Chủ tịch nước", "khoản 7 Điều 93"),
        ("NGND", Undoing.RESTORE, AFTER, "Chủ tịch nước", "khoản 7 Điều 93"),
    ],
)
def test_who_takes_an_award_back_and_gives_it_again(code, act, on, text, place) -> None:
    found = undoer(code, act, on)

    assert found.text.startswith(text)
    assert found.citation.place == place


@pytest.mark.parametrize(
    ("code", "act", "on"),
    [
        ("HCLD3", Undoing.STRIP, AFTER),
        ("BKT", Undoing.RESTORE, AFTER),
        ("AHLD", Undoing.STRIP, date(2023, 12, 31)),
        ("GK-HUYEN", Undoing.CANCEL, AFTER),
    ],
)
def test_nobody_undoes_what_cannot_be_undone_or_has_no_office_left(code, act, on) -> None:
    assert undoer(code, act, on) is None


@pytest.mark.parametrize(
    ("code", "through", "place", "confidence"),
    [
        ("HCLD3", "Thủ tướng Chính phủ", "khoản 2 Điều 83", Confidence.VERIFIED),
        ("BMVNAH", "Thủ tướng Chính phủ", "khoản 2 Điều 83", Confidence.VERIFIED),
        ("BKTTG", "Bộ Nội vụ", "Điều 83", Confidence.INFERRED),
        ("BKT", "", "khoản 1 Điều 83", Confidence.VERIFIED),
        ("CSTDCS", "", "khoản 1 Điều 83", Confidence.VERIFIED),
        ("CSTT", "", "khoản 1 Điều 83", Confidence.UNSURE),
        ("GDVH", "", "", Confidence.UNSURE),
    ],
)
def test_who_proposes_and_through_whom(code, through, place, confidence) -> None:
    found = proposer(code, AFTER)

    assert (found.through, found.citation.place) == (through, place)
    assert found.confidence is confidence


@pytest.mark.parametrize("code", sorted(NOBODY))
def test_award_no_text_on_file_gives_to_anybody_has_no_decider(code: str) -> None:
    assert decider(code, AFTER) is None
    assert undoer(code, Undoing.CANCEL, AFTER) is None
    assert proposer(code, AFTER) is None


def test_nobody_proposes_what_nobody_gives() -> None:
    assert proposer("GK-HUYEN", AFTER) is None
    assert proposer("BKT", date(2023, 12, 31)) is None


def test_mothers_rest_on_the_decree_of_their_own() -> None:
    lines = legal_bases(["BMVNAH"], AFTER)

    assert "Căn cứ Nghị định số 56/2013/NĐ-CP ngày 22 tháng 5 năm 2013 của Chính phủ" in lines
    assert not any("56/2013" in line for line in legal_bases(["AHLD"], AFTER))


def test_artists_decree_is_a_basis_from_its_first_day() -> None:
    days = (date(2024, 7, 21), date(2024, 7, 22))

    assert ["61/2024" in " ".join(legal_bases(["NSND"], on)) for on in days] == [False, True]


@pytest.mark.parametrize(
    ("code", "on", "words"),
    [
        ("NGND", AFTER, "35/2024/NĐ-CP: chưa xác lập ngày có hiệu lực"),
        ("TTND", AFTER, "25/2024/NĐ-CP: chưa xác lập ngày ban hành"),
        ("HC-TNXPVV", BEFORE, "28/2024/NĐ-CP: chưa xác lập ngày có hiệu lực"),
        ("KNC", AFTER, "quy chế kỷ niệm chương"),
        ("BK-BO", AFTER, "quy định của bộ, ban, ngành"),
        ("LDTT", date(2027, 3, 1), "văn bản thay thế Nghị định 152/2025/NĐ-CP"),
    ],
)
def test_what_the_bases_lack_is_said(code: str, on: date, words: str) -> None:
    said = missing_bases([code], on)

    assert len(said) == 1
    assert words in said[0]


@pytest.mark.parametrize(
    ("code", "on"), [("LDTT", AFTER), ("HCLD3", AFTER), ("HC-TNXPVV", AFTER), ("BMVNAH", AFTER)]
)
def test_nothing_is_lacking_where_everything_is_on_file(code: str, on: date) -> None:
    assert missing_bases([code], on) == ()
