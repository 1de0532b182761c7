"""Forms about a session before and while it is held."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from thidua.commendation.enums import RecusalGround
from thidua.commendation.models import Nomination, Round
from thidua.core.actors import Actor
from thidua.councils.domain.agenda import Point
from thidua.councils.domain.planning import Plan
from thidua.councils.enums import ItemState
from thidua.councils.models import AgendaItem, Council, Member, Session
from thidua.councils.queries import agenda_of, dossiers_before, members_on
from thidua.law import known_title
from thidua.web.council.body_forms import day_field


def hour_field(label: str, *, required: bool = True, hint: str = "") -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Giờ chưa đúng. Nhập theo mẫu 14:00."},
    )


class WhenForm(forms.Form):
    """Day, hour and place of a session to come."""

    held_on = day_field("Ngày họp")
    planned_at = hour_field("Giờ họp")
    planned_end = hour_field("Giờ dự kiến kết thúc", required=False, hint="Để trống khi chưa biết.")
    place = forms.CharField(label="Địa điểm", max_length=200)
    revision = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_planned_end(self) -> time | None:
        begun, end = self.cleaned_data.get("planned_at"), self.cleaned_data["planned_end"]
        if begun and end and end <= begun:
            raise forms.ValidationError("Giờ dự kiến kết thúc phải sau giờ họp.")
        return end  # type: ignore[no-any-return]

    def plan(self, subject: str = "") -> Plan:
        data = self.cleaned_data
        return Plan(
            held_on=data["held_on"],
            planned_at=data["planned_at"],
            place=data["place"],
            subject=data.get("subject", subject),
            planned_end=data["planned_end"],
        )


class PlanForm(WhenForm):
    """A session to come: which council, on what."""

    council = forms.ModelChoiceField(label="Hội đồng", queryset=Council.objects.none())
    round = forms.ModelChoiceField(
        label="Đợt xét",
        queryset=Round.objects.none(),
        required=False,
        help_text="Để trống khi họp về việc khác; khi đó ghi nội dung phiên họp.",
    )
    subject = forms.CharField(label="Nội dung phiên họp", max_length=300, required=False)
    field_order = ("council", "round", "subject", "held_on", "planned_at", "planned_end", "place")

    def __init__(self, *args: Any, councils: Any, rounds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils
        self.fields["round"].queryset = rounds


class CancelForm(forms.Form):
    """Why a session to come is called off."""

    reason = forms.CharField(
        label="Lý do hủy",
        max_length=300,
        help_text="Mọi thành viên đọc được. Không nêu tên người có hồ sơ.",
    )
    revision = forms.CharField(widget=forms.HiddenInput, required=False)


class ConveneForm(forms.Form):
    """The hour of opening; the counts where no members are listed."""

    started_at = hour_field("Giờ khai mạc")
    present = forms.IntegerField(label="Số thành viên có mặt", min_value=0, max_value=999)
    written_opinions = forms.IntegerField(
        label="Vắng mặt, có ý kiến bằng văn bản", min_value=0, max_value=999, initial=0
    )
    revision = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, listed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["started_at"].initial = timezone.localtime().time()
        if listed:
            del self.fields["present"], self.fields["written_opinions"]


class DossierField(forms.ModelChoiceField):
    """Dossiers before a session, by name and award."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {known_title(obj.title_code).name}, {obj.unit_name}"


class PointForm(forms.Form):
    """One point of the programme."""

    title = forms.CharField(label="Nội dung", max_length=300)
    starts_at = hour_field("Giờ", required=False)
    speaker = forms.CharField(label="Người trình bày", max_length=200, required=False)
    nomination = DossierField(
        label="Về riêng một hồ sơ",
        queryset=Nomination.objects.none(),
        required=False,
        help_text="Chọn hồ sơ khi nội dung chỉ nói về hồ sơ đó: người có liên quan sẽ không "
        "thấy dòng này.",
    )

    def __init__(self, *args: Any, session: Session, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nomination"].queryset = dossiers_before(session, actor)

    def point(self) -> Point:
        return Point(**{name: self.cleaned_data[name] for name in PointForm.base_fields})


class StateForm(forms.Form):
    """How far a point has come, and what was concluded."""

    state = forms.ChoiceField(label="Bước", choices=ItemState.choices)
    note = forms.CharField(
        label="Diễn biến, kết luận",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Không nêu tên người có hồ sơ ở nội dung chung.",
    )


class PaperForm(forms.Form):
    """A paper for the members."""

    title = forms.CharField(label="Tên tài liệu", max_length=200)
    file = forms.FileField(label="Tệp")
    item = forms.ModelChoiceField(
        label="Thuộc nội dung", queryset=AgendaItem.objects.none(), required=False
    )
    nomination = DossierField(
        label="Của riêng một hồ sơ",
        queryset=Nomination.objects.none(),
        required=False,
        help_text="Chọn hồ sơ khi tài liệu chỉ nói về hồ sơ đó: người có liên quan sẽ không "
        "mở được.",
    )

    def __init__(self, *args: Any, session: Session, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = agenda_of(session, actor)
        self.fields["nomination"].queryset = dossiers_before(session, actor)


class GroundForm(forms.Form):
    """Why somebody is connected with a dossier."""

    ground = forms.ChoiceField(label="Lý do", choices=RecusalGround.choices)
    words = forms.CharField(
        label="Quan hệ",
        max_length=300,
        required=False,
        help_text="Ghi khi là người thân hoặc có liên quan khác, ví dụ: em ruột.",
    )


class NoteForm(GroundForm):
    """The secretary notes it for another member."""

    member = forms.ModelChoiceField(label="Thành viên", queryset=Member.objects.none())
    nomination = DossierField(label="Hồ sơ", queryset=Nomination.objects.none())
    field_order = ("member", "nomination", "ground", "words")

    def __init__(self, *args: Any, session: Session, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = _others(session, actor)
        self.fields["nomination"].queryset = dossiers_before(session, actor)


def _others(session: Session, actor: Actor) -> QuerySet[Member]:
    seated = members_on(session.council, session.held_on).filter(user__isnull=False)
    return seated.exclude(user_id=actor.user_id)


class WithdrawForm(forms.Form):
    """Why something noted is taken back."""

    why = forms.CharField(label="Lý do rút", max_length=300)
