"""Bonuses of a unit's own people: how much, and whether it is paid."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.rewards.enums import PaymentState
from thidua.rewards.models import Payment
from thidua.rewards.queries import totals, visible_to
from thidua.web.office.rewards.payments import PAGE_SIZE, SORTS, choices, decorate, filtered
from thidua.web.shared import workbook
from thidua.web.shared.asked import chips, one_of, order_by, sort_of


@screen(Role.CLERK, Role.HEAD)
def payments(request: HttpRequest) -> HttpResponse:
    """What the unit's people are due and what they have received."""
    mine = visible_to(request.actor)
    rows, chosen = filtered(request, mine)
    state = one_of(request.GET, "trang_thai", PaymentState.values)
    states = list(rows.order_by().values_list("state", flat=True))
    sort = sort_of(request.GET, SORTS, "-ngay")
    shown = (rows.filter(state=state) if state else rows).order_by(*order_by(sort, SORTS))
    if request.GET.get("xuat") == "xlsx":
        return _book(shown)
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        decorate(row)
    kinds = [("", "Tất cả", len(states))]
    kinds += [(one.value, one.label, states.count(one.value)) for one in PaymentState]
    context = {
        "page": page,
        "sort": sort,
        "totals": totals(shown),
        "chips": chips(request.GET, "trang_thai", state, kinds),
    }
    return render(request, "rewards/unit.html", context | chosen | choices(mine))


def _book(rows: QuerySet[Payment]) -> HttpResponse:
    head = ("STT", "Họ tên, tên tập thể, hộ", "Đơn vị", "Quyết định", "Danh hiệu, hình thức",
            "Số tiền (đồng)", "Trạng thái", "Ngày chi")  # fmt: skip
    lines = (
        (
            number,
            row.line.nomination.name,
            row.line.nomination.unit_name,
            row.line.decision.full_number,
            decorate(row).title_name,
            row.amount if row.state != PaymentState.CANCELLED else None,
            row.get_state_display(),
            f"{row.paid_on:%d/%m/%Y}" if row.paid_on else "",
        )
        for number, row in enumerate(rows, start=1)
    )
    return workbook.response("tien-thuong-don-vi", "Tiền thưởng của đơn vị", head, lines)


urlpatterns = [path("tien-thuong/", payments, name="payments")]
