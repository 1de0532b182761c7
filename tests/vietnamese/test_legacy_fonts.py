"""Cells in legacy fonts: conversion, detection, repair."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from legacy_encoders import (
    TCVN3,
    TCVN3_CAPITALS,
    VIETNAMESE_LETTERS,
    to_mojibake,
    to_tcvn3,
    to_vni,
)
from python_calamine import CalamineWorkbook
from vietnamese_strategies import names

import thidua
from thidua.vietnamese.legacy import (
    Repaired,
    detect_legacy,
    from_mojibake,
    from_tcvn3,
    from_vni,
    looks_like_tcvn3,
    looks_like_vni,
    repair,
)

SAMPLES = Path(thidua.__file__).parent / "demo/samples"

PAGE = [
    "Danh sách lao động tiên tiến năm 2019",
    "Họ và tên",
    "Chức vụ",
    "Số quyết định",
    "Phạm Thị Bích Vân",
    "Nguyễn Trọng Đạt",
    "Phó Trưởng phòng",
    "4521/QĐ-UBND",
    "Vũ Hữu Long",
    "Lê Công Thành",
    "Chuyên viên",
]


def sheet(name: str, index: int) -> list[str]:
    workbook = CalamineWorkbook.from_path(str(SAMPLES / name))
    rows = workbook.get_sheet_by_index(index).to_python()
    return [cell for row in rows for cell in row if isinstance(cell, str)]


@pytest.mark.parametrize(
    ("garbage", "text"),
    [
        ("NguyÔn Träng §¹t", "Nguyễn Trọng Đạt"),
        ("Danh s¸ch lao ®éng tiªn tiÕn n¨m 2019", "Danh sách lao động tiên tiến năm 2019"),
        ("Tr\xadëng phßng", "Trưởng phòng"),
        ("§Æng ThÞ H»ng", "Đặng Thị Hằng"),
        ("4521/Q§-UBND", "4521/QĐ-UBND"),
        ("H¶I PHßNG", "HẢI PHÒNG"),
        ("TR¦êNG THCS AN §åNG", "TRƯỜNG THCS AN ĐỒNG"),
        ("Hµ Néi", "Hà Nội"),
        ("Hµ NéI", "HÀ NỘI"),
        ("A³NH", "ÁNH"),
        ("250 m² (20°C)", "250 m² (20°C)"),
    ],
)
def test_from_tcvn3_reads_the_font(garbage, text):
    assert from_tcvn3(garbage) == text


def test_from_tcvn3_of_the_capitals_font_raises_every_letter():
    assert from_tcvn3("nguyÔn träng ®¹t", capitals=True) == "NGUYỄN TRỌNG ĐẠT"


@pytest.mark.parametrize("letter", VIETNAMESE_LETTERS)
def test_from_tcvn3_undoes_every_small_letter(letter):
    assert from_tcvn3(TCVN3[letter]) == letter
    assert from_tcvn3(TCVN3[letter], capitals=True) == letter.upper()


@pytest.mark.parametrize("letter", TCVN3_CAPITALS)
def test_from_tcvn3_undoes_every_capital_it_has(letter):
    assert from_tcvn3(TCVN3[letter]) == letter


@pytest.mark.parametrize("letter", VIETNAMESE_LETTERS)
def test_from_vni_undoes_every_letter(letter):
    assert from_vni(to_vni(letter)) == letter
    assert from_vni(to_vni(letter.upper())) == letter.upper()


@given(names().map(str.lower))
def test_conversions_undo_their_encodings(text):
    assert from_tcvn3(to_tcvn3(text)) == text
    assert from_vni(to_vni(text)) == text
    assert from_vni(to_vni(text.upper())) == text.upper()
    assert from_mojibake(to_mojibake(text)) == text


def test_from_vni_takes_the_case_of_the_vowel():
    assert from_vni("Nguyeãn Thò Aùnh") == "Nguyễn Thị Ánh"
    assert from_vni("AÙnh") == "Ánh"


@pytest.mark.parametrize("text", PAGE[:6])
def test_looks_like_names_the_font_of_a_convincing_text(text):
    assert looks_like_tcvn3(to_tcvn3(text))
    assert looks_like_vni(to_vni(text))
    assert not looks_like_vni(to_tcvn3(text))
    assert not looks_like_tcvn3(to_vni(text))
    assert not looks_like_tcvn3(text)
    assert not looks_like_vni(text)


@pytest.mark.parametrize(
    "text",
    [
        "café", "à la carte", "Đà Nẵng", "Lê Công", "Hà Nội", "naïve", "Müller", "São Paulo",
        "m²", "GeoGebra®", "«Xanh»", "Điều § 3", "½", "Trần Văn Tèo", "Noël", "niño", "",
        "ASCII only", "20 µm", "Škoda", "Łódź", "Zoë Björn",
    ],
)  # fmt: skip
def test_repair_never_touches_ordinary_text(text):
    assert repair(text) == Repaired(text, None)
    assert detect_legacy([text]) is None


@given(st.lists(names(1, 6), min_size=1, max_size=30))
def test_repair_never_touches_vietnamese(cells):
    assert detect_legacy(cells) is None
    assert all(repair(cell) == Repaired(cell, None) for cell in cells)


@given(st.text(), st.sampled_from([None, "auto", "tcvn3", "vni", "utf8-cp1252"]))
def test_repair_takes_any_text(text, legacy):
    repaired = repair(text, legacy)

    assert repaired.legacy is None or repaired.text != text


@pytest.mark.parametrize(
    ("encode", "name"), [(to_tcvn3, "tcvn3"), (to_vni, "vni"), (to_mojibake, "utf8-cp1252")]
)
def test_a_legacy_page_is_detected_and_repaired_cell_by_cell(encode, name):
    cells = [encode(text) for text in PAGE]

    found = detect_legacy(cells)

    assert found == name
    assert [repair(cell, found).text for cell in cells] == PAGE


def test_one_odd_cell_does_not_flip_a_page():
    cells = [*PAGE, to_tcvn3("Nguyễn Trọng Đạt")]

    assert detect_legacy(cells) is None
    assert repair(cells[-1], None) == Repaired(cells[-1], None)
    assert repair(cells[-1]) == Repaired("Nguyễn Trọng Đạt", "tcvn3")


@pytest.mark.parametrize("typed_later", ["Lê Công Minh", "Nguyễn Văn An", "café", "Đã chuyển"])
def test_a_unicode_cell_in_a_legacy_page_is_kept(typed_later):
    cells = [*map(to_tcvn3, PAGE), typed_later]

    assert detect_legacy(cells) == "tcvn3"
    assert repair(typed_later, "tcvn3") == Repaired(typed_later, None)


def test_an_ambiguous_cell_follows_its_page():
    assert repair("Sè") == Repaired("Sè", None)
    assert repair("Sè", "tcvn3") == Repaired("Số", "tcvn3")
    assert repair("LÑTT", "vni") == Repaired("LĐTT", "vni")


def test_mojibake_without_letters_is_repaired_in_its_page():
    assert repair(to_mojibake("2019 – 2024"), "utf8-cp1252").text == "2019 – 2024"


def test_the_old_sheet_of_the_sample_workbook_is_read():
    cells = sheet("danh-sach-de-nghi-2024-phong-tckh.xls", 1)

    assert detect_legacy(cells) == "tcvn3"
    repaired = [repair(cell, "tcvn3").text for cell in cells if cell]
    assert repaired[:6] == [
        "Danh sách lao động tiên tiến năm 2019",
        "TT",
        "Họ và tên",
        "Chức vụ",
        "Danh hiệu",
        "Số quyết định",
    ]
    assert {"Phạm Thị Bích Vân", "Trưởng phòng", "4521/QĐ-UBND", "Lưu Minh Hải"} <= set(repaired)


@pytest.mark.parametrize(
    "name",
    [
        "danh-sach-de-nghi-2024-phong-tckh.xls",
        "danh-sach-de-nghi-2024-phong-nnptnt.ods",
        "danh-sach-de-nghi-2024-truong-thcs.xlsx",
        "danh-sach-de-nghi-2024-xa.xlsx",
        "ket-qua-danh-gia-2019-2024.xlsx",
        "so-khen-thuong-2019-2023.xlsx",
    ],
)
def test_the_unicode_sheets_of_the_samples_are_ordinary(name):
    cells = sheet(name, 0)

    assert detect_legacy(cells) is None
    assert all(repair(cell).legacy is None for cell in cells)
