"""The list of members on a council's page: searched, sorted, paged, and as a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from thidua.councils.domain.members import without_role
from thidua.councils.enums import Seat
from thidua.councils.models import Council, Member
from thidua.councils.queries import members_on
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.names import sort_key
from thidua.vietnamese.text import fold
from thidua.web.shared import workbook

PAGE_SIZE = 30
RANK = {seat: place for place, seat in enumerate(Seat.values)}
SORTS: dict[str, Callable[[Member], Any]] = {
    "thu-tu": lambda one: (one.order, one.pk),
    "ten": lambda one: sort_key(one.full_name),
    "vai-tro": lambda one: (RANK[one.seat], one.order, one.pk),
    "nhiem-ky": lambda one: (one.since, one.order, one.pk),
}


def context(request: HttpRequest, row: Council) -> dict[str, Any]:
    """One page of the members asked for, with what their rows say."""
    today = timezone.localdate()
    found = asked_for(request, row, today)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    roleless = without_role(row, today)
    for member in page.object_list:
        member.seat_name = Seat(member.seat).label  # type: ignore[attr-defined]
        member.is_past = member.until is not None and member.until <= today  # type: ignore[attr-defined]
        member.lacks_role = member.user_id in roleless  # type: ignore[attr-defined]
    return {
        "page": page,
        "words": _words(request),
        "sort": _sort(request),
        "seat": _seat(request),
        "seats": Seat.choices,
        "everybody": _everybody(request),
        "is_filtered": bool(_words(request) or _seat(request)),
        "past": row.members.exclude(pk__in=members_on(row, today)).count(),
    }


def asked_for(request: HttpRequest, row: Council, today: date) -> list[Member]:
    """Members as filtered. A council is some dozens of people: names are compared here, so that
    they are found without their marks and sorted as names are."""
    seated = members_on(row, today)
    if _everybody(request):
        seated = row.members.select_related("user", "person")
    if seat := _seat(request):
        seated = seated.filter(seat=seat)
    words = fold(_words(request)).split()
    found = [one for one in seated if all(w in fold(f"{one.full_name} {one.post}") for w in words)]
    sort = _sort(request)
    return sorted(found, key=SORTS[sort.lstrip("-")], reverse=sort.startswith("-"))


def book(request: HttpRequest, row: Council) -> HttpResponse:
    """The members asked for as a file."""
    head = ("Họ và tên", "Chức vụ", "Vai trò trong Hội đồng", "Từ ngày", "Đến ngày", "Tài khoản")
    lines = (
        (
            member.full_name,
            member.post,
            Seat(member.seat).label,
            format_day(member.since),
            format_day(member.until) if member.until else "",
            "có" if member.user_id else "",
        )
        for member in asked_for(request, row, timezone.localdate())
    )
    return workbook.response("thanh-vien-hoi-dong", f"Thành viên {row.name}", head, lines)


def _words(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:100]


def _seat(request: HttpRequest) -> str:
    seat = request.GET.get("vai_tro", "")
    return seat if seat in Seat.values else ""


def _sort(request: HttpRequest) -> str:
    sort = request.GET.get("sap_xep", "thu-tu")
    return sort if sort.lstrip("-") in SORTS else "thu-tu"


def _everybody(request: HttpRequest) -> bool:
    return request.GET.get("ca_cu") == "1"
