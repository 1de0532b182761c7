"""Targets: what, how much, by when, where. Scales, periods and years of plans are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from thidua.reading.bodies import PROPER
from thidua.reading.dates import DATE, date_of, partial
from thidua.reading.dues import read_dues
from thidua.reading.headings import marker_of
from thidua.reading.known_units import KnownUnits
from thidua.reading.kinds import Comparison, Confidence
from thidua.reading.model import Target, TargetPlace
from thidua.reading.passages import Passage
from thidua.reading.sentences import clauses, sentences
from thidua.vietnamese.dates import PartialDate
from thidua.vietnamese.text import clean

_UNITS: Final = (
    "%|phan tram|ty dong|trieu dong|nghin dong|ty|trieu|dong|usd|xa|phuong|thi tran|thon|to dan pho|ho dan"
    "|ho ngheo|ho can ngheo|ho|mo hinh|tap the|ca nhan|ha|km|m2|cong trinh|truong hoc|truong|tieu chi|nguoi"
    "|lao dong|diem|sang kien|dien hinh tien tien|dien hinh|don vi|luot nguoi|luot|tin,? bai|tin bai|bai viet"
    "|guong|can nha|nha|hoi nghi|lop|cuoc|san pham|doanh nghiep|hop tac xa|phong trao|de tai|y kien|gio"
)
_NUMBER: Final = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,9}(?:,\d+)?"
_VALUE: Final = re.compile(
    rf"(?<![\d/.,\w-])(?P<number>{_NUMBER})\s*(?P<unit>{_UNITS})(?!\w)(?!\s*[-–]\s*\d)(?P<up>\s+tro len)?"
)
_LIST: Final = re.compile(r"\bchi tieu\b[^.;:]{0,90}:\s*")
_LIST_YEAR: Final = re.compile(r"\bnam (\d{4})(?!\s*[-–]\s*\d)")
_OVER: Final = re.compile(r"vuot muc|vuot chi tieu|dat va vuot")
_LEAST: Final = re.compile(
    r"\b(?:it nhat|toi thieu|tren|tu|khong thap hon|khong duoi|hon|dat va vuot)(?:\s+dat)?\s*$"
)
_MOST: Final = re.compile(
    r"\b(?:toi da|khong qua|duoi|khong vuot(?: qua)?|con duoi|nhieu nhat)\s*$"
)
_MORE: Final = re.compile(r"\btang(?:\s+them)?(?:\s+(?:it nhat|toi thieu|tren))?\s*$")
_LESS: Final = re.compile(r"\bgiam(?:\s+them)?(?:\s+(?:it nhat|toi thieu|tren))?\s*$")
_REST: Final = re.compile(r"\s+con lai\b")
_CUE: Final = re.compile(
    r"\b(?:phan dau|dat|it nhat|toi thieu|toi da|khong qua|tren|duoi|giam|tang|bao dam|dam bao|hoan thanh"
    r"|tro len|moi (?:don vi|xa|phuong|co quan)[^.;]{0,40}co|chi tieu|ty le)\b"
)
_DONE: Final = re.compile(r"hoan thanh\s+(?!tot\b|xuat sac\b|nhiem vu\b|vuot\b)")
_NOT_BY: Final = re.compile(
    r"(?:giai doan|quy hoach|tam nhin|dinh huong|ke hoach|de an|nhiem ky|so \d+)\b[^;]{0,120}$"
)
_BY_YEAR: Final = re.compile(
    r"\b(?:vao|trong|den het|den|truoc|het|den cuoi|cuoi)\s+(?:cuoi\s+)?nam\s+(?P<year>\d{4})(?!\s*[-–]\s*\d)"
)
_BY_DAY: Final = re.compile(rf"\b(?:truoc|den|den het|cham nhat)\s+(?:{DATE})")
_LAW: Final = re.compile(r"(?:khoan|dieu|so|thong tu|nghi dinh|lan thu|quy)\s*$")
_TRAILING: Final = re.compile(
    r"(?:[\s,:]+|^)(?:(?:đạt|là|tại|từ|ít nhất|tối thiểu|tối đa|trên|dưới|không quá|khoảng|còn|có|phấn đấu"
    r"|giảm|tăng|đạt và vượt|cho|bảo đảm|đảm bảo)[\s,:]*)*$",
    re.IGNORECASE,
)
_BRACKET: Final = re.compile(r"\(([^()]{2,200})\)")
_NAMES: Final = re.compile(
    rf"(?:(?:xã|phường|thị trấn|gồm|các)\s*:?\s*)*{PROPER}(?:\s*(?:,|;|và|\s-\s)\s*(?:xã |phường )?{PROPER})*\.?"
)
_PROPER: Final = re.compile(PROPER)
_ENOUGH_WORDS: Final = 6
_RATE: Final = re.compile(r"tỷ lệ|tổng|số ")
_NOT_WHAT: Final = re.compile(r"(?:vào|trong|trước|so với|trở lên|đến|\()")
_TWO_SHARES: Final = re.compile(
    r"(?:,|\bva)\s+(?=(?:it nhat |toi thieu |tren |tu )?\d{1,3}(?:,\d+)?\s*%\s+[a-z])"
)
_LONGEST: Final = 300


@dataclass(frozen=True)
class _Item:
    """A stretch that may be a target; ``lead`` are the words that open its list."""

    passage: Passage
    lead: str


def read_targets(task: str, passages: Sequence[Passage], units: KnownUnits) -> tuple[Target, ...]:
    """Targets of a task's paragraphs."""
    found: list[Target] = []
    lead = ""
    for passage in passages:
        marker = marker_of(passage)
        inner = passage.cut(marker.end if marker else 0)
        items = list(_items(inner, lead if marker else ""))
        found += [target for item in items if (target := _target(task, item, units))]
        opened = inner.bare.endswith(":") and re.search(r"\b(?:chi|muc) tieu\b", inner.bare)
        lead = inner.bare if opened else lead if marker and lead else ""
    return tuple(found)


def _items(passage: Passage, lead: str) -> Iterator[_Item]:
    """Items of a list of targets; elsewhere clauses."""
    for start, end in sentences(passage.text):
        opened = _LIST.search(passage.bare, start, end)
        if opened and not passage.bare[opened.end() : end].strip():
            continue
        if opened:
            words = passage.bare[max(start, opened.start() - 60) : opened.end()]
            rest = passage.cut(opened.end(), end)
            yield from (_Item(one, words) for one in _apart(rest))
        else:
            part = passage.cut(start, end)
            yield from (_Item(one, lead) for one in _apart(part))


def _apart(passage: Passage) -> Iterator[Passage]:
    """Clauses, and in them what is said of one share after the other."""
    for start, end in clauses(passage.text):
        at = start
        for cut in _TWO_SHARES.finditer(passage.bare, start, end):
            if "%" in passage.bare[at : cut.start()]:
                yield passage.cut(at, cut.start())
                at = cut.end()
        yield passage.cut(at, end)


def _target(task: str, item: _Item, units: KnownUnits) -> Target | None:
    value = next(
        (found for found in _VALUE.finditer(item.passage.bare) if _counts(item, found)), None
    )
    if value is None and not item.lead:
        return None
    by, by_words = _by(item)
    comparison, confidence, why = _comparison(item, value)
    return Target(
        _what(item, value),
        _decimal(value["number"]) if value else None,
        clean(item.passage.text[value.start("unit") : value.end("unit")]) if value else "",
        comparison,
        comparison is not Comparison.NONE,
        by,
        by_words,
        _places(item.passage, units),
        task,
        item.passage.place(),
        confidence,
        why,
    )


def _counts(item: _Item, found: re.Match[str]) -> bool:
    """A number of a target and not of an article, of a document, of something mentioned."""
    before = item.passage.bare[: found.start()]
    if _LAW.search(before) or (found["unit"] == "dong" and "." not in found["number"]):
        return False
    if found["unit"] == "%" and found["number"] == "100":
        return True
    return bool(item.lead) or _CUE.search(item.passage.bare) is not None


def _comparison(item: _Item, value: re.Match[str] | None) -> tuple[Comparison, Confidence, str]:
    bare = item.passage.bare
    if value is None:
        if _DONE.match(bare) or _DONE.search(bare.split(":")[-1].lstrip()[:12]):
            return Comparison.COMPLETE, Confidence.LIKELY, "Ghi “hoàn thành”, không có số."
        return (
            Comparison.NONE,
            Confidence.LIKELY,
            "Nằm trong danh sách chỉ tiêu nhưng không có mức để đo.",
        )
    before = bare[: value.start()].rstrip()
    confidence = Confidence.SURE if item.lead else Confidence.LIKELY
    for comparison, pattern in (
        (Comparison.AT_MOST, _MOST),
        (Comparison.INCREASE, _MORE),
        (Comparison.DECREASE, _LESS),
        (Comparison.AT_LEAST, _LEAST),
    ):
        if found := pattern.search(before):
            words = clean(item.passage.text[found.start() : found.end()])
            return comparison, confidence, f"Có “{words}” trước số."
    return _without_words(item, value, confidence)


def _without_words(
    item: _Item, value: re.Match[str], confidence: Confidence
) -> tuple[Comparison, Confidence, str]:
    if value["up"]:
        return Comparison.AT_LEAST, confidence, "Có “trở lên” sau số."
    if value["number"] == "100" and value["unit"] in ("%", "phan tram"):
        return Comparison.ALL, confidence, "100% là tất cả."
    if _REST.match(item.passage.bare, value.end()):
        return Comparison.ALL, confidence, "“Còn lại” là tất cả số đó."
    if _OVER.search(item.lead):
        return Comparison.AT_LEAST, confidence, "Lời dẫn ghi hoàn thành vượt mức."
    return Comparison.EXACT, confidence, "Có số và đơn vị tính."


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(".", "").replace(",", "."))


def _what(item: _Item, value: re.Match[str] | None) -> str:
    text = item.passage.text
    if value is None:
        return clean(text).rstrip(" ./;")[:_LONGEST]
    before = clean(_TRAILING.sub("", text[: value.start()]))
    after = clean(text[value.end() :]).strip(" ,./;")
    enough = len(before.split()) >= _ENOUGH_WORDS or _RATE.match(before.lower())
    if enough or not after:
        return (before or clean(text))[:_LONGEST]
    if value["unit"] == "%" and not _NOT_WHAT.match(after):
        return after[:_LONGEST]
    return clean(text).rstrip(" ./;")[:_LONGEST]


def _by(item: _Item) -> tuple[PartialDate | None, str]:
    passage = item.passage
    if found := _BY_DAY.search(passage.bare):
        return date_of(found), clean(passage.text[found.start() : found.end()])
    for found in _BY_YEAR.finditer(passage.bare):
        if not _NOT_BY.search(passage.bare[: found.start()]):
            return partial(int(found["year"])), clean(passage.text[found.start() : found.end()])
    if found := _LIST_YEAR.search(item.lead):
        return partial(int(found[1])), f"năm {found[1]} (lời dẫn)"
    dated = [due for due in read_dues([passage]) if due.date]
    return (dated[0].date, dated[0].words) if dated else (None, "")


def _places(passage: Passage, units: KnownUnits) -> tuple[TargetPlace, ...]:
    return tuple(
        TargetPlace(name[0], units.meant_by(name[0]), passage.place(start, start + len(name[0])))
        for bracket in _BRACKET.finditer(passage.text)
        if _NAMES.fullmatch(bracket[1].strip())
        for name in _PROPER.finditer(bracket[1])
        for start in (bracket.start(1) + name.start(),)
    )
