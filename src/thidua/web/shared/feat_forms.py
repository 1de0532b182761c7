"""Forms of sudden feats."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from thidua.commendation.enums import Subject
from thidua.core.actors import UNIT_ROLES, Actor
from thidua.honours.domain import feats as verbs
from thidua.organizations.queries import versions_on


def moment_field(label: str, *, required: bool = True) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=required,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "Ngày, giờ chưa đúng. Nhập theo mẫu 20/12/2024 14:30."},
    )


class FeatForm(forms.Form):
    """What happened. As much as is known at once; the rest can follow."""

    name = forms.CharField(label="Việc, gọi tắt", max_length=200)
    happened_at = moment_field("Xảy ra lúc")
    place = forms.CharField(label="Nơi xảy ra", max_length=200)
    act = forms.CharField(
        label="Hành động", max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    result = forms.CharField(
        label="Kết quả", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    witnesses = forms.CharField(label="Người chứng kiến", max_length=500, required=False)
    certifier = forms.CharField(
        label="Người, cơ quan xác nhận",
        max_length=200,
        required=False,
        help_text="Phải có trước khi chuyên viên xác nhận đã kiểm tra.",
    )
    certificate = forms.CharField(label="Giấy xác nhận", max_length=300, required=False)

    def facts(self) -> verbs.FeatFacts:
        return verbs.FeatFacts(**{key: self.cleaned_data[key] for key in FeatForm.base_fields})


class DoerForm(forms.Form):
    """Who did it."""

    kind = forms.ChoiceField(label="Đối tượng", choices=Subject.choices)
    doer = forms.CharField(label="Họ tên, tên tập thể, hộ", max_length=200)
    birth_words = forms.CharField(
        label="Ngày sinh hoặc năm sinh", max_length=40, required=False, help_text="Với cá nhân."
    )
    position = forms.CharField(label="Chức vụ, nơi công tác, nơi ở", max_length=200, required=False)

    def who(self) -> verbs.Doer:
        data = self.cleaned_data
        return verbs.Doer(
            kind=data["kind"],
            name=data["doer"],
            birth_words=data["birth_words"],
            position=data["position"],
        )


class ReportForm(FeatForm, DoerForm):
    """The first report: the unit, what happened, and who did it."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = versions_on(actor.authority_id, timezone.localdate())
        if actor.role in UNIT_ROLES:
            found = found.filter(unit_id__in=actor.unit_ids)
        self.fields["unit"] = forms.ChoiceField(
            label="Đơn vị đề nghị", choices=[(one.unit_id, one.name) for one in found]
        )
        self.order_fields(["unit", *FeatForm.base_fields, *DoerForm.base_fields])
