"""The fund: its years, the book of one, the yearly report."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.journal.queries import events_of
from thidua.law.words import percent
from thidua.rewards.domain import fund as book
from thidua.rewards.enums import BY_HAND, Category, Direction
from thidua.rewards.models import FundEntry, FundYear
from thidua.rewards.queries import balance, entries, funds, owed
from thidua.rewards.reports import fund_report
from thidua.web.office.rewards import forms
from thidua.web.office.rewards.readers import READERS
from thidua.web.shared import timelines, workbook
from thidua.web.shared.asked import one_of, words_of
from thidua.web.shared.form_pages import form_page, revision

PAGE_SIZE = 50
ENTRY_HEAD = ("Ngày", "Số chứng từ", "Nội dung", "Khoản mục", "Thu (đồng)", "Chi (đồng)",
              "Còn lại (đồng)", "Người ghi")  # fmt: skip


def _year(request: HttpRequest, year: int) -> FundYear:
    return get_object_or_404(funds(request.actor), year=year)


@screen(*READERS)
def fund_years(request: HttpRequest) -> HttpResponse:
    """Every year of the fund; the newest first."""
    rows = list(funds(request.actor))
    for row in rows:
        row.left = balance(row)
    context = {
        "rows": rows,
        "owed": owed(request.actor.authority_id),
        "may_handle": request.actor.is_any(Role.OFFICER),
    }
    return render(request, "rewards/funds.html", context)


@screen(Role.OFFICER, writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """Open the book of a year; the balance of the year before is proposed."""
    last = funds(request.actor).first()
    initial = {
        "year": last.year + 1 if last else timezone.localdate().year,
        "opening": balance(last) if last else 0,
        "area": last.area if last else None,
    }

    def run(data: dict[str, Any]) -> None:
        year = data.pop("year")
        book.open_fund_year(actor=request.actor, year=year, plan=book.FundPlan(**data))

    return form_page(
        request,
        forms.NewFundForm(request.POST or None, initial=initial),
        run=run,
        done="Đã mở sổ quỹ.",
        back=reverse("office:funds"),
        page={
            "title": "Mở sổ quỹ",
            "lead": "Mỗi năm một sổ. Số dư đầu năm lấy từ số còn lại của năm trước.",
            "crumbs": [("Quỹ thi đua, khen thưởng", reverse("office:funds"))],
            "submit": "Mở sổ",
        },
    )


def with_balance(fund: FundYear, rows: list[FundEntry]) -> list[FundEntry]:
    """Each entry with what is left after it, in the order of the book."""
    left = fund.opening
    for row in rows:
        left += row.signed
        row.left = left
        row.undone = hasattr(row, "reversed_by")
        row.by_hand = row.category in BY_HAND and row.reverses_id is None and not row.undone
    return rows


@screen(*READERS)
def fund_year(request: HttpRequest, year: int) -> HttpResponse:
    """The book of a year, entry by entry with the balance, latest on top."""
    fund = _year(request, year)
    rows = with_balance(fund, list(entries(fund)))
    category = one_of(request.GET, "khoan_muc", Category.values)
    side = one_of(request.GET, "thu_chi", Direction.values)
    words = words_of(request.GET)
    shown = [
        row
        for row in rows
        if (not category or row.category == category)
        and (not side or row.direction == side)
        and (not words or words.lower() in f"{row.words} {row.paper}".lower())
    ]
    if request.GET.get("xuat") == "xlsx":
        return _entries_book(fund, shown)
    report = fund_report(fund, timezone.localdate())
    context = {
        "fund": fund,
        "page": Paginator(shown[::-1], PAGE_SIZE).get_page(request.GET.get("trang")),
        "report": report,
        "owed": owed(request.actor.authority_id),
        "categories": Category.choices,
        "category": category,
        "sides": Direction.choices,
        "side": side,
        "words": words,
        "is_filtered": bool(category or side or words),
        "may_handle": request.actor.is_any(Role.OFFICER) and not fund.closed_at,
        "events": timelines.shown(request.actor, events_of(fund)),
    }
    return render(request, "rewards/fund.html", context)


def _entries_book(fund: FundYear, rows: list[FundEntry]) -> HttpResponse:
    lines = [
        (
            f"{row.on:%d/%m/%Y}",
            row.paper,
            row.words,
            row.get_category_display(),
            row.amount if row.direction == Direction.IN else None,
            row.amount if row.direction == Direction.OUT else None,
            row.left,
            row.recorded_by_name,
        )
        for row in rows
    ]
    income = sum(row.amount for row in rows if row.direction == Direction.IN)
    spent = sum(row.amount for row in rows if row.direction == Direction.OUT)
    title = f"Sổ quỹ thi đua, khen thưởng năm {fund.year}"
    ends = [("", "", "Cộng", "", income, spent, "", "")]
    return workbook.response(f"so-quy-{fund.year}", title, ENTRY_HEAD, [*lines, *ends])


@screen(*READERS)
def report(request: HttpRequest, year: int) -> HttpResponse:
    """Income and spending of the year by kind, and the shares the law limits."""
    fund = _year(request, year)
    found = fund_report(fund, timezone.localdate())
    if request.GET.get("xuat") == "xlsx":
        return _report_book(fund, found)
    context = {
        "fund": fund,
        "report": found,
        "share": _percent(found.limit),
        "organising_share": _percent(found.organising_limit),
    }
    return render(request, "rewards/fund_report.html", context)


def _percent(limit: Any) -> str:
    return percent(limit.share) if limit.share is not None else ""


def _report_book(fund: FundYear, found: Any) -> HttpResponse:
    rows = [
        ("Số dư đầu năm", "", found.opening),
        *(("Thu", one.label, one.money) for one in found.income),
        ("Cộng thu", "", found.received),
        *(("Chi", one.label, one.money) for one in found.spending),
        ("Cộng chi", "", found.spent),
        ("Số dư cuối kỳ", "", found.balance),
        ("Chi tổ chức phong trào", "", found.organising),
        ("Mức tối đa chi tổ chức", _percent(found.organising_limit), found.organising_limit.most),
        ("Mức trích quỹ tối đa", _percent(found.limit), found.limit.most),
    ]
    title = f"Báo cáo quỹ thi đua, khen thưởng năm {fund.year}"
    head = ("Phần", "Khoản mục", "Số tiền (đồng)")
    return workbook.response(f"bao-cao-quy-{fund.year}", title, head, rows)


def _crumbs(fund: FundYear) -> list[tuple[str, str]]:
    return [
        ("Quỹ thi đua, khen thưởng", reverse("office:funds")),
        (f"Năm {fund.year}", reverse("office:fund", args=[fund.year])),
    ]


@screen(Role.OFFICER, writes=True)
def edit(request: HttpRequest, year: int) -> HttpResponse:
    """Change what the year started with."""
    fund = _year(request, year)
    initial = {name: getattr(fund, name) for name in forms.FundForm.base_fields}
    who = {"actor": request.actor, "fund": fund, "revision": revision(request)}
    return form_page(
        request,
        forms.FundForm(request.POST or None, initial=initial),
        run=lambda data: book.edit_fund_year(**who, plan=book.FundPlan(**data)),
        done="Đã lưu số đầu năm.",
        back=reverse("office:fund", args=[fund.year]),
        page={"title": "Sửa số đầu năm", "crumbs": _crumbs(fund), "submit": "Lưu", "row": fund},
    )


@screen(Role.OFFICER, writes=True)
def enter(request: HttpRequest, year: int) -> HttpResponse:
    """Enter a sum in or out."""
    fund = _year(request, year)
    who = {"actor": request.actor, "fund": fund, "revision": revision(request)}
    return form_page(
        request,
        forms.EntryForm(request.POST or None),
        run=lambda data: book.enter(**who, given=book.Sum(**data)),
        done="Đã ghi sổ.",
        back=reverse("office:fund", args=[fund.year]),
        page={
            "title": "Ghi thu, chi",
            "lead": "Tiền thưởng và tiền thu hồi tự vào sổ khi ghi ở mục Tiền thưởng.",
            "crumbs": _crumbs(fund),
            "submit": "Ghi sổ",
            "note": "Bút toán đã ghi không sửa, không xóa; ghi nhầm thì đảo rồi ghi lại.",
            "row": fund,
        },
    )


@screen(Role.OFFICER, writes=True)
def reverse_entry(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Undo an entry by its mirror."""
    fund = _year(request, year)
    entry = entries(fund).filter(code=code).first()
    if entry is None:
        raise Http404
    return form_page(
        request,
        forms.ReasonForm(request.POST or None),
        run=lambda data: book.reverse(actor=request.actor, entry=entry, words=data["reason"]),
        done="Đã đảo bút toán.",
        back=reverse("office:fund", args=[fund.year]),
        page={
            "title": "Đảo bút toán",
            "lead": entry.words,
            "crumbs": _crumbs(fund),
            "submit": "Đảo bút toán",
        },
    )


@screen(Role.OFFICER, reads=False, writes=True)
def close(request: HttpRequest, year: int) -> HttpResponse:
    fund = _year(request, year)
    book.close_fund_year(actor=request.actor, fund=fund, revision=revision(request))
    messages.success(request, f"Đã khóa sổ quỹ năm {fund.year}.")
    return redirect("office:fund", fund.year)


urlpatterns = [
    path("quy/", fund_years, name="funds"),
    path("quy/moi/", new, name="fund_new"),
    path("quy/<int:year>/", fund_year, name="fund"),
    path("quy/<int:year>/bao-cao/", report, name="fund_report"),
    path("quy/<int:year>/sua/", edit, name="fund_edit"),
    path("quy/<int:year>/ghi/", enter, name="fund_enter"),
    path("quy/<int:year>/dao/<slug:code>/", reverse_entry, name="fund_reverse"),
    path("quy/<int:year>/khoa/", close, name="fund_close"),
]
