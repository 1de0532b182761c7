"""One case: how long it waits where, which statutory case holds, papers, the next step."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.honours.case_alerts import days, return_due, standing
from thidua.honours.case_enums import EDITABLE, WAITING, CaseKind, Level, subject_kind
from thidua.honours.case_facts import certificates, judged, law_day
from thidua.honours.case_queries import alike, limits_of, same_certificates, settings_of
from thidua.honours.case_route import TWO_TIER, due, levels_on
from thidua.honours.case_rules import may_edit
from thidua.honours.case_workflow import CASES
from thidua.honours.domain.case_granting import expected_bonus, no_bonus_words
from thidua.honours.domain.case_papers import checklist
from thidua.honours.domain.case_recusals import DECLARES
from thidua.honours.models import HonourCase
from thidua.journal.queries import events_of
from thidua.law import CONFIDENCE_WORDS, Confidence
from thidua.web.shared.conditions import conditions
from thidua.web.shared.honour_cases.pages import READERS, decorate, found, here

EVENTS = 30
MARKS = {True: "Có", False: "Không", None: "Chưa rõ"}


@screen(*READERS)
def case(request: HttpRequest, code: str) -> HttpResponse:
    """Everything of one case."""
    row = decorate(found(request, code))
    today = timezone.localdate()
    members, limits = list(row.members.all()), limits_of(row.authority_id)
    context = {
        "case": row,
        "standing": standing(row, today, settings_of(row.authority_id), limits),
        "waits": row.state in WAITING,
        "stays": _stays(row, today, limits),
        "ahead": _ahead(row, today),
        "return_due": return_due(row),
        "offers": _offers(request, row),
        "judged": _judged(row, members, today),
        "law_day": law_day(row, today),
        "members": members,
        "no_certificate": certificates(members),
        "same": same_certificates(row, request.actor),
        "alike": [
            (one, here(request, "honour_case", one.code)) for one in alike(row, request.actor)
        ],
        "facts": _facts(row),
        "papers": checklist(row, list(row.papers.select_related("file")), today),
        "may_edit": not may_edit(row, request.actor) and row.state in EDITABLE,
        "may_rank": not may_edit(row, request.actor) and row.state in WAITING,
        "urls": _urls(request, row),
        "bonus": _bonus(row, today),
        "is_volunteer": row.kind == CaseKind.VOLUNTEER,
        "has_family": row.kind in {CaseKind.MOTHER, CaseKind.FAMILY},
        "recusals": row.recusals.filter(withdrawn_at__isnull=True),
        "may_declare": request.actor.is_any(*DECLARES),
        "is_officer": request.actor.is_any(Role.OFFICER),
        "events": [
            {
                "when": timezone.localtime(event.at).strftime("%H:%M, %d/%m/%Y"),
                "title": event.sentence,
                "text": f"{event.actor_name}, {event.role}",
            }
            for event in events_of(row)[:EVENTS]
        ],
    }  # fmt: skip
    return render(request, "honours/case.html", context)


def _urls(request: HttpRequest, row: HonourCase) -> dict[str, str]:
    names = ("sua", "du-kien", "nguoi-than", "giay-to", "niem-yet", "het-niem-yet", "uu-tien",
             "co-lien-quan")  # fmt: skip
    links = {name.replace("-", "_"): here(request, "honour_act", row.code, name) for name in names}
    return links | {"board": here(request, "honour_cases")}


def _stays(row: HonourCase, today: Any, limits: Any) -> list[dict[str, Any]]:
    lines = []
    for stay in row.stays.all():
        limit = due(row.kind, stay.level, stay.entered_on, limits)
        lines.append(
            {
                "stay": stay,
                "days": days(stay.entered_on, stay.left_on or today),
                "due": limit,
                "late": limit.late(stay.left_on or today),
            }
        )
    return lines


def _ahead(row: HonourCase, today: Any) -> list[str]:
    """Levels of the day that still lie before the file."""
    route = [level.value for level in levels_on(today)]
    labels = dict(Level.choices)
    if row.state not in WAITING:
        return []
    start = route.index(row.state) + 1 if row.state in route else 0
    return [labels[level] for level in route[start:]]


def _offers(request: HttpRequest, row: HonourCase) -> list[dict[str, Any]]:
    found_ = []
    for offer in CASES.offers(row, request.actor):
        name = offer.transition.name
        if name == "to_district" and row.level_since >= TWO_TIER:
            continue
        is_grant = name == "grant"
        url = (
            here(request, "honour_act", row.code, "quyet-dinh")
            if is_grant
            else here(request, "honour_step", row.code, name)
        )
        found_.append(
            {
                "label": offer.transition.label,
                "icon": offer.transition.icon,
                "reasons": list(offer.reasons),
                "url": url,
                "kind": "danger-quiet" if name in {"refuse", "withdraw"} else "quiet",
            }
        )
    if found_ and found_[0]["kind"] == "quiet":
        found_[0]["kind"] = "primary"
    return found_


def _judged(row: HonourCase, members: Any, today: Any) -> list[dict[str, Any]]:
    lines = []
    for one in judged(row, members, today):
        headline = one.headline
        lines.append(
            {
                "code": one.code,
                "name": one.name,
                "is_asked": one.code == row.title_code,
                "verdict": one.assessment.verdict,
                "summary": one.assessment.summary,
                "case_verdict": headline.verdict if headline else None,
                "words": headline.sentence if headline else "",
                "by_earlier_text": one.by_earlier_text,
                "detail": headline.detail if headline else "",
                "citation": headline.citation if headline else None,
                "cases": one.cases_met,
                "conditions": conditions(one.assessment),
                "notes": one.assessment.notes,
            }
        )
    return lines


def _facts(row: HonourCase) -> list[tuple[str, Any]]:
    """What is said besides the list; `Chưa rõ` where nobody has."""
    if row.kind == CaseKind.VOLUNTEER:
        return [
            ("Là thanh niên xung phong", MARKS[row.volunteer]),
            ("Số tháng tham gia", _number(row.volunteer_months)),
            ("Có thành tích, hoàn thành nhiệm vụ", MARKS[row.tasks_done]),
            ("Trung thành với Tổ quốc", MARKS[row.loyal]),
        ]
    if row.kind == CaseKind.RESISTANCE:
        return []
    return [
        ("Tổng số con", _number(row.children)),
        ("Đã kê đủ người trong gia đình", MARKS[row.members_complete]),
    ]


def _number(value: int | None) -> object:
    return "Chưa rõ" if value is None else value


def _bonus(row: HonourCase, today: Any) -> dict[str, Any]:
    sum_ = expected_bonus(row, today)
    if sum_ is None:
        return {"why": no_bonus_words(row, today)}
    weak = sum_.confidence is not Confidence.VERIFIED
    return {
        "sum": sum_,
        "multiple": float(sum_.multiple),
        "weakness": CONFIDENCE_WORDS[sum_.confidence] if weak else "",
        "kind": subject_kind(row.kind).value,
    }


urlpatterns = [path("ho-so-ton-dong/<slug:code>/", case, name="honour_case")]
