"""Writers of the legacy encodings, transcribed apart from the code under test.

What they give is what such text shows when it is opened as Unicode.
"""

from __future__ import annotations

import unicodedata

TONES = "\u0300\u0309\u0303\u0301\u0323"

# The code of the letter without a tone, then with huyền, hỏi, ngã, sắc, nặng.
TCVN3_ROWS = {
    "a": (0x61, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9),
    "ă": (0xA8, 0xBB, 0xBC, 0xBD, 0xBE, 0xC6),
    "â": (0xA9, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB),
    "e": (0x65, 0xCC, 0xCE, 0xCF, 0xD0, 0xD1),
    "ê": (0xAA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6),
    "i": (0x69, 0xD7, 0xD8, 0xDC, 0xDD, 0xDE),
    "o": (0x6F, 0xDF, 0xE1, 0xE2, 0xE3, 0xE4),
    "ô": (0xAB, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9),
    "ơ": (0xAC, 0xEA, 0xEB, 0xEC, 0xED, 0xEE),
    "u": (0x75, 0xEF, 0xF1, 0xF2, 0xF3, 0xF4),
    "ư": (0xAD, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9),
    "y": (0x79, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE),
}
TCVN3_CAPITALS = dict(zip("ĂÂÊÔƠƯĐ", range(0xA1, 0xA8), strict=True))


def toned(letter: str, tone: str) -> str:
    return unicodedata.normalize("NFC", letter + tone)


def tcvn3_codes() -> dict[str, str]:
    codes = {"đ": chr(0xAE)} | {letter: chr(code) for letter, code in TCVN3_CAPITALS.items()}
    for letter, row in TCVN3_ROWS.items():
        codes |= {toned(letter, t): chr(c) for t, c in zip(("", *TONES), row, strict=True)}
    return codes


TCVN3 = tcvn3_codes()
VIETNAMESE_LETTERS = sorted({toned(v, t) for v in TCVN3_ROWS for t in ("", *TONES)} | {"đ"})


def to_tcvn3(text: str) -> str:
    """As typed in .VnTime: a capital with a tone has no code, its small letter is typed."""
    return "".join(
        char if char.isascii() else TCVN3.get(char) or TCVN3.get(char.lower(), char)
        for char in text
    )


VNI_TONES = dict(zip(TONES, "øûõùï", strict=True))
VNI_HATS = {
    "ă": dict(zip(("", *TONES), "êèúüéë", strict=True)),
    "â": dict(zip(("", *TONES), "âàåãáä", strict=True)),
}
VNI_OWN = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}


def vni_letter(letter: str) -> str:
    if letter in VNI_OWN:
        return VNI_OWN[letter]
    marks = unicodedata.normalize("NFD", letter)
    tone = next((char for char in marks if char in TONES), "")
    plain = unicodedata.normalize("NFC", marks.replace(tone, "") if tone else marks)
    if plain in "êô":
        return {"ê": "e", "ô": "o"}[plain] + VNI_HATS["â"][tone]
    if plain in VNI_HATS:
        return "a" + VNI_HATS[plain][tone]
    return {"ơ": "ô", "ư": "ö"}.get(plain, plain) + (VNI_TONES[tone] if tone else "")


def to_vni(text: str) -> str:
    return "".join(
        vni_letter(char.lower()).upper() if char.isupper() else vni_letter(char) for char in text
    )


def to_cp1258(text: str) -> bytes:
    """Letters with their hat, breve or horn in one byte, the tone in another."""
    out = []
    for char in text:
        marks = unicodedata.normalize("NFD", char)
        tone = next((mark for mark in marks if mark in TONES), "")
        out.append(unicodedata.normalize("NFC", marks.replace(tone, "") if tone else marks) + tone)
    return "".join(out).encode("cp1258")


def to_mojibake(text: str) -> str:
    """UTF-8 bytes shown as cp1252; its five undefined bytes show as control characters."""
    return "".join(
        chr(b) if b in b"\x81\x8d\x8f\x90\x9d" else bytes([b]).decode("cp1252")
        for b in text.encode("utf-8")
    )
