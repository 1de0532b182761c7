"""Text files of unknown encoding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from thidua.vietnamese._fonts import from_tcvn3, from_vni, read_cp1252
from thidua.vietnamese._plausibility import likeness, plausible_share
from thidua.vietnamese.text import nfc

_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8", "utf-8-sig"),
    (b"\xff\xfe", "utf-16-le", "utf-16"),
    (b"\xfe\xff", "utf-16-be", "utf-16"),
)
_CONVINCING: Final = 0.6
_SAMPLE: Final = 4096
_NOT_TEXT: Final = "Tệp này không phải tệp chữ. Hãy lưu lại ở dạng CSV UTF-8 rồi nộp lại."
_UNKNOWN: Final = (
    "Không nhận ra bảng mã của tệp, đọc thử cách nào chữ cũng không thành tiếng Việt. "
    "Hãy mở tệp bằng Excel, lưu lại ở dạng CSV UTF-8 rồi nộp lại."
)


class UnreadableText(ValueError):
    """Bytes that give no plausible text; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text read from bytes, the encoding that explained it, and its usual line ending."""

    text: str
    encoding: str
    newline: str


def decode(data: bytes) -> Decoded:
    """Read the bytes of a text file; raise ``UnreadableText`` when nothing makes sense of them.

    Tried in turn: byte order marks, UTF-16 without one, UTF-8, then Windows-1258, TCVN3 and
    VNI, judged by how Vietnamese the result is. The text is in NFC, without the mark, its line
    breaks as they were.
    """
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            return _decoded(_strictly(data[len(mark) :], codec), name)
    if utf16 := _unmarked_utf16(data):
        return _decoded(_strictly(data, utf16), utf16)
    try:
        return _decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _decode_single_byte(data, error)


def _strictly(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise UnreadableText(_damaged_line(data, error)) from error


def _damaged_line(data: bytes, error: UnicodeDecodeError) -> str:
    line = data[: error.start].decode(error.encoding, "replace").count("\n") + 1
    return (
        f"Dòng {line} có chữ bị hỏng, không đọc được. "
        "Hãy mở tệp ở máy đã tạo ra nó, sửa dòng này rồi lưu lại ở dạng CSV UTF-8."
    )


def _unmarked_utf16(data: bytes) -> str | None:
    """Spaces, digits and commas have a zero byte in UTF-16, always on the same side."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    is_sparse = (even + odd) * 8 < len(sample)
    is_two_sided = min(even, odd) * 20 > max(even, odd)
    if not sample or len(data) % 2 or is_sparse or is_two_sided:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode_single_byte(data: bytes, utf8_error: UnicodeDecodeError) -> Decoded:
    readings = _single_byte_readings(data)
    name = max(readings, key=lambda name: likeness(readings[name]))
    if plausible_share(readings[name]) >= _CONVINCING:
        return _decoded(readings[name], name)
    if plausible_share(data.decode("utf-8", "ignore")) >= _CONVINCING and _is_mostly_utf8(data):
        raise UnreadableText(_damaged_line(data, utf8_error)) from utf8_error
    raise UnreadableText(_UNKNOWN) from utf8_error


def _single_byte_readings(data: bytes) -> dict[str, str]:
    """The readings that take every byte, the likeliest first."""
    latin = read_cp1252(data)
    readings = {"tcvn3": from_tcvn3(latin), "vni": from_vni(latin)}
    try:
        return {"windows-1258": nfc(data.decode("cp1258"))} | readings
    except UnicodeDecodeError:
        return readings


def _is_mostly_utf8(data: bytes) -> bool:
    kept = len(data.decode("utf-8", "ignore").encode("utf-8"))
    beyond_ascii = sum(byte > 0x7F for byte in data)  # noqa: PLR2004 (the end of ASCII)
    return (len(data) - kept) * 10 <= beyond_ascii


def _decoded(text: str, encoding: str) -> Decoded:
    if _CONTROL.search(text):
        raise UnreadableText(_NOT_TEXT)
    return Decoded(nfc(text), encoding, _usual_newline(text))


def _usual_newline(text: str) -> str:
    crlf = text.count("\r\n")
    counts = {"\n": text.count("\n") - crlf, "\r\n": crlf, "\r": text.count("\r") - crlf}
    return max(counts, key=lambda newline: counts[newline])
