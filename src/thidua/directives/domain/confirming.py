"""Deciding on what was read: confirm, correct, reject, take back, mark what was not found.

`MAKERS` says what a confirmed finding of a kind becomes; apps above add theirs in
`AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.directives.directive_workflow import DIRECTIVES
from thidua.directives.domain.making import MAKERS, UNMAKERS, Maker, Unmaker
from thidua.directives.enums import (
    PHRASES,
    Confidence,
    DirectiveState,
    FindingKind,
    FindingState,
)
from thidua.directives.finding_workflow import FINDINGS, is_being_confirmed
from thidua.directives.models import Directive, Finding
from thidua.directives.rules import may_decide, may_keep, refuse
from thidua.directives.text import place_of
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean, clean_lines

__all__ = [
    "MAKERS",
    "UNMAKERS",
    "ByHand",
    "Maker",
    "Unmaker",
    "add_by_hand",
    "batch_of",
    "certain",
    "confirm",
    "confirm_certain",
    "correct",
    "decide_many",
    "keep_typed",
    "reject",
    "step",
    "take_back",
    "undo_batch",
]
UNDONE: Final = "Hoàn tác lần xác nhận nhiều mục."
BY_HAND: Final = (
    FindingKind.TASK,
    FindingKind.TARGET,
    FindingKind.MOVEMENT,
    FindingKind.CITATION,
    FindingKind.THEME,
    FindingKind.RECIPIENT,
)
"""Kinds that a person can mark in the text."""
TITLES: Final = {
    FindingKind.TASK: "title",
    FindingKind.TARGET: "what",
    FindingKind.MOVEMENT: "text",
    FindingKind.THEME: "text",
    FindingKind.CITATION: "subject",
    FindingKind.RECIPIENT: "full",
    FindingKind.FIELD: "value",
    FindingKind.REPAIR: "after",
}
"""The key of `data` that says what a finding is."""


def confirm(
    *,
    actor: Actor,
    finding: Finding,
    value: str | None = None,
    revision: int | None = None,
    at: datetime | None = None,
) -> Finding:
    """Confirm one finding, a part of the head with what was typed for it."""
    with transaction.atomic():
        if value is not None and clean(value) != str(finding.values.get("value", "")):
            finding = correct(
                actor=actor, finding=finding, values={"value": value}, revision=revision
            )
            revision = None
        return FINDINGS.perform(finding, "confirm", actor=actor, revision=revision, at=at)


def reject(
    *, actor: Actor, finding: Finding, reason: str = "", revision: int | None = None
) -> Finding:
    return FINDINGS.perform(finding, "reject", actor=actor, revision=revision, reason=reason)


def take_back(
    *, actor: Actor, finding: Finding, reason: str = "", revision: int | None = None
) -> Finding:
    """Back to the table: a rejection is forgotten, what confirming made is withdrawn."""
    return FINDINGS.perform(finding, "take_back", actor=actor, revision=revision, reason=reason)


def correct(
    *,
    actor: Actor,
    finding: Finding,
    values: Mapping[str, Any],
    kind: str = "",
    revision: int | None = None,
) -> Finding:
    """Put other words in place of what was read, before it is confirmed; a phrase may become
    another kind of phrase. What was read is kept."""
    with transaction.atomic():
        row = lock(Finding, finding.pk, revision=revision)
        refuse(may_decide(row, actor))
        _must_wait(row)
        title = TITLES[FindingKind(row.kind)]
        given = {key: _tidy(value) for key, value in values.items()}
        if title in given and not given[title] and row.kind != FindingKind.FIELD:
            raise Refusal("Ghi nội dung, không để trống.")
        row.given = (row.given or {}) | given
        if kind and kind != row.kind:
            row.kind = _other_phrase(row, kind)
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="finding.correct",
            obj=row.directive,
            sentence=f"Sửa nội dung đọc được: {row.get_kind_display()}",
            data={"finding": row.pk, "given": given},
        )
    return row


def _must_wait(row: Finding) -> None:
    if reasons := is_being_confirmed(row):
        raise Refusal.of(reasons)
    if row.state != FindingState.PROPOSED:
        raise Refusal("Nội dung này đã xác nhận hoặc đã bỏ. Bấm Xem xét lại trước khi sửa.")


def _tidy(value: Any) -> Any:
    return clean_lines(value)[:20000] if isinstance(value, str) else value


def _other_phrase(row: Finding, kind: str) -> str:
    if row.kind not in PHRASES or kind not in PHRASES:
        raise Refusal("Chỉ đổi qua lại giữa phong trào và chủ đề, khẩu hiệu.")
    return kind


def certain(directive: Directive) -> QuerySet[Finding]:
    """Findings that one act may confirm: nothing about them is in doubt."""
    return directive.findings.filter(state=FindingState.PROPOSED, confidence=Confidence.SURE)


def confirm_certain(*, actor: Actor, directive: Directive, expected: int) -> int:
    """Confirm all that is certain, as many as the button said. Raises Refusal when it is not so
    many any more: somebody else is at it too."""
    with transaction.atomic():
        row = lock(Directive, directive.pk, revision=None)
        refuse(may_keep(row, actor))
        rows, now = list(certain(row).select_related("directive")), timezone.now()
        if len(rows) != expected:
            raise Refusal(
                f"Số mục chắc chắn nay là {len(rows)}, không phải {expected}: "
                "có người vừa xác nhận. Xem lại rồi bấm lần nữa."
            )
        for one in rows:
            FINDINGS.perform(one, "confirm", actor=actor, at=now)
    return len(rows)


def decide_many(
    *, actor: Actor, findings: Sequence[Finding], name: str, values: Mapping[int, str] | None = None
) -> int:
    """Confirm or reject several at once, all or none."""
    if not findings:
        raise Refusal("Chọn ít nhất một mục.")
    now = timezone.now()
    with transaction.atomic():
        for one in findings:
            if one.state != FindingState.PROPOSED:
                continue
            if name == "confirm":
                confirm(actor=actor, finding=one, value=(values or {}).get(one.pk), at=now)
            else:
                FINDINGS.perform(one, "reject", actor=actor, at=now)
    return len(findings)


def batch_of(findings: Iterable[Finding]) -> list[Finding]:
    """What the last act decided and can be taken back from here, where it decided several at once:
    one moment is one act. What stands in another register is withdrawn on its own page."""
    decided = [(when, one) for one in findings if (when := _decided_at(one))]
    last = max((when for when, _ in decided), default=None)
    batch = [
        one for when, one in decided if when == last and (not one.made or one.kind in UNMAKERS)
    ]
    return batch if len(batch) > 1 else []


def _decided_at(one: Finding) -> datetime | None:
    if one.state == FindingState.PROPOSED:
        return None
    return one.confirmed_at if one.state == FindingState.CONFIRMED else one.rejected_at


def undo_batch(*, actor: Actor, directive: Directive, expected: int) -> int:
    """Take back the last act on several findings, all of it or nothing.

    Raises Refusal when somebody has decided since, or where what it made has gone on already.
    """
    with transaction.atomic():
        row = lock(Directive, directive.pk, revision=None)
        refuse(may_keep(row, actor))
        batch = batch_of(row.findings.select_related("directive"))
        if not batch or len(batch) != expected:
            raise Refusal("Lần xác nhận đó không còn là lần cuối. Xem xét lại từng mục.")
        for one in reversed(batch):
            take_back(actor=actor, finding=one, reason=UNDONE)
    return len(batch)


def keep_typed(*, actor: Actor, typed: Mapping[Finding, str]) -> None:
    """What was written beside parts of the head while something else was decided is not lost."""
    for finding, value in typed.items():
        if clean(value) and clean(value) != str(finding.values.get("value", "")):
            correct(actor=actor, finding=finding, values={"value": value})


@dataclass(frozen=True, slots=True)
class ByHand:
    """What somebody marks: paragraphs `first` to `last`, and what it is."""

    kind: str
    first: int
    last: int
    title: str


def add_by_hand(*, actor: Actor, directive: Directive, mark: ByHand) -> Finding:
    """Propose what the reader did not find; it is confirmed like the rest."""
    title = clean(mark.title)
    if mark.kind not in BY_HAND:
        raise Refusal("Chọn loại nội dung.")
    if not title:
        raise Refusal("Ghi tên gọi của nội dung.")
    with transaction.atomic():
        row = lock(Directive, directive.pk, revision=None)
        refuse(may_keep(row, actor))
        if row.state != DirectiveState.PROPOSED:
            raise Refusal("Chỉ đánh dấu thêm khi chỉ thị đang chờ xác nhận.")
        try:
            place = place_of(row.text, mark.first, mark.last)
        except ValueError as error:
            raise Refusal(f"Văn bản có {error} đoạn: chọn đoạn từ 1 đến {error}.") from error
        last = row.findings.aggregate(last=Max("order"))["last"] or 0
        found = Finding.objects.create(
            authority_id=row.authority_id,
            directive=row,
            kind=mark.kind,
            order=last + 1,
            confidence=Confidence.SURE,
            why=f"{actor.name} đánh dấu."[:300],
            places=[list(place)],
            data=_marked(mark.kind, title, row.text[place[0] : place[1]]),
            by_hand=True,
            proposed_at=timezone.now(),
            changed_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="finding.mark",
            obj=row,
            sentence=f"Đánh dấu thêm: {found.get_kind_display()}, {title}"[:500],
            data={"finding": found.pk},
        )
    return found


def _marked(kind: str, title: str, text: str) -> dict[str, Any]:
    """The same shape as the reader's own, with nothing in it that nobody said."""
    shapes: dict[str, dict[str, Any]] = {
        FindingKind.TASK: {
            "path": "", "number": "", "text": text, "duties": [], "dues": [], "points": [],
        },
        FindingKind.TARGET: {
            "value": None, "unit": "", "comparison": "none", "measurable": False, "by": None,
            "by_words": "", "places_named": [], "task": "",
        },
        FindingKind.MOVEMENT: {"kind": "movement", "launched_by": "", "task": ""},
        FindingKind.THEME: {"kind": "theme", "launched_by": "", "task": ""},
        FindingKind.CITATION: {"type": "", "number": "", "date": None, "issuer": ""},
        FindingKind.RECIPIENT: {"text": title, "is_archive": False},
    }  # fmt: skip
    return shapes[kind] | {TITLES[FindingKind(kind)]: title}


def step(
    *, actor: Actor, directive: Directive, name: str, revision: int | None = None, **inputs: Any
) -> Directive:
    """Walk one step of a directive's path."""
    return DIRECTIVES.perform(directive, name, actor=actor, revision=revision, **inputs)
