"""The QR code of a certificate."""

from __future__ import annotations

import io

import segno

# Trying all eight masks takes five times as long and a fixed one reads as well.
_MASK = 3
# Four modules of white on every side: ISO/IEC 18004 asks for them and readers fail without.
_QUIET_ZONE = 4


def qr_svg(text: str) -> bytes:
    """Return ``text`` as the SVG of a QR code, level M or better, quiet zone included.

    Raises:
        ValueError: ``text`` does not fit in a QR code.
    """
    return drawn(text)[0]


def drawn(text: str) -> tuple[bytes, int]:
    """Return the SVG of :func:`qr_svg` and its width in modules, quiet zone included."""
    code = segno.make_qr(text, error="m", mask=_MASK)
    picture = io.BytesIO()
    code.save(picture, kind="svg", border=_QUIET_ZONE, xmldecl=False, light="#fff")
    return picture.getvalue(), int(code.symbol_size(border=_QUIET_ZONE)[0])
