"""A new target, changing one, and what the authority settled about following them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.targets.domain import targets as verbs
from thidua.targets.enums import TargetState
from thidua.targets.settings import settings_of
from thidua.web.office.targets.forms import SettingsForm, TargetForm, initial_of
from thidua.web.office.targets.page import mine
from thidua.web.shared.form_pages import form_page, revision

CRUMB = ("Chỉ tiêu", "office:targets")


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(CRUMB[0], reverse(CRUMB[1])), *more]


@screen(Role.OFFICER, writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """A draft; units are chosen on the next page."""
    year = timezone.localdate().year
    initial = {"start_on": date(year, 1, 1), "due_on": date(year, 12, 31), "rhythm": "quarter"}
    form = TargetForm(
        request.POST or None, initial=initial, authority_id=request.actor.authority_id
    )
    made: list[Any] = []

    def run(_: dict[str, Any]) -> None:
        made.append(verbs.set_target(actor=request.actor, plan=form.plan_of()))

    answer = form_page(
        request,
        form,
        run=run,
        done="Đã lập bản nháp. Giao phần cho đơn vị, rồi bấm Giao thực hiện.",
        back=reverse("office:targets"),
        page={"title": "Lập chỉ tiêu", "crumbs": _crumbs(), "submit": "Lập bản nháp"},
    )
    if made:
        answer["Location"] = reverse("office:target_shares", args=[made[0].code])
    return answer


@screen(Role.OFFICER, writes=True)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a target; one being followed asks for a reason."""
    row = mine(request, code)
    asks = row.state == TargetState.ACTIVE
    form = TargetForm(
        request.POST or None,
        initial=initial_of(row),
        authority_id=row.authority_id,
        asks_reason=asks,
    )
    back = reverse("office:target", args=[row.code])

    def run(data: dict[str, Any]) -> None:
        verbs.change_target(
            actor=request.actor,
            target=row,
            plan=form.plan_of(),
            reason=data.get("reason", ""),
            revision=revision(request),
        )

    return form_page(
        request,
        form,
        run=run,
        done="Đã lưu chỉ tiêu.",
        back=back,
        page={
            "title": "Sửa chỉ tiêu",
            "lead": row.name,
            "crumbs": _crumbs((row.code, back)),
            "submit": "Lưu",
            "row": row,
        },
    )


@screen(Role.OFFICER, writes=True)
def settings(request: HttpRequest) -> HttpResponse:
    """When figures are due and what is slow: data of the authority."""
    row = settings_of(request.actor.authority_id)
    initial = {name: getattr(row, name) for name in SettingsForm.base_fields}
    return form_page(
        request,
        SettingsForm(request.POST or None, initial=initial),
        run=lambda data: verbs.keep_settings(actor=request.actor, **data),
        done="Đã lưu quy ước theo dõi chỉ tiêu.",
        back=reverse("office:targets"),
        page={
            "title": "Quy ước theo dõi chỉ tiêu",
            "lead": "Pháp luật không đặt hạn báo cáo và mức chậm; đây là lựa chọn của cơ quan.",
            "crumbs": _crumbs(),
            "submit": "Lưu",
        },
    )


urlpatterns = [
    path("chi-tieu/moi/", new, name="target_new"),
    path("chi-tieu/quy-uoc/", settings, name="target_settings"),
    path("chi-tieu/<slug:code>/sua/", edit, name="target_edit"),
]
