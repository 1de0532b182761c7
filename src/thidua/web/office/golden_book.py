"""The golden book: certificates of a year with their numbers, on screen, as XLSX and PDF."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.decisions.certificate_queries import (
    certificates_visible_to,
    golden_book,
    searched_certificates,
)
from thidua.decisions.domain.issuing import body_name
from thidua.decisions.domain.papers import detail_of, grouped
from thidua.decisions.models import Certificate
from thidua.law import known_title
from thidua.organizations.models import Authority
from thidua.papers.model import GoldenBook, GoldenDecision, GoldenLine
from thidua.papers.pdf import golden_book_pdf
from thidua.vietnamese.dates import format_day
from thidua.web.shared import workbook

READERS = (Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR)
PAGE_SIZE = 50


@screen(*READERS)
def book(request: HttpRequest) -> HttpResponse:
    """One year at a time, by decision and number."""
    actor = request.actor
    years = _years(actor.authority_id)
    typed = request.GET.get("nam", "")
    year = int(typed) if typed in {str(one) for one in years} else next(iter(years), None)
    words = request.GET.get("q", "").strip()[:100]
    title = request.GET.get("danh_hieu", "")
    seen = golden_book(actor.authority_id, year or 0).filter(pk__in=certificates_visible_to(actor))
    codes = sorted(set(seen.order_by().values_list("line__nomination__title_code", flat=True)))
    found = searched_certificates(seen, words)
    if title in codes:
        found = found.filter(line__nomination__title_code=title)
    if request.GET.get("xuat") == "xlsx":
        return _workbook(found, year)
    if request.GET.get("xuat") == "pdf":
        return _pdf(actor.authority_id, found, year)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    for one in page.object_list:
        _decorate(one)
    context = {
        "page": page,
        "words": words,
        "year": year,
        "years": years,
        "title": title,
        "titles": [(code, known_title(code).name) for code in codes],
        "is_filtered": bool(words or title),
    }
    return render(request, "decisions/golden_book.html", context)


def _years(authority_id: int) -> list[int]:
    held = Certificate.objects.filter(authority_id=authority_id)
    found = held.order_by().values_list("line__decision__year", flat=True).distinct()
    return sorted((year for year in found if year), reverse=True)


def _decorate(one: Certificate) -> None:
    row = one.line.nomination
    one.title_name = known_title(row.title_code).name
    one.detail = detail_of(row)
    one.shown_name = one.content.get("recipient") or row.name
    one.note = _note(one)


def _note(one: Certificate) -> str:
    if one.revoked_on:
        return f"Hủy bỏ từ ngày {format_day(one.revoked_on)}: {one.revocation}"
    award = one.line.award
    if award and award.revoked_on:
        return f"Thu hồi từ ngày {format_day(award.revoked_on)}"
    return "Giấy cấp lại" if one.replaces_id else ""


def _workbook(found: QuerySet[Certificate], year: int | None) -> HttpResponse:
    rows = list(found)
    for one in rows:
        _decorate(one)
    head = ("Số quyết định", "Ngày", "Số sổ vàng", "Họ tên, tên tập thể, hộ",
            "Chức vụ, nơi công tác", "Danh hiệu, hình thức", "Mã tra cứu", "Ghi chú")  # fmt: skip
    lines = (
        (
            one.line.decision.full_number,
            format_day(one.line.decision.issued_on),
            one.golden_book,
            one.shown_name,
            one.detail,
            one.title_name,
            grouped(one.code),
            one.note,
        )
        for one in rows
    )
    return workbook.response(f"so-vang-{year}", f"Sổ vàng năm {year}", head, lines)


def _pdf(authority_id: int, found: QuerySet[Certificate], year: int | None) -> HttpResponse:
    rows: list[Any] = list(found)
    for one in rows:
        _decorate(one)
    now = timezone.localdate()
    paper = GoldenBook(
        title=f"Sổ vàng năm {year}",
        issuer=body_name(Authority.objects.get(pk=authority_id)),
        period=f"Các quyết định ban hành năm {year}, in ngày {format_day(now)}",
        decisions=tuple(
            GoldenDecision(
                heading=f"Quyết định số {decision.full_number} ngày "
                f"{format_day(decision.issued_on)}: {decision.subject}",
                lines=tuple(
                    GoldenLine(
                        one.golden_book, one.shown_name, one.detail, one.title_name, one.note
                    )
                    for one in held
                ),
            )
            for decision, held in groupby(rows, key=lambda one: one.line.decision)
        ),
    )
    answer = HttpResponse(golden_book_pdf(paper), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="so-vang-{year}.pdf"'
    return answer


urlpatterns = [path("so-vang/", book, name="golden_book")]
