"""One form on one page: the same hand for members, rules, plans, points and papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thidua.core.errors import Refusal

MOST_DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Words and way back of a form's page; `crumbs`: (address, words) from the outside in."""

    title: str
    save: str
    back: str
    crumbs: Sequence[tuple[str, str]]
    lead: str = ""
    note: str = ""
    offers: Sequence[dict[str, Any]] = field(default=())


def form_page(
    request: HttpRequest, page: Page, form: forms.Form, act: Callable[[], str]
) -> HttpResponse:
    """Show the form; sent and valid, `act` does it and says what was done."""
    if request.method == "POST" and form.is_valid():
        try:
            done = act()
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, done)
            return redirect(page.back)
    status = 422 if form.is_bound else 200
    context = {"page": page, "form": form, "has_file": form.is_multipart()}
    return render(request, "council/plain_form.html", context, status=status)


def revision_of(request: HttpRequest) -> int | None:
    return number_of(request.POST.get("revision", ""))


def number_of(typed: str) -> int | None:
    """A key or revision as the page sent it; nothing for what no database would hold."""
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else None
