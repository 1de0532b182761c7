"""Every act on a case on a page of its own; refused, the page comes back with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.commendation.domain.one_by_one import WhoIsMeant
from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.honours.case_enums import CaseKind, PaperState
from thidua.honours.case_workflow import CASES
from thidua.honours.domain import case_family, case_papers, case_recusals, cases
from thidua.honours.domain.case_granting import grant_case
from thidua.honours.models import HonourCase
from thidua.law import decider
from thidua.organizations.models import Unit
from thidua.web.shared.honour_cases import forms
from thidua.web.shared.honour_cases.pages import READERS, WRITERS, found, here, one_of, revision

Data = dict[str, Any]
Runner = Callable[..., object]
"""Called as run(request, case, **what the form gave)."""
FormMaker = Callable[[HttpRequest, HonourCase], django_forms.Form]


@dataclass(frozen=True, slots=True)
class Act:
    """One page: its words, its form, the verb it runs."""

    title: str
    done: str
    form: FormMaker
    run: Runner
    lead: str = ""
    to_board: bool = False


def form_page(request: HttpRequest, form: django_forms.Form, **context: Any) -> HttpResponse:
    """The form with its words; 422 when something was sent that will not do."""
    status = 422 if form.is_bound else 200
    shown = {"form": form, "revision": request.POST.get("revision")} | context
    return render(request, "honours/form.html", shown, status=status)


def attempt(request: HttpRequest, form: django_forms.Form, run: Callable[..., object]) -> bool:
    """Whether the verb ran; what it refused stands on the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        run(**form.cleaned_data)
    except (NotAllowed, WhoIsMeant):
        raise
    except Refusal as refusal:
        form.add_error(None, list(refusal.reasons))
        return False
    return True


@screen(*WRITERS, writes=True)
def opening(request: HttpRequest) -> HttpResponse:
    """Choose the kind, then fill in the case."""
    kind = one_of(request.GET, "loai", CaseKind.values)
    back = here(request, "honour_cases")
    if not kind:
        kinds = [(f"?loai={value}", label) for value, label in CaseKind.choices]
        return render(request, "honours/open.html", {"kinds": kinds, "back": back})
    form = forms.OpenForm(request.POST or None, kind=kind, actor=request.actor)
    made: list[HonourCase] = []
    if attempt(request, form, lambda **data: made.append(_opened(request, kind, data))):
        messages.success(request, "Đã lập hồ sơ. Ghi tiếp dữ kiện và giấy tờ.")
        return redirect(here(request, "honour_case", made[0].code))
    title = f"Lập hồ sơ: {CaseKind(kind).label}"
    return form_page(request, form, title=title, submit="Lập hồ sơ", back=back, board=back)


def _opened(request: HttpRequest, kind: str, data: Data) -> HonourCase:
    unit = Unit.objects.get(pk=data.pop("unit"))
    return cases.open_case(actor=request.actor, unit=unit, kind=kind, data=cases.CaseData(**data))


# -- the acts ---


def _typed(form: Any, request: HttpRequest, **more: Any) -> Any:
    return form(request.POST or None, **more)


def _change_form(request: HttpRequest, case: HonourCase) -> django_forms.Form:
    return forms.CaseForm(request.POST or None, kind=case.kind, initial=forms.initial_of(case))


def _change(request: HttpRequest, case: HonourCase, **data: Any) -> object:
    values = cases.CaseData(**({"title_code": case.title_code} | data))
    return cases.change_case(
        actor=request.actor, case=case, data=values, revision=revision(request)
    )


def _facts_form(request: HttpRequest, case: HonourCase) -> django_forms.Form:
    serves = case.kind == CaseKind.VOLUNTEER
    form = forms.ServiceFactsForm if serves else forms.FamilyFactsForm
    kept = {name: _kept(name, getattr(case, name)) for name in form.base_fields}
    return _typed(form, request, initial=kept)


def _kept(name: str, value: Any) -> Any:
    """A tick as it is; an answer as its choice, the unknown as the empty one; a number."""
    is_answer = name in ("volunteer", "tasks_done", "loyal")
    return forms.said(value) if is_answer else value


def _facts(request: HttpRequest, case: HonourCase, **data: Any) -> object:
    return case_family.note_facts(
        actor=request.actor,
        case=case,
        facts=case_family.CaseFacts(**data),
        revision=revision(request),
    )


def _member(request: HttpRequest, case: HonourCase, **data: Any) -> object:
    values = case_family.MemberData(**({"name": data.pop("member")} | data))
    return case_family.add_member(actor=request.actor, case=case, data=values)


def _listed(request: HttpRequest, case: HonourCase) -> case_papers.Line | None:
    """The paper the address names; None: one the authority asks for besides."""
    code = request.GET.get("ma", "")
    if not code:
        return None
    lines = case_papers.checklist(case, list(case.papers.all()), timezone.localdate()).lines
    line = next((one for one in lines if one.code == code), None)
    if line is None:
        raise Http404
    return line


def _paper_form(request: HttpRequest, case: HonourCase) -> django_forms.Form:
    line = _listed(request, case)
    held = line.held if line else None
    initial = {"state": held.state, "note": held.note} if held else {"state": PaperState.PRESENT}
    return forms.PaperForm(
        request.POST or None, request.FILES or None, is_listed=line is not None, initial=initial
    )


def _paper(request: HttpRequest, case: HonourCase, **data: Any) -> object:
    file = data.get("file")
    return case_papers.note_paper(
        actor=request.actor,
        case=case,
        code=request.GET.get("ma", ""),
        name=data.get("name", ""),
        state=data["state"],
        note=data["note"],
        upload=case_papers.Upload(file.name, file.read()) if file else None,
        today=timezone.localdate(),
    )


def _priority_form(request: HttpRequest, case: HonourCase) -> django_forms.Form:
    kept = {"priority": case.priority, "reason": case.priority_reason}
    return _typed(forms.PriorityForm, request, initial=kept)


ACTS = {
    "sua": Act("Sửa hồ sơ", "Đã lưu hồ sơ.", _change_form, _change),
    "du-kien": Act("Dữ kiện xét", "Đã ghi dữ kiện.", _facts_form, _facts),
    "nguoi-than": Act(
        "Thêm người trong gia đình",
        "Đã thêm.",
        lambda request, _case: _typed(forms.MemberForm, request),
        _member,
        "Liệt sĩ là người có Bằng Tổ quốc ghi công. Chỉ ghi điều cần cho tiêu chuẩn.",
    ),
    "giay-to": Act("Giấy tờ của hồ sơ", "Đã ghi giấy tờ.", _paper_form, _paper),
    "niem-yet": Act(
        "Niêm yết danh sách ở cấp xã",
        "Đã ghi niêm yết.",
        lambda request, _case: _typed(forms.PostingForm, request),
        lambda request, case, **data: case_family.start_posting(
            actor=request.actor, case=case, **data
        ),
    ),
    "het-niem-yet": Act(
        "Kết thúc niêm yết",
        "Đã ghi kết quả niêm yết.",
        lambda request, _case: _typed(forms.PostingEndForm, request),
        lambda request, case, **data: case_family.end_posting(
            actor=request.actor, case=case, **data
        ),
    ),
    "uu-tien": Act(
        "Đánh dấu ưu tiên",
        "Đã ghi.",
        _priority_form,
        lambda request, case, **data: cases.set_priority(
            actor=request.actor, case=case, revision=revision(request), **data
        ),
        "Người tuổi rất cao hoặc ốm nặng không nên chờ theo thứ tự.",
    ),
    "co-lien-quan": Act(
        "Khai có liên quan đến gia đình",
        "Đã ghi. Anh, chị không còn thấy hồ sơ này.",
        lambda request, _case: _typed(forms.AwayForm, request),
        lambda request, case, **data: case_recusals.keep_away(
            actor=request.actor, case=case, **data
        ),
        "Sau khi ghi, tài khoản này không thấy hồ sơ trong mọi danh sách, tệp và nhật ký, "
        "ở mọi vai trò. Một chuyên viên khác có thể rút nếu ghi nhầm.",
        to_board=True,
    ),
}


@screen(*READERS, writes=True)
def act(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """One act on its page."""
    case = found(request, code)
    if act == "quyet-dinh":
        return _grant(request, case)
    if act not in ACTS or (request.actor.role not in WRITERS and act != "co-lien-quan"):
        raise Http404
    page = ACTS[act]
    form = page.form(request, case)
    if attempt(request, form, partial(page.run, request, case)):
        messages.success(request, page.done)
        back = ("honour_cases",) if page.to_board else ("honour_case", case.code)
        return redirect(here(request, *back))
    line = _listed(request, case) if act == "giay-to" else None
    return form_page(
        request,
        form,
        title=line.name if line else page.title,
        lead=page.lead or case.name,
        **_around(request, case),
    )


def _around(request: HttpRequest, case: HonourCase) -> Data:
    return {
        "case": case,
        "submit": "Lưu",
        "back": here(request, "honour_case", case.code),
        "board": here(request, "honour_cases"),
    }


def _grant(request: HttpRequest, case: HonourCase) -> HttpResponse:
    """The decision, and who in the register is meant when that is not certain."""
    if not request.actor.is_any(Role.OFFICER):
        raise NotAllowed("Chuyên viên thi đua, khen thưởng ghi quyết định.")
    usual = decider(case.title_code, timezone.localdate()) if case.title_code else None
    initial = {"decided_by": usual.text if usual else ""}
    form = forms.GrantForm(request.POST or None, initial=initial)
    try:
        granted = attempt(request, form, partial(_granted, request, case))
    except WhoIsMeant as doubt:
        form = forms.GrantForm(request.POST, candidates=doubt.candidates)
        form.add_error(None, list(doubt.reasons))
        granted = False
    if granted:
        messages.success(request, "Đã ghi quyết định.")
        return redirect(here(request, "honour_case", case.code))
    lead = "Ghi xong, khen thưởng vào sổ khen thưởng của người hoặc gia đình."
    return form_page(
        request, form, title="Ghi quyết định khen thưởng", lead=lead, **_around(request, case)
    )


def _granted(request: HttpRequest, case: HonourCase, **data: Any) -> object:
    return grant_case(
        actor=request.actor,
        case=case,
        answer=request.POST.get("who", "")[:40],
        revision=revision(request),
        **{key: data[key] for key in ("number", "decided_on", "decided_by")},
    )


@screen(*WRITERS, writes=True)
def step(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One step of the way, with the day it happened."""
    case = found(request, code)
    row = CASES.by_name.get(name)
    if row is None or name == "grant":
        raise Http404
    form = forms.StepForm(
        request.POST or None, reason="reason" in row.needs, receiver=name == "hand_over"
    )
    verb = partial(
        cases.move_case, actor=request.actor, case=case, name=name, revision=revision(request)
    )
    if attempt(request, form, verb):
        messages.success(request, f"{row.label}: đã ghi.")
        return redirect(here(request, "honour_case", case.code))
    lead = f"{case.name}. Ghi ngày việc này thật sự diễn ra."
    return form_page(request, form, title=row.label, lead=lead, **_around(request, case))


@screen(*WRITERS, reads=False, writes=True)
def remove_member(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take somebody off the list of the family."""
    case = found(request, code)
    member = get_object_or_404(case.members, pk=pk)
    case_family.remove_member(actor=request.actor, case=case, member=member)
    messages.success(request, "Đã bỏ khỏi danh sách.")
    return redirect(here(request, "honour_case", case.code))


@screen(Role.OFFICER, writes=True)
def back_again(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take back a declared tie that was a mistake."""
    case = found(request, code)
    recusal = get_object_or_404(case.recusals.filter(withdrawn_at__isnull=True), pk=pk)
    form = forms.BackForm(request.POST or None)
    verb = partial(case_recusals.let_back, actor=request.actor, recusal=recusal)
    if attempt(request, form, verb):
        messages.success(request, "Đã rút ghi nhận.")
        return redirect(here(request, "honour_case", case.code))
    title = f"Rút ghi nhận có liên quan của {recusal.user_name}"
    return form_page(request, form, title=title, lead=case.name, **_around(request, case))


urlpatterns = [
    path("ho-so-ton-dong/lap/", opening, name="honour_open"),
    path("ho-so-ton-dong/<slug:code>/viec/<slug:act>/", act, name="honour_act"),
    path("ho-so-ton-dong/<slug:code>/chuyen/<slug:name>/", step, name="honour_step"),
    path("ho-so-ton-dong/<slug:code>/nguoi/<int:pk>/bo/", remove_member, name="honour_member"),
    path("ho-so-ton-dong/<slug:code>/da-khai/<int:pk>/", back_again, name="honour_back"),
]
