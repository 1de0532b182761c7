"""The text of a .docx in reading order, tables cell by cell. Runs in the child process only."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import parse as parse_xml  # type: ignore[import-untyped]

from thidua.lists.wire import Refusal
from thidua.reading.child_docx_numbers import W, Numbering

_BOXES: Final = f"{W}txbxContent"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DAMAGE: Final = (ParseError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError)


def parse(data: bytes) -> Iterator[object]:
    """The lines of the body; a blank line stands between the cells of a table."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            document = _part(archive, "word/document.xml")
            numbering = Numbering(
                _part(archive, "word/numbering.xml"), _part(archive, "word/styles.xml")
            )
    except DefusedXmlException as error:
        raise Refusal("entities") from error
    except _DAMAGE as error:
        raise Refusal("damaged") from error
    if document is None:
        raise Refusal("damaged")
    body = document.find(f"{W}body")
    yield from _blocks(document if body is None else body, numbering)


def _part(archive: zipfile.ZipFile, name: str) -> Element | None:
    if name not in archive.namelist():
        return None
    with archive.open(name) as part:
        root: Element | None = parse_xml(part, forbid_dtd=True).getroot()
    return root


def _blocks(parent: Element, numbering: Numbering) -> Iterator[str]:
    for element in parent:
        if element.tag == f"{W}p":
            yield from _paragraph(element, numbering)
        elif element.tag == f"{W}tbl":
            for cell in element.iter(f"{W}tc"):
                yield from _blocks(cell, numbering)
                yield ""
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
            yield from _blocks(element, numbering)


def _paragraph(paragraph: Element, numbering: Numbering) -> Iterator[str]:
    boxes: list[Element] = []
    text = "".join(_text(paragraph, boxes))
    label = numbering.label(paragraph) if text.strip() else ""
    yield from f"{label}{text}".rstrip().split("\n")
    for box in boxes:
        yield from _blocks(box, numbering)
        yield ""


def _text(element: Element, boxes: list[Element]) -> Iterator[str]:
    """Text of the runs; text boxes are put aside, what is deleted or doubled is left out."""
    for node in element:
        if node.tag == _BOXES:
            boxes.append(node)
        elif node.tag == f"{W}t":
            yield node.text or ""
        elif node.tag == f"{W}tab":
            yield "\t"
        elif node.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif node.tag == f"{W}noBreakHyphen":
            yield "-"
        elif node.tag not in (f"{W}pPr", f"{W}rPr", f"{W}del", _FALLBACK):
            yield from _text(node, boxes)
