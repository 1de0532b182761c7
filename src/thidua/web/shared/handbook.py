"""The handbook: every title in plain words as of any day, and what changed between two days.

The same pages stand on the public portal and inside the office's frame.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date

from thidua.commendation.domain.local_rules import overlay_of, regulations_on
from thidua.law import (
    Overlay,
    SubjectKind,
    Title,
    bonus,
    catalogue,
    consultation,
    decider,
    instruments,
    known_titles,
    legal_bases,
    proposer,
    publications,
    vote_threshold,
    why_no_bonus,
)
from thidua.law.dossiers import dossier
from thidua.law.handbook import (
    KIND_NAMES,
    Change,
    Chapter,
    changes,
    chapter,
    sections,
    subject_words,
)
from thidua.law.instruments import CONFIDENCE_WORDS, Confidence
from thidua.law.words import percent
from thidua.organizations.models import Authority
from thidua.vietnamese.text import fold

MOMENTS = (
    (date(2024, 1, 1), "Luật 2022 có hiệu lực"),
    (date(2025, 7, 1), "Bỏ cấp huyện"),
    (date(2026, 10, 1), "Luật sửa đổi có hiệu lực"),
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the pages stand: the base template and the names of the three addresses."""

    base: str
    index: str
    entry: str
    instruments: str


PUBLIC = Frame("base_public.html", "public:handbook", "public:handbook_entry", "public:instruments")
OFFICE = Frame("base_office.html", "web:law", "web:law_entry", "web:instruments")


def _day(request: HttpRequest, name: str) -> date | None:
    """A day of the address; a day that is none counts as not given."""
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:
        return None


def _overlay(day: date) -> tuple[Overlay | None, list[str]]:
    """The authority's own rules of the day, and the texts they stand in."""
    authority = Authority.objects.first()
    if authority is None:
        return None, []
    rows = list(regulations_on(authority.pk, day))
    return overlay_of(rows), [row.number for row in rows]


def index(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Every title that exists on the day, by chapter; narrowed by words with or without marks."""
    day = _day(request, "ngay") or timezone.localdate()
    words = request.GET.get("q", "").strip()[:100]
    titles = [title for title in catalogue(day) if _fits(title, fold(words), day)]
    chapters = {
        one.value: [_line(title, day) for title in titles if chapter(title) is one]
        for one in Chapter
    }
    context = {
        "frame": frame,
        "day": day,
        "words": words,
        "chapters": {heading: lines for heading, lines in chapters.items() if lines},
        "count": len(titles),
        "moments": MOMENTS,
        "today": timezone.localdate(),
    }
    return render(request, "shared/handbook.html", context)


def _fits(title: Title, folded: str, day: date) -> bool:
    return folded in fold(f"{title.name_on(day)} {title.short} {title.code}")


def _line(title: Title, day: date) -> dict[str, Any]:
    who = decider(title.code, day)
    return {
        "code": title.code,
        "name": title.name_on(day),
        "subjects": ", ".join(
            KIND_NAMES[kind].lower() for kind in SubjectKind if kind in title.subjects
        ),
        "decider": who.text if who else "",
        "citation": title.citation.text,
    }


def entry(request: HttpRequest, frame: Frame, code: str) -> HttpResponse:
    """One title on a day, and against another day when one is named."""
    title = known_titles().get(code)
    if title is None:
        raise Http404
    day = _day(request, "ngay") or timezone.localdate()
    against = _day(request, "so-voi")
    overlay, local = _overlay(day)
    threshold = vote_threshold(code, day)
    context = {
        "frame": frame,
        "title": title,
        "name": title.name_on(day),
        "day": day,
        "against": against,
        "local": local,
        "moments": [(moment, words) for moment, words in MOMENTS if moment != day],
        "sections": [_section(one) for one in sections(code, day, overlay)],
        "decider": decider(code, day),
        "proposer": proposer(code, day),
        "consulted": consultation(code, day),
        "publications": publications(code, day),
        "threshold": threshold,
        "needed": percent(threshold.share) if threshold else "",
        "papers": overlay.dossier(code, day) if overlay else dossier(code, day),
        "bonuses": list(_bonuses(title, day)),
        "bases": legal_bases([code], day),
        "changes": [_change(one) for one in changes(code, against, day)] if against else [],
    }
    return render(request, "shared/handbook_entry.html", context)


def _section(section: Any) -> dict[str, Any]:
    return {
        "heading": subject_words(section.kind, section.group),
        "conditions": section.conditions,
        "discretion": section.discretion,
        "notes": section.notes,
    }


def _bonuses(title: Title, day: date) -> Iterator[dict[str, Any]]:
    for kind in SubjectKind:
        if kind in title.subjects:
            found = bonus(title.code, kind, day)
            weak = found is not None and found.confidence is not Confidence.VERIFIED
            yield {
                "kind": KIND_NAMES[kind],
                "bonus": found,
                "multiple": f"{float(found.multiple):g}".replace(".", ",") if found else "",
                "weak": CONFIDENCE_WORDS[found.confidence] if found and weak else "",
                "why": why_no_bonus(title.code, kind, day),
            }


def _change(one: Change) -> dict[str, Any]:
    return {
        "headings": [subject_words(*subject) for subject in one.subjects],
        "before": one.before,
        "after": one.after,
    }


def instruments_page(request: HttpRequest, frame: Frame) -> HttpResponse:
    """The instruments the book rests on: from when, until when, what they amend or replace."""
    rows = sorted(
        instruments().values(), key=lambda one: (one.in_force_from or date.max, one.number)
    )
    context = {
        "frame": frame,
        "today": timezone.localdate(),
        "rows": [
            {
                "one": one,
                "held": one.in_force(timezone.localdate()),
                "weak": ""
                if one.confidence is Confidence.VERIFIED
                else CONFIDENCE_WORDS[one.confidence],
            }
            for one in rows
        ],
    }
    return render(request, "shared/instruments.html", context)
