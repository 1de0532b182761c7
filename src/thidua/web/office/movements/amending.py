"""A launched plan amended, and every version of it: who, when, why, what is different."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.movements.domain.amending import Amendment, amend_movement
from thidua.movements.domain.plans import MovementPlan, plan_of
from thidua.movements.domain.versions import Change, changes
from thidua.movements.models import Movement, MovementVersion
from thidua.movements.parts import PARTS
from thidua.movements.queries import OFFICE
from thidua.movements.rules import may_amend
from thidua.web.office.movements.forms import PlanForm, day_field, initial_of
from thidua.web.office.movements.page import mine

PAPER = ("reason", "number", "day", "signer_post", "signer_name")
FIXED = ("level", "body", "parent")
"""What a plan cannot change once it is launched."""
NEEDED = ("starts_on", "ends_on", "subjects", *(part.field for part in PARTS))
"""What a launched plan cannot be without."""


class AmendForm(PlanForm):
    """The plan anew, and the paper that sets it."""

    reason = forms.CharField(
        label="Lý do điều chỉnh", max_length=500, help_text="Đơn vị đã đăng ký đọc được lý do này."
    )
    number = forms.CharField(
        label="Số văn bản điều chỉnh",
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": "60/KH-UBND"}),
    )
    day = day_field("Ngày ký", required=True)
    signer_post = forms.CharField(label="Chức vụ người ký", max_length=150)
    signer_name = forms.CharField(label="Họ tên người ký", max_length=120)

    GROUPS = (("Văn bản điều chỉnh", PAPER), *PlanForm.GROUPS)

    def __init__(self, *args: Any, movement: Movement, **kwargs: Any) -> None:
        super().__init__(*args, movement=movement, **kwargs)
        self.movement = movement
        for name in FIXED:
            del self.fields[name]
        for name in NEEDED:
            self.fields[name].required = True

    def plan(self) -> MovementPlan:
        self.cleaned_data |= {"level": self.movement.level, "body": self.movement.body}
        return super().plan()

    def amendment(self) -> Amendment:
        return Amendment(**{name: self.cleaned_data[name] for name in PAPER})


def _initial(row: Movement) -> dict[str, Any]:
    return initial_of(plan_of(row)) | {
        "number": "",
        "units": [str(pk) for pk in row.units.values_list("pk", flat=True)],
        "signer_post": row.signer_post,
        "signer_name": row.signer_name,
    }


@screen(Role.OFFICER, writes=True)
def amend(request: HttpRequest, code: str) -> HttpResponse:
    """Write down an amendment that was signed; what was signed before stays readable."""
    row = mine(request, code)
    if denied := may_amend(row, request.actor):
        messages.warning(request, denied)
        return redirect("office:movement", row.code)
    form = AmendForm(request.POST or None, actor=request.actor, movement=row, initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        typed = request.POST.get("revision", "")
        try:
            amend_movement(
                actor=request.actor,
                movement=row,
                plan=form.plan(),
                amendment=form.amendment(),
                units=form.chosen_units(),
                revision=int(typed) if typed.isdecimal() else None,
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã điều chỉnh. Đơn vị đã đăng ký thấy ở Bàn làm việc.")
            return redirect("office:movement_versions", row.code)
    context = {"form": form, "movement": row, "amends": True}
    return render(request, "movements/form.html", context, status=422 if form.is_bound else 200)


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A version and what it changed; the first changed nothing."""

    version: MovementVersion
    changes: tuple[Change, ...]


def shown_versions(row: Movement) -> list[ShownVersion]:
    """Newest first, each beside the one before; one query."""
    found = list(row.versions.select_related("docx", "pdf"))
    before = {one.number: one.words for one in found}
    return [
        ShownVersion(one, changes(before[one.number - 1], one.words) if one.number > 1 else ())
        for one in found
    ]


@screen(*OFFICE)
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """Every version of the plan."""
    row = mine(request, code)
    context = {"movement": row, "versions": shown_versions(row)}
    return render(request, "movements/versions.html", context)


urlpatterns = [
    path("phong-trao/<slug:code>/dieu-chinh/", amend, name="movement_amend"),
    path("phong-trao/<slug:code>/cac-lan/", versions, name="movement_versions"),
]
