"""The living catalogue of components, for those who change the look."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from thidua.core.actors import Role
from thidua.core.screens import View, public_screen, screen
from thidua.web.ops.sample_charts import sample_charts, sparks


class SampleForm(forms.Form):
    """Every kind of field, refused."""

    full_name = forms.CharField(label="Họ và tên", help_text="Ghi đủ họ, chữ đệm và tên.")
    birth = forms.DateField(
        label="Ngày sinh",
        input_formats=["%d/%m/%Y"],
        error_messages={"invalid": "Ngày sinh là 31/02/1985, ngày này không có trong lịch."},
    )
    group = forms.ChoiceField(
        label="Nhóm", choices=[("", "Chọn nhóm"), ("direct", "Trực tiếp công tác, lao động")]
    )
    agreed = forms.BooleanField(label="Đã lấy ý kiến tập thể", required=False)
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea)
    file = forms.FileField(label="Danh sách của đơn vị")


def _catalogue(request: HttpRequest) -> HttpResponse:
    form = SampleForm({"birth": "31/02/1985"})
    page = Paginator(range(412), 50).get_page(2)
    drawn = {"charts": sample_charts(), "sparks": sparks()}
    return render(request, "ops/catalogue.html", {"form": form, "page": page, **drawn})


def guarded(*, demo: bool) -> View:
    """Open to anyone in a demo, to the administrator elsewhere."""
    guard = public_screen() if demo else screen(Role.ADMINISTRATOR)
    return guard(_catalogue)


urlpatterns = [path("thanh-phan/", guarded(demo=settings.DEMO), name="catalogue")]
