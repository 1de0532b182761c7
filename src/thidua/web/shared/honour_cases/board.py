"""The board: who waits longest is on top, and what must not be overlooked is said beside them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.honours.case_alerts import ALERTS, standing
from thidua.honours.case_enums import KIND_SHORT, ON_BOARD, CaseKind, CaseState
from thidua.honours.case_queries import (
    limits_of,
    searched,
    settings_of,
    state_counts,
    visible_to,
)
from thidua.honours.models import BacklogSettings, HonourCase
from thidua.web.shared import workbook
from thidua.web.shared.asked import state_chips
from thidua.web.shared.honour_cases.pages import (
    MOST_DIGITS,
    READERS,
    WRITERS,
    decorate,
    here,
    one_of,
)
from thidua.web.templatetags.td import changed_query

PAGE_SIZE = 50
SORTS = {
    "lau": ("received_on", "pk"),
    "buoc": ("level_since", "pk"),
    "ten": ("sort_key", "pk"),
    "xa": ("unit_name", "received_on", "pk"),
}
HEAD = ("STT", "Mã", "Họ tên, gia đình", "Năm sinh", "Loại", "Hình thức đề nghị", "Xã, phường",
        "Bước", "Nhận bản khai", "Số ngày chờ", "Ở bước này từ", "Số ngày ở bước này", "Hạn",
        "Cần chú ý")  # fmt: skip


class Asked:
    """What the address asks for; what it does not understand is ignored."""

    def __init__(self, query: QueryDict) -> None:
        unit = query.get("xa", "")
        sort = query.get("sap_xep", "lau")
        self.words = query.get("q", "").strip()[:100]
        self.kind = one_of(query, "loai", CaseKind.values)
        self.state = one_of(query, "buoc", CaseState.values)
        self.alert = one_of(query, "canh_bao", ALERTS)
        self.unit = unit if unit.isdecimal() and len(unit) <= MOST_DIGITS else ""
        self.sort = sort if sort.lstrip("-") in SORTS else "lau"

    @property
    def is_filtered(self) -> bool:
        return bool(self.words or self.kind or self.state or self.alert or self.unit)

    @property
    def order(self) -> tuple[str, ...]:
        columns = SORTS[self.sort.lstrip("-")]
        return tuple(f"-{one}" for one in columns) if self.sort.startswith("-") else columns

    def apply(self, rows: Any) -> Any:
        """All but the state, which the chips count, and the alerts, which are reckoned."""
        exact = {"kind": self.kind, "unit_id": self.unit}
        return searched(rows.filter(**{k: v for k, v in exact.items() if v}), self.words)


@screen(*READERS)
def board(request: HttpRequest) -> HttpResponse:
    """Cases that still wait, oldest first; the others by their state."""
    asked, mine = Asked(request.GET), visible_to(request.actor)
    matched = asked.apply(mine)
    counts = state_counts(matched)
    states = [asked.state] if asked.state else ON_BOARD
    settings = settings_of(request.actor.authority_id)
    rows = _reckoned(request, settings, matched.filter(state__in=states).order_by(*asked.order))
    alerts = [(key, sum(_has(row, key) for row in rows)) for key in ALERTS]
    shown = [row for row in rows if not asked.alert or _has(row, asked.alert)]
    if request.GET.get("xuat") == "xlsx":
        return _book(shown)
    context = {
        "asked": asked,
        "chips": state_chips(
            request.GET, "buoc", asked.state, CaseState, counts,
            first=("Đang chờ", sum(counts.get(one, 0) for one in ON_BOARD)),
        ),
        "alerts": [
            {"label": ALERTS[key], "count": count, "current": key == asked.alert,
             "url": changed_query(request.GET, {"canh_bao": None if key == asked.alert else key})}
            for key, count in alerts if count or key == asked.alert
        ],
        "kinds": CaseKind.choices,
        "units": _units(mine),
        "oldest": max((row.standing.total for row in rows), default=0),
        "open": sum(counts.get(one, 0) for one in ON_BOARD),
        "may_open": request.actor.role in WRITERS,
        "is_officer": request.actor.is_any(Role.OFFICER),
        "no_alarm": settings.still_days is None,
        "new_url": here(request, "honour_open"),
        "now": timezone.localtime(),
    }  # fmt: skip
    if request.GET.get("in"):
        return render(request, "honours/print.html", context | {"rows": shown})
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("trang"))
    return render(request, "honours/board.html", context | {"page": page})


def _reckoned(request: HttpRequest, settings: BacklogSettings, rows: Any) -> list[Any]:
    today, limits = timezone.localdate(), limits_of(request.actor.authority_id)
    found = []
    for row in rows:
        decorate(row).standing = standing(row, today, settings, limits)
        row.url = here(request, "honour_case", row.code)
        found.append(row)
    return found


def _has(row: Any, key: str) -> bool:
    return any(alert.code == key for alert in row.standing.alerts)


def _units(mine: Any) -> list[tuple[str, str]]:
    rows = mine.order_by("unit_name").values_list("unit_id", "unit_name").distinct()
    return [(str(pk), name) for pk, name in rows]


def _book(rows: list[Any]) -> HttpResponse:
    return workbook.response(
        "ho-so-ton-dong",
        "Hồ sơ tồn đọng về bà mẹ, gia đình liệt sĩ, kháng chiến, thanh niên xung phong",
        HEAD,
        (_line(number, row) for number, row in enumerate(rows, start=1)),
    )


def _line(number: int, row: HonourCase) -> tuple[Any, ...]:
    stands = row.standing  # type: ignore[attr-defined]
    return (
        number,
        row.code,
        row.name,
        row.birth_year,
        KIND_SHORT[CaseKind(row.kind)],
        row.form_name,  # type: ignore[attr-defined]
        row.unit_name,
        row.get_state_display(),
        f"{row.received_on:%d/%m/%Y}",
        stands.total,
        f"{row.level_since:%d/%m/%Y}",
        stands.at_level,
        stands.due_words,
        "; ".join(alert.words for alert in stands.alerts),
    )


urlpatterns = [path("ho-so-ton-dong/", board, name="honour_cases")]
