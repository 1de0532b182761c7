"""The Vietnamese alphabet, its order, and which letter strings can be a Vietnamese syllable."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from string import ascii_lowercase
from typing import Final

from thidua.vietnamese.text import TONE_MARKS, latin_d_to_vietnamese, nfc


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# "{" and "|" stand after "z" in ASCII, so ă sorts after every a- and before b.
_SORT_CODES: Final = {letter: letter for letter in ascii_lowercase} | {
    "ă": "a{",
    "â": "a|",
    "đ": "d{",
    "ê": "e{",
    "ô": "o{",
    "ơ": "o|",
    "ư": "u{",
}

_ONSETS: Final = _words("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x") | {""}
_RHYMES: Final = _words("""
    a ai ao au ay âu ây e eo ê êu i ia iu iêu yêu o oi oa oai oay oao oe oeo ô ôi ơ ơi
    u ua ui uê uơ uy uya uyu uôi uây uâ ư ưa ưi ưu ươi ươu y
    am an ang anh ap at ac ach ăm ăn ăng ăp ăt ăc âm ân âng âp ât âc
    em en eng ep et ec êm ên ênh êp êt êch im in inh ip it ich
    iêm iên iêng iêp iêt iêc yêm yên yêng yêt
    om on ong op ot oc oong ooc ôm ôn ông ôp ôt ôc ơm ơn ơp ơt
    um un ung up ut uc uôm uôn uông uôp uôt uôc ưm ưn ưng ưt ưc ươm ươn ương ươp ươt ươc
    oam oan oang oanh oap oat oac oach oăm oăn oăng oăt oăc oen oet oem
    uân uâng uât uên uênh uêt uêch uyn uynh uyp uyt uych uyên uyêt ynh yn yt ych
""")
_SHARP: Final = 4
_HEAVY: Final = 5


def split_tone(letter: str) -> tuple[str, int]:
    """Return a letter without its tone and the tone's rank (0 level to 5 heavy)."""
    tone, rest = 0, ""
    for char in unicodedata.normalize("NFD", letter):
        if char in TONE_MARKS:
            tone = TONE_MARKS.index(char) + 1
        else:
            rest += char
    return nfc(rest), tone


def _letters_and_tones(word: str) -> tuple[str, list[int]]:
    parts = [split_tone(char) for char in nfc(latin_d_to_vietnamese(word)).lower()]
    return "".join(letter for letter, _ in parts), [tone for _, tone in parts if tone]


@lru_cache(maxsize=16_384)
def syllable_sort_key(syllable: str) -> str:
    """Return an ASCII key: the letters in alphabet order, then the tone as one digit."""
    letters, tones = _letters_and_tones(syllable)
    return "".join(map(_sort_code, letters)) + str(tones[-1] if tones else 0)


def _sort_code(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[0].lower()
    return _SORT_CODES.get(letter) or _SORT_CODES.get(base) or f"~{ord(letter):06x}"


@lru_cache(maxsize=16_384)
def is_syllable(word: str) -> bool:
    """Tell whether ``word`` obeys the spelling of a Vietnamese syllable, tone included."""
    letters, tones = _letters_and_tones(word)
    if len(tones) > 1:
        return False
    return any(
        letters.startswith(onset) and _is_rhyme(letters.removeprefix(onset), tones)
        for onset in _ONSETS
    )


def _is_rhyme(rhyme: str, tones: list[int]) -> bool:
    if rhyme not in _RHYMES:
        return False
    # A syllable closed by a stop bears the sharp or the heavy tone only: các, cạc, never càc.
    return not rhyme.endswith(("p", "t", "c", "ch")) or tones in ([_SHARP], [_HEAVY])
