"""Text from before Unicode: bytes of unknown encoding, and cells in legacy fonts.

A reading is right when the words that bear marks become possible Vietnamese syllables. Text
that is possible as it stands is never touched. Repair comes before ``text.clean``, which
removes the soft hyphen: in TCVN3 that is the letter ư.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from thidua.vietnamese._alphabet import is_syllable
from thidua.vietnamese._decoding import Decoded, UnreadableText, decode
from thidua.vietnamese._fonts import from_mojibake, from_tcvn3, from_vni
from thidua.vietnamese._plausibility import (
    is_abbreviation,
    is_frequent,
    likeness,
    marked_words,
    plausible_share,
)

__all__ = [
    "AUTO",
    "Decoded",
    "Repaired",
    "UnreadableText",
    "decode",
    "detect_legacy",
    "from_mojibake",
    "from_tcvn3",
    "from_vni",
    "looks_like_tcvn3",
    "looks_like_vni",
    "repair",
]

AUTO: Final = "auto"
_TCVN3: Final = "tcvn3"
_VNI: Final = "vni"
_MOJIBAKE: Final = "utf8-cp1252"
_CONVERSIONS: Final[dict[str, Callable[[str], str]]] = {
    _TCVN3: from_tcvn3,
    _VNI: from_vni,
    _MOJIBAKE: from_mojibake,
}
_SAME_IN_VNI: Final = frozenset("ìíÌÍ")
_END_OF_LATIN1: Final = "\u00ff"
_ENOUGH: Final = 3
_MAJORITY: Final = 0.6


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text after repair; ``legacy`` names the encoding it was in, ``None`` if untouched."""

    text: str
    legacy: str | None


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Counts of marked words by what a conversion does to them."""

    gained: int = 0
    """Impossible as they stand, possible once converted."""
    frequent: int = 0
    """Gained, and frequent too."""
    against: int = 0
    """Possible as they stand only, or impossible both ways (foreign words)."""

    @property
    def is_convincing(self) -> bool:
        if self.gained < _ENOUGH:
            return 0 < self.gained == self.frequent and not self.against
        return self.gained >= _MAJORITY * (self.gained + self.against)


def looks_like_tcvn3(text: str) -> bool:
    """Tell whether ``text`` alone is convincing as TCVN3 shown in Unicode."""
    return _word_evidence([text], from_tcvn3).is_convincing


def looks_like_vni(text: str) -> bool:
    """Tell whether ``text`` alone is convincing as VNI shown in Unicode."""
    return _word_evidence([text], from_vni).is_convincing


def detect_legacy(texts: Iterable[str]) -> str | None:
    """Name the legacy encoding that a whole sheet or file is in, ``None`` for ordinary text.

    Give all cells of one sheet: the majority of their words decides, so one odd cell does not.
    """
    cells = [text for text in texts if not text.isascii()]
    found = {
        _TCVN3: _word_evidence(cells, from_tcvn3),
        _VNI: _word_evidence(cells, from_vni),
        _MOJIBAKE: _mojibake_evidence(cells),
    }
    best = max(found, key=lambda name: (found[name].gained, -found[name].against))
    return best if found[best].is_convincing else None


def repair(text: str, legacy: str | None = AUTO) -> Repaired:
    """Convert one cell of a document that ``detect_legacy`` found to be in ``legacy``.

    With ``None`` the text stays as it is; without the argument it is judged by itself. In a
    legacy document a cell that reads better as it stands (typed later, in Unicode) is kept.
    """
    name = detect_legacy([text]) if legacy == AUTO else legacy
    if name is None or text.isascii():
        return Repaired(text, None)
    converted = _CONVERSIONS[name](text)
    if converted == text or not _reads_better(converted, text, name):
        return Repaired(text, None)
    return Repaired(converted, name)


def _reads_better(converted: str, text: str, name: str) -> bool:
    if name == _MOJIBAKE:
        return True  # bytes that are valid UTF-8 by chance are next to impossible
    if any(char > _END_OF_LATIN1 and char.isalpha() for char in text):
        return False  # letters that no legacy font shows: typed in Unicode
    return 0 < likeness(converted) >= likeness(text)


def _word_evidence(texts: Iterable[str], convert: Callable[[str], str]) -> _Evidence:
    gained = frequent = against = 0
    words = Counter(word for text in texts for word in marked_words(text))
    for word, times in words.items():
        converted = convert(word)
        before, after = is_syllable(word), is_syllable(converted)
        if after and not before:
            gained += times
            frequent += times * is_frequent(converted)
        elif not (after and _is_ambiguous(word, converted)) and not is_abbreviation(converted):
            against += times
    return _Evidence(gained, frequent, against)


def _is_ambiguous(word: str, converted: str) -> bool:
    """Tell whether a word says nothing: another word once converted, or the same in both."""
    return converted != word or {char for char in word if not char.isascii()} <= _SAME_IN_VNI


def _mojibake_evidence(texts: Iterable[str]) -> _Evidence:
    """Here a cell is converted whole: its bytes are UTF-8 or they are not."""
    gained = against = 0
    for text in texts:
        converted = from_mojibake(text)
        count = len(marked_words(converted))
        if converted != text and plausible_share(converted) >= _MAJORITY:
            gained += count
        else:
            against += count
    return _Evidence(gained, frequent=gained, against=against)
