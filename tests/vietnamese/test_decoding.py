"""Text files of unknown encoding."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from legacy_encoders import to_cp1258, to_tcvn3, to_vni
from vietnamese_strategies import names

import thidua
from thidua.vietnamese.legacy import UnreadableText, decode

SAMPLES = Path(thidua.__file__).parent / "demo/samples"
PAGE = "STT;Họ và tên;Chức vụ\r\n1;Nguyễn Trọng Đạt;Phó Trưởng phòng\r\n2;Đặng Thị Hằng;nt\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (PAGE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + PAGE.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + PAGE.encode("utf-16-be"), "utf-16"),
        (PAGE.encode("utf-16-le"), "utf-16-le"),
        (PAGE.encode("utf-16-be"), "utf-16-be"),
        (to_cp1258(PAGE), "windows-1258"),
        (to_tcvn3(PAGE).encode("latin-1"), "tcvn3"),
        (to_vni(PAGE).encode("latin-1"), "vni"),
    ],
)
def test_decode_finds_the_encoding(data, encoding):
    decoded = decode(data)

    assert decoded.text == PAGE
    assert decoded.encoding == encoding
    assert decoded.newline == "\r\n"


@given(st.lists(names(), min_size=1, max_size=20).map("\n".join))
def test_decode_gives_unicode_text_back(text):
    for codec in ("utf-8", "utf-8-sig", "utf-16"):
        assert decode(text.encode(codec)).text == text


@given(
    st.lists(st.sampled_from(["Nguyễn Thị Hằng", "Vũ Hữu Long", "lao động tiên tiến"]), min_size=1)
)
def test_decode_reads_windows_1258_of_any_length(lines):
    text = "\r\n".join(lines)

    assert decode(to_cp1258(text)).text == text


@given(st.binary())
def test_decode_of_any_bytes_gives_text_or_a_sentence(data):
    try:
        outcome = decode(data).text
    except UnreadableText as error:
        outcome = str(error)

    assert "\x00" not in outcome
    assert outcome.encode().decode() == outcome


@pytest.mark.parametrize(
    ("data", "newline"),
    [
        (b"", "\n"),
        (b"a;b", "\n"),
        (b"a\nb\n", "\n"),
        (b"a\r\nb\n c\r\n", "\r\n"),
        (b"a\rb\rc", "\r"),
    ],
)
def test_decode_reports_the_usual_line_ending(data, newline):
    decoded = decode(data)

    assert decoded.newline == newline
    assert decoded.text.encode() == data


def test_decode_composes_letters():
    assert decode("Thu\u0309y".encode()).text == "Thủy"


def test_decode_takes_plain_english_with_typographic_quotes():
    assert decode(b"\x93GeoGebra\x94 \x96 2024").text == "“GeoGebra” – 2024"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", "Tệp này không phải tệp chữ."),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01", "Tệp này không phải tệp chữ."),
        ("Größe, façade, Müßiggang, crème brûlée".encode("latin-1"), "Không nhận ra bảng mã"),
        ((PAGE * 9).encode().replace("Hằng".encode(), b"H\xe1\xba"), "Dòng 3 có chữ bị hỏng"),
        (codecs.BOM_UTF8 + b"Nguy\xe1\nA", "Dòng 1 có chữ bị hỏng"),
        (codecs.BOM_UTF16_LE + b"a\x00\n\x00b", "Dòng 2 có chữ bị hỏng"),
    ],
)
def test_decode_explains_bytes_it_cannot_read(data, sentence):
    with pytest.raises(UnreadableText) as caught:
        decode(data)

    assert str(caught.value).startswith(sentence)
    assert "CSV UTF-8" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "encoding", "cell"),
    [
        ("danh-sach-de-nghi-2024-phong-ldtbxh.csv", "windows-1258", "Bùi Thị Thanh Nga"),
        ("danh-sach-de-nghi-2024-phong-tu-phap.csv", "utf-8-sig", "Trịnh Thị Ngọc Linh"),
    ],
)
def test_decode_reads_the_sample_lists(name, encoding, cell):
    decoded = decode((SAMPLES / name).read_bytes())

    assert decoded.encoding == encoding
    assert decoded.newline == "\r\n"
    assert f";{cell};" in decoded.text
    assert not decoded.text.startswith("\ufeff")
