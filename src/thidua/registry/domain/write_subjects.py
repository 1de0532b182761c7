"""Putting on record whom an imported file is about: units, people with a post, households."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Model

from thidua.core.actors import Actor
from thidua.organizations.domain.people import new_person
from thidua.organizations.domain.units import add_unit
from thidua.organizations.models import Household, Person, Post, Unit, UnitVersion
from thidua.registry.domain.lines import HOUSEHOLD, PERSON
from thidua.registry.domain.repeats import Placed
from thidua.registry.domain.settle import NEW_UNIT, Settlement
from thidua.registry.domain.unit_book import guessed_kind
from thidua.registry.enums import AskedAbout
from thidua.registry.models import ImportBatch
from thidua.vietnamese.dates import PartialDate
from thidua.vietnamese.names import collation_key, display_name
from thidua.vietnamese.text import clean, fold

AT_ONCE: Final = 500


@dataclass(slots=True)
class Subjects:
    """Units, people and households of the ready lines, found or made.

    What is made is named in `batch.written`, so that undo finds it.
    """

    actor: Actor
    batch: ImportBatch
    found: Settlement
    people: dict[str, Person] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    households: dict[str, Household] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=dict)

    def prepare(self, ready: Sequence[Placed]) -> None:
        self._units(ready)
        self._people([one for one in ready if one.who.kind == PERSON])
        self._households([one for one in ready if one.who.kind == HOUSEHOLD])

    def of(self, one: Placed) -> dict[str, Model]:
        """The subject of a line, as the column it goes into."""
        if one.who.kind == PERSON:
            return {"person": self.people[one.row.subject]}
        if one.who.kind == HOUSEHOLD:
            return {"household": self.households[one.row.subject]}
        return {"collective": self.units[one.unit_code]}

    def note(self, name: str, found: Iterable[Any]) -> None:
        """Keep in the batch what undo must find."""
        fresh = list(found)
        self.batch.written.setdefault(name, []).extend(fresh)
        self.made[name] = self.made.get(name, 0) + len(fresh)

    def _units(self, ready: Sequence[Placed]) -> None:
        named = {one.unit.code: one.unit for one in ready if one.unit}
        for code, unit in named.items():
            if code.startswith(NEW_UNIT):
                self.units[code] = self._new_unit(code, unit.name)
        existing = [code for code in named if code not in self.units]
        rows = Unit.objects.filter(authority_id=self.batch.authority_id, code__in=existing)
        self.units |= {unit.code: unit for unit in rows}

    def _new_unit(self, code: str, words: str) -> Unit:
        """A unit that an answer said is missing, under the authority's top unit if it has one."""
        roots = UnitVersion.objects.filter(
            authority_id=self.batch.authority_id,
            parent__isnull=True,
            unit__withdrawn_at__isnull=True,
            unit__ended_on__isnull=True,
        ).select_related("unit")
        tops = {version.unit_id: version.unit for version in roots}
        made = add_unit(
            actor=self.actor,
            name=clean(words),
            kind=guessed_kind(words),
            parent=next(iter(tops.values())) if len(tops) == 1 else None,
        )
        self.batch.answers[AskedAbout.UNIT][code.removeprefix(NEW_UNIT)] = made.code
        self.note("units", [made.code])
        return made

    def _people(self, ready: Sequence[Placed]) -> None:
        codes = {one.row.subject for one in ready}
        rows = Person.objects.filter(authority_id=self.batch.authority_id, code__in=codes)
        self.people = {person.code: person for person in rows}
        self._revive([person for person in self.people.values() if person.withdrawn_at])
        fresh = [self._new_person(code) for code in sorted(codes - self.people.keys())]
        made = Person.objects.bulk_create(fresh, batch_size=AT_ONCE)
        self.people |= {person.code: person for person in made}
        self.note("people", [person.pk for person in made])
        self._posts(ready)
        self._births(ready)

    def _revive(self, people: Sequence[Person]) -> None:
        """Those whom an undone import withdrew come back as the persons they were."""
        keys = [person.pk for person in people]
        Person.objects.filter(pk__in=keys).update(withdrawn_at=None)
        self.note("people", keys)

    def _new_person(self, code: str) -> Person:
        known = self.found.people.known[code]
        person = new_person(actor=self.actor, full_name=known.name, birth=known.birth)
        person.code = code
        return person

    def _posts(self, ready: Sequence[Placed]) -> None:
        """Somebody without any post gets one in the unit that the latest line names.

        Since when and until when is not known from a register, and stays open.
        """
        keys = [person.pk for person in self.people.values()]
        posted = set(
            Post.objects.filter(person_id__in=keys, withdrawn_at__isnull=True).values_list(
                "person_id", flat=True
            )
        )
        latest: dict[int, Placed] = {}
        for one in sorted(ready, key=lambda one: (one.who.year or 0, one.row.row)):
            pk = self.people[one.row.subject].pk
            if one.unit and pk not in posted:
                latest[pk] = one
        rows = [
            Post(
                authority_id=self.batch.authority_id,
                person_id=pk,
                unit=self.units[one.unit_code],
            )
            for pk, one in latest.items()
        ]
        made = Post.objects.bulk_create(rows, batch_size=AT_ONCE)
        self.note("posts", [post.pk for post in made])

    def _births(self, ready: Sequence[Placed]) -> None:
        """A full date fills in what was known only as a year, or not at all."""
        better: dict[str, PartialDate] = {}
        for one in ready:
            birth, person = one.who.birth, self.people[one.row.subject]
            if birth and _says_more(birth, person):
                better.setdefault(person.code, birth)
        changed = [self.people[code] for code in better]
        self.note("births", [[p.pk, _iso(p.birth_on), p.birth_year] for p in changed])
        for person in changed:
            birth = better[person.code]
            person.birth_on, person.birth_year = birth.as_date(), birth.year
        Person.objects.bulk_update(changed, ("birth_on", "birth_year"), batch_size=AT_ONCE)

    def _households(self, ready: Sequence[Placed]) -> None:
        first = {one.row.subject: one for one in reversed(ready)}
        rows = Household.objects.filter(authority_id=self.batch.authority_id, code__in=first)
        self.households = {household.code: household for household in rows}
        gone = [one.pk for one in self.households.values() if one.withdrawn_at]
        Household.objects.filter(pk__in=gone).update(withdrawn_at=None)
        fresh = [
            self._new_household(code, one)
            for code, one in first.items()
            if code not in self.households
        ]
        made = Household.objects.bulk_create(fresh, batch_size=AT_ONCE)
        self.households |= {household.code: household for household in made}
        self.note("households", [*gone, *(household.pk for household in made)])

    def _new_household(self, code: str, one: Placed) -> Household:
        name = clean(one.who.name)
        return Household(
            authority_id=self.batch.authority_id,
            code=code,
            name=name,
            head_name=display_name(name)[:120],
            unit=self.units[one.unit_code],
            search_key=fold(name)[:200],
            sort_key=collation_key(name)[:600],
        )


def _says_more(birth: PartialDate, person: Person) -> bool:
    if person.birth_on is not None:
        return False
    if person.birth_year is None:
        return True
    return birth.is_full and birth.year == person.birth_year


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
