"""A unit's dossiers on their way up: where each stands, and what the unit has to add."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.forwarding.enums import Outcome, State
from thidua.forwarding.models import PackageItem
from thidua.forwarding.queries import items, requests, searched_items
from thidua.law import known_title
from thidua.web.office.forwarding.packages import PAGE_SIZE, day_words
from thidua.web.shared.desk_forwarding import LOOK
from thidua.web.shared.workbook import response

SORTS = {
    "ten": ("nomination__sort_key",),
    "moi": ("pk",),
    "gui": ("package__sent_on", "nomination__sort_key"),
}


@screen(Role.CLERK, Role.HEAD)
def forwarded(request: HttpRequest) -> HttpResponse:
    """Own dossiers in packages, and requests handed to the unit."""
    actor = request.actor
    words = request.GET.get("q", "").strip()[:100]
    outcome = request.GET.get("ket_qua", "")
    sort = request.GET.get("sap_xep", "-moi")
    sort = sort if sort.removeprefix("-") in SORTS else "-moi"
    found = searched_items(items(actor).exclude(package__state=State.WITHDRAWN), words)
    if outcome in Outcome.values:
        found = found.filter(outcome=outcome)
    sign = "-" if sort.startswith("-") else ""
    found = found.order_by(*(f"{sign}{name}" for name in SORTS[sort.removeprefix("-")]), "-pk")
    if "xuat" in request.GET:
        return _workbook(found)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        decorate(row)
    context = {
        "page": page,
        "words": words,
        "outcome": outcome,
        "outcomes": Outcome.choices,
        "sort": sort,
        "requests": requests(actor).filter(answered_at__isnull=True, package__state=State.ASKED),
    }
    return render(request, "forwarding/unit.html", context)


def decorate(row: PackageItem) -> PackageItem:
    """Words and looks of a line, for templates."""
    row.title_name = known_title(row.nomination.title_code).name  # type: ignore[attr-defined]
    row.look, row.icon = LOOK[State(row.package.state)]  # type: ignore[attr-defined]
    return row


HEAD = (
    "Mã hồ sơ", "Họ tên, tên tập thể, hộ", "Danh hiệu, hình thức", "Bước", "Ngày gửi cấp trên",
    "Kết quả", "Số quyết định", "Ngày quyết định", "Lý do",
)  # fmt: skip


def _workbook(found: QuerySet[PackageItem]) -> HttpResponse:
    lines = (
        (
            row.nomination.code,
            row.nomination.name,
            known_title(row.nomination.title_code).name,
            row.package.get_state_display(),
            day_words(row.package.sent_on),
            row.get_outcome_display(),
            row.decision_number,
            day_words(row.decided_on),
            row.outcome_reason,
        )
        for row in found
    )
    return response("trinh-cap-tren-don-vi", "Hồ sơ của đơn vị trình cấp trên", HEAD, lines)


urlpatterns = [path("trinh-cap-tren/", forwarded, name="forwarded")]
