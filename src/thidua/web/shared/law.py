"""The law as the system applies it: titles, conditions and instruments on any day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.dateparse import parse_date

from thidua.core.screens import screen
from thidua.law import (
    FactsBuilder,
    SubjectKind,
    Title,
    catalogue,
    decider,
    explain,
    instruments,
    vote_threshold,
)
from thidua.web.shared.conditions import conditions

KINDS = {
    SubjectKind.PERSON: "Cá nhân",
    SubjectKind.COLLECTIVE: "Tập thể",
    SubjectKind.HOUSEHOLD: "Hộ gia đình",
}
MOMENTS = (
    (date(2024, 1, 1), "Luật 2022 có hiệu lực"),
    (date(2025, 7, 1), "Bỏ cấp huyện"),
    (date(2026, 10, 1), "Luật sửa đổi có hiệu lực"),
)


@screen()
def law(request: HttpRequest) -> HttpResponse:
    """Every title in the rule book on the chosen day, with its conditions and who decides."""
    wanted = request.GET.get("ngay", "")
    try:
        day = parse_date(wanted) or timezone.localdate()
    except ValueError:
        day = timezone.localdate()
    return render(
        request,
        "shared/law.html",
        {
            "day": day,
            "titles": [_title(title, day) for title in catalogue(day)],
            "instruments": sorted(
                instruments().values(), key=lambda one: (one.in_force_from or date.max, one.number)
            ),
            "moments": MOMENTS,
        },
    )


def _title(title: Title, day: date) -> dict[str, Any]:
    """The standard of a title: its conditions as they read before any fact is known."""
    threshold = vote_threshold(title.code, day)
    return {
        "code": title.code,
        "name": title.name,
        "citation": title.citation.text,
        "decider": decider(title.code, day),
        "threshold": threshold,
        "percent": threshold and int(threshold.share * 100),
        "kinds": [
            (
                KINDS[kind],
                conditions(explain(FactsBuilder(kind, day.year).build(), title.code, day)),
            )
            for kind in SubjectKind
            if kind in title.subjects
        ],
    }


urlpatterns = [path("can-cu/", law, name="law")]
