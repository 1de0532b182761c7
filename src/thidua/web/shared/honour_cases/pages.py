"""What these pages share: who reads them, links that stay in the reader's half, looks of states."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from thidua.core.actors import UNIT_ROLES, Role
from thidua.honours.case_enums import AT_LEVEL, KIND_SHORT, CaseKind, CaseState
from thidua.honours.case_queries import visible_to
from thidua.honours.models import HonourCase
from thidua.law import known_title

READERS = (Role.CLERK, Role.HEAD, Role.OFFICER, Role.INSPECTOR, Role.CHAIRMAN)
WRITERS = (Role.CLERK, Role.HEAD, Role.OFFICER)
LOOK = {
    CaseState.DRAFT: ("plain", "pencil"),
    CaseState.GIVEN_BACK: ("warn", "reply"),
    CaseState.GRANTED: ("award", "award"),
    CaseState.HANDED_OVER: ("ok", "gift"),
    CaseState.REFUSED: ("bad", "x-octagon"),
    CaseState.WITHDRAWN: ("plain", "box-arrow-left"),
} | dict.fromkeys(AT_LEVEL, ("info", "hourglass-split"))
MOST_DIGITS = 9


def here(request: HttpRequest, name: str, *args: object) -> str:
    """The address in the half the reader works in."""
    half = "unit" if request.actor.role in UNIT_ROLES else "office"
    return reverse(f"{half}:{name}", args=args)


def found(request: HttpRequest, code: str) -> HonourCase:
    """The case, or 404 for who may not see it."""
    seen: QuerySet[HonourCase] = visible_to(request.actor).select_related("unit", "award")
    case: HonourCase = get_object_or_404(seen, code=code)
    return case


def decorate(case: HonourCase) -> HonourCase:
    """Words and looks for templates."""
    case.look, case.icon = LOOK[CaseState(case.state)]  # type: ignore[attr-defined]
    case.kind_short = KIND_SHORT[CaseKind(case.kind)]  # type: ignore[attr-defined]
    case.form_name = form_name(case)  # type: ignore[attr-defined]
    return case


def form_name(case: HonourCase) -> str:
    """What is proposed, as the rule book or the file calls it."""
    if case.title_code:
        return known_title(case.title_code).name
    return case.form_words or case.get_kind_display()


def revision(request: HttpRequest) -> int | None:
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else None


def one_of(query: Any, name: str, allowed: Any) -> str:
    value = query.get(name, "")
    return value if value in allowed else ""
