"""The QR code of a certificate."""

from __future__ import annotations

import io
from typing import Any

import segno

# Trying all eight masks takes five times as long and a fixed one reads as well.
_MASK = 3
# Four modules of white on every side: ISO/IEC 18004 asks for them and readers fail without.
_QUIET_ZONE = 4


def compact_qr(text: str) -> segno.QRCode:
    """Return the code of ``text``, level M or better; digits after a ``#`` are packed as digits.

    Raises:
        ValueError: ``text`` does not fit in a QR code.
    """
    address, mark, digits = text.rpartition("#")
    packed = mark and digits.isascii() and digits.isdecimal()
    # Segments are documented, but the library's types name only one text.
    parts: Any = [address + mark, digits] if packed else text
    return segno.make_qr(parts, error="m", mask=_MASK)


def qr_svg(text: str) -> bytes:
    """Return ``text`` as the SVG of a QR code, level M or better, quiet zone included.

    Raises:
        ValueError: ``text`` does not fit in a QR code.
    """
    return drawn(text)[0]


def drawn(text: str) -> tuple[bytes, int]:
    """Return the SVG of :func:`qr_svg` and its width in modules, quiet zone included."""
    code = compact_qr(text)
    picture = io.BytesIO()
    code.save(picture, kind="svg", border=_QUIET_ZONE, xmldecl=False, light="#fff")
    return picture.getvalue(), int(code.symbol_size(border=_QUIET_ZONE)[0])
