"""What the verbs of a list share: whose it is, where it stands, and keeping what it comes to."""

from __future__ import annotations

from django.utils import timezone

from thidua.commendation.domain.codec import encode
from thidua.commendation.domain.list_drafts import standings, summary_of
from thidua.commendation.domain.list_plan import ListPlan
from thidua.commendation.enums import ListState, ListWork
from thidua.commendation.models import ListImport
from thidua.core.actors import Actor, Role, system_actor
from thidua.core.editing import lock
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.text import moment


def locked_list(list_: ListImport, revision: int | None) -> ListImport:
    return lock(ListImport, list_.pk, revision=revision)


def own_list(actor: Actor, list_: ListImport, revision: int | None) -> ListImport:
    if not actor.is_any(Role.CLERK, Role.HEAD) or not actor.acts_for(list_.unit_id):
        raise NotAllowed("Chỉ cán bộ thi đua hoặc thủ trưởng của đơn vị nộp xử lý danh sách này.")
    return locked_list(list_, revision)


def must_be_read(list_: ListImport) -> None:
    if list_.state == ListState.APPLIED and list_.applied_at:
        raise Refusal(
            f"{list_.applied_by_name} đã nhập danh sách này lúc {moment(list_.applied_at)}. "
            "Không nhập lần thứ hai."
        )
    if list_.state != ListState.READ:
        raise Refusal(f"Danh sách đang ở bước “{list_.get_state_display()}”.")


def must_wait_for_answers(list_: ListImport) -> None:
    must_be_read(list_)
    if list_.working:
        raise Refusal(f"{list_.get_working_display()}. Chờ xong rồi làm tiếp.")


def stand(list_: ListImport, plan: ListPlan) -> None:
    """Keep what the list comes to now; the caller saves it."""
    lines = standings(plan, system_actor(list_.authority_id))
    list_.standing = {"questions": encode(plan.questions), "lines": encode(lines)}
    list_.summary = summary_of(plan, lines)
    list_.working, list_.trouble = "", ""


def queue(list_: ListImport, work: ListWork) -> None:
    list_.working, list_.working_since, list_.trouble = work, timezone.now(), ""
