"""A council: what it is, who sits in it, what its regulation says, its sessions."""

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode

from thidua.core.actors import Actor, Role
from thidua.core.screens import screen
from thidua.councils.domain.bodies import (
    CouncilPlan,
    change_council,
    establish_council,
    set_rules,
)
from thidua.councils.domain.members import vacancies
from thidua.councils.domain.quorum import WRITTEN_COUNTS, offers, quorum_of
from thidua.councils.enums import CouncilKind
from thidua.councils.models import Council, Session
from thidua.councils.queries import councils, visible_to
from thidua.initiatives.models import Sitting
from thidua.initiatives.queries import sittings
from thidua.journal.queries import events_of
from thidua.law import quorum as law_on_quorum
from thidua.web.council import member_list, members
from thidua.web.council.body_forms import CouncilForm, RulesForm
from thidua.web.council.plain import Page, form_page, revision_of
from thidua.web.council.readers import READERS
from thidua.web.shared import timelines

EDITORS = (Role.SECRETARY, Role.OFFICER)
SESSIONS_SHOWN = 10


@screen(*READERS)
def council(request: HttpRequest, code: str) -> HttpResponse:
    """One council today: members with their terms, the regulation's rules, the last sessions."""
    row = get_object_or_404(councils(request.actor), code=code)
    today = timezone.localdate()
    if request.GET.get("xuat") == "xlsx":
        return member_list.book(request, row)
    quorum = quorum_of(row, row.total_members)
    context = {
        "council": row,
        "vacancies": vacancies(row, today),
        "quorum": quorum,
        "law": law_on_quorum(today),
        "may_edit": request.actor.is_any(*EDITORS),
        "is_initiative": row.kind == CouncilKind.INITIATIVE,
        "sessions": _meetings(request.actor, row),
        "events": timelines.shown(request.actor, events_of(row), 10),
        **member_list.context(request, row),
    }
    return render(request, "council/council.html", context)


def _meetings(actor: Actor, row: Council) -> QuerySet[Session] | QuerySet[Sitting]:
    """The latest sessions, or sittings of an initiative council, that the actor may open."""
    if row.kind == CouncilKind.INITIATIVE:
        return sittings(actor).filter(council=row).order_by("-held_on", "-pk")[:SESSIONS_SHOWN]
    held = visible_to(actor).filter(council=row)
    return held.order_by("-held_on", "-pk")[:SESSIONS_SHOWN]


@screen(*EDITORS, writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """Enter a council; the page that lacks one of a kind names the kind."""
    kind = "initiative" if request.GET.get("loai") == "sang-kien" else "commendation"
    form = CouncilForm(request.POST or None, initial={"kind": kind})
    page = Page(
        title="Nhập Hội đồng", save="Nhập Hội đồng", back=reverse("council:sessions"), crumbs=()
    )

    def act() -> str:
        return f"Đã nhập {establish_council(actor=request.actor, plan=form.plan()).name}."

    return form_page(request, page, form, act)


@screen(*EDITORS, writes=True)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Correct a council; sessions already opened keep their total."""
    row = get_object_or_404(councils(request.actor), code=code)
    initial = {field.name: getattr(row, field.name) for field in fields(CouncilPlan)}
    form = CouncilForm(request.POST or None, initial=initial | {"revision": row.revision})

    def act() -> str:
        changed = change_council(
            actor=request.actor, council=row, plan=form.plan(), revision=revision_of(request)
        )
        return f"Đã lưu {changed.name}."

    note = "Phiên họp đã mở giữ tổng số thành viên của ngày họp."
    return form_page(request, _page(row, "Sửa Hội đồng", note), form, act)


@screen(*EDITORS, writes=True)
def rules(request: HttpRequest, code: str) -> HttpResponse:
    """What the council's regulation says of quorum and of those connected with a dossier."""
    row = get_object_or_404(councils(request.actor), code=code)
    offered = offers(row.authority_id, timezone.localdate())
    form = RulesForm(request.POST or None, initial=_initial(row, request))

    def act() -> str:
        set_rules(
            actor=request.actor, council=row, rules=form.rules(), revision=revision_of(request)
        )
        return "Đã lưu quy chế của Hội đồng."

    law = law_on_quorum(timezone.localdate())
    page = _page(row, "Quy chế của Hội đồng", f"{law.detail} {law.missing or ''}")
    own = reverse("council:council_rules", args=[row.code])
    links = [
        {
            "words": f"{offer.basis}: ít nhất {_share(offer.share)} tổng số thành viên"
            f"{' khi xét khen thưởng' if offer.awards else ''}.",
            "url": f"{own}?{urlencode({'phan': offer.share, 'can_cu': offer.basis})}",
        }
        for offer in offered
    ]
    return form_page(request, Page(**(_fields(page) | {"offers": links})), form, act)


def _fields(page: Page) -> dict[str, Any]:
    return {field.name: getattr(page, field.name) for field in fields(page)}


def _initial(row: Council, request: HttpRequest) -> dict[str, Any]:
    """As kept; the share of a local regulation where its link was followed."""
    initial: dict[str, Any] = {name: getattr(row, name, None) for name in RulesForm.base_fields}
    initial["written_counts"] = row.quorum_basis.endswith(WRITTEN_COUNTS)
    initial["quorum_basis"] = row.quorum_basis.removesuffix(f"; {WRITTEN_COUNTS}")
    try:
        share = Fraction(request.GET.get("phan", "")[:9])
    except (ValueError, ZeroDivisionError):
        return initial
    basis = request.GET.get("can_cu", "")[:240]
    return initial | {
        "quorum_numerator": share.numerator,
        "quorum_denominator": share.denominator,
        "quorum_basis": basis,
    }


def _share(share: Fraction) -> str:
    return f"{share.numerator}/{share.denominator}"


def _page(row: Council, title: str, note: str) -> Page:
    back = reverse("council:council", args=[row.code])
    return Page(title=title, save="Lưu", back=back, crumbs=((back, row.name),), note=note)


urlpatterns = [
    path("moi/", new, name="council_new"),
    path("<slug:code>/", council, name="council"),
    path("<slug:code>/sua/", edit, name="council_edit"),
    path("<slug:code>/quy-che/", rules, name="council_rules"),
    *members.urlpatterns,
]
