"""Forms of packages. None of them has room for a state secret, and each says so."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from thidua.commendation.enums import Subject
from thidua.forwarding.domain.packing import PackageText
from thidua.forwarding.domain.papers import Given, Upload
from thidua.forwarding.domain.secrets import Count
from thidua.forwarding.enums import NO_SECRETS, Channel, Target
from thidua.forwarding.models import Package, PackageItem
from thidua.law import known_title, known_titles
from thidua.web.office.decision_forms import day_field

LARGEST = 2_000_000_000
BASIS_HINT = "Loại giấy tờ, số, ngày, nơi ban hành."


def optional_day(label: str, hint: str = "") -> forms.DateField:
    field = day_field(label, hint)
    field.required = False
    return field


class TextForm(forms.Form):
    """The words of a submission and the limits of the higher level's own rules."""

    name = forms.CharField(label="Trích yếu", max_length=300, help_text=NO_SECRETS)
    addressee = forms.CharField(label="Kính gửi", max_length=300)
    symbol = forms.CharField(
        label="Ký hiệu tờ trình",
        max_length=40,
        help_text="Mỗi ký hiệu một dãy số liền nhau trong năm, ví dụ TTr-UBND.",
    )
    education = forms.BooleanField(label="Ngành giáo dục, tính theo năm học", required=False)
    file_by = optional_day("Hạn nộp do cấp trên đặt", "Để trống nếu cấp trên không đặt hạn riêng.")
    file_basis = forms.CharField(label="Văn bản đặt hạn nộp", max_length=200, required=False)
    own_days = forms.IntegerField(
        label="Cấp trên giải quyết trong (ngày làm việc)",
        min_value=1,
        max_value=250,
        required=False,
        help_text="Theo thủ tục cấp trên công bố. Để trống thì dùng thời hạn trong bộ quy tắc.",
    )
    own_basis = forms.CharField(
        label="Văn bản đặt thời hạn giải quyết", max_length=200, required=False
    )

    def text(self) -> PackageText:
        return PackageText(**self.cleaned_data)

    @classmethod
    def values_of(cls, row: Package) -> dict[str, Any]:
        return {name: getattr(row, name) for name in cls.base_fields}


class DayForm(forms.Form):
    """A step that needs its day."""

    day = day_field("Ngày")

    def __init__(self, *args: Any, label: str = "Ngày", hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].label, self.fields["day"].help_text = label, hint


class SendForm(DayForm):
    channel = forms.ChoiceField(
        label="Gửi qua", choices=[("", "Chọn cách gửi"), *Channel.choices], help_text=NO_SECRETS
    )
    receipt = forms.CharField(label="Số biên nhận, mã hồ sơ", max_length=80, required=False)


class ReceiveForm(DayForm):
    receipt = forms.CharField(label="Số biên nhận, mã hồ sơ", max_length=80, required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", max_length=500, help_text=NO_SECRETS)


class EmptyForm(forms.Form):
    """A step that asks for nothing but to be confirmed."""


class PaperForm(forms.Form):
    """A paper laid in: Word, PDF or both; or the number of one that exists on paper only."""

    kind = forms.ChoiceField(label="Loại giấy tờ")
    pdf = forms.FileField(label="Tệp PDF", required=False, help_text=NO_SECRETS)
    docx = forms.FileField(label="Tệp Word (.docx)", required=False)
    reference = forms.CharField(
        label="Số, ngày giấy tờ",
        max_length=200,
        required=False,
        help_text="Giấy tờ chỉ có bản giấy thì ghi ở đây, không cần tệp.",
    )
    signed = forms.BooleanField(label="Bản đã ký, đóng dấu", required=False)

    def __init__(self, *args: Any, kinds: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Chọn loại giấy tờ"), *kinds.items()]

    def given(self) -> Given:
        data = self.cleaned_data
        return Given(
            kind=data["kind"],
            docx=upload_of(data["docx"]),
            pdf=upload_of(data["pdf"]),
            reference=data["reference"],
            signed=data["signed"],
        )


def upload_of(file: UploadedFile | None) -> Upload | None:
    return Upload(file.name or "tep", file.read()) if file else None


class BasisForm(forms.Form):
    """The paper that settles a question."""

    basis = forms.CharField(label="Giấy tờ làm căn cứ", max_length=300, help_text=BASIS_HINT)


class RequestForm(forms.Form):
    """One thing the higher level asks for."""

    words = forms.CharField(
        label="Nội dung yêu cầu bổ sung",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_SECRETS,
    )
    item = forms.ChoiceField(label="Hồ sơ", required=False)
    kind = forms.ChoiceField(label="Giấy tờ", required=False)
    letter = forms.CharField(label="Số, ngày văn bản yêu cầu", max_length=200, required=False)
    asked_on = day_field("Ngày yêu cầu")
    due_on = optional_day("Hạn bổ sung", "Theo văn bản yêu cầu; để trống nếu không ghi hạn.")
    to_unit = forms.BooleanField(label="Giao đơn vị đề nghị bổ sung", required=False)

    def __init__(
        self, *args: Any, items: list[PackageItem], kinds: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(one.pk), one.nomination.name) for one in items]
        for name, choices in (("item", names), ("kind", list(kinds.items()))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "Cả gói" if name == "item" else "Không rõ"), *choices]


class AnswerForm(forms.Form):
    """How a request was met, with the paper where it is one."""

    answer = forms.CharField(label="Đã bổ sung gì", max_length=500, help_text=NO_SECRETS)
    pdf = forms.FileField(label="Tệp PDF mới", required=False)
    docx = forms.FileField(label="Tệp Word mới (.docx)", required=False)
    signed = forms.BooleanField(label="Bản đã ký, đóng dấu", required=False)

    def given(self, kind: str) -> Given | None:
        data = self.cleaned_data
        if not (data["pdf"] or data["docx"]):
            return None
        return Given(
            kind=kind or "other",
            docx=upload_of(data["docx"]),
            pdf=upload_of(data["pdf"]),
            signed=data["signed"],
        )


class DecisionForm(forms.Form):
    """The decision that came down; left empty where nobody was given anything."""

    number = forms.CharField(
        label="Số quyết định", max_length=60, required=False, help_text="Ví dụ 512/QĐ-UBND."
    )
    decided_on = optional_day("Ngày quyết định")
    decider = forms.CharField(label="Nơi quyết định", max_length=200, required=False)
    notified_on = optional_day("Ngày nhận kết quả", "Hạn thông báo, trao lại tính từ ngày này.")


class OutcomeListForm(forms.Form):
    """A result list to be matched."""

    file = forms.FileField(
        label="Danh sách kết quả (Excel, Word)",
        help_text=f"{NO_SECRETS} Tệp chỉ dùng để điền sẵn; anh, chị xem lại trước khi ghi.",
        error_messages={
            "required": "Chưa chọn tệp. Chọn danh sách rồi bấm Đọc danh sách.",
            "empty": "Tệp trống, không có nội dung. Kiểm tra lại tệp rồi chọn lại.",
        },
    )


class ArchiveForm(forms.Form):
    """A package to be verified."""

    file = forms.FileField(
        label="Tệp gói hồ sơ (.zip)",
        error_messages={
            "required": "Chưa chọn tệp. Chọn gói hồ sơ rồi bấm Kiểm tra.",
            "empty": "Tệp trống, không có nội dung. Kiểm tra lại tệp rồi chọn lại.",
        },
    )


class FiguresForm(forms.Form):
    proposed = forms.IntegerField(label="Số đề nghị", min_value=1, max_value=100_000)
    granted = forms.IntegerField(
        label="Số được khen",
        min_value=0,
        max_value=100_000,
        required=False,
        help_text="Để trống khi chưa biết kết quả.",
    )


class SecretForm(FiguresForm):
    """Figures only: there is no field for a name or a word."""

    year = forms.IntegerField(label="Năm", min_value=1945, max_value=2100)
    title_code = forms.ChoiceField(label="Danh hiệu, hình thức")
    level = forms.ChoiceField(label="Cấp quyết định", choices=Target.choices)
    kind = forms.ChoiceField(label="Đối tượng", choices=Subject.choices)
    field_order = ("year", "title_code", "level", "kind", "proposed", "granted")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["title_code"]
        assert isinstance(field, forms.ChoiceField)
        names = ((code, known_title(code).name) for code in known_titles())
        field.choices = [("", "Chọn danh hiệu, hình thức"), *names]

    def count(self) -> Count:
        return Count(**self.cleaned_data)
