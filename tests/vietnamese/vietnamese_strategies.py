"""Random Vietnamese for the property tests, built apart from the code under test."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
ONSETS = ("", "b", "ch", "d", "đ", "g", "h", "kh", "l", "m", "ng", "nh", "ph", "t", "th", "tr", "v")
OPEN_RHYMES = (
    "a",
    "ai",
    "ao",
    "âu",
    "ây",
    "ê",
    "i",
    "iêu",
    "o",
    "oa",
    "oe",
    "ô",
    "ơ",
    "uy",
    "ưa",
    "ươi",
)
NASAL_RHYMES = (
    "an",
    "anh",
    "ăng",
    "âm",
    "en",
    "ênh",
    "iên",
    "inh",
    "oan",
    "ông",
    "uyên",
    "ương",
    "ưng",
)
STOPPED_RHYMES = ("ac", "ach", "ăt", "âp", "êt", "iêc", "oat", "uyêt", "ươc")
VOWELS = "aăâeêioôơuưy"
MARKED_VOWELS = "ăâêôơư"


def with_tone(rhyme: str, tone: str, *, new_style: bool = False) -> str:
    """Put the tone where the old school puts it, or on the last vowel of oa, oe, uy."""
    vowels = [i for i, letter in enumerate(rhyme) if letter in VOWELS]
    marked = [i for i in vowels if rhyme[i] in MARKED_VOWELS]
    if marked:
        place = marked[-1]
    elif len(vowels) == 1 or rhyme[-1] not in VOWELS:
        place = vowels[-1]
    elif len(vowels) == 2:
        place = vowels[1] if new_style and rhyme in {"oa", "oe", "uy"} else vowels[0]
    else:
        place = vowels[1]
    return unicodedata.normalize("NFC", rhyme[: place + 1] + tone + rhyme[place + 1 :])


@st.composite
def syllables(draw) -> str:
    onset = draw(st.sampled_from(ONSETS))
    rhyme = draw(st.sampled_from(OPEN_RHYMES + NASAL_RHYMES + STOPPED_RHYMES))
    tones = TONES[4:] if rhyme in STOPPED_RHYMES else TONES
    return onset + with_tone(rhyme, draw(st.sampled_from(tones)))


def names(least: int = 2, most: int = 5) -> st.SearchStrategy[str]:
    words = st.lists(syllables().map(str.capitalize), min_size=least, max_size=most)
    return words.map(" ".join)


def texts() -> st.SearchStrategy[str]:
    """Any Unicode, with Vietnamese letters and awkward spaces well represented."""
    awkward = "đĐÐhòahoàthuýuỷquý \u00a0\u200b\u00ad\ufeff\t\n\r\u2028'.-0123456789ｈﬁ½²İßŉ"
    return st.text(st.one_of(st.sampled_from(awkward), st.characters())) | names()
