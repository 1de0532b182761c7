"""Entering a council and correcting it."""

from __future__ import annotations

from dataclasses import fields

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.councils.domain.bodies import CouncilPlan, change_council, establish_council
from thidua.councils.queries import councils
from thidua.web.council.forms import CouncilForm


@screen(Role.SECRETARY, Role.OFFICER, writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """Enter a council."""
    form = CouncilForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = establish_council(actor=request.actor, plan=form.plan())
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã nhập {row.name}.")
            return redirect("council:sessions")
    status = 422 if form.is_bound else 200
    return render(request, "council/council_form.html", {"form": form}, status=status)


@screen(Role.SECRETARY, Role.OFFICER, writes=True)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Correct a council; sessions already opened keep their total."""
    row = get_object_or_404(councils(request.actor), code=code)
    initial = {field.name: getattr(row, field.name) for field in fields(CouncilPlan)}
    form = CouncilForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_council(actor=request.actor, council=row, plan=form.plan())
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã lưu {row.name}.")
            return redirect("council:sessions")
    status = 422 if form.is_bound else 200
    context = {"form": form, "council": row}
    return render(request, "council/council_form.html", context, status=status)


urlpatterns = [
    path("moi/", new, name="council_new"),
    path("<slug:code>/sua/", edit, name="council_edit"),
]
