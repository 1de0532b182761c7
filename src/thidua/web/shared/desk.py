"""The desk: what waits for me first, and the search over everything I may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone

from thidua.commendation.enums import ListState, RoundState, State
from thidua.commendation.queries import (
    lists_visible_to,
    rounds,
    searched,
    state_counts,
    visible_to,
    waiting_for,
)
from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.screens import screen
from thidua.councils.queries import invited, unanswered
from thidua.decisions.certificate_queries import faulty_decisions
from thidua.decisions.models import DecisionKind, DecisionState
from thidua.decisions.queries import visible_to as visible_decisions
from thidua.decisions.queries import waiting_for_the_seal
from thidua.journal.models import AuditEvent
from thidua.organizations.queries import search_people
from thidua.web.shared import (
    desk_ballots,
    desk_clusters,
    desk_directives,
    desk_forwarding,
    desk_initiatives,
    desk_movements,
    listing,
    timelines,
)
from thidua.web.shared.consultation_tasks import consultation_tasks
from thidua.web.shared.desk_comments import comment_tasks
from thidua.web.shared.desk_honours import honour_tasks
from thidua.web.shared.desk_planning import plan_tasks
from thidua.web.shared.desk_rewards import reward_tasks
from thidua.web.shared.desk_targets import obstacle_tasks, target_tasks
from thidua.web.shared.desk_undoing import undo_tasks
from thidua.web.shared.feats import feat_tasks
from thidua.web.shared.nominations import READERS
from thidua.web.shared.waiting import waiting

# What a role does with a dossier at a step, as the desk says it.
WORK: dict[tuple[str, str], str] = {
    ("clerk", State.DRAFT): "hồ sơ đang soạn",
    ("clerk", State.GIVEN_BACK): "hồ sơ cần bổ sung",
    ("head", State.DRAFT): "hồ sơ chờ anh, chị nộp",
    ("head", State.GIVEN_BACK): "hồ sơ cần bổ sung và nộp lại",
    ("officer", State.SUBMITTED): "hồ sơ chờ thẩm định",
    ("officer", State.EXAMINED): "hồ sơ đã thẩm định, chờ trình Hội đồng",
    ("secretary", State.EXAMINED): "hồ sơ chờ trình Hội đồng",
    ("secretary", State.AT_COUNCIL): "hồ sơ chờ ghi kết quả của Hội đồng",
    ("member", State.AT_COUNCIL): "hồ sơ ở Hội đồng",
    ("chairman", State.DECIDED): "hồ sơ Hội đồng đã thông qua, chờ quyết định",
}
LOOK = {State.GIVEN_BACK: "warn", State.SUBMITTED: "info", State.DRAFT: "plain"}


@screen()
def desk(request: HttpRequest) -> HttpResponse:
    """One plain sentence, then dated work, then what moved lately."""
    actor = request.actor
    tasks = [task for source in SOURCES for task in source(actor)]
    waiting = sum(task["count"] for task in tasks)
    return render(
        request,
        "shared/desk.html",
        {
            "tasks": tasks,
            "waiting": waiting,
            "lead": _lead(tasks, waiting),
            "open_rounds": rounds(actor).filter(state=RoundState.OPEN)[:4]
            if actor.role in READERS
            else [],
            "counts": [
                (State(state).label, count, listing.STATE_LOOK[State(state)][0])
                for state, count in sorted(
                    state_counts(visible_to(actor)).items(),
                    key=lambda item: list(State).index(State(item[0])),
                )
            ],
            "events": _events(actor),
            "may_nominate": actor.role in UNIT_ROLES,
            "may_open_round": actor.is_any(Role.OFFICER),
        },
    )


def _lead(tasks: list[dict[str, Any]], waiting: int) -> str:
    if not tasks:
        return "Không có việc nào đang chờ anh, chị."
    late = [task for task in tasks if task["days"] is not None and task["days"] < 0]
    words = f"{waiting} việc đang chờ anh, chị"
    if late:
        return f"{words}, {len(late)} nhóm việc đã quá hạn nộp."
    nearest = min((t["days"] for t in tasks if t["days"] is not None), default=None)
    return f"{words}." if nearest is None else f"{words}, hạn gần nhất còn {nearest} ngày."


def _round_tasks(actor: Actor) -> list[dict[str, Any]]:
    """Dossiers waiting for the actor, by round and step, nearest deadline first."""
    rows = (
        waiting_for(actor)
        .order_by("round__closes_on")
        .values("round__code", "round__name", "round__closes_on", "state")
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(is_late=True)))
    )
    tasks = []
    for row in rows:
        closes = row["round__closes_on"]
        url = reverse("web:round", args=[row["round__code"]])
        words = WORK.get((actor.role.value, row["state"]), "hồ sơ")
        tasks.append(
            waiting(
                row["n"],
                f"{row['n']} {words}",
                row["round__name"],
                f"{url}?buoc={row['state']}",
                State(row["state"]).label,
                day=closes,
                counts_down=actor.role in UNIT_ROLES,
                state=LOOK.get(State(row["state"]), "info"),
                late=row["late"],
            )
        )
    return tasks


def _list_tasks(actor: Actor) -> list[dict[str, Any]]:
    """Lists read but not yet taken in: questions wait for an answer."""
    if actor.role not in UNIT_ROLES:
        return []
    rows = lists_visible_to(actor).filter(state=ListState.READ).select_related("round", "file")
    return [
        waiting(
            1,
            f"Danh sách “{row.file.name}” chờ xác nhận",
            row.round.name,
            reverse("unit:list", args=[row.code]),
            "Chờ xác nhận",
            day=row.round.closes_on,
        )
        for row in rows
    ]


def _session_tasks(actor: Actor) -> list[dict[str, Any]]:
    """Sessions the actor is invited to and has not said whom they are connected with."""
    if not actor.is_any(Role.MEMBER, Role.SECRETARY, Role.CHAIRMAN):
        return []
    return [
        waiting(
            1,
            f"Khai có liên quan trước phiên họp ngày {session.held_on:%d/%m/%Y}",
            session.topic,
            reverse("council:declare", args=[session.code]),
            "Chưa khai",
            day=session.held_on,
            counts_down=False,
            state="info",
        )
        for session in unanswered(actor)
    ] + _cancelled_sessions(actor)


def _cancelled_sessions(actor: Actor) -> list[dict[str, Any]]:
    """Sessions the actor was invited to that will not be held, until their day is over."""
    gone = invited(actor).filter(cancelled_at__isnull=False, held_on__gte=timezone.localdate())
    return [
        waiting(
            1,
            f"Phiên họp ngày {session.held_on:%d/%m/%Y} đã hủy, gỡ khỏi lịch",
            session.cancel_reason,
            reverse("council:session", args=[session.code]),
            "Đã hủy",
            day=session.held_on,
            counts_down=False,
        )
        for session in gone.order_by("held_on", "pk")
    ]


def _decision_tasks(actor: Actor) -> list[dict[str, Any]]:
    if not actor.is_any(Role.CHAIRMAN):
        return []
    # Drafts of other kinds wait with their case.
    drafts = visible_decisions(actor).filter(state=DecisionState.DRAFT)
    rows = drafts.filter(kind=DecisionKind.AWARD)
    return [
        waiting(
            1,
            f"Quyết định chờ ban hành: {row.subject}",
            f"Dự thảo lập {timezone.localtime(row.created_at):%d/%m/%Y}",
            reverse("office:decision", args=[row.code]),
            "Dự thảo",
            state="info",
        )
        for row in rows
    ]


def _certificate_tasks(actor: Actor) -> list[dict[str, Any]]:
    """Certificates that could not be drawn: the dossier or the layout wants mending."""
    if not actor.is_any(Role.OFFICER):
        return []
    return [
        waiting(
            1,
            f"{row.faulty} giấy của Quyết định {row.full_number} chưa in được",
            row.subject,
            reverse("office:certificate_batch", args=[row.code]),
            "Chưa in được",
        )
        for row in faulty_decisions(actor)
    ]


def _sealing_tasks(actor: Actor) -> list[dict[str, Any]]:
    """Decisions that the signer has signed and the agency has not yet."""
    if not actor.is_any(Role.OFFICER):
        return []
    return [
        waiting(
            1,
            f"Quyết định {row.full_number} chờ ký số của cơ quan",
            row.subject,
            reverse("office:decision_sign", args=[row.code]),
            "Chờ ký số",
            state="info",
        )
        for row in waiting_for_the_seal(actor)
    ]


SOURCES: tuple[Callable[[Actor], list[dict[str, Any]]], ...] = (
    desk_ballots.tasks,
    _session_tasks,
    _round_tasks,
    _list_tasks,
    _decision_tasks,
    _sealing_tasks,
    _certificate_tasks,
    desk_directives.tasks,
    desk_clusters.tasks,
    desk_forwarding.tasks,
    desk_initiatives.tasks,
    desk_movements.tasks,
    target_tasks,
    obstacle_tasks,
    comment_tasks,
    consultation_tasks,
    feat_tasks,
    honour_tasks,
    plan_tasks,
    reward_tasks,
    undo_tasks,
)
"""Everything that gives somebody work, the most pressing first."""


def _events(actor: Actor) -> list[dict[str, Any]]:
    """The actor's own last acts: where was I."""
    mine = AuditEvent.objects.filter(authority_id=actor.authority_id, actor_id=actor.user_id)
    mine = timelines.readable(actor, mine)
    return [
        {"when": timezone.localtime(event.at).strftime("%H:%M, %d/%m/%Y"), "title": event.sentence,
         "text": event.object_code}
        for event in mine.order_by("-sequence")[:8]
    ]  # fmt: skip


@screen()
def search(request: HttpRequest) -> HttpResponse:
    """Dossiers and people by name, code or unit, with or without diacritics."""
    actor, words = request.actor, request.GET.get("q", "").strip()[:100]
    found = list(searched(visible_to(actor), words).order_by("sort_key")[:30]) if words else []
    for row in found:
        listing.decorate(row)
    sees_people = actor.is_any(Role.OFFICER, Role.INSPECTOR)
    people = list(search_people(actor.authority_id, words)[:30]) if words and sees_people else []
    return render(
        request,
        "shared/search.html",
        {"words": words, "rows": found, "people": people, "sees_people": sees_people},
    )


urlpatterns = [path("", desk, name="desk"), path("tim/", search, name="search")]
