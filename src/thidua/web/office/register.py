"""The award register: every award on record, as far as the reader's unit goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.core.search import matching
from thidua.decisions.queries import unit_names_at
from thidua.law import known_title
from thidua.organizations.models import UnitVersion
from thidua.registry.domain.awards import BY_DECISION, recipient_name, withdraw_award
from thidua.registry.enums import AwardLevel
from thidua.registry.models import Award
from thidua.registry.queries import SEES_EVERY_AWARD, visible_to
from thidua.revocations.queries import choosable, events_of_award, open_cases
from thidua.vietnamese.dates import format_day
from thidua.web.shared.workbook import response

PAGE_SIZE = 50
YEAR_LENGTH = 4
NEWEST_FIRST = "-nam"
SORTS = {
    "nam": ("year", "sort_key", "pk"),
    "ten": ("sort_key", "-year", "pk"),
    "danh-hieu": ("title_code", "-year", "sort_key", "pk"),
    "ngay": ("decided_on", "sort_key", "pk"),
}
READERS = SEES_EVERY_AWARD | UNIT_ROLES
LINKS_TO_PEOPLE = frozenset({Role.OFFICER, Role.INSPECTOR})


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; anything it does not understand is ignored."""

    words: str
    year: int | None
    title: str
    level: str
    unit: str
    revoked: str
    batch: str
    sort: str

    @classmethod
    def read(cls, query: QueryDict) -> Filters:
        year, sort = query.get("nam", ""), query.get("sap_xep", NEWEST_FIRST)
        level, revoked = query.get("cap", ""), query.get("thu_hoi", "")
        return cls(
            words=query.get("q", "").strip()[:100],
            year=int(year) if year.isdecimal() and len(year) == YEAR_LENGTH else None,
            title=query.get("danh_hieu", "")[:20],
            level=level if level in AwardLevel.values else "",
            unit=query.get("don_vi", "")[:12],
            revoked=revoked if revoked in ("co", "khong") else "",
            batch=query.get("lan_nhap", "")[:12],
            sort=sort if sort.removeprefix("-") in SORTS else NEWEST_FIRST,
        )

    @property
    def any(self) -> bool:
        return any(
            (self.words, self.year, self.title, self.level, self.unit, self.revoked, self.batch)
        )

    def apply(self, found: QuerySet[Award]) -> QuerySet[Award]:
        exact = {
            "year": self.year,
            "title_code": self.title,
            "level": self.level,
            "batch__code": self.batch,
        }
        found = found.filter(**{name: value for name, value in exact.items() if value})
        if self.unit:
            found = found.filter(
                Q(unit__code=self.unit)
                | Q(collective__code=self.unit)
                | Q(household__unit__code=self.unit)
            )
        if self.revoked:
            found = found.filter(revoked_on__isnull=self.revoked == "khong")
        return matching(found, self.words) if self.words else found

    @property
    def order(self) -> tuple[OrderBy | str, ...]:
        """The chosen column up or down, unknown days last; within it by name."""
        first, *rest = SORTS[self.sort.removeprefix("-")]
        down = self.sort.startswith("-")
        return OrderBy(F(first), descending=down, nulls_last=True), *rest


@screen(*READERS)
def awards(request: HttpRequest) -> HttpResponse:
    """Awards found, newest year first; the same address with `xuat` gives them as a workbook."""
    filters = Filters.read(request.GET)
    seen = visible_to(request.actor, timezone.localdate())
    found = filters.apply(seen).select_related("person", "household").order_by(*filters.order)
    if "xuat" in request.GET:
        return _workbook(found)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    is_unit = request.actor.role in UNIT_ROLES
    context = {
        "filters": filters,
        "page": page,
        "rows": shown(page.object_list),
        "is_unit": is_unit,
        "years": seen.order_by("-year").values_list("year", flat=True).distinct(),
        "titles": _titles(seen),
        "levels": AwardLevel.choices,
        "units": [] if is_unit else _units(seen),
    }
    template = "office/register.html"
    if request.htmx and not request.htmx.boosted:
        template += "#list"
    return render(request, template, context)


def _titles(seen: QuerySet[Award]) -> list[tuple[str, str]]:
    codes = seen.order_by("title_code").values_list("title_code", flat=True).distinct()
    return [(code, known_title(code).name) for code in codes]


def _units(seen: QuerySet[Award]) -> list[tuple[str, str]]:
    """Units that occur in the register, each under its last name."""
    rows = (
        UnitVersion.objects.filter(
            Q(unit__in=seen.values("unit")) | Q(unit__in=seen.values("collective"))
        )
        .order_by("unit_id", "-valid")
        .distinct("unit_id")
        .values_list("unit__code", "name", "sort_key")
    )
    return [(code, name) for code, name, _ in sorted(rows, key=lambda row: row[2])]


def shown(found: Iterable[Award]) -> list[dict[str, Any]]:
    """Awards with names as of their day, in one more query whatever their number."""
    rows = list(found)
    names = unit_names_at(
        (pk, _day(row)) for row in rows for pk in (row.collective_id, row.unit_id) if pk
    )
    return [_shown(row, names) for row in rows]


def _day(row: Award) -> date:
    return row.decided_on or date(row.year, 12, 31)


def _shown(row: Award, names: dict[tuple[int, date], str]) -> dict[str, Any]:
    day = _day(row)
    unit = names.get((row.unit_id or 0, day), "") or row.unit_words
    name = recipient_name(row, names.get((row.collective_id or 0, day), ""))
    return {
        "code": row.code,
        "name": name,
        "person": row.person.code if row.person else "",
        "unit": "" if unit == name else unit,
        "kind": "" if row.person else "Hộ gia đình" if row.household else "Tập thể",
        "title": known_title(row.title_code).name,
        "year": row.year,
        "level": row.get_level_display(),
        "number": row.decision_number,
        "decided_on": row.decided_on,
        "revoked_on": row.revoked_on,
        "revocation": row.revocation,
        "restored_on": row.restored_on,
        "restoration": row.restoration,
        "source": row.source,
    }


class WithdrawForm(forms.Form):
    """Why an award that an import brought in wrongly leaves the register."""

    reason = forms.CharField(
        label="Lý do rút khỏi sổ",
        max_length=300,
        help_text="Nêu giấy tờ làm căn cứ. Dòng đã rút vẫn còn trong nhật ký.",
    )


def _award(request: HttpRequest, code: str) -> Award:
    seen = visible_to(request.actor, timezone.localdate())
    rows = seen.select_related("person", "household", "batch__file")
    return get_object_or_404(rows, code=code)


@screen(*READERS)
def award(request: HttpRequest, code: str) -> HttpResponse:
    """One award: who, what, by which decision, and where the record has it from."""
    row = _award(request, code)
    line = shown([row])[0]
    is_keeper = request.actor.role == Role.OFFICER
    context = {
        "award": row,
        "line": line,
        "facts": _facts(line),
        "links": request.actor.role in LINKS_TO_PEOPLE,
        "is_keeper": is_keeper,
        "reasons": [] if row.batch_id else [BY_DECISION],
        **undoing_of(request.actor, row),
    }
    return render(request, "office/award.html", context)


def undoing_of(actor: Actor, row: Award) -> dict[str, Any]:
    """What was done to an award, what is under way, and what its page offers."""
    offered = actor.is_any(Role.OFFICER, *UNIT_ROLES)
    day = timezone.localdate()
    return {
        "history": events_of_award(row),
        "cases": open_cases(actor, row).filter(awards__live=True),
        "may_undo": offered and choosable(actor, day).filter(pk=row.pk).exists(),
        "undo_kind": "restore" if row.revoked_on else "revoke",
        "is_unit": actor.role in UNIT_ROLES,
    }


def _facts(line: dict[str, Any]) -> list[dict[str, Any]]:
    day = format_day(line["decided_on"]) if line["decided_on"] else "Chưa rõ ngày"
    return [
        {"label": "Danh hiệu, hình thức", "value": line["title"]},
        {"label": "Năm thành tích", "value": str(line["year"])},
        {"label": "Số quyết định", "value": line["number"] or "Chưa rõ số"},
        {"label": "Ngày quyết định", "value": day},
        {"label": "Cấp khen", "value": line["level"] or "Chưa rõ"},
        {"label": "Đơn vị khi được khen", "value": line["unit"] or line["name"]},
        {"label": "Nguồn", "value": line["source"] or "Chưa ghi nguồn"},
    ]


@screen(Role.OFFICER, writes=True)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take one wrongly imported award out of the register."""
    row = _award(request, code)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_award(actor=request.actor, award=row, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã rút khen thưởng này khỏi sổ.")
            return redirect("office:awards")
    context = {"line": shown([row])[0], "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "office/award_withdraw.html", context, status=status)


HEAD = (
    "Người, tập thể, hộ",
    "Năm sinh",
    "Đơn vị",
    "Danh hiệu, hình thức",
    "Năm thành tích",
    "Số quyết định",
    "Ngày quyết định",
    "Cấp khen",
    "Thu hồi ngày",
    "Quyết định thu hồi",
    "Phục hồi ngày",
    "Quyết định phục hồi",
)


def _workbook(found: QuerySet[Award]) -> HttpResponse:
    rows = list(found)
    births = {row.pk: row.person.birth_year for row in rows if row.person}
    lines = (
        (
            line["name"],
            births.get(row.pk),
            line["unit"],
            line["title"],
            line["year"],
            line["number"],
            format_day(line["decided_on"]) if line["decided_on"] else "",
            line["level"],
            format_day(line["revoked_on"]) if line["revoked_on"] else "",
            line["revocation"],
            format_day(line["restored_on"]) if line["restored_on"] else "",
            line["restoration"],
        )
        for row, line in zip(rows, shown(rows), strict=True)
    )
    return response("so-khen-thuong", "Sổ khen thưởng", HEAD, lines)


urlpatterns = [
    path("so-khen-thuong/", awards, name="awards"),
    path("so-khen-thuong/<slug:code>/", award, name="award"),
    path("so-khen-thuong/<slug:code>/rut/", withdraw, name="award_withdraw"),
]
