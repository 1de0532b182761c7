"""Parts of the boards: where targets, tasks, rounds, movements and money stand in a year.

Targets are read from the totals kept for each period, never from the figures of every unit: the
cost of a board does not grow with the number of units.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum
from django.http import HttpRequest
from django.urls import reverse

from thidua.charts import Chart, Columns, Series, columns
from thidua.commendation.enums import RoundKind, State
from thidua.commendation.models import Round
from thidua.commendation.queries import rounds, state_counts
from thidua.commendation.queries import visible_to as dossiers
from thidua.core.actors import Actor
from thidua.directives.enums import LIVE_TASKS, TaskState
from thidua.directives.queries import late_tasks, tasks_visible_to
from thidua.movements.enums import UNDER_WAY
from thidua.movements.queries import visible_to as movements
from thidua.rewards.enums import Direction
from thidua.rewards.queries import balance, funds, long_unpaid, totals
from thidua.rewards.queries import visible_to as payments
from thidua.targets.enums import Band, TargetKind, TargetState
from thidua.targets.progress import Progress
from thidua.targets.queries import in_year, progresses
from thidua.targets.queries import visible_to as targets
from thidua.web.shared.listing import STATE_LOOK
from thidua.web.shared.target_shown import LOOKS, WORST, figure, plan_words

FEW = 5
"""So many names stand on a board; the number beside them leads to all."""
YEARS = range(2004, 2101)


def year_of(request: HttpRequest, today: date) -> int:
    """The year asked for, else the newest whose targets are followed, else that of the newest
    round for merit, else this one."""
    typed = request.GET.get("nam", "")
    if typed.isdecimal() and len(typed) == 4 and int(typed) in YEARS:  # noqa: PLR2004 (a year)
        return int(typed)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    followed = targets(actor).filter(state=TargetState.ACTIVE).order_by("-due_on")
    if (due := followed.values_list("due_on", flat=True).first()) is not None:
        return due.year
    held = rounds(actor).filter(kind=RoundKind.MERIT).values_list("year", flat=True).first()
    return held or today.year


# -- targets ---


def target_board(actor: Actor, year: int, today: date) -> dict[str, Any]:
    """How many targets of the year stand where, and those that lag most; three queries."""
    found = in_year(targets(actor), year).filter(state__in=(TargetState.ACTIVE, TargetState.CLOSED))
    standing = progresses(list(found), today)
    rows = sorted(standing.values(), key=_worst_first)
    counts = Counter(one.band for one in rows)
    return {
        "total": len(rows),
        "behind": counts[Band.VERY_SLOW],
        "slow": counts[Band.SLOW],
        "unknown": counts[Band.UNKNOWN],
        "worst": [target_row(one) for one in rows if one.band == Band.VERY_SLOW][:FEW],
        "chart": bands_chart(counts) if rows else None,
    }


def _worst_first(one: Progress) -> tuple[int, Any]:
    return WORST[one.band], one.standing.share or 0


def target_row(one: Progress) -> dict[str, Any]:
    """A target in a line: what was asked, what there is, of which period."""
    look, icon = LOOKS[one.band]
    value = figure(one.value, one.target.measure) if one.value is not None else "chưa báo cáo"
    if one.target.kind == TargetKind.MILESTONE and one.point is not None:
        value = "đã hoàn thành" if one.band == Band.REACHED else "chưa hoàn thành"
    return {
        "target": one.target,
        "plan": plan_words(one.target),
        "value": value,
        "period": one.point.label if one.point else "",
        "label": one.band.label,
        "look": look,
        "icon": icon,
    }


def bands_chart(counts: Mapping[Band, int]) -> Chart:
    order = sorted(Band, key=WORST.__getitem__, reverse=True)
    values = tuple(counts.get(band, 0) for band in order)
    return columns(
        Columns(
            title="Chỉ tiêu theo tiến độ",
            unit="chỉ tiêu",
            labels=tuple(str(band.label) for band in order),
            series=(Series("Chỉ tiêu", values),),
            in_time=False,
            label_head="Tiến độ",
        )
    )


# -- tasks ---


def task_board(actor: Actor, year: int, today: date) -> dict[str, Any]:
    """Tasks that go on, whatever their year, and those of the year that are done; the late ones."""
    mine = tasks_visible_to(actor)
    late = late_tasks(mine, today).order_by("due_on", "pk")
    given = mine.filter(Q(state__in=LIVE_TASKS) | Q(state=TaskState.DONE, due_on__year=year))
    counts = dict(given.order_by().values_list("state").annotate(n=Count("pk")))
    rows = list(late[:FEW])
    for row in rows:
        row.days_late = (today - row.due_on).days  # type: ignore[attr-defined,operator]
    return {
        "given": sum(counts.values()),
        "done": counts.get(TaskState.DONE, 0),
        "late": late.count() if len(rows) == FEW else len(rows),
        "rows": rows,
    }


# -- movements ---


def movement_board(actor: Actor) -> dict[str, Any]:
    going = movements(actor).filter(state__in=UNDER_WAY)
    counts = Counter(dict(going.order_by().values_list("is_ours").annotate(n=Count("pk"))))
    rows = list(going.order_by("ends_on", "pk")[:FEW])
    return {"total": sum(counts.values()), "ours": counts[True], "rows": rows}


# -- the round of the year ---


def round_board(actor: Actor, year: int) -> dict[str, Any]:
    """The year's round for merit, else its newest; dossiers by step, as the actor may see."""
    mine = rounds(actor).filter(year=year)
    row: Round | None = mine.filter(kind=RoundKind.MERIT).first() or mine.first()
    if row is None:
        return {"round": None}
    counts = state_counts(dossiers(actor).filter(round=row))
    url = reverse("web:round", args=[row.code])
    steps = [
        {
            "label": state.label,
            "count": counts[state],
            "look": STATE_LOOK[state][0],
            "url": f"{url}?buoc={state.value}",
        }
        for state in State
        if counts.get(state)
    ]
    return {"round": row, "total": sum(counts.values()), "steps": steps}


# -- money ---


def money_board(actor: Actor, year: int, today: date) -> dict[str, Any]:
    """The fund of the year: what there was, what was spent, what is left; bonuses long unpaid."""
    fund = funds(actor).filter(year=year).first() or funds(actor).first()
    unpaid = long_unpaid(actor, today).count()
    if fund is None:
        return {"fund": None, "unpaid": unpaid}
    left = balance(fund)
    spent = fund.entries.filter(direction=Direction.OUT).aggregate(sum=Sum("amount"))["sum"] or 0
    return {
        "fund": fund,
        "left": left,
        "spent": spent,
        "had": left + spent,
        "unpaid": unpaid,
        "waiting": totals(payments(actor))["waiting"],
    }
