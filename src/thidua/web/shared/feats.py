"""Sudden feats: the board, oldest first; the report; one page from the report to the award."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from thidua.commendation.domain.one_by_one import WhoIsMeant
from thidua.commendation.enums import Subject
from thidua.commendation.queries import visible_to as dossiers_visible_to
from thidua.core.actors import Actor, Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.core.search import matching
from thidua.documents.domain.store import OFFICE
from thidua.honours.domain import feats as verbs
from thidua.honours.domain.feat_papers import summary_file
from thidua.honours.feat_enums import OPEN, FeatState
from thidua.honours.feat_queries import elapsed, papers_of, steps_of, visible_to, waiting_for
from thidua.honours.feat_rules import may_propose
from thidua.honours.feat_workflow import FEATS
from thidua.honours.models import FeatReport
from thidua.journal.queries import events_of
from thidua.law import SubjectKind, decider, known_title
from thidua.organizations.models import Unit
from thidua.web.shared import timelines, workbook
from thidua.web.shared.asked import state_chips
from thidua.web.shared.feat_forms import DoerForm, FeatForm, ReportForm, moment_field
from thidua.web.shared.waiting import waiting

READERS = (Role.CLERK, Role.HEAD, Role.OFFICER, Role.INSPECTOR, Role.SECRETARY, Role.CHAIRMAN)
WRITERS = (Role.CLERK, Role.HEAD, Role.OFFICER)
PAGE_SIZE = 30
LOOK = {
    FeatState.REPORTED: ("warn", "lightning-charge"),
    FeatState.CHECKED: ("info", "check2-square"),
    FeatState.PROPOSED: ("info", "send"),
    FeatState.DECIDED: ("award", "award"),
    FeatState.HANDED_OVER: ("ok", "gift"),
    FeatState.TURNED_DOWN: ("plain", "x-octagon"),
}
FORMS = {"pdf": "application/pdf", "docx": OFFICE["docx"]}


@screen(*READERS)
def board(request: HttpRequest) -> HttpResponse:
    """Open feats with the hours since the deed, oldest first; ended ones by their state."""
    words = request.GET.get("q", "").strip()[:100]
    seen = matching(visible_to(request.actor), words)
    counts = dict(seen.order_by().values("state").annotate(n=Count("pk")).values_list("state", "n"))
    state = request.GET.get("trang_thai", "")
    state = state if state in FeatState.values else ""
    sort = "-happened_at" if request.GET.get("sap_xep") == "-lau" else "happened_at"
    rows = seen.filter(state=state) if state else seen.filter(state__in=OPEN)
    rows = rows.prefetch_related("subjects").order_by(sort, "pk")
    if request.GET.get("xuat") == "xlsx":
        return _book(rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    now = timezone.now()
    for row in page.object_list:
        row.look, row.icon = LOOK[FeatState(row.state)]
        row.hours = elapsed(row, now)
    context = {
        "page": page,
        "words": words,
        "sort": "-lau" if sort.startswith("-") else "lau",
        "chips": state_chips(
            request.GET,
            "trang_thai",
            state,
            FeatState,
            counts,
            first=("Đang chờ", sum(counts.get(one, 0) for one in OPEN)),
        ),
        "open": sum(counts.get(one, 0) for one in OPEN),
        "is_filtered": bool(words or state),
        "may_report": request.actor.role in WRITERS,
    }
    return render(request, "feats/board.html", context)


def _book(rows: Any) -> HttpResponse:
    now = timezone.now()
    head = ("Mã", "Việc", "Người, tập thể", "Đơn vị", "Xảy ra lúc", "Nơi", "Trạng thái",
            "Số giờ từ lúc xảy ra")  # fmt: skip
    lines = (
        (
            row.code, row.name, ", ".join(one.name for one in row.subjects.all()), row.unit_name,
            f"{timezone.localtime(row.happened_at):%H:%M, %d/%m/%Y}", row.place,
            row.get_state_display(), elapsed(row, now),
        )
        for row in rows
    )  # fmt: skip
    return workbook.response("khen-dot-xuat", "Thành tích đột xuất", head, lines)


@screen(*WRITERS, writes=True)
def report(request: HttpRequest) -> HttpResponse:
    """Report a feat."""
    form = ReportForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = verbs.report_feat(
                actor=request.actor,
                unit=Unit.objects.get(pk=form.cleaned_data["unit"]),
                facts=form.facts(),
                doers=[form.who()],
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã báo. Chuyên viên thấy việc này ngay.")
            return redirect("web:feat", made.code)
    status = 422 if form.is_bound else 200
    return render(request, "feats/form.html", {"form": form}, status=status)


def _mine(request: HttpRequest, code: str) -> FeatReport:
    return get_object_or_404(visible_to(request.actor).select_related("round", "unit"), code=code)


@screen(*WRITERS, writes=True)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Complete or correct the report; two people at once: the second is told."""
    row = _mine(request, code)
    initial = {name: getattr(row, name) for name in FeatForm.base_fields}
    form = FeatForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = request.POST.get("revision", "")
        try:
            verbs.change_feat(
                actor=request.actor,
                feat=row,
                facts=form.facts(),
                revision=int(typed) if typed.isdecimal() else None,
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu báo cáo.")
            return redirect("web:feat", row.code)
    status = 422 if form.is_bound else 200
    return render(request, "feats/form.html", {"form": form, "feat": row}, status=status)


@screen(*READERS)
def feat(request: HttpRequest, code: str) -> HttpResponse:
    """One feat: what happened, how long each step took, the next step, the dossier's papers."""
    return _shown(request, _mine(request, code))


def _shown(request: HttpRequest, row: FeatReport, **more: Any) -> HttpResponse:
    row.look, row.icon = LOOK[FeatState(row.state)]  # type: ignore[attr-defined]
    subjects = list(row.subjects.select_related("nomination").order_by("pk"))
    seen = set(
        dossiers_visible_to(request.actor)
        .filter(feat_subject__feat=row)
        .values_list("pk", flat=True)
    )
    for one in subjects:
        one.title = known_title(one.nomination.title_code).name if one.nomination else ""  # type: ignore[attr-defined]
        one.is_seen = one.nomination_id in seen  # type: ignore[attr-defined]
    may = not may_propose(row, request.actor) and row.state in {
        FeatState.CHECKED,
        FeatState.PROPOSED,
    }
    context = {
        "feat": row,
        "subjects": subjects,
        "steps": steps_of(row),
        "hours": elapsed(row, timezone.now()),
        "offers": _offers(request, row),
        "may_edit": request.actor.role in WRITERS
        and row.state in {FeatState.REPORTED, FeatState.CHECKED},
        "may_propose": may,
        "titles": _titles(row) if may else [],
        "papers": _papers(row, subjects),
        "doer_form": DoerForm(),
        "errors": (),
        "events": timelines.shown(request.actor, events_of(row), 30),
    } | more
    return render(request, "feats/feat.html", context, status=422 if context["errors"] else 200)


def _offers(request: HttpRequest, row: FeatReport) -> list[dict[str, Any]]:
    """Steps the actor may take; proposing has its own form for each subject."""
    return [
        {
            "name": offer.transition.name,
            "label": offer.transition.label,
            "icon": offer.transition.icon,
            "reasons": list(offer.reasons),
            "needs": offer.transition.needs,
            "moment": offer.transition.name in {"decide", "hand_over"},
            "url": reverse("web:feat_act", args=[row.code, offer.transition.name]),
        }
        for offer in FEATS.offers(row, request.actor)
        if offer.transition.name != "propose"
    ]


def _titles(row: FeatReport) -> list[dict[str, str]]:
    """Forms of commendation of the round, each with who decides it: the nearest first."""
    assert row.round is not None
    day = row.round.considered_on
    found = []
    for code in row.round.titles:
        who = decider(code, day)
        kinds = " ".join(kind.value for kind in SubjectKind if kind in known_title(code).subjects)
        text = known_title(code).name + (f" ({who.text})" if who else "")
        found.append({"code": code, "label": text, "kinds": kinds})
    return found


def _papers(row: FeatReport, subjects: list[Any]) -> dict[str, Any] | None:
    """The checklist of the first award proposed; before that, of a commune's giấy khen."""
    first = next((one for one in subjects if one.nomination), None)
    kind = first.kind if first else subjects[0].kind if subjects else Subject.PERSON.value
    code = first.nomination.title_code if first and first.nomination else "GK-XA"
    day = row.round.considered_on if row.round else timezone.localdate()
    found = papers_of(code, kind, day, frozenset(row.papers))
    return {
        "title": known_title(code).name,
        "case": found.case,
        "lines": [(paper, paper.code in row.papers) for paper in found.papers],
        "whole": found.whole,
    }


@screen(*WRITERS, reads=False, writes=True)
def doer(request: HttpRequest, code: str) -> HttpResponse:
    """Name one more person, collective or household."""
    row, form = _mine(request, code), DoerForm(request.POST)
    if form.is_valid():
        try:
            verbs.add_doer(actor=request.actor, feat=row, doer=form.who())
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã thêm.")
            return redirect("web:feat", row.code)
    faults = tuple(str(one) for errors in form.errors.values() for one in errors)
    return _shown(request, row, doer_form=form, errors=faults)


@screen(*WRITERS, reads=False, writes=True)
def papers(request: HttpRequest, code: str) -> HttpResponse:
    """Tick the papers that are at hand."""
    row = _mine(request, code)
    verbs.note_papers(actor=request.actor, feat=row, codes=request.POST.getlist("giay_to"))
    messages.success(request, "Đã ghi giấy tờ.")
    return redirect("web:feat", row.code)


@screen(*WRITERS, reads=False, writes=True)
def act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """The next step; refused, the page comes back with the reason."""
    row = _mine(request, code)
    if name not in FEATS.by_name or name == "propose":
        raise Http404
    typed = request.POST.get("revision", "")
    try:
        verbs.move_feat(
            actor=request.actor,
            feat=row,
            name=name,
            reason=request.POST.get("ly_do", ""),
            at=_when(request.POST.get("luc", "")),
            revision=int(typed) if typed.isdecimal() else None,
        )
    except Refusal as refusal:
        return _shown(request, _mine(request, code), errors=refusal.reasons)
    messages.success(request, f"{FEATS.by_name[name].sentence}.")
    return redirect("web:feat", row.code)


def _when(typed: str) -> datetime | None:
    try:
        found: datetime | None = moment_field("Lúc", required=False).clean(typed)
    except forms.ValidationError as error:
        raise Refusal(*error.messages) from error
    return found


@screen(Role.CLERK, Role.HEAD, reads=False, writes=True)
def propose(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Draw up the simplified dossier of one of those who did it."""
    row = _mine(request, code)
    subject = get_object_or_404(row.subjects.select_related("feat", "nomination"), code=key)
    title = request.POST.get("danh_hieu", "")
    if row.round is None or title not in row.round.titles:
        return _shown(request, row, errors=("Chọn hình thức khen thưởng.",))
    try:
        made = verbs.propose_subject(
            actor=request.actor,
            subject=subject,
            title_code=title,
            answer=request.POST.get("ai", ""),
        )
    except WhoIsMeant as doubt:
        asked = {"key": key, "title": title, "candidates": doubt.candidates}
        return _shown(request, row, errors=doubt.reasons, doubt=asked)
    except Refusal as refusal:
        return _shown(request, row, errors=refusal.reasons)
    messages.success(request, f"Đã lập hồ sơ {made.code}. Thủ trưởng đơn vị nộp ở trang hồ sơ.")
    return redirect("web:nomination", made.code)


@screen(*READERS)
def summary(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The summary report, to finish, number and sign."""
    row = _mine(request, code)
    if form not in FORMS:
        raise Http404
    answer = HttpResponse(summary_file(row, form), content_type=FORMS[form])
    kind = "inline" if form == "pdf" else "attachment"
    answer["Content-Disposition"] = f'{kind}; filename="bao-cao-dot-xuat-{row.code}.{form}"'
    return answer


def feat_tasks(actor: Actor) -> list[dict[str, Any]]:
    """The desk's line: feats whose next step is the actor's, the oldest named."""
    rows = list(waiting_for(actor).order_by("happened_at")[:100])
    if not rows:
        return []
    hours = elapsed(rows[0], timezone.now())
    return [
        waiting(
            len(rows),
            f"{len(rows)} việc khen đột xuất chờ anh, chị",
            f"Lâu nhất: {rows[0].name}, đã {hours} giờ",
            reverse("web:feats"),
            "Đột xuất",
        )
    ]


urlpatterns = [
    path("dot-xuat/", board, name="feats"),
    path("dot-xuat/bao/", report, name="feat_report"),
    path("dot-xuat/<slug:code>/", feat, name="feat"),
    path("dot-xuat/<slug:code>/sua/", edit, name="feat_edit"),
    path("dot-xuat/<slug:code>/them-nguoi/", doer, name="feat_doer"),
    path("dot-xuat/<slug:code>/giay-to/", papers, name="feat_papers"),
    path("dot-xuat/<slug:code>/buoc/<slug:name>/", act, name="feat_act"),
    path("dot-xuat/<slug:code>/lap-ho-so/<slug:key>/", propose, name="feat_propose"),
    path("dot-xuat/<slug:code>/bao-cao.<str:form>", summary, name="feat_summary"),
]
