"""Opening a case, answering its grounds, adding papers, walking its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.decisions.models import Decision, DecisionLine
from thidua.decisions.queries import unit_names_at
from thidua.documents.models import StoredFile
from thidua.law import LawError
from thidua.registry.domain.awards import recipient_name
from thidua.registry.models import Award
from thidua.registry.queries import subject_of
from thidua.revocations.domain import judging
from thidua.revocations.enums import Kind, PaperKind, Reason, State
from thidua.revocations.models import CaseAward, CasePaper, GroundAnswer, UndoCase
from thidua.revocations.queries import choosable
from thidua.revocations.rules import may_add_papers, may_handle, refuse
from thidua.revocations.workflow import CASES, record_case
from thidua.vietnamese.text import clean, clean_lines

MOST_AWARDS = 100
EDITABLE = (State.PROPOSED, State.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlan:
    """What a case is to be about. `reason` is for a re-issue alone."""

    kind: str
    awards: Sequence[str]
    summary: str
    law_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What was found of one ground: yes, no or not known, and the paper that says so."""

    value: bool | None
    paper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """All that an officer settles of a case at once; `names`: (right name, paper) by award code."""

    law_on: date
    replies: Mapping[str, Reply] = field(default_factory=dict)
    deciding_basis: str = ""
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def open_case(*, actor: Actor, plan: CasePlan) -> UndoCase:
    """Open a case on awards by their codes; from a unit it is a proposal that the office takes up.

    Raises Refusal for an award that has a case already, or that the act cannot be done to.
    """
    if not actor.is_any(Role.OFFICER, *UNIT_ROLES):
        raise NotAllowed("Chuyên viên lập hồ sơ này; đơn vị gửi đề xuất.")
    _check(plan)
    state = State.PROPOSED if actor.role in UNIT_ROLES else State.OPEN
    with transaction.atomic(), sentence_for(CaseAward):
        awards = _chosen(actor, plan.awards)
        _refuse_impossible(plan, awards)
        case = UndoCase.objects.create(
            authority_id=actor.authority_id,
            kind=plan.kind,
            state=state,
            reason=plan.reason if plan.kind == Kind.REISSUE else "",
            summary=clean_lines(plan.summary)[:2000],
            law_on=plan.law_on,
            unit_id=actor.unit_id if state == State.PROPOSED else None,
            unit_name=actor.unit_name if state == State.PROPOSED else "",
            created_by_name=actor.name,
            changed_by_name=actor.name,
            **{f"{state.value}_at": timezone.now()},
        )
        CaseAward.objects.bulk_create(_rows(case, awards))
        label = Kind(plan.kind).label
        what = "Đề xuất" if state == State.PROPOSED else "Mở hồ sơ"
        record_case(
            actor=actor,
            verb="undo.open",
            obj=case,
            sentence=f"{what}: {label[0].lower()}{label[1:]}",
            data={"kind": plan.kind, "awards": len(awards)},
        )
    return case


def _check(plan: CasePlan) -> None:
    reasons = []
    if plan.kind not in Kind.values:
        reasons.append("Chọn việc phải làm.")
    if not clean_lines(plan.summary):
        reasons.append("Ghi nội dung vụ việc.")
    if plan.kind == Kind.REISSUE and plan.reason not in Reason.values:
        reasons.append("Chọn lý do cấp đổi, cấp lại: mất, hỏng hoặc ghi sai tên.")
    if plan.law_on > timezone.localdate():
        reasons.append("Ngày xét theo luật chưa tới.")
    if reasons:
        raise Refusal.of(reasons)


def _chosen(actor: Actor, codes: Sequence[str]) -> list[Award]:
    wanted = list(dict.fromkeys(codes))
    if not wanted:
        raise Refusal("Chọn ít nhất một khen thưởng.")
    if len(wanted) > MOST_AWARDS:
        raise Refusal(f"Mỗi hồ sơ không quá {MOST_AWARDS} khen thưởng. Chia thành nhiều hồ sơ.")
    found = {
        award.code: award
        for award in choosable(actor, timezone.localdate()).filter(code__in=wanted)
    }
    if len(found) < len(wanted):
        raise Refusal(
            "Có khen thưởng không chọn được: đã rút khỏi sổ, hoặc đang có một hồ sơ chưa xong."
        )
    return [found[code] for code in wanted]


def _refuse_impossible(plan: CasePlan, awards: Sequence[Award]) -> None:
    """What the register or the law rules out from the start, whatever is answered later."""
    for award in awards:
        if (award.revoked_on is not None) != (plan.kind == Kind.RESTORE):
            raise Refusal(
                "Chỉ phục hồi khen thưởng đã bị thu hồi."
                if plan.kind == Kind.RESTORE
                else "Khen thưởng này đã bị thu hồi."
            )
        try:
            judging.finding(plan.kind, award.title_code, subject_of(award)[0], plan.law_on, {})
        except LawError as error:
            raise Refusal(str(error)) from error


def _rows(case: UndoCase, awards: Sequence[Award]) -> list[CaseAward]:
    lines = {
        line.award_id: line.nomination
        for line in DecisionLine.objects.filter(award__in=awards).select_related("nomination")
    }
    days = {award.pk: award.decided_on or date(award.year, 12, 31) for award in awards}
    names = unit_names_at(
        (award.collective_id, days[award.pk]) for award in awards if award.collective_id
    )
    rows = []
    for order, award in enumerate(awards, start=1):
        given = lines.get(award.pk)
        name = names.get((award.collective_id or 0, days[award.pk]), "")
        rows.append(
            CaseAward(
                authority_id=case.authority_id,
                case=case,
                award=award,
                order=order,
                name=given.name if given else recipient_name(award, name),
                unit_name=given.unit_name if given else award.unit_words,
            )
        )
    return rows


def settle_grounds(
    *, actor: Actor, case: UndoCase, grounds: Grounds, revision: int | None = None
) -> UndoCase:
    """Answer the grounds, name the papers, say who decides where the rule book does not."""
    known = {one.ground for one in judging.askable(case)}
    replies = {ground: one for ground, one in grounds.replies.items() if ground in known}
    lacking = [one for one in replies.values() if one.value and not clean(one.paper)]
    if lacking:
        raise Refusal("Mỗi căn cứ trả lời “Có” phải ghi văn bản: số, ngày, cơ quan ban hành.")
    if grounds.law_on > timezone.localdate():
        raise Refusal("Ngày xét theo luật chưa tới.")
    with transaction.atomic(), sentence_for(GroundAnswer):
        row = _editable(actor, case, revision)
        row.law_on, row.deciding_basis = grounds.law_on, clean(grounds.deciding_basis)[:300]
        for ground, one in replies.items():
            _answer(row, actor, ground, one)
        _names(row, grounds.names)
        stamp(row, actor)
        row.save()
        record_case(
            actor=actor,
            verb="undo.settle",
            obj=row,
            sentence="Trả lời các căn cứ của hồ sơ",
            data={ground: one.value for ground, one in replies.items()},
        )
    return row


def _answer(case: UndoCase, actor: Actor, ground: str, one: Reply) -> None:
    GroundAnswer.objects.update_or_create(
        authority_id=case.authority_id,
        case=case,
        ground=ground,
        defaults={
            "value": one.value,
            "paper": clean(one.paper)[:300],
            "answered_by_name": actor.name,
        },
    )


def _names(case: UndoCase, names: Mapping[str, tuple[str, str]]) -> None:
    for row in case.awards.select_related("award"):
        if row.award.code in names:
            name, basis = names[row.award.code]
            row.right_name, row.name_basis = clean(name)[:400], clean(basis)[:300]
            row.save(update_fields=["right_name", "name_basis"])


def _editable(actor: Actor, case: UndoCase, revision: int | None) -> UndoCase:
    row = lock(UndoCase, case.pk, revision=revision)
    refuse(may_handle(row, actor))
    if row.state not in EDITABLE:
        raise Refusal(
            f"Hồ sơ đang ở bước “{State(row.state).label}” nên không sửa căn cứ. "
            "Bấm Xem xét lại trước."
        )
    return row


def add_paper(
    *, actor: Actor, case: UndoCase, kind: str, words: str, file: StoredFile | None = None
) -> CasePaper:
    """Attach a paper: named always, with its file where there is one."""
    if kind not in PaperKind.values:
        raise Refusal("Chọn loại giấy tờ.")
    if not clean(words):
        raise Refusal("Ghi số, ngày, cơ quan ban hành hoặc người viết.")
    with transaction.atomic():
        row = lock(UndoCase, case.pk, revision=None)
        refuse(may_add_papers(row, actor))
        if actor.role in UNIT_ROLES and row.state != State.PROPOSED:
            raise Refusal("Văn phòng đã nhận hồ sơ. Gửi giấy tờ bổ sung cho chuyên viên.")
        paper = CasePaper.objects.create(
            authority_id=row.authority_id,
            case=row,
            kind=kind,
            words=clean(words)[:300],
            file=file,
            added_by_name=actor.name,
            by_unit=actor.role in UNIT_ROLES,
        )
        record_case(
            actor=actor,
            verb="undo.paper",
            obj=row,
            sentence=f"Thêm giấy tờ: {PaperKind(kind).label}",
            data={"file": file.sha256 if file else ""},
        )
    return paper


def step(
    *, actor: Actor, case: UndoCase, name: str, revision: int | None = None, **inputs: Any
) -> UndoCase:
    """Walk one step of the table; the inputs are those that the step asks for."""
    with sentence_for(UndoCase), sentence_for(Award), sentence_for(Decision):
        return CASES.perform(case, name, actor=actor, revision=revision, **inputs)
