"""Opening and changing a round."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.commendation.domain.rounds import (
    RoundPlan,
    change_round,
    open_round,
    set_round_state,
)
from thidua.commendation.enums import RoundKind, RoundState
from thidua.commendation.models import Round
from thidua.commendation.queries import rounds
from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.law import catalogue
from thidua.law.handbook import Chapter, chapter
from thidua.organizations.models import Unit
from thidua.organizations.queries import versions_on

LAW_BEGAN = date(2024, 1, 1)


def _day(label: str, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Ngày này không có trong lịch. Nhập theo mẫu 20/12/2024."},
    )


class RoundForm(forms.Form):
    """What an officer fixes when opening a round."""

    name = forms.CharField(label="Tên đợt xét", max_length=200)
    year = forms.IntegerField(label="Năm xét", min_value=2004, max_value=2100)
    kind = forms.ChoiceField(label="Loại khen thưởng", choices=RoundKind.choices)
    titles = forms.MultipleChoiceField(
        label="Danh hiệu, hình thức đưa ra xét", widget=forms.CheckboxSelectMultiple
    )
    opens_on = _day("Nhận hồ sơ từ")
    closes_on = _day("Hạn nộp", "Nộp sau ngày này vẫn được nhận và ghi là nộp muộn.")
    considered_on = _day("Ngày xét", "Pháp luật có hiệu lực vào ngày này quyết định điều kiện.")
    cap_percent = forms.IntegerField(
        label="Tỷ lệ CSTĐCS tối đa trên số người đạt LĐTT (%)",
        required=False,
        min_value=1,
        max_value=100,
        help_text="Chỉ nhập khi địa phương có văn bản quy định. Từ 01/01/2024 cả nước không còn "
        "tỷ lệ chung.",
    )
    cap_basis = forms.CharField(label="Văn bản quy định tỷ lệ", required=False, max_length=200)
    nominators = forms.MultipleChoiceField(
        label="Đơn vị được đề nghị",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text="Để trống: mọi đơn vị.",
    )

    def __init__(self, *args: Any, authority_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        # A round may look back at a year whose titles have since ended (giấy khen cấp huyện).
        offered = {t.code: t for day in (LAW_BEGAN, today) for t in catalogue(day)}.values()
        self.fields["titles"].choices = [
            (heading.value, [(t.code, t.name) for t in offered if chapter(t) is heading])
            for heading in Chapter
        ]
        self.fields["nominators"].choices = [
            (version.unit_id, version.name) for version in versions_on(authority_id, today)
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        opens, closes = data.get("opens_on"), data.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", "Hạn nộp phải từ ngày bắt đầu nhận hồ sơ trở đi.")
        if data.get("cap_percent") and not data.get("cap_basis"):
            self.add_error("cap_basis", "Ghi văn bản của địa phương quy định tỷ lệ này.")
        return data

    def plan(self) -> RoundPlan:
        data = dict(self.cleaned_data)
        data.pop("nominators")
        return RoundPlan(**(data | {"titles": tuple(data["titles"])}))

    def units(self) -> list[Unit]:
        return list(Unit.objects.filter(pk__in=self.cleaned_data["nominators"]))


def _defaults(actor: Any) -> dict[str, Any]:
    """A new round starts from the last one: the same titles, the dates a year on."""
    today = timezone.localdate()
    last = rounds(actor).first()
    return {
        "year": today.year,
        "kind": RoundKind.MERIT,
        "name": f"Tổng kết phong trào thi đua năm {today.year}",
        "titles": last.titles if last else ["LDTT", "CSTDCS"],
        "opens_on": today,
        "closes_on": today + timedelta(days=30),
        "considered_on": today.replace(month=12, day=31),
        "cap_percent": last.cap_percent if last else None,
        "cap_basis": last.cap_basis if last else "",
    }


@screen(Role.OFFICER, writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """Open a round."""
    form = RoundForm(
        request.POST or None,
        authority_id=request.actor.authority_id,
        initial=_defaults(request.actor),
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = open_round(actor=request.actor, plan=form.plan(), nominators=form.units())
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(
                request, f"Đã mở đợt xét “{row.name}”. Các đơn vị nộp hồ sơ được ngay."
            )
            return redirect("web:round", row.code)
    status = 422 if form.is_bound else 200
    return render(request, "office/round_form.html", {"form": form}, status=status)


@screen(Role.OFFICER, writes=True)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a round; two officers at once: the second is told."""
    row = get_object_or_404(rounds(request.actor), code=code)
    initial = {name: getattr(row, name) for name in RoundForm.base_fields if name != "nominators"}
    initial["nominators"] = list(row.nominators.values_list("pk", flat=True))
    form = RoundForm(request.POST or None, authority_id=request.actor.authority_id, initial=initial)
    if request.method == "POST" and form.is_valid():
        revision = request.POST.get("revision", "")
        try:
            change_round(
                actor=request.actor,
                round_=row,
                plan=form.plan(),
                nominators=form.units(),
                revision=int(revision) if revision.isdigit() else None,
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã lưu đợt xét “{row.name}”.")
            return redirect("web:round", row.code)
    status = 422 if form.is_bound else 200
    return render(request, "office/round_form.html", {"form": form, "round": row}, status=status)


@screen(Role.OFFICER, reads=False, writes=True)
def set_state(request: HttpRequest, code: str) -> HttpResponse:
    """Lock or unlock; the other way is always one press away."""
    row: Round = get_object_or_404(rounds(request.actor), code=code)
    state = RoundState.CLOSED if row.state == RoundState.OPEN else RoundState.OPEN
    set_round_state(actor=request.actor, round_=row, state=state)
    done = "Đã khóa nhận hồ sơ" if state == RoundState.CLOSED else "Đã mở lại nhận hồ sơ"
    messages.success(request, f"{done}: {row.name}.")
    return redirect("web:round", row.code)


urlpatterns = [
    path("dot-xet/moi/", new, name="round_new"),
    path("dot-xet/<slug:code>/sua/", edit, name="round_edit"),
    path("dot-xet/<slug:code>/khoa/", set_state, name="round_state"),
]
