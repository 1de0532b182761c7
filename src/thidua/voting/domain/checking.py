"""Is a motion what its books say? Never tells more than the state of the motion allows."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.voting.domain.counting import counts_of, votes_counted
from thidua.voting.domain.freezing import content_hash
from thidua.voting.enums import State
from thidua.voting.models import Closing, Motion
from thidua.voting.queries import turnout


@dataclass(frozen=True, slots=True)
class Verification:
    """How many motions were looked at, and a sentence for each fault found."""

    motions: int
    faults: tuple[str, ...]


def verify(authority_id: int) -> Verification:
    """Check every motion of one authority."""
    motions = list(Motion.objects.filter(authority_id=authority_id).order_by("pk"))
    faults = [f"{motion.code}: {fault}" for motion in motions for fault in faults_of(motion)]
    return Verification(len(motions), tuple(faults))


def faults_of(motion: Motion) -> list[str]:
    """What does not agree, as sentences; empty when all does."""
    voted, counted = turnout(motion).voted, votes_counted(motion)
    faults = []
    if voted != counted:
        faults.append(f"Có {voted} người đã bỏ phiếu nhưng kiểm được {counted} phiếu.")
    if motion.state == State.CLOSED:
        faults += _frozen_faults(motion)
    return faults


def _frozen_faults(motion: Motion) -> list[str]:
    closing = Closing.objects.filter(motion=motion).first()
    if closing is None or closing.content is None:
        return ["Đã đóng bỏ phiếu nhưng không có biên bản kiểm phiếu."]
    faults = []
    if content_hash(closing.content) != closing.sha256:
        faults.append("Kết quả đã bị sửa sau khi đóng bỏ phiếu.")
    if closing.content.get("counts") != counts_of(motion):
        faults.append("Số phiếu đã bị sửa sau khi đóng bỏ phiếu.")
    return faults
