"""Figures of what went up, with dossiers that are only counted; and the check of an archive."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.forwarding.archive import verify
from thidua.forwarding.domain.secrets import change_secret, count_secret
from thidua.forwarding.enums import NO_SECRETS
from thidua.forwarding.models import SecretCount
from thidua.forwarding.queries import READERS, Figures, secret_counts, statistics
from thidua.law import known_title
from thidua.web.office.consulted_bodies import files_of, posted, revision_of
from thidua.web.office.forwarding.forms import ArchiveForm, FiguresForm, SecretForm
from thidua.web.shared.workbook import response

MOST_CHECKED = 300 * 1024 * 1024


@screen(*READERS)
def figures(request: HttpRequest) -> HttpResponse:
    """By year and award: proposed, given, refused, secret ones in number alone."""
    every = statistics(request.actor)
    typed = request.GET.get("nam", "")
    year = int(typed) if typed.isdecimal() and len(typed) == 4 else None  # noqa: PLR2004 (a year)
    rows = [one for one in every if year is None or one.year == year]
    if "xuat" in request.GET:
        return _workbook(rows)
    context = {
        "rows": rows,
        "years": sorted({one.year for one in every}, reverse=True),
        "year": year,
        "totals": {
            "total": sum(one.total for one in rows),
            "granted": sum(one.total_granted for one in rows),
            "secret": sum(one.secret for one in rows),
        },
        "secrets": [_named(one) for one in secret_counts(request.actor)],
        "may_write": request.actor.is_any(Role.OFFICER),
    }
    return render(request, "forwarding/figures.html", context)


def _named(row: SecretCount) -> SecretCount:
    row.title_name = known_title(row.title_code).name  # type: ignore[attr-defined]
    return row


def _workbook(rows: list[Figures]) -> HttpResponse:
    head = (
        "Năm", "Danh hiệu, hình thức", "Đã trình", "Được khen", "Không được khen",
        "Bí mật nhà nước: đề nghị", "Bí mật nhà nước: được khen", "Tổng đề nghị", "Tổng được khen",
    )  # fmt: skip
    lines = (
        (
            one.year,
            one.name,
            one.proposed,
            one.granted,
            one.refused,
            one.secret,
            one.secret_granted,
            one.total,
            one.total_granted,
        )
        for one in rows
    )
    return response("so-lieu-trinh-cap-tren", "Số liệu trình cấp trên", head, lines)


@screen(Role.OFFICER, writes=True)
def secret_new(request: HttpRequest) -> HttpResponse:
    """Enter how many secret dossiers went up."""
    form = SecretForm(posted(request), initial={"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        try:
            count_secret(actor=request.actor, count=form.count())
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã ghi số lượng.")
            return redirect("office:package_figures")
    return _secret(request, form, {})


@screen(Role.OFFICER, writes=True)
def secret_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a count."""
    row = _named(get_object_or_404(secret_counts(request.actor), pk=pk))
    first = {"proposed": row.proposed, "granted": row.granted}
    form = FiguresForm(posted(request), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            change_secret(
                actor=request.actor, row=row, revision=revision_of(request), **form.cleaned_data
            )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã sửa số lượng.")
            return redirect("office:package_figures")
    revision = request.POST.get("revision", row.revision)
    return _secret(request, form, {"row": row, "revision": revision})


def _secret(request: HttpRequest, form: Any, more: dict[str, Any]) -> HttpResponse:
    context = {"form": form, "no_secrets": NO_SECRETS} | more
    return render(request, "forwarding/secret.html", context, status=422 if form.is_bound else 200)


@screen(*READERS, writes=True)
def check_archive(request: HttpRequest) -> HttpResponse:
    """Hold an archive against its own manifest; nothing is kept."""
    form = ArchiveForm(*files_of(request))
    found = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > MOST_CHECKED:
            form.add_error("file", "Gói quá lớn để kiểm tra tại đây (hơn 300 MB).")
        else:
            found = verify(file.read())
    context = {"form": form, "found": found}
    status = 422 if form.is_bound and found is None else 200
    return render(request, "forwarding/verify.html", context, status=status)


urlpatterns = [
    path("trinh-cap-tren/so-lieu/", figures, name="package_figures"),
    path("trinh-cap-tren/bi-mat-nha-nuoc/moi/", secret_new, name="secret_new"),
    path("trinh-cap-tren/bi-mat-nha-nuoc/<int:pk>/", secret_edit, name="secret_edit"),
    path("trinh-cap-tren/kiem-tra/", check_archive, name="package_verify"),
]
