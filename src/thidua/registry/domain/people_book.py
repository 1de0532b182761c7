"""Everybody a line may be about: people on record, and those that the file itself makes known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from thidua.lists.matching import Candidate, Match, MatchKind, PersonIndex, Possibility, Query
from thidua.organizations.models import Household, Post
from thidua.organizations.queries import people
from thidua.registry.domain.lines import Who
from thidua.registry.domain.unit_book import UnitBook
from thidua.registry.models import Award
from thidua.vietnamese.dates import PartialDate
from thidua.vietnamese.text import spelling_key

NAMESAKE_UNITS = "hai đơn vị khác nhau cùng tên"


@dataclass(slots=True)
class Known:
    """A person on record (`pk`), or one that the file would put there under the given code.

    `is_asked` marks one whose own lines still wait for an answer.
    """

    code: str
    name: str
    birth: PartialDate | None
    units: tuple[str, ...]
    pk: int | None = None
    is_asked: bool = False
    rows: list[int] = field(default_factory=list)


class PeopleBook:
    """People by code, and the index that says whom a line may be about. Loaded in three queries."""

    def __init__(self, authority_id: int, units: UnitBook) -> None:
        self.units = units
        self.known: dict[str, Known] = {}
        self._index = PersonIndex(())
        for person in _on_record(authority_id):
            self.add(person)

    def add(self, person: Known) -> None:
        """Make the person known to every later line."""
        self.known[person.code] = person
        names = [name for code in person.units for name in self._names(code)]
        self._index.add(
            Candidate(person.code, person.name, person.birth, tuple(dict.fromkeys(names)))
        )

    def _names(self, unit_code: str) -> list[str]:
        return self.units.names_of(unit_code) or [unit_code]

    def match(self, who: Who, unit_code: str, unit_name: str) -> Match:
        """Whom the line is about: certain, doubtful with reasons, or nobody known."""
        found = self._index.match(Query(who.name, who.birth, unit_name))
        if found.kind is not MatchKind.CERTAIN or not unit_code:
            return found
        only = found.possibilities[0]
        person = self.known[str(only.candidate.id)]
        if not person.units or any(self.units.same_body(unit_code, one) for one in person.units):
            return found
        # Names decide in the index; two units of one name are two units all the same.
        return Match(MatchKind.DOUBTFUL, (Possibility(only.candidate, (NAMESAKE_UNITS,)),))


def _on_record(authority_id: int) -> Iterable[Known]:
    rows = people(authority_id).values_list("pk", "code", "full_name", "birth_on", "birth_year")
    units = _units_of_people(authority_id)
    for pk, code, name, birth_on, birth_year in rows:
        birth = PartialDate.of(birth_on) if birth_on else None
        if birth is None and birth_year:
            birth = PartialDate(birth_year)
        yield Known(code, name, birth, tuple(units[pk]), pk)


def _units_of_people(authority_id: int) -> dict[int, dict[str, None]]:
    """Codes of the units where a person has a post or was rewarded, posts first."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    posts = Post.objects.filter(authority_id=authority_id, withdrawn_at__isnull=True)
    awards = Award.objects.filter(
        authority_id=authority_id,
        withdrawn_at__isnull=True,
        person__isnull=False,
        unit__isnull=False,
    )
    for rows in (posts, awards):
        for person, unit in rows.values_list("person_id", "unit__code").distinct():
            found[person][unit] = None
    return found


class HouseholdBook:
    """Households by exact spelling and unit. A household is never matched on likeness."""

    def __init__(self, authority_id: int) -> None:
        rows = Household.objects.filter(authority_id=authority_id, withdrawn_at__isnull=True)
        self._codes = {
            (spelling_key(name), unit): code
            for code, name, unit in rows.values_list("code", "name", "unit__code")
        }

    def find(self, name: str, unit_code: str) -> str | None:
        return self._codes.get((spelling_key(name), unit_code))

    def add(self, name: str, unit_code: str, code: str) -> None:
        self._codes[spelling_key(name), unit_code] = code
