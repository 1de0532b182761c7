"""A table of scores brought in: kept, read, asked about on one screen, taken in as a whole."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django_htmx.http import HttpResponseClientRefresh

from thidua.clusters.domain.import_plan import ImportPlan, plan_import
from thidua.clusters.domain.import_undo import changes_since, undo_import
from thidua.clusters.domain.imports import (
    answer,
    apply_import,
    discard,
    read_again,
    start_import,
)
from thidua.clusters.enums import ImportState, Stage, State
from thidua.clusters.models import ScoreImport
from thidua.clusters.queries import KEEPERS, imports
from thidua.clusters.sheet_cells import Question
from thidua.clusters.typing_in import plain
from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.web.council.plain import revision_of
from thidua.web.shared import clusters as shared

OTHER = "khac"


@screen(*KEEPERS, writes=True)
def cluster_import_new(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the file; it is safe before anything looks into it."""
    row = shared.year_of(request, code)
    errors: list[str] = []
    if request.method == "POST":
        given = request.FILES.get("file")
        try:
            if given is None:
                raise Refusal("Chọn tệp bảng chấm điểm rồi bấm lại.")  # noqa: TRY301 (one way out)
            held = start_import(
                actor=request.actor, year=row, name=given.name or "", data=given.read()
            )
        except Refusal as refusal:
            errors = list(refusal.reasons)
        else:
            return redirect("office:cluster_import", row.code, held.code)
    context = shared.common(request, row) | {
        "errors": errors,
        "held": list(imports(request.actor).filter(year=row)),
    }
    return render(request, "clusters/import_new.html", context, status=422 if errors else 200)


def _held(request: HttpRequest, code: str, batch: str) -> ScoreImport:
    row: ScoreImport = get_object_or_404(imports(request.actor), year__code=code, code=batch)
    return row


@screen(*KEEPERS, Role.INSPECTOR, writes=True)
def cluster_import(request: HttpRequest, code: str, batch: str) -> HttpResponse:
    """What was read, every doubtful cell with its answers, totals as they would be."""
    row = shared.year_of(request, code)
    held = _held(request, code, batch)
    is_asking = request.htmx and request.htmx.target == "td-progress"
    if is_asking and held.state != ImportState.READING:
        return HttpResponseClientRefresh()
    errors: list[str] = []
    sent: dict[str, str] = {}
    if request.method == "POST":
        sent = _answers(request, plan_import(held)) if held.is_open else {}
        try:
            answer(actor=request.actor, held=held, answers=sent, revision=revision_of(request))
        except Refusal as refusal:
            errors = list(refusal.reasons)
        else:
            messages.success(request, "Đã ghi câu trả lời.")
            return redirect("office:cluster_import", code, batch)
    context = shared.common(request, row) | {
        "held": held,
        "errors": errors,
        "revision": request.POST.get("revision", held.revision),
        "steps": [{"label": label, "url": ""} for label in ("Chọn tệp", "Trả lời", "Nhập")],
        "step": "3" if held.state == ImportState.APPLIED else "2",
    }
    if held.is_open:
        context |= _preview(plan_import(held), sent)
    return render(request, "clusters/import.html", context, status=422 if errors else 200)


def _answers(request: HttpRequest, plan: ImportPlan) -> dict[str, str]:
    """What the page sent, by question; a typed answer of one's own counts when it was chosen."""
    found = {}
    for number, question in enumerate(plan.questions):
        value = request.POST.get(f"tl_{number}", "")
        if value == OTHER:
            value = f"={request.POST.get(f'kh_{number}', '').strip()}"
        found[question.key] = value[:300]
    return found


def _preview(plan: ImportPlan, sent: dict[str, str]) -> dict[str, Any]:
    waiting = {one.key for one in plan.waiting}
    return {
        "questions": [
            _question(number, one, sent.get(one.key, plan.answers.get(one.key, "")), waiting)
            for number, one in enumerate(plan.questions)
        ],
        "waiting": len(waiting),
        "obstacles": plan.obstacles(),
        "problems": plan.problems,
        "notes": plan.notes,
        "table": plan.table,
        "leaves": len(plan.scheme.leaves),
        "makes_tree": plan.year.tree is None,
        "units": [
            {
                "name": one.column.name,
                "skipped": one.skipped,
                "own": plain(plan.total(one, Stage.SELF)) if one.own.is_given else "",
                "own_missing": plan.missing(one, Stage.SELF),
                "peer": plain(plan.total(one, Stage.PEER)) if one.peer.is_given else "",
                "peer_missing": plan.missing(one, Stage.PEER),
                "checker": next(
                    (o.column.name for o in plan.units if o.column.place == one.checker), ""
                ),
                "rank": one.column.rank.shown if one.column.rank else "",
                "unranked": one.unranked,
            }
            for one in plan.units
        ],
    }


def _question(number: int, question: Question, value: str, waiting: set[str]) -> dict[str, Any]:
    choices = {choice for choice, _ in question.choices}
    own = value[1:] if value.startswith("=") and value not in choices else ""
    return {
        "number": number,
        "one": question,
        "waits": question.key in waiting,
        "choices": [
            {"value": choice, "label": label, "chosen": choice == value}
            for choice, label in question.choices
        ],
        "own": own,
        "is_own": bool(own),
    }


@screen(*KEEPERS, reads=False, writes=True)
def cluster_import_apply(request: HttpRequest, code: str, batch: str) -> HttpResponse:
    held = _held(request, code, batch)
    row = apply_import(actor=request.actor, held=held, revision=revision_of(request))
    messages.success(request, "Đã nhập bảng chấm điểm: thành viên, điểm tự chấm, điểm chấm chéo.")
    return redirect("office:cluster", row.code)


@screen(*KEEPERS, writes=True)
def cluster_import_undo(request: HttpRequest, code: str, batch: str) -> HttpResponse:
    """Say what goes, or whose scores were changed since; then take the import back."""
    row = shared.year_of(request, code)
    held = _held(request, code, batch)
    errors: list[str] = []
    if request.method == "POST":
        try:
            undo_import(actor=request.actor, held=held, revision=revision_of(request))
        except Refusal as refusal:
            errors = list(refusal.reasons)
        else:
            messages.success(request, "Đã hoàn tác lần nhập. Tệp và câu trả lời vẫn giữ.")
            return redirect("office:cluster_import", code, batch)
    context = shared.common(request, row) | {
        "held": held,
        "errors": errors,
        "reasons": [] if errors else changes_since(held),
        "is_draft": row.state == State.DRAFT,
        "sheets": len(held.made.get("filled", ())),
        "papers": len(held.made.get("papers", ())),
    }
    status = 422 if errors else 200
    return render(request, "clusters/import_undo.html", context, status=status)


@screen(*KEEPERS, reads=False, writes=True)
def cluster_import_discard(request: HttpRequest, code: str, batch: str) -> HttpResponse:
    discard(actor=request.actor, held=_held(request, code, batch))
    messages.success(request, "Đã bỏ, không nhập. Tệp vẫn được giữ.")
    return redirect("office:cluster_import_new", code)


@screen(*KEEPERS, reads=False, writes=True)
def cluster_import_again(request: HttpRequest, code: str, batch: str) -> HttpResponse:
    read_again(actor=request.actor, held=_held(request, code, batch))
    messages.info(request, "Đã xếp lại việc đọc tệp.")
    return redirect("office:cluster_import", code, batch)
