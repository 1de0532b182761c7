"""Putting on record whom a list makes known, in a few statements whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.apps import apps
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from thidua.commendation.domain.list_claims import position_group
from thidua.commendation.domain.subjects import NewSubjects, Ref
from thidua.commendation.models import ListImport
from thidua.core.actors import Actor
from thidua.lists.proposal import Proposal
from thidua.organizations.domain.people import new_person
from thidua.organizations.models import (
    Household,
    Person,
    PersonMerge,
    Post,
    Unit,
    UnitVersion,
)
from thidua.registry.domain.unit_book import guessed_kind
from thidua.vietnamese.names import collation_key, display_name
from thidua.vietnamese.text import clean, fold

AT_ONCE: Final = 500
Written = dict[str, list[int]]


@dataclass(slots=True)
class Made:
    """Keys of subjects on record, and what was written for undo to find."""

    keys: dict[tuple[str, str], int] = field(default_factory=dict)
    written: Written = field(default_factory=dict)

    def pk(self, ref: Ref) -> int:
        return ref.pk if ref.pk is not None else self.keys[ref.kind, ref.key]


def make_subjects(*, actor: Actor, unit: Unit, new: NewSubjects, needed: Iterable[Ref]) -> Made:
    """Add those needed: people with a post, units under `unit`, its households."""
    made = Made()
    keys = {(ref.kind, ref.key) for ref in needed if ref.pk is None}
    _units(actor, unit, {k: v for k, v in new.units.items() if ("collective", k) in keys}, made)
    _people(actor, {k: v for k, v in new.people.items() if ("person", k) in keys}, made)
    _households(
        actor, unit, {k: v for k, v in new.households.items() if ("household", k) in keys}, made
    )
    return made


def _units(actor: Actor, parent: Unit, wanted: Mapping[str, tuple[str, str]], made: Made) -> None:
    units = Unit.objects.bulk_create(
        [Unit(authority_id=actor.authority_id) for _ in wanted], batch_size=AT_ONCE
    )
    versions = [
        _version(unit, parent, *names) for unit, names in zip(units, wanted.values(), strict=True)
    ]
    UnitVersion.objects.bulk_create(versions, batch_size=AT_ONCE)
    for key, unit in zip(wanted, units, strict=True):
        made.keys["collective", key] = unit.pk
    made.written["units"] = [unit.pk for unit in units]


def _version(unit: Unit, parent: Unit, name: str, written: str) -> UnitVersion:
    """Since when it stands is not known from a list, and stays open."""
    shown = clean(name)[:200]
    aliases = [clean(written)] if clean(written) != shown else []
    return UnitVersion(
        authority_id=unit.authority_id,
        unit=unit,
        valid=DateRange(None, None),
        kind=guessed_kind(shown),
        name=shown,
        aliases=aliases,
        parent=parent,
        search_key=" ".join(fold(words) for words in (shown, *aliases))[:300],
        sort_key=collation_key(shown)[:600],
    )


def _people(actor: Actor, wanted: Mapping[str, tuple[Proposal, int]], made: Made) -> None:
    people = Person.objects.bulk_create(
        [
            new_person(actor=actor, full_name=one.name, birth=one.birth, sex=one.sex or "")
            for one, _ in wanted.values()
        ],
        batch_size=AT_ONCE,
    )
    posts = [
        Post(
            authority_id=actor.authority_id,
            person=person,
            unit_id=unit_id,
            title=one.position[:150],
            group=position_group(one.position),
        )
        for person, (one, unit_id) in zip(people, wanted.values(), strict=True)
    ]
    made.written["posts"] = [
        post.pk for post in Post.objects.bulk_create(posts, batch_size=AT_ONCE)
    ]
    for key, person in zip(wanted, people, strict=True):
        made.keys["person", key] = person.pk
    made.written["people"] = [person.pk for person in people]


def _households(actor: Actor, unit: Unit, wanted: Mapping[str, Proposal], made: Made) -> None:
    households = Household.objects.bulk_create(
        [_household(actor, unit, one) for one in wanted.values()], batch_size=AT_ONCE
    )
    for key, household in zip(wanted, households, strict=True):
        made.keys["household", key] = household.pk
    made.written["households"] = [household.pk for household in households]


def _household(actor: Actor, unit: Unit, one: Proposal) -> Household:
    shown = clean(one.name)[:200]
    return Household(
        authority_id=actor.authority_id,
        name=shown,
        head_name=display_name(one.heads[0] if one.heads else shown)[:120],
        birth_year=one.birth.year if one.birth else None,
        address=clean(one.address)[:200],
        members=one.members,
        unit=unit,
        search_key=fold(shown)[:200],
        sort_key=collation_key(shown)[:600],
    )


def withdraw_subjects(list_: ListImport) -> dict[str, int]:
    """Withdraw what the list made known, unless something else has come to rest on it.

    The list's own dossiers are withdrawn by then, and do not count.
    """
    now, written = timezone.now(), list_.written
    Post.objects.filter(pk__in=written.get("posts", ())).update(withdrawn_at=now)
    counts = {}
    for name, model in (("people", Person), ("households", Household), ("units", Unit)):
        free = _free(model, written.get(name, ()))
        counts[name] = model._default_manager.filter(pk__in=free).update(withdrawn_at=now)
    return counts


def _free(model: type[models.Model], keys: Iterable[int]) -> set[int]:
    """Those of `keys` that no live row points to."""
    free = set(keys)
    for relation in model._meta.get_fields(include_hidden=True):
        if not free:
            break
        if isinstance(relation, models.ManyToOneRel | models.ManyToManyRel):
            free -= _pointed_to(relation, free)
    return free


def _pointed_to(relation: models.ManyToOneRel | models.ManyToManyRel, keys: set[int]) -> set[int]:
    label, name = relation.related_model._meta.label, relation.field.name  # type: ignore[union-attr]
    model = apps.get_model(label)
    if model is PersonMerge or (model is UnitVersion and name == "unit"):
        return set()
    rows = model._default_manager.filter(**{f"{name}__in": keys})
    if any(one.name == "withdrawn_at" for one in model._meta.get_fields()):
        rows = rows.filter(withdrawn_at__isnull=True)
    if model is UnitVersion:
        rows = rows.filter(unit__withdrawn_at__isnull=True)
    return set(rows.values_list(name, flat=True))
