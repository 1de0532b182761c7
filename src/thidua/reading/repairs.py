"""What scanning probably broke, as suggestions. Nothing is changed by them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import Final, NamedTuple

from thidua.reading.known_units import KnownUnits
from thidua.reading.layout import Paragraph
from thidua.reading.kinds import Confidence, RepairKind
from thidua.reading.model import Repair
from thidua.reading.passages import Passage
from thidua.vietnamese._alphabet import is_syllable
from thidua.vietnamese.names import is_one_letter_off
from thidua.vietnamese.text import fold, spelling_key, syllables

_WORD: Final = re.compile(r"[^\W\d_]+")
_BETWEEN: Final = re.compile(r"[\s,]*(?:[-–]\s*)?")
_DIGITS: Final = re.compile(r"(?<![\w])(?=[\dOoIl]*\d)(?=[\dOoIl]*[OoIl])[\dOoIl]{2,}(?=\W|$)")
_AS_DIGITS: Final = str.maketrans("OoIl", "0011")
_ONE_OFF_LENGTH: Final = 3
_OFTEN: Final = 3
_MOST: Final = 200


class Word(NamedTuple):
    start: int
    end: int
    text: str
    folded: str
    key: str


@lru_cache(maxsize=1)
def phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Syllables without marks to the syllables of the phrase."""
    text = resources.files("thidua.reading").joinpath("data", "phrases.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return {tuple(fold(word) for word in syllables(line)): syllables(line) for line in lines}


@lru_cache(maxsize=1)
def _with_a_hole() -> dict[tuple[str, ...], tuple[str, ...]]:
    return {
        (*key[:hole], "", *key[hole + 1 :]): key
        for key in phrases()
        if len(key) >= _ONE_OFF_LENGTH
        for hole in range(len(key))
    }


def read_repairs(
    passages: Sequence[Passage], paragraphs: Iterable[Paragraph], units: KnownUnits
) -> tuple[Repair, ...]:
    """Suggestions in the order of the text; of two for one place the surer stays."""
    worded = [(passage, _words(passage)) for passage in passages]
    found = [
        *(repair for paragraph in paragraphs for repair in _cuts(paragraph)),
        *(repair for passage, words in worded for repair in _units(passage, words, units)),
        *(repair for passage, words in worded for repair in _phrases(passage, words)),
        *(repair for passage in passages for repair in _digits(passage)),
        *_rare_forms(worded),
    ]
    return _apart(found)


def _apart(found: list[Repair]) -> tuple[Repair, ...]:
    kept: list[Repair] = []
    for one in found:
        joins = one.kind is RepairKind.CUT_PARAGRAPH
        clash = any(
            one.place.start < other.place.end and other.place.start < one.place.end
            for other in kept
            if joins == (other.kind is RepairKind.CUT_PARAGRAPH)
        )
        if not clash:
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.place)[:_MOST])


def _words(passage: Passage) -> list[Word]:
    return [
        Word(found.start(), found.end(), found[0], fold(found[0]), spelling_key(found[0]))
        for found in _WORD.finditer(passage.text)
    ]


def _repair(
    passage: Passage, start: int, end: int, after: str, kind: RepairKind, reason: str,
    confidence: Confidence,
) -> Repair:  # fmt: skip
    return Repair(
        kind, passage.place(start, end), passage.text[start:end], after, reason, confidence
    )


def _runs(passage: Passage, words: list[Word], lengths: Iterable[int]) -> Iterator[list[Word]]:
    """Words that stand beside each other, longest runs first."""
    for length in sorted(lengths, reverse=True):
        for at in range(len(words) - length + 1):
            run = words[at : at + length]
            if all(_BETWEEN.fullmatch(passage.text, a.end, b.start) for a, b in pairwise(run)):
                yield run


def _rewritten(passage: Passage, run: list[Word], wanted: Sequence[str]) -> str:
    """The run with its syllables replaced, in the case and with the signs it was written with."""
    parts: list[str] = []
    for at, (word, right) in enumerate(zip(run, wanted, strict=True)):
        if at:
            parts.append(passage.text[run[at - 1].end : word.start])
        parts.append(_in_case(word.text, right))
    return "".join(parts)


def _in_case(written: str, right: str) -> str:
    if right.isupper() and len(right) > 1:
        return right
    if written.isupper() and len(written) > 1:
        return right.upper()
    lowered = right.lower()
    return lowered.capitalize() if written[:1].isupper() else lowered


def _phrases(passage: Passage, words: list[Word]) -> Iterator[Repair]:
    known, holes = phrases(), _with_a_hole()
    for run in _runs(passage, words, {len(key) for key in known}):
        key = tuple(word.folded for word in run)
        right = known.get(key)
        if right and [word.key for word in run] != [spelling_key(word) for word in right]:
            after = _rewritten(passage, run, right)
            reason = f"Giống cụm từ thường dùng “{' '.join(right)}”, chỉ khác dấu."
            yield _repair(passage, run[0].start, run[-1].end, after, RepairKind.PHRASE, reason,
                          Confidence.LIKELY)  # fmt: skip
        elif not right and len(run) >= _ONE_OFF_LENGTH:
            yield from _one_off(passage, run, key, holes)


def _one_off(
    passage: Passage,
    run: list[Word],
    key: tuple[str, ...],
    holes: dict[tuple[str, ...], tuple[str, ...]],
) -> Iterator[Repair]:
    for hole, word in enumerate(run):
        meant = holes.get((*key[:hole], "", *key[hole + 1 :]))
        if not meant or is_syllable(word.key) or not is_one_letter_off(word.folded, meant[hole]):
            continue
        right = phrases()[meant]
        reason = f"“{word.text}” không phải âm tiết tiếng Việt; giống “{' '.join(right)}”."
        yield _repair(passage, run[0].start, run[-1].end, _rewritten(passage, run, right),
                      RepairKind.PHRASE, reason, Confidence.LIKELY)  # fmt: skip


def _units(passage: Passage, words: list[Word], units: KnownUnits) -> Iterator[Repair]:
    for run in _runs(passage, words, range(2, units.longest + 1)):
        if not all(word.text[:1].isupper() for word in run):
            continue
        known = units.meant_by(" ".join(word.text for word in run))
        if known:
            after = _rewritten(passage, run, known.split())
            reason = f"Có đơn vị tên {known}; chữ trên giấy chỉ khác dấu."
            yield _repair(passage, run[0].start, run[-1].end, after, RepairKind.UNIT, reason,
                          Confidence.LIKELY)  # fmt: skip


def _digits(passage: Passage) -> Iterator[Repair]:
    for found in _DIGITS.finditer(passage.text):
        reason = "Chữ O, I, l đứng giữa các chữ số."
        yield _repair(passage, *found.span(), found[0].translate(_AS_DIGITS), RepairKind.DIGITS,
                      reason, Confidence.LIKELY)  # fmt: skip


def _rare_forms(worded: list[tuple[Passage, list[Word]]]) -> Iterator[Repair]:
    """A pair of words met once, beside a pair met often that differs in marks only."""
    counts: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    places: dict[tuple[str, str], tuple[Passage, list[Word]]] = {}
    alone: Counter[str] = Counter(word.key for _, words in worded for word in words)
    for passage, words in worded:
        for run in _runs(passage, words, (2,)):
            form = (run[0].key, run[1].key)
            counts[run[0].folded, run[1].folded][form] += 1
            places[form] = (passage, run)
    for forms in counts.values():
        (usual, often), *_ = forms.most_common(1)
        for rare, times in forms.items():
            if times == 1 and often >= _OFTEN and _is_slip(rare, usual, alone):
                passage, run = places[rare]
                after = _rewritten(passage, run, usual)
                reason = f"Chỉ gặp một lần; “{' '.join(usual)}” gặp {often} lần trong văn bản."
                yield _repair(passage, run[0].start, run[1].end, after, RepairKind.RARE_FORM, reason,
                              Confidence.DOUBTFUL)  # fmt: skip


def _is_slip(rare: tuple[str, str], usual: tuple[str, str], alone: Counter[str]) -> bool:
    """A word that the paper uses elsewhere too is a word of its own, not a slip."""
    different = [a for a, b in zip(rare, usual, strict=True) if a != b]
    return len(different) == 1 and alone[different[0]] == 1


def _cuts(paragraph: Paragraph) -> Iterator[Repair]:
    for before, after in paragraph.cuts:
        last, first = _WORD.findall(before.text)[-1:], _WORD.findall(after.text)[:1]
        if not last or not first:
            continue
        start = before.text.rindex(last[0])
        place_start = before.offsets[start]
        end = after.text.index(first[0]) + len(first[0])
        yield _cut(paragraph, place_start, after.offsets[end - 1] + 1)


def _cut(paragraph: Paragraph, start: int, end: int) -> Repair:
    offsets = paragraph.passage.offsets
    inside = [at for at, offset in enumerate(offsets) if start <= offset < end]
    part = paragraph.passage.cut(inside[0], inside[-1] + 1)
    place = part.place()
    reason = "Đoạn bị ngắt giữa câu, thường do sang trang; hai phần đọc liền nhau."
    return Repair(RepairKind.CUT_PARAGRAPH, place, part.text, part.text, reason, Confidence.LIKELY)
