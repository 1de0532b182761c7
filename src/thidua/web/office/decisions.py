"""Decisions: the list, the page of one, and its files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.screens import screen
from thidua.decisions.certificate_queries import certificate_progress, certificates_visible_to
from thidua.decisions.domain.checking import checks
from thidua.decisions.domain.issuance import may_issue
from thidua.decisions.domain.making import preview
from thidua.decisions.domain.papers import decision_paper
from thidua.decisions.domain.retry import retry_papers
from thidua.decisions.domain.templates import list_docx, usable
from thidua.decisions.models import Decision, DecisionKind, DecisionState
from thidua.decisions.queries import (
    DECISION_NUMBER,
    READERS,
    lines_of,
    rounds_to_decide,
    searched_lines,
    visible_to,
    with_sums,
)
from thidua.decisions.signing_models import PaperKind
from thidua.documents.domain.store import OFFICE
from thidua.documents.models import StoredFile
from thidua.journal.queries import events_of
from thidua.law import known_title
from thidua.revocations.models import UndoCase
from thidua.revocations.queries import visible_to as undo_cases
from thidua.web.office import drafts, signing
from thidua.web.office.rewards.estimates import draft_estimate
from thidua.web.shared import timelines, workbook
from thidua.web.shared.asked import chips
from thidua.web.shared.undone import undone_shown

PAGE_SIZE = 20
LINES = 50
SORTS = {"moi": ("created_at",), "so": ("year", "number"), "tien": ("money",), "ten": ("subject",)}
LOOKS = {
    DecisionState.DRAFT: ("info", "pencil"),
    DecisionState.ISSUED: ("award", "award-fill"),
    DecisionState.DISCARDED: ("plain", "x-lg"),
}
TYPES = {"pdf": "application/pdf", "docx": OFFICE["docx"]}


@screen(*READERS)
def decisions(request: HttpRequest) -> HttpResponse:
    """Decisions and drafts, newest first, and the rounds that wait for one."""
    found = visible_to(request.actor)
    words = request.GET.get("q", "").strip()[:100]
    state = request.GET.get("trang_thai", "")
    state = state if state in DecisionState.values else ""
    searched = _searched(found, words)
    sort = request.GET.get("sap_xep", "-moi")
    sort = sort if sort.lstrip("-") in SORTS else "-moi"
    sign = "-" if sort.startswith("-") else ""
    rows = with_sums(searched.filter(state=state) if state else searched).order_by(
        *(f"{sign}{column}" for column in SORTS[sort.lstrip("-")]), "-pk"
    )
    if request.GET.get("xuat") == "xlsx":
        return _decisions_book(rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        row.look, row.icon = LOOKS[DecisionState(row.state)]
    context = {
        "page": page,
        "words": words,
        "sort": sort,
        "chips": _chips(request, searched, state),
        "waiting": list(rounds_to_decide(request.actor)),
        "may_draft": request.actor.is_any(Role.OFFICER),
        "is_filtered": bool(words or state),
    }
    return render(request, "decisions/list.html", context)


def _searched(found: QuerySet[Decision], words: str) -> QuerySet[Decision]:
    if not words:
        return found
    number = DECISION_NUMBER.fullmatch(words)
    named = Q(subject__icontains=words)
    return found.filter(named | Q(number=int(number[1])) if number else named)


def _chips(request: HttpRequest, found: QuerySet[Decision], state: str) -> list[dict[str, Any]]:
    states = list(found.order_by().values_list("state", flat=True))
    rows = [(one.value, one.label, states.count(one.value)) for one in DecisionState]
    return chips(request.GET, "trang_thai", state, [("", "Tất cả", len(states)), *rows])


def _decisions_book(rows: QuerySet[Decision]) -> HttpResponse:
    head = ("Số, ký hiệu", "Ngày ban hành", "Trích yếu", "Đợt xét", "Trạng thái",
            "Số khen thưởng", "Tiền thưởng (đồng)", "Người ký")  # fmt: skip
    lines = (
        (
            row.full_number,
            f"{row.issued_on:%d/%m/%Y}" if row.issued_on else "",
            row.subject,
            row.round.name if row.round else "",
            row.get_state_display(),
            row.awards,
            row.money or 0,
            row.signer_name,
        )
        for row in rows
    )
    return workbook.response("quyet-dinh", "Quyết định khen thưởng", head, lines)


@screen(*READERS)
def decision(request: HttpRequest, code: str) -> HttpResponse:
    """One decision: its words, its list with the money, its papers and how far they are."""
    row = get_object_or_404(
        visible_to(request.actor).select_related("docx", "pdf", "template"), code=code
    )
    words = request.GET.get("q", "").strip()[:100]
    lines = searched_lines(lines_of(row), words)
    if request.GET.get("xuat") == "xlsx":
        return _lines_book(row, lines)
    context = {
        "decision": row,
        **_papers(row, request.actor),
        **signing.signing_shown(row, request),
    }
    if request.htmx and "tien_do" in request.GET:
        return render(request, "decisions/decision.html#giay-to", context)
    page = Paginator(lines, LINES).get_page(request.GET.get("trang"))
    for line in page.object_list:
        line.title_name = known_title(line.nomination.title_code).name
    whole = with_sums(Decision.objects.filter(pk=row.pk)).get()
    row.look, row.icon = LOOKS[DecisionState(row.state)]
    context |= {
        "page": page,
        "words": words,
        "awards": whole.awards,
        "money": whole.money,
        "is_draft": row.state == DecisionState.DRAFT,
        "may_edit": request.actor.is_any(Role.OFFICER),
        "issue_reasons": _issue_reasons(row, request),
        "checks": checks(row) if row.state == DecisionState.DRAFT else [],
        "events": timelines.shown(request.actor, events_of(row)),
        "estimate": draft_estimate(request.actor, row),
        "undone": undone_shown(row),
        "case": case_of(row, request.actor),
    }
    return render(request, "decisions/decision.html", context)


def case_of(row: Decision, actor: Actor) -> UndoCase | None:
    """The case that a decision of another kind than commendation ends."""
    if row.kind == DecisionKind.AWARD:
        return None
    return undo_cases(actor).filter(decision=row).first()


def _issue_reasons(row: Decision, request: HttpRequest) -> list[str]:
    denied = may_issue(row, request.actor)
    return [denied] if denied else []


def _papers(row: Decision, actor: Actor) -> dict[str, Any]:
    """How far the papers are, the files for the printer, and what could not be drawn."""
    if row.state != DecisionState.ISSUED:
        return {"progress": None}
    seen = certificates_visible_to(actor)
    progress = certificate_progress(row, seen)
    waits = row.docx_id is None and not row.papers_fault
    return {
        "progress": progress,
        "faulty": seen.filter(line__decision=row, print_run=None)
        .exclude(fault="")
        .select_related("line__nomination")[:20],
        "poll": f"{reverse('office:decision', args=[row.code])}?tien_do=1"
        if waits or progress.running
        else "",
    }


def _lines_book(row: Decision, lines: Any) -> HttpResponse:
    head = ("Số thứ tự", "Họ tên, tên tập thể, hộ", "Chức vụ, nơi công tác", "Đơn vị",
            "Danh hiệu, hình thức", "Tiền thưởng (đồng)", "Cách tính", "Mã tra cứu")  # fmt: skip
    rows = (
        (
            line.order,
            line.nomination.name,
            line.nomination.position,
            line.nomination.unit_name,
            known_title(line.nomination.title_code).name,
            line.amount,
            line.amount_basis,
            line.certificate.code if line.certificate else "",
        )
        for line in lines
    )
    name = f"danh-sach-{row.full_number.replace('/', '-').replace('…', 'du-thao')}"
    title = f"Danh sách kèm theo Quyết định {row.full_number}"
    return workbook.response(name.encode("ascii", "ignore").decode(), title, head, rows)


@screen(*READERS)
def paper(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The paper: drawn afresh for a draft, the stored one once issued."""
    row = get_object_or_404(
        visible_to(request.actor).select_related("docx", "pdf", "template"), code=code
    )
    if form not in TYPES:
        raise Http404
    if row.state == DecisionState.ISSUED:
        return _file(row.pdf if form == "pdf" else row.docx, inline=form == "pdf")
    answer = HttpResponse(preview(row, form), content_type=TYPES[form])
    kind = "inline" if form == "pdf" else "attachment"
    answer["Content-Disposition"] = f'{kind}; filename="du-thao-{row.code}.{form}"'
    return answer


@screen(*READERS)
def list_paper(request: HttpRequest, code: str) -> HttpResponse:
    """The annexed list as a DOCX of its own, in the office's template where it has one."""
    row = get_object_or_404(visible_to(request.actor), code=code)
    day = row.issued_on or row.planned_on or timezone.localdate()
    template = usable(row.authority_id, PaperKind.LIST, day).first()
    data = list_docx(decision_paper(row, list(lines_of(row))), template)
    answer = HttpResponse(data, content_type=TYPES["docx"])
    answer["Content-Disposition"] = f'attachment; filename="danh-sach-{row.code}.docx"'
    return answer


def _file(stored: StoredFile | None, *, inline: bool) -> HttpResponse:
    if stored is None:
        raise Http404("Văn bản chưa tạo xong")
    return FileResponse(
        stored.content.open("rb"),
        as_attachment=not inline,
        filename=stored.name,
        content_type=stored.media_type,
    )


@screen(Role.OFFICER, Role.CHAIRMAN, reads=False, writes=True)
def papers_again(request: HttpRequest, code: str) -> HttpResponse:
    """Try again what could not be drawn."""
    row = get_object_or_404(visible_to(request.actor), code=code, state=DecisionState.ISSUED)
    retry_papers(actor=request.actor, decision=row)
    messages.success(request, "Đang tạo lại các giấy tờ còn thiếu.")
    return redirect("office:decision", row.code)


urlpatterns = [
    path("quyet-dinh/", decisions, name="decisions"),
    *drafts.urlpatterns,
    *signing.urlpatterns,
    path("quyet-dinh/<slug:code>/", decision, name="decision"),
    path("quyet-dinh/<slug:code>/van-ban.<str:form>", paper, name="decision_paper"),
    path("quyet-dinh/<slug:code>/danh-sach.docx", list_paper, name="decision_list"),
    path("quyet-dinh/<slug:code>/tao-lai/", papers_again, name="papers_again"),
]
