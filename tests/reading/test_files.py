"""Files: documents with Word's own numbers, PDFs, and files that are not what they say."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
import typst
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.reading import papers
from thidua.lists.limits import Limits
from thidua.papers.metrics import FONT_FOLDER
from thidua.reading import Unreadable, read_directive
from thidua.reading.refusals import SENTENCES


def as_pdf(source: str) -> bytes:
    return typst.compile(
        source.encode(), format="pdf", font_paths=[FONT_FOLDER], ignore_system_fonts=True
    )


def numbered(document, text: str, number: int, level: int) -> None:
    """A paragraph that Word numbers by itself."""
    paragraph = document.add_paragraph(text)
    mark = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", level), ("w:numId", number)):
        part = OxmlElement(name)
        part.set(qn("w:val"), str(value))
        mark.append(part)
    paragraph._p.get_or_add_pPr().append(mark)


def with_word_numbers() -> bytes:
    document = docx.Document()
    head = document.add_table(rows=1, cols=2).rows[0].cells
    head[0].text = "ỦY BAN NHÂN DÂN\nXÃ BẾN SEN\nSố: 9/CT-UBND"
    head[1].text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBến Sen, ngày 3 tháng 4 năm 2026"
    document.add_paragraph("CHỈ THỊ")
    document.add_paragraph("Về việc thi đua làm sạch đường làng")
    document.add_paragraph("Chủ tịch Ủy ban nhân dân xã yêu cầu:")
    numbering = document.part.numbering_part.element
    numbering.insert(0, _levels())
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "77")
    number.append(link)
    numbering.append(number)
    numbered(document, "Phòng Kinh tế lập kế hoạch.", 77, 0)
    numbered(document, "Công an xã giữ trật tự:", 77, 0)
    numbered(document, "tuần tra ban đêm;", 77, 1)
    numbered(document, "báo cáo hằng tháng.", 77, 1)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _levels():
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for depth, (form, text) in enumerate((("decimal", "%1."), ("lowerLetter", "%2)"))):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for name, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text)):
            part = OxmlElement(name)
            part.set(qn("w:val"), value)
            level.append(part)
        abstract.append(level)
    return abstract


def test_numbers_that_word_keeps_apart_are_read():
    reading = read_directive(with_word_numbers(), "chi-thi.docx")

    assert reading.issuer.value == "Ủy ban nhân dân xã Bến Sen"
    assert reading.number.value == "9/CT-UBND"
    assert [(task.path, task.responsible[0].body) for task in reading.tasks] == [
        ("1", "Phòng Kinh tế"),
        ("2", "Công an xã"),
    ]
    assert [(point.path, point.text) for point in reading.tasks[1].points] == [
        ("2.a", "tuần tra ban đêm;"),
        ("2.b", "báo cáo hằng tháng."),
    ]


def test_pdf_in_two_columns_on_two_pages_is_read():
    reading = read_directive(as_pdf(papers.TYPST), "chi-thi.pdf")

    assert reading.kind == "pdf"
    assert reading.superior.value == "Ủy ban nhân dân tỉnh Sông Lam"
    assert reading.issuer.value == "Sở Nội vụ"
    assert reading.number.value == "11/CT-SNV"
    assert (reading.date.day, reading.date.month, reading.date.year) == (9, 2, 2026)
    assert reading.subject.value.endswith("chuyển đổi số trong ngành Nội vụ năm 2026")
    assert (reading.signer.name, reading.signer.post) == ("Vũ Thị Ngọc Lan", "Giám đốc")
    assert [one.text for one in reading.recipients] == [
        "UBND tỉnh (để b/c)",
        "Các phòng, đơn vị",
        "Lưu: VT, TĐKT",
    ]
    assert [(one.number, one.subject) for one in reading.citations] == [
        ("25/KH-UBND", "chuyển đổi số")
    ]
    assert [
        [(one.role.value, one.body) for one in sorted(task.duties, key=lambda one: one.place)]
        for task in reading.tasks
    ] == [
        [("lead", "Văn phòng Sở"), ("coordinate", "Phòng Thi đua - Khen thưởng")],
        [("carry_out", "Các phòng, đơn vị")],
        [("carry_out", "Trung tâm Lưu trữ lịch sử")],
    ]
    assert [(one.value, one.comparison.value) for one in reading.targets] == [
        (100, "all"),
        (80, "at_least"),
    ]
    assert reading.movements[0].launched_by == "Thủ tướng Chính phủ"
    assert reading.repairs == ()
    assert reading.left_over == ()


def test_pages_without_text_are_named_and_a_scan_is_refused():
    scan = "#rect(width: 5cm, height: 5cm)"

    with pytest.raises(Unreadable) as refused:
        read_directive(as_pdf(scan), "quet.pdf")
    assert refused.value.code == "scanned"
    assert "không có lớp chữ" in refused.value.sentence
    partly = read_directive(as_pdf(f"CHỈ THỊ\n#pagebreak()\n{scan}"), "quet.pdf")
    assert partly.not_read[0].sentence == "Trang 2 không có lớp chữ (ảnh quét), chưa đọc được."


def test_text_in_an_old_font_is_converted_and_that_is_said():
    old = "ChØ thÞ vÒ viÖc ph¸t ®éng phong trµo thi ®ua yªu n­íc trong toµn huyÖn\n" * 3
    reading = read_directive(old.encode(), "cu.txt")

    assert "phong trào thi đua yêu nước" in reading.text
    assert reading.not_read[0].code == "legacy-font"


def zipped(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (2, 2)).save(stream, "PNG")
    return stream.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\nnothing of the kind", "damaged"),
        (zipped("word/document.xml", b"<a"), "damaged"),
        (zipped("word/document.xml", ENTITIES), "entities"),
        (zipped("word/document.xml", b"<a/>"), "no-text"),
        (zipped("word/document.xml", bytes(90 << 20)), "bomb"),
        (zipped("xl/workbook.xml", b"<a/>"), "table"),
        (b"PK\x03\x04" + bytes(40), "damaged"),
        (picture(), "image"),
        (b"{\\rtf1 chi thi}", "rtf"),
        (b"<html><p>CH\xe1", "html"),
        (bytes(range(256)) * 40, "unknown"),
        (b" \n" * 50, "no-text"),
        (bytes(26 << 20), "too-big"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data, code):
    with pytest.raises(Unreadable) as refused:
        read_directive(data, "chi-thi.docx")

    assert refused.value.code == code
    assert "chi-thi.docx" in refused.value.sentence


def test_a_file_that_takes_too_long_or_too_much_is_refused():
    with pytest.raises(Unreadable) as slow:
        read_directive(b"CH\xe1\xbb\x88 TH\xe1\xbb\x8a", "a.txt", limits=Limits(seconds=0.001))
    with pytest.raises(Unreadable) as long:
        read_directive("CHỈ THỊ\n".encode() * 9000, "a.txt", limits=Limits(output_bytes=9000))

    assert (slow.value.code, long.value.code) == ("slow", "too-long")


@settings(deadline=None, max_examples=5)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        outcome = read_directive(data, "a").kind
    except Unreadable as refused:
        outcome = refused.code

    assert outcome in {"text", *SENTENCES}
