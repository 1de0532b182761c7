"""Cleaning, folding, tone placement."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vietnamese_strategies import ONSETS, TONES, names, texts, with_tone

from thidua.vietnamese.text import (
    clean,
    clean_lines,
    fold,
    nfc,
    old_style,
    spelling_key,
    syllables,
    toneless,
    unmarked,
)


def decomposed(s: str) -> str:
    return unicodedata.normalize("NFD", s)


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("\xa0Đặng Thị Ngọc Nguyệt\xa0", "Đặng Thị Ngọc Nguyệt"),
        ("Vũ Thị Lan  Chinh", "Vũ Thị Lan Chinh"),
        ("Hà\xa0Thị\u2003Thu\u202fTrang", "Hà Thị Thu Trang"),
        ("Nguyễn\u200b Văn\ufeff An\u200e", "Nguyễn Văn An"),
        ("QĐ số 1204/QĐ-UBND\r\nngày 20/5/2024", "QĐ số 1204/QĐ-UBND ngày 20/5/2024"),
        (decomposed("Hoàng Thị Hồng Nhung"), "Hoàng Thị Hồng Nhung"),
        ("an\x00 bình\x07", "an bình"),
        ("hỏng \ud83d", "hỏng \ufffd"),
        ("", ""),
    ],
)
def test_clean_removes_what_the_eye_does_not_see(dirty, expected):
    assert clean(dirty) == expected


def test_clean_of_a_mark_cut_off_by_a_zero_width_space_composes_the_letter():
    assert clean("Tha\u200b\u0301i") == "Thái"


def test_clean_lines_keeps_one_break_between_lines():
    assert clean_lines(" Kết quả  đánh giá,\r\n\r\n xếp loại\u2028năm 2024\n") == (
        "Kết quả đánh giá,\nxếp loại\nnăm 2024"
    )


@given(texts())
def test_clean_is_idempotent_and_storable(s):
    once = clean(s)

    assert clean(once) == once
    assert nfc(once) == once
    assert once.encode("utf-8").decode("utf-8") == once
    assert "\x00" not in once


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đặng Cương", "dang cuong"),
        ("HÒA", "hoa"),
        ("hoà", "hoa"),
        ("Số 1204/QĐ-UBND", "so 1204 qd ubnd"),
        ("Ðỗ Công", "do cong"),
        ("  ", ""),
        ("½ m²", "1 2 m2"),
        ("Phòng NN&PTNT", "phong nn ptnt"),
    ],
)
def test_fold_gives_the_search_key(text, key):
    assert fold(text) == key


@given(texts())
def test_fold_is_idempotent(s):
    assert fold(fold(s)) == fold(s)


@given(texts())
def test_fold_is_the_same_for_composed_and_decomposed_text(s):
    assert fold(decomposed(s)) == fold(nfc(s))


@given(names())
def test_fold_of_vietnamese_is_plain_ascii(name):
    assert fold(name).isascii()
    assert fold(name) == fold(name.upper())


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("hoà", "hòa"),
        ("Hoà", "Hòa"),
        ("HOÀ", "HÒA"),
        ("thuý", "thúy"),
        ("uỷ ban", "ủy ban"),
        ("UỶ BAN", "ỦY BAN"),
        ("khoẻ", "khỏe"),
        ("luỹ kế", "lũy kế"),
        ("loè loẹt", "lòe loẹt"),
        ("oà", "òa"),
        ("xã Hoà-Bình,thuỷ", "xã Hòa-Bình,thủy"),
    ],
)
def test_old_style_moves_the_tone_of_an_open_syllable(new, old):
    assert old_style(new) == old
    assert old_style(decomposed(new)) == old


@pytest.mark.parametrize(
    "word",
    [
        "hoàn", "quý", "quỷ", "Quý", "QUỲ", "giả", "hòa", "toán", "thuận", "huỳnh", "ngoáy", "xoài",
        "khuỷu", "của", "mía", "thuở", "quạ", "quẹ", "Nguyễn", "café", "hoàx", "françoá",
    ],
)  # fmt: skip
def test_old_style_leaves_other_words_alone(word):
    assert old_style(word) == word


@given(texts())
def test_old_style_is_idempotent_and_keeps_the_search_key(s):
    assert old_style(old_style(s)) == old_style(s)
    assert fold(old_style(s)) == fold(s)


@given(st.sampled_from(ONSETS), st.sampled_from(["oa", "oe", "uy"]), st.sampled_from(TONES))
def test_both_tone_placements_have_one_spelling_key(onset, rhyme, tone):
    new, old = (onset + with_tone(rhyme, tone, new_style=style) for style in (True, False))

    assert spelling_key(new) == spelling_key(old) == old


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Lê Thị Thuý", "LÊ  THỊ THÚY"),
        ("Hòa\xa0Nhất", decomposed("hoà nhất")),
        ("Ðặng Cương", "Đặng Cương"),
    ],
)
def test_spelling_key_is_equal_for_one_spelling(a, b):
    assert spelling_key(a) == spelling_key(b)


@pytest.mark.parametrize(
    ("a", "b"), [("Nguyễn", "Nguyến"), ("Hoa", "Hòa"), ("Lan Anh", "Lananh"), ("Dũng", "Đũng")]
)
def test_spelling_key_differs_for_another_spelling(a, b):
    assert spelling_key(a) != spelling_key(b)


@given(names())
def test_spelling_key_ignores_case_form_and_spaces(name):
    disguised = "\u00a0" + decomposed(name.upper()).replace(" ", " \u200b ") + " "

    assert spelling_key(disguised) == spelling_key(name)


def test_toneless_keeps_the_letters():
    assert toneless("Nguyễn Thị Hường đã ở Đặng Cương") == "Nguyên Thi Hương đa ơ Đăng Cương"


def test_unmarked_keeps_case_and_punctuation():
    assert unmarked("Đặng Thị Hằng, 1204/QĐ-UBND") == "Dang Thi Hang, 1204/QD-UBND"


def test_syllables_are_words_without_punctuation():
    assert syllables("Hòa-Bình (Bùi T. Hạnh)") == ("Hòa", "Bình", "Bùi", "T", "Hạnh")
