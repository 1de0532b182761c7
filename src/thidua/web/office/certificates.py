"""Certificates of a decision: how far they are, the files for the printer, print runs, each one."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.decisions.certificate_queries import (
    certificate_progress,
    certificates_visible_to,
    layouts,
    of_decision,
    print_runs_visible_to,
    searched_certificates,
)
from thidua.decisions.domain.making import single_pdf
from thidua.decisions.domain.papers import grouped, verify_url
from thidua.decisions.domain.printing import DEFAULT_LAYOUT, PRINTERS, order_print
from thidua.decisions.domain.retry import retry_papers
from thidua.decisions.models import Certificate, Decision, DecisionState, PrintRun
from thidua.decisions.queries import visible_to
from thidua.documents.models import StoredFile
from thidua.journal.queries import events_of
from thidua.law import known_title
from thidua.papers.press import paper_of
from thidua.web.shared import timelines, workbook
from thidua.web.shared.asked import chips

READERS = (Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR)
PAGE_SIZE = 50
IN_MEMORY = 8 << 20
SORTS = {"so": ("line__order", "pk"), "ten": ("line__nomination__sort_key", "pk")}
WAITING = Q(print_run__isnull=True)
STATES = {
    "": ("Tất cả", Q()),
    "xong": ("Đã tạo", ~WAITING),
    "cho": ("Đang chờ", WAITING & Q(fault="")),
    "loi": ("Chưa in được", WAITING & ~Q(fault="")),
    "het": ("Hủy bỏ, thay thế", Q(revoked_on__isnull=False) | Q(replaced_on__isnull=False)),
}


def _decision(request: HttpRequest, code: str) -> Decision:
    return get_object_or_404(visible_to(request.actor), code=code, state=DecisionState.ISSUED)


def _seen(request: HttpRequest, row: Decision) -> QuerySet[Certificate]:
    return of_decision(certificates_visible_to(request.actor), row)


def _chips(request: HttpRequest, found: QuerySet[Certificate], state: str) -> list[dict[str, Any]]:
    counts = found.order_by().aggregate(
        **{f"n_{key}": Count("pk", filter=held) for key, (_, held) in STATES.items()}
    )
    rows = ((key, label, counts[f"n_{key}"]) for key, (label, _) in STATES.items())
    return chips(request.GET, "tinh_trang", state, rows)


@screen(*READERS)
def batch(request: HttpRequest, code: str) -> HttpResponse:
    """The certificates of a decision, their progress, faults and print runs."""
    row = _decision(request, code)
    seen = _seen(request, row)
    words = request.GET.get("q", "").strip()[:100]
    state = state if (state := request.GET.get("tinh_trang", "")) in STATES else ""
    sort = request.GET.get("sap_xep", "so")
    sort = sort if sort.lstrip("-") in SORTS else "so"
    sign = "-" if sort.startswith("-") else ""
    searched = searched_certificates(seen, words)
    order = [f"{sign}{column}" for column in SORTS[sort.lstrip("-")]]
    found = searched.filter(STATES[state][1]).order_by(*order)
    if request.GET.get("xuat") == "xlsx":
        return _book(row, found)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    for one in page.object_list:
        _decorate(one)
    context = {
        "decision": row,
        "page": page,
        "words": words,
        "sort": sort,
        "chips": _chips(request, searched, state),
        "is_filtered": bool(words or state),
        **_progress(request, row, seen),
        **_printing(request, row, seen),
    }
    return render(request, "decisions/certificates.html", context)


def _progress(request: HttpRequest, row: Decision, seen: QuerySet[Certificate]) -> dict[str, Any]:
    progress = certificate_progress(row, certificates_visible_to(request.actor))
    runs = print_runs_visible_to(request.actor).filter(decision=row).prefetch_related("parts")
    shown = [_shown_run(run) for run in runs[:20]]
    busy = progress.running or any(run["running"] for run in shown)
    return {
        "progress": progress,
        "faulty": seen.filter(print_run__isnull=True).exclude(fault="")[:20],
        "runs": shown,
        "files": list(_files(request, row)),
        "poll": reverse("office:certificate_batch", args=[row.code]) if busy else "",
    }


def _shown_run(run: PrintRun) -> dict[str, Any]:
    parts = list(run.parts.all())
    done = sum(len(part.certificates) for part in parts if part.file_id or part.fault)
    return {
        "row": run,
        "done": done,
        "running": done < run.total,
        "faults": [line for part in parts for line in part.fault.splitlines()],
        "has_files": any(part.file_id for part in parts),
    }


def _printing(request: HttpRequest, row: Decision, seen: QuerySet[Certificate]) -> dict[str, Any]:
    titles = set(seen.values_list("line__nomination__title_code", flat=True))
    return {
        "layouts": list(layouts(row.authority_id, sorted(titles))),
        "default_layout": DEFAULT_LAYOUT,
        "may_print": request.actor.is_any(*PRINTERS),
        "may_retry": request.actor.is_any(Role.OFFICER, Role.CHAIRMAN),
    }


def _decorate(one: Certificate) -> None:
    one.title_name = known_title(one.line.nomination.title_code).name
    one.shown_code = grouped(one.code)
    one.look = _look(one)


def _look(one: Certificate) -> tuple[str, str, str]:
    """State, icon and words of its tag."""
    award = one.line.award
    if one.revoked_on or (award and award.revoked_on):
        return "bad", "slash-circle", "Đã hủy bỏ"
    if one.replaced_on:
        return "plain", "arrow-repeat", "Đã thay thế"
    if one.print_run_id:
        return "award", "award-fill", "Đã tạo"
    if one.fault:
        return "bad", "", "Chưa in được"
    return "info", "hourglass-split", "Đang chờ"


def _book(row: Decision, found: QuerySet[Certificate]) -> HttpResponse:
    rows = []
    for one in found.iterator(chunk_size=2000):
        _decorate(one)
        rows.append(
            (
                one.golden_book,
                one.line.nomination.name,
                one.line.nomination.unit_name,
                one.title_name,
                one.shown_code,
                one.look[2],
                one.fault,
            )
        )
    head = ("Số sổ vàng", "Họ tên, tên tập thể, hộ", "Đơn vị", "Danh hiệu, hình thức",
            "Mã tra cứu", "Tình trạng", "Lý do chưa in được")  # fmt: skip
    title = f"Giấy chứng nhận, giấy khen của Quyết định {row.full_number}"
    return workbook.response(f"giay-chung-nhan-{row.code}", title, head, rows)


def _files(request: HttpRequest, row: Decision) -> QuerySet[StoredFile]:
    """Files for the printer; one that holds a page kept from the actor is left out."""
    rows = Certificate.objects.filter(line__decision=row, print_run__isnull=False)
    hidden = rows.exclude(pk__in=certificates_visible_to(request.actor))
    held = StoredFile.objects.filter(pk__in=rows.values("print_run"))
    return held.exclude(pk__in=hidden.values("print_run")).order_by("pk")


@screen(*READERS)
def files(request: HttpRequest, code: str) -> HttpResponse:
    """All certificates of a decision: the files for the printer, in one archive."""
    row = _decision(request, code)
    return _archive(list(_files(request, row)), f"giay-chung-nhan-{row.code}.zip")


@screen(*READERS)
def run_files(request: HttpRequest, code: str, run_code: str) -> HttpResponse:
    """The files of one print run."""
    row = _decision(request, code)
    found = print_runs_visible_to(request.actor).filter(decision=row)
    run = get_object_or_404(found, code=run_code)
    held = StoredFile.objects.filter(pk__in=run.parts.values("file")).order_by("pk")
    return _archive(list(held), f"luot-in-{run.code}.zip")


def _archive(held: list[StoredFile], name: str) -> HttpResponse:
    if not held:
        raise Http404("Chưa có tệp nào tạo xong")
    if len(held) == 1:
        one = held[0]
        return FileResponse(
            one.content.open("rb"), as_attachment=True, filename=one.name,
            content_type=one.media_type,
        )  # fmt: skip
    spool = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - FileResponse closes it
    with zipfile.ZipFile(spool, "w", zipfile.ZIP_STORED) as archive:
        for one in held:
            with one.content.open("rb") as stored:
                archive.writestr(one.name, stored.read())
    spool.seek(0)
    return FileResponse(spool, as_attachment=True, filename=name)


@screen(*READERS, reads=False, writes=True)
def print_all(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for all certificates of the decision by a layout; revoked and replaced ones stay out."""
    row = _decision(request, code)
    standing = _seen(request, row).filter(revoked_on=None, replaced_on=None)
    reason = request.POST.get("ly_do", "")[:300]
    return _ordered(request, row, standing, reason, reverse_name="office:certificate_batch")


def _ordered(
    request: HttpRequest,
    row: Decision,
    chosen: Iterable[Certificate],
    reason: str,
    reverse_name: str,
    *extra: str,
) -> HttpResponse:
    offered = layouts(row.authority_id)
    wanted = request.POST.get("mau_in", "")
    layout = get_object_or_404(offered, code=wanted) if wanted else None
    try:
        run = order_print(
            actor=request.actor,
            decision=row,
            certificates=list(chosen),
            layout=layout,
            reason=reason,
        )
    except Refusal as refusal:
        for sentence in refusal.reasons:
            messages.error(request, sentence)
    else:
        messages.success(request, f"Đang tạo tệp in {run.total} giấy theo mẫu “{run.layout_name}”.")
    return redirect(reverse_name, row.code, *extra)


@screen(Role.OFFICER, Role.CHAIRMAN, reads=False, writes=True)
def again(request: HttpRequest, code: str) -> HttpResponse:
    """Make out and draw again what could not be drawn; what is drawn stays."""
    row = _decision(request, code)
    retry_papers(actor=request.actor, decision=row)
    messages.success(request, "Đang tạo lại những giấy còn thiếu.")
    return redirect("office:certificate_batch", row.code)


def _certificate(request: HttpRequest, row: Decision, certificate_code: str) -> Certificate:
    return get_object_or_404(_seen(request, row), code=certificate_code)


@screen(*READERS)
def certificate(request: HttpRequest, code: str, certificate_code: str) -> HttpResponse:
    """One certificate as a page of its own, drawn from what was frozen when it was made out."""
    row = _decision(request, code)
    one = _certificate(request, row, certificate_code)
    answer = HttpResponse(single_pdf(one), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="Giay-{grouped(one.code)}.pdf"'
    return answer


@screen(*READERS)
def one_page(request: HttpRequest, code: str, certificate_code: str) -> HttpResponse:
    """What one certificate says, where it stands, and printing it again."""
    row = _decision(request, code)
    one = _certificate(request, row, certificate_code)
    _decorate(one)
    replaced_by = Certificate.objects.filter(replaces=one).first()
    context = {
        "decision": row,
        "one": one,
        "paper": paper_of(one.content) if one.content else None,
        "replaced_by": replaced_by,
        "public": verify_url(one.code),
        "events": timelines.shown(request.actor, events_of(one), 20),
        "layouts": list(layouts(row.authority_id, [one.line.nomination.title_code])),
        "default_layout": DEFAULT_LAYOUT,
        "print_reasons": _print_reasons(request, one),
    }
    return render(request, "decisions/certificate.html", context)


def _print_reasons(request: HttpRequest, one: Certificate) -> list[str]:
    """Why it cannot be printed again here, or nothing."""
    if not request.actor.is_any(*PRINTERS):
        return ["Chuyên viên hoặc Chủ tịch UBND in giấy chứng nhận, giấy khen."]
    if one.revoked_on or one.replaced_on:
        return ["Giấy đã hủy bỏ hoặc đã thay thế, không in nữa."]
    return [one.fault] if one.fault else []


@screen(*READERS, reads=False, writes=True)
def print_one(request: HttpRequest, code: str, certificate_code: str) -> HttpResponse:
    """Print one certificate again, with the reason in the journal."""
    row = _decision(request, code)
    one = _certificate(request, row, certificate_code)
    reason = request.POST.get("ly_do", "")[:300]
    return _ordered(request, row, [one], reason, "office:certificate_page", one.code)


_BATCH = "quyet-dinh/<slug:code>/giay-chung-nhan/"
urlpatterns = [
    path(_BATCH, batch, name="certificate_batch"),
    path(f"{_BATCH}in/", print_all, name="certificate_print"),
    path(f"{_BATCH}tao-lai/", again, name="certificate_again"),
    path(f"{_BATCH}luot-in/<slug:run_code>/", run_files, name="print_run"),
    path(f"{_BATCH}<slug:certificate_code>/", one_page, name="certificate_page"),
    path(f"{_BATCH}<slug:certificate_code>/in/", print_one, name="certificate_reprint"),
    path("quyet-dinh/<slug:code>/giay/", files, name="certificates"),
    path("quyet-dinh/<slug:code>/giay/<slug:certificate_code>/", certificate, name="certificate"),
]
