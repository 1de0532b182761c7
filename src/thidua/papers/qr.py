"""The QR code of a certificate."""

from __future__ import annotations

import re
from typing import Any

import zxingcpp

# Four modules of white on every side: ISO/IEC 18004 asks for them and readers fail without.
_QUIET_ZONE = 4
_RUNS = re.compile(rb"\x00+|\xff+|\n")
# Version 15 at level M, the largest whose modules survive an office printer on a certificate.
_MOST_BITS = 3320
_BYTE_HEAD, _DIGIT_HEAD = 20, 14
_WIDEST = 177
_ROW_END = b"\n"
# A dark run is a stroke one module wide, a light one a step over it.
_STROKES = {b"\x00" * length: f"h{length}" for length in range(1, _WIDEST + 1)} | {
    b"\xff" * length: f"m{length} 0" for length in range(1, _WIDEST + 1)
}


def prints_clearly(address: str, digits: str) -> bool:
    """Whether ``address#digits`` makes a code small enough to be printed on a certificate.

    Reckoned from the two segments of the code, without drawing it.
    """
    text = 8 * (len(address.encode()) + 1) + _BYTE_HEAD
    return text + _DIGIT_HEAD + -(-len(digits) * 10 // 3) <= _MOST_BITS


def matrix(text: str) -> list[bytes]:
    """Return the rows of the code of ``text``, level M: 0 is dark, 255 light; no quiet zone.

    Digits after a ``#`` are packed as digits.

    Raises:
        ValueError: ``text`` does not fit in a QR code.
    """
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    # The library's types do not tell that its images are buffers.
    image: Any = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    width, raw = image.shape[1], memoryview(image).tobytes()
    return [raw[start : start + width] for start in range(0, len(raw), width)]


def qr_svg(text: str) -> bytes:
    """Return ``text`` as the SVG of a QR code, level M, quiet zone included.

    Raises:
        ValueError: ``text`` does not fit in a QR code.
    """
    return drawn(text)[0]


def drawn(text: str) -> tuple[bytes, int]:
    """Return the SVG of :func:`qr_svg` and its width in modules, quiet zone included."""
    rows = matrix(text)
    width = len(rows) + 2 * _QUIET_ZONE
    # From the left end of each row back to the left end of the next one.
    table = _STROKES | {_ROW_END: f"m-{len(rows)} 1"}
    lines = "".join([table[run] for run in _RUNS.findall(_ROW_END.join(rows))])
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{width}">'
        f'<path fill="#fff" d="M0 0h{width}v{width}h-{width}z"/>'
        f'<path stroke="#000" d="M{_QUIET_ZONE} {_QUIET_ZONE}.5{lines}"/></svg>'
    )
    return picture.encode("ascii"), width
