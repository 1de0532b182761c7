"""The lines of a look ahead in words: who, where, what speaks for them and what is lacking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Q

from thidua.commendation.domain.facts import facts_for
from thidua.commendation.domain.prospect_planes import MONTHS
from thidua.commendation.domain.prospects import Ref, Survey
from thidua.commendation.enums import LIVE
from thidua.commendation.models import Nomination, Round
from thidua.commendation.queries import visible_to
from thidua.core.actors import Actor
from thidua.law import Group, SubjectKind, Title, known_title, signals
from thidua.law.facts import Facts
from thidua.law.outlook import outlook
from thidua.law.prospects import Prospect, Standing
from thidua.organizations.models import Person, Post, Unit
from thidua.organizations.queries import names_on

Subject = tuple[SubjectKind, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One subject and title in words. ``held``: years the same title was given for already."""

    kind: SubjectKind
    code: str
    name: str
    birth: str
    unit: str
    unit_ids: frozenset[int]
    title: Title
    standing: Standing
    grounds: tuple[str, ...]
    lacks: str
    questions: tuple[str, ...]
    held: tuple[int, ...]
    dossier: str
    """Code of the dossier of that year that the reader may open."""


def lines(found: Survey, refs: Sequence[Ref], actor: Actor) -> list[Line]:
    """The lines in order; a fixed number of queries for any number of them."""
    subjects = list(dict.fromkeys((ref.kind, ref.pk) for ref in refs))
    book = _Book(found, subjects)
    dossiers = _dossiers(found, subjects, actor)
    return [book.line(ref, dossiers.get((ref.kind, ref.pk, ref.title), "")) for ref in refs]


class _Book:
    """Names, units and facts of the subjects shown."""

    def __init__(self, found: Survey, subjects: Sequence[Subject]) -> None:
        self._found, day = found, found.area.day
        people = [pk for kind, pk in subjects if kind is SubjectKind.PERSON]
        units = [pk for kind, pk in subjects if kind is SubjectKind.COLLECTIVE]
        self._people = Person.objects.in_bulk(people)
        self._units = Unit.objects.in_bulk(units)
        self._posts: dict[int, list[int]] = {}
        for person, unit in (
            Post.objects.filter(
                Q(until__isnull=True) | Q(until__gt=day),
                person__in=people,
                withdrawn_at__isnull=True,
            )
            .order_by("-since", "-pk")
            .values_list("person_id", "unit_id")
        ):
            self._posts.setdefault(person, []).append(unit)
        shown = {unit for held in self._posts.values() for unit in held}
        self._names = names_on(shown.union(units), day)
        facts = facts_for([self._dossier(subject) for subject in subjects])
        self._facts = dict(zip(subjects, facts, strict=True))

    def _unit_of(self, subject: Subject) -> str:
        kind, pk = subject
        units = [pk] if kind is SubjectKind.COLLECTIVE else self._posts.get(pk, [])
        return self._names.get(units[0], "") if units else ""

    def _group(self, subject: Subject) -> Group:
        kind, pk = subject
        return self._found.area.groups[kind].get(pk, Group.STAFF)

    def _dossier(self, subject: Subject) -> Nomination:
        """A dossier that claims nothing, never saved: its facts are what the registry says."""
        kind, pk = subject
        group = self._group(subject)
        return Nomination(
            authority_id=self._found.authority_id,
            round=Round(year=self._found.year),
            unit_name=self._unit_of(subject) or "đơn vị",
            subject_kind=kind.value,
            law_group="" if group is Group.STAFF else group.value,
            **{f"{kind.value}_id": pk},
        )

    def line(self, ref: Ref, dossier: str) -> Line:
        subject = (ref.kind, ref.pk)
        facts = self._facts[subject]
        prospect = self._prospect(ref, facts)
        person = self._people[ref.pk] if ref.kind is SubjectKind.PERSON else None
        unit = self._unit_of(subject)
        units = self._posts.get(ref.pk, []) if person else [ref.pk]
        return Line(
            kind=ref.kind,
            code=person.code if person else self._units[ref.pk].code,
            name=person.full_name if person else unit,
            birth=_birth(person) if person else "",
            unit=unit if person else "",
            unit_ids=frozenset(units),
            title=known_title(ref.title),
            standing=ref.standing,
            grounds=prospect.grounds,
            lacks=prospect.lacks,
            questions=prospect.questions,
            held=_held(facts, ref.title),
            dossier=dossier,
        )

    def _prospect(self, ref: Ref, facts: Facts) -> Prospect:
        found = self._found
        seen = outlook(
            ref.title, ref.kind, self._group((ref.kind, ref.pk)), found.year, found.overlay
        )
        assert seen is not None  # who stands somewhere was judged by it
        is_person = ref.kind is SubjectKind.PERSON
        months = found.area.service.get(ref.pk, 0) if is_person else 0
        service = Fraction(months, MONTHS)
        return Prospect(
            seen,
            facts,
            found.years,
            overlay=found.overlay,
            service=service,
            standing=ref.standing,
        )


def _held(facts: Facts, title: str) -> tuple[int, ...]:
    name = signals.award(title)
    return tuple(sorted(year for signal, year in facts.values if signal == name))


def _birth(person: Person) -> str:
    return str(person.birth_year or "")


def _dossiers(
    found: Survey, subjects: Sequence[Subject], actor: Actor
) -> Mapping[tuple[SubjectKind, int, str], str]:
    """Dossiers of the year under way, as far as the actor may see them."""
    people = [pk for kind, pk in subjects if kind is SubjectKind.PERSON]
    units = [pk for kind, pk in subjects if kind is SubjectKind.COLLECTIVE]
    rows = visible_to(actor).filter(
        Q(person__in=people) | Q(collective__in=units),
        round__year=found.year,
        state__in=sorted(LIVE),
    )
    return {
        (SubjectKind(kind), person or collective, title): code
        for kind, person, collective, title, code in rows.order_by("pk").values_list(
            "subject_kind", "person_id", "collective_id", "title_code", "code"
        )
    }
