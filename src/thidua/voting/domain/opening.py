"""Putting a question to a secret vote."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db import transaction

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean
from thidua.voting.domain.counting import start_tallies
from thidua.voting.domain.locking import locked
from thidua.voting.domain.server import refuse_if_votes_would_be_logged
from thidua.voting.enums import MINIMUM_VOTERS, Option, State
from thidua.voting.models import Motion, RollEntry
from thidua.voting.papers import Paper

_SHUFFLE = random.SystemRandom()


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionPlan:
    """A vote as its caller wants it.

    `total_members` counts the whole body, the absent and the excluded too; `share` of them must
    agree (a majority is `Fraction(total_members // 2 + 1, total_members)`). `quorum` is the least
    number of persons whose vote or written opinion must be in. Votes are taken from `opens_at`
    until just before `closes_at`.
    """

    question: str
    total_members: int
    quorum: int
    share: Fraction
    opens_at: datetime
    closes_at: datetime
    options: tuple[str, ...] = tuple(Option.values)


@dataclass(frozen=True, slots=True)
class Line:
    """One motion of a paper: how it is put, and who is left out of it."""

    plan: MotionPlan
    conflicted: frozenset[int] = frozenset()


def open_motion(
    *, actor: Actor, plan: MotionPlan, members: Collection[int], conflicted: Collection[int] = ()
) -> Motion:
    """Open one vote for `members` (keys of users) less those in `conflicted`."""
    _secretary_only(actor)
    line = Line(plan, frozenset(conflicted))
    with transaction.atomic():
        motion = _opened(actor, [line], set(members))[0]
        record(
            actor=actor,
            verb="motion.open",
            obj=motion,
            sentence=f"Mở bỏ phiếu kín: {motion.question}",
            data=_journalable(line, set(members)),
        )
    return motion


def open_motions(
    *, actor: Actor, paper: Paper, lines: Sequence[Line], members: Collection[int]
) -> list[Motion]:
    """Open the motions of a paper in its order, all or none, with one entry in the journal.

    A conflicted member is not on the roll of that line but stays in `total_members`. Raises
    Refusal when a roll is too short for its quorum, or when the server would write votes down.
    """
    _secretary_only(actor)
    with transaction.atomic():
        motions = _opened(actor, lines, set(members))
        record(
            actor=actor,
            verb=paper.verb("motions"),
            obj=paper.row,
            sentence=f"Mở bỏ phiếu kín: {paper.words}",
            data={"lines": [_journalable(line, set(members)) for line in lines]},
        )
    return motions


def strike(*, actor: Actor, paper: Paper, motion: Motion, voter_ids: Collection[int]) -> int:
    """Take persons who turned out to be conflicted off the roll while they have not voted.

    The caller holds the motion's lock. A vote that is in stays: nobody can tell which it was.
    """
    entries = RollEntry.objects.filter(motion=motion, voter_id__in=voter_ids, voted=False)
    struck = list(entries.values_list("voter_id", flat=True))
    if struck and motion.state == State.OPEN:
        entries.delete()
        record(
            actor=actor,
            verb=paper.verb("strike"),
            obj=paper.row,
            sentence="Đưa người có liên quan ra khỏi danh sách bỏ phiếu của một dòng",
            data={"motion": motion.code, "voters": struck},
        )
    return len(struck)


def extend(*, actor: Actor, motions: Iterable[Motion], closes_at: datetime) -> None:
    """Let votes be taken longer on motions that are open; never shorter.

    The caller keeps the journal. Voters who are casting are waited for.
    """
    _secretary_only(actor)
    with transaction.atomic():
        rows = locked(motion.pk for motion in motions)
        if any(row.state != State.OPEN for row in rows):
            raise Refusal("Bỏ phiếu không còn mở nên không gia hạn được.")
        if any(closes_at <= row.closes_at for row in rows):
            raise Refusal("Giờ hết bỏ phiếu chỉ được lùi lại, không rút ngắn.")
        Motion.objects.filter(pk__in=[row.pk for row in rows]).update(closes_at=closes_at)


def _secretary_only(actor: Actor) -> None:
    if not actor.is_any(Role.SECRETARY):
        raise NotAllowed("Thư ký Hội đồng mở việc bỏ phiếu.")


def _opened(actor: Actor, lines: Sequence[Line], members: set[int]) -> list[Motion]:
    faults = [
        fault if len(lines) == 1 else f"{line.plan.question}: {fault}"
        for line in lines
        for fault in _faults(line.plan, members, members - line.conflicted)
    ]
    if faults or not lines:
        raise Refusal.of(faults or ["Phiếu chưa có dòng nào."])
    refuse_if_votes_would_be_logged()
    with sentence_for(Motion):
        motions = Motion.objects.bulk_create(_unsaved(actor, line.plan) for line in lines)
    rolls = zip(motions, lines, strict=True)
    _write_rolls((motion, members - line.conflicted) for motion, line in rolls)
    start_tallies(motions)
    return motions


def _journalable(line: Line, members: set[int]) -> dict[str, object]:
    plan = line.plan
    return {
        "question": plan.question,
        "total_members": plan.total_members,
        "on_roll": len(members - line.conflicted),
        "quorum": plan.quorum,
        "share": str(plan.share),
        "opens_at": plan.opens_at,
        "closes_at": plan.closes_at,
    }


def _faults(plan: MotionPlan, members: set[int], voters: set[int]) -> list[str]:
    reasons = []
    if not clean(plan.question):
        reasons.append("Ghi nội dung bỏ phiếu.")
    if len(set(plan.options)) != len(plan.options):
        reasons.append("Mỗi lựa chọn chỉ ghi một lần trên phiếu.")
    if len(members) > plan.total_members:
        reasons.append(
            f"Danh sách có {len(members)} người, nhiều hơn tổng số {plan.total_members} thành viên."
        )
    needed = max(plan.quorum, MINIMUM_VOTERS)
    if len(voters) < needed:
        reasons.append(
            f"Chỉ có {len(voters)} người được bỏ phiếu, cần ít nhất {needed} người "
            "(đã trừ người phải vắng mặt vì có liên quan)."
        )
    return reasons


def _unsaved(actor: Actor, plan: MotionPlan) -> Motion:
    return Motion(
        authority_id=actor.authority_id,
        question=clean(plan.question),
        options=list(plan.options),
        total_members=plan.total_members,
        quorum=plan.quorum,
        share_numerator=plan.share.numerator,
        share_denominator=plan.share.denominator,
        opens_at=plan.opens_at,
        closes_at=plan.closes_at,
        changed_by_name=actor.name,
    )


def _write_rolls(rolls: Iterable[tuple[Motion, set[int]]]) -> None:
    """Shuffled, so that neither keys nor places in the file follow any list of the members."""
    RollEntry.objects.bulk_create(
        RollEntry(authority_id=motion.authority_id, motion=motion, voter_id=voter)
        for motion, voters in rolls
        for voter in _shuffled(voters)
    )


def _shuffled(voters: set[int]) -> list[int]:
    order = sorted(voters)
    _SHUFFLE.shuffle(order)
    return order
