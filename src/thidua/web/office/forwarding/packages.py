"""Packages: the list, and one package with everything about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import path

from thidua.commendation.queries import rounds
from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.forwarding.checklist import checklist
from thidua.forwarding.enums import State, Target
from thidua.forwarding.models import Package, PackageItem
from thidua.forwarding.queries import (
    READERS,
    choices,
    free_for_package,
    hides_something,
    items,
    papers,
    requests,
    rounds_going_up,
    searched,
    searched_items,
    visible_to,
)
from thidua.forwarding.rules import may_prepare
from thidua.forwarding.steps import steps
from thidua.forwarding.workflow import BY_RESULT, PACKAGES
from thidua.journal.queries import events_of
from thidua.law import known_title
from thidua.vietnamese.dates import format_day
from thidua.web.shared import timelines
from thidua.web.shared.asked import state_chips
from thidua.web.shared.desk_forwarding import LOOK
from thidua.web.shared.workbook import response

PAGE_SIZE = 50
SORTS = {"moi": "pk", "ngay": "planned_on", "ten": "name", "gui": "sent_on"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; anything it does not understand is ignored."""

    words: str
    state: str
    level: str
    round: str
    sort: str

    @classmethod
    def read(cls, query: QueryDict) -> Filters:
        state, level = query.get("buoc", ""), query.get("cap", "")
        sort = query.get("sap_xep", "-moi")
        return cls(
            words=query.get("q", "").strip()[:100],
            state=state if state in State.values else "",
            level=level if level in Target.values else "",
            round=query.get("dot", "")[:12],
            sort=sort if sort.removeprefix("-") in SORTS else "-moi",
        )

    @property
    def any(self) -> bool:
        return any((self.words, self.state, self.level, self.round))

    def apply(self, request: HttpRequest, *, with_state: bool = True) -> QuerySet[Package]:
        found = searched(visible_to(request.actor), self.words, request.actor)
        if self.level:
            found = found.filter(level=self.level)
        if self.round:
            found = found.filter(round__code=self.round)
        if with_state and self.state:
            found = found.filter(state=self.state)
        sign = "-" if self.sort.startswith("-") else ""
        return found.order_by(f"{sign}{SORTS[self.sort.removeprefix('-')]}", "-pk")


def decorate(row: Package) -> Package:
    """Looks of a package, for templates."""
    row.look, row.icon = LOOK[State(row.state)]  # type: ignore[attr-defined]
    return row


@screen(*READERS)
def package_list(request: HttpRequest) -> HttpResponse:
    """Packages found, newest first; `xuat` gives them as a workbook."""
    filters = Filters.read(request.GET)
    found = filters.apply(request)
    if "xuat" in request.GET:
        return _workbook(found)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        decorate(row)
    actor = request.actor
    context = {
        "filters": filters,
        "page": page,
        "chips": _chips(request, filters),
        "levels": Target.choices,
        "rounds": rounds(actor).filter(pk__in=visible_to(actor).order_by().values("round")),
        "may_write": actor.is_any(Role.OFFICER),
        "waits": actor.is_any(Role.OFFICER) and rounds_going_up(actor),
    }
    return render(request, "forwarding/list.html", context)


def _chips(request: HttpRequest, filters: Filters) -> list[dict[str, Any]]:
    seen = filters.apply(request, with_state=False).order_by().values("pk")
    found = Package.objects.filter(pk__in=seen).order_by()
    counts = dict(found.values_list("state").annotate(n=Count("pk")))
    return state_chips(request.GET, "buoc", filters.state, State, counts)


HEAD = (
    "Số tờ trình", "Trích yếu", "Đợt xét", "Cấp quyết định", "Kính gửi", "Bước", "Hồ sơ",
    "Được khen", "Không được khen", "Ngày tờ trình", "Ngày gửi", "Gửi qua", "Số biên nhận",
    "Ngày nhận kết quả",
)  # fmt: skip


def _workbook(found: QuerySet[Package]) -> HttpResponse:
    lines = (
        (
            row.full_number,
            row.name,
            row.round.name,
            row.get_level_display(),
            row.addressee,
            row.get_state_display(),
            row.dossiers,  # type: ignore[attr-defined]
            row.granted_count,  # type: ignore[attr-defined]
            row.refused_count,  # type: ignore[attr-defined]
            day_words(row.signed_on),
            day_words(row.sent_on),
            row.get_channel_display(),
            row.receipt,
            day_words(row.notified_on),
        )
        for row in found
    )
    return response("trinh-cap-tren", "Hồ sơ trình cấp trên", HEAD, lines)


def day_words(day: date | None) -> str:
    return format_day(day) if day else ""


# -- one package ----------------------------------------------------------------------------------


def package_of(request: HttpRequest, code: str) -> Package:
    """The package, or 404."""
    row: Package = get_object_or_404(visible_to(request.actor), code=code)
    return decorate(row)


@screen(*READERS)
def package(request: HttpRequest, code: str) -> HttpResponse:
    """One package: its dossiers with what they lack, its papers, its days, what can be done."""
    row, actor = package_of(request, code), request.actor
    lines = list(items(actor).filter(package=row).order_by("order"))
    words = request.GET.get("q", "").strip()[:100]
    held = list(papers(actor, row).filter(superseded_at__isnull=True))
    for line in lines:
        line.check = checklist(line, held)  # type: ignore[attr-defined]
        line.title_name = known_title(line.nomination.title_code).name  # type: ignore[attr-defined]
    shown = lines
    if words:
        found = set(
            searched_items(items(actor).filter(package=row), words).values_list("pk", flat=True)
        )
        shown = [line for line in lines if line.pk in found]
    if "xuat" in request.GET:
        return _lines_workbook(row, shown)
    hidden = hides_something(actor, row)
    may_write = not may_prepare(row, actor)
    context = {
        "row": row,
        "page": Paginator(shown, PAGE_SIZE).get_page(request.GET.get("trang")),
        "words": words,
        "hidden": hidden,
        "lacking": sum(not line.check.is_complete for line in lines),  # type: ignore[attr-defined]
        "common": [one for one in held if one.item_id is None],
        "steps": steps(row, tuple(dict.fromkeys(one.nomination.title_code for one in lines))),
        "requests": requests(actor).filter(package=row).order_by("answered_at", "pk"),
        "offers": _offers(request, row),
        "may_write": may_write,
        "is_draft": row.state == State.DRAFT,
        "may_draw": may_write and row.state in (State.DRAFT, State.ASKED),
        "may_export": may_write and not hidden,
        "unsigned": sum(not one.signed for one in held),
        "free": _free(request, row) if may_write and row.state == State.DRAFT else [],
        "facts": _facts(row),
        "may_result": may_write and row.state in (State.SENT, State.RECEIVED, State.ASKED),
        "bonus": row.level == Target.CENTRAL,
        "events": timelines.shown(actor, events_of(row), 40),
    }
    return render(request, "forwarding/package.html", context)


def _free(request: HttpRequest, row: Package) -> list[tuple[str, str]]:
    """Further dossiers of the round that go to the same level."""
    same = {
        one.title_code
        for one in choices(row.round, row.planned_on, request.actor)
        if one.level.value == row.level
    }
    found = free_for_package(row.round, request.actor).filter(title_code__in=same)
    return [
        (one.code, f"{one.name} ({known_title(one.title_code).short})")
        for one in found.order_by("sort_key")[:500]
    ]


ADDRESSES = {
    "check": "office:package_check",
    "reopen": "office:package_reopen",
    "sign": "office:package_sign",
    "send": "office:package_send",
    "receive": "office:package_receive",
    "ask": "office:package_ask",
    "supplement": "office:package_supplement",
    "withdraw": "office:package_withdraw",
}


def _offers(request: HttpRequest, row: Package) -> list[dict[str, Any]]:
    offers = [
        {
            "label": offer.transition.label,
            "icon": offer.transition.icon,
            "name": ADDRESSES[offer.transition.name],
            "reasons": list(offer.reasons[:12]),
            "danger": offer.transition.name == "withdraw",
            "step": offer.transition.name,
        }
        for offer in PACKAGES.offers(row, request.actor)
        if offer.transition.name not in BY_RESULT
    ]
    first = next((one for one in offers if not one["reasons"] and not one["danger"]), None)
    for one in offers:
        one["kind"] = "danger-quiet" if one["danger"] else "primary" if one is first else "quiet"
    return offers


def _facts(row: Package) -> list[dict[str, Any]]:
    pairs = (
        ("Kính gửi", row.addressee),
        ("Đợt xét", row.round.name),
        ("Pháp luật ngày", format_day(row.planned_on)),
        ("Số tờ trình", row.full_number),
        ("Ngày tờ trình", day_words(row.signed_on)),
        ("Người ký", row.signer_name),
        ("Ngày gửi", day_words(row.sent_on)),
        ("Gửi qua", row.get_channel_display()),
        ("Số biên nhận", row.receipt),
        ("Cấp trên nhận", day_words(row.received_on)),
        ("Nhận kết quả", day_words(row.notified_on)),
        ("Lý do rút", row.outcome_reason),
        ("Người lập", row.drafted_by_name),
    )
    return [{"label": label, "value": value} for label, value in pairs if value]


LINE_HEAD = (
    "Thứ tự", "Mã hồ sơ", "Họ tên, tên tập thể, hộ", "Đơn vị", "Danh hiệu, hình thức",
    "Giấy tờ còn thiếu", "Kết quả", "Số quyết định", "Ngày quyết định", "Nơi quyết định", "Lý do",
)  # fmt: skip


def _lines_workbook(row: Package, lines: list[PackageItem]) -> HttpResponse:
    """The dossiers as the page shows them: found by its words, lacking what it says."""
    cells = (
        (
            line.order,
            line.nomination.code,
            line.nomination.name,
            line.nomination.unit_name,
            known_title(line.nomination.title_code).name,
            " ".join(line.check.missing),  # type: ignore[attr-defined]
            line.get_outcome_display(),
            line.decision_number,
            day_words(line.decided_on),
            line.decider,
            line.outcome_reason,
        )
        for line in lines
    )
    return response(f"trinh-cap-tren-{row.code}", row.name, LINE_HEAD, cells)


urlpatterns = [
    path("trinh-cap-tren/", package_list, name="packages"),
    path("trinh-cap-tren/goi/<slug:code>/", package, name="package"),
]
