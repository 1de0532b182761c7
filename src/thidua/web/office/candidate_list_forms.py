"""Forms of lists put before the people."""

from __future__ import annotations

from typing import Any

from django import forms

from thidua.publicity.domain.lists import LONGEST_ACHIEVEMENT, ListPlan
from thidua.publicity.enums import PlaceKind


def day_field(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Ngày này không có trong lịch. Nhập theo mẫu 20/12/2024."},
    )


class ListForm(forms.Form):
    """What an officer fixes of a list."""

    name = forms.CharField(label="Tên danh sách", max_length=200)
    working_days = forms.IntegerField(
        label="Số ngày làm việc lấy ý kiến",
        min_value=1,
        max_value=60,
        help_text="Không tính ngày đăng. Trường hợp pháp luật buộc công khai thì không ít hơn số "
        "ngày pháp luật quy định.",
    )
    basis = forms.CharField(
        label="Căn cứ của thời hạn",
        max_length=300,
        help_text="Điều khoản của pháp luật hoặc văn bản của cơ quan ấn định số ngày.",
    )
    how_else = forms.CharField(
        label="Nhận ý kiến bằng cách khác",
        max_length=300,
        required=False,
        help_text="Địa chỉ, số điện thoại của bộ phận tiếp nhận. Hiện công khai.",
    )

    def plan(self) -> ListPlan:
        return ListPlan(**self.cleaned_data)


class NewListForm(ListForm):
    """The same, with the round's titles whose dossiers go on the list."""

    titles = forms.MultipleChoiceField(
        label="Đưa vào danh sách hồ sơ của", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["titles"].choices = choices
        self.order_fields(["titles", "name", "working_days", "basis", "how_else"])


class PlaceForm(forms.Form):
    """One more place where the list was made public."""

    kind = forms.ChoiceField(
        label="Hình thức", choices=[c for c in PlaceKind.choices if c[0] != PlaceKind.PORTAL]
    )
    where = forms.CharField(label="Nơi đăng", max_length=200)
    posted_on = day_field("Ngày đăng")
    link = forms.URLField(
        label="Địa chỉ trên mạng", required=False, max_length=300, assume_scheme="https"
    )


class LineForm(forms.Form):
    """What is published of one candidate."""

    name = forms.CharField(label="Họ tên, tên tập thể, hộ", max_length=200)
    detail = forms.CharField(label="Chức vụ, đơn vị", max_length=400, required=False)
    achievement = forms.CharField(
        label="Tóm tắt thành tích",
        max_length=LONGEST_ACHIEVEMENT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Không ghi ngày sinh, số giấy tờ, điện thoại, kết quả xếp loại.",
    )
