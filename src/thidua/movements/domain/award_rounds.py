"""An award round opened from a movement."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from thidua.commendation.domain.rounds import RoundPlan, open_round
from thidua.commendation.enums import RoundKind
from thidua.commendation.models import Round
from thidua.core.actors import Actor
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.law import catalogue
from thidua.movements import rules
from thidua.movements.enums import MovementLevel
from thidua.movements.models import Movement, MovementRound
from thidua.organizations.models import Unit

_FORMS = {
    MovementLevel.PROVINCE: ("BKT", "CTD-TINH"),
    MovementLevel.DISTRICT: ("GK-HUYEN",),
    MovementLevel.COMMUNE: ("GK-XA",),
    MovementLevel.UNIT: ("GK-DV",),
}
DAYS_TO_NOMINATE = 15


def proposed_plan(movement: Movement, level: str, on: date) -> RoundPlan:
    """What a round of this movement starts from; the officer changes it before it is opened.

    `level`: the own level, whose forms of commendation are offered for a movement from above.
    """
    own = MovementLevel(movement.level if movement.is_ours else level)
    known = {title.code for title in catalogue(on)}
    titles = tuple(code for code in _FORMS.get(own, ("GK-XA",)) if code in known)
    return RoundPlan(
        year=on.year,
        kind=RoundKind.MOVEMENT,
        name=f"Khen thưởng phong trào “{movement.name}”"[:200],
        titles=titles or ("GK-XA",),
        opens_on=on,
        closes_on=on + timedelta(days=DAYS_TO_NOMINATE),
        considered_on=on + timedelta(days=DAYS_TO_NOMINATE),
    )


def open_award_round(
    *, actor: Actor, movement: Movement, plan: RoundPlan, nominators: Collection[Unit] = ()
) -> Round:
    """Open the round and tie it to the movement. Raises Refusal."""
    if denied := rules.may_open_round(movement, actor):
        raise NotAllowed(denied)
    if plan.kind != RoundKind.MOVEMENT:
        raise Refusal("Đợt mở từ phong trào là loại “Phong trào thi đua, chuyên đề”.")
    with transaction.atomic():
        Movement.objects.select_for_update(of=("self",)).get(pk=movement.pk)
        opened = open_round(actor=actor, plan=plan, nominators=nominators)
        MovementRound.objects.create(
            authority_id=movement.authority_id, movement=movement, round=opened
        )
        record(
            actor=actor,
            verb="movement.open_round",
            obj=movement,
            sentence=f"Mở đợt xét “{opened.name}” từ phong trào",
            data={"round": opened.code, "at": timezone.now()},
        )
    return opened
