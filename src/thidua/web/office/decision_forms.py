"""Forms of the decision pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from thidua.decisions.domain.drafting import DraftText
from thidua.decisions.domain.signers import SIGNATURE_FORMS, form_of, holders
from thidua.decisions.domain.templates import usable
from thidua.decisions.models import Decision, DecisionKind
from thidua.decisions.signing_models import PaperKind, PaperTemplate

SIGNERS = [(key, form.label) for key, form in SIGNATURE_FORMS.items()]
DAY_WRONG = "Ngày này không có trong lịch. Nhập theo mẫu 27/12/2024."


def day_field(label: str, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": DAY_WRONG},
    )


def _text(label: str, rows: int, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}), strip=True
    )


class TextForm(forms.Form):
    """The words of a draft; several items are parted by an empty line."""

    subject = forms.CharField(label="Trích yếu", max_length=300)
    bases = _text("Căn cứ", 10, "Mỗi căn cứ một dòng. Dấu chấm phẩy được thêm khi in.")
    articles = _text(
        "Các điều",
        14,
        "Mỗi điều cách nhau một dòng trống; không cần gõ “Điều 1.”. Xuống dòng trong một điều là "
        "sang đoạn mới.",
    )
    bonus_source = forms.CharField(
        label="Nguồn tiền thưởng",
        max_length=200,
        help_text="Sửa ở đây thì câu ghi nguồn chi trong các điều đổi theo.",
    )
    recipients = _text("Nơi nhận", 3, "Mỗi nơi một dòng. Dòng Lưu được thêm khi in.")
    archive = forms.CharField(
        label="Lưu",
        max_length=80,
        required=False,
        help_text="VT và đơn vị soạn thảo, ví dụ: VT, NV. Bỏ trống thì ghi VT.",
    )
    signature = forms.ChoiceField(label="Thẩm quyền ký", choices=SIGNERS)
    signer_post = forms.CharField(
        label="Chức vụ người ký, khi ký TL., TUQ.", max_length=150, required=False
    )
    signer_name = forms.CharField(
        label="Họ tên người ký",
        max_length=120,
        help_text="Không ghi học hàm, học vị, danh hiệu trước họ tên.",
        widget=forms.TextInput(attrs={"list": "nguoi-ky"}),
    )
    template = forms.ModelChoiceField(
        label="Mẫu văn bản",
        queryset=PaperTemplate.objects.none(),
        required=False,
        empty_label="Bố cục có sẵn (DOCX và PDF)",
        help_text="Chọn mẫu riêng thì chỉ có DOCX; bản PDF ký ở phần mềm khác rồi tải lên.",
    )
    planned_on = day_field(
        "Ngày dự kiến ban hành", "Mức thưởng tính theo lương cơ sở của ngày này."
    )

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, initial=text_of(decision), **kwargs)
        day = decision.planned_on or timezone.localdate()
        found = usable(decision.authority_id, PaperKind.DECISION, day)
        kept = PaperTemplate.objects.filter(pk=decision.template_id)
        self.fields["template"].queryset = (found | kept.select_related("file")).distinct()
        self.holders = holders(decision.authority_id, day)
        if decision.kind != DecisionKind.AWARD:
            del self.fields["bonus_source"]

    def text(self) -> DraftText:
        data: dict[str, Any] = dict(self.cleaned_data)
        return DraftText(
            subject=data["subject"],
            bases=tuple(data["bases"].splitlines()),
            articles=tuple(_paragraphs(data["articles"])),
            recipients=tuple(data["recipients"].splitlines()),
            signature=data["signature"],
            signer_name=data["signer_name"],
            bonus_source=data.get("bonus_source", ""),
            planned_on=data["planned_on"],
            signer_post=data["signer_post"],
            archive=data["archive"],
            template=data["template"],
        )


def _paragraphs(text: str) -> list[str]:
    blocks = "\n".join(line.strip() for line in text.splitlines()).split("\n\n")
    return [block.strip("\n") for block in blocks if block.strip()]


def text_of(decision: Decision) -> dict[str, Any]:
    """What stands in the form when it is opened."""
    signature = form_of(decision.signer_authority, decision.signer_post)
    is_typed = not SIGNATURE_FORMS[signature].post
    return {
        "subject": decision.subject,
        "bases": "\n".join(decision.bases),
        "articles": "\n\n".join(decision.articles),
        "bonus_source": decision.bonus_source,
        "recipients": "\n".join(decision.recipients),
        "archive": decision.archive,
        "template": decision.template_id,
        "signature": signature,
        "signer_post": decision.signer_post if is_typed else "",
        "signer_name": decision.signer_name,
        "planned_on": decision.planned_on,
    }


class IssueForm(forms.Form):
    """The day that the number gets."""

    issued_on = day_field(
        "Ngày ban hành", "Ngày ghi trên quyết định; không trước ngày của số liền trước."
    )

    def clean_issued_on(self) -> date:
        day: date = self.cleaned_data["issued_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày ban hành chưa tới.")
        return day


class DiscardForm(forms.Form):
    reason = forms.CharField(
        label="Lý do bỏ dự thảo",
        max_length=300,
        help_text="Ghi vào nhật ký. Các hồ sơ trở lại danh sách chờ quyết định.",
    )
