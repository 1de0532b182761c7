"""Objects that come back after a revocation: certificate, badge, frame."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.revocations.domain.judging import takes_back
from thidua.revocations.enums import ObjectKind, ObjectState, State
from thidua.revocations.models import CaseAward, ReturnedObject
from thidua.revocations.rules import may_handle, refuse
from thidua.revocations.workflow import record_case
from thidua.vietnamese.text import clean


def add_object(*, actor: Actor, line: CaseAward, kind: str) -> ReturnedObject:
    """Ask for one more object to be handed back."""
    if kind not in ObjectKind.values:
        raise Refusal("Chọn loại hiện vật.")
    refuse(may_handle(line.case, actor))
    if line.case.state != State.DONE or not takes_back(line.case):
        raise Refusal("Chỉ thu hồi hiện vật sau khi đã có quyết định hủy bỏ hoặc tước danh hiệu.")
    with transaction.atomic():
        row, made = ReturnedObject.objects.get_or_create(
            authority_id=line.authority_id, line=line, kind=kind
        )
        if made:
            _record(actor, row, f"Yêu cầu nộp lại: {row.get_kind_display()}")
    return row


def mark_object(
    *,
    actor: Actor,
    row: ReturnedObject,
    state: str,
    on: date | None = None,
    words: str = "",
    revision: int | None = None,
) -> ReturnedObject:
    """Say whether the object came back: with the day, or why not."""
    if state not in ObjectState.values:
        raise Refusal("Chọn đã nộp lại, chưa nộp lại hoặc không thu hồi được.")
    if state == ObjectState.RETURNED and (on is None or on > timezone.localdate()):
        raise Refusal("Ghi ngày nộp lại, không sau hôm nay.")
    if state == ObjectState.NOT_RETURNED and not clean(words):
        raise Refusal("Ghi lý do không thu hồi được.")
    with transaction.atomic(), sentence_for(ReturnedObject):
        found = lock(ReturnedObject, row.pk, revision=revision)
        refuse(may_handle(found.line.case, actor))
        found.state, found.words = state, clean(words)[:300]
        found.on = on if state == ObjectState.RETURNED else None
        stamp(found, actor)
        found.save()
        _record(actor, found, f"{found.get_kind_display()}: {found.get_state_display().lower()}")
    return found


def _record(actor: Actor, row: ReturnedObject, sentence: str) -> None:
    record_case(
        actor=actor,
        verb="undo.object",
        obj=row.line.case,
        sentence=sentence,
        data={"award": row.line.award.code, "on": row.on},
    )
