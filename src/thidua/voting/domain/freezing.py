"""The result of a motion as it is kept for good: its content and the hash over it."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from fractions import Fraction
from typing import Any

from thidua.voting.domain.counting import counts_of
from thidua.voting.enums import Option
from thidua.voting.models import Motion
from thidua.voting.queries import turnout


def frozen_content(motion: Motion, *, closed_at: datetime) -> dict[str, Any]:
    """All that the minutes need. Persons are counted in it, never named."""
    there, counts = turnout(motion), counts_of(motion)
    share = Fraction(motion.share_numerator, motion.share_denominator)
    return {
        "authority": motion.authority_id,
        "motion": motion.code,
        "question": motion.question,
        "total_members": motion.total_members,
        "on_roll": there.on_roll,
        "voted": there.voted,
        "in_writing": there.in_writing,
        "quorum": motion.quorum,
        "share": str(share),
        "counts": counts,
        "passed": counts[Option.AGREE] >= share * motion.total_members,
        "closed_at": closed_at.isoformat(),
    }


def uncounted_content(motion: Motion, **ended: str) -> dict[str, Any]:
    """Who might have voted and how many did, without any count; `ended` says when and why."""
    there = turnout(motion)
    return {
        "authority": motion.authority_id,
        "motion": motion.code,
        "question": motion.question,
        "total_members": motion.total_members,
        "on_roll": there.on_roll,
        "voted": there.voted,
        "in_writing": there.in_writing,
        "quorum": motion.quorum,
        **ended,
    }


def content_hash(content: dict[str, Any]) -> str:
    """SHA-256 over canonical JSON: keys sorted, no spaces, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
