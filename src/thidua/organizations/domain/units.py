"""Units: adding one, changing its name or parent from a day, ending it, and lineage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.organizations.models import Unit, UnitSuccession, UnitVersion
from thidua.vietnamese.names import collation_key
from thidua.vietnamese.text import clean, fold


def add_unit(
    *,
    actor: Actor,
    name: str,
    kind: str,
    parent: Unit | None,
    since: date | None = None,
    short_name: str = "",
    aliases: Sequence[str] = (),
) -> Unit:
    """A new unit, standing from `since` (None: since before anything on record)."""
    with transaction.atomic():
        unit = Unit.objects.create(authority_id=actor.authority_id, began_on=since)
        _version(unit, name, kind, parent, since, short_name, aliases)
        record(actor=actor, verb="unit.add", obj=unit, sentence=f"Thêm đơn vị {clean(name)}")
    return unit


def _version(
    unit: Unit,
    name: str,
    kind: str,
    parent: Unit | None,
    since: date | None,
    short_name: str,
    aliases: Sequence[str],
) -> UnitVersion:
    shown = clean(name)
    with sentence_for(UnitVersion):
        return UnitVersion.objects.create(
            authority_id=unit.authority_id,
            unit=unit,
            valid=DateRange(since, None),
            kind=kind,
            name=shown,
            short_name=clean(short_name),
            aliases=[clean(alias) for alias in aliases],
            parent=parent,
            search_key=" ".join(fold(words) for words in (shown, *aliases))[:300],
            sort_key=collation_key(shown),
        )


def change_unit(
    *,
    actor: Actor,
    unit: Unit,
    on: date,
    name: str,
    kind: str,
    parent: Unit | None,
    short_name: str = "",
    aliases: Sequence[str] = (),
) -> UnitVersion:
    """From `on` the unit has another name, kind or parent; before it, what it had."""
    with transaction.atomic():
        _close(unit, on)
        version = _version(unit, name, kind, parent, on, short_name, aliases)
        record(
            actor=actor,
            verb="unit.change",
            obj=unit,
            sentence=f"Từ {on:%d/%m/%Y}: {version.name}",
        )
    return version


def end_unit(*, actor: Actor, unit: Unit, on: date) -> None:
    """The unit no longer stands from `on`."""
    with transaction.atomic():
        _close(unit, on)
        unit.ended_on = on
        with sentence_for(Unit):
            unit.save(update_fields=("ended_on",))
        record(actor=actor, verb="unit.end", obj=unit, sentence=f"Kết thúc từ {on:%d/%m/%Y}")


def _close(unit: Unit, on: date) -> None:
    current = unit.versions.filter(valid__contains=on).first()
    if current is None:
        raise Refusal(f"Ngày {on:%d/%m/%Y} đơn vị không tồn tại nên không đổi được từ ngày này.")
    if current.valid.lower == on:
        raise Refusal(f"Ngày {on:%d/%m/%Y} đã có một lần đổi của đơn vị này.")
    current.valid = DateRange(current.valid.lower, on)
    current.save(update_fields=("valid",))


def succeed(
    *,
    actor: Actor,
    predecessor: Unit,
    successor: Unit,
    on: date,
    kind: str,
    instrument: str,
    confidence: str = "verified",
) -> UnitSuccession:
    """Record that `successor` continues `predecessor`, whole or in part."""
    with transaction.atomic(), sentence_for(UnitSuccession):
        return UnitSuccession.objects.create(
            authority_id=actor.authority_id,
            predecessor=predecessor,
            successor=successor,
            on=on,
            kind=kind,
            instrument=instrument,
            confidence=confidence,
        )
