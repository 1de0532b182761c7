"""Denied unless declared, and refusals as pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from thidua.core.errors import NotAllowed, Refusal

# Third-party views that keep their own door: sign-in pages and static files.
OTHERS = ("allauth.", "django.views.static", "django.contrib.staticfiles", "whitenoise.")
GetResponse = Callable[[HttpRequest], HttpResponse]


class DeniedUnlessDeclared:
    """A view of ours without a declaration is a mistake: refuse it for everyone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        if hasattr(view, "declaration") or view.__module__.startswith(OTHERS):
            return
        raise PermissionDenied("Địa chỉ này chưa khai báo ai được mở.")


class RefusalToPage:
    """A Refusal that no view caught becomes a message on the page it came from, or a 403 page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotAllowed):
            return render(request, "403.html", {"reasons": error.reasons}, status=403)
        if not isinstance(error, Refusal):
            return None
        back = request.headers.get("Referer", "")
        safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
        if request.method == "POST" and safe:
            for reason in error.reasons:
                messages.error(request, reason)
            return redirect(back)
        return render(request, "403.html", {"reasons": error.reasons}, status=409)
