"""Questions that a file leaves open, one a card, each answered once for all lines alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.law import known_title
from thidua.organizations.queries import versions_on
from thidua.registry.domain import answers
from thidua.registry.enums import AskedAbout, BatchState, RowState
from thidua.registry.models import Award, ImportBatch
from thidua.registry.queries import Question, batches, questions
from thidua.vietnamese.numbers import format_number
from thidua.web.office.import_shown import shown, steps

QUESTIONS_SHOWN = 10
AWARDS_SHOWN = 4
QUESTION_TITLES = {
    AskedAbout.UNIT: "“{words}” là đơn vị nào?",
    AskedAbout.TITLE: "“{words}” là danh hiệu, hình thức nào?",
    AskedAbout.PERSON: "{words} là ai trong sổ?",
}


def _batch(request: HttpRequest, code: str) -> ImportBatch:
    return get_object_or_404(batches(request.actor.authority_id), code=code)


@screen(Role.OFFICER, writes=True)
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Open questions, one a card; the next ones come up as these are answered."""
    batch = _batch(request, code)
    if request.method == "POST":
        _take_answer(request, batch)
        # From the list of rows one goes back to it, from the questions to the next question.
        page = "office:import" if request.POST.get("ve") == "tep" else "office:import_questions"
        return redirect(page, code)
    found = questions(batch)
    if not found:
        return redirect("office:import", code)
    on_page = found[:QUESTIONS_SHOWN]
    history = _history(batch, on_page)
    context = {
        "batch": batch,
        "cards": [_card(one, history) for one in on_page],
        "total": len(found),
        "rest": len(found) - len(on_page),
        "units": _every_unit(batch) if any(one.asked == AskedAbout.UNIT for one in on_page) else [],
        "steps": steps(batch),
        "ready": batch.rows.filter(state=RowState.READY).count(),
        "applied": batch.state == BatchState.APPLIED,
    }
    return render(request, "office/import_questions.html", context)


def _take_answer(request: HttpRequest, batch: ImportBatch) -> None:
    data = request.POST
    answer = data.get("tra_loi", "") or data.get("don_vi_khac", "")
    place = data.get("dong", "")
    if place.isdecimal():
        row = get_object_or_404(batch.rows, sheet=data.get("trang", ""), row=int(place))
        answers.answer_row(actor=request.actor, row=row, answer=answer)
        messages.success(request, f"Đã trả lời dòng {row.row}.")
        return
    answers.answer_alike(
        actor=request.actor,
        batch=batch,
        asked=data.get("hoi", ""),
        key=data.get("khoa", ""),
        answer=answer,
    )
    left = batch.rows.filter(state=RowState.ASKED).count()
    rest = f"Còn {format_number(left)} dòng chờ trả lời." if left else "Không còn câu hỏi nào."
    messages.success(request, f"Đã ghi câu trả lời. {rest}")


def _every_unit(batch: ImportBatch) -> list[tuple[str, str]]:
    rows = versions_on(batch.authority_id, timezone.localdate())
    return [(version.unit.code, version.name) for version in rows]


def _card(question: Question, history: Mapping[str, list[str]]) -> dict[str, Any]:
    row = question.first
    return {
        "asked": question.asked,
        "key": question.key,
        "title": QUESTION_TITLES[AskedAbout(question.asked)].format(words=_words(question)),
        # With one candidate the reason for doubt stands beside that candidate.
        "why": "" if len(row.candidates) == 1 else row.why,
        "rows": [shown(one) for one in question.rows],
        "count": len(question.rows),
        "offers": [
            offer | {"held": history.get(offer["code"], [])[:AWARDS_SHOWN]}
            for offer in row.candidates
        ],
    }


def _words(question: Question) -> str:
    content = question.first.content
    if question.asked == AskedAbout.TITLE:
        return str(content["title_words"])
    who = content["who"]
    named_by_unit = question.asked == AskedAbout.UNIT and who["kind"] != "collective"
    return str(who["unit"] if named_by_unit else who["name"])


def _history(batch: ImportBatch, on_page: Iterable[Question]) -> Mapping[str, list[str]]:
    """Awards of every candidate on the page: on record, or as the file itself has them."""
    found: dict[str, list[str]] = {}
    codes = {offer["code"] for one in on_page for offer in one.first.candidates}
    held = Award.objects.filter(
        authority_id=batch.authority_id, withdrawn_at__isnull=True, person__code__in=codes
    )
    rows = held.order_by("-year").values_list("person__code", "title_code", "year")
    for code, title, year in rows:
        found.setdefault(code, []).append(f"{known_title(title).short} {year}")
    lines = batch.rows.filter(subject__in=codes - found.keys(), content__title__isnull=False)
    for row in lines.exclude(state=RowState.ASKED).order_by("row"):
        title = row.content["title"]
        if title:
            words = f"{known_title(title).short} {row.content['who']['year']}"
            found.setdefault(row.subject, []).append(words)
    return found


@screen(Role.OFFICER, reads=False, writes=True)
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Ask again about a row, or a spelling, that was answered but is not on record yet."""
    batch = _batch(request, code)
    if "khoa" in request.POST:
        asked, key = request.POST.get("hoi", ""), request.POST["khoa"]
        answers.take_back_alike(actor=request.actor, batch=batch, asked=asked, key=key)
        messages.success(request, "Câu này được hỏi lại.")
        return redirect("office:import", code)
    row = get_object_or_404(
        batch.rows,
        sheet=request.POST.get("trang", ""),
        row=request.POST.get("dong", "") if request.POST.get("dong", "").isdecimal() else 0,
    )
    answers.take_back(actor=request.actor, row=row)
    messages.success(request, f"Dòng {row.row} được hỏi lại.")
    return redirect("office:import", code)


urlpatterns = [
    path("nhap-so/<slug:code>/cau-hoi/", ask, name="import_questions"),
    path("nhap-so/<slug:code>/hoi-lai/", take_back, name="import_take_back"),
]
