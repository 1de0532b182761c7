"""What a file really is, told from its bytes and, for zip containers, from the directory alone.

Nothing is unpacked here. A file name proves nothing: officials rename, mail filters rename, and
so does whoever wants a parser to trip.
"""

from __future__ import annotations

import io
import zipfile
from typing import Final

from thidua.lists.refusals import Refused

MAX_ENTRIES: Final = 2_000
MAX_UNPACKED: Final = 150 << 20
# A sheet of one repeated title packs about 60 to 1; a bomb packs about 1000 to 1.
MAX_RATIO: Final = 200
RATIO_FLOOR: Final = 8 << 20

_ZIP: Final = b"PK\x03\x04"
_OLE2: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_ENTRY: Final = b"PK\x01\x02"
_IMAGES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF")
_ENCRYPTED_BIT: Final = 0x1


def file_kind(data: bytes, name: str) -> str:
    """The real type of ``data``: xlsx, xls, ods, docx or text.

    Raises:
        Refused: the file is empty, protected, damaged, exploding, or of a type that is not read.
    """
    if not data:
        raise Refused("empty", name)
    if data.startswith(_ZIP):
        return _zip_kind(data, name)
    if data.startswith(_OLE2):
        return _ole2_kind(data, name)
    return _text_kind(data, name)


def _zip_kind(data: bytes, name: str) -> str:
    entries = _entries(data, name)
    _refuse_bombs(entries, name)
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & _ENCRYPTED_BIT for entry in entries):
        raise Refused("protected", name)
    if "xl/workbook.bin" in names:
        raise Refused("xlsb", name)
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    if any(entry.startswith("xl/") for entry in names):
        return "xlsx"
    raise Refused("unknown", name)


def _entries(data: bytes, name: str) -> list[zipfile.ZipInfo]:
    # The directory itself can be the bomb: each entry costs about 600 bytes in this process.
    if data.count(_ZIP_ENTRY) > MAX_ENTRIES:
        raise Refused("bomb", name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise Refused("damaged", name) from error


def _refuse_bombs(entries: list[zipfile.ZipInfo], name: str) -> None:
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Refused("bomb", name)
    for entry in entries:
        if entry.file_size > max(RATIO_FLOOR, MAX_RATIO * entry.compress_size):
            raise Refused("bomb", name)


def _ole2_kind(data: bytes, name: str) -> str:
    # An encrypted .xlsx is an OLE2 box holding the stream EncryptedPackage.
    if _has_stream(data, "EncryptedPackage"):
        raise Refused("protected", name)
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        return "xls"
    if _has_stream(data, "WordDocument"):
        raise Refused("doc", name)
    raise Refused("damaged", name)


def _has_stream(data: bytes, stream: str) -> bool:
    """Whether the OLE2 directory names ``stream``: entries lie at multiples of 128 bytes."""
    wanted = (stream + "\0").encode("utf-16-le")
    at = data.find(wanted)
    while at != -1:
        if at % 128 == 0:
            return True
        at = data.find(wanted, at + 1)
    return False


def _text_kind(data: bytes, name: str) -> str:
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%pdf-" in data[:1024].lower():
        raise Refused("pdf", name)
    if start.startswith(b"{\\rtf"):
        raise Refused("rtf", name)
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta")):
        raise Refused("html", name)
    if start.startswith(b"mime-version:"):
        raise Refused("html", name)
    if start.startswith(b"<"):
        raise Refused("html" if b"<html" in start else "xml", name)
    if data.startswith(_IMAGES):
        raise Refused("image", name)
    return "text"
