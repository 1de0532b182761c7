"""Conversions to Unicode from font encodings, and from UTF-8 that was read as something else."""

from __future__ import annotations

import re
from typing import Final

from thidua.vietnamese._legacy_tables import TCVN3, TCVN3_TONES, VNI
from thidua.vietnamese._plausibility import WORD
from thidua.vietnamese.text import nfc

_TCVN3_TABLE: Final = str.maketrans(TCVN3)
_TCVN3_TONED: Final = re.compile(f"([AEIOUYĂÂÊÔƠƯ¡¢£¤¥¦])([{''.join(TCVN3_TONES)}])")
_VNI_CODE: Final = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))


def from_tcvn3(text: str, capitals: bool = False) -> str:
    """Convert TCVN3 (ABC, .VnTime) text to Unicode.

    In .VnTimeH, the capitals font, words are typed with the small codes: pass
    ``capitals=True`` for such text. In .VnTime a marked capital has no code of its own, so
    words whose plain letters are capitals are raised: ``H¶I PHßNG`` gives HẢI PHÒNG.
    """
    toned = _TCVN3_TONED.sub(lambda found: found[1] + TCVN3_TONES[found[2]], text)
    if capitals:
        return nfc(toned.translate(_TCVN3_TABLE)).upper()
    among_capitals = _is_in_capitals(_ascii_letters(text))
    return nfc(WORD.sub(lambda found: _tcvn3_word(found[0], among_capitals), toned))


def _tcvn3_word(word: str, among_capitals: bool) -> str:
    letters = _ascii_letters(word)
    # One capital says nothing by itself: Hà, HÀ. Its neighbours do.
    raised = _is_in_capitals(letters) or (among_capitals and not any(map(str.islower, letters)))
    converted = word.translate(_TCVN3_TABLE)
    return converted.upper() if raised else converted


def _ascii_letters(text: str) -> list[str]:
    return [char for char in text if char.isascii() and char.isalpha()]


def _is_in_capitals(letters: list[str]) -> bool:
    return len(letters) > 1 and all(map(str.isupper, letters))


def from_vni(text: str) -> str:
    """Convert VNI-Windows (VNI-Times) text to Unicode."""
    return nfc(_VNI_CODE.sub(lambda found: VNI[found[0]], text))


def from_mojibake(text: str) -> str:
    """Undo UTF-8 read as cp1252 (``Nguyá»…n``); return ``text`` as it is if it is not that."""
    try:
        return nfc(b"".join(map(_cp1252_byte, text)).decode("utf-8"))
    except UnicodeError:
        return text


def _cp1252_byte(char: str) -> bytes:
    # The five bytes cp1252 leaves undefined are shown as C1 control characters.
    return char.encode("latin-1" if "\x80" <= char <= "\x9f" else "cp1252")


def read_cp1252(data: bytes) -> str:
    """Read any bytes as cp1252, the five undefined ones as C1 control characters."""
    return "".join(map(_CP1252.__getitem__, data))


def _cp1252_char(byte: int) -> str:
    data = bytes([byte])
    return data.decode("cp1252", "ignore") or data.decode("latin-1")


_CP1252: Final = [_cp1252_char(byte) for byte in range(256)]
