"""How Vietnamese a text is. Spelling is strict enough to judge a reading by.

Only words that bear marks count: plain letters read the same in every encoding.
"""

from __future__ import annotations

import re
from typing import Final

from thidua.vietnamese._alphabet import is_syllable
from thidua.vietnamese._lexicon import FREQUENT_SYLLABLES
from thidua.vietnamese.text import nfc, spelling_key

# Legacy fonts use the symbols of Latin-1 for letters, the soft hyphen (U+00AD) included.
WORD: Final = re.compile(r"[A-Za-z\u00a1-\u024f\u0300-\u036f\u1e00-\u1eff]+")
_ABBREVIATION: Final = re.compile(r"[A-Z]*(?:Đ[A-Z]*)+")


def marked_words(text: str) -> list[str]:
    """Return the words of ``text`` that have a letter or sign outside ASCII."""
    return [word for word in WORD.findall(text) if not word.isascii()]


def is_abbreviation(word: str) -> bool:
    """Tell LĐTT, QĐ, HĐND from syllables: they are evidence of Đ alone."""
    return len(word) > 1 and bool(_ABBREVIATION.fullmatch(word))


def is_frequent(word: str) -> bool:
    """Tell whether the syllable is one met on every page."""
    return spelling_key(word) in FREQUENT_SYLLABLES


def likeness(text: str) -> int:
    """Score the marked words: one point each for a possible and for a frequent syllable."""
    return sum(
        is_syllable(word) + is_frequent(word) + is_abbreviation(word)
        for word in marked_words(nfc(text))
    )


def plausible_share(text: str) -> float:
    """Return the share (0 to 1) of marked words that can be Vietnamese; 1 when there are none."""
    words = [word for word in marked_words(nfc(text)) if not is_abbreviation(word)]
    return sum(map(is_syllable, words)) / len(words) if words else 1.0
