"""The programme of a session, its papers, and who came."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.councils.domain.agenda import (
    add_item,
    change_item,
    move_item,
    remove_item,
    set_item_state,
)
from thidua.councils.domain.attending import mark_attendance, mark_rest_present
from thidua.councils.domain.session_papers import add_paper, withdraw_paper
from thidua.councils.enums import ItemState, Presence
from thidua.councils.models import AgendaItem, Session
from thidua.councils.queries import agenda_of, members_on, papers_of, visible_to
from thidua.documents.domain.store import store
from thidua.web.council.plain import Page, form_page, number_of
from thidua.web.council.planning import page_of
from thidua.web.council.readers import READERS
from thidua.web.council.session_forms import PaperForm, PointForm, StateForm
from thidua.web.council.shown import programme, seats


def _session(request: HttpRequest, code: str) -> Session:
    return get_object_or_404(visible_to(request.actor), code=code)


def _item(request: HttpRequest, row: Session, pk: int) -> AgendaItem:
    return get_object_or_404(agenda_of(row, request.actor), pk=pk)


@screen(Role.SECRETARY, writes=True)
def agenda(request: HttpRequest, code: str) -> HttpResponse:
    """The programme to be edited: add at the end, reorder, mark."""
    row = _session(request, code)
    form = PointForm(request.POST or None, session=row, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            add_item(actor=request.actor, session=row, point=form.point())
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã thêm nội dung.")
            return redirect("council:agenda", row.code)
    context = {
        "session": row,
        "form": form,
        "agenda": programme(row, request.actor),
        "states": ItemState.choices,
    }
    return render(request, "council/agenda.html", context, status=422 if form.is_bound else 200)


@screen(Role.SECRETARY, writes=True)
def point(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Correct a point."""
    row = _session(request, code)
    item = _item(request, row, pk)
    initial = {name: getattr(item, name) for name in PointForm.base_fields}
    form = PointForm(request.POST or None, session=row, actor=request.actor, initial=initial)

    def act() -> str:
        change_item(actor=request.actor, item=item, point=form.point())
        return "Đã lưu nội dung."

    return form_page(request, _agenda_page(row, "Sửa nội dung"), form, act)


@screen(Role.SECRETARY, writes=True)
def point_state(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """How far a point has come, with its conclusion."""
    row = _session(request, code)
    item = _item(request, row, pk)
    form = StateForm(request.POST or None, initial={"state": item.state, "note": item.note})

    def act() -> str:
        data = form.cleaned_data
        set_item_state(actor=request.actor, item=item, state=data["state"], note=data["note"])
        return f"{ItemState(data['state']).label}: {item.title}."

    return form_page(request, _agenda_page(row, item.title), form, act)


@screen(Role.SECRETARY, reads=False, writes=True)
def point_act(request: HttpRequest, code: str, pk: int, act: str) -> HttpResponse:
    """One tap on a point: up, down, off the programme, or on to its next step."""
    row = _session(request, code)
    item = _item(request, row, pk)
    if act in {"len", "xuong"}:
        move_item(actor=request.actor, item=item, up=act == "len")
    elif act == "bo":
        remove_item(actor=request.actor, item=item)
        messages.success(request, "Đã bỏ nội dung khỏi chương trình.")
    else:
        set_item_state(actor=request.actor, item=item, state=act)
    return redirect("council:agenda", row.code)


@screen(Role.SECRETARY, writes=True)
def paper_new(request: HttpRequest, code: str) -> HttpResponse:
    """Lay a paper before the members."""
    row = _session(request, code)
    form = PaperForm(request.POST or None, request.FILES or None, session=row, actor=request.actor)

    def act() -> str:
        data = form.cleaned_data
        given = data["file"]
        add_paper(
            actor=request.actor,
            session=row,
            title=data["title"],
            file=store(actor=request.actor, name=given.name, data=given.read()),
            item=data["item"],
            nomination=data["nomination"],
        )
        return f"Đã thêm tài liệu “{data['title']}”."

    return form_page(request, page_of(row, "Thêm tài liệu họp", save="Thêm tài liệu"), form, act)


@screen(*READERS)
def paper(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A paper of the session, as it was handed in; always a download."""
    row = _session(request, code)
    one = get_object_or_404(papers_of(row, request.actor), pk=pk)
    return FileResponse(
        one.file.content.open("rb"),
        as_attachment=True,
        filename=one.file.name,
        content_type=one.file.media_type,
    )


@screen(Role.SECRETARY, reads=False, writes=True)
def paper_withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a paper back."""
    row = _session(request, code)
    one = get_object_or_404(papers_of(row, request.actor), pk=pk)
    withdraw_paper(actor=request.actor, paper=one)
    messages.success(request, f"Đã rút tài liệu “{one.title}”.")
    return redirect("council:session", row.code)


@screen(Role.SECRETARY, writes=True)
def roll_call(request: HttpRequest, code: str) -> HttpResponse:
    """One tap a member: there, absent with an opinion in writing, absent."""
    row = _session(request, code)
    if request.method == "POST":
        _mark(request, row)
        anchor = f"#tv-{request.POST.get('thanh_vien', '')}"
        return redirect(f"{reverse('council:roll_call', args=[row.code])}{anchor}")
    seated = seats(row)
    context = {
        "session": row,
        "seats": seated,
        "choices": Presence.choices,
        "waiting": sum(1 for one in seated if not one["presence"]),
    }
    return render(request, "council/roll_call.html", context)


def _mark(request: HttpRequest, row: Session) -> None:
    if "con_lai" in request.POST:
        marked = mark_rest_present(actor=request.actor, session=row)
        messages.success(request, f"Đã điểm danh {marked} người còn lại: có mặt.")
        return
    key = number_of(request.POST.get("thanh_vien", ""))
    member = get_object_or_404(members_on(row.council, row.held_on), pk=key)
    mark_attendance(
        actor=request.actor,
        session=row,
        member=member,
        presence=request.POST.get("co_mat", ""),
        note=request.POST.get("ghi_chu", ""),
    )


def _agenda_page(row: Session, title: str) -> Page:
    back = reverse("council:agenda", args=[row.code])
    session = reverse("council:session", args=[row.code])
    crumbs = ((session, str(row)), (back, "Chương trình"))
    return Page(title=title, save="Lưu", back=back, crumbs=crumbs)


urlpatterns = [
    path("phien-hop/<slug:code>/chuong-trinh/", agenda, name="agenda"),
    path("phien-hop/<slug:code>/chuong-trinh/<int:pk>/", point, name="agenda_item"),
    path("phien-hop/<slug:code>/chuong-trinh/<int:pk>/buoc/", point_state, name="agenda_state"),
    path("phien-hop/<slug:code>/chuong-trinh/<int:pk>/<slug:act>/", point_act, name="agenda_act"),
    path("phien-hop/<slug:code>/tai-lieu/", paper_new, name="paper_new"),
    path("phien-hop/<slug:code>/tai-lieu/<int:pk>/", paper, name="session_paper"),
    path("phien-hop/<slug:code>/tai-lieu/<int:pk>/rut/", paper_withdraw, name="paper_withdraw"),
    path("phien-hop/<slug:code>/diem-danh/", roll_call, name="roll_call"),
]
