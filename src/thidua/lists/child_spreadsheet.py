"""Spreadsheets by calamine. Runs in the child process only."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final
from xml.etree.ElementTree import ParseError

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from thidua.lists.child_ods_merges import Merge, read_merges
from thidua.lists.wire import RawSheet, Refusal, Writer

_DECLARATIONS: Final = (b"<!DOCTYPE", b"<!ENTITY")
_WINDOW: Final = 4096
"""Declarations stand at the head of an XML file, before its first element."""

_DAMAGE: Final = (
    ParseError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
)


def parse(data: bytes, writer: Writer) -> None:
    """Write every worksheet, hidden ones included."""
    ods_merges = _look_into_parts(data) if zipfile.is_zipfile(io.BytesIO(data)) else {}
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for meta in workbook.sheets_metadata:
            if meta.typ == SheetTypeEnum.WorkSheet:
                sheet = workbook.get_sheet_by_name(meta.name)
                hidden = meta.visible != SheetVisibleEnum.Visible
                writer.sheet(_raw(sheet, ods_merges.get(meta.name, []), hidden=hidden))
    except PasswordError as error:
        raise Refusal("protected") from error
    except (CalamineError, OSError, ValueError) as error:
        raise Refusal("damaged") from error


def _look_into_parts(data: bytes) -> dict[str, list[Merge]]:
    """Refuse what calamine cannot name: passwords of .ods, declarations that expand or fetch.

    Returns the merged cells of an .ods by sheet; those of other formats come with the sheet.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                if entry.filename.endswith((".xml", ".rels")):
                    with archive.open(entry) as part:
                        _check_head(entry.filename, part.read(_WINDOW))
            if "content.xml" not in archive.namelist():
                return {}
            with archive.open("content.xml") as content:
                return read_merges(content)
    except _DAMAGE as error:
        raise Refusal("damaged") from error


def _check_head(name: str, head: bytes) -> None:
    if any(declaration in head for declaration in _DECLARATIONS):
        raise Refusal("entities")
    # An encrypted .ods is an ordinary zip whose manifest says how each part is encrypted.
    if name == "META-INF/manifest.xml" and b"encryption-data" in head:
        raise Refusal("protected")


def _raw(sheet: CalamineSheet, ods_merges: list[Merge], *, hidden: bool) -> RawSheet:
    """Rows count from the first of the sheet, cells from the first used column."""
    if sheet.start is None:
        return RawSheet(sheet.name, (), hidden=hidden)
    merges = ods_merges + [
        (top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    rows = (list[object](row) for row in sheet.iter_rows())
    return RawSheet(sheet.name, rows, hidden=hidden, left=sheet.start[1], merges=merges)
