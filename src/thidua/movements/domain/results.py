"""A unit's report for a review: words, numbers of its pledge, good examples, evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import UNIT_ROLES, Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.documents.models import StoredFile
from thidua.journal.domain.record import record
from thidua.movements import rules
from thidua.movements.domain.registering import LARGEST, in_force
from thidua.movements.enums import WRITABLE
from thidua.movements.guards import review_takes_reports
from thidua.movements.models import (
    GoodExample,
    MovementFile,
    MovementResult,
    MovementReview,
    PledgeResult,
)
from thidua.movements.workflow import RESULTS
from thidua.organizations.models import Unit
from thidua.organizations.queries import names_on
from thidua.vietnamese.text import clean, clean_lines, fold


@dataclass(frozen=True, slots=True)
class Example:
    """A collective, person or household that stands out."""

    kind: str
    name: str
    words: str
    position: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """`figures` by pledge: (reached or None where nobody said, a word on it)."""

    words: str
    difficulties: str = ""
    proposals: str = ""
    figures: Mapping[int, tuple[Decimal | None, str]] = field(default_factory=dict)
    examples: Sequence[Example] = ()


def write_result(
    *,
    actor: Actor,
    review: MovementReview,
    unit: Unit,
    report: ReportWords,
    revision: int | None = None,
) -> MovementResult:
    """Write or change the unit's report; it reaches the office when it is handed in."""
    if actor.role not in UNIT_ROLES or not actor.acts_for(unit.pk):
        raise NotAllowed("Cán bộ thi đua, thủ trưởng đơn vị viết báo cáo của đơn vị mình.")
    with transaction.atomic(), sentence_for(MovementResult):
        row = _own_row(actor, review, unit, revision)
        _check_writable(row)
        row.words = clean_lines(report.words)
        row.difficulties = clean_lines(report.difficulties)
        row.proposals = clean_lines(report.proposals)
        stamp(row, actor)
        row.save()
        _write_figures(row, report.figures)
        _write_examples(row, report.examples)
        record(
            actor=actor,
            verb="movement_result.write",
            obj=row,
            sentence=f"{row.unit_name} viết báo cáo kết quả phong trào",
            data={"review": review.code, "movement": review.movement.code},
        )
    return row


def move_result(
    *, actor: Actor, result: MovementResult, name: str, revision: int | None = None, **inputs: Any
) -> MovementResult:
    """Hand in, give back, accept."""
    return RESULTS.perform(result, name, actor=actor, revision=revision, **inputs)


def add_evidence(
    *, actor: Actor, result: MovementResult, file: StoredFile, label: str = ""
) -> MovementFile:
    """A paper that shows what the report says."""
    if denied := rules.may_write_result(result, actor):
        raise NotAllowed(denied)
    with transaction.atomic():
        row = lock(MovementResult, result.pk, revision=None)
        _check_writable(row)
        made = MovementFile.objects.create(
            authority_id=row.authority_id,
            movement=row.review.movement,
            result=row,
            file=file,
            label=clean(label)[:200] or file.name,
            added_by_name=actor.name,
        )
        record(actor=actor, verb="movement_result.evidence", obj=row, sentence="Thêm minh chứng")
    return made


def _own_row(
    actor: Actor, review: MovementReview, unit: Unit, revision: int | None
) -> MovementResult:
    registration = in_force(review.movement, unit)
    if registration is None:
        raise Refusal("Đơn vị chưa đăng ký phong trào này nên chưa có giao ước để báo cáo.")
    held, made = MovementResult.objects.get_or_create(
        review=review,
        unit=unit,
        defaults={
            "authority_id": review.authority_id,
            "unit_name": names_on([unit.pk], timezone.localdate()).get(unit.pk, unit.code),
        },
    )
    return lock(MovementResult, held.pk, revision=None if made else revision)


def _check_writable(row: MovementResult) -> None:
    if reasons := review_takes_reports(row):
        raise Refusal(*reasons)
    if row.state not in WRITABLE:
        raise Refusal("Báo cáo đã nộp. Đề nghị chuyên viên trả lại rồi sửa.")


def _write_figures(row: MovementResult, figures: Mapping[int, tuple[Decimal | None, str]]) -> None:
    registration = in_force(row.review.movement, row.unit)
    pledges = {one.pk: one for one in registration.pledges.all()} if registration else {}
    row.figures.all().delete()
    for pk, (reached, words) in figures.items():
        if pk not in pledges or (reached is None and not clean(words)):
            continue
        if reached is not None and not 0 <= reached < LARGEST:
            raise Refusal(f"Kết quả của dòng “{pledges[pk].words}” quá lớn hoặc âm.")
        PledgeResult.objects.create(
            authority_id=row.authority_id,
            result=row,
            pledge=pledges[pk],
            reached=reached,
            words=clean(words)[:300],
        )


def _write_examples(row: MovementResult, examples: Sequence[Example]) -> None:
    row.examples.all().delete()
    for one in examples:
        if not clean(one.name):
            continue
        if not clean(one.words):
            raise Refusal(f"Điển hình “{clean(one.name)}” chưa ghi việc làm, kết quả.")
        GoodExample.objects.create(
            authority_id=row.authority_id,
            result=row,
            kind=one.kind,
            name=clean(one.name)[:200],
            name_key=fold(one.name)[:200],
            position=clean(one.position)[:200],
            words=clean(one.words)[:1000],
        )
