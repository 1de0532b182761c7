"""The draft decision of a case: its words and its annexed list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thidua.core.actors import Actor
from thidua.decisions.domain.issuing import chairman_name
from thidua.decisions.domain.signers import COMMITTEE, SIGNATURE_FORMS
from thidua.decisions.models import Decision
from thidua.decisions.undone_models import UndoneLine
from thidua.journal.domain.record import record
from thidua.organizations.models import Authority
from thidua.registry.models import Award
from thidua.registry.queries import subject_of
from thidua.revocations.domain import wording
from thidua.revocations.domain.judging import rows_of
from thidua.revocations.enums import Kind
from thidua.revocations.models import CaseAward, UndoCase
from thidua.revocations.queries import nomination_codes
from thidua.vietnamese.dates import format_day


def write_draft(case: UndoCase, actor: Actor) -> Decision:
    """The draft with its list, in the caller's transaction. Whoever writes it does not issue it."""
    authority = Authority.objects.get(pk=case.authority_id)
    form = SIGNATURE_FORMS[COMMITTEE]
    articles = wording.articles(case, authority)
    decision = Decision.objects.create(
        authority=authority,
        kind=case.kind,
        subject=wording.SUBJECTS[Kind(case.kind)],
        bases=wording.bases(case, actor.unit_name, case.law_on),
        articles=articles,
        recipients=[f"Như Điều {len(articles)}"],
        signer_authority=list(form.lines),
        signer_post=form.post,
        signer_name=chairman_name(authority.pk, case.law_on),
        planned_on=case.law_on,
        changed_by_name=actor.name,
    )
    UndoneLine.objects.bulk_create(_lines(decision, rows_of(case)))
    record(
        actor=actor,
        verb="decision.draft",
        obj=decision,
        sentence=f"Dự thảo quyết định: {decision.subject}",
        data={"case": case.code, "nominations": nomination_codes(case)},
    )
    return decision


def _lines(decision: Decision, rows: Sequence[CaseAward]) -> Iterable[UndoneLine]:
    for row in rows:
        yield UndoneLine(
            authority_id=decision.authority_id,
            decision=decision,
            award=row.award,
            order=row.order,
            name=row.right_name or row.name,
            detail="" if row.unit_name == row.name else row.unit_name,
            subject_kind=subject_of(row.award)[0],
            note=_given_by(row.award),
        )


def _given_by(award: Award) -> str:
    """`Quyết định số 05/QĐ-UBND ngày 27/12/2024`, as far as the register knows it."""
    if not award.decision_number:
        return "Sổ không ghi số quyết định tặng"
    day = f" ngày {format_day(award.decided_on)}" if award.decided_on else ""
    return f"Quyết định số {award.decision_number}{day}"
