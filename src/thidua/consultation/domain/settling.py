"""Answering whether a row of a list is about a nominee."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from thidua.commendation.enums import HoldGround
from thidua.consultation.domain.holding import hold_subject, release_subject
from thidua.consultation.domain.matching import source_of_match
from thidua.consultation.enums import Answer, ListState
from thidua.consultation.models import StopMatch
from thidua.consultation.queries import matches
from thidua.consultation.rules import officers_only
from thidua.core.actors import Actor
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean


def usual_words(match: StopMatch) -> str:
    """What the unit reads unless the officer writes otherwise: whose list, not what it says."""
    held = match.row.stop_list
    about = "" if held.ground == HoldGround.OTHER else f" ({held.get_ground_display().lower()})"
    return (
        f"Có tên trong danh sách do {held.body.name} gửi{about}. "
        "Đơn vị, cá nhân làm việc với cơ quan này để có văn bản làm rõ."
    )[:500]


def is_the_same(*, actor: Actor, match: StopMatch, words: str = "") -> int:
    """The row is about this subject: every live dossier is put on hold; how many."""
    with transaction.atomic():
        row = _locked(actor, match)
        if row.answer != Answer.OPEN:
            raise Refusal(_answered(row))
        if row.row.stop_list.state != ListState.ACTIVE:
            raise Refusal("Danh sách này không còn dùng.")
        row.answer, row.words = Answer.SAME, clean(words)[:500] or usual_words(row)
        _answer(actor, row)
        held = hold_subject(
            actor=actor,
            row=row,
            ground=row.row.stop_list.ground,
            words=row.words,
            source=source_of_match(row),
        )
        _recorded(actor, row, "Trả lời một dòng: đúng là đối tượng được đề nghị", len(held))
    return len(held)


def is_another(*, actor: Actor, match: StopMatch) -> StopMatch:
    """The row is about somebody else: never asked again."""
    with transaction.atomic():
        row = _locked(actor, match)
        if row.answer != Answer.OPEN:
            raise Refusal(_answered(row))
        row.answer = Answer.OTHER
        _answer(actor, row)
        _recorded(actor, row, "Trả lời một dòng: không phải đối tượng được đề nghị", 0)
    return row


def ask_again(*, actor: Actor, match: StopMatch, why: str) -> StopMatch:
    """Take an answer back; what it put on hold is released with the reason."""
    if not clean(why):
        raise Refusal("Ghi lý do hỏi lại.")
    with transaction.atomic():
        row = _locked(actor, match)
        if row.answer == Answer.OPEN:
            raise Refusal("Dòng này đang chờ trả lời.")
        lifted = 0
        if row.answer == Answer.SAME:
            basis = f"Hỏi lại việc đối chiếu: {clean(why)}"
            source = source_of_match(row)
            lifted = release_subject(actor=actor, row=row, source=source, basis=basis)
        row.answer, row.words = Answer.OPEN, ""
        row.answered_at, row.answered_by_name = None, ""
        row.save()
        _recorded(actor, row, f"Hỏi lại một dòng đã trả lời: {clean(why)}", lifted)
    return row


def _answer(actor: Actor, row: StopMatch) -> None:
    row.answered_at, row.answered_by_name = timezone.now(), actor.name
    row.save()


def _answered(row: StopMatch) -> str:
    said = row.get_answer_display().lower()
    return f"{row.answered_by_name} đã trả lời dòng này ({said}). Bấm hỏi lại nếu trả lời nhầm."


def _locked(actor: Actor, match: StopMatch) -> StopMatch:
    officers_only(actor)
    if not matches(actor).filter(pk=match.pk).exists():
        raise NotAllowed("Anh, chị không trả lời được dòng này.")
    StopMatch.objects.select_for_update(of=("self",)).get(pk=match.pk)
    return StopMatch.objects.select_related("row__stop_list__body").get(pk=match.pk)


def _recorded(actor: Actor, row: StopMatch, sentence: str, dossiers: int) -> None:
    """On the list, and without a name: whoever keeps away from the subject reads the journal."""
    record(
        actor=actor,
        verb="stoplist.answer",
        obj=row.row.stop_list,
        sentence=sentence,
        data={"match": row.pk, "row": row.row.row, "dossiers": dossiers},
    )
