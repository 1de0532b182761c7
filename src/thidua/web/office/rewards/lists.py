"""Lists of payments: drawn up, paid, printed to be signed, exported, closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.journal.queries import events_of
from thidua.organizations.models import Unit
from thidua.rewards.domain import lists as listing
from thidua.rewards.domain.paying import Disbursement, pay
from thidua.rewards.enums import PaymentState
from thidua.rewards.models import Payment, PaymentList
from thidua.rewards.queries import (
    lists_visible_to,
    on_list,
    owed,
    visible_to,
    with_sums,
)
from thidua.vietnamese.numbers import money_in_words
from thidua.web.office.rewards import forms
from thidua.web.office.rewards.payments import choices, decorate
from thidua.web.office.rewards.readers import READERS
from thidua.web.shared import timelines, workbook
from thidua.web.shared.asked import order_by, sort_of
from thidua.web.shared.form_pages import form_page, revision

PAGE_SIZE = 30
SORTS = {"so": ("year", "number"), "tien": ("money", "pk"), "don-vi": ("unit_name", "pk")}
HEAD = ("STT", "Họ tên, tên tập thể, hộ", "Quyết định", "Danh hiệu, hình thức",
        "Số tiền (đồng)", "Ký nhận", "Ghi chú")  # fmt: skip


@screen(*READERS)
def payment_lists(request: HttpRequest) -> HttpResponse:
    """Lists, newest first, with their sums."""
    sort = sort_of(request.GET, SORTS, "-so")
    rows = with_sums(lists_visible_to(request.actor), request.actor)
    words = request.GET.get("q", "").strip()[:100]
    rows = rows.filter(unit_name__icontains=words) if words else rows
    rows = rows.order_by(*order_by(sort, SORTS))
    if request.GET.get("xuat") == "xlsx":
        return _lists_book(rows)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang")),
        "sort": sort,
        "words": words,
        "owed": owed(request.actor.authority_id),
        "may_handle": request.actor.is_any(Role.OFFICER),
    }
    return render(request, "rewards/lists.html", context)


def _lists_book(rows: QuerySet[PaymentList]) -> HttpResponse:
    head = ("Số", "Đơn vị", "Lập ngày", "Số khoản", "Số tiền (đồng)", "Đã chi (đồng)", "Khóa")
    lines = (
        (
            row.full_number,
            row.unit_name or "Mọi đơn vị",
            f"{row.created_at:%d/%m/%Y}",
            row.count,
            row.money,
            row.paid,
            "x" if row.closed_at else "",
        )
        for row in rows
    )
    return workbook.response("danh-sach-chi", "Danh sách chi tiền thưởng", head, lines)


@screen(Role.OFFICER, writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """Draw up a list of what is due: of one unit or all, of one decision or all."""
    due = visible_to(request.actor).filter(state=PaymentState.DUE)
    found = choices(due)
    units = [(str(pk), name) for pk, name in dict(found["units"]).items()]
    given = {"unit": request.GET.get("don_vi"), "decision": request.GET.get("quyet_dinh")}
    form = forms.NewListForm(
        request.POST or None, units=units, decisions=found["decisions"], initial=given
    )
    made: list[PaymentList] = []

    def run(data: dict[str, Any]) -> None:
        unit, code = data["unit"], data["decision"]
        rows = due.filter(line__nomination__unit_id=int(unit)) if unit else due
        rows = rows.filter(line__decision__code=code) if code else rows
        made.append(
            listing.draw_up(
                actor=request.actor,
                payments=list(rows.order_by("pk")),
                unit=Unit.objects.get(pk=int(unit)) if unit else None,
                unit_name=dict(units).get(unit, ""),
            )
        )

    page = {
        "title": "Lập danh sách chi tiền thưởng",
        "lead": f"{due.count()} khoản đang chờ chi. Mỗi khoản chỉ nằm trong một danh sách.",
        "crumbs": [("Danh sách chi", reverse("office:payment_lists"))],
        "submit": "Lập danh sách",
    }
    back = reverse("office:payment_lists")
    answer = form_page(request, form, run=run, done="Đã lập danh sách.", back=back, page=page)
    return redirect("office:payment_list", made[0].code) if made else answer


def _context(request: HttpRequest, row: PaymentList) -> dict[str, Any]:
    rows = [decorate(one) for one in on_list(request.actor, row)]
    total = sum(one.amount or 0 for one in rows)
    return {
        "list": row,
        "rows": rows,
        "total": total,
        "in_words": money_in_words(total),
        "waiting": sum(one.state == PaymentState.LISTED for one in rows),
    }


@screen(*READERS)
def payment_list(request: HttpRequest, code: str) -> HttpResponse:
    """One list as it is signed, and what of it is paid."""
    row = get_object_or_404(lists_visible_to(request.actor), code=code)
    context = _context(request, row)
    if request.GET.get("xuat") == "xlsx":
        return _book(row, context["rows"], context["total"])
    context |= {
        "may_handle": request.actor.is_any(Role.OFFICER),
        "close_reasons": listing.obstacles_to_close(row),
        "events": timelines.shown(request.actor, events_of(row)),
    }
    return render(request, "rewards/list.html", context)


def _book(row: PaymentList, rows: list[Payment], total: int) -> HttpResponse:
    lines = [
        (
            number,
            one.line.nomination.name,
            one.line.decision.full_number,
            one.title_name,
            one.amount,
            "",
            one.on_behalf or one.outcome_reason,
        )
        for number, one in enumerate(rows, start=1)
    ]
    ends = [
        ("", "Cộng", "", "", total, "", ""),
        ("", f"Bằng chữ: {money_in_words(total)}", "", "", "", "", ""),
    ]
    title = f"Danh sách chi tiền thưởng số {row.full_number}, {row.unit_name or 'mọi đơn vị'}"
    name = f"danh-sach-chi-{row.number:02d}-{row.year}"
    return workbook.response(name, title, HEAD, [*lines, *ends])


@screen(*READERS)
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """The list to be printed and signed."""
    row = get_object_or_404(lists_visible_to(request.actor), code=code)
    return render(request, "rewards/list_print.html", _context(request, row))


@screen(Role.OFFICER, writes=True)
def pay_list(request: HttpRequest, code: str) -> HttpResponse:
    """Mark everything on the list that waits as paid, each to its own recipient."""
    row = get_object_or_404(lists_visible_to(request.actor), code=code)
    waiting = list(on_list(request.actor, row).filter(state=PaymentState.LISTED))
    total = sum(one.amount or 0 for one in waiting)
    page = {
        "title": f"Ghi chi {len(waiting)} khoản",
        "lead": f"Danh sách số {row.full_number}, {money_in_words(total).lower()}.",
        "crumbs": [
            ("Danh sách chi", reverse("office:payment_lists")),
            (row.full_number, reverse("office:payment_list", args=[row.code])),
        ],
        "submit": f"Ghi đã chi {len(waiting)} khoản",
        "note": "Ai chưa nhận thì đưa ra khỏi danh sách trước. Nhận thay thì ghi ở từng khoản.",
    }

    def run(data: dict[str, Any]) -> None:
        pay(actor=request.actor, payments=waiting, given=Disbursement(**data))

    return form_page(
        request,
        forms.PayListForm(request.POST or None),
        run=run,
        done=f"Đã ghi chi {len(waiting)} khoản.",
        back=reverse("office:payment_list", args=[row.code]),
        page=page,
    )


@screen(Role.OFFICER, reads=False, writes=True)
def close(request: HttpRequest, code: str) -> HttpResponse:
    row = get_object_or_404(lists_visible_to(request.actor), code=code)
    listing.close_list(actor=request.actor, row=row, revision=revision(request))
    messages.success(request, "Đã khóa danh sách.")
    return redirect("office:payment_list", row.code)


urlpatterns = [
    path("tien-thuong/danh-sach/", payment_lists, name="payment_lists"),
    path("tien-thuong/danh-sach/moi/", new, name="payment_list_new"),
    path("tien-thuong/danh-sach/<slug:code>/", payment_list, name="payment_list"),
    path("tien-thuong/danh-sach/<slug:code>/in/", printed, name="payment_list_print"),
    path("tien-thuong/danh-sach/<slug:code>/chi/", pay_list, name="payment_list_pay"),
    path("tien-thuong/danh-sach/<slug:code>/khoa/", close, name="payment_list_close"),
]
