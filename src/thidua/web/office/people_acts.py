"""What an officer writes on one person's record: ratings, initiatives, discipline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.law import InitiativeScope, RatingLevel
from thidua.organizations.models import Person
from thidua.organizations.queries import people
from thidua.registry.domain.discipline import add_discipline, clear_discipline
from thidua.registry.domain.initiatives import (
    SCOPE_WORDS,
    add_initiative,
    certify_scope,
    withdraw_initiative,
)
from thidua.registry.domain.ratings import (
    LEVEL_WORDS,
    add_rating,
    correct_rating,
    withdraw_rating,
)
from thidua.registry.enums import DisciplineState, RatingWhyNone
from thidua.registry.models import Discipline, Initiative

OLDEST = 1990
LEVELS = [(f"muc-{int(level)}", words) for level, words in reversed(LEVEL_WORDS.items())]
REASONS = [(f"vi-{value}", label) for value, label in RatingWhyNone.choices]
SCOPES = [(str(int(scope)), words.capitalize()) for scope, words in SCOPE_WORDS.items()]
PAPER_HINT = "Loại giấy tờ, số, ngày, cơ quan ban hành."


def _day(label: str, *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Ngày này không có trong lịch. Nhập theo mẫu 20/12/2024."},
    )


def _year(label: str = "Năm") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=OLDEST, max_value=2100)


class RatingForm(forms.Form):
    """The rating of a year, or why there is none, and the paper behind it."""

    year = _year()
    result = forms.ChoiceField(
        label="Kết quả", choices=[("Mức xếp loại", LEVELS), ("Chưa có mức", REASONS)]
    )
    paper = forms.CharField(label="Giấy tờ làm căn cứ", max_length=300, help_text=PAPER_HINT)

    @property
    def level(self) -> RatingLevel | None:
        kind, _, value = self.cleaned_data["result"].partition("-")
        return RatingLevel(int(value)) if kind == "muc" else None

    @property
    def why_none(self) -> str:
        kind, _, value = self.cleaned_data["result"].partition("-")
        return str(value) if kind == "vi" else ""


class InitiativeForm(forms.Form):
    """A recognised initiative or accepted scientific work of this person."""

    name = forms.CharField(label="Tên sáng kiến, đề tài", max_length=400)
    year = _year("Năm công nhận")
    recognition_number = forms.CharField(
        label="Số quyết định công nhận", max_length=60, required=False
    )
    recognised_on = _day("Ngày công nhận")
    others = forms.CharField(
        label="Mã trong sổ của đồng tác giả",
        required=False,
        help_text="Nhiều người thì cách nhau bằng dấu phẩy. Mã ghi ở trang của từng người.",
    )
    is_another = forms.BooleanField(
        label="Là sáng kiến khác dù trùng tên với sáng kiến đã ghi", required=False
    )


class ScopeForm(forms.Form):
    """How far the initiative is certified to reach."""

    scope = forms.ChoiceField(label="Phạm vi ảnh hưởng", choices=SCOPES)
    certificate = forms.CharField(
        label="Văn bản xác nhận phạm vi", max_length=200, help_text=PAPER_HINT
    )


class DisciplineForm(forms.Form):
    """Discipline being considered or decided."""

    state = forms.ChoiceField(
        label="Tình trạng",
        choices=[
            (one.value, one.label) for one in DisciplineState if one != DisciplineState.CLEARED
        ],
    )
    words = forms.CharField(label="Giấy tờ làm căn cứ", max_length=300, help_text=PAPER_HINT)
    measure = forms.CharField(label="Hình thức kỷ luật", max_length=100, required=False)
    since = _day("Từ ngày")
    until = _day("Đến ngày")


class ClearForm(forms.Form):
    """A case that ended without fault."""

    conclusion = forms.CharField(label="Văn bản kết luận", max_length=200, help_text=PAPER_HINT)
    on = _day("Ngày kết luận", required=True)


class WithdrawForm(forms.Form):
    """Why something wrongly recorded leaves the record."""

    reason = forms.CharField(label="Lý do rút khỏi sổ", max_length=300)


def _act(
    request: HttpRequest,
    person: Person,
    form: Any,
    do: Callable[[Actor, Any], object],
    words: dict[str, str],
) -> HttpResponse:
    """Show the form, or do the act and go back to the person; a refusal stays beside the form."""
    if request.method == "POST" and form.is_valid():
        try:
            do(request.actor, form)
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, words["done"])
            return redirect("office:person", person.code)
    context = {"person": person, "form": form, **words}
    status = 422 if form.is_bound else 200
    return render(request, "office/person_form.html", context, status=status)


def _person(request: HttpRequest, code: str) -> Person:
    return get_object_or_404(people(request.actor.authority_id), code=code)


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@screen(Role.OFFICER, writes=True)
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """Add the rating of a year, or put a right one in the place of a wrong one."""
    person = _person(request, code)
    year = request.GET.get("nam", "")
    old = person.ratings.filter(withdrawn_at__isnull=True, year=year if year.isdecimal() else 0)
    known = old.first()
    initial: dict[str, Any] = {"year": timezone.localdate().year - 1}
    if known is not None:
        result = f"vi-{known.why_none}" if known.level is None else f"muc-{known.level}"
        initial = {"year": known.year, "result": result}
    form = RatingForm(_data(request), initial=initial)
    if known is not None:
        form.fields["year"].disabled = True

    def do(actor: Actor, form: RatingForm) -> object:
        paper, level, why = form.cleaned_data["paper"], form.level, form.why_none
        if known is not None:
            return correct_rating(
                actor=actor, rating=known, level=level, why_none=why, reason=paper
            )
        return add_rating(
            actor=actor,
            person=person,
            year=form.cleaned_data["year"],
            level=level,
            why_none=why,
            source=paper,
        )

    words = {"title": "Ghi kết quả đánh giá", "done": "Đã ghi kết quả đánh giá."}
    if known is not None:
        words = {
            "title": f"Sửa kết quả đánh giá năm {known.year}",
            "lead": "Kết quả cũ vẫn được giữ trong sổ, ghi là đã thay.",
            "done": f"Đã sửa kết quả đánh giá năm {known.year}.",
        }
    return _act(request, person, form, do, words)


@screen(Role.OFFICER, writes=True)
def unrate(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Take out a rating that is not this person's."""
    person = _person(request, code)
    row = get_object_or_404(person.ratings.filter(withdrawn_at__isnull=True), year=year)

    def do(actor: Actor, form: WithdrawForm) -> object:
        return withdraw_rating(actor=actor, rating=row, reason=form.cleaned_data["reason"])

    words = {
        "title": f"Rút kết quả đánh giá năm {year}",
        "lead": f"Sổ ghi {row.words or 'trống'}. Rút rồi thì năm {year} là chưa rõ; sai mức thì "
        "chọn Sửa thay vì rút.",
        "done": f"Đã rút kết quả đánh giá năm {year}.",
    }
    return _act(request, person, WithdrawForm(_data(request)), do, words)


@screen(Role.OFFICER, writes=True)
def initiative(request: HttpRequest, code: str) -> HttpResponse:
    """Record an initiative of this person and the co-authors."""
    person = _person(request, code)

    def do(actor: Actor, form: InitiativeForm) -> object:
        data = dict(form.cleaned_data)
        authors = [person, *_authors(request, data.pop("others"))]
        return add_initiative(actor=actor, authors=authors, **data)

    form = InitiativeForm(_data(request))
    words = {"title": "Ghi sáng kiến, đề tài", "done": "Đã ghi sáng kiến."}
    return _act(request, person, form, do, words)


def _authors(request: HttpRequest, codes: str) -> list[Person]:
    wanted = list(dict.fromkeys(part for part in codes.upper().replace(",", " ").split() if part))
    found = {one.code: one for one in people(request.actor.authority_id).filter(code__in=wanted)}
    if unknown := [code for code in wanted if code not in found]:
        raise Refusal(f"Không có người nào mang mã {', '.join(unknown)}. Xem lại mã đồng tác giả.")
    return [found[code] for code in wanted]


def _initiative(person: Person, work: str) -> Initiative:
    return get_object_or_404(person.initiatives.filter(withdrawn_at__isnull=True), code=work)


@screen(Role.OFFICER, writes=True)
def scope(request: HttpRequest, code: str, work: str) -> HttpResponse:
    """Record how far an initiative is certified to reach."""
    person = _person(request, code)
    row = _initiative(person, work)

    def do(actor: Actor, form: ScopeForm) -> object:
        return certify_scope(
            actor=actor,
            initiative=row,
            scope=InitiativeScope(int(form.cleaned_data["scope"])),
            certificate=form.cleaned_data["certificate"],
        )

    words = {
        "title": "Xác nhận phạm vi ảnh hưởng",
        "lead": f"Sáng kiến “{row.name}”, năm {row.year}.",
        "done": "Đã ghi phạm vi của sáng kiến.",
    }
    form = ScopeForm(_data(request), initial={"scope": str(row.scope or 1)})
    return _act(request, person, form, do, words)


@screen(Role.OFFICER, writes=True)
def withdraw(request: HttpRequest, code: str, work: str) -> HttpResponse:
    """Take a wrongly recorded initiative off the record."""
    person = _person(request, code)
    row = _initiative(person, work)

    def do(actor: Actor, form: WithdrawForm) -> object:
        reason = form.cleaned_data["reason"]
        return withdraw_initiative(actor=actor, initiative=row, reason=reason)

    words = {
        "title": "Rút sáng kiến khỏi sổ",
        "lead": f"Sáng kiến “{row.name}”, năm {row.year}. Mục đã rút vẫn còn trong nhật ký.",
        "done": "Đã rút sáng kiến khỏi sổ.",
    }
    return _act(request, person, WithdrawForm(_data(request)), do, words)


@screen(Role.OFFICER, writes=True)
def discipline(request: HttpRequest, code: str) -> HttpResponse:
    """Record discipline being considered or decided."""
    person = _person(request, code)

    def do(actor: Actor, form: DisciplineForm) -> object:
        data = dict(form.cleaned_data)
        state = DisciplineState(data.pop("state"))
        return add_discipline(actor=actor, person=person, state=state, **data)

    words = {
        "title": "Ghi kỷ luật",
        "lead": "Vụ việc đang xem xét thì chưa xét khen thưởng cho tới khi có kết luận.",
        "done": "Đã ghi kỷ luật.",
    }
    return _act(request, person, DisciplineForm(_data(request)), do, words)


@screen(Role.OFFICER, writes=True)
def clear(request: HttpRequest, code: str, case: int) -> HttpResponse:
    """Record that a case ended without fault; cases go by their number on the person's record."""
    person = _person(request, code)
    cases = list(Discipline.objects.filter(person=person).order_by("pk")[:case])
    if len(cases) < case or not case or cases[-1].withdrawn_at is not None:
        raise Http404
    row = cases[-1]

    def do(actor: Actor, form: ClearForm) -> object:
        return clear_discipline(actor=actor, case=row, **form.cleaned_data)

    words = {
        "title": "Kết luận không vi phạm",
        "lead": f"Vụ việc: {row.words}.",
        "done": "Đã ghi kết luận.",
    }
    form = ClearForm(_data(request), initial={"on": timezone.localdate()})
    return _act(request, person, form, do, words)


urlpatterns = [
    path("con-nguoi/<slug:code>/danh-gia/", rate, name="person_rate"),
    path("con-nguoi/<slug:code>/danh-gia/<int:year>/rut/", unrate, name="person_unrate"),
    path("con-nguoi/<slug:code>/sang-kien/", initiative, name="person_initiative"),
    path("con-nguoi/<slug:code>/sang-kien/<slug:work>/pham-vi/", scope, name="person_scope"),
    path("con-nguoi/<slug:code>/sang-kien/<slug:work>/rut/", withdraw, name="person_withdraw"),
    path("con-nguoi/<slug:code>/ky-luat/", discipline, name="person_discipline"),
    path("con-nguoi/<slug:code>/ky-luat/<int:case>/", clear, name="person_clear"),
]
