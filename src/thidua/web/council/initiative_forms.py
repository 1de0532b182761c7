"""Forms of the initiative council."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from thidua.initiatives.domain.council_work import EditionPlan, SittingPlan
from thidua.initiatives.domain.scoring import Filled
from thidua.initiatives.enums import Method, VotesOf
from thidua.initiatives.models import CriteriaEdition, Criterion, ScoreSheet, Sitting
from thidua.vietnamese.numbers import format_number

CHOICES = (("1", "Đề nghị công nhận"), ("0", "Không đề nghị công nhận"))


def _hour(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Giờ chưa đúng. Nhập theo mẫu 14:00."},
    )


def plain(value: Decimal) -> str:
    """10 as “10”, 7.5 as “7,5”."""
    return format_number(value.normalize(), max(0, -int(value.normalize().as_tuple().exponent)))


class SittingForm(forms.Form):
    """A sitting; hours, attendance and minutes are added once it is known."""

    edition = forms.ModelChoiceField(
        label="Bộ tiêu chí", queryset=CriteriaEdition.objects.none(), empty_label=None
    )
    name = forms.CharField(label="Tên phiên chấm", max_length=200)
    held_on = forms.DateField(
        label="Ngày họp",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Thành viên của ngày này là người chấm.",
        error_messages={"invalid": "Ngày này không có trong lịch. Nhập theo mẫu 12/12/2024."},
    )
    place = forms.CharField(label="Địa điểm", required=False, max_length=200)
    started_at = _hour("Giờ bắt đầu")
    ended_at = _hour("Giờ kết thúc")
    present = forms.IntegerField(
        label="Số thành viên có mặt", required=False, min_value=0, max_value=999
    )
    minutes_number = forms.CharField(label="Số biên bản", required=False, max_length=60)
    minutes_file = forms.FileField(label="Biên bản đã ký", required=False)

    def __init__(
        self,
        *args: Any,
        editions: QuerySet[CriteriaEdition] | None = None,
        row: Sitting | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if row is not None:
            self.fields.pop("edition")
            return
        self.fields["edition"].queryset = editions
        for name in ("started_at", "ended_at", "present", "minutes_number", "minutes_file"):
            self.fields.pop(name)

    def plan(self) -> SittingPlan:
        own = {"name", "held_on", "place", "started_at", "ended_at", "present"}
        return SittingPlan(**{k: v for k, v in self.cleaned_data.items() if k in own})


def initial_of(row: Sitting) -> dict[str, Any]:
    names = ("name", "held_on", "place", "started_at", "ended_at", "present", "minutes_number")
    return {name: getattr(row, name) for name in names}


class SheetForm(forms.Form):
    """A score sheet: one figure for each criterion, the vote, a remark."""

    recommends = forms.ChoiceField(
        label="Ý kiến của thành viên",
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đề nghị công nhận hoặc không."},
    )
    comment = forms.CharField(
        label="Nhận xét",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, criteria: list[Criterion], sheet: ScoreSheet | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        given = {one.criterion_id: one.points for one in sheet.scores.all()} if sheet else {}
        for one in criteria:
            most = plain(one.most)
            field = forms.DecimalField(
                label=one.name,
                min_value=0,
                max_value=one.most,
                max_digits=6,
                decimal_places=2,
                localize=True,
                initial=given.get(one.pk),
                help_text=f"Từ 0 đến {most} điểm",
                error_messages={
                    "min_value": "Điểm không thể âm.",
                    "max_value": f"Điểm tối đa của tiêu chí này là {most}.",
                    "invalid": "Nhập một số, ví dụ 8 hoặc 7,5.",
                },
            )
            field.widget.attrs["inputmode"] = "decimal"
            self.fields[f"diem_{one.pk}"] = field
        if sheet is not None:
            self.initial |= {"recommends": str(int(sheet.recommends)), "comment": sheet.comment}

    def filled(self) -> Filled:
        data = self.cleaned_data
        return Filled(
            points={one.pk: data[f"diem_{one.pk}"] for one in self.criteria},
            recommends=data["recommends"] == "1",
            comment=data["comment"],
        )


class EditionForm(forms.Form):
    """The council's thresholds for a year; the lines come in a set of their own."""

    council = forms.ModelChoiceField(
        label="Hội đồng sáng kiến", queryset=CriteriaEdition.objects.none(), empty_label=None
    )
    year = forms.IntegerField(label="Năm", min_value=2012, max_value=2100)
    name = forms.CharField(label="Tên bộ tiêu chí", max_length=200)
    basis = forms.CharField(
        label="Quy chế quy định",
        max_length=300,
        help_text="Không văn bản trung ương nào đặt ngưỡng: ghi quy chế của Hội đồng.",
    )
    points_percent = forms.IntegerField(
        label="Tỷ lệ điểm phải đạt (%)", required=False, min_value=1, max_value=100
    )
    votes_percent = forms.IntegerField(
        label="Tỷ lệ thành viên đề nghị công nhận (%)", required=False, min_value=1, max_value=100
    )
    votes_of = forms.ChoiceField(label="Tỷ lệ thành viên tính trên", choices=VotesOf.choices)
    sheets_percent = forms.IntegerField(
        label="Số phiếu chấm tối thiểu để kết thúc (% số người được chấm)",
        required=False,
        min_value=1,
        max_value=100,
    )
    method = forms.ChoiceField(label="Gộp điểm các phiếu bằng", choices=Method.choices)
    places = forms.IntegerField(
        label="Làm tròn đến mấy chữ số thập phân",
        min_value=0,
        max_value=4,
        help_text="Từ 5 trở lên làm tròn lên; mỗi số được làm tròn trước khi tính tiếp.",
    )

    def __init__(self, *args: Any, councils: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils

    def plan(self) -> EditionPlan:
        return EditionPlan(**{k: v for k, v in self.cleaned_data.items() if k != "council"})


class LineForm(forms.Form):
    """One criterion; an empty line is none."""

    name = forms.CharField(label="Tiêu chí", required=False, max_length=300)
    most = forms.DecimalField(
        label="Điểm tối đa",
        required=False,
        min_value=Decimal("0.01"),
        max_digits=6,
        decimal_places=2,
        localize=True,
    )
    weight = forms.DecimalField(
        label="Hệ số",
        required=False,
        min_value=Decimal("0.01"),
        max_digits=5,
        decimal_places=2,
        localize=True,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("name") and not data.get("most") and "most" not in self.errors:
            self.add_error("most", "Ghi điểm tối đa của tiêu chí này.")
        return data
