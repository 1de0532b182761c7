"""The list of requests for initiatives, for units and the office, and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict

from thidua.initiatives.enums import State
from thidua.initiatives.models import InitiativeRequest
from thidua.initiatives.queries import searched, state_counts
from thidua.web.shared import workbook
from thidua.web.shared.asked import state_chips

PAGE_SIZE = 30
SORTS = {
    "ten": ("sort_key", "pk"),
    "don-vi": ("unit_name", "sort_key", "pk"),
    "han": ("due_on", "sort_key", "pk"),
    "buoc": ("state", "sort_key", "pk"),
    "moi": ("pk",),
}
LOOK = {
    State.DRAFT: ("plain", "pencil"),
    State.SUBMITTED: ("info", "inbox"),
    State.GIVEN_BACK: ("warn", "reply-fill"),
    State.ACCEPTED: ("info", "check2-square"),
    State.AT_COUNCIL: ("info", "people-fill"),
    State.RECOGNISED: ("award", "patch-check-fill"),
    State.REFUSED: ("bad", "x-octagon-fill"),
    State.WITHDRAWN: ("plain", "box-arrow-left"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; anything it does not understand is ignored."""

    words: str
    state: str
    year: str
    unit: str
    sort: str

    @classmethod
    def read(cls, query: QueryDict) -> Filters:
        state, year, unit = (query.get(name, "") for name in ("buoc", "nam", "don_vi"))
        sort = query.get("sap_xep", "-moi")
        return cls(
            words=query.get("q", "").strip()[:100],
            state=state if state in State.values else "",
            year=year if year.isdecimal() and len(year) == 4 else "",  # noqa: PLR2004
            unit=unit if unit.isdecimal() and len(unit) < 10 else "",  # noqa: PLR2004
            sort=sort if sort.lstrip("-") in SORTS else "-moi",
        )

    @property
    def any(self) -> bool:
        return bool(self.words or self.state or self.year or self.unit)

    def apply(
        self, found: QuerySet[InitiativeRequest], *, with_state: bool = True
    ) -> QuerySet[InitiativeRequest]:
        exact = {
            "year": self.year,
            "unit_id": self.unit,
            "state": self.state if with_state else "",
        }
        return searched(found.filter(**{k: v for k, v in exact.items() if v}), self.words)

    @property
    def order(self) -> tuple[str, ...]:
        columns = SORTS[self.sort.lstrip("-")]
        return tuple(f"-{c}" for c in columns) if self.sort.startswith("-") else columns


def decorate(row: InitiativeRequest) -> InitiativeRequest:
    """The look of its state, for templates."""
    row.state_look, row.state_icon = LOOK[State(row.state)]
    return row


def context(request: HttpRequest, found: QuerySet[InitiativeRequest]) -> dict[str, Any]:
    """Everything the list template needs."""
    filters = Filters.read(request.GET)
    counts = state_counts(filters.apply(found, with_state=False))
    rows = filters.apply(found).order_by(*filters.order).prefetch_related("authors")
    paginator = Paginator(rows, PAGE_SIZE)
    # The chips have just counted the same rows.
    paginator.count = counts.get(filters.state, 0) if filters.state else sum(counts.values())
    page = paginator.get_page(request.GET.get("trang"))
    page.object_list = [decorate(row) for row in page.object_list]
    return {
        "filters": filters,
        "page": page,
        "chips": state_chips(request.GET, "buoc", filters.state, State, counts),
        "units": list(found.order_by("unit_name").values_list("unit_id", "unit_name").distinct()),
        "years": list(found.order_by("-year").values_list("year", flat=True).distinct()),
    }


def book(request: HttpRequest, found: QuerySet[InitiativeRequest]) -> HttpResponse:
    """The list as filtered, all pages of it."""
    filters = Filters.read(request.GET)
    rows = filters.apply(found).order_by(*filters.order).select_related("paper")
    head = (
        "Mã đề nghị", "Tên sáng kiến", "Lĩnh vực", "Đơn vị", "Tác giả (tỷ lệ đóng góp)",
        "Áp dụng lần đầu", "Ngày nhận", "Hạn xem xét", "Bước", "Quyết định công nhận", "Ngày ký",
    )  # fmt: skip
    lines = (
        (
            row.code,
            row.name,
            row.field,
            row.unit_name,
            "; ".join(_author(one) for one in row.authors.all()),
            _day(row.first_applied_on),
            _day(row.received_on),
            _day(row.due_on),
            row.get_state_display(),
            row.paper.number if row.paper else "",
            _day(row.paper.signed_on) if row.paper else "",
        )
        for row in rows.prefetch_related("authors")
    )
    return workbook.response("sang-kien", "Đề nghị công nhận sáng kiến", head, lines)


def _author(author: Any) -> str:
    if author.share is None:
        return author.full_name
    share = f"{author.share.normalize():f}".replace(".", ",")
    return f"{author.full_name} ({share} %)"


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
