"""Asking once more for papers that could not be drawn."""

from __future__ import annotations

from django.db import transaction

from thidua.core.actors import Actor, Role
from thidua.core.errors import NotAllowed
from thidua.core.jobs import defer
from thidua.decisions import tasks
from thidua.decisions.domain.certificates import make_out_again
from thidua.decisions.models import Decision
from thidua.journal.domain.record import record


def retry_papers(*, actor: Actor, decision: Decision) -> None:
    """Try again what could not be drawn; what is made already stays as it is."""
    if not actor.is_any(Role.OFFICER, Role.CHAIRMAN):
        raise NotAllowed("Chuyên viên hoặc Chủ tịch UBND yêu cầu tạo lại giấy tờ.")
    with transaction.atomic():
        make_out_again(decision)
        Decision.objects.filter(pk=decision.pk).update(papers_fault="")
        record(
            actor=actor,
            verb="decision.retry",
            obj=decision,
            sentence=f"Yêu cầu tạo lại giấy tờ của Quyết định số {decision.full_number}",
        )
        defer(tasks.make_papers, decision_id=decision.pk)
        defer(tasks.make_certificates, decision_id=decision.pk)
