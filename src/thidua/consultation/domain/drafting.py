"""Drawing up letters: whom a round makes it necessary to ask about, and one letter to each body."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from thidua.commendation.enums import ENDED, Subject
from thidua.commendation.models import Nomination, Round
from thidua.commendation.queries import visible_to
from thidua.consultation.domain.nominees import subject_key
from thidua.consultation.enums import State
from thidua.consultation.models import Consultation, ConsultationSubject, ConsultedBody
from thidua.consultation.rules import must_handle, officers_only
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.law import Finding, consultation, known_title
from thidua.vietnamese.dates import parse_years
from thidua.vietnamese.names import collation_key
from thidua.vietnamese.text import clean, clean_lines

QUESTION: Final = (
    "Đề nghị quý cơ quan cho ý kiến về việc chấp hành chủ trương của Đảng, chính sách, pháp luật "
    "của Nhà nước thuộc lĩnh vực quản lý đối với các trường hợp có tên trong danh sách kèm theo. "
    "Trường hợp có vi phạm, đề nghị nêu rõ nội dung, số và ngày của văn bản xử lý."
)
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class TitleNeed:
    """One title of a round: what the law says of asking first, and how many dossiers it has."""

    code: str
    name: str
    finding: Finding
    dossiers: int


def needs(actor: Actor, round_: Round) -> list[TitleNeed]:
    """Titles proposed in the round with the law's answer of its day (Điều 84 khoản 3)."""
    counts: dict[str, int] = {}
    for code in dossiers(actor, round_).values_list("title_code", flat=True):
        counts[code] = counts.get(code, 0) + 1
    found = [
        TitleNeed(
            code,
            known_title(code).name_on(round_.considered_on),
            consultation(code, round_.considered_on),
            count,
        )
        for code, count in counts.items()
    ]
    return sorted(found, key=lambda need: need.name)


def dossiers(actor: Actor, round_: Round) -> QuerySet[Nomination]:
    """Dossiers of the round that can still be asked about."""
    return (
        visible_to(actor).filter(round=round_, submitted_at__isnull=False).exclude(state__in=ENDED)
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """What the letters of a round have in common. `whole_units`: the units that propose persons are
    asked about in place of each person."""

    titles: tuple[str, ...]
    kinds: tuple[str, ...] = tuple(Subject.values)
    whole_units: bool = False
    own_days: int | None = None
    own_basis: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """A subject to ask about, as a letter names it."""

    key: Key
    name: str
    birth_year: int | None
    unit_name: str

    def row(self, letter: Consultation) -> ConsultationSubject:
        kind, pk = self.key
        return ConsultationSubject(
            authority_id=letter.authority_id,
            consultation=letter,
            name=self.name,
            birth_year=self.birth_year,
            unit_name=self.unit_name,
            sort_key=collation_key(f"{self.unit_name} {self.name}")[:600],
            **{f"{kind}_id": pk},
        )


def draft_letters(
    *, actor: Actor, round_: Round, bodies: Sequence[ConsultedBody], plan: Plan
) -> list[Consultation]:
    """One draft to each body, about everybody the plan covers and the body was not asked about yet.

    Refuses when there is nobody left to ask about: a second click makes no second letter.
    """
    officers_only(actor)
    if not bodies:
        raise Refusal("Chọn ít nhất một cơ quan để hỏi.")
    if not plan.titles:
        raise Refusal("Chọn ít nhất một danh hiệu, hình thức.")
    _check_term(plan.own_days, plan.own_basis)
    with transaction.atomic(), sentence_for(Consultation):
        Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
        everybody = _everybody(actor, round_, plan)
        made = [
            letter
            for body in bodies
            if (letter := _draft(actor, round_, body, plan, everybody)) is not None
        ]
        if not made:
            raise Refusal(
                "Không còn trường hợp nào để hỏi: mọi trường hợp thuộc diện đã chọn đều đã có văn "
                "bản hỏi các cơ quan này."
            )
    return made


def _check_term(days: int | None, basis: str) -> None:
    if days is not None and not clean(basis):
        raise Refusal("Đặt thời hạn riêng thì ghi văn bản của cơ quan quy định thời hạn đó.")


def _everybody(actor: Actor, round_: Round, plan: Plan) -> list[About]:
    rows = (
        dossiers(actor, round_)
        .filter(title_code__in=plan.titles, subject_kind__in=plan.kinds)
        .select_related("person", "household")
        .order_by("sort_key", "pk")
    )
    if not plan.whole_units:
        return list({about.key: about for about in map(_about, rows)}.values())
    persons = [row for row in rows if row.subject_kind == Subject.PERSON]
    others = [_about(row) for row in rows if row.subject_kind != Subject.PERSON]
    units = [About((Subject.COLLECTIVE, row.unit_id), row.unit_name, None, "") for row in persons]
    return list({about.key: about for about in (*others, *units)}.values())


def _about(row: Nomination) -> About:
    key = subject_key(row)
    unit = "" if row.subject_kind == Subject.COLLECTIVE and row.name == row.unit_name else None
    birth = row.person.birth_year if row.person else None
    if row.household:
        birth = row.household.birth_year
    if birth is None and row.subject_kind == Subject.PERSON:
        birth = next(iter(parse_years(row.birth_words)), None)
    return About(key, row.name, birth, row.unit_name if unit is None else unit)


def _draft(
    actor: Actor, round_: Round, body: ConsultedBody, plan: Plan, everybody: Iterable[About]
) -> Consultation | None:
    known = _asked_before(round_, body)
    rest = [about for about in everybody if about.key not in known]
    if not rest:
        return None
    name = f"{round_.name[0].lower()}{round_.name[1:]}"
    letter = Consultation.objects.create(
        authority_id=actor.authority_id,
        round=round_,
        body=body,
        subject=f"V/v lấy ý kiến về các trường hợp đề nghị khen thưởng {name}"[:300],
        question=QUESTION,
        own_days=plan.own_days,
        own_basis=clean(plan.own_basis)[:200] if plan.own_days else "",
        signer_authority="TL. CHỦ TỊCH",
        signer_post="TRƯỞNG PHÒNG",
        drafted_by_name=actor.name,
        changed_by_name=actor.name,
    )
    ConsultationSubject.objects.bulk_create([about.row(letter) for about in rest], batch_size=500)
    record(
        actor=actor,
        verb="consultation.draft",
        obj=letter,
        sentence=f"Soạn văn bản hỏi {body} về {len(rest)} trường hợp",
        data={"round": round_.code, "titles": list(plan.titles)},
    )
    return letter


def _asked_before(round_: Round, body: ConsultedBody) -> Collection[Key]:
    rows = ConsultationSubject.objects.filter(
        consultation__round=round_, consultation__body=body
    ).exclude(consultation__state=State.WITHDRAWN)
    found: set[Key] = set()
    for person, collective, household in rows.values_list(
        "person_id", "collective_id", "household_id"
    ):
        pairs = ((Subject.PERSON, person), (Subject.COLLECTIVE, collective))
        found |= {(kind.value, pk) for kind, pk in pairs if pk}
        if household:
            found.add((Subject.HOUSEHOLD.value, household))
    return found


@dataclass(frozen=True, slots=True)
class LetterText:
    """What of a draft may be changed."""

    subject: str
    question: str
    with_birth: bool
    own_days: int | None
    own_basis: str
    signer_authority: str
    signer_post: str
    signer_name: str


def edit_letter(
    *, actor: Actor, letter: Consultation, text: LetterText, revision: int | None
) -> Consultation:
    """Change the words of a draft."""
    must_handle(letter, actor)
    if not clean(text.subject) or not clean(text.question):
        raise Refusal("Ghi trích yếu và nội dung hỏi.")
    _check_term(text.own_days, text.own_basis)
    with transaction.atomic(), sentence_for(Consultation):
        row = lock(Consultation, letter.pk, revision=revision)
        must_be_draft(row)
        row.subject, row.question = clean(text.subject)[:300], clean_lines(text.question)
        row.with_birth = text.with_birth
        row.own_days = text.own_days
        row.own_basis = clean(text.own_basis)[:200] if text.own_days else ""
        row.signer_authority = clean(text.signer_authority)[:120]
        row.signer_post = clean(text.signer_post)[:120]
        row.signer_name = clean(text.signer_name)[:120]
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="consultation.edit", obj=row, sentence="Sửa văn bản lấy ý kiến")
    return row


def leave_out(*, actor: Actor, subject: ConsultationSubject) -> None:
    """Take a subject out of a draft."""
    must_handle(subject.consultation, actor)
    with transaction.atomic():
        row = lock(Consultation, subject.consultation_id, revision=None)
        must_be_draft(row)
        ConsultationSubject.objects.filter(pk=subject.pk).delete()
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="consultation.leave_out",
            obj=row,
            sentence="Bỏ một trường hợp khỏi văn bản lấy ý kiến",
            data={"subject": subject.pk},
        )


def must_be_draft(row: Consultation) -> None:
    if row.state != State.DRAFT:
        raise Refusal(f"Văn bản ở bước “{row.get_state_display()}” nên không sửa được nữa.")
