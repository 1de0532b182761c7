"""Making and changing a dossier: one by one here, from a list in `domain.lists`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.commendation import rules
from thidua.commendation.domain.assess import assess, judge
from thidua.commendation.domain.codes import next_codes
from thidua.commendation.enums import EDITABLE, RoundState, State, Subject
from thidua.commendation.models import Confirmation, Evidence, Nomination, Round
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.documents.models import StoredFile
from thidua.journal.domain.record import record
from thidua.law import Verdict
from thidua.organizations.models import Household, Person, Unit
from thidua.organizations.queries import names_on
from thidua.vietnamese.names import collation_key, sort_key
from thidua.vietnamese.text import clean, fold

CLAIMS = (
    "name",
    "birth_words",
    "sex",
    "position",
    "group",
    "law_group",
    "rating_level",
    "rating_words",
    "initiative_name",
    "initiative_decision",
    "initiative_scope",
    "initiative_recognised",
    "service_months",
    "pending_discipline",
    "prior_awards",
    "declared",
    "more_claims",
    "headcount",
    "ldtt_part",
    "ldtt_whole",
    "cstdcs_count",
    "achievement",
    "note",
)
"""Columns that the unit fills."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A dossier to be made. Exactly one of person, collective, household."""

    title_code: str
    person: Person | None = None
    collective: Unit | None = None
    household: Household | None = None
    claims: Mapping[str, Any] = field(default_factory=dict)
    list_import_id: int | None = None
    source_sheet: str = ""
    source_row: int | None = None

    @property
    def kind(self) -> Subject:
        if self.person is not None:
            return Subject.PERSON
        return Subject.COLLECTIVE if self.collective is not None else Subject.HOUSEHOLD


def nominate(*, actor: Actor, round_: Round, unit: Unit, proposal: Proposal) -> Nomination:
    """One draft dossier, judged at once."""
    return nominate_many(actor=actor, round_=round_, unit=unit, proposals=[proposal])[0]


def nominate_many(
    *, actor: Actor, round_: Round, unit: Unit, proposals: list[Proposal]
) -> list[Nomination]:
    """Draft dossiers, all or none, judged at once; one journal entry each comes with submission.

    Raises NotAllowed, or Refusal with the sentence of the constraint that was broken.
    """
    check_may_nominate(actor=actor, round_=round_, unit=unit)
    with transaction.atomic(), sentence_for(Nomination):
        codes = next_codes(round_, len(proposals))
        unit_name = names_on([unit.pk], round_.considered_on).get(unit.pk, "")
        rows = [
            draft_row(
                actor=actor,
                round_=round_,
                unit=unit,
                unit_name=unit_name,
                proposal=proposal,
                code=code,
            )
            for proposal, code in zip(proposals, codes, strict=True)
        ]
        made = Nomination.objects.bulk_create(rows, batch_size=500)
        assess(made, "draft")
        record(
            actor=actor,
            verb="nomination.draft",
            obj=made[0] if len(made) == 1 else round_,
            sentence=f"Lập {len(made)} hồ sơ đề nghị của {unit_name}",
            data={"codes": codes},
        )
    return made


def check_may_nominate(*, actor: Actor, round_: Round, unit: Unit) -> None:
    """Raise NotAllowed or Refusal when the actor cannot open dossiers of the unit in the round."""
    if denied := rules.may_nominate(round_, actor):
        raise NotAllowed(denied)
    if not actor.acts_for(unit.pk):
        raise NotAllowed("Anh, chị chỉ lập hồ sơ cho đơn vị mình.")
    if round_.state == RoundState.CLOSED:
        raise Refusal("Đợt xét đã khóa nhận hồ sơ.")
    allowed = set(round_.nominators.values_list("pk", flat=True))
    if allowed and not allowed & actor.unit_ids:
        raise Refusal("Đơn vị không nằm trong các đơn vị được đề nghị ở đợt xét này.")


def draft_row(
    *,
    actor: Actor,
    round_: Round,
    unit: Unit,
    unit_name: str,
    proposal: Proposal,
    code: str = "",
) -> Nomination:
    """A dossier not yet saved, with keys filled: for bulk creation, or to be judged beforehand."""
    claims = {key: _tidy(value) for key, value in proposal.claims.items() if key in CLAIMS}
    row = Nomination(
        authority_id=actor.authority_id,
        code=code,
        round=round_,
        unit=unit,
        unit_name=unit_name,
        title_code=proposal.title_code,
        subject_kind=proposal.kind,
        person=proposal.person,
        collective=proposal.collective,
        household=proposal.household,
        list_import_id=proposal.list_import_id,
        source_sheet=proposal.source_sheet,
        source_row=proposal.source_row,
        changed_by_name=actor.name,
        **claims,
    )
    _keys(row)
    return row


def _tidy(value: Any) -> Any:
    return clean(value) if isinstance(value, str) and "\n" not in value else value


def _keys(row: Nomination) -> None:
    """What lists search and sort by: the name as a person's, or as a unit's."""
    row.search_key = fold(f"{row.name} {row.code} {row.unit_name}")[:400]
    by_name = row.subject_kind == Subject.PERSON
    row.sort_key = (sort_key(row.name) if by_name else collation_key(row.name))[:600]


def edit_nomination(
    *, actor: Actor, nomination: Nomination, revision: int | None, claims: Mapping[str, Any]
) -> Nomination:
    """Change what the unit claims while the dossier is in its hands; judged again at once.

    Raises StaleEdit when someone else saved it since `revision`.
    """
    with transaction.atomic(), sentence_for(Nomination):
        row = _in_units_hands(nomination, actor, revision)
        before = {key: getattr(row, key) for key in claims if key in (*CLAIMS, "title_code")}
        for key in before:
            setattr(row, key, _tidy(claims[key]))
        changed = [key for key, old in before.items() if getattr(row, key) != old]
        if not changed:
            return row
        _keys(row)
        stamp(row, actor)
        row.save()
        assess([row], "draft")
        labels = [str(Nomination._meta.get_field(key).verbose_name) for key in changed]  # type: ignore[union-attr]
        record(
            actor=actor,
            verb="nomination.edit",
            obj=row,
            sentence=f"Sửa: {', '.join(labels)}",
            data={key: [before[key], getattr(row, key)] for key in changed},
        )
    return row


def _in_units_hands(nomination: Nomination, actor: Actor, revision: int | None) -> Nomination:
    row = lock(Nomination, nomination.pk, revision=revision)
    if denied := rules.may_edit(row, actor):
        raise NotAllowed(denied)
    if row.state not in EDITABLE:
        raise Refusal(
            f"Hồ sơ đang ở bước “{State(row.state).label}” nên không sửa được. "
            "Cần sửa thì đề nghị cơ quan thường trực trả lại."
        )
    return row


def add_evidence(
    *, actor: Actor, nomination: Nomination, file: StoredFile, part: str, note: str = ""
) -> Evidence:
    """Put a stored paper into the dossier."""
    with transaction.atomic():
        row = _in_units_hands(nomination, actor, None)
        paper = Evidence.objects.create(
            authority_id=row.authority_id, nomination=row, file=file, part=part, note=clean(note)
        )
        record(
            actor=actor,
            verb="nomination.evidence",
            obj=row,
            sentence=f"Thêm minh chứng “{file.name}”",
            data={"sha256": file.sha256},
        )
    return paper


def withdraw_evidence(*, actor: Actor, evidence: Evidence) -> Evidence:
    """Take a paper out of a dossier in the unit's hands; the stored file stays."""
    with transaction.atomic():
        row = _in_units_hands(evidence.nomination, actor, None)
        evidence.withdrawn_at = timezone.now()
        evidence.save(update_fields=("withdrawn_at",))
        record(
            actor=actor,
            verb="nomination.evidence_withdraw",
            obj=row,
            sentence=f"Bỏ minh chứng “{evidence.file.name}”",
            data={"sha256": evidence.file.sha256},
        )
    return evidence


def confirm_condition(
    *, actor: Actor, nomination: Nomination, finding_code: str, basis: str
) -> Confirmation:
    """An officer has seen the paper that settles a "not known" condition.

    A condition that is not met cannot be confirmed away: the fact behind it must be corrected.
    """
    if denied := rules.may_examine(nomination, actor):
        raise NotAllowed(denied)
    if not basis.strip():
        raise Refusal("Ghi rõ giấy tờ làm căn cứ: loại, số, ngày, cơ quan ban hành.")
    with transaction.atomic(), sentence_for(Confirmation):
        row = lock(Nomination, nomination.pk, revision=None)
        if row.state != State.SUBMITTED:
            raise Refusal("Chỉ xác nhận điều kiện khi hồ sơ đang chờ thẩm định.")
        findings = {finding.code: finding for finding in judge(row).findings}
        finding = findings.get(finding_code)
        if finding is None or finding.verdict is not Verdict.NOT_KNOWN:
            raise Refusal("Chỉ xác nhận được điều kiện còn thiếu căn cứ.")
        made = Confirmation.objects.create(
            authority_id=row.authority_id,
            nomination=row,
            finding_code=finding_code,
            basis=clean(basis),
            made_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="nomination.confirm",
            obj=row,
            sentence=f"Xác nhận điều kiện “{finding.sentence}” theo {made.basis}",
        )
    return made
