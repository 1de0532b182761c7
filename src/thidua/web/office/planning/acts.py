"""A plan begun, put forward, approved, given back, changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.planning.domain.plans import change_basis, move, start_plan
from thidua.planning.queries import visible_to
from thidua.planning.rules import KEEPERS
from thidua.planning.workflow import PLANS
from thidua.web.office.planning.forms import BasisForm, ReasonForm, StartForm
from thidua.web.office.planning.show import plan_of
from thidua.web.shared.form_pages import form_page, revision

DONE = {
    "propose": "Đã trình Chủ tịch. Chủ tịch thấy việc này ở bàn làm việc.",
    "approve": "Đã duyệt chương trình công tác. Bản in, bản Word đã lưu.",
    "give_back": "Đã trả lại để sửa.",
    "change": "Mở để sửa. Bản đã duyệt vẫn áp dụng đến khi bản mới được duyệt.",
}


def crumbs(year: int = 0) -> list[tuple[str, str]]:
    found = [("Chương trình công tác", reverse("office:work_plans"))]
    return [*found, (f"Năm {year}", reverse("office:work_plan", args=[year]))] if year else found


@screen(*KEEPERS, writes=True)
def start(request: HttpRequest) -> HttpResponse:
    """Begin a year's plan; last year's items come along in one step."""
    last = visible_to(request.actor).first()
    year = last.year + 1 if last else timezone.localdate().year
    form = StartForm(request.POST or None, initial={"year": year, "carry": last is not None})
    typed = form.data.get("year", "") if form.is_bound else ""
    back = reverse("office:work_plans")
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data["year"]
        back = reverse("office:work_plan", args=[typed])
    return form_page(
        request,
        form,
        run=lambda data: start_plan(actor=request.actor, **data),
        done=f"Đã lập chương trình công tác năm {typed}.",
        back=back,
        page={
            "title": "Lập chương trình công tác",
            "lead": "Mỗi năm một chương trình; sửa sau khi duyệt thành bản mới.",
            "crumbs": crumbs(),
            "submit": "Lập chương trình",
        },
    )


@screen(*KEEPERS, writes=True)
def basis(request: HttpRequest, year: int) -> HttpResponse:
    plan = plan_of(request, year)
    return form_page(
        request,
        BasisForm(request.POST or None, initial={"basis": plan.basis}),
        run=lambda data: change_basis(
            actor=request.actor, plan=plan, revision=revision(request), **data
        ),
        done="Đã ghi căn cứ.",
        back=reverse("office:work_plan", args=[year]),
        page={"title": "Căn cứ", "crumbs": crumbs(year), "submit": "Lưu", "row": plan},
    )


@screen(*KEEPERS, Role.CHAIRMAN, writes=True)
def step(request: HttpRequest, year: int, step: str) -> HttpResponse:
    """One step of the plan's path; those that need a reason ask for it on a page."""
    plan = plan_of(request, year)
    row = PLANS.by_name.get(step)
    if row is None:
        raise Http404
    back = reverse("office:work_plan", args=[year])
    if "reason" in row.needs:
        return form_page(
            request,
            ReasonForm(request.POST or None),
            run=lambda data: move(
                actor=request.actor, plan=plan, name=step, revision=revision(request), **data
            ),
            done=DONE[step],
            back=back,
            page={"title": row.label, "crumbs": crumbs(year), "submit": row.label, "row": plan},
        )
    if request.method == "POST":
        move(actor=request.actor, plan=plan, name=step, revision=revision(request))
        messages.success(request, DONE[step])
    return redirect(back)


urlpatterns = [
    path("chuong-trinh/lap/", start, name="work_plan_start"),
    path("chuong-trinh/<int:year>/can-cu/", basis, name="work_plan_basis"),
    path("chuong-trinh/<int:year>/buoc/<slug:step>/", step, name="work_plan_step"),
]
