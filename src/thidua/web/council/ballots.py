"""Ballot papers for those who hold the session: drawing up, opening, who has voted, closing, and
the result once two persons have closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.commendation.queries import kept_from
from thidua.core.actors import Actor, Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.councils.ballot_queries import (
    RUNNING,
    deferred_of,
    has_voted,
    lines_for,
    opinions_missing,
    own_entries,
    own_lines,
    sheets,
    sheets_of,
    votable,
    voters,
)
from thidua.councils.domain.ballots import (
    absentees,
    ask_to_close_sheet,
    ask_to_drop_sheet,
    close_sheet,
    discard_sheet,
    drop_sheet,
    extend_sheet,
    lapse_sheet,
    make_sheet,
    must_be_balloted,
    open_sheet,
    settle_sheet,
)
from thidua.councils.domain.settling import waiting_lines
from thidua.councils.domain.thresholds import requirement
from thidua.councils.enums import SheetState
from thidua.councils.models import BallotSheet, Session
from thidua.councils.queries import RANK, visible_to
from thidua.councils.workflow import SHEETS
from thidua.journal.queries import events_of
from thidua.law import known_title
from thidua.voting.queries import results_of
from thidua.web.council.plain import revision_of
from thidua.web.council.readers import READERS
from thidua.web.council.sheet_forms import DropForm, HoursForm, LaterForm
from thidua.web.council.voting import time_left
from thidua.web.shared import timelines, workbook

COUNCIL = (Role.SECRETARY, Role.MEMBER, Role.CHAIRMAN)
LOOK = {
    SheetState.DRAFT: ("plain", "pencil"),
    SheetState.OPEN: ("info", "unlock-fill"),
    SheetState.CLOSING: ("warn", "hourglass-bottom"),
    SheetState.CLOSED: ("ok", "lock-fill"),
    SheetState.LAPSED: ("bad", "slash-circle"),
    SheetState.DISCARDED: ("plain", "trash"),
    SheetState.DROPPING: ("warn", "hourglass-bottom"),
    SheetState.DROPPED: ("bad", "x-octagon"),
}
ACTS: dict[str, tuple[Callable[..., BallotSheet], str]] = {
    "discard": (discard_sheet, "Đã bỏ phiếu kín chưa mở."),
    "ask_to_close": (ask_to_close_sheet, "Đã đề nghị đóng. Cần người thứ hai xác nhận."),
    "close": (close_sheet, "Đã đóng phiếu kín và ghi kết quả."),
    "lapse": (lapse_sheet, "Đã ghi nhận không đủ người bỏ phiếu."),
    "drop": (drop_sheet, "Đã hủy phiếu kín, không kiểm phiếu. Lập được phiếu khác."),
}
NOT_TOLD = ("sheet.vote", "sheet.written_opinion", "sheet.motions")
"""Left to the journal itself: the page of the paper need not tell in which order people voted, nor
the opening twice."""
LINES = 100


def ballots_context(request: HttpRequest, session: Session) -> dict[str, Any]:
    """What `council/ballots_of_session.html` shows on the session's page."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = list(sheets_of(session, actor).select_related("session__council").order_by("number"))
    is_secretary = actor.is_any(Role.SECRETARY)
    cards = [_card(actor, row) for row in rows]
    running = [one["sheet"] for one in cards if one["sheet"].state in RUNNING]
    return {
        "ballots": {
            "sheets": cards,
            "vote": next((one["sheet"] for one in cards if one["may_vote"]), None),
            "next": next(iter(running), None) if actor.is_any(*COUNCIL) else None,
            "titles": _titles(actor, session) if is_secretary and session.is_open else [],
            "deferred": list(deferred_of(session, actor)),
            "is_secretary": is_secretary,
        }
    }


def _card(actor: Actor, sheet: BallotSheet) -> dict[str, Any]:
    people = voters(sheet)
    running = sheet.state == SheetState.OPEN
    return {
        "sheet": sheet,
        "look": LOOK[SheetState(sheet.state)],
        "on_roll": len(people),
        "voted": sum(one.voted for one in people),
        "left": time_left(sheet) if running else "",
        "may_vote": running and own_lines(actor, sheet).exists() and not has_voted(actor, sheet),
    }


def _titles(actor: Actor, session: Session) -> list[dict[str, Any]]:
    """Awards with dossiers that can go on a paper, as far as the actor may know of them."""
    counts: dict[str, int] = {}
    found = votable(session).exclude(kept_from(actor))
    for code in found.values_list("title_code", flat=True):
        counts[code] = counts.get(code, 0) + 1
    return [
        {
            "code": code,
            "name": known_title(code).name,
            "count": counts[code],
            "must": must_be_balloted(code, session),
        }
        for code in sorted(counts, key=RANK.__getitem__)
    ]


@screen(Role.SECRETARY, reads=False, writes=True)
def make(request: HttpRequest, code: str) -> HttpResponse:
    """Draw up the paper of one award."""
    session = get_object_or_404(visible_to(request.actor), code=code)
    title = request.POST.get("danh_hieu", "")
    if title not in RANK:
        raise Refusal("Chọn danh hiệu, hình thức để lập phiếu.")
    row = make_sheet(actor=request.actor, session=session, title_code=title)
    messages.success(request, f"Đã lập Phiếu kín số {row.number}. Xem lại rồi mở bỏ phiếu.")
    return redirect("council:sheet", row.code)


@screen(*READERS)
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """One paper: its lines, who has voted, what can be done; and the result when closed."""
    row = get_object_or_404(sheets(request.actor), code=code)
    if row.state == SheetState.CLOSED:
        return _result(request, row)
    return _management(request, row)


def _hours_form(row: BallotSheet, data: Any = None) -> HoursForm:
    closes = timezone.localtime() + timedelta(minutes=30)
    return HoursForm(data, initial={"closes_at": closes.replace(second=0, microsecond=0)})


def _later_form(row: BallotSheet, data: Any = None) -> LaterForm:
    later = max(row.closes_at or timezone.now(), timezone.now()) + timedelta(minutes=30)
    local = timezone.localtime(later).replace(second=0, microsecond=0)
    return LaterForm(data, initial={"closes_at": local})


def _management(request: HttpRequest, row: BallotSheet, **faulty: forms.Form) -> HttpResponse:
    actor = request.actor
    people = voters(row)
    offers = {one.transition.name: one for one in SHEETS.offers(row, actor)}
    opening = offers.pop("open", None)
    dropping = offers.pop("ask_to_drop", None)
    lines = lines_for(actor, row)
    is_open = row.state == SheetState.OPEN
    context = {
        **_head(request, row),
        "form": faulty.get("form") or _hours_form(row),
        "later": faulty.get("later") or _later_form(row),
        "drop": faulty.get("drop") or DropForm(),
        "faulty": next(iter(faulty.values()), None),
        "may_extend": is_open and actor.is_any(Role.SECRETARY),
        "may_drop": dropping is not None and dropping.open,
        "opening": opening,
        "offers": list(offers.values()),
        "people": people,
        "issued": len(people),
        "voted": sum(one.voted for one in people),
        "in_writing": sum(one.in_writing for one in people),
        "missing": opinions_missing(row) if is_open else [],
        "absent": absentees(row) if is_open else [],
        "page": Paginator(lines, LINES).get_page(request.GET.get("trang")),
        "left": time_left(row) if is_open else "",
        "may_vote": _may_vote(actor, row),
        "on_roll": own_entries(actor, row).exists(),
    }
    return render(request, "council/sheet.html", context, status=422 if faulty else 200)


def _may_vote(actor: Actor, row: BallotSheet) -> bool:
    running = row.state == SheetState.OPEN
    return running and own_lines(actor, row).exists() and not has_voted(actor, row)


def _head(request: HttpRequest, row: BallotSheet) -> dict[str, Any]:
    session = row.session
    return {
        "sheet": row,
        "session": session,
        "look": LOOK[SheetState(row.state)],
        "needed": requirement(row.title_code, session.held_on, session.total_members),
        "must": must_be_balloted(row.title_code, session),
        "is_secretary": request.actor.is_any(Role.SECRETARY),
        "events": timelines.shown(request.actor, events_of(row).exclude(verb__in=NOT_TOLD), 50),
    }


def _result(request: HttpRequest, row: BallotSheet) -> HttpResponse:
    """Counts of every line the actor may know of, most votes first, beside the share needed."""
    lines = list(lines_for(request.actor, row))
    counted = results_of(request.actor, [line.motion for line in lines])
    shown = [
        {"line": line, "row": line.nomination, "result": counted.get(line.motion_id)}
        for line in lines
    ]
    shown.sort(
        key=lambda one: (-one["result"].in_favour if one["result"] else 1, one["line"].order)
    )
    if request.GET.get("xuat") == "xlsx":
        return _book(row, shown)
    people = voters(row)
    results = [one["result"] for one in shown if one["result"]]
    context = {
        **_head(request, row),
        "page": Paginator(shown, LINES).get_page(request.GET.get("trang")),
        "issued": len(people),
        "collected": sum(one.voted for one in people),
        "in_writing": sum(one.in_writing for one in people),
        "invalid": sum(result.counts.get("invalid", 0) for result in results),
        "passed": sum(result.passed for result in results),
        "failed": sum(not result.passed for result in results),
        "lapsed": len(shown) - len(results),
        "people": people,
        "waiting": [
            line for line in waiting_lines(row) if line.pk in {one["line"].pk for one in shown}
        ],
    }
    return render(request, "council/sheet_result.html", context)


def _book(row: BallotSheet, shown: list[dict[str, Any]]) -> HttpResponse:
    head = (
        "Mã hồ sơ", "Họ tên, tên tập thể, hộ", "Đơn vị đề nghị", "Đồng ý", "Không đồng ý",
        "Không có ý kiến", "Tổng số thành viên", "Kết quả",
    )  # fmt: skip
    lines = []
    for one in shown:
        result, dossier = one["result"], one["row"]
        said = (
            (
                result.counts["agree"], result.counts["disagree"], result.counts["abstain"],
                result.total_members, "Thông qua" if result.passed else "Không thông qua",
            )
            if result
            else ("", "", "", row.session.total_members, "Không đủ người bỏ phiếu")
        )  # fmt: skip
        lines.append((dossier.code, dossier.name, dossier.unit_name, *said))
    return workbook.response(f"phieu-kin-{row.number}", f"Kết quả {row.name}", head, lines)


@screen(Role.SECRETARY, reads=False, writes=True)
def opening(request: HttpRequest, code: str) -> HttpResponse:
    """Open the vote."""
    row = get_object_or_404(sheets(request.actor), code=code)
    form = _hours_form(row, request.POST)
    if form.is_valid():
        hours = form.hours()
        try:
            open_sheet(actor=request.actor, sheet=row, hours=hours, revision=revision_of(request))
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã mở bỏ phiếu. Thành viên có tên bỏ phiếu trên máy mình.")
            return redirect("council:sheet", row.code)
    return _management(request, row, form=form)


@screen(Role.SECRETARY, reads=False, writes=True)
def extending(request: HttpRequest, code: str) -> HttpResponse:
    """Take votes longer."""
    row = get_object_or_404(sheets(request.actor), code=code)
    form = _later_form(row, request.POST)
    if form.is_valid():
        until = form.cleaned_data["closes_at"]
        try:
            extend_sheet(
                actor=request.actor, sheet=row, closes_at=until, revision=revision_of(request)
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã gia hạn bỏ phiếu. Người bỏ phiếu thấy giờ mới.")
            return redirect("council:sheet", row.code)
    return _management(request, row, later=form)


@screen(*COUNCIL, reads=False, writes=True)
def dropping(request: HttpRequest, code: str) -> HttpResponse:
    """Ask to give a paper up whose roll and tally do not agree."""
    row = get_object_or_404(sheets(request.actor), code=code)
    form = DropForm(request.POST)
    if form.is_valid():
        ask_to_drop_sheet(actor=request.actor, sheet=row, reason=form.cleaned_data["reason"])
        messages.success(request, "Đã đề nghị hủy phiếu kín. Cần người thứ hai xác nhận.")
        return redirect("council:sheet", row.code)
    return _management(request, row, drop=form)


@screen(*COUNCIL, reads=False, writes=True)
def act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Throw away, ask to close, confirm."""
    row = get_object_or_404(sheets(request.actor), code=code)
    if name not in ACTS:
        raise Refusal("Không có việc này.")
    verb, said = ACTS[name]
    done = verb(actor=request.actor, sheet=row)
    messages.success(request, said)
    if done.state == SheetState.DISCARDED:
        return redirect("council:session", row.session.code)
    return redirect("council:sheet", row.code)


@screen(Role.SECRETARY, reads=False, writes=True)
def settle(request: HttpRequest, code: str) -> HttpResponse:
    """Record the counted results of dossiers whose hold was lifted since."""
    row = get_object_or_404(sheets(request.actor), code=code)
    made = settle_sheet(actor=request.actor, sheet=row)
    messages.success(request, f"Đã ghi kết quả {len(made)} hồ sơ.")
    return redirect("council:sheet", row.code)


urlpatterns = [
    path("phien-hop/<slug:code>/phieu-kin/lap/", make, name="sheet_make"),
    path("phieu-kin/<slug:code>/", sheet, name="sheet"),
    path("phieu-kin/<slug:code>/mo/", opening, name="sheet_open"),
    path("phieu-kin/<slug:code>/gia-han/", extending, name="sheet_extend"),
    path("phieu-kin/<slug:code>/huy/", dropping, name="sheet_drop"),
    path("phieu-kin/<slug:code>/ghi-ket-qua/", settle, name="sheet_settle"),
    path("phieu-kin/<slug:code>/viec/<slug:name>/", act, name="sheet_act"),
]
