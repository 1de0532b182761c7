"""Images of hands and of the seal: brought in, looked at, withdrawn."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.decisions.domain.images import images, keep_image, withdraw_image
from thidua.decisions.signing_models import ImageKind
from thidua.papers.signing.images import MOST_BYTES

KEEPERS = (Role.OFFICER, Role.CHAIRMAN)


class ImageForm(forms.Form):
    """A hand with its name, or the seal with its width."""

    kind = forms.ChoiceField(label="Loại ảnh", choices=ImageKind.choices)
    holder = forms.CharField(
        label="Họ tên người ký",
        max_length=120,
        required=False,
        help_text="Như in trên văn bản. Con dấu thì để trống: là con dấu của cơ quan.",
    )
    width_mm = forms.IntegerField(
        label="Chiều ngang thật của con dấu (mm)", min_value=20, max_value=60, required=False
    )
    image = forms.FileField(
        label="Tệp ảnh",
        help_text="PNG nền trong suốt; chữ ký màu xanh, con dấu màu đỏ (Nghị định 30/2020/NĐ-CP).",
        error_messages={"required": "Chưa chọn tệp ảnh.", "empty": "Tệp trống."},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == ImageKind.SEAL and data.get("width_mm") is None:
            self.add_error("width_mm", "Ghi chiều ngang thật của con dấu, từ 20 đến 60 mm.")
        given = data.get("image")
        if given is not None and given.size > MOST_BYTES:
            self.add_error("image", "Ảnh nặng hơn 2 MB. Chọn ảnh nhỏ hơn.")
        return data


@screen(*KEEPERS, writes=True)
def index(request: HttpRequest) -> HttpResponse:
    """The images in use, and the form for one more."""
    is_sent = request.method == "POST"
    form = ImageForm(request.POST, request.FILES) if is_sent else ImageForm()
    if is_sent and form.is_valid():
        data = form.cleaned_data
        try:
            made = keep_image(
                actor=request.actor,
                kind=data["kind"],
                holder=data["holder"],
                width_mm=data["width_mm"],
                data=data["image"].read(),
            )
        except Refusal as refusal:
            form.add_error("image", list(refusal.reasons))
        else:
            messages.success(request, f"Đã đưa vào: {made}.")
            return redirect("office:images")
    context = {"form": form, "rows": list(images(request.actor))}
    return render(request, "decisions/images.html", context, status=422 if is_sent else 200)


@screen(*KEEPERS)
def picture(request: HttpRequest, code: str) -> HttpResponse:
    """The image itself; kept by no cache on the way."""
    row = get_object_or_404(images(request.actor), code=code)
    answer = FileResponse(row.file.content.open("rb"), content_type="image/png")
    answer["Cache-Control"] = "no-store"
    return answer


@screen(*KEEPERS, reads=False, writes=True)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take an image out of use."""
    row = get_object_or_404(images(request.actor), code=code)
    withdraw_image(actor=request.actor, image=row)
    messages.success(request, f"Đã rút: {row}.")
    return redirect("office:images")


urlpatterns = [
    path("anh-chu-ky/", index, name="images"),
    path("anh-chu-ky/<slug:code>.png", picture, name="image"),
    path("anh-chu-ky/<slug:code>/rut/", withdraw, name="image_withdraw"),
]
