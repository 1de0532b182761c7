"""Forms of directives and tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from thidua.directives.domain.assigning import Assignment
from thidua.directives.domain.confirming import BY_HAND
from thidua.directives.domain.matching import GROUPS, groups_of
from thidua.directives.domain.results import Issue
from thidua.directives.enums import FindingKind, Part, Rhythm
from thidua.directives.models import FollowSettings, Task
from thidua.organizations.models import UnitVersion
from thidua.web.office.decision_forms import day_field
from thidua.web.office.forwarding.forms import optional_day


class BringInForm(forms.Form):
    """A file, or the text itself."""

    file = forms.FileField(label="Tệp chỉ thị", required=False)
    text = forms.CharField(
        label="Hoặc dán toàn văn",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Dùng khi chỉ có bản quét ảnh, hoặc tệp không đọc được.",
    )
    again = forms.BooleanField(label="Vẫn đưa vào, dù tệp này đã có trong sổ", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("file") and not data.get("text", "").strip() and not self.errors:
            raise forms.ValidationError("Chọn tệp chỉ thị, hoặc dán toàn văn vào ô.")
        return data


class PasteForm(forms.Form):
    text = forms.CharField(
        label="Toàn văn chỉ thị", strip=False, widget=forms.Textarea(attrs={"rows": 16})
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class NoteForm(forms.Form):
    reason = forms.CharField(
        label="Kết luận", max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class MarkForm(forms.Form):
    """What the reader did not find: paragraphs are chosen by their numbers."""

    kind = forms.ChoiceField(label="Là gì", choices=[(kind.value, kind.label) for kind in BY_HAND])
    title = forms.CharField(label="Tên gọi, nội dung", max_length=300)
    first = forms.IntegerField(label="Từ đoạn số", min_value=1, max_value=10_000)
    last = forms.IntegerField(
        label="Đến đoạn số", min_value=1, max_value=10_000, required=False,
        help_text="Để trống nếu chỉ một đoạn.",
    )  # fmt: skip


LABELS: dict[str, dict[str, str]] = {
    FindingKind.FIELD: {"value": "Nội dung"},
    FindingKind.REPAIR: {"after": "Chữ đúng"},
    FindingKind.CITATION: {
        "type": "Loại văn bản", "number": "Số, ký hiệu", "issuer": "Cơ quan ban hành",
        "subject": "Trích yếu",
    },
    FindingKind.TASK: {"title": "Tên nhiệm vụ", "text": "Nội dung đầy đủ"},
    FindingKind.TARGET: {"what": "Chỉ tiêu", "value": "Mức", "unit": "Đơn vị tính",
                         "by_words": "Thời hạn"},
    FindingKind.MOVEMENT: {"text": "Tên phong trào", "launched_by": "Ai phát động"},
    FindingKind.THEME: {"text": "Chủ đề, khẩu hiệu"},
    FindingKind.RECIPIENT: {"full": "Nơi nhận"},
}  # fmt: skip
"""What of each kind can be corrected."""
LONG = frozenset({"text", "title", "what", "subject", "value"})


class CorrectForm(forms.Form):
    """The words of one finding; a phrase may turn out to be another kind of phrase."""

    def __init__(self, data: Any, *, kind: str, values: Any) -> None:
        super().__init__(data, initial={name: values.get(name) or "" for name in LABELS[kind]})
        for name, label in LABELS[kind].items():
            rows = {"attrs": {"rows": 8 if name == "text" else 3}}
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                max_length=20000,
                widget=forms.Textarea(**rows) if name in LONG else forms.TextInput(),
            )
        if kind in (FindingKind.MOVEMENT, FindingKind.THEME):
            choices = [(one.value, one.label) for one in (FindingKind.MOVEMENT, FindingKind.THEME)]
            self.fields["kind"] = forms.ChoiceField(label="Là", choices=choices, initial=kind)


# -- giving tasks out ---


class UnitChoices:
    """Units for selects, grouped by what they are; made once for all rows of a table."""

    def __init__(self, units: Sequence[UnitVersion]) -> None:
        by_kind: dict[str, list[tuple[str, str]]] = {}
        for one in units:
            by_kind.setdefault(one.get_kind_display(), []).append((str(one.unit_id), one.name))
        self.grouped = list(by_kind.items())
        self.groups = {key: [one.unit_id for one in rows] for key, rows in groups_of(units).items()}
        self.group_choices = [
            (key, f"{GROUPS[key][0]} ({len(members)})") for key, members in self.groups.items()
        ]

    def members(self, keys: Iterable[str]) -> list[int]:
        return [pk for key in keys for pk in self.groups.get(key, ())]


class AssignForm(forms.Form):
    """One task's row; anything may still be empty while the table is filled in."""

    owner = forms.ChoiceField(label="Chủ trì", required=False)
    due_on = optional_day("Hạn hoàn thành")
    rhythm = forms.ChoiceField(label="Nhịp báo cáo", choices=Rhythm.choices, required=False)
    groups = forms.MultipleChoiceField(
        label="Cùng thực hiện, cả nhóm", required=False, widget=forms.CheckboxSelectMultiple
    )
    together = forms.MultipleChoiceField(
        label="Cùng thực hiện, phải báo cáo", required=False,
        widget=forms.SelectMultiple(attrs={"size": 5}),
        help_text="Giữ Ctrl để chọn nhiều đơn vị.",
    )  # fmt: skip
    helping = forms.MultipleChoiceField(
        label="Phối hợp", required=False, widget=forms.SelectMultiple(attrs={"size": 5})
    )
    others = forms.CharField(label="Cơ quan ngoài hệ thống", max_length=500, required=False)

    def __init__(self, *args: Any, choices: UnitChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = choices
        self.fields["owner"].choices = [("", "Chọn đơn vị"), *choices.grouped]
        self.fields["together"].choices = choices.grouped
        self.fields["helping"].choices = choices.grouped
        self.fields["groups"].choices = choices.group_choices

    def assignment(self) -> Assignment:
        data = self.cleaned_data
        owner = int(data["owner"]) if data["owner"] else None
        together = [int(pk) for pk in data["together"]] + self.units.members(data["groups"])
        return Assignment(
            owner=owner,
            together=[pk for pk in together if pk != owner],
            helping=[int(pk) for pk in data["helping"]],
            others=data["others"],
            due_on=data["due_on"],
            rhythm=data["rhythm"] or Rhythm.ONCE,
        )

    @staticmethod
    def values_of(task: Task) -> dict[str, Any]:
        rows = list(task.partners.all())
        return {
            "owner": str(task.owner_id or ""),
            "due_on": task.due_on,
            "rhythm": task.rhythm,
            "together": [str(one.unit_id) for one in rows if one.part == Part.REPORTS],
            "helping": [str(one.unit_id) for one in rows if one.part == Part.HELPS],
            "others": task.others,
        }


class FillForm(AssignForm):
    """One row for all tasks that still lack something."""

    rhythm = forms.ChoiceField(
        label="Nhịp báo cáo", choices=[("", "Giữ nguyên"), *Rhythm.choices], required=False
    )

    def over(self, given: Assignment, *, is_general: bool) -> Assignment:
        """The row with its gaps filled; groups go to tasks that the paper gives to everybody."""
        data = self.cleaned_data
        owner = given.owner or (int(data["owner"]) if data["owner"] else None)
        together = list(given.together)
        if is_general and not together:
            together = [pk for pk in self.units.members(data["groups"]) if pk != owner]
        keeps = given.rhythm != Rhythm.ONCE or not data["rhythm"]
        return Assignment(
            owner=owner,
            together=together,
            helping=given.helping,
            others=given.others,
            due_on=given.due_on or data["due_on"],
            rhythm=given.rhythm if keeps else data["rhythm"],
        )


class ChangeForm(AssignForm):
    """A task after it was given; nothing of it may be empty, and the reason stays on record."""

    reason = forms.CharField(
        label="Lý do thay đổi", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].required = self.fields["due_on"].required = True


class NewTaskForm(AssignForm):
    """A task by itself."""

    title = forms.CharField(label="Nhiệm vụ", max_length=300)
    words = forms.CharField(
        label="Nội dung", required=False, max_length=20000, widget=forms.Textarea(attrs={"rows": 4})
    )
    field_order = ("title", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].required = self.fields["due_on"].required = True


# -- following ---


def _days(words: str) -> list[int]:
    parts = [part for part in words.replace(";", ",").split(",") if part.strip()]
    try:
        found = [int(part) for part in parts]
    except ValueError as error:
        raise forms.ValidationError("Ghi các số ngày, cách nhau bằng dấu phẩy: 7, 2.") from error
    return found


class FollowForm(forms.Form):
    before = forms.CharField(
        label="Nhắc trước hạn (ngày)", required=False, max_length=60,
        help_text="Các số ngày, cách nhau bằng dấu phẩy. Để trống thì không nhắc trước.",
    )  # fmt: skip
    after = forms.CharField(
        label="Đôn đốc sau hạn (ngày)", required=False, max_length=60,
        help_text="Mỗi bước chỉ nhắc một lần.",
    )  # fmt: skip
    report_within = forms.IntegerField(
        label="Báo cáo sau khi hết kỳ (ngày làm việc)", min_value=0, max_value=60
    )
    basis = forms.CharField(
        label="Căn cứ, quy định nội bộ", max_length=300, required=False,
        help_text="Pháp luật không ấn định các mức này; ghi văn bản của cơ quan nếu có.",
    )  # fmt: skip

    def clean_before(self) -> list[int]:
        return _days(self.cleaned_data["before"])

    def clean_after(self) -> list[int]:
        return _days(self.cleaned_data["after"])

    @staticmethod
    def values_of(row: FollowSettings) -> dict[str, Any]:
        return {
            "before": ", ".join(map(str, row.before)),
            "after": ", ".join(map(str, row.after)),
            "report_within": row.report_within,
            "basis": row.basis,
        }


class SpanForm(forms.Form):
    """A stretch of time, in the address."""

    tu = day_field("Từ ngày")
    den = day_field("Đến ngày")


class ResultForm(forms.Form):
    """What the officer adds when the report is issued."""

    number = forms.CharField(label="Số, ký hiệu báo cáo", max_length=60)
    issued_on = day_field("Ngày ban hành")
    assessment = forms.CharField(
        label="Đánh giá chung", required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    proposals = forms.CharField(
        label="Đề xuất, kiến nghị", required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    signer_post = forms.CharField(
        label="Chức vụ người ký", max_length=120, help_text="Ví dụ: TRƯỞNG PHÒNG."
    )
    signer_name = forms.CharField(label="Họ tên người ký", max_length=120)

    def issue(self, since: date, until: date) -> Issue:
        return Issue(since=since, until=until, **self.cleaned_data)

    def clean_issued_on(self) -> date:
        day: date = self.cleaned_data["issued_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày ban hành chưa tới.")
        return day
