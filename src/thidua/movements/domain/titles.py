"""Registering persons and collectives for titles at the year's start.

An option of the authority: since 2024-01-01 registration is no basis for a title (Điều 7 names
the movement, the achievement and the standard). Nothing here is asked when a dossier is judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from thidua.commendation.enums import Subject
from thidua.core.actors import UNIT_ROLES, Actor
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.law import SubjectKind, catalogue
from thidua.movements import rules
from thidua.movements.domain.registering import Member
from thidua.movements.models import MovementSettings, TitleRegistration
from thidua.movements.title_queries import found_by_name
from thidua.organizations.models import Household, Person, Unit
from thidua.organizations.queries import names_on
from thidua.vietnamese.text import clean, fold

MOST_AT_ONCE = 300
_MODELS: dict[Subject, type[Person | Unit | Household]] = {
    Subject.PERSON: Person,
    Subject.COLLECTIVE: Unit,
    Subject.HOUSEHOLD: Household,
}


def choose_titles(*, actor: Actor, takes: bool, basis: str) -> MovementSettings:
    """Whether units register for titles; with the local paper that says so, if there is one."""
    if denied := rules.may_plan(actor):
        raise NotAllowed(denied)
    with transaction.atomic():
        row, _ = MovementSettings.objects.select_for_update().get_or_create(
            authority_id=actor.authority_id
        )
        row.takes_titles, row.basis = takes, clean(basis)[:300]
        row.save()
        record(
            actor=actor,
            verb="title_registration.choose",
            obj=row,
            sentence="Nhận đăng ký danh hiệu" if takes else "Thôi nhận đăng ký danh hiệu",
            data={"basis": row.basis},
        )
    return row


def register_titles(
    *, actor: Actor, unit: Unit, year: int, title_code: str, members: Sequence[Member]
) -> list[TitleRegistration]:
    """Register several for one title of the year. A name that only one on record in the unit bears
    is taken for theirs until the officer settles it."""
    if actor.role not in UNIT_ROLES or not actor.acts_for(unit.pk):
        raise NotAllowed("Cán bộ thi đua, thủ trưởng đăng ký danh hiệu cho đơn vị mình.")
    named = [one for one in members if clean(one.name)]
    if not named:
        raise Refusal("Ghi ít nhất một tên, mỗi dòng một tên.")
    if len(named) > MOST_AT_ONCE:
        raise Refusal(f"Mỗi lần đăng ký tối đa {MOST_AT_ONCE} tên.")
    _check_title(title_code, year, {one.kind for one in named})
    with transaction.atomic(), sentence_for(TitleRegistration):
        if not MovementSettings.objects.filter(
            authority_id=actor.authority_id, takes_titles=True
        ).exists():
            raise Refusal("Cơ quan thường trực không nhận đăng ký danh hiệu.")
        today = timezone.localdate()
        name = names_on([unit.pk], today).get(unit.pk, unit.code)
        known = {
            kind: found_by_name(unit, kind, {fold(one.name) for one in named}, today)
            for kind in {one.kind for one in named}
        }
        rows = [
            TitleRegistration(
                authority_id=actor.authority_id,
                year=year,
                unit=unit,
                unit_name=name,
                kind=one.kind,
                name=clean(one.name)[:200],
                name_key=fold(one.name)[:200],
                position=clean(one.position)[:200],
                title_code=title_code,
                **{f"{one.kind}_id": known[one.kind].get(fold(one.name))},
                registered_by_name=actor.name,
            )
            for one in named
        ]
        TitleRegistration.objects.bulk_create(rows)
        record(
            actor=actor,
            verb="title_registration.add",
            obj=unit,
            sentence=f"{name} đăng ký {len(rows)} lượt danh hiệu năm {year}",
            data={"title": title_code, "year": year},
        )
    return rows


def withdraw_title(*, actor: Actor, registration: TitleRegistration) -> TitleRegistration:
    if actor.role not in UNIT_ROLES or not actor.acts_for(registration.unit_id):
        raise NotAllowed("Đơn vị đã đăng ký mới rút được.")
    with transaction.atomic():
        registration.withdrawn_at = registration.withdrawn_at or timezone.now()
        registration.save()
        record(
            actor=actor,
            verb="title_registration.withdraw",
            obj=registration,
            sentence=f"Rút đăng ký danh hiệu của {registration.name}",
        )
    return registration


def settle_title(
    *, actor: Actor, registration: TitleRegistration, subject: Person | Unit | Household | None
) -> TitleRegistration:
    """Say who on record is meant; None: nobody there. It may be said anew.

    Raises Refusal where the subject is of another kind, or settled for the same title elsewhere.
    """
    if denied := rules.may_plan(actor):
        raise NotAllowed(denied)
    if registration.authority_id != actor.authority_id:
        raise NotAllowed("Đăng ký này của cơ quan khác.")
    if subject is not None and not isinstance(subject, _MODELS[Subject(registration.kind)]):
        raise Refusal("Chọn đúng loại đã đăng ký: cá nhân, tập thể hoặc hộ gia đình.")
    with transaction.atomic(), sentence_for(TitleRegistration):
        row = TitleRegistration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
        if row.withdrawn_at:
            raise Refusal("Đơn vị đã rút đăng ký này.")
        setattr(row, row.kind, subject)
        row.settled_at, row.settled_by_name = timezone.now(), actor.name
        row.save()
        meant = f"là {subject.code}" if subject else "chưa có trong sổ"
        record(
            actor=actor,
            verb="title_registration.settle",
            obj=row,
            sentence=f"Xác định {row.name} ({row.unit_name}) {meant}",
            data={"subject": subject.code if subject else ""},
        )
    return row


def _check_title(code: str, year: int, kinds: set[str]) -> None:
    titles = {title.code: title for title in catalogue(date(year, 12, 31))}
    if code not in titles:
        raise Refusal(f"Năm {year} pháp luật không có danh hiệu, hình thức này.")
    wrong = [kind for kind in kinds if SubjectKind(kind) not in titles[code].subjects]
    if wrong:
        raise Refusal(f"“{titles[code].name}” không dành cho đối tượng đã chọn.")
