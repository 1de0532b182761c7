"""Signing a decision: with a key file or a token here, or a file signed elsewhere."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.decisions.domain.signed_elsewhere import (
    BrokenSignature,
    keep_signed_elsewhere,
    may_upload,
)
from thidua.decisions.domain.signing import (
    LARGEST_KEY,
    WHO_SIGNS,
    KeyFile,
    Token,
    may_sign,
    next_part,
    revisions,
    shown,
    sign_decision,
)
from thidua.decisions.models import Decision, DecisionState
from thidua.decisions.queries import READERS, visible_to
from thidua.decisions.signing_models import SignedKind, SignedPaper
from thidua.web.office.drafts import ask_for_password, signed_in_lately

FILE_MISSING = {"required": "Chưa chọn tệp.", "empty": "Tệp trống, không có nội dung."}


class KeyFileForm(forms.Form):
    """A key file and its password, used for this one signature."""

    key = forms.FileField(label="Tệp chứng thư số (.p12, .pfx)", error_messages=FILE_MISSING)
    password = forms.CharField(
        label="Mật khẩu của tệp",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Nhập mật khẩu của tệp chứng thư số."},
    )

    def clean_key(self) -> UploadedFile:
        given: UploadedFile = self.cleaned_data["key"]
        if (given.size or 0) > LARGEST_KEY:
            raise forms.ValidationError("Tệp lớn hơn 100 KB. Chọn đúng tệp .p12 hoặc .pfx.")
        return given


class TokenForm(forms.Form):
    """The token plugged into the server."""

    label = forms.CharField(label="Tên thiết bị", max_length=80)
    certificate = forms.CharField(label="Tên chứng thư số trên thiết bị", max_length=120)
    pin = forms.CharField(
        label="Mã PIN",
        strip=False,
        max_length=40,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class OutsideForm(forms.Form):
    """A PDF that other software signed."""

    signed = forms.FileField(label="Tệp PDF đã ký", error_messages=FILE_MISSING)

    def clean_signed(self) -> UploadedFile:
        given: UploadedFile = self.cleaned_data["signed"]
        if (given.size or 0) > settings.LARGEST_UPLOAD:
            raise forms.ValidationError("Tệp lớn hơn 20 MB. Chọn đúng tệp PDF đã ký.")
        return given


FORMS: dict[str, type[forms.Form]] = {
    "tep": KeyFileForm,
    "thiet-bi": TokenForm,
    "ben-ngoai": OutsideForm,
}


@sensitive_post_parameters("password", "pin")
@screen(Role.OFFICER, Role.CHAIRMAN, writes=True)
def sign(request: HttpRequest, code: str) -> HttpResponse:
    """Whose signature comes next, the ways to give it, and the revisions so far.

    A signature cannot be taken back: the password is asked again when the sign-in is long ago.
    """
    row = get_object_or_404(
        visible_to(request.actor).select_related("pdf"), code=code, state=DecisionState.ISSUED
    )
    if not signed_in_lately(request):
        return ask_for_password(request)
    way = request.POST.get("cach", "")
    form = FORMS[way](request.POST, request.FILES) if way in FORMS else None
    broken = None
    if form is not None and form.is_valid():
        try:
            made = _done(request, row, way, form)
        except BrokenSignature as refusal:
            broken = refusal.verification
            form.add_error(None, list(refusal.reasons))
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã giữ bản ký lần {made.order}. {made.conclusion}")
            return redirect("office:decision", row.code)
    context = _context(request, row, way, form) | {
        "broken": [shown(one) for one in broken.findings] if broken else []
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "decisions/sign.html", context, status=status)


def _done(request: HttpRequest, row: Decision, way: str, form: forms.Form) -> SignedPaper:
    data = form.cleaned_data
    if way == "ben-ngoai":
        given = data["signed"].read()
        return keep_signed_elsewhere(actor=request.actor, decision=row, data=given)
    key = (
        KeyFile(data["key"].read(), data["password"])
        if way == "tep"
        else Token(data["label"], data["certificate"], data["pin"])
    )
    return sign_decision(actor=request.actor, decision=row, key=key)


def _context(
    request: HttpRequest, row: Decision, way: str, form: forms.Form | None
) -> dict[str, Any]:
    held = revisions(row)
    part = next_part(held)
    fresh: dict[str, forms.Form] = {
        "tep": KeyFileForm(),
        "thiet-bi": TokenForm(initial={"label": settings.PKCS11_TOKEN}),
        "ben-ngoai": OutsideForm(),
    }
    used = fresh | {way: form} if form is not None else fresh
    return {
        "decision": row,
        "form": form,
        "key_form": used["tep"],
        "token_form": used["thiet-bi"] if settings.PKCS11_MODULE else None,
        "outside_form": used["ben-ngoai"],
        "denied": may_sign(row, held, request.actor),
        "upload_denied": may_upload(row, request.actor),
        "part": part,
        "part_label": SignedKind(part).label if part else "",
        "revisions": held,
        "steps": steps(held),
        "has_roots": bool(settings.TRUST_ROOTS),
        "has_clock": bool(settings.TIMESTAMP_URL),
    }


def _until_issued(row: Decision) -> list[dict[str, str]]:
    is_issued = row.state == DecisionState.ISSUED
    day = f", ngày {row.issued_on:%d/%m/%Y}" if row.issued_on else ""
    return [
        {
            "label": "Lập dự thảo",
            "note": f"{timezone.localtime(row.created_at):%d/%m/%Y}",
            "state": "done",
        },
        {
            "label": "Ban hành",
            "note": f"số {row.full_number}{day}" if is_issued else Role.CHAIRMAN.label,
            "state": "done" if is_issued else "current",
        },
    ]


def steps(held: list[SignedPaper], *, is_issued: bool = True) -> list[dict[str, str]]:
    """The two signatures in their order, as the path shows them."""
    part = next_part(held)
    done = {SignedKind.HAND: bool(held), SignedKind.SEAL: part is None}
    return [
        {
            "label": SignedKind(one).label,
            "note": role.label,
            "state": "done" if done[one] else "current" if is_issued and one == part else "",
        }
        for one, role in WHO_SIGNS.items()
    ]


def signing_shown(row: Decision, request: HttpRequest) -> dict[str, Any]:
    """What the page of an issued decision says of its signatures."""
    if row.state == DecisionState.DISCARDED:
        return {}
    is_issued = row.state == DecisionState.ISSUED
    held = revisions(row) if is_issued else []
    path = [*_until_issued(row), *steps(held, is_issued=is_issued)]
    if not is_issued:
        return {"steps": path}
    part = next_part(held)
    return {
        "steps": path,
        "revisions": held,
        "signed": held[-1] if held else None,
        "signing": {
            "is_whole": part is None,
            "url": reverse("office:decision_sign", args=[row.code]),
            "may_upload": not may_upload(row, request.actor),
            "is_mine": not may_sign(row, held, request.actor),
        },
    }


@screen(*READERS)
def revision(request: HttpRequest, code: str, order: int) -> HttpResponse:
    """One signed revision of the PDF."""
    row = get_object_or_404(visible_to(request.actor), code=code)
    one = get_object_or_404(row.signed_papers.select_related("file"), order=order)
    return FileResponse(
        one.file.content.open("rb"), filename=one.file.name, content_type="application/pdf"
    )


urlpatterns = [
    path("quyet-dinh/<slug:code>/ky-so/", sign, name="decision_sign"),
    path("quyet-dinh/<slug:code>/ban-ky-<int:order>.pdf", revision, name="decision_signed"),
]
