"""Connections with dossiers: each declares their own; the secretary keeps the list.

Before declaring a member must be able to recognise whom a dossier is about, so the page gives
name, award and unit, and nothing else. What was declared is not shown to the one who declared it.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from thidua.commendation.enums import RecusalGround
from thidua.commendation.models import Recusal
from thidua.commendation.queries import kept_from, searched
from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.councils.domain.conflicts import (
    WHO_DECLARES,
    answer,
    declare,
    namesakes,
    note_for,
    withdraw,
)
from thidua.councils.models import Session
from thidua.councils.queries import (
    dossiers_before,
    members_on,
    my_seat,
    recusals_of,
    visible_to,
)
from thidua.law import known_title
from thidua.web.council.plain import Page, form_page
from thidua.web.council.session_forms import GroundForm, NoteForm, WithdrawForm
from thidua.web.shared import workbook

PAGE_SIZE = 30


def _session(request: HttpRequest, code: str) -> Session:
    return get_object_or_404(visible_to(request.actor), code=code)


@screen(*WHO_DECLARES, writes=True)
def declaring(request: HttpRequest, code: str) -> HttpResponse:
    """Whose dossiers come before the session; say with which one is connected, or with none."""
    row = _session(request, code)
    errors: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            return _declared(request, row)
        except Refusal as refusal:
            errors = refusal.reasons
    words = request.GET.get("q", "").strip()[:100]
    found = searched(dossiers_before(row, request.actor), words)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    for one in page.object_list:
        one.title_name = known_title(one.title_code).name
    seat = my_seat(request.actor, row)
    context = {
        "session": row,
        "page": page,
        "words": words,
        "errors": errors,
        "grounds": RecusalGround.choices,
        "typed": request.POST,
        "seat": seat,
        "answered": row.answers.filter(member=seat).first() if seat else None,
        "mine": dossiers_before(row).filter(kept_from(request.actor)).count(),
    }
    return render(request, "council/declare.html", context, status=422 if errors else 200)


def _declared(request: HttpRequest, row: Session) -> HttpResponse:
    if "khong" in request.POST:
        answer(actor=request.actor, session=row)
        messages.success(request, "Đã ghi: anh, chị khai xong cho phiên họp này.")
        return redirect("council:session", row.code)
    dossier = get_object_or_404(
        dossiers_before(row, request.actor), code=request.POST.get("ho_so", "")
    )
    form = GroundForm(request.POST)
    if not form.is_valid():
        raise Refusal("Chọn lý do có liên quan; phần quan hệ không quá 300 chữ.")
    declare(
        actor=request.actor,
        session=row,
        nomination=dossier,
        ground=form.cleaned_data["ground"],
        words=form.cleaned_data["words"],
    )
    messages.success(
        request, "Đã ghi. Từ giờ hồ sơ đó không hiện với anh, chị và không có trên phiếu."
    )
    return redirect("council:declare", row.code)


@screen(Role.SECRETARY, Role.INSPECTOR)
def kept_away(request: HttpRequest, code: str) -> HttpResponse:
    """Who keeps away from what, who has not answered yet, and namesakes to ask about."""
    row = _session(request, code)
    found = recusals_of(row, request.actor)
    if request.GET.get("xuat") == "xlsx":
        return _book(row, found)
    seated = members_on(row.council, row.held_on)
    rows: list[Any] = list(found)
    for one in rows:
        one.title_name = known_title(one.nomination.title_code).name
        one.is_mine = one.user_id == request.actor.user_id
    context = {
        "session": row,
        "rows": rows,
        "silent": seated.filter(user__isnull=False).exclude(answers__session=row),
        "without_account": seated.filter(user__isnull=True),
        "namesakes": namesakes(row, request.actor),
        "may_write": request.actor.is_any(Role.SECRETARY) and row.is_open,
    }
    return render(request, "council/kept_away.html", context)


def _book(row: Session, found: Any) -> HttpResponse:
    head = ("Thành viên", "Hồ sơ", "Danh hiệu, hình thức", "Đơn vị đề nghị", "Lý do", "Nội dung",
            "Do hệ thống phát hiện")  # fmt: skip
    lines = (
        (
            one.user.get_full_name(), one.nomination.name,
            known_title(one.nomination.title_code).name, one.nomination.unit_name,
            one.get_ground_display(), one.words, "x" if one.detected else "",
        )
        for one in found
    )  # fmt: skip
    title = f"Không tham gia xét, {row}"
    return workbook.response(f"khong-tham-gia-xet-{row.held_on:%Y-%m-%d}", title, head, lines)


@screen(Role.SECRETARY, writes=True)
def note(request: HttpRequest, code: str) -> HttpResponse:
    """Note a connection for another member."""
    row = _session(request, code)
    form = NoteForm(request.POST or None, session=row, actor=request.actor)

    def act() -> str:
        note_for(actor=request.actor, session=row, **form.cleaned_data)
        return f"Đã ghi {form.cleaned_data['member'].full_name} không tham gia xét hồ sơ này."

    return form_page(request, _page(row, "Ghi thay thành viên"), form, act)


@screen(Role.SECRETARY, writes=True)
def take_back(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take back what was noted by mistake."""
    row = _session(request, code)
    recusal: Recusal = get_object_or_404(recusals_of(row, request.actor), pk=pk)
    form = WithdrawForm(request.POST or None)

    def act() -> str:
        withdraw(actor=request.actor, session=row, recusal=recusal, why=form.cleaned_data["why"])
        return f"Đã rút ghi nhận của {recusal.user.get_full_name()}."

    name = recusal.user.get_full_name()
    words = f"{name} sẽ lại thấy hồ sơ {recusal.nomination.name} và được bỏ phiếu hồ sơ này."
    return form_page(request, _page(row, "Rút ghi nhận", words), form, act)


def _page(row: Session, title: str, words: str = "") -> Page:
    back = reverse("council:kept_away", args=[row.code])
    session = reverse("council:session", args=[row.code])
    crumbs = ((session, str(row)), (back, "Không tham gia xét"))
    return Page(title=title, save=title, back=back, crumbs=crumbs, note=words)


urlpatterns = [
    path("phien-hop/<slug:code>/lien-quan/", declaring, name="declare"),
    path("phien-hop/<slug:code>/lien-quan/danh-sach/", kept_away, name="kept_away"),
    path("phien-hop/<slug:code>/lien-quan/ghi-thay/", note, name="conflict_note"),
    path("phien-hop/<slug:code>/lien-quan/<int:pk>/rut/", take_back, name="conflict_withdraw"),
]
