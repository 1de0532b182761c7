"""The office's templates of plans, and the anniversaries offered while planning."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.movements.domain.office_words import (
    add_anniversary,
    save_template,
    withdraw_anniversary,
    withdraw_template,
)
from thidua.movements.models import Anniversary, MovementTemplate
from thidua.movements.occasions import occasions
from thidua.movements.parts import WORDS
from thidua.movements.queries import visible_to
from thidua.web.office.movements.forms import DayForm, TemplateForm


def _mine(request: HttpRequest, code: str) -> MovementTemplate:
    return get_object_or_404(
        MovementTemplate, code=code, authority_id=request.actor.authority_id, withdrawn_at=None
    )


@screen(Role.OFFICER)
def templates(request: HttpRequest) -> HttpResponse:
    """Templates in force."""
    rows = MovementTemplate.objects.filter(
        authority_id=request.actor.authority_id, withdrawn_at=None
    )
    return render(request, "movements/templates.html", {"rows": rows.order_by("name")})


@screen(Role.OFFICER, writes=True)
def template_new(request: HttpRequest) -> HttpResponse:
    """Make a template, from nothing or from the words of a movement (`tu`)."""
    source = visible_to(request.actor).filter(code=request.GET.get("tu", "")).first()
    initial = {name: getattr(source, name) for name in WORDS} if source else {}
    return _edited(request, None, initial)


@screen(Role.OFFICER, writes=True)
def template(request: HttpRequest, pattern: str) -> HttpResponse:
    """Change a template; plans already made keep their words."""
    row = _mine(request, pattern)
    return _edited(request, row, {name: getattr(row, name) for name in ("name", *WORDS)})


def _edited(
    request: HttpRequest, row: MovementTemplate | None, initial: dict[str, object]
) -> HttpResponse:
    form = TemplateForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = request.POST.get("revision", "")
        try:
            save_template(
                actor=request.actor,
                words=form.template(),
                template=row,
                revision=int(typed) if typed.isdecimal() else None,
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu mẫu.")
            return redirect("office:movement_templates")
    context = {"form": form, "row": row}
    return render(request, "movements/template.html", context, status=422 if form.is_bound else 200)


@screen(Role.OFFICER, reads=False, writes=True)
def template_withdraw(request: HttpRequest, pattern: str) -> HttpResponse:
    withdraw_template(actor=request.actor, template=_mine(request, pattern))
    messages.success(request, "Đã bỏ mẫu.")
    return redirect("office:movement_templates")


@screen(Role.OFFICER, writes=True)
def days(request: HttpRequest) -> HttpResponse:
    """Days to remember, the next first; the office adds those of the place."""
    form = DayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_anniversary(actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã thêm ngày kỷ niệm.")
            return redirect("office:movement_days")
    rows = occasions(request.actor.authority_id, timezone.localdate())
    context = {"rows": rows, "form": form}
    return render(request, "movements/days.html", context, status=422 if form.is_bound else 200)


@screen(Role.OFFICER, reads=False, writes=True)
def day_withdraw(request: HttpRequest, day: str) -> HttpResponse:
    row = get_object_or_404(
        Anniversary, code=day, authority_id=request.actor.authority_id, withdrawn_at=None
    )
    withdraw_anniversary(actor=request.actor, anniversary=row)
    messages.success(request, "Đã bỏ ngày kỷ niệm.")
    return redirect("office:movement_days")


urlpatterns = [
    path("phong-trao/mau/", templates, name="movement_templates"),
    path("phong-trao/mau/moi/", template_new, name="movement_template_new"),
    path("phong-trao/mau/<slug:pattern>/", template, name="movement_template"),
    path("phong-trao/mau/<slug:pattern>/bo/", template_withdraw, name="movement_template_drop"),
    path("phong-trao/ngay-ky-niem/", days, name="movement_days"),
    path("phong-trao/ngay-ky-niem/<slug:day>/bo/", day_withdraw, name="movement_day_drop"),
]
