"""A unit's list: kept first, read in the background, asked about, applied as a whole, undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from thidua.commendation.domain.codec import decode
from thidua.commendation.domain.list_apply import NotReady, apply_list, undo_list
from thidua.commendation.domain.list_drafts import LineStanding
from thidua.commendation.domain.list_guards import (
    locked_list,
    must_wait_for_answers,
    own_list,
    queue,
    stand,
)
from thidua.commendation.domain.list_plan import plan_list
from thidua.commendation.domain.list_questions import Question, unanswered
from thidua.commendation.domain.nominate import check_may_nominate
from thidua.commendation.domain.reading_store import to_json
from thidua.commendation.enums import ListState, ListWork, RoundState
from thidua.commendation.models import ListImport, Round
from thidua.core.actors import Actor, system_actor
from thidua.core.editing import stamp
from thidua.core.errors import Refusal
from thidua.core.jobs import defer
from thidua.documents.domain.store import store
from thidua.journal.domain.record import record
from thidua.lists.reading import read_list
from thidua.lists.refusals import Refused
from thidua.organizations.models import Unit

__all__ = [
    "MOST_AT_ONCE",
    "NotReady",
    "answer",
    "answer_many",
    "apply_list",
    "discard_list",
    "judge_again",
    "line_standing",
    "line_standings",
    "note_trouble",
    "questions_of",
    "queue_list",
    "read",
    "read_again",
    "start_list",
    "undo_list",
    "what_stops",
]

MOST_AT_ONCE: Final = 300
"""Longer lists are judged, applied and undone by the worker, with a progress page."""


# -- reading ---------------------------------------------------------------------------------------


def start_list(*, actor: Actor, round_: Round, unit: Unit, name: str, data: bytes) -> ListImport:
    """Keep the file and have it read in the background.

    The file is safe before anything looks into it. Raises NotAllowed or Refusal.
    """
    from thidua.commendation.tasks import read_list_import  # noqa: PLC0415 (app ready)

    check_may_nominate(actor=actor, round_=round_, unit=unit)
    with transaction.atomic():
        stored = store(actor=actor, name=name, data=data)
        list_ = ListImport.objects.create(
            authority_id=actor.authority_id,
            round=round_,
            unit=unit,
            file=stored,
            created_by_name=actor.name,
            changed_by_name=actor.name,
            working=ListWork.READ,
            working_since=timezone.now(),
        )
        record(
            actor=actor,
            verb="list.start",
            obj=list_,
            sentence=f"Nộp danh sách “{stored.name}” cho đợt “{round_.name}”",
            data={"sha256": stored.sha256},
        )
        defer(read_list_import, list_id=list_.pk)
    return list_


def read_again(*, actor: Actor, list_: ListImport) -> None:
    """Queue the reading once more, for a list whose job was lost."""
    from thidua.commendation.tasks import read_list_import  # noqa: PLC0415 (app ready)

    with transaction.atomic():
        held = own_list(actor, list_, None)
        if held.state != ListState.READING:
            raise Refusal("Tệp đã đọc xong. Tải lại trang để xem.")
        held.working_since = timezone.now()
        held.save(update_fields=("working_since",))
        defer(read_list_import, list_id=held.pk)


def read(list_: ListImport) -> None:
    """Read the kept file and judge its lines; once, however often the job runs."""
    with list_.file.content.open("rb") as kept:
        data = kept.read()
    try:
        reading = read_list(data, list_.file.name, year=list_.round.year)
    except Refused as refused:
        _refuse(list_, refused.sentence)
        return
    if not reading.proposals:
        said = " ".join(one.sentence for one in reading.skipped)
        _refuse(list_, said or "Tệp không có dòng đề nghị nào.")
        return
    with transaction.atomic():
        held = locked_list(list_, None)
        if held.state != ListState.READING:
            return
        held.reading = to_json(reading)
        held.state = ListState.READ
        stand(held, plan_list(held))
        held.save()
        record(
            actor=system_actor(held.authority_id),
            verb="list.read",
            obj=held,
            sentence=f"Đọc được {len(reading.proposals)} đề nghị từ “{held.file.name}”",
            data=held.summary,
        )


def _refuse(list_: ListImport, sentence: str) -> None:
    with transaction.atomic():
        held = locked_list(list_, None)
        if held.state != ListState.READING:
            return
        held.state, held.working = ListState.REFUSED, ""
        held.refusal = sentence[:500]
        held.save()
        record(
            actor=system_actor(held.authority_id),
            verb="list.refuse",
            obj=held,
            sentence=f"Không đọc được “{held.file.name}”: {sentence}",
        )


def questions_of(list_: ListImport) -> list[Question]:
    """Questions as they stood when the list was last worked out, answered ones too."""
    return [decode(Question, data) for data in list_.standing.get("questions", ())]


def line_standings(list_: ListImport) -> list[dict[str, Any]]:
    """What each line came to, as kept; see `LineStanding` (read with `line_standing`)."""
    lines: list[dict[str, Any]] = list_.standing.get("lines", [])
    return lines


def line_standing(data: Mapping[str, Any]) -> LineStanding:
    return decode(LineStanding, data)


def what_stops(list_: ListImport) -> list[str]:
    """What stands between a list and its dossiers, as last worked out; the button says it."""
    if list_.round.state == RoundState.CLOSED:
        return ["Đợt xét đã khóa nhận hồ sơ. Liên hệ cơ quan thường trực để mở lại."]
    waiting = [
        question for question in questions_of(list_) if any(question.open_rows(list_.answers))
    ]
    if waiting:
        return unanswered(waiting, list_.answers)
    return [] if list_.summary["ready"] else ["Mọi dòng đều đã bỏ, không còn hồ sơ nào để nhập."]


# -- answering -------------------------------------------------------------------------------------


def answer(*, actor: Actor, list_: ListImport, key: str, value: str) -> ListImport:
    """Answer one question, or one row of it."""
    return answer_many(actor=actor, list_=list_, answers={key: value})


def answer_many(
    *,
    actor: Actor,
    list_: ListImport,
    answers: Mapping[str, str],
    revision: int | None = None,
) -> ListImport:
    """Answer several questions; an empty value takes an answer back. Lines are judged again.

    Raises StaleEdit when somebody else answered since `revision`.
    """
    from thidua.commendation.tasks import judge_list_import  # noqa: PLC0415 (app ready)

    with transaction.atomic():
        held = own_list(actor, list_, revision)
        must_wait_for_answers(held)
        changed = _changed_answers(held, answers)
        if not changed:
            return held
        kept = held.answers | changed
        held.answers = {key: value for key, value in kept.items() if value}
        stamp(held, actor)
        if held.summary["lines"] > MOST_AT_ONCE:
            queue(held, ListWork.JUDGE)
            defer(judge_list_import, list_id=held.pk)
        else:
            stand(held, plan_list(held))
        held.save()
        record(
            actor=actor,
            verb="list.answer",
            obj=held,
            sentence=f"Trả lời {len(changed)} câu hỏi về danh sách “{held.file.name}”",
            data=changed,
        )
    return held


def _changed_answers(list_: ListImport, answers: Mapping[str, str]) -> dict[str, str]:
    """Answers that differ from those kept; refused when a question has changed meanwhile."""
    choices = {
        question.key: {choice.value for choice in question.choices}
        for question in questions_of(list_)
    }
    changed = {key: value for key, value in answers.items() if value != list_.answers.get(key, "")}
    for key, value in changed.items():
        if value and value not in choices.get(key.partition("#")[0], ()):
            raise Refusal("Câu hỏi đã thay đổi. Tải lại trang rồi trả lời lại.")
    return changed


def judge_again(list_: ListImport) -> None:
    """Work the list out anew: after answers to a long one."""
    with transaction.atomic():
        held = locked_list(list_, None)
        if held.state == ListState.READ:
            stand(held, plan_list(held))
            held.save()


def discard_list(*, actor: Actor, list_: ListImport, revision: int | None = None) -> ListImport:
    """Set aside a list that was not applied; the file stays."""
    with transaction.atomic():
        held = own_list(actor, list_, revision)
        if held.state not in (ListState.READING, ListState.REFUSED, ListState.READ):
            raise Refusal(f"Danh sách ở bước “{held.get_state_display()}” nên không bỏ được.")
        if held.working == ListWork.APPLY:
            raise Refusal("Danh sách đang được nhập. Chờ xong rồi hoàn tác nếu cần.")
        held.state, held.working = ListState.DISCARDED, ""
        stamp(held, actor)
        held.save()
        record(
            actor=actor,
            verb="list.discard",
            obj=held,
            sentence=f"Bỏ danh sách “{held.file.name}”, không nhập",
        )
    return held


# -- in the background -----------------------------------------------------------------------------


def queue_list(
    *, actor: Actor, list_: ListImport, work: ListWork, revision: int | None = None
) -> ListImport:
    """Have a long list applied or undone by the worker."""
    from thidua.commendation import tasks  # noqa: PLC0415 (app ready)

    with transaction.atomic():
        held = own_list(actor, list_, revision)
        if work is ListWork.APPLY:
            must_wait_for_answers(held)
        elif held.state != ListState.APPLIED or held.working:
            raise Refusal("Chỉ hoàn tác được danh sách đã nhập.")
        queue(held, work)
        stamp(held, actor)
        held.save()
        job = tasks.apply_list_import if work is ListWork.APPLY else tasks.undo_list_import
        defer(job, list_id=held.pk, actor=tasks.actor_json(actor))
    return held


def note_trouble(list_: ListImport, refusal: Refusal) -> None:
    """What kept the worker from finishing, for the page."""
    ListImport.objects.filter(pk=list_.pk).update(
        working="", trouble=" ".join(refusal.reasons)[:1000]
    )
