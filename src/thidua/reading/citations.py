"""Documents a directive rests on or names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from thidua.reading.bodies import body_key, mentions
from thidua.reading.dates import DATE, date_of
from thidua.reading.kinds import Confidence
from thidua.reading.model import Citation, Place
from thidua.reading.passages import Passage
from thidua.vietnamese.dates import PartialDate
from thidua.vietnamese.text import clean, fold

_TYPES: Final = {
    "bo luat": "Bộ luật", "luat": "Luật", "phap lenh": "Pháp lệnh", "nghi dinh": "Nghị định",
    "nghi quyet": "Nghị quyết", "quyet dinh": "Quyết định", "chi thi": "Chỉ thị",
    "thong tu": "Thông tư", "ke hoach": "Kế hoạch", "cong van": "Công văn", "ket luan": "Kết luận",
    "huong dan": "Hướng dẫn", "thong bao": "Thông báo", "chuong trinh": "Chương trình",
    "cong dien": "Công điện", "quy che": "Quy chế", "to trinh": "Tờ trình", "quy dinh": "Quy định",
    "van ban": "Văn bản", "de an": "Đề án", "thong tri": "Thông tri",
}  # fmt: skip
_TYPE: Final = rf"\b(?P<type>{'|'.join(_TYPES)})\b"
_SYMBOL: Final = r"(?P<number>\d{1,6}\s*(?:/\s*\d{4}\s*)?[/-]\s*[a-z][a-z0-9]*(?:[-&/][a-z0-9]+)*)"
_NUMBERED: Final = re.compile(
    rf"{_TYPE}(?P<name>[^.;:“”\"]{{0,90}}?)\s*\bso\s*:?\s*{_SYMBOL}"
    rf"(?P<tail>\s*,?\s*(?:{DATE}))?"
)
_LAW: Final = re.compile(r"\b(?P<type>bo luat|luat|phap lenh)\s+(?P<name>[^\W\d])")
_LAW_NAMES: Final = (
    "thi dua khen thuong", "to chuc chinh quyen dia phuong", "ban hanh van ban quy pham phap luat",
)  # fmt: skip
_OF_CONGRESS: Final = re.compile(r"\bnghi quyet\s+dai hoi\b")
_CONGRESS_END: Final = re.compile(
    r"lan thu\s+[ivxl\d]+(?:\s*,?\s*nhiem ky\s+\d{4}\s*[-–]\s*\d{4})?"
)
_OF_BODY: Final = re.compile(
    r"\b(?P<type>nghi quyet|chi thi|quyet dinh|ke hoach|ket luan|chuong trinh)\s+cua\s+"
)
_PLAN: Final = re.compile(r"\b(?P<type>ke hoach|de an|chuong trinh)\s+(?P<word>[a-z]+)")
_PERIOD: Final = re.compile(r"(?:giai doan|nam)\s*\d{4}(?:\s*[-–]\s*\d{4})?")
_ABOUT: Final = re.compile(r"\s*,?\s*(?:ve\s+viec|ve|v/v)\s+")
_RULES: Final = re.compile(r"\s*,?\s*(?=(?:quy dinh|huong dan|ban hanh|sua doi|phat dong)\b)")
_OF: Final = re.compile(r"\s*,?\s*(?:cua|do)\s+")
_ADOPTED: Final = re.compile(r"\s*(?:(?:da\s+)?duoc|do)\s+(?=quoc hoi)")
_TERM: Final = re.compile(r"\s+khoa\s+[ivxl\d]+")
_NEXT_STEP: Final = re.compile(
    r",\s+(?=[^,;.]{3,60}\b(?:yeu cau|giao|de nghi|chi thi)\b|(?:(?:chu tich|uy ban|ubnd"
    r"|thu truong|ban thuong vu|so|phong|hoi dong)\b|de\s|nham\s|tap trung"
    r"|yeu cau|giao|trong do|tiep tuc|gan voi|phan dau|bam sat))"
)
_YEAR: Final = re.compile(r"\s+nam\s+(\d{4})")
_ON_DAY: Final = re.compile(rf"\s*,?\s*(?:{DATE})")
_MOST: Final = 500
_LONGEST_SUBJECT: Final = 400
_SHORTEST_SUBJECT: Final = 6
_THE_PAPER_ITSELF: Final = re.compile(r"\s*(?:nay|tren|nhu sau|sau day)\b")
_NAMED_AS_THIS: Final = re.compile(r"\b(?:tren day|day) la\s+$|\bnoi dung\s+$")


@dataclass(frozen=True)
class _Cited:
    """A citation with the stretch of its passage and what makes it the same as another."""

    start: int
    end: int
    citation: Citation
    key: str


def read_citations(passages: Iterable[Passage]) -> tuple[Citation, ...]:
    """Every document, once, in the order of its first naming."""
    kept: dict[str, Citation] = {}
    for passage in passages:
        for one in _of_passage(passage)[: _MOST - len(kept)]:
            key = next((known for known in kept if _same(known, one.key)), one.key)
            kept[key] = _merged(kept[key], one.citation) if key in kept else one.citation
    return tuple(sorted(kept.values(), key=lambda one: one.places[0]))


def _of_passage(passage: Passage) -> list[_Cited]:
    taken: list[_Cited] = []
    for reader in (_numbered, _congress, _of_body, _laws, _plans):
        for one in reader(passage):
            if all(one.end <= other.start or one.start >= other.end for other in taken):
                taken.append(one)
    return sorted(taken, key=lambda one: one.start)


def _numbered(passage: Passage) -> Iterator[_Cited]:
    for found in _NUMBERED.finditer(passage.bare):
        start = _last_type(passage.bare, found)
        type_ = _type_at(passage.bare, start)
        number = re.sub(r"\s", "", passage.text[found.start("number") : found.end("number")])
        name = clean(passage.text[start + len(type_) : found.end("name")]).strip(" ,")
        date = date_of(found) if found["tail"] else None
        issuer, at = _issuer(passage, found.end())
        subject, _ = _subject(passage, at)
        yield _cited(
            passage, start, max(found.end(), at if issuer else 0), type_, number, date, issuer,
            name or subject, f"Có số, ký hiệu {number}.", Confidence.SURE,
            key=f"{fold(type_)} {number}",
        )  # fmt: skip


def _last_type(bare: str, found: re.Match[str]) -> int:
    """“văn bản quy định tại Nghị định số …”: the type nearest to the number counts."""
    between = bare[found.start() : found.start("number")]
    starts = [found.start() + one.start() for one in re.finditer(_TYPE, between)]
    # A law's own name may hold such a word; it begins with the type.
    return found.start() if found["type"] in ("luat", "bo luat") else max(starts)


def _type_at(bare: str, start: int) -> str:
    return next(name for plain, name in _TYPES.items() if bare.startswith(plain, start))


def _issuer(passage: Passage, at: int) -> tuple[str, int]:
    adopted = _ADOPTED.match(passage.bare, at)
    opened = adopted or _OF.match(passage.bare, at)
    if not opened:
        return "", at
    body = next((one for one in mentions(passage.styled) if one.start == opened.end()), None)
    if body is None:
        return "", at
    term = _TERM.match(passage.bare, body.end)
    if term:
        return f"{body.name} {clean(passage.text[term.start() : term.end()])}", term.end()
    return body.name, body.end


def _subject(passage: Passage, at: int) -> tuple[str, int]:
    """The words after “về (việc)”, up to the end of the clause or of what is cited."""
    opened = _ABOUT.match(passage.bare, at) or _RULES.match(passage.bare, at)
    if not opened:
        return "", at
    end = _clause_end(passage.text, opened.end())
    if step := _NEXT_STEP.search(passage.bare, opened.end(), end):
        end = step.start()
    return clean(passage.text[opened.end() : end]).rstrip(" ,./"), end


def _clause_end(text: str, start: int) -> int:
    quoted = False
    stop = min(len(text), start + _LONGEST_SUBJECT * 2)
    for at in range(start, stop):
        char = text[at]
        quoted = (quoted or char == "“") and char != "”"
        if quoted:
            continue
        if char in ";:)" or (char == "." and not text[at + 1 : at + 2].isalnum()):
            return at
    return stop


def _congress(passage: Passage) -> Iterator[_Cited]:
    for found in _OF_CONGRESS.finditer(passage.bare):
        ended = _CONGRESS_END.search(passage.bare, found.end(), found.end() + 120)
        if not ended or re.search(r"[;:.]", passage.text[found.end() : ended.start()]):
            continue
        body = next(
            (
                one.name
                for one in mentions(passage.styled)
                if found.end() <= one.start < ended.start()
            ),
            "",
        )
        words = clean(passage.text[found.start() + len("nghi quyet") : ended.end()])
        yield _cited(
            passage, found.start(), ended.end(), "Nghị quyết", "", None, f"Đại hội {body}".strip(),
            words, "Không ghi số; nhận ra theo đại hội.", Confidence.LIKELY,
            key=f"nghi quyet {fold(words).split(' nhiem ky')[0]}",
        )  # fmt: skip


def _of_body(passage: Passage) -> Iterator[_Cited]:
    for found in _OF_BODY.finditer(passage.bare):
        issuer, at = _issuer(passage, found.end() - len("cua "))
        subject, end = _subject(passage, at)
        if not issuer or len(subject) < _SHORTEST_SUBJECT:
            continue
        if period := list(_PERIOD.finditer(passage.bare, at, end)):
            end = period[0].end()
            subject = clean(passage.text[at:end]).removeprefix("về việc ").removeprefix("về ")
        type_ = _TYPES[found["type"]]
        yield _cited(
            passage, found.start(), end, type_, "", None, issuer, subject,
            "Không ghi số; chỉ nêu cơ quan ban hành và nội dung.", Confidence.LIKELY,
            key=f"{fold(type_)} {body_key(issuer)} {fold(subject)}",
        )  # fmt: skip


def _laws(passage: Passage) -> Iterator[_Cited]:
    for found in _LAW.finditer(passage.bare):
        name = next(
            (n for n in _LAW_NAMES if _starts_with(passage.bare[found.start("name") :], n)), ""
        )
        if not name or not passage.text[found.start()].isupper():
            continue
        start = found.start()
        end = found.start("name") + _length_of(passage.bare[found.start("name") :], name)
        year = _YEAR.match(passage.bare, end) or _ON_DAY.match(passage.bare, end)
        day = date_of(year) if year and "d" in year.groupdict() else None
        words = clean(passage.text[found.start("name") : end])
        yield _cited(
            passage, start, year.end() if year else end, _TYPES[found["type"]], "", day, "",
            words, "Không ghi số; nhận ra theo tên luật.", Confidence.LIKELY,
            key=f"luat {name}",
        )  # fmt: skip


def _starts_with(bare: str, name: str) -> bool:
    return fold(bare[: len(name) + 12]).startswith(name)


def _length_of(bare: str, name: str) -> int:
    """How far a name reaches in text that may have commas and hyphens inside it."""
    return next(n for n in range(len(name), len(name) + 13) if fold(bare[:n]) == name)


def _plans(passage: Passage) -> Iterator[_Cited]:
    for found in _PLAN.finditer(passage.bare):
        is_this = _NAMED_AS_THIS.search(passage.bare, 0, found.start())
        if is_this or _THE_PAPER_ITSELF.match(passage.bare, found.end("type")):
            continue
        end = _clause_end(passage.text, found.end())
        comma = passage.text.find(",", found.end(), end)
        period = _PERIOD.search(passage.bare, found.end(), end)
        named = passage.text[found.start()].isupper()
        if period:
            end = period.end()
        elif named and comma > 0:
            end = comma
        in_a_name = any(one.start < found.start() < one.end for one in mentions(passage.styled))
        if in_a_name or not (period or named) or end - found.start() > _LONGEST_SUBJECT // 2:
            continue
        words = clean(passage.text[found.end("type") : end])
        yield _cited(
            passage, found.start(), end, _TYPES[found["type"]], "", None, "", words,
            "Không ghi số, ngày, cơ quan ban hành; cần xem có phải một văn bản riêng không.",
            Confidence.DOUBTFUL, key=f"{found['type']} {_plan_key(words)}",
        )  # fmt: skip


def _plan_key(words: str) -> str:
    """“của huyện 5 năm” and “huyện 05 năm” are one plan."""
    return " ".join(word.lstrip("0") for word in fold(words).split() if word != "cua")


def _cited(
    passage: Passage, start: int, stop: int, type_: str, number: str, date: PartialDate | None,
    issuer: str, subject: str, why: str, confidence: Confidence, *, key: str,
) -> _Cited:  # fmt: skip
    place: Place = passage.place(start, stop)
    citation = Citation(
        type_, number, date, issuer, subject[:_LONGEST_SUBJECT], (place,), confidence, why
    )
    return _Cited(start, stop, citation, key + _law_key(type_, subject))


def _law_key(type_: str, subject: str) -> str:
    """A numbered law is also known by its name: the key ends with it."""
    name = fold(subject)
    known = next((n for n in _LAW_NAMES if name.startswith(n)), "")
    return f" = luat {known}" if known and type_ in ("Luật", "Bộ luật") else ""


def _same(known: str, other: str) -> bool:
    a, b = known.split(" = "), other.split(" = ")
    if a[0] == b[0]:
        return True
    by_name = len(a) > 1 and len(b) > 1 and a[1] == b[1]
    return by_name and ("/" not in a[0] or "/" not in b[0])


def _merged(first: Citation, other: Citation) -> Citation:
    """One entry of two: what the fuller one says, all places."""
    fuller, lesser = (other, first) if other.number and not first.number else (first, other)
    return replace(
        fuller,
        date=fuller.date or lesser.date,
        issuer=fuller.issuer or lesser.issuer,
        subject=fuller.subject or lesser.subject,
        places=(*first.places, *other.places),
    )
