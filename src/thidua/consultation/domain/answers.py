"""What a body answered of one subject, and the later paper that settles it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from thidua.commendation.enums import HoldGround
from thidua.consultation.domain.holding import hold_subject, release_subject
from thidua.consultation.enums import Outcome, State
from thidua.consultation.models import Consultation, ConsultationSubject
from thidua.consultation.rules import must_handle
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.errors import Refusal
from thidua.documents.models import StoredFile
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean

ANSWERABLE = (State.SENT, State.ANSWERED, State.SILENT)


@dataclass(frozen=True, slots=True)
class Said:
    """What came back of one subject. `words` is what the unit reads of a violation."""

    outcome: str
    paper: str
    ground: str = ""
    words: str = ""
    file: StoredFile | None = None

    def checked(self) -> Said:
        """Composed; raises Refusal where something is missing."""
        if self.outcome not in Outcome.values:
            raise Refusal("Chọn ý kiến của cơ quan.")
        if not clean(self.paper):
            raise Refusal("Ghi số, ngày văn bản của cơ quan trả lời.")
        is_violation = self.outcome == Outcome.VIOLATION
        if is_violation and self.ground not in HoldGround.values:
            raise Refusal("Chọn loại vi phạm.")
        if is_violation and not clean(self.words):
            raise Refusal("Ghi nội dung phải làm rõ: đơn vị đề nghị đọc được câu này.")
        ground = self.ground if is_violation else ""
        return Said(
            self.outcome, clean(self.paper)[:200], ground, clean(self.words)[:500], self.file
        )


def source_of(row: ConsultationSubject) -> str:
    """What a hold that comes of this answer names as its source; the unit does not see it."""
    letter = row.consultation
    return f"{letter.body.name[:120]}, {row.paper[:120]} [{letter.code}]"


def record_answer(*, actor: Actor, subject: ConsultationSubject, said: Said) -> ConsultationSubject:
    """Enter what the body said of one subject; a violation stops all its live dossiers.

    An answer that puts dossiers on hold is not overwritten: a later paper clears it.
    """
    must_handle(subject.consultation, actor)
    given = said.checked()
    with transaction.atomic(), sentence_for(ConsultationSubject):
        row = _locked(subject)
        if row.consultation.state not in ANSWERABLE:
            state = row.consultation.get_state_display()
            raise Refusal(f"Văn bản ở bước “{state}” nên chưa ghi được trả lời.")
        if row.outcome == Outcome.VIOLATION and row.cleared_at is None:
            raise Refusal(
                f"{row.answered_by_name} đã ghi vi phạm của trường hợp này. "
                "Có văn bản mới thì ghi ở mục làm rõ."
            )
        row.outcome, row.paper, row.ground = given.outcome, given.paper, given.ground
        row.words, row.file = given.words, given.file or row.file
        row.answered_at, row.answered_by_name = timezone.now(), actor.name
        row.cleared_at, row.cleared_basis = None, ""
        row.save()
        held = _hold(actor, row) if row.outcome == Outcome.VIOLATION else 0
        _recorded(actor, row, f"Ghi ý kiến về một trường hợp: {row.get_outcome_display()}", held)
    return row


def _hold(actor: Actor, row: ConsultationSubject) -> int:
    return len(
        hold_subject(
            actor=actor, row=row, ground=row.ground, words=row.words, source=source_of(row)
        )
    )


def clear_answer(*, actor: Actor, subject: ConsultationSubject, basis: str) -> ConsultationSubject:
    """A later paper of the body settles the violation: its holds are lifted."""
    must_handle(subject.consultation, actor)
    if not clean(basis):
        raise Refusal("Ghi số, ngày văn bản đã làm rõ.")
    with transaction.atomic():
        row = _locked(subject)
        if row.outcome != Outcome.VIOLATION or row.cleared_at is not None:
            raise Refusal("Trường hợp này không còn vi phạm nào chờ làm rõ.")
        row.cleared_at, row.cleared_basis = timezone.now(), clean(basis)[:300]
        row.save()
        lifted = release_subject(
            actor=actor, row=row, source=source_of(row), basis=row.cleared_basis
        )
        _recorded(actor, row, "Văn bản sau làm rõ vi phạm của một trường hợp", lifted)
    return row


def _locked(subject: ConsultationSubject) -> ConsultationSubject:
    """The row for this transaction; its letter cannot move meanwhile."""
    Consultation.objects.select_for_update(of=("self",)).get(pk=subject.consultation_id)
    return (
        ConsultationSubject.objects.select_for_update(of=("self",))
        .select_related("consultation__body")
        .get(pk=subject.pk)
    )


def _recorded(actor: Actor, row: ConsultationSubject, sentence: str, dossiers: int) -> None:
    """On the letter, and without a name: whoever keeps away from the subject reads the journal."""
    record(
        actor=actor,
        verb="consultation.answer_one",
        obj=row.consultation,
        sentence=sentence,
        data={"subject": row.pk, "outcome": row.outcome, "dossiers": dossiers},
    )
