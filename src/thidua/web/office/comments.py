"""What the people said, in the office: the list, one comment, and what is done with it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.journal.queries import events_of
from thidua.law import known_title
from thidua.publicity.clock import Reckoning
from thidua.publicity.domain import triage
from thidua.publicity.effects import LONGEST_ANSWER, Settlement
from thidua.publicity.enums import SHOWN, WAITING, Channel, CommentState, Naming
from thidua.publicity.models import CandidateList, Comment
from thidua.publicity.queries import (
    comments_visible_to,
    lines_visible_to,
    lists_visible_to,
    open_lists,
    reckoning_of_list,
    reckonings_of_candidates,
    state_counts,
)
from thidua.publicity.rules import may_read_identity, may_triage
from thidua.publicity.workflow import COMMENTS
from thidua.web.shared import timelines, workbook
from thidua.web.shared.asked import state_chips

READERS = (Role.OFFICER, Role.INSPECTOR)
PAGE_SIZE = 30
SORTS = {"moi": "new_at", "danh-sach": "list__name", "buoc": "state"}
LOOK = {
    CommentState.NEW: ("info", "envelope"),
    CommentState.IN_REVIEW: ("info", "search"),
    CommentState.SERIOUS: ("bad", "exclamation-octagon"),
    CommentState.PASSED_ON: ("warn", "forward"),
    CommentState.ANSWERED: ("ok", "chat-left-text"),
    CommentState.UNFOUNDED: ("plain", "x-circle"),
}
KEPT = "Ý kiến giữ kín danh tính: xem trên màn hình"


@screen(*READERS)
def comments(request: HttpRequest) -> HttpResponse:
    """Comments, oldest waiting first unless asked otherwise."""
    seen = _searched(comments_visible_to(request.actor), request)
    counts = state_counts(seen)
    state = request.GET.get("trang_thai", "")
    state = state if state in CommentState.values else ""
    sort = request.GET.get("sap_xep", "moi")
    sort = sort if sort.lstrip("-") in SORTS else "moi"
    column = SORTS[sort.lstrip("-")]
    rows = (
        (seen.filter(state=state) if state else seen)
        .select_related("list", "candidate", "handler")
        .order_by(f"-{column}" if sort.startswith("-") else column, "pk")
    )
    if request.GET.get("xuat") == "xlsx":
        return _book(rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        row.look, row.icon = LOOK[CommentState(row.state)]
        row.is_kept = row.naming == Naming.CONFIDENTIAL
    lists = CandidateList.objects.filter(
        pk__in=comments_visible_to(request.actor).order_by().values("list")
    )
    context = {
        "page": page,
        "sort": sort,
        "words": request.GET.get("q", "").strip()[:100],
        "chips": state_chips(request.GET, "trang_thai", state, CommentState, counts),
        "lists": lists.order_by("-opened_on").values_list("code", "name"),
        "channels": Channel.choices,
        "channel": request.GET.get("cach", ""),
        "entry_of": _entry_of(request),
        "chosen": request.GET.get("danh_sach", ""),
        "waiting": sum(counts.get(one, 0) for one in WAITING),
        "is_filtered": bool({"q", "trang_thai", "danh_sach", "cach"} & set(request.GET)),
    }
    return render(request, "publicity/comments.html", context)


def _searched(found: QuerySet[Comment], request: HttpRequest) -> QuerySet[Comment]:
    words, chosen = request.GET.get("q", "").strip()[:100], request.GET.get("danh_sach", "")[:12]
    if (channel := request.GET.get("cach", "")) in Channel.values:
        found = found.filter(channel=channel)
    if words:
        found = found.filter(
            Q(text__icontains=words) | Q(code__iexact=words) | Q(candidate__name__icontains=words)
        )
    return found.filter(list__code=chosen) if chosen else found


def _entry_of(request: HttpRequest) -> str:
    """The list into which an officer enters a comment from here: the chosen one, or the only one
    that is open; empty where there is a choice to make first."""
    if not request.actor.is_any(Role.OFFICER):
        return ""
    shown = lists_visible_to(request.actor).filter(state__in=SHOWN)
    if chosen := request.GET.get("danh_sach", "")[:12]:
        return chosen if shown.filter(code=chosen).exists() else ""
    codes = list(open_lists(request.actor).values_list("code", flat=True)[:2])
    return codes[0] if len(codes) == 1 else ""


def _book(rows: QuerySet[Comment]) -> HttpResponse:
    """As filtered; a file goes from hand to hand, so it names nobody and leaves kept words out."""
    head = ("Mã", "Nhận lúc", "Cách nhận", "Ngày nhận ngoài cổng",
            "Danh sách", "Về trường hợp", "Danh tính", "Nội dung", "Trạng thái",
            "Người xử lý", "Trả lời")  # fmt: skip
    lines = (
        (
            row.code, f"{timezone.localtime(row.new_at):%H:%M, %d/%m/%Y}",
            row.get_channel_display(), f"{row.received_on:%d/%m/%Y}" if row.received_on else "",
            row.list.name,
            row.candidate.name if row.candidate else "Cả danh sách", row.get_naming_display(),
            KEPT if row.naming == Naming.CONFIDENTIAL else row.text, row.get_state_display(),
            row.handler.get_full_name() if row.handler else "", row.answer,
        )
        for row in rows
    )  # fmt: skip
    return workbook.response("y-kien-nhan-dan", "Ý kiến của Nhân dân", head, lines)


def _mine(request: HttpRequest, code: str) -> Comment:
    seen = comments_visible_to(request.actor).select_related(
        "list", "candidate__nomination", "handler", "hold", "stop", "file"
    )
    return get_object_or_404(seen, code=code)


@screen(*READERS)
def comment(request: HttpRequest, code: str) -> HttpResponse:
    """One comment: what it says, about whom, what can be done."""
    return _shown(request, _mine(request, code))


def _shown(request: HttpRequest, row: Comment, errors: tuple[str, ...] = ()) -> HttpResponse:
    row.look, row.icon = LOOK[CommentState(row.state)]  # type: ignore[attr-defined]
    line = row.candidate
    own = reckonings_of_candidates(row.list, timezone.localdate())
    context = {
        "row": row,
        "line": line,
        "title": known_title(line.title_code).name if line else "",
        "is_late": _is_late(row, own.get(line.pk) if line else None),
        "clock": own.get(line.pk) if line else None,
        "offers": {
            offer.transition.name: {
                "label": offer.transition.label,
                "icon": offer.transition.icon,
                "reasons": list(offer.reasons),
            }
            for offer in COMMENTS.offers(row, request.actor)
        },
        "may_triage": not may_triage(row, request.actor),
        "may_link": row.state in {CommentState.NEW, CommentState.IN_REVIEW},
        "identity_denied": may_read_identity(row, request.actor),
        "lines": lines_visible_to(request.actor, row.list).values_list("code", "name"),
        "errors": errors,
        "typed": {key: request.POST.get(key, "") for key in TYPED} if errors else {},
        "longest": LONGEST_ANSWER,
        "events": timelines.shown(request.actor, events_of(row), 30),
    }
    answer = render(request, "publicity/comment.html", context, status=422 if errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _is_late(row: Comment, own: Reckoning | None) -> bool:
    """Whether it reached the office after the last day; known only for what was entered."""
    clock = own or reckoning_of_list(row.list, timezone.localdate())
    if row.received_on is None or clock is None or clock.last_day is None:
        return False
    return row.received_on > clock.last_day


TYPED = ("tra_loi", "chuyen_den", "can_cu", "ly_do", "noi_dung")


@screen(Role.OFFICER, reads=False, writes=True)
def act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One thing done with a comment; refused, the page comes back with what was typed."""
    row = _mine(request, code)
    try:
        done = _perform(request, row, name)
    except Refusal as refusal:
        return _shown(request, _mine(request, code), refusal.reasons)
    messages.success(request, f"{done}.")
    return redirect("office:comment", row.code)


def _perform(request: HttpRequest, row: Comment, name: str) -> str:
    typed = request.POST.get("revision", "")
    revision = int(typed) if typed.isdecimal() else None
    if name == "gan":
        chosen = request.POST.get("truong_hop", "")
        line = lines_visible_to(request.actor, row.list).filter(code=chosen).first()
        triage.link(actor=request.actor, comment=row, candidate=line, revision=revision)
        return "Đã gắn ý kiến"
    if name == "noi-dung":
        triage.note_substance(
            actor=request.actor,
            comment=row,
            substance=request.POST.get("noi_dung", ""),
            forward="chuyen" in request.POST,
            revision=revision,
        )
        return "Đã ghi nội dung chính"
    if name not in COMMENTS.by_name:
        raise Http404
    triage.move_comment(
        actor=request.actor,
        comment=row,
        name=name,
        said=Settlement(
            answer=request.POST.get("tra_loi", ""),
            passed_to=request.POST.get("chuyen_den", ""),
            basis=request.POST.get("can_cu", ""),
        ),
        reason=request.POST.get("ly_do", ""),
        revision=revision,
    )
    return COMMENTS.by_name[name].sentence


@screen(*READERS, reads=False, writes=True)
def identity(request: HttpRequest, code: str) -> HttpResponse:
    """Who wrote it: a deliberate press each time, since each reading is written down."""
    row = _mine(request, code)
    who = triage.read_identity(actor=request.actor, comment=row)
    answer = render(request, "publicity/identity.html", {"row": row, "who": who})
    answer["Cache-Control"] = "no-store"
    return answer


@screen(*READERS, reads=False, writes=True)
def file(request: HttpRequest, code: str) -> HttpResponse:
    """The file that came with it, always as a download."""
    found = triage.read_file(actor=request.actor, comment=_mine(request, code))
    answer = FileResponse(
        found.content.open("rb"),
        as_attachment=True,
        filename=found.name,
        content_type=found.media_type,
    )
    answer["Cache-Control"] = "no-store"
    return answer


urlpatterns = [
    path("y-kien-nhan-dan/", comments, name="comments"),
    path("y-kien-nhan-dan/<slug:code>/", comment, name="comment"),
    path("y-kien-nhan-dan/<slug:code>/danh-tinh/", identity, name="comment_identity"),
    path("y-kien-nhan-dan/<slug:code>/tep/", file, name="comment_file"),
    path("y-kien-nhan-dan/<slug:code>/viec/<slug:name>/", act, name="comment_act"),
]
