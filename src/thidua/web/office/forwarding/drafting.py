"""Drawing a package up: its dossiers and words; and the whole of it as one file."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.forwarding.domain.exporting import export, file_name
from thidua.forwarding.domain.packing import add_dossiers, draft_package, edit_package, usual_text
from thidua.forwarding.queries import choices, free_for_package, rounds_to_forward
from thidua.web.office.consulted_bodies import posted, revision_of
from thidua.web.office.forwarding.forms import TextForm
from thidua.web.office.forwarding.packages import package_of


@screen(Role.OFFICER, writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """Choose a round, a day and the awards; the law of that day says what goes up, and where."""
    actor = request.actor
    waiting = rounds_to_forward(actor)
    round_ = waiting.filter(code=request.GET.get("dot", "")).first() or waiting.first()
    if round_ is None:
        messages.info(request, "Chưa có hồ sơ nào Hội đồng đã thông qua mà cấp trên quyết định.")
        return redirect("office:packages")
    on = _planned(request, round_.considered_on)
    errors: list[str] = []
    if request.method == "POST":
        titles = request.POST.getlist("danh_hieu")[:200]
        try:
            made = draft_package(actor=actor, round_=round_, titles=titles, planned_on=on)
        except NotAllowed:
            raise
        except Refusal as refusal:
            errors = list(refusal.reasons)
        else:
            messages.success(request, "Đã lập gói. Xem lại lời văn, rồi soạn giấy tờ còn thiếu.")
            return redirect("office:package", made.code)
    found = choices(round_, on, actor)
    context = {
        "round": round_,
        "rounds": list(waiting),
        "on": on,
        "choices": found,
        "picked": request.POST.getlist("danh_hieu")
        or [one.title_code for one in found if found and one.level == found[0].level],
        "errors": errors,
    }
    return render(request, "forwarding/new.html", context, status=422 if errors else 200)


def _planned(request: HttpRequest, usual: date) -> date:
    """The day typed, else the round's, whose law the council went by."""
    typed = request.POST.get("ngay") or request.GET.get("ngay", "")
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return usual


@screen(Role.OFFICER, writes=True)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change the words; two at once: the second is told, and keeps what was typed."""
    row = package_of(request, code)
    form = TextForm(posted(request), initial=TextForm.values_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            edit_package(
                actor=request.actor, package=row, text=form.text(), revision=revision_of(request)
            )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu. Tờ trình, danh sách cần soạn lại theo lời văn mới.")
            return redirect("office:package", code)
    titles = list(row.lines().values_list("nomination__title_code", flat=True).distinct())
    context = {
        "form": form,
        "row": row,
        "usual": usual_text(row.round, titles, row.planned_on),
        "revision": request.POST.get("revision", row.revision),
    }
    return render(request, "forwarding/edit.html", context, status=422 if form.is_bound else 200)


@screen(Role.OFFICER, reads=False, writes=True)
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Put further dossiers in."""
    row = package_of(request, code)
    picked = request.POST.getlist("ho_so")[:500]
    rows = list(free_for_package(row.round, request.actor).filter(code__in=picked))
    if not rows:
        messages.warning(request, "Chưa chọn hồ sơ nào. Chọn hồ sơ rồi bấm Thêm.")
        return redirect("office:package", code)
    try:
        count = add_dossiers(actor=request.actor, package=row, dossiers=rows)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, f"Đã thêm {count} hồ sơ vào gói.")
    return redirect("office:package", code)


@screen(Role.OFFICER)
def archive(request: HttpRequest, code: str) -> HttpResponse:
    """The package as one ZIP."""
    row = package_of(request, code)
    answer = HttpResponse(export(actor=request.actor, package=row), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{file_name(row)}"'
    return answer


_ONE = "trinh-cap-tren/goi/<slug:code>/"
urlpatterns = [
    path("trinh-cap-tren/moi/", new, name="package_new"),
    path(f"{_ONE}sua/", edit, name="package_edit"),
    path(f"{_ONE}them/", add, name="package_add"),
    path(f"{_ONE}tai-ve/", archive, name="package_archive"),
]
