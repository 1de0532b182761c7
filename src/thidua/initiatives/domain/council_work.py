"""Criteria and sittings of the initiative council."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db import transaction

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.councils.enums import CouncilKind
from thidua.councils.models import Council
from thidua.documents.models import StoredFile
from thidua.initiatives import rules
from thidua.initiatives.enums import Method, VotesOf
from thidua.initiatives.models import CriteriaEdition, Criterion, InitiativeRequest, Sitting
from thidua.initiatives.queries import seats_on
from thidua.initiatives.workflow import REQUESTS
from thidua.journal.domain.record import record
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion as entered."""

    name: str
    most: Decimal
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPlan:
    """An edition of the criteria with the council's own thresholds."""

    year: int
    name: str
    basis: str
    method: str = Method.MEAN
    places: int = 2
    points_percent: int | None = None
    votes_percent: int | None = None
    votes_of: str = VotesOf.COUNCIL
    sheets_percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingPlan:
    """When and where the council scores; hours and attendance may be added afterwards."""

    name: str
    held_on: date
    place: str = ""
    started_at: time | None = None
    ended_at: time | None = None
    present: int | None = None


def set_criteria(
    *,
    actor: Actor,
    council: Council,
    plan: EditionPlan,
    lines: Sequence[Line],
    edition: CriteriaEdition | None = None,
    revision: int | None = None,
) -> CriteriaEdition:
    """Enter an edition, or correct one (`edition`) that no sitting has used yet."""
    _secretary_of(actor, council)
    _check_plan(plan, lines)
    with transaction.atomic(), sentence_for(CriteriaEdition), sentence_for(Criterion):
        row = _unused(edition, revision) if edition else CriteriaEdition(council=council)
        for key, value in asdict(plan).items():
            setattr(row, key, clean(value) if isinstance(value, str) else value)
        row.authority_id = actor.authority_id
        if edition:
            stamp(row, actor)
        row.save()
        row.criteria.all().delete()
        Criterion.objects.bulk_create(
            Criterion(
                authority_id=row.authority_id,
                edition=row,
                order=order,
                name=clean(line.name)[:300],
                most=line.most,
                weight=line.weight,
            )
            for order, line in enumerate(lines, start=1)
        )
        record(
            actor=actor,
            verb="initiative_rules.criteria",
            obj=row,
            sentence=f"{'Sửa' if edition else 'Lập'} {row}, {len(lines)} tiêu chí",
            data=asdict(plan) | {"lines": [asdict(line) for line in lines]},
        )
    return row


def _unused(edition: CriteriaEdition, revision: int | None) -> CriteriaEdition:
    row = lock(CriteriaEdition, edition.pk, revision=revision)
    if row.sittings.exists():
        raise Refusal(
            "Bộ tiêu chí đã dùng trong một phiên chấm nên không sửa được. Lập bộ mới cho phiên sau."
        )
    return row


def _check_plan(plan: EditionPlan, lines: Sequence[Line]) -> None:
    reasons = []
    if not clean(plan.name) or not clean(plan.basis):
        reasons.append("Ghi tên bộ tiêu chí và quy chế của Hội đồng quy định ngưỡng.")
    if not lines:
        reasons.append("Ghi ít nhất một tiêu chí.")
    if any(not clean(line.name) or line.most <= 0 or line.weight <= 0 for line in lines):
        reasons.append("Mỗi tiêu chí có tên, điểm tối đa và hệ số lớn hơn 0.")
    if plan.points_percent is None and plan.votes_percent is None:
        reasons.append(
            "Đặt ít nhất một ngưỡng: tỷ lệ điểm, hoặc tỷ lệ thành viên đề nghị công nhận."
        )
    if reasons:
        raise Refusal.of(reasons)


def open_sitting(*, actor: Actor, edition: CriteriaEdition, plan: SittingPlan) -> Sitting:
    """Open a sitting; the number of members is frozen, as is the edition."""
    _secretary_of(actor, edition.council)
    if not clean(plan.name):
        raise Refusal("Ghi tên phiên chấm.")
    with transaction.atomic(), sentence_for(Sitting):
        council = edition.council
        row = Sitting.objects.create(
            authority_id=actor.authority_id,
            council=council,
            edition=edition,
            total_members=seats_on(council.pk, plan.held_on).count() or council.total_members,
            changed_by_name=actor.name,
            **_values(plan),
        )
        record(
            actor=actor,
            verb="initiative_sitting.open",
            obj=row,
            sentence=f"Mở {row.name}, {council.name}, ngày {format_day(row.held_on)}",
            data={"edition": edition.code, "total_members": row.total_members},
        )
    return row


def change_sitting(
    *,
    actor: Actor,
    sitting: Sitting,
    revision: int | None,
    plan: SittingPlan,
    minutes_number: str = "",
    minutes_file: StoredFile | None = None,
) -> Sitting:
    """Add hours, attendance and the signed minutes. The day stays: it decided who may score."""
    _secretary_of(actor, sitting.council)
    with transaction.atomic(), sentence_for(Sitting):
        row = lock(Sitting, sitting.pk, revision=revision)
        if row.held_on != plan.held_on and row.scorings.exists():
            raise Refusal("Phiên đã có đề nghị nên không đổi ngày họp được.")
        for key, value in _values(plan).items():
            setattr(row, key, value)
        row.minutes_number = clean(minutes_number)[:60]
        row.minutes_file = minutes_file or row.minutes_file
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="initiative_sitting.change",
            obj=row,
            sentence=f"Sửa {row.name}",
            data={"present": row.present, "minutes": row.minutes_number},
        )
    return row


def bring(*, actor: Actor, request: InitiativeRequest, sitting: Sitting) -> InitiativeRequest:
    """Bring a request before the council in a sitting that is not over."""
    if sitting.minutes_file_id is not None:
        raise Refusal("Phiên chấm này đã có biên bản ký. Chọn phiên khác.")
    return REQUESTS.perform(request, "bring", actor=actor, sitting=sitting, at_sitting=sitting.code)


def _values(plan: SittingPlan) -> dict[str, Any]:
    return asdict(plan) | {"name": clean(plan.name)[:200], "place": clean(plan.place)[:200]}


def _secretary_of(actor: Actor, council: Council) -> None:
    if denied := rules.may_keep_sittings(actor):
        raise NotAllowed(denied)
    if council.authority_id != actor.authority_id or council.kind != CouncilKind.INITIATIVE:
        raise Refusal("Chọn một Hội đồng sáng kiến của cơ quan.")
