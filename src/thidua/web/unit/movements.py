"""A unit's movements, on a telephone as well: register, the pact, change it, withdraw."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.core.search import matching
from thidua.movements.domain.pact_papers import pact_files
from thidua.movements.domain.registering import keep_pact, register, withdraw_registration
from thidua.movements.domain.versions import changes_since
from thidua.movements.enums import UNDER_WAY
from thidua.movements.models import Movement, MovementRegistration
from thidua.movements.parts import CRITERIA, PARTS
from thidua.movements.queries import listed, registrations, reports_wanted, results, visible_to
from thidua.movements.rules import may_register
from thidua.organizations.models import Unit
from thidua.web.office.movements.listing import SORTS
from thidua.web.office.movements.page import download
from thidua.web.shared import workbook
from thidua.web.shared.movement_looks import look, next_due, result_look
from thidua.web.shared.movement_pacts import PactForms, pact_context

CLERKS = (Role.CLERK, Role.HEAD)
PAGE_SIZE = 30


def mine(request: HttpRequest, code: str) -> Movement:
    return get_object_or_404(visible_to(request.actor).select_related("parent"), code=code)


def own_unit(request: HttpRequest) -> Unit:
    return get_object_or_404(Unit, pk=request.actor.unit_id)


@screen(*CLERKS)
def movement_list(request: HttpRequest) -> HttpResponse:
    """Movements the unit may take part in: those it has to answer first."""
    words, show = request.GET.get("q", "").strip()[:100], request.GET.get("nhom", "")
    found = matching(visible_to(request.actor), words)
    if show == "dang":
        found = found.filter(state__in=UNDER_WAY)
    elif show == "xong":
        found = found.exclude(state__in=UNDER_WAY)
    sort = request.GET.get("sap_xep", "")
    sort = sort if sort in SORTS else "-ngay"
    rows = listed(found).order_by(*SORTS[sort])
    held = {
        row.movement_id: row
        for row in registrations(request.actor).filter(superseded_at=None, withdrawn_at=None)
    }
    if request.GET.get("xuat") == "xlsx":
        return _book(rows, held)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    today = timezone.localdate()
    for row in page.object_list:
        look(row)
        row.own = held.get(row.pk)
        row.due = next_due(row, today)
        row.takes = row.is_ours and row.state in UNDER_WAY
    context = {"page": page, "words": words, "show": show, "sort": sort,
               "wanted": list(reports_wanted(request.actor))}  # fmt: skip
    return render(request, "movements/unit_list.html", context)


def _book(rows: Any, held: dict[int, Any]) -> HttpResponse:
    head = ("Tên phong trào", "Cơ quan phát động", "Từ ngày", "Đến hết ngày", "Bước",
            "Đơn vị đăng ký ngày")  # fmt: skip
    lines = (
        (
            row.name,
            row.body,
            f"{row.starts_on:%d/%m/%Y}" if row.starts_on else "",
            f"{row.ends_on:%d/%m/%Y}" if row.ends_on else "",
            row.get_state_display(),
            f"{held[row.pk].received_on:%d/%m/%Y}" if row.pk in held else "",
        )
        for row in rows
    )
    return workbook.response("phong-trao-cua-don-vi", "Phong trào thi đua", head, lines)


@screen(*CLERKS)
def movement(request: HttpRequest, code: str) -> HttpResponse:
    """One movement: what it asks, what the unit pledged, what it has to report."""
    return _shown(request, mine(request, code))


def _shown(request: HttpRequest, row: Movement, errors: tuple[str, ...] = ()) -> HttpResponse:
    own = list(
        registrations(request.actor)
        .filter(movement=row)
        .prefetch_related("pledges", "signatories", "members")
        .order_by("-pk")
    )
    now = next((one for one in own if not one.superseded_at and not one.withdrawn_at), None)
    reported = {one.review_id: result_look(one) for one in results(request.actor)
                .filter(review__movement=row)}  # fmt: skip
    reviews = [one for one in row.reviews.all() if not one.dropped_at]
    for one in reviews:
        one.own = reported.get(one.pk)
        one.takes = bool(one.opened_at and not one.frozen_at)
    criteria = [{"label": CRITERIA[kind][1], "text": getattr(row, CRITERIA[kind][0])}
                for kind in row.subjects]  # fmt: skip
    unread = now is not None and now.plan_version < row.plan_version
    context = {
        "movement": look(row),
        "now": now,
        "amended": row.versions.select_related("pdf").first() if row.plan_version > 1 else None,
        "changes": changes_since(row, now.plan_version) if now is not None and unread else (),
        "earlier": [one for one in own if one is not now],
        "reviews": reviews,
        "plan": [*criteria, *({"label": part.label, "text": getattr(row, part.field)}
                              for part in PARTS)],
        "why_not": may_register(row, request.actor, request.actor.unit_id or 0),
        "files": row.files.filter(result=None, withdrawn_at=None).select_related("file"),
        "today": timezone.localdate(),
        "errors": errors,
    }  # fmt: skip
    return render(request, "movements/unit_page.html", context, status=422 if errors else 200)


@screen(*CLERKS, writes=True)
def registration(request: HttpRequest, code: str) -> HttpResponse:
    """Register with the pact, or change it by a next version."""
    row, unit = mine(request, code), own_unit(request)
    if denied := may_register(row, request.actor, unit.pk):
        messages.warning(request, denied)
        return redirect("unit:movement", row.code)
    forms = PactForms(request, row, unit)
    if request.method == "POST" and forms.is_valid():
        try:
            made = register(actor=request.actor, movement=row, unit=unit, **forms.given())
        except Refusal as refusal:
            forms.refuse(refusal)
        else:
            late = " Đăng ký sau hạn." if made.is_late else ""
            messages.success(request, f"Đã đăng ký. Tải giao ước để ký.{late}")
            return redirect("unit:movement", row.code)
    status = 422 if forms.is_bound else 200
    return render(request, "movements/register.html", pact_context(row, unit, forms), status=status)


def _in_force(request: HttpRequest, row: Movement) -> MovementRegistration:
    mine_now = registrations(request.actor).filter(superseded_at=None, withdrawn_at=None)
    return get_object_or_404(mine_now, movement=row, unit_id=request.actor.unit_id)


@screen(*CLERKS, reads=False, writes=True)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take the registration in force back, with the reason."""
    row = mine(request, code)
    held = _in_force(request, row)
    try:
        withdraw_registration(
            actor=request.actor,
            registration=held,
            reason=request.POST.get("ly_do", "").strip()[:500],
        )
    except Refusal as refusal:
        return _shown(request, row, refusal.reasons)
    messages.success(request, "Đã rút đăng ký.")
    return redirect("unit:movement", row.code)


@screen(*CLERKS, reads=False, writes=True)
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """The amended plan is read, the pact stays."""
    row = mine(request, code)
    held = _in_force(request, row)
    try:
        keep_pact(actor=request.actor, registration=held)
    except Refusal as refusal:
        return _shown(request, row, refusal.reasons)
    messages.success(request, "Đã ghi: đơn vị đã xem kế hoạch điều chỉnh, giữ nguyên giao ước.")
    return redirect("unit:movement", row.code)


@screen(*CLERKS)
def pact(request: HttpRequest, code: str, key: str, form: str) -> HttpResponse:
    """The pact to print and sign."""
    row = mine(request, code)
    held = get_object_or_404(registrations(request.actor).filter(movement=row), code=key)
    if form not in {"pdf", "docx"}:
        raise Http404
    try:
        data = pact_files(held)[form == "pdf"]
    except Refusal as refusal:
        return _shown(request, row, refusal.reasons)
    return download(data, f"giao-uoc-{held.code}", form)


urlpatterns = [
    path("phong-trao/", movement_list, name="movements"),
    path("phong-trao/<slug:code>/", movement, name="movement"),
    path("phong-trao/<slug:code>/dang-ky/", registration, name="movement_register"),
    path("phong-trao/<slug:code>/da-xem/", keep, name="movement_keep"),
    path("phong-trao/<slug:code>/rut/", withdraw, name="movement_withdraw"),
    path(
        "phong-trao/<slug:code>/giao-uoc/<slug:key>/van-ban.<slug:form>", pact, name="movement_pact"
    ),
]
