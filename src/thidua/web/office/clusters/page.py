"""One cluster in one year: where it stands, the next step, timetable and pact."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thidua.clusters import rules
from thidua.clusters.board import Board
from thidua.clusters.domain.members import gone_members
from thidua.clusters.domain.years import change_cluster, change_year, step
from thidua.clusters.enums import State
from thidua.clusters.models import ClusterYear
from thidua.clusters.queries import KEEPERS, READERS, imports, objections
from thidua.clusters.workflow import YEARS
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.documents.domain.store import store
from thidua.journal.models import AuditEvent
from thidua.web.council.plain import revision_of
from thidua.web.office.clusters.forms import ClusterForm, ReasonForm, YearForm
from thidua.web.shared import clusters as shared
from thidua.web.shared import timelines


@screen(*READERS)
def cluster(request: HttpRequest, code: str) -> HttpResponse:
    """Members with how far each is, what the next step wants, and everything around it."""
    row = shared.year_of(request, code)
    board = Board.load(row)
    events = AuditEvent.objects.filter(
        authority_id=row.authority_id, object_type="clusters.clusteryear", object_code=row.code
    ).order_by("-sequence")
    context = shared.common(request, row) | {
        "steps": shared.steps_of(row),
        "offers": _offers(request, row),
        "members": _members(board),
        "gone": gone_members(row) if row.state != State.PUBLISHED else [],
        "panelists": _panelists(row, board),
        "results": shared.results_of(request, row),
        "waiting": objections(request.actor).filter(member__year=row, outcome="").count(),
        "imports": list(imports(request.actor).filter(year=row)[:5]),
        "events": timelines.shown(request.actor, events, 12),
    }
    return render(request, "clusters/page.html", context)


def _offers(request: HttpRequest, row: ClusterYear) -> list[Any]:
    if rules.may_keep(request.actor):
        return []
    return YEARS.offers(row, request.actor)


def _members(board: Board) -> list[dict[str, Any]]:
    """A line for each member: whose sheets are in, how much the panel has settled."""
    leaves = len(board.scheme.leaves)
    return [
        {
            "one": one,
            "place": shared.PLACE_WORDS[one.member.place],
            "own": one.own.row if one.own else None,
            "peers": [(board.by_member[p.row.checker_id].name, p.row) for p in one.peers],
            "settled": leaves - len(board.outcomes[one.member.pk].missing) if one.panel else None,
            "leaves": leaves,
            "rank": board.ranks.get(one.member.pk),
        }
        for one in board.standings
    ]


def _panelists(row: ClusterYear, board: Board) -> list[tuple[Any, str]]:
    """Who sits on the panel, and whose unit is scored among them."""
    units = {one.member.unit_id: one.name for one in board.standings}
    return [(one, units.get(one.unit_id, "")) for one in row.panelists.all()]


@screen(*KEEPERS, writes=True)
def cluster_step(request: HttpRequest, code: str, step_name: str) -> HttpResponse:
    """Confirm a step, with its reason where it asks for one; refused, it says what is missing."""
    row = shared.year_of(request, code)
    transition = YEARS.by_name.get(step_name)
    if transition is None:
        raise Http404
    form = ReasonForm(request.POST or None) if "reason" in transition.needs else None
    errors: list[str] = []
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            step(
                actor=request.actor,
                year=row,
                name=step_name,
                revision=revision_of(request),
                **(form.cleaned_data if form else {}),
            )
        except NotAllowed:
            raise
        except Refusal as refusal:
            errors = list(refusal.reasons)
        else:
            messages.success(request, f"{transition.sentence}: đã xong.")
            return redirect("office:cluster", row.code)
    context = shared.common(request, row) | {
        "transition": transition,
        "form": form,
        "errors": errors,
        "words": STEP_WORDS[step_name],
        "is_here": row.state in transition.sources,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "clusters/step.html", context, status=status)


STEP_WORDS = {
    "start": "Bảng điểm được giữ nguyên từ đây. Mỗi đơn vị có phiếu tự chấm trên trang của mình.",
    "open_cross": "Đơn vị chấm chéo thấy điểm tự chấm và tài liệu kiểm chứng của đơn vị được chấm.",
    "to_panel": "Chỗ các phiếu cho cùng một điểm được lấy luôn; chỗ khác nhau hoặc chưa có điểm để "
    "trống cho tổ thẩm định.",
    "announce": "Mọi đơn vị thành viên đọc được toàn bộ điểm, lý do và kiến nghị đến hết hạn.",
    "take_back": "Các đơn vị thôi xem được điểm thẩm định cho đến lần công bố dự thảo sau.",
    "publish": "Kết quả được chốt kèm mã băm, không sửa được nữa. Sai sót phải lập kết quả mới.",
    "correct": "Bản đã công bố vẫn có hiệu lực và vẫn đọc được cho đến khi bản mới thay thế.",
}


@screen(*KEEPERS, writes=True)
def cluster_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Timetable, pact, public page."""
    row = shared.year_of(request, code)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = YearForm(*posted, initial=YearForm.initial_of(row))
    revision: Any = row.revision
    if request.method == "POST" and form.is_valid():
        revision = request.POST.get("revision", "")
        given = form.cleaned_data.get("file")
        try:
            with transaction.atomic():
                file = (
                    store(actor=request.actor, name=given.name, data=given.read())
                    if given
                    else None
                )
                change_year(
                    actor=request.actor,
                    year=row,
                    plan=form.plan(),
                    pact_file=file,
                    revision=revision_of(request),
                )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu lịch và giao ước.")
            return redirect("office:cluster", row.code)
    context = shared.common(request, row) | {
        "form": form,
        "title": "Lịch chấm điểm, giao ước",
        "lead": "Nộp sau hạn vẫn nhận, nhưng ghi là nộp muộn.",
        "save": "Lưu",
        "revision": revision,
        "has_file": True,
    }
    return render(request, "clusters/year_form.html", context, status=422 if form.is_bound else 200)


@screen(*KEEPERS, writes=True)
def cluster_rename(request: HttpRequest, code: str) -> HttpResponse:
    """The cluster itself: name, kind, organiser, local rule on flags; in every year of it."""
    row = shared.year_of(request, code)
    held = row.cluster
    initial = {name: getattr(held, name) for name in ClusterForm.base_fields}
    form = ClusterForm(request.POST or None, initial=initial)
    revision: Any = held.revision
    if request.method == "POST" and form.is_valid():
        revision = request.POST.get("revision", "")
        try:
            change_cluster(
                actor=request.actor,
                cluster=held,
                plan=form.plan(),
                revision=revision_of(request),
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu cụm, khối.")
            return redirect("office:cluster", row.code)
    context = shared.common(request, row) | {
        "form": form,
        "title": "Sửa cụm, khối",
        "lead": "Tên và cấp tổ chức dùng cho mọi năm; kết quả đã công bố giữ tên lúc công bố.",
        "save": "Lưu",
        "revision": revision,
    }
    return render(request, "clusters/year_form.html", context, status=422 if form.is_bound else 200)
