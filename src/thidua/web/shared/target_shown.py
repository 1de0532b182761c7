"""Targets as screens show them: looks of bands, charts, rows of units, stated forecasts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.charts import Band as Sign
from thidua.charts import (
    Bar,
    Chart,
    Comparison,
    Expectation,
    Period,
    Progress,
    Tile,
    Tiles,
    comparison,
    progress,
    tiles,
)
from thidua.targets.enums import Band, Direction, ResultState, TargetKind, TargetState
from thidua.targets.models import Target
from thidua.targets.pace import HUNDRED, Standing
from thidua.targets.progress import STEADY, Point, is_behind, unit_standing
from thidua.targets.progress import Progress as Found
from thidua.targets.queries import ShareLine
from thidua.targets.sharing import trimmed
from thidua.vietnamese.numbers import format_number

LOOKS = {
    Band.REACHED: ("ok", "check-circle-fill"),
    Band.ON_PACE: ("info", "arrow-right-circle-fill"),
    Band.SLOW: ("warn", "exclamation-triangle-fill"),
    Band.VERY_SLOW: ("bad", "x-octagon-fill"),
    Band.UNKNOWN: ("plain", "question-circle"),
}
STATE_LOOKS = {
    TargetState.DRAFT: ("plain", "pencil"),
    TargetState.ACTIVE: ("info", "play-circle"),
    TargetState.CLOSED: ("ok", "flag-fill"),
    TargetState.WITHDRAWN: ("plain", "box-arrow-left"),
}
RESULT_LOOKS = {
    ResultState.REPORTED: ("info", "hourglass-split"),
    ResultState.GIVEN_BACK: ("warn", "reply-fill"),
    ResultState.ACCEPTED: ("ok", "check2"),
}
SIGNS = {
    Band.REACHED: Sign.MET,
    Band.ON_PACE: Sign.ON_PACE,
    Band.SLOW: Sign.BEHIND,
    Band.VERY_SLOW: Sign.FAR_BEHIND,
    Band.UNKNOWN: Sign.UNKNOWN,
}
MOST_BARS = 70
MOST_TILES = 120
DWARFS = 10
"""Times the middle share from which the largest makes the others unreadable."""
WORST = {Band.VERY_SLOW: 0, Band.SLOW: 1, Band.UNKNOWN: 2, Band.ON_PACE: 3, Band.REACHED: 4}
STEPS = 3
"""Periods from which the pace is taken on."""
TENTH = Decimal("0.1")


def figure(value: Decimal | None, measure: str = "", places: int = 2) -> str:
    """`4.841,73 tỷ đồng`; a dash for what is not known."""
    if value is None:
        return "–"
    shown = format_number(trimmed(value.quantize(Decimal(1).scaleb(-places))))
    return f"{shown} {measure}".strip()


def plan_words(target: Target) -> str:
    """`ít nhất 4.841,73 tỷ đồng`; the words of a milestone."""
    if target.kind == TargetKind.MILESTONE:
        return target.words or "hoàn thành"
    return f"{target.get_comparison_display()} {figure(target.plan, target.measure)}"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit's share with where it stands at the period the target is read at."""

    allocation: ShareLine
    standing: Standing
    period: str

    @property
    def look(self) -> str:
        return LOOKS[self.standing.band][0]

    @property
    def icon(self) -> str:
        return LOOKS[self.standing.band][1]

    @property
    def label(self) -> str:
        return self.standing.band.label


def unit_rows(
    target: Target, allocations: Sequence[ShareLine], point: Point | None, slow: Decimal
) -> list[UnitRow]:
    """Units that still answer, worst first; who has not reported the period read is unknown."""
    periods = {period.last: period for period in target.periods}
    labels = {last: target.label(last) for last in periods}
    rows = []
    for one in allocations:
        standing = unit_standing(target, one, periods, slow)
        if is_behind(one, point):
            why = "chưa báo cáo kỳ này"
            standing = Standing(Band.UNKNOWN, standing.share, standing.expected, why)
        label = labels.get(one.latest_on, "") if one.latest_on else ""
        rows.append(UnitRow(one, standing, label))
    rows.sort(key=lambda row: (WORST[row.standing.band], row.standing.share or 0))
    return rows


def band_counts(rows: Sequence[UnitRow]) -> Counter[Band]:
    return Counter(row.standing.band for row in rows)


def progress_chart(found: Found, on: date) -> Chart:
    """The measure against time, with the pace where there is one."""
    target = found.target
    periods = tuple(Period(_short(one.label), one.value) for one in found.points)
    falls = target.direction == Direction.DOWN
    paced = target.kind not in STEADY and target.direction != Direction.KEEP
    return progress(
        Progress(
            title="Thực hiện theo thời gian",
            unit=target.measure or "mốc",
            periods=periods,
            target=Decimal(1) if target.kind == TargetKind.MILESTONE else found.plan,
            baseline=found.base if paced else None,
            direction="falling" if falls else "rising",
            today=_elapsed(found, on),
            expectation=forecast(found),
            notes=tuple(f"{one[:1].upper()}{one[1:]}." for one in found.notes),
        )
    )


def _short(label: str) -> str:
    """`Quý II/2024` is `Quý II`, `Tháng 3/2024` is `T3`: the year stands in the head."""
    return label.partition("/")[0].replace("Tháng ", "T").replace(" năm", "")


def _elapsed(found: Found, on: date) -> float | None:
    """How many periods lie behind on that day; None outside the target's time."""
    for number, one in enumerate(found.points):
        if one.period.first <= on <= one.period.last:
            days = (one.period.last - one.period.first).days + 1
            return number + ((on - one.period.first).days + 1) / days
    return None


def forecast(found: Found) -> Expectation | None:
    """The last three steps walked on to the end: arithmetic, said as such; None where it is not
    known, where units are missing, or where nobody can get there (below zero, beyond 100 %)."""
    target = found.target
    if target.kind in STEADY or target.direction == Direction.KEEP or found.point is None:
        return None
    last, left = found.point.period.number, found.point.period.of - found.point.period.number
    window = _window(found, last)
    if not left or window is None:
        return None
    start, end = window
    value = end + left * (end - start) / STEPS
    if value < 0 <= end or (target.kind == TargetKind.SHARE and value > HUNDRED):
        return None
    first, of = found.points[last - STEPS].label, found.point.label
    words = (
        f"nếu {left} kỳ còn lại đều bằng mức trung bình {STEPS} kỳ gần nhất ({first} đến {of}): "
        f"{figure(end)} + {left} × ({figure(end)} − {figure(start)}) / {STEPS} = {figure(value)}. "
        "Đây là phép tính, không phải dự báo."
    )
    return Expectation(value, words, f"đến {found.points[-1].period.last:%d/%m/%Y}")


def _window(found: Found, last: int) -> tuple[Decimal, Decimal] | None:
    """The figures before and after the last three periods, all told by the same, all, units."""
    if last < STEPS:
        return None
    window = found.points[max(last - STEPS - 1, 0) : last]
    if any(one.value is None or one.known != one.expected for one in window):
        return None
    if len({one.known for one in window}) > 1:
        return None
    start = window[0].value if last > STEPS else found.base
    end = window[-1].value
    return None if start is None or end is None else (start, end)


def comparison_chart(target: Target, rows: Sequence[UnitRow]) -> Chart:
    """Units side by side, worst first; of very many only the worst. Where one is so large that the
    others would be slivers, each is drawn against its own share."""
    shown, notes = list(rows)[:MOST_BARS], []
    relative = _is_dwarfed(shown)
    if len(rows) > MOST_BARS:
        notes.append(f"Vẽ {MOST_BARS} đơn vị chậm nhất trong {len(rows)}.")
    if relative:
        notes.append("Vẽ theo % so với phần giao vì quy mô các đơn vị khác nhau nhiều.")
    return comparison(
        Comparison(
            title="So sánh các đơn vị",
            unit="%" if relative else target.measure,
            bars=tuple(_bar(row, relative=relative) for row in shown),
            falling=target.direction == Direction.DOWN,
            notes=tuple(notes),
        )
    )


def _is_dwarfed(rows: Sequence[UnitRow]) -> bool:
    plans = sorted(row.allocation.plan or Decimal(0) for row in rows)
    middle = plans[len(plans) // 2] if plans else Decimal(0)
    return bool(plans) and plans[0] > 0 and plans[-1] > DWARFS * middle


def _bar(row: UnitRow, *, relative: bool) -> Bar:
    one = row.allocation
    value = one.reached if row.standing.band != Band.UNKNOWN else None
    if relative and value is not None and one.plan:
        value = (value * HUNDRED / one.plan).quantize(TENTH)
    share = row.standing.share
    return Bar(
        one.unit_name,
        value,
        HUNDRED if relative else one.plan,
        SIGNS[row.standing.band],
        None if share is None else share.quantize(TENTH),
        row.standing.why or "chưa báo cáo",
    )


def tiles_chart(target: Target, rows: Sequence[UnitRow]) -> Chart | None:
    """One tile a unit, in the order of names; none where there would be too many to read."""
    if not rows or len(rows) > MOST_TILES:
        return None
    ordered = sorted(rows, key=lambda row: row.allocation.sort_key)
    found = tuple(
        Tile(
            row.allocation.unit_name,
            SIGNS[row.standing.band],
            None if row.standing.band == Band.UNKNOWN else row.allocation.reached,
        )
        for row in ordered
    )
    return tiles(Tiles(title="Bức tranh chung", unit=target.measure, tiles=found))


def steps_of(target: Target) -> list[dict[str, Any]]:
    """Where the target is on its way."""
    order = [TargetState.DRAFT, TargetState.ACTIVE, TargetState.CLOSED]
    at = order.index(TargetState(target.state)) if target.state in order else -1
    return [
        {
            "label": state.label,
            "state": "done" if number < at else "current" if number == at else "",
            "note": "",
        }
        for number, state in enumerate(order)
    ]
