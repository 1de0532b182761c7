"""Blanks and frames in store, and what decisions need of them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.decisions.models import Decision, DecisionKind, DecisionState
from thidua.decisions.queries import visible_to
from thidua.journal.queries import events_of
from thidua.law import known_title
from thidua.rewards.domain import stock as store
from thidua.rewards.enums import ADDS
from thidua.rewards.models import StockItem
from thidua.rewards.queries import movements
from thidua.rewards.queries import stock as in_store
from thidua.rewards.reports import needs_of
from thidua.web.office.rewards import forms
from thidua.web.office.rewards.readers import READERS
from thidua.web.shared import timelines, workbook
from thidua.web.shared.asked import words_of
from thidua.web.shared.form_pages import form_page, revision

PAGE_SIZE = 50
RECENT = 5


def awards(request: HttpRequest) -> QuerySet[Decision]:
    """Award decisions, drafts too: the blanks are printed before the signature."""
    states = (DecisionState.DRAFT, DecisionState.ISSUED)
    found = visible_to(request.actor).filter(kind=DecisionKind.AWARD, state__in=states)
    return found.order_by("-created_at")


@screen(*READERS)
def stock(request: HttpRequest) -> HttpResponse:
    """What is left of each kind, and what the newest decisions need."""
    words = words_of(request.GET)
    rows = in_store(request.actor)
    rows = list(rows.filter(name__icontains=words) if words else rows)
    for row in rows:
        row.uses = [known_title(code).name for code in row.titles]
    if request.GET.get("xuat") == "xlsx":
        return _book(rows)
    recent = list(awards(request)[:RECENT])
    asked = needs_of(request.actor, recent)
    context = {
        "rows": rows,
        "words": words,
        "needs": [(one, asked[one.pk]) for one in recent if asked[one.pk]],
        "may_handle": request.actor.is_any(Role.OFFICER),
    }
    return render(request, "rewards/stock.html", context)


def _book(rows: list[StockItem]) -> HttpResponse:
    head = ("Loại", "Tên", "Dùng cho", "Còn trong kho")
    lines = ((r.get_kind_display(), r.name, "; ".join(r.uses), r.left) for r in rows)
    return workbook.response("phoi-bang", "Phôi bằng, khung trong kho", head, lines)


def _item(request: HttpRequest, code: str) -> StockItem:
    return get_object_or_404(in_store(request.actor), code=code)


@screen(*READERS)
def stock_item(request: HttpRequest, code: str) -> HttpResponse:
    """One kind: what is left and every movement."""
    item = _item(request, code)
    rows = movements(item)
    if request.GET.get("xuat") == "xlsx":
        return _movements_book(item, rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        row.adds = row.kind in ADDS
    context = {
        "item": item,
        "uses": [known_title(one).name for one in item.titles],
        "page": page,
        "may_handle": request.actor.is_any(Role.OFFICER),
        "events": timelines.shown(request.actor, events_of(item)),
    }
    return render(request, "rewards/item.html", context)


def _movements_book(item: StockItem, rows: Any) -> HttpResponse:
    head = ("Ngày", "Việc", "Số lượng", "Quyết định", "Số chứng từ", "Ghi chú", "Người ghi")
    lines = (
        (
            f"{row.on:%d/%m/%Y}",
            row.get_kind_display(),
            row.quantity if row.kind in ADDS else -row.quantity,
            row.decision.full_number if row.decision else "",
            row.paper,
            row.words,
            row.recorded_by_name,
        )
        for row in rows
    )
    return workbook.response(f"phoi-{item.code}", f"{item.name}: nhập, xuất", head, lines)


STORE = "Phôi bằng, khung"


@screen(Role.OFFICER, writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """A new kind of blank or frame."""
    return form_page(
        request,
        forms.ItemForm(request.POST or None),
        run=lambda data: store.add_item(actor=request.actor, **data),
        done="Đã thêm.",
        back=reverse("office:stock"),
        page={
            "title": "Thêm loại phôi, khung",
            "crumbs": [(STORE, reverse("office:stock"))],
            "submit": "Thêm",
        },
    )


def _page(item: StockItem, title: str, lead: str = "") -> dict[str, Any]:
    return {
        "title": title,
        "lead": lead or f"{item.name}, trong kho còn {item.left}.",
        "crumbs": [
            (STORE, reverse("office:stock")),
            (item.name, reverse("office:stock_item", args=[item.code])),
        ],
        "submit": title,
        "row": item,
    }


@screen(Role.OFFICER, writes=True)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Rename a kind or change the awards it serves."""
    item = _item(request, code)
    initial = {"name": item.name, "titles": item.titles}
    who = {"actor": request.actor, "item": item, "revision": revision(request)}
    return form_page(
        request,
        forms.EditItemForm(request.POST or None, initial=initial),
        run=lambda data: store.edit_item(**who, **data),
        done="Đã lưu.",
        back=reverse("office:stock_item", args=[item.code]),
        page=_page(item, "Sửa loại phôi, khung"),
    )


@screen(Role.OFFICER, writes=True)
def move(request: HttpRequest, code: str) -> HttpResponse:
    """In or out, with the decision it was for."""
    item = _item(request, code)
    wanted = awards(request).filter(code=request.GET.get("quyet_dinh", "")[:12]).first()
    initial = {"decision": wanted, "kind": "used" if wanted else "received"}
    form = forms.MoveForm(request.POST or None, decisions=awards(request), initial=initial)
    return form_page(
        request,
        form,
        run=lambda data: store.move_stock(actor=request.actor, item=item, given=store.Move(**data)),
        done="Đã ghi nhập, xuất.",
        back=reverse("office:stock_item", args=[item.code]),
        page=_page(item, "Ghi nhập, xuất"),
    )


@screen(Role.OFFICER, writes=True)
def count(request: HttpRequest, code: str) -> HttpResponse:
    """What was counted beside the book."""
    item = _item(request, code)
    return form_page(
        request,
        forms.CountForm(request.POST or None, initial={"counted": item.left}),
        run=lambda data: store.count_stock(actor=request.actor, item=item, **data),
        done="Đã ghi kiểm kê.",
        back=reverse("office:stock_item", args=[item.code]),
        page=_page(item, "Ghi kiểm kê"),
    )


urlpatterns = [
    path("phoi-bang/", stock, name="stock"),
    path("phoi-bang/moi/", new, name="stock_new"),
    path("phoi-bang/<slug:code>/", stock_item, name="stock_item"),
    path("phoi-bang/<slug:code>/sua/", edit, name="stock_edit"),
    path("phoi-bang/<slug:code>/ghi/", move, name="stock_move"),
    path("phoi-bang/<slug:code>/kiem-ke/", count, name="stock_count"),
]
