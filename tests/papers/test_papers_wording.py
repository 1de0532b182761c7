"""The small rules of writing: numbers, lists, names, shares; and the font's own tables."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from thidua.papers import Letterhead, Recipients, Signature, metrics, wording

CAPITALS = "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY"
TONES = "\u0300\u0301\u0303\u0309\u0323"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("số 05/QĐ-UBND", "số 05/QĐ‑UBND"),
        ("45/TTr-NV, 98/2023/NĐ-CP", "45/TTr‑NV, 98/2023/NĐ‑CP"),
        ("……/QĐ-UBND", "……/QĐ‑UBND"),
        ("08/2022/QĐ-UBND-VP", "08/2022/QĐ‑UBND‑VP"),
        ("năm học 2023 - 2024", "năm học 2023 - 2024"),
        ("05/01/2024 - 06/01/2024", "05/01/2024 - 06/01/2024"),
        ("Thi đua - Khen thưởng", "Thi đua - Khen thưởng"),
        ("Vi-rút", "Vi-rút"),
    ],
)
def test_only_document_numbers_get_the_hyphen_that_never_breaks(text, expected):
    assert wording.unbroken(text) == expected.replace("‑", wording.HYPHEN)


@pytest.mark.parametrize(
    ("number", "draft", "expected"),
    [
        (5, False, "05"),
        (12, False, "12"),
        (1234, False, "1234"),
        (None, False, "……"),
        (5, True, "……"),
    ],
)
def test_document_number_has_a_zero_below_ten_or_a_blank(number, draft, expected):
    assert wording.document_number(number, "QĐ-UBND", draft=draft) == f"{expected}/QĐ\u2011UBND"


def test_list_ends_with_semicolons_and_a_full_stop():
    assert wording.listed(["a;", "b.", "c", "d;"]) == ("a;", "b;", "c;", "d.")
    assert wording.listed([]) == ()


def test_recipients_are_dashed_once_and_end_with_the_file_copy():
    lines = wording.recipient_lines(Recipients(("- Như trên;", "– Sở Nội vụ"), "Lưu: VT, NV."))

    assert lines == ("- Như trên;", "- Sở Nội vụ;", "- Lưu: VT, NV.")


@pytest.mark.parametrize("text", ["xong", "xong.", "xong;", "xong./."])
def test_end_mark_is_set_once(text):
    assert wording.finished(text) == "xong./."


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ủy ban nhân dân huyện An Dương", ("ỦY BAN NHÂN DÂN", "HUYỆN AN DƯƠNG")),
        ("Ủy ban nhân dân\nxã Bến Sen", ("ỦY BAN NHÂN DÂN", "XÃ BẾN SEN")),
        ("Phòng Nội vụ", ("PHÒNG NỘI VỤ",)),
        ("Hội đồng Thi đua - Khen thưởng", ("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG")),
        (
            "Phòng Lao động - Thương binh và Xã hội",
            ("PHÒNG LAO ĐỘNG - THƯƠNG", "BINH VÀ XÃ HỘI"),
        ),
        ("X" * 60, ("X" * 60,)),
    ],
)
def test_issuer_breaks_where_offices_break_it(name, lines):
    assert wording.issuer_lines(name) == lines


def test_letterhead_without_parent_has_only_the_issuer():
    assert wording.letterhead_lines(Letterhead(None, "Phòng Nội vụ", "An Dương")) == (
        (),
        ("PHÒNG NỘI VỤ",),
    )


@pytest.mark.parametrize(
    ("authority", "post", "titles"),
    [
        ((), "Chủ tịch", ("CHỦ TỊCH",)),
        (("KT. Chủ tịch",), "Phó Chủ tịch", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (("TM. Ủy ban nhân dân", "Chủ tịch"), "", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ],
)
def test_titles_above_the_signature(authority, post, titles):
    assert wording.signature_titles(Signature(authority, post, "Bạch Văn Minh")) == titles


@pytest.mark.parametrize(
    ("number", "written"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (39, "XXXIX")]
)
def test_roman_figures(number, written):
    assert wording.roman(number) == written


@given(st.integers(1, 60), st.data())
def test_share_shown_agrees_with_the_threshold(whole, data):
    part = data.draw(st.integers(0, whole))
    threshold = data.draw(st.sampled_from([50, 80, 90]))

    shown = float(wording.share(part, whole, threshold).replace(",", "."))

    assert (shown >= threshold) == (100 * part >= threshold * whole)
    assert abs(shown - 100 * part / whole) <= 0.1


def test_share_below_the_threshold_is_not_rounded_up_to_it():
    assert wording.share(7996, 10_000, None) == "80,0"
    assert wording.share(7996, 10_000, 80) == "79,9"


def test_day_of_a_draft_is_blank_and_its_month_stays():
    assert wording.day_line(date(2026, 1, 5), draft=True) == "ngày …… tháng 01 năm 2026"


def test_decomposed_controls_and_spaces_are_cleaned_on_entry():
    signature = Signature(("TM.\u00a0 UỶ\u200b BAN",), "Chu\u0309 ti\u0323ch\x07", " A\ufffe\r\nB ")

    assert signature == Signature(("TM. UỶ BAN",), "Chủ tịch", "A\ufffd\nB")


@pytest.mark.parametrize("face", [metrics.regular(), metrics.bold()], ids=["regular", "bold"])
def test_font_has_every_vietnamese_letter_and_the_signs_of_papers(face):
    import unicodedata

    vowels = [letter for letter in CAPITALS if letter in "AĂÂEÊIOÔƠUƯY"]
    toned = [unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in TONES]
    alphabet = "".join([*CAPITALS, *toned])

    assert face.missing(alphabet + alphabet.lower() + "…“”–‑()/&%₫") == frozenset()
    assert face.missing("a😀漢") == {"😀", "漢"}


@pytest.mark.parametrize(
    ("face", "file"),
    [(metrics.regular(), "Tinos_400Regular.ttf"), (metrics.bold(), "Tinos_700Bold.ttf")],
)
@pytest.mark.parametrize(
    "text", ["Độc lập - Tự do - Hạnh phúc", "HUYỆN AN DƯƠNG", "Nguyễn Thị Ửng"]
)
def test_widths_are_those_of_the_font(face, file, text):
    font = ImageFont.truetype(
        metrics.FONT_FOLDER / file, 1000, layout_engine=ImageFont.Layout.BASIC
    )

    apart = sum(font.getlength(letter) for letter in text)

    assert face.width(text, 1000) == pytest.approx(apart, rel=0.002)
