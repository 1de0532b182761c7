"""What these pages share: a form on its own page, filters of a list, the history of a thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.web.templatetags.td import changed_query

READERS = (Role.OFFICER, Role.CHAIRMAN, Role.INSPECTOR)
MOST_CODES = 12


def form_page(
    request: HttpRequest,
    form: Form,
    *,
    run: Callable[[dict[str, Any]], object],
    done: str,
    back: str,
    page: dict[str, Any],
) -> HttpResponse:
    """Show the form; on a valid POST run the verb, tell that it is done and go `back`.

    `page`: title, lead, crumbs [(words, url)], submit, and whatever else the template shows.
    """
    if request.method == "POST" and form.is_valid():
        try:
            run(form.cleaned_data)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, done)
            return redirect(back)
    context = {"form": form, "back": back, "revision": request.POST.get("revision")} | page
    status = 422 if form.is_bound else 200
    return render(request, "rewards/form.html", context, status=status)


def revision(request: HttpRequest) -> int | None:
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_CODES else None


def words_of(query: QueryDict) -> str:
    return query.get("q", "").strip()[:100]


def one_of(query: QueryDict, name: str, allowed: Any) -> str:
    value = query.get(name, "")
    return value if value in allowed else ""


def sort_of(query: QueryDict, sorts: Any, usual: str) -> str:
    sort = query.get("sap_xep", usual)
    return sort if sort.lstrip("-") in sorts else usual


def order_by(sort: str, sorts: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    columns = sorts[sort.lstrip("-")]
    return tuple(f"-{one}" for one in columns) if sort.startswith("-") else columns


def chips(
    query: QueryDict, name: str, current: str, found: list[tuple[str, str, int]]
) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "count": count,
            "url": changed_query(query, {name: value}),
            "current": value == current,
        }
        for value, label, count in found
    ]
