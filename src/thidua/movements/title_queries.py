"""Reading registrations for titles: who sees which, whom they are about, what came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Prefetch, Q, QuerySet

from thidua.commendation.enums import Subject
from thidua.commendation.models import Nomination, Recusal
from thidua.commendation.queries import visible_to as dossiers_visible_to
from thidua.core.actors import UNIT_ROLES, Actor
from thidua.movements.models import MovementSettings, TitleRegistration
from thidua.movements.queries import WITH_RESULTS, kept_names
from thidua.organizations.models import Household, Person, Post, Unit
from thidua.organizations.queries import (
    forebears,
    households,
    people,
    search_people,
    under,
    versions_on,
)
from thidua.vietnamese.text import fold

MOST_CANDIDATES = 12


def takes_titles(authority_id: int) -> MovementSettings | None:
    """The authority's choice; None where units do not register for titles."""
    return MovementSettings.objects.filter(authority_id=authority_id, takes_titles=True).first()


def title_registrations(actor: Actor, year: int) -> QuerySet[TitleRegistration]:
    """A unit its own; the office all but those about dossiers it must keep away from."""
    mine = TitleRegistration.objects.filter(
        authority_id=actor.authority_id, year=year, withdrawn_at=None
    )
    if actor.role in UNIT_ROLES:
        return mine.filter(unit_id__in=forebears(actor.unit_ids))
    if not actor.is_any(*WITH_RESULTS):
        return mine.none()
    kept = Recusal.objects.filter(user_id=actor.user_id or 0, withdrawn_at=None)
    for kind in Subject:
        held = kept.filter(**{f"nomination__{kind}__isnull": False})
        about = held.values(f"nomination__{kind}")
        mine = mine.exclude(**{f"{kind}__in": about, f"{kind}__isnull": False})
    return mine.exclude(name_key__in=kept_names(actor))


# -- whom a name means ---


def found_by_name(unit: Unit, kind: str, keys: Iterable[str], day: date) -> dict[str, int]:
    """For each folded name the one on record in the unit or under it; nobody where several bear
    it. A proposal, never a certainty."""
    wanted, inside = set(keys), under(unit.authority_id, unit.pk, day)
    found: dict[str, set[int]] = {}
    for name, pk in _named(unit.authority_id, kind, wanted, inside, day):
        found.setdefault(fold(name), set()).add(pk)
    return {name: pks.pop() for name, pks in found.items() if name in wanted and len(pks) == 1}


def _named(
    authority_id: int, kind: str, keys: set[str], inside: frozenset[int], day: date
) -> Iterable[tuple[str, int]]:
    if kind == Subject.PERSON:
        posts = Post.objects.filter(unit_id__in=inside, withdrawn_at=None).exclude(until__lte=day)
        named = people(authority_id).filter(search_key__in=keys, posts__in=posts)
        return named.values_list("full_name", "pk")
    if kind == Subject.COLLECTIVE:
        named_units = versions_on(authority_id, day).filter(unit_id__in=inside)
        return named_units.values_list("name", "unit_id")
    rows = households(authority_id).filter(unit_id__in=inside)
    by_head = rows.values_list("head_name", "pk")
    return [*rows.values_list("name", "pk"), *by_head]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on record who may be meant; `detail` tells one from another."""

    code: str
    name: str
    detail: str


def candidates(row: TitleRegistration, words: str, day: date) -> list[Candidate]:
    """Whom the officer may choose from: those whose name holds every word, of the registration's
    own unit first."""
    inside = under(row.authority_id, row.unit_id, day)
    if row.kind == Subject.PERSON:
        found = _people(row.authority_id, words, inside)
    elif row.kind == Subject.COLLECTIVE:
        found = _units(row.authority_id, words, inside, day)
    else:
        found = _households(row.authority_id, words, inside)
    return found[:MOST_CANDIDATES]


def _people(authority_id: int, words: str, inside: frozenset[int]) -> list[Candidate]:
    posts = Post.objects.filter(withdrawn_at=None).order_by("-pk")
    rows = search_people(authority_id, words).prefetch_related(Prefetch("posts", posts))
    ranked = sorted(rows[:200], key=lambda one: not _works_in(one, inside))
    return [Candidate(one.code, one.full_name, _of_person(one)) for one in ranked]


def _works_in(person: Person, inside: frozenset[int]) -> bool:
    return any(post.unit_id in inside for post in person.posts.all())


def _of_person(person: Person) -> str:
    born = f"sinh {person.birth_year}" if person.birth_year else "chưa rõ năm sinh"
    titles = dict.fromkeys(post.title for post in person.posts.all() if post.title)
    return ", ".join((born, *titles))


def _units(authority_id: int, words: str, inside: frozenset[int], day: date) -> list[Candidate]:
    wanted = fold(words).split()
    rows = versions_on(authority_id, day).select_related("unit")
    fit = [row for row in rows if all(word in fold(row.name) for word in wanted)]
    fit.sort(key=lambda row: row.unit_id not in inside)
    return [Candidate(row.unit.code, row.name, row.get_kind_display()) for row in fit]


def _households(authority_id: int, words: str, inside: frozenset[int]) -> list[Candidate]:
    wanted = fold(words).split()
    rows = households(authority_id).order_by("sort_key")
    fit = [
        row for row in rows if all(word in fold(f"{row.name} {row.head_name}") for word in wanted)
    ]
    fit.sort(key=lambda row: row.unit_id not in inside)
    return [Candidate(row.code, row.name, row.address) for row in fit]


def subject_of(kind: str, code: str, authority_id: int) -> Person | Unit | Household | None:
    """Whom a candidate's code names."""
    if kind == Subject.PERSON:
        return people(authority_id).filter(code=code).first()
    if kind == Subject.COLLECTIVE:
        return Unit.objects.filter(authority_id=authority_id, code=code).first()
    return households(authority_id).filter(code=code).first()


# -- what came of it ---


class Match(StrEnum):
    """How sure it is that a dossier is about who was registered."""

    SURE = "sure"
    BY_NAME = "by_name"
    DOUBTFUL = "doubtful"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Compared:
    """One registered for a title, and the dossier that followed, as far as the actor sees it. A
    doubtful one has no dossier until the officer settles who is meant."""

    row: TitleRegistration
    nomination: Nomination | None
    match: Match

    @property
    def is_open(self) -> bool:
        """Whether the officer should still say who is meant."""
        return self.match in (Match.BY_NAME, Match.DOUBTFUL)


def compared(actor: Actor, rows: Sequence[TitleRegistration], year: int) -> list[Compared]:
    """Beside each registration the dossier of that year for the same title: by the subject on
    record; by name and unit only as a proposal, where one registration and one dossier bear it."""
    dossiers = _dossiers(actor, rows, year)
    by_subject = {
        (one.subject_kind, getattr(one, f"{one.subject_kind}_id"), one.title_code): one
        for one in dossiers
    }
    by_name: dict[tuple[str, int, str], list[Nomination]] = {}
    for one in dossiers:
        by_name.setdefault((fold(one.name), one.unit_id, one.title_code), []).append(one)
    alike = _shared_names(actor, rows, year)
    found = []
    for row in rows:
        key = (row.kind, row.subject_id, row.title_code)
        named = by_name.get((row.name_key, row.unit_id, row.title_code), [])
        same = by_subject.get(key) if row.subject_id else None
        found.append(_compared(row, same, named, is_alone=row.name_key not in alike))
    return found


def _shared_names(actor: Actor, rows: Sequence[TitleRegistration], year: int) -> set[str]:
    """Folded names that several on record bear, or several registered by one unit for a title."""
    keys = [row.name_key for row in rows]
    registered = title_registrations(actor, year).filter(name_key__in=keys)
    lines = Counter(registered.values_list("name_key", "unit_id", "title_code"))
    bearers = Counter(
        people(actor.authority_id).filter(search_key__in=keys).values_list("search_key", flat=True)
    )
    shared = {key for (key, _, _), count in lines.items() if count > 1}
    return shared | {key for key, count in bearers.items() if count > 1}


def _dossiers(actor: Actor, rows: Sequence[TitleRegistration], year: int) -> list[Nomination]:
    about = Q(unit_id__in={row.unit_id for row in rows})
    for kind in Subject:
        keys = {row.subject_id for row in rows if row.kind == kind and row.subject_id}
        about |= Q(**{f"{kind}_id__in": keys})
    seen = dossiers_visible_to(actor).filter(
        about, round__year=year, title_code__in={row.title_code for row in rows}
    )
    return list(seen.select_related("round").order_by("pk"))


def _compared(
    row: TitleRegistration,
    same_subject: Nomination | None,
    named: list[Nomination],
    *,
    is_alone: bool,
) -> Compared:
    if row.settled_at is not None:
        return Compared(row, same_subject, Match.SURE if same_subject else Match.NONE)
    meant = {one.pk: one for one in (same_subject, *named) if one is not None}
    if not meant:
        return Compared(row, None, Match.NONE)
    only = next(iter(meant.values()))
    fits = row.subject_id is None or only == same_subject
    if len(meant) == 1 and fits and is_alone:
        return Compared(row, only, Match.BY_NAME)
    return Compared(row, None, Match.DOUBTFUL)
