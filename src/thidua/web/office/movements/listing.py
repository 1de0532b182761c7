"""All movements: the list with its filters, the tree of parents and what answers them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.core.search import matching
from thidua.movements.enums import MovementKind, MovementLevel, MovementState
from thidua.movements.models import Movement
from thidua.movements.queries import OFFICE, listed, tree, visible_to
from thidua.web.shared import workbook
from thidua.web.shared.movement_looks import look, next_due
from thidua.web.templatetags.td import changed_query

PAGE_SIZE = 30
SORTS = {
    "ten": ("name", "pk"),
    "-ten": ("-name", "pk"),
    "ngay": (F("starts_on").asc(nulls_last=True), "pk"),
    "-ngay": (F("starts_on").desc(nulls_last=True), "pk"),
}


@screen(*OFFICE)
def movement_list(request: HttpRequest) -> HttpResponse:
    """Every movement by state, level, kind and words; newest first."""
    words = request.GET.get("q", "").strip()[:100]
    chosen = {
        "level": _one_of(request, "cap", MovementLevel.values),
        "kind": _one_of(request, "hinh_thuc", MovementKind.values),
    }
    seen = matching(visible_to(request.actor), words)
    seen = seen.filter(**{key: value for key, value in chosen.items() if value})
    counts = dict(seen.order_by().values("state").annotate(n=Count("pk")).values_list("state", "n"))
    state = _one_of(request, "trang_thai", MovementState.values)
    rows = seen.filter(state=state) if state else seen
    sort = request.GET.get("sap_xep", "")
    sort = sort if sort in SORTS else "-ngay"
    rows = listed(rows).order_by(*SORTS[sort])
    if request.GET.get("xuat") == "xlsx":
        return _book(rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        look(row)
        row.due = next_due(row, timezone.localdate())
    context = {
        "page": page,
        "words": words,
        "sort": sort,
        "chosen": chosen,
        "levels": MovementLevel.choices,
        "kinds": MovementKind.choices,
        "chips": _chips(request, counts, state),
        "is_filtered": bool(words or state or any(chosen.values())),
        "may_plan": request.actor.role == Role.OFFICER,
    }
    return render(request, "movements/list.html", context)


def _one_of(request: HttpRequest, name: str, known: Any) -> str:
    value = request.GET.get(name, "")
    return value if value in known else ""


def _chips(request: HttpRequest, counts: dict[str, int], state: str) -> list[dict[str, Any]]:
    def chip(value: str, label: str, count: int) -> dict[str, Any]:
        url = changed_query(request.GET, {"trang_thai": value, "trang": None})
        return {"label": label, "count": count, "url": url, "current": value == state}

    return [
        chip("", "Tất cả", sum(counts.values())),
        *(chip(one.value, one.label, counts[one]) for one in MovementState if counts.get(one)),
    ]


def _book(rows: Any) -> HttpResponse:
    head = ("Mã", "Tên phong trào", "Cấp phát động", "Cơ quan phát động", "Hình thức", "Từ ngày",
            "Đến hết ngày", "Số văn bản", "Bước", "Số đơn vị đăng ký", "Việc tới hạn")  # fmt: skip
    today = timezone.localdate()
    lines = (
        (
            row.code, row.name, row.get_level_display(), row.body, row.get_kind_display(),
            _day(row.starts_on), _day(row.ends_on), row.number, row.get_state_display(),
            row.registered, (due["words"] if (due := next_due(row, today)) else ""),
        )
        for row in rows
    )  # fmt: skip
    return workbook.response("phong-trao", "Phong trào thi đua", head, lines)


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


@screen(*OFFICE)
def movement_tree(request: HttpRequest) -> HttpResponse:
    """Which movement answers which, from the Prime Minister's down."""
    ranks = {value: rank for rank, value in enumerate(MovementLevel.values)}
    rows: list[tuple[int, Movement]] = tree(visible_to(request.actor).exclude(state="cancelled"))
    for _, row in rows:
        look(row)
    context = {"rows": rows, "ranks": ranks}
    return render(request, "movements/tree.html", context)


urlpatterns = [
    path("phong-trao/", movement_list, name="movements"),
    path("phong-trao/cay/", movement_tree, name="movement_tree"),
]
