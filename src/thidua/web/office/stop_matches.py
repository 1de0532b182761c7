"""Rows that may be about somebody nominated: each is asked, one a card."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.shortcuts import render as rendered
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode

from thidua.commendation.models import Nomination
from thidua.commendation.queries import visible_to
from thidua.consultation.domain.holding import SUBJECTS
from thidua.consultation.domain.nominees import IN_PLAY
from thidua.consultation.domain.settling import ask_again, is_another, is_the_same, usual_words
from thidua.consultation.enums import Answer, Likeness
from thidua.consultation.models import StopListRow, StopMatch
from thidua.consultation.queries import READERS, in_force
from thidua.consultation.queries import matches as visible
from thidua.consultation.queries import stop_lists as visible_lists
from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.core.search import matching
from thidua.law import known_title
from thidua.web.shared.workbook import response

PAGE_SIZE = 20
WORDS_KEPT = ("q", "danh_sach", "muc", "tra_loi", "trang")


@screen(*READERS)
def stop_matches(request: HttpRequest) -> HttpResponse:
    """Matches found, those that wait for an answer unless another answer is asked for."""
    answer = request.GET.get("tra_loi", Answer.OPEN.value)
    answer = answer if answer in Answer.values else Answer.OPEN.value
    found = _found(request, answer)
    if "xuat" in request.GET:
        return _workbook(found, request)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    dossiers = _dossiers(request, page.object_list)
    context = {
        "page": page,
        "cards": [_card(match, dossiers) for match in page.object_list],
        "answer": answer,
        "answers": Answer.choices,
        "likeness": request.GET.get("muc", ""),
        "likenesses": Likeness.choices,
        "words": request.GET.get("q", "")[:100],
        "list_code": request.GET.get("danh_sach", ""),
        "lists": visible_lists(request.actor),
        "may_answer": request.actor.is_any(Role.OFFICER),
        "kept": urlencode([(key, request.GET[key]) for key in WORDS_KEPT if request.GET.get(key)]),
    }
    return rendered(request, "consultation/matches.html", context)


def _found(request: HttpRequest, answer: str) -> QuerySet[StopMatch]:
    found = visible(request.actor).filter(answer=answer)
    if answer == Answer.OPEN:
        found = found.filter(**in_force("row__stop_list__", timezone.localdate()))
    if request.GET.get("muc", "") in Likeness.values:
        found = found.filter(likeness=request.GET["muc"])
    if code := request.GET.get("danh_sach", "")[:12]:
        found = found.filter(row__stop_list__code=code)
    if words := request.GET.get("q", "").strip()[:100]:
        rows = matching(StopListRow.objects.filter(authority_id=request.actor.authority_id), words)
        found = found.filter(row__in=rows.values("pk"))
    return found


def _key(row: StopMatch | Nomination) -> tuple[str, int]:
    return next((name, held) for name in SUBJECTS if (held := getattr(row, name)) is not None)


def _dossiers(
    request: HttpRequest, found: Iterable[StopMatch]
) -> dict[tuple[str, int], list[Nomination]]:
    """Dossiers in play of everybody on the page, in one query."""
    about = Q(pk__in=[])
    for match in found:
        name, held = _key(match)
        about |= Q(**{name: held})
    rows = visible_to(request.actor).filter(about).select_related("round").order_by("-pk")
    dossiers: dict[tuple[str, int], list[Nomination]] = {}
    for row in rows:
        row.title_short = known_title(row.title_code).short  # type: ignore[attr-defined]
        dossiers.setdefault(_key(row), []).append(row)
    return dossiers


def _card(match: StopMatch, dossiers: dict[tuple[str, int], list[Nomination]]) -> dict[str, Any]:
    rows = dossiers.get(_key(match), [])
    subject = match.person or match.household
    birth = getattr(subject, "birth_on", None) or getattr(subject, "birth_year", None)
    return {
        "match": match,
        "row": match.row,
        "list": match.row.stop_list,
        "dossiers": rows,
        "live": sum(row.state in IN_PLAY for row in rows),
        "name": rows[0].name if rows else "",
        "position": rows[0].position if rows else "",
        "unit": rows[0].unit_name if rows else "",
        "birth": birth,
        "certain": match.likeness == Likeness.CERTAIN,
        "usual": usual_words(match),
    }


HEAD = (
    "Danh sách",
    "Dòng",
    "Tên trong danh sách",
    "Đơn vị, địa chỉ",
    "Vi phạm",
    "Người được đề nghị",
    "Đơn vị đề nghị",
    "Mức khớp",
    "Điều còn ngờ",
    "Trả lời",
    "Người trả lời",
)


def _workbook(found: QuerySet[StopMatch], request: HttpRequest) -> HttpResponse:
    rows = list(found)
    dossiers = _dossiers(request, rows)

    def line(match: StopMatch) -> tuple[object, ...]:
        card = _card(match, dossiers)
        row = match.row
        return (
            row.stop_list.name, row.row, row.name, row.place, row.words, card["name"],
            card["unit"], match.get_likeness_display(), "; ".join(match.reasons),
            match.get_answer_display(), match.answered_by_name,
        )  # fmt: skip

    return response("doi-chieu", "Đối chiếu danh sách vi phạm", HEAD, map(line, rows))


@screen(Role.OFFICER, reads=False, writes=True)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The same, another, or ask again."""
    match = get_object_or_404(visible(request.actor), pk=pk)
    said = request.POST.get("tra_loi", "")
    if said == Answer.SAME:
        held = is_the_same(actor=request.actor, match=match, words=request.POST.get("noi_dung", ""))
        messages.success(request, f"Đã ghi: đúng là một. Tạm dừng {held} hồ sơ.")
    elif said == Answer.OTHER:
        is_another(actor=request.actor, match=match)
        messages.success(request, "Đã ghi: không phải. Dòng này không hỏi lại nữa.")
    else:
        ask_again(actor=request.actor, match=match, why=request.POST.get("ly_do", ""))
        messages.success(request, "Dòng này được hỏi lại; việc tạm dừng do nó đã gỡ.")
    kept = request.POST.get("loc", "")[:500]
    return redirect(f"{reverse('office:stop_matches')}{'?' if kept else ''}{kept}")


urlpatterns = [
    path("danh-sach-vi-pham/doi-chieu/", stop_matches, name="stop_matches"),
    path("danh-sach-vi-pham/doi-chieu/<int:pk>/", answer, name="stop_answer"),
]
