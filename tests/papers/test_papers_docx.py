"""The DOCX says what the PDF says, in a form that Word opens and an office can edit."""

from __future__ import annotations

import io
import itertools
import time
import zipfile
from datetime import UTC, datetime

import docx
import paper_samples as sample
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.papers import (
    AwardGroup,
    AwardLine,
    decision_docx,
    decision_pdf,
    minutes_docx,
    minutes_pdf,
    submission_docx,
    submission_pdf,
)

MARKUP = "</w:t><w:br/> &amp; <>& \"' #import *đậm* - gạch {{ a }}"


def reopened(written):
    return docx.Document(io.BytesIO(written))


@pytest.mark.parametrize(
    ("as_word", "as_pdf", "paper"),
    [
        (decision_docx, decision_pdf, sample.decision()),
        (decision_docx, decision_pdf, sample.decision(draft=True)),
        (submission_docx, submission_pdf, sample.submission()),
        (minutes_docx, minutes_pdf, sample.minutes()),
    ],
    ids=["decision", "draft", "submission", "minutes"],
)
def test_every_paragraph_stands_in_the_pdf_too(as_word, as_pdf, paper):
    pdf = as_pdf(paper)
    printed = sample.text_of(pdf)
    in_margins = " ".join(sample.top_margins(pdf)).split()

    paragraphs = sample.word_paragraphs(as_word(paper))

    assert [text for text in paragraphs if text not in printed] == []
    words = " ".join(paragraphs).split()
    assert sorted([*words, *in_margins]) == sorted(printed.split())


def test_decomposed_letters_make_the_same_text():
    paper = sample.decision()

    apart = sample.word_paragraphs(decision_docx(sample.decomposed(paper)))

    assert apart == sample.word_paragraphs(decision_docx(paper))


def test_page_is_that_of_the_decree():
    [first, annex] = reopened(decision_docx(sample.decision())).sections

    for section in (first, annex):
        assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
        assert section.left_margin.mm == pytest.approx(30, abs=0.1)
        assert section.right_margin.mm == pytest.approx(15, abs=0.1)
        assert section.top_margin.mm == section.bottom_margin.mm == pytest.approx(20, abs=0.1)


def test_page_number_is_a_centred_field_from_the_second_page():
    section = reopened(decision_docx(sample.decision())).sections[0]

    assert section.different_first_page_header_footer
    codes = section.header.paragraphs[0].runs
    fields = [code.text for run in codes for code in run.element.iter(qn("w:instrText"))]
    assert fields == ["PAGE"]
    first_page = section.first_page_header.paragraphs[0]
    assert list(first_page.paragraph_format.element.iter(qn("w:instrText"))) == []
    assert first_page.text.strip() == ""


def test_annex_counts_its_own_pages():
    document = reopened(decision_docx(sample.decision()))

    [numbering] = document.element.body.sectPr.findall(qn("w:pgNumType"))
    assert numbering.get(qn("w:start")) == "1"
    assert document.sections[1].header.is_linked_to_previous


def test_draft_is_marked_in_both_headers():
    section = reopened(decision_docx(sample.decision(draft=True))).sections[0]

    for header in (section.first_page_header, section.header):
        assert header.paragraphs[0].text.strip() == "DỰ THẢO"


def test_every_style_names_times_new_roman_for_every_script():
    document = reopened(decision_docx(sample.decision()))

    fonts = document.styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {
        "Times New Roman"
    }
    named = {paragraph.style.font.name for paragraph in document.paragraphs}
    assert named <= {None, "Times New Roman"}
    assert document.core_properties.language == "vi-VN"


def test_heading_row_repeats_and_rows_stay_whole():
    document = reopened(decision_docx(sample.decision(annex=sample.annex(30))))

    table = document.tables[-1]
    heading, *rows = table.rows
    assert len(list(heading._tr.iter(qn("w:tblHeader")))) == 1
    assert not any(list(row._tr.iter(qn("w:tblHeader"))) for row in rows)
    assert all(list(row._tr.iter(qn("w:cantSplit"))) for row in table.rows)
    widths = [int(size.get(qn("w:w"))) for size in table._tbl.iter(qn("w:gridCol"))]
    assert sum(widths) == pytest.approx(Mm(165).twips, abs=5)


def test_very_long_row_may_break_across_pages():
    lines = (AwardLine(1, "Lục Văn Khởi", "Thành tích. " * 150),)

    document = reopened(decision_docx(sample.decision(annex=(AwardGroup("", lines),))))

    assert list(document.tables[-1].rows[1]._tr.iter(qn("w:cantSplit"))) == []


def test_three_thousand_rows_take_seconds_not_minutes():
    paper = sample.decision(annex=sample.annex(3000))

    began = time.perf_counter()
    written = decision_docx(paper)
    spent = time.perf_counter() - began

    assert spent < 20
    paragraphs = set(sample.word_paragraphs(written))
    assert all(line.name in paragraphs for line in paper.annex[0].lines)


def test_rules_have_the_lengths_of_the_decree():
    document = reopened(decision_docx(sample.decision()))

    ruled = [
        paragraph
        for cell in (*document.tables[0].rows[0].cells,)
        for paragraph in cell.paragraphs
        if list(paragraph._p.iter(qn("w:pBdr")))
    ]
    issuer, motto = (
        width
        - paragraph.paragraph_format.left_indent.mm
        - paragraph.paragraph_format.right_indent.mm
        for paragraph, width in zip(ruled, (66, 99), strict=True)
    )
    # "HUYỆN AN DƯƠNG" and the motto as Times New Roman Bold sets them at 13 and 14 points.
    assert 39 / 3 <= issuer <= 39 / 2
    assert motto == pytest.approx(60.4, abs=0.5)


def test_markup_in_the_data_is_printed_as_it_is():
    lines = (AwardLine(1, MARKUP, MARKUP),)
    paper = sample.decision(subject=MARKUP, annex=(AwardGroup(MARKUP, lines),))

    paragraphs = sample.word_paragraphs(decision_docx(paper))

    assert paragraphs.count(MARKUP) == 4


def test_line_break_in_a_cell_is_a_break_in_word():
    lines = (AwardLine(1, "Lục Văn Khởi", "Phó thôn\nThôn Đông"),)

    document = reopened(decision_docx(sample.decision(annex=(AwardGroup("", lines),))))

    assert document.tables[-1].rows[1].cells[2].text == "Phó thôn\nThôn Đông"


def test_properties_carry_title_issuer_and_moment():
    moment = datetime(2024, 1, 5, 2, 0, tzinfo=UTC)

    properties = reopened(decision_docx(sample.decision(), created_at=moment)).core_properties

    assert properties.title.startswith("Quyết định 05/QĐ\u2011UBND")
    assert properties.author == "ỦY BAN NHÂN DÂN HUYỆN AN DƯƠNG"
    assert properties.created == moment


def test_tables_never_touch_each_other():
    body = reopened(minutes_docx(sample.minutes())).element.body

    kinds = [child.tag for child in body]

    assert all(pair != (qn("w:tbl"), qn("w:tbl")) for pair in itertools.pairwise(kinds))
    assert kinds[-2] == qn("w:p")


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_makes_a_file_that_opens(name, subject):
    paper = sample.decision(subject=subject, annex=(AwardGroup("", (AwardLine(1, name),)),))

    written = decision_docx(paper)

    assert zipfile.ZipFile(io.BytesIO(written)).testzip() is None
    assert len(reopened(written).sections) == 2
