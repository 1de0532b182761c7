"""Layouts of certificates: the list, the editor with its preview, the trial sheet."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.decisions.certificate_queries import layouts as layouts_in_use
from thidua.decisions.domain.layouts import (
    PICTURES,
    LayoutPlan,
    retire_layout,
    save_layout,
    sheet_of,
)
from thidua.decisions.domain.papers import WITH_CERTIFICATE
from thidua.decisions.domain.trial import trial_pdf
from thidua.decisions.models import CertificateLayout
from thidua.documents.domain.store import real_type, store
from thidua.law import known_title
from thidua.papers.placed import (
    ALIGNMENTS,
    LARGEST_SHIFT,
    LARGEST_SIDE,
    LARGEST_TYPE,
    PARTS,
    SMALLEST_SIDE,
    SMALLEST_TYPE,
    Placed,
    SheetLayout,
    full_sheet,
    is_overprint,
    overprint_sheet,
)

READERS = (Role.OFFICER, Role.CHAIRMAN, Role.INSPECTOR)
LARGEST_PICTURE = 5 << 20
NUMBERS = ("x", "y", "w", "h", "size")
STARTS = {"phoi": overprint_sheet, "trang": full_sheet}


class SheetForm(forms.Form):
    """Everything of a layout but its parts."""

    name = forms.CharField(label="Tên mẫu in", max_length=120)
    title_code = forms.ChoiceField(label="Danh hiệu, hình thức", required=False)
    stock = forms.CharField(
        label="Phôi", max_length=200, required=False, help_text="Ví dụ: phôi giấy khen A4 năm 2026."
    )
    width = forms.FloatField(
        label="Khổ rộng (mm)", min_value=SMALLEST_SIDE, max_value=LARGEST_SIDE, localize=True
    )
    height = forms.FloatField(
        label="Khổ cao (mm)", min_value=SMALLEST_SIDE, max_value=LARGEST_SIDE, localize=True
    )
    shift_x = forms.FloatField(
        label="Bù lệch ngang (mm)",
        min_value=-LARGEST_SHIFT,
        max_value=LARGEST_SHIFT,
        localize=True,
        help_text="Chữ in lệch sang trái 2 mm thì nhập 2.",
    )
    shift_y = forms.FloatField(
        label="Bù lệch dọc (mm)",
        min_value=-LARGEST_SHIFT,
        max_value=LARGEST_SHIFT,
        localize=True,
        help_text="Chữ in lệch lên trên 2 mm thì nhập 2.",
    )
    background = forms.FileField(
        label="Ảnh phôi làm nền xem trước (PNG, JPEG)",
        required=False,
        help_text="Chỉ hiện ở màn hình này, không bao giờ in ra.",
    )
    drop_background = forms.BooleanField(label="Bỏ ảnh nền đang có", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(code, known_title(code).name) for code in sorted(WITH_CERTIFICATE)]
        self.fields["title_code"].choices = [("", "Mọi danh hiệu, hình thức"), *titles]

    def clean_background(self) -> UploadedFile | None:
        given = self.cleaned_data["background"]
        if given is None:
            return None
        if given.size > LARGEST_PICTURE:
            raise forms.ValidationError("Ảnh lớn quá 5 MB. Thu nhỏ ảnh rồi chọn lại.")
        head = given.read(16)
        given.seek(0)
        if real_type(head, given.name) not in PICTURES:
            raise forms.ValidationError("Tệp không phải ảnh PNG hoặc JPEG. Chọn tệp khác.")
        return given


def _number(typed: str) -> float | None:
    """A measure as it was typed, comma or point; None when it is no number."""
    try:
        value = float(typed.strip().replace(",", "."))
    except ValueError:
        return None
    return round(value, 2) if math.isfinite(value) else None


def _parts(query: QueryDict, known: dict[str, Placed]) -> tuple[dict[str, Placed], list[str]]:
    """The parts as typed; what is no number keeps its old value, and is said."""
    found, faults = {}, []
    for key, old in known.items():
        changes: dict[str, Any] = {"shown": f"{key}-shown" in query}
        for name in NUMBERS:
            value = _number(query.get(f"{key}-{name}", ""))
            if value is None:
                typed = query.get(f"{key}-{name}", "")[:20]
                faults.append(f"{PARTS[key].label}: “{typed}” không phải số đo. Nhập ví dụ 12,5.")
            else:
                changes[name] = value
        align = query.get(f"{key}-align", "")
        changes["align"] = align if align in ALIGNMENTS else old.align
        found[key] = replace(old, **changes)
    return found, faults


def _row(request: HttpRequest, code: str) -> CertificateLayout:
    return get_object_or_404(layouts_in_use(request.actor.authority_id), code=code)


@screen(*READERS)
def layouts(request: HttpRequest) -> HttpResponse:
    """The layouts in use."""
    rows = list(layouts_in_use(request.actor.authority_id))
    for row in rows:
        row.title_name = known_title(row.title_code).name if row.title_code else "Mọi danh hiệu"
        row.overprint = is_overprint(sheet_of(row))
    may_edit = request.actor.is_any(Role.OFFICER)
    return render(request, "decisions/layouts.html", {"rows": rows, "may_edit": may_edit})


@screen(Role.OFFICER, writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """A new layout, started from the whole sheet or from what changes on pre-printed stock."""
    start = request.GET.get("tu", "phoi")
    sheet = STARTS.get(start, overprint_sheet)()
    return _edited(request, None, sheet)


@screen(Role.OFFICER, writes=True)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """A layout, its parts moved on the preview or by numbers."""
    row = _row(request, code)
    return _edited(request, row, sheet_of(row))


def _edited(
    request: HttpRequest, row: CertificateLayout | None, sheet: SheetLayout
) -> HttpResponse:
    known = {**full_sheet().parts, **sheet.parts}
    faults: list[str] = []
    if request.method == "POST":
        form = SheetForm(request.POST, request.FILES)
        parts, faults = _parts(request.POST, known)
        if form.is_valid() and not faults:
            plan = _plan(request, form, parts)
            revision = _revision(request.POST)
            try:
                saved = save_layout(actor=request.actor, plan=plan, layout=row, revision=revision)
            except Refusal as refusal:
                faults = list(refusal.reasons)
            else:
                messages.success(request, f"Đã lưu mẫu in “{saved.name}”.")
                return redirect("office:layout", saved.code)
        known = parts
    else:
        form = SheetForm(initial=_initial(row, sheet))
    for fault in faults:
        form.add_error(None, fault) if form.is_bound else None
    context = {
        "form": form,
        "row": row,
        "parts": [_shown(key, known[key]) for key in PARTS],
        "aligns": ALIGNMENTS.items(),
        "sheet": sheet,
        "revision": request.POST.get("revision") or (row.revision if row else ""),
        "smallest": SMALLEST_TYPE,
        "largest": LARGEST_TYPE,
    }
    return render(request, "decisions/layout.html", context, status=422 if form.is_bound else 200)


def _revision(query: QueryDict) -> int | None:
    typed = query.get("revision", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None  # noqa: PLR2004


def _plan(request: HttpRequest, form: SheetForm, parts: dict[str, Placed]) -> LayoutPlan:
    data = form.cleaned_data
    given = data["background"]
    return LayoutPlan(
        name=data["name"],
        title_code=data["title_code"],
        stock=data["stock"],
        sheet=SheetLayout(
            width=data["width"],
            height=data["height"],
            shift_x=data["shift_x"],
            shift_y=data["shift_y"],
            parts=parts,
        ),
        background=store(actor=request.actor, name=given.name, data=given.read())
        if given
        else None,
        drop_background=data["drop_background"],
    )


def _initial(row: CertificateLayout | None, sheet: SheetLayout) -> dict[str, Any]:
    names = ("width", "height", "shift_x", "shift_y")
    found: dict[str, Any] = {name: getattr(sheet, name) for name in names}
    if row is not None:
        found |= {name: getattr(row, name) for name in ("name", "title_code", "stock")}
    return found


def _shown(key: str, one: Placed) -> dict[str, Any]:
    part = PARTS[key]
    return {
        "key": key,
        "label": part.label,
        "varies": part.varies,
        "drawing": part.drawing,
        "placed": one,
        "numbers": [
            {"name": name, "label": label, "value": f"{getattr(one, name):g}".replace(".", ",")}
            for name, label in zip(NUMBERS, ("Trái", "Trên", "Rộng", "Cao", "Cỡ chữ"), strict=True)
        ],
    }


@screen(*READERS)
def trial(request: HttpRequest, code: str) -> HttpResponse:
    """The trial sheet: boxes, a made-up name, and a scale along two sides."""
    row = _row(request, code)
    answer = HttpResponse(trial_pdf(row), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="in-thu-{row.code}.pdf"'
    return answer


@screen(*READERS)
def background(request: HttpRequest, code: str) -> HttpResponse:
    """The picture of the stock, for the preview."""
    row = _row(request, code)
    if row.background is None:
        raise Http404("Mẫu in này không có ảnh nền")
    return FileResponse(row.background.content.open("rb"), content_type=row.background.media_type)


@screen(Role.OFFICER, reads=False, writes=True)
def retire(request: HttpRequest, code: str) -> HttpResponse:
    """Stop offering a layout."""
    row = _row(request, code)
    retire_layout(actor=request.actor, layout=row)
    messages.success(request, f"Đã thôi dùng mẫu in “{row.name}”. Lượt in cũ giữ nguyên.")
    return redirect(reverse("office:layouts"))


urlpatterns = [
    path("mau-in/", layouts, name="layouts"),
    path("mau-in/moi/", new, name="layout_new"),
    path("mau-in/<slug:code>/", edit, name="layout"),
    path("mau-in/<slug:code>/in-thu/", trial, name="layout_trial"),
    path("mau-in/<slug:code>/anh-nen/", background, name="layout_background"),
    path("mau-in/<slug:code>/thoi-dung/", retire, name="layout_retire"),
]
