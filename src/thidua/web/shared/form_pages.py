"""A form on a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thidua.core.errors import NotAllowed, Refusal

MOST_DIGITS = 12


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
    return render(request, "shared/form_page.html", context, status=status)


def revision(request: HttpRequest) -> int | None:
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else None
