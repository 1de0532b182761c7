"""The calendar of all days that the actor may know of: by month or as a list; and its feed."""

from __future__ import annotations

import calendar as months
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, path, reverse
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.deadlines import Deadline
from thidua.core.screens import screen
from thidua.planning.domain.feeds import make_feed, stop_feed
from thidua.planning.queries import feed_of
from thidua.planning.sources import KINDS, collected, kind_of
from thidua.planning.standing import HOLIDAY_RULE
from thidua.vietnamese.text import fold
from thidua.vietnamese.workdays import UnknownYear, WorkingCalendar
from thidua.web.shared import workbook
from thidua.web.shared.asked import chips, one_of, words_of
from thidua.web.templatetags.td import WEEKDAYS, changed_query

PAGE_SIZE = 60
MONTHS_LISTED = 3
MONTH = re.compile(r"(20[0-9]{2})-([0-9]{2})")
DECEMBER = 12
SHOWN_A_DAY = 4


@dataclass(frozen=True, slots=True)
class Span:
    """What the address asks for: a month, as a grid, or so many months, as a list."""

    first: date
    as_list: bool

    @classmethod
    def read(cls, query: QueryDict, today: date) -> Span:
        found = MONTH.fullmatch(query.get("thang", ""))
        first = today.replace(day=1)
        if found and 1 <= int(found[2]) <= DECEMBER:
            first = date(int(found[1]), int(found[2]), 1)
        return cls(first, query.get("xem") == "danh-sach")

    @property
    def last(self) -> date:
        months_on = MONTHS_LISTED if self.as_list else 1
        return moved(self.first, months_on) - timedelta(days=1)

    @property
    def title(self) -> str:
        if not self.as_list:
            return f"Tháng {self.first:%m/%Y}"
        return f"Tháng {self.first:%m/%Y} đến tháng {self.last:%m/%Y}"


def moved(first: date, by: int) -> date:
    """The first day of the month so many months on."""
    number = first.year * DECEMBER + first.month - 1 + by
    return date(number // DECEMBER, number % DECEMBER + 1, 1)


@screen()
def calendar(request: HttpRequest) -> HttpResponse:
    """Days of one month, or of three as a list; filtered, printed, as a workbook."""
    query, today = request.GET, timezone.localdate()
    span = Span.read(query, today)
    kind, words = one_of(query, "loai", KINDS), words_of(query)
    every = collected(request.actor, span.first, span.last)
    found = [one for one in every if _fits(one, words)]
    counts = Counter(one.kind for one in found)
    shown = [shown_day(one, today) for one in found if not kind or one.kind == kind]
    if query.get("xuat") == "xlsx":
        return _book(span, shown)
    offered = [("", "Tất cả", len(found))]
    offered += [
        (name, one.label, counts[name])
        for name, one in KINDS.items()
        if counts[name] or name == kind
    ]
    context = {
        "span": span,
        "chips": chips(query, "loai", kind, offered),
        "words": words,
        "kind": kind,
        "late": sum(one["is_late"] for one in shown),
        "total": len(shown),
        "ways": _ways(query, span, today),
        "holiday_rule": HOLIDAY_RULE,
        "feed": feed_of(request.actor),
        "weekdays": WEEKDAYS,
    }
    if span.as_list:
        context["page"] = Paginator(shown, PAGE_SIZE).get_page(query.get("trang"))
    else:
        context["weeks"] = _weeks(span.first, shown, today)
    return render(request, "planning/calendar.html", context)


def _fits(one: Deadline, words: str) -> bool:
    text = fold(f"{one.title} {one.subject}")
    return all(word in text for word in fold(words).split())


def shown_day(one: Deadline, today: date) -> dict[str, Any]:
    """One day for templates: with its page where there is one, and whether it is past."""
    late = one.on < today and not one.done and one.kind not in ("session", "sitting", "ceremony")
    return {
        "day": one,
        "kind": kind_of(one).label,
        "url": address(one.address),
        "is_late": late,
        "is_today": one.on == today,
    }


def address(parts: tuple[str, ...]) -> str:
    """The address of a named page; empty where there is none, or none any more."""
    if not parts:
        return ""
    try:
        return reverse(parts[0], args=parts[1:])
    except NoReverseMatch:
        return ""


def _weeks(first: date, shown: list[dict[str, Any]], today: date) -> list[list[dict[str, Any]]]:
    """The month in weeks from Monday; days of the months beside it are empty."""
    by_day: dict[date, list[dict[str, Any]]] = defaultdict(list)
    for one in shown:
        by_day[one["day"].on].append(one)
    weeks = months.Calendar().monthdatescalendar(first.year, first.month)
    return [[_cell(day, first, by_day[day], today) for day in week] for week in weeks]


def _cell(day: date, first: date, found: list[dict[str, Any]], today: date) -> dict[str, Any]:
    return {
        "on": day,
        "in_month": day.month == first.month,
        "is_today": day == today,
        "is_off": _is_off(day),
        "found": found[:SHOWN_A_DAY],
        "more": len(found) - SHOWN_A_DAY,
    }


def _is_off(day: date) -> bool:
    """By the calendar of days off; of years nobody has entered yet, Saturday and Sunday."""
    try:
        return not WorkingCalendar.load().is_working_day(day)
    except UnknownYear:
        return day.weekday() > 4  # noqa: PLR2004 (Friday)


def _ways(query: QueryDict, span: Span, today: date) -> dict[str, str]:
    def month(first: date) -> str:
        return changed_query(query, {"thang": f"{first:%Y-%m}"})

    step = MONTHS_LISTED if span.as_list else 1
    return {
        "before": month(moved(span.first, -step)),
        "after": month(moved(span.first, step)),
        "now": month(today.replace(day=1)),
        "grid": changed_query(query, {"xem": None}),
        "list": changed_query(query, {"xem": "danh-sach"}),
    }


def _book(span: Span, shown: list[dict[str, Any]]) -> HttpResponse:
    rows = (
        (
            f"{one['day'].on:%d/%m/%Y}",
            one["kind"],
            one["day"].title,
            one["day"].subject,
            "Xong" if one["day"].done else "Quá hạn" if one["is_late"] else "",
        )
        for one in shown
    )
    head = ("Ngày", "Loại", "Nội dung", "Của", "Tình trạng")
    return workbook.response(f"lich-{span.first:%Y-%m}", f"Lịch, {span.title}", head, rows)


def coming(actor: Actor, days: int, kinds: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """What is not done and due within so many days, for boards."""
    today = timezone.localdate()
    found = collected(actor, today, today + timedelta(days=days), kinds)
    return [shown_day(one, today) for one in found if not one.done]


# -- the feed ---


@screen(writes=True)
def feed(request: HttpRequest) -> HttpResponse:
    """The address for the reader's own calendar program: made, renewed. The new address is on the
    answering page and nowhere else: not a redirect, it would have to be kept on the way."""
    made = ""
    if request.method == "POST":
        token = make_feed(actor=request.actor)
        made = request.build_absolute_uri(reverse("public:calendar_feed", args=[token]))
    answer = render(request, "planning/feed.html", {"made": made, "feed": feed_of(request.actor)})
    answer["Cache-Control"] = "no-store"
    return answer


@screen(reads=False, writes=True)
def feed_stop(request: HttpRequest) -> HttpResponse:
    stop_feed(actor=request.actor)
    messages.success(request, "Đã ngừng địa chỉ lịch. Chương trình lịch không lấy được nữa.")
    return redirect("web:calendar_feed")


urlpatterns = [
    path("lich/", calendar, name="calendar"),
    path("lich/dia-chi/", feed, name="calendar_feed"),
    path("lich/dia-chi/ngung/", feed_stop, name="calendar_feed_stop"),
]
