"""Code tables of the two font encodings Vietnamese offices used before Unicode.

The keys are the characters such text shows when its bytes are read as Latin-1 or cp1252: that
is how it sits in old workbooks that are opened as Unicode.
"""

from __future__ import annotations

from itertools import product
from typing import Final

TCVN3: Final[dict[str, str]] = {
    chr(code): letter
    for start, letters in (
        (0xA1, "ĂÂÊÔƠƯĐăâêôơưđẰ"),
        (0xB5, "àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ"),
    )
    for code, letter in enumerate(letters, start)
}
"""TCVN 5712:1993 as the .Vn fonts use it. 0xAD, the soft hyphen, is ư."""

TCVN3_TONES: Final = {"°": "\u0300", "±": "\u0309", "²": "\u0303", "³": "\u0301", "´": "\u0323"}
"""Combining tones of the same standard, met after capital vowels only (m² is no m̃)."""

_VNI_TONES: Final = {"ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ù": "\u0301", "ï": "\u0323"}
_VNI_BREVES: Final = {"ê": "ă", "è": "ằ", "ú": "ẳ", "ü": "ẵ", "é": "ắ", "ë": "ặ"}
_VNI_ROOFS: Final = {
    "â": "",
    "à": "\u0300",
    "å": "\u0309",
    "ã": "\u0303",
    "á": "\u0301",
    "ä": "\u0323",
}
_VNI_SINGLE: Final = {
    "ñ": "đ",
    "ô": "ơ",
    "ö": "ư",
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "î": "ỵ",
}


def _vni_lower() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for base, (mark, tone) in product("aeouyôö", _VNI_TONES.items()):
        table[base + mark] = _VNI_SINGLE.get(base, base) + tone
    for base, (mark, tone) in product("aeo", _VNI_ROOFS.items()):
        table[base + mark] = base + "\u0302" + tone
    return table | {"a" + mark: letter for mark, letter in _VNI_BREVES.items()}


def _with_capitals(lower: dict[str, str]) -> dict[str, str]:
    """Add capitals. AÙnh and Aùnh were both typed for Ánh: the case of the vowel decides."""
    table = dict(lower)
    for code, letter in lower.items():
        table[code.upper()] = table[code[0].upper() + code[1:]] = letter.upper()
        table[code[0] + code[1:].upper()] = letter
    return table


VNI: Final[dict[str, str]] = _with_capitals(_vni_lower())
"""VNI-Windows: most letters are a plain vowel followed by a mark character. Not composed."""
