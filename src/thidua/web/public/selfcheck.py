"""“Tôi đủ điều kiện gì?”: what somebody tells of themselves against every title; nothing is kept.

The answers travel in the body of one request and back on its page: no address, no log, no row
holds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from thidua.commendation.domain.local_rules import overlay_on
from thidua.core.screens import public_screen
from thidua.law import (
    Assessment,
    FactsBuilder,
    Group,
    InitiativeScope,
    Overlay,
    RatingLevel,
    SubjectKind,
    Title,
    Verdict,
    catalogue,
    explain,
)
from thidua.law.facts import Facts
from thidua.law.handbook import GROUP_WORDS
from thidua.law.standards.common import AMENDED
from thidua.organizations.models import Authority
from thidua.web.shared.conditions import conditions

SAID = "tự khai"
VOUCHED = "tự cam kết"
YEARS = 6
KINDS = {
    "ca-nhan": (SubjectKind.PERSON, "Cá nhân"),
    "tap-the": (SubjectKind.COLLECTIVE, "Tập thể"),
    "ho-gia-dinh": (SubjectKind.HOUSEHOLD, "Hộ gia đình"),
}
RATINGS = (
    ("", "Không rõ, chưa có"),
    ("HTXS", "Hoàn thành xuất sắc nhiệm vụ"),
    ("HTT", "Hoàn thành tốt nhiệm vụ"),
    ("HT", "Hoàn thành nhiệm vụ"),
    ("KHT", "Không hoàn thành nhiệm vụ"),
)
INITIATIVES = (
    ("", "Không có"),
    ("CO_SO", "Có, cơ sở công nhận"),
    ("TINH", "Có, tỉnh xác nhận phạm vi ảnh hưởng"),
    ("TOAN_QUOC", "Có, phạm vi toàn quốc"),
)
YEARLY_AWARDS = {
    SubjectKind.PERSON: ("LDTT", "CSTDCS", "CSTD-BO-TINH", "CSTDTQ", "BKT", "BKTTG"),
    SubjectKind.COLLECTIVE: ("TTLDTT", "TTLDXS", "CTD-TINH", "CTD-CP", "BKT", "BKTTG"),
    SubjectKind.HOUSEHOLD: ("GDVH",),
}
NOTICE = "Luật sửa đổi có hiệu lực từ 01/10/2026 mà bản ký chưa đọc được"


def merit_year(today: date) -> int:
    """The year people ask about: the one that is ending, else the one just over."""
    return today.year if today.month >= 10 else today.year - 1  # noqa: PLR2004 (the last quarter)


class SelfCheckForm(forms.Form):
    """What a person, a collective or a household tells; everything but the kind is optional."""

    def __init__(self, *args: Any, kind: SubjectKind, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.year = kind, year
        self.years = list(range(year, year - YEARS, -1))
        groups = [
            (one.value, GROUP_WORDS[kind, one]) for one in Group if (kind, one) in GROUP_WORDS
        ]
        if groups:
            self.fields["group"] = forms.ChoiceField(
                label="Thuộc nhóm", choices=groups, initial=Group.STAFF.value
            )
        if kind is not SubjectKind.HOUSEHOLD:
            self._by_year("rating", "Xếp loại năm {}", RATINGS)
        if kind is SubjectKind.PERSON:
            self._by_year("initiative", "Sáng kiến năm {}", INITIATIVES)
            self.fields["months"] = forms.IntegerField(
                label=f"Số tháng công tác trong năm {year}",
                required=False,
                min_value=0,
                max_value=12,
                help_text="Kể cả thời gian nghỉ thai sản.",
            )
        if kind is SubjectKind.COLLECTIVE:
            for name, label in (
                ("members", "Tổng số người"),
                ("ldtt", "Số người đạt Lao động tiên tiến"),
                ("complete", "Số người hoàn thành nhiệm vụ"),
                ("cstdcs", "Số người đạt Chiến sĩ thi đua cơ sở"),
            ):
                self.fields[name] = forms.IntegerField(label=label, required=False, min_value=0)
        self._awards(kind)
        self.fields["good"] = forms.BooleanField(
            label="Chấp hành tốt chủ trương, pháp luật, tham gia phong trào thi đua; không đang bị "
            "xem xét kỷ luật, thanh tra, khiếu nại",
            required=False,
            initial=True,
        )

    def _by_year(self, name: str, label: str, choices: Any) -> None:
        for year in self.years:
            self.fields[f"{name}_{year}"] = forms.ChoiceField(
                label=label.format(year), required=False, choices=choices
            )

    def _awards(self, kind: SubjectKind) -> None:
        offered = {title.code: title.name for title in catalogue(AMENDED - timedelta(days=1))}
        choices = [(str(year), str(year)) for year in reversed(self.years)]
        for code in YEARLY_AWARDS[kind]:
            self.fields[f"award_{code}"] = forms.MultipleChoiceField(
                label=f"{offered[code]}, thành tích các năm",
                required=False,
                choices=choices,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        whole = data.get("members")
        for name in ("ldtt", "complete", "cstdcs"):
            part = data.get(name)
            if part is not None and (whole is None or part > whole):
                self.add_error(name, "Ghi tổng số người trước; số này không được lớn hơn.")
        return data

    def facts(self) -> Facts:
        """What was told, as the rule book reads it; an empty field stays unknown."""
        data = self.cleaned_data
        builder = FactsBuilder(self.kind, self.year, group=data.get("group") or None)
        for year in self.years:
            if level := data.get(f"rating_{year}"):
                builder.rating(year, RatingLevel[level], SAID)
            self._initiative(builder, year)
        for code in YEARLY_AWARDS[self.kind]:
            for year in data[f"award_{code}"]:
                builder.award(code, int(year), SAID)
        builder.awards_on_file(self.years[-1], self.years[0], SAID)
        if data.get("months") is not None:
            builder.service_months(data["months"], SAID)
        self._members(builder)
        if data["good"]:
            builder.declare_all(VOUCHED)
        return builder.build()

    def _initiative(self, builder: FactsBuilder, year: int) -> None:
        if self.kind is SubjectKind.PERSON:
            if scope := self.cleaned_data.get(f"initiative_{year}"):
                builder.initiative(year, InitiativeScope[scope], SAID)
            builder.no_other_initiatives(year, SAID)

    def _members(self, builder: FactsBuilder) -> None:
        data = self.cleaned_data
        whole = data.get("members")
        if whole:
            for field, name in (("ldtt", "LDTT"), ("complete", "complete")):
                if data.get(field) is not None:
                    builder.share(name, data[field], whole, SAID)
        if data.get("cstdcs") is not None:
            builder.count("CSTDCS", data["cstdcs"], SAID)


@dataclass(frozen=True, slots=True)
class Answer:
    """One title: the verdict, its conditions, and the day whose text it was judged by."""

    title: Title
    assessment: Assessment
    conditions: list[dict[str, Any]]
    known_until: date | None

    @property
    def missing(self) -> list[str]:
        return [one.missing for one in self.assessment.findings if one.missing]


def answers(facts: Facts, today: date, overlay: Overlay | None) -> list[Answer]:
    """Every title of the day such a subject can hold: what is met first, then what is nearest."""
    found = [
        _answer(facts, title, today, overlay)
        for title in catalogue(today)
        if facts.kind in title.subjects
    ]
    told = [one for one in found if _is_about(one.assessment)]
    return sorted(told, key=_nearness)


def _answer(facts: Facts, title: Title, today: date, overlay: Overlay | None) -> Answer:
    """By today's law; where that is not on file, by the last text that is."""
    judged = explain(facts, title.code, today, overlay=overlay)
    known_until = None
    amended = judged.find("amended")
    if amended is not None and amended.verdict is Verdict.NOT_KNOWN:
        known_until = AMENDED - timedelta(days=1)
        judged = explain(facts, title.code, known_until, overlay=overlay)
    return Answer(title, judged, conditions(judged), known_until)


def _is_about(assessment: Assessment) -> bool:
    """Whether anything told bears on it: good conduct alone says nothing of most titles."""
    return assessment.verdict is Verdict.MET or any(
        f"{SAID})" in used
        for finding in assessment.findings
        for one in finding.walk()
        for used in one.facts_used
    )


_ORDER = {Verdict.MET: 0, Verdict.NOT_KNOWN: 1, Verdict.NOT_MET: 2}


def _nearness(answer: Answer) -> tuple[int, int]:
    assessment = answer.assessment
    return _ORDER[assessment.verdict], assessment.total - assessment.met


@public_screen(writes=True)
def self_check(request: HttpRequest) -> HttpResponse:
    """Choose who, tell what is known, read what the law says; the page is not cached anywhere."""
    slug = request.GET.get("doi-tuong", "ca-nhan")
    kind, label = KINDS.get(slug, KINDS["ca-nhan"])
    today = timezone.localdate()
    is_sent = request.method == "POST"
    form = SelfCheckForm(request.POST if is_sent else None, kind=kind, year=merit_year(today))
    found = _found(form, today) if is_sent and form.is_valid() else None
    context = {
        "form": form,
        "kind": label,
        "slug": slug if slug in KINDS else "ca-nhan",
        "kinds": [(key, words) for key, (_, words) in KINDS.items()],
        "ratings": _columns(form, "rating"),
        "initiatives": _columns(form, "initiative"),
        "awards": [form[name] for name in form.fields if name.startswith("award_")],
        "others": [
            form[name]
            for name in ("members", "ldtt", "complete", "cstdcs", "months")
            if name in form.fields
        ],
        "found": found,
        "met": [one for one in found or () if one.assessment.verdict is Verdict.MET],
        "rest": [one for one in found or () if one.assessment.verdict is not Verdict.MET],
        "notice": NOTICE if any(one.known_until for one in found or ()) else "",
        "year": form.year,
    }
    status = 422 if is_sent and found is None else 200
    answer = render(request, "public/self_check.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _found(form: SelfCheckForm, today: date) -> list[Answer]:
    authority = Authority.objects.first()
    overlay = overlay_on(authority.pk, today) if authority else None
    return answers(form.facts(), today, overlay)


def _columns(form: SelfCheckForm, name: str) -> list[Any]:
    return [form[f"{name}_{year}"] for year in form.years if f"{name}_{year}" in form.fields]


urlpatterns = [path("tu-kiem-tra/", self_check, name="self_check")]
