"""Checking a PDF's signatures, for citizens; bounded per address, because each costs a process."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from thidua.core.screens import public_screen
from thidua.web.shared.signature_check import CheckForm, checked

A_MINUTE, MOST = 60, 6


def _is_too_often(request: HttpRequest) -> bool:
    """More than `MOST` files from one address within a minute."""
    key = f"signature-check:{get_adapter().get_client_ip(request)}"
    cache.add(key, 0, A_MINUTE)
    try:
        return bool(cache.incr(key) > MOST)
    except ValueError:
        return False


@public_screen(writes=True)
def signature_check(request: HttpRequest) -> HttpResponse:
    """Upload, read the result; nothing is kept."""
    if request.method == "POST" and _is_too_often(request):
        form = CheckForm({})
        form.errors.clear()
        form.add_error(None, "Đã kiểm tra quá nhiều tệp trong một phút. Đợi một phút rồi thử lại.")
        context, status = {"form": form}, 429
    else:
        context, status = checked(request)
    answer = render(request, "public/signature_check.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


urlpatterns = [path("kiem-tra-chu-ky/", signature_check, name="signature_check")]
