"""Reviews of a movement: planned, opened, put off, their report frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.documents.domain.store import store
from thidua.journal.domain.record import record
from thidua.movements import rules
from thidua.movements.domain.review_papers import figures_of, review_files
from thidua.movements.enums import MovementState, ReviewKind
from thidua.movements.models import Movement, MovementReview
from thidua.movements.workflow import MOVEMENTS
from thidua.vietnamese.text import clean, clean_lines

OPENING = {ReviewKind.PRELIMINARY: "open_preliminary", ReviewKind.FINAL: "open_final"}
CLOSING = {ReviewKind.PRELIMINARY: "end_preliminary", ReviewKind.FINAL: "close"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the office says in the report beside the units' own words and numbers."""

    achieved: str
    limits: str = ""
    next_steps: str = ""
    number: str = ""
    paper_on: date | None = None


def plan_review(
    *,
    actor: Actor,
    movement: Movement,
    kind: str,
    due_on: date,
    results_until: date | None = None,
    basis: str = "",
) -> MovementReview:
    """Set one more review. The law sets no day for it: the day is the plan's or has its basis."""
    if denied := rules.may_steer_ours(movement, actor):
        raise NotAllowed(denied)
    if results_until and results_until > due_on:
        raise Refusal("Hạn đơn vị báo cáo phải trước hoặc đúng hạn sơ kết, tổng kết.")
    if movement.state in {MovementState.CLOSED, MovementState.CANCELLED}:
        raise Refusal("Phong trào đã kết thúc, không đặt thêm kỳ sơ kết, tổng kết.")
    with transaction.atomic(), sentence_for(MovementReview):
        row = MovementReview.objects.create(
            authority_id=movement.authority_id,
            movement=movement,
            kind=kind,
            due_on=due_on,
            results_until=results_until,
            basis=clean(basis)[:300],
            changed_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="movement.plan_review",
            obj=movement,
            sentence=f"Đặt kỳ {row}",
            data={"review": row.code, "due_on": due_on},
        )
    return row


def drop_review(*, actor: Actor, review: MovementReview) -> MovementReview:
    """Take a review off the plan before it is opened."""
    if denied := rules.may_steer_ours(review.movement, actor):
        raise NotAllowed(denied)
    with transaction.atomic():
        row = lock(MovementReview, review.pk, revision=None)
        if row.opened_at or row.dropped_at:
            raise Refusal("Kỳ này đã mở hoặc đã bỏ.")
        row.dropped_at = timezone.now()
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="movement.drop_review", obj=row.movement, sentence=f"Bỏ kỳ {row}")
    return row


def open_review(
    *, actor: Actor, review: MovementReview, results_until: date | None = None
) -> MovementReview:
    """Ask the units for their reports; the movement stands at its review."""
    with transaction.atomic(), sentence_for(MovementReview):
        row = _alive(review)
        if row.opened_at:
            raise Refusal("Kỳ này đã mở.")
        if results_until and results_until < timezone.localdate():
            raise Refusal("Hạn đơn vị báo cáo đã qua. Chọn ngày từ hôm nay trở đi.")
        if results_until:
            row.results_until = results_until
            row.save()
        name = OPENING[ReviewKind(row.kind)]
        MOVEMENTS.perform(row.movement, name, actor=actor, review=row)
        row.refresh_from_db()
    return row


def put_off_review(*, actor: Actor, review: MovementReview, reason: str) -> MovementReview:
    """Close a review that was opened too early; the units keep what they have written."""
    with transaction.atomic():
        row = _alive(review)
        if not row.opened_at:
            raise Refusal("Kỳ này chưa mở.")
        MOVEMENTS.perform(row.movement, "put_off", actor=actor, reason=reason, review=row)
        row.refresh_from_db()
    return row


def note_findings(
    *, actor: Actor, review: MovementReview, findings: Findings, revision: int | None = None
) -> MovementReview:
    """Write what the report will say; its numbers follow the units' reports until it is frozen."""
    if denied := rules.may_steer_ours(review.movement, actor):
        raise NotAllowed(denied)
    with transaction.atomic():
        row = lock(MovementReview, review.pk, revision=revision)
        if row.frozen_at or row.dropped_at:
            raise Refusal("Báo cáo đã chốt, không sửa được nữa.")
        row.achieved, row.limits = clean_lines(findings.achieved), clean_lines(findings.limits)
        row.next_steps = clean_lines(findings.next_steps)
        row.number, row.paper_on = clean(findings.number)[:60], findings.paper_on
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="movement.findings",
            obj=row.movement,
            sentence=f"Viết báo cáo {row.get_kind_display().lower()}",
            data={"review": row.code},
        )
    return row


def freeze_review(
    *, actor: Actor, review: MovementReview, revision: int | None = None
) -> MovementReview:
    """Keep the report as it stands, words and numbers; a final one ends the movement."""
    with transaction.atomic():
        row = lock(MovementReview, _alive(review).pk, revision=revision)
        if not row.opened_at:
            raise Refusal("Mở kỳ này và nhận báo cáo của đơn vị trước khi chốt.")
        if not row.achieved.strip():
            raise Refusal("Chưa viết “Kết quả đạt được” của báo cáo.")
        MOVEMENTS.perform(row.movement, CLOSING[ReviewKind(row.kind)], actor=actor)
        row.frozen = figures_of(row)
        row.frozen_at, row.frozen_by_name = timezone.now(), actor.name
        docx, pdf = review_files(row)
        name = f"bao-cao-{row.get_kind_display().lower().replace(' ', '-')}-{row.code}"
        row.docx = store(actor=actor, name=f"{name}.docx", data=docx)
        row.pdf = store(actor=actor, name=f"{name}.pdf", data=pdf)
        stamp(row, actor)
        row.save()
    return row


def _alive(review: MovementReview) -> MovementReview:
    row = MovementReview.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if row.frozen_at or row.dropped_at:
        raise Refusal("Kỳ này đã chốt hoặc đã bỏ.")
    return row
