"""A directive's file to a reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from thidua.lists.limits import Limits
from thidua.reading.model import NotRead, Reading
from thidua.reading.reading import read_text
from thidua.reading.sandbox import LIMITS, SourceText, read_source
from thidua.vietnamese.legacy import detect_legacy, repair

_LEGACY: Final = {
    "tcvn3": "TCVN3 (.VnTime)",
    "vni": "VNI",
    "utf8-cp1252": "UTF-8 đọc sai bảng mã",
}


def read_directive(
    data: bytes, name: str, *, units: Iterable[str] = (), limits: Limits = LIMITS
) -> Reading:
    """Read a directive's file: .docx, .pdf with a text layer or text, whatever its name says.

    Raises:
        Unreadable: the file cannot be read at all; nothing else is raised for any bytes.
    """
    source = read_source(data, name, limits=limits)
    text, notes = _in_unicode(source)
    reading = read_text(text, name=name, kind=source.kind, units=units)
    notes += [
        NotRead("blank-page", f"Trang {page} không có lớp chữ (ảnh quét), chưa đọc được.")
        for page in source.blank_pages
    ]
    return replace(reading, not_read=(*notes, *reading.not_read))


def _in_unicode(source: SourceText) -> tuple[str, list[NotRead]]:
    """Text in a font from before Unicode is converted, and that is said."""
    lines = source.text.split("\n")
    legacy = detect_legacy(lines)
    if legacy is None:
        return source.text, []
    sentence = f"Văn bản dùng phông chữ cũ {_LEGACY[legacy]}; đã chuyển sang Unicode, cần soát lại."
    return "\n".join(repair(line, legacy).text for line in lines), [
        NotRead("legacy-font", sentence)
    ]
