"""Obstacles: the list, one with its path, raising one; the same pages for office and units."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from thidua.core.actors import UNIT_ROLES, Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.directives.queries import tasks_visible_to
from thidua.journal.queries import events_of
from thidua.obstacles.domain import obstacles as verbs
from thidua.obstacles.enums import OPEN, ObstacleState, Outcome
from thidua.obstacles.models import Obstacle
from thidua.obstacles.queries import is_late, late, searched, visible_to
from thidua.obstacles.rules import may_add
from thidua.obstacles.workflow import OBSTACLES
from thidua.organizations.models import Unit
from thidua.organizations.queries import names_on
from thidua.targets.queries import visible_to as targets_visible_to
from thidua.web.office.targets.forms import day_field, unit_choices
from thidua.web.shared import timelines, workbook
from thidua.web.shared.asked import chips, one_of, order_by, sort_of, words_of
from thidua.web.shared.form_pages import revision

OFFICE = (Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR)
UNIT = (Role.CLERK, Role.HEAD)
PAGE_SIZE = 50
LATE = "qua-han"
SORTS = {"ten": ("name", "pk"), "han": ("answer_due_on", "pk"), "moi": ("-raised_at", "-pk")}
LOOKS = {
    ObstacleState.RAISED: ("warn", "exclamation-diamond-fill"),
    ObstacleState.ROUTED: ("info", "send"),
    ObstacleState.ANSWERED: ("info", "chat-left-text"),
    ObstacleState.CLOSED: ("ok", "check-circle-fill"),
    ObstacleState.WITHDRAWN: ("plain", "box-arrow-left"),
}
HEAD = ("Mã", "Vướng mắc", "Về việc", "Đơn vị nêu", "Đề nghị", "Cần trước ngày", "Nơi xử lý",
        "Hạn trả lời", "Bước", "Quá hạn", "Kết quả")  # fmt: skip


def _side(request: HttpRequest) -> str:
    return "unit" if request.actor.role in UNIT_ROLES else "office"


def decorate(row: Obstacle, today: date) -> Obstacle:
    row.look, row.icon = LOOKS[ObstacleState(row.state)]
    row.late = is_late(row, today)
    return row


def obstacle_list(request: HttpRequest) -> HttpResponse:
    """What is open, the overdue named; ended ones by their step."""
    today = timezone.localdate()
    seen = searched(visible_to(request.actor), words_of(request.GET))
    state = one_of(request.GET, "buoc", [*ObstacleState.values, LATE])
    rows = late(seen, today) if state == LATE else seen.filter(state=state or "")
    rows = rows if state else seen.filter(state__in=OPEN)
    sort = sort_of(request.GET, SORTS, "moi")
    rows = rows.order_by(*(SORTS["moi"] if sort == "moi" else order_by(sort, SORTS)))
    if request.GET.get("xuat") == "xlsx":
        return _book(rows, today)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        decorate(row, today)
    states = list(seen.order_by().values_list("state", flat=True))
    kinds = [("", "Đang mở", sum(one in OPEN for one in states))]
    kinds += [(one.value, one.label, states.count(one.value)) for one in ObstacleState]
    kinds += [(LATE, "Quá hạn trả lời", late(seen, today).count())]
    side = _side(request)
    context = {
        "page": page,
        "chips": chips(request.GET, "buoc", state, kinds),
        "words": words_of(request.GET),
        "sort": sort,
        "is_filtered": bool(words_of(request.GET) or state),
        "side": side,
        "one": f"{side}:obstacle",
        "may_raise": request.actor.is_any(Role.OFFICER, *UNIT),
        "new": reverse(f"{side}:obstacle_new"),
    }
    return render(request, "obstacles/list.html", context)


def _book(rows: Any, today: date) -> HttpResponse:
    def day(value: date | None) -> str:
        return f"{value:%d/%m/%Y}" if value else ""

    lines = (
        (
            row.code, row.name, row.subject_name, row.unit_name, row.asked, day(row.wanted_by),
            row.routed_name, day(row.answer_due_on), row.get_state_display(),
            "x" if is_late(row, today) or row.answered_late else "", row.get_outcome_display(),
        )
        for row in rows
    )  # fmt: skip
    return workbook.response("vuong-mac", "Vướng mắc", HEAD, lines)


def _mine(request: HttpRequest, code: str) -> Obstacle:
    found = visible_to(request.actor).select_related("task", "target", "routed_to")
    return get_object_or_404(found, code=code)


def obstacle(request: HttpRequest, code: str) -> HttpResponse:
    """One obstacle: what is wrong, what is asked, who answers by when, the next step."""
    return _shown(request, _mine(request, code))


def _shown(request: HttpRequest, row: Obstacle, errors: tuple[str, ...] = ()) -> HttpResponse:
    decorate(row, timezone.localdate())
    side = _side(request)
    context = {
        "row": row,
        "files": list(row.files.select_related("file")),
        "offers": _offers(request, row, side),
        "outcomes": Outcome.choices,
        "bodies": unit_choices(row.authority_id),
        "errors": errors,
        "side": side,
        "back": reverse(f"{side}:obstacles"),
        "about": _about(request, row, side),
        "file_url": "" if may_add(row, request.actor) or row.state not in OPEN
        else reverse(f"{side}:obstacle_file", args=[row.code]),
        "events": timelines.shown(request.actor, events_of(row), 30),
    }  # fmt: skip
    return render(request, "obstacles/obstacle.html", context, status=422 if errors else 200)


def _about(request: HttpRequest, row: Obstacle, side: str) -> str:
    """Where the task or target can be read, if the actor sees it."""
    if row.target_id and targets_visible_to(request.actor).filter(pk=row.target_id).exists():
        return reverse(f"{side}:target", args=[row.target.code])
    return ""


def _offers(request: HttpRequest, row: Obstacle, side: str) -> list[dict[str, Any]]:
    return [
        {
            "name": offer.transition.name,
            "label": offer.transition.label,
            "icon": offer.transition.icon,
            "reasons": list(offer.reasons),
            "asks": _ASKS.get(offer.transition.name, ""),
            "url": reverse(f"{side}:obstacle_act", args=[row.code, offer.transition.name]),
        }
        for offer in OBSTACLES.offers(row, request.actor)
    ]


_ASKS = {
    "route": "Ý kiến chuyển",
    "answer": "Nội dung trả lời",
    "close": "Lời kết luận",
    "reopen": "Vì sao mở lại",
}


def act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """The next step; refused, the page comes back with the reason."""
    row = _mine(request, code)
    if name not in OBSTACLES.by_name:
        raise Http404
    try:
        verbs.move_obstacle(
            actor=request.actor,
            obstacle=row,
            name=name,
            reason=request.POST.get("ly_do", ""),
            outcome=request.POST.get("ket_qua", ""),
            body=_body(request, row),
            day=_day(request.POST.get("han", "")),
            revision=revision(request),
        )
    except Refusal as refusal:
        return _shown(request, _mine(request, code), refusal.reasons)
    messages.success(request, f"{OBSTACLES.by_name[name].sentence}.")
    return redirect(f"{_side(request)}:obstacle", row.code)


def _body(request: HttpRequest, row: Obstacle) -> Unit | None:
    raw = request.POST.get("noi_xu_ly", "")
    if not raw.isdecimal() or len(raw) > 18:  # noqa: PLR2004 (fits a key)
        return None
    return Unit.objects.filter(pk=raw, authority_id=row.authority_id).first()


def _day(typed: str) -> date | None:
    try:
        found: date | None = forms.DateField(required=False).clean(typed)
    except forms.ValidationError as error:
        raise Refusal("Hạn trả lời không có trong lịch. Nhập theo mẫu 31/12/2024.") from error
    return found


def add_file(request: HttpRequest, code: str) -> HttpResponse:
    """One more paper or picture."""
    row = _mine(request, code)
    given = request.FILES.get("tep")
    try:
        upload = verbs.Upload(given.name or "tep", given.read()) if given else verbs.Upload("", b"")
        verbs.add_file(actor=request.actor, obstacle=row, upload=upload)
    except Refusal as refusal:
        return _shown(request, _mine(request, code), refusal.reasons)
    messages.success(request, "Đã đính tệp.")
    return redirect(f"{_side(request)}:obstacle", row.code)


class ObstacleForm(forms.Form):
    """What a unit says; the subject is one of its tasks or targets."""

    unit = forms.ChoiceField(label="Đơn vị nêu")
    subject = forms.ChoiceField(label="Về nhiệm vụ, chỉ tiêu")
    name = forms.CharField(label="Vướng mắc, gọi tắt", max_length=200)
    words = forms.CharField(
        label="Diễn giải", max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    asked = forms.CharField(
        label="Đề nghị", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ai làm gì thì gỡ được.",
    )  # fmt: skip
    wanted_by = day_field("Cần trước ngày", required=False)
    file = forms.FileField(label="Tệp kèm theo", required=False)

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actor = request.actor
        tasks = tasks_visible_to(actor).order_by("-due_on")[:300]
        targets = targets_visible_to(actor).filter(state="active").order_by("sort_key")[:300]
        self.tasks = {f"v:{one.code}": one for one in tasks}
        self.targets = {f"c:{one.code}": one for one in targets}
        self.fields["subject"].choices = [
            ("", "Chọn"),
            ("Chỉ tiêu", [(key, one.name) for key, one in self.targets.items()]),
            ("Nhiệm vụ", [(key, one.title) for key, one in self.tasks.items()]),
        ]
        if actor.role in UNIT_ROLES:
            names = names_on(actor.unit_ids, timezone.localdate())
            units = sorted(((str(pk), name) for pk, name in names.items()), key=lambda u: u[1])
            units.sort(key=lambda unit: unit[0] != str(actor.unit_id))
        else:
            units = unit_choices(actor.authority_id)
        self.fields["unit"].choices = units


def new(request: HttpRequest) -> HttpResponse:
    """Raise an obstacle."""
    chosen = request.GET.get("chi_tieu", "")[:12]
    task = request.GET.get("nhiem_vu", "")[:12]
    initial = {"subject": f"c:{chosen}" if chosen else f"v:{task}" if task else ""}
    form = ObstacleForm(
        request.POST or None, request.FILES or None, request=request, initial=initial
    )
    side = _side(request)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        given = data["file"]
        try:
            made = verbs.raise_obstacle(
                actor=request.actor,
                unit=Unit.objects.get(pk=data["unit"]),
                trouble=verbs.Trouble(
                    name=data["name"],
                    words=data["words"],
                    asked=data["asked"],
                    wanted_by=data["wanted_by"],
                ),
                task=form.tasks.get(data["subject"]),
                target=form.targets.get(data["subject"]),
                files=[verbs.Upload(given.name, given.read())] if given else [],
            )
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã nêu vướng mắc. Chuyên viên chuyển đến nơi xử lý.")
            return redirect(f"{side}:obstacle", made.code)
    context = {"form": form, "back": reverse(f"{side}:obstacles"), "largest": 20}
    return render(request, "obstacles/new.html", context, status=422 if form.is_bound else 200)


def _addresses(roles: tuple[Role, ...], writers: tuple[Role, ...]) -> list[Any]:
    """The same pages for one side, each declared for that side's roles."""
    return [
        path("vuong-mac/", screen(*roles)(obstacle_list), name="obstacles"),
        path("vuong-mac/moi/", screen(*writers, writes=True)(new), name="obstacle_new"),
        path("vuong-mac/<slug:code>/", screen(*roles)(obstacle), name="obstacle"),
        path(
            "vuong-mac/<slug:code>/buoc/<slug:name>/",
            screen(*writers, reads=False, writes=True)(act),
            name="obstacle_act",
        ),
        path(
            "vuong-mac/<slug:code>/tep/",
            screen(*writers, reads=False, writes=True)(add_file),
            name="obstacle_file",
        ),
    ]


urlpatterns = _addresses(OFFICE, (Role.OFFICER,))
unit_urlpatterns = _addresses(UNIT, UNIT)
