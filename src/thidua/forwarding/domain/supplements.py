"""What the higher level asked for after it had the package, and how it was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import UNIT_ROLES, Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.forwarding.checklist import kinds_for
from thidua.forwarding.domain.effects import not_ahead
from thidua.forwarding.domain.papers import Given, keep
from thidua.forwarding.enums import State
from thidua.forwarding.models import Package, PackageItem, PackagePaper, SupplementRequest
from thidua.forwarding.queries import NOT_FOR_UNITS
from thidua.forwarding.rules import refuse_others
from thidua.forwarding.workflow import PACKAGES
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing asked for; `to_unit`: the unit that drew the dossier up mends it."""

    words: str
    asked_on: date
    item: PackageItem | None = None
    kind: str = ""
    letter: str = ""
    due_on: date | None = None
    to_unit: bool = False


def ask_more(
    *, actor: Actor, package: Package, wanted: Sequence[Wanted], revision: int | None = None
) -> Package:
    """Write down what the higher level asks for; the package waits for it."""
    with transaction.atomic(), sentence_for(SupplementRequest):
        parts = {str(number): clean(one.words) for number, one in enumerate(wanted, start=1)}
        if not parts or not all(parts.values()):
            raise Refusal("Ghi nội dung cấp trên yêu cầu bổ sung.")
        row = PACKAGES.perform(
            package, "ask", actor=actor, revision=revision, parts=_told(package, wanted)
        )
        for one in wanted:
            _check(row, one)
            SupplementRequest.objects.create(
                authority_id=row.authority_id,
                package=row,
                item=one.item,
                kind=one.kind,
                words=clean(one.words)[:500],
                letter=clean(one.letter)[:200],
                asked_on=one.asked_on,
                due_on=one.due_on,
                to_unit=one.to_unit,
                changed_by_name=actor.name,
            )
    return row


def _told(package: Package, wanted: Sequence[Wanted]) -> dict[str, str]:
    """For the journal: how many, not what, for the words may tell of one dossier."""
    return {"count": str(len(wanted)), "package": package.code}


def _check(package: Package, one: Wanted) -> None:
    not_ahead(one.asked_on, "Ngày yêu cầu")
    if one.item is not None and one.item.package_id != package.pk:
        raise Refusal("Hồ sơ này không nằm trong gói.")
    if one.kind and one.item is not None and one.kind not in kinds_for(one.item):
        raise Refusal("Chọn loại giấy tờ trong danh mục của hồ sơ.")
    if one.to_unit and one.item is None:
        raise Refusal("Chọn hồ sơ cụ thể để giao đơn vị bổ sung.")


def answer_request(
    *, actor: Actor, request: SupplementRequest, answer: str, given: Given | None = None
) -> SupplementRequest:
    """Say how a request was met, with the new version of the paper where it is one.

    The officer answers any; a unit those handed to it, of its own dossiers.
    """
    words = clean(answer)[:500]
    if not words:
        raise Refusal("Ghi đã bổ sung gì.")
    with transaction.atomic(), sentence_for(PackagePaper):
        package = lock(Package, request.package_id, revision=None)
        row = lock(SupplementRequest, request.pk, revision=None)
        _may_answer(row, actor)
        if package.state != State.ASKED or row.answered_at is not None:
            raise Refusal("Yêu cầu này đã được bổ sung hoặc không còn chờ.")
        if given is not None:
            _fits(row, given, actor)
            keep(actor, package, row.item, given)
        row.answered_at, row.answered_by_name, row.answer = timezone.now(), actor.name, words
        stamp(row, actor)
        row.save()
        item = row.item
        record(
            actor=actor,
            verb="package.answer",
            obj=package,
            sentence="Bổ sung theo yêu cầu của cấp trên",
            data={"nomination": item.nomination.code} if item else {},
        )
    return row


def _may_answer(row: SupplementRequest, actor: Actor) -> None:
    if actor.role in UNIT_ROLES:
        if not row.to_unit or row.item is None or not actor.acts_for(row.item.nomination.unit_id):
            raise NotAllowed("Chỉ đơn vị được giao bổ sung trả lời yêu cầu này.")
        return
    refuse_others(row.package, actor)


def _fits(row: SupplementRequest, given: Given, actor: Actor) -> None:
    """A unit lays in the paper that was asked for, and never what it may not read."""
    if actor.role not in UNIT_ROLES:
        return
    if given.kind in NOT_FOR_UNITS or (row.kind and given.kind != row.kind):
        raise Refusal("Đơn vị chỉ bổ sung đúng giấy tờ được yêu cầu.")
