"""A unit's report for a review: words, numbers of its pledge, good examples, evidence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from thidua.commendation.enums import Subject
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.documents.domain.store import store
from thidua.movements.domain.registering import in_force
from thidua.movements.domain.results import (
    Example,
    ReportWords,
    add_evidence,
    move_result,
    write_result,
)
from thidua.movements.domain.wording import figure
from thidua.movements.enums import WRITABLE
from thidua.movements.models import MovementResult, MovementReview
from thidua.web.shared.movement_looks import result_look
from thidua.web.shared.movement_pacts import NumberField
from thidua.web.unit.movements import CLERKS, mine, own_unit

SHOWN, SPARE = 2, 8


class ReportForm(forms.Form):
    """The words of the report, and for each pledge how much is reached."""

    words = forms.CharField(
        label="Kết quả thực hiện", max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    difficulties = forms.CharField(
        label="Khó khăn, vướng mắc", max_length=10_000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    proposals = forms.CharField(
        label="Kiến nghị", max_length=10_000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, pledges: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pledges = pledges
        for one in pledges:
            hint = figure(one.amount, one.measure)
            self.fields[f"dat_{one.pk}"] = NumberField(
                label=f"Đạt được{f' ({one.measure})' if one.measure else ''}",
                required=False,
                help_text=f"Cam kết {hint}." if hint else "Dòng này không ghi con số.",
            )
            self.fields[f"loi_{one.pk}"] = forms.CharField(
                label="Nói thêm", max_length=300, required=False
            )

    @property
    def figures(self) -> list[tuple[Any, Any, Any]]:
        """(pledge, its number, its word), for the template."""
        return [(one, self[f"dat_{one.pk}"], self[f"loi_{one.pk}"]) for one in self.pledges]


class ExampleForm(forms.Form):
    kind = forms.ChoiceField(label="Đối tượng", choices=Subject.choices, required=False)
    name = forms.CharField(label="Tên", max_length=200, required=False)
    position = forms.CharField(label="Chức vụ, nơi công tác, nơi ở", max_length=200, required=False)
    words = forms.CharField(label="Việc làm, kết quả", max_length=1000, required=False)


ExampleRows = forms.formset_factory(ExampleForm, extra=SHOWN + SPARE, max_num=50)


def _review(request: HttpRequest, code: str, key: str) -> MovementReview:
    return get_object_or_404(
        MovementReview.objects.select_related("movement"),
        movement=mine(request, code),
        code=key,
        dropped_at=None,
        opened_at__isnull=False,
    )


def _held(request: HttpRequest, review: MovementReview) -> MovementResult | None:
    found = MovementResult.objects.filter(review=review, unit_id=request.actor.unit_id)
    return found.select_related("review__movement").first()


@screen(*CLERKS, writes=True)
def report(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Write the report, keep it as a draft or hand it in."""
    review, unit = _review(request, code, key), own_unit(request)
    registration = in_force(review.movement, unit)
    if registration is None:
        messages.warning(request, "Đơn vị chưa đăng ký phong trào này nên chưa có gì để báo cáo.")
        return redirect("unit:movement", review.movement.code)
    held = _held(request, review)
    pledges = list(registration.pledges.all())
    data = request.POST if request.method == "POST" else None
    form = ReportForm(data, pledges=pledges, initial=_initial(held))
    rows = ExampleRows(data, initial=_examples(held), prefix="dien-hinh")
    errors: tuple[str, ...] = ()
    if request.method == "POST" and all([form.is_valid(), rows.is_valid()]):
        typed = request.POST.get("revision", "")
        try:
            held = write_result(
                actor=request.actor,
                review=review,
                unit=unit,
                report=_given(form, rows),
                revision=int(typed) if typed.isdecimal() else None,
            )
            if "nop" in request.POST:
                move_result(actor=request.actor, result=held, name="hand_in")
        except Refusal as refusal:
            errors = refusal.reasons
        else:
            done = "Đã nộp báo cáo." if "nop" in request.POST else "Đã lưu bản nháp."
            messages.success(request, done)
            return redirect("unit:movement_report", review.movement.code, review.code)
    context = {
        "movement": review.movement,
        "review": review,
        "result": result_look(held) if held else None,
        "form": form,
        "rows": rows,
        "open_rows": list(rows)[: max(SHOWN, len(_examples(held)) + 1)],
        "spare_rows": list(rows)[max(SHOWN, len(_examples(held)) + 1) :],
        "may_write": not review.frozen_at and (held is None or held.state in WRITABLE),
        "evidence": held.evidence.filter(withdrawn_at=None).select_related("file") if held else (),
        "errors": errors,
    }
    status = 422 if form.is_bound else 200
    return render(request, "movements/unit_report.html", context, status=status)


def _initial(held: MovementResult | None) -> dict[str, Any]:
    if held is None:
        return {}
    found: dict[str, Any] = {
        name: getattr(held, name) for name in ("words", "difficulties", "proposals")
    }
    for one in held.figures.all():
        found |= {f"dat_{one.pledge_id}": one.reached, f"loi_{one.pledge_id}": one.words}
    return found


def _examples(held: MovementResult | None) -> list[dict[str, Any]]:
    if held is None:
        return []
    names = ("kind", "name", "position", "words")
    return [{name: getattr(one, name) for name in names} for one in held.examples.all()]


def _given(form: ReportForm, rows: Any) -> ReportWords:
    data = form.cleaned_data
    return ReportWords(
        words=data["words"],
        difficulties=data["difficulties"],
        proposals=data["proposals"],
        figures={one.pk: (data[f"dat_{one.pk}"], data[f"loi_{one.pk}"]) for one in form.pledges},
        examples=[
            Example(row["kind"] or Subject.PERSON, row["name"], row["words"], row["position"])
            for row in (one.cleaned_data for one in rows)
            if row.get("name")
        ],
    )


@screen(*CLERKS, reads=False, writes=True)
def evidence(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Add a paper to the report."""
    review = _review(request, code, key)
    held, upload = _held(request, review), request.FILES.get("tep")
    if held is None:
        messages.error(request, "Lưu bản nháp báo cáo trước, rồi thêm minh chứng.")
    elif upload is None:
        messages.error(request, "Chọn tệp minh chứng.")
    else:
        try:
            file = store(actor=request.actor, name=upload.name or "", data=upload.read())
            add_evidence(
                actor=request.actor, result=held, file=file, label=request.POST.get("ten", "")
            )
        except Refusal as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
        else:
            messages.success(request, "Đã thêm minh chứng.")
    return redirect("unit:movement_report", review.movement.code, review.code)


urlpatterns = [
    path("phong-trao/<slug:code>/ky/<slug:key>/", report, name="movement_report"),
    path("phong-trao/<slug:code>/ky/<slug:key>/minh-chung/", evidence, name="movement_evidence"),
]
