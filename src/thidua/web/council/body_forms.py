"""Forms about a council itself: what it is, who sits in it, what its regulation says."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from thidua.accounts.models import User
from thidua.core.actors import Actor
from thidua.councils.domain.bodies import CouncilPlan, OwnRules
from thidua.councils.domain.members import Seating
from thidua.councils.enums import CouncilKind, Seat
from thidua.organizations.queries import people

BAD_DAY = "Ngày này không có trong lịch. Nhập theo mẫu 12/12/2024."


def day_field(label: str, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": BAD_DAY},
    )


class CouncilForm(forms.Form):
    """A council as its founding decision has it."""

    name = forms.CharField(label="Tên Hội đồng", max_length=200)
    kind = forms.ChoiceField(
        label="Loại",
        choices=CouncilKind.choices,
        help_text="Hội đồng Thi đua, khen thưởng xét hồ sơ khen thưởng ở phiên họp; Hội đồng sáng "
        "kiến chấm sáng kiến ở phiên chấm. Đã có phiên thì không đổi loại.",
    )
    total_members = forms.IntegerField(
        label="Tổng số thành viên",
        min_value=1,
        max_value=999,
        help_text="Mọi tỷ lệ phiếu tính trên số này, kể cả người vắng. Khi đã nhập danh sách "
        "thành viên thì lấy theo danh sách.",
    )
    chair_name = forms.CharField(label="Chủ tịch Hội đồng", max_length=120)
    chair_post = forms.CharField(label="Chức vụ của chủ tịch Hội đồng", max_length=150)
    secretary_name = forms.CharField(label="Thư ký", max_length=120)
    founded_by = forms.CharField(
        label="Quyết định thành lập",
        max_length=200,
        required=False,
        help_text="Ví dụ Quyết định số 212/QĐ-UBND ngày 15/01/2024.",
    )
    standing_office = forms.CharField(label="Cơ quan thường trực", max_length=200, required=False)
    revision = forms.CharField(widget=forms.HiddenInput, required=False)

    def plan(self) -> CouncilPlan:
        return CouncilPlan(**{one.name: self.cleaned_data[one.name] for one in fields(CouncilPlan)})


class RulesForm(forms.Form):
    """The council's own regulation, where the law says nothing."""

    quorum_numerator = forms.IntegerField(
        label="Số phần phải có mặt",
        required=False,
        min_value=1,
        max_value=999,
        help_text="Ví dụ 2, khi quy chế đòi ít nhất 2/3 tổng số thành viên.",
    )
    quorum_denominator = forms.IntegerField(
        label="Trên tổng số phần", required=False, min_value=1, max_value=999
    )
    quorum_basis = forms.CharField(
        label="Điều, khoản của quy chế về số người dự họp", max_length=240, required=False
    )
    written_counts = forms.BooleanField(
        label="Quy chế tính cả người vắng gửi ý kiến bằng văn bản",
        required=False,
        help_text="Chỉ đánh dấu khi quy chế ghi rõ; không ghi thì chỉ tính người có mặt.",
    )
    own_unit_recuses = forms.BooleanField(
        label="Thành viên không xét hồ sơ của đơn vị mình", required=False
    )
    recusal_basis = forms.CharField(
        label="Điều, khoản của quy chế về người có liên quan", max_length=300, required=False
    )

    revision = forms.CharField(widget=forms.HiddenInput, required=False)

    def rules(self) -> OwnRules:
        return OwnRules(**{one.name: self.cleaned_data[one.name] for one in fields(OwnRules)})


class MemberForm(forms.Form):
    """Who takes which seat."""

    full_name = forms.CharField(label="Họ và tên", max_length=120)
    post = forms.CharField(label="Chức vụ, nơi công tác", max_length=150, required=False)
    seat = forms.ChoiceField(label="Vai trò trong Hội đồng", choices=Seat.choices)
    user = forms.ModelChoiceField(
        label="Tài khoản",
        queryset=User.objects.none(),
        required=False,
        help_text="Để thành viên tự khai có liên quan và bỏ phiếu trên điện thoại.",
    )
    person_code = forms.CharField(
        label="Mã trong sổ",
        max_length=12,
        required=False,
        help_text="Mã ở trang Con người. Có mã thì hệ thống nhận ra hồ sơ của chính thành viên.",
    )
    revision = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._actor = actor
        self.fields["user"].queryset = accounts(actor)
        self.fields["user"].label_from_instance = lambda user: f"{user.full_name}, {user.email}"

    def clean_person_code(self) -> str:
        code = self.cleaned_data["person_code"].strip()
        if code and not people(self._actor.authority_id).filter(code=code).exists():
            raise forms.ValidationError(f"Không có người nào mang mã {code} trong sổ.")
        return str(code)

    def seating(self) -> Seating:
        data = self.cleaned_data
        code = data["person_code"]
        person = people(self._actor.authority_id).get(code=code) if code else None
        return Seating(
            full_name=data["full_name"],
            post=data["post"],
            seat=data["seat"],
            user_id=data["user"].pk if data["user"] else None,
            person_id=person.pk if person else None,
        )


class NewMemberForm(MemberForm):
    """A member from a day on."""

    since = day_field("Là thành viên từ ngày")


class EndForm(forms.Form):
    """The first day after a term."""

    until = day_field("Thôi từ ngày", "Ngày đầu tiên không còn là thành viên.")


def accounts(actor: Actor) -> QuerySet[User]:
    """Accounts that hold a role in the authority today."""
    today: date = timezone.localdate()
    held = Q(assignments__until__isnull=True) | Q(assignments__until__gt=today)
    found = User.objects.filter(held, assignments__authority_id=actor.authority_id, is_active=True)
    return found.order_by("full_name", "pk").distinct()
