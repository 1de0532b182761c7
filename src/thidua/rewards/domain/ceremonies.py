"""Ceremonies: what is handed over, in which order, in which groups; and the receipts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

from django.db import transaction

from thidua.commendation.enums import Subject
from thidua.commendation.models import Nomination
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.councils.queries import RANK
from thidua.decisions.models import Decision, DecisionKind, DecisionLine, DecisionState
from thidua.journal.domain.record import record
from thidua.rewards.models import Ceremony, CeremonyTurn
from thidua.rewards.models.ceremonies import LARGEST_GROUP
from thidua.rewards.rules import refuse_foreign, refuse_others
from thidua.vietnamese.text import clean

CALLED = {Subject.COLLECTIVE.value: 0, Subject.HOUSEHOLD.value: 1, Subject.PERSON.value: 2}
"""Collectives are called before households and persons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CeremonyPlan:
    """What an officer enters; the decisions are issued ones."""

    name: str
    held_on: date
    place: str
    decisions: tuple[Decision, ...]
    starts_at: time | None = None
    group_size: int = 5


def plan_ceremony(*, actor: Actor, plan: CeremonyPlan) -> Ceremony:
    """Plan a ceremony; everybody in its decisions is called, highest award first."""
    refuse_others(actor)
    _check(actor, plan)
    with transaction.atomic(), sentence_for(Ceremony):
        row = Ceremony(authority_id=actor.authority_id, changed_by_name=actor.name)
        _fill(row, plan)
        row.save()
        row.decisions.set(plan.decisions)
        _seat(row)
        _note(actor, row, "ceremony.plan", f"Lập lễ trao: {row.name}")
    return row


def change_ceremony(
    *, actor: Actor, ceremony: Ceremony, plan: CeremonyPlan, revision: int | None
) -> Ceremony:
    """Change day, place, groups or decisions; turns that stay keep their order."""
    refuse_others(actor)
    refuse_foreign(ceremony, actor)
    _check(actor, plan)
    with transaction.atomic(), sentence_for(Ceremony):
        row = lock(Ceremony, ceremony.pk, revision=revision)
        _fill(row, plan)
        stamp(row, actor)
        row.save()
        row.decisions.set(plan.decisions)
        row.turns.exclude(line__decision__in=plan.decisions).delete()
        _seat(row)
        _note(actor, row, "ceremony.change", f"Sửa lễ trao: {row.name}")
    return row


def _check(actor: Actor, plan: CeremonyPlan) -> None:
    reasons = []
    if not clean(plan.name) or not clean(plan.place):
        reasons.append("Ghi tên lễ và địa điểm.")
    if not 1 <= plan.group_size <= LARGEST_GROUP:
        reasons.append(f"Mỗi lượt từ 1 đến {LARGEST_GROUP} người.")
    if not plan.decisions:
        reasons.append("Chọn ít nhất một quyết định đã ban hành.")
    for one in plan.decisions:
        if one.authority_id != actor.authority_id or not _is_given(one):
            reasons.append(f"{one.full_number}: chỉ trao theo quyết định khen thưởng đã ban hành.")
        elif one.issued_on and plan.held_on < one.issued_on:
            reasons.append(f"Ngày trao trước ngày Quyết định số {one.full_number}.")
    if reasons:
        raise Refusal.of(reasons)


def _is_given(decision: Decision) -> bool:
    return decision.state == DecisionState.ISSUED and decision.kind == DecisionKind.AWARD


def _fill(row: Ceremony, plan: CeremonyPlan) -> None:
    row.name, row.place = clean(plan.name)[:200], clean(plan.place)[:200]
    row.held_on, row.starts_at, row.group_size = plan.held_on, plan.starts_at, plan.group_size


def _seat(row: Ceremony) -> None:
    """Turns for lines that have none, after those that stand, in the order of call."""
    last = row.turns.order_by("-order").values_list("order", flat=True).first() or 0
    there = row.turns.values("line")
    lines = DecisionLine.objects.filter(decision__in=row.decisions.all()).exclude(pk__in=there)
    new = sorted(lines.select_related("nomination"), key=lambda line: call_key(line.nomination))
    CeremonyTurn.objects.bulk_create(
        [
            CeremonyTurn(authority_id=row.authority_id, ceremony=row, line=line, order=order)
            for order, line in enumerate(new, start=last + 1)
        ],
        batch_size=500,
    )


def call_key(row: Nomination) -> tuple[int, int, str]:
    """Highest award first, collectives before persons, then the Vietnamese alphabet."""
    return RANK[row.title_code], CALLED[row.subject_kind], row.sort_key


def reorder(
    *, actor: Actor, ceremony: Ceremony, numbers: Mapping[int, int], revision: int | None
) -> None:
    """Put turns in another order: `numbers` give places by turn; equal ones keep theirs.

    Turns that are not named stay where they are among the rest.
    """
    refuse_others(actor)
    refuse_foreign(ceremony, actor)
    with transaction.atomic():
        row = lock(Ceremony, ceremony.pk, revision=revision)
        found = list(row.turns.order_by("order"))
        # A moved turn goes before the one that held its new place.
        found.sort(
            key=lambda turn: (
                numbers.get(turn.pk, turn.order),
                numbers.get(turn.pk, turn.order) == turn.order,
                turn.order,
            )
        )
        _renumber(row, found, actor, "Đổi thứ tự gọi")


def restore_order(*, actor: Actor, ceremony: Ceremony, revision: int | None) -> None:
    """Back to the usual order of call."""
    refuse_others(actor)
    refuse_foreign(ceremony, actor)
    with transaction.atomic():
        row = lock(Ceremony, ceremony.pk, revision=revision)
        found = list(row.turns.select_related("line__nomination"))
        found.sort(key=lambda turn: call_key(turn.line.nomination))
        _renumber(row, found, actor, "Xếp lại thứ tự gọi theo mức khen")


def _renumber(row: Ceremony, turns: Sequence[CeremonyTurn], actor: Actor, words: str) -> None:
    for place, turn in enumerate(turns, start=1):
        turn.order = place
    CeremonyTurn.objects.bulk_update(turns, ("order",), batch_size=500)
    stamp(row, actor)
    row.save()
    _note(actor, row, "ceremony.order", f"{words}: {row.name}")


def note_attendance(
    *, actor: Actor, ceremony: Ceremony, coming: Collection[int], away: Collection[int]
) -> None:
    """Who will come and who will not, by turn; the others stay as they are."""
    refuse_others(actor)
    refuse_foreign(ceremony, actor)
    with transaction.atomic():
        row = lock(Ceremony, ceremony.pk, revision=None)
        row.turns.filter(pk__in=coming).update(attends=True)
        row.turns.filter(pk__in=away).update(attends=False)
        _note(actor, row, "ceremony.attendance", f"Ghi người dự lễ trao: {row.name}")


@dataclass(frozen=True, slots=True)
class Group:
    """Those who stand on the stage together, for one award."""

    number: int
    title_code: str
    turns: tuple[CeremonyTurn, ...]


def groups(turns: Iterable[CeremonyTurn], size: int) -> list[Group]:
    """Neighbours of one award and kind of subject, at most `size` at a time."""

    def award(turn: CeremonyTurn) -> tuple[str, str]:
        return turn.line.nomination.title_code, turn.line.nomination.subject_kind

    called = [
        (code, part)
        for (code, _), same in groupby(turns, key=award)
        for part in _batched(list(same), size)
    ]
    return [Group(number, code, part) for number, (code, part) in enumerate(called, start=1)]


def _batched(turns: Sequence[CeremonyTurn], size: int) -> Iterable[tuple[CeremonyTurn, ...]]:
    return (tuple(turns[start : start + size]) for start in range(0, len(turns), size))


def _note(actor: Actor, row: Ceremony, verb: str, sentence: str) -> None:
    record(actor=actor, verb=verb, obj=row, sentence=sentence, data={"turns": row.turns.count()})
