"""Background work of payments: made after each issue, and what was missed, every night."""

from __future__ import annotations

from procrastinate.contrib.django import app

from thidua.core.actors import system_actor
from thidua.decisions.models import Decision
from thidua.organizations.models import Authority
from thidua.rewards.domain.preparing import prepare_missing, prepare_payments


@app.task(queue="rewards", name="rewards.prepare")
def prepare(*, decision_id: int) -> None:
    """Payments of a decision that has just been issued."""
    decision = Decision.objects.filter(pk=decision_id).first()
    if decision is not None:
        prepare_payments(actor=system_actor(decision.authority_id), decision=decision)


@app.periodic(cron="20 2 * * *")
@app.task(queue="rewards", name="rewards.prepare_missing")
def prepare_every_night(timestamp: int) -> None:
    """Payments that no job made; `timestamp` is given by the scheduler and not needed."""
    for pk in Authority.objects.values_list("pk", flat=True):
        prepare_missing(actor=system_actor(pk))
