"""The parts of WordprocessingML that python-docx has no words for, or too slow ones.

Children are appended in schema order: Word refuses a file whose properties stand in another
order, and no other reader warns of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from thidua.papers.sheet import Column, Row, Table

FONT = "Times New Roman"
_TWIPS_PER_MM = 1440 / 25.4
_RULE = {"val": "single", "sz": "6", "space": "1", "color": "auto"}
_LINE = {"val": "single", "sz": "4", "space": "0", "color": "auto"}
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def element(tag: str, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """Return ``<w:tag>`` with these children; attributes are in the ``w`` namespace too."""
    made = OxmlElement(f"w:{tag}", {qn(f"w:{name}"): value for name, value in attributes.items()})
    made.extend(children)
    return made


def set_font(style: ParagraphStyle) -> None:
    """Name the font for every script: a Vietnamese letter may count as any of the four."""
    style.font.name = FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def set_language(document: Document) -> None:
    """Mark the whole document as Vietnamese, or Word underlines every word of it in red."""
    language = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    for name in ("val", "eastAsia"):
        language.set(qn(f"w:{name}"), "vi-VN")


def set_word_mode(document: Document) -> None:
    """Ask for the layout of Word 2013 and later, or the title bar says "Compatibility Mode"."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def set_outline_level(style: ParagraphStyle, level: int) -> None:
    """Let paragraphs of this style stand in the navigation pane."""
    style.element.get_or_add_pPr().append(element("outlineLvl", val=str(level)))


def set_bottom_rule(paragraph: Paragraph) -> None:
    """Draw a rule under ``paragraph``, between its indents."""
    borders = element("pBdr", element("bottom", **_RULE))
    properties = paragraph.paragraph_format.element.get_or_add_pPr()
    properties.insert_element_before(borders, "w:tabs", "w:spacing", "w:ind", "w:jc")


def add_page_number(paragraph: Paragraph) -> None:
    """Append the number of the page as a field."""
    code = element("instrText")
    code.text = "PAGE"
    marks = (element("fldChar", fldCharType="begin"), code, element("fldChar", fldCharType="end"))
    for mark in marks:
        paragraph.add_run().element.append(mark)


def restart_page_numbers(document: Document) -> None:
    """Let the pages of the last section count from 1."""
    numbering = element("pgNumType", start="1")
    document.element.body.sectPr.insert_element_before(
        numbering, "w:cols", "w:titlePg", "w:docGrid"
    )


def strip_cell_margins(document: Document) -> None:
    """Let the cells of the last table use their whole width."""
    margins = _cell_margins(top=0, left=0, bottom=0, right=0)
    document.element.body.tbl_lst[-1].tblPr.insert_element_before(margins, "w:tblLook")


def keep_last_table_whole(document: Document) -> None:
    """Forbid page breaks inside the rows of the last table."""
    for row in document.element.body.tbl_lst[-1].tr_lst:
        row.get_or_add_trPr().append(element("cantSplit"))


def add_table(document: Document, table: Table, width: float, style_id: str) -> None:
    """Append a ruled table, ``width`` mm wide; its heading row repeats on every page.

    Rows are built as elements: ``add_row`` and ``cells`` walk the whole table again each time.
    """
    shares = sum(column.share for column in table.columns)
    unit = width * _TWIPS_PER_MM / shares
    widths = [round(column.share * unit) for column in table.columns]
    drawn = element(
        "tbl",
        element(
            "tblPr",
            element("tblW", w=str(sum(widths)), type="dxa"),
            element("jc", val="center"),
            element("tblBorders", *(element(side, **_LINE) for side in _SIDES)),
            element("tblLayout", type="fixed"),
            _cell_margins(top=30, left=80, bottom=30, right=80),
        ),
        element("tblGrid", *(element("gridCol", w=str(size)) for size in widths)),
        _heading_row(table.columns, widths, style_id),
        *(_row(row, table.columns, widths, style_id) for row in table.rows),
    )
    document.element.body.insert_element_before(drawn, "w:sectPr")


def _cell_margins(*, top: int, left: int, bottom: int, right: int) -> BaseOxmlElement:
    sides = (("top", top), ("left", left), ("bottom", bottom), ("right", right))
    return element("tblCellMar", *(element(side, w=str(w), type="dxa") for side, w in sides))


def _heading_row(columns: tuple[Column, ...], widths: list[int], style: str) -> BaseOxmlElement:
    cells = (
        _cell(column.heading, size, style, align="center", bold=True)
        for column, size in zip(columns, widths, strict=True)
    )
    return element("tr", element("trPr", element("cantSplit"), element("tblHeader")), *cells)


def _row(row: Row, columns: tuple[Column, ...], widths: list[int], style: str) -> BaseOxmlElement:
    properties = [element("trPr", element("cantSplit"))] if row.keep else []
    return element("tr", *properties, *_cells(row, columns, widths, style))


def _cells(
    row: Row, columns: tuple[Column, ...], widths: list[int], style: str
) -> Iterator[BaseOxmlElement]:
    first, *others = row.cells
    bold = row.kind != "line"
    align = columns[0].align if row.span == 1 else "left"
    size = sum(widths[: row.span])
    stays = row.kind == "group"
    yield _cell(first, size, style, align=align, bold=bold, span=row.span, keep_next=stays)
    for text, column, size in zip(others, columns[row.span :], widths[row.span :], strict=True):
        yield _cell(text, size, style, align=column.align, bold=bold)


def _cell(
    text: str,
    width: int,
    style: str,
    *,
    align: str,
    bold: bool,
    span: int = 1,
    keep_next: bool = False,
) -> BaseOxmlElement:
    properties = element("tcPr", element("tcW", w=str(width), type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=str(span)))
    properties.append(element("vAlign", val="center"))
    layout = element("pPr", element("pStyle", val=style))
    if keep_next:
        layout.append(element("keepNext"))
    layout.append(element("jc", val=align))
    return element("tc", properties, element("p", layout, _run(text, bold=bold)))


def _run(text: str, *, bold: bool) -> BaseOxmlElement:
    run = element("r")
    if bold:
        run.append(element("rPr", element("b")))
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(element("br"))
        words = element("t")
        words.text = line
        run.append(words)
    return run
