"""Bringing the award register and the ratings in: the file, its questions, applying, undoing."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django_htmx.http import HttpResponseClientRefresh

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.registry.domain.imports import (
    NOTHING_READY,
    apply_batch,
    in_words,
    read_again,
    start_import,
)
from thidua.registry.domain.undo import undo_batch, what_rests_on
from thidua.registry.enums import BatchKind, BatchState, RowState
from thidua.registry.models import Award, Discipline, ImportBatch, Rating
from thidua.registry.queries import batches, open_questions, plan, state_counts, with_row_counts
from thidua.vietnamese.numbers import format_number
from thidua.web.office import import_questions
from thidua.web.office.import_shown import (
    STATE_LOOK,
    chips,
    counts_in_words,
    faults,
    shared_answers,
    shown,
    stats,
    step,
    steps,
    total,
)

PAGE_SIZE = 50
FAULTS_SHOWN = 20
MEGABYTE = 1024 * 1024


class UploadForm(forms.Form):
    """A file to bring in."""

    kind = forms.ChoiceField(
        label="Loại sổ", choices=BatchKind.choices, widget=forms.RadioSelect, initial="awards"
    )
    file = forms.FileField(
        label="Tệp",
        help_text="Để nguyên tệp như đang có: dòng tiêu đề, ô gộp, dòng năm đều đọc được.",
        error_messages={
            "required": "Chưa chọn tệp. Chọn tệp sổ rồi bấm Đưa tệp vào.",
            "empty": "Tệp trống, không có nội dung. Kiểm tra lại tệp rồi chọn lại.",
        },
    )


def _batch(request: HttpRequest, code: str) -> ImportBatch:
    return get_object_or_404(batches(request.actor.authority_id), code=code)


@screen(Role.OFFICER, writes=True)
def imports(request: HttpRequest) -> HttpResponse:
    """Files brought in so far, and the form for the next one."""
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if is_sent and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            batch = start_import(
                actor=request.actor,
                kind=BatchKind(form.cleaned_data["kind"]),
                name=given.name,
                data=given.read(),
            )
        except Refusal as refusal:
            form.add_error("file", list(refusal.reasons))
        else:
            return redirect("office:import", batch.code)
    found = with_row_counts(batches(request.actor.authority_id))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    for batch in page.object_list:
        batch.look, batch.icon = STATE_LOOK[BatchState(batch.state)]
    context = {"form": form, "page": page, "largest": settings.LARGEST_UPLOAD // MEGABYTE}
    return render(request, "office/imports.html", context, status=422 if form.is_bound else 200)


# -- one file -------------------------------------------------------------------------------------


@screen(Role.OFFICER)
def one_import(request: HttpRequest, code: str) -> HttpResponse:
    """What was read, row by row, and what comes next; while it is read the page asks again."""
    batch = _batch(request, code)
    if request.htmx and batch.state != BatchState.READING and "td-progress" in _target(request):
        return HttpResponseClientRefresh()
    counts = state_counts(batch)
    state = request.GET.get("trang_thai", "")
    rows = batch.rows.filter(state=state) if state in RowState.values else batch.rows.all()
    page = Paginator(rows.order_by("sheet", "row"), PAGE_SIZE).get_page(request.GET.get("trang"))
    faulty = Paginator(
        batch.rows.exclude(faults=[]).order_by("-content__faulty", "sheet", "row"), FAULTS_SHOWN
    ).get_page(request.GET.get("trang_loi"))
    look, icon = STATE_LOOK[BatchState(batch.state)]
    context = {
        "batch": batch,
        "look": look,
        "icon": icon,
        "words": counts_in_words(batch, counts),
        "stats": stats(batch, counts),
        "chips": chips(request, counts, state),
        "page": page,
        "rows": [shown(row) for row in page.object_list],
        "faults": faulty,
        "fault_lines": [line for row in faulty.object_list for line in faults(row)],
        "open_questions": open_questions(batch),
        "shared": shared_answers(batch),
        "nothing_ready": [NOTHING_READY],
        "ready": total(counts, RowState.READY),
        "steps": steps(batch),
        "step": step(batch, counts),
        "applied": batch.state == BatchState.APPLIED,
    }
    return render(request, "office/import.html", context)


def _target(request: HttpRequest) -> str:
    return request.htmx.target or ""


@screen(Role.OFFICER, reads=False, writes=True)
def reread(request: HttpRequest, code: str) -> HttpResponse:
    """Queue the reading again, for a file whose job was lost."""
    read_again(actor=request.actor, batch=_batch(request, code))
    return redirect("office:import", code)


# -- applying and undoing -------------------------------------------------------------------------


@screen(Role.OFFICER, writes=True)
def apply_(request: HttpRequest, code: str) -> HttpResponse:
    """Say what will be written, then write it."""
    batch = _batch(request, code)
    if request.method == "POST":
        years = [int(year) for year in request.POST.getlist("nam") if year.isdecimal()]
        counts = apply_batch(actor=request.actor, batch=batch, complete_years=years)
        messages.success(request, f"Đã nhập vào sổ {in_words(counts)}.")
        return redirect("office:import", code)
    if batch.state not in (BatchState.PREVIEWED, BatchState.UNDONE):
        return redirect("office:import", code)
    context = {
        "batch": batch,
        "plan": plan(batch),
        "waiting": batch.rows.filter(state=RowState.ASKED).count(),
        "faulty": batch.rows.filter(state=RowState.FAULTY).count(),
        "doubled": batch.rows.filter(state=RowState.DUPLICATE).count(),
        "is_awards": batch.kind == BatchKind.AWARDS,
    }
    return render(request, "office/import_apply.html", context)


@screen(Role.OFFICER, writes=True)
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """Say what will be withdrawn and what stands in the way, then withdraw it."""
    batch = _batch(request, code)
    if request.method == "POST":
        undo_batch(actor=request.actor, batch=batch)
        messages.success(
            request, "Đã hoàn tác. Mọi dòng của tệp vẫn còn đây, có thể nhập lại khi cần."
        )
        return redirect("office:import", code)
    if batch.state != BatchState.APPLIED:
        return redirect("office:import", code)
    live = {"batch": batch, "withdrawn_at__isnull": True}
    context = {
        "batch": batch,
        "reasons": what_rests_on(batch),
        "facts": [
            {"label": label, "value": format_number(count)}
            for label, count in (
                ("Khen thưởng", Award.objects.filter(**live).count()),
                ("Kết quả đánh giá", Rating.objects.filter(**live).count()),
                ("Kỷ luật", Discipline.objects.filter(**live).count()),
                ("Người do tệp này thêm", len(batch.written.get("people", ()))),
                ("Đơn vị do tệp này thêm", len(batch.written.get("units", ()))),
            )
            if count
        ],
    }
    return render(request, "office/import_undo.html", context)


urlpatterns = [
    *import_questions.urlpatterns,
    path("nhap-so/", imports, name="imports"),
    path("nhap-so/<slug:code>/", one_import, name="import"),
    path("nhap-so/<slug:code>/doc-lai/", reread, name="import_reread"),
    path("nhap-so/<slug:code>/nhap/", apply_, name="import_apply"),
    path("nhap-so/<slug:code>/hoan-tac/", undo, name="import_undo"),
]
