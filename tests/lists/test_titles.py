"""Titles in the ways officials write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law import SubjectKind, known_titles
from thidua.lists.title_words import RULES
from thidua.lists.titles import code_of, misfit, read_titles

PERSON, COLLECTIVE, HOUSEHOLD = SubjectKind


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("LĐTT", "LDTT"),
        ("LDTT", "LDTT"),
        ("Lao động TT", "LDTT"),
        ("lao động tiên tiến", "LDTT"),
        ('Danh hiệu "Lao động tiên tiến"', "LDTT"),
        ("Danh hiệu: LĐTT năm 2024", "LDTT"),
        ("CSTT", "CSTT"),
        ("Chiến sỹ tiên tiến", "CSTT"),
        ("CSTĐCS", "CSTDCS"),
        ("CSTĐ cơ sở", "CSTDCS"),
        ("Chiến sỹ thi đua cấp cơ sở", "CSTDCS"),
        ("CHIẾN SĨ THI ĐUA CƠ SỞ", "CSTDCS"),
        ("CSTĐ cấp TP", "CSTD-BO-TINH"),
        ("CSTĐ TP", "CSTD-BO-TINH"),
        ("CSTĐ tỉnh", "CSTD-BO-TINH"),
        ("Chiến sĩ thi đua thành phố Hải Phòng", "CSTD-BO-TINH"),
        ("Chiến sĩ thi đua cấp Bộ", "CSTD-BO-TINH"),
        ("Chiến sĩ thi đua Bộ, ban, ngành, tỉnh", "CSTD-BO-TINH"),
        ("CSTĐ toàn quốc", "CSTDTQ"),
        ("TTLĐTT", "TTLDTT"),
        ("Tập thể lao động tiên tiến", "TTLDTT"),
        ("Tập thể LĐTT", "TTLDTT"),
        ("TTLĐXS", "TTLDXS"),
        ("Tập thể LĐXS", "TTLDXS"),
        ("Tập thể lao động xuất sắc", "TTLDXS"),
        ("Đơn vị tiên tiến", "DVTT"),
        ("Đơn vị quyết thắng", "DVQT"),
        ("Cờ thi đua TP", "CTD-TINH"),
        ("Cờ thi đua của UBND thành phố", "CTD-TINH"),
        ("Cờ thi đua của Chính phủ", "CTD-CP"),
        ("Cờ thi đua của Bộ Giáo dục và Đào tạo", "CTD-BO"),
        ("Thôn văn hóa", "TDPVH"),
        ("Tổ dân phố văn hoá", "TDPVH"),
        ("Thôn, tổ dân phố văn hóa", "TDPVH"),
        ("Xã, phường, thị trấn tiêu biểu", "XPTTTB"),
        ("GĐVH", "GDVH"),
        ("Gia đình văn hóa", "GDVH"),
        ("BK TTg", "BKTTG"),
        ("Bằng khen của Thủ tướng Chính phủ", "BKTTG"),
        ("BK UBND TP", "BKT"),
        ("BK CT UBND TP", "BKT"),
        ("Bằng khen của Chủ tịch UBND thành phố Hải Phòng", "BKT"),
        ("Bằng khen của Bộ Văn hóa, Thể thao và Du lịch", "BK-BO"),
        ("Giấy khen CT UBND huyện", "GK-HUYEN"),
        ("Giấy khen của Chủ tịch Ủy ban nhân dân huyện An Dương", "GK-HUYEN"),
        ("GK huyện", "GK-HUYEN"),
        ("GK UBND xã", "GK-XA"),
        ("GK CT UBND xã", "GK-XA"),
        ("Giấy khen của Giám đốc Sở Giáo dục và Đào tạo", "GK-DV"),
        ("Giấy khen của Hiệu trưởng", "GK-DV"),
        ("HCLĐ hạng Ba", "HCLD3"),
        ("Huân chương Lao động hạng Nhì", "HCLD2"),
        ("Huân chương Độc lập hạng Nhất", "HCDL1"),
        ("Anh hùng Lao động", "AHLD"),
        ("Nhà giáo ưu tú", "NGUT"),
    ],
)
def test_writing_is_one_title(words, code):
    assert code_of(words, year=2024) == code


@pytest.mark.parametrize("title", known_titles().values(), ids=lambda title: title.code)
def test_official_names_read_back(title):
    assert code_of(title.name) == title.code
    assert code_of(title.short) == title.code
    assert [code_of(name) for _, name in title.later] == [title.code for _ in title.later]


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        ("GK", ("GK-HUYEN", "GK-XA", "GK-DV")),
        ("Giấy khen phong trào Đội", ("GK-HUYEN", "GK-XA", "GK-DV")),
        ("Bằng khen", ("BKT", "BK-BO", "BKTTG")),
        ("CSTĐ", ("CSTDCS", "CSTD-BO-TINH", "CSTDTQ")),
        ("CSTĐ huyện", ("CSTDCS",)),
        ("Cờ thi đua", ("CTD-TINH", "CTD-BO", "CTD-CP")),
        ("Tập thể xuất sắc", ("TTLDXS", "TTLDTT")),
        ("Gia đình văn hóa tiêu biểu", ("GDVH",)),
        ("Làng văn hóa", ("TDPVH",)),
        ("Huân chương Lao động", ("HCLD3", "HCLD2", "HCLD1")),
        ("LĐTT/CSTT", ("LDTT", "CSTT")),
        ("LĐTT hoặc CSTT", ("LDTT", "CSTT")),
        ("Người tốt việc tốt", ()),
        ("abc", ()),
    ],
)
def test_what_does_not_decide_is_asked(words, choices):
    (reading,) = read_titles(words, None, year=2024)

    assert reading.code is None
    assert reading.question
    assert reading.choices == choices


@pytest.mark.parametrize(
    "words",
    [
        "CSTĐCS; Giấy khen CT UBND huyện",
        "CSTĐCS, GK huyện",
        "CSTĐCS + GK huyện",
        "CSTĐCS và GK huyện",
        "CSTĐCS\nGK huyện",
        "CSTĐCS & GK huyện",
        "1. CSTĐCS; 2. Giấy khen huyện",
        "- CSTĐCS\n- GK huyện",
    ],
)
def test_two_titles_in_one_cell(words):
    assert [one.code for one in read_titles(words, PERSON, year=2024)] == ["CSTDCS", "GK-HUYEN"]


def test_words_of_each_reading_are_its_own():
    first, second = read_titles("LĐTT; GK huyện", PERSON, year=2024)

    assert (first.words, second.words) == ("LĐTT", "GK huyện")


def test_district_certificate_ended_with_the_district():
    (reading,) = read_titles("Giấy khen CT UBND huyện", PERSON, year=2025)

    assert (reading.code, reading.choices) == (None, ("GK-XA",))


def test_choices_fit_the_subject():
    (reading,) = read_titles("Cờ thi đua", COLLECTIVE, year=2024)

    assert reading.choices == ("CTD-TINH", "CTD-BO", "CTD-CP")


def test_choices_begin_with_what_the_issuer_could_give():
    (reading,) = read_titles("GK", PERSON, year=2024, issuer_hint="UBND xã Đặng Cương")

    assert reading.choices == ("GK-XA", "GK-HUYEN", "GK-DV")


def test_empty_cell_proposes_nothing():
    assert read_titles("", PERSON, year=2024) == ()


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        ("TTLDTT", PERSON, "Tập thể lao động tiên tiến chỉ tặng tập thể, không tặng cá nhân"),
        ("LDTT", COLLECTIVE, "Lao động tiên tiến chỉ tặng cá nhân, không tặng tập thể"),
        ("GDVH", PERSON, "Gia đình văn hóa chỉ tặng hộ gia đình, không tặng cá nhân"),
        ("LDTT", PERSON, None),
        ("BKT", HOUSEHOLD, None),
    ],
)
def test_title_fits_the_subject_or_says_why_not(code, kind, words):
    assert misfit(code, kind) == words


def test_every_code_of_the_rules_is_a_title_of_the_law():
    codes = {
        code for rule in RULES for code in (*rule.choices, *([rule.code] if rule.code else []))
    }

    assert codes <= known_titles().keys()


@given(st.text(max_size=80), st.sampled_from([None, *SubjectKind]))
def test_any_text_gives_a_code_or_a_question(text, kind):
    for reading in read_titles(text, kind, year=2024):
        assert (reading.code is None) == (reading.question is not None)
        assert reading.words


@given(
    st.lists(st.sampled_from(["LĐTT", "CSTĐCS", "GK huyện", "BK UBND TP"]), min_size=1, max_size=4)
)
def test_joined_titles_read_as_many(parts):
    readings = read_titles("; ".join(parts), PERSON, year=2024)

    assert [one.words for one in readings] == parts
    assert all(one.code for one in readings)
