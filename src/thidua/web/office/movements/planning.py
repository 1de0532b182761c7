"""Writing a plan: from nothing, a template, a hot spot, a movement above; and changing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.decisions.domain.issuing import body_name
from thidua.movements.domain.launch import (
    change_movement,
    draft_movement,
    is_editable,
    note_from_above,
)
from thidua.movements.domain.plans import MovementPlan, plan_of
from thidua.movements.domain.starting import answering, from_hot_spot, from_template, own_level
from thidua.movements.models import Movement, MovementTemplate
from thidua.movements.queries import visible_to
from thidua.organizations.models import Authority
from thidua.web.office.movements.forms import AboveForm, PlanForm, initial_of


def blank(request: HttpRequest) -> MovementPlan:
    """A plan of this body that starts today."""
    actor, today = request.actor, timezone.localdate()
    authority = Authority.objects.get(pk=actor.authority_id)
    return MovementPlan(
        name="",
        level=own_level(actor.authority_id, today),
        body=body_name(authority),
        starts_on=today,
    )


def _templates(request: HttpRequest) -> list[MovementTemplate]:
    found = MovementTemplate.objects.filter(
        authority_id=request.actor.authority_id, withdrawn_at=None
    )
    return list(found.order_by("name"))


@screen(Role.OFFICER, writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """Start a plan. The address says from what: `diem-nong` and `tham-chieu` (words of a hot spot
    and where to look), `mau` (a template), `huong-ung` (a movement above)."""
    asked = request.GET
    plan, templates = blank(request), _templates(request)
    template = next((one for one in templates if one.code == asked.get("mau")), None)
    if template is not None:
        plan = from_template(template, plan)
    parent = visible_to(request.actor).filter(code=asked.get("huong-ung", "")).first()
    if parent is not None:
        plan = answering(parent, plan)
    spot = asked.get("diem-nong", "").strip()[:500]
    if spot:
        plan = from_hot_spot(spot, plan)
    initial = initial_of(plan) | {
        "parent": parent.code if parent else "",
        "hot_spot": spot,
        "reference": asked.get("tham-chieu", "").strip()[:200],
    }
    form = PlanForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = draft_movement(
                actor=request.actor,
                plan=form.plan(),
                hot_spot=form.cleaned_data["hot_spot"],
                reference=form.cleaned_data["reference"],
                parent=form.answered(),
                units=form.chosen_units(),
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu bản nháp. Kiểm tra kế hoạch rồi phát động.")
            return redirect("office:movement", made.code)
    context = {"form": form, "templates": templates, "template": template, "spot": spot}
    return render(request, "movements/form.html", context, status=422 if form.is_bound else 200)


@screen(Role.OFFICER, writes=True)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a plan that is still a draft; two officers at once: the second is told."""
    row = get_object_or_404(visible_to(request.actor), code=code)
    if not is_editable(row) or not row.is_ours:
        messages.warning(request, "Kế hoạch đã qua bước soạn. Đưa về soạn lại rồi sửa.")
        return redirect("office:movement", row.code)
    initial = initial_of(plan_of(row)) | {
        "parent": row.parent.code if row.parent else "",
        "units": [str(pk) for pk in row.units.values_list("pk", flat=True)],
    }
    form = PlanForm(request.POST or None, actor=request.actor, movement=row, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = request.POST.get("revision", "")
        try:
            change_movement(
                actor=request.actor,
                movement=row,
                plan=form.plan(),
                parent=form.answered(),
                units=form.chosen_units(),
                revision=int(typed) if typed.isdecimal() else None,
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu kế hoạch.")
            return redirect("office:movement", row.code)
    context = {"form": form, "movement": row}
    return render(request, "movements/form.html", context, status=422 if form.is_bound else 200)


@screen(Role.OFFICER, writes=True)
def above(request: HttpRequest) -> HttpResponse:
    """Enter a movement of a higher level."""
    form = AboveForm(request.POST or None, initial={"level": "prime_minister"})
    if request.method == "POST" and form.is_valid():
        try:
            made = note_from_above(actor=request.actor, plan=form.plan())
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã ghi phong trào của cấp trên.")
            return redirect("office:movement", made.code)
    return render(
        request, "movements/above.html", {"form": form}, status=422 if form.is_bound else 200
    )


@screen(Role.OFFICER, reads=False, writes=True)
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Draft the own movement that answers this one, in one step."""
    parent: Movement = get_object_or_404(visible_to(request.actor), code=code)
    try:
        plan = answering(parent, blank(request))
        made = draft_movement(actor=request.actor, plan=plan, parent=parent)
    except Refusal as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return redirect("office:movement", parent.code)
    messages.success(request, "Đã lập bản nháp phong trào hưởng ứng. Bổ sung rồi kiểm tra.")
    return redirect("office:movement_edit", made.code)


urlpatterns = [
    path("phong-trao/moi/", new, name="movement_new"),
    path("phong-trao/cap-tren/", above, name="movement_above"),
    path("phong-trao/<slug:code>/sua/", edit, name="movement_edit"),
    path("phong-trao/<slug:code>/huong-ung/", answer, name="movement_answer"),
]
