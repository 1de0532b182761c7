"""How much a round or a decision costs, before it is signed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from thidua.core.actors import Actor
from thidua.core.screens import screen
from thidua.decisions.domain.drafting import usual_day
from thidua.decisions.models import Decision, DecisionKind, DecisionState
from thidua.decisions.queries import rounds_to_decide, visible_to
from thidua.rewards.estimates import Estimate, of_decision, of_round
from thidua.rewards.reports import needs
from thidua.web.office.rewards.readers import READERS
from thidua.web.shared import workbook


def draft_estimate(actor: Actor, decision: Decision) -> Estimate | None:
    """For the decision's own page: of a draft, for those who see the fund."""
    is_award_draft = (decision.state, decision.kind) == (DecisionState.DRAFT, DecisionKind.AWARD)
    if not is_award_draft or actor.role not in READERS:
        return None
    return of_decision(actor, decision)


@screen(*READERS)
def estimate(request: HttpRequest) -> HttpResponse:
    """One draft or one round that waits; the first of what there is when none is named."""
    actor = request.actor
    drafts = visible_to(actor).filter(state=DecisionState.DRAFT, kind=DecisionKind.AWARD)
    rounds = list(rounds_to_decide(actor))
    drafts = list(drafts.order_by("-created_at"))
    draft = _named(drafts, request.GET.get("quyet_dinh", ""))
    round_ = _named(rounds, request.GET.get("dot", ""))
    if draft is None and round_ is None:
        draft = next(iter(drafts), None)
        round_ = None if draft else next(iter(rounds), None)
    found = None
    if draft is not None:
        found = of_decision(actor, draft)
    elif round_ is not None:
        found = of_round(actor, round_, usual_day(round_))
    if found is not None and request.GET.get("xuat") == "xlsx":
        return _book(found)
    context = {
        "drafts": drafts,
        "rounds": rounds,
        "draft": draft,
        "round": round_,
        "estimate": found,
        "needs": needs(actor, draft) if draft else [],
    }
    return render(request, "rewards/estimate_page.html", context)


def _named(rows: list[Any], code: str) -> Any:
    return next((row for row in rows if row.code == code), None)


def _book(found: Estimate) -> HttpResponse:
    head = ("Nhóm", "Tên", "Số khen thưởng", "Chưa xác lập mức", "Tiền thưởng (đồng)")
    rows = [
        *(("Danh hiệu, hình thức", p.name, p.count, p.open, p.money) for p in found.by_award),
        *(("Đơn vị", p.name, p.count, p.open, p.money) for p in found.by_unit),
        ("", found.total.name, found.total.count, found.total.open, found.total.money),
    ]
    return workbook.response("du-toan-tien-thuong", "Dự toán tiền thưởng", head, rows)


urlpatterns = [path("tien-thuong/du-toan/", estimate, name="reward_estimate")]
