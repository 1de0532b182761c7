"""Receipts, and those who have not come for theirs."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.decisions.domain.papers import WITH_CERTIFICATE
from thidua.decisions.models import DecisionLine
from thidua.law import known_title
from thidua.rewards.domain.handing import Receipt, hand_over, state_award_limit
from thidua.rewards.queries import ceremonies, issued_lines, not_received
from thidua.web.office.rewards import forms
from thidua.web.office.rewards.readers import READERS
from thidua.web.shared import workbook
from thidua.web.shared.form_pages import form_page

PAGE_SIZE = 50
USUAL_DAYS = 10
MOST_DAYS = 3650


@screen(*READERS)
def waiting(request: HttpRequest) -> HttpResponse:
    """Certificates that nobody took within so many days after the decision."""
    typed = request.GET.get("qua", "")
    days = min(int(typed), MOST_DAYS) if typed.isdecimal() and len(typed) <= 4 else USUAL_DAYS  # noqa: PLR2004
    today = timezone.localdate()
    words = request.GET.get("q", "").strip()[:100]
    rows = not_received(request.actor, WITH_CERTIFICATE, today, days)
    rows = rows.filter(nomination__name__icontains=words) if words else rows
    if request.GET.get("xuat") == "xlsx":
        return _book(rows, today)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        row.title_name = known_title(row.nomination.title_code).name
        row.days = (today - row.decision.issued_on).days
    context = {
        "page": page,
        "days": days,
        "words": words,
        "limit": state_award_limit(today),
        "may_handle": request.actor.is_any(Role.OFFICER),
    }
    return render(request, "rewards/waiting.html", context)


def _book(rows: Any, today: Any) -> HttpResponse:
    head = ("Họ tên, tên tập thể, hộ", "Đơn vị", "Danh hiệu, hình thức", "Quyết định",
            "Ngày quyết định", "Số ngày")  # fmt: skip
    lines = (
        (
            row.nomination.name,
            row.nomination.unit_name,
            known_title(row.nomination.title_code).name,
            row.decision.full_number,
            f"{row.decision.issued_on:%d/%m/%Y}",
            (today - row.decision.issued_on).days,
        )
        for row in rows
    )
    return workbook.response("chua-nhan", "Chưa nhận bằng, giấy", head, lines)


def _line(request: HttpRequest, code: str, order: int) -> DecisionLine:
    return get_object_or_404(issued_lines(request.actor), decision__code=code, order=order)


@screen(Role.OFFICER, writes=True)
def handover(request: HttpRequest, code: str, order: int) -> HttpResponse:
    """Who took what."""
    line = _line(request, code, order)
    held = ceremonies(request.actor).filter(code=request.GET.get("le", "")[:12]).first()
    standing = getattr(line, "handover", None)
    initial = {}
    if standing is not None:
        names = ("certificate", "frame", "receiver", "on_behalf")
        initial = {name: getattr(standing, name) for name in names} | {"on": standing.received_on}
    back = reverse("office:ceremony", args=[held.code]) if held else reverse("office:not_received")
    title = known_title(line.nomination.title_code).name
    return form_page(
        request,
        forms.HandoverForm(request.POST or None, initial=initial),
        run=lambda data: hand_over(
            actor=request.actor, line=line, given=Receipt(**data), ceremony=held
        ),
        done=f"Đã ghi biên nhận của {line.nomination.name}.",
        back=back,
        page={
            "title": "Ghi biên nhận",
            "lead": f"{line.nomination.name}, {title}, Quyết định số {line.decision.full_number}.",
            "crumbs": [(held.name, back) if held else ("Chưa nhận bằng, giấy", back)],
            "submit": "Lưu biên nhận",
        },
    )


@screen(*READERS)
def receipt(request: HttpRequest, code: str, order: int) -> HttpResponse:
    """The receipt of certificate, frame and money, to be printed and signed."""
    line = _line(request, code, order)
    context = {
        "line": line,
        "title_name": known_title(line.nomination.title_code).name,
        "handover": getattr(line, "handover", None),
        "payment": getattr(line, "payment", None),
        "has_certificate": line.nomination.title_code in WITH_CERTIFICATE,
    }
    return render(request, "rewards/handover.html", context)


urlpatterns = [
    path("le-trao/chua-nhan/", waiting, name="not_received"),
    path("le-trao/nhan/<slug:code>/<int:order>/", handover, name="handover"),
    path("le-trao/nhan/<slug:code>/<int:order>/in/", receipt, name="handover_receipt"),
]
