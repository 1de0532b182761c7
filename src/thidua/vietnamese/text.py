"""Vietnamese text: cleaning, search keys, tone placement.

One spelling has many encodings: composed or decomposed letters, non-breaking or zero-width
spaces, the tone on either vowel (hòa, hoà). Everything that compares or stores text passes
through here first. Legacy fonts are the one exception: ``legacy.repair`` comes before
``clean``, because in TCVN3 the invisible soft hyphen is the letter ư.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

GRAVE: Final = "\u0300"
HOOK: Final = "\u0309"
TILDE: Final = "\u0303"
ACUTE: Final = "\u0301"
DOT: Final = "\u0323"

TONE_MARKS: Final = (GRAVE, HOOK, TILDE, ACUTE, DOT)
"""The five written tones in dictionary order; the level tone (ngang) has no mark."""

_ETH_AS_D: Final = str.maketrans("ÐðƉɖ", "ĐđĐđ")
"""Icelandic and African letters that look like Đ and were typed for it on older machines."""

_TONED_SECOND_VOWEL: Final = re.compile(
    r"(?<![^\W\d_])"
    r"(?P<onset>b|ch?|d|đ|gh?|h|kh?|l|m|ngh?|nh?|ph?|r|s|th|tr|t|v|x|)"
    r"(?P<vowels>o[àảãáạèẻẽéẹ]|u[ỳỷỹýỵ])"
    r"(?![^\W\d_])",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W_]+")


class _CleaningTable(dict[int, str | None]):
    """Translation table for ``clean``, filled as characters are met."""

    def __missing__(self, code: int) -> str | None:
        self[code] = value = self._clean(chr(code))
        return value

    @staticmethod
    def _clean(char: str) -> str | None:
        match unicodedata.category(char):
            case "Cf":
                return None
            case "Cc" | "Zs" | "Zl" | "Zp":
                return " "
            case "Cs":
                return "\ufffd"  # half a surrogate pair cannot be stored as UTF-8
            case _:
                return char


class _FoldingTable(dict[int, str | None]):
    """Translation table for decomposed, casefolded text, filled as characters are met."""

    def __missing__(self, code: int) -> str | None:
        self[code] = value = self._fold(chr(code))
        return value

    @staticmethod
    def _fold(char: str) -> str | None:
        if char in "đðɖ":
            return "d"
        if unicodedata.category(char).startswith(("M", "Cf")):
            return None
        return char if char.isalnum() else " "


_CLEANING: Final = _CleaningTable()
_FOLDING: Final = _FoldingTable()
_WITHOUT_TONES: Final = {ord(mark): None for mark in TONE_MARKS}


def nfc(s: str) -> str:
    """Compose letters and their marks (Unicode NFC), the only form that is stored."""
    return unicodedata.normalize("NFC", s)


def clean(s: str) -> str:
    """Return ``s`` in NFC on one line: every space plain and single, nothing invisible left."""
    return " ".join(nfc(s.translate(_CLEANING)).split())


def clean_lines(s: str) -> str:
    """Clean each line of ``s``; line breaks of any kind become one ``\\n``, blank lines go."""
    lines = (clean(line) for line in s.splitlines())
    return "\n".join(line for line in lines if line)


def fold(s: str) -> str:
    """Return the search key: no marks, đ as d, lower case, words parted by one space.

    The same key is made for the index and for the query, so hòa, hoà and hoa all meet.
    """
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", s).casefold())
    return " ".join(decomposed.translate(_FOLDING).split())


def toneless(s: str) -> str:
    """Remove the five tones and keep the letters ă â ê ô ơ ư đ, in NFC."""
    return nfc(unicodedata.normalize("NFD", s).translate(_WITHOUT_TONES))


def unmarked(s: str) -> str:
    """Remove every mark and keep case and punctuation (``"Đặng Thị"`` gives ``"Dang Thi"``)."""
    decomposed = unicodedata.normalize("NFD", latin_d_to_vietnamese(s))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return nfc(bare).translate(str.maketrans("Đđ", "Dd"))


def latin_d_to_vietnamese(s: str) -> str:
    """Turn the look-alikes Ð (eth) and Ɖ into the Vietnamese Đ."""
    return s.translate(_ETH_AS_D)


def old_style(s: str) -> str:
    """Move tone marks to the old placement (hoà to hòa, thuý to thúy, uỷ to ủy), in NFC.

    Only open syllables in oa, oe, uy are concerned: hoàn, toán, huỳnh stay. In quý the u belongs
    to the consonant, so the tone stays on y.
    """
    return _TONED_SECOND_VOWEL.sub(_move_tone, nfc(s))


def _move_tone(match: re.Match[str]) -> str:
    vowels = unicodedata.normalize("NFD", match["vowels"])  # first vowel, second vowel, tone
    return match["onset"] + nfc(vowels[0] + vowels[2]) + vowels[1]


def spelling_key(s: str) -> str:
    """Return a key equal for the same spelling apart from case, encoding, spaces, tone place."""
    return old_style(latin_d_to_vietnamese(clean(s)).casefold())


def syllables(s: str) -> tuple[str, ...]:
    """Return the words of ``s`` (a Vietnamese word is a syllable), case and marks kept, in NFC."""
    return tuple(_WORD.findall(clean(s)))
