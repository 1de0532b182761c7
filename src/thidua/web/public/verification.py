"""Verifying a certificate by its code, typed from paper or read by a phone from the QR."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, re_path
from django.utils import timezone

from thidua.core.codes import ALPHABET, misread
from thidua.core.screens import public_screen
from thidua.decisions.domain.issuing import deciding_post
from thidua.decisions.domain.papers import grouped
from thidua.decisions.models import Certificate
from thidua.decisions.queries import certificate_by_code, public_awards
from thidua.law import known_title
from thidua.organizations.models import Authority
from thidua.web.public.register import authority_id
from thidua.web.public.shown import shown

LENGTH = 14
LOOK_ALIKES = {
    "0": "QD", "O": "QD", "1": "JT", "I": "JT", "L": "JT", "2": "7", "Z": "7", "5": "6", "S": "6",
    "8": "3E", "B": "3E",
}  # fmt: skip
"""Signs that no code holds, and those of the codes that are taken for them."""


def tidy(typed: str) -> str:
    """What was typed, as a code: capitals, without spaces, dashes and dots."""
    return re.sub(r"[\s.\-–_]", "", typed).upper()[:40]


def fault_of(code: str) -> str:
    """Why no certificate can have this code; empty when one could."""
    if not code:
        return f"Nhập {LENGTH} ký tự in dưới mã QR."
    if wrong := misread(code):
        place, sign = wrong
        words = f"Ký tự thứ {place} là {_named(sign)}. Mã không dùng ký tự này"
        likely = " hoặc ".join(_named(one) for one in LOOK_ALIKES.get(sign, ""))
        return f"{words}; có thể là {likely}." if likely else f"{words}. Kiểm tra lại ký tự này."
    if len(code) != LENGTH:
        return f"Mã có {LENGTH} ký tự, đang nhập {len(code)}."
    return ""


def _named(sign: str) -> str:
    if sign.isdecimal():
        return f"số {sign}"
    return f"chữ {sign}" if sign.isalpha() else f"dấu “{sign}”"


@public_screen()
def verify(request: HttpRequest) -> HttpResponse:
    """The form; a code that could exist leads to its own address."""
    if "ma" not in request.GET:
        return render(request, "public/verify.html", _form("", ""))
    code = tidy(request.GET["ma"])
    if fault := fault_of(code):
        return render(request, "public/verify.html", _form(request.GET["ma"], fault), status=422)
    return redirect("public:verified", code)


def _form(typed: str, fault: str) -> dict[str, Any]:
    return {"typed": typed[:60], "fault": fault, "length": LENGTH, "alphabet": ALPHABET}


@public_screen()
def verified(request: HttpRequest, code: str) -> HttpResponse:
    """The address in the QR: valid, revoked, or not in the register."""
    asked = tidy(code)
    authority = Authority.objects.get(pk=authority_id())
    certificate = None if fault_of(asked) else certificate_by_code(authority.pk, asked)
    if certificate is None or certificate.line.award is None:
        context = _form(grouped(asked), fault_of(asked)) | {"missing": True}
        return render(request, "public/verify.html", context, status=404)
    return render(request, "public/verified.html", _found(certificate, authority))


def _found(certificate: Certificate, authority: Authority) -> dict[str, Any]:
    line = certificate.line
    award = public_awards(authority.pk).filter(pk=line.award_id).first()
    seen = shown([award])[0] if award else None
    title = known_title(line.nomination.title_code)
    return {
        "certificate": certificate,
        "code": grouped(certificate.code),
        "award": seen,
        "decision": line.decision,
        "name": line.nomination.name,
        "unit": ""
        if line.nomination.unit_name == line.nomination.name
        else line.nomination.unit_name,
        "title": title.name,
        "verb": "tặng danh hiệu" if title.kind == "title" else "tặng",
        "year": line.award.year if line.award else None,
        "giver": deciding_post(authority),
        # An award withdrawn from the register is as good as revoked: nothing proves it any more.
        "valid": seen is not None and seen.revoked_on is None,
        "now": timezone.now(),
    }


urlpatterns = [
    path("xac-thuc/", verify, name="verify"),
    # The QR's address ends with the code: shorter, and the certificate prints it without the code.
    re_path(r"^xac-thuc/(?P<code>[^/]+)/?$", verified, name="verified"),
]
