"""Keys that sign certificates, for the administrator. Replacing one asks for the password again."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.decisions.domain.keys import fingerprint, is_readable, rotate_statement_key
from thidua.decisions.models import CertificateKey
from thidua.organizations.models import Authority


class RotateForm(forms.Form):
    """Why the key is replaced."""

    reason = forms.CharField(label="Lý do đổi khóa", max_length=200)
    leaked = forms.BooleanField(
        label="Khóa cũ đã lộ",
        required=False,
        help_text="Chọn khi người ngoài có thể đã có khóa cũ. Chữ ký của khóa cũ không còn được "
        "tin; giấy cũ vẫn xác thực được bằng mã tra cứu.",
    )


@screen(Role.ADMINISTRATOR)
def keys(request: HttpRequest) -> HttpResponse:
    """Every key with its days, fingerprint and what was signed by it."""
    return render(request, "ops/keys.html", _context(request, RotateForm()))


def _context(request: HttpRequest, form: RotateForm) -> dict[str, object]:
    rows = list(
        CertificateKey.objects.filter(authority_id=request.actor.authority_id).order_by("-pk")
    )
    for row in rows:
        row.fingerprint = fingerprint(row)
    current = next((row for row in rows if row.valid_until is None), None)
    return {
        "rows": rows,
        "form": form,
        "current": current,
        "unreadable": current is not None and not is_readable(current),
    }


@screen(Role.ADMINISTRATOR, reads=False, writes=True)
@reauthentication_required
def rotate(request: HttpRequest) -> HttpResponse:
    """Put a new key in place of the present one."""
    form = RotateForm(request.POST)
    if not form.is_valid():
        return render(request, "ops/keys.html", _context(request, form), status=422)
    authority = Authority.objects.get(pk=request.actor.authority_id)
    try:
        row = rotate_statement_key(
            actor=request.actor,
            authority=authority,
            reason=form.cleaned_data["reason"],
            leaked=form.cleaned_data["leaked"],
        )
    except Refusal as refusal:
        for sentence in refusal.reasons:
            form.add_error("reason", sentence)
        return render(request, "ops/keys.html", _context(request, form), status=422)
    messages.success(request, f"Đã đổi sang khóa {row.key_id}. Giấy lập từ nay ký bằng khóa này.")
    return redirect("ops:keys")


urlpatterns = [
    path("khoa-ky/", keys, name="keys"),
    path("khoa-ky/doi/", rotate, name="key_rotate"),
]
