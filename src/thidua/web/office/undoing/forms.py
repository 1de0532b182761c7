"""Forms of cases about awards given before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from thidua.revocations.domain.cases import Grounds, Reply
from thidua.revocations.domain.judging import Question, rows_of
from thidua.revocations.enums import SHORT, Kind, ObjectState, PaperKind, Reason
from thidua.revocations.models import ReturnedObject, UndoCase
from thidua.web.office.decision_forms import day_field

PAPER_HINT = (
    "Số, ngày, cơ quan ban hành. Ví dụ: Kết luận số 15/KL-TTr ngày 28/12/2024 của Thanh tra."
)
ANSWERS = (("", "Chưa rõ"), ("co", "Có"), ("khong", "Không"))
VALUES = {"co": True, "khong": False}


class NewForm(forms.Form):
    """What the case is about; the awards stand beside it in the address."""

    kind = forms.ChoiceField(label="Việc phải làm", choices=Kind.choices, widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label="Lý do, khi cấp đổi, cấp lại",
        choices=[("", "Chọn lý do"), *Reason.choices],
        required=False,
    )
    summary = forms.CharField(
        label="Nội dung vụ việc",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Việc gì, phát hiện từ đâu. Không chép số định danh, chi tiết mật.",
    )
    law_on = day_field("Xét theo luật ngày", "Ngày dự kiến ban hành quyết định.")

    def clean_law_on(self) -> Any:
        day = self.cleaned_data["law_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày này chưa tới.")
        return day


class GroundsForm(forms.Form):
    """Every ground of the law with its answer and paper; the right names of a re-issue."""

    law_on = day_field("Xét theo luật ngày", "Ngày dự kiến ban hành quyết định.")
    deciding_basis = forms.CharField(
        label="Văn bản xác định người quyết định, khi bộ quy tắc chưa rõ",
        max_length=300,
        required=False,
        help_text="Ví dụ: văn bản giao thẩm quyền khi cấp đã tặng không còn.",
    )

    def __init__(
        self, *args: Any, case: UndoCase, asked: Sequence[Question], **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=_answers_of(case), **kwargs)
        self.asked = asked
        self.rows = rows_of(case) if case.reason == Reason.WRONG else []
        for one in asked:
            self.fields[_answer(one)] = forms.ChoiceField(
                label=one.sentence, choices=ANSWERS, widget=forms.RadioSelect, required=False
            )
            self.fields[_paper(one)] = forms.CharField(
                label="Văn bản làm căn cứ", max_length=300, required=False
            )
        for row in self.rows:
            self.fields[f"name-{row.award.code}"] = forms.CharField(
                label=f"Tên đúng của {row.name}", max_length=400, required=False
            )
            self.fields[f"basis-{row.award.code}"] = forms.CharField(
                label="Giấy tờ ghi tên đúng", max_length=300, required=False
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for one in self.asked:
            if data.get(_answer(one)) == "co" and not data.get(_paper(one), "").strip():
                self.add_error(_paper(one), f"Trả lời “Có” thì ghi văn bản. {PAPER_HINT}")
        return data

    def pairs(self) -> list[dict[str, Any]]:
        """Each ground with its bound fields, for the template."""
        return [
            {"question": one, "answer": self[_answer(one)], "paper": self[_paper(one)]}
            for one in self.asked
        ]

    def names(self) -> list[Any]:
        return [self[f"{key}-{row.award.code}"] for row in self.rows for key in ("name", "basis")]

    def grounds(self) -> Grounds:
        data = self.cleaned_data
        return Grounds(
            law_on=data["law_on"],
            deciding_basis=data["deciding_basis"],
            replies={
                one.ground: Reply(VALUES.get(data[_answer(one)]), data[_paper(one)])
                for one in self.asked
            },
            names={
                row.award.code: (
                    data[f"name-{row.award.code}"],
                    data[f"basis-{row.award.code}"],
                )
                for row in self.rows
            },
        )


def _answer(one: Question) -> str:
    return f"answer-{one.ground}"


def _paper(one: Question) -> str:
    return f"paper-{one.ground}"


def _answers_of(case: UndoCase) -> dict[str, Any]:
    """What stands in the form when it is opened."""
    words = {True: "co", False: "khong", None: ""}
    found: dict[str, Any] = {"law_on": case.law_on, "deciding_basis": case.deciding_basis}
    for one in case.answers.all():
        found[f"answer-{one.ground}"] = words[one.value]
        found[f"paper-{one.ground}"] = one.paper
    for row in rows_of(case):
        found[f"name-{row.award.code}"] = row.right_name
        found[f"basis-{row.award.code}"] = row.name_basis
    return found


class PaperForm(forms.Form):
    kind = forms.ChoiceField(label="Loại giấy tờ", choices=PaperKind.choices)
    words = forms.CharField(label="Tên giấy tờ", max_length=300, help_text=PAPER_HINT)
    file = forms.FileField(label="Tệp", required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class ForwardForm(forms.Form):
    paper = forms.CharField(
        label="Số văn bản trình", max_length=200, help_text="Ví dụ: Tờ trình số 45/TTr-UBND."
    )
    on = day_field("Ngày trình")


class OutcomeForm(forms.Form):
    paper = forms.CharField(
        label="Số, ký hiệu quyết định của cấp trên",
        max_length=150,
        help_text="Ví dụ: số 812/QĐ-CTN. Câu này hiện ở trang tra cứu công khai.",
    )
    on = day_field("Ngày quyết định")


class IssueForm(forms.Form):
    issued_on = day_field(
        "Ngày ban hành", "Ngày ghi trên quyết định; không trước ngày của số liền trước."
    )


class ObjectForm(forms.Form):
    """Whether an object came back."""

    state = forms.ChoiceField(
        label="Trạng thái", choices=ObjectState.choices, widget=forms.RadioSelect
    )
    on = forms.DateField(
        label="Ngày nộp lại",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Ngày này không có trong lịch. Nhập theo mẫu 27/12/2024."},
    )
    words = forms.CharField(label="Ghi chú, lý do", max_length=300, required=False)

    @classmethod
    def values_of(cls, row: ReturnedObject) -> dict[str, Any]:
        on = row.on or timezone.localdate()
        return {"state": row.state, "on": on, "words": row.words}


KINDS = tuple((kind.value, SHORT[kind]) for kind in Kind)
