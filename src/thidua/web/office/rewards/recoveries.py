"""Money asked back after a revocation."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.rewards.domain.recovering import destination, drop_recovery, mark_recovered
from thidua.rewards.enums import RecoveryState
from thidua.rewards.models import Recovery
from thidua.rewards.queries import recoveries as found_recoveries
from thidua.web.office.rewards import forms
from thidua.web.office.rewards.readers import READERS
from thidua.web.shared import workbook
from thidua.web.shared.asked import chips, one_of
from thidua.web.shared.form_pages import form_page, revision

PAGE_SIZE = 30
LOOKS = {
    RecoveryState.ASKED: ("warn", "hourglass-split"),
    RecoveryState.RECOVERED: ("ok", "check-circle-fill"),
    RecoveryState.DROPPED: ("plain", "x-lg"),
}


@screen(*READERS)
def recoveries(request: HttpRequest) -> HttpResponse:
    """Claims, newest first, with what the law says of where the money goes."""
    mine = found_recoveries(request.actor)
    state = one_of(request.GET, "trang_thai", RecoveryState.values)
    states = list(mine.order_by().values_list("state", flat=True))
    rows = mine.filter(state=state) if state else mine
    if request.GET.get("xuat") == "xlsx":
        return _book(rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        row.look, row.icon = LOOKS[RecoveryState(row.state)]
    kinds = [("", "Tất cả", len(states))]
    kinds += [(one.value, one.label, states.count(one.value)) for one in RecoveryState]
    asked = mine.filter(state=RecoveryState.ASKED).order_by()
    finding = destination(timezone.localdate())
    context = {
        "page": page,
        "chips": chips(request.GET, "trang_thai", state, kinds),
        "open": asked.aggregate(sum=Sum("amount"))["sum"] or 0,
        "finding": finding,
        "finding_missing": [finding.missing] if finding.missing else [],
        "may_handle": request.actor.is_any(Role.OFFICER),
    }
    return render(request, "rewards/recoveries.html", context)


def _book(rows: Any) -> HttpResponse:
    head = ("Họ tên, tên tập thể, hộ", "Quyết định", "Số tiền (đồng)", "Căn cứ thu hồi",
            "Trạng thái", "Yêu cầu ngày", "Lý do")  # fmt: skip
    lines = (
        (
            row.payment.line.nomination.name,
            row.payment.line.decision.full_number,
            row.amount,
            row.words,
            row.get_state_display(),
            f"{timezone.localtime(row.asked_at):%d/%m/%Y}",
            row.outcome_reason,
        )
        for row in rows
    )
    return workbook.response("thu-hoi-tien-thuong", "Thu hồi tiền thưởng", head, lines)


def _page(row: Recovery, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "lead": f"{row.payment.line.nomination.name}. {row.words}",
        "crumbs": [("Thu hồi tiền thưởng", reverse("office:recoveries"))],
        "submit": title,
        "row": row,
    }


@screen(Role.OFFICER, writes=True)
def recovered(request: HttpRequest, code: str) -> HttpResponse:
    """The money is back: income of the fund."""
    row = get_object_or_404(found_recoveries(request.actor), code=code)
    who = {"actor": request.actor, "recovery": row, "revision": revision(request)}
    return form_page(
        request,
        forms.RecoveredForm(request.POST or None),
        run=lambda data: mark_recovered(**who, **data),
        done="Đã ghi thu hồi vào quỹ.",
        back=reverse("office:recoveries"),
        page=_page(row, "Ghi đã thu hồi"),
    )


@screen(Role.OFFICER, writes=True)
def dropped(request: HttpRequest, code: str) -> HttpResponse:
    """The claim is given up, with the reason."""
    row = get_object_or_404(found_recoveries(request.actor), code=code)
    who = {"actor": request.actor, "recovery": row, "revision": revision(request)}
    return form_page(
        request,
        forms.ReasonForm(request.POST or None),
        run=lambda data: drop_recovery(**who, **data),
        done="Đã ghi không thu hồi.",
        back=reverse("office:recoveries"),
        page=_page(row, "Ghi không thu hồi"),
    )


urlpatterns = [
    path("tien-thuong/thu-hoi/", recoveries, name="recoveries"),
    path("tien-thuong/thu-hoi/<slug:code>/da-thu/", recovered, name="recovered"),
    path("tien-thuong/thu-hoi/<slug:code>/bo/", dropped, name="recovery_dropped"),
]
