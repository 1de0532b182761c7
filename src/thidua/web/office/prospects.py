"""“Sắp đủ điều kiện”: who comes within reach of which title this year or next, what each lacks.

One page for the office, which sees the whole area, and for a unit, which sees its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode

from thidua.commendation.domain.prospect_cache import kept_survey
from thidua.commendation.domain.prospect_lines import Line, lines
from thidua.commendation.domain.prospects import SEES_ALL, Masks, Survey, visible_units
from thidua.commendation.enums import RoundState
from thidua.commendation.models import Round
from thidua.commendation.queries import rounds
from thidua.core.actors import UNIT_ROLES
from thidua.core.screens import screen
from thidua.core.search import matching
from thidua.law import SubjectKind
from thidua.law.prospects import Standing
from thidua.organizations.models import UnitVersion
from thidua.organizations.queries import search_people, under, versions_on
from thidua.registry.queries import with_origins
from thidua.web.shared.workbook import response
from thidua.web.templatetags.td import changed_query

PAGE_SIZE = 50
MOST = 2_000
"""Lines of one workbook: each is put into words, which takes a thousandth of a second or two."""
LOOKS = {
    Standing.NOW: ("ok", "check-circle-fill"),
    Standing.SOON: ("info", "hourglass-split"),
    Standing.PAPERS: ("warn", "question-diamond-fill"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; anything it does not understand is ignored."""

    year: int
    words: str
    unit: str
    title: str
    standing: Standing | None

    @classmethod
    def read(cls, query: QueryDict, this_year: int) -> Filters:
        standing = query.get("nhom", "")
        return cls(
            year=this_year + (query.get("nam") == str(this_year + 1)),
            words=query.get("q", "").strip()[:100],
            unit=query.get("don_vi", "")[:12],
            title=query.get("danh_hieu", "")[:20],
            standing=Standing(standing) if standing in set(Standing) else None,
        )

    @property
    def any(self) -> bool:
        return bool(self.words or self.unit or self.title or self.standing)


def labels(years: range) -> Mapping[Standing, str]:
    """The groups in words; of next year also what this year has still to bring.

    Where a local rule is needed, not a paper, the line says so itself.
    """
    when = str(years[-1]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return {
        Standing.NOW: "Đủ ngay",
        Standing.SOON: f"Cần trong năm {when}",
        Standing.PAPERS: "Cần giấy tờ",
    }


def _page(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    filters = Filters.read(request.GET, today.year)
    whole = kept_survey(request.actor.authority_id, filters.year, today)
    visible = visible_units(request.actor)
    if visible is not None:
        whole = whole.within(whole.area.of_units(visible))
    units = _units(request, visible)
    seen = whole.within(*_masks(request, whole, filters, units))
    chosen = seen.chosen(filters.title, filters.standing)
    if "xuat" in request.GET and len(chosen) <= MOST:
        return _workbook(seen, lines(seen, chosen[:MOST], request.actor))
    page = Paginator(chosen, PAGE_SIZE).get_page(request.GET.get("trang"))
    shown = lines(seen, page.object_list, request.actor)
    context = {
        "filters": filters,
        "years": _years(request, filters.year, today.year),
        "page": page,
        "rows": _rows(request, shown, seen),
        "units": [(one.unit.code, one.name) for one in units],
        "titles": [(one.code, one.name) for one in whole.titles],
        "standings": [(one.value, words) for one, words in labels(seen.years).items()],
        "chart": _chart(request, seen, filters),
        "by_last_text": seen.by_last_text,
        "too_many": len(chosen) > MOST,
        "most": MOST,
        "is_unit": request.actor.role in UNIT_ROLES,
    }
    template = "office/prospects.html"
    if request.htmx and not request.htmx.boosted:
        template += "#found"
    return render(request, template, context)


def _units(request: HttpRequest, visible: frozenset[int] | None) -> list[UnitVersion]:
    """Units to choose from."""
    standing = versions_on(request.actor.authority_id, timezone.localdate())
    return list(standing if visible is None else standing.filter(unit_id__in=visible))


def _masks(
    request: HttpRequest, found: Survey, filters: Filters, units: Sequence[UnitVersion]
) -> list[Masks]:
    """Whom the filters let through."""
    authority, area = request.actor.authority_id, found.area
    masks: list[Masks] = []
    if filters.unit:
        chosen = [one.unit_id for one in units if one.unit.code == filters.unit]
        below = {pk for unit in chosen for pk in under(authority, unit, area.day)}
        masks.append(area.of_units(with_origins(below)))
    if filters.words:
        named = search_people(authority, filters.words).values_list("pk", flat=True)
        bodies = matching(versions_on(authority, area.day), filters.words)
        masks.append(
            {
                SubjectKind.PERSON: area.populations[SubjectKind.PERSON].plane(named),
                SubjectKind.COLLECTIVE: area.populations[SubjectKind.COLLECTIVE].plane(
                    bodies.values_list("unit_id", flat=True)
                ),
            }
        )
    return masks


def _years(request: HttpRequest, year: int, this_year: int) -> list[dict[str, Any]]:
    return [
        {
            "label": f"Năm {one}",
            "url": changed_query(request.GET, {"nam": one, "trang": None, "xuat": None}),
            "current": one == year,
        }
        for one in (this_year, this_year + 1)
    ]


def _chart(request: HttpRequest, found: Survey, filters: Filters) -> dict[str, Any]:
    """Counts by title and group, and the same as parts of a bar."""
    counts, words = found.counts(), labels(found.years)
    rows = [
        {
            "name": title.name,
            "url": changed_query(request.GET, {"danh_hieu": title.code, "trang": None}),
            "current": title.code == filters.title,
            "counts": [{"label": words[one], "count": counts[title.code][one]} for one in Standing],
            "total": sum(counts[title.code].values()),
        }
        for title in found.titles
    ]
    segments = [
        {"label": words[one], "value": sum(held[one] for held in counts.values())}
        for one in Standing
    ]
    return {
        "rows": rows,
        "heads": list(words.values()),
        "segments": segments,
        "total": sum(one["value"] for one in segments),
        "most": max((row["total"] for row in rows), default=0),
    }


def _rows(request: HttpRequest, shown: Sequence[Line], found: Survey) -> list[dict[str, Any]]:
    words = labels(found.years)
    open_rounds = list(_rounds(request, found.year)) if request.actor.role in UNIT_ROLES else []
    rows = []
    for line in shown:
        look, icon = LOOKS[line.standing]
        rows.append(
            {
                "line": line,
                "label": "Cần quy định" if line.questions else words[line.standing],
                "look": look,
                "icon": icon,
                "held": ", ".join(map(str, line.held)),
                "url": _record(request, line),
                "nominate": "" if line.dossier else _nominate(request, line, open_rounds),
            }
        )
    return rows


def _rounds(request: HttpRequest, year: int) -> QuerySet[Round]:
    return rounds(request.actor).filter(state=RoundState.OPEN, year=year)


def _record(request: HttpRequest, line: Line) -> str:
    """The subject's own page, for those who may open it."""
    if line.kind is SubjectKind.COLLECTIVE:
        return reverse("office:unit", args=[line.code])
    return "" if request.actor.role in UNIT_ROLES else reverse("office:person", args=[line.code])


def _nominate(request: HttpRequest, line: Line, open_rounds: Sequence[Round]) -> str:
    """Where a unit draws up the dossier; nowhere while no open round takes the title."""
    round_ = next((one for one in open_rounds if line.title.code in one.titles), None)
    if round_ is None:
        return ""
    query = {"dot": round_.code, "doi_tuong": line.kind.value, "danh_hieu": line.title.code}
    if line.kind is SubjectKind.PERSON and line.unit_ids & request.actor.unit_ids:
        query["nguoi"] = line.code
    return f"{reverse('unit:nominate')}?{urlencode(query)}"


HEAD = (
    "Người, tập thể",
    "Năm sinh",
    "Đơn vị",
    "Danh hiệu, hình thức",
    "Năm xét",
    "Tình trạng",
    "Đã có trong sổ",
    "Còn thiếu",
    "Luật để ngỏ, cần quy định",
    "Đã được tặng các năm",
    "Hồ sơ đã lập",
)


def _workbook(found: Survey, shown: Sequence[Line]) -> HttpResponse:
    words = labels(found.years)
    rows = (
        (
            line.name,
            line.birth,
            line.unit,
            line.title.name,
            found.year,
            words[line.standing],
            "; ".join(line.grounds),
            line.lacks,
            "; ".join(line.questions),
            ", ".join(map(str, line.held)),
            line.dossier,
        )
        for line in shown
    )
    title = f"Sắp đủ điều kiện năm {found.year}"
    return response(f"sap-du-dieu-kien-{found.year}", title, HEAD, rows)


@screen(*SEES_ALL)
def area(request: HttpRequest) -> HttpResponse:
    """Everybody of the authority."""
    return _page(request)


@screen(*UNIT_ROLES)
def own(request: HttpRequest) -> HttpResponse:
    """The people of the reader's unit, and the unit itself."""
    return _page(request)


ADDRESS = "sap-du-dieu-kien/"
urlpatterns = [path(ADDRESS, area, name="prospects")]
unit_urlpatterns = [path(ADDRESS, own, name="prospects")]
