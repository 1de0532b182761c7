"""The bodies that are asked: the list, entering one, changing one, taking those of a regulation."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.consultation.domain.bodies import (
    BodyData,
    add_body,
    change_body,
    named_by_rules,
    seed_bodies,
)
from thidua.consultation.enums import BodyKind
from thidua.consultation.models import ConsultedBody
from thidua.consultation.queries import READERS
from thidua.consultation.queries import bodies as visible_bodies
from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.web.office.consultation_forms import BodyForm
from thidua.web.shared.workbook import response

PAGE_SIZE = 50
HEAD = (
    "Cơ quan",
    "Lĩnh vực",
    "Địa chỉ",
    "Thư điện tử",
    "Căn cứ phải hỏi",
    "Đang hỏi",
    "Số văn bản",
)


@screen(*READERS)
def bodies(request: HttpRequest) -> HttpResponse:
    """Bodies with how often each was asked."""
    words, kind = request.GET.get("q", "").strip()[:100], request.GET.get("linh_vuc", "")
    found = visible_bodies(request.actor).annotate(letters=Count("consultations"))
    if words:
        found = found.filter(name__icontains=words)
    if kind in BodyKind.values:
        found = found.filter(kind=kind)
    if "xuat" in request.GET:
        return _workbook(found)
    known = set(visible_bodies(request.actor).values_list("name", flat=True))
    named = named_by_rules(request.actor.authority_id, timezone.localdate())
    context = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang")),
        "words": words,
        "kind": kind,
        "kinds": BodyKind.choices,
        "named": [name for name in named if name not in known],
        "may_change": request.actor.is_any(Role.OFFICER),
    }
    return render(request, "consultation/bodies.html", context)


def _workbook(found) -> HttpResponse:  # noqa: ANN001 (an annotated queryset)
    lines = (
        (
            row.name,
            row.get_kind_display(),
            row.address,
            row.email,
            row.basis,
            "x" if row.active else "",
            row.letters,
        )
        for row in found
    )
    return response("co-quan-lay-y-kien", "Cơ quan được lấy ý kiến", HEAD, lines)


@screen(Role.OFFICER, writes=True)
def body_new(request: HttpRequest) -> HttpResponse:
    """Enter a body."""
    form = BodyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            row = add_body(actor=request.actor, data=form.data_of())
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã thêm {row}.")
            return redirect("office:bodies")
    status = 422 if form.is_bound else 200
    return render(request, "consultation/body.html", {"form": form}, status=status)


@screen(Role.OFFICER, writes=True)
def body(request: HttpRequest, code: str) -> HttpResponse:
    """Change what is written of a body."""
    row = get_object_or_404(visible_bodies(request.actor), code=code)
    form = BodyForm(posted(request), initial=_values(row))
    if request.method == "POST" and form.is_valid():
        try:
            change_body(
                actor=request.actor, body=row, data=form.data_of(), revision=revision_of(request)
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã lưu {row}.")
            return redirect("office:bodies")
    context = {"form": form, "row": row, "revision": request.POST.get("revision", row.revision)}
    return render(request, "consultation/body.html", context, status=422 if form.is_bound else 200)


def _values(row: ConsultedBody) -> dict[str, object]:
    return {name: getattr(row, name) for name in asdict(BodyData("", ""))}


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form; None when the form is only shown."""
    return request.POST if request.method == "POST" else None


def files_of(request: HttpRequest) -> tuple[Any, Any]:
    """As `posted`, with the files beside it."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def revision_of(request: HttpRequest) -> int | None:
    """The revision a form was opened at; None where it does not say."""
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None  # noqa: PLR2004 (an int)


@screen(Role.OFFICER, reads=False, writes=True)
def seed(request: HttpRequest) -> HttpResponse:
    """Take over the bodies that the authority's regulations name."""
    made = seed_bodies(actor=request.actor, day=timezone.localdate())
    if made:
        messages.success(request, f"Đã thêm {len(made)} cơ quan theo quy định địa phương.")
    else:
        messages.info(request, "Không còn cơ quan nào trong quy định địa phương chưa có ở đây.")
    return redirect("office:bodies")


urlpatterns = [
    path("hiep-y/co-quan/", bodies, name="bodies"),
    path("hiep-y/co-quan/moi/", body_new, name="body_new"),
    path("hiep-y/co-quan/theo-quy-dinh/", seed, name="bodies_seed"),
    path("hiep-y/co-quan/<slug:code>/", body, name="body"),
]
