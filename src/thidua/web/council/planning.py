"""A session to come: planned, moved, invited to, convened; and going on another day."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse

from thidua.commendation.queries import rounds
from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.councils.domain.calendar import calendar_file
from thidua.councils.domain.invitation import invitation_file
from thidua.councils.domain.planning import (
    cancel_session,
    change_plan,
    continue_session,
    convene,
    invite,
    plan_session,
)
from thidua.councils.enums import CouncilKind
from thidua.councils.models import Session
from thidua.councils.queries import councils, members_on, visible_to
from thidua.documents.domain.store import OFFICE
from thidua.vietnamese.dates import format_day
from thidua.web.council.plain import Page, form_page, number_of, revision_of
from thidua.web.council.readers import READERS
from thidua.web.council.session_forms import CancelForm, ConveneForm, PlanForm, WhenForm

PAPERS = {"pdf": "application/pdf", "docx": OFFICE["docx"]}


def page_of(session: Session, title: str, note: str = "", save: str = "Lưu") -> Page:
    """A form's page that leads back to its session."""
    back = reverse("council:session", args=[session.code])
    return Page(title=title, save=save, back=back, crumbs=((back, str(session)),), note=note)


@screen(Role.SECRETARY, writes=True)
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a session."""
    mine = councils(request.actor, CouncilKind.COMMENDATION)
    open_rounds = rounds(request.actor)
    if not mine.exists():
        messages.info(request, "Nhập Hội đồng trước, rồi lập kế hoạch họp.")
        return redirect("council:council_new")
    form = PlanForm(
        request.POST or None,
        councils=mine,
        rounds=open_rounds,
        initial={
            "council": mine.first(),
            "round": open_rounds.filter(code=request.GET.get("dot", "")).first(),
        },
    )

    def act() -> str:
        data = form.cleaned_data
        made = plan_session(
            actor=request.actor, council=data["council"], round_=data["round"], plan=form.plan()
        )
        return f"Đã lập kế hoạch họp ngày {format_day(made.held_on)}. Nhập chương trình, rồi mời."

    page = Page(
        title="Lập kế hoạch họp",
        save="Lập kế hoạch họp",
        back=reverse("council:sessions"),
        crumbs=(),
        note="Hệ thống dò ngay thành viên có hồ sơ của chính mình trong phiên họp.",
    )
    return form_page(request, page, form, act)


@screen(Role.SECRETARY, writes=True)
def replan(request: HttpRequest, code: str) -> HttpResponse:
    """Move a planned session."""
    row = get_object_or_404(visible_to(request.actor), code=code)
    shown = ("held_on", "planned_at", "planned_end", "place", "revision")
    initial = {name: getattr(row, name) for name in shown}
    form = WhenForm(request.POST or None, initial=initial)

    def act() -> str:
        change_plan(
            actor=request.actor,
            session=row,
            revision=revision_of(request),
            plan=form.plan(row.subject),
        )
        return "Đã đổi lịch họp. Gửi lại giấy mời để lịch của thành viên đổi theo."

    return form_page(request, page_of(row, "Đổi lịch họp"), form, act)


@screen(Role.SECRETARY, reads=False, writes=True)
def invite_all(request: HttpRequest, code: str) -> HttpResponse:
    """Mark the invitation as sent."""
    row = get_object_or_404(visible_to(request.actor), code=code)
    invite(actor=request.actor, session=row, revision=revision_of(request))
    messages.success(
        request, "Đã ghi việc mời họp. Thành viên thấy phiên họp ở bàn làm việc và tải được lịch."
    )
    return redirect("council:session", row.code)


@screen(*READERS)
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The session for the reader's own calendar."""
    row = get_object_or_404(visible_to(request.actor), code=code)
    url = request.build_absolute_uri(reverse("council:session", args=[row.code]))
    answer = HttpResponse(calendar_file(row, url), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="phien-hop-{row.held_on:%Y-%m-%d}.ics"'
    return answer


@screen(Role.SECRETARY, writes=True)
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Call a planned session off."""
    row = get_object_or_404(visible_to(request.actor), code=code)
    form = CancelForm(request.POST or None, initial={"revision": row.revision})

    def act() -> str:
        cancel_session(
            actor=request.actor,
            session=row,
            revision=revision_of(request),
            reason=form.cleaned_data["reason"],
        )
        return "Đã hủy phiên họp. Thành viên đã được mời thấy việc này ở bàn làm việc."

    note = (
        "Chương trình, tài liệu vẫn giữ để xem lại. Tệp lịch tải từ trang phiên họp gỡ phiên này "
        "khỏi lịch của thành viên. Hồ sơ vẫn chờ ở Hội đồng."
    )
    return form_page(request, page_of(row, "Hủy phiên họp", note, "Hủy phiên họp"), form, act)


@screen(*READERS)
def invitation(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The invitation to sign: to one member (`thanh_vien`), or to all with their list."""
    row = get_object_or_404(visible_to(request.actor), code=code)
    if form not in PAPERS:
        raise Http404
    asked = request.GET.get("thanh_vien", "")
    member = None
    if asked:
        seated = members_on(row.council, row.held_on)
        member = get_object_or_404(seated, pk=number_of(asked))
    answer = HttpResponse(invitation_file(row, form, member), content_type=PAPERS[form])
    kind = "inline" if form == "pdf" else "attachment"
    name = f"giay-moi-{row.held_on:%Y-%m-%d}{f'-{member.pk}' if member else ''}.{form}"
    answer["Content-Disposition"] = f'{kind}; filename="{name}"'
    return answer


@screen(Role.SECRETARY, writes=True)
def open_meeting(request: HttpRequest, code: str) -> HttpResponse:
    """Convene: freeze the membership and the quorum."""
    row = get_object_or_404(visible_to(request.actor), code=code)
    listed = members_on(row.council, row.held_on).exists()
    form = ConveneForm(request.POST or None, listed=listed, initial={"revision": row.revision})

    def act() -> str:
        convene(
            actor=request.actor,
            session=row,
            revision=revision_of(request),
            started_at=form.cleaned_data["started_at"],
            present=form.cleaned_data.get("present"),
            written_opinions=form.cleaned_data.get("written_opinions"),
        )
        return "Đã khai mạc. Tổng số thành viên được giữ cố định cho mọi tỷ lệ phiếu."

    note = "Từ lúc khai mạc, tổng số thành viên và số người phải có mặt không đổi nữa."
    return form_page(request, page_of(row, "Khai mạc phiên họp", note, "Khai mạc"), form, act)


@screen(Role.SECRETARY, writes=True)
def go_on(request: HttpRequest, code: str) -> HttpResponse:
    """Go on another day with what was not finished."""
    row = get_object_or_404(visible_to(request.actor), code=code)
    form = WhenForm(request.POST or None, initial={"place": row.place, "revision": row.revision})

    def act() -> str:
        following = continue_session(
            actor=request.actor, session=row, revision=revision_of(request), plan=form.plan()
        )
        return f"Đã lập phiên họp tiếp ngày {format_day(following.held_on)}."

    note = (
        "Nội dung chưa xong và nội dung để lại chuyển sang phiên họp tiếp, kèm tài liệu. "
        "Tổng số thành viên của phiên đó chốt khi khai mạc."
    )
    return form_page(request, page_of(row, "Họp tiếp ngày khác", note), form, act)


urlpatterns = [
    path("phien-hop/du-kien/", plan, name="session_plan"),
    path("phien-hop/<slug:code>/doi-lich/", replan, name="session_replan"),
    path("phien-hop/<slug:code>/moi-hop/", invite_all, name="session_invite"),
    path("phien-hop/<slug:code>/huy/", cancel, name="session_cancel"),
    path("phien-hop/<slug:code>/giay-moi.<str:form>", invitation, name="session_invitation"),
    path("phien-hop/<slug:code>/lich.ics", calendar, name="session_calendar"),
    path("phien-hop/<slug:code>/khai-mac/", open_meeting, name="session_convene"),
    path("phien-hop/<slug:code>/hop-tiep/", go_on, name="session_continue"),
]
