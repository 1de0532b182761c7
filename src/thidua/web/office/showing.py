"""What of targets and movements the public may read: one switch for each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.planning.domain.showing import hide, show
from thidua.planning.enums import Shown
from thidua.planning.public import showable, standing
from thidua.vietnamese.text import fold
from thidua.web.shared import workbook
from thidua.web.shared.asked import chips, one_of, words_of

PAGE_SIZE = 50
STATES = {"co": True, "chua": False}
PAGES = {Shown.TARGET: "office:target", Shown.MOVEMENT: "office:movement"}
HEAD = ("Loại", "Mã", "Tên", "Công khai", "Từ lúc", "Người công khai")


@screen(Role.OFFICER)
def showing(request: HttpRequest) -> HttpResponse:
    """Every target and movement that could be shown, with its switch."""
    query = request.GET
    words, kind = words_of(query), one_of(query, "loai", Shown.values)
    state = one_of(query, "cong_khai", STATES)
    found = [row for row in _rows(request) if _fits(row, words, kind)]
    shown = [row for row in found if not state or row["is_on"] == STATES[state]]
    shown.sort(key=lambda row: fold(row["name"]), reverse=query.get("sap_xep") == "-ten")
    if query.get("xuat") == "xlsx":
        return _book(shown)
    on = sum(row["is_on"] for row in found)
    offered = [("", "Tất cả", len(found)), ("co", "Đang công khai", on)]
    offered.append(("chua", "Chưa công khai", len(found) - on))
    context = {
        "page": Paginator(shown, PAGE_SIZE).get_page(query.get("trang")),
        "chips": chips(query, "cong_khai", state, offered),
        "words": words,
        "kind": kind,
        "kinds": Shown.choices,
        "sort": "-ten" if query.get("sap_xep") == "-ten" else "ten",
        "is_filtered": bool(words or kind or state),
    }
    return render(request, "planning/showing.html", context)


def _rows(request: HttpRequest) -> list[dict[str, Any]]:
    authority = request.actor.authority_id
    on = {(row.kind, row.code): row for row in standing(authority)}
    return [
        {
            "kind": kind,
            "code": code,
            "name": name,
            "page": PAGES[kind],
            "on": on.get((kind, code)),
            "is_on": (kind, code) in on,
        }
        for kind in Shown
        for code, name in showable(authority, kind).items()
    ]


def _fits(row: dict[str, Any], words: str, kind: str) -> bool:
    text = fold(row["name"])
    return (not kind or row["kind"] == kind) and all(one in text for one in fold(words).split())


def _book(rows: list[dict[str, Any]]) -> HttpResponse:
    lines = (
        (
            row["kind"].label,
            row["code"],
            row["name"],
            "x" if row["is_on"] else "",
            f"{row['on'].shown_at:%d/%m/%Y}" if row["on"] else "",
            row["on"].shown_by_name if row["on"] else "",
        )
        for row in rows
    )
    return workbook.response("noi-dung-cong-khai", "Nội dung công khai", HEAD, lines)


@screen(Role.OFFICER, reads=False, writes=True)
def switch(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """On or off, as the pressed button says."""
    if kind not in Shown.values:
        raise Http404
    if request.POST.get("cong_khai") == "1":
        show(actor=request.actor, kind=kind, code=code)
        messages.success(request, "Đã công khai. Ai cũng xem được ở trang Thi đua.")
    else:
        hide(actor=request.actor, kind=kind, code=code)
        messages.success(request, "Đã thôi công khai.")
    return redirect("office:showing")


urlpatterns = [
    path("trang-cong-khai/", showing, name="showing"),
    path("trang-cong-khai/<slug:kind>/<slug:code>/", switch, name="showing_switch"),
]
