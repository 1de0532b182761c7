"""Taking a list in as a whole, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from thidua.commendation.domain.assess import assess
from thidua.commendation.domain.codes import next_codes
from thidua.commendation.domain.list_drafts import AT_ONCE, chunks, draft
from thidua.commendation.domain.list_guards import locked_list, must_be_read, own_list, stand
from thidua.commendation.domain.list_plan import ListPlan, plan_list
from thidua.commendation.domain.list_questions import unanswered
from thidua.commendation.domain.nominate import check_may_nominate
from thidua.commendation.domain.subject_making import Made, make_subjects, withdraw_subjects
from thidua.commendation.enums import ListState, ListWork, State
from thidua.commendation.models import ListImport, Nomination
from thidua.commendation.workflow import NOMINATIONS
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import stamp
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.registry.domain.imports import LOCK as PEOPLE_LOCK

MOST_NAMED: Final = 5


class NotReady(Refusal):
    """Something in the list still has to be answered; `plan` is the list as it stands now."""

    def __init__(self, plan: ListPlan, *reasons: str) -> None:
        self.plan = plan
        super().__init__(*reasons)


def apply_list(*, actor: Actor, list_: ListImport, revision: int | None = None) -> ListImport:
    """Make every line into a draft dossier, all or none.

    Raises NotReady naming what is still open; the list then shows its new standing.
    """
    try:
        with transaction.atomic(), sentence_for(Nomination):
            return _apply(own_list(actor, list_, revision), actor)
    except NotReady as refusal:
        with transaction.atomic():
            held = locked_list(list_, None)
            stand(held, refusal.plan)
            held.save()
        raise


def _apply(list_: ListImport, actor: Actor) -> ListImport:
    if list_.working not in ("", ListWork.APPLY):
        raise Refusal(f"{list_.get_working_display()}. Chờ xong rồi làm tiếp.")
    must_be_read(list_)
    check_may_nominate(actor=actor, round_=list_.round, unit=list_.unit)
    _people_lock(list_.authority_id)
    plan = plan_list(list_)
    if plan.open_questions:
        raise NotReady(plan, *unanswered(plan.open_questions, list_.answers))
    if not plan.ready:
        raise Refusal("Mọi dòng đều đã bỏ, không còn hồ sơ nào để nhập.")
    refs = {line.ref for line in plan.ready if line.ref}
    made = make_subjects(actor=actor, unit=list_.unit, new=plan.book.new, needed=refs)
    codes = _make_dossiers(plan, made, list_, actor)
    list_.state, list_.written = ListState.APPLIED, made.written
    list_.summary = list_.summary | {"applied": len(codes)}
    list_.working, list_.trouble = "", ""
    list_.applied_at, list_.applied_by_name = timezone.now(), actor.name
    stamp(list_, actor)
    list_.save()
    record(
        actor=actor,
        verb="list.apply",
        obj=list_,
        sentence=f"Nhập {len(codes)} hồ sơ đề nghị từ “{list_.file.name}”",
        data={"first": codes[0], "last": codes[-1], "written": _counts(made.written)},
    )
    return list_


def _make_dossiers(plan: ListPlan, made: Made, list_: ListImport, actor: Actor) -> list[str]:
    """Dossiers of the ready lines, five hundred at a time, each judged as it is made."""
    lines = plan.ready
    codes = next_codes(plan.round_, len(lines))
    for part in chunks(list(zip(lines, codes, strict=True))):
        rows = [
            draft(plan, line, actor, made.pk(line.ref), code=code, list_id=list_.pk)
            for line, code in part
            if line.ref
        ]
        assess(Nomination.objects.bulk_create(rows, batch_size=AT_ONCE), "draft")
    return codes


def _counts(written: Mapping[str, list[int]]) -> dict[str, int]:
    return {name: len(keys) for name, keys in written.items()}


def _people_lock(authority_id: int) -> None:
    """Lists and register files that make people known are applied one at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [PEOPLE_LOCK, authority_id])


def undo_list(*, actor: Actor, list_: ListImport, revision: int | None = None) -> ListImport:
    """Discard the list's drafts, and withdraw whom only it made known.

    Raises Refusal naming the dossiers that were handed in since: those are withdrawn one by one.
    """
    with transaction.atomic():
        held = own_list(actor, list_, revision)
        if held.state != ListState.APPLIED:
            raise Refusal("Chỉ hoàn tác được danh sách đã nhập.")
        if held.working not in ("", ListWork.UNDO):
            raise Refusal(f"{held.get_working_display()}. Chờ xong rồi làm tiếp.")
        drafts = _drafts(held)
        _people_lock(held.authority_id)
        for row in drafts:
            NOMINATIONS.perform(row, "discard", actor=actor)
        counts = withdraw_subjects(held)
        held.state, held.working, held.trouble = ListState.UNDONE, "", ""
        held.undone_at, held.undone_by_name = timezone.now(), actor.name
        stamp(held, actor)
        held.save()
        record(
            actor=actor,
            verb="list.undo",
            obj=held,
            sentence=f"Hoàn tác danh sách “{held.file.name}”: bỏ {len(drafts)} bản nháp",
            data=counts,
        )
    return held


def _drafts(list_: ListImport) -> list[Nomination]:
    rows = list(list_.nominations.exclude(state=State.WITHDRAWN).order_by("pk"))
    moved = [row for row in rows if row.state != State.DRAFT]
    if moved:
        names = ", ".join(f"{row.name} ({row.code})" for row in moved[:MOST_NAMED])
        more = f" và {len(moved) - MOST_NAMED} hồ sơ nữa" if len(moved) > MOST_NAMED else ""
        raise Refusal(
            f"Chưa hoàn tác được: {len(moved)} hồ sơ của danh sách đã nộp: {names}{more}. "
            "Rút từng hồ sơ đã nộp trước, rồi hoàn tác."
        )
    return rows
