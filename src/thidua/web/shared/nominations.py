"""Dossiers: the list, the dossier page, its export, and the acts on one or many."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from thidua.commendation import rules
from thidua.commendation.domain.assess import judge
from thidua.commendation.domain.moves import move_many
from thidua.commendation.enums import EDITABLE, Part, State
from thidua.commendation.models import Evidence, Nomination
from thidua.commendation.queries import lists_visible_to, visible_to
from thidua.commendation.workflow import NOMINATIONS
from thidua.consultation.tasks import match
from thidua.core.actors import Role
from thidua.core.jobs import defer
from thidua.core.screens import screen
from thidua.core.workflow import Transition
from thidua.journal.queries import events_of
from thidua.law import Assessment, decider, known_title
from thidua.publicity.queries import on_dossier
from thidua.registry.queries import records, subject_of
from thidua.web.shared import listing, timelines, workbook
from thidua.web.shared.conditions import conditions, summary
from thidua.web.shared.desk_forwarding import forwarded
from thidua.web.shared.holds import consulting, holds_shown, may_hold
from thidua.web.shared.target_results import target_results

READERS = (
    Role.CLERK,
    Role.HEAD,
    Role.OFFICER,
    Role.SECRETARY,
    Role.MEMBER,
    Role.CHAIRMAN,
    Role.INSPECTOR,
)


@screen(*READERS)
def nomination_list(request: HttpRequest) -> HttpResponse:
    """Every dossier the actor may see, over all rounds."""
    found = visible_to(request.actor)
    if request.GET.get("xuat") == "xlsx":
        return workbook.dossiers(listing.Filters.read(request.GET), found, "ho-so-de-nghi")
    page = listing.context(request, found)
    page["bulk_actions"] = bulk_actions(request)
    return render(request, _template(request, "shared/nominations.html"), page)


def _template(request: HttpRequest, name: str) -> str:
    return f"{name}#list" if request.htmx and not request.htmx.boosted else name


def bulk_actions(request: HttpRequest) -> list[Transition[Nomination]]:
    """Acts that the actor's role carries on many dossiers at once."""
    names = {
        Role.CLERK: ("discard",),
        Role.HEAD: ("submit", "resubmit", "withdraw", "discard"),
        Role.OFFICER: ("give_back", "examine", "send_to_council"),
        Role.SECRETARY: ("send_to_council",),
    }.get(request.actor.role, ())
    return [NOMINATIONS.by_name[name] for name in names]


@screen(*READERS)
def nomination_page(request: HttpRequest, code: str) -> HttpResponse:
    """One dossier: what the law says of it, its papers, its history."""
    row = get_object_or_404(
        visible_to(request.actor)
        .select_related("round", "person", "collective", "household", "list_import__file")
        .prefetch_related(
            "give_backs",
            "confirmations",
            Prefetch(
                "evidence",
                Evidence.objects.filter(withdrawn_at__isnull=True).select_related("file"),
            ),
        ),
        code=code,
    )
    listing.decorate(row)
    assessment = _assessment(row)
    confirmations = {one.finding_code: one for one in row.confirmations.all()}
    rows = conditions(assessment, confirmations)
    may_confirm = not rules.may_examine(row, request.actor) and row.state == State.SUBMITTED
    return render(
        request,
        "shared/nomination.html",
        {
            "row": row,
            "assessment": assessment,
            "conditions": rows,
            "summary": summary(rows),
            "may_confirm": may_confirm,
            "offers": _offers(row, request),
            "may_edit": row.state in EDITABLE and not rules.may_edit(row, request.actor),
            "may_open_list": row.list_import_id is not None
            and lists_visible_to(request.actor).filter(pk=row.list_import_id).exists(),
            "steps": _steps(row),
            "holds": holds_shown(row, request.actor, assessment),
            "consulting": consulting(row, request.actor),
            "may_hold": may_hold(row, request.actor),
            "open_give_backs": [one for one in row.give_backs.all() if one.answered_at is None],
            "awards": _awards(row),
            "facts": _facts(row),
            "public": on_dossier(row, request.actor),
            **forwarded(row, request.actor),
            "target_results": target_results(row, request.actor),
            "events": timelines.shown(request.actor, events_of(row), 50),
        },
    )


ELSEWHERE = {
    *("approve", "disapprove", "take_back_result", "lower", "enter_lowered", "award"),
    *("award_above", "refuse_above"),
}
"""Steps recorded on the session's, the decision's and the package's own pages."""


def _assessment(row: Nomination) -> Assessment:
    """Judged now while the dossier is open; once it left the office, what was kept then."""
    if row.state in {State.DRAFT, State.GIVEN_BACK, State.SUBMITTED, State.EXAMINED}:
        return judge(row)
    kept = row.assessments.order_by("-made_at").first()
    return Assessment.from_dict(kept.content) if kept else judge(row)


def _offers(row: Nomination, request: HttpRequest) -> list[dict[str, Any]]:
    """Buttons of the page head; the first open one that moves forward is the primary."""
    offers = []
    for offer in NOMINATIONS.offers(row, request.actor):
        transition = offer.transition
        if transition.name in ELSEWHERE:
            continue
        offers.append(
            {
                "label": transition.label,
                "icon": transition.icon,
                "url": f"{reverse('web:act', args=[transition.name])}?chon={row.code}",
                "reasons": list(offer.reasons),
                "danger": transition.target in {State.WITHDRAWN, State.NOT_APPROVED},
            }
        )
    for offer in offers:
        is_first = offer is next((o for o in offers if not o["reasons"]), None)
        offer["kind"] = "danger-quiet" if offer["danger"] else "primary" if is_first else "quiet"
    return offers


STEPS = (
    ("Đơn vị lập", "draft_at", {State.DRAFT, State.GIVEN_BACK}),
    ("Đơn vị nộp, thẩm định", "submitted_at", {State.SUBMITTED}),
    ("Đã thẩm định", "examined_at", {State.EXAMINED}),
    ("Hội đồng xét", "at_council_at", {State.AT_COUNCIL}),
    ("Hội đồng thông qua", "decided_at", {State.DECIDED}),
    ("Khen thưởng", "awarded_at", {State.AWARDED}),
)


def _steps(row: Nomination) -> list[dict[str, str]]:
    """Where the dossier is; an ended one shows how far it came."""
    steps = []
    current = next((n for n, (_, _, states) in enumerate(STEPS) if row.state in states), None)
    for number, (label, column, _) in enumerate(STEPS):
        at = getattr(row, column)
        if number == current:
            state = "done" if row.state == State.AWARDED else "current"
        else:
            state = "done" if at and (current is None or number < current) else ""
        note = timezone.localtime(at).strftime("%d/%m/%Y") if at and state else ""
        if number == 0:
            note = f"{note}, {row.unit_name}"
        steps.append({"label": label, "note": note, "state": state})
    return steps


def _awards(row: Nomination) -> list[dict[str, Any]]:
    """Awards on file, newest first, under what is being considered."""
    record = records([subject_of(row)])[subject_of(row)]
    lines: list[dict[str, Any]] = [
        {"when": f"{row.round.year}, đang xét", "title": row.title_name}  # type: ignore[attr-defined]
    ]
    for award in sorted(record.awards, key=lambda award: -award.year):
        number = f"QĐ {award.decision_number}" if award.decision_number else "Chưa rõ số quyết định"
        day = f", {award.decided_on:%d/%m/%Y}" if award.decided_on else ""
        lines.append(
            {
                "when": award.year,
                "title": known_title(award.title_code).name,
                "note": f"{number}{day}",
                "award": True,
            }
        )
    return lines


def _facts(row: Nomination) -> list[dict[str, Any]]:
    """The dossier's own data, empty ones left out."""
    who = decider(row.title_code, row.round.considered_on)
    pairs = (
        ("Năm sinh, ngày sinh", row.birth_words),
        ("Giới tính", row.get_sex_display()),
        ("Chức vụ, nơi công tác", row.position),
        ("Đơn vị đề nghị", row.unit_name),
        ("Xếp loại đơn vị ghi", row.rating_words),
        ("Sáng kiến, đề tài", row.initiative_name),
        ("Quyết định công nhận", row.initiative_decision),
        ("Số người đạt LĐTT", f"{row.ldtt_part}/{row.ldtt_whole}" if row.ldtt_whole else ""),
        ("Số CSTĐCS", row.cstdcs_count),
        ("Thành tích", row.achievement),
        ("Ghi chú của đơn vị", row.note),
        ("Cấp quyết định", who.text if who else ""),
    )
    return [{"label": label, "value": value} for label, value in pairs if value not in ("", None)]


@screen(*READERS, writes=True)
def act(request: HttpRequest, name: str) -> HttpResponse:
    """Confirm an act on the chosen dossiers: what will happen, to whom, what stands in the way."""
    transition = NOMINATIONS.by_name.get(name)
    chosen = request.POST.getlist("chon") or request.GET.getlist("chon")
    if transition is None or name in ELSEWHERE:
        return redirect("web:nominations")
    rows = list(
        visible_to(request.actor)
        .filter(code__in=chosen[:500])
        .select_related("round")
        .order_by("sort_key")
    )
    if not rows:
        messages.warning(request, "Chưa chọn hồ sơ nào. Đánh dấu các hồ sơ rồi bấm lại.")
        return redirect(_back(request))
    ready, blocked = _sorted_out(rows, transition, request)
    errors: list[str] = []
    if request.method == "POST" and "xac_nhan" in request.POST:
        inputs, errors = _inputs(request, transition)
        if not errors:
            return _perform(request, transition, ready, inputs)
    return render(
        request,
        "shared/act.html",
        {
            "transition": transition,
            "ready": ready,
            "blocked": blocked,
            "errors": errors,
            "parts": [
                {"value": value, "label": label, "said": request.POST.get(f"phan_{value}", "")}
                for value, label in Part.choices
            ],
            "reason": request.POST.get("ly_do", ""),
            "back": _back(request),
        },
        status=422 if errors else 200,
    )


def _sorted_out(
    rows: list[Nomination], transition: Transition[Nomination], request: HttpRequest
) -> tuple[list[Nomination], list[tuple[Nomination, tuple[str, ...]]]]:
    """Dossiers that can take the step now, and the others with their reasons."""
    ready, blocked = [], []
    for row in rows:
        listing.decorate(row)
        offers = {o.transition.name: o for o in NOMINATIONS.offers(row, request.actor)}
        offer = offers.get(transition.name)
        if offer is None:
            state = State(row.state).label
            blocked.append((row, (f"Hồ sơ đang ở bước “{state}”.",)))
        elif offer.open:
            ready.append(row)
        else:
            blocked.append((row, offer.reasons))
    return ready, blocked


def _inputs(
    request: HttpRequest, transition: Transition[Nomination]
) -> tuple[dict[str, Any], list[str]]:
    inputs: dict[str, Any] = {}
    errors = []
    if "parts" in transition.needs:
        said = {part: request.POST.get(f"phan_{part}", "").strip() for part in Part.values}
        inputs["parts"] = {part: reason for part, reason in said.items() if reason}
        if not inputs["parts"]:
            errors.append("Ghi lý do và cách sửa cho ít nhất một phần của hồ sơ.")
    if "reason" in transition.needs:
        inputs["reason"] = request.POST.get("ly_do", "").strip()
        if not inputs["reason"]:
            errors.append("Ghi lý do.")
    return inputs, errors


def _perform(
    request: HttpRequest,
    transition: Transition[Nomination],
    rows: list[Nomination],
    inputs: dict[str, Any],
) -> HttpResponse:
    """Walk the step with each; a dossier opened alone must still be what its page showed."""
    revision = request.POST.get("revision", "")
    if len(rows) == 1 and revision.isdigit():
        NOMINATIONS.perform(
            rows[0], transition.name, actor=request.actor, revision=int(revision), **inputs
        )
        if transition.target == State.SUBMITTED:
            defer(match, authority_id=request.actor.authority_id)
        messages.success(request, f"{transition.sentence}: {rows[0].name} ({rows[0].code}).")
        return redirect(_back(request))
    outcome = move_many(actor=request.actor, nominations=rows, name=transition.name, **inputs)
    if transition.target == State.SUBMITTED and outcome.done:
        defer(match, authority_id=request.actor.authority_id)
    if outcome.done:
        messages.success(request, f"{transition.sentence}: {len(outcome.done)} hồ sơ.")
    for row, reasons in outcome.refused:
        messages.warning(request, f"{row.name} ({row.code}): {' '.join(reasons)}")
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """Where the act was started from."""
    wanted = request.POST.get("ve") or request.GET.get("ve") or request.headers.get("Referer", "")
    chosen = request.POST.getlist("chon") or request.GET.getlist("chon")
    if (
        url_has_allowed_host_and_scheme(wanted, {request.get_host()})
        and "/thuc-hien/" not in wanted
    ):
        return wanted
    if len(chosen) == 1:
        return reverse("web:nomination", args=[chosen[0]])
    return reverse("web:nominations")


urlpatterns = [
    path("ho-so/", nomination_list, name="nominations"),
    path("ho-so/thuc-hien/<slug:name>/", act, name="act"),
    path("ho-so/<slug:code>/", nomination_page, name="nomination"),
]
