"""Rounds: the list, and the round page with quota, composition and dossiers."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone

from thidua.commendation.domain.local_rules import regulations_on
from thidua.commendation.enums import RoundState, State
from thidua.commendation.models import Round
from thidua.commendation.queries import cap_of, composition, quotas, rounds, visible_to
from thidua.core.actors import UNIT_ROLES, Actor
from thidua.core.screens import screen
from thidua.law import known_title
from thidua.publicity.queries import unpublished_for
from thidua.web.shared import listing, workbook
from thidua.web.shared.nominations import READERS, bulk_actions


@screen(*READERS)
def round_list(request: HttpRequest) -> HttpResponse:
    """Rounds, newest first, each with the dossiers the actor may see."""
    seen = visible_to(request.actor).order_by().values("round").annotate(n=Count("pk"))
    counts = dict(seen.values_list("round", "n"))
    rows = list(rounds(request.actor))
    today = timezone.localdate()
    for row in rows:
        row.seen = counts.get(row.pk, 0)
        row.days_left = (row.closes_on - today).days
        row.is_open = row.state == RoundState.OPEN
    return render(request, "shared/rounds.html", {"rows": rows})


@screen(*READERS)
def round_page(request: HttpRequest, code: str) -> HttpResponse:
    """One round: who proposes how many, who is proposed, and the list."""
    found_rounds = rounds(request.actor).select_related("movement_round__movement")
    row = get_object_or_404(found_rounds, code=code)
    found = visible_to(request.actor).filter(round=row)
    if request.GET.get("xuat") == "xlsx":
        return workbook.dossiers(listing.Filters.read(request.GET), found, f"dot-xet-{row.year}")
    page = listing.context(request, found)
    page |= {"round": row, "bulk_actions": bulk_actions(request), "in_round": True}
    name = "shared/round.html"
    if request.htmx and not request.htmx.boosted:
        return render(request, f"{name}#list", page)
    page |= _picture(row, request.actor)
    return render(request, name, page)


def _picture(row: Round, actor: Actor) -> dict[str, Any]:
    unit = actor.unit_id if actor.role in UNIT_ROLES else None
    local = list(regulations_on(row.authority_id, row.considered_on))
    cap = cap_of(row, local)
    found = quotas(row, unit, cap, actor)
    seen = composition(visible_to(actor).filter(round=row).exclude(state=State.DRAFT))
    days = (row.closes_on - timezone.localdate()).days
    return {
        "cap": cap,
        "local": local,
        "quotas": found[:8],
        "quota_rest": max(0, len(found) - 8),
        "over": sum(1 for quota in found if quota.over),
        "composition": seen,
        "segments": [
            {"label": "Trực tiếp công tác", "value": seen.direct},
            {"label": "Lãnh đạo, quản lý", "value": seen.leaders},
            {"label": "Khác, chưa ghi nhóm", "value": seen.persons - seen.direct - seen.leaders},
        ],
        "deadline": _deadline(row, days),
        "unpublished": unpublished_for(actor).filter(round=row).count(),
        "titles_on_offer": [known_title(title) for title in row.titles],
    }


def _deadline(row: Round, days: int) -> str:
    day = f"{row.closes_on:%d/%m/%Y}"
    if row.state == RoundState.CLOSED:
        return f"Đã khóa nhận hồ sơ (hạn {day})"
    if days < 0:
        return f"Quá hạn {-days} ngày ({day}), hồ sơ nộp lúc này được ghi là nộp muộn"
    return f"Còn {days} ngày để nộp ({day})" if days else f"Hạn nộp là hôm nay ({day})"


urlpatterns = [
    path("dot-xet/", round_list, name="rounds"),
    path("dot-xet/<slug:code>/", round_page, name="round"),
]
