"""Is this row that person? Certain, doubtful with the reason, or nobody.

Certain needs three things: the same spelling of the name (apart from case, Unicode form and where
the tone stands), births that can be one day, and one unit; and nobody else who fits as well. A
doubtful match is always put to a person, never used.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from thidua.lists.units import same_unit, unit_key
from thidua.vietnamese.dates import PartialDate
from thidua.vietnamese.names import NameMatch, compare_names
from thidua.vietnamese.text import fold, spelling_key

_MOST_SHOWN: Final = 5
_CLOSE_YEARS: Final = 1


class MatchKind(StrEnum):
    """How sure a match is."""

    CERTAIN = "certain"
    DOUBTFUL = "doubtful"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody a row may be about. ``id`` is opaque; ``units`` all units known for the person."""

    id: Hashable
    name: str
    birth: PartialDate | None = None
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """The person as a row writes it. An empty unit says nothing, like a missing birth."""

    name: str
    birth: PartialDate | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Possibility:
    """A candidate and what speaks against it, in Vietnamese; no reasons: nothing does."""

    candidate: Candidate
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The outcome. ``possibilities`` is best first; exactly one when the match is certain."""

    kind: MatchKind
    possibilities: tuple[Possibility, ...] = ()

    @property
    def candidate(self) -> Candidate | None:
        """The person, when certain."""
        return self.possibilities[0].candidate if self.kind is MatchKind.CERTAIN else None

    @property
    def reason(self) -> str:
        """Why it is doubtful, in a few words."""
        if self.kind is not MatchKind.DOUBTFUL:
            return ""
        fitting = [one for one in self.possibilities if not one.reasons]
        if len(fitting) > 1:
            return f"có {len(fitting)} người cùng tên, không phân biệt được bằng năm sinh và đơn vị"
        return "; ".join(self.possibilities[0].reasons)


class PersonIndex:
    """Candidates indexed for matching; build once, match many.

    ``aliases`` maps a unit key to keys of its other names (``units.alias_table``).
    """

    def __init__(
        self,
        candidates: Iterable[Candidate],
        aliases: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self._aliases = aliases
        self._by_spelling: dict[str, list[Candidate]] = defaultdict(list)
        self._by_likeness: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            self.add(candidate)

    def add(self, candidate: Candidate) -> None:
        """One more candidate."""
        self._by_spelling[_spelling(candidate.name)].append(candidate)
        for key in likeness_keys(candidate.name):
            self._by_likeness[key].append(candidate)

    def match(self, query: Query) -> Match:
        """Find whom ``query`` names."""
        same = self._possibilities(query, self._by_spelling.get(_spelling(query.name), ()))
        fitting = [one for one in same if not one.reasons]
        if len(fitting) == 1:
            return Match(MatchKind.CERTAIN, tuple(fitting))
        if fitting:
            return Match(MatchKind.DOUBTFUL, tuple(fitting[:_MOST_SHOWN]))
        near = self._possibilities(query, self._near(query))
        found = sorted([*same, *near], key=lambda one: len(one.reasons))
        if not found:
            return Match(MatchKind.NONE)
        return Match(MatchKind.DOUBTFUL, tuple(found[:_MOST_SHOWN]))

    def _near(self, query: Query) -> list[Candidate]:
        spelling = _spelling(query.name)
        found: dict[int, Candidate] = {}
        for key in likeness_keys(query.name):
            for candidate in self._by_likeness.get(key, ()):
                if _spelling(candidate.name) != spelling:
                    found[id(candidate)] = candidate
        return list(found.values())

    def _possibilities(self, query: Query, candidates: Sequence[Candidate]) -> list[Possibility]:
        found = []
        for candidate in candidates:
            reasons = against(query, candidate, self._aliases)
            if reasons is not None:
                found.append(Possibility(candidate, reasons))
        return found


def match_person(
    query: Query,
    candidates: Iterable[Candidate],
    aliases: Mapping[str, frozenset[str]] | None = None,
) -> Match:
    """``PersonIndex.match`` for a single question."""
    return PersonIndex(candidates, aliases).match(query)


def against(
    query: Query, candidate: Candidate, aliases: Mapping[str, frozenset[str]] | None = None
) -> tuple[str, ...] | None:
    """What speaks against ``candidate``: none, reasons for doubt, or None for another person.

    Another person: names that differ, births that contradict each other by more than a year, or a
    merely similar name without support from birth and unit.
    """
    birth = _birth_doubt(query.birth, candidate.birth)  # first: it is cheap and excludes most
    name = None if birth is None else _name_doubt(query.name, candidate.name)
    if birth is None or name is None:
        return None
    unit = _unit_doubt(query.unit, candidate.units, aliases)
    reasons = tuple(filter(None, (name, birth, unit)))
    is_supported = not unit or (
        query.birth is not None and candidate.birth is not None and not birth
    )
    if (name or birth) and not is_supported:
        return None
    return reasons


def _name_doubt(a: str, b: str) -> str | None:
    """A reason for doubt, empty for one spelling, None for different names."""
    if _spelling(a) == _spelling(b):
        return ""
    match compare_names(a, b):
        case NameMatch.SAME | NameMatch.SAME_SPELLING:
            return ""
        case NameMatch.ABBREVIATED:
            return f'tên viết tắt: "{a}" và "{b}"'
        case NameMatch.CLOSE:
            return f'tên khác nhau một chữ: "{a}" và "{b}"'
        case _:
            return None


def _birth_doubt(a: PartialDate | None, b: PartialDate | None) -> str | None:
    """A reason for doubt, empty where the births agree, None where they are years apart."""
    if a is None or b is None or a.compatible(b):
        return ""
    if abs(a.year - b.year) > _CLOSE_YEARS:
        return None
    if a.year == b.year:
        return f"ngày sinh khác nhau: {a.text()} và {b.text()}"
    return f"năm sinh lệch một năm: {a.text()} và {b.text()}"


def _unit_doubt(
    unit: str, units: tuple[str, ...], aliases: Mapping[str, frozenset[str]] | None
) -> str:
    if not unit or not units or any(same_unit(unit, other, aliases) for other in units):
        return ""
    if any(fold(unit_key(unit)) == fold(unit_key(other)) for other in units):
        return f'tên đơn vị khác dấu: "{unit}" và "{units[0]}"'
    return f'đơn vị khác nhau: "{unit}" và "{units[0]}"'


_DOT: Final = re.compile(r"\.\s*")


@lru_cache(maxsize=65_536)
def _spelling(name: str) -> str:
    return spelling_key(name)


def likeness_keys(name: str) -> Iterator[str]:
    """Keys that names with an abbreviation or one letter off have in common; none for one word.

    Family and given name together find abbreviated middles; the name without one letter of the
    family or of the given name finds the rest.
    """
    words = fold(_DOT.sub(". ", name)).split()
    if len(words) == 1 or not words:
        return
    family, given = words[0], words[-1]
    yield f"{family} {given}"
    middle = " ".join(words[1:-1])
    for shorter in _shortened(given):
        yield f"{family}|{middle}|{shorter}"
    for shorter in _shortened(family):
        yield f"{shorter}/{middle}/{given}"


def _shortened(word: str) -> Iterator[str]:
    """The word and every form with one letter left out."""
    yield word
    for index in range(len(word)):
        yield word[:index] + word[index + 1 :]
