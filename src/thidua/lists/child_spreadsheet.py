"""Spreadsheets by calamine. Runs in the child process only."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from thidua.lists.wire import RawSheet, Refusal, Writer

_DECLARATIONS: Final = (b"<!DOCTYPE", b"<!ENTITY")
_WINDOW: Final = 4096
"""Declarations stand at the head of an XML file, before its first element."""

_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
)


def parse(data: bytes, writer: Writer) -> None:
    """Write every worksheet, hidden ones included."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        _refuse_declarations(data)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for meta in workbook.sheets_metadata:
            if meta.typ == SheetTypeEnum.WorkSheet:
                sheet = workbook.get_sheet_by_name(meta.name)
                writer.sheet(_raw(sheet, hidden=meta.visible != SheetVisibleEnum.Visible))
    except PasswordError as error:
        raise Refusal("protected") from error
    except (CalamineError, OSError, ValueError) as error:
        raise Refusal("damaged") from error


def _refuse_declarations(data: bytes) -> None:
    """No spreadsheet program declares entities; what expands them or fetches them does."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                if entry.filename.endswith((".xml", ".rels")):
                    with archive.open(entry) as part:
                        start = part.read(_WINDOW)
                    if any(declaration in start for declaration in _DECLARATIONS):
                        raise Refusal("entities")
    except _DAMAGE as error:
        raise Refusal("damaged") from error


def _raw(sheet: CalamineSheet, *, hidden: bool) -> RawSheet:
    """Rows count from the first of the sheet, cells from the first used column."""
    if sheet.start is None:
        return RawSheet(sheet.name, (), hidden=hidden)
    merges = [
        (top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    rows = (list[object](row) for row in sheet.iter_rows())
    return RawSheet(sheet.name, rows, hidden=hidden, left=sheet.start[1], merges=merges)
