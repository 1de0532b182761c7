"""The ballot on a phone, and the written opinion of somebody who is away.

Choices live in the form alone: they go from page to page as fields of the next form and are never
written down between. Nothing here puts one into an address, a session, a message or a log; pages
are not kept by the browser; whatever goes wrong is reported without what was posted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.councils.ballot_queries import has_voted, own_lines, sheets
from thidua.councils.domain.ballots import (
    absentees,
    cast_ballot,
    enter_opinions,
    lines_to_enter,
)
from thidua.councils.enums import SheetState
from thidua.councils.models import BallotLine, BallotSheet
from thidua.voting.enums import MINIMUM_VOTERS, OBLIGATORY, Option
from thidua.web.council.readers import READERS

CHOICES = tuple((value, str(Option(value).label).capitalize()) for value in OBLIGATORY)
AN_EVENING, TWO_DAYS = 180, 48
"""From this many minutes on hours are told, from this many hours on days."""
STATES = {
    Option.AGREE: ("ok", "check-circle-fill"),
    Option.DISAGREE: ("bad", "x-octagon-fill"),
    Option.ABSTAIN: ("plain", "dash-circle"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of a paper as it was marked; not marked counts as no opinion."""

    number: int
    line: BallotLine
    chosen: str

    @property
    def code(self) -> str:
        return self.line.nomination.code

    @property
    def name(self) -> str:
        return f"p-{self.code}"

    @property
    def option(self) -> str:
        return self.chosen or Option.ABSTAIN.value

    @property
    def words(self) -> str:
        return str(Option(self.option).label).capitalize()

    @property
    def look(self) -> tuple[str, str]:
        return STATES[Option(self.option)]


@sensitive_variables()
def read_marks(lines: Iterable[BallotLine], data: QueryDict) -> list[Mark]:
    """What was marked, by line; a value that is no choice counts as not marked."""
    marks = []
    for number, line in enumerate(lines, start=1):
        chosen = data.get(f"p-{line.nomination.code}", "")
        marks.append(Mark(number, line, chosen if chosen in OBLIGATORY else ""))
    return marks


@sensitive_variables()
def filled(marks: Iterable[Mark]) -> list[Mark]:
    """Agreed to where nothing is marked yet."""
    return [Mark(m.number, m.line, m.chosen or Option.AGREE.value) for m in marks]


@sensitive_variables()
def summed(marks: Iterable[Mark]) -> list[tuple[str, int]]:
    counts = Counter(mark.option for mark in marks)
    return [(label, counts[value]) for value, label in CHOICES]


def time_left(sheet: BallotSheet) -> str:
    """`12 phút`, `5 giờ`, `3 ngày` until the hours are over; empty when they are."""
    assert sheet.closes_at is not None
    minutes = ceil((sheet.closes_at - timezone.now()).total_seconds() / 60)
    if minutes <= 0:
        return ""
    if minutes < AN_EVENING:
        return f"{minutes} phút"
    hours = minutes // 60
    return f"{hours} giờ" if hours < TWO_DAYS else f"{hours // 24} ngày"


@screen(writes=True)
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def ballot(request: HttpRequest, code: str) -> HttpResponse:
    """Mark, read over, cast; who has voted is told so and nothing more.

    Open to whoever stands on the roll, in any role: heads of units sit in councils too.
    """
    sheet = get_object_or_404(sheets(request.actor), code=code)
    lines = list(own_lines(request.actor, sheet))
    if not lines:
        raise NotAllowed("Anh, chị không có tên trong danh sách bỏ phiếu của phiếu này.")
    if why := _why_not_now(request, sheet):
        return _over(request, sheet, why)
    marks = read_marks(lines, request.POST)
    step = request.POST.get("buoc", "")
    if step == "bo":
        return _cast(request, sheet, marks)
    return _page(request, sheet, marks, step)


def _over(request: HttpRequest, sheet: BallotSheet, why: str, status: int = 200) -> HttpResponse:
    reads = request.actor.is_any(*READERS)
    context = {"sheet": sheet, "why": why, "reads_sheet": reads}
    return render(request, "council/ballot_over.html", context, status=status)


def _why_not_now(request: HttpRequest, sheet: BallotSheet) -> str:
    """`voted`, `early` or `over`; empty while the actor may vote."""
    if has_voted(request.actor, sheet):
        return "voted"
    assert sheet.opens_at is not None
    assert sheet.closes_at is not None
    now = timezone.now()
    if now < sheet.opens_at:
        return "early"
    return "" if sheet.state == SheetState.OPEN and now < sheet.closes_at else "over"


@sensitive_variables()
def _page(
    request: HttpRequest,
    sheet: BallotSheet,
    marks: Sequence[Mark],
    step: str,
    faults: Sequence[str] = (),
) -> HttpResponse:
    given = filled(marks) if step == "dien" else marks
    context = {
        "sheet": sheet,
        "marks": given,
        "choices": CHOICES,
        "left": time_left(sheet),
        "filled": step == "dien",
        "sums": summed(given),
        "unmarked": sum(1 for mark in given if not mark.chosen),
        "faults": faults,
        "minimum": MINIMUM_VOTERS,
    }
    name = "council/ballot_check.html" if step == "xem" else "council/ballot.html"
    return render(request, name, context, status=422 if faults else 200)


@sensitive_variables()
def _cast(request: HttpRequest, sheet: BallotSheet, marks: Sequence[Mark]) -> HttpResponse:
    choices = {mark.code: mark.option for mark in marks}
    try:
        cast_ballot(actor=request.actor, sheet=sheet, choices=choices)
    except Refusal as refusal:
        if why := _why_not_now(request, sheet):
            return _over(request, sheet, why, 409)
        return _page(request, sheet, marks, "xem", refusal.reasons)
    return redirect("council:ballot", sheet.code)


@screen(Role.SECRETARY, writes=True)
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def written(request: HttpRequest, code: str) -> HttpResponse:
    """Enter what a member who is away has written, one member at a time."""
    sheet = get_object_or_404(sheets(request.actor), code=code, state=SheetState.OPEN)
    people = absentees(sheet)
    asked = request.POST.get("thanh_vien") or request.GET.get("thanh_vien", "")
    member = next((one for one in people if str(one.pk) == asked), None)
    lines = lines_to_enter(request.actor, sheet, member) if member else []
    marks = read_marks(lines, request.POST)
    step = request.POST.get("buoc", "")
    faults: Sequence[str] = ()
    if member is not None and step == "bo":
        choices = {mark.code: mark.option for mark in marks}
        try:
            enter_opinions(actor=request.actor, sheet=sheet, member=member, choices=choices)
        except Refusal as refusal:
            step, faults = "xem", refusal.reasons
        else:
            messages.success(request, f"Đã nhập ý kiến bằng văn bản của {member.full_name}.")
            return redirect("council:sheet", sheet.code)
    context: dict[str, Any] = {
        "sheet": sheet,
        "people": people,
        "member": member,
        "marks": marks,
        "choices": CHOICES,
        "checking": step == "xem",
        "sums": summed(marks),
        "unmarked": sum(1 for mark in marks if not mark.chosen),
        "faults": faults,
        "here": f"{reverse('council:written', args=[sheet.code])}?thanh_vien={asked}",
    }
    return render(request, "council/written.html", context, status=422 if faults else 200)


urlpatterns = [
    path("phieu-kin/<slug:code>/bo-phieu/", ballot, name="ballot"),
    path("phieu-kin/<slug:code>/y-kien-bang-van-ban/", written, name="written"),
]
