"""What notes say that bears on the law, each with the words it was read from.

A note is evidence, not a ruling: "chuyển đến từ" means that service goes on, "tuyển dụng" that it
begins, "nghỉ thai sản" that time counts as worked (Decree 152/2025/NĐ-CP, Điều 4 khoản 5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from thidua.lists.cells import folded
from thidua.lists.decisions import find_date_quietly
from thidua.vietnamese.dates import PartialDate, parse_years
from thidua.vietnamese.numbers import parse_share


class NoteKind(StrEnum):
    """What a note states."""

    DISCIPLINE_PENDING = "discipline_pending"
    DISCIPLINED = "disciplined"
    SERVICE_SINCE = "service_since"
    SHORT_SERVICE = "short_service"
    MATERNITY = "maternity"
    SICK_LEAVE = "sick_leave"
    TRANSFER = "transfer"
    RETIREMENT = "retirement"
    NOT_RATED = "not_rated"
    OUTSIDE_RATING = "outside_rating"
    INITIATIVE_PENDING = "initiative_pending"
    SCOPE_UNCERTIFIED = "scope_uncertified"
    SHARED_INITIATIVE = "shared_initiative"
    SHARE = "share"
    FIGHTERS = "fighters"
    FARMER = "farmer"
    ARMED = "armed"
    DOUBT = "doubt"
    REVOKED = "revoked"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class NoteFact:
    """One statement of a note.

    ``day`` is the date it names (service since, discipline decided); ``part`` of ``whole`` the
    share it gives; ``number`` a count. ``sheet``, ``row`` (1 = first) and ``column`` say where.
    """

    kind: NoteKind
    words: str
    sheet: str
    row: int
    column: str
    day: PartialDate | None = None
    part: int | None = None
    whole: int | None = None
    number: int | None = None
    years: tuple[int, ...] = ()


def _says(kind: NoteKind, *patterns: str) -> tuple[NoteKind, re.Pattern[str]]:
    return kind, re.compile("|".join(patterns))


_PUNISHED: Final = r"\b(khien trach|canh cao|ha bac luong|giang chuc|cach chuc|buoc thoi viec)\b"
_HIRED: Final = r"\b(hop dong|tuyen dung|hdld|hd|tap su|nhan viec|vao nganh|bat dau cong tac)\b"
_DATED: Final = r".*\b(tu|ngay|\d{1,2} \d{1,2} \d{4})\b"
_MOVED: Final = r"chuyen den|chuyen ve|chuyen tu|dieu dong|luan chuyen|chuyen cong tac|biet phai"
_UNCONFIRMED: Final = r"\bchua (duoc )?(xac nhan|cong nhan|chung nhan)\b"

_PATTERNS: Final = (
    _says(NoteKind.DISCIPLINED, rf"^(?!.*\b(khong|chua)\b).*{_PUNISHED}"),
    _says(NoteKind.TRANSFER, rf"\b({_MOVED})\b", r"\bve (truong|phong|don vi|co quan|xa)\b.*\d"),
    _says(NoteKind.SERVICE_SINCE, _HIRED + _DATED),
    _says(NoteKind.SHORT_SERVICE, r"\bduoi 0?6 thang\b", r"\bchua du 0?6 thang\b"),
    _says(NoteKind.MATERNITY, r"\b(thai san|nghi sinh|nghi de con|che do sinh)\b"),
    _says(NoteKind.SICK_LEAVE, r"\b(nghi om|om dau|nghi benh|dieu tri)\b"),
    _says(NoteKind.RETIREMENT, r"\b(nghi huu|huu tri|nghi che do)\b"),
    _says(NoteKind.OUTSIDE_RATING, r"\bkhong thuoc (dien|doi tuong) (danh gia|xep loai|dg)\b"),
    _says(NoteKind.NOT_RATED, r"\b(cho|chua co|chua)\b.{0,20}\b(danh gia|xep loai|dg)\b"),
    _says(
        NoteKind.INITIATIVE_PENDING,
        r"\b(dang cho|cho|chua co) (qd|quyet dinh|cong nhan|kq cong nhan)\b",
        r"\b(hoi dong|hd) (sk|sang kien)\b.*\bhop\b",
        r"\bchua cong nhan\b",
    ),
    _says(NoteKind.SCOPE_UNCERTIFIED, rf"\b(pham vi|anh huong|hieu qua)\b.*{_UNCONFIRMED}"),
    _says(NoteKind.SHARED_INITIATIVE, r"\bdong tac gia\b", r"\bchung sang kien\b"),
    _says(NoteKind.FARMER, r"^(nong dan|cong nhan truc tiep)\b"),
    _says(
        NoteKind.ARMED, r"\b(dqtt|dan quan (tu ve|thuong truc|co dong)|bo doi|cong an chinh quy)\b"
    ),
    _says(NoteKind.REVOKED, r"\bthu hoi\b", r"\bhuy bo\b"),
    _says(NoteKind.DUPLICATE, r"\btrung\b(?! ten)"),
)
# With marks: without them đang (is being) and Đảng (the Party) are one word.
_PENDING: Final = re.compile(
    r"^(?!.*\bkhông\b).*\b(đang|chờ)\b.{0,60}\b(k[ỷỉ] luật|vi phạm|tố cáo|khiếu nại|phản ánh)\b"
)
_FIGHTERS: Final = re.compile(
    r"\b0?(\d{1,3})\b (?:nguoi )?(?:dat )?(?:cstdcs|cstd co so|chien s[iy] thi dua co so)\b"
)
_SHARE_OF: Final = re.compile(
    r"(\d+\s*/\s*\d+)\s*(?:LĐTT|LDTT|CSTT|lao động tiên tiến|người)", re.IGNORECASE
)
_CLAUSE: Final = re.compile(r"[;\n]|(?<=\D)\.\s")


def read_notes(text: str, *, sheet: str, row: int, column: str) -> tuple[NoteFact, ...]:
    """Every statement of a cell that the rest of the system acts on, in the order written."""
    if not text:
        return ()
    return tuple(replace(fact, sheet=sheet, row=row, column=column) for fact in _statements(text))


@lru_cache(maxsize=8_192)
def _statements(text: str) -> tuple[NoteFact, ...]:
    clauses = filter(None, (part.strip() for part in _CLAUSE.split(text)))
    return tuple(fact for clause in clauses for fact in _facts_of(clause))


def _facts_of(clause: str) -> Iterator[NoteFact]:
    words = folded(clause)
    blank = NoteFact(NoteKind.DOUBT, clause, "", 0, "")
    if _PENDING.search(clause.casefold()):
        yield replace(blank, kind=NoteKind.DISCIPLINE_PENDING, day=find_date_quietly(clause))
    for kind in _kinds(words):
        day = find_date_quietly(clause)
        yield replace(blank, kind=kind, day=day, years=parse_years(clause))
    if found := _SHARE_OF.search(clause):
        share = parse_share(found[1])
        if share and share.part is not None and share.whole:
            yield replace(blank, kind=NoteKind.SHARE, part=share.part, whole=share.whole)
    if found := _FIGHTERS.search(words):
        yield replace(blank, kind=NoteKind.FIGHTERS, number=int(found[1]))
    if clause.endswith("?"):
        yield blank


def _kinds(words: str) -> list[NoteKind]:
    kinds = [kind for kind, pattern in _PATTERNS if pattern.search(words)]
    if NoteKind.TRANSFER in kinds and NoteKind.SERVICE_SINCE in kinds:
        kinds.remove(NoteKind.SERVICE_SINCE)
    return kinds


def months_in_year(since: date, year: int) -> int:
    """Whole months of service within ``year`` for somebody who began on ``since``.

    The last day of the year counts: from 01/4 to 31/12 is nine months.
    """
    start = max(since, date(year, 1, 1))
    end = date(year, 12, 31) + timedelta(days=1)
    if start >= end:
        return 0
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (1 if end.day < start.day else 0)
