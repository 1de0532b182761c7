"""Recording counts of a paper ballot: one page for all dossiers of an award, read over before they
are kept. What is voted on by a secret ballot of the system is not typed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from thidua.commendation.models import Nomination
from thidua.commendation.queries import kept_from
from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.councils.ballot_queries import for_paper_counts
from thidua.councils.domain.sessions import Counts, faults_of, needed, record_results
from thidua.councils.models import Session
from thidua.councils.queries import RANK, visible_to
from thidua.law import known_title

PAGE_SIZE = 100
"""Rows on one page: four fields each stay well under what a form may hold."""
BOXES = (
    ("dong_y", "Đồng ý"),
    ("khong", "Không đồng ý"),
    ("hong", "Không hợp lệ"),
    ("trong", "Không có ý kiến"),
)
MOST_DIGITS = 3


@dataclass
class Row:
    """One dossier on the form: what was typed, what it means, what is wrong with it."""

    nomination: Nomination
    typed: dict[str, str]
    reason: str
    faults: list[str] = field(default_factory=list)
    counts: Counts | None = None
    passed: bool = False
    outcome: str = ""

    @property
    def boxes(self) -> list[dict[str, str]]:
        code = self.nomination.code
        return [
            {"name": f"{key}-{code}", "label": label, "value": self.typed[key]}
            for key, label in BOXES
        ]

    @property
    def reason_name(self) -> str:
        return f"ly_do-{self.nomination.code}"

    @property
    def is_blank(self) -> bool:
        return not any(self.typed.values())


def read_rows(session: Session, waiting: Iterable[Nomination], data: QueryDict) -> list[Row]:
    """Rows as typed; a row left blank is left for later."""
    rows = [_row(nomination, data) for nomination in waiting]
    for row in rows:
        if not row.is_blank:
            _judge(session, row)
    return rows


def _row(nomination: Nomination, data: QueryDict) -> Row:
    code = nomination.code
    typed = {key: data.get(f"{key}-{code}", "").strip()[:10] for key, _ in BOXES}
    return Row(nomination, typed, data.get(f"ly_do-{code}", "").strip()[:500])


def _judge(session: Session, row: Row) -> None:
    wrong = [
        f"“{value}” ở cột {label} không phải số phiếu."
        for key, label in BOXES
        if (value := row.typed[key]) and not (value.isdecimal() and len(value) <= MOST_DIGITS)
    ]
    if not wrong and not row.typed["dong_y"]:
        wrong = ["chưa nhập số phiếu đồng ý. Không có phiếu nào thì nhập 0."]
    if wrong:
        row.faults = wrong
        return
    agreed, against, invalid, abstained = (int(row.typed[key] or 0) for key, _ in BOXES)
    counts = Counts(
        in_favour=agreed, against=against, invalid=invalid, abstained=abstained, reason=row.reason
    )
    row.faults = faults_of(session, row.nomination, counts)
    if not row.faults:
        asked = needed(session, row.nomination)
        row.counts, row.passed = counts, asked.passes(counts.in_favour)
        row.outcome = "" if row.passed else row.reason or asked.shortfall(counts.in_favour)


@screen(Role.SECRETARY, writes=True)
def record(request: HttpRequest, code: str) -> HttpResponse:
    """The form, the reading-over, and the keeping."""
    session = get_object_or_404(visible_to(request.actor), code=code)
    if not session.is_open:
        over = "đã hủy" if session.cancelled_at else "đã kết thúc"
        messages.warning(request, f"Phiên họp {over}, không ghi thêm kết quả được.")
        return redirect("council:session", session.code)
    chosen, chips, page = _waiting(request, session)
    rows = read_rows(session, page.object_list, request.POST)
    step = request.POST.get("buoc", "")
    if request.method == "POST" and "dien" in request.POST:
        _fill(session, rows)
    elif request.method == "POST" and step in {"xem", "ghi"}:
        filled = [row for row in rows if not row.is_blank]
        if filled and not any(row.faults for row in filled):
            return _next(request, session, chosen, filled, step)
        return _form(request, session, chosen, chips, page, rows, _errors(rows, filled))
    return _form(request, session, chosen, chips, page, rows, [])


def _waiting(request: HttpRequest, session: Session) -> tuple[str, list[dict[str, Any]], Page]:
    """The award to record now, links to the others, and its dossiers."""
    waiting = for_paper_counts(session).exclude(kept_from(request.actor))
    counts: dict[str, int] = {}
    for title in waiting.values_list("title_code", flat=True):
        counts[title] = counts.get(title, 0) + 1
    codes = sorted(counts, key=RANK.__getitem__)
    asked = request.GET.get("danh_hieu", "")
    chosen = asked if asked in counts else (codes[0] if codes else "")
    chips = [
        {
            "label": known_title(title).name,
            "count": counts[title],
            "url": f"?danh_hieu={title}",
            "current": title == chosen,
        }
        for title in codes
    ]
    rows = waiting.filter(title_code=chosen).select_related("round")
    return chosen, chips, Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))


def _fill(session: Session, rows: Sequence[Row]) -> None:
    """All in favour in the rows still blank; what was typed stays."""
    for row in rows:
        row.faults = []
        if row.is_blank:
            row.typed["dong_y"] = str(session.present + session.written_opinions)


def _errors(rows: Sequence[Row], filled: Sequence[Row]) -> list[dict[str, str]]:
    if not filled:
        return [{"text": "Chưa nhập số phiếu của hồ sơ nào.", "url": ""}]
    return [
        {
            "text": f"Dòng {number}, {row.nomination.name}: {fault}",
            "url": f"#dong_y-{row.nomination.code}",
        }
        for number, row in enumerate(rows, start=1)
        for fault in row.faults
    ]


def _next(
    request: HttpRequest, session: Session, chosen: str, filled: Sequence[Row], step: str
) -> HttpResponse:
    if step == "xem":
        context = {
            "session": session,
            "rows": filled,
            "title": known_title(chosen),
            "needed": needed(session, filled[0].nomination),
            "passed": sum(row.passed for row in filled),
            "here": request.get_full_path(),
        }
        return render(request, "council/results_check.html", context)
    pairs = [(row.nomination, row.counts) for row in filled if row.counts is not None]
    record_results(actor=request.actor, session=session, results=pairs)
    passed = sum(row.passed for row in filled)
    messages.success(
        request,
        f"Đã ghi kết quả {len(filled)} hồ sơ: {passed} thông qua, "
        f"{len(filled) - passed} không thông qua.",
    )
    return redirect(f"{reverse('council:session', args=[session.code])}?danh_hieu={chosen}")


def _form(
    request: HttpRequest,
    session: Session,
    chosen: str,
    chips: list[dict[str, Any]],
    page: Page,
    rows: Sequence[Row],
    errors: list[dict[str, str]],
) -> HttpResponse:
    context = {
        "session": session,
        "chips": chips,
        "page": page,
        "rows": rows,
        "errors": errors,
        "title": known_title(chosen) if chosen else None,
        "needed": needed(session, rows[0].nomination) if rows else None,
        "voters": session.present + session.written_opinions,
        "here": request.get_full_path(),
    }
    return render(request, "council/results.html", context, status=422 if errors else 200)


urlpatterns = [path("phien-hop/<slug:code>/ket-qua/", record, name="results")]
