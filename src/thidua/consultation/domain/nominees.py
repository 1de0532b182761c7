"""Who is nominated, as the lists of violations are compared with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from thidua.commendation.enums import State, Subject
from thidua.commendation.models import Nomination
from thidua.consultation.domain.likeness import Nominee, read_birth
from thidua.lists.subjects import heads_of
from thidua.organizations.models import UnitVersion
from thidua.vietnamese.dates import PartialDate

IN_PLAY = (State.SUBMITTED, State.GIVEN_BACK, State.EXAMINED, State.AT_COUNCIL, State.DECIDED)
"""Handed in and not yet at an end: what a violation can still stop."""

Key = tuple[str, int]


def in_play(authority_id: int) -> QuerySet[Nomination]:
    """Dossiers that the lists are compared with."""
    return Nomination.objects.filter(authority_id=authority_id, state__in=IN_PLAY)


def subject_key(row: Nomination) -> Key:
    """Kind and id of whom the dossier is about."""
    held = {
        Subject.PERSON: row.person_id,
        Subject.COLLECTIVE: row.collective_id,
        Subject.HOUSEHOLD: row.household_id,
    }[Subject(row.subject_kind)]
    assert held is not None, "the database keeps kind and subject together"
    return row.subject_kind, held


def nominees_of(rows: Iterable[Nomination]) -> list[Nominee]:
    """One for each subject, its dossiers taken together. Two queries, plus one for the names of
    units; the rows come with `person` and `household`."""
    by_subject: dict[Key, list[Nomination]] = defaultdict(list)
    for row in rows:
        by_subject[subject_key(row)].append(row)
    names = _unit_names(row for found in by_subject.values() for row in found)
    return [_nominee(key, found, names) for key, found in by_subject.items()]


def _unit_names(rows: Iterable[Nomination]) -> Mapping[int, tuple[list[str], set[int]]]:
    """By unit: every name it ever went by, and the units it stood under."""
    ids = {pk for row in rows for pk in (row.unit_id, row.collective_id) if pk}
    held: dict[int, tuple[list[str], set[int]]] = defaultdict(lambda: ([], set()))
    for ring in range(2):
        wanted = ids if ring == 0 else {up for _, ups in held.values() for up in ups} - set(held)
        for version in UnitVersion.objects.filter(unit_id__in=wanted):
            names, ups = held[version.unit_id]
            names += [version.name, version.short_name, *version.aliases]
            if version.parent_id:
                ups.add(version.parent_id)
    return held


def _nominee(
    key: Key, rows: list[Nomination], names: Mapping[int, tuple[list[str], set[int]]]
) -> Nominee:
    kind, pk = key
    own = [row.name for row in rows]
    if kind == Subject.COLLECTIVE:
        called, above = names.get(pk, ([], set()))
        places = [name for up in above for name in names.get(up, ([], set()))[0]]
        return Nominee(kind, pk, _clean([*own, *called]), None, _clean(places))
    places = [row.unit_name for row in rows]
    for row in rows:
        places += names.get(row.unit_id, ([], set()))[0]
    if kind == Subject.HOUSEHOLD:
        household = rows[0].household
        assert household is not None
        heads = [head for name in own for head in heads_of(name)]
        year = household.birth_year
        birth = PartialDate(year) if year else None
        heads.append(household.head_name)
        return Nominee(kind, pk, _clean(heads), birth, _clean([*places, household.address]))
    return Nominee(kind, pk, _clean(own), _birth(rows), _clean(places))


def _birth(rows: list[Nomination]) -> PartialDate | None:
    """The registry's, else what a dossier says."""
    person = rows[0].person
    if person is not None and person.birth_on:
        return PartialDate.of(person.birth_on)
    if person is not None and person.birth_year:
        return PartialDate(person.birth_year)
    return next((birth for row in rows if (birth := read_birth(row.birth_words))), None)


def _clean(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
