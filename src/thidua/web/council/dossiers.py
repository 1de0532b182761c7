"""Dossiers of a session one by one: left for another session, a lower award instead, a typed
result taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from thidua.commendation.domain.lowering import lower_titles
from thidua.commendation.enums import State
from thidua.commendation.models import Nomination
from thidua.commendation.queries import kept_from, searched
from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.councils.ballot_queries import deferred_of, on_a_paper
from thidua.councils.domain.dossiers import (
    counted_by_ballot,
    defer_dossier,
    lower_dossier,
    resume_dossier,
    take_back_result,
)
from thidua.councils.models import BallotLine, Session
from thidua.councils.queries import visible_to
from thidua.law import known_title
from thidua.voting.enums import State as MotionState
from thidua.web.council.readers import READERS
from thidua.web.shared import workbook

PAGE_SIZE = 50
PLACES = (
    ("cho", "Chờ kết quả"),
    ("phieu", "Trên phiếu kín"),
    ("de-lai", "Để lại phiên sau"),
    ("thong-qua", "Thông qua"),
    ("khong", "Không thông qua"),
)
LOOK = {
    "cho": ("plain", "hourglass-split"),
    "phieu": ("info", "shield-lock-fill"),
    "de-lai": ("warn", "calendar2-plus"),
    "thong-qua": ("ok", "check-circle-fill"),
    "khong": ("bad", "x-octagon-fill"),
}
SORTS = {
    "ten": ("sort_key", "pk"),
    "don-vi": ("unit_name", "sort_key", "pk"),
    "danh-hieu": ("title_code", "sort_key", "pk"),
}
ACTS = {
    "de-lai": "Để lại phiên họp sau",
    "ha": "Xét danh hiệu, hình thức thấp hơn",
    "rut-ket-qua": "Rút kết quả đã ghi",
}


def _dossiers(request: HttpRequest, session: Session) -> QuerySet[Nomination]:
    """What the session had before it, as far as the actor may know."""
    here = Q(council_result__session=session) | Q(ballot_lines__sheet__session=session)
    here |= Q(pk__in=deferred_of(session).order_by().values("pk"))
    if session.closed_at is None:
        here |= Q(state=State.AT_COUNCIL)
    found = Nomination.objects.filter(
        pk__in=Nomination.objects.filter(here, round_id=session.round_id).values("pk")
    )
    return found.exclude(kept_from(request.actor)).select_related("round")


def _place_of(session: Session) -> dict[str, Q]:
    """Each place as a condition; they exclude each other."""
    left = Q(pk__in=deferred_of(session).order_by().values("pk"))
    waiting = Q(state=State.AT_COUNCIL)
    return {
        "cho": waiting & ~left & ~on_a_paper(session),
        "phieu": waiting & ~left & on_a_paper(session),
        "de-lai": left,
        "thong-qua": Q(state__in=(State.DECIDED, State.AWARDED)),
        "khong": Q(state=State.NOT_APPROVED),
    }


@screen(*READERS)
def dossiers(request: HttpRequest, code: str) -> HttpResponse:
    """Every dossier before the session and what has become of it."""
    session = get_object_or_404(visible_to(request.actor), code=code)
    places = _place_of(session)
    words, place = request.GET.get("q", "").strip()[:100], request.GET.get("viec", "")
    sort = request.GET.get("sap_xep", "danh-hieu")
    sort = sort if sort.lstrip("-") in SORTS else "danh-hieu"
    found = searched(_dossiers(request, session), words)
    rows = found.filter(places[place]) if place in places else found
    columns = SORTS[sort.lstrip("-")]
    rows = rows.order_by(*(f"-{c}" if sort.startswith("-") else c for c in columns))
    if request.GET.get("xuat") == "xlsx":
        return _book(session, rows, places)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    _decorate(page.object_list, found, places)
    context = {
        "session": session,
        "page": page,
        "words": words,
        "place": place,
        "sort": sort,
        "places": PLACES,
        "may_act": request.actor.is_any(Role.SECRETARY) and session.is_open,
    }
    return render(request, "council/dossiers.html", context)


def _decorate(rows: Any, found: QuerySet[Nomination], places: dict[str, Q]) -> None:
    keys = [row.pk for row in rows]
    held: dict[int, str] = {}
    for name, condition in places.items():
        for key in found.filter(condition, pk__in=keys).values_list("pk", flat=True):
            held[key] = name
    words = dict(PLACES)
    lines = BallotLine.objects.filter(nomination__in=keys, motion__state=MotionState.CLOSED)
    frozen = set(lines.values_list("nomination_id", flat=True))
    for row in rows:
        row.place = held.get(row.pk, "")
        row.place_words = words.get(row.place, State(row.state).label)
        row.place_look = LOOK.get(row.place, ("plain", "circle"))
        row.title_name = known_title(row.title_code).name
        row.may_take_back = row.place in {"thong-qua", "khong"} and row.pk not in frozen
        row.may_lower = row.place in {"cho", "khong"} and bool(lower_titles(row))


def _book(session: Session, rows: QuerySet[Nomination], places: dict[str, Q]) -> HttpResponse:
    lines = list(rows)
    _decorate(lines, rows, places)
    head = ("Mã hồ sơ", "Họ tên, tên tập thể, hộ", "Đơn vị", "Danh hiệu, hình thức", "Ở phiên họp")
    return workbook.response(
        "ho-so-phien-hop",
        f"Hồ sơ của {session}",
        head,
        ((row.code, row.name, row.unit_name, row.title_name, row.place_words) for row in lines),
    )


@screen(Role.SECRETARY, writes=True)
def dossier_act(request: HttpRequest, code: str, dossier: str, name: str) -> HttpResponse:
    """One act on one dossier, with its reason."""
    session = get_object_or_404(visible_to(request.actor), code=code)
    row = get_object_or_404(_dossiers(request, session), code=dossier)
    if name not in ACTS:
        raise Http404
    reason = request.POST.get("ly_do", "").strip()
    title = request.POST.get("danh_hieu", "")
    errors: list[str] = []
    if request.method == "POST":
        try:
            said = _perform(request, session, row, name, reason, title)
        except Refusal as refusal:
            errors = list(refusal.reasons)
        else:
            messages.success(request, said)
            return redirect("council:dossiers", session.code)
    context = {
        "session": session,
        "row": row,
        "name": name,
        "label": ACTS[name],
        "reason": reason,
        "chosen": title,
        "errors": errors,
        "titles": [(one, known_title(one).name) for one in lower_titles(row)],
        "title_name": known_title(row.title_code).name,
        "electronic": counted_by_ballot(session, row),
    }
    return render(request, "council/dossier_act.html", context, status=422 if errors else 200)


def _perform(
    request: HttpRequest, session: Session, row: Nomination, name: str, reason: str, title: str
) -> str:
    given = {"actor": request.actor, "session": session, "nomination": row}
    if name == "de-lai":
        defer_dossier(reason=reason, **given)
        return f"Đã để lại phiên sau: {row.name}."
    if name == "ha":
        lower = lower_dossier(title_code=title, reason=reason, **given)
        return f"Hội đồng xét {known_title(title).name} cho {row.name}, hồ sơ {lower.code}."
    take_back_result(reason=reason, **given)
    return f"Đã rút kết quả của {row.name}. Ghi lại số phiếu đúng."


@screen(Role.SECRETARY, reads=False, writes=True)
def resume(request: HttpRequest, code: str, dossier: str) -> HttpResponse:
    """Consider it in this session after all."""
    session = get_object_or_404(visible_to(request.actor), code=code)
    row = get_object_or_404(_dossiers(request, session), code=dossier)
    resume_dossier(actor=request.actor, session=session, nomination=row)
    messages.success(request, f"Đã đưa trở lại: {row.name}.")
    return redirect("council:dossiers", session.code)


urlpatterns = [
    path("phien-hop/<slug:code>/ho-so/", dossiers, name="dossiers"),
    path("phien-hop/<slug:code>/ho-so/<slug:dossier>/dua-lai/", resume, name="resume"),
    path(
        "phien-hop/<slug:code>/ho-so/<slug:dossier>/<slug:name>/", dossier_act, name="dossier_act"
    ),
]
