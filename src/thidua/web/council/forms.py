"""Forms of the council's pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from thidua.councils.models import Council


def _hour(label: str, *, required: bool) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=required,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Giờ chưa đúng. Nhập theo mẫu 14:00."},
    )


def _count(label: str, hint: str = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=999, help_text=hint)


class AttendanceForm(forms.Form):
    """Who was there and when."""

    started_at = _hour("Giờ bắt đầu", required=True)
    ended_at = _hour("Giờ kết thúc", required=False)
    present = _count("Số thành viên có mặt")
    written_opinions = _count(
        "Vắng mặt, có ý kiến bằng văn bản", "Ý kiến bằng văn bản được tính là một phiếu."
    )

    def __init__(self, *args: Any, listed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if listed:
            # The attendance list says who was there.
            del self.fields["present"], self.fields["written_opinions"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("started_at"), data.get("ended_at")
        if start and end and end < start:
            self.add_error("ended_at", "Giờ kết thúc phải sau giờ bắt đầu.")
        return data


class SessionForm(AttendanceForm):
    """A meeting of the council on one round."""

    council = forms.ModelChoiceField(label="Hội đồng", queryset=Council.objects.none())
    round = forms.ModelChoiceField(label="Đợt xét", queryset=Council.objects.none())
    held_on = forms.DateField(
        label="Ngày họp",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Tỷ lệ phiếu phải đạt lấy theo pháp luật của ngày này.",
        error_messages={"invalid": "Ngày này không có trong lịch. Nhập theo mẫu 12/12/2024."},
    )
    place = forms.CharField(label="Địa điểm", max_length=200)
    field_order = (
        "council", "round", "held_on", "place", "started_at", "ended_at", "present",
        "written_opinions",
    )  # fmt: skip

    def __init__(self, *args: Any, councils: Any, rounds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils
        self.fields["round"].queryset = rounds

    def clean_held_on(self) -> date:
        day = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày họp chưa tới. Nhập phiên họp sau khi họp.")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        council = data.get("council")
        there = (data.get("present") or 0) + (data.get("written_opinions") or 0)
        if council and there > council.total_members:
            self.add_error(
                "present",
                f"Hội đồng có {council.total_members} thành viên, đang nhập {there} người "
                "có mặt hoặc gửi ý kiến.",
            )
        return data


class MinutesForm(forms.Form):
    """The number of the minutes, and the signed paper once it is back."""

    number = forms.CharField(label="Số biên bản", max_length=60, help_text="Ví dụ 12/BB-HĐTĐKT.")
    file = forms.FileField(label="Biên bản đã ký", required=False)
