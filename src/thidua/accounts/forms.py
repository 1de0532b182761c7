"""Forms of the administrator: a new account, a role given, a role ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from thidua.accounts.models import ROLES
from thidua.organizations.models import Unit, UnitVersion
from thidua.vietnamese.names import collation_key

NO_SUCH_DAY = "Ngày này không có trong lịch. Nhập theo mẫu 31/12/2024."


def _day(label: str, *, required: bool = True, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"required": f"Chọn {label.lower()}.", "invalid": NO_SUCH_DAY},
    )


class NewAccountForm(forms.Form):
    """Who the account is for; roles are given on the next page."""

    full_name = forms.CharField(
        label="Họ và tên", max_length=120, error_messages={"required": "Ghi họ và tên."}
    )
    email = forms.EmailField(
        label="Thư điện tử công vụ",
        help_text="Dùng để đăng nhập.",
        error_messages={
            "required": "Ghi thư điện tử.",
            "invalid": "Thư điện tử phải có dạng ten@coquan.gov.vn.",
        },
    )


class RoleForm(forms.Form):
    """A role in a unit from a day, to a day or until further notice."""

    role = forms.ChoiceField(
        label="Vai trò", choices=ROLES, error_messages={"required": "Chọn vai trò."}
    )
    unit = forms.ChoiceField(
        label="Ở đơn vị",
        error_messages={
            "required": "Chọn đơn vị.",
            "invalid_choice": "Đơn vị này không có trong sổ. Chọn lại trong danh sách.",
        },
    )
    since = _day("Từ ngày")
    until = _day(
        "Đến ngày", required=False, hint="Ngày đầu tiên không còn giữ; để trống nếu chưa rõ."
    )

    def __init__(self, data: Any = None, *, units: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, initial={"since": timezone.localdate()})
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Chọn đơn vị"), *units]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until <= since:
            self.add_error("until", "Ngày thôi giữ vai trò phải sau ngày bắt đầu.")
        return cleaned


class EndRoleForm(forms.Form):
    """From which day the role is held no more."""

    on = _day("Thôi từ ngày")


def unit_choices(authority_id: int, day: date) -> list[tuple[str, str]]:
    """(code, name) of every unit by its last name, those standing on `day` first."""
    names: dict[int, UnitVersion] = {}
    rows = UnitVersion.objects.filter(authority_id=authority_id, unit__withdrawn_at__isnull=True)
    for version in rows.select_related("unit").order_by("valid"):
        names[version.unit_id] = version
    found = sorted(names.values(), key=lambda v: (day not in v.valid, collation_key(v.name)))
    return [(version.unit.code, _words(version.unit, version)) for version in found]


def _words(unit: Unit, version: UnitVersion) -> str:
    """Two units may share a name: the days tell them apart."""
    if unit.ended_on:
        return f"{version.name} (đến {unit.ended_on:%d/%m/%Y})"
    return f"{version.name} (từ {unit.began_on:%d/%m/%Y})" if unit.began_on else version.name
