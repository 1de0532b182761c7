"""Forms of long-standing honours."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from thidua.core.actors import UNIT_ROLES, Actor
from thidua.honours.case_enums import (
    TITLES,
    CaseKind,
    Level,
    PaperState,
    Priority,
    Relation,
)
from thidua.honours.domain.case_family import MOST_CHILDREN, MOST_MONTHS
from thidua.honours.models import HonourCase
from thidua.law import known_title
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import UnitVersion

DAY_WRONG = "Ngày này không có trong lịch. Nhập theo mẫu 27/12/2024."
ANSWERS = [("", "Chưa rõ"), ("co", "Có"), ("khong", "Không")]
COMMUNES = (UnitKind.COMMUNE, UnitKind.WARD, UnitKind.TOWNSHIP)


def day(label: str, **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": DAY_WRONG},
        **kwargs,
    )


def answer(label: str, **kwargs: Any) -> forms.TypedChoiceField:
    """Yes, no, or nobody has said."""
    return forms.TypedChoiceField(
        label=label,
        choices=ANSWERS,
        required=False,
        coerce=lambda value: value == "co",
        empty_value=None,
        **kwargs,
    )


def said(value: bool | None) -> str:
    """An answer kept, as its form shows it."""
    return "" if value is None else "co" if value else "khong"


def text(label: str, most: int, *, rows: int = 0, **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=most, widget=widget, **kwargs)


class CaseForm(forms.Form):
    """Who is proposed and who declares."""

    title_code = forms.ChoiceField(label="Hạng đề nghị", required=False)
    form_words = text("Hình thức ghi trong hồ sơ", 200, required=False)
    name = text("Họ tên người, hoặc tên gia đình được đề nghị", 200)
    birth_words = text(
        "Ngày sinh hoặc năm sinh", 40, required=False, help_text="Gia đình thì để trống."
    )
    posthumous = forms.BooleanField(label="Người được đề nghị đã mất", required=False)
    address = text("Nơi ở, quê quán", 300, required=False)
    by_relative = answer("Thân nhân đứng ra kê khai")
    declarant = text("Người kê khai", 200, required=False, help_text="Khi thân nhân kê khai.")
    declarant_relation = text("Quan hệ với người được đề nghị", 100, required=False)
    summary = text("Tóm tắt quá trình, thành tích", 4000, rows=4, required=False)
    received_on = day(
        "Ngày nhận bản khai",
        help_text="Thời gian chờ tính từ ngày này.",
        initial=timezone.localdate,
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = TITLES[CaseKind(kind)]
        if len(titles) > 1:
            found = [(code, known_title(code).name) for code in titles]
            self.fields["title_code"].choices = [("", "Chọn hạng"), *found]
            self.fields["title_code"].required = True
        else:
            del self.fields["title_code"]
        if kind != CaseKind.RESISTANCE:
            del self.fields["form_words"]
        if kind == CaseKind.FAMILY:
            del self.fields["birth_words"], self.fields["posthumous"]


def initial_of(case: HonourCase) -> dict[str, Any]:
    kept = {name: getattr(case, name) for name in CaseForm.base_fields}
    return kept | {"by_relative": said(case.by_relative)}


class OpenForm(CaseForm):
    """A new case: of which commune besides."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ChoiceField(label="Xã, phường", choices=_communes(actor))
        self.order_fields(["unit", "title_code"])


def _communes(actor: Actor) -> list[tuple[int, str]]:
    """Communes that stand today, by name; their former ones for files entered late, marked."""
    today = timezone.localdate()
    rows = UnitVersion.objects.filter(authority_id=actor.authority_id, kind__in=COMMUNES)
    if actor.role in UNIT_ROLES:
        own = UnitVersion.objects.filter(unit_id__in=actor.unit_ids, valid__contains=today)
        return [(one.unit_id, one.name) for one in own.order_by("sort_key")]
    live = rows.filter(valid__contains=today).order_by("sort_key")
    found = {one.unit_id: one.name for one in live}
    ended = rows.filter(~Q(unit_id__in=found), unit__withdrawn_at__isnull=True)
    for one in ended.order_by("sort_key", "-valid"):
        found.setdefault(one.unit_id, f"{one.name} (trước đây)")
    return list(found.items())


class FamilyFactsForm(forms.Form):
    children = forms.IntegerField(
        label="Tổng số con, kể cả con nuôi hợp pháp",
        min_value=0,
        max_value=MOST_CHILDREN,
        required=False,
        help_text="Để trống nếu chưa rõ.",
    )
    members_complete = forms.BooleanField(
        label="Danh sách gia đình đã kê đủ mọi người",
        required=False,
        help_text="Chưa kê đủ thì điều chưa thấy được coi là chưa rõ, không phải là không có.",
    )


class ServiceFactsForm(forms.Form):
    volunteer = answer("Là thanh niên xung phong")
    volunteer_months = forms.IntegerField(
        label="Số tháng tham gia", min_value=0, max_value=MOST_MONTHS, required=False,
        help_text="Cộng mọi đợt. Để trống nếu chưa rõ.",
    )  # fmt: skip
    tasks_done = answer("Có thành tích, hoàn thành nhiệm vụ")
    loyal = answer("Trung thành với Tổ quốc")
    members_complete = forms.BooleanField(
        label="Đã ghi đủ việc người được đề nghị có phải là liệt sĩ hay không", required=False
    )


class MemberForm(forms.Form):
    relation = forms.ChoiceField(label="Quan hệ", choices=Relation.choices)
    member = text("Họ tên", 120)
    martyr = answer("Là liệt sĩ")
    certificate = text("Số Bằng Tổ quốc ghi công", 80, required=False)
    invalid_rate = forms.IntegerField(
        label="Tỷ lệ thương tật của thương binh, %", min_value=1, max_value=100, required=False
    )
    note = text("Ghi chú", 200, required=False)


class PaperForm(forms.Form):
    """One paper of the list, or one the authority asks for besides."""

    name = text("Tên giấy tờ", 200)
    state = forms.ChoiceField(label="Tình trạng", choices=PaperState.choices)
    note = text("Ghi chú, căn cứ", 300, required=False)
    file = forms.FileField(
        label="Tệp", required=False, help_text="PDF, PNG hoặc JPEG. Không bắt buộc."
    )

    def __init__(self, *args: Any, is_listed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_listed:
            del self.fields["name"]


class StepForm(forms.Form):
    """The day of a step, and what that step asks for."""

    on = day("Ngày", initial=timezone.localdate)
    reason = text("Lý do", 500, rows=3)
    handed_to = text("Người nhận", 200)

    def __init__(self, *args: Any, reason: bool, receiver: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not reason:
            del self.fields["reason"]
        if not receiver:
            del self.fields["handed_to"]


class PostingForm(forms.Form):
    on = day("Niêm yết từ ngày", initial=timezone.localdate)
    place = text("Nơi niêm yết", 200)


class PostingEndForm(forms.Form):
    on = day("Kết thúc ngày", initial=timezone.localdate)
    result = text("Kết quả", 500, rows=3, help_text="Không có ý kiến gì cũng ghi rõ.")


class PriorityForm(forms.Form):
    priority = forms.ChoiceField(label="Ưu tiên", choices=Priority.choices, required=False)
    reason = text("Lý do", 300, required=False, help_text="Bỏ ưu tiên thì để trống.")


class AwayForm(forms.Form):
    words = text("Quan hệ với gia đình", 300)


class BackForm(forms.Form):
    why = text("Lý do rút", 300)


class GrantForm(forms.Form):
    number = text("Số quyết định", 60)
    decided_on = day("Ngày quyết định")
    decided_by = text("Người quyết định", 200, required=False)

    def __init__(self, *args: Any, candidates: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if candidates:
            self.fields["who"] = forms.ChoiceField(
                label="Đây là ai trong sổ?",
                widget=forms.RadioSelect,
                choices=[
                    (one.code, ", ".join(filter(None, (one.name, one.detail))))
                    for one in candidates
                ],
            )


class AlarmForm(forms.Form):
    still_days = forms.IntegerField(
        label="Báo khi hồ sơ không chuyển bước quá (ngày)", min_value=1, max_value=3650,
        required=False, help_text="Để trống: không báo.",
    )  # fmt: skip
    old_age = forms.IntegerField(
        label="Nhắc ưu tiên khi người được đề nghị còn sống và từ (tuổi)", min_value=50,
        max_value=120, required=False, help_text="Để trống: không nhắc theo tuổi.",
    )  # fmt: skip
    basis = text("Căn cứ, quy định nội bộ", 300, required=False)


class LimitForm(forms.Form):
    kind = forms.ChoiceField(label="Loại hồ sơ", choices=CaseKind.choices)
    level = forms.ChoiceField(label="Cấp", choices=Level.choices)
    days = forms.IntegerField(label="Số ngày", min_value=1, max_value=365)
    working = forms.BooleanField(label="Tính ngày làm việc", required=False, initial=True)
    since = day("Áp dụng từ ngày")
    basis = text("Căn cứ", 300, help_text="Số, ngày văn bản quy định thời hạn này.")
