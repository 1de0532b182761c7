"""What follows from a decision, at once: register, certificates, money, objects, open dossiers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from thidua.commendation.domain.assess import assess
from thidua.commendation.enums import UNDECIDED, State
from thidua.commendation.models import Nomination
from thidua.core.actors import Actor
from thidua.decisions.domain.certificates import mark_restored, mark_revoked, reissue
from thidua.decisions.domain.papers import WITH_CERTIFICATE
from thidua.decisions.models import Certificate, Decision
from thidua.journal.domain.record import record
from thidua.law import known_title
from thidua.law.powers import PRESIDENTS
from thidua.registry.domain.awards import give_back, take_back
from thidua.registry.models import Award
from thidua.registry.queries import subject_of
from thidua.revocations.domain.judging import rows_of, takes_back
from thidua.revocations.enums import SHORT, Kind, ObjectKind, Reason
from thidua.revocations.models import AwardEvent, CaseAward, ReturnedObject, UndoCase
from thidua.revocations.queries import nomination_codes
from thidua.rewards.domain.recovering import recover_payment

OCCASION = "award_undone"
OPEN_DOSSIERS = (*UNDECIDED, State.DECIDED)
"""Not yet awarded: the council may have passed one, the decision can still leave it out."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """The decision that does it: from which day, in which words, ours or somebody else's."""

    on: date
    words: str
    decision: Decision | None = None


def apply(case: UndoCase, actor: Actor, ruling: Ruling) -> None:
    """Carry the ruling out in the caller's transaction; the case row is saved by the caller."""
    codes = nomination_codes(case)
    for row in rows_of(case):
        if takes_back(case):
            _take_back(row, actor, ruling)
        elif case.kind == Kind.RESTORE:
            _give_back(row, actor, ruling)
        else:
            _make_out_again(case, row, actor, ruling)
        AwardEvent.objects.create(
            authority_id=case.authority_id,
            award=row.award,
            case=case,
            kind=case.kind,
            on=ruling.on,
            words=ruling.words[:200],
            decision=ruling.decision,
        )
        _journal(case, row, actor, ruling, codes)
    if case.kind != Kind.REISSUE:
        case.rejudged = rejudge([row.award for row in rows_of(case)])


def _journal(
    case: UndoCase, row: CaseAward, actor: Actor, ruling: Ruling, codes: list[str]
) -> None:
    title = known_title(row.award.title_code).name
    record(
        actor=actor,
        verb=f"award.{case.kind}",
        obj=row.award,
        sentence=f"{SHORT[Kind(case.kind)]}: {title} năm {row.award.year}, {ruling.words}",
        data={"case": case.code, "on": ruling.on, "nominations": codes},
    )


def _take_back(row: CaseAward, actor: Actor, ruling: Ruling) -> None:
    award = take_back(actor=actor, award=row.award, on=ruling.on, words=ruling.words)
    standing = Certificate.objects.filter(line__award=award, revoked_on=None, replaced_on=None)
    for certificate in standing:
        mark_revoked(
            actor=actor, certificate=certificate, decision_words=ruling.words, on=ruling.on
        )
    recover_payment(actor=actor, award_or_line=award, words=ruling.words)
    ReturnedObject.objects.bulk_create(
        [
            ReturnedObject(authority_id=row.authority_id, line=row, kind=kind)
            for kind in objects_of(award)
        ]
    )


def objects_of(award: Award) -> list[ObjectKind]:
    """What was handed over with an award, as far as the forms say: a certificate, a badge."""
    code = award.title_code
    has_paper = code in WITH_CERTIFICATE or code in PRESIDENTS
    found = [ObjectKind.CERTIFICATE] if has_paper else []
    return [*found, ObjectKind.BADGE] if code in PRESIDENTS else found


def _give_back(row: CaseAward, actor: Actor, ruling: Ruling) -> None:
    award = give_back(actor=actor, award=row.award, on=ruling.on, words=ruling.words)
    for certificate in Certificate.objects.filter(line__award=award, revoked_on__isnull=False):
        mark_restored(actor=actor, certificate=certificate, decision_words=ruling.words)


def _make_out_again(case: UndoCase, row: CaseAward, actor: Actor, ruling: Ruling) -> None:
    """A new certificate where the old one was made here; else only the outcome is recorded."""
    old = Certificate.objects.filter(line__award=row.award, replaced_on=None).first()
    if old is None:
        return
    row.certificate = reissue(
        actor=actor,
        certificate=old,
        reason=f"{Reason(case.reason).label.lower()}, {ruling.words}",
        on=ruling.on,
        name=row.right_name if case.reason == Reason.WRONG else "",
    )
    row.save(update_fields=["certificate"])


def rejudge(awards: list[Award]) -> list[dict[str, str]]:
    """Judge the open dossiers of these subjects again: code, verdict before and after."""
    about = Q(pk__in=())
    for award in awards:
        kind, pk = subject_of(award)
        about |= Q(**{f"{kind}_id": pk})
    rows = list(
        Nomination.objects.filter(about, state__in=OPEN_DOSSIERS)
        .select_related("round")
        .order_by("pk")
    )
    before = [row.verdict for row in rows]
    assess(rows, OCCASION)
    return [
        {"code": row.code, "before": old, "after": row.verdict}
        for row, old in zip(rows, before, strict=True)
    ]
