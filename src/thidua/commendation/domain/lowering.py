"""A lower award instead: the council holds that the subject merits another than was proposed."""

from __future__ import annotations

from django.db import transaction

from thidua.commendation import rules
from thidua.commendation.domain.codes import next_codes
from thidua.commendation.domain.nominate import CLAIMS, Proposal, draft_row
from thidua.commendation.enums import State
from thidua.commendation.models import Confirmation, Evidence, Nomination, Recusal
from thidua.commendation.workflow import ENTER_LOWERED, LOWER, NOMINATIONS, SEND_TO_COUNCIL
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.law import SubjectKind, known_title
from thidua.vietnamese.text import clean

LADDERS = (
    ("CSTDTQ", "CSTD-BO-TINH", "CSTDCS", "LDTT"),
    ("CSTDTQ", "CSTD-BO-TINH", "CSTDCS", "CSTT"),
    ("CTD-CP", "CTD-TINH", "TTLDXS", "TTLDTT"),
    ("CTD-CP", "CTD-BO", "TTLDXS", "TTLDTT"),
    ("CTD-CP", "CTD-BO", "DVQT", "DVTT"),
    ("HCLD1", "HCLD2", "HCLD3", "BKTTG", "BKT", "GK-HUYEN", "GK-XA"),
    ("HCLD1", "HCLD2", "HCLD3", "BKTTG", "BK-BO", "GK-DV"),
)
"""Awards of one kind from the highest down, as the law ranks them; others stand apart."""
BEFORE_THE_COUNCIL = (State.AT_COUNCIL, State.DECIDED, State.AWARDED)


def lower_titles(nomination: Nomination) -> list[str]:
    """Awards below the dossier's own that its round offers to such a subject, highest first."""
    kind = SubjectKind(nomination.subject_kind)
    below: dict[str, None] = {}
    for ladder in LADDERS:
        if nomination.title_code in ladder:
            below |= dict.fromkeys(ladder[ladder.index(nomination.title_code) + 1 :])
    offered = set(nomination.round.titles)
    return [code for code in below if code in offered and kind in known_title(code).subjects]


def lower_title(
    *, actor: Actor, nomination: Nomination, title_code: str, reason: str
) -> Nomination:
    """Bring the subject before the council for a lower award; the original ends not approved.

    The lower award is judged by its own conditions: Refusal when one is not met; what is not
    known stays open, with the confirmations that the officer gave for the same condition. Papers
    go over, and so do those who keep away. A dossier that the subject already has for the lower
    award in this round is taken instead.
    """
    if denied := rules.may_record_result(nomination, actor):
        raise NotAllowed(denied)
    if not clean(reason):
        raise Refusal("Ghi lý do của Hội đồng khi xét danh hiệu, hình thức thấp hơn.")
    with transaction.atomic(), sentence_for(Nomination):
        row = lock(Nomination, nomination.pk, revision=None)
        if title_code not in lower_titles(row):
            raise Refusal("Danh hiệu, hình thức này không thấp hơn, hoặc không có trong đợt xét.")
        row = _ended(actor, row, title_code, clean(reason))
        lower = _standing(actor, row, title_code) or _made(actor, row, title_code)
        if lower.lowered_from_id is None:
            Nomination.objects.filter(pk=lower.pk).update(lowered_from=row)
        _keep_away(row, lower)
        record(
            actor=actor,
            verb="nomination.lowered",
            obj=row,
            sentence=f"Hội đồng xét {known_title(title_code).name}, hồ sơ {lower.code}",
            data={"nomination": lower.code},
        )
    lower.refresh_from_db()
    return lower


def _ended(actor: Actor, row: Nomination, title_code: str, reason: str) -> Nomination:
    if row.state == State.AT_COUNCIL:
        said = f"{reason} Hội đồng xét {known_title(title_code).name}."
        return NOMINATIONS.perform(row, LOWER.name, actor=actor, reason=said)
    if row.state != State.NOT_APPROVED or row.at_council_at is None:
        raise Refusal("Chỉ hạ danh hiệu của hồ sơ đang ở Hội đồng hoặc Hội đồng không thông qua.")
    if row.lowered_to.exclude(state=State.WITHDRAWN).exists():
        raise Refusal("Hội đồng đã xét danh hiệu, hình thức thấp hơn cho hồ sơ này.")
    return row


def _standing(actor: Actor, row: Nomination, title_code: str) -> Nomination | None:
    """The dossier the subject already has, brought before the council."""
    # The kinds of subjects are named as their columns.
    same = {row.subject_kind: getattr(row, row.subject_kind)}
    found = (
        Nomination.objects.filter(round_id=row.round_id, title_code=title_code, **same)
        .exclude(state=State.WITHDRAWN)
        .order_by("-pk")
        .first()
    )
    if found is None or found.state in BEFORE_THE_COUNCIL:
        return found
    if found.state == State.EXAMINED:
        return NOMINATIONS.perform(found, SEND_TO_COUNCIL.name, actor=actor)
    name, step = known_title(title_code).name, State(found.state).label
    raise Refusal(
        f"Trong đợt này đã có hồ sơ {name} ({found.code}) ở bước “{step}”. "
        "Xử lý hồ sơ đó rồi mới hạ danh hiệu được."
    )


def _made(actor: Actor, row: Nomination, title_code: str) -> Nomination:
    proposal = Proposal(
        title_code=title_code,
        person=row.person,
        collective=row.collective,
        household=row.household,
        claims={key: getattr(row, key) for key in CLAIMS},
    )
    lower = draft_row(
        actor=actor,
        round_=row.round,
        unit=row.unit,
        unit_name=row.unit_name,
        proposal=proposal,
        code=next_codes(row.round, 1)[0],
    )
    lower.lowered_from, lower.received_on, lower.is_late = row, row.received_on, row.is_late
    lower.save()
    Evidence.objects.bulk_create(
        Evidence(
            authority_id=one.authority_id,
            nomination=lower,
            file_id=one.file_id,
            part=one.part,
            note=one.note,
        )
        for one in row.evidence.filter(withdrawn_at__isnull=True)
    )
    Confirmation.objects.bulk_create(
        Confirmation(
            authority_id=one.authority_id,
            nomination=lower,
            finding_code=one.finding_code,
            basis=one.basis,
            made_by_name=one.made_by_name,
        )
        for one in row.confirmations.all()
    )
    return NOMINATIONS.perform(lower, ENTER_LOWERED.name, actor=actor)


def _keep_away(row: Nomination, lower: Nomination) -> None:
    """Who keeps away from the one keeps away from the other."""
    there = set(lower.recusals.filter(withdrawn_at__isnull=True).values_list("user_id", flat=True))
    Recusal.objects.bulk_create(
        Recusal(
            authority_id=one.authority_id,
            nomination=lower,
            user_id=one.user_id,
            ground=one.ground,
            words=one.words,
            detected=one.detected,
            made_by_name=one.made_by_name,
        )
        for one in row.recusals.filter(withdrawn_at__isnull=True)
        if one.user_id not in there
    )
