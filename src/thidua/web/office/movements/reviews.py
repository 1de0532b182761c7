"""Reviews: planned, opened, the units' reports accepted or given back, the report frozen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.journal.queries import events_of
from thidua.movements.domain import reviews as verbs
from thidua.movements.domain.results import move_result
from thidua.movements.domain.review_papers import figures_of, review_files
from thidua.movements.enums import ResultState
from thidua.movements.models import MovementReview
from thidua.movements.queries import (
    OFFICE,
    WITH_RESULTS,
    examples_of,
    names_kept,
    results,
    shown_examples,
)
from thidua.movements.rules import may_steer_ours
from thidua.movements.workflow import MOVEMENTS, RESULTS
from thidua.web.office.movements.forms import FindingsForm, ReviewForm, day_field
from thidua.web.office.movements.page import bytes_of, download, mine
from thidua.web.shared import timelines, workbook
from thidua.web.shared.movement_looks import result_look


def _review(request: HttpRequest, code: str, key: str) -> MovementReview:
    row = mine(request, code)
    return get_object_or_404(
        MovementReview.objects.select_related("movement__parent"),
        movement=row,
        code=key,
        dropped_at=None,
    )


@screen(Role.OFFICER, writes=True)
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Set one more review."""
    row = mine(request, code)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.plan_review(actor=request.actor, movement=row, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã đặt kỳ sơ kết, tổng kết.")
            return redirect("office:movement", row.code)
    context = {"form": form, "movement": row}
    return render(
        request, "movements/review_form.html", context, status=422 if form.is_bound else 200
    )


@screen(*OFFICE)
def review(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """One review: who reported, what the numbers come to, the report."""
    return _shown(request, _review(request, code, key))


def _shown(request: HttpRequest, row: MovementReview, **more: Any) -> HttpResponse:
    actor, seen = request.actor, results(request.actor)
    rows = [
        result_look(one)
        for one in seen.filter(review=row)
        .prefetch_related(shown_examples(actor))
        .order_by("unit_name", "pk")
    ]
    if request.GET.get("xuat") == "xlsx":
        return _book(row, rows)
    initial = {name: getattr(row, name) for name in FindingsForm.base_fields}
    figures = figures_of(row)
    steers = not may_steer_ours(row.movement, actor)
    context = {
        "movement": row.movement,
        "review": row,
        "rows": rows,
        "figures": figures,
        "reported": len(figures["reported"]),
        "stood_out": len(figures["examples"]),
        "waiting": sum(1 for one in rows if one.state == ResultState.HANDED_IN),
        "form": FindingsForm(initial=initial),
        "day": day_field("Hạn đơn vị báo cáo"),
        "may_steer": steers,
        "hidden": names_kept(actor, row),
        "reads_reports": actor.is_any(*WITH_RESULTS),
        "why_not_open": _why_not(row, actor, verbs.OPENING) if not row.opened_at else [],
        "why_not_freeze": _why_not_freeze(row, actor),
        "errors": (),
        "events": timelines.shown(actor, events_of(row.movement), 8),
    } | more
    status = 422 if context["errors"] or context["form"].is_bound else 200
    return render(request, "movements/review.html", context, status=status)


def _why_not(row: MovementReview, actor: Any, names: Any) -> list[str]:
    """Reasons against the movement's step that goes with this review; empty when it is open."""
    wanted = names[row.kind]
    for offer in MOVEMENTS.offers(row.movement, actor):
        if offer.transition.name == wanted:
            return list(offer.reasons)
    return [f"Phong trào đang ở bước “{row.movement.get_state_display()}”."]


def _why_not_freeze(row: MovementReview, actor: Any) -> list[str]:
    reasons = _why_not(row, actor, verbs.CLOSING)
    if not row.achieved.strip():
        reasons.append("Viết và lưu “Kết quả đạt được” trước.")
    return reasons


def _book(row: MovementReview, rows: list[Any]) -> HttpResponse:
    head = ("Đơn vị", "Tình trạng", "Nộp sau hạn", "Kết quả", "Khó khăn", "Kiến nghị", "Điển hình")
    lines = [
        (
            one.unit_name,
            one.get_state_display(),
            "x" if one.is_late else "",
            one.words,
            one.difficulties,
            one.proposals,
            "; ".join(example.name for example in one.shown),
        )
        for one in rows
    ]
    name = row.get_kind_display()
    return workbook.response("bao-cao-don-vi", f"{name}: báo cáo của đơn vị", head, lines)


@screen(Role.OFFICER, reads=False, writes=True)
def act(request: HttpRequest, code: str, key: str, name: str) -> HttpResponse:
    """Open, put off, drop, write, freeze."""
    row = _review(request, code, key)
    if name not in ACTS:
        raise Http404
    try:
        answer = ACTS[name](request, row)
    except Refusal as refusal:
        return _shown(request, _review(request, code, key), errors=refusal.reasons)
    if answer is not None:
        return answer
    if name == "bo":
        return redirect("office:movement", row.movement.code)
    return redirect("office:movement_review", row.movement.code, row.code)


def _open(request: HttpRequest, row: MovementReview) -> None:
    field = day_field("Hạn đơn vị báo cáo")
    until = None
    if typed := request.POST.get("han", "").strip():
        try:
            until = field.clean(typed)
        except ValidationError as error:
            raise Refusal(*error.messages) from error
    verbs.open_review(actor=request.actor, review=row, results_until=until)
    messages.success(request, "Đã mở. Các đơn vị đã đăng ký viết báo cáo được ngay.")


def _put_off(request: HttpRequest, row: MovementReview) -> None:
    verbs.put_off_review(
        actor=request.actor, review=row, reason=request.POST.get("ly_do", "").strip()[:500]
    )
    messages.success(request, "Đã hoãn. Đơn vị giữ phần đang viết.")


def _drop(request: HttpRequest, row: MovementReview) -> None:
    verbs.drop_review(actor=request.actor, review=row)
    messages.success(request, "Đã bỏ kỳ này.")


def _write(request: HttpRequest, row: MovementReview) -> HttpResponse | None:
    form = FindingsForm(request.POST)
    if not form.is_valid():
        return _shown(request, row, form=form)
    typed = request.POST.get("revision", "")
    verbs.note_findings(
        actor=request.actor,
        review=row,
        findings=form.findings(),
        revision=int(typed) if typed.isdecimal() else None,
    )
    messages.success(request, "Đã lưu báo cáo. Xem bản thảo, rồi chốt.")
    return None


def _freeze(request: HttpRequest, row: MovementReview) -> None:
    typed = request.POST.get("revision", "")
    verbs.freeze_review(
        actor=request.actor, review=row, revision=int(typed) if typed.isdecimal() else None
    )
    messages.success(request, "Đã chốt báo cáo; tải về ở trang này.")


ACTS = {"mo": _open, "hoan": _put_off, "bo": _drop, "viet": _write, "chot": _freeze}


@screen(*OFFICE)
def paper(request: HttpRequest, code: str, key: str, form: str) -> HttpResponse:
    """The report: a draft until it is frozen, then what was kept."""
    row = _review(request, code, key)
    if form not in {"pdf", "docx"}:
        raise Http404
    if row.frozen_at is None and not request.actor.is_any(*WITH_RESULTS):
        raise Http404
    if names_kept(request.actor, row):
        raise Http404
    kept = row.docx if form == "docx" else row.pdf
    if kept is not None:
        return download(bytes_of(kept), f"bao-cao-{row.code}", form)
    try:
        data = review_files(row)[form == "pdf"]
    except Refusal as refusal:
        return _shown(request, row, errors=refusal.reasons)
    return download(data, f"bao-cao-{row.code}", form)


@screen(*WITH_RESULTS)
def result(request: HttpRequest, code: str, key: str, report: str) -> HttpResponse:
    """One unit's report, with what the officer may do with it."""
    return _shown_result(request, code, key, report)


def _shown_result(
    request: HttpRequest, code: str, key: str, report: str, errors: tuple[str, ...] = ()
) -> HttpResponse:
    row = _review(request, code, key)
    found = get_object_or_404(results(request.actor).filter(review=row), code=report)
    context = {
        "movement": row.movement,
        "review": row,
        "result": result_look(found),
        "figures": found.figures.select_related("pledge"),
        "examples": examples_of(request.actor, found),
        "evidence": found.evidence.filter(withdrawn_at=None).select_related("file"),
        "offers": _offers(request, row, found),
        "errors": errors,
        "events": timelines.shown(request.actor, events_of(found), 10),
    }
    return render(request, "movements/result.html", context, status=422 if errors else 200)


def _offers(request: HttpRequest, row: MovementReview, found: Any) -> list[dict[str, Any]]:
    return [
        {
            "name": offer.transition.name,
            "label": offer.transition.label,
            "icon": offer.transition.icon,
            "reasons": list(offer.reasons),
            "asks_reason": "reason" in offer.transition.needs,
            "url": reverse(
                "office:movement_result_act",
                args=[row.movement.code, row.code, found.code, offer.transition.name],
            ),
        }
        for offer in RESULTS.offers(found, request.actor)
    ]


@screen(Role.OFFICER, reads=False, writes=True)
def result_act(request: HttpRequest, code: str, key: str, report: str, name: str) -> HttpResponse:
    """Accept, or give back with the reason."""
    row = _review(request, code, key)
    found = get_object_or_404(results(request.actor).filter(review=row), code=report)
    if name not in {"accept", "give_back"}:
        raise Http404
    typed = request.POST.get("revision", "")
    inputs = {"reason": request.POST.get("ly_do", "").strip()[:500]} if name == "give_back" else {}
    try:
        move_result(
            actor=request.actor,
            result=found,
            name=name,
            revision=int(typed) if typed.isdecimal() else None,
            **inputs,
        )
    except Refusal as refusal:
        return _shown_result(request, code, key, report, refusal.reasons)
    messages.success(request, f"{RESULTS.by_name[name].sentence}: {found.unit_name}.")
    return redirect("office:movement_review", row.movement.code, row.code)


BASE = "phong-trao/<slug:code>/ky/"
urlpatterns = [
    path(f"{BASE}moi/", plan, name="movement_review_new"),
    path(f"{BASE}<slug:key>/", review, name="movement_review"),
    path(f"{BASE}<slug:key>/viec/<slug:name>/", act, name="movement_review_act"),
    path(f"{BASE}<slug:key>/van-ban.<slug:form>", paper, name="movement_report"),
    path(f"{BASE}<slug:key>/don-vi/<slug:report>/", result, name="movement_result"),
    path(
        f"{BASE}<slug:key>/don-vi/<slug:report>/<slug:name>/",
        result_act,
        name="movement_result_act",
    ),
]
