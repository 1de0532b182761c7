"""Answering the grounds of the law, and seeing at once what it then says."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.revocations.domain.cases import settle_grounds
from thidua.revocations.domain.judging import askable, deciding
from thidua.web.office.undoing.cases import case_or_404
from thidua.web.office.undoing.forms import GroundsForm
from thidua.web.shared.form_pages import revision


@screen(Role.OFFICER, writes=True)
def grounds(request: HttpRequest, code: str) -> HttpResponse:
    """Yes, no or not known for each ground, with the paper that says so."""
    row = case_or_404(request, code)
    data = request.POST if request.method == "POST" else None
    form = GroundsForm(data, case=row, asked=askable(row))
    if request.method == "POST" and form.is_valid():
        try:
            settle_grounds(
                actor=request.actor, case=row, grounds=form.grounds(), revision=revision(request)
            )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu. Xem kết luận theo luật ở dưới.")
            return redirect("office:undo_case", row.code)
    context = {
        "form": form,
        "case": row,
        "revision": request.POST.get("revision", row.revision),
        "deciding": deciding(row),
    }
    status = 422 if form.is_bound else 200
    return render(request, "undoing/grounds.html", context, status=status)


urlpatterns = [path("thu-hoi/<slug:code>/can-cu/", grounds, name="undo_grounds")]
