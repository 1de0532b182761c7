"""Order, proper case and comparison of names."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from vietnamese_strategies import ALPHABET, TONES, names

from thidua.vietnamese.names import (
    NameMatch,
    collation_key,
    compare_names,
    display_name,
    is_one_letter_off,
    looks_like_name,
    sort_key,
    without_title,
)


def reference_word(word: str) -> tuple[list[int], int]:
    """The dictionary's rule read aloud: letters by the alphabet, then the tone."""
    letters, tone = [], 0
    for char in unicodedata.normalize("NFC", word.lower()):
        marks = unicodedata.normalize("NFD", char)
        for rank, mark in enumerate(TONES[1:], start=1):
            if mark in marks:
                tone, marks = rank, marks.replace(mark, "")
        letters.append(ALPHABET.index(unicodedata.normalize("NFC", marks)))
    return letters, tone


def reference_name(name: str) -> tuple:
    family, *middle, given_name = map(reference_word, name.split())
    return given_name, middle, family


@given(st.lists(names(), min_size=2, max_size=12))
def test_sort_key_gives_the_order_of_the_dictionary(people):
    assert sorted(people, key=sort_key) == sorted(people, key=reference_name)


@given(names(), names())
def test_sort_key_differs_when_the_reference_differs(a, b):
    assert (sort_key(a) < sort_key(b)) == (reference_name(a) < reference_name(b))


@given(st.lists(names(1, 4), min_size=2, max_size=12))
def test_collation_key_gives_the_order_of_the_dictionary(phrases):
    def reference(phrase: str) -> list:
        return [reference_word(word) for word in phrase.split()]

    assert sorted(phrases, key=collation_key) == sorted(phrases, key=reference)


@given(st.text())
def test_keys_are_printable_ascii_for_any_text(text):
    for key in (sort_key(text), collation_key(text)):
        assert key.isascii()
        assert key.isprintable()


def test_sort_key_orders_by_given_then_middle_then_family_name():
    people = [
        "Vũ Thị Bình",
        "Đỗ Văn An",
        "Nguyễn Thị Ánh",
        "Lê An",
        "Trần Thị Thanh Bình",
        "Bùi Văn An",
        "Phạm Thị Ân",
        "Cao Văn Đạt",
        "Cao Văn Dũng",
    ]

    assert sorted(people, key=sort_key) == [
        "Lê An",
        "Bùi Văn An",
        "Đỗ Văn An",
        "Nguyễn Thị Ánh",
        "Phạm Thị Ân",
        "Vũ Thị Bình",
        "Trần Thị Thanh Bình",
        "Cao Văn Dũng",
        "Cao Văn Đạt",
    ]


def test_sort_key_puts_the_six_tones_in_order():
    words = ["mạ", "má", "mã", "mả", "mà", "ma"]

    assert sorted(words, key=sort_key) == words[::-1]


def test_sort_key_takes_a_bracketed_remark_last():
    people = ["Lê Văn Bình", "Lê Văn An (B)", "Lê Văn An (A)", "Lê Văn An"]

    assert sorted(people, key=sort_key) == [
        "Lê Văn An",
        "Lê Văn An (A)",
        "Lê Văn An (B)",
        "Lê Văn Bình",
    ]


@pytest.mark.parametrize("empty", ["", "  ", "...", "()"])
def test_sort_key_of_nothing_is_empty(empty):
    assert sort_key(empty) == ""


def test_collation_key_orders_numbers_by_value():
    places = ["Thôn 10", "Thôn An", "Thôn 2", "Thôn 02", "Tổ 1"]

    assert sorted(places, key=collation_key) == ["Thôn 2", "Thôn 02", "Thôn 10", "Thôn An", "Tổ 1"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("BÙI QUANG DUẨN", "Bùi Quang Duẩn"),
        ("Vũ thị Hồng Yến", "Vũ Thị Hồng Yến"),
        ("Đoàn  Thị Minh Ánh ", "Đoàn Thị Minh Ánh"),
        (unicodedata.normalize("NFD", "HOÀNG THỊ HỒNG"), "Hoàng Thị Hồng"),
        ("h'hen NIÊ", "H'Hen Niê"),
        ("NGUYỄN T. BÍCH THẢO", "Nguyễn T. Bích Thảo"),
        ("Ðặng thuý", "Đặng Thuý"),
        ("Lê McDonald", "Lê McDonald"),
    ],
)
def test_display_name_is_in_proper_case(written, shown):
    assert display_name(written) == shown


@given(names())
def test_display_name_is_idempotent_and_undoes_capitals(name):
    assert display_name(name) == name
    assert display_name(name.upper()) == name
    assert display_name(name.lower()) == name


@pytest.mark.parametrize(
    ("a", "b", "match"),
    [
        ("Bùi Thị Hạnh", "Bùi  Thị Hạnh ", NameMatch.SAME),
        ("VŨ HỮU LONG", "Vũ Hữu Long", NameMatch.SAME_SPELLING),
        ("Nguyễn Thị Thuý", "Nguyễn Thị Thúy", NameMatch.SAME_SPELLING),
        ("Vũ thị Hồng Yến", "Vũ Thị Hồng Yến", NameMatch.SAME_SPELLING),
        ("Bùi T. Hạnh", "Bùi Thị Hạnh", NameMatch.ABBREVIATED),
        ("Bùi T Hạnh", "BÙI THỊ HẠNH", NameMatch.ABBREVIATED),
        ("Nguyễn T.Bích Thảo", "Nguyễn Thị Bích Thảo", NameMatch.ABBREVIATED),
        ("N.T.B. Thảo", "Nguyễn Thị Bích Thảo", NameMatch.ABBREVIATED),
        ("Ng. Văn An", "Nguyễn Văn An", NameMatch.ABBREVIATED),
        ("Nguyễn Hương", "Nguyễn Thị Hương", NameMatch.ABBREVIATED),
        ("Nguyễn Đ. Anh", "Nguyễn Đức Anh", NameMatch.ABBREVIATED),
        ("Nguyễn Đ. Anh", "Nguyễn Duy Anh", NameMatch.DIFFERENT),
        ("Bùi T. Hạnh", "Bùi Thị Hoa", NameMatch.DIFFERENT),
        ("Nguyễn V. A.", "Nguyễn Văn An", NameMatch.DIFFERENT),
        ("Nguyến Thị Ưng", "Nguyễn Thị Ưng", NameMatch.CLOSE),
        ("Trần Văn Luân", "Trần Văn Luâm", NameMatch.CLOSE),
        ("Nguyen Thi Huong", "Nguyễn Thị Hương", NameMatch.CLOSE),
        ("NguyễnVăn An", "Nguyễn Văn An", NameMatch.CLOSE),
        ("Trần Quang Vinh", "Trần Quốc Vinh", NameMatch.DIFFERENT),
        ("Nguyễn Thị Hương", "Phạm Thị Hương", NameMatch.DIFFERENT),
        ("Nguyễn Thị Hương", "Nguyễn Thị Thu Hương", NameMatch.DIFFERENT),
        ("", "", NameMatch.DIFFERENT),
        ("An", "", NameMatch.DIFFERENT),
    ],
)
def test_compare_names_says_how_two_spellings_relate(a, b, match):
    assert compare_names(a, b) is match
    assert compare_names(b, a) is match


@given(st.text(), st.text())
def test_compare_names_is_symmetric(a, b):
    assert compare_names(a, b) is compare_names(b, a)


@given(names())
def test_compare_names_sees_through_case_and_form(name):
    assert compare_names(name, unicodedata.normalize("NFD", name)) is NameMatch.SAME
    assert compare_names(name, name.lower()) is NameMatch.SAME_SPELLING


@given(names(), st.sampled_from(TONES[1:]))
def test_compare_names_calls_a_changed_tone_close(name, mark):
    bare = [char for char in unicodedata.normalize("NFD", name) if char not in TONES[1:]]
    place = max(i for i, char in enumerate(bare) if char in "aeiouyAEIOUY")
    other = unicodedata.normalize("NFC", "".join([*bare[: place + 1], mark, *bare[place + 1 :]]))
    plain = unicodedata.normalize("NFC", "".join(bare))
    assume(other != plain)

    assert compare_names(plain, other) is NameMatch.CLOSE


def test_every_match_has_a_label():
    assert len({match.label for match in NameMatch}) == len(NameMatch)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("lan", "loan", True),
        ("vinh", "ninh", True),
        ("vinh", "vihn", True),
        ("an", "an", False),
        ("an", "anhh", False),
        ("", "a", True),
        ("abcd", "badc", False),
    ],
)
def test_one_letter_off_counts_a_single_slip(a, b, expected):
    assert is_one_letter_off(a, b) is expected
    assert is_one_letter_off(b, a) is expected


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Thúy Hằng", "BÙI QUANG DUẨN", "nguyễn văn an", "Bùi T. Hạnh", "H'Hen Niê",
        "Vũ thị Hồng Yến", "Hồ Văn An", "TRƯƠNG THỊ MAI", "Tống Văn Sơn", "Sùng A Páo", "Lê An",
        "\xa0Đặng Thị Ngọc Nguyệt\xa0", "Y Moan Êban", "Phó Đức Phương", "Nguyến Thị Ưng",
        "Nguyễn Văn Trường",
    ],
)  # fmt: skip
def test_looks_like_name_accepts_names(name):
    assert looks_like_name(name)


@pytest.mark.parametrize(
    "other",
    [
        "", "nt", '"', "-nt-", "Giáo viên", "TRƯỞNG PHÒNG", "Hiệu trưởng", "Phòng Tư pháp",
        "UBND xã An Hòa", "THCS An Đồng", "Thôn Hòa Nhất", "Tổng cộng", "Lao động tiên tiến",
        "CSTĐ cấp TP", "NĂM 2019", "Hộ gia đình ông Nguyễn Văn An", "DANH SÁCH", "15/8/1985",
        "Nhân dân và cán bộ xã Đặng Cương", "Nguyễn", "Chuyển đến từ THCS Đồng Thái 01/9/2024",
        "Nguyễn Văn An;", "Hoàn thành tốt nhiệm vụ", "Lực lượng DQTT",
    ],
)  # fmt: skip
def test_looks_like_name_refuses_other_cells(other):
    assert not looks_like_name(other)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ông Nguyễn Văn An", "Nguyễn Văn An"),
        ("Đ/c: Lê Thị Bé", "Lê Thị Bé"),
        ("ThS. Phạm Anh", "Phạm Anh"),
        ("Ông Ích Khiêm", "Ông Ích Khiêm"),
        ("Nguyễn Văn An", "Nguyễn Văn An"),
        ("Bà Lê", "Bà Lê"),
    ],
)
def test_without_title_takes_off_only_a_form_of_address(written, name):
    assert without_title(written) == name
