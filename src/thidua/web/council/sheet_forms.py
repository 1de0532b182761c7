"""What is typed about a ballot paper: its hours, a later end, why it is dropped."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from thidua.councils.domain.ballots import Hours

MOMENT = "%Y-%m-%dT%H:%M"


class HoursForm(forms.Form):
    """From when until when votes are taken."""

    opens_at = forms.DateTimeField(
        label="Mở lúc",
        required=False,
        input_formats=[MOMENT],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
        help_text="Để trống là mở ngay.",
        error_messages={"invalid": "Giờ chưa đúng. Chọn ngày và giờ."},
    )
    closes_at = forms.DateTimeField(
        label="Hết giờ lúc",
        input_formats=[MOMENT],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
        help_text="Khi mọi người đã bỏ phiếu thì đóng được sớm hơn.",
        error_messages={"invalid": "Giờ chưa đúng. Chọn ngày và giờ."},
    )

    def hours(self) -> Hours:
        data = self.cleaned_data
        return Hours(data["opens_at"] or timezone.now(), data["closes_at"])


class LaterForm(forms.Form):
    """Until when votes are taken instead."""

    closes_at = forms.DateTimeField(
        label="Hết giờ mới",
        input_formats=[MOMENT],
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "id": "id_later"}, format=MOMENT
        ),
        help_text="Chỉ lùi lại được, không rút ngắn. Người bỏ phiếu thấy giờ mới và giờ cũ.",
        error_messages={"invalid": "Giờ chưa đúng. Chọn ngày và giờ."},
    )


class DropForm(forms.Form):
    """Why a paper is given up; it goes into the minutes."""

    reason = forms.CharField(
        label="Lý do hủy",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ghi vào nhật ký và biên bản. Không ghi tên hồ sơ hay số phiếu.",
    )
