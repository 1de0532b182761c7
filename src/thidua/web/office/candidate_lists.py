"""Lists put before the people, from the office: drawing up, posting, the clock, the report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.core.search import matching
from thidua.documents.domain.store import OFFICE as OFFICE_TYPES
from thidua.journal.queries import events_of
from thidua.law import known_title
from thidua.publicity.domain import lists as verbs
from thidua.publicity.domain.papers import notice_file
from thidua.publicity.enums import SETTLED, SHOWN, WAITING, ListState
from thidua.publicity.models import CandidateList
from thidua.publicity.queries import (
    comments_visible_to,
    lines_visible_to,
    lists_visible_to,
    reckoning_of_list,
    reckonings,
    reckonings_of_candidates,
    state_counts,
    unpublished_for,
)
from thidua.publicity.terms import terms_of
from thidua.publicity.workflow import LISTS
from thidua.web.office import candidate_list_making
from thidua.web.office.candidate_list_forms import PlaceForm, day_field
from thidua.web.office.candidate_list_making import is_officer, mine, revision_of
from thidua.web.shared import timelines, workbook
from thidua.web.shared.asked import state_chips

READERS = (Role.OFFICER, Role.INSPECTOR, Role.SECRETARY, Role.CHAIRMAN, Role.MEMBER)
PAGE_SIZE = 20
LINES = 100
SORTS = {"ten": "name", "dang": "opened_on", "moi": "pk", "so": "lines"}
LOOK = {
    ListState.DRAFT: ("plain", "pencil"),
    ListState.OPEN: ("info", "megaphone"),
    ListState.PAUSED: ("warn", "pause-circle"),
    ListState.CLOSED: ("ok", "check2-all"),
    ListState.WITHDRAWN: ("plain", "box-arrow-left"),
}
FORMS = {"pdf": "application/pdf", "docx": OFFICE_TYPES["docx"]}


@screen(*READERS)
def lists(request: HttpRequest) -> HttpResponse:
    """Every list, by state; and what must be published and is not."""
    seen = lists_visible_to(request.actor)
    words = request.GET.get("q", "").strip()[:100]
    if words:
        seen = seen.filter(Q(name__icontains=words) | Q(round__name__icontains=words))
    counts = dict(seen.order_by().values("state").annotate(n=Count("pk")).values_list("state", "n"))
    state = request.GET.get("trang_thai", "")
    state = state if state in ListState.values else ""
    sort = request.GET.get("sap_xep", "-moi")
    sort = sort if sort.lstrip("-") in SORTS else "-moi"
    column = SORTS[sort.lstrip("-")]
    rows = (
        (seen.filter(state=state) if state else seen)
        .select_related("round")
        .annotate(lines=Count("candidates"))
        .order_by(f"-{column}" if sort.startswith("-") else column, "-pk")
    )
    if request.GET.get("xuat") == "xlsx":
        return _lists_book(rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    known = reckonings(page.object_list, timezone.localdate())
    for row in page.object_list:
        row.look, row.icon = LOOK[ListState(row.state)]
        row.clock = known.get(row.pk)
    context = {
        "page": page,
        "sort": sort,
        "words": words,
        "chips": state_chips(request.GET, "trang_thai", state, ListState, counts),
        "is_filtered": bool(words or state),
        "may_draft": is_officer(request),
        "unpublished": unpublished_for(request.actor).count(),
    }
    return render(request, "publicity/lists.html", context)


def _lists_book(rows: Any) -> HttpResponse:
    found = list(rows)
    known = reckonings(found, timezone.localdate())
    head = ("Mã", "Tên danh sách", "Đợt xét", "Trạng thái", "Số trường hợp", "Ngày làm việc",
            "Ngày đăng", "Ngày cuối", "Căn cứ")  # fmt: skip
    lines = (
        (
            row.code, row.name, row.round.name, row.get_state_display(), row.lines,
            row.working_days, f"{row.opened_on:%d/%m/%Y}" if row.opened_on else "",
            f"{clock.last_day:%d/%m/%Y}" if (clock := known.get(row.pk)) and clock.last_day else "",
            row.basis,
        )
        for row in found
    )  # fmt: skip
    return workbook.response("lay-y-kien", "Danh sách lấy ý kiến Nhân dân", head, lines)


@screen(*READERS)
def one_list(request: HttpRequest, code: str) -> HttpResponse:
    """One list: its clock, where it stands, its lines, what was said."""
    row = mine(request, code)
    words = request.GET.get("q", "").strip()[:100]
    lines = matching(lines_visible_to(request.actor, row), words)
    if request.GET.get("xuat") == "xlsx":
        return _lines_book(request, row, lines)
    return render(request, "publicity/list.html", _page(request, row, lines, words))


def _page(
    request: HttpRequest, row: CandidateList, lines: Any, words: str, place: Any = None
) -> dict[str, Any]:
    today = timezone.localdate()
    said = _said(request, row)
    page = Paginator(lines.select_related("nomination"), LINES).get_page(request.GET.get("trang"))
    own = reckonings_of_candidates(row, today)
    for line in page.object_list:
        line.title_name = known_title(line.title_code).name
        line.clock, line.said = own.get(line.pk), said.get(line.pk, 0)
    clock = reckoning_of_list(row, today)
    counts = state_counts(comments_visible_to(request.actor).filter(list=row))
    row.look, row.icon = LOOK[ListState(row.state)]  # type: ignore[attr-defined]
    return {
        "list": row,
        "clock": clock,
        "page": page,
        "words": words,
        "offers": _offers(row, request),
        "is_officer": is_officer(request),
        "sees_comments": request.actor.is_any(Role.OFFICER, Role.INSPECTOR),
        "may_edit": is_officer(request) and row.state == ListState.DRAFT,
        "may_enter": row.state in SHOWN,
        "may_correct": is_officer(request) and row.state in {ListState.OPEN, ListState.PAUSED},
        "said": {
            "total": sum(counts.values()),
            "waiting": sum(counts.get(state, 0) for state in WAITING),
            "settled": sum(counts.get(state, 0) for state in SETTLED),
            "serious": counts.get("serious", 0),
        },
        "placements": row.placements.order_by("posted_on", "pk"),
        "place_form": place or PlaceForm(initial={"posted_on": today}),
        "asks_last_day": is_officer(request)
        and row.state == ListState.OPEN
        and clock is not None
        and clock.last_day is None
        and not clock.is_stopped,
        "events": timelines.shown(request.actor, events_of(row), 20),
        "public_url": settings.PUBLIC_URL + reverse("public:candidate_list", args=[row.code]),
    }


def _said(request: HttpRequest, row: CandidateList) -> dict[int, int]:
    """Comments by candidate, of those the actor may see."""
    seen = comments_visible_to(request.actor).filter(list=row, candidate__isnull=False)
    rows = seen.order_by().values("candidate").annotate(n=Count("pk"))
    return dict(rows.values_list("candidate", "n"))


def _offers(row: CandidateList, request: HttpRequest) -> list[dict[str, Any]]:
    offers = []
    for offer in LISTS.offers(row, request.actor):
        name = offer.transition.name
        offers.append(
            {
                "label": offer.transition.label,
                "icon": offer.transition.icon,
                "reasons": list(offer.reasons),
                "url": reverse("office:candidate_list_act", args=[row.code, name]),
                "asks": bool(offer.transition.needs) or name == "open",
                "kind": "danger-quiet"
                if name == "withdraw"
                else "primary"
                if name in {"open", "close", "resume"}
                else "quiet",
            }
        )
    return offers


def _lines_book(request: HttpRequest, row: CandidateList, lines: Any) -> HttpResponse:
    said = _said(request, row)
    sees = request.actor.is_any(Role.OFFICER, Role.INSPECTOR)
    head = ["Mã hồ sơ", "Họ tên, tên tập thể, hộ", "Chức vụ, đơn vị", "Danh hiệu, hình thức",
            "Tóm tắt thành tích", "Đính chính"]  # fmt: skip
    rows = (
        [
            line.nomination.code, line.name, line.detail, known_title(line.title_code).name,
            line.achievement, line.note, *([said.get(line.pk, 0)] if sees else []),
        ]
        for line in lines.select_related("nomination")
    )  # fmt: skip
    return workbook.response(
        f"lay-y-kien-{row.code}", row.name, [*head, "Số ý kiến"] if sees else head, rows
    )


@screen(Role.OFFICER, writes=True)
def act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Walk one step: what will happen is said first, a reason asked for where there must be one."""
    row = mine(request, code)
    if name not in LISTS.by_name:
        raise Http404
    errors: list[str] = []
    if request.method == "POST":
        try:
            verbs.move_list(
                actor=request.actor,
                list_=row,
                name=name,
                revision=revision_of(request),
                reason=request.POST.get("ly_do", ""),
            )
        except Refusal as refusal:
            errors = list(refusal.reasons)
        else:
            messages.success(request, f"{LISTS.by_name[name].sentence}: {row.name}.")
            return redirect("office:candidate_list", row.code)
    context = {
        "list": row,
        "transition": LISTS.by_name[name],
        "errors": errors,
        "reason": request.POST.get("ly_do", "")[:500],
        "lines": row.candidates.count(),
    }
    return render(request, "publicity/list_act.html", context, status=422 if errors else 200)


@screen(Role.OFFICER, reads=False, writes=True)
def place(request: HttpRequest, code: str) -> HttpResponse:
    """Record one more place of publication."""
    row = mine(request, code)
    form = PlaceForm(request.POST)
    if form.is_valid():
        try:
            verbs.place(actor=request.actor, list_=row, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã ghi nơi công khai.")
            return redirect("office:candidate_list", row.code)
    lines = lines_visible_to(request.actor, row)
    return render(request, "publicity/list.html", _page(request, row, lines, "", form), status=422)


@screen(Role.OFFICER, reads=False, writes=True)
def last_day(request: HttpRequest, code: str) -> HttpResponse:
    """Name the last day where the calendar cannot tell."""
    row = mine(request, code)
    try:
        day = day_field("Ngày cuối").clean(request.POST.get("ngay", ""))
    except forms.ValidationError as error:
        raise Refusal(*error.messages) from error
    verbs.say_last_day(
        actor=request.actor,
        list_=row,
        day=day,
        basis=request.POST.get("can_cu", ""),
        revision=revision_of(request),
    )
    messages.success(request, "Đã ghi ngày cuối.")
    return redirect("office:candidate_list", row.code)


@screen(*READERS)
def notice(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The public notice with its list, to number and sign; only what is public is in it."""
    row = mine(request, code)
    draft_hides = row.state not in SHOWN and lines_visible_to(request.actor, row).count() != (
        row.candidates.count()
    )
    if form not in FORMS or draft_hides:
        raise Http404
    address = settings.PUBLIC_URL + reverse("public:candidate_list", args=[row.code])
    answer = HttpResponse(notice_file(row, form, address), content_type=FORMS[form])
    kind = "inline" if form == "pdf" else "attachment"
    answer["Content-Disposition"] = f'{kind}; filename="thong-bao-lay-y-kien-{row.code}.{form}"'
    return answer


@screen(Role.OFFICER, Role.INSPECTOR, Role.SECRETARY, writes=True)
def unpublished(request: HttpRequest) -> HttpResponse:
    """Dossiers that must be published before the council meets, and were not."""
    if request.method == "POST":
        count = verbs.hold_what_is_unpublished(actor=request.actor)
        messages.success(request, f"Đã tạm dừng {count} hồ sơ chờ công khai.")
        return redirect("office:unpublished")
    rows = unpublished_for(request.actor).select_related("round").order_by("round", "sort_key")
    page = Paginator(rows, LINES).get_page(request.GET.get("trang"))
    for row in page.object_list:
        row.title_name = known_title(row.title_code).name
        row.terms = terms_of(row.title_code, row.round.considered_on, timezone.localdate())
    context = {"page": page, "is_officer": is_officer(request)}
    return render(request, "publicity/unpublished.html", context)


urlpatterns = [
    path("lay-y-kien/", lists, name="candidate_lists"),
    *candidate_list_making.urlpatterns,
    path("lay-y-kien/phai-cong-khai/", unpublished, name="unpublished"),
    path("lay-y-kien/<slug:code>/", one_list, name="candidate_list"),
    path("lay-y-kien/<slug:code>/buoc/<slug:name>/", act, name="candidate_list_act"),
    path("lay-y-kien/<slug:code>/noi-dang/", place, name="candidate_list_place"),
    path("lay-y-kien/<slug:code>/ngay-cuoi/", last_day, name="candidate_list_last_day"),
    path("lay-y-kien/<slug:code>/thong-bao.<str:form>", notice, name="candidate_list_notice"),
]
