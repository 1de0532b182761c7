"""Whom the lines of a list are about: people, units and households on record, or new ones.

Certain matches are used, doubtful ones are put to the unit, nothing is merged in silence. The
books are those of the registry's own imports, so that a name means the same wherever it comes from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from thidua.law import SubjectKind
from thidua.lists.matching import MatchKind
from thidua.lists.proposal import Proposal
from thidua.lists.units import unit_key
from thidua.organizations.models import Household, Unit
from thidua.organizations.queries import households, under
from thidua.registry.domain.lines import Who
from thidua.registry.domain.people_book import Known, PeopleBook
from thidua.registry.domain.unit_book import NamedUnit, UnitBook
from thidua.vietnamese.text import fold, spelling_key

NEW: Final = "new"
FROM_LIST: Final = "line:"
"""Start of the code of a person whom the list itself makes known."""
_PLACES: Final = frozenset({"xa", "phuong", "huyen", "quan", "tran"})
_MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Ref:
    """A subject: on record with `pk`, or to be added once for every line of the same `key`."""

    kind: str
    key: str
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody or something a line may be about; `code` answers the question."""

    code: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why nobody is certain, and who may be meant, best first."""

    reason: str
    candidates: tuple[Candidate, ...]


Found = Ref | Doubt


@dataclass(slots=True)
class NewSubjects:
    """What applying adds, by the key of the `Ref`.

    A person by the first line that names them, with the unit of their post; a unit by its name on
    record and as the list writes it.
    """

    people: dict[str, tuple[Proposal, int]] = field(default_factory=dict)
    units: dict[str, tuple[str, str]] = field(default_factory=dict)
    households: dict[str, Proposal] = field(default_factory=dict)


class SubjectBook:
    """Everything on record that a list of `unit` may mean on `day`. Six queries, then none."""

    def __init__(self, unit: Unit, day: date) -> None:
        self._unit, self._year = unit, day.year
        self._units = UnitBook(unit.authority_id)
        self._people = PeopleBook(unit.authority_id, self._units)
        self._home = next((n for n in self._units.names if n.unit_id == unit.pk), None)
        inside = under(unit.authority_id, unit.pk, day)
        self._inside: dict[str, dict[int, NamedUnit]] = defaultdict(dict)
        self._alike: dict[str, dict[int, NamedUnit]] = defaultdict(dict)
        for name in self._units.names:
            if name.unit_id in inside and _stands(name, day):
                self._put_inside(name)
        self._households: dict[str, Household] = {}
        self._by_name: dict[str, list[Household]] = defaultdict(list)
        for household in households(unit.authority_id).filter(unit_id__in=inside):
            self._households[household.code] = household
            for words in {fold(household.name), fold(household.head_name)}:
                self._by_name[words].append(household)
        self.new = NewSubjects()

    def _put_inside(self, name: NamedUnit) -> None:
        if name.unit_id == self._unit.pk:
            self._home = name
        for key in name.keys:
            self._inside[key][name.unit_id] = name
            self._alike[fold(key)][name.unit_id] = name

    @property
    def home(self) -> str:
        """What the list's own unit is called."""
        return self._home.name if self._home else ""

    def is_inside(self, words: str) -> bool:
        """Whether the words name the list's unit or one under it."""
        return bool(self._inside.get(unit_key(words)))

    def find(self, proposal: Proposal) -> Found:
        """Whom the line is about, if that is certain; new ones are made known to later lines."""
        if proposal.kind is SubjectKind.PERSON:
            return self._person(proposal)
        if proposal.kind is SubjectKind.COLLECTIVE:
            return self._collective(proposal)
        return self._household(proposal)

    def choose(self, proposal: Proposal, answer: str) -> Ref:
        """Whom an answer says: the code of a candidate, or `NEW`."""
        if proposal.kind is SubjectKind.PERSON:
            if answer in self._people.known:
                return self._known(answer)
            return self._new_person(proposal)
        if proposal.kind is SubjectKind.COLLECTIVE:
            unit = None if answer == NEW else self._units.of_code(answer)
            if unit is not None:
                return Ref("collective", unit.code, unit.unit_id)
            return self._new_unit(proposal)
        known = self._households.get(answer)
        if known is not None:
            return Ref("household", known.code, known.pk)
        return self._new_household(proposal)

    # -- people ------------------------------------------------------------------------------------

    def _person(self, proposal: Proposal) -> Found:
        place = self._place(proposal)
        who = Who("person", proposal.name, proposal.birth, "", proposal.unit, self._year)
        code, name = (place.code, place.name) if place else ("", proposal.unit)
        match = self._people.match(who, code, name)
        if match.kind is MatchKind.CERTAIN:
            return self._known(str(match.possibilities[0].candidate.id))
        if match.kind is MatchKind.NONE:
            return self._new_person(proposal)
        offers = [
            self._person_offer(str(one.candidate.id), one.reasons) for one in match.possibilities
        ]
        return Doubt(match.reason, tuple(offers))

    def _place(self, proposal: Proposal) -> NamedUnit | None:
        """The unit that a line writes, where it is the list's own or under it; else the list's."""
        if proposal.unit_is_written:
            found = self._inside.get(unit_key(proposal.unit), {})
            if len(found) == 1:
                return next(iter(found.values()))
        return self._home

    def _known(self, code: str) -> Ref:
        person = self._people.known[code]
        return Ref("person", code, person.pk)

    def _new_person(self, proposal: Proposal) -> Ref:
        code, place = f"{FROM_LIST}{proposal.subject}", self._place(proposal)
        if code not in self._people.known:
            units = (place.code,) if place else ()
            self._people.add(Known(code, proposal.name, proposal.birth, units))
            unit_id = place.unit_id if place else self._unit.pk
            self.new.people[code] = (proposal, unit_id)
        return Ref("person", code)

    def _person_offer(self, code: str, reasons: Iterable[str]) -> Candidate:
        person = self._people.known[code]
        names = [name for unit in person.units for name in self._units.names_of(unit)[:1]]
        where = "; ".join(names)
        if code.startswith(FROM_LIST):
            first, _ = self.new.people[code]
            where = f"dòng {first.row} của danh sách này"
        born = f"sinh {person.birth.text()}" if person.birth else "không rõ năm sinh"
        return Candidate(code, person.name, ", ".join(filter(None, (born, where, *reasons))))

    # -- collectives -------------------------------------------------------------------------------

    def _collective(self, proposal: Proposal) -> Found:
        full = self._full_name(proposal.name)
        for words in (proposal.name, full):
            found = self._inside.get(unit_key(words), {})
            if len(found) == 1:
                only = next(iter(found.values()))
                return Ref("collective", only.code, only.unit_id)
        return self._unit_doubt(full) or self._new_unit(proposal)

    def _new_unit(self, proposal: Proposal) -> Ref:
        full = self._full_name(proposal.name)
        key = unit_key(full)
        self.new.units.setdefault(key, (full, proposal.name))
        return Ref("collective", key)

    def _full_name(self, name: str) -> str:
        """`Hội LHPN xã` of xã Hồng Thái is `Hội LHPN xã Hồng Thái` on record."""
        bare = self.home.split(" ", 1)[-1]
        last = fold(name).split()[-1:]
        return f"{name} {bare}" if bare and last and last[0] in _PLACES else name

    def _unit_doubt(self, words: str) -> Doubt | None:
        key = unit_key(words)
        if found := self._inside.get(key):
            return _unit_offers("có nhiều đơn vị cùng tên", found.values())
        if alike := self._alike.get(fold(key)):
            return _unit_offers("tên chỉ khác dấu", alike.values())
        other = self._units.find(words, self._year)
        if other and other.stands_in(self._year):
            return _unit_offers(f"đơn vị này không thuộc {self.home}", [other])
        return None

    # -- households --------------------------------------------------------------------------------

    def _household(self, proposal: Proposal) -> Found:
        names = (fold(proposal.name), fold(_head(proposal)))
        near = list({one.pk: one for name in names for one in self._by_name[name]}.values())
        same = [one for one in near if _is_surely(proposal, one)]
        if len(same) == 1:
            return Ref("household", same[0].code, same[0].pk)
        if near:
            offers = tuple(_household_offer(one) for one in near[:_MOST])
            return Doubt("tên hộ giống nhau, địa chỉ hoặc năm sinh chưa khớp", offers)
        return self._new_household(proposal)

    def _new_household(self, proposal: Proposal) -> Ref:
        key = f"{spelling_key(proposal.name)}|{fold(proposal.address)}|{_born(proposal)}"
        self.new.households.setdefault(key, proposal)
        return Ref("household", key)


def _stands(name: NamedUnit, day: date) -> bool:
    return (name.since is None or name.since <= day) and (name.until is None or name.until > day)


def _unit_offers(reason: str, names: Iterable[NamedUnit]) -> Doubt:
    offers = [Candidate(one.code, one.name, reason) for one in names]
    return Doubt(reason, tuple(offers[:_MOST]))


def _born(proposal: Proposal) -> int | None:
    return proposal.birth.year if proposal.birth else None


def _head(proposal: Proposal) -> str:
    return proposal.heads[0] if proposal.heads else proposal.name


def _is_surely(proposal: Proposal, known: Household) -> bool:
    """Same spelling, and neither birth nor address speaks against it."""
    born = _born(proposal)
    births = born is None or known.birth_year is None or born == known.birth_year
    places = (
        not proposal.address or not known.address or (fold(proposal.address) == fold(known.address))
    )
    return spelling_key(proposal.name) == spelling_key(known.name) and births and places


def _household_offer(known: Household) -> Candidate:
    born = f"chủ hộ sinh {known.birth_year}" if known.birth_year else ""
    return Candidate(known.code, known.name, ", ".join(filter(None, (born, known.address))))
