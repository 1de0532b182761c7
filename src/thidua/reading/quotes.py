"""Quoted phrases: movements, themes, honours, slogans are told apart by the words before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from thidua.reading.bodies import mentions
from thidua.reading.headings import marker_of
from thidua.reading.kinds import Confidence, PhraseKind
from thidua.reading.model import Phrase
from thidua.reading.passages import Passage
from thidua.reading.sentences import sentence_around
from thidua.vietnamese.text import clean, fold

_QUOTED: Final = re.compile(
    r"“([^“”]{2,400})”|«([^«»]{2,400})»|\"([^\"]{2,400})\"|‘([^‘’]{2,400})’"
)
_BETWEEN: Final = re.compile(r"\s*(?:,|;|và|,\s*và|cùng|-|hoặc)\s*")
_BEFORE: Final = 140
_LEADS: Final = (
    (PhraseKind.THEME, re.compile(r"\b(?:chu de|chuyen de)\b[^.;:“”\"]*:?\s*$")),
    (PhraseKind.HONOUR, re.compile(
        r"\b(?:danh hieu|huan chuong|huy chuong|ky niem chuong|giai thuong|bang khen|giay khen"
        r"|co thi dua)\b[^.;:“”\"]*$")),
    (PhraseKind.MOVEMENT, re.compile(
        r"\b(?:phong trao|cuoc van dong|dot thi dua|cao diem thi dua)\b[^.;“”\"]*$")),
    (PhraseKind.SLOGAN, re.compile(
        r"\b(?:guong|phuong cham|khau hieu|tinh than|quan diem|thong diep|loi day|mo hinh"
        r"|nguyen tac|tieu chi|truyen thong)\b[^.;:“”\"]*:?\s*$")),
)  # fmt: skip
_LEAD_WORDS: Final = re.compile(
    r"\b(chu de|chuyen de|danh hieu|huan chuong|huy chuong|ky niem chuong|giai thuong|bang khen"
    r"|giay khen|co thi dua|phong trao|cuoc van dong|dot thi dua|cao diem thi dua|guong|phuong cham"
    r"|khau hieu|tinh than|quan diem|thong diep|loi day|mo hinh|nguyen tac|tieu chi|truyen thong)\b"
)
_WHY: Final = {
    PhraseKind.MOVEMENT: "Đứng sau “{}”.",
    PhraseKind.THEME: "Đứng sau “{}”, không phải phong trào.",
    PhraseKind.HONOUR: "Đứng sau “{}”, không phải phong trào.",
    PhraseKind.SLOGAN: "Đứng sau “{}”, là gương hoặc khẩu hiệu.",
}
_LAUNCHED: Final = re.compile(r"\b(?:do|duoc)\s+(?P<who>[^.;:“”\"]{2,80}?)\s+phat dong\b")
_LAUNCHES: Final = re.compile(r"^(?:(?:ve viec|v/v)\s+)?phat dong\b")
_WORDS: Final = {
    "chu de": "chủ đề", "chuyen de": "chuyên đề", "danh hieu": "danh hiệu",
    "huan chuong": "huân chương", "huy chuong": "huy chương", "ky niem chuong": "kỷ niệm chương",
    "giai thuong": "giải thưởng", "bang khen": "bằng khen", "giay khen": "giấy khen",
    "co thi dua": "cờ thi đua", "phong trao": "phong trào", "cuoc van dong": "cuộc vận động",
    "dot thi dua": "đợt thi đua", "cao diem thi dua": "cao điểm thi đua", "guong": "gương",
    "phuong cham": "phương châm", "khau hieu": "khẩu hiệu", "tinh than": "tinh thần",
    "quan diem": "quan điểm", "thong diep": "thông điệp", "loi day": "lời dạy",
    "mo hinh": "mô hình", "nguyen tac": "nguyên tắc", "tieu chi": "tiêu chí",
    "truyen thong": "truyền thống",
}  # fmt: skip


@dataclass(frozen=True)
class _Quote:
    start: int
    end: int
    text: str


def read_phrases(passages: Iterable[tuple[str, Passage]], issuer: str = "") -> tuple[Phrase, ...]:
    """Phrases of (task path, passage) pairs, each once with all its places. ``issuer``: who
    launches what a paragraph launches in its own words."""
    kept: dict[str, Phrase] = {}
    for task, passage in passages:
        for phrase in _of_passage(task, passage, issuer):
            key = fold(phrase.text)
            kept[key] = _merged(kept[key], phrase) if key in kept else phrase
    return tuple(kept.values())


def _merged(first: Phrase, other: Phrase) -> Phrase:
    """All places. Two kinds for one phrase: the first that is known, and it is doubtful."""
    known = first if first.kind is not PhraseKind.OTHER else replace(other, task=first.task)
    agree = PhraseKind.OTHER in (first.kind, other.kind) or first.kind is other.kind
    return replace(
        known,
        places=(*first.places, *other.places),
        launched_by=first.launched_by or other.launched_by,
        task=first.task or other.task,
        confidence=known.confidence if agree else Confidence.DOUBTFUL,
        why=known.why if agree else f"{known.why} Chỗ khác gọi cụm từ này khác.",
    )


def _of_passage(task: str, passage: Passage, issuer: str) -> Iterator[Phrase]:
    before: tuple[_Quote, PhraseKind, str] | None = None
    for quote in _quotes(passage.text):
        kind, lead = _kind(passage, quote, before)
        before = (quote, kind, lead)
        launched = ""
        if kind is PhraseKind.MOVEMENT:
            launched = _launcher(passage, quote) or (issuer if _launches(passage, quote) else "")
        confidence, why = _trust(kind, lead)
        yield Phrase(
            quote.text,
            kind,
            launched,
            task,
            (passage.place(quote.start, quote.end),),
            confidence,
            why,
        )


def _quotes(text: str) -> Iterator[_Quote]:
    for found in _QUOTED.finditer(text):
        inner = next(part for part in found.groups() if part)
        yield _Quote(found.start(), found.end(), clean(inner).rstrip(" ,;"))


def _kind(
    passage: Passage, quote: _Quote, before: tuple[_Quote, PhraseKind, str] | None
) -> tuple[PhraseKind, str]:
    if before and _BETWEEN.fullmatch(passage.text, before[0].end, quote.start):
        return before[1], before[2] or ""
    since = max(before[0].end if before else 0, quote.start - _BEFORE)
    context = passage.bare[since : quote.start]
    leads = [
        (list(_LEAD_WORDS.finditer(found[0]))[-1], found, kind)
        for kind, pattern in _LEADS
        if (found := pattern.search(context))
    ]
    # The word nearest to the quotation says what it is.
    nearest = max(leads, key=lambda one: one[1].start() + one[0].start(), default=None)
    if nearest is None:
        return PhraseKind.OTHER, ""
    return nearest[2], _WORDS[nearest[0][1]]


def _trust(kind: PhraseKind, lead: str) -> tuple[Confidence, str]:
    if kind is PhraseKind.OTHER:
        return Confidence.DOUBTFUL, "Không thấy chữ nào cho biết cụm từ này là gì."
    sure = kind is not PhraseKind.SLOGAN
    return (Confidence.SURE if sure else Confidence.LIKELY), _WHY[kind].format(lead)


def _launcher(passage: Passage, quote: _Quote) -> str:
    """“do … phát động”: after the quotation, else the last one said before it in the paragraph."""
    _, end = sentence_around(passage.text, quote.start)
    following = _LAUNCHED.match(passage.bare[quote.end : end].lstrip(" ,"))
    if following:
        shift = end - len(passage.bare[quote.end : end].lstrip(" ,"))
        return _who(passage, following.start("who") + shift, following.end("who") + shift)
    heard = [one for one in _LAUNCHED.finditer(passage.bare) if one.end() <= quote.start]
    return _who(passage, heard[-1].start("who"), heard[-1].end("who")) if heard else ""


def _launches(passage: Passage, quote: _Quote) -> bool:
    """“Phát động phong trào …”: the paper itself is the launch."""
    marker = marker_of(passage)
    start = marker.end if marker else 0
    return _LAUNCHES.match(passage.bare[start : quote.start]) is not None


def _who(passage: Passage, start: int, end: int) -> str:
    named = next((one for one in mentions(passage.styled) if start <= one.start < end), None)
    return named.name if named else clean(passage.text[start:end])
