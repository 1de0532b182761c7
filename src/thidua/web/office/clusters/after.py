"""After the draft: objections answered; after the result: what it suggests for flags."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.clusters.board import Board
from thidua.clusters.domain.flags import (
    government_share,
    keep_settings,
    send_suggestion,
    suggested,
    withdraw_suggestion,
)
from thidua.clusters.domain.panel import answer_objection
from thidua.clusters.enums import Stage, State
from thidua.clusters.models import FlagSuggestion, ResultLine, ScoreObjection
from thidua.clusters.queries import KEEPERS, READERS, leaders, objections, settings_of
from thidua.clusters.typing_in import plain
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.law.words import percent
from thidua.web.council.plain import number_of, revision_of
from thidua.web.office.clusters.forms import AnswerForm, SettingsForm
from thidua.web.shared import clusters as shared
from thidua.web.shared.form_pages import form_page


@screen(*KEEPERS, writes=True)
def cluster_answer(request: HttpRequest, code: str, objection: int) -> HttpResponse:
    """Answer one objection beside the points it is about."""
    row = shared.year_of(request, code)
    found = objections(request.actor).filter(member__year=row)
    one: ScoreObjection = get_object_or_404(found, pk=objection)
    form = AnswerForm(request.POST or None)
    revision: Any = one.revision
    if request.method == "POST" and form.is_valid():
        revision = request.POST.get("revision", "")
        try:
            answer_objection(
                actor=request.actor,
                objection=one,
                revision=revision_of(request),
                **form.cleaned_data,
            )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã trả lời kiến nghị.")
            return redirect("office:cluster_objections", row.code)
    board = Board.load(row)
    about = board.by_member[one.about_id]
    context = shared.common(request, row) | {
        "one": one,
        "form": form,
        "revision": revision,
        "by": board.by_member[one.member_id].name,
        "about": about.name,
        "node": board.scheme.by_key[one.node_id] if one.node_id else None,
        "points": _points(about, one.node_id) if one.node_id else [],
        "papers": about.evidence.get(one.node_id or 0, []),
        "can_answer": not one.outcome and row.state == State.ANNOUNCED,
    }
    return render(request, "clusters/answer.html", context, status=422 if form.is_bound else 200)


def _points(about: Any, key: int) -> list[tuple[str, str, str]]:
    sheets = [("Tự chấm", about.own), *(("Chấm chéo", one) for one in about.peers)]
    sheets.append((Stage.PANEL.label, about.panel))
    return [
        (label, plain(sheet.get(key)) or "chưa có", sheet.words(key))
        for label, sheet in sheets
        if sheet is not None
    ]


@screen(*READERS, writes=True)
def cluster_flags(request: HttpRequest, code: str) -> HttpResponse:
    """What the leaders of this cluster may be proposed for, each with its ground; suggestions."""
    row = shared.year_of(request, code)
    lines = list(leaders(row.authority_id, row.year).filter(result__year=row))
    if request.method == "POST":
        _send(request, lines)
        return redirect("office:cluster_flags", row.code)
    shown = [one for line in lines for one in suggested(line)]
    share = government_share(row.authority_id, row.year)
    context = shared.common(request, row) | {
        "lines": lines,
        "shown": [(one, _nominate(one)) for one in shown],
        "share": share,
        "law_percent": percent(share.by_law.share) if share.by_law.share is not None else "",
        "asks_government": any(one.title_code == "CTD-CP" for one in shown),
    }
    return render(request, "clusters/flags.html", context)


def _send(request: HttpRequest, lines: list[ResultLine]) -> None:
    """Send a suggestion to the unit, or take one back."""
    if not request.actor.is_any(*KEEPERS):
        raise NotAllowed("Gợi ý do chuyên viên hoặc thư ký Hội đồng gửi.")
    key = number_of(request.POST.get("rut", ""))
    if key is not None:
        sent = FlagSuggestion.objects.filter(line__in=[line.pk for line in lines])
        withdraw_suggestion(actor=request.actor, suggestion=get_object_or_404(sent, pk=key))
        messages.success(request, "Đã rút gợi ý.")
        return
    wanted = number_of(request.POST.get("dong", ""))
    line = next((one for one in lines if one.pk == wanted), None)
    if line is None:
        raise Refusal("Đơn vị này không còn dẫn đầu trong kết quả đang có hiệu lực.")
    made = send_suggestion(actor=request.actor, line=line, name=request.POST.get("ten", "")[:200])
    messages.success(request, f"Đã gửi gợi ý {made.name} tới {line.unit_name}.")


def _nominate(one: Any) -> str:
    """Where the unit draws up its dossier, with the title filled in."""
    query = f"?doi_tuong=collective&danh_hieu={one.title_code}" if one.title_code else ""
    return f"{reverse('unit:nominate')}{query}"


@screen(*KEEPERS, writes=True)
def cluster_settings(request: HttpRequest) -> HttpResponse:
    """The authority's own share of leaders for the Government's flag, beside the rule book's."""
    row = settings_of(request.actor.authority_id)
    initial = {name: getattr(row, name) for name in SettingsForm.base_fields}
    return form_page(
        request,
        SettingsForm(request.POST or None, initial=initial),
        run=lambda data: keep_settings(actor=request.actor, **data),
        done="Đã lưu tỷ lệ đề nghị cờ thi đua.",
        back=reverse("office:clusters"),
        page={
            "title": "Tỷ lệ đề nghị Cờ thi đua của Chính phủ",
            "lead": "Con số của bộ quy tắc chưa đối chiếu được điều khoản đang có hiệu lực. Cơ "
            "quan có văn bản nào thì ghi ở đây, kèm căn cứ; trang gợi ý cờ nêu cả hai.",
            "crumbs": [("Cụm, khối thi đua", reverse("office:clusters"))],
            "submit": "Lưu",
        },
    )
