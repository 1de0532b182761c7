"""The office's own DOCX templates: what fields there are, a template to start from, one more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.decisions.domain.templates import (
    LARGEST,
    add_template,
    known_fields,
    starter,
    templates,
    withdraw_template,
)
from thidua.decisions.signing_models import PaperKind
from thidua.documents.domain.store import OFFICE
from thidua.web.office.decision_forms import day_field


class TemplateForm(forms.Form):
    """A DOCX with its kind, name and first day."""

    kind = forms.ChoiceField(label="Loại văn bản", choices=PaperKind.choices)
    name = forms.CharField(label="Tên mẫu", max_length=120)
    active_from = day_field("Dùng từ ngày")
    file = forms.FileField(
        label="Tệp mẫu (.docx)",
        error_messages={"required": "Chưa chọn tệp mẫu.", "empty": "Tệp trống."},
    )

    def clean_file(self) -> bytes:
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError("Mẫu lớn hơn 5 MB. Bỏ ảnh trong mẫu hoặc chọn tệp khác.")
        return bytes(given.read())


@screen(Role.OFFICER, writes=True)
def index(request: HttpRequest) -> HttpResponse:
    """Templates in use, the fields by kind, and the form for one more."""
    is_sent = request.method == "POST"
    initial = {"active_from": timezone.localdate()}
    form = TemplateForm(request.POST, request.FILES) if is_sent else TemplateForm(initial=initial)
    if is_sent and form.is_valid():
        data: dict[str, Any] = dict(form.cleaned_data)
        try:
            made = add_template(
                actor=request.actor,
                kind=data["kind"],
                name=data["name"],
                active_from=data["active_from"],
                data=data["file"],
            )
        except Refusal as refusal:
            form.add_error("file", list(refusal.reasons))
        else:
            messages.success(request, f"Đã đưa vào mẫu “{made.name}”.")
            return redirect("office:templates")
    kinds = [
        {
            "value": kind.value,
            "label": kind.label,
            "fields": [(f"{{{{{key}}}}}", words) for key, words in known_fields(kind).items()],
        }
        for kind in PaperKind
    ]
    rows = list(templates(request.actor.authority_id))
    context = {"form": form, "rows": rows, "kinds": kinds}
    return render(request, "decisions/templates.html", context, status=422 if is_sent else 200)


@screen(Role.OFFICER)
def start(request: HttpRequest, kind: str) -> HttpResponse:
    """The built-in layout with fields, to be changed in Word."""
    if kind not in PaperKind.values:
        raise Http404
    answer = HttpResponse(starter(kind), content_type=OFFICE["docx"])
    answer["Content-Disposition"] = f'attachment; filename="mau-{kind}.docx"'
    return answer


@screen(Role.OFFICER)
def download(request: HttpRequest, code: str) -> HttpResponse:
    """The file as it was brought in."""
    row = get_object_or_404(templates(request.actor.authority_id), code=code)
    return FileResponse(row.file.content.open("rb"), as_attachment=True, filename=row.file.name)


@screen(Role.OFFICER, reads=False, writes=True)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take a template out of use."""
    row = get_object_or_404(templates(request.actor.authority_id), code=code)
    withdraw_template(actor=request.actor, template=row)
    messages.success(request, f"Đã rút mẫu “{row.name}”. Văn bản đã làm theo mẫu này giữ nguyên.")
    return redirect("office:templates")


urlpatterns = [
    path("mau-van-ban/", index, name="templates"),
    path("mau-van-ban/bat-dau-<slug:kind>.docx", start, name="template_start"),
    path("mau-van-ban/<slug:code>/tep/", download, name="template_file"),
    path("mau-van-ban/<slug:code>/rut/", withdraw, name="template_withdraw"),
]
