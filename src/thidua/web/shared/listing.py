"""The list of dossiers, on the round page, on its own page and as a file: one set of filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from thidua.commendation.enums import State, Subject
from thidua.commendation.models import VERDICTS, Nomination
from thidua.commendation.queries import searched, state_counts
from thidua.law import known_title
from thidua.organizations.enums import PositionGroup
from thidua.web.shared.asked import state_chips

PAGE_SIZE = 50
SORTS = {
    "ten": ("sort_key", "pk"),
    "don-vi": ("unit_name", "sort_key", "pk"),
    "dieu-kien": ("verdict", "met_count", "sort_key", "pk"),
    "buoc": ("state", "sort_key", "pk"),
    "moi": ("-pk",),
}
STATE_LOOK = {
    State.DRAFT: ("plain", "pencil"),
    State.SUBMITTED: ("info", "search"),
    State.GIVEN_BACK: ("warn", "reply-fill"),
    State.EXAMINED: ("info", "check2-square"),
    State.AT_COUNCIL: ("info", "people-fill"),
    State.DECIDED: ("ok", "hand-thumbs-up-fill"),
    State.NOT_APPROVED: ("bad", "x-octagon-fill"),
    State.AWARDED: ("award", "award-fill"),
    State.WITHDRAWN: ("plain", "box-arrow-left"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; anything it does not understand is ignored."""

    words: str
    state: str
    verdict: str
    unit: str
    title: str
    kind: str
    group: str
    late: bool
    sort: str

    @classmethod
    def read(cls, query: QueryDict) -> Filters:
        def one_of(name: str, allowed: Any) -> str:
            value = query.get(name, "")
            return value if value in allowed else ""

        sort = query.get("sap_xep", "ten")
        return cls(
            words=query.get("q", "")[:100],
            state=one_of("buoc", State.values),
            verdict=one_of("dieu_kien", dict(VERDICTS)),
            unit=query.get("don_vi", "") if query.get("don_vi", "").isdigit() else "",
            title=query.get("hinh_thuc", "")[:20],
            kind=one_of("doi_tuong", Subject.values),
            group=one_of("nhom", PositionGroup.values),
            late="muon" in query,
            sort=sort if sort.lstrip("-") in SORTS else "ten",
        )

    def apply(
        self, found: QuerySet[Nomination], *, with_state: bool = True
    ) -> QuerySet[Nomination]:
        exact = {
            "verdict": self.verdict,
            "unit_id": self.unit,
            "title_code": self.title,
            "subject_kind": self.kind,
            "group": self.group,
            "state": self.state if with_state else "",
        }
        found = found.filter(**{key: value for key, value in exact.items() if value})
        if self.late:
            found = found.filter(is_late=True)
        return searched(found, self.words)

    @property
    def order(self) -> tuple[str, ...]:
        columns = SORTS[self.sort.lstrip("-")]
        if not self.sort.startswith("-"):
            return columns
        return tuple(c.removeprefix("-") if c.startswith("-") else f"-{c}" for c in columns)


def context(request: HttpRequest, found: QuerySet[Nomination]) -> dict[str, Any]:
    """Everything the list template needs: page, chips with counts, choices of the filters."""
    filters = Filters.read(request.GET)
    without_state = filters.apply(found, with_state=False)
    counts = state_counts(without_state)
    rows = filters.apply(found).order_by(*filters.order)
    paginator = Paginator(rows, PAGE_SIZE)
    # The chips have just counted the same rows; a second COUNT(*) would cost as much again.
    paginator.count = counts.get(filters.state, 0) if filters.state else sum(counts.values())
    page = paginator.get_page(request.GET.get("trang"))
    for row in page.object_list:
        decorate(row)
    return {
        "filters": filters,
        "page": page,
        "chips": state_chips(request.GET, "buoc", filters.state, State, counts),
        "units": _choices(found, "unit_id", "unit_name"),
        "titles": [
            (code, known_title(code).name)
            for code in found.order_by("title_code").values_list("title_code", flat=True).distinct()
        ],
        "groups": PositionGroup.choices,
        "kinds": Subject.choices,
        "verdicts": VERDICTS,
        "is_filtered": any(
            (
                filters.words,
                filters.state,
                filters.verdict,
                filters.unit,
                filters.title,
                filters.kind,
                filters.group,
                filters.late,
            )
        ),
    }


def decorate(row: Nomination) -> None:
    """Words and looks of a row, for templates."""
    title = known_title(row.title_code)
    row.title_name, row.title_short = title.name, title.short  # type: ignore[attr-defined]
    row.state_look, row.state_icon = STATE_LOOK[State(row.state)]  # type: ignore[attr-defined]


def _choices(found: QuerySet[Nomination], value: str, label: str) -> list[tuple[Any, str]]:
    return list(found.order_by(label).values_list(value, label).distinct())
