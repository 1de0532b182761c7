"""Members of a council: entering, correcting, ending a term, replacing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.councils.domain.members import (
    change_member,
    end_member,
    enter_member,
    replace_member,
)
from thidua.councils.models import Council, Member
from thidua.councils.queries import councils
from thidua.organizations.queries import names_on, search_people
from thidua.vietnamese.text import fold
from thidua.web.council.body_forms import EndForm, MemberForm, NewMemberForm
from thidua.web.council.plain import Page, form_page, revision_of

EDITORS = (Role.SECRETARY, Role.OFFICER)
NAMESAKES = 5


@screen(*EDITORS, writes=True)
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a member."""
    row = get_object_or_404(councils(request.actor), code=code)
    form = NewMemberForm(
        request.POST or None,
        actor=request.actor,
        initial={"since": timezone.localdate(), "seat": "member"},
    )

    def act() -> str:
        member = enter_member(
            actor=request.actor,
            council=row,
            seating=form.seating(),
            since=form.cleaned_data["since"],
        )
        return f"Đã nhập {member.full_name}."

    return form_page(request, _page(row, "Thêm thành viên"), form, act)


@screen(*EDITORS, writes=True)
def edit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Correct a member, link the account and the record in the registry."""
    member = _member(request, code, pk)
    initial = {
        "full_name": member.full_name,
        "post": member.post,
        "seat": member.seat,
        "user": member.user_id,
        "person_code": member.person.code if member.person else "",
        "revision": member.revision,
    }
    form = MemberForm(request.POST or None, actor=request.actor, initial=initial)

    def act() -> str:
        change_member(
            actor=request.actor,
            member=member,
            seating=form.seating(),
            revision=revision_of(request),
        )
        return f"Đã lưu {member.full_name}."

    page = _page(member.council, f"Sửa {member.full_name}", _alike(member))
    return form_page(request, page, form, act)


@screen(*EDITORS, writes=True)
def end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """End a term."""
    member = _member(request, code, pk)
    form = EndForm(request.POST or None, initial={"until": timezone.localdate()})

    def act() -> str:
        end_member(actor=request.actor, member=member, until=form.cleaned_data["until"])
        return f"{member.full_name} thôi là thành viên Hội đồng."

    note = "Người này vẫn còn trong lịch sử của Hội đồng và trong các phiên họp đã dự."
    page = _page(member.council, f"{member.full_name} thôi là thành viên", note)
    return form_page(request, page, form, act)


@screen(*EDITORS, writes=True)
def replace(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Another person takes the seat."""
    member = _member(request, code, pk)
    form = NewMemberForm(
        request.POST or None,
        actor=request.actor,
        initial={"since": timezone.localdate(), "seat": member.seat, "post": member.post},
    )

    def act() -> str:
        made = replace_member(
            actor=request.actor,
            member=member,
            seating=form.seating(),
            since=form.cleaned_data["since"],
        )
        return f"{made.full_name} thay {member.full_name}."

    return form_page(request, _page(member.council, f"Thay {member.full_name}"), form, act)


def _member(request: HttpRequest, code: str, pk: int) -> Member:
    row = get_object_or_404(councils(request.actor), code=code)
    return get_object_or_404(row.members.select_related("council", "person"), pk=pk)


def _alike(member: Member) -> str:
    """Codes of people of the same name, so that the right one is entered."""
    if member.person_id is not None:
        return ""
    found = [
        person
        for person in search_people(member.authority_id, member.full_name)[:50]
        if fold(person.full_name) == fold(member.full_name)
    ][:NAMESAKES]
    posts = {
        person.pk: post.unit_id
        for person in found
        for post in person.posts.filter(withdrawn_at__isnull=True)
    }
    names = names_on(posts.values(), timezone.localdate())
    codes = [
        f"{person.code} ({names[posts[person.pk]]})" if person.pk in posts else person.code
        for person in found
    ]
    return f"Trùng họ tên trong sổ: {', '.join(codes)}." if codes else ""


def _page(row: Council, title: str, note: str = "") -> Page:
    back = reverse("council:council", args=[row.code])
    return Page(title=title, save="Lưu", back=back, crumbs=((back, row.name),), note=note)


urlpatterns = [
    path("<slug:code>/thanh-vien/them/", add, name="member_new"),
    path("<slug:code>/thanh-vien/<int:pk>/sua/", edit, name="member_edit"),
    path("<slug:code>/thanh-vien/<int:pk>/thoi/", end, name="member_end"),
    path("<slug:code>/thanh-vien/<int:pk>/thay/", replace, name="member_replace"),
]
