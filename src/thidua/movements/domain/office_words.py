"""The office's own words and days: templates of plans, anniversaries, papers of a movement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.documents.models import StoredFile
from thidua.journal.domain.record import record
from thidua.movements import rules
from thidua.movements.models import Anniversary, Movement, MovementFile, MovementTemplate
from thidua.movements.parts import WORDS
from thidua.vietnamese.text import clean, clean_lines

LEAP = 2024
"""A year with a 29th of February, to see whether a day of the year exists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateWords:
    """Everything a template keeps."""

    name: str
    kind: str
    slogan: str = ""
    subjects: tuple[str, ...] = ()
    criteria_person: str = ""
    criteria_collective: str = ""
    criteria_household: str = ""
    part_content: str = ""
    part_launch: str = ""
    part_control: str = ""
    part_spread: str = ""
    part_review: str = ""


def save_template(
    *,
    actor: Actor,
    words: TemplateWords,
    template: MovementTemplate | None = None,
    revision: int | None = None,
) -> MovementTemplate:
    """Make a template, or change one; plans made from it before stay as they are."""
    _officer(actor)
    if not clean(words.name):
        raise Refusal("Ghi tên mẫu.")
    with transaction.atomic(), sentence_for(MovementTemplate):
        if template is None:
            row = MovementTemplate(authority_id=actor.authority_id)
        else:
            row = lock(MovementTemplate, template.pk, revision=revision)
            stamp(row, actor)
        row.name, row.subjects = clean(words.name)[:200], list(words.subjects)
        for name in WORDS:
            if name != "subjects":
                setattr(row, name, clean_lines(getattr(words, name)))
        row.changed_by_name = actor.name
        row.save()
        record(actor=actor, verb="movement.template", obj=row, sentence=f"Lưu mẫu “{row.name}”")
    return row


def withdraw_template(*, actor: Actor, template: MovementTemplate) -> MovementTemplate:
    _officer(actor)
    with transaction.atomic():
        row = lock(MovementTemplate, template.pk, revision=None)
        row.withdrawn_at = row.withdrawn_at or timezone.now()
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="movement.template", obj=row, sentence=f"Bỏ mẫu “{row.name}”")
    return row


def add_anniversary(
    *, actor: Actor, name: str, day: int, month: int, since: int | None = None, source: str = ""
) -> Anniversary:
    """A day the authority keeps; offered when a movement is planned."""
    _officer(actor)
    if not clean(name):
        raise Refusal("Ghi tên ngày kỷ niệm.")
    try:
        date(LEAP, month, day)
    except ValueError as error:
        raise Refusal(f"Không có ngày {day}/{month} trong lịch.") from error
    with transaction.atomic(), sentence_for(Anniversary):
        row = Anniversary.objects.create(
            authority_id=actor.authority_id,
            name=clean(name)[:200],
            day=day,
            month=month,
            since=since,
            source=clean(source)[:300],
        )
        record(
            actor=actor,
            verb="movement.anniversary",
            obj=row,
            sentence=f"Thêm ngày kỷ niệm {day}/{month}: {row.name}",
        )
    return row


def withdraw_anniversary(*, actor: Actor, anniversary: Anniversary) -> Anniversary:
    _officer(actor)
    with transaction.atomic():
        anniversary.withdrawn_at = anniversary.withdrawn_at or timezone.now()
        anniversary.save()
        record(
            actor=actor,
            verb="movement.anniversary",
            obj=anniversary,
            sentence=f"Bỏ ngày kỷ niệm {anniversary.name}",
        )
    return anniversary


def add_file(
    *, actor: Actor, movement: Movement, file: StoredFile, label: str = ""
) -> MovementFile:
    """A paper of the movement; every unit that takes part may read it."""
    if denied := rules.may_steer(movement, actor):
        raise NotAllowed(denied)
    with transaction.atomic():
        row = MovementFile.objects.create(
            authority_id=movement.authority_id,
            movement=movement,
            file=file,
            label=clean(label)[:200] or file.name,
            added_by_name=actor.name,
        )
        record(
            actor=actor, verb="movement.file", obj=movement, sentence=f"Thêm tài liệu {row.label}"
        )
    return row


def withdraw_file(*, actor: Actor, paper: MovementFile) -> MovementFile:
    if denied := rules.may_steer(paper.movement, actor):
        raise NotAllowed(denied)
    with transaction.atomic():
        paper.withdrawn_at = paper.withdrawn_at or timezone.now()
        paper.save()
        record(
            actor=actor,
            verb="movement.file",
            obj=paper.movement,
            sentence=f"Bỏ tài liệu {paper.label}",
        )
    return paper


def _officer(actor: Actor) -> None:
    if denied := rules.may_plan(actor):
        raise NotAllowed(denied)
