"""A unit's own dossiers: drawing one up by hand, changing it, its papers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from thidua.commendation import rules
from thidua.commendation.domain.nominate import add_evidence, edit_nomination, withdraw_evidence
from thidua.commendation.domain.one_by_one import NewSubject, WhoIsMeant, nominate_one
from thidua.commendation.enums import EDITABLE, Part, RoundState, Subject
from thidua.commendation.models import Nomination, Round
from thidua.commendation.nominees import found_people, own_people
from thidua.commendation.queries import rounds, visible_to
from thidua.core.actors import Role
from thidua.core.errors import Refusal, StaleEdit
from thidua.core.screens import screen
from thidua.documents.domain.store import store
from thidua.initiatives.queries import own_unused
from thidua.law import SubjectKind
from thidua.organizations.models import Person, Unit
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import spelling_key
from thidua.web.unit import movement_hints
from thidua.web.unit.dossier_form import KINDS, DossierForm, initial_of, titles_for

CLERKS = (Role.CLERK, Role.HEAD)
MOST_FOUND = 12
# Which part of a dossier a field belongs to, so that a reason given back stands beside it.
PART_OF = {
    Part.SUBJECT: "name",
    Part.TITLE: "title_code",
    Part.RATING: "rating_level",
    Part.INITIATIVE: "initiative_name",
    Part.HISTORY: "earlier_awards",
    Part.ACHIEVEMENT: "achievement",
}


class EvidenceForm(forms.Form):
    """A paper of the dossier."""

    file = forms.FileField(label="Tệp minh chứng")
    part = forms.ChoiceField(label="Minh chứng cho", choices=Part.choices)
    paper_note = forms.CharField(label="Ghi chú về tệp", required=False, max_length=200)


def _open_rounds(request: HttpRequest) -> QuerySet[Round]:
    return rounds(request.actor).filter(state=RoundState.OPEN)


@screen(*CLERKS, writes=True)
def nominate_page(request: HttpRequest) -> HttpResponse:
    """Draw up one dossier. Which round and kind stand in the address, so the page can be kept."""
    asked = request.POST if request.method == "POST" else request.GET
    open_rounds = list(_open_rounds(request))
    chosen = next((one for one in open_rounds if one.code == asked.get("dot")), None)
    chosen = chosen or next(iter(open_rounds), None)
    kind = asked.get("doi_tuong", "")
    kind = kind if kind in Subject.values else Subject.PERSON.value
    context: dict[str, Any] = {"rounds": open_rounds, "round": chosen, "kind": kind, "kinds": KINDS}
    if chosen is None or not titles_for(chosen, kind):
        return render(request, "unit/nominate.html", context)
    person = _known_person(request, asked.get("nguoi", "")) if kind == Subject.PERSON else None
    context |= {"person": person, "words": request.GET.get("q", "")[:100]}
    context["found"] = _found(request, context["words"])
    context |= movement_hints.hints(request.actor, chosen, request.GET.get("dien_hinh", ""))
    told = movement_hints.initial_of(context["example"])
    if request.htmx and not request.htmx.boosted and request.method == "GET":
        return render(request, "unit/nominate.html#found", context)
    form = DossierForm(
        request.POST or None,
        round_=chosen,
        kind=kind,
        title=asked.get("danh_hieu", ""),
        group=request.POST.get("law_group", ""),
        initial=told | _initial(person) | {"title_code": asked.get("danh_hieu", "")},
    )
    context |= {"form": form, "unused": own_unused(person) if person else []}
    if request.method == "POST" and form.is_valid():
        try:
            row = _draw_up(request, chosen, kind, form)
        except WhoIsMeant as doubt:
            context |= {"doubt": doubt.reasons[0], "candidates": doubt.candidates}
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã lập hồ sơ {row.code} của {row.name}.")
            return redirect("web:nomination", row.code)
    return render(request, "unit/nominate.html", context, status=422 if form.is_bound else 200)


def _known_person(request: HttpRequest, code: str) -> Person | None:
    return own_people(request.actor).filter(code=code).first() if code else None


def _found(request: HttpRequest, words: str) -> list[dict[str, Any]]:
    """People of the unit by name, for the search above the form."""
    if not words.strip():
        return []
    return [
        {
            "code": person.code,
            "name": person.full_name,
            "about": ", ".join(filter(None, (_birth(person), _post(person)))),
        }
        for person in found_people(request.actor, words)[:MOST_FOUND]
    ]


def _birth(person: Person) -> str:
    if person.birth_on:
        return format_day(person.birth_on)
    return str(person.birth_year or "")


def _post(person: Person) -> str:
    latest = next(iter(person.posts.all()), None)
    return latest.title if latest else ""


def _initial(person: Person | None) -> dict[str, Any]:
    """What the record knows of the person chosen, to start from."""
    if person is None:
        return {}
    latest = person.posts.filter(withdrawn_at__isnull=True).order_by("-pk").first()
    return {
        "name": person.full_name,
        "birth_words": _birth(person),
        "sex": person.sex,
        "position": latest.title if latest else "",
        "group": latest.group if latest else "",
    }


def _draw_up(request: HttpRequest, round_: Round, kind: str, form: DossierForm) -> Nomination:
    data = form.cleaned_data
    subject = NewSubject(
        kind=SubjectKind(kind),
        name=data["name"],
        birth=form.birth(),
        sex=data.get("sex", ""),
        position=data.get("position", "") if kind == Subject.PERSON else "",
        address=data.get("position", "") if kind == Subject.HOUSEHOLD else "",
        answer=_answer(request, data["name"]),
    )
    return nominate_one(
        actor=request.actor,
        round_=round_,
        unit=Unit.objects.get(pk=request.actor.unit_id),
        subject=subject,
        title_code=data["title_code"],
        claims=form.claims(),
    )


def _answer(request: HttpRequest, name: str) -> str:
    """Whom the form is about: as chosen among doubtful ones, else the person it started from,
    unless another name was typed since."""
    chosen = request.POST.get("la_ai", "")[:40]
    person = _known_person(request, request.POST.get("nguoi", ""))
    if chosen or person is None:
        return chosen
    return person.code if spelling_key(person.full_name) == spelling_key(name) else ""


def _own(request: HttpRequest, code: str) -> Nomination:
    """A dossier in the unit's hands; one that left them is read on the dossier page."""
    row = get_object_or_404(visible_to(request.actor).select_related("round"), code=code)
    if rules.may_edit(row, request.actor):
        raise Http404
    return row


def _form(request: HttpRequest, row: Nomination) -> DossierForm:
    bound = request.POST if request.method == "POST" and "name" in request.POST else None
    return DossierForm(
        bound,
        round_=row.round,
        kind=row.subject_kind,
        title=row.title_code,
        group=row.law_group,
        row=row,
        initial=initial_of(row),
    )


def _revision(request: HttpRequest) -> int | None:
    words = request.POST.get("revision", "")
    return int(words) if words.isdigit() else None


def _save(request: HttpRequest, row: Nomination, form: DossierForm) -> Nomination:
    claims = form.claims()
    if "title_code" in form.cleaned_data:
        claims["title_code"] = form.cleaned_data["title_code"]
    return edit_nomination(
        actor=request.actor, nomination=row, revision=_revision(request), claims=claims
    )


@screen(*CLERKS, writes=True)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a dossier; what was given back stands beside its field."""
    row = _own(request, code)
    if row.state not in EDITABLE:
        messages.info(request, "Hồ sơ đã nộp nên không sửa được. Cần sửa thì đề nghị trả lại.")
        return redirect("web:nomination", row.code)
    form = _form(request, row)
    revision = row.revision
    if form.is_bound and form.is_valid():
        try:
            _save(request, row, form)
        except StaleEdit as stale:
            # The page keeps its own revision: saving again must not run over what it never showed.
            form.add_error(None, list(stale.reasons))
            revision = _revision(request)
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã lưu hồ sơ {row.code}.")
            return redirect("web:nomination", row.code)
    asked = row.give_backs.filter(answered_at__isnull=True)
    context = {
        "row": row,
        "revision": revision,
        "form": form,
        "evidence_form": EvidenceForm(),
        "evidence": row.evidence.filter(withdrawn_at__isnull=True).select_related("file"),
        "unused": own_unused(row.person) if row.person else [],
        "asked": {PART_OF.get(Part(one.part), ""): one.reason for one in asked},
        "give_backs": asked,
    }
    return render(request, "unit/edit.html", context, status=422 if form.is_bound else 200)


@screen(*CLERKS, reads=False, writes=True)
def autosave(request: HttpRequest, code: str) -> HttpResponse:
    """Keep what is being typed, field by field: one still unfinished does not hold up the others.

    409 when the dossier is no longer what the page shows: changed by somebody else, or handed in.
    """
    row = _own(request, code)
    form = _form(request, row)
    if not form.is_bound or row.state not in EDITABLE:
        return HttpResponse(status=409)
    form.is_valid()
    try:
        saved = _save(request, row, form)
    except Refusal:
        return HttpResponse(status=409)
    return JsonResponse({"fields": {"revision": str(saved.revision)}})


@screen(*CLERKS, reads=False, writes=True)
def evidence(request: HttpRequest, code: str) -> HttpResponse:
    """Add a paper to the dossier."""
    row = _own(request, code)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "Chọn tệp minh chứng rồi bấm lại.")
        return redirect("unit:edit", row.code)
    given = form.cleaned_data["file"]
    file = store(actor=request.actor, name=given.name, data=given.read())
    add_evidence(
        actor=request.actor,
        nomination=row,
        file=file,
        part=form.cleaned_data["part"],
        note=form.cleaned_data["paper_note"],
    )
    messages.success(request, f"Đã thêm minh chứng “{file.name}”.")
    return redirect("unit:edit", row.code)


@screen(*CLERKS, reads=False, writes=True)
def evidence_withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a paper out of the dossier; the file itself is kept."""
    row = _own(request, code)
    paper = get_object_or_404(row.evidence, pk=number)
    withdraw_evidence(actor=request.actor, evidence=paper)
    messages.success(request, f"Đã bỏ minh chứng “{paper.file.name}” khỏi hồ sơ.")
    return redirect("unit:edit", row.code)


urlpatterns = [
    path("ho-so/moi/", nominate_page, name="nominate"),
    path("ho-so/<slug:code>/sua/", edit, name="edit"),
    path("ho-so/<slug:code>/luu-nhap/", autosave, name="autosave"),
    path("ho-so/<slug:code>/minh-chung/", evidence, name="evidence"),
    path(
        "ho-so/<slug:code>/minh-chung/<int:number>/bo/", evidence_withdraw, name="evidence_withdraw"
    ),
]
