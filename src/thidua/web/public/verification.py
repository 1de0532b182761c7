"""Verifying a certificate by its code, typed from paper or read by a phone from the QR."""

from __future__ import annotations

import re
from typing import Any

from csp.decorators import csp_exempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, re_path, reverse
from django.utils import timezone

from thidua.core.codes import ALPHABET, misread
from thidua.core.screens import public_screen
from thidua.decisions.certificate_queries import certificate_by_code, revoked_codes, ring
from thidua.decisions.domain.issuing import body_name, deciding_post
from thidua.decisions.domain.papers import WITH_CERTIFICATE, grouped
from thidua.decisions.models import Certificate
from thidua.decisions.queries import public_awards
from thidua.law import known_title
from thidua.organizations.models import Authority
from thidua.papers.offline_page import book_of, offline_page, page_policy, verify_script
from thidua.papers.statement import Statement, StatementError, bytes_of
from thidua.papers.statement import verified as verified_statement
from thidua.web.public.register import authority_id
from thidua.web.public.shown import Shown, shown

LENGTH = 14
LONGEST_QR = 7000
# What a phone reads from the QR: an address with digits after "#", or the digits alone.
STATEMENT = re.compile(r"(?:#|^)\s*\d[\d\s]{80,}\s*$")
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
    """The form; a code that could exist leads to its own address, what a QR says is checked."""
    if "ma" not in request.GET:
        return render(request, "public/verify.html", _form("", ""))
    typed = request.GET["ma"][:LONGEST_QR]
    if STATEMENT.search(typed):
        return _checked(request, typed)
    code = tidy(typed)
    if fault := fault_of(code):
        return render(request, "public/verify.html", _form(typed, fault), status=422)
    return redirect("public:verified", code)


def _form(typed: str, fault: str) -> dict[str, Any]:
    return {"typed": typed[:60], "fault": fault, "length": LENGTH, "alphabet": ALPHABET}


def _checked(request: HttpRequest, typed: str) -> HttpResponse:
    """What a QR says, by its signature; then what the register says of it."""
    authority = Authority.objects.get(pk=authority_id())
    try:
        statement = verified_statement(bytes_of(typed), ring(authority.pk))
    except StatementError as error:
        context = _form("", "") | {"forged": str(error), "unknown": error.problem == "unknown-key"}
        return render(request, "public/verify.html", context, status=422)
    return _answer(request, authority, tidy(statement.certificate_code), statement)


@public_screen()
def verified(request: HttpRequest, code: str) -> HttpResponse:
    """The address in the QR: valid, revoked, replaced, or not in the register."""
    return _answer(request, Authority.objects.get(pk=authority_id()), tidy(code), None)


def _answer(
    request: HttpRequest, authority: Authority, asked: str, statement: Statement | None
) -> HttpResponse:
    certificate = None if fault_of(asked) else certificate_by_code(authority.pk, asked)
    if certificate is None or certificate.line.award is None:
        context = _form(grouped(asked), fault_of(asked)) | {"missing": True}
        return render(request, "public/verify.html", context, status=404)
    context = _found(certificate, authority) | {"statement": statement}
    return render(request, "public/verified.html", context)


def _found(certificate: Certificate, authority: Authority) -> dict[str, Any]:
    line = certificate.line
    award = public_awards(authority.pk).filter(pk=line.award_id).first()
    seen = shown([award])[0] if award else None
    title = known_title(line.nomination.title_code)
    # What was frozen when it was made out; older certificates have only the dossier.
    name = certificate.content.get("recipient") or line.nomination.name
    unit = line.nomination.unit_name
    return {
        "certificate": certificate,
        "code": grouped(certificate.code),
        "award": seen,
        "decision": line.decision,
        "name": name,
        "unit": "" if unit == line.nomination.name else unit,
        "title": title.name,
        "verb": "tặng danh hiệu" if title.kind == "title" else "tặng",
        "year": line.award.year if line.award else None,
        "giver": deciding_post(authority),
        "now": timezone.now(),
    } | _standing(certificate, seen)


def _standing(certificate: Certificate, seen: Shown | None) -> dict[str, Any]:
    """Whether it proves anything today, and if not, since when and by what decision."""
    since = certificate.revoked_on or (seen.revoked_on if seen else None)
    words = certificate.revocation or (seen.revocation if seen else "")
    # An award withdrawn from the register is as good as revoked: nothing proves it any more.
    return {
        "valid": seen is not None and since is None and certificate.replaced_on is None,
        "revoked": since is not None,
        "revoked_on": since,
        "revocation": words,
        "replaced": seen is not None and since is None and certificate.replaced_on is not None,
    }


@public_screen()
def keys(request: HttpRequest) -> HttpResponse:
    """The public keys that signed certificates, old ones too; leaked ones are left out."""
    authority = Authority.objects.get(pk=authority_id())
    answer = JsonResponse(
        {"authority": body_name(authority), **book_of(ring(authority.pk))},
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    # Anybody's page may check our certificates.
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@public_screen()
def script(request: HttpRequest) -> HttpResponse:
    """The script that checks statements in the browser."""
    return HttpResponse(verify_script(), content_type="text/javascript; charset=utf-8")


@public_screen()
@csp_exempt()
def offline(request: HttpRequest) -> HttpResponse:
    """The page that verifies without a network: with the keys and the revoked codes of today."""
    authority = Authority.objects.get(pk=authority_id())
    html = offline_page(
        ring(authority.pk),
        awards={code: known_title(code).name for code in sorted(WITH_CERTIFICATE)},
        online=f"{settings.PUBLIC_URL}{reverse('public:verify')}?ma=",
        revoked=revoked_codes(authority.pk),
        revoked_on=timezone.localdate(),
    )
    answer = HttpResponse(html)
    # Its own policy, by the hashes of its own scripts; the site's would stop them.
    answer["Content-Security-Policy"] = f"{page_policy()}; frame-ancestors 'none'"
    if "tai" in request.GET:
        name = f"xac-thuc-ngoai-tuyen-{timezone.localdate():%Y-%m-%d}.html"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


urlpatterns = [
    path("xac-thuc/", verify, name="verify"),
    path("xac-thuc/khoa.json", keys, name="keys"),
    path("xac-thuc/kiem-tra.js", script, name="verify_script"),
    path("xac-thuc/ngoai-tuyen/", offline, name="offline"),
    # The QR's address ends with the code: shorter, and the certificate prints it without the code.
    re_path(r"^xac-thuc/(?P<code>[^/]+)/?$", verified, name="verified"),
]
