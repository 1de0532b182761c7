"""Reading plans, and the calendar that every application fills."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.deadlines import Deadline
from thidua.planning.domain.versions import Line, lines_in
from thidua.planning.enums import ItemKind, PlanState, Standing
from thidua.planning.models import CalendarFeed, PlanItem, PlanVersion, WorkPlan
from thidua.planning.places import looked_up
from thidua.planning.standing import Stand, due_days, stand, stands

READERS = (Role.OFFICER, Role.SECRETARY, Role.MEMBER, Role.CHAIRMAN, Role.INSPECTOR)


def visible_to(actor: Actor) -> QuerySet[WorkPlan]:
    """The office and the council every plan; a member and the inspector those once approved."""
    mine = WorkPlan.objects.filter(authority_id=actor.authority_id)
    if actor.is_any(Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN):
        return mine
    if actor.is_any(*READERS):
        return mine.filter(approved_at__isnull=False)
    return mine.none()


def items_of(plan: WorkPlan) -> QuerySet[PlanItem]:
    return plan.items.filter(withdrawn_at__isnull=True)


def with_stands(
    actor: Actor, items: Iterable[PlanItem], today: date
) -> list[tuple[PlanItem, Stand]]:
    """Each item with where it stands: one query for each kind of thing that is linked."""
    rows = list(items)
    places = looked_up(actor, {row.place for row in rows if row.place})
    return stands(rows, places, today)


def in_force(actor: Actor, year: int) -> PlanVersion | None:
    """The version of the year's plan that was approved last."""
    plans = visible_to(actor).filter(year=year)
    return PlanVersion.objects.filter(plan__in=plans).order_by("-number").first()


def files_for(actor: Actor) -> Q:
    """Papers of approved versions that the actor may open; the filter is on `StoredFile`."""
    seen = PlanVersion.objects.filter(plan__in=visible_to(actor).order_by())
    return Q(pk__in=seen.order_by().values("docx")) | Q(pk__in=seen.order_by().values("pdf"))


def waiting_for(actor: Actor) -> QuerySet[WorkPlan]:
    """Plans put before the chairman; drafts that came back to whoever wrote them."""
    if actor.is_any(Role.CHAIRMAN):
        return visible_to(actor).filter(state=PlanState.PROPOSED)
    if actor.is_any(Role.OFFICER, Role.SECRETARY):
        return visible_to(actor).filter(state=PlanState.DRAFT).exclude(remark="")
    return WorkPlan.objects.none()


def late_items(actor: Actor, year: int, today: date) -> list[tuple[PlanItem, Stand]]:
    """Items of the year's approved plan whose day has passed."""
    plan = visible_to(actor).filter(year=year, approved_at__isnull=False).first()
    found = with_stands(actor, items_of(plan), today) if plan else []
    return [(item, one) for item, one in found if one.standing == Standing.LATE]


def feed_of(actor: Actor) -> CalendarFeed | None:
    """The address in use; its token is known to nobody."""
    return CalendarFeed.objects.filter(
        authority_id=actor.authority_id, user_id=actor.user_id or 0, stopped_at__isnull=True
    ).first()


def deadlines(actor: Actor, since: date, until: date) -> list[Deadline]:
    """Days of the plans as they were approved: what is being changed counts once it is approved."""
    plans = visible_to(actor).filter(approved_at__isnull=False)
    versions = PlanVersion.objects.filter(plan__in=plans).select_related("plan")
    newest: dict[int, PlanVersion] = {}
    for version in versions.order_by("number"):
        newest[version.plan_id] = version
    due = [
        (version.plan, line, day)
        for version in newest.values()
        for line in lines_in(version)
        for day in _days(line)
        if since <= day <= until
    ]
    items = PlanItem.objects.filter(code__in={line.code for _, line, _ in due})
    held = {item.code: item for item in items} if due else {}
    places = looked_up(actor, {one.place for one in held.values() if one.place})
    today = timezone.localdate()
    over = {code: stand(item, places.get(item.place), today).is_over for code, item in held.items()}
    return [_deadline(plan, line, day, over=over[line.code]) for plan, line, day in due]


def _days(line: Line) -> list[date]:
    ends = (line.begins_on, line.due_on)
    first, last = (date.fromisoformat(one) if one else None for one in ends)
    return due_days(first, last, line.rhythm)


def _deadline(plan: WorkPlan, line: Line, day: date, *, over: bool) -> Deadline:
    is_session = line.kind == ItemKind.SESSION
    lead = "Phiên họp theo chương trình" if is_session else "Chương trình công tác"
    page = ("office:work_plan", plan.code)
    return Deadline(day, f"{lead}: {line.title}", "plan", line.title, over, page)
