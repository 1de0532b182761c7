"""Papers as DOCX in the layout of Decree 30/2020, for an office to finish in Word.

The same sheets as the PDF, drawn with named styles, borderless tables for letterhead and
signature, and paragraph borders for rules. Certificates are PDF only: they are drawings.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import zip_longest

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.section import Section, _Header
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from thidua.papers import docx_styles as styles
from thidua.papers import metrics, ooxml
from thidua.papers.layout import AdministrativePaper, sheet_of
from thidua.papers.letter import letter_sheet
from thidua.papers.model import (
    DecisionPaper,
    LetterPaper,
    MinutesPaper,
    PlainPaper,
    SubmissionPaper,
)
from thidua.papers.sheet import Annex, Block, Line, Sheet, SignatureBlock, Table

_TEXT_WIDTH = styles.TEXT_WIDTH_MM
_ISSUER_WIDTH, _STATE_WIDTH = 66.0, 99.0
_SIGNATURE_GAP = Mm(30)
_SHORT_RULE = 0.4
_POINTS_PER_MM = 72 / 25.4
_STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"


def decision_docx(paper: DecisionPaper, *, created_at: datetime | None = None) -> bytes:
    """Return a decision as DOCX.

    ``created_at`` is the moment written in the file's properties; the clock's when left out.

    Raises:
        PaperError: the paper cannot be made from this data.
    """
    return _written(paper, created_at)


def submission_docx(paper: SubmissionPaper, *, created_at: datetime | None = None) -> bytes:
    """Return a submission as DOCX; arguments and errors as in :func:`decision_docx`."""
    return _written(paper, created_at)


def minutes_docx(paper: MinutesPaper, *, created_at: datetime | None = None) -> bytes:
    """Return council minutes as DOCX; arguments and errors as in :func:`decision_docx`."""
    return _written(paper, created_at)


def plain_docx(paper: PlainPaper, *, created_at: datetime | None = None) -> bytes:
    """Return a notice or report as DOCX; arguments and errors as in :func:`decision_docx`."""
    return _written(paper, created_at)


def letter_docx(paper: LetterPaper, *, created_at: datetime | None = None) -> bytes:
    """Return an official letter as DOCX; arguments and errors as in :func:`decision_docx`."""
    return sheet_docx(letter_sheet(paper), created_at or datetime.now(UTC))


def _written(paper: AdministrativePaper, created_at: datetime | None) -> bytes:
    return sheet_docx(sheet_of(paper), created_at or datetime.now(UTC))


def sheet_docx(sheet: Sheet, created_at: datetime) -> bytes:
    """Return a sheet as DOCX."""
    document = docx.Document()
    styles.define(document)
    _set_properties(document, sheet, created_at)
    _set_page(document.sections[0], draft=sheet.draft)
    _letterhead(document, sheet)
    _title(document, sheet)
    _blocks(document, sheet.blocks)
    _signing(document, sheet)
    if sheet.annex is not None:
        _annex(document, sheet.annex)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_properties(document: Document, sheet: Sheet, created_at: datetime) -> None:
    properties = document.core_properties
    # Word keeps 255 characters of each.
    properties.title, properties.author = sheet.title[:255], sheet.author[:255]
    properties.language, properties.comments = "vi-VN", ""
    properties.created = properties.modified = created_at.astimezone(UTC)
    properties.last_modified_by = properties.author


def _set_page(section: Section, *, draft: bool) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    _header(section.first_page_header, numbered=False, draft=draft)
    _header(section.header, numbered=True, draft=draft)


def _header(header: _Header, *, numbered: bool, draft: bool) -> None:
    paragraph = header.paragraphs[0]
    paragraph.style = styles.HEADER
    paragraph.add_run("\t")
    if numbered:
        ooxml.add_page_number(paragraph)
    if draft:
        mark = paragraph.add_run("\tDỰ THẢO")
        mark.bold, mark.font.size, mark.font.color.rgb = True, Pt(11), RGBColor(95, 95, 95)


def _letterhead(document: Document, sheet: Sheet) -> None:
    table = _grid(document, (_ISSUER_WIDTH, _STATE_WIDTH), rows=2)
    issuer, state = table.rows[0].cells
    number, day = table.rows[1].cells
    for line in sheet.parent:
        _add(issuer, line, styles.LETTERHEAD)
    for line in sheet.issuer:
        _add(issuer, line, styles.LETTERHEAD).runs[0].bold = True
    _rule(issuer, _widest(sheet.issuer, 13) * _SHORT_RULE, _ISSUER_WIDTH)
    _add(state, _STATE, styles.LETTERHEAD).runs[0].bold = True
    motto = _add(state, _MOTTO, styles.LETTERHEAD).runs[0]
    motto.bold, motto.font.size = True, Pt(14)
    _rule(state, _widest((_MOTTO,), 14), _STATE_WIDTH)
    _add(number, sheet.number, styles.LETTERHEAD).paragraph_format.space_before = Pt(4)
    if sheet.about:
        _add(number, sheet.about, styles.LETTERHEAD).runs[0].font.size = Pt(12)
    if sheet.place_date:
        place_date = _add(day, sheet.place_date, styles.LETTERHEAD)
        place_date.paragraph_format.space_before = Pt(4)
        place_date.runs[0].italic, place_date.runs[0].font.size = True, Pt(14)


def _title(document: Document, sheet: Sheet) -> None:
    if not sheet.name:
        _gap(document, Pt(6))
        return
    document.add_paragraph(sheet.name, styles.NAME)
    if sheet.subject:
        document.add_paragraph(sheet.subject, styles.SUBJECT)
        _rule(document, _widest(sheet.subject.split("\n"), 14) * _SHORT_RULE, _TEXT_WIDTH, after=8)


def _blocks(document: Document, blocks: Sequence[Block]) -> None:
    for block, following in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Table):
            ooxml.add_table(document, block, _TEXT_WIDTH, styles.style_id(document, styles.CELL))
            _gap(document, Pt(6))
        else:
            paragraph = _line(document, block)
            # A line that introduces a table stays with it, the last one with the signature.
            introduces = following is None or isinstance(following, Table)
            paragraph.paragraph_format.keep_with_next = introduces or block.line == "heading"


def _line(document: Document, line: Line) -> Paragraph:
    paragraph = document.add_paragraph(style=styles.OF_LINE[line.line])
    if line.lead:
        paragraph.add_run(f"{line.lead} ").bold = True
    paragraph.add_run(line.text)
    return paragraph


def _signing(document: Document, sheet: Sheet) -> None:
    _gap(document, Pt(8)).paragraph_format.keep_with_next = True
    table = _grid(document, (_TEXT_WIDTH / 2, _TEXT_WIDTH / 2), rows=1)
    ooxml.keep_last_table_whole(document)
    left, right = table.rows[0].cells
    *others, last = sheet.signatures
    _signature(right, last)
    for other in others:
        _signature(left, other)
    if others and sheet.recipients:
        # Word joins two tables that have nothing between them.
        _gap(document, Pt(6))
        left = _grid(document, (_TEXT_WIDTH,), rows=1).rows[0].cells[0]
    if sheet.recipients:
        title = _add(left, "Nơi nhận:", styles.RECIPIENTS).runs[0]
        title.bold, title.italic, title.font.size = True, True, Pt(12)
    for line in sheet.recipients:
        _add(left, line, styles.RECIPIENTS)
    _gap(document, Pt(0))


def _signature(cell: _Cell, signature: SignatureBlock) -> None:
    for title in signature.titles:
        _add(cell, title, styles.CENTRED).runs[0].bold = True
    name = _add(cell, signature.name, styles.CENTRED)
    name.paragraph_format.space_before = _SIGNATURE_GAP
    name.runs[0].bold = True


def _annex(document: Document, annex: Annex) -> None:
    document.add_section(WD_SECTION.NEW_PAGE)
    # The break hangs on an empty paragraph, which must not push itself onto a page of its own.
    _flatten(document.paragraphs[-1])
    ooxml.restart_page_numbers(document)
    document.add_paragraph(annex.label, styles.NAME).paragraph_format.space_before = Pt(0)
    if annex.title:
        document.add_paragraph(annex.title, styles.SUBJECT)
    document.add_paragraph(style=styles.CENTRED).add_run(annex.reference).italic = True
    _rule(document, _widest((annex.reference,), 14) * _SHORT_RULE, _TEXT_WIDTH, after=8)
    _blocks(document, annex.blocks)


def _grid(document: Document, widths: Sequence[float], *, rows: int) -> DocxTable:
    table: DocxTable = document.add_table(rows, len(widths))
    table.autofit = False
    ooxml.strip_cell_margins(document)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def _add(cell: _Cell, text: str, style: str) -> Paragraph:
    """Add a paragraph to a cell; the empty one that every cell begins with is used first."""
    first = cell.paragraphs[0]
    paragraph: Paragraph = (
        first if not first.runs and len(cell.paragraphs) == 1 else cell.add_paragraph()
    )
    paragraph.style = style
    paragraph.add_run(text)
    return paragraph


def _rule(place: Document | _Cell, length: float, width: float, *, after: float = 0) -> None:
    """Draw a centred rule: the border of an empty paragraph. ``length`` in points."""
    paragraph = place.add_paragraph(style=styles.CENTRED)
    _flatten(paragraph)
    margin = max(0.0, (width * _POINTS_PER_MM - length) / 2)
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Pt(margin)
    layout.space_after = Pt(after)
    ooxml.set_bottom_rule(paragraph)


def _widest(lines: Sequence[str], size: float) -> float:
    widest = max(metrics.bold().width(line, size) for line in lines)
    return min(widest, _TEXT_WIDTH * _POINTS_PER_MM)


def _gap(document: Document, height: int) -> Paragraph:
    paragraph = document.add_paragraph()
    _flatten(paragraph)
    paragraph.paragraph_format.space_after = height
    return paragraph


def _flatten(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.line_spacing = Pt(2)
