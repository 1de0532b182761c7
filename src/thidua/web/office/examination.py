"""Examining a dossier: confirming what a paper settles."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path

from thidua.commendation.domain.nominate import confirm_condition
from thidua.commendation.queries import visible_to
from thidua.core.actors import Role
from thidua.core.screens import screen


@screen(Role.OFFICER, reads=False, writes=True)
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """The officer saw the paper that settles a condition."""
    row = get_object_or_404(visible_to(request.actor), code=code)
    made = confirm_condition(
        actor=request.actor,
        nomination=row,
        finding_code=request.POST.get("dieu_kien", "")[:80],
        basis=request.POST.get("can_cu", "")[:300],
    )
    messages.success(request, f"Đã xác nhận theo {made.basis}.")
    return redirect("web:nomination", row.code)


urlpatterns = [path("ho-so/<slug:code>/xac-nhan/", confirm, name="confirm")]
