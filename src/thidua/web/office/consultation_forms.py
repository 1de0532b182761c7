"""Forms of consultation, of lists of violations and of holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from thidua.commendation.enums import HoldGround, Subject
from thidua.consultation.domain.answers import Said
from thidua.consultation.domain.bodies import BodyData
from thidua.consultation.domain.drafting import LetterText
from thidua.consultation.enums import BodyKind, Outcome
from thidua.consultation.models import Consultation, ConsultedBody
from thidua.web.office.decision_forms import day_field

PAPER_HINT = "Ví dụ: 128/CCT ngày 05/12/2024."
WORDS_HINT = "Đơn vị đề nghị đọc được câu này. Không chép chi tiết mật, số định danh, số tiền."


class BodyForm(forms.Form):
    """A body that is asked."""

    name = forms.CharField(label="Tên cơ quan", max_length=200)
    kind = forms.ChoiceField(label="Lĩnh vực", choices=BodyKind.choices)
    address = forms.CharField(label="Địa chỉ", max_length=300, required=False)
    email = forms.EmailField(
        label="Thư điện tử liên hệ",
        max_length=254,
        required=False,
        error_messages={"invalid": "Thư điện tử này chưa đúng dạng, ví dụ ten@coquan.gov.vn."},
    )
    basis = forms.CharField(label="Căn cứ phải hỏi", max_length=200, required=False)
    active = forms.BooleanField(label="Đang hỏi ý kiến", required=False, initial=True)

    def data_of(self) -> BodyData:
        return BodyData(**self.cleaned_data)


class PlanForm(forms.Form):
    """Whom to ask about, and within what time; titles and bodies are read beside it."""

    kinds = forms.MultipleChoiceField(
        label="Đối tượng",
        choices=Subject.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=list(Subject.values),
        error_messages={"required": "Chọn ít nhất một loại đối tượng."},
    )
    whole_units = forms.BooleanField(
        label="Hỏi theo đơn vị, không kê tên từng cá nhân",
        help_text="Mỗi đơn vị có người được đề nghị là một trường hợp.",
        required=False,
    )
    own_days = forms.IntegerField(
        label="Thời hạn riêng (ngày làm việc)",
        help_text="Để trống thì dùng thời hạn trong bộ quy tắc, kèm độ tin cậy của nó.",
        min_value=1,
        max_value=250,
        required=False,
    )
    own_basis = forms.CharField(
        label="Văn bản quy định thời hạn riêng", max_length=200, required=False
    )


class LetterForm(forms.Form):
    """The words of a draft letter."""

    subject = forms.CharField(label="Trích yếu", max_length=300)
    question = forms.CharField(label="Nội dung hỏi", widget=forms.Textarea(attrs={"rows": 6}))
    with_birth = forms.BooleanField(
        label="Ghi năm sinh của mọi cá nhân",
        help_text="Không chọn: chỉ ghi năm sinh của người trùng tên với người khác trong sổ.",
        required=False,
    )
    own_days = forms.IntegerField(
        label="Thời hạn riêng (ngày làm việc)", min_value=1, max_value=250, required=False
    )
    own_basis = forms.CharField(
        label="Văn bản quy định thời hạn riêng", max_length=200, required=False
    )
    signer_authority = forms.CharField(label="Thẩm quyền ký", max_length=120, required=False)
    signer_post = forms.CharField(label="Chức vụ người ký", max_length=120)
    signer_name = forms.CharField(label="Họ tên người ký", max_length=120, required=False)

    def text(self) -> LetterText:
        return LetterText(**self.cleaned_data)

    @classmethod
    def values_of(cls, row: Consultation) -> dict[str, Any]:
        return {name: getattr(row, name) for name in cls.base_fields}


class SendForm(forms.Form):
    """The number and the day that the letter went out under."""

    number = forms.CharField(
        label="Số, ký hiệu", max_length=60, help_text="Số lấy ở văn thư, ví dụ 45/NV-TĐKT."
    )
    asked_on = day_field("Ngày văn bản", "Hạn trả lời tính từ ngày làm việc kế tiếp.")


class AnswerForm(forms.Form):
    """The paper that answers for all."""

    paper = forms.CharField(label="Số, ngày văn bản trả lời", max_length=200, help_text=PAPER_HINT)
    file = forms.FileField(label="Tệp văn bản trả lời", required=False)
    rest_is_clear = forms.BooleanField(
        label="Các trường hợp chưa ghi riêng: không có ý kiến khác", required=False
    )


class OneAnswerForm(forms.Form):
    """What the body said of one subject."""

    outcome = forms.ChoiceField(label="Ý kiến", choices=Outcome.choices, widget=forms.RadioSelect)
    paper = forms.CharField(label="Số, ngày văn bản", max_length=200, help_text=PAPER_HINT)
    ground = forms.ChoiceField(
        label="Loại vi phạm",
        choices=[("", "Chọn khi có vi phạm"), *HoldGround.choices],
        required=False,
    )
    words = forms.CharField(
        label="Nội dung phải làm rõ",
        max_length=500,
        help_text=WORDS_HINT,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    file = forms.FileField(label="Tệp văn bản", required=False)

    def said(self, file: Any) -> Said:
        data = self.cleaned_data
        return Said(data["outcome"], data["paper"], data["ground"], data["words"], file)


class BasisForm(forms.Form):
    """The paper on which something is decided."""

    basis = forms.CharField(label="Căn cứ", max_length=300)

    def __init__(self, *args: Any, label: str, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].label, self.fields["basis"].help_text = label, hint


class StopListForm(forms.Form):
    """A list that another body sent."""

    body = forms.ModelChoiceField(
        label="Cơ quan gửi",
        queryset=ConsultedBody.objects.none(),
        to_field_name="code",
        empty_label="Chọn cơ quan",
    )
    name = forms.CharField(label="Tên danh sách", max_length=200)
    ground = forms.ChoiceField(
        label="Loại vi phạm",
        choices=[("", "Chọn loại"), *HoldGround.choices],
        help_text="Hồ sơ của người có tên được tạm dừng với lý do này.",
    )
    paper = forms.CharField(label="Số, ngày văn bản gửi kèm", max_length=200, help_text=PAPER_HINT)
    valid_from = day_field("Dùng từ ngày")
    valid_to = day_field("Dùng đến hết ngày")
    file = forms.FileField(
        label="Tệp danh sách",
        help_text="Để nguyên tệp nhận được: dòng tiêu đề, ô gộp, nhiều trang đều đọc được.",
        error_messages={
            "required": "Chưa chọn tệp. Chọn tệp danh sách rồi bấm Đưa vào.",
            "empty": "Tệp trống, không có nội dung. Kiểm tra lại tệp rồi chọn lại.",
        },
    )

    def __init__(self, *args: Any, bodies: QuerySet[ConsultedBody], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = bodies.filter(active=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("valid_from"), data.get("valid_to")
        if since and until and until < since:
            self.add_error("valid_to", "Ngày hết hạn dùng danh sách không thể trước ngày bắt đầu.")
        return data


def usual_span() -> dict[str, date]:
    """A list is sent each year: from today to the end of next year's review."""
    today = timezone.localdate()
    return {"valid_from": today, "valid_to": date(today.year + 1, 12, 31)}


class StopWithdrawForm(forms.Form):
    """Why a list is taken back."""

    reason = forms.CharField(label="Lý do rút", max_length=300)
    release = forms.BooleanField(
        label="Gỡ luôn các hồ sơ đã tạm dừng vì danh sách này", required=False
    )


class HoldForm(forms.Form):
    """A hold put by hand."""

    ground = forms.ChoiceField(label="Lý do", choices=[("", "Chọn lý do"), *HoldGround.choices])
    words = forms.CharField(
        label="Nội dung phải làm rõ",
        max_length=500,
        help_text=WORDS_HINT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(
        label="Căn cứ (đơn vị không thấy)",
        max_length=300,
        required=False,
        help_text="Văn bản, số, ngày, cơ quan ban hành.",
    )
