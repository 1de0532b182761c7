"""Names of persons: order, proper case, comparison.

A Vietnamese name is family, middle, given; lists are ordered by the given name. Comparing two
names never says "the same person": it says how the two spellings relate, and people decide.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from thidua.vietnamese._alphabet import is_syllable, syllable_sort_key
from thidua.vietnamese._lexicon import FAMILY_NAMES, OPENINGS
from thidua.vietnamese.text import (
    clean,
    fold,
    latin_d_to_vietnamese,
    spelling_key,
    syllables,
    unmarked,
)

_FIELD_END: Final = " "
_WORD_END: Final = "!"  # after the space, before every digit and letter
_ASIDE: Final = re.compile(r"\([^()]*\)")
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*\.?")
_NUMBER_OR_WORD: Final = re.compile(r"[0-9]+|[^\W\d_]+|\w")
_NAME_CHARACTERS: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|['’ʼ.\- ])*")
_TITLE: Final = re.compile(
    r"(?:(?:đ/c|đồng chí|ông|bà|anh|chị|cô|thầy|ths|ts|pgs|gs|bs|cn|ks)[.:]?\s+)+", re.IGNORECASE
)
_LONGEST_SYLLABLE: Final = len("nghiêng")
_NAME_LENGTHS: Final = range(2, 9)
_UNUSUAL_NAME_LENGTHS: Final = range(3, 6)
_OPTIONAL_MIDDLE: Final = frozenset({"thị", "văn"})


class NameMatch(StrEnum):
    """How two written names relate, closest first."""

    SAME = "same"
    SAME_SPELLING = "same_spelling"
    ABBREVIATED = "abbreviated"
    CLOSE = "close"
    DIFFERENT = "different"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS: Final = {
    NameMatch.SAME: "giống hệt",
    NameMatch.SAME_SPELLING: "cùng tên, khác cách gõ",
    NameMatch.ABBREVIATED: "viết tắt",
    NameMatch.CLOSE: "gần giống",
    NameMatch.DIFFERENT: "khác",
}


def collation_key(text: str) -> str:
    """Return an ASCII key that orders any text as a Vietnamese dictionary does.

    Word by word: letters first (a ă â b … đ … ê …), then the tone (ngang, huyền, hỏi, ngã,
    sắc, nặng). Numbers go by value and before words: Thôn 2, Thôn 10, Thôn An.
    """
    return _WORD_END.join(map(_word_key, _NUMBER_OR_WORD.findall(clean(text))))


def _word_key(word: str) -> str:
    if word.isascii() and word.isdigit():
        digits = word.lstrip("0") or "0"
        return f"{min(len(digits), 99):02d}{digits}"
    return syllable_sort_key(word)


def sort_key(full_name: str) -> str:
    """Return an ASCII key that orders names by given, then middle, then family name.

    Fit for ``ORDER BY … COLLATE "C"``. A bracketed remark (``(B)``) counts last.
    """
    name = clean(full_name)
    words = _NUMBER_OR_WORD.findall(_ASIDE.sub(" ", name)) or _NUMBER_OR_WORD.findall(name)
    if not words:
        return ""
    fields = (words[-1:], words[1:-1], words[:1] if len(words) > 1 else [])
    remarks = collation_key(" ".join(_ASIDE.findall(name)))
    keys = [_WORD_END.join(map(_word_key, field)) for field in fields]
    return _FIELD_END.join([*keys, remarks]).rstrip(_FIELD_END)


def display_name(s: str) -> str:
    """Return the name in proper case, clean and composed; the tone placement stays the bearer's.

    Words in capitals or in small letters are recased (``BÙI thị HẠNH``); mixed ones are kept.
    """
    return _TOKEN.sub(_proper, latin_d_to_vietnamese(clean(s)))


def _proper(match: re.Match[str]) -> str:
    parts = re.split(r"(['’ʼ])", match[0])
    return "".join(_proper_word(part) for part in parts)


def _proper_word(word: str) -> str:
    return word.capitalize() if word.isupper() or word.islower() else word


def without_title(s: str) -> str:
    """Remove forms of address before a name (ông, bà, đ/c, ThS.); clean the rest.

    Ông is a family name too, so ``Ông Ích Khiêm`` stays: an address is taken off only where a
    family name follows it.
    """
    name = clean(s)
    if not (title := _TITLE.match(name)):
        return name
    rest = name[title.end() :]
    first = spelling_key(rest).split(" ")[0]
    return rest if first in FAMILY_NAMES and len(rest.split()) > 1 else name


def compare_names(a: str, b: str) -> NameMatch:
    """Say how two spellings of a name relate. An empty name matches nothing."""
    first, second = clean(a), clean(b)
    if not first or not second:
        return NameMatch.DIFFERENT
    if first == second:
        return NameMatch.SAME
    words_a, words_b = _words(first), _words(second)
    if words_a == words_b:
        return NameMatch.SAME_SPELLING
    if _is_short_for(words_a, words_b) or _is_short_for(words_b, words_a):
        return NameMatch.ABBREVIATED
    return NameMatch.CLOSE if _is_close(words_a, words_b) else NameMatch.DIFFERENT


def _words(name: str) -> list[str]:
    return spelling_key(name).replace(".", ". ").split()


def _is_short_for(short: list[str], long: list[str]) -> bool:
    """Initials or a left-out Thị, Văn between the same family and given name."""
    (*shorter, given), (*longer, full_given) = short, long
    if given != full_given or not shorter or not longer:
        return False
    if len(shorter) == len(longer):
        return all(map(_stands_for, shorter, longer))
    return shorter == [longer[0], *(word for word in longer[1:] if word not in _OPTIONAL_MIDDLE)]


def _stands_for(short: str, word: str) -> bool:
    if short == word:
        return True
    stem = short.removesuffix(".")
    if stem == short and len(stem) > 1:
        return False
    return stem[:1].isalpha() and _bare(word).startswith(_bare(stem))


def _bare(word: str) -> str:
    """Letters without marks, đ kept apart from d: ``Đ.`` is short for Đức and not for Dũng."""
    return unmarked(word.replace("đ", "\0")).replace("\0", "đ")


def _is_close(a: list[str], b: list[str]) -> bool:
    """Marks differ, words are run together, or one word differs by one letter."""
    joined_a, joined_b = ("".join(map(fold, words)).replace(" ", "") for words in (a, b))
    if joined_a == joined_b:
        return bool(joined_a)
    if len(a) != len(b):
        return False
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(differing) == 1 and is_one_letter_off(*map(fold, differing[0]))


def is_one_letter_off(a: str, b: str) -> bool:
    """Tell whether one letter changed, added, dropped or swapped with its neighbour parts them."""
    if len(a) > len(b):
        a, b = b, a
    if a == b or len(b) - len(a) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[start:] == b[start + 1 :]
    swapped = a[start : start + 2] == b[start : start + 2][::-1] and len(a) > start + 1
    return a[start + 1 :] == b[start + 1 :] or (swapped and a[start + 2 :] == b[start + 2 :])


def looks_like_name(s: str) -> bool:
    """Guess whether a cell holds a person's name and not a post, a body, a heading or a sentence.

    A known family name is strong evidence; without it, three proper-case words are asked for.
    """
    name = clean(s)
    words = syllables(name)
    if not _NAME_CHARACTERS.fullmatch(name) or len(words) not in _NAME_LENGTHS:
        return False
    if max(map(len, words)) > _LONGEST_SYLLABLE or f"{spelling_key(name)} ".startswith(OPENINGS):
        return False
    if not name.isupper() and any(map(_is_acronym, words)):
        return False
    if spelling_key(words[0]) in FAMILY_NAMES:
        return words[-1][0].isupper() or name.islower()
    return len(words) in _UNUSUAL_NAME_LENGTHS and _is_in_proper_case(words)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper() and not is_syllable(word)


def _is_in_proper_case(words: tuple[str, ...]) -> bool:
    """First and last word capitalized, at most one small word between, not all in capitals."""
    ends = words[0][0].isupper() and words[-1][0].isupper()
    return ends and sum(map(str.islower, words)) <= 1 and not all(map(str.isupper, words))
