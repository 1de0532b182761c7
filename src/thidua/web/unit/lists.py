"""The lists a unit hands in: the file, its questions, its lines judged, applying and undoing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django_htmx.http import HttpResponseClientRefresh

from thidua.commendation.domain.lists import (
    MOST_AT_ONCE,
    answer_many,
    apply_list,
    discard_list,
    queue_list,
    read_again,
    start_list,
    undo_list,
    what_stops,
)
from thidua.commendation.enums import ListState, ListWork, State
from thidua.commendation.models import ListImport
from thidua.commendation.queries import lists_visible_to, visible_to
from thidua.core.actors import Role
from thidua.core.errors import Refusal, StaleEdit
from thidua.core.screens import screen
from thidua.organizations.models import Unit
from thidua.vietnamese.numbers import format_number
from thidua.web.shared import listing
from thidua.web.shared.nominations import bulk_actions
from thidua.web.unit import submission
from thidua.web.unit.list_form import ListForm, rounds_for
from thidua.web.unit.list_shown import (
    STATE_LOOK,
    counted,
    faults,
    lines_page,
    question_cards,
    sent_answers,
    skipped,
    stats,
    step,
    steps,
    verdict_stats,
)

CLERKS = (Role.CLERK, Role.HEAD)
PAGE_SIZE = 30
MEGABYTE = 1024 * 1024
SAMPLES = Path(__file__).resolve().parents[2] / "demo" / "samples"


def _own(request: HttpRequest) -> QuerySet[ListImport]:
    return lists_visible_to(request.actor).select_related("round", "file", "unit")


def _list(request: HttpRequest, code: str) -> ListImport:
    return get_object_or_404(_own(request), code=code)


def _revision(request: HttpRequest) -> int | None:
    words = request.POST.get("revision", "")
    return int(words) if words.isdigit() else None


# -- all lists ------------------------------------------------------------------------------------


@screen(*CLERKS, writes=True)
def lists(request: HttpRequest) -> HttpResponse:
    """Lists handed in so far, and the form for the next one."""
    open_rounds = rounds_for(request.actor)
    is_sent = request.method == "POST"
    form = ListForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        open_rounds=open_rounds,
        initial={"round": request.GET.get("dot", "")},
    )
    if is_sent and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            list_ = start_list(
                actor=request.actor,
                round_=form.chosen_round(),
                unit=Unit.objects.get(pk=request.actor.unit_id),
                name=given.name,
                data=given.read(),
            )
        except Refusal as refusal:
            form.add_error("file", list(refusal.reasons))
        else:
            return redirect("unit:list", list_.code)
    found = _own(request).defer("reading", "standing", "answers", "written")
    page = Paginator(found.order_by("-created_at"), PAGE_SIZE).get_page(request.GET.get("trang"))
    for list_ in page.object_list:
        _decorate(list_)
    context = {
        "form": form,
        "open_rounds": open_rounds,
        "page": page,
        "largest": settings.LARGEST_UPLOAD // MEGABYTE,
        "samples": _samples(),
    }
    return render(request, "unit/lists.html", context, status=422 if form.is_bound else 200)


def _decorate(list_: ListImport) -> None:
    list_.look, list_.icon = STATE_LOOK[ListState(list_.state)]
    list_.words = counted(list_)


def _samples() -> list[str]:
    """Sample lists to try with; only a demo installation offers them."""
    if not settings.DEMO:
        return []
    return sorted(found.name for found in SAMPLES.glob("danh-sach-de-nghi-*"))


@screen(*CLERKS)
def sample(request: HttpRequest, name: str) -> HttpResponse:
    """A sample list, as a download."""
    if name not in _samples():
        raise Http404
    return FileResponse((SAMPLES / name).open("rb"), as_attachment=True, filename=name)


# -- one list -------------------------------------------------------------------------------------


@screen(*CLERKS)
def one_list(request: HttpRequest, code: str) -> HttpResponse:
    """What was read and what comes next; while work goes on the page asks again."""
    list_ = _list(request, code)
    if request.htmx and request.htmx.target == "td-progress" and not list_.working:
        return HttpResponseClientRefresh()
    if list_.state == ListState.APPLIED and request.htmx and not request.htmx.boosted:
        return render(request, "unit/list.html#list", _dossiers(request, list_))
    return _page(request, list_)


def _page(
    request: HttpRequest,
    list_: ListImport,
    *,
    said: QueryDict | None = None,
    errors: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    _decorate(list_)
    context: dict[str, Any] = {
        "list": list_,
        "steps": steps(list_),
        "step": step(list_),
        "errors": list(errors),
    }
    if list_.state == ListState.READ:
        context |= _being_asked(request, list_, said)
    elif list_.state == ListState.APPLIED:
        context |= _dossiers(request, list_) | {"stats": _verdicts(request, list_)}
    return render(request, "unit/list.html", context, status=status)


def _verdicts(request: HttpRequest, list_: ListImport) -> list[dict[str, Any]]:
    """Live dossiers of the list by verdict; each figure leads to them."""
    found = visible_to(request.actor).filter(list_import=list_).exclude(state=State.WITHDRAWN)
    counts = dict(found.order_by().values_list("verdict").annotate(Count("pk")))
    return verdict_stats(counts)


def _being_asked(request: HttpRequest, list_: ListImport, said: QueryDict | None) -> dict[str, Any]:
    working = [f"{list_.get_working_display()}. Chờ xong rồi làm tiếp."] if list_.working else []
    return {
        "stats": stats(list_),
        "cards": question_cards(list_, request, said),
        "faults": faults(list_, request),
        "skipped": skipped(list_),
        "reasons": working or what_stops(list_),
        "apply_label": f"Nhập {format_number(list_.summary['ready'])} hồ sơ",
        **lines_page(list_, request),
    }


def _dossiers(request: HttpRequest, list_: ListImport) -> dict[str, Any]:
    found = visible_to(request.actor).filter(list_import=list_)
    return listing.context(request, found) | {
        "list": list_,
        "bulk_actions": bulk_actions(request),
        "drafts": found.filter(state=State.DRAFT).count(),
    }


@screen(*CLERKS, reads=False, writes=True)
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the answers of the page; when somebody else answered meanwhile, show both."""
    list_ = _list(request, code)
    try:
        kept = answer_many(
            actor=request.actor,
            list_=list_,
            answers=sent_answers(request.POST),
            revision=_revision(request),
        )
    except StaleEdit as stale:
        return _page(
            request, _list(request, code), said=request.POST, errors=stale.reasons, status=409
        )
    if not kept.working:
        left = kept.summary["questions"]
        messages.success(
            request,
            f"Đã ghi câu trả lời. Còn {format_number(left)} dòng cần trả lời."
            if left
            else "Đã trả lời hết. Xem lại các dòng bên dưới rồi nhập hồ sơ.",
        )
    return redirect("unit:list", code)


@screen(*CLERKS, reads=False, writes=True)
def apply_(request: HttpRequest, code: str) -> HttpResponse:
    """Make the lines into draft dossiers, at once or by the worker when there are many."""
    list_ = _list(request, code)
    actor, revision = request.actor, _revision(request)
    if list_.summary.get("lines", 0) > MOST_AT_ONCE:
        queue_list(actor=actor, list_=list_, work=ListWork.APPLY, revision=revision)
    else:
        applied = apply_list(actor=actor, list_=list_, revision=revision)
        count = format_number(applied.summary["applied"])
        messages.success(request, f"Đã nhập {count} hồ sơ nháp. Thủ trưởng đơn vị nộp.")
    return redirect("unit:list", code)


@screen(*CLERKS, writes=True)
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """Say what will be discarded, then discard it."""
    list_ = _list(request, code)
    if request.method == "POST":
        actor, revision = request.actor, _revision(request)
        if list_.summary.get("lines", 0) > MOST_AT_ONCE:
            queue_list(actor=actor, list_=list_, work=ListWork.UNDO, revision=revision)
        else:
            undo_list(actor=actor, list_=list_, revision=revision)
            messages.success(request, "Đã hoàn tác. Tệp vẫn còn đây, nộp lại lúc nào cũng được.")
        return redirect("unit:list", code)
    if list_.state != ListState.APPLIED:
        return redirect("unit:list", code)
    rows = list_.nominations.exclude(state=State.WITHDRAWN)
    context = {
        "list": list_,
        "drafts": rows.filter(state=State.DRAFT).count(),
        "moved": list(rows.exclude(state=State.DRAFT).order_by("sort_key")[:10]),
        "written": [
            {"label": label, "value": format_number(len(list_.written.get(name, ())))}
            for name, label in (
                ("people", "Người do danh sách này thêm"),
                ("units", "Tập thể do danh sách này thêm"),
                ("households", "Hộ do danh sách này thêm"),
            )
            if list_.written.get(name)
        ],
    }
    return render(request, "unit/list_undo.html", context)


@screen(*CLERKS, reads=False, writes=True)
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """Set the list aside without taking it in."""
    discard_list(actor=request.actor, list_=_list(request, code), revision=_revision(request))
    messages.success(request, "Đã bỏ danh sách. Chưa hồ sơ nào được lập từ danh sách này.")
    return redirect("unit:lists")


@screen(*CLERKS, reads=False, writes=True)
def reread(request: HttpRequest, code: str) -> HttpResponse:
    """Queue the reading again, for a list whose job was lost."""
    read_again(actor=request.actor, list_=_list(request, code))
    return redirect("unit:list", code)


urlpatterns = [
    *submission.urlpatterns,
    path("danh-sach/", lists, name="lists"),
    path("danh-sach/tep-mau/<str:name>/", sample, name="sample"),
    path("danh-sach/<slug:code>/", one_list, name="list"),
    path("danh-sach/<slug:code>/tra-loi/", answer, name="list_answer"),
    path("danh-sach/<slug:code>/nhap/", apply_, name="list_apply"),
    path("danh-sach/<slug:code>/hoan-tac/", undo, name="list_undo"),
    path("danh-sach/<slug:code>/bo/", discard, name="list_discard"),
    path("danh-sach/<slug:code>/doc-lai/", reread, name="list_reread"),
]
