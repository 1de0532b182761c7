"""Putting a question to a secret vote."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db import transaction

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean
from thidua.voting.domain.counting import start_tally
from thidua.voting.domain.server import refuse_if_votes_would_be_logged
from thidua.voting.enums import MINIMUM_VOTERS, Option
from thidua.voting.models import Motion, RollEntry

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


def open_motion(
    *, actor: Actor, plan: MotionPlan, members: Collection[int], conflicted: Collection[int] = ()
) -> Motion:
    """Open a vote for `members` (keys of users) less those in `conflicted`.

    A conflicted member is not on the roll but stays in `total_members`. Raises Refusal when the
    roll is too short for the quorum, or when the server would write the votes down.
    """
    if not actor.is_any(Role.SECRETARY):
        raise NotAllowed("Thư ký Hội đồng mở việc bỏ phiếu.")
    voters = set(members) - set(conflicted)
    if reasons := _faults(plan, set(members), voters):
        raise Refusal.of(reasons)
    refuse_if_votes_would_be_logged()
    with transaction.atomic(), sentence_for(Motion):
        motion = _make(actor, plan)
        _write_roll(motion, voters)
        start_tally(motion)
        record(
            actor=actor,
            verb="motion.open",
            obj=motion,
            sentence=f"Mở bỏ phiếu kín: {motion.question}",
            data={
                "total_members": plan.total_members,
                "on_roll": len(voters),
                "quorum": plan.quorum,
                "share": str(plan.share),
                "opens_at": plan.opens_at,
                "closes_at": plan.closes_at,
            },
        )
    return motion


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


def _make(actor: Actor, plan: MotionPlan) -> Motion:
    return Motion.objects.create(
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


def _write_roll(motion: Motion, voters: set[int]) -> None:
    """Shuffled, so that neither keys nor places in the file follow any list of the members."""
    order = sorted(voters)
    _SHUFFLE.shuffle(order)
    RollEntry.objects.bulk_create(
        RollEntry(authority_id=motion.authority_id, motion=motion, voter_id=voter)
        for voter in order
    )
