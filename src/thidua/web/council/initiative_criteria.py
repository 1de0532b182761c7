"""The initiative council's criteria: an edition for each year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.initiatives.domain.council_work import Line, set_criteria
from thidua.initiatives.models import CriteriaEdition
from thidua.initiatives.queries import editions, initiative_councils
from thidua.web.council.initiative_forms import EditionForm, LineForm

MORE_LINES = 3
MOST_LINES = 40
COLUMNS = (
    "council", "year", "name", "basis", "points_percent", "votes_percent", "votes_of",
    "sheets_percent", "method", "places",
)  # fmt: skip


def _lines(request: HttpRequest, initial: list[dict[str, Any]]) -> Any:
    kind = forms.formset_factory(
        LineForm,
        extra=MORE_LINES if initial else MORE_LINES * 2,
        max_num=MOST_LINES,
        absolute_max=MOST_LINES,
    )
    data = request.POST if request.method == "POST" else None
    return kind(data, initial=initial, prefix="tieu-chi")


def _given(lines: Any) -> list[Line]:
    return [
        Line(one["name"], one["most"], one["weight"] or Decimal(1))
        for one in (line.cleaned_data for line in lines)
        if one.get("name")
    ]


@screen(Role.SECRETARY, writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """A new edition, begun from the last one."""
    last = editions(request.actor).first()
    initial = {name: getattr(last, name) for name in COLUMNS} if last else {"places": 2}
    initial["year"] = timezone.localdate().year
    return _page(request, None, initial, _initial_lines(last))


@screen(Role.SECRETARY, writes=True)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Correct an edition that no sitting has used."""
    row = get_object_or_404(editions(request.actor), code=code)
    if row.sittings.exists():
        messages.info(
            request, "Bộ tiêu chí đã dùng trong một phiên chấm. Lập bộ mới cho phiên sau."
        )
        return redirect("council:initiative_sittings")
    initial = {name: getattr(row, name) for name in COLUMNS}
    return _page(request, row, initial, _initial_lines(row))


def _initial_lines(row: CriteriaEdition | None) -> list[dict[str, Any]]:
    if row is None:
        return []
    return [
        {"name": one.name, "most": one.most, "weight": one.weight} for one in row.criteria.all()
    ]


def _page(
    request: HttpRequest,
    row: CriteriaEdition | None,
    initial: dict[str, Any],
    lines: list[dict[str, Any]],
) -> HttpResponse:
    councils = initiative_councils(request.actor)
    form = EditionForm(request.POST or None, councils=councils, initial=initial)
    formset = _lines(request, lines)
    if request.method == "POST" and form.is_valid() and formset.is_valid():
        words = request.POST.get("revision", "")
        try:
            made = set_criteria(
                actor=request.actor,
                council=form.cleaned_data["council"],
                plan=form.plan(),
                lines=_given(formset),
                edition=row,
                revision=int(words) if words.isdecimal() and len(words) < 10 else None,  # noqa: PLR2004
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã lưu {made}.")
            return redirect("council:initiative_sittings")
    context = {
        "form": form,
        "lines": formset,
        "forms": [form, *formset],
        "edition": row,
        "has_council": councils.exists(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "initiatives/criteria.html", context, status=status)


urlpatterns = [
    path("sang-kien/tieu-chi/moi/", new, name="initiative_criteria_new"),
    path("sang-kien/tieu-chi/<slug:code>/", edit, name="initiative_criteria"),
]
