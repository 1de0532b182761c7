"""What a file says twice, and what the record already holds: told by person, not by spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from thidua.law import RatingLevel, known_title
from thidua.registry.domain.lines import (
    AwardLine,
    DisciplineWords,
    RatingLine,
    Who,
    YearRating,
)
from thidua.registry.domain.ratings import LEVEL_SHORT, rating_words
from thidua.registry.domain.unit_book import NamedUnit
from thidua.registry.enums import AskedAbout, BatchKind, RatingWhyNone, RowState
from thidua.registry.models import Award, Discipline, ImportBatch, ImportRow, Rating

AT_ONCE = 2_000
SUPERSEDED = frozenset({RatingWhyNone.NOT_STATED, RatingWhyNone.NOT_YET})
"""Reasons that a later file's rating replaces: they said that there was none yet."""

REVOCATION_IS_NEWS = (
    " Tệp ghi đã thu hồi mà sổ chưa ghi: rút khen thưởng đó khỏi sổ rồi đưa tệp này vào lại."
)
KINDS = ("person", "collective", "household")
AwardKey = tuple[str, str, str, int]
"""Kind of subject, its code, title, year of merit."""


@dataclass(slots=True)
class Placed:
    """One line with what it was understood to mean.

    For ratings, `fresh` are the years to write, `replaced` the ratings on record that they
    supersede, and `cases` the discipline to write.
    """

    row: ImportRow
    line: AwardLine | RatingLine
    unit: NamedUnit | None = None
    title: str = ""
    fresh: list[YearRating] = field(default_factory=list)
    replaced: list[int] = field(default_factory=list)
    cases: list[DisciplineWords] = field(default_factory=list)

    @property
    def who(self) -> Who:
        return self.line.who

    @property
    def unit_code(self) -> str:
        return self.unit.code if self.unit else ""

    @property
    def subject_code(self) -> str:
        """The subject's code; a collective that applying the file will add goes by its unit."""
        return self.row.subject or self.unit_code


def mark_repeats(batch: ImportBatch, placed: Sequence[Placed]) -> None:
    """Turn ready rows that say nothing new into DUPLICATE, each with what it repeats."""
    if batch.kind == BatchKind.RATINGS:
        _Ratings(batch.authority_id, placed).mark()
    else:
        _Awards(batch.authority_id, placed).mark()


def _by_subject(authority_id: int, codes: Iterable[str]) -> Iterator[Q]:
    """Conditions that find rows of many subjects, some thousands at a time."""
    wanted = sorted(code for code in set(codes) if code)
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        yield Q(authority_id=authority_id, withdrawn_at__isnull=True) & (
            Q(person__code__in=part) | Q(collective__code__in=part) | Q(household__code__in=part)
        )


def _subject(*codes: str | None) -> tuple[str, str]:
    """Kind and code of the one subject that a row of the record has (by its own constraint)."""
    return next((kind, code) for kind, code in zip(KINDS, codes, strict=True) if code)


# -- awards ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Seen:
    """An award already counted: its decision number, where it stands, whether it is revoked."""

    number: str
    place: str
    is_revoked: bool


class _Awards:
    def __init__(self, authority_id: int, placed: Sequence[Placed]) -> None:
        self.placed = placed
        self.seen: dict[AwardKey, list[_Seen]] = defaultdict(list)
        codes = {one.row.subject for one in placed}
        codes |= {offer["code"] for one in placed for offer in one.row.candidates}
        for condition in _by_subject(authority_id, codes):
            rows = Award.objects.filter(condition).values_list(
                "person__code",
                "collective__code",
                "household__code",
                "title_code",
                "year",
                "decision_number",
                "revoked_on",
            )
            for person, collective, household, title, year, number, revoked in rows:
                key = (*_subject(person, collective, household), title, year)
                self.seen[key].append(_Seen(number, "trong sổ", revoked is not None))

    def mark(self) -> None:
        ready = [one for one in self.placed if one.row.state == RowState.READY]
        for one in sorted(ready, key=_fullest_first):
            self._mark(one)
        for one in self.placed:
            if one.row.asked == AskedAbout.PERSON:
                self._warn(one)

    def _mark(self, one: Placed) -> None:
        line = _award(one)
        key = self._key(one, one.subject_code)
        if repeated := self._repeated(key, line.decision_number):
            one.row.state = RowState.DUPLICATE
            one.row.why = f"{_described(one)} đã ghi {repeated.place}."
            if line.revoked_on and not repeated.is_revoked:
                one.row.why += REVOCATION_IS_NEWS
        else:
            place = f"ở dòng {one.row.row}"
            revoked = line.revoked_on is not None
            self.seen[key].append(_Seen(line.decision_number, place, revoked))

    def _warn(self, one: Placed) -> None:
        """Say at each candidate what would follow: the same person, so the same award."""
        for offer in one.row.candidates:
            key = self._key(one, offer["code"])
            if repeated := self._repeated(key, _award(one).decision_number):
                offer["repeats"] = repeated.place

    def _key(self, one: Placed, code: str) -> AwardKey:
        assert one.who.year is not None
        return one.who.kind, code, one.title, one.who.year

    def _repeated(self, key: AwardKey, number: str) -> _Seen | None:
        return next((one for one in self.seen[key] if _one_number(one.number, number)), None)


def _award(one: Placed) -> AwardLine:
    assert isinstance(one.line, AwardLine)
    return one.line


def _fullest_first(one: Placed) -> tuple[bool, bool, bool, str, int]:
    line = _award(one)
    return (
        line.revoked_on is None,
        not line.decision_number,
        line.decided_on is None,
        one.row.sheet,
        one.row.row,
    )


def _one_number(a: str, b: str) -> bool:
    """Whether two decision numbers can be one: a missing number or symbol says nothing."""
    if not a or not b or a == b:
        return True
    bare = "/" not in a or "/" not in b
    return bare and a.partition("/")[0] == b.partition("/")[0]


def _described(one: Placed) -> str:
    return f"{known_title(one.title).short} năm {one.who.year} của {one.who.name}"


# -- ratings --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rated:
    """A rating already counted; `pk` is None while only the file has it."""

    level: int | None
    why_none: str
    pk: int | None


class _Ratings:
    def __init__(self, authority_id: int, placed: Sequence[Placed]) -> None:
        self.placed = placed
        self.rated: dict[tuple[str, str, int], _Rated] = {}
        self.cases: set[tuple[str, str, str]] = set()
        for condition in _by_subject(authority_id, {one.row.subject for one in placed}):
            self._load(condition)

    def _load(self, condition: Q) -> None:
        who = ("person__code", "collective__code", "household__code")
        rows = Rating.objects.filter(condition).values_list(*who, "year", "level", "why_none", "pk")
        for person, collective, household, year, level, why, pk in rows:
            subject = _subject(person, collective, household)
            self.rated[*subject, year] = _Rated(level, why, pk)
        cases = Discipline.objects.filter(condition).values_list(*who, "words")
        for person, collective, household, words in cases:
            self.cases.add((*_subject(person, collective, household), words))

    def mark(self) -> None:
        for one in self.placed:
            if one.row.state == RowState.READY:
                self._mark(one)

    def _mark(self, one: Placed) -> None:
        line = one.line
        assert isinstance(line, RatingLine)
        conflicts = [said for rating in line.ratings if (said := self._take(one, rating))]
        for case in line.discipline:
            key = (one.who.kind, one.subject_code, case.words)
            if key not in self.cases:
                self.cases.add(key)
                one.cases.append(case)
        if not one.fresh and not one.cases:
            one.row.state = RowState.DUPLICATE
            one.row.why = "Các năm của dòng này đã có trong sổ."
        if conflicts:
            one.row.why = f"Giữ kết quả đang có: {'; '.join(conflicts)}."[:400]

    def _take(self, one: Placed, rating: YearRating) -> str:
        """Take the year as new, or say how the record differs; the record stays as it is."""
        key = (one.who.kind, one.subject_code, rating.year)
        known = self.rated.get(key)
        if known is None or (
            known.pk and known.why_none in SUPERSEDED and rating.level is not None
        ):
            if known and known.pk:
                one.replaced.append(known.pk)
            one.fresh.append(rating)
            self.rated[key] = _Rated(rating.level, rating.why_none, None)
            return ""
        if (known.level, known.why_none) == (rating.level, rating.why_none):
            return ""
        return f"năm {rating.year} sổ ghi {_short(known)}, tệp ghi {_short(rating)}"


def _short(rating: _Rated | YearRating) -> str:
    if rating.level is not None:
        return LEVEL_SHORT[RatingLevel(rating.level)]
    return rating_words(None, rating.why_none).lower()
