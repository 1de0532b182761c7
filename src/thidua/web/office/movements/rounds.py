"""The award round of a movement, opened from its page."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from thidua.commendation.enums import RoundKind
from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.movements.domain.award_rounds import open_award_round, proposed_plan
from thidua.movements.domain.starting import own_level
from thidua.movements.durations import SILENT, durations
from thidua.movements.rules import may_open_round
from thidua.web.office.movements.page import mine
from thidua.web.office.rounds import RoundForm


@screen(Role.OFFICER, writes=True)
def open_round(request: HttpRequest, code: str) -> HttpResponse:
    """Open the award round; name, kind and titles are proposed."""
    row, today = mine(request, code), timezone.localdate()
    level = own_level(row.authority_id, today)
    plan = proposed_plan(row, level, today)
    initial = asdict(plan) | {"titles": list(plan.titles)}
    initial["nominators"] = list(row.units.values_list("pk", flat=True))
    form = RoundForm(request.POST or None, authority_id=row.authority_id, initial=initial)
    form.fields["kind"].choices = [(RoundKind.MOVEMENT.value, RoundKind.MOVEMENT.label)]
    if denied := may_open_round(row, request.actor):
        messages.warning(request, denied)
        return redirect("office:movement", row.code)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_award_round(
                actor=request.actor, movement=row, plan=form.plan(), nominators=form.units()
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã mở đợt xét “{made.name}”.")
            return redirect("web:round", made.code)
    context = {
        "movement": row,
        "form": form,
        "durations": durations(row, today),
        "silent": SILENT,
    }
    return render(request, "movements/round.html", context, status=422 if form.is_bound else 200)


urlpatterns = [path("phong-trao/<slug:code>/dot-xet/", open_round, name="movement_round")]
