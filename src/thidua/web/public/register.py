"""Looking an award up by name, unit or decision, and the page of one award."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import path

from thidua.core.screens import public_screen
from thidua.councils.queries import RANK
from thidua.decisions.queries import namesakes, public_awards, searched_awards
from thidua.law import known_title
from thidua.organizations.models import Authority
from thidua.registry.models import Award
from thidua.registry.queries import subject_of
from thidua.revocations.queries import events_of_award
from thidua.web.public.shown import shown

PAGE_SIZE = 20


def authority_id() -> int:
    """The authority this installation serves; without one nothing public exists yet."""
    first = Authority.objects.values_list("pk", flat=True).first()
    if first is None:
        raise Http404("Chưa có cơ quan nào")
    return first


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; anything it does not understand is ignored."""

    words: str
    year: int | None
    title: str
    unit: str

    @classmethod
    def read(cls, query: QueryDict) -> Filters:
        year, title = query.get("nam", ""), query.get("danh_hieu", "")
        return cls(
            words=query.get("q", "").strip()[:100],
            year=int(year) if year.isdecimal() and len(year) == 4 else None,  # noqa: PLR2004
            title=title if title in RANK else "",
            unit=query.get("don_vi", "").strip()[:200],
        )

    @property
    def any(self) -> bool:
        return bool(self.words or self.year or self.title or self.unit)

    def apply(self, awards: QuerySet[Award]) -> QuerySet[Award]:
        if self.year:
            awards = awards.filter(year=self.year)
        if self.title:
            awards = awards.filter(title_code=self.title)
        if self.unit:
            awards = awards.filter(unit_words=self.unit)
        return searched_awards(awards, self.words) if self.words else awards


@public_screen()
def search(request: HttpRequest) -> HttpResponse:
    """Awards found, by name; without words the newest first."""
    filters = Filters.read(request.GET)
    register = public_awards(authority_id())
    found = filters.apply(register)
    order = ("sort_key", "-year", "pk") if filters.words else ("-year", "sort_key", "pk")
    page = Paginator(found.order_by(*order), PAGE_SIZE).get_page(request.GET.get("trang"))
    page.object_list = shown(page.object_list)
    context = {
        "filters": filters,
        "page": page,
        "namesakes": namesakes(found) if filters.words and page.object_list else [],
        **_choices(register),
    }
    partial = request.htmx and not request.htmx.boosted
    return render(request, f"public/search.html{'#ket-qua' if partial else ''}", context)


def _choices(register: QuerySet[Award]) -> dict[str, Any]:
    """Years, awards and units that the register knows."""
    plain = register.order_by().select_related(None)
    codes: Iterable[str] = plain.values_list("title_code", flat=True).distinct()
    return {
        "years": list(plain.order_by("-year").values_list("year", flat=True).distinct()),
        "titles": [(code, known_title(code).name) for code in sorted(codes, key=RANK.__getitem__)],
        "units": list(
            plain.exclude(unit_words="")
            .order_by("unit_words")
            .values_list("unit_words", flat=True)
            .distinct()
        ),
    }


@public_screen()
def award(request: HttpRequest, code: str) -> HttpResponse:
    """One award, and the others of the same person, collective or household."""
    register = public_awards(authority_id())
    row = get_object_or_404(register, code=code)
    kind, pk = subject_of(row)
    others = register.filter(Q(**{f"{kind}_id": pk})).exclude(pk=row.pk).order_by("-year", "pk")
    context = {
        "award": shown([row])[0],
        "others": shown(others[:50]),
        "history": events_of_award(row),
    }
    return render(request, "public/award.html", context)


urlpatterns = [
    path("tra-cuu/", search, name="search"),
    path("khen-thuong/<slug:code>/", award, name="award"),
]
