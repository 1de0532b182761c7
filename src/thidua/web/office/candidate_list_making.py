"""Drawing up a list put before the people, and its lines."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.commendation.models import Round
from thidua.commendation.queries import rounds
from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.law import known_title
from thidua.publicity.domain import lists as verbs
from thidua.publicity.enums import ListState
from thidua.publicity.models import Candidate, CandidateList
from thidua.publicity.queries import lines_visible_to, lists_visible_to
from thidua.publicity.terms import strictest, terms_of
from thidua.web.office.candidate_list_forms import LineForm, ListForm, NewListForm


def is_officer(request: HttpRequest) -> bool:
    return bool(request.actor.is_any(Role.OFFICER))


def mine(request: HttpRequest, code: str) -> CandidateList:
    return get_object_or_404(lists_visible_to(request.actor).select_related("round"), code=code)


def revision_of(request: HttpRequest) -> int | None:
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isdecimal() else None


@screen(Role.OFFICER, writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """Draw up a list from a round: first the round, then the titles, what the law says beside."""
    open_rounds = rounds(request.actor)[:30]
    row = next((one for one in open_rounds if one.code == request.GET.get("dot")), None)
    if row is None:
        return render(request, "publicity/list_round.html", {"rounds": open_rounds})
    ready = verbs.ready_for_list(request.actor, row)
    titles = _titles(row, {one.title_code for one in ready})
    form = NewListForm(
        request.POST or None,
        choices=[(title["code"], title["label"]) for title in titles],
        initial=_defaults(row, titles),
    )
    if request.method == "POST" and form.is_valid():
        chosen = set(form.cleaned_data.pop("titles"))
        try:
            made = verbs.draft_list(
                actor=request.actor,
                round_=row,
                plan=form.plan(),
                nominations=[one for one in ready if one.title_code in chosen],
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lập danh sách. Xem lại từng dòng rồi đăng.")
            return redirect("office:candidate_list", made.code)
    context = {"form": form, "round": row, "titles": titles, "ready": len(ready)}
    return render(
        request, "publicity/list_form.html", context, status=422 if form.is_bound else 200
    )


def _titles(row: Round, codes: set[str]) -> list[dict[str, Any]]:
    """Titles with dossiers at hand, those the law compels first."""
    today = timezone.localdate()
    found = []
    for code in sorted(codes):
        terms = terms_of(code, row.considered_on, today)
        name = known_title(code).name
        must = " (pháp luật buộc công khai)" if terms.is_compulsory else ""
        found.append({"code": code, "name": name, "label": f"{name}{must}", "terms": terms})
    return sorted(found, key=lambda one: (not one["terms"].is_compulsory, one["name"]))


def _defaults(row: Round, titles: list[dict[str, Any]]) -> dict[str, Any]:
    """What the law says where it compels; otherwise the officer's own choice, left empty."""
    compelled = strictest([one["terms"] for one in titles])
    return {
        "titles": [one["code"] for one in titles if one["terms"].is_compulsory],
        "name": f"Lấy ý kiến: {row.name}",
        "working_days": compelled.working_days if compelled else None,
        "basis": compelled.basis if compelled else "",
    }


@screen(Role.OFFICER, writes=True)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a draft; two officers at once: the second is told."""
    row = mine(request, code)
    initial = {name: getattr(row, name) for name in ListForm.base_fields}
    form = ListForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.change_list(
                actor=request.actor, list_=row, plan=form.plan(), revision=revision_of(request)
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu danh sách.")
            return redirect("office:candidate_list", row.code)
    context = {"form": form, "list": row, "round": row.round}
    return render(
        request, "publicity/list_form.html", context, status=422 if form.is_bound else 200
    )


@screen(Role.OFFICER, reads=False, writes=True)
def refresh(request: HttpRequest, code: str) -> HttpResponse:
    """Add dossiers of the same titles that came in since."""
    row = mine(request, code)
    codes = set(row.candidates.values_list("title_code", flat=True))
    ready = verbs.ready_for_list(request.actor, row.round)
    added = verbs.add_candidates(
        actor=request.actor,
        list_=row,
        nominations=[one for one in ready if one.title_code in codes],
    )
    words = f"Đã thêm {added} trường hợp." if added else "Không có hồ sơ mới cùng danh hiệu."
    messages.success(request, words)
    return redirect("office:candidate_list", row.code)


@screen(Role.OFFICER, writes=True)
def line(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Change one line; of a public list: correct it, with a note for everybody."""
    row = mine(request, code)
    found: Candidate = get_object_or_404(lines_visible_to(request.actor, row), code=key)
    is_public = row.state != ListState.DRAFT
    initial = {name: getattr(found, name) for name in LineForm.base_fields}
    form = LineForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.change_line(
                actor=request.actor,
                candidate=found,
                line=verbs.Line(**form.cleaned_data),
                note=request.POST.get("note", "") if is_public else "",
                revision=revision_of(request),
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã lưu dòng {found.name}.")
            return redirect("office:candidate_list", row.code)
    context = {
        "form": form,
        "list": row,
        "line": found,
        "is_public": is_public,
        "note": request.POST.get("note", "")[:300],
    }
    return render(
        request, "publicity/line_form.html", context, status=422 if form.is_bound else 200
    )


@screen(Role.OFFICER, reads=False, writes=True)
def drop(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Take a line off a draft."""
    row = mine(request, code)
    found = get_object_or_404(lines_visible_to(request.actor, row), code=key)
    verbs.drop_candidate(actor=request.actor, candidate=found)
    messages.success(request, f"Đã bỏ {found.name} khỏi danh sách.")
    return redirect("office:candidate_list", row.code)


urlpatterns = [
    path("lay-y-kien/moi/", new, name="candidate_list_new"),
    path("lay-y-kien/<slug:code>/sua/", edit, name="candidate_list_edit"),
    path("lay-y-kien/<slug:code>/cap-nhat/", refresh, name="candidate_list_refresh"),
    path("lay-y-kien/<slug:code>/dong/<slug:key>/", line, name="candidate_line"),
    path("lay-y-kien/<slug:code>/dong/<slug:key>/bo/", drop, name="candidate_drop"),
]
