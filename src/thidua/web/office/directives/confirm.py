"""The one screen where a directive is confirmed: its text on the left, what was read on the right.

Everything is one form without script: each button names what it decides, and where.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.directives.domain import confirming
from thidua.directives.enums import Confidence, DirectiveState, FindingKind, FindingState
from thidua.directives.models import Directive, Finding
from thidua.directives.queries import READERS
from thidua.directives.rules import may_keep
from thidua.directives.text import Mark, Shown, around, clamp, shown
from thidua.web.office.directives import forms
from thidua.web.office.directives.looks import SIGNS, dress_finding
from thidua.web.office.directives.register import directive_or_404, page_of
from thidua.web.shared.form_pages import form_page, revision

DONE = {
    "confirm": "Đã xác nhận.",
    "reject": "Đã bỏ. Bấm Xem xét lại nếu bỏ nhầm.",
    "take_back": "Đã đưa về chờ xác nhận.",
}


IN_CONTEXT = frozenset(FindingKind) - {FindingKind.TASK, FindingKind.RECIPIENT}
"""Kinds whose place is also shown beside them where the whole text is not in sight."""


def _findings(row: Directive) -> list[Finding]:
    """All of them, each with its reference: its kind and its number within the kind."""
    numbers: dict[str, int] = defaultdict(int)
    rows = list(row.findings.all())
    for one in rows:
        one.directive = row
        numbers[one.kind] += 1
        dress_finding(one, numbers[one.kind])
        places = clamp(one.places, len(row.text))
        one.context = around(row.text, places[0]) if places and one.kind in IN_CONTEXT else ()
    return rows


@screen(*READERS, writes=True)
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Text and proposals side by side; a POST decides on one, on the chosen, or on the certain."""
    row = directive_or_404(request, code)
    if row.state == DirectiveState.READING:
        return redirect("office:directive", row.code)
    rows = _findings(row)
    if request.method == "POST":
        return _decide(request, row, rows)
    original = request.GET.get("ban") == "goc"
    context = {
        "directive": row,
        "is_original": original,
        "document": _document(row, rows, original=original),
        "groups": _groups(rows),
        "legend": [(SIGNS[kind], kind.label) for kind in SIGNS],
        "notes": row.notes,
        "waiting": sum(one.state == FindingState.PROPOSED for one in rows),
        "certain": sum(
            one.state == FindingState.PROPOSED and one.confidence == Confidence.SURE for one in rows
        ),
        "may_keep": not may_keep(row, request.actor) and row.state == DirectiveState.PROPOSED,
        "batch": len(confirming.batch_of(rows)),
        "mark_form": forms.MarkForm(),
    }
    return render(request, "directives/confirm.html", context)


def _groups(rows: list[Finding]) -> list[dict[str, Any]]:
    found = []
    for kind, sign in SIGNS.items():
        mine = [one for one in rows if one.kind == kind]
        if mine:
            open_ = [one for one in mine if one.state == FindingState.PROPOSED]
            closed = [one for one in mine if one.state != FindingState.PROPOSED]
            group = {
                "sign": sign,
                "kind": kind.value,
                "label": kind.label,
                "open": open_,
                "closed": closed,
            }
            found.append(group | {"is_field": kind == FindingKind.FIELD})
    return found


def _document(row: Directive, rows: list[Finding], *, original: bool) -> list[dict[str, Any]]:
    """Paragraphs with their marks; the text as read is shown without marks."""
    if original:
        return [_paragraph(one, {}) for one in shown(row.original, ())]
    marks = [
        Mark(
            str(one.pk),
            tuple(clamp(one.places, len(row.text))),
            block=one.kind == FindingKind.TASK,
        )
        for one in rows
        if one.state != FindingState.REJECTED
    ]
    by_key = {str(one.pk): one for one in rows}
    return [_paragraph(one, by_key) for one in shown(row.text, marks)]


def _paragraph(one: Shown, by_key: dict[str, Finding]) -> dict[str, Any]:
    return {
        "number": one.number,
        "is_task": bool(one.blocks),
        "begins": [by_key[key] for key in one.begins],
        "pieces": [
            {
                "text": piece.text,
                "finding": by_key.get(piece.key),
                "is_first": piece.key in piece.begins,
                "anchors": [by_key[key] for key in piece.begins if key != piece.key],
                "refs": [by_key[key] for key in piece.ends],
            }
            for piece in one.pieces
        ],
    }


def _decide(request: HttpRequest, row: Directive, rows: list[Finding]) -> HttpResponse:
    """What the pressed button asks for; back to the next thing that waits."""
    work, _, rest = request.POST.get("viec", "").partition(":")
    after = None
    try:
        _keep_typed(request, rows, rest)
        if work == "certain":
            count = confirming.confirm_certain(
                actor=request.actor, directive=row, expected=int(rest) if rest.isdecimal() else -1
            )
            messages.success(request, f"Đã xác nhận {count} mục chắc chắn.")
        elif work == "undo":
            count = confirming.undo_batch(
                actor=request.actor, directive=row, expected=int(rest) if rest.isdecimal() else -1
            )
            messages.success(request, f"Đã hoàn tác {count} mục; các mục chờ xác nhận lại.")
        elif work == "group":
            wanted = {str(one.pk) for one in rows if one.kind == rest}
            after = _chosen(request, rows, wanted, "confirm")
        elif work in ("confirm_chosen", "reject_chosen"):
            wanted = set(request.POST.getlist("chon"))
            after = _chosen(request, rows, wanted, work.removesuffix("_chosen"))
        else:
            after = _one(request, rows, work, rest)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, " ".join(refusal.reasons))
        after = rest if work in DONE else None
        return redirect(_at(row, after))
    return redirect(_at(row, _next(rows, after)))


def _keep_typed(request: HttpRequest, rows: list[Finding], pressed: str) -> None:
    """Blanks that were filled in while another button was pressed."""
    waiting = [one for one in rows if one.state == FindingState.PROPOSED and str(one.pk) != pressed]
    typed = {one: value for one in waiting if (value := _typed(request, one))}
    confirming.keep_typed(actor=request.actor, typed=typed)


def _chosen(request: HttpRequest, rows: list[Finding], wanted: set[str], name: str) -> str:
    waiting = [one for one in rows if one.state == FindingState.PROPOSED]
    chosen = [one for one in waiting if str(one.pk) in wanted]
    values = {one.pk: typed for one in chosen if (typed := _typed(request, one)) is not None}
    count = confirming.decide_many(actor=request.actor, findings=chosen, name=name, values=values)
    words = "xác nhận" if name == "confirm" else "bỏ"
    messages.success(request, f"Đã {words} {count} mục.")
    return str(chosen[-1].pk)


def _typed(request: HttpRequest, one: Finding) -> str | None:
    return request.POST.get(f"gia_tri-{one.pk}") if one.kind == FindingKind.FIELD else None


def _one(request: HttpRequest, rows: list[Finding], work: str, key: str) -> str:
    one = next((one for one in rows if str(one.pk) == key), None)
    if one is None or work not in DONE:
        raise Http404
    if work == "confirm":
        confirming.confirm(actor=request.actor, finding=one, value=_typed(request, one))
    elif work == "reject":
        confirming.reject(actor=request.actor, finding=one)
    else:
        confirming.take_back(actor=request.actor, finding=one)
    messages.success(request, f"{one.sign}: {DONE[work]}")
    return key


def _next(rows: list[Finding], after: str | None) -> str | None:
    """The first thing that still waits behind the one just decided, in the order of the page."""
    order = {kind: at for at, kind in enumerate(SIGNS)}
    ordered = sorted(rows, key=lambda one: (order[FindingKind(one.kind)], one.order, one.pk))
    if after is None:
        return None
    keys = [str(one.pk) for one in ordered]
    behind = ordered[keys.index(after) + 1 :]
    return next((str(one.pk) for one in behind if one.state == FindingState.PROPOSED), after)


def _at(row: Directive, key: str | None) -> str:
    url = reverse("office:directive_confirm", args=[row.code])
    return f"{url}#muc-{key}" if key else url


@screen(Role.OFFICER, writes=True)
def correct(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Other words for one thing read, or what it is; the paper's own stay on record."""
    row = directive_or_404(request, code)
    finding = get_object_or_404(row.findings.all(), pk=pk)
    dress_finding(finding, finding.order)
    form = forms.CorrectForm(
        request.POST if request.method == "POST" else None,
        kind=finding.kind,
        values=finding.values,
    )

    def run(data: dict[str, Any]) -> None:
        kind = data.pop("kind", "")
        confirming.correct(
            actor=request.actor, finding=finding, values=data, kind=kind, revision=revision(request)
        )

    page = page_of(row, "Sửa nội dung đọc được", f"{finding.get_kind_display()}: {finding.title}")
    return form_page(
        request,
        form,
        run=run,
        done="Đã sửa. Bấm Xác nhận khi đã đúng.",
        back=_at(row, str(finding.pk)),
        page=page | {"row": finding, "submit": "Lưu sửa"},
    )


@screen(Role.OFFICER, writes=True)
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take back what confirming made, with the reason."""
    row = directive_or_404(request, code)
    finding = get_object_or_404(row.findings.select_related("directive"), pk=pk)
    dress_finding(finding, finding.order)
    return form_page(
        request,
        forms.ReasonForm(request.POST if request.method == "POST" else None),
        run=lambda data: confirming.take_back(
            actor=request.actor, finding=finding, revision=revision(request), **data
        ),
        done="Đã rút, mục này chờ xác nhận lại.",
        back=_at(row, str(finding.pk)),
        page=page_of(row, "Rút nội dung đã xác nhận", finding.title)
        | {"row": finding, "submit": "Rút"},
    )


@screen(Role.OFFICER, writes=True)
def mark(request: HttpRequest, code: str) -> HttpResponse:
    """Mark what the reader did not find, by the numbers of paragraphs."""
    row = directive_or_404(request, code)

    def run(data: dict[str, Any]) -> None:
        made = confirming.ByHand(
            data["kind"], data["first"], data["last"] or data["first"], data["title"]
        )
        confirming.add_by_hand(actor=request.actor, directive=row, mark=made)

    return form_page(
        request,
        forms.MarkForm(request.POST if request.method == "POST" else None),
        run=run,
        done="Đã đánh dấu thêm; mục mới chờ xác nhận.",
        back=_at(row, None),
        page=page_of(row, "Đánh dấu thêm", "Số đoạn đứng trước mỗi đoạn của văn bản.")
        | {"row": None},
    )


urlpatterns = [
    path("chi-thi/<slug:code>/xac-nhan/", confirm, name="directive_confirm"),
    path("chi-thi/<slug:code>/danh-dau/", mark, name="finding_new"),
    path("chi-thi/<slug:code>/muc/<int:pk>/", correct, name="finding"),
    path("chi-thi/<slug:code>/muc/<int:pk>/rut/", withdraw, name="finding_withdraw"),
]
