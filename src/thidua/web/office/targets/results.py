"""Figures as the office sees them: what waits, one result with its versions, entering on paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.journal.queries import events_of
from thidua.targets.domain.results import Figure, accept_many, judge, report
from thidua.targets.enums import ResultState, TargetKind
from thidua.targets.models import Result, Target
from thidua.targets.queries import results_visible_to, visible_to
from thidua.targets.workflow import RESULTS
from thidua.web.office.targets.board import READERS
from thidua.web.office.targets.forms import FigureField
from thidua.web.office.targets.page import mine
from thidua.web.shared import timelines, workbook
from thidua.web.shared.asked import chips, one_of, words_of
from thidua.web.shared.form_pages import form_page, revision
from thidua.web.shared.target_shown import RESULT_LOOKS, figure

PAGE_SIZE = 100
HEAD = ("Chỉ tiêu", "Đơn vị", "Kỳ", "Thực hiện", "Đơn vị tính", "Diễn giải", "Bản", "Muộn",
        "Người báo cáo", "Bước")  # fmt: skip


def decorate_result(row: Result) -> Result:
    row.look, row.icon = RESULT_LOOKS[ResultState(row.state)]
    row.period = row.target.label(row.period_on)
    row.shown = figure(row.value, row.target.measure) if row.value is not None else row.words
    row.who = row.allocation.unit_name if row.allocation else row.target.owner_name or "Số chung"
    return row


@screen(*READERS, writes=True)
def results(request: HttpRequest) -> HttpResponse:
    """Reported figures, those waiting first; the officer takes many in at once."""
    seen = results_visible_to(request.actor).select_related("target", "allocation")
    if request.method == "POST":
        return _taken_in(request, seen)
    state = one_of(request.GET, "buoc", ResultState.values) or ResultState.REPORTED
    code = request.GET.get("chi_tieu", "")[:12]
    words = words_of(request.GET)
    rows = seen.filter(state=state)
    rows = rows.filter(target__code=code) if code else rows
    rows = rows.filter(allocation__unit_name__icontains=words) if words else rows
    rows = rows.order_by("target__sort_key", "-period_on", "allocation__sort_key", "pk")
    if request.GET.get("xuat") == "xlsx":
        return _book(rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        decorate_result(row)
    counts = [(one.value, one.label, seen.filter(state=one).count()) for one in ResultState]
    context = {
        "page": page,
        "chips": chips(request.GET, "buoc", state, counts),
        "state": state,
        "words": words,
        "targets": list(visible_to(request.actor).order_by("sort_key").values_list("code", "name")),
        "code": code,
        "is_filtered": bool(words or code),
        "may_judge": request.actor.is_any(Role.OFFICER) and state == ResultState.REPORTED,
    }
    return render(request, "targets/results.html", context)


def _taken_in(request: HttpRequest, seen: Any) -> HttpResponse:
    if not request.actor.is_any(Role.OFFICER):
        raise Http404
    rows = list(seen.filter(code__in=request.POST.getlist("chon")[:PAGE_SIZE]))
    try:
        count = accept_many(actor=request.actor, results=rows)
    except Refusal as refusal:
        messages.warning(request, " ".join(refusal.reasons))
    else:
        messages.success(request, f"Đã duyệt {count} kết quả.")
    back = request.POST.get("ve", "")[:12]
    return redirect(f"{reverse('office:target_results')}?chi_tieu={back}")


def _book(rows: Any) -> HttpResponse:
    lines = (
        (
            row.target.name,
            row.allocation.unit_name if row.allocation else "Số chung",
            row.target.label(row.period_on),
            "" if row.value is None else float(row.value),
            row.target.measure,
            row.words,
            row.version,
            "x" if row.is_late else "",
            row.reported_by_name,
            row.get_state_display(),
        )
        for row in rows.iterator(chunk_size=2000)
    )
    return workbook.response("ket-qua-chi-tieu", "Kết quả chỉ tiêu", HEAD, lines)


def _result(request: HttpRequest, key: str) -> Result:
    found = results_visible_to(request.actor).select_related("target", "allocation")
    return get_object_or_404(found, code=key)


@screen(*READERS)
def result(request: HttpRequest, key: str) -> HttpResponse:
    """One period of one unit: the figure now, and every version before with who and why."""
    return result_page(request, _result(request, key))


def result_page(request: HttpRequest, row: Result, errors: tuple[str, ...] = ()) -> HttpResponse:
    decorate_result(row)
    versions = list(row.versions.order_by("-number"))
    for one in versions:
        one.shown = figure(one.value, row.target.measure) if one.value is not None else one.words
    offers = [
        {
            "name": offer.transition.name,
            "label": offer.transition.label,
            "icon": offer.transition.icon,
            "reasons": list(offer.reasons),
            "needs": offer.transition.needs,
        }
        for offer in RESULTS.offers(row, request.actor)
        if offer.transition.name != "correct"
    ]
    context = {
        "result": row,
        "target": row.target,
        "versions": versions,
        "offers": offers,
        "errors": errors,
        "may_enter": request.actor.is_any(Role.OFFICER),
        "events": timelines.shown(request.actor, events_of(row), 30),
    }
    return render(request, "targets/result.html", context, status=422 if errors else 200)


@screen(Role.OFFICER, reads=False, writes=True)
def result_act(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Take it in or give it back."""
    row = _result(request, key)
    if name not in {"accept", "give_back"}:
        raise Http404
    try:
        judge(
            actor=request.actor,
            result=row,
            name=name,
            reason=request.POST.get("ly_do", ""),
            revision=revision(request),
        )
    except Refusal as refusal:
        return result_page(request, _result(request, key), refusal.reasons)
    messages.success(request, f"{RESULTS.by_name[name].sentence}.")
    return redirect("office:target_result", row.code)


class EntryForm(forms.Form):
    """A figure on paper or by telephone, entered for a unit."""

    unit = forms.ChoiceField(label="Của")
    period = forms.ChoiceField(label="Kỳ")
    value = FigureField(label="Thực hiện")
    numerator = FigureField(label="Tử số")
    denominator = FigureField(label="Mẫu số")
    words = forms.CharField(label="Diễn giải", max_length=500, required=False)
    reason = forms.CharField(
        label="Lý do sửa", max_length=300, required=False,
        help_text="Chỉ khi kỳ này đã có số; số cũ được giữ làm bản trước.",
    )  # fmt: skip
    confirmed = forms.BooleanField(label="Số đúng như đã ghi", required=False)

    def __init__(self, *args: Any, target: Target, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = target.allocations.filter(until_on__isnull=True).order_by("sort_key")
        units = [(str(one.pk), one.unit_name) for one in standing]
        self.fields["unit"].choices = [("", f"Số chung, {target.owner_name or 'cả chỉ tiêu'}")]
        self.fields["unit"].choices += units
        self.fields["unit"].required = False
        self.fields["period"].choices = [
            (str(one.number), target.label(one.last)) for one in target.periods
        ]
        if target.kind != TargetKind.SHARE:
            del self.fields["numerator"], self.fields["denominator"]


@screen(Role.OFFICER, writes=True)
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """Enter or correct a figure for a unit or the whole."""
    row = mine(request, code)
    back = reverse("office:target", args=[row.code])

    def run(data: dict[str, Any]) -> None:
        unit = data["unit"]
        report(
            actor=request.actor,
            target=row,
            allocation=row.allocations.get(pk=unit) if unit else None,
            period=row.periods[int(data["period"]) - 1],
            figure=Figure(
                data["value"], data.get("numerator"), data.get("denominator"), data["words"]
            ),
            reason=data["reason"],
            confirmed=data["confirmed"],
        )

    return form_page(
        request,
        EntryForm(request.POST or None, target=row),
        run=run,
        done="Đã ghi kết quả.",
        back=back,
        page={
            "title": "Ghi kết quả",
            "lead": f"{row.name}. Đơn vị tính: {row.measure or 'mốc'}.",
            "crumbs": [("Chỉ tiêu", reverse("office:targets")), (row.code, back)],
            "submit": "Ghi kết quả",
        },
    )


urlpatterns = [
    path("chi-tieu/ket-qua/", results, name="target_results"),
    path("chi-tieu/ket-qua/<slug:key>/", result, name="target_result"),
    path("chi-tieu/ket-qua/<slug:key>/<slug:name>/", result_act, name="target_result_act"),
    path("chi-tieu/<slug:code>/ghi/", enter, name="target_enter"),
]
