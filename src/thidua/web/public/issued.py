"""Issued decisions with their lists, open to everyone."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from thidua.core.screens import public_screen
from thidua.decisions.models import DecisionLine
from thidua.decisions.queries import issued, with_sums
from thidua.law import known_title
from thidua.web.public.register import authority_id
from thidua.web.shared.signature_check import look_of
from thidua.web.shared.undone import undone_shown

PAGE_SIZE = 20
LINES = 100


@public_screen()
def decisions(request: HttpRequest) -> HttpResponse:
    """Every issued decision, newest first, by year."""
    found = issued(authority_id())
    years = list(found.order_by("-year").values_list("year", flat=True).distinct())
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else None
    rows = with_sums(found.filter(year=year) if year else found)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    return render(request, "public/decisions.html", {"page": page, "years": years, "year": year})


@public_screen()
def decision(request: HttpRequest, code: str) -> HttpResponse:
    """One decision: what it awards and to whom."""
    row = get_object_or_404(issued(authority_id()).select_related("pdf"), code=code)
    lines = row.lines.select_related("nomination", "award").order_by("order")
    page = Paginator(lines, LINES).get_page(request.GET.get("trang"))
    for line in page.object_list:
        _dress(line)
    signed = row.signed_papers.last()
    context = {
        "decision": row,
        "page": page,
        "undone": undone_shown(row),
        "signed": signed,
        "look": look_of(signed.signatures) if signed else "",
    }
    return render(request, "public/decision.html", context)


def _dress(line: DecisionLine) -> None:
    row = line.nomination
    line.title_name = known_title(row.title_code).name
    line.unit_name = "" if row.unit_name == row.name else row.unit_name
    line.revoked = bool(line.award and line.award.revoked_on)


@public_screen()
def decision_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The decision as it was last signed, else as it was made on the day of its issue."""
    row = get_object_or_404(issued(authority_id()).select_related("pdf"), code=code)
    signed = row.signed_papers.select_related("file").last()
    file = signed.file if signed else row.pdf
    if file is None:
        raise Http404("Văn bản chưa tạo xong")
    return FileResponse(file.content.open("rb"), filename=file.name, content_type=file.media_type)


urlpatterns = [
    path("quyet-dinh/", decisions, name="decisions"),
    path("quyet-dinh/<slug:code>/", decision, name="decision"),
    path("quyet-dinh/<slug:code>/van-ban.pdf", decision_pdf, name="decision_pdf"),
]
