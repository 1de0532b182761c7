"""Adding people and households, merging two records of one person, and undoing it."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.organizations.models import Household, Person, PersonMerge, Post, Unit
from thidua.vietnamese.dates import PartialDate
from thidua.vietnamese.names import collation_key, display_name, sort_key
from thidua.vietnamese.text import clean, fold


def new_person(
    *, actor: Actor, full_name: str, birth: PartialDate | None = None, sex: str = ""
) -> Person:
    """A person not yet saved, with keys filled; the caller saves one or bulk-creates many."""
    name = display_name(full_name)
    return Person(
        authority_id=actor.authority_id,
        full_name=name,
        birth_on=birth.as_date() if birth and birth.is_full else None,
        birth_year=birth.year if birth else None,
        sex=sex,
        search_key=fold(name),
        sort_key=sort_key(name),
    )


def add_person(
    *,
    actor: Actor,
    full_name: str,
    unit: Unit,
    birth: PartialDate | None = None,
    sex: str = "",
    title: str = "",
    group: str = "",
) -> Person:
    """Record a person and their post in a unit."""
    with transaction.atomic():
        person = new_person(actor=actor, full_name=full_name, birth=birth, sex=sex)
        person.save()
        Post.objects.create(
            authority_id=actor.authority_id, person=person, unit=unit, title=title, group=group
        )
        record(actor=actor, verb="person.add", obj=person, sentence=f"Thêm {person.full_name}")
    return person


def add_household(
    *,
    actor: Actor,
    name: str,
    head_name: str,
    unit: Unit,
    address: str = "",
    birth_year: int | None = None,
    members: int | None = None,
) -> Household:
    """Record a household of a unit."""
    shown = clean(name)
    with transaction.atomic():
        household = Household.objects.create(
            authority_id=actor.authority_id,
            name=shown,
            head_name=display_name(head_name),
            birth_year=birth_year,
            address=clean(address),
            members=members,
            unit=unit,
            search_key=fold(shown),
            sort_key=collation_key(shown),
        )
        record(actor=actor, verb="household.add", obj=household, sentence=f"Thêm {shown}")
    return household


def _relations() -> Iterable[tuple[str, str]]:
    """Every (model label, field) that points to a person and moves with a merge."""
    for relation in Person._meta.related_objects:
        model = relation.related_model
        assert not isinstance(model, str)
        if model is PersonMerge or model is Person:
            continue
        if relation.many_to_many:
            continue
        yield model._meta.label, relation.field.name


def _keepers_only(actor: Actor) -> None:
    if not actor.is_any(Role.OFFICER, Role.SYSTEM):
        raise NotAllowed("Chuyên viên thi đua, khen thưởng là người gộp và tách hồ sơ người.")


def merge_people(*, actor: Actor, kept: Person, absorbed: Person) -> PersonMerge:
    """Make two records one person. What moved is listed row by row, so that it can be undone.

    Raises Refusal when the two share a rating of the same year or a live dossier for the same
    title: those contradict each other and a person must choose first.
    """
    _keepers_only(actor)
    if kept.pk == absorbed.pk or kept.merged_into_id or absorbed.merged_into_id:
        raise Refusal("Hai hồ sơ này đã là một người.")
    with transaction.atomic():
        moved: dict[str, list[int]] = {}
        for label, name in _relations():
            model = apps.get_model(label)
            rows = list(
                model._default_manager.filter(**{name: absorbed}).values_list("pk", flat=True)
            )
            if rows:
                _move(label, name, rows, kept)
                moved[f"{label}.{name}"] = rows
        through = Person.initiatives.through  # type: ignore[attr-defined]
        links = through.objects.filter(person=absorbed)
        moved["authors"] = list(links.values_list("initiative_id", flat=True))
        # Undo takes from `kept` only what the merge gave: both may be authors of one initiative.
        moved["given"] = [
            initiative
            for initiative in moved["authors"]
            if through.objects.get_or_create(person=kept, initiative_id=initiative)[1]
        ]
        links.delete()
        absorbed.merged_into = kept
        absorbed.save(update_fields=("merged_into",))
        merge = PersonMerge.objects.create(
            authority_id=actor.authority_id,
            kept=kept,
            absorbed=absorbed,
            moved=moved,
            merged_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="person.merge",
            obj=kept,
            sentence=f"Gộp {absorbed.full_name} ({absorbed.code}) vào {kept.full_name}",
            data={"absorbed": absorbed.code, "moved": moved},
        )
    return merge


def _move(label: str, name: str, rows: list[int], to: Person) -> None:
    from django.db import IntegrityError  # noqa: PLC0415 (thin method)

    try:
        with transaction.atomic():
            apps.get_model(label)._default_manager.filter(pk__in=rows).update(**{name: to})
    except IntegrityError as error:
        raise Refusal(
            "Hai hồ sơ có mục trùng nhau (cùng năm, cùng danh hiệu). "
            "Đối chiếu và bỏ mục sai trước khi gộp."
        ) from error


def undo_merge(*, actor: Actor, merge: PersonMerge) -> Person:
    """Put every moved row back to the absorbed record, which lives again."""
    _keepers_only(actor)
    if merge.undone_at is not None:
        raise Refusal("Lần gộp này đã được hoàn tác.")
    with transaction.atomic():
        absorbed = merge.absorbed
        for key, rows in merge.moved.items():
            if key in {"authors", "given"}:
                continue
            label, name = key.rsplit(".", 1)
            apps.get_model(label)._default_manager.filter(pk__in=rows).update(**{name: absorbed})
        through = Person.initiatives.through  # type: ignore[attr-defined]
        for initiative in merge.moved.get("authors", ()):
            through.objects.get_or_create(person=absorbed, initiative_id=initiative)
        given = merge.moved.get("given", ())
        through.objects.filter(person=merge.kept, initiative_id__in=given).delete()
        absorbed.merged_into = None
        absorbed.save(update_fields=("merged_into",))
        merge.undone_at = timezone.now()
        merge.save(update_fields=("undone_at",))
        record(
            actor=actor,
            verb="person.unmerge",
            obj=merge.kept,
            sentence=f"Hoàn tác gộp {absorbed.full_name} ({absorbed.code})",
            data={"absorbed": absorbed.code},
        )
    return absorbed
