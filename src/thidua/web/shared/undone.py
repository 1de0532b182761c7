"""The list of a decision that takes awards back, gives them back or makes papers out again."""

from __future__ import annotations

from thidua.decisions.models import Decision, DecisionKind
from thidua.decisions.undone_models import UndoneLine
from thidua.law import known_title


def undone_shown(row: Decision) -> list[UndoneLine]:
    """Its awards with their titles; empty for a decision that gives awards."""
    if row.kind == DecisionKind.AWARD:
        return []
    lines = list(row.undone())
    for line in lines:
        line.title_name = f"{known_title(line.award.title_code).name} năm {line.award.year}"
    return lines
