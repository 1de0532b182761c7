"""Discipline: being considered, decided, concluded without fault."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.organizations.models import Person
from thidua.registry.domain.permissions import keepers_only
from thidua.registry.enums import DisciplineState
from thidua.registry.models import Discipline
from thidua.vietnamese.text import clean


def add_discipline(
    *,
    actor: Actor,
    person: Person,
    state: DisciplineState,
    words: str,
    year: int | None = None,
    measure: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Discipline:
    """Record discipline that is being considered or was decided.

    `since` is the day of the decision or of the notice, `until` the last day it counts; `words`
    name the paper. A pending case blocks every award until it is cleared.
    """
    keepers_only(actor)
    if state is DisciplineState.CLEARED:
        raise Refusal("Kết luận không vi phạm được ghi vào vụ việc đang xem xét, không ghi mới.")
    if not clean(words):
        raise Refusal("Ghi giấy tờ làm căn cứ: loại, số, ngày, cơ quan ban hành.")
    if since and until and until < since:
        raise Refusal("Ngày hết hiệu lực kỷ luật không thể trước ngày bắt đầu.")
    with transaction.atomic():
        case = Discipline.objects.create(
            authority_id=actor.authority_id,
            person=person,
            state=state,
            year=year or (since.year if since else None),
            measure=clean(measure),
            since=since,
            until=until,
            words=clean(words)[:300],
        )
        sentence = f"Ghi kỷ luật, {state.label.lower()}: {case.words}"
        record(actor=actor, verb="discipline.add", obj=person, sentence=sentence)
    return case


def clear_discipline(*, actor: Actor, case: Discipline, conclusion: str, on: date) -> Discipline:
    """Record that a case being considered ended without fault, by which paper, on which day."""
    keepers_only(actor)
    if not clean(conclusion):
        raise Refusal("Ghi văn bản kết luận: số, ngày, cơ quan ban hành.")
    with transaction.atomic():
        row = Discipline.objects.select_for_update(of=("self",)).get(pk=case.pk)
        if row.state != DisciplineState.PENDING or row.withdrawn_at is not None:
            raise Refusal("Chỉ kết luận được vụ việc đang xem xét.")
        if row.since and on < row.since:
            raise Refusal("Ngày kết luận không thể trước ngày bắt đầu xem xét.")
        row.state, row.until = DisciplineState.CLEARED, on
        row.words = f"{row.words}; kết luận không vi phạm: {clean(conclusion)}"[:300]
        row.save(update_fields=("state", "until", "words"))
        record(
            actor=actor,
            verb="discipline.clear",
            obj=row.person or row,
            sentence=f"Kết luận không vi phạm: {clean(conclusion)}",
        )
    return row
