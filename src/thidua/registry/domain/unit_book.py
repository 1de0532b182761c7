"""Which unit the words of a file mean: by name, short name or former name, as of a year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from thidua.lists.units import unit_key
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import UnitSuccession, UnitVersion
from thidua.vietnamese.text import fold

MOST_OFFERED: Final = 5
ENOUGH_ALIKE: Final = 0.5

# What a name begins with tells the kind of a unit that a file makes known; people can change it.
KINDS: Final = (
    ("truong", UnitKind.SCHOOL),
    ("mam non", UnitKind.SCHOOL),
    ("thcs", UnitKind.SCHOOL),
    ("phong", UnitKind.OFFICE),
    ("ban ", UnitKind.OFFICE),
    ("van phong", UnitKind.OFFICE),
    ("thanh tra", UnitKind.OFFICE),
    ("ubnd xa", UnitKind.COMMUNE),
    ("xa ", UnitKind.COMMUNE),
    ("ubnd phuong", UnitKind.WARD),
    ("phuong ", UnitKind.WARD),
    ("ubnd thi tran", UnitKind.TOWNSHIP),
    ("thi tran", UnitKind.TOWNSHIP),
    ("trung tam", UnitKind.STATION),
    ("tram", UnitKind.STATION),
    ("dai ", UnitKind.STATION),
    ("hoi ", UnitKind.ASSOCIATION),
    ("thon ", UnitKind.HAMLET),
    ("to dan pho", UnitKind.HAMLET),
    ("cong ty", UnitKind.ENTERPRISE),
)


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """One name of one unit during [since, until); open ends are None."""

    unit_id: int
    code: str
    name: str
    keys: frozenset[str]
    since: date | None
    until: date | None

    def stands_in(self, year: int) -> bool:
        """Whether the name was borne on any day of the year."""
        return (self.since is None or self.since <= date(year, 12, 31)) and (
            self.until is None or self.until > date(year, 1, 1)
        )


class UnitBook:
    """Every name that the authority's units have borne, loaded in two queries."""

    def __init__(self, authority_id: int) -> None:
        self.names = [_named(version) for version in _versions(authority_id)]
        self._by_key: dict[str, list[NamedUnit]] = defaultdict(list)
        self._by_code: dict[str, list[NamedUnit]] = defaultdict(list)
        for name in self.names:
            self._by_code[name.code].append(name)
            for key in name.keys:
                self._by_key[key].append(name)
        self._kin = _kin(authority_id)

    def find(self, words: str, year: int | None) -> NamedUnit | None:
        """The one unit that bears this name: in that year, else at any time; None when unsure."""
        found = self._by_key.get(unit_key(words), [])
        then = [name for name in found if year is not None and name.stands_in(year)]
        return _only(then) or (None if then else _only(found))

    def of_code(self, code: str) -> NamedUnit | None:
        """The unit of that code, under its last name."""
        names = self._by_code.get(code)
        return names[-1] if names else None

    def expect(self, code: str, name: str) -> NamedUnit:
        """Make known a unit that applying the file will add."""
        found = self.of_code(code)
        if found is None:
            found = NamedUnit(0, code, name, frozenset((unit_key(name),)), None, None)
            self._by_code[code].append(found)
        return found

    def similar(self, words: str, year: int | None) -> list[NamedUnit]:
        """Units whose names are near, nearest first: marks differ, or most words are shared."""
        ranked: dict[int, tuple[tuple[float, bool], NamedUnit]] = {}
        for name in self.names:
            likeness = max(_alike(unit_key(words), key) for key in name.keys)
            standing = year is None or name.stands_in(year)
            if likeness >= ENOUGH_ALIKE:
                best = ranked.get(name.unit_id)
                if best is None or (likeness, standing) > best[0]:
                    ranked[name.unit_id] = ((likeness, standing), name)
        ordered = sorted(ranked.values(), key=lambda pair: pair[0], reverse=True)
        surest = [name for (likeness, _), name in ordered if likeness == 1.0]
        return surest or [name for _, name in ordered[:MOST_OFFERED]]

    def names_of(self, code: str) -> list[str]:
        """Every name of the unit and of those in its line of descent, its own last name first."""
        own = [name.name for name in reversed(self._by_code.get(code, ()))]
        kin = [name.name for other in self._kin.get(code, ()) for name in self._by_code[other]]
        return list(dict.fromkeys([*own, *kin]))

    def same_body(self, code: str, other: str) -> bool:
        """Whether one unit is the other, came from it, or continues it.

        Two communes later merged into one ward are still two bodies for a register of 2019.
        """
        return code == other or other in self._kin.get(code, ())


def _versions(authority_id: int) -> Iterable[UnitVersion]:
    return (
        UnitVersion.objects.filter(authority_id=authority_id, unit__withdrawn_at__isnull=True)
        .select_related("unit")
        .order_by("unit_id", "valid")
    )


def _named(version: UnitVersion) -> NamedUnit:
    written = (version.name, version.short_name, *version.aliases)
    return NamedUnit(
        unit_id=version.unit_id,
        code=version.unit.code,
        name=version.name,
        keys=frozenset(unit_key(words) for words in written if words),
        since=version.valid.lower,
        until=version.valid.upper,
    )


def _only(names: list[NamedUnit]) -> NamedUnit | None:
    return names[0] if len({name.unit_id for name in names}) == 1 else None


@lru_cache(maxsize=4_096)
def _words(key: str) -> frozenset[str]:
    return frozenset(fold(key).split())


def _alike(a: str, b: str) -> float:
    """1.0 when only marks differ, else the share of words in common."""
    if fold(a) == fold(b):
        return 1.0
    first, second = _words(a), _words(b)
    return len(first & second) / max(len(first | second), 1)


def _kin(authority_id: int) -> dict[str, frozenset[str]]:
    """For each unit, all it came from and all that continue it, in one line of descent."""
    pairs = UnitSuccession.objects.filter(authority_id=authority_id).values_list(
        "predecessor__code", "successor__code"
    )
    onward: dict[str, set[str]] = defaultdict(set)
    back: dict[str, set[str]] = defaultdict(set)
    for before, after in pairs:
        onward[before].add(after)
        back[after].add(before)
    codes = onward.keys() | back.keys()
    return {code: _reach(code, onward) | _reach(code, back) for code in codes}


def _reach(start: str, steps: dict[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(steps.get(start, ()))
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            waiting.extend(steps.get(code, ()))
    return frozenset(found)


def guessed_kind(words: str) -> UnitKind:
    """The kind that a new unit's name suggests."""
    start = fold(words) + " "
    return next((kind for sign, kind in KINDS if start.startswith(sign)), UnitKind.COLLECTIVE)
