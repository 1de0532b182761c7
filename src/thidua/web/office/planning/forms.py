"""Forms of a plan and its items."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.directives.enums import Rhythm
from thidua.organizations.queries import versions_on
from thidua.planning.domain.items import ItemPlan
from thidua.planning.domain.plans import FIRST, LAST
from thidua.planning.enums import ItemKind, Mark, Purpose
from thidua.planning.models import PlanItem, WorkPlan
from thidua.planning.places import looked_up, offered
from thidua.planning.standing import HOLIDAY_RULE
from thidua.web.council.body_forms import day_field


class StartForm(forms.Form):
    """Begin a year's plan."""

    year = forms.IntegerField(label="Năm", min_value=FIRST, max_value=LAST)
    carry = forms.BooleanField(
        label="Lấy lại các việc của năm trước, ngày lùi một năm",
        required=False,
        help_text="Việc đã ghi “không thực hiện” và liên kết với năm trước không lấy lại.",
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class BasisForm(forms.Form):
    basis = forms.CharField(
        label="Căn cứ của chương trình",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một văn bản; in ở phần đầu chương trình.",
    )


class MarkForm(forms.Form):
    mark = forms.ChoiceField(
        label="Tình trạng", required=False, choices=[("", "Theo ngày trong lịch"), *Mark.choices]
    )
    note = forms.CharField(
        label="Ghi chú, lý do", max_length=300, required=False,
        help_text="Bắt buộc khi không thực hiện.",
    )  # fmt: skip


def _day(label: str, hint: str = "") -> forms.DateField:
    field = day_field(label, hint)
    field.required = False
    return field


class ItemForm(forms.Form):
    """What an item says; the unit is chosen, or somebody is named."""

    kind = forms.ChoiceField(label="Loại việc", choices=ItemKind.choices)
    title = forms.CharField(label="Nội dung", max_length=300)
    purpose = forms.ChoiceField(
        label="Nội dung họp",
        required=False,
        choices=[("", "Chọn khi là phiên họp"), *Purpose.choices],
        help_text="Chỉ cho phiên họp của Hội đồng.",
    )
    owner = forms.TypedChoiceField(
        label="Đơn vị chủ trì", required=False, coerce=int, empty_value=None
    )
    owner_name = forms.CharField(
        label="Hoặc người, bộ phận chủ trì",
        max_length=200,
        required=False,
        help_text="Dùng khi không phải một đơn vị, ví dụ Thư ký Hội đồng.",
    )
    helpers = forms.CharField(label="Phối hợp", max_length=300, required=False)
    begins_on = _day("Từ ngày")
    due_on = _day("Đến ngày", "Phải có trước khi trình duyệt.")
    rhythm = forms.ChoiceField(label="Nhịp", choices=Rhythm.choices, help_text=HOLIDAY_RULE)
    place = forms.ChoiceField(
        label="Việc tương ứng trong hệ thống",
        required=False,
        help_text="Gắn rồi thì tình trạng lấy từ đó, không ghi tay nữa.",
    )

    def __init__(
        self, *args: Any, actor: Actor, plan: WorkPlan, item: PlanItem | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        day = min(max(today, date(plan.year, 1, 1)), date(plan.year, 12, 31))
        units = [(row.unit_id, row.name) for row in versions_on(plan.authority_id, day)]
        held = item.owner_id if item else None
        if item and held and held not in {pk for pk, _ in units}:
            units.append((held, f"{item.owner_name} (đã kết thúc)"))
        self.fields["owner"].choices = [("", "Không chọn"), *units]
        self.fields["place"].choices = _places(actor, plan.year, item.place if item else "")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == ItemKind.SESSION and not data.get("purpose"):
            self.add_error("purpose", "Phiên họp phải chọn nội dung họp.")
        begins, due = data.get("begins_on"), data.get("due_on")
        if begins and due and due < begins:
            self.add_error("due_on", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")
        return data

    def plan(self) -> ItemPlan:
        return ItemPlan(**self.cleaned_data)


def _places(actor: Actor, year: int, held: str) -> list[Any]:
    """Things of the year by kind; what is linked already stays in the list."""
    found: list[Any] = [("", "Không gắn"), *offered(actor, year)]
    known = {key for _, group in found[1:] for key, _ in group}
    if held and held not in known:
        place = looked_up(actor, [held]).get(held)
        found.append((held, place.name if place else "Mục đã gắn, nay không xem được"))
    return found
