"""Forms of the office on movements."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from thidua.commendation.enums import Subject
from thidua.core.actors import Actor
from thidua.movements.domain.office_words import TemplateWords
from thidua.movements.domain.plans import MovementPlan
from thidua.movements.domain.reviews import Findings
from thidua.movements.enums import MovementKind, MovementLevel
from thidua.movements.models import Movement
from thidua.movements.occasions import occasions
from thidua.movements.parts import CRITERIA, PARTS, WORDS
from thidua.movements.queries import visible_to
from thidua.organizations.models import Unit
from thidua.organizations.queries import versions_on

DAY_WRONG = "Ngày này không có trong lịch. Nhập theo mẫu 20/12/2024."
OURS = [(value, label) for value, label in MovementLevel.choices
        if value not in {MovementLevel.PRIME_MINISTER, MovementLevel.MINISTRY}]  # fmt: skip


def day_field(label: str, hint: str = "", *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": DAY_WRONG},
    )


def long_field(label: str, hint: str = "", *, rows: int = 5, required: bool = False) -> Any:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class WordsForm(forms.Form):
    """What a template and a plan share: kind, slogan, subjects, criteria, the five parts."""

    kind = forms.ChoiceField(
        label="Hình thức thi đua",
        choices=MovementKind.choices,
        help_text="Điều 16: thường xuyên, hoặc theo chuyên đề trong một thời gian nhất định.",
    )
    slogan = forms.CharField(label="Khẩu hiệu", max_length=300, required=False)
    subjects = forms.MultipleChoiceField(
        label="Đối tượng thi đua",
        choices=Subject.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, label in CRITERIA.values():
            self.fields[field] = long_field(label, "Mỗi dòng một tiêu chí.", rows=4)
        for part in PARTS:
            self.fields[part.field] = long_field(part.label, part.help)

    def words(self) -> dict[str, Any]:
        found = {name: self.cleaned_data[name] for name in WORDS}
        return found | {"subjects": tuple(found["subjects"])}


class PlanForm(WordsForm):
    """The whole plan of an own movement. Only name and body are needed to keep a draft."""

    name = forms.CharField(label="Tên phong trào", max_length=300)
    level = forms.ChoiceField(label="Cấp phát động", choices=OURS)
    body = forms.CharField(label="Cơ quan phát động", max_length=200)
    parent = forms.ChoiceField(label="Hưởng ứng phong trào", required=False)
    hot_spot = forms.CharField(label="Xuất phát từ điểm nóng", max_length=500, required=False)
    reference = forms.CharField(label="Tham chiếu của điểm nóng", max_length=200, required=False)
    occasion = forms.CharField(
        label="Lập thành tích chào mừng",
        max_length=200,
        required=False,
        help_text="Chọn ngày kỷ niệm sắp tới hoặc tự ghi.",
        widget=forms.TextInput(attrs={"list": "ngay-ky-niem", "autocomplete": "off"}),
    )
    starts_on = day_field("Từ ngày")
    ends_on = day_field("Đến hết ngày")
    registration_until = day_field("Hạn đăng ký", "Sau hạn vẫn nhận, ghi là đăng ký sau hạn.")
    preliminary_on = day_field("Hạn sơ kết gần nhất")
    final_on = day_field(
        "Hạn tổng kết", "Nguồn luật đã đọc không ấn định ngày; ghi theo kế hoạch của cơ quan."
    )
    units = forms.MultipleChoiceField(
        label="Đơn vị tham gia",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text="Để trống: mọi đơn vị.",
    )

    GROUPS = (
        ("Phong trào", ("name", "level", "body", "kind", "parent", "hot_spot", "reference",
                        "occasion", "slogan")),
        ("Thời gian", ("starts_on", "ends_on", "registration_until", "preliminary_on", "final_on")),
        ("Đối tượng, tiêu chí", ("subjects", *(field for field, _ in CRITERIA.values()), "units")),
        ("Năm phần của kế hoạch (Điều 17)", tuple(part.field for part in PARTS)),
    )  # fmt: skip

    def __init__(
        self, *args: Any, actor: Actor, movement: Movement | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        others = visible_to(actor).exclude(state="cancelled").order_by("level", "name")
        if movement is not None:
            others = others.exclude(pk=movement.pk)
        self.above = {one.code: one for one in others}
        self.fields["parent"].choices = [
            ("", "Không hưởng ứng phong trào nào"),
            *((code, f"{one.name} ({one.get_level_display()})"[:120])
              for code, one in self.above.items()),
        ]  # fmt: skip
        self.fields["units"].choices = [
            (str(version.unit_id), version.name)
            for version in versions_on(actor.authority_id, today)
        ]
        self.days = [one.words for one in occasions(actor.authority_id, today)]
        if movement is not None:
            del self.fields["hot_spot"], self.fields["reference"]

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """Fields under their headings, for the template."""
        return [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in self.GROUPS
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")
        for name in ("preliminary_on", "final_on"):
            if starts and data.get(name) and data[name] < starts:
                self.add_error(name, "Ngày này phải sau khi phong trào bắt đầu.")
        return data

    def plan(self) -> MovementPlan:
        data = self.cleaned_data
        plain = ("name", "level", "body", "occasion", "starts_on", "ends_on",
                 "registration_until", "preliminary_on", "final_on")  # fmt: skip
        return MovementPlan(**self.words(), **{name: data[name] for name in plain})

    def answered(self) -> Movement | None:
        return self.above.get(self.cleaned_data["parent"])

    def chosen_units(self) -> list[Unit]:
        return list(Unit.objects.filter(pk__in=self.cleaned_data["units"]))


def initial_of(plan: MovementPlan) -> dict[str, Any]:
    return asdict(plan) | {"subjects": list(plan.subjects)}


class AboveForm(forms.Form):
    """A movement of a higher level, as far as it is known."""

    name = forms.CharField(label="Tên phong trào", max_length=300)
    level = forms.ChoiceField(label="Cấp phát động", choices=MovementLevel.choices)
    body = forms.CharField(label="Cơ quan, người phát động", max_length=200)
    kind = forms.ChoiceField(
        label="Hình thức thi đua", choices=MovementKind.choices, initial=MovementKind.THEMATIC
    )
    number = forms.CharField(
        label="Số văn bản phát động",
        max_length=60,
        required=False,
        help_text="Chưa rõ thì để trống.",
    )
    paper_on = day_field("Ngày văn bản")
    starts_on = day_field("Từ ngày", "Chưa rõ thì để trống.")
    ends_on = day_field("Đến hết ngày")
    slogan = forms.CharField(label="Khẩu hiệu", max_length=300, required=False)
    part_content = long_field("Mục tiêu, nội dung chính", rows=4)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if ends and not starts:
            self.add_error("starts_on", "Có ngày kết thúc thì ghi cả ngày bắt đầu.")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")
        return data

    def plan(self) -> MovementPlan:
        return MovementPlan(is_ours=False, **self.cleaned_data)


class LaunchForm(forms.Form):
    """Number and day of the signed plan, and who signed it."""

    number = forms.CharField(
        label="Số kế hoạch",
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": "45/KH-UBND"}),
    )
    day = day_field("Ngày ký", required=True)
    signer_post = forms.CharField(label="Chức vụ người ký", max_length=150, initial="CHỦ TỊCH")
    signer_name = forms.CharField(label="Họ tên người ký", max_length=120)


class TemplateForm(WordsForm):
    """A template of the office."""

    name = forms.CharField(label="Tên mẫu", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["name", *WORDS])

    def template(self) -> TemplateWords:
        return TemplateWords(name=self.cleaned_data["name"], **self.words())


class ReviewForm(forms.Form):
    """One more review on the plan."""

    kind = forms.ChoiceField(
        label="Loại", choices=[("preliminary", "Sơ kết"), ("final", "Tổng kết")]
    )
    due_on = day_field("Hạn", required=True)
    results_until = day_field("Hạn đơn vị báo cáo")
    basis = forms.CharField(
        label="Căn cứ của hạn",
        max_length=300,
        required=False,
        help_text="Kế hoạch, văn bản ấn định ngày này.",
    )


class FindingsForm(forms.Form):
    """What the office writes in the report; the numbers come of themselves."""

    achieved = long_field("Kết quả đạt được", rows=6)
    limits = long_field("Hạn chế, nguyên nhân", rows=4)
    next_steps = long_field("Nhiệm vụ tiếp theo", rows=4)
    number = forms.CharField(
        label="Số báo cáo", max_length=60, required=False, help_text="Để trống: văn thư ghi tay."
    )
    paper_on = day_field("Ngày báo cáo")

    def findings(self) -> Findings:
        return Findings(**self.cleaned_data)


class DayForm(forms.Form):
    """An anniversary of the place."""

    name = forms.CharField(label="Tên ngày kỷ niệm, ngày truyền thống", max_length=200)
    day = forms.IntegerField(label="Ngày", min_value=1, max_value=31)
    month = forms.IntegerField(label="Tháng", min_value=1, max_value=12)
    since = forms.IntegerField(
        label="Năm gốc", required=False, min_value=1, max_value=date.max.year // 3
    )
    source = forms.CharField(label="Căn cứ", max_length=300, required=False)


class TitlesForm(forms.Form):
    """The authority's choice on registering for titles."""

    takes = forms.BooleanField(label="Nhận đăng ký danh hiệu đầu năm", required=False)
    basis = forms.CharField(
        label="Văn bản của địa phương", max_length=300, required=False,
        help_text="Nếu quy chế của địa phương yêu cầu đăng ký thì ghi số, ngày.",
    )  # fmt: skip
