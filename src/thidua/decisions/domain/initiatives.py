"""An initiative serves one award only: what a decision uses up is written down.

Công văn 5007/BNV-TĐKT, mục III.5 điểm c.
"""

from __future__ import annotations

from collections.abc import Sequence

from thidua.commendation.models import Nomination
from thidua.core.errors import Refusal
from thidua.decisions.models import Decision
from thidua.law import known_title
from thidua.registry.models import Initiative, InitiativeUse
from thidua.registry.queries import records, subject_of
from thidua.vietnamese.text import fold

RESTING_ON_INITIATIVE = frozenset({"CSTDTQ", "CSTD-BO-TINH", "CSTDCS", "BKT"})
"""Awards whose standard may rest on an initiative (Luật 06/2022/QH15, Điều 21, 22, 23, 74)."""


def record_uses(decision: Decision, nominations: Sequence[Nomination]) -> None:
    """Mark the initiatives that the dossiers of a decision of this authority use up."""
    record_uses_under(decision.full_number, nominations)


def record_uses_under(number: str, nominations: Sequence[Nomination]) -> None:
    """Mark the initiatives that these dossiers name, where the registry knows them.

    ``number``: of the decision, whoever issued it. Raises Refusal naming whoever's initiative has
    served before.
    """
    rows = [
        row
        for row in nominations
        if row.title_code in RESTING_ON_INITIATIVE and row.person_id and row.initiative_name
    ]
    found = records(subject_of(row) for row in rows)
    uses, faults = [], []
    for row in rows:
        initiative = named_in(row, found[subject_of(row)].initiatives)
        if initiative is None:
            continue
        if used := used_for(initiative, subject_of(row)[1]):
            faults.append(
                f"{row.name}: sáng kiến “{initiative.name}” đã dùng cho {used}. "
                "Bỏ hồ sơ này khỏi quyết định hoặc đính chính sổ sáng kiến."
            )
        uses.append(_use(number, row, initiative))
    if faults:
        raise Refusal.of(faults)
    InitiativeUse.objects.bulk_create(uses, batch_size=500)


def named_in(row: Nomination, initiatives: Sequence[Initiative]) -> Initiative | None:
    """The person's initiative that the dossier names, by its recognition number or its name."""
    name, decision = fold(row.initiative_name), fold(row.initiative_decision)
    for initiative in initiatives:
        number = fold(initiative.recognition_number)
        if number and f" {number} " in f" {decision} ":
            return initiative
    return next((one for one in initiatives if fold(one.name) == name), None)


def used_for(initiative: Initiative, person_id: int) -> str:
    """`Chiến sĩ thi đua cơ sở năm 2022`, or nothing."""
    for use in initiative.uses.all():
        if use.person_id == person_id:
            return f"{known_title(use.title_code).name} năm {use.year}"
    return ""


def _use(number: str, row: Nomination, initiative: Initiative) -> InitiativeUse:
    return InitiativeUse(
        authority_id=row.authority_id,
        initiative=initiative,
        person_id=subject_of(row)[1],
        title_code=row.title_code,
        year=row.round.year,
        decision_number=number,
    )
