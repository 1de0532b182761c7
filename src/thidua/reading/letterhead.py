"""Number, date, place and issuer from the lines above the title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from thidua.lists.units import unit_case
from thidua.reading.bodies import mended, near_bodies, normal_name
from thidua.reading.dates import partial
from thidua.reading.kinds import Confidence
from thidua.reading.model import Found, PaperDate, PaperNumber, Place, Signer
from thidua.reading.passages import Passage, joined
from thidua.vietnamese.text import clean, fold

_NUMBER: Final = re.compile(
    r"(?:(?:[a-z]+\s+)?so\s*:?\s*)(?P<digits>[\dol]*)(?P<blank>[\s.…_]*)"
    r"(?P<symbol>[-–]\s*[a-z]{2,4}\s*/\s*[a-z]+|/\s*(?:\d{4}\s*/\s*)?[a-z0-9]+(?:\s*[-&]\s*[a-z0-9]+)*|$)"
)
_AS_DIGITS: Final = str.maketrans("ol", "01")
_BLANK: Final = r"[\s.…_]*"
_DATE: Final = re.compile(
    rf"(?:(?P<place>.{{2,60}}?)\s*,"
    rf"\s*)?ngay{_BLANK}(?P<day>[\dol]{{0,2}}){_BLANK}thang{_BLANK}(?P<month>[\dol]{{0,2}})"
    rf"{_BLANK}nam{_BLANK}(?P<year>[\dol]{{4}}|\d{{0,2}}){_BLANK}"
)
_NATION: Final = re.compile(
    r"cong hoa xa hoi.*|(?:(?:xa hoi )?chu )?(?:nghia )?viet nam|.*doc lap\s*[-–]\s*tu do.*"
    r"|hanh phuc"
)
_DATE_BEGUN: Final = re.compile(rf".*\bngay{_BLANK}[\dol]{{0,2}}{_BLANK}(?:thang.*)?")
_DATE_ENDED: Final = re.compile(r"(?:(?:thang|nam)\b.*|[\dol]{4})")
_PARTY: Final = re.compile(r"dang cong san viet nam")
_NOT_A_BODY: Final = re.compile(r"(?:cua |v/v|du thao|mat|hoa toc|khan|sao y|phu luc|kem theo).*")
_BARE_COMMITTEE: Final = frozenset(
    {"uy ban nhan dan", "hoi dong nhan dan", "ubnd", "hdnd", "dang uy"}
)
_AREA: Final = re.compile(r"(?:huyen|quan|thanh pho|tinh|xa|phuong|thi tran|dac khu|tp)\b")
_LEVEL_ASKS: Final = re.compile(
    r"(?:uy ban nhan dan|ubnd)\s+(?P<level>huyen|quan|thanh pho|tinh|xa|phuong|thi tran|dac khu)\b"
)
_LONGEST_BODY: Final = 90
_LEVELS: Final = {
    "huyen": "huyện", "quan": "quận", "thanh pho": "thành phố", "tinh": "tỉnh", "xa": "xã",
    "phuong": "phường", "thi tran": "thị trấn", "dac khu": "đặc khu",
}  # fmt: skip


@dataclass(frozen=True)
class Letterhead:
    number: PaperNumber | None
    date: PaperDate | None
    place: Found | None
    issuer: Found | None
    superior: Found | None
    unknown: tuple[Passage, ...]


def read_letterhead(head: Sequence[Passage]) -> Letterhead:
    """What the lines above the title say; lines that say nothing known are ``unknown``."""
    number = date = place = None
    bodies: list[Passage] = []
    unknown: list[Passage] = []
    for line in _dates_joined(head):
        if _NATION.fullmatch(line.bare) or _PARTY.fullmatch(line.bare):
            continue
        if number is None and (found := _NUMBER.match(line.bare)):
            number = _number(line, found)
        elif date is None and (found := _DATE.fullmatch(line.bare)):
            date, place = _date(line, found), _place(line, found)
        elif _is_body(line, bodies):
            bodies.append(line)
        else:
            unknown.append(line)
    superior, issuer = _bodies(bodies)
    return Letterhead(number, date, place, issuer, superior, tuple(unknown))


def _dates_joined(head: Sequence[Passage]) -> list[Passage]:
    """The lines of the head, a date that a narrow cell broke on one line again."""
    lines: list[Passage] = []
    for line in head:
        if lines and _DATE_ENDED.fullmatch(line.bare) and _DATE_BEGUN.fullmatch(lines[-1].bare):
            lines[-1] = joined((lines[-1], line))
        else:
            lines.append(line)
    return lines


def _is_body(line: Passage, bodies: list[Passage]) -> bool:
    if len(line.text) > _LONGEST_BODY or _NOT_A_BODY.fullmatch(line.bare):
        return False
    named = normal_name(line.text)
    return bool(
        line.text.isupper() or _AREA.match(line.bare) or named.startswith(("Ủy ban", "Hội đồng"))
    )


def _number(line: Passage, found: re.Match[str]) -> PaperNumber:
    symbol = re.sub(r"\s", "", line.text[found.start("symbol") : found.end("symbol")])
    joint = symbol[:1] if symbol[:1] == "-" else "/"
    symbol = symbol.lstrip("/-–")
    digits = found["digits"].translate(_AS_DIGITS)
    place = line.place(found.start(), max(found.end(), found.start() + 1))
    if digits != found["digits"]:
        value, confidence = f"{digits}{joint}{symbol}", Confidence.DOUBTFUL
        why = "Có chữ O, l giữa các chữ số; đọc là số."
    elif digits and symbol:
        value, confidence, why = f"{digits}{joint}{symbol}", Confidence.SURE, "Ở dòng số, ký hiệu."
    elif symbol:
        value, confidence, why = "", Confidence.LIKELY, "Có ký hiệu, phần số để trống."
    else:
        value, confidence, why = digits, Confidence.DOUBTFUL, "Không thấy ký hiệu sau số."
    return PaperNumber(value, digits, symbol, place, confidence, why)


def _date(line: Passage, found: re.Match[str]) -> PaperDate:
    written = {part: found[part].translate(_AS_DIGITS) for part in ("day", "month", "year")}
    day, month = (int(written[part]) if written[part] else None for part in ("day", "month"))
    year = int(written["year"]) if len(written["year"]) == 4 else None  # noqa: PLR2004
    place = line.place(line.bare.index("ngay", found.start()), found.end())
    if year is not None and month is not None and partial(year, month, day) is None:
        why = "Lịch không có ngày này."
        return PaperDate(None, None, year, place, Confidence.DOUBTFUL, why)
    if any(written[part] != found[part] for part in written):
        why = "Có chữ O, l giữa các chữ số; đọc là số."
        return PaperDate(day, month, year, place, Confidence.DOUBTFUL, why)
    full = None not in (day, month, year)
    why = "Ở dòng địa danh, ngày tháng." if full else "Có phần còn để trống trên giấy."
    return PaperDate(day, month, year, place, Confidence.SURE if full else Confidence.LIKELY, why)


def _place(line: Passage, found: re.Match[str]) -> Found | None:
    if not found["place"]:
        return None
    start, end = found.span("place")
    return Found(
        clean(line.text[start:end]),
        (line.place(start, end),),
        Confidence.SURE,
        "Đứng trước ngày tháng.",
    )


def _bodies(lines: list[Passage]) -> tuple[Found | None, Found | None]:
    """(superior, issuer): a bare committee takes the place on the line after it."""
    groups: list[list[Passage]] = []
    for line in lines:
        bare = groups and fold(joined(groups[-1]).text) in _BARE_COMMITTEE
        if groups and (bare or (_AREA.match(line.bare) and not _has_area(groups[-1]))):
            groups[-1].append(line)
        else:
            groups.append([line])
    found = [_body(group) for group in groups[:2]]
    match found:
        case []:
            return None, None
        case [only]:
            return None, only
    return found[0], found[1]


def _has_area(group: list[Passage]) -> bool:
    return re.search(rf"\s{_AREA.pattern}", joined(group).bare) is not None


def _body(group: list[Passage]) -> Found:
    written = " ".join(line.text for line in group)
    if guessed := near_bodies(written):
        first = guessed[0]
        right = mended(first.written(written)).upper()
        written = f"{written[: first.start]}{right}{written[first.end :]}"
    name = normal_name(unit_case(written))
    places = tuple(line.place() for line in group)
    return Found(name, places, Confidence.SURE, "Ở tên cơ quan đầu văn bản.")


def issuer_without_letterhead(
    signer: Signer | None, place: Found | None, passages: Sequence[Passage]
) -> Found | None:
    """On whose behalf it is signed, its level from who asks, its name from the place."""
    if signer is None or not signer.on_behalf_of:
        return None
    body = signer.on_behalf_of
    if fold(body) not in _BARE_COMMITTEE:
        return Found(
            body,
            signer.places[:1],
            Confidence.LIKELY,
            "Không có tên cơ quan đầu văn bản; theo phần ký.",
        )
    level = _level(passages)
    if level is None:
        why = "Theo phần ký; không rõ của địa phương nào."
        return Found(body, signer.places[:1], Confidence.DOUBTFUL, why)
    word, at = level
    name = _place_name(word, passages) or (place.value if place else "")
    places = (*signer.places[:1], at, *(place.places if place else ()))
    why = "Không có tên cơ quan đầu văn bản; ghép từ phần ký, lời văn và địa danh."
    return Found(clean(f"{body} {_LEVELS[word]} {name}"), places, Confidence.LIKELY, why)


def _level(passages: Sequence[Passage]) -> tuple[str, Place] | None:
    asks = [
        (found, passage)
        for passage in passages
        for found in re.finditer(rf"chu tich {_LEVEL_ASKS.pattern}", passage.bare)
    ]
    if not asks:
        return None
    found, passage = asks[0]
    return found["level"], passage.place(*found.span())


def _place_name(level: str, passages: Sequence[Passage]) -> str:
    """The name that follows the level most often: huyện An Dương."""
    names: Counter[str] = Counter()
    for passage in passages:
        for found in re.finditer(rf"\b{level}\s+", passage.bare):
            words = re.match(r"[^\W\d_]+(?: [^\W\d_]+)?", passage.text[found.end() :])
            if words and words[0].istitle():
                names[words[0]] += 1
    return names.most_common(1)[0][0] if names else ""
