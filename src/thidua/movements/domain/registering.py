"""Units register for a movement, sign their pact, change it, withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.movements import rules
from thidua.movements.models import (
    Movement,
    MovementRegistration,
    PactSignatory,
    Pledge,
    RegisteredMember,
)
from thidua.organizations.models import Unit
from thidua.organizations.queries import names_on
from thidua.vietnamese.text import clean, clean_lines

MOST_LINES = 50
LARGEST = Decimal(10) ** 14


@dataclass(frozen=True, slots=True)
class Promise:
    """One line: what, how much of what measure; without a number it is told by words alone."""

    words: str
    amount: Decimal | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who takes part through the unit."""

    kind: str
    name: str
    position: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pact:
    """What a unit hands in; `signatories` are (name, post)."""

    promises: Sequence[Promise]
    signatories: Sequence[tuple[str, str]]
    members: Sequence[Member] = ()
    words: str = ""


def register(
    *,
    actor: Actor,
    movement: Movement,
    unit: Unit,
    pact: Pact,
    reason: str = "",
    received_on: date | None = None,
) -> MovementRegistration:
    """Register, or replace the registration in force by a next version with its `reason`.

    `received_on`: the day a paper reached the office, for the officer only; else today. A day after
    the movement's time limit is marked late and refused to nobody.
    """
    if denied := rules.may_register(movement, actor, unit.pk):
        raise NotAllowed(denied)
    day = _day_received(actor, received_on)
    _check(pact)
    with transaction.atomic(), sentence_for(MovementRegistration):
        held = Movement.objects.select_for_update(of=("self",)).get(pk=movement.pk)
        _takes_part(held, unit)
        before = in_force(movement, unit)
        if before is not None and not clean(reason):
            raise Refusal("Đơn vị đã đăng ký. Thay đổi giao ước phải ghi lý do.")
        row = _write(actor, held, unit, pact, before, clean(reason)[:500], day)
        record(
            actor=actor,
            verb="movement.register",
            obj=movement,
            sentence=f"{row.unit_name} đăng ký, giao ước lần {row.version}",
            data={"registration": row.code, "late": row.is_late, "reason": row.change_reason},
        )
    return row


def withdraw_registration(
    *, actor: Actor, registration: MovementRegistration, reason: str
) -> MovementRegistration:
    """Take a registration back; what was pledged stays readable."""
    movement = registration.movement
    if denied := rules.may_register(movement, actor, registration.unit_id):
        raise NotAllowed(denied)
    if not clean(reason):
        raise Refusal("Rút đăng ký phải ghi lý do.")
    with transaction.atomic():
        row = MovementRegistration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
        if row.withdrawn_at or row.superseded_at:
            raise Refusal("Đăng ký này không còn hiệu lực.")
        row.withdrawn_at, row.withdraw_reason = timezone.now(), clean(reason)[:500]
        row.save()
        record(
            actor=actor,
            verb="movement.withdraw_registration",
            obj=movement,
            sentence=f"{row.unit_name} rút đăng ký",
            data={"registration": row.code, "reason": row.withdraw_reason},
        )
    return row


def keep_pact(*, actor: Actor, registration: MovementRegistration) -> MovementRegistration:
    """The unit has read the amended plan and keeps its pact as it is."""
    if denied := rules.may_register(registration.movement, actor, registration.unit_id):
        raise NotAllowed(denied)
    with transaction.atomic():
        row = MovementRegistration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
        if row.withdrawn_at or row.superseded_at:
            raise Refusal("Đăng ký này không còn hiệu lực.")
        movement = row.movement
        if row.plan_version == movement.plan_version:
            return row
        row.plan_version = movement.plan_version
        row.save()
        record(
            actor=actor,
            verb="movement.keep_pact",
            obj=movement,
            sentence=f"{row.unit_name} đã xem kế hoạch lần {row.plan_version}, giữ giao ước",
            data={"registration": row.code, "version": row.plan_version},
        )
    return row


def in_force(movement: Movement, unit: Unit) -> MovementRegistration | None:
    return MovementRegistration.objects.filter(
        movement=movement, unit=unit, superseded_at=None, withdrawn_at=None
    ).first()


def _takes_part(movement: Movement, unit: Unit) -> None:
    """A movement that names its units takes no others."""
    named = set(movement.units.values_list("pk", flat=True))
    if unit.authority_id != movement.authority_id or (named and unit.pk not in named):
        raise Refusal("Phong trào này không ghi đơn vị anh, chị trong danh sách tham gia.")


def _day_received(actor: Actor, day: date | None) -> date:
    today = timezone.localdate()
    if day is None:
        return today
    if not actor.is_any(Role.OFFICER):
        raise NotAllowed("Chuyên viên ghi ngày nhận bản giấy.")
    if day > today:
        raise Refusal("Ngày nhận đăng ký chưa đến.")
    return day


def _check(pact: Pact) -> None:
    if len(pact.promises) > MOST_LINES:
        raise Refusal(f"Giao ước có tối đa {MOST_LINES} dòng.")
    if not any(one.amount is not None for one in pact.promises):
        raise Refusal(
            "Giao ước cần ít nhất một dòng đo được: ghi con số và đơn vị tính, ví dụ 100 % hộ."
        )
    for one in pact.promises:
        if not clean(one.words):
            raise Refusal("Có dòng giao ước chưa ghi nội dung cam kết.")
        if one.amount is not None and not clean(one.measure):
            raise Refusal(f"Dòng “{clean(one.words)}” có con số mà chưa ghi đơn vị tính.")
        if one.amount is not None and not 0 <= one.amount < LARGEST:
            raise Refusal(f"Con số của dòng “{clean(one.words)}” quá lớn hoặc âm.")
    if not any(clean(name) for name, _ in pact.signatories):
        raise Refusal("Ghi ít nhất một người ký giao ước.")


def _write(
    actor: Actor,
    movement: Movement,
    unit: Unit,
    pact: Pact,
    before: MovementRegistration | None,
    reason: str,
    day: date,
) -> MovementRegistration:
    if before is not None:
        before.superseded_at = timezone.now()
        before.save()
    last = MovementRegistration.objects.filter(movement=movement, unit=unit).count()
    until = movement.registration_until
    # What was in time at first does not become late by being changed.
    late = before.is_late if before is not None else until is not None and day > until
    row = MovementRegistration.objects.create(
        authority_id=movement.authority_id,
        movement=movement,
        unit=unit,
        unit_name=names_on([unit.pk], timezone.localdate()).get(unit.pk, unit.code),
        version=last + 1,
        plan_version=movement.plan_version,
        words=clean_lines(pact.words),
        received_on=day,
        is_late=late,
        change_reason=reason if before is not None else "",
        registered_by_name=actor.name,
    )
    _write_lines(row, pact)
    return row


def _write_lines(row: MovementRegistration, pact: Pact) -> None:
    owner = row.authority_id
    Pledge.objects.bulk_create(
        Pledge(authority_id=owner, registration=row, order=order, words=clean(one.words)[:500],
               amount=one.amount, measure=clean(one.measure)[:40])
        for order, one in enumerate(pact.promises, start=1)
    )  # fmt: skip
    PactSignatory.objects.bulk_create(
        PactSignatory(authority_id=owner, registration=row, order=order, name=clean(name)[:120],
                      post=clean(post)[:150])
        for order, (name, post) in enumerate(pact.signatories, start=1)
        if clean(name)
    )  # fmt: skip
    RegisteredMember.objects.bulk_create(
        RegisteredMember(authority_id=owner, registration=row, kind=one.kind,
                         name=clean(one.name)[:200], position=clean(one.position)[:200])
        for one in pact.members
        if clean(one.name)
    )  # fmt: skip
