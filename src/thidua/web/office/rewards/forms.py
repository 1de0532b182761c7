"""Forms of money, blanks and ceremonies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from thidua.decisions.domain.papers import WITH_CERTIFICATE
from thidua.decisions.models import Decision
from thidua.law import known_title
from thidua.rewards.domain.fund import MOST
from thidua.rewards.enums import BY_HAND, FundArea, Method, MovementKind, StockKind
from thidua.vietnamese.numbers import format_money, format_number, parse_number

DAY_WRONG = "Ngày này không có trong lịch. Nhập theo mẫu 27/12/2024."
BAD_SUM = "Số tiền chưa đọc được. Nhập số đồng, ví dụ 12.500.000."
BY_HAND_KINDS = (
    MovementKind.RECEIVED,
    MovementKind.USED,
    MovementKind.SPOILED,
    MovementKind.RETURNED,
)


class MoneyField(forms.CharField):
    """Whole đồng, with or without points between the thousands."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(max_length=30, widget=widget, **kwargs)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value).removesuffix("đồng").removesuffix("đ").strip()
        if not text:
            return None
        try:
            number = parse_number(text)
        except ValueError:
            number = None
        if number is None or number != int(number) or number < 0:
            raise forms.ValidationError(BAD_SUM)
        if number > MOST:
            raise forms.ValidationError(f"Số tiền không quá {format_money(MOST)}.")
        return int(number)

    def prepare_value(self, value: Any) -> Any:
        return format_number(value) if isinstance(value, int) else value


def _day(label: str, **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": DAY_WRONG},
        **kwargs,
    )


def _words(label: str, most: int = 300, *, required: bool = True, hint: str = "") -> Any:
    return forms.CharField(label=label, max_length=most, required=required, help_text=hint)


def _paper() -> forms.CharField:
    return _words("Số chứng từ", 60, required=False)


def _reason() -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label="Lý do", max_length=500, widget=area)


class ReasonForm(forms.Form):
    reason = _reason()


class SettleForm(forms.Form):
    amount = MoneyField(label="Mức chi (đồng)")
    reason = _reason()


class PayForm(forms.Form):
    """Who took the money. Account numbers are not asked for."""

    on = _day("Ngày chi")
    method = forms.ChoiceField(label="Cách chi", choices=Method.choices)
    paper = _paper()
    receiver = _words(
        "Người nhận", 120, required=False, hint="Bỏ trống khi người được khen tự nhận."
    )
    on_behalf = _words(
        "Nhận thay theo", 200, required=False, hint="Ví dụ: giấy ủy quyền, vợ, đại diện tập thể."
    )


class PayListForm(forms.Form):
    on = _day("Ngày chi")
    method = forms.ChoiceField(label="Cách chi", choices=Method.choices)
    paper = _paper()


class BackForm(forms.Form):
    on = _day("Ngày nộp lại")
    paper = _paper()
    reason = _reason()


class RecoveredForm(forms.Form):
    on = _day("Ngày nộp vào quỹ")
    paper = _paper()


class NewListForm(forms.Form):
    """Which payments go on the list: of one unit or all, of one decision or all."""

    unit = forms.ChoiceField(label="Đơn vị", required=False)
    decision = forms.ChoiceField(label="Quyết định", required=False)

    def __init__(self, *args: Any, units: Any, decisions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "Mọi đơn vị"), *units]
        self.fields["decision"].choices = [("", "Mọi quyết định"), *decisions]


class FundForm(forms.Form):
    """What a year of the fund starts with."""

    opening = MoneyField(label="Số dư đầu năm (đồng)")
    base = MoneyField(
        label="Tổng chi ngân sách thường xuyên của cấp này (đồng)",
        required=False,
        help_text="Để tính mức trích tối đa của quỹ. Bỏ trống khi chưa biết.",
    )
    area = forms.ChoiceField(label="Địa bàn", choices=FundArea.choices)
    basis = _words("Căn cứ giao dự toán", 300, required=False)


class NewFundForm(FundForm):
    year = forms.IntegerField(label="Năm", min_value=1990, max_value=2100)
    field_order = ("year", "opening", "base", "area", "basis")


class EntryForm(forms.Form):
    category = forms.ChoiceField(
        label="Khoản mục", choices=[(one.value, one.label) for one in BY_HAND]
    )
    on = _day("Ngày")
    paper = _paper()
    words = _words("Nội dung", hint="Không ghi họ tên người được khen.")
    amount = MoneyField(label="Số tiền (đồng)")


def _titles() -> list[tuple[str, str]]:
    return [(code, known_title(code).name) for code in sorted(WITH_CERTIFICATE)]


class ItemForm(forms.Form):
    kind = forms.ChoiceField(label="Loại", choices=StockKind.choices)
    name = _words("Tên", 150, hint="Ví dụ: Phôi giấy khen khổ A4.")
    titles = forms.MultipleChoiceField(
        label="Dùng cho", choices=_titles, widget=forms.CheckboxSelectMultiple
    )


class EditItemForm(ItemForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"]


class MoveForm(forms.Form):
    kind = forms.ChoiceField(
        label="Việc", choices=[(one.value, one.label) for one in BY_HAND_KINDS]
    )
    quantity = forms.IntegerField(label="Số lượng", min_value=1, max_value=1_000_000)
    on = _day("Ngày")
    decision = forms.ModelChoiceField(
        label="Quyết định",
        queryset=Decision.objects.none(),
        required=False,
        help_text="Chọn khi dùng cho một quyết định, hoặc trả lại phần đã xuất cho quyết định đó.",
    )
    paper = _paper()
    words = _words("Ghi chú", required=False)

    def __init__(self, *args: Any, decisions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["decision"]
        field.queryset = decisions
        field.label_from_instance = decision_label


class CountForm(forms.Form):
    counted = forms.IntegerField(label="Số đếm được", min_value=0, max_value=1_000_000)
    on = _day("Ngày kiểm kê")
    words = _words("Ghi chú", required=False)


def decision_label(row: Decision) -> str:
    day = f" ngày {row.issued_on:%d/%m/%Y}" if row.issued_on else ""
    return f"Số {row.full_number}{day}: {row.subject}"


class CeremonyForm(forms.Form):
    name = _words("Tên lễ", 200, hint="Ví dụ: Hội nghị tổng kết phong trào thi đua năm 2024.")
    held_on = _day("Ngày")
    starts_at = forms.TimeField(
        label="Giờ",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Giờ chưa đúng. Nhập theo mẫu 14:00."},
    )
    place = _words("Địa điểm", 200)
    group_size = forms.IntegerField(
        label="Số người mỗi lượt lên nhận", min_value=1, max_value=50, initial=5
    )
    decisions = forms.ModelMultipleChoiceField(
        label="Quyết định trao tại lễ",
        queryset=Decision.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, decisions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["decisions"]
        field.queryset = decisions
        field.label_from_instance = decision_label


class HandoverForm(forms.Form):
    on = _day("Ngày nhận")
    certificate = forms.BooleanField(label="Đã nhận bằng, giấy", required=False)
    frame = forms.BooleanField(label="Đã nhận khung", required=False)
    money = forms.BooleanField(
        label="Đã nhận tiền thưởng (tiền mặt)",
        required=False,
        help_text="Ghi chi từ quỹ ngay khi lưu.",
    )
    receiver = _words(
        "Người nhận", 120, required=False, hint="Bỏ trống khi người được khen tự nhận."
    )
    on_behalf = _words("Nhận thay theo", 200, required=False)
