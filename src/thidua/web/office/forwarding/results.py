"""Results: typed by hand, or filled in from a list that came down and looked over."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.forwarding.domain.results import (
    DecisionAbove,
    Match,
    Named,
    Said,
    match,
    record_results,
)
from thidua.forwarding.enums import UP_THERE, Outcome
from thidua.forwarding.models import Package, PackageItem
from thidua.forwarding.queries import items
from thidua.forwarding.rules import may_prepare
from thidua.law import decider, known_title
from thidua.lists.outcome_list import read_outcomes
from thidua.lists.refusals import Refused
from thidua.web.office.consulted_bodies import files_of, posted, revision_of
from thidua.web.office.forwarding.forms import DecisionForm, OutcomeListForm
from thidua.web.office.forwarding.packages import package_of


@screen(Role.OFFICER, writes=True)
def outcome(request: HttpRequest, code: str) -> HttpResponse:
    """Write down what was decided, of all dossiers or of some."""
    row = _free(request, code)
    lines = _waiting(request, row)
    form = DecisionForm(posted(request), initial=_usual(lines))
    said = _said(request, lines)
    if request.method == "POST" and form.is_valid():
        try:
            record_results(
                actor=request.actor,
                package=row,
                said=said,
                decision=_decision(form),
                revision=revision_of(request),
            )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã ghi kết quả của cấp trên vào hồ sơ và sổ khen thưởng.")
            return redirect("office:package", code)
    return _page(request, row, lines, form, OutcomeListForm(), {one.item.pk: one for one in said})


@screen(Role.OFFICER, writes=True, reads=False)
def outcome_list(request: HttpRequest, code: str) -> HttpResponse:
    """Read a list that came down and fill the form in; nothing is written."""
    row = _free(request, code)
    lines = _waiting(request, row)
    upload = OutcomeListForm(*files_of(request))
    usual = _usual(lines)
    if not upload.is_valid():
        return _page(request, row, lines, DecisionForm(initial=usual), upload, {}, status=422)
    file = upload.cleaned_data["file"]
    try:
        rows = read_outcomes(file.read(), file.name)
    except Refused as refused:
        upload.add_error("file", refused.sentence)
        return _page(request, row, lines, DecisionForm(initial=usual), upload, {}, status=422)
    named = [Named(r.name, r.place, r.title_code, r.decision, r.decided_on) for r in rows]
    found = match(lines, named)
    first = next(iter(found.found.values()), None)
    if first and first.number:
        usual |= {"number": first.number, "decided_on": first.decided_on}
    said = {line.pk: Said(line, Outcome.GRANTED) for line in lines if line.pk in found.found}
    return _page(request, row, lines, DecisionForm(initial=usual), upload, said, found=found)


def _free(request: HttpRequest, code: str) -> Package:
    row = package_of(request, code)
    if denied := may_prepare(row, request.actor):
        raise NotAllowed(denied)
    return row


def _waiting(request: HttpRequest, row: Package) -> list[PackageItem]:
    found = items(request.actor).filter(package=row, outcome=Outcome.WAITING).order_by("order")
    return list(found)


def _usual(lines: list[PackageItem]) -> dict[str, Any]:
    today: date = timezone.localdate()
    who = decider(lines[0].nomination.title_code, today) if lines else None
    return {"decider": who.text if who else "", "notified_on": today}


def _said(request: HttpRequest, lines: list[PackageItem]) -> list[Said]:
    found = []
    for line in lines:
        typed = request.POST.get(f"ket_qua_{line.pk}", Outcome.WAITING)
        chosen = typed if typed in Outcome.values else Outcome.WAITING
        reason = request.POST.get(f"ly_do_{line.pk}", "")[:500]
        found.append(Said(line, chosen, reason))
    return found


def _decision(form: DecisionForm) -> DecisionAbove | None:
    data = form.cleaned_data
    if not (data["number"] and data["decided_on"]):
        return None
    return DecisionAbove(data["number"], data["decided_on"], data["decider"], data["notified_on"])


def _page(
    request: HttpRequest,
    row: Package,
    lines: list[PackageItem],
    form: DecisionForm,
    upload: OutcomeListForm,
    said: dict[int, Said],
    *,
    found: Match | None = None,
    status: int | None = None,
) -> HttpResponse:
    for line in lines:
        one = said.get(line.pk)
        line.chosen = one.outcome if one else Outcome.WAITING  # type: ignore[attr-defined]
        line.typed = one.reason if one else ""  # type: ignore[attr-defined]
        line.title_name = known_title(line.nomination.title_code).name  # type: ignore[attr-defined]
    context = {
        "row": row,
        "lines": lines,
        "form": form,
        "upload": upload,
        "found": found,
        "outcomes": Outcome.choices,
        "may_record": row.state in UP_THERE and bool(lines),
        "revision": request.POST.get("revision", row.revision),
    }
    return render(
        request,
        "forwarding/results.html",
        context,
        status=status or (422 if form.is_bound else 200),
    )


_ONE = "trinh-cap-tren/goi/<slug:code>/ket-qua/"
urlpatterns = [
    path(_ONE, outcome, name="package_results"),
    path(f"{_ONE}doc-danh-sach/", outcome_list, name="package_results_list"),
]
