"""Ceremonies: the list, the order of call, the speaker's script, attendance."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from thidua.commendation.enums import Subject
from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.decisions.domain.issuing import deciding_post
from thidua.decisions.domain.papers import WITH_CERTIFICATE, achievement_of, detail_of
from thidua.decisions.models import DecisionState
from thidua.journal.queries import events_of
from thidua.law import known_title
from thidua.organizations.models import Authority
from thidua.rewards.domain import ceremonies as acts
from thidua.rewards.models import Ceremony, CeremonyTurn
from thidua.rewards.queries import ceremonies as found_ceremonies
from thidua.rewards.queries import turns
from thidua.web.office.rewards import forms
from thidua.web.office.rewards.readers import READERS
from thidua.web.office.rewards.stock import awards
from thidua.web.shared import timelines, workbook
from thidua.web.shared.asked import order_by, sort_of, words_of
from thidua.web.shared.form_pages import form_page, revision

PAGE_SIZE = 20
SORTS = {"ngay": ("held_on", "pk"), "ten": ("name", "pk")}
COMES = {"co": True, "khong": False}
LONGEST = 6
SALUTES = {"female": "Bà", "male": "Ông"}


@screen(*READERS)
def ceremonies(request: HttpRequest) -> HttpResponse:
    """Ceremonies, latest first."""
    words = words_of(request.GET)
    sort = sort_of(request.GET, SORTS, "-ngay")
    rows = found_ceremonies(request.actor)
    rows = rows.filter(name__icontains=words) if words else rows
    rows = rows.annotate(called=Count("turns")).order_by(*order_by(sort, SORTS))
    if request.GET.get("xuat") == "xlsx":
        head = ("Ngày", "Tên lễ", "Địa điểm", "Số lượt gọi")
        lines = ((f"{row.held_on:%d/%m/%Y}", row.name, row.place, row.called) for row in rows)
        return workbook.response("le-trao", "Lễ trao", head, lines)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang")),
        "sort": sort,
        "words": words,
        "may_handle": request.actor.is_any(Role.OFFICER),
    }
    return render(request, "rewards/ceremonies.html", context)


def _form(request: HttpRequest, initial: dict[str, Any] | None = None) -> forms.CeremonyForm:
    issued = awards(request).filter(state=DecisionState.ISSUED)
    return forms.CeremonyForm(request.POST or None, decisions=issued, initial=initial)


def _plan(data: dict[str, Any]) -> acts.CeremonyPlan:
    return acts.CeremonyPlan(**(data | {"decisions": tuple(data["decisions"])}))


CRUMB = ("Lễ trao", "office:ceremonies")


@screen(Role.OFFICER, writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """Plan a ceremony."""
    wanted = awards(request).filter(code=request.GET.get("quyet_dinh", "")[:12])
    return form_page(
        request,
        _form(request, {"decisions": wanted, "group_size": 5, "held_on": timezone.localdate()}),
        run=lambda data: acts.plan_ceremony(actor=request.actor, plan=_plan(data)),
        done="Đã lập lễ trao. Thứ tự gọi xếp theo mức khen, tập thể trước, cá nhân sau.",
        back=reverse("office:ceremonies"),
        page={
            "title": "Lập lễ trao",
            "crumbs": [(CRUMB[0], reverse(CRUMB[1]))],
            "submit": "Lập lễ trao",
        },
    )


def _one(request: HttpRequest, code: str) -> Ceremony:
    return get_object_or_404(found_ceremonies(request.actor), code=code)


@screen(Role.OFFICER, writes=True)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a ceremony; turns that stay keep their order."""
    row = _one(request, code)
    names = ("name", "held_on", "starts_at", "place", "group_size")
    initial = {name: getattr(row, name) for name in names} | {"decisions": row.decisions.all()}
    who = {"actor": request.actor, "ceremony": row, "revision": revision(request)}
    return form_page(
        request,
        _form(request, initial),
        run=lambda data: acts.change_ceremony(**who, plan=_plan(data)),
        done="Đã lưu lễ trao.",
        back=reverse("office:ceremony", args=[row.code]),
        page={
            "title": "Sửa lễ trao",
            "crumbs": [
                (CRUMB[0], reverse(CRUMB[1])),
                (row.name, reverse("office:ceremony", args=[row.code])),
            ],
            "submit": "Lưu",
            "row": row,
        },
    )


def _decorated(request: HttpRequest, row: Ceremony) -> list[CeremonyTurn]:
    found = list(turns(request.actor, row))
    for turn in found:
        dossier = turn.line.nomination
        turn.title_name = known_title(dossier.title_code).name_on(turn.line.decision.issued_on)
        turn.detail = detail_of(dossier)
        turn.has_certificate = dossier.title_code in WITH_CERTIFICATE
        turn.receipt = getattr(turn.line, "handover", None)
        turn.payment = getattr(turn.line, "payment", None)
    return found


@screen(*READERS)
def ceremony(request: HttpRequest, code: str) -> HttpResponse:
    """The order of call in groups, who comes, who took what."""
    row = _one(request, code)
    found = _decorated(request, row)
    if request.GET.get("xuat") == "xlsx":
        return _book(row, found)
    taken = [turn for turn in found if turn.receipt and turn.receipt.certificate]
    groups = acts.groups(found, row.group_size)
    context = {
        "ceremony": row,
        "groups": groups,
        "group_count": len(groups),
        "called": len(found),
        "coming": sum(turn.attends is True for turn in found),
        "away": sum(turn.attends is False for turn in found),
        "taken": len(taken),
        "decisions": row.decisions.order_by("issued_on", "number"),
        "may_handle": request.actor.is_any(Role.OFFICER),
        "events": timelines.shown(request.actor, events_of(row)),
    }
    return render(request, "rewards/ceremony.html", context)


def _book(row: Ceremony, found: list[CeremonyTurn]) -> HttpResponse:
    head = ("Thứ tự", "Họ tên, tên tập thể, hộ", "Chức vụ, đơn vị", "Danh hiệu, hình thức",
            "Dự lễ", "Bằng, giấy", "Khung", "Tiền thưởng", "Người nhận", "Ngày nhận")  # fmt: skip
    marks = {True: "có", False: "vắng", None: ""}
    lines = []
    for turn in found:
        receipt = turn.receipt
        lines.append(
            (
                turn.order,
                turn.line.nomination.name,
                turn.detail,
                turn.title_name,
                marks[turn.attends],
                "x" if receipt and receipt.certificate else "",
                "x" if receipt and receipt.frame else "",
                turn.payment.get_state_display() if turn.payment else "",
                receipt.receiver if receipt else "",
                f"{receipt.received_on:%d/%m/%Y}" if receipt else "",
            )
        )
    return workbook.response(f"le-trao-{row.held_on:%Y-%m-%d}", row.name, head, lines)


@screen(*READERS)
def script(request: HttpRequest, code: str) -> HttpResponse:
    """What the speaker reads, in big type: group by group."""
    row = _one(request, code)
    found = _decorated(request, row)
    for turn in found:
        dossier = turn.line.nomination
        is_person = dossier.subject_kind == Subject.PERSON
        turn.salute = SALUTES.get(dossier.sex, "Ông (bà)") if is_person else ""
        turn.merit = achievement_of(dossier)
    authority = Authority.objects.get(pk=row.authority_id)
    groups = acts.groups(found, row.group_size)
    context = {"ceremony": row, "groups": groups, "giver": deciding_post(authority)}
    return render(request, "rewards/script.html", context)


def _numbers(post: QueryDict) -> dict[int, int]:
    """Places by turn, from `thu_tu_<turn>`; what is no number is left where it stands."""
    found = {}
    for name, value in post.items():
        key = name.removeprefix("thu_tu_")
        if key != name and key.isdecimal() and value.isdecimal() and len(value) <= LONGEST:
            found[int(key)] = int(value)
    return found


@screen(Role.OFFICER, reads=False, writes=True)
def change_turns(request: HttpRequest, code: str) -> HttpResponse:
    """Places and attendance as typed on the page, saved together; or back to the usual order."""
    row = _one(request, code)
    seen = set(turns(request.actor, row).values_list("pk", flat=True))
    if request.POST.get("viec") == "xep-lai":
        acts.restore_order(actor=request.actor, ceremony=row, revision=revision(request))
        messages.success(request, "Đã xếp lại theo mức khen, tập thể trước, cá nhân sau.")
        return redirect("office:ceremony", row.code)
    numbers = {pk: place for pk, place in _numbers(request.POST).items() if pk in seen}
    acts.reorder(actor=request.actor, ceremony=row, numbers=numbers, revision=revision(request))
    answers = {pk: COMES.get(request.POST.get(f"du_le_{pk}", "")) for pk in seen}
    acts.note_attendance(
        actor=request.actor,
        ceremony=row,
        coming=[pk for pk, comes in answers.items() if comes is True],
        away=[pk for pk, comes in answers.items() if comes is False],
    )
    messages.success(request, "Đã lưu thứ tự gọi và người dự.")
    return redirect("office:ceremony", row.code)


urlpatterns = [
    path("le-trao/", ceremonies, name="ceremonies"),
    path("le-trao/moi/", new, name="ceremony_new"),
    path("le-trao/<slug:code>/", ceremony, name="ceremony"),
    path("le-trao/<slug:code>/sua/", edit, name="ceremony_edit"),
    path("le-trao/<slug:code>/thu-tu/", change_turns, name="ceremony_turns"),
    path("le-trao/<slug:code>/kich-ban/", script, name="ceremony_script"),
]
