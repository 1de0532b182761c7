"""Payments: the list, the page of one, and what may be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.journal.queries import events_of
from thidua.law import known_title
from thidua.rewards.domain import lists, paying
from thidua.rewards.domain.preparing import prepare_missing
from thidua.rewards.enums import PaymentState
from thidua.rewards.models import Payment
from thidua.rewards.queries import issued_without_payments, searched, totals, visible_to
from thidua.rewards.workflow import PAYMENTS
from thidua.vietnamese.numbers import money_in_words
from thidua.web.office.rewards import forms
from thidua.web.office.rewards.readers import READERS
from thidua.web.shared import timelines, workbook
from thidua.web.shared.asked import chips, one_of, order_by, sort_of, words_of
from thidua.web.shared.form_pages import form_page, revision

PAGE_SIZE = 50
SORTS = {
    "ten": ("line__nomination__sort_key", "pk"),
    "don-vi": ("line__nomination__unit_name", "line__nomination__sort_key", "pk"),
    "tien": ("amount", "pk"),
    "ngay": ("line__decision__issued_on", "line__decision_id", "line__order"),
}
LOOKS = {
    PaymentState.UNSETTLED: ("warn", "question-diamond-fill"),
    PaymentState.DUE: ("info", "hourglass-split"),
    PaymentState.LISTED: ("info", "list-check"),
    PaymentState.PAID: ("ok", "check-circle-fill"),
    PaymentState.RETURNED: ("warn", "arrow-counterclockwise"),
    PaymentState.CANCELLED: ("plain", "x-lg"),
}
HEAD = ("STT", "Họ tên, tên tập thể, hộ", "Đơn vị", "Quyết định", "Danh hiệu, hình thức",
        "Số tiền (đồng)", "Trạng thái", "Ngày chi", "Người nhận", "Cách tính, lý do")  # fmt: skip


def decorate(row: Payment) -> Payment:
    """What a list row shows beside its columns."""
    row.look, row.icon = LOOKS[PaymentState(row.state)]
    row.title_name = known_title(row.line.nomination.title_code).name
    return row


def filtered(request: HttpRequest, found: QuerySet[Payment]) -> tuple[QuerySet[Payment], dict]:
    """What the address asks for, but for the state; and the choices it leaves."""
    decision = request.GET.get("quyet_dinh", "")[:12]
    unit = request.GET.get("don_vi", "")
    unit = unit if unit.isdecimal() and len(unit) < 10 else ""  # noqa: PLR2004 (fits a key)
    words = words_of(request.GET)
    rows = searched(found, words)
    rows = rows.filter(line__decision__code=decision) if decision else rows
    rows = rows.filter(line__nomination__unit_id=int(unit)) if unit else rows
    chosen = {"words": words, "decision": decision, "unit": unit}
    return rows, chosen | {"is_filtered": bool(words or decision or unit)}


def choices(found: QuerySet[Payment]) -> dict[str, Any]:
    rows = found.order_by("line__decision__number").values_list(
        "line__decision__code", "line__decision__number", "line__decision__symbol",
        "line__decision__issued_on",
    ).distinct()  # fmt: skip
    return {
        "decisions": [
            (code, f"{number:02d}/{symbol}, {day:%d/%m/%Y}") for code, number, symbol, day in rows
        ],
        "units": list(
            found.order_by("line__nomination__unit_name")
            .values_list("line__nomination__unit_id", "line__nomination__unit_name")
            .distinct()
        ),
    }


@screen(*READERS)
def payments(request: HttpRequest) -> HttpResponse:
    """Bonuses with where each stands, and the sums of what is shown."""
    mine = visible_to(request.actor)
    rows, chosen = filtered(request, mine)
    state = one_of(request.GET, "trang_thai", PaymentState.values)
    counted = list(rows.order_by().values_list("state", flat=True))
    sort = sort_of(request.GET, SORTS, "-ngay")
    shown = (rows.filter(state=state) if state else rows).order_by(*order_by(sort, SORTS))
    if request.GET.get("xuat") == "xlsx":
        return _book(shown)
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        decorate(row)
    kinds = [("", "Tất cả", len(counted))]
    kinds += [(one.value, one.label, counted.count(one.value)) for one in PaymentState]
    context = {
        "page": page,
        "sort": sort,
        "totals": totals(shown),
        "chips": chips(request.GET, "trang_thai", state, kinds),
        "missing": issued_without_payments(request.actor.authority_id).count(),
        "may_handle": request.actor.is_any(Role.OFFICER),
    }
    return render(request, "rewards/payments.html", context | chosen | choices(mine))


def line_of(number: int, row: Payment) -> tuple[Any, ...]:
    """One payment in a workbook."""
    row = decorate(row)
    return (
        number,
        row.line.nomination.name,
        row.line.nomination.unit_name,
        row.line.decision.full_number,
        row.title_name,
        row.amount if row.state != PaymentState.CANCELLED else None,
        row.get_state_display(),
        f"{row.paid_on:%d/%m/%Y}" if row.paid_on else "",
        row.receiver,
        row.outcome_reason or row.basis or row.ground,
    )


def _book(rows: QuerySet[Payment]) -> HttpResponse:
    lines = [line_of(number, row) for number, row in enumerate(rows, start=1)]
    total = sum(line[5] or 0 for line in lines)
    ends = [("", "Cộng", "", "", "", total), ("", f"Bằng chữ: {money_in_words(total)}")]
    return workbook.response("tien-thuong", "Tiền thưởng", HEAD, [*lines, *ends])


@screen(Role.OFFICER, reads=False, writes=True)
def prepare(request: HttpRequest) -> HttpResponse:
    """Make the payments that issued decisions still lack."""
    made = prepare_missing(actor=request.actor)
    messages.success(request, f"Đã lập {made} khoản tiền thưởng.")
    return redirect("office:payments")


@screen(*READERS)
def payment(request: HttpRequest, code: str) -> HttpResponse:
    """One bonus: the sum and its ground, where it stands, what may be done."""
    row = decorate(get_object_or_404(visible_to(request.actor).select_related("entry"), code=code))
    context = {
        "payment": row,
        "offers": PAYMENTS.offers(row, request.actor),
        "most": paying.most_payable(row),
        "recovery": getattr(row, "recovery", None),
        "in_words": money_in_words(row.amount) if row.amount else "",
        "events": timelines.shown(request.actor, events_of(row)),
    }
    return render(request, "rewards/payment.html", context)


@screen(*READERS)
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt to be signed by whoever takes the money."""
    row = decorate(get_object_or_404(visible_to(request.actor), code=code))
    if not row.amount or row.state == PaymentState.CANCELLED:
        raise Http404
    context = {"payment": row, "in_words": money_in_words(row.amount)}
    return render(request, "rewards/receipt.html", context)


PLAIN = {"unlist": lists.take_off, "again": paying.pay_again}
ACTS: dict[str, Any] = {
    "settle": (
        forms.SettleForm,
        "Đã xác định mức chi.",
        lambda data, **who: paying.settle(**who, **data),
    ),
    "cancel": (
        forms.ReasonForm,
        "Đã ghi không chi.",
        lambda data, **who: paying.cancel(**who, **data),
    ),
    "give_back": (
        forms.BackForm,
        "Đã ghi nộp lại quỹ.",
        lambda data, **who: paying.give_back(**who, **data),
    ),
}


@screen(Role.OFFICER, Role.CHAIRMAN, writes=True)
def act(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """One step of one bonus, on its own page with what it asks for."""
    row = decorate(get_object_or_404(visible_to(request.actor), code=code))
    who = {"actor": request.actor, "payment": row, "revision": revision(request)}
    back = reverse("office:payment", args=[row.code])
    if step in PLAIN and request.method == "POST":
        PLAIN[step](**who)
        return redirect(back)
    if step == "pay":
        form = forms.PayForm(request.POST or None)
        return form_page(request, form, run=lambda data: _pay(request, row, data),
                         done="Đã ghi chi.", back=back, page=_page(row, step))  # fmt: skip
    if step not in ACTS:
        raise Http404
    form_class, done, run = ACTS[step]
    form = form_class(request.POST or None, initial={"amount": paying.most_payable(row)})
    return form_page(
        request,
        form,
        run=lambda data: run(data, **who),
        done=done,
        back=back,
        page=_page(row, step),
    )


def _pay(request: HttpRequest, row: Payment, data: dict[str, Any]) -> None:
    given = paying.Disbursement(**data)
    paying.pay(actor=request.actor, payments=[row], given=given)


def _page(row: Payment, step: str) -> dict[str, Any]:
    label = PAYMENTS.by_name[step].label
    name = row.line.nomination.name
    return {
        "title": label,
        "lead": f"{name}, {row.title_name}, Quyết định số {row.line.decision.full_number}.",
        "crumbs": [
            ("Tiền thưởng", reverse("office:payments")),
            (name, reverse("office:payment", args=[row.code])),
        ],
        "submit": label,
        "row": row,
    }


urlpatterns = [
    path("tien-thuong/", payments, name="payments"),
    path("tien-thuong/lap/", prepare, name="payments_prepare"),
    path("tien-thuong/khoan/<slug:code>/", payment, name="payment"),
    path("tien-thuong/khoan/<slug:code>/bien-nhan/", receipt, name="payment_receipt"),
    path("tien-thuong/khoan/<slug:code>/<slug:step>/", act, name="payment_act"),
]
