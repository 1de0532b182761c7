"""Is this row about that nominee? Certain, doubtful with what speaks against it, or no.

Asked of each pair by itself, so that the answer is the same whenever and with whomever a dossier
comes in. A name alone is never certain: a second thing the two have in common is needed, birth and
place for people, the place for bodies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from thidua.commendation.enums import Subject
from thidua.consultation.enums import Likeness
from thidua.lists.matching import Candidate, Query, against, likeness_keys
from thidua.lists.subjects import heads_of
from thidua.lists.units import same_unit, unit_key
from thidua.vietnamese.dates import BadDate, PartialDate, parse_date
from thidua.vietnamese.text import fold, spelling_key

PLACES = "; "
"""What parts the places of a row."""


@dataclass(frozen=True, slots=True)
class Nominee:
    """A subject with a dossier. `names` are all it goes by, `places` its unit, those above it, its
    address; for a household `names` are its heads."""

    kind: str
    subject_id: int
    names: tuple[str, ...]
    birth: PartialDate | None = None
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as a row names them."""

    kind: str
    name: str
    birth: PartialDate | None = None
    place: str = ""

    @property
    def places(self) -> list[str]:
        return [part for part in self.place.split(PLACES) if part]

    @property
    def names(self) -> tuple[str, ...]:
        return heads_of(self.name) if self.kind == Subject.HOUSEHOLD else (self.name,)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How alike, and what speaks against it."""

    likeness: Likeness
    reasons: tuple[str, ...]


def read_birth(text: str) -> PartialDate | None:
    """A birth as a row or a dossier keeps it; None when it says nothing usable."""
    try:
        return parse_date(text)
    except BadDate:
        return None


def compare(row: Named, nominee: Nominee) -> Verdict | None:
    """None: not this one."""
    if (row.kind == Subject.COLLECTIVE) != (nominee.kind == Subject.COLLECTIVE):
        return None
    if row.kind == Subject.COLLECTIVE:
        return _bodies(row, nominee)
    if _years_apart(row, nominee):
        return None
    found = [
        verdict
        for name in row.names
        for other in nominee.names
        if (verdict := _people(row, name, nominee, other))
    ]
    return min(found, key=lambda one: len(one.reasons), default=None)


def _years_apart(row: Named, nominee: Nominee) -> bool:
    """Told first: it is cheap, and of two namesakes it parts nearly all."""
    if row.birth is None or nominee.birth is None:
        return False
    return abs(row.birth.year - nominee.birth.year) > 1


def _people(row: Named, name: str, nominee: Nominee, other: str) -> Verdict | None:
    births = row.birth is not None and nominee.birth is not None
    is_same_name = spelling_key(name) == spelling_key(other)
    if not (is_same_name or births):
        return None
    place = _shared_place(row, nominee)
    # A list writes where somebody lives, a dossier where they work: that the two differ says
    # nothing against one spelling, but a merely similar name needs the birth to agree.
    unit = place or ("" if is_same_name else next(iter(row.places), ""))
    against_it = against(
        Query(name, row.birth, unit), Candidate(0, other, nominee.birth, nominee.places)
    )
    if against_it is None:
        return None
    reasons = (*against_it, *_missing(row, nominee, place), *_other_kind(row, nominee))
    return Verdict(Likeness.DOUBTFUL if reasons else Likeness.CERTAIN, reasons)


def _shared_place(row: Named, nominee: Nominee) -> str:
    return next(
        (one for one in row.places if any(same_unit(one, other) for other in nominee.places)), ""
    )


def _missing(row: Named, nominee: Nominee, place: str) -> Iterator[str]:
    if row.birth is None:
        yield "danh sách không ghi ngày, năm sinh"
    elif nominee.birth is None:
        yield "hồ sơ không ghi ngày, năm sinh"
    if not row.places:
        yield "danh sách không ghi đơn vị, địa chỉ"
    elif not place and nominee.places:
        yield f"danh sách ghi “{row.place}”, hồ sơ ghi “{nominee.places[0]}”"
    elif not place:
        yield "hồ sơ không ghi đơn vị"


def _other_kind(row: Named, nominee: Nominee) -> Iterator[str]:
    if row.kind == Subject.PERSON and nominee.kind == Subject.HOUSEHOLD:
        yield "danh sách ghi một người, hồ sơ là của hộ có chủ hộ cùng tên"
    elif row.kind == Subject.HOUSEHOLD and nominee.kind == Subject.PERSON:
        yield "danh sách ghi một hộ, hồ sơ là của một người"


def _bodies(row: Named, nominee: Nominee) -> Verdict | None:
    same = [name for name in nominee.names if same_unit(row.name, name)]
    if not same and not any(_body_key(row.name) == _body_key(one) for one in nominee.names):
        return None
    reasons = [] if same else [f"tên khác dấu: “{row.name}” và “{nominee.names[0]}”"]
    if not row.places:
        reasons.append("chỉ trùng tên: danh sách không ghi địa chỉ, cấp trên")
    elif not _shared_place(row, nominee):
        shown = nominee.places[0] if nominee.places else "không rõ"
        reasons.append(f"chỉ trùng tên: danh sách ghi “{row.place}”, cấp trên trong sổ: {shown}")
    return Verdict(Likeness.DOUBTFUL if reasons else Likeness.CERTAIN, tuple(reasons))


def _body_key(name: str) -> str:
    return fold(unit_key(name))


def keys_of(kind: str, names: Iterable[str]) -> set[str]:
    """What two that may be one have at least one of in common."""
    if kind == Subject.COLLECTIVE:
        return {f"={_body_key(name)}" for name in names}
    return {key for name in names for key in (spelling_key(name), *likeness_keys(name))}


class Nominees:
    """Nominees by their keys: built once, asked for many rows."""

    def __init__(self, nominees: Iterable[Nominee]) -> None:
        self._by_key: dict[str, list[Nominee]] = defaultdict(list)
        for nominee in nominees:
            for key in keys_of(nominee.kind, nominee.names):
                self._by_key[key].append(nominee)

    def found(self, row: Named) -> Iterator[tuple[Nominee, Verdict]]:
        """Everybody the row may be about."""
        near = {
            (one.kind, one.subject_id): one
            for key in keys_of(row.kind, row.names)
            for one in self._by_key.get(key, ())
        }
        for nominee in near.values():
            if verdict := compare(row, nominee):
                yield nominee, verdict
