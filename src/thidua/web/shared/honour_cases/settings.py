"""The authority's alarms and its own days per level, beside the way up as the law has it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.honours.case_enums import CaseKind
from thidua.honours.case_queries import limits_of, settings_of
from thidua.honours.case_route import due, levels_on
from thidua.honours.domain import case_settings
from thidua.honours.models import LevelLimit
from thidua.web.shared.honour_cases import forms
from thidua.web.shared.honour_cases.acts import attempt
from thidua.web.shared.honour_cases.pages import revision


@screen(Role.OFFICER, Role.INSPECTOR)
def rules(request: HttpRequest) -> HttpResponse:
    """What is in force: alarms, own limits, days per level of each kind."""
    return _shown(request)


def _shown(request: HttpRequest, **given: Any) -> HttpResponse:
    held = settings_of(request.actor.authority_id)
    alarms = {"still_days": held.still_days, "old_age": held.old_age, "basis": held.basis}
    bound = any(form.is_bound for form in given.values())
    context = {
        "settings": held,
        "alarm_form": forms.AlarmForm(initial=alarms, prefix="bao"),
        "limit_form": forms.LimitForm(prefix="han"),
        "limits": limits_of(request.actor.authority_id),
        "kinds": _days(request.actor.authority_id),
        "may_set": request.actor.is_any(Role.OFFICER),
    } | given
    return render(request, "honours/rules.html", context, status=422 if bound else 200)


def _days(authority_id: int) -> list[tuple[str, list[tuple[str, Any]]]]:
    today, own = timezone.localdate(), limits_of(authority_id)
    return [
        (
            kind.label,
            [(level.label, due(kind, level, today, own)) for level in levels_on(today)],
        )
        for kind in CaseKind
    ]


@screen(Role.OFFICER, reads=False, writes=True)
def alarms(request: HttpRequest) -> HttpResponse:
    form = forms.AlarmForm(request.POST, prefix="bao")
    run = partial(case_settings.set_alarms, actor=request.actor, revision=revision(request))
    if not attempt(request, form, run):
        return _shown(request, alarm_form=form)
    messages.success(request, "Đã đặt mức báo động.")
    return redirect("office:honour_rules")


@screen(Role.OFFICER, reads=False, writes=True)
def limit(request: HttpRequest) -> HttpResponse:
    form = forms.LimitForm(request.POST, prefix="han")
    run = partial(case_settings.add_limit, actor=request.actor)
    if not attempt(request, form, run):
        return _shown(request, limit_form=form)
    messages.success(request, "Đã đặt thời hạn.")
    return redirect("office:honour_rules")


@screen(Role.OFFICER, reads=False, writes=True)
def drop_limit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(LevelLimit, pk=pk, authority_id=request.actor.authority_id)
    case_settings.withdraw_limit(actor=request.actor, limit=row)
    messages.success(request, "Đã bỏ thời hạn.")
    return redirect("office:honour_rules")


urlpatterns = [
    path("ho-so-ton-dong/muc-bao/", rules, name="honour_rules"),
    path("ho-so-ton-dong/muc-bao/dat/", alarms, name="honour_alarms"),
    path("ho-so-ton-dong/muc-bao/thoi-han/", limit, name="honour_limit"),
    path("ho-so-ton-dong/thoi-han/<int:pk>/bo/", drop_limit, name="honour_limit_drop"),
]
