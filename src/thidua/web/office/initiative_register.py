"""Initiatives on record: who, by which decision, how far they reach, what they have served."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.commendation.enums import LIVE
from thidua.commendation.models import Nomination
from thidua.commendation.queries import visible_to as dossiers_visible_to
from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.core.search import matching
from thidua.decisions.domain.initiatives import named_in
from thidua.documents.domain.store import store
from thidua.initiatives.domain.scope import Asking, Reply, ask_scope, record_reply
from thidua.initiatives.enums import Reach
from thidua.initiatives.queries import READERS, certifications, initiatives, visible_to
from thidua.law import known_title
from thidua.registry.models import Initiative
from thidua.web.shared import workbook
from thidua.web.shared.initiatives import scoring_shown

PAGE_SIZE = 30
SORTS = {"nam": ("year", "name", "pk"), "ten": ("name", "pk"), "pham-vi": ("scope", "name", "pk")}
SCOPES = {None: "Chưa xác nhận", 1: "Cơ sở", 2: "Tỉnh, thành phố", 3: "Toàn quốc"}


def _asked(request: HttpRequest) -> tuple[QuerySet[Initiative], dict[str, Any]]:
    """The register as the address asks for it."""
    words, year = request.GET.get("q", "").strip()[:100], request.GET.get("nam", "")
    scope, used = request.GET.get("pham_vi", ""), request.GET.get("da_dung", "")
    sort = request.GET.get("sap_xep", "-nam")
    sort = sort if sort.lstrip("-") in SORTS else "-nam"
    mine = initiatives(request.actor)
    found = matching(mine, words)
    if year.isdecimal() and len(year) == 4:  # noqa: PLR2004
        found = found.filter(year=year)
    if scope in {"1", "2", "3"}:
        found = found.filter(scope=scope)
    if used in {"roi", "chua"}:
        found = found.filter(uses__isnull=used == "chua").distinct()
    columns = SORTS[sort.lstrip("-")]
    order = [f"-{one}" for one in columns] if sort.startswith("-") else columns
    rows = found.order_by(*order).prefetch_related("authors", "uses")
    years = list(mine.order_by("-year").values_list("year", flat=True).distinct())
    asked = {"words": words, "year": year, "scope": scope, "used": used, "sort": sort}
    return rows, asked | {"years": years, "is_filtered": any((words, year, scope, used))}


@screen(*READERS)
def register(request: HttpRequest) -> HttpResponse:
    """Initiatives on record."""
    rows, asked = _asked(request)
    if request.GET.get("xuat") == "xlsx":
        return _book(rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        row.scope_words = SCOPES[row.scope]
    context = asked | {"page": page, "scopes": list(SCOPES.items())[1:]}
    return render(request, "initiatives/register.html", context)


def _book(rows: QuerySet[Initiative]) -> HttpResponse:
    head = (
        "Tên sáng kiến", "Năm", "Tác giả", "Số quyết định", "Ngày công nhận", "Phạm vi",
        "Văn bản xác nhận phạm vi", "Đã dùng cho",
    )  # fmt: skip
    lines = (
        (
            row.name,
            row.year,
            "; ".join(person.full_name for person in row.authors.all()),
            row.recognition_number,
            f"{row.recognised_on:%d/%m/%Y}" if row.recognised_on else "",
            SCOPES[row.scope],
            row.scope_certificate,
            "; ".join(f"{known_title(use.title_code).name} {use.year}" for use in row.uses.all()),
        )
        for row in rows
    )
    return workbook.response("so-sang-kien", "Sổ sáng kiến", head, lines)


class AskForm(forms.Form):
    """A request to certify how far it reaches."""

    reach = forms.TypedChoiceField(label="Phạm vi đề nghị", choices=Reach.choices, coerce=int)
    asked_of = forms.CharField(
        label="Nơi xác nhận", max_length=200, help_text="Người đứng đầu tỉnh, thành phố."
    )
    asked_number = forms.CharField(label="Số văn bản đề nghị", required=False, max_length=60)
    asked_on = forms.DateField(label="Ngày đề nghị", widget=forms.DateInput(attrs={"type": "date"}))
    due_on = forms.DateField(
        label="Hạn trả lời",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Để trống khi không văn bản nào đặt hạn.",
    )
    due_basis = forms.CharField(label="Văn bản đặt hạn", required=False, max_length=300)


class ReplyForm(forms.Form):
    """The answer."""

    granted = forms.TypedChoiceField(
        label="Kết quả",
        choices=[("1", "Được xác nhận"), ("0", "Không được xác nhận")],
        coerce=lambda value: value == "1",
    )
    number = forms.CharField(label="Số văn bản trả lời", max_length=60)
    answered_on = forms.DateField(
        label="Ngày văn bản", widget=forms.DateInput(attrs={"type": "date"})
    )
    words = forms.CharField(label="Nội dung", required=False, max_length=500)
    file = forms.FileField(label="Tệp văn bản", required=False)


@screen(*READERS)
def initiative(request: HttpRequest, code: str) -> HttpResponse:
    """One initiative with all that hangs on it."""
    return _page(request, _found(request, code))


def _found(request: HttpRequest, code: str) -> Initiative:
    rows = initiatives(request.actor).prefetch_related("authors", "uses__person")
    return get_object_or_404(rows, code=code)


def _page(
    request: HttpRequest, row: Initiative, ask: AskForm | None = None, reply: Any = None
) -> HttpResponse:
    source = (
        visible_to(request.actor)
        .filter(initiative=row)
        .select_related("paper__file", "scoring__sitting__edition", "scoring__sitting__council")
        .first()
    )
    forms_ = [form for form in (ask, reply) if form is not None]
    context = {
        "row": row,
        "scope_words": SCOPES[row.scope],
        "source": source,
        "scoring": scoring_shown(request, source) if source else None,
        "uses": [(use, known_title(use.title_code).name) for use in row.uses.all()],
        "live": _live(request, row),
        "certifications": list(certifications(request.actor).filter(initiative=row)),
        "may_ask": request.actor.is_any(Role.OFFICER),
        "ask": ask or AskForm(initial={"asked_on": timezone.localdate()}),
        "reply": reply or ReplyForm(initial={"answered_on": timezone.localdate()}),
        "forms": forms_,
        "today": timezone.localdate(),
    }
    status = 422 if forms_ else 200
    return render(request, "initiatives/initiative.html", context, status=status)


def _live(request: HttpRequest, row: Initiative) -> list[dict[str, Any]]:
    """Dossiers under way that name it, with the use that already stands against them."""
    used = {use.person_id: use for use in row.uses.all()}
    dossiers = (
        dossiers_visible_to(request.actor)
        .filter(state__in=LIVE, person__in=row.authors.all())
        .exclude(initiative_name="", initiative_decision="")
        .order_by("-pk")
    )
    return [
        {"dossier": one, "title": known_title(one.title_code).name, "used": used.get(one.person_id)}
        for one in dossiers
        if _names(one, row)
    ]


def _names(dossier: Nomination, row: Initiative) -> bool:
    return named_in(dossier, [row]) is not None


@screen(Role.OFFICER, reads=False, writes=True)
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Record that certification was asked for."""
    row, form = _found(request, code), AskForm(request.POST)
    if form.is_valid():
        try:
            ask_scope(actor=request.actor, initiative=row, asking=Asking(**form.cleaned_data))
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã ghi đề nghị xác nhận phạm vi.")
            return redirect("office:initiative", row.code)
    return _page(request, row, ask=form)


@screen(Role.OFFICER, reads=False, writes=True)
def reply(request: HttpRequest, code: str, asked: str) -> HttpResponse:
    """Record the answer."""
    row = _found(request, code)
    waiting = get_object_or_404(certifications(request.actor).filter(initiative=row), code=asked)
    form = ReplyForm(request.POST, request.FILES)
    if form.is_valid():
        data = dict(form.cleaned_data)
        given = data.pop("file")
        try:
            file = store(actor=request.actor, name=given.name, data=given.read()) if given else None
            record_reply(actor=request.actor, asked=waiting, reply=Reply(**data, file=file))
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã ghi trả lời xác nhận phạm vi.")
            return redirect("office:initiative", row.code)
    return _page(request, row, reply=form)


urlpatterns = [
    path("sang-kien/so/", register, name="initiative_register"),
    path("sang-kien/so/<slug:code>/", initiative, name="initiative"),
    path("sang-kien/so/<slug:code>/pham-vi/", ask, name="initiative_ask"),
    path("sang-kien/so/<slug:code>/pham-vi/<slug:asked>/", reply, name="initiative_reply"),
]
