"""Taking a whole import back: everything it wrote is withdrawn in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import models, transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.law import known_title
from thidua.organizations.models import Household, Person, PersonMerge, Post, Unit, UnitVersion
from thidua.organizations.queries import names_on
from thidua.registry.domain.awards import recipient_name
from thidua.registry.domain.imports import AT_ONCE, locked_batch, settle_again
from thidua.registry.domain.permissions import keepers_only
from thidua.registry.domain.settle import NEW
from thidua.registry.enums import AskedAbout, BatchState, RowState
from thidua.registry.models import Award, Coverage, Discipline, ImportBatch, Rating, Recorded

MOST_NAMED = 3
WRITES: tuple[type[Recorded], ...] = (Award, Rating, Discipline)


def what_rests_on(batch: ImportBatch) -> list[str]:
    """Why the batch cannot be taken back, as sentences; empty when it can.

    Later awards by issued decisions to the same subjects were judged on the record with this
    batch in it: the ground must not be pulled away from under them in silence.
    """
    if batch.applied_at is None:
        return []
    later = Award.objects.filter(
        authority_id=batch.authority_id,
        batch__isnull=True,
        withdrawn_at__isnull=True,
        recorded_at__gt=batch.applied_at,
    )
    about = models.Q(pk__in=())
    for model in WRITES:
        mine = model._default_manager.filter(batch=batch, withdrawn_at__isnull=True)
        for subject in ("person", "collective", "household"):
            ids = mine.filter(**{f"{subject}__isnull": False}).values(f"{subject}_id")
            about |= models.Q(**{f"{subject}_id__in": ids})
    found = list(later.filter(about).select_related("person", "household")[: MOST_NAMED + 1])
    names = names_on(
        [award.collective_id for award in found if award.collective_id], timezone.localdate()
    )
    sentences = [_resting(award, names) for award in found[:MOST_NAMED]]
    if len(found) > MOST_NAMED:
        sentences.append("Còn khen thưởng khác cũng xét trên các dòng của lần nhập này.")
    return sentences


def _resting(award: Award, names: Mapping[int, str]) -> str:
    name = recipient_name(award, names.get(award.collective_id or 0, ""))
    number = f" theo QĐ {award.decision_number}" if award.decision_number else ""
    return (
        f"{name} đã được tặng {known_title(award.title_code).name} năm {award.year}{number}, "
        "xét trên các dòng của lần nhập này. Dòng nào sai thì rút riêng dòng đó trong sổ."
    )


def undo_batch(*, actor: Actor, batch: ImportBatch) -> Mapping[str, int]:
    """Withdraw everything the batch wrote; people and units too, if nothing else rests on them.

    The batch can be applied again later. Raises Refusal naming what rests on it.
    """
    keepers_only(actor)
    with transaction.atomic():
        locked = locked_batch(batch)
        if locked.state != BatchState.APPLIED:
            raise Refusal("Chỉ hoàn tác được lần nhập đã vào sổ.")
        if reasons := what_rests_on(locked):
            raise Refusal(*reasons)
        counts = _withdraw(locked)
        locked.state = BatchState.UNDONE
        locked.undone_at, locked.undone_by_name = timezone.now(), actor.name
        locked.written = {}
        locked.save()
        locked.rows.filter(state=RowState.APPLIED).update(state=RowState.READY)
        settle_again(locked)
        record(
            actor=actor,
            verb="registry.undo",
            obj=locked,
            sentence=f"Hoàn tác lần nhập từ tệp “{locked.file.name}”",
            data=counts,
        )
    return counts


def _withdraw(batch: ImportBatch) -> dict[str, int]:
    now = timezone.now()
    counts = {
        model._meta.model_name or "": model._default_manager.filter(
            batch=batch, withdrawn_at__isnull=True
        ).update(withdrawn_at=now)
        for model in WRITES
    }
    Coverage.objects.filter(batch=batch).delete()
    written = batch.written
    Rating.objects.filter(pk__in=written.get("replaced", ())).update(withdrawn_at=None)
    _put_births_back(written.get("births", ()))
    Post.objects.filter(pk__in=written.get("posts", ())).update(withdrawn_at=now)
    for name, model in (("people", Person), ("households", Household)):
        free = _free(model, written.get(name, ()))
        counts[name] = model._default_manager.filter(pk__in=free).update(withdrawn_at=now)
    units = Unit.objects.filter(code__in=written.get("units", ())).values_list("pk", flat=True)
    counts["units"] = _withdraw_units(batch, _free(Unit, units))
    return counts


def _put_births_back(births: Iterable[tuple[int, str | None, int | None]]) -> None:
    before = {pk: (day, year) for pk, day, year in reversed(list(births))}
    people = list(Person.objects.filter(pk__in=before))
    for person in people:
        day, year = before[person.pk]
        person.birth_on, person.birth_year = (date.fromisoformat(day) if day else None), year
    Person.objects.bulk_update(people, ("birth_on", "birth_year"), batch_size=AT_ONCE)


def _withdraw_units(batch: ImportBatch, free: set[int]) -> int:
    codes = dict(Unit.objects.filter(pk__in=free).values_list("code", "pk"))
    answers = batch.answers.get(AskedAbout.UNIT, {})
    for key, answer in answers.items():
        if answer in codes:
            answers[key] = NEW
    return Unit.objects.filter(pk__in=free).update(withdrawn_at=timezone.now())


def _free(model: type[models.Model], keys: Iterable[int]) -> set[int]:
    """Those of `keys` that no live row points to; histories of merges and names do not count."""
    free = set(keys)
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel | models.ManyToManyRel) or not free:
            continue
        free -= _pointed_to(relation, free)
    return free


def _pointed_to(relation: models.ManyToOneRel | models.ManyToManyRel, keys: set[int]) -> set[int]:
    model, name = relation.related_model, relation.field.name
    assert not isinstance(model, str)
    if model in (PersonMerge, UnitVersion) and name != "parent":
        return set()
    rows = model._default_manager.filter(**{f"{name}__in": keys})
    if any(field.name == "withdrawn_at" for field in model._meta.get_fields()):
        rows = rows.filter(withdrawn_at__isnull=True)
    return set(rows.values_list(name, flat=True))
