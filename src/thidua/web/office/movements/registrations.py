"""Who registered for a movement, who did not; a registration that came on paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.movements.domain.pact_papers import pact_files
from thidua.movements.domain.registering import register
from thidua.movements.domain.wording import figure
from thidua.movements.models import Movement
from thidua.movements.queries import OFFICE, registrations
from thidua.movements.standing import EXPECTED, in_force, standing
from thidua.organizations.models import Unit
from thidua.vietnamese.text import fold
from thidua.web.office.movements.page import download, mine
from thidua.web.shared import workbook
from thidua.web.shared.movement_pacts import PactForms, pact_context

PAGE_SIZE = 50


@screen(*OFFICE)
def units(request: HttpRequest, code: str) -> HttpResponse:
    """The registrations in force with their pledges, and the names of those without."""
    row = mine(request, code)
    now = standing(row)
    words, show = request.GET.get("q", "").strip()[:100], request.GET.get("nhom", "")
    found = in_force(registrations(request.actor).filter(movement=row))
    if show == "muon":
        found = found.filter(is_late=True)
    sort = request.GET.get("sap_xep", "")
    sort = sort if sort in {"ten", "-ten", "ngay", "-ngay"} else "ten"
    order = {"ten": "unit_name", "ngay": "received_on"}[sort.lstrip("-")]
    found = found.order_by(f"-{order}" if sort.startswith("-") else order, "pk")
    found = found.prefetch_related("pledges", "members", "signatories")
    rows = [one for one in found if fold(words) in fold(one.unit_name)]
    missing = [one for one in now.missing if fold(words) in fold(one.name)]
    if request.GET.get("xuat") == "xlsx":
        return _book(row, rows, [] if show == "muon" else missing)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "movement": row,
        "page": page,
        "words": words,
        "show": show,
        "sort": sort,
        "missing": missing,
        "total": now,
        "expected_words": EXPECTED,
        "may_enter": request.actor.role == Role.OFFICER,
    }
    return render(request, "movements/units.html", context)


def _book(movement: Movement, rows: list[Any], missing: list[Any]) -> HttpResponse:
    head = ("Đơn vị", "Tình trạng", "Kế hoạch đang áp dụng", "Ngày đăng ký", "Lần", "Cam kết",
            "Tham gia qua đơn vị", "Người ký")  # fmt: skip
    lines = [
        (
            row.unit_name,
            "Đăng ký sau hạn" if row.is_late else "Đã đăng ký",
            "Đã xem" if row.plan_version == movement.plan_version else "Chưa xem",
            f"{row.received_on:%d/%m/%Y}",
            row.version,
            "; ".join(_pledge(one) for one in row.pledges.all()),
            "; ".join(one.name for one in row.members.all()),
            "; ".join(f"{one.name}, {one.post}" for one in row.signatories.all()),
        )
        for row in rows
    ]
    lines += [(one.name, "Chưa đăng ký", "", "", "", "", "", "") for one in missing]
    return workbook.response("dang-ky-phong-trao", "Đăng ký phong trào thi đua", head, lines)


def _pledge(one: Any) -> str:
    number = figure(one.amount, one.measure)
    return f"{one.words}: {number}" if number else one.words


@screen(Role.OFFICER, writes=True)
def enter(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """A registration that came on paper, entered with the day it was received."""
    row = mine(request, code)
    body = get_object_or_404(Unit, code=unit, authority_id=request.actor.authority_id)
    forms = PactForms(request, row, body, on_paper=True)
    if request.method == "POST" and forms.is_valid():
        try:
            register(actor=request.actor, movement=row, unit=body, **forms.given())
        except Refusal as refusal:
            forms.refuse(refusal)
        else:
            messages.success(request, "Đã nhập đăng ký.")
            return redirect("office:movement_units", row.code)
    context = pact_context(row, body, forms)
    status = 422 if forms.is_bound else 200
    return render(request, "movements/register.html", context, status=status)


@screen(*OFFICE)
def pact(request: HttpRequest, code: str, key: str, form: str) -> HttpResponse:
    """The pact of one registration, also of an earlier version."""
    row = mine(request, code)
    found = get_object_or_404(registrations(request.actor).filter(movement=row), code=key)
    if form not in {"pdf", "docx"}:
        raise Http404
    try:
        data = pact_files(found)[form == "pdf"]
    except Refusal as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return redirect("office:movement_units", row.code)
    return download(data, f"giao-uoc-{found.code}", form)


urlpatterns = [
    path("phong-trao/<slug:code>/don-vi/", units, name="movement_units"),
    path("phong-trao/<slug:code>/don-vi/<slug:unit>/", enter, name="movement_enter"),
    path(
        "phong-trao/<slug:code>/giao-uoc/<slug:key>/van-ban.<slug:form>", pact, name="movement_pact"
    ),
]
