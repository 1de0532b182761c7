"""From frozen counts to the results of dossiers."""

from __future__ import annotations

from thidua.commendation.enums import State
from thidua.commendation.models import Hold
from thidua.core.actors import system_actor
from thidua.councils.ballot_queries import all_lines
from thidua.councils.domain.sessions import Counts, record_one
from thidua.councils.models import BallotLine, BallotSheet, Result
from thidua.voting.enums import Option
from thidua.voting.enums import State as MotionState
from thidua.voting.queries import MotionResult, frozen_results


def waiting_lines(sheet: BallotSheet) -> list[BallotLine]:
    """Lines voted on to the end whose dossier is still before the council: on hold since."""
    lines = all_lines(sheet).filter(
        motion__state=MotionState.CLOSED, nomination__state=State.AT_COUNCIL
    )
    return list(lines)


def settle_lines(sheet: BallotSheet) -> list[Result]:
    """Record the result of each closed line; a dossier on hold waits until the hold is lifted.

    The system records, for the two persons who closed the paper: the counts are theirs, and
    nobody types them.
    """
    actor = system_actor(sheet.authority_id)
    lines = waiting_lines(sheet)
    counted = frozen_results([line.motion for line in lines if line.motion])
    held = set(
        Hold.objects.filter(
            nomination__in=[line.nomination_id for line in lines], lifted_at__isnull=True
        ).values_list("nomination_id", flat=True)
    )
    by = f"{sheet.asked_by_name}, {sheet.confirmed_by_name} (phiếu kín)"
    return [
        record_one(
            actor, sheet.session, line.nomination, counts_of(counted[line.motion_id]), by=by[:200]
        )
        for line in lines
        if line.motion_id in counted and line.nomination_id not in held
    ]


def counts_of(result: MotionResult) -> Counts:
    """A frozen result as the counts that the council's record keeps."""
    counts = result.counts
    return Counts(
        in_favour=counts[Option.AGREE],
        against=counts[Option.DISAGREE],
        invalid=counts.get(Option.INVALID, 0),
        abstained=counts[Option.ABSTAIN],
    )
