"""Dossiers on hold: all of them, putting one on hold, letting one go on."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.commendation.domain.holds import lift_hold, put_hold
from thidua.commendation.enums import ENDED, HoldGround
from thidua.commendation.models import Hold
from thidua.commendation.queries import searched, visible_to
from thidua.consultation.queries import holds as visible
from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.law import known_title
from thidua.vietnamese.dates import format_day
from thidua.web.office.consultation_forms import BasisForm, HoldForm
from thidua.web.office.consulted_bodies import posted
from thidua.web.shared.asked import state_chips
from thidua.web.shared.holds import CLEARS, SEES_SOURCE
from thidua.web.shared.workbook import response

PAGE_SIZE = 50
READERS = (Role.OFFICER, Role.INSPECTOR, Role.SECRETARY)


@screen(*READERS)
def holds(request: HttpRequest) -> HttpResponse:
    """Standing holds, newest first; lifted ones on request."""
    seen = visible(request.actor)
    ground, unit = request.GET.get("ly_do", ""), request.GET.get("don_vi", "")
    lifted = request.GET.get("tinh_trang", "") == "da-go"
    words = request.GET.get("q", "").strip()[:100]
    found = seen.filter(lifted_at__isnull=not lifted)
    if unit.isdecimal() and len(unit) < 10:  # noqa: PLR2004 (an id)
        found = found.filter(nomination__unit_id=unit)
    if words:
        found = found.filter(nomination__in=searched(visible_to(request.actor), words))
    counts = dict(found.order_by().values_list("ground").annotate(n=Count("pk")))
    if ground in HoldGround.values:
        found = found.filter(ground=ground)
    found = found.order_by("-since", "-pk")
    sees_source = request.actor.role in SEES_SOURCE
    if "xuat" in request.GET:
        return _workbook(found, sees_source=sees_source)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        row.title_short = known_title(row.nomination.title_code).short
        row.clears = CLEARS[row.ground]
    context = {
        "page": page,
        "words": words,
        "lifted": lifted,
        "ground": ground,
        "unit": unit,
        "units": seen.order_by("nomination__unit_name")
        .values_list("nomination__unit_id", "nomination__unit_name")
        .distinct(),
        "chips": state_chips(request.GET, "ly_do", ground, HoldGround, counts),
        "sees_source": sees_source,
        "may_lift": request.actor.is_any(Role.OFFICER),
        "is_filtered": bool(words or ground or unit or lifted),
    }
    return render(request, "consultation/holds.html", context)


def _workbook(found: QuerySet[Hold], *, sees_source: bool) -> HttpResponse:
    head = ("Mã hồ sơ", "Tên", "Đơn vị đề nghị", "Lý do", "Nội dung", "Từ ngày", "Người tạm dừng",
            "Gỡ ngày", "Căn cứ gỡ", *(["Nguồn"] if sees_source else []))  # fmt: skip
    lines = (
        (
            row.nomination.code,
            row.nomination.name,
            row.nomination.unit_name,
            row.get_ground_display(),
            row.words,
            format_day(timezone.localtime(row.since).date()),
            row.put_by_name,
            format_day(timezone.localtime(row.lifted_at).date()) if row.lifted_at else "",
            row.lifted_basis,
            *([row.source] if sees_source else []),
        )
        for row in found
    )
    return response("ho-so-tam-dung", "Hồ sơ đang tạm dừng", head, lines)


@screen(Role.OFFICER, writes=True)
def hold_new(request: HttpRequest) -> HttpResponse:
    """Put a dossier on hold by hand."""
    code = request.GET.get("ho_so", "")[:20]
    row = get_object_or_404(visible_to(request.actor).exclude(state__in=ENDED), code=code)
    form = HoldForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            put_hold(actor=request.actor, nomination=row, **form.cleaned_data)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã tạm dừng hồ sơ {row.code}.")
            return redirect("web:nomination", row.code)
    context = {"form": form, "row": row}
    return render(request, "consultation/hold.html", context, status=422 if form.is_bound else 200)


@screen(Role.OFFICER, writes=True)
def hold_lift(request: HttpRequest, code: str) -> HttpResponse:
    """Let the dossier go on, by the paper that settled the matter."""
    hold = get_object_or_404(visible(request.actor), code=code)
    form = BasisForm(
        posted(request),
        label="Văn bản, kết luận làm căn cứ gỡ",
        hint=f"Số, ngày, cơ quan ban hành. Thường là {CLEARS[hold.ground]}.",
    )
    if request.method == "POST" and form.is_valid():
        try:
            lift_hold(actor=request.actor, hold=hold, basis=form.cleaned_data["basis"])
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã gỡ tạm dừng hồ sơ {hold.nomination.code}.")
            return redirect("web:nomination", hold.nomination.code)
    context = {"form": form, "hold": hold, "row": hold.nomination}
    return render(request, "consultation/hold.html", context, status=422 if form.is_bound else 200)


urlpatterns = [
    path("tam-dung/", holds, name="holds"),
    path("tam-dung/moi/", hold_new, name="hold_new"),
    path("tam-dung/<slug:code>/go/", hold_lift, name="hold_lift"),
]
