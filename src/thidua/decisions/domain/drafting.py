"""Drafting a decision from what the council passed, editing it, discarding it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from thidua.commendation.models import Nomination, Round
from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.decisions.domain import wording
from thidua.decisions.domain.bonus import amounts
from thidua.decisions.domain.issuing import chairman_name, competence, issuing_level
from thidua.decisions.models import Decision, DecisionLine, DecisionState
from thidua.decisions.queries import free_nominations
from thidua.journal.domain.record import record
from thidua.law import known_title
from thidua.organizations.models import Authority
from thidua.vietnamese.text import clean, clean_lines

COMMITTEE = "committee"
CHAIR = "chair"
DEPUTY = "deputy"
SIGNATURES = {
    COMMITTEE: (["TM. ỦY BAN NHÂN DÂN"], "CHỦ TỊCH"),
    CHAIR: ([], "CHỦ TỊCH"),
    DEPUTY: (["KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH"),
}
"""Authority lines and post of a signature (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
LONG_AGO = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftText:
    """What an officer edits in a draft; `signature` is a key of `SIGNATURES`."""

    subject: str
    bases: tuple[str, ...]
    articles: tuple[str, ...]
    recipients: tuple[str, ...]
    signature: str
    signer_name: str
    bonus_source: str
    planned_on: date


def draft_decision(
    *,
    actor: Actor,
    round_: Round,
    titles: Collection[str],
    planned_on: date | None = None,
    proposer: str = "",
) -> Decision:
    """Draft a decision on every passed dossier of the titles that no decision holds yet.

    `planned_on` is the day whose law says who decides and what is paid (`usual_day` by default);
    both are reckoned again on the day of issue. Raises Refusal for a title that this authority may
    not decide, or when nothing waits. Dossiers the actor must keep away from are left
    out: somebody else drafts for these.
    """
    _officer_only(actor)
    on = planned_on or usual_day(round_)
    with transaction.atomic(), sentence_for(DecisionLine):
        # Two drafts of one round at once would both take the same dossiers.
        locked = lock(Round, round_.pk, revision=None)
        authority = Authority.objects.get(pk=actor.authority_id)
        refuse_beyond_competence(authority, titles, on)
        rows = wording.in_order(
            list(
                free_nominations(locked, actor)
                .filter(title_code__in=titles)
                .select_related("round")
            )
        )
        if not rows:
            raise Refusal("Không còn hồ sơ nào của các danh hiệu này chờ quyết định.")
        decision = _write(actor, authority, rows, on, proposer)
        _add_lines(decision, rows, on)
        record(
            actor=actor,
            verb="decision.draft",
            obj=decision,
            sentence=f"Dự thảo quyết định cho {len(rows)} hồ sơ: {round_.name}",
            data={"nominations": [row.code for row in rows], "planned_on": on},
        )
    return decision


def usual_day(round_: Round) -> date:
    """Today, or for a round entered long after the fact the day of its last session."""
    today = timezone.localdate()
    last = round_.sessions.order_by("-held_on").first()
    return last.held_on if last and today - last.held_on > LONG_AGO else today


def refuse_beyond_competence(authority: Authority, titles: Collection[str], on: date) -> None:
    """Raise Refusal naming each award that the law gives to somebody else on that day."""
    level = issuing_level(authority)
    reasons = []
    for code in titles:
        found = competence(level, code, on)
        if not found.allowed:
            reasons.append(
                f"{known_title(code).name} không thuộc thẩm quyền của {authority.name} vào ngày "
                f"{on:%d/%m/%Y}. Người quyết định: {found.decider}."
            )
    if reasons:
        raise Refusal.of(reasons)


def _write(
    actor: Actor, authority: Authority, rows: Sequence[Nomination], on: date, proposer: str
) -> Decision:
    source = wording.bonus_source(authority, on.year)
    lines, post = SIGNATURES[COMMITTEE]
    return Decision.objects.create(
        authority=authority,
        round=rows[0].round,
        subject=wording.subject_words(rows[0].round)[:300],
        bases=wording.bases(rows, clean(proposer) or actor.unit_name, on),
        articles=wording.articles(rows, source, on),
        recipients=["Như Điều 3"],
        signer_authority=lines,
        signer_post=post,
        signer_name=chairman_name(authority.pk, on),
        bonus_source=source[:200],
        planned_on=on,
        changed_by_name=actor.name,
    )


def _add_lines(decision: Decision, rows: Sequence[Nomination], on: date) -> None:
    found = amounts(rows, on, decision_id=decision.pk)
    DecisionLine.objects.bulk_create(
        [
            DecisionLine(
                authority_id=decision.authority_id,
                decision=decision,
                nomination=row,
                order=order,
                amount=amount.payable,
                amount_basis=amount.basis,
            )
            for order, (row, amount) in enumerate(zip(rows, found, strict=True), start=1)
        ],
        batch_size=500,
    )


def edit_draft(
    *, actor: Actor, decision: Decision, revision: int | None, text: DraftText
) -> Decision:
    """Change the words of a draft; another planned day reckons the money anew.

    Where the source of the money changes, the articles that name it follow.
    """
    _check_text(text)
    with transaction.atomic():
        row = _draft(actor, decision, revision)
        before = _content(row)
        old_source = row.bonus_source
        row.signer_authority, row.signer_post = SIGNATURES[text.signature]
        row.subject, row.signer_name = clean(text.subject), clean(text.signer_name)
        row.bonus_source = clean(text.bonus_source)
        row.bases, row.recipients = _lines(text.bases), _lines(text.recipients)
        row.articles = [
            one.replace(old_source, row.bonus_source) if old_source else one
            for one in _lines(text.articles)
        ]
        if text.planned_on != row.planned_on:
            row.planned_on = text.planned_on
            reprice(row, text.planned_on)
        stamp(row, actor)
        row.save()
        after = _content(row)
        record(
            actor=actor,
            verb="decision.edit",
            obj=row,
            sentence=f"Sửa dự thảo quyết định: {row.subject}",
            data={key: [before[key], after[key]] for key in after if before[key] != after[key]},
        )
    return row


def reprice(decision: Decision, on: date) -> list[DecisionLine]:
    """Reckon the money of every line for a decision of that day; lines come back saved."""
    lines = list(decision.lines.select_related("nomination__round").order_by("order"))
    found = amounts([line.nomination for line in lines], on, decision_id=decision.pk)
    for line, amount in zip(lines, found, strict=True):
        line.amount, line.amount_basis = amount.payable, amount.basis
    DecisionLine.objects.bulk_update(lines, ("amount", "amount_basis"), batch_size=500)
    return lines


def discard_draft(
    *, actor: Actor, decision: Decision, revision: int | None, reason: str
) -> Decision:
    """Put a draft aside; its dossiers wait for another decision. The draft stays readable."""
    if not reason.strip():
        raise Refusal("Ghi lý do bỏ dự thảo.")
    with transaction.atomic():
        draft = _draft(actor, decision, revision)
        codes = list(draft.lines.values_list("nomination__code", flat=True))
        draft.lines.update(released_at=timezone.now())
        draft.state = DecisionState.DISCARDED
        stamp(draft, actor)
        draft.save()
        record(
            actor=actor,
            verb="decision.discard",
            obj=draft,
            sentence=f"Bỏ dự thảo quyết định: {reason.strip()}",
            data={"nominations": codes},
        )
    return draft


def _draft(actor: Actor, decision: Decision, revision: int | None) -> Decision:
    _officer_only(actor)
    row = lock(Decision, decision.pk, revision=revision)
    if row.authority_id != actor.authority_id:
        raise NotAllowed("Quyết định thuộc cơ quan khác.")
    if row.state != DecisionState.DRAFT:
        state = DecisionState(row.state).label.lower()
        raise Refusal(f"Quyết định {state} nên không sửa được.")
    return row


def _check_text(text: DraftText) -> None:
    missing = [
        words
        for words, value in (
            ("trích yếu", text.subject.strip()),
            ("căn cứ", _lines(text.bases)),
            ("các điều", _lines(text.articles)),
            ("họ tên người ký", text.signer_name.strip()),
        )
        if not value
    ]
    if missing:
        raise Refusal(f"Chưa ghi: {', '.join(missing)}.")
    if text.signature not in SIGNATURES:
        raise Refusal("Chọn người ký: Chủ tịch, hoặc Phó Chủ tịch ký thay.")


def _lines(texts: Collection[str]) -> list[str]:
    return [text for text in map(clean_lines, texts) if text]


def _content(row: Decision) -> Mapping[str, object]:
    keys = (
        "subject", "bases", "articles", "recipients", "signer_authority", "signer_post",
        "signer_name", "bonus_source", "planned_on",
    )  # fmt: skip
    return {key: getattr(row, key) for key in keys}


def _officer_only(actor: Actor) -> None:
    if not actor.is_any(Role.OFFICER):
        raise NotAllowed("Chuyên viên thi đua, khen thưởng dự thảo quyết định.")
