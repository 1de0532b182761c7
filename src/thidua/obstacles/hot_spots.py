"""Hot spots by rule: late tasks, silence, figures that fall, figures far below their pace.

Each rule counts only what is known: a target nobody reported is silent, not at zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.directives.enums import LIVE_TASKS
from thidua.directives.models import Task
from thidua.obstacles.domain.obstacles import settings_of
from thidua.obstacles.enums import ObstacleState, Rule
from thidua.obstacles.models import HotSpotSettings, Obstacle
from thidua.targets.enums import Counting, Direction, TargetState
from thidua.targets.models import Allocation, Target
from thidua.targets.pace import HUNDRED, satisfied
from thidua.targets.periods import Period, ended, report_due
from thidua.targets.progress import Point, Progress
from thidua.targets.queries import progresses, visible_to
from thidua.targets.settings import settings_of as target_settings
from thidua.targets.sharing import trimmed
from thidua.vietnamese.numbers import format_number


@dataclass(frozen=True, slots=True)
class HotSpot:
    """`kind`: task, target or obstacle; `numbers`: the rule with its figures; `heat`: for order."""

    kind: str
    code: str
    name: str
    rule: Rule
    numbers: str
    since: date
    heat: Decimal
    unit_name: str = ""

    @property
    def reference(self) -> str:
        """How a movement launched from here names it."""
        return f"{self.kind}:{self.code}"


def found_hot_spots(actor: Actor) -> list[HotSpot]:
    """Worst first; one line for each rule that a thing breaks."""
    today = timezone.localdate()
    settings = settings_of(actor.authority_id)
    found = [
        *_late_tasks(actor, settings, today),
        *_stuck(actor, today),
        *_targets(actor, settings, today),
    ]
    return sorted(found, key=lambda one: (-one.heat, one.since, one.name))


def _late_tasks(actor: Actor, settings: HotSpotSettings, today: date) -> Iterator[HotSpot]:
    rows = Task.objects.filter(
        authority_id=actor.authority_id, state__in=LIVE_TASKS, due_on__lt=today
    )
    for row in rows.select_related("owner"):
        assert row.due_on is not None
        days = (today - row.due_on).days
        if days >= settings.late_days:
            yield HotSpot(
                "task", row.code, row.title, Rule.LATE, f"quá hạn {days} ngày",
                row.due_on, Decimal(days), row.owner_name,
            )  # fmt: skip


def _stuck(actor: Actor, today: date) -> Iterator[HotSpot]:
    rows = Obstacle.objects.filter(
        authority_id=actor.authority_id, state=ObstacleState.ROUTED, answer_due_on__lt=today
    )
    for row in rows:
        assert row.answer_due_on is not None
        days = (today - row.answer_due_on).days
        yield HotSpot(
            "obstacle", row.code, row.name, Rule.STUCK,
            f"{row.routed_name} quá hạn trả lời {days} ngày", row.answer_due_on, Decimal(days),
            row.unit_name,
        )  # fmt: skip


def _targets(actor: Actor, settings: HotSpotSettings, today: date) -> Iterator[HotSpot]:
    rows = list(visible_to(actor).filter(state=TargetState.ACTIVE))
    standing = progresses(rows, today)
    days = target_settings(actor.authority_id).report_days
    for row in rows:
        yield from _below(row, standing[row.pk], settings)
        yield from _falling(row, standing[row.pk])
    yield from _silent(rows, standing, settings, days, today)


def _below(target: Target, found: Progress, settings: HotSpotSettings) -> Iterator[HotSpot]:
    share, point = found.standing.share, found.point
    if share is None or point is None or found.standing.expected is None:
        return
    if target.direction == Direction.KEEP:
        return
    wanted = HUNDRED * point.period.number / point.period.of
    behind = wanted - share
    if behind > settings.below_points:
        words = (
            f"mới đi được {format_number(share, 1)} % đường, cần {format_number(wanted, 1)} %: "
            f"thấp hơn {format_number(behind, 1)} điểm %"
        )
        yield HotSpot(
            "target", target.code, target.name, Rule.BELOW, f"{point.label}: {words}",
            point.period.last, behind, target.owner_name,
        )  # fmt: skip


def _falling(target: Target, found: Progress) -> Iterator[HotSpot]:
    pair = _last_two(found.points)
    if pair is None or target.direction == Direction.KEEP or target.plan is None:
        return
    before, now = pair
    assert before.value is not None and now.value is not None  # noqa: PT018 (one condition)
    if satisfied(target.comparison, now.value, target.plan):
        return
    values = _alone(target, found.points, before, now)
    if values is None:
        return
    first, second = values
    worse = first - second if target.direction == Direction.UP else second - first
    if worse > 0:
        size = abs(first) or Decimal(1)
        words = (
            f"{now.label}: {_figure(second)} {target.measure}, kỳ trước {_figure(first)}, "
            f"kém {_figure(worse)}"
        )
        yield HotSpot(
            "target", target.code, target.name, Rule.FALLING, words, now.period.last,
            min(worse * HUNDRED / size, HUNDRED), target.owner_name,
        )  # fmt: skip


def _figure(value: Decimal) -> str:
    return format_number(trimmed(value.quantize(Decimal("0.01"))))


def _last_two(points: Sequence[Point]) -> tuple[Point, Point] | None:
    """The last two periods side by side, both known of the same number of units."""
    known = [one for one in points if one.value is not None]
    if len(known) < 2:  # noqa: PLR2004 (a pair)
        return None
    before, now = known[-2:]
    beside = before.period.number + 1 == now.period.number
    return (before, now) if beside and before.known == now.known else None


def _alone(
    target: Target, points: Sequence[Point], before: Point, now: Point
) -> tuple[Decimal, Decimal] | None:
    """The two figures as reported: sums over the year are taken apart again."""
    assert before.value is not None and now.value is not None  # noqa: PT018 (one condition)
    if target.counting == Counting.CUMULATIVE:
        return before.value, now.value
    at = before.period.number - 2
    earlier = points[at].value if at >= 0 else Decimal(0)
    return None if earlier is None else (before.value - earlier, now.value - before.value)


def _silent(
    rows: Sequence[Target],
    standing: dict[int, Progress],
    settings: HotSpotSettings,
    days: int,
    today: date,
) -> Iterator[HotSpot]:
    """Targets of which units have been silent for so many periods whose day has passed."""
    heard = _heard([row for row in rows if row.by_units])
    for row in rows:
        due = [p for p in ended(row.periods, today) if report_due(p.last, days) < today]
        if len(due) < settings.silent_periods:
            continue
        edge = due[-settings.silent_periods]
        count, whole = _silence(row, standing[row.pk], heard[row.pk], edge)
        if not count:
            continue
        words = f"không báo cáo từ {row.label(edge.last)}"
        if row.by_units:
            words = f"{count} trong {whole} đơn vị {words}"
        yield HotSpot(
            "target", row.code, row.name, Rule.SILENT, words, edge.last,
            Decimal(count) * HUNDRED / whole, row.owner_name,
        )  # fmt: skip


Heard = tuple[date | None, date | None, int]
"""From when units answer, when they were last heard, how many such units."""


def _heard(targets: Sequence[Target]) -> dict[int, list[Heard]]:
    """One query for all targets: units that still answer, counted by when they last reported."""
    found: dict[int, list[Heard]] = defaultdict(list)
    rows = Allocation.objects.filter(target__in=[one.pk for one in targets], until_on__isnull=True)
    counted = rows.order_by().values("target_id", "since_on", "latest_on").annotate(n=Count("pk"))
    for target_id, since, latest, n in counted.values_list(
        "target_id", "since_on", "latest_on", "n"
    ):
        found[target_id].append((since, latest, n))
    return found


def _silence(
    target: Target, found: Progress, heard: Sequence[Heard], edge: Period
) -> tuple[int, int]:
    """How many of how many were not heard of from that period on."""
    if not target.by_units:
        told = any(one.known and one.period.last >= edge.last for one in found.points)
        return int(not told), 1
    asked = [(latest, n) for since, latest, n in heard if since is None or since <= edge.last]
    silent = sum(n for latest, n in asked if latest is None or latest < edge.last)
    return silent, sum(n for _, n in asked)
