"""Cases about awards given before: the list, and the page of one."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone

from thidua.commendation.models import VERDICTS
from thidua.commendation.queries import visible_to as visible_dossiers
from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.screens import screen
from thidua.journal.queries import events_of
from thidua.law import Finding, known_title
from thidua.revocations import terms
from thidua.revocations.domain import judging
from thidua.revocations.enums import SHORT, Kind, ObjectKind, ObjectState, Reason, State
from thidua.revocations.models import ReturnedObject, UndoCase
from thidua.revocations.queries import searched, visible_to, with_awards
from thidua.revocations.rules import may_add_papers, may_handle
from thidua.revocations.workflow import CASES
from thidua.web.office.undoing.forms import KINDS
from thidua.web.shared import timelines, workbook
from thidua.web.shared.asked import chips, one_of, order_by, sort_of, words_of

PAGE_SIZE = 30
READERS = (Role.OFFICER, Role.CHAIRMAN, Role.INSPECTOR, *sorted(UNIT_ROLES))
SORTS = {"moi": ("created_at", "pk"), "buoc": ("state", "pk"), "viec": ("kind", "pk")}
LOOKS = {
    State.PROPOSED: ("warn", "envelope"),
    State.OPEN: ("info", "search"),
    State.SETTLED: ("info", "check2-square"),
    State.DRAFTED: ("info", "pencil"),
    State.FORWARDED: ("warn", "send"),
    State.DONE: ("ok", "check-circle-fill"),
    State.REFUSED: ("plain", "x-octagon"),
    State.WITHDRAWN: ("plain", "box-arrow-left"),
}
OBJECT_LOOKS = {
    ObjectState.AWAITED: ("warn", "hourglass-split"),
    ObjectState.RETURNED: ("ok", "check-circle-fill"),
    ObjectState.NOT_RETURNED: ("bad", "x-octagon"),
}
HEAD = ("Mã", "Việc", "Bước", "Khen thưởng", "Người, tập thể, hộ", "Đơn vị", "Lập ngày",
        "Quyết định", "Ngày quyết định")  # fmt: skip


def decorate(row: UndoCase) -> UndoCase:
    """What a list row shows beside its columns."""
    row.look, row.icon = LOOKS[State(row.state)]
    row.short = SHORT[Kind(row.kind)]
    row.first = row.rows[0] if row.rows else None
    for one in row.rows:
        one.title = f"{known_title(one.award.title_code).name} năm {one.award.year}"
        one.number = one.award.decision_number
    return row


def ruling(row: UndoCase) -> tuple[str, Any]:
    """Number and day of the decision that ended the case, ours or somebody else's."""
    if row.state != State.DONE:
        return "", None
    if row.decision is not None:
        return f"số {row.decision.full_number}", row.decision.issued_on
    return row.outcome_paper, row.outcome_on


@screen(*READERS)
def cases(request: HttpRequest) -> HttpResponse:
    """Cases, newest first, with where each stands."""
    words = words_of(request.GET)
    kind = one_of(request.GET, "viec", Kind.values)
    state = one_of(request.GET, "buoc", State.values)
    found = searched(visible_to(request.actor), words)
    found = found.filter(kind=kind) if kind else found
    counts = Counter(found.order_by().values_list("state", flat=True))
    sort = sort_of(request.GET, SORTS, "-moi")
    rows = with_awards(found.filter(state=state) if state else found)
    rows = rows.order_by(*order_by(sort, SORTS))
    if request.GET.get("xuat") == "xlsx":
        return _book(rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        decorate(row)
    steps = [("", "Tất cả", counts.total())]
    steps += [(one.value, one.label, counts[one]) for one in State if counts[one] or one == state]
    context = {
        "page": page,
        "words": words,
        "kind": kind,
        "sort": sort,
        "kinds": KINDS,
        "chips": chips(request.GET, "buoc", state, steps),
        "is_filtered": bool(words or kind or state),
        "may_open": request.actor.is_any(Role.OFFICER, *UNIT_ROLES),
        "is_unit": request.actor.role in UNIT_ROLES,
    }
    return render(request, "undoing/list.html", context)


def _book(rows: QuerySet[UndoCase]) -> HttpResponse:
    lines = []
    for row in rows:
        decorate(row)
        paper, day = ruling(row)
        lines += [
            (
                row.code,
                row.short,
                row.get_state_display(),
                one.title,
                one.name,
                one.unit_name,
                f"{timezone.localtime(row.created_at):%d/%m/%Y}",
                paper,
                f"{day:%d/%m/%Y}" if day else "",
            )
            for one in row.rows
        ]
    return workbook.response("thu-hoi-cap-lai", "Thu hồi, phục hồi, cấp lại", HEAD, lines)


def case_or_404(request: HttpRequest, code: str) -> UndoCase:
    return decorate(get_object_or_404(with_awards(visible_to(request.actor)), code=code))


@screen(*READERS)
def case(request: HttpRequest, code: str) -> HttpResponse:
    """One case: what it is about, what the law says, who decides, what came of it."""
    row = case_or_404(request, code)
    is_unit = request.actor.role in UNIT_ROLES
    context = {
        "case": row,
        "offers": CASES.offers(row, request.actor),
        "papers": _papers(row, request.actor),
        "may_add": not may_add_papers(row, request.actor),
        "may_handle": not may_handle(row, request.actor),
        "is_unit": is_unit,
        "editable": row.state in (State.PROPOSED, State.OPEN),
        "events": timelines.shown(request.actor, events_of(row)),
        "reason": Reason(row.reason).label if row.reason else "",
        "ruling": ruling(row),
        "term": _term(row),
        "takes_back": judging.takes_back(row),
        "object_kinds": ObjectKind.choices,
    }
    if not is_unit:
        context |= _law(row) | _followed(row, request.actor)
    return render(request, "undoing/case.html", context)


def _law(row: UndoCase) -> dict[str, Any]:
    """What the law says now; of a case that is over, what it said when it was settled."""
    over = row.state in (State.DRAFTED, State.FORWARDED, State.DONE)
    found = [Finding.from_dict(one) for one in row.finding] if over else judging.findings(row)
    return {
        "findings": [shown(one) for one in found],
        "deciding": judging.deciding(row),
        "obstacles": judging.obstacles(row) if row.state in (State.PROPOSED, State.OPEN) else [],
    }


def shown(found: Finding) -> dict[str, Any]:
    """A finding as the condition component reads it."""
    return {
        "verdict": found.verdict,
        "sentence": found.sentence,
        "detail": found.detail,
        "citation": found.citation.text,
        "confidence": found.citation.confidence,
        "facts": list(found.facts_used),
        "missing": [found.missing] if found.missing else [],
        "parts": [shown(part) for part in found.parts],
        "joiner": found.joiner,
        "folded": True,
    }


def _papers(row: UndoCase, actor: Actor) -> list[Any]:
    papers = row.papers.select_related("file")
    if actor.role in UNIT_ROLES:
        papers = papers.filter(by_unit=True)
    return list(papers)


def _followed(row: UndoCase, actor: Actor) -> dict[str, Any]:
    """What followed: objects to come back, open dossiers judged again."""
    back = list(ReturnedObject.objects.filter(line__case=row).select_related("line").order_by("pk"))
    for one in back:
        one.look, one.icon = OBJECT_LOOKS[ObjectState(one.state)]
    return {"objects": back, "dossiers": _dossiers(row, actor)}


def _dossiers(row: UndoCase, actor: Actor) -> list[dict[str, Any]]:
    """Those of the open dossiers judged again that the actor may see, with both verdicts."""
    words = dict(VERDICTS)
    verdicts = {one["code"]: one for one in row.rejudged}
    seen = visible_dossiers(actor).filter(code__in=verdicts).select_related("round")
    return [
        {
            "row": one,
            "title": known_title(one.title_code).name,
            "before": words.get(verdicts[one.code]["before"], "Chưa xét"),
            "after": words.get(verdicts[one.code]["after"], "Chưa xét"),
            "changed": verdicts[one.code]["before"] != verdicts[one.code]["after"],
        }
        for one in seen.order_by("pk")
    ]


def _term(row: UndoCase) -> terms.Term | None:
    if row.kind != Kind.REISSUE:
        return None
    return terms.OWN if judging.deciding(row).ours else terms.REISSUE


urlpatterns = [
    path("thu-hoi/", cases, name="undo_cases"),
    path("thu-hoi/<slug:code>/", case, name="undo_case"),
]
