"""Forms of the decision pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from thidua.decisions.domain.drafting import CHAIR, COMMITTEE, DEPUTY, SIGNATURES, DraftText
from thidua.decisions.models import Decision

SIGNERS = (
    (COMMITTEE, "TM. Ủy ban nhân dân, Chủ tịch"),
    (CHAIR, "Chủ tịch (không ghi TM.)"),
    (DEPUTY, "KT. Chủ tịch, Phó Chủ tịch"),
)
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
    recipients = _text("Nơi nhận", 3, "Mỗi nơi một dòng. Dòng lưu văn thư được thêm khi in.")
    signature = forms.ChoiceField(label="Thẩm quyền ký", choices=SIGNERS)
    signer_name = forms.CharField(label="Họ tên người ký", max_length=120)
    planned_on = day_field(
        "Ngày dự kiến ban hành", "Mức thưởng tính theo lương cơ sở của ngày này."
    )

    def text(self) -> DraftText:
        data: dict[str, Any] = dict(self.cleaned_data)
        return DraftText(
            subject=data["subject"],
            bases=tuple(data["bases"].splitlines()),
            articles=tuple(_paragraphs(data["articles"])),
            recipients=tuple(data["recipients"].splitlines()),
            signature=data["signature"],
            signer_name=data["signer_name"],
            bonus_source=data["bonus_source"],
            planned_on=data["planned_on"],
        )


def _paragraphs(text: str) -> list[str]:
    blocks = "\n".join(line.strip() for line in text.splitlines()).split("\n\n")
    return [block.strip("\n") for block in blocks if block.strip()]


def text_of(decision: Decision) -> dict[str, Any]:
    """What stands in the form when it is opened."""
    signed = (decision.signer_authority, decision.signer_post)
    return {
        "subject": decision.subject,
        "bases": "\n".join(decision.bases),
        "articles": "\n\n".join(decision.articles),
        "bonus_source": decision.bonus_source,
        "recipients": "\n".join(decision.recipients),
        "signature": next((key for key, one in SIGNATURES.items() if one == signed), COMMITTEE),
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
