"""The initiative council: criteria, sittings, a member's sheet on a phone, closing, minutes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import Refusal, StaleEdit
from thidua.core.screens import screen
from thidua.documents.domain.store import OFFICE, store
from thidua.initiatives.domain.council_work import change_sitting, open_sitting
from thidua.initiatives.domain.papers import minutes_file
from thidua.initiatives.domain.scoring import (
    Filled,
    close,
    enter_sheet,
    hand_in,
    obstacles_to_close,
)
from thidua.initiatives.models import ScoreSheet, Scoring, Sitting
from thidua.initiatives.queries import editions, entitled, kept_of_sitting, scorings, sittings
from thidua.web.council.initiative_forms import SheetForm, SittingForm, initial_of
from thidua.web.council.readers import READERS
from thidua.web.shared import workbook
from thidua.web.shared.initiatives import texts

PAGE_SIZE = 20
FORMS = {"pdf": "application/pdf", "docx": OFFICE["docx"]}
SORTS = {"ngay": "held_on", "ten": "name"}


@screen(*READERS)
def sitting_list(request: HttpRequest) -> HttpResponse:
    """Sittings, latest first; a member's own open sheets above them."""
    sort = request.GET.get("sap_xep", "-ngay")
    sort = sort if sort.lstrip("-") in SORTS else "-ngay"
    words = request.GET.get("q", "").strip()[:100]
    column = SORTS[sort.lstrip("-")]
    found = sittings(request.actor)
    if words:
        found = found.filter(Q(name__icontains=words) | Q(place__icontains=words))
    seen = Q(scorings__in=scorings(request.actor))
    rows = found.annotate(
        requests=Count("scorings", filter=seen),
        closed=Count("scorings", filter=seen & Q(scorings__closed_at__isnull=False)),
        passed=Count("scorings", filter=seen & Q(scorings__passed=True)),
    ).order_by(f"-{column}" if sort.startswith("-") else column, "-pk")
    if request.GET.get("xuat") == "xlsx":
        return _book(rows)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang")),
        "sort": sort,
        "words": words,
        "mine": _to_do(request),
        "editions": list(editions(request.actor).annotate(uses=Count("sittings"))),
        "may_keep": request.actor.is_any(Role.SECRETARY),
    }
    return render(request, "initiatives/sittings.html", context)


def _to_do(request: HttpRequest) -> list[Scoring]:
    """What the member has yet to score."""
    if not request.actor.is_any(Role.MEMBER):
        return []
    return [
        one
        for one in scorings(request.actor).filter(closed_at__isnull=True)
        if not one.sheets.filter(member__user_id=request.actor.user_id).exists()
    ]


def _book(rows: Any) -> HttpResponse:
    head = ("Ngày họp", "Phiên chấm", "Hội đồng", "Số đề nghị", "Đã chấm xong", "Đạt", "Biên bản")
    lines = (
        (
            f"{row.held_on:%d/%m/%Y}", row.name, row.council.name, row.requests, row.closed,
            row.passed, row.minutes_number,
        )
        for row in rows
    )  # fmt: skip
    return workbook.response("phien-cham-sang-kien", "Phiên chấm sáng kiến", head, lines)


@screen(Role.SECRETARY, writes=True)
def sitting_new(request: HttpRequest) -> HttpResponse:
    """Open a sitting on one edition of the criteria."""
    choices = editions(request.actor)
    form = SittingForm(
        request.POST or None, editions=choices, initial={"held_on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = open_sitting(
                actor=request.actor, edition=form.cleaned_data["edition"], plan=form.plan()
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã mở {row.name}.")
            return redirect("council:initiative_sitting", row.code)
    context = {"form": form, "has_editions": choices.exists()}
    status = 422 if form.is_bound else 200
    return render(request, "initiatives/sitting_form.html", context, status=status)


@screen(Role.SECRETARY, writes=True)
def sitting_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Hours, attendance, the signed minutes."""
    row = get_object_or_404(sittings(request.actor), code=code)
    form = SittingForm(
        request.POST or None, request.FILES or None, row=row, initial=initial_of(row)
    )
    revision = row.revision
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data.get("minutes_file")
        revision = _number(request.POST.get("revision", "")) or 0
        try:
            file = store(actor=request.actor, name=given.name, data=given.read()) if given else None
            change_sitting(
                actor=request.actor,
                sitting=row,
                revision=revision,
                plan=form.plan(),
                minutes_number=form.cleaned_data["minutes_number"],
                minutes_file=file,
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã lưu {row.name}.")
            return redirect("council:initiative_sitting", row.code)
    context = {"form": form, "sitting": row, "revision": revision, "has_editions": True}
    status = 422 if form.is_bound else 200
    return render(request, "initiatives/sitting_form.html", context, status=status)


def _number(words: str) -> int | None:
    return int(words) if words.isdecimal() and len(words) < 10 else None  # noqa: PLR2004


@screen(*READERS)
def sitting_page(request: HttpRequest, code: str) -> HttpResponse:
    """The requests of a sitting: how many sheets are in, and the results once closed."""
    row = get_object_or_404(sittings(request.actor), code=code)
    found = list(scorings(request.actor).filter(sitting=row))
    if request.GET.get("xuat") == "xlsx":
        return _results_book(row, found)
    is_secretary = request.actor.is_any(Role.SECRETARY)
    context = {
        "sitting": row,
        "lines": [_line(request, one, is_secretary=is_secretary) for one in found],
        "closed": any(one.closed_at for one in found),
        "criteria": list(row.edition.criteria.all()),
        "is_secretary": is_secretary,
        "reads_minutes": not kept_of_sitting(request.actor, row),
    }
    return render(request, "initiatives/sitting.html", context)


def _line(request: HttpRequest, one: Scoring, *, is_secretary: bool) -> dict[str, Any]:
    members = list(entitled(one))
    sheets = {sheet.member_id: sheet for sheet in one.sheets.all()}
    mine = next((seat for seat in members if seat.user_id == request.actor.user_id), None)
    return {
        "one": one,
        "handed_in": sum(seat.pk in sheets for seat in members),
        "entitled": len(members),
        "mine": mine,
        "done": mine is not None and mine.pk in sheets,
        "seats": [(seat, seat.pk in sheets) for seat in members] if is_secretary else [],
        "obstacles": obstacles_to_close(one) if is_secretary and not one.closed_at else [],
    }


def _results_book(row: Sitting, found: list[Scoring]) -> HttpResponse:
    criteria = list(row.edition.criteria.all())
    head = (
        "Mã đề nghị", "Tên sáng kiến", "Đơn vị", "Số phiếu chấm",
        *(one.name for one in criteria), "Tổng điểm", "Tỷ lệ điểm (%)", "Đề nghị công nhận",
        "Kết quả", "Mã băm",
    )  # fmt: skip
    lines = []
    for one in found:
        start = (one.request.code, one.request.name, one.request.unit_name)
        if one.closed_at is None:
            lines.append((*start, "", *("" for _ in criteria), "", "", "", "Đang chấm", ""))
            continue
        said = one.content
        lines.append(
            (
                *start,
                len(said["sheets"]),
                *(float(line["average"]) for line in said["criteria"]),
                float(said["total"]),
                float(said["points_share"]),
                f"{said['in_favour']}/{said['votes_whole']}",
                "Đạt" if one.passed else "Không đạt",
                one.sha256,
            )
        )
    return workbook.response("ket-qua-cham-sang-kien", row.name, head, lines)


@screen(Role.MEMBER, writes=True)
def score(request: HttpRequest, code: str) -> HttpResponse:
    """A member's own sheet."""
    one = get_object_or_404(scorings(request.actor), request__code=code)
    seat = get_object_or_404(entitled(one), user_id=request.actor.user_id)
    return _sheet(request, one, seat, typed=False)


@screen(Role.SECRETARY, writes=True)
def paper_sheet(request: HttpRequest, code: str, member: int) -> HttpResponse:
    """The sheet of a member without an account, typed from paper."""
    one = get_object_or_404(scorings(request.actor), request__code=code)
    seat = get_object_or_404(entitled(one), pk=member, user__isnull=True)
    return _sheet(request, one, seat, typed=True)


def _sheet(request: HttpRequest, one: Scoring, seat: Any, *, typed: bool) -> HttpResponse:
    criteria = list(one.sitting.edition.criteria.all())
    before = ScoreSheet.objects.filter(scoring=one, member=seat).first()
    form = SheetForm(request.POST or None, criteria=criteria, sheet=before)
    errors: list[str] = []
    revision = before.revision if before else None
    if request.method == "POST" and form.is_valid():
        revision = _number(request.POST.get("revision", ""))
        try:
            _hand_in(request, one, seat, form.filled(), revision if before else None, typed=typed)
        except StaleEdit as stale:
            errors = list(stale.reasons)
        except Refusal as refusal:
            errors = list(refusal.reasons)
        else:
            messages.success(request, f"Đã nộp phiếu chấm {one.request.code}.")
            return redirect("council:initiative_sitting", one.sitting.code)
    context = {
        "one": one,
        "row": one.request,
        "texts": texts(one.request),
        "form": form,
        "lines": [(form[f"diem_{line.pk}"], line) for line in criteria],
        "errors": errors,
        "seat": seat,
        "typed": typed,
        "sheet": before,
        "revision": revision,
        "most": sum((line.most * line.weight for line in criteria), Decimal(0)),
        "evidence": one.request.evidence.filter(withdrawn_at__isnull=True).select_related("file"),
    }
    status = 422 if errors or form.errors else 200
    return render(request, "initiatives/score.html", context, status=status)


def _hand_in(
    request: HttpRequest, one: Scoring, seat: Any, filled: Filled, revision: Any, *, typed: bool
) -> None:
    if typed:
        enter_sheet(actor=request.actor, scoring=one, member=seat, filled=filled, revision=revision)
    else:
        hand_in(actor=request.actor, scoring=one, filled=filled, revision=revision)


@screen(Role.SECRETARY, reads=False, writes=True)
def close_scoring(request: HttpRequest, code: str) -> HttpResponse:
    """Draw the result of one request and freeze it."""
    one = get_object_or_404(scorings(request.actor), request__code=code)
    done = close(actor=request.actor, scoring=one)
    word = "đạt" if done.passed else "không đạt"
    messages.success(request, f"Đã kết thúc chấm {one.request.code}: {word}.")
    return redirect("council:initiative_sitting", one.sitting.code)


@screen(*READERS)
def minutes(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The minutes as PDF or DOCX."""
    row = get_object_or_404(sittings(request.actor), code=code)
    if form not in FORMS:
        return redirect("council:initiative_sitting", row.code)
    if kept_of_sitting(request.actor, row):
        raise Refusal("Anh, chị có liên quan tới một đề nghị của phiên nên không lập biên bản này.")
    found = list(scorings(request.actor).filter(sitting=row))
    answer = HttpResponse(minutes_file(row, found, form), content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="bien-ban-{row.code}.{form}"'
    return answer


urlpatterns = [
    path("sang-kien/", sitting_list, name="initiative_sittings"),
    path("sang-kien/phien/moi/", sitting_new, name="initiative_sitting_new"),
    path("sang-kien/phien/<slug:code>/", sitting_page, name="initiative_sitting"),
    path("sang-kien/phien/<slug:code>/sua/", sitting_edit, name="initiative_sitting_edit"),
    path("sang-kien/phien/<slug:code>/bien-ban/<slug:form>/", minutes, name="initiative_minutes"),
    path("sang-kien/cham/<slug:code>/", score, name="initiative_score"),
    path("sang-kien/cham/<slug:code>/phieu-giay/<int:member>/", paper_sheet,
         name="initiative_paper_sheet"),
    path("sang-kien/cham/<slug:code>/ket-thuc/", close_scoring, name="initiative_close"),
]  # fmt: skip
