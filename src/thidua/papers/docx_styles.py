"""The named styles of a DOCX paper: sizes and spacing of Decree 30/2020, Phụ lục I."""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle

from thidua.papers import ooxml
from thidua.papers.sheet import LineKind

BODY = "Đoạn văn"
CENTRED = "Dòng giữa"
LETTERHEAD = "Đầu văn bản"
HEADER = "Đầu trang"
NAME = "Tên loại"
SUBJECT = "Trích yếu"
RECIPIENTS = "Nơi nhận"
CELL = "Ô bảng"
_BASE = "Căn cứ"
_MIDDLE = "Dòng giữa đậm"
_SECTION = "Đề mục"
_SALUTATION = "Kính gửi"
_ADDRESSEE = "Nơi kính gửi"

OF_LINE: dict[LineKind, str] = {
    "authority": _MIDDLE,
    "base": _BASE,
    "command": _MIDDLE,
    "body": BODY,
    "heading": _SECTION,
    "addressee": _SALUTATION,
    "addressee-item": _ADDRESSEE,
}

TEXT_WIDTH_MM = 165.0
_INDENT = Mm(12.7)


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    size: float = 14
    bold: bool = False
    italic: bool = False
    indent: Length | None = None
    left: Length | None = None
    before: float = 0
    after: float = 0
    outline: int | None = None


_STYLES = (
    _Style(BODY, WD_ALIGN_PARAGRAPH.JUSTIFY, indent=_INDENT, after=6),
    _Style(_BASE, WD_ALIGN_PARAGRAPH.JUSTIFY, italic=True, indent=_INDENT, after=6),
    _Style(_SECTION, bold=True, indent=_INDENT, before=6, after=6),
    _Style(_SALUTATION, WD_ALIGN_PARAGRAPH.CENTER, before=4, after=8),
    _Style(_ADDRESSEE, left=Mm(52), after=6),
    _Style(CENTRED, WD_ALIGN_PARAGRAPH.CENTER),
    _Style(_MIDDLE, WD_ALIGN_PARAGRAPH.CENTER, bold=True, before=8, after=8),
    _Style(LETTERHEAD, WD_ALIGN_PARAGRAPH.CENTER, size=13),
    _Style(HEADER, size=13),
    _Style(NAME, WD_ALIGN_PARAGRAPH.CENTER, bold=True, before=12, outline=0),
    _Style(SUBJECT, WD_ALIGN_PARAGRAPH.CENTER, bold=True),
    _Style(RECIPIENTS, size=11),
    _Style(CELL, size=12),
)


def define(document: Document) -> None:
    """Set the base style and add the named ones."""
    normal = document.styles["Normal"]
    if not isinstance(normal, ParagraphStyle):
        raise TypeError("Normal is not a paragraph style")
    ooxml.set_font(normal)
    ooxml.set_language(document)
    ooxml.set_word_mode(document)
    normal.font.size = Pt(14)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    for style in _STYLES:
        _add(document, style)
    stops = document.styles[HEADER].paragraph_format.tab_stops
    stops.add_tab_stop(Mm(TEXT_WIDTH_MM / 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Mm(TEXT_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)


def style_id(document: Document, name: str) -> str:
    """Return the id that elements name the style by."""
    identity: str = document.styles[name].style_id
    return identity


def _add(document: Document, style: _Style) -> None:
    added = document.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
    added.base_style = document.styles["Normal"]
    added.quick_style = True
    added.font.size = Pt(style.size)
    added.font.bold, added.font.italic = style.bold, style.italic
    layout = added.paragraph_format
    layout.alignment = style.align
    layout.first_line_indent, layout.left_indent = style.indent, style.left
    layout.space_before, layout.space_after = Pt(style.before), Pt(style.after)
    if style.outline is not None:
        ooxml.set_outline_level(added, style.outline)
