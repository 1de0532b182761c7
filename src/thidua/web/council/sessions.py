"""Sessions of the council: the list, the page of one, opening, attendance, minutes, closing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from thidua.commendation.queries import kept_from
from thidua.core.actors import Actor, Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.councils.ballot_queries import for_paper_counts
from thidua.councils.domain.minutes import minutes_file
from thidua.councils.domain.sessions import (
    change_attendance,
    close_session,
    keep_minutes,
    obstacles_to_close,
    open_session,
)
from thidua.councils.domain.thresholds import requirement
from thidua.councils.enums import CouncilKind
from thidua.councils.models import Session
from thidua.councils.queries import (
    councils,
    may_read_minutes,
    results_of,
    rounds_at_council,
    totals,
    visible_to,
    waiting_for_result,
    with_outcome,
)
from thidua.documents.domain.store import OFFICE, store
from thidua.journal.queries import events_of
from thidua.law import known_title
from thidua.publicity.queries import unpublished_for
from thidua.web.council import bodies, conflicts, planning, programme, results
from thidua.web.council.ballots import ballots_context
from thidua.web.council.forms import AttendanceForm, MinutesForm, SessionForm
from thidua.web.council.frozen import frozen_context
from thidua.web.council.plain import revision_of
from thidua.web.council.readers import READERS
from thidua.web.council.shown import parts
from thidua.web.shared import timelines, workbook
from thidua.web.templatetags.td import changed_query

PAGE_SIZE = 20
RESULTS = 100
RECENT = 6
"""Entries of the journal that stand open on the page."""
SORTS = {"ngay": "held_on", "dot": "round__name", "thong-qua": "passed"}
NO_MINUTES = (
    "Biên bản ghi đủ mọi hồ sơ, kể cả hồ sơ mà anh, chị không tham gia xét, nên không mở được cho "
    "anh, chị. Cần trích phần khác thì báo thư ký Hội đồng."
)
FORMS = {"pdf": "application/pdf", "docx": OFFICE["docx"]}


@screen(*READERS)
def sessions(request: HttpRequest) -> HttpResponse:
    """Sessions, latest first, and the rounds that wait for one."""
    found = visible_to(request.actor)
    years = list(found.order_by("-round__year").values_list("round__year", flat=True).distinct())
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else None
    sort = request.GET.get("sap_xep", "-ngay")
    sort = sort if sort.lstrip("-") in SORTS else "-ngay"
    column = SORTS[sort.lstrip("-")]
    rows = with_outcome(found.filter(round__year=year) if year else found, request.actor).order_by(
        f"-{column}" if sort.startswith("-") else column, "-pk"
    )
    if request.GET.get("xuat") == "xlsx":
        return _sessions_book(rows)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang")),
        "years": years,
        "year": year,
        "sort": sort,
        "waiting": list(rounds_at_council(request.actor)),
        "councils": list(councils(request.actor)),
        "may_open": request.actor.is_any(Role.SECRETARY),
        "may_found": request.actor.is_any(Role.SECRETARY, Role.OFFICER),
    }
    return render(request, "council/sessions.html", context)


def _sessions_book(rows: Any) -> HttpResponse:
    head = (
        "Ngày họp", "Hội đồng", "Đợt xét", "Tổng số thành viên", "Có mặt", "Ý kiến bằng văn bản",
        "Thông qua", "Không thông qua", "Số biên bản",
    )  # fmt: skip
    lines = (
        (
            f"{row.held_on:%d/%m/%Y}", row.council.name, row.topic, row.total_members,
            row.present, row.written_opinions, row.passed, row.failed, row.minutes_number,
        )
        for row in rows
    )  # fmt: skip
    return workbook.response("phien-hop-hoi-dong", "Phiên họp Hội đồng", head, lines)


@screen(*READERS)
def session(request: HttpRequest, code: str) -> HttpResponse:
    """One session: who was there, the counts of one award at a time, the threshold, the minutes."""
    row = get_object_or_404(visible_to(request.actor), code=code)
    if request.GET.get("xuat") == "xlsx":
        return _results_book(row, request.actor)
    summed = totals(row, request.actor)
    codes = [outcome.title_code for outcome in summed.outcomes]
    asked = request.GET.get("danh_hieu", "")
    chosen = asked if asked in codes else (codes[0] if codes else "")
    history = timelines.shown(request.actor, events_of(row))
    context = {
        "session": row,
        "totals": summed,
        "chips": _chips(request, summed.outcomes, chosen),
        "title": known_title(chosen) if chosen else None,
        "needed": requirement(chosen, row.held_on, row.total_members) if chosen else None,
        "waiting": waiting_for_result(row, request.actor).count(),
        "to_type": for_paper_counts(row).exclude(kept_from(request.actor)).count(),
        "is_secretary": request.actor.is_any(Role.SECRETARY),
        "away": row.total_members - row.present - row.written_opinions,
        "minutes_form": MinutesForm(initial={"number": row.minutes_number}),
        "unpublished": unpublished_for(request.actor).filter(round=row.round).count(),
        "close_reasons": obstacles_to_close(row),
        "events": history[:RECENT],
        "older": history[RECENT:],
        "following": Session.objects.filter(continued_from=row).first(),
        "sees_recusals": request.actor.is_any(Role.SECRETARY, Role.INSPECTOR),
        "no_minutes": NO_MINUTES,
        **parts(row, request.actor),
        **ballots_context(request, row),
        **frozen_context(request, row),
    }
    if chosen:
        found = results_of(row, request.actor).filter(nomination__title_code=chosen)
        context["page"] = Paginator(found, RESULTS).get_page(request.GET.get("trang"))
    return render(request, "council/session.html", context)


def _chips(request: HttpRequest, outcomes: Any, chosen: str) -> list[dict[str, Any]]:
    return [
        {
            "label": known_title(outcome.title_code).name,
            "count": outcome.total,
            "url": changed_query(request.GET, {"danh_hieu": outcome.title_code}),
            "current": outcome.title_code == chosen,
        }
        for outcome in outcomes
    ]


def _results_book(row: Session, actor: Actor) -> HttpResponse:
    head = (
        "Mã hồ sơ", "Họ tên, tên tập thể, hộ", "Đơn vị đề nghị", "Danh hiệu, hình thức", "Đồng ý",
        "Không đồng ý", "Không hợp lệ", "Tổng số thành viên", "Kết quả", "Lý do",
    )  # fmt: skip
    lines = (
        (
            one.nomination.code, one.nomination.name, one.nomination.unit_name,
            known_title(one.nomination.title_code).name, one.in_favour, one.against, one.invalid,
            one.total_members, "Thông qua" if one.passed else "Không thông qua",
            one.nomination.outcome_reason,
        )
        for one in results_of(row, actor)
    )  # fmt: skip
    name = f"ket-qua-hoi-dong-{row.held_on:%Y-%m-%d}"
    return workbook.response(name, f"Kết quả Hội đồng, {row.topic}", head, lines)


@screen(Role.SECRETARY, writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """Open a session on a round whose dossiers are before the council."""
    mine = councils(request.actor, CouncilKind.COMMENDATION)
    waiting = rounds_at_council(request.actor)
    if not mine.exists():
        messages.info(request, "Nhập Hội đồng trước, rồi mở phiên họp.")
        return redirect("council:council_new")
    form = SessionForm(
        request.POST or None,
        councils=mine,
        rounds=waiting,
        initial={
            "council": mine.first(),
            "round": waiting.filter(code=request.GET.get("dot", "")).first() or waiting.first(),
            "written_opinions": 0,
        },
    )
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            row = open_session(actor=request.actor, round_=data.pop("round"), **data)
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã mở phiên họp. Ghi kết quả từng hồ sơ ở trang này.")
            return redirect("council:session", row.code)
    status = 422 if form.is_bound else 200
    return render(request, "council/session_form.html", {"form": form}, status=status)


@screen(Role.SECRETARY, writes=True)
def attendance(request: HttpRequest, code: str) -> HttpResponse:
    """Correct who was there and the hours."""
    row = get_object_or_404(visible_to(request.actor), code=code)
    initial = {name: getattr(row, name) for name in AttendanceForm.base_fields}
    form = AttendanceForm(request.POST or None, initial=initial, listed=row.attendances.exists())
    if request.method == "POST" and form.is_valid():
        counts = {"present": row.present, "written_opinions": row.written_opinions}
        try:
            change_attendance(
                actor=request.actor,
                session=row,
                revision=revision_of(request),
                **(counts | form.cleaned_data),
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu số có mặt và giờ họp.")
            return redirect("council:session", row.code)
    status = 422 if form.is_bound else 200
    context = {"form": form, "session": row}
    return render(request, "council/session_form.html", context, status=status)


@screen(Role.SECRETARY, reads=False, writes=True)
def minutes(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the number of the minutes and the signed file."""
    row = get_object_or_404(visible_to(request.actor), code=code)
    form = MinutesForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refusal(*(str(error) for errors in form.errors.values() for error in errors))
    given = form.cleaned_data["file"]
    file = store(actor=request.actor, name=given.name, data=given.read()) if given else None
    keep_minutes(
        actor=request.actor,
        session=row,
        number=form.cleaned_data["number"],
        file=file,
        revision=revision_of(request),
    )
    messages.success(request, "Đã lưu biên bản.")
    return redirect("council:session", row.code)


def _with_minutes(request: HttpRequest, code: str) -> Session:
    """The session, for who may read its minutes."""
    row = get_object_or_404(visible_to(request.actor), code=code)
    if not may_read_minutes(row, request.actor):
        raise NotAllowed(NO_MINUTES)
    return row


@screen(*READERS)
def minutes_paper(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The minutes drawn from the record, to be read, finished and signed."""
    row = _with_minutes(request, code)
    if form not in FORMS:
        raise Http404
    answer = HttpResponse(minutes_file(row, form), content_type=FORMS[form])
    kind = "inline" if form == "pdf" else "attachment"
    name = f"bien-ban-{row.held_on:%Y-%m-%d}.{form}"
    answer["Content-Disposition"] = f'{kind}; filename="{name}"'
    return answer


@screen(*READERS)
def signed_minutes(request: HttpRequest, code: str) -> HttpResponse:
    """The signed minutes as they were handed in, always as a download."""
    row = _with_minutes(request, code)
    file = row.minutes_file
    if file is None:
        raise Http404
    return FileResponse(
        file.content.open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type=file.media_type,
    )


@screen(Role.SECRETARY, reads=False, writes=True)
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Close the session: nothing more is recorded in it."""
    row = get_object_or_404(visible_to(request.actor), code=code)
    close_session(actor=request.actor, session=row, revision=revision_of(request))
    messages.success(request, "Đã kết thúc phiên họp.")
    return redirect("council:session", row.code)


urlpatterns = [
    path("", sessions, name="sessions"),
    path("phien-hop/moi/", new, name="session_new"),
    *planning.urlpatterns,
    *programme.urlpatterns,
    *conflicts.urlpatterns,
    path("phien-hop/<slug:code>/", session, name="session"),
    path("phien-hop/<slug:code>/co-mat/", attendance, name="attendance"),
    *results.urlpatterns,
    path("phien-hop/<slug:code>/bien-ban/", minutes, name="minutes"),
    path("phien-hop/<slug:code>/bien-ban.<str:form>", minutes_paper, name="minutes_paper"),
    path("phien-hop/<slug:code>/bien-ban-da-ky/", signed_minutes, name="signed_minutes"),
    path("phien-hop/<slug:code>/ket-thuc/", close, name="close"),
    *bodies.urlpatterns,
]
