"""The board of hot spots: worst first, each with its rule, its numbers and the way to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, path, reverse

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.movements.enums import MovementState
from thidua.movements.models import Movement
from thidua.movements.queries import visible_to as movements_visible_to
from thidua.obstacles.domain.obstacles import keep_settings, settings_of
from thidua.obstacles.enums import Rule
from thidua.obstacles.hot_spots import HotSpot
from thidua.obstacles.models import HotSpotSettings
from thidua.obstacles.queries import hot_spots
from thidua.targets.sharing import trimmed
from thidua.vietnamese.numbers import format_number
from thidua.vietnamese.text import fold
from thidua.web.office.targets.forms import FigureField
from thidua.web.shared import workbook
from thidua.web.shared.asked import chips, one_of, words_of
from thidua.web.shared.form_pages import form_page

READERS = (Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR)
PAGE_SIZE = 50
LOOKS = {
    Rule.LATE: ("bad", "calendar-x"),
    Rule.STUCK: ("bad", "chat-left-dots"),
    Rule.BELOW: ("warn", "graph-down"),
    Rule.FALLING: ("warn", "arrow-down-right"),
    Rule.SILENT: ("plain", "question-circle"),
}
KINDS = {"task": "Nhiệm vụ", "target": "Chỉ tiêu", "obstacle": "Vướng mắc"}
HEAD = ("Loại", "Mã", "Tên", "Đơn vị", "Quy tắc", "Con số", "Từ ngày")


@screen(*READERS)
def board(request: HttpRequest) -> HttpResponse:
    """Computed now from what is known; nobody types a hot spot in."""
    found = hot_spots(request.actor)
    rule = one_of(request.GET, "quy_tac", Rule.values)
    words = words_of(request.GET)
    shown = [
        one
        for one in found
        if (not rule or one.rule == rule)
        and (not words or fold(words) in fold(f"{one.name} {one.unit_name}"))
    ]
    if request.GET.get("sap_xep") == "lau":
        shown.sort(key=lambda one: (one.since, one.name))
    if request.GET.get("xuat") == "xlsx":
        return _book(shown)
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("trang"))
    kinds = [("", "Tất cả", len(found))]
    kinds += [(one.value, one.label, sum(spot.rule == one for spot in found)) for one in Rule]
    may_launch = request.actor.is_any(Role.OFFICER)
    answered = _answered(request, page.object_list)
    lines = [_line(one, may_launch=may_launch) for one in page.object_list]
    context = {
        "page": page,
        "lines": [line | {"movements": answered[line["spot"].reference]} for line in lines],
        "chips": chips(request.GET, "quy_tac", rule, kinds),
        "words": words,
        "sort": "lau" if request.GET.get("sap_xep") == "lau" else "",
        "is_filtered": bool(rule or words),
        "rules": rule_words(settings_of(request.actor.authority_id)),
        "may_manage": may_launch,
    }
    return render(request, "obstacles/hot_spots.html", context)


def rule_words(settings: HotSpotSettings) -> str:
    """The rules with their numbers, as the screen says them."""
    points = format_number(trimmed(settings.below_points))
    return (
        f"Nhiệm vụ quá hạn từ {settings.late_days} ngày; chỉ tiêu có đơn vị không báo cáo "
        f"{settings.silent_periods} kỳ liền đã hết hạn; số thực hiện kém kỳ ngay trước; thấp hơn "
        f"mức theo thời gian quá {points} điểm %; vướng mắc quá hạn trả lời. "
        "Xếp theo số ngày quá hạn hoặc số điểm % thấp hơn. Chưa báo cáo không tính là 0."
    )


def _line(one: HotSpot, *, may_launch: bool) -> dict[str, Any]:
    look, icon = LOOKS[one.rule]
    return {
        "spot": one,
        "kind": KINDS[one.kind],
        "look": look,
        "icon": icon,
        "url": _url(f"office:{one.kind}", one.code),
        "launch": _launch(one) if may_launch else "",
    }


def _answered(request: HttpRequest, spots: Iterable[HotSpot]) -> dict[str, list[Movement]]:
    """Movements already drafted or launched from these, so that none is launched twice unseen."""
    found: dict[str, list[Movement]] = defaultdict(list)
    references = [one.reference for one in spots]
    rows = movements_visible_to(request.actor).filter(hot_spot_reference__in=references)
    for row in rows.exclude(state=MovementState.CANCELLED).order_by("pk"):
        found[row.hot_spot_reference].append(row)
    return found


def place_of(request: HttpRequest, reference: str) -> dict[str, str]:
    """What a movement launched from a hot spot refers to: in words, with its page for whoever may
    read it. A reference written by hand stays as it was written."""
    kind, _, code = reference.partition(":")
    if kind not in KINDS:
        return {"words": reference, "url": ""}
    may_read = request.actor.is_any(*READERS)
    return {
        "words": f"{KINDS[kind]} {code}",
        "url": _url(f"office:{kind}", code) if may_read else "",
    }


def _url(name: str, *args: str) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _launch(one: HotSpot) -> str:
    """The form of a topical movement with this hot spot; empty where there are no movements."""
    url = _url("office:movement_new")
    asked = {"diem-nong": one.name, "tham-chieu": one.reference}
    return f"{url}?{urlencode(asked)}" if url else ""


def _book(rows: list[HotSpot]) -> HttpResponse:
    lines = (
        (KINDS[one.kind], one.code, one.name, one.unit_name, one.rule.label, one.numbers,
         f"{one.since:%d/%m/%Y}")
        for one in rows
    )  # fmt: skip
    return workbook.response("diem-nong", "Điểm nóng", HEAD, lines)


class SettingsForm(forms.Form):
    late_days = forms.IntegerField(label="Nhiệm vụ quá hạn từ (ngày)", min_value=1, max_value=365)
    silent_periods = forms.IntegerField(label="Không báo cáo từ (kỳ)", min_value=1, max_value=24)
    below_points = FigureField(label="Thấp hơn tiến độ quá (điểm %)", required=True)
    basis = forms.CharField(
        label="Căn cứ", max_length=300, required=False,
        help_text="Pháp luật không quy định; ghi văn bản của địa phương nếu có.",
    )  # fmt: skip


@screen(Role.OFFICER, writes=True)
def settings(request: HttpRequest) -> HttpResponse:
    """From when something is a hot spot: data of the authority."""
    row = settings_of(request.actor.authority_id)
    initial = {name: getattr(row, name) for name in SettingsForm.base_fields}
    return form_page(
        request,
        SettingsForm(request.POST or None, initial=initial),
        run=lambda data: keep_settings(actor=request.actor, **data),
        done="Đã lưu quy ước điểm nóng.",
        back=reverse("office:hot_spots"),
        page={
            "title": "Quy ước điểm nóng",
            "lead": "Từ mức nào thì nêu lên bảng; pháp luật không quy định.",
            "crumbs": [("Điểm nóng", reverse("office:hot_spots"))],
            "submit": "Lưu",
        },
    )


urlpatterns = [
    path("diem-nong/", board, name="hot_spots"),
    path("diem-nong/quy-uoc/", settings, name="hot_spot_settings"),
]
