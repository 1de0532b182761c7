"""Lists of violations: those brought in, one with its rows, naming its columns, taking it back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django_htmx.http import HttpResponseClientRefresh

from thidua.consultation.domain.matching import match_everybody, unmatched
from thidua.consultation.domain.stop_lists import (
    ListData,
    name_columns,
    read_again,
    start_list,
    withdraw_list,
)
from thidua.consultation.enums import Answer, ListState
from thidua.consultation.models import StopList, StopListRow
from thidua.consultation.queries import (
    READERS,
    hides_rows,
    lists_in_force,
    rows_of,
    waiting_matches,
)
from thidua.consultation.queries import bodies as visible_bodies
from thidua.consultation.queries import stop_lists as visible
from thidua.consultation.tasks import match
from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.jobs import defer
from thidua.core.screens import screen
from thidua.core.search import matching
from thidua.lists.stop_columns import MEANING_WORDS, Meaning, Named
from thidua.lists.workbook import column_letter
from thidua.vietnamese.dates import format_day
from thidua.web.office.consultation_forms import StopListForm, StopWithdrawForm, usual_span
from thidua.web.office.consulted_bodies import files_of, posted, revision_of
from thidua.web.shared.asked import chips
from thidua.web.shared.workbook import response

PAGE_SIZE = 50
AT_ONCE = 500
"""Dossiers compared while the officer waits."""
MEGABYTE = 1024 * 1024
NAMEABLE = frozenset(one.value for one in Meaning) - {Meaning.OTHER.value}
STATE_LOOK = {
    ListState.READING: ("info", "hourglass-split"),
    ListState.COLUMNS: ("warn", "layout-three-columns"),
    ListState.REFUSED: ("bad", "x-octagon-fill"),
    ListState.ACTIVE: ("ok", "check-circle-fill"),
    ListState.WITHDRAWN: ("plain", "dash-circle"),
}


@screen(*READERS, writes=True)
def stop_lists(request: HttpRequest) -> HttpResponse:
    """Lists brought in so far, and the form for the next one."""
    seen = visible(request.actor)
    form = StopListForm(
        *files_of(request),
        bodies=visible_bodies(request.actor),
        initial=usual_span(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = _start(request, form)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            return redirect("office:stop_list", row.code)
    found = _found(request, seen)
    if "xuat" in request.GET:
        return _lists_workbook(found)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    for one in page.object_list:
        one.look, one.icon = STATE_LOOK[ListState(one.state)]
    today = timezone.localdate()
    context = {
        "form": form,
        "page": page,
        "words": request.GET.get("q", "")[:100],
        "state": request.GET.get("buoc", ""),
        "states": ListState.choices,
        "waiting": waiting_matches(request.actor, today).count(),
        "unmatched": unmatched(request.actor.authority_id).count(),
        "in_force": lists_in_force(request.actor.authority_id, today).count(),
        "largest": settings.LARGEST_UPLOAD // MEGABYTE,
        "may_write": request.actor.is_any(Role.OFFICER),
        "has_bodies": visible_bodies(request.actor).filter(active=True).exists(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "consultation/stop_lists.html", context, status=status)


def _start(request: HttpRequest, form: StopListForm) -> StopList:
    data, given = form.cleaned_data, form.cleaned_data["file"]
    wanted = {key: value for key, value in data.items() if key != "file"}
    return start_list(
        actor=request.actor,
        data=ListData(**wanted),
        file_name=given.name,
        content=given.read(),
    )


def _found(request: HttpRequest, seen: QuerySet[StopList]) -> QuerySet[StopList]:
    words, state = request.GET.get("q", "").strip()[:100], request.GET.get("buoc", "")
    if words:
        seen = seen.filter(Q(name__icontains=words) | Q(body__name__icontains=words))
    if state in ListState.values:
        seen = seen.filter(state=state)
    return seen.annotate(
        lines=Count("rows", distinct=True),
        asked=Count("rows__matches", filter=Q(rows__matches__answer=Answer.OPEN), distinct=True),
    )


def _lists_workbook(found: QuerySet[StopList]) -> HttpResponse:
    head = ("Danh sách", "Cơ quan gửi", "Loại vi phạm", "Văn bản", "Dùng từ", "Đến hết", "Số dòng",
            "Chờ trả lời", "Bước")  # fmt: skip
    lines = (
        (
            row.name,
            row.body.name,
            row.get_ground_display(),
            row.paper,
            format_day(row.valid_from),
            format_day(row.valid_to),
            row.lines,  # type: ignore[attr-defined]
            row.asked,  # type: ignore[attr-defined]
            row.get_state_display(),
        )
        for row in found
    )
    return response("danh-sach-vi-pham", "Danh sách vi phạm", head, lines)


def _list(request: HttpRequest, code: str) -> StopList:
    return get_object_or_404(visible(request.actor), code=code)


@screen(*READERS)
def stop_list(request: HttpRequest, code: str) -> HttpResponse:
    """One list: how far it is read, what its columns hold, its rows and whom they match."""
    row = _list(request, code)
    if request.htmx and row.state != ListState.READING and _asks_progress(request):
        return HttpResponseClientRefresh()
    row.look, row.icon = STATE_LOOK[ListState(row.state)]  # type: ignore[attr-defined]
    words, state = request.GET.get("q", "").strip()[:100], request.GET.get("khop", "")
    seen = rows_of(request.actor, row)
    found = _rows(seen, words, state)
    if "xuat" in request.GET:
        return _rows_workbook(row, found)
    page = Paginator(found.prefetch_related("matches"), PAGE_SIZE).get_page(
        request.GET.get("trang")
    )
    counts = seen.aggregate(
        lines=Count("pk", distinct=True),
        open=Count("pk", filter=Q(matches__answer=Answer.OPEN), distinct=True),
        same=Count("pk", filter=Q(matches__answer=Answer.SAME), distinct=True),
    )
    context = {
        "row": row,
        "page": page,
        "words": words,
        "match_state": state,
        "counts": counts,
        "chips": _chips(request, counts, state),
        "columns": [
            (label, MEANING_WORDS[Meaning(meaning)])
            for label, meaning in row.columns.get("read", ())
        ],
        "may_write": request.actor.is_any(Role.OFFICER),
        "in_force": row.valid_from <= timezone.localdate() <= row.valid_to,
    }
    return render(request, "consultation/stop_list.html", context)


def _asks_progress(request: HttpRequest) -> bool:
    return "td-progress" in (request.htmx.target or "")


def _rows(seen: QuerySet[StopListRow], words: str, state: str) -> QuerySet[StopListRow]:
    if state in (Answer.OPEN, Answer.SAME, Answer.OTHER):
        seen = seen.filter(matches__answer=state).distinct()
    elif state == "khong":
        seen = seen.filter(matches__isnull=True)
    return matching(seen, words) if words else seen


def _chips(request: HttpRequest, counts: dict[str, int], state: str) -> list[dict[str, Any]]:
    kinds = [
        ("", "Tất cả", counts["lines"]),
        (Answer.OPEN.value, "Chờ trả lời", counts["open"]),
        (Answer.SAME.value, "Đúng là một", counts["same"]),
    ]
    return chips(request.GET, "khop", state, kinds)


def _rows_workbook(row: StopList, found: QuerySet[StopListRow]) -> HttpResponse:
    head = ("Trang", "Dòng", "Tên", "Ngày, năm sinh", "Đơn vị, địa chỉ", "Vi phạm",
            "Văn bản xử lý", "Từ ngày", "Đến ngày")  # fmt: skip
    lines = found.values_list(
        "sheet", "row", "name", "birth", "place", "words", "decision", "since", "until"
    )
    return response(f"danh-sach-{row.code}", row.name, head, lines.iterator(chunk_size=2000))


@screen(Role.OFFICER, reads=False, writes=True)
def reread(request: HttpRequest, code: str) -> HttpResponse:
    """Queue the reading again, for a list whose job was lost."""
    read_again(actor=request.actor, list_=_list(request, code))
    return redirect("office:stop_list", code)


@screen(Role.OFFICER, reads=False, writes=True)
def compare_now(request: HttpRequest) -> HttpResponse:
    """Compare every dossier that was not compared yet; many of them in the background."""
    authority_id = request.actor.authority_id
    if (count := unmatched(authority_id).count()) > AT_ONCE:
        defer(match, authority_id=authority_id)
        messages.info(request, f"Đang đối chiếu {count} hồ sơ. Tải lại trang sau ít phút.")
        return redirect("office:stop_lists")
    made = match_everybody(authority_id)
    words = f"{made} chỗ khớp mới chờ trả lời" if made else "không có chỗ khớp mới"
    messages.success(request, f"Đã đối chiếu mọi hồ sơ với danh sách đang dùng: {words}.")
    return redirect("office:stop_matches" if made else "office:stop_lists")


# -- naming the columns ---------------------------------------------------------------------------


@screen(Role.OFFICER, writes=True)
def columns(request: HttpRequest, code: str) -> HttpResponse:
    """Say which column holds what, over the first rows as they stand in the file."""
    row = _list(request, code)
    if hides_rows(request.actor, row):
        raise NotAllowed(
            "Những dòng đầu của danh sách này có trường hợp anh, chị không được xem. "
            "Chuyên viên khác chỉ cột thay."
        )
    errors: list[str] = []
    if request.method == "POST":
        try:
            name_columns(
                actor=request.actor,
                list_=row,
                named=_named(request, row),
                revision=revision_of(request),
            )
        except Refusal as refusal:
            errors = list(refusal.reasons)
        else:
            messages.success(request, "Đang đọc lại theo các cột đã chỉ.")
            return redirect("office:stop_list", code)
    sheet = _number(request, "trang_tinh", len(row.preview))
    chosen = row.preview[sheet] if row.preview else {"sheet": "", "rows": []}
    width = max((len(one) for one in chosen["rows"]), default=0)
    context = {
        "row": row,
        "sheets": [(number, one["sheet"]) for number, one in enumerate(row.preview)],
        "sheet": sheet,
        "rows": [
            (number, [*cells, *[""] * (width - len(cells))])
            for number, cells in enumerate(chosen["rows"], start=1)
        ],
        "letters": [
            (index, column_letter(index), request.POST.get(f"cot_{index}", Meaning.OTHER.value))
            for index in range(width)
        ],
        "meanings": [(one.value, words) for one, words in MEANING_WORDS.items()],
        "header": request.POST.get("dong_tieu_de", "1"),
        "revision": request.POST.get("revision", row.revision),
        "errors": errors,
    }
    return render(request, "consultation/columns.html", context, status=422 if errors else 200)


def _number(request: HttpRequest, name: str, below: int) -> int:
    typed = (request.POST or request.GET).get(name, "")
    number = int(typed) if typed.isdecimal() and len(typed) <= 4 else 0  # noqa: PLR2004 (digits)
    return number if number < below else 0


def _named(request: HttpRequest, row: StopList) -> Named:
    sheet = _number(request, "trang_tinh", len(row.preview))
    said = {
        index: Meaning(value)
        for index in range(256)
        if (value := request.POST.get(f"cot_{index}", "")) in NAMEABLE
    }
    header = _number(request, "dong_tieu_de", 10_000)
    return Named(sheet, max(header - 1, 0), said)


@screen(Role.OFFICER, writes=True)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take a list back, with the reason."""
    row = _list(request, code)
    form = StopWithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            released = withdraw_list(
                actor=request.actor, list_=row, revision=revision_of(request), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            words = f" Gỡ tạm dừng {released} hồ sơ." if released else ""
            messages.success(request, f"Đã rút danh sách.{words}")
            return redirect("office:stop_lists")
    context = {"row": row, "form": form, "revision": request.POST.get("revision", row.revision)}
    status = 422 if form.is_bound else 200
    return render(request, "consultation/stop_withdraw.html", context, status=status)


urlpatterns = [
    path("danh-sach-vi-pham/", stop_lists, name="stop_lists"),
    path("danh-sach-vi-pham/doi-chieu-ngay/", compare_now, name="stop_compare"),
    path("danh-sach-vi-pham/<slug:code>/", stop_list, name="stop_list"),
    path("danh-sach-vi-pham/<slug:code>/doc-lai/", reread, name="stop_reread"),
    path("danh-sach-vi-pham/<slug:code>/cot/", columns, name="stop_columns"),
    path("danh-sach-vi-pham/<slug:code>/rut/", withdraw, name="stop_withdraw"),
]
