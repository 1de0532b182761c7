"""One dossier of a package: the papers asked for with their ground, what is there, what is open."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from thidua.commendation.models import Evidence
from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.forwarding.checklist import Asked, Checklist, checklist, kinds_for
from thidua.forwarding.domain.packing import leave_out
from thidua.forwarding.domain.papers import MAKERS, draw_up, lay_in, take_evidence
from thidua.forwarding.domain.settling import answer_claim, choose_procedure, settle
from thidua.forwarding.enums import CHANGEABLE, NO_SECRETS, TAKES_SIGNED, Simplified, State
from thidua.forwarding.models import PackageItem
from thidua.forwarding.queries import CLOSED, READERS, items, papers
from thidua.forwarding.rules import may_prepare
from thidua.law import copies, decider, known_title
from thidua.law.dossiers import CLAIMS
from thidua.web.office.consulted_bodies import files_of
from thidua.web.office.forwarding.forms import BASIS_HINT, PaperForm
from thidua.web.office.forwarding.packages import package_of


def item_of(request: HttpRequest, code: str, pk: int) -> PackageItem:
    """The line of the package, or 404."""
    found = items(request.actor).filter(package=package_of(request, code))
    row: PackageItem = get_object_or_404(found, pk=pk)
    return row


@screen(*READERS, writes=True)
def item_page(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The checklist of a dossier; by POST a paper is laid in."""
    item, actor = item_of(request, code, pk), request.actor
    form = PaperForm(*files_of(request), kinds=kinds_for(item))
    if request.method == "POST" and form.is_valid():
        try:
            paper = lay_in(actor=actor, package=item.package, item=item, given=form.given())
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã đưa vào: {paper.name}, bản {paper.version}.")
            return redirect("office:package_item", code, pk)
    context = _context(request, item) | {"form": form}
    return render(request, "forwarding/item.html", context, status=422 if form.is_bound else 200)


def _context(request: HttpRequest, item: PackageItem) -> dict[str, Any]:
    actor, row = request.actor, item.nomination
    held = list(papers(actor, item.package))
    check = checklist(item, held)
    may_write = not may_prepare(item.package, actor)
    return {
        "row": item.package,
        "item": item,
        "nomination": row,
        "title_name": known_title(row.title_code).name,
        "decider": decider(row.title_code, item.package.planned_on),
        "copies": copies(row.title_code, item.package.planned_on, simplified=bool(item.simplified)),
        "check": check,
        "asked": [_shown(one, item, actor) for one in check.asked],
        "questions": _questions(check, item),
        "versions": [one for one in held if one.item_id == item.pk and one.superseded_at],
        "others": _others(check, held, item),
        "evidence": _evidence(item),
        "kinds": kinds_for(item).items(),
        "may_change": may_write and item.package.state in CHANGEABLE,
        "may_lay": may_write and item.package.state in TAKES_SIGNED,
        "is_draft": may_write and item.package.state == State.DRAFT,
        "procedures": Simplified.choices,
        "no_secrets": NO_SECRETS,
        "basis_hint": BASIS_HINT,
    }


def _shown(one: Asked, item: PackageItem, actor: Any) -> dict[str, Any]:
    """One paper asked for, as the page shows it."""
    claim = one.paper.only_if if one.paper else ""
    said = item.claims.get(claim)
    closed = one.code in CLOSED and not actor.is_any(Role.OFFICER, Role.INSPECTOR)
    finding = one.finding
    if one.standing is not None:
        look = ("ok", "check-circle-fill", "Đã có")
    elif finding is None or finding.verdict == "met":
        look = ("plain", "dash-circle", "Không cần")
    elif finding.verdict == "not_known":
        look = ("warn", "question-diamond-fill", "Chưa rõ có cần")
    else:
        look = ("bad", "x-circle-fill", "Còn thiếu")
    citation = finding.citation if finding else one.paper.citation if one.paper else None
    return {
        "code": one.code,
        "name": one.name,
        "note": one.paper.note if one.paper else "",
        "local": bool(one.paper and one.paper.local),
        "citation": citation,
        "standing": one.standing,
        "closed": closed,
        "state": look[0],
        "icon": look[1],
        "label": look[2],
        "claim": claim,
        "claim_words": CLAIMS.get(claim, ""),
        "said": said,
        "makes": one.code in MAKERS,
    }


def _questions(check: Checklist, item: PackageItem) -> list[dict[str, Any]]:
    settled = item.package.settled.get(item.nomination.title_code, {})
    return [
        {"finding": one, "basis": settled.get(one.code, ""), "open": one.verdict != "met"}
        for one in check.questions
    ]


def _others(check: Checklist, held: list[Any], item: PackageItem) -> list[Any]:
    """Standing papers that nobody asked for."""
    shown = {one.standing.pk for one in check.asked if one.standing}
    return [
        one
        for one in held
        if one.superseded_at is None and one.item_id == item.pk and one.pk not in shown
    ]


def _evidence(item: PackageItem) -> list[Evidence]:
    found = Evidence.objects.filter(nomination=item.nomination_id, withdrawn_at__isnull=True)
    return list(found.select_related("file").order_by("pk"))


def _acted(request: HttpRequest, code: str, pk: int, act: Any, done: str) -> HttpResponse:
    """Do it and come back; what is refused is said on the page it came from."""
    try:
        act()
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, done)
    return redirect("office:package_item", code, pk)


@screen(Role.OFFICER, reads=False, writes=True)
def draw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Draw one paper up anew."""
    item, kind = item_of(request, code, pk), request.POST.get("loai", "")[:40]

    def act() -> None:
        draw_up(actor=request.actor, item=item, kind=kind)

    return _acted(request, code, pk, act, "Đã soạn giấy tờ, bản Word và PDF.")


@screen(Role.OFFICER, reads=False, writes=True)
def claim(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Say whether the dossier falls under a case that needs a paper of its own."""
    item = item_of(request, code, pk)
    name, said = request.POST.get("truong_hop", "")[:40], request.POST.get("tra_loi") == "co"
    basis = request.POST.get("can_cu", "")[:300]

    def act() -> None:
        answer_claim(actor=request.actor, item=item, claim=name, said=said, basis=basis)

    return _acted(request, code, pk, act, "Đã ghi câu trả lời.")


@screen(Role.OFFICER, reads=False, writes=True)
def question(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Settle an open question by naming a paper."""
    item = item_of(request, code, pk)
    name, basis = request.POST.get("noi_dung", "")[:80], request.POST.get("can_cu", "")

    def act() -> None:
        settle(actor=request.actor, item=item, question=name, basis=basis)

    return _acted(request, code, pk, act, "Đã ghi căn cứ.")


@screen(Role.OFFICER, reads=False, writes=True)
def procedure(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Choose the procedure."""
    item, case = item_of(request, code, pk), request.POST.get("thu_tuc", "")[:20]

    def act() -> None:
        choose_procedure(actor=request.actor, item=item, case=case)

    return _acted(request, code, pk, act, "Đã chọn thủ tục; danh mục giấy tờ theo đó.")


@screen(Role.OFFICER, reads=False, writes=True)
def evidence(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Use a paper of the dossier's evidence."""
    item = item_of(request, code, pk)
    typed = request.POST.get("minh_chung", "")
    key = int(typed) if typed.isdecimal() and len(typed) < 18 else 0  # noqa: PLR2004 (a bigint)
    paper = next((one for one in _evidence(item) if one.pk == key), None)
    if paper is None:
        messages.warning(request, "Chọn minh chứng của hồ sơ rồi bấm lại.")
        return redirect("office:package_item", code, pk)

    def act() -> None:
        take_evidence(
            actor=request.actor,
            item=item,
            evidence=paper,
            kind=request.POST.get("loai", "")[:40],
            signed="da_ky" in request.POST,
        )

    return _acted(request, code, pk, act, "Đã dùng minh chứng của hồ sơ.")


@screen(Role.OFFICER, reads=False, writes=True)
def drop(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take the dossier out of a draft."""
    item = item_of(request, code, pk)
    try:
        leave_out(actor=request.actor, item=item)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect("office:package_item", code, pk)
    messages.success(request, f"Đã bỏ {item.nomination.name} khỏi gói.")
    return redirect("office:package", code)


_ONE = "trinh-cap-tren/goi/<slug:code>/ho-so/<int:pk>/"
urlpatterns = [
    path(_ONE, item_page, name="package_item"),
    path(f"{_ONE}soan/", draw, name="package_item_draw"),
    path(f"{_ONE}truong-hop/", claim, name="package_item_claim"),
    path(f"{_ONE}can-cu/", question, name="package_item_settle"),
    path(f"{_ONE}thu-tuc/", procedure, name="package_item_procedure"),
    path(f"{_ONE}minh-chung/", evidence, name="package_item_evidence"),
    path(f"{_ONE}bo/", drop, name="package_item_drop"),
]
