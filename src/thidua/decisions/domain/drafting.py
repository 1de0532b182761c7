"""Drafting a decision from what the council passed, editing it, discarding it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from thidua.commendation.enums import Subject
from thidua.commendation.models import Nomination, Round
from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.decisions.domain import wording
from thidua.decisions.domain.bonus import amounts
from thidua.decisions.domain.issuing import chairman_name, competence, issuing_level
from thidua.decisions.domain.signers import COMMITTEE, SIGNATURE_FORMS, title_before
from thidua.decisions.domain.templates import usable
from thidua.decisions.models import Decision, DecisionKind, DecisionLine, DecisionState
from thidua.decisions.queries import free_nominations
from thidua.decisions.signing_models import PaperKind, PaperTemplate
from thidua.journal.domain.record import record
from thidua.law import known_title, legal_bases, missing_bases
from thidua.organizations.models import Authority
from thidua.vietnamese.text import clean, clean_lines

LONG_AGO = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftText:
    """What an officer edits in a draft; `signature` is a key of `SIGNATURE_FORMS`.

    `signer_post` counts for the forms that leave the post open; `template` is the office's own
    DOCX, none for the built-in layout.
    """

    subject: str
    bases: tuple[str, ...]
    articles: tuple[str, ...]
    recipients: tuple[str, ...]
    signature: str
    signer_name: str
    bonus_source: str
    planned_on: date
    signer_post: str = ""
    archive: str = "VT"
    template: PaperTemplate | None = None


def draft_decision(
    *,
    actor: Actor,
    round_: Round,
    titles: Collection[str],
    kinds: Collection[str] = (),
    unit_ids: Collection[int] = (),
    planned_on: date | None = None,
    proposer: str = "",
) -> Decision:
    """Draft a decision on every passed dossier of the titles that no decision holds yet.

    `kinds` of subjects and `unit_ids` narrow it; empty means all. Dossiers that the actor must
    keep away from are left for another officer.

    `planned_on` is the day whose law says who decides and what is paid (`usual_day` by default);
    both are reckoned again on the day of issue. Raises Refusal for a title that this authority may
    not decide, or when nothing waits.
    """
    _officer_only(actor)
    on = planned_on or usual_day(round_)
    with transaction.atomic(), sentence_for(DecisionLine):
        # Two drafts of one round at once would both take the same dossiers.
        locked = lock(Round, round_.pk, revision=None)
        authority = Authority.objects.get(pk=actor.authority_id)
        refuse_beyond_competence(authority, titles, on)
        found = _chosen(actor, locked, titles, kinds, unit_ids)
        rows = wording.in_order(list(found.select_related("round")))
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


def draft_decisions(
    *,
    actor: Actor,
    round_: Round,
    titles: Sequence[str],
    kinds: Sequence[str] = (),
    unit_ids: Collection[int] = (),
    split: str = "",
    planned_on: date | None = None,
    proposer: str = "",
) -> list[Decision]:
    """Draft one decision, or one for each title or kind of subject; all or none.

    `split` is `title`, `kind` or empty. A title or kind for which nothing waits gets no decision.
    Raises Refusal as `draft_decision` does.
    """
    parts = _parts(titles, kinds, split)
    made: list[Decision] = []
    reasons: list[str] = []
    with transaction.atomic():
        for some_titles, some_kinds in parts:
            if len(parts) > 1 and not _waiting(actor, round_, some_titles, some_kinds, unit_ids):
                continue
            try:
                made.append(
                    draft_decision(
                        actor=actor,
                        round_=round_,
                        titles=some_titles,
                        kinds=some_kinds,
                        unit_ids=unit_ids,
                        planned_on=planned_on,
                        proposer=proposer,
                    )
                )
            except NotAllowed:
                raise
            except Refusal as refusal:
                reasons += refusal.reasons
        if reasons or not made:
            raise Refusal.of(reasons or ["Không còn hồ sơ nào khớp với các mục đã chọn."])
    return made


def _parts(
    titles: Sequence[str], kinds: Sequence[str], split: str
) -> list[tuple[Sequence[str], Sequence[str]]]:
    if split == "title":
        return [([title], kinds) for title in titles]
    if split == "kind":
        return [(titles, [kind]) for kind in kinds or Subject.values]
    return [(titles, kinds)]


def _waiting(
    actor: Actor,
    round_: Round,
    titles: Collection[str],
    kinds: Collection[str],
    unit_ids: Collection[int],
) -> bool:
    return _chosen(actor, round_, titles, kinds, unit_ids).exists()


def _chosen(
    actor: Actor,
    round_: Round,
    titles: Collection[str],
    kinds: Collection[str],
    unit_ids: Collection[int],
) -> QuerySet[Nomination]:
    """Free dossiers of the titles, narrowed to kinds and units where any are named."""
    found = free_nominations(round_, actor).filter(title_code__in=titles)
    found = found.filter(subject_kind__in=kinds) if kinds else found
    return found.filter(unit_id__in=unit_ids) if unit_ids else found


def grounds_of(decision: Decision, on: date) -> list[str]:
    """The grounds anew for that day; who proposes stays as written, and so do the papers that a
    revocation or re-issue rests on."""
    if decision.kind != DecisionKind.AWARD:
        law = (wording.LOCAL_GOVERNMENT, *legal_bases(_codes(decision), on))
        return [*law, *wording.beside_the_law(decision.bases)]
    rows = [line.nomination for line in decision.lines.select_related("nomination")]
    *fresh, proposal = wording.bases(rows, "", on)
    kept = [text for text in decision.bases if text.startswith(proposal.strip())]
    return [*fresh, *(kept or [proposal])]


def missing_grounds(decision: Decision, on: date) -> list[str]:
    """What the grounds of that day should hold and the rule book cannot write."""
    return list(missing_bases(_codes(decision), on))


def _codes(decision: Decision) -> set[str]:
    given = decision.lines.order_by().values_list("nomination__title_code", flat=True)
    return {*given, *(line.award.title_code for line in decision.undone())}


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
    form = SIGNATURE_FORMS[COMMITTEE]
    return Decision.objects.create(
        authority=authority,
        round=rows[0].round,
        subject=wording.subject_words(rows[0].round)[:300],
        bases=wording.bases(rows, clean(proposer) or actor.unit_name, on),
        articles=wording.articles(rows, source, on),
        recipients=["Như Điều 3"],
        signer_authority=list(form.lines),
        signer_post=form.post,
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
        form = SIGNATURE_FORMS[text.signature]
        row.signer_authority = list(form.lines)
        row.signer_post = form.post or clean(text.signer_post).upper()
        row.archive, row.template = clean(text.archive) or "VT", _template(row, text)
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
    form = SIGNATURE_FORMS.get(text.signature)
    if form is None:
        raise Refusal("Chọn người ký theo một hình thức trong danh sách.")
    if not form.post and not text.signer_post.strip():
        raise Refusal("Ghi chức vụ người ký: ký TL., TUQ. phải ghi chức vụ của người ký.")
    if title := title_before(text.signer_name):
        raise Refusal(
            f"Bỏ “{title}” trước họ tên người ký: văn bản hành chính không ghi học hàm, học vị, "
            "danh hiệu trước họ tên (Nghị định 30/2020/NĐ-CP)."
        )


def _template(row: Decision, text: DraftText) -> PaperTemplate | None:
    """The template asked for, as long as it is this authority's and in use on the planned day."""
    wanted = text.template
    if wanted is None or wanted.pk == row.template_id:
        return wanted
    found = usable(row.authority_id, PaperKind.DECISION, text.planned_on)
    if not found.filter(pk=wanted.pk).exists():
        raise Refusal(f"Mẫu “{wanted.name}” không dùng được cho ngày dự kiến ban hành.")
    return wanted


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
