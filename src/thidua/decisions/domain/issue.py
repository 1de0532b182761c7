"""Issuing a decision: number, awards in the registry, dossiers moved, certificates; all or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from thidua.commendation.models import Nomination
from thidua.commendation.workflow import NOMINATIONS
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock
from thidua.core.errors import Refusal
from thidua.core.jobs import defer
from thidua.decisions import tasks
from thidua.decisions.domain.certificates import certify
from thidua.decisions.domain.drafting import refuse_beyond_competence, reprice
from thidua.decisions.domain.initiatives import record_uses
from thidua.decisions.domain.issuance import check_issuer, common_obstacles, give_number
from thidua.decisions.domain.issuing import AWARD_LEVELS, issuing_level
from thidua.decisions.models import (
    Certificate,
    Decision,
    DecisionKind,
    DecisionLine,
    DecisionState,
)
from thidua.journal.domain.record import record
from thidua.law import Level, known_title
from thidua.organizations.models import Authority
from thidua.registry.domain.awards import fill_keys
from thidua.registry.models import Award
from thidua.registry.queries import records, subject_of


def issue_decision(
    *, actor: Actor, decision: Decision, issued_on: date, revision: int | None = None
) -> Decision:
    """Give the decision its number and day, and everything that follows from it.

    One transaction: the registry gains the awards, the dossiers become awarded, initiatives are
    used up, certificates get their codes. The papers are made by jobs after the commit. Who may
    decide and what is paid are reckoned for `issued_on`.

    Raises NotAllowed for anyone but a chairman who had no hand in the draft; Refusal with every
    reason that stands in the way.
    """
    with transaction.atomic(), sentence_for(Award), sentence_for(Decision):
        row = lock(Decision, decision.pk, revision=revision)
        check_issuer(row, actor)
        if reasons := obstacles(row, issued_on):
            raise Refusal.of(reasons)
        authority = Authority.objects.get(pk=row.authority_id)
        _lock_nominations(row)
        lines = reprice(row, issued_on)
        give_number(row, actor, issued_on)
        _give_awards(row, lines, issuing_level(authority))
        record_uses(row, [line.nomination for line in lines])
        for line in lines:
            NOMINATIONS.perform(line.nomination, "award", actor=actor, decision=row.full_number)
        certificates = certify(row, lines)
        _journal(row, actor, lines, certificates)
        defer(tasks.make_papers, decision_id=row.pk)
        if certificates:
            defer(tasks.make_certificates, decision_id=row.pk)
    return row


def obstacles(decision: Decision, issued_on: date) -> list[str]:
    """Everything that stands in the way of issuing on that day, as sentences."""
    reasons = common_obstacles(decision, issued_on)
    if decision.kind != DecisionKind.AWARD:
        return [*reasons, "Quyết định này ban hành ở hồ sơ thu hồi, phục hồi, cấp lại của nó."]
    if decision.state != DecisionState.DRAFT:
        return reasons
    return reasons + _beyond_competence(decision, issued_on) + _already_held(decision)


def _beyond_competence(decision: Decision, issued_on: date) -> list[str]:
    authority = Authority.objects.get(pk=decision.authority_id)
    titles = decision.lines.order_by().values_list("nomination__title_code", flat=True).distinct()
    try:
        refuse_beyond_competence(authority, sorted(titles), issued_on)
    except Refusal as refusal:
        return list(refusal.reasons)
    return []


def _already_held(decision: Decision) -> list[str]:
    """A title is given once a year: what the registry already holds, by name."""
    rows = [line.nomination for line in decision.lines.select_related("nomination__round")]
    found = records(subject_of(row) for row in rows)
    return [
        f"{row.name} đã có {known_title(row.title_code).name} năm {row.round.year} trong sổ khen "
        f"thưởng (Quyết định {award.decision_number or 'chưa ghi số'})."
        for row in rows
        for award in found[subject_of(row)].awards
        if known_title(row.title_code).kind == "title"
        and (award.title_code, award.year) == (row.title_code, row.round.year)
    ]


def _lock_nominations(decision: Decision) -> None:
    """All at once and in one order: other acts on these dossiers wait instead of blocking."""
    keys = decision.lines.values("nomination")
    list(Nomination.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))


def _give_awards(row: Decision, lines: Sequence[DecisionLine], level: Level) -> None:
    awards = Award.objects.bulk_create(
        [_award(row, line.nomination, level) for line in lines], batch_size=500
    )
    for line, award in zip(lines, awards, strict=True):
        line.award = award
    DecisionLine.objects.bulk_update(lines, ("award",), batch_size=500)


def _award(decision: Decision, row: Nomination, level: Level) -> Award:
    kind, pk = subject_of(row)
    award = Award(
        authority_id=decision.authority_id,
        title_code=row.title_code,
        year=row.round.year,
        level=AWARD_LEVELS[level],
        decision_number=decision.full_number,
        decided_on=decision.issued_on,
        unit_id=row.unit_id,
        unit_words=row.unit_name,
        citation=" ".join(row.achievement.split())[:500],
        source=f"Quyết định số {decision.full_number}, hồ sơ {row.code}",
        **{f"{kind}_id": pk},
    )
    return fill_keys(award, row.name)


def _journal(
    row: Decision, actor: Actor, lines: Sequence[DecisionLine], certificates: Sequence[Certificate]
) -> None:
    record(
        actor=actor,
        verb="decision.issue",
        obj=row,
        sentence=(
            f"Ban hành Quyết định số {row.full_number} ngày {row.issued_on:%d/%m/%Y}, "
            f"{len(lines)} khen thưởng"
        ),
        data={
            "number": row.number,
            "awards": len(lines),
            "certificates": len(certificates),
            "money": sum(line.amount or 0 for line in lines),
        },
    )
