"""Opening a round, changing it, locking and unlocking it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from thidua.commendation.enums import RoundState
from thidua.commendation.models import Round
from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.law import catalogue, known_title
from thidua.organizations.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPlan:
    """What an officer fixes when opening a round; dates are local days."""

    year: int
    kind: str
    name: str
    titles: tuple[str, ...]
    opens_on: date
    closes_on: date
    considered_on: date
    cap_percent: int | None = None
    cap_basis: str = ""


def open_round(*, actor: Actor, plan: RoundPlan, nominators: Collection[Unit] = ()) -> Round:
    """Open a round; an empty `nominators` means every unit may nominate."""
    _officer_only(actor)
    _check_titles(plan)
    with transaction.atomic(), sentence_for(Round):
        opened = Round.objects.create(
            authority_id=actor.authority_id,
            changed_by_name=actor.name,
            **(asdict(plan) | {"titles": list(plan.titles)}),
        )
        opened.nominators.set(nominators)
        record(
            actor=actor,
            verb="round.open",
            obj=opened,
            sentence=f"Mở đợt xét “{opened.name}”",
            data=asdict(plan),
        )
    return opened


def change_round(
    *,
    actor: Actor,
    round_: Round,
    plan: RoundPlan,
    nominators: Collection[Unit] = (),
    revision: int | None = None,
) -> Round:
    """Change what was fixed; a title that already has dossiers cannot be taken off."""
    _officer_only(actor)
    _check_titles(plan)
    with transaction.atomic(), sentence_for(Round):
        row = lock(Round, round_.pk, revision=revision)
        used = set(row.nominations.values_list("title_code", flat=True)) - set(plan.titles)
        if used:
            names = ", ".join(known_title(code).name for code in sorted(used))
            raise Refusal(f"Không bỏ được khỏi đợt vì đã có hồ sơ đề nghị: {names}.")
        for key, value in asdict(plan).items():
            setattr(row, key, list(value) if key == "titles" else value)
        stamp(row, actor)
        row.save()
        row.nominators.set(nominators)
        record(
            actor=actor,
            verb="round.change",
            obj=row,
            sentence=f"Sửa đợt xét “{row.name}”",
            data=asdict(plan),
        )
    return row


def set_round_state(*, actor: Actor, round_: Round, state: RoundState) -> Round:
    """Lock a round so that no dossier is handed in any more, or unlock it."""
    _officer_only(actor)
    with transaction.atomic():
        row = lock(Round, round_.pk, revision=None)
        Round.objects.filter(pk=row.pk).update(state=state)
        row.refresh_from_db()
        record(
            actor=actor,
            verb=f"round.{state}",
            obj=row,
            sentence=f"{state.label}: “{row.name}”",
        )
    return row


def _officer_only(actor: Actor) -> None:
    if not actor.is_any(Role.OFFICER):
        raise NotAllowed("Chuyên viên thi đua, khen thưởng là người mở và sửa đợt xét.")


def _check_titles(plan: RoundPlan) -> None:
    known = {title.code for title in catalogue(plan.considered_on)}
    wrong = [code for code in plan.titles if code not in known]
    if wrong:
        raise Refusal(
            f"Vào ngày {plan.considered_on:%d/%m/%Y} pháp luật không có: {', '.join(wrong)}. "
            "Chọn danh hiệu, hình thức khác hoặc đổi ngày xét."
        )
    if plan.considered_on < plan.opens_on:
        raise Refusal("Ngày xét phải từ ngày bắt đầu nhận hồ sơ trở đi.")
