"""Forms of targets; figures are typed the Vietnamese way and kept as decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from thidua.organizations.models import Unit
from thidua.organizations.queries import versions_on
from thidua.targets.domain.targets import LARGEST, TargetPlan, today
from thidua.targets.enums import Comparison, Counting, Direction, Formula, Rhythm, TargetKind
from thidua.targets.models import Target
from thidua.targets.sharing import trimmed
from thidua.vietnamese.numbers import format_number, parse_number

BAD_FIGURE = "Con số chưa đọc được. Nhập ví dụ 1.234,5."


class FigureField(forms.CharField):
    """A decimal typed as `1.234,5`; empty is not known."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        kwargs.setdefault("required", False)
        super().__init__(max_length=40, widget=widget, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value).strip()
        return figure_of(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        return format_number(trimmed(value)) if isinstance(value, Decimal) else value


def figure_of(text: str) -> Decimal:
    """Raises ValidationError with the sentence."""
    number = parse_number(text)
    if number is None or abs(number) >= LARGEST:
        raise forms.ValidationError(BAD_FIGURE)
    return number


def day_field(label: str, **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Ngày này không có trong lịch. Nhập theo mẫu 31/12/2024."},
        **kwargs,
    )


class TargetForm(forms.Form):
    """A target."""

    name = forms.CharField(label="Chỉ tiêu", max_length=300)
    kind = forms.ChoiceField(label="Loại", choices=TargetKind.choices)
    measure = forms.CharField(
        label="Đơn vị tính", max_length=60, required=False, help_text="Ví dụ: tỷ đồng, hộ, %."
    )
    direction = forms.ChoiceField(label="Chiều", choices=Direction.choices)
    comparison = forms.ChoiceField(label="So sánh", choices=Comparison.choices)
    plan = FigureField(
        label="Chỉ tiêu giao", help_text="Mốc công việc thì để trống, ghi lời ở dưới."
    )
    words = forms.CharField(
        label="Nội dung đầy đủ",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    baseline = FigureField(
        label="Số gốc", help_text="Không có số gốc thì có loại không tính được tiến độ."
    )
    baseline_on = day_field("Ngày của số gốc", required=False)
    start_on = day_field("Từ ngày")
    due_on = day_field("Hạn")
    rhythm = forms.ChoiceField(label="Kỳ báo cáo", choices=Rhythm.choices)
    counting = forms.ChoiceField(label="Cách ghi số", choices=Counting.choices)
    formula = forms.ChoiceField(label="Cách tính số chung", choices=Formula.choices)
    formula_reason = forms.CharField(
        label="Lý do lấy trung bình cộng",
        max_length=300,
        required=False,
        help_text="Chỉ khi chọn trung bình cộng: vì sao đơn vị lớn, nhỏ được coi như nhau.",
    )
    owner = forms.ChoiceField(label="Cơ quan theo dõi", required=False)
    reason = forms.CharField(
        label="Lý do sửa", max_length=300, help_text="Chỉ tiêu đang thực hiện: vì sao đổi."
    )

    def __init__(
        self, *args: Any, authority_id: int, asks_reason: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "Chọn sau"), *unit_choices(authority_id)]
        if not asks_reason:
            del self.fields["reason"]

    def plan_of(self) -> TargetPlan:
        data = dict(self.cleaned_data)
        data.pop("reason", None)
        owner = data.pop("owner")
        return TargetPlan(owner=Unit.objects.get(pk=owner) if owner else None, **data)


def initial_of(row: Target) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in TargetForm.base_fields if name != "reason"}
    return found | {"owner": str(row.owner_id or "")}


def unit_choices(authority_id: int, day: Any = None) -> list[tuple[str, str]]:
    """Units standing on the day, in Vietnamese order, else every unit by its last name."""
    rows = versions_on(authority_id, day or today())
    return [(str(row.unit_id), row.name) for row in rows]


class SettingsForm(forms.Form):
    report_days = forms.IntegerField(
        label="Hạn báo cáo, số ngày sau kỳ", min_value=0, max_value=90,
        help_text="Rơi vào ngày nghỉ thì lùi tới ngày làm việc kế tiếp.",
    )  # fmt: skip
    slow_points = FigureField(
        label="Chậm là thấp hơn tiến độ không quá (điểm %)", required=True,
        help_text="Thấp hơn nữa là rất chậm.",
    )  # fmt: skip
    basis = forms.CharField(
        label="Căn cứ", max_length=300, required=False,
        help_text="Pháp luật không quy định; ghi văn bản của địa phương nếu có.",
    )  # fmt: skip


class UploadForm(forms.Form):
    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)
    file = forms.FileField(
        label="Tệp",
        help_text="Để nguyên tệp như đang có: dòng tiêu đề, nhiều trang, số bằng chữ đều đọc được.",
        error_messages={
            "required": "Chưa chọn tệp. Chọn tệp bảng tính rồi bấm Đọc tệp.",
            "empty": "Tệp trống, không có nội dung. Kiểm tra lại tệp rồi chọn lại.",
        },
    )
