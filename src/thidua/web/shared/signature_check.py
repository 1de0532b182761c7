"""Checking the digital signatures of any PDF; nothing of the file is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.decisions.domain.signed_elsewhere import examined
from thidua.decisions.domain.signing import conclusion_of, shown
from thidua.decisions.domain.trust import trusted_roots

LARGEST_MB = 10


class CheckForm(forms.Form):
    """Any PDF."""

    pdf = forms.FileField(
        label="Tệp PDF",
        error_messages={"required": "Chưa chọn tệp.", "empty": "Tệp trống, không có nội dung."},
    )

    def clean_pdf(self) -> bytes:
        given = self.cleaned_data["pdf"]
        if given.size > LARGEST_MB << 20:
            raise forms.ValidationError(f"Tệp lớn hơn {LARGEST_MB} MB. Chọn tệp nhỏ hơn.")
        return bytes(given.read())


def look_of(signatures: list[dict[str, Any]]) -> str:
    """The look of a file as a whole: that of its worst signature, plain without any."""
    looks = {one["look"] for one in signatures}
    return next((look for look in ("bad", "warn", "ok") if look in looks), "plain")


def checked(request: HttpRequest) -> tuple[dict[str, Any], int]:
    """The context of the page after a file came (or none did), and the status."""
    is_sent = request.method == "POST"
    form = CheckForm(request.POST, request.FILES) if is_sent else CheckForm()
    found = None
    if is_sent and form.is_valid():
        try:
            found = examined(form.cleaned_data["pdf"]).verification
        except Refusal as refusal:
            form.add_error("pdf", list(refusal.reasons))
    signatures = [shown(one) for one in found.findings] if found else []
    context = {
        "form": form,
        "found": found,
        "conclusion": conclusion_of(found) if found else "",
        "name": request.FILES["pdf"].name if found else "",
        "signatures": signatures,
        "look": look_of(signatures),
        "has_roots": bool(trusted_roots()),
        "most": LARGEST_MB,
    }
    return context, 422 if is_sent and found is None else 200


@screen(writes=True)
def signature_check(request: HttpRequest) -> HttpResponse:
    """Upload, read the result, go on."""
    context, status = checked(request)
    answer = render(request, "shared/signature_check.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


urlpatterns = [path("kiem-tra-chu-ky/", signature_check, name="signature_check")]
