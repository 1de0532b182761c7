"""Items of a plan: written, changed, dropped, marked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse

from thidua.core.screens import screen
from thidua.planning.domain.items import add_item, change_item, drop_item, mark_item
from thidua.planning.models import PlanItem
from thidua.planning.queries import items_of
from thidua.planning.rules import KEEPERS
from thidua.web.office.planning.acts import crumbs
from thidua.web.office.planning.forms import ItemForm, MarkForm
from thidua.web.office.planning.show import plan_of
from thidua.web.shared.form_pages import form_page, revision

COLUMNS = ("kind", "title", "purpose", "owner_name", "helpers", "begins_on", "due_on", "rhythm",
           "place")  # fmt: skip


def _item(request: HttpRequest, year: int, code: str) -> PlanItem:
    rows = items_of(plan_of(request, year)).select_related("plan")
    return get_object_or_404(rows, code=code)


def _page(title: str, year: int, submit: str, **more: Any) -> dict[str, Any]:
    return {"title": title, "crumbs": crumbs(year), "submit": submit} | more


@screen(*KEEPERS, writes=True)
def new(request: HttpRequest, year: int) -> HttpResponse:
    plan = plan_of(request, year)
    form = ItemForm(request.POST or None, actor=request.actor, plan=plan)
    return form_page(
        request,
        form,
        run=lambda _: add_item(actor=request.actor, plan=plan, new=form.plan()),
        done="Đã thêm việc.",
        back=reverse("office:work_plan", args=[year]),
        page=_page("Thêm việc", year, "Thêm việc"),
    )


@screen(*KEEPERS, writes=True)
def edit(request: HttpRequest, year: int, code: str) -> HttpResponse:
    item = _item(request, year, code)
    initial = {name: getattr(item, name) for name in COLUMNS} | {"owner": item.owner_id}
    initial["owner_name"] = "" if item.owner_id else item.owner_name
    form = ItemForm(
        request.POST or None, actor=request.actor, plan=item.plan, item=item, initial=initial
    )
    return form_page(
        request,
        form,
        run=lambda _: change_item(
            actor=request.actor, item=item, new=form.plan(), revision=revision(request)
        ),
        done="Đã sửa việc.",
        back=reverse("office:work_plan", args=[year]),
        page=_page("Sửa việc", year, "Lưu", row=item),
    )


@screen(*KEEPERS, writes=True)
def mark(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """How far it is, by hand."""
    item = _item(request, year, code)
    form = MarkForm(request.POST or None, initial={"mark": item.mark, "note": item.mark_note})
    return form_page(
        request,
        form,
        run=lambda data: mark_item(
            actor=request.actor, item=item, revision=revision(request), **data
        ),
        done="Đã ghi tình trạng.",
        back=reverse("office:work_plan", args=[year]),
        page=_page("Ghi tình trạng", year, "Lưu", row=item, lead=item.title),
    )


@screen(*KEEPERS, reads=False, writes=True)
def drop(request: HttpRequest, year: int, code: str) -> HttpResponse:
    item = _item(request, year, code)
    drop_item(actor=request.actor, item=item, revision=revision(request))
    messages.success(request, f"Đã bỏ việc “{item.title}”. Các bản đã duyệt vẫn giữ.")
    return redirect("office:work_plan", year)


urlpatterns = [
    path("chuong-trinh/<int:year>/viec/moi/", new, name="plan_item_new"),
    path("chuong-trinh/<int:year>/viec/<slug:code>/sua/", edit, name="plan_item_edit"),
    path("chuong-trinh/<int:year>/viec/<slug:code>/tinh-trang/", mark, name="plan_item_mark"),
    path("chuong-trinh/<int:year>/viec/<slug:code>/bo/", drop, name="plan_item_drop"),
]
