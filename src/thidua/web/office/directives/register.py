"""The register of directives: the list, bringing one in, its page, its steps."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRefresh

from thidua.core.actors import UNIT_ROLES, Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.directives.directive_workflow import DIRECTIVES
from thidua.directives.domain.confirming import step
from thidua.directives.domain.reading import bring_in, paste, paste_instead, read_again
from thidua.directives.enums import DirectiveState, FindingKind, FindingState, TaskState
from thidua.directives.models import Directive
from thidua.directives.queries import (
    READERS,
    results_visible_to,
    searched,
    tasks_visible_to,
    visible_to,
    with_counts,
)
from thidua.directives.rules import may_keep
from thidua.journal.queries import events_of
from thidua.web.office.directives import forms
from thidua.web.office.directives.looks import dress, dress_finding, dress_task
from thidua.web.shared import timelines, workbook
from thidua.web.shared.asked import chips, one_of, order_by, sort_of, words_of
from thidua.web.shared.form_pages import form_page, revision

PAGE_SIZE = 30
SEEN_BY = (*READERS, *sorted(UNIT_ROLES))
SORTS = {
    "moi": ("pk",),
    "so": ("number", "pk"),
    "ngay": ("issued_on", "pk"),
    "buoc": ("state", "pk"),
}
HEAD = ("Mã", "Số, ký hiệu", "Ngày ban hành", "Tên, trích yếu", "Năm", "Bước", "Nhiệm vụ",
        "Hoàn thành", "Quá hạn", "Đưa vào sổ")  # fmt: skip


@screen(*SEEN_BY)
def directives(request: HttpRequest) -> HttpResponse:
    """Directives, newest first, each with how far its tasks are."""
    words = words_of(request.GET)
    state = one_of(request.GET, "buoc", DirectiveState.values)
    found = searched(visible_to(request.actor), words)
    counts = Counter(found.order_by().values_list("state", flat=True))
    sort = sort_of(request.GET, SORTS, "-moi")
    today = timezone.localdate()
    rows = with_counts(found.filter(state=state) if state else found, today)
    rows = rows.defer("text", "original", "notes").order_by(*order_by(sort, SORTS))
    if request.GET.get("xuat") == "xlsx":
        return _book(rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        dress(row)
    steps = [("", "Tất cả", counts.total())]
    steps += [
        (one.value, one.label, counts[one]) for one in DirectiveState if counts[one] or one == state
    ]
    context = {
        "page": page,
        "words": words,
        "sort": sort,
        "chips": chips(request.GET, "buoc", state, steps),
        "is_filtered": bool(words or state),
        "may_keep": request.actor.is_any(Role.OFFICER),
    }
    return render(request, "directives/list.html", context)


def _book(rows: QuerySet[Directive]) -> HttpResponse:
    lines = (
        (
            row.code,
            row.number,
            f"{row.issued_on:%d/%m/%Y}" if row.issued_on else "",
            row.subject or row.name,
            row.year,
            row.get_state_display(),
            row.task_count,
            row.done_count,
            row.late_count,
            f"{timezone.localtime(row.created_at):%d/%m/%Y}",
        )
        for row in rows
    )
    return workbook.response("chi-thi", "Sổ chỉ thị", HEAD, lines)


@screen(Role.OFFICER, writes=True)
def bring(request: HttpRequest) -> HttpResponse:
    """A file or a text; it is kept before anything looks into it."""
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.BringInForm(*data)
    if request.method == "POST" and form.is_valid():
        try:
            row = _brought(request, form.cleaned_data)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
            earlier = getattr(refusal, "earlier", None)
        else:
            messages.success(request, "Đã giữ tệp. Hệ thống đang đọc văn bản.")
            return redirect("office:directive", row.code)
    else:
        earlier = None
    context = {"form": form, "earlier": earlier}
    return render(request, "directives/new.html", context, status=422 if form.is_bound else 200)


def _brought(request: HttpRequest, data: dict[str, Any]) -> Directive:
    again = data["again"]
    if file := data["file"]:
        return bring_in(actor=request.actor, name=file.name, data=file.read(), again=again)
    return paste(actor=request.actor, text=data["text"], again=again)


def directive_or_404(request: HttpRequest, code: str) -> Directive:
    rows = with_counts(visible_to(request.actor), timezone.localdate()).select_related("file")
    return dress(get_object_or_404(rows, code=code))


@screen(*SEEN_BY)
def directive(request: HttpRequest, code: str) -> HttpResponse:
    """One directive: what it says, its tasks and how far they are, its reports, its history."""
    row = directive_or_404(request, code)
    if request.htmx and (row.state != DirectiveState.READING or row.fault):
        return HttpResponseClientRefresh()
    today = timezone.localdate()
    is_unit = request.actor.role in UNIT_ROLES
    tasks = tasks_visible_to(request.actor).filter(directive=row)
    context = {
        "directive": row,
        "tasks": [dress_task(one, today) for one in tasks],
        "is_unit": is_unit,
        "offers": DIRECTIVES.offers(row, request.actor),
        "may_keep": not may_keep(row, request.actor),
        "waits_long": bool(
            row.reading_since and (timezone.now() - row.reading_since).total_seconds() > 60  # noqa: PLR2004
        ),
        "kept": _kept(row),
    }
    if not is_unit:
        context |= {
            "results": results_visible_to(request.actor).filter(directive=row),
            "events": timelines.shown(request.actor, events_of(row)),
        }
    return render(request, "directives/directive.html", context)


def _kept(row: Directive) -> list[tuple[str, list[Any]]]:
    """Confirmed findings that became nothing of their own: themes, movements, cited papers."""
    kinds = (FindingKind.THEME, FindingKind.MOVEMENT, FindingKind.TARGET, FindingKind.CITATION,
             FindingKind.RECIPIENT)  # fmt: skip
    rows = row.findings.filter(state=FindingState.CONFIRMED, kind__in=kinds)
    by_kind: dict[str, list[Any]] = {kind: [] for kind in kinds}
    for number, one in enumerate(rows, start=1):
        by_kind[one.kind].append(dress_finding(one, number))
    return [(kind.label, by_kind[kind]) for kind in kinds if by_kind[kind]]


FORMS = {
    "end": (forms.NoteForm, "Đã kết thúc theo dõi chỉ thị."),
    "reopen": (forms.ReasonForm, "Đã mở lại: chỉ thị tiếp tục được theo dõi."),
    "withdraw": (forms.ReasonForm, "Đã rút chỉ thị."),
}


@screen(*READERS, writes=True)
def act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One step of the directive's path, each on its own page."""
    row = directive_or_404(request, code)
    if name == "issue" and request.method == "POST":
        return _issue(request, row)
    if name not in FORMS:
        raise Http404
    form_class, done = FORMS[name]
    label = DIRECTIVES.by_name[name].label
    return form_page(
        request,
        form_class(request.POST if request.method == "POST" else None),
        run=lambda data: step(
            actor=request.actor, directive=row, name=name, revision=revision(request), **data
        ),
        done=done,
        back=reverse("office:directive", args=[row.code]),
        page=page_of(row, label),
    )


def page_of(row: Directive, title: str, lead: str = "") -> dict[str, Any]:
    return {
        "title": title,
        "lead": lead or row.label,
        "crumbs": [
            ("Chỉ thị", reverse("office:directives")),
            (row.number or row.code, reverse("office:directive", args=[row.code])),
        ],
        "submit": title,
        "row": row,
    }


def _issue(request: HttpRequest, row: Directive) -> HttpResponse:
    try:
        step(actor=request.actor, directive=row, name="issue", revision=revision(request))
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect("office:directive_assign", row.code)
    given = row.tasks.filter(state=TaskState.OPEN).count()
    messages.success(request, f"Đã giao {given} nhiệm vụ. Các đơn vị thấy việc trên bàn làm việc.")
    return redirect("office:directive", row.code)


@screen(Role.OFFICER, reads=False, writes=True)
def again(request: HttpRequest, code: str) -> HttpResponse:
    """Read the kept file once more."""
    row = directive_or_404(request, code)
    try:
        read_again(actor=request.actor, directive=row)
    except Refusal as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, "Đang đọc lại tệp.")
    return redirect("office:directive", row.code)


@screen(Role.OFFICER, writes=True)
def words(request: HttpRequest, code: str) -> HttpResponse:
    """The text in place of a file that cannot be read."""
    row = directive_or_404(request, code)
    lead = row.fault or "Dán toàn văn; tệp đã nộp vẫn được giữ."
    return form_page(
        request,
        forms.PasteForm(request.POST if request.method == "POST" else None),
        run=lambda data: paste_instead(actor=request.actor, directive=row, **data),
        done="Đã nhận văn bản, đang đọc.",
        back=reverse("office:directive", args=[row.code]),
        page=page_of(row, "Dán văn bản", lead) | {"row": None},
    )


urlpatterns = [
    path("chi-thi/", directives, name="directives"),
    path("chi-thi/moi/", bring, name="directive_new"),
    path("chi-thi/<slug:code>/", directive, name="directive"),
    path("chi-thi/<slug:code>/doc-lai/", again, name="directive_again"),
    path("chi-thi/<slug:code>/dan-van-ban/", words, name="directive_paste"),
    path("chi-thi/<slug:code>/thao-tac/<slug:name>/", act, name="directive_act"),
]
