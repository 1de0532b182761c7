"""Plans of the years; one plan with where every item stands; versions as they were approved."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.screens import screen
from thidua.documents.domain.store import OFFICE
from thidua.journal.queries import events_of
from thidua.planning.domain.versions import changes, draft_files, lines_in, lines_of
from thidua.planning.enums import ItemKind, PlanState, Standing
from thidua.planning.models import PlanItem, WorkPlan
from thidua.planning.queries import READERS, items_of, visible_to, with_stands
from thidua.planning.rules import KEEPERS
from thidua.planning.standing import HOLIDAY_RULE, Stand
from thidua.planning.workflow import PLANS
from thidua.vietnamese.text import fold
from thidua.web.shared import timelines, workbook
from thidua.web.shared.asked import chips, one_of, words_of
from thidua.web.shared.calendar import address

PAGE_SIZE = 60
LOOK = {
    Standing.LATE: ("bad", "alarm"),
    Standing.GOING: ("info", "play-circle"),
    Standing.AHEAD: ("plain", "calendar"),
    Standing.DONE: ("ok", "check-circle-fill"),
    Standing.OFF: ("plain", "slash-circle"),
}
STATE_LOOK = {
    PlanState.DRAFT: ("plain", "pencil"),
    PlanState.PROPOSED: ("warn", "hourglass-split"),
    PlanState.APPROVED: ("ok", "patch-check"),
}
SORTS = {
    "han": lambda pair: (pair[0].due_on is None, pair[0].due_on, pair[0].pk),
    "ten": lambda pair: (fold(pair[0].title), pair[0].pk),
    "chu-tri": lambda pair: (fold(pair[0].owner_name), pair[0].pk),
}
PAPERS = {"pdf": "application/pdf", "docx": OFFICE["docx"]}
HEAD = ("Loại", "Nội dung", "Nội dung họp", "Chủ trì", "Phối hợp", "Từ ngày", "Đến ngày", "Nhịp",
        "Tình trạng", "Căn cứ tình trạng")  # fmt: skip


def plan_of(request: HttpRequest, year: int) -> WorkPlan:
    return get_object_or_404(visible_to(request.actor), year=year)


@screen(*READERS)
def plans(request: HttpRequest) -> HttpResponse:
    """Leads to this year's plan, else to the newest; without any says how to begin."""
    rows = visible_to(request.actor)
    year = timezone.localdate().year
    found = rows.filter(year=year).first() or rows.first()
    if found is not None:
        return redirect("office:work_plan", found.year)
    context = {"may_keep": request.actor.is_any(*KEEPERS)}
    return render(request, "planning/none.html", context)


@screen(*READERS)
def work_plan(request: HttpRequest, year: int) -> HttpResponse:
    """The year's items with where they stand; filtered, sorted, as a workbook too."""
    plan, query = plan_of(request, year), request.GET
    rows = with_stands(request.actor, items_of(plan), timezone.localdate())
    words, kind = words_of(query), one_of(query, "loai", ItemKind.values)
    standing = one_of(query, "tinh_trang", Standing.values)
    sort = one_of(query, "sap_xep", {*SORTS, *(f"-{one}" for one in SORTS)}) or "han"
    found = [pair for pair in rows if _fits(pair[0], words, kind)]
    counts = Counter(one.standing for _, one in found)
    shown = [pair for pair in found if not standing or pair[1].standing == standing]
    shown.sort(key=SORTS[sort.lstrip("-")], reverse=sort.startswith("-"))
    if query.get("xuat") == "xlsx":
        return _book(plan, shown)
    page = Paginator([_shown(item, one) for item, one in shown], PAGE_SIZE)
    kinds = [("", "Tất cả", len(found))]
    kinds += [(one.value, one.label, counts[one]) for one in Standing if counts[one]]
    context = {
        "page": page.get_page(query.get("trang")),
        "chips": chips(query, "tinh_trang", standing, kinds),
        "words": words,
        "kind": kind,
        "kinds": ItemKind.choices,
        "sort": sort,
        "late": counts[Standing.LATE],
        "holiday_rule": HOLIDAY_RULE,
        "is_filtered": bool(words or kind or standing),
    }
    return render(request, "planning/plan.html", context | _head(request, plan))


def _fits(item: PlanItem, words: str, kind: str) -> bool:
    text = fold(f"{item.title} {item.owner_name} {item.helpers}")
    return (not kind or item.kind == kind) and all(one in text for one in fold(words).split())


def _shown(item: PlanItem, one: Stand) -> dict[str, Any]:
    look, icon = LOOK[one.standing]
    return {"item": item, "stand": one, "look": look, "icon": icon, "url": address(one.address)}


def _head(request: HttpRequest, plan: WorkPlan) -> dict[str, Any]:
    actor = request.actor
    look, icon = STATE_LOOK[PlanState(plan.state)]
    keeps = actor.is_any(*KEEPERS)
    versions = list(plan.versions.select_related("docx", "pdf"))
    return {
        "plan": plan,
        "look": look,
        "icon": icon,
        "offers": PLANS.offers(plan, actor),
        "may_keep": keeps,
        "may_write": keeps and plan.state == PlanState.DRAFT,
        "versions": versions,
        "years": list(visible_to(actor).values_list("year", flat=True)),
        "events": timelines.shown(actor, events_of(plan), 8),
    }


def _book(plan: WorkPlan, rows: list[tuple[PlanItem, Stand]]) -> HttpResponse:
    return workbook.response(
        f"chuong-trinh-cong-tac-{plan.year}",
        str(plan),
        HEAD,
        (
            (
                item.get_kind_display(),
                item.title,
                item.get_purpose_display(),
                item.owner_name,
                item.helpers,
                f"{item.begins_on:%d/%m/%Y}" if item.begins_on else "",
                f"{item.due_on:%d/%m/%Y}" if item.due_on else "",
                item.get_rhythm_display(),
                one.standing.label,
                one.words,
            )
            for item, one in rows
        ),
    )


@screen(*READERS)
def paper(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """What stands in the plan now, as a draft to read on paper."""
    plan = plan_of(request, year)
    if form not in PAPERS:
        raise Http404
    docx, pdf = draft_files(plan)
    answer = HttpResponse(pdf if form == "pdf" else docx, content_type=PAPERS[form])
    kind = "inline" if form == "pdf" else "attachment"
    name = f"du-thao-chuong-trinh-{plan.year}.{form}"
    answer["Content-Disposition"] = f'{kind}; filename="{name}"'
    return answer


@screen(*READERS)
def version(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """One approved version, and what it changed of the one before."""
    plan = plan_of(request, year)
    row = get_object_or_404(plan.versions.select_related("docx", "pdf"), number=number)
    before = plan.versions.filter(number=number - 1).first()
    lines = lines_in(row)
    context = {
        "plan": plan,
        "version": row,
        "lines": lines,
        "before": before,
        "changes": changes(lines_in(before), lines) if before else None,
        "is_last": not plan.versions.filter(number__gt=number).exists(),
    }
    return render(request, "planning/version.html", context)


@screen(*READERS)
def pending(request: HttpRequest, year: int) -> HttpResponse:
    """What stands in the plan now beside the version in force."""
    plan = plan_of(request, year)
    last = get_object_or_404(plan.versions.order_by("-number")[:1])
    now = lines_of(items_of(plan))
    context = {"plan": plan, "version": last, "changes": changes(lines_in(last), now)}
    return render(request, "planning/pending.html", context)


urlpatterns = [
    path("chuong-trinh/", plans, name="work_plans"),
    path("chuong-trinh/<int:year>/", work_plan, name="work_plan"),
    path("chuong-trinh/<int:year>/thay-doi/", pending, name="work_plan_pending"),
    path("chuong-trinh/<int:year>/ban-in.<str:form>", paper, name="work_plan_paper"),
    path("chuong-trinh/<int:year>/lan/<int:number>/", version, name="work_plan_version"),
]
