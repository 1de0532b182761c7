"""Pages that the office and the members of a cluster both read: matrix, objections, results."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from thidua.clusters import rules
from thidua.clusters.board import Board
from thidua.clusters.domain.content import content_of, tie_words
from thidua.clusters.domain.panel import object_to, withdraw_objection
from thidua.clusters.domain.papers import result_files
from thidua.clusters.domain.publishing import result_faults
from thidua.clusters.enums import State
from thidua.clusters.models import ClusterMember, ClusterYear, ScoreObjection
from thidua.clusters.queries import objections
from thidua.core.errors import NotAllowed, Refusal
from thidua.documents.domain.store import OFFICE
from thidua.web.shared import clusters as shared
from thidua.web.shared import workbook

FORMS = {"pdf": "application/pdf", "docx": OFFICE["docx"]}


def matrix_page(request: HttpRequest, code: str) -> HttpResponse:
    """Units by criteria; on a phone one unit at a time."""
    row = shared.year_of(request, code)
    if not shared.sees_all(request, row):
        messages.info(request, "Bảng tổng hợp mở cho các đơn vị khi dự thảo được công bố.")
        return redirect("unit:cluster", row.code)
    board = shared.board_of(request, row)
    if request.GET.get("xuat") == "xlsx":
        heads, lines = shared.table(board)
        return workbook.response(f"bang-tong-hop-{row.code}", str(row), heads, lines)
    lines, feet = shared.matrix(board), shared.totals(board)
    chosen = _chosen(board, request.GET.get("don_vi", ""))
    context = shared.common(request, row) | {
        "lines": lines,
        "feet": feet,
        "chosen": chosen,
        "one_unit": [(line, line["cells"][chosen]) for line in lines] if feet else [],
        "foot": feet[chosen] if feet else None,
        "ties": tie_words(board.scheme),
    }
    return render(request, "clusters/matrix.html", context)


def _chosen(board: Board, typed: str) -> int:
    """The place of the unit asked for; the first one else."""
    keys = [str(one.member.pk) for one in board.standings]
    return keys.index(typed) if typed in keys else 0


class ObjectionForm(forms.Form):
    """What a member holds against the draft."""

    about = forms.ModelChoiceField(
        label="Điểm của đơn vị", queryset=ClusterMember.objects.none(), empty_label=None
    )
    node = forms.ChoiceField(label="Tiêu chí", required=False)
    text = forms.CharField(
        label="Nội dung kiến nghị",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Nêu điểm đề nghị và tài liệu chứng minh. Mọi đơn vị trong cụm, khối đọc được.",
    )

    def __init__(self, *args: Any, board: Board, own: ClusterMember, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {one.member.pk: one.name for one in board.standings}
        about = self.fields["about"]
        about.queryset = board.year.members.all()
        about.label_from_instance = lambda member: names[member.pk]
        about.initial = own.pk
        leaves = [(str(leaf.key), leaf.label) for leaf in board.scheme.leaves]
        self.fields["node"].choices = [("", "Cả bảng điểm"), *leaves]


def objections_page(request: HttpRequest, code: str) -> HttpResponse:
    """What the members hold against the draft, and the answers; a member raises one here."""
    row = shared.year_of(request, code)
    board = shared.board_of(request, row)
    own = next((one.member for one in shared.own_standings(request, board)), None)
    form = None
    if own is not None and row.state == State.ANNOUNCED:
        form = ObjectionForm(request.POST or None, board=board, own=own)
        if request.method == "POST" and form.is_valid():
            try:
                _raise(request, row, own, form)
            except NotAllowed:
                raise
            except Refusal as refusal:
                form.add_error(None, list(refusal.reasons))
            else:
                messages.success(request, "Đã gửi kiến nghị.")
                return redirect("unit:cluster_objections", row.code)
    elif request.method == "POST":
        raise Refusal("Chỉ kiến nghị được khi dự thảo đang công bố cho các đơn vị.")
    context = shared.common(request, row) | {
        "form": form,
        "why_not": rules.may_object(own, request.actor) if own else "",
        "items": _items(request, row, board),
        "is_late": bool(row.objections_due_on and row.objections_due_on < timezone.localdate()),
        "can_answer": row.state == State.ANNOUNCED,
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "clusters/objections.html", context, status=status)


def _raise(request: HttpRequest, row: ClusterYear, own: ClusterMember, form: ObjectionForm) -> None:
    key = form.cleaned_data["node"]
    tree = row.tree
    node = tree.nodes.filter(pk=key).first() if key and tree else None
    object_to(
        actor=request.actor,
        member=own,
        about=form.cleaned_data["about"],
        node=node,
        text=form.cleaned_data["text"],
    )


def _items(request: HttpRequest, row: ClusterYear, board: Board) -> list[dict[str, Any]]:
    mine = {one.member.pk for one in shared.own_standings(request, board)}
    return [
        {
            "one": one,
            "by": board.by_member[one.member_id].name,
            "about": board.by_member[one.about_id].name,
            "criterion": board.scheme.by_key[one.node_id].label if one.node_id else "Cả bảng điểm",
            "look": {"": "warn", "accepted": "ok", "withdrawn": "plain"}.get(one.outcome, "info"),
            "label": one.get_outcome_display() or "Chờ trả lời",
            "is_mine": one.member_id in mine,
        }
        for one in objections(request.actor).filter(member__year=row)
    ]


def objection_withdraw_page(request: HttpRequest, code: str, objection: int) -> HttpResponse:
    row = shared.year_of(request, code)
    found = objections(request.actor).filter(member__year=row)
    one: ScoreObjection = get_object_or_404(found, pk=objection)
    withdraw_objection(actor=request.actor, objection=one)
    messages.success(request, "Đã rút kiến nghị.")
    return redirect("unit:cluster_objections", row.code)


def result_page(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """One published version, whether it counts, and whether it is as it was published."""
    row = shared.year_of(request, code)
    found = shared.results_of(request, row)
    one = next((held for held in found if held.version == version), None)
    if one is None:
        raise Http404
    if request.GET.get("xuat") == "xlsx":
        return _result_book(row, one)
    context = shared.common(request, row) | {
        "one": one,
        "others": [held for held in found if held.pk != one.pk],
        "lines": list(one.lines.all()),
        "faults": list(result_faults(one)),
        "content": one.content,
    }
    return render(request, "clusters/result.html", context)


def _result_book(row: ClusterYear, one: Any) -> HttpResponse:
    heads = ("Hạng", "Đơn vị", "Tổng điểm", "Ghi chú")
    lines = (
        (
            line.rank or "",
            line.unit_name,
            "" if line.points is None else float(line.points),
            line.unranked_reason,
        )
        for line in one.lines.all()
    )
    title = f"{row}, kết quả bản {one.version}, SHA-256 {one.sha256}"
    return workbook.response(f"ket-qua-{row.code}-{one.version}", title, heads, lines)


def minutes_page(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The minutes as they would be now, marked as a draft; the published ones are kept files."""
    row = shared.year_of(request, code)
    if form not in FORMS:
        raise Http404
    if not shared.sees_all(request, row):
        raise NotAllowed("Bản thảo biên bản mở cho các đơn vị khi dự thảo được công bố.")
    if row.tree is None or row.state in (State.DRAFT, State.SELF_SCORING):
        raise Refusal("Lập được biên bản khi đã qua bước tự chấm.")
    content = content_of(row) | {"version": 0, "supersedes": None, "reason": ""}
    data = dict(result_files(row, content))[form]
    answer = HttpResponse(data, content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="bien-ban-{row.code}.{form}"'
    return answer
