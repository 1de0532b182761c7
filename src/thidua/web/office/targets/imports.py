"""Bringing a workbook of targets in: the file, its questions, what would be written, applying."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django_htmx.http import HttpResponseClientRefresh

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.targets.building import Draft
from thidua.targets.domain import importing
from thidua.targets.enums import ImportState, TargetKind
from thidua.targets.models import TargetImport
from thidua.targets.queries import imports_visible_to
from thidua.web.office.targets.forms import UploadForm
from thidua.web.shared.form_pages import revision
from thidua.web.shared.target_shown import figure

PAGE_SIZE = 30
MEGABYTE = 1024 * 1024
LOOKS = {
    ImportState.READ: ("warn", "question-circle"),
    ImportState.WRITING: ("info", "hourglass-split"),
    ImportState.APPLIED: ("ok", "check-circle-fill"),
    ImportState.DISCARDED: ("plain", "x-lg"),
}


@screen(Role.OFFICER, writes=True)
def imports(request: HttpRequest) -> HttpResponse:
    """Files brought in so far, and the form for the next one."""
    sent = request.method == "POST"
    initial = {"year": timezone.localdate().year}
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm(initial=initial)
    if sent and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            made = importing.start_import(
                actor=request.actor,
                name=given.name,
                data=given.read(),
                year=form.cleaned_data["year"],
            )
        except Refusal as refusal:
            form.add_error("file", list(refusal.reasons))
        else:
            return redirect("office:target_import", made.code)
    found = imports_visible_to(request.actor).select_related("file").order_by("-read_at")
    page = Paginator(found.defer("reading"), PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        row.look, row.icon = LOOKS[ImportState(row.state)]
    context = {"form": form, "page": page, "largest": settings.LARGEST_UPLOAD // MEGABYTE}
    return render(request, "targets/imports.html", context, status=422 if form.errors else 200)


def _mine(request: HttpRequest, code: str) -> TargetImport:
    return get_object_or_404(imports_visible_to(request.actor).select_related("file"), code=code)


@screen(Role.OFFICER, writes=True)
def one_import(request: HttpRequest, code: str) -> HttpResponse:
    """Questions in one form, remarks, and what would be written."""
    row = _mine(request, code)
    follows = request.htmx and request.htmx.target == "td-progress"
    if follows and row.state != ImportState.WRITING:
        return HttpResponseClientRefresh()
    if request.method != "POST":
        return _shown(request, row)
    given = {
        key.removeprefix("tl:"): value
        for key, value in request.POST.items()
        if key.startswith("tl:") and value
    }
    try:
        importing.answer(actor=request.actor, row=row, answers=given, revision=revision(request))
    except Refusal as refusal:
        return _shown(request, _mine(request, code), refusal.reasons)
    messages.success(request, f"Đã ghi {len(given)} câu trả lời.")
    return redirect("office:target_import", row.code)


def _shown(request: HttpRequest, row: TargetImport, refused: tuple[str, ...] = ()) -> HttpResponse:
    row.look, row.icon = LOOKS[ImportState(row.state)]  # type: ignore[attr-defined]
    errors = refused or tuple(row.faults)
    context: dict[str, Any] = {"row": row, "errors": errors, "made": row.made}
    if row.state == ImportState.READ:
        sight = importing.look(row)
        open_keys = {one.key for one in sight.open}
        cards = [
            {
                "question": one,
                "chosen": sight.answers.get(one.key) or one.suggested,
                "is_open": one.key in open_keys,
            }
            for one in sight.asked.questions
        ]
        context |= {
            "cards": sorted(cards, key=lambda card: not card["is_open"]),
            "open": len(open_keys),
            "remarks": sight.asked.remarks[:200],
            "drafts": [_draft(one) for one in sight.drafts],
        }
    return render(request, "targets/import.html", context, status=422 if refused else 200)


def _draft(one: Draft) -> dict[str, Any]:
    """One target as it would be written."""
    return {
        "name": one.goal.name,
        "exists": bool(one.code),
        "kind": TargetKind(one.goal.kind).label,
        "plan": figure(one.goal.plan, one.goal.measure) if one.goal.plan is not None
        else one.goal.words,
        "formula": one.formula.label,
        "counting": one.counting.label,
        "baseline": figure(one.baseline, one.goal.measure) if one.baseline is not None else "",
        "parts": len(one.parts),
        "figures": len(one.figures),
    }  # fmt: skip


@screen(Role.OFFICER, reads=False, writes=True)
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """Have it all written in the background, or say every reason why not."""
    row = _mine(request, code)
    try:
        if row.state == ImportState.WRITING:
            importing.begin_again(actor=request.actor, row=row)
        else:
            importing.begin(actor=request.actor, row=row, revision=revision(request))
    except Refusal as refusal:
        return _shown(request, _mine(request, code), refusal.reasons)
    return redirect("office:target_import", row.code)


@screen(Role.OFFICER, reads=False, writes=True)
def discard(request: HttpRequest, code: str) -> HttpResponse:
    row = _mine(request, code)
    importing.discard(actor=request.actor, row=row)
    messages.success(request, "Đã bỏ tệp; tệp vẫn được giữ.")
    return redirect("office:target_imports")


urlpatterns = [
    path("chi-tieu/nhap/", imports, name="target_imports"),
    path("chi-tieu/nhap/<slug:code>/", one_import, name="target_import"),
    path("chi-tieu/nhap/<slug:code>/ap-dung/", apply, name="target_import_apply"),
    path("chi-tieu/nhap/<slug:code>/bo/", discard, name="target_import_discard"),
]
