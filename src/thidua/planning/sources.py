"""The calendar: every application's days in one list.

An application says its days in a `deadlines(actor, since, until)` of its own queries, where
`visible_to` rules; those above this one add theirs to `SOURCES` in `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from thidua.clusters import queries as clusters
from thidua.commendation import queries as commendation
from thidua.core.actors import Actor
from thidua.core.deadlines import Deadline
from thidua.directives import queries as directives
from thidua.movements import queries as movements
from thidua.obstacles import queries as obstacles
from thidua.planning import queries as planning
from thidua.targets import queries as targets

Source = Callable[[Actor, date, date], list[Deadline]]

SOURCES: list[Source] = [
    commendation.deadlines,
    directives.deadlines,
    targets.deadlines,
    obstacles.deadlines,
    clusters.deadlines,
    movements.deadlines,
    planning.deadlines,
]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of day in words. `is_named`: its title may leave the house in a calendar feed; of
    the others a feed says the kind alone. `recurs`: one thing has several such days."""

    label: str
    is_named: bool = False
    recurs: bool = False


KINDS: dict[str, Kind] = {
    "round": Kind("Hạn nộp hồ sơ của đợt xét", is_named=True),
    "session": Kind("Phiên họp Hội đồng", is_named=True),
    "sitting": Kind("Phiên chấm sáng kiến", is_named=True),
    "ceremony": Kind("Lễ trao thưởng", is_named=True),
    "task": Kind("Hạn nhiệm vụ", is_named=True),
    "task_report": Kind("Báo cáo nhiệm vụ", is_named=True, recurs=True),
    "target": Kind("Hạn chỉ tiêu", is_named=True),
    "target_report": Kind("Báo cáo chỉ tiêu", is_named=True, recurs=True),
    "movement": Kind("Phong trào thi đua", is_named=True, recurs=True),
    "cluster": Kind("Chấm điểm cụm, khối", is_named=True),
    "plan": Kind("Chương trình công tác", is_named=True, recurs=True),
    "comment_list": Kind("Hết hạn lấy ý kiến Nhân dân"),
    "obstacle": Kind("Hạn trả lời vướng mắc"),
    "consultation": Kind("Hạn trả lời lấy ý kiến cơ quan", recurs=True),
    "feat": Kind("Khen thưởng đột xuất", recurs=True),
    "package": Kind("Hồ sơ trình cấp trên", recurs=True),
    "initiative": Kind("Hạn xem xét công nhận sáng kiến"),
    "honour": Kind("Hồ sơ tồn đọng", recurs=True),
}
"""By `Deadline.kind`, in the order of the filter."""


def kind_of(one: Deadline) -> Kind:
    return KINDS.get(one.kind, Kind("Việc khác", recurs=True))


def collected(actor: Actor, since: date, until: date, kinds: Iterable[str] = ()) -> list[Deadline]:
    """Everything due between two days, both counted, that the actor may know of, by day."""
    wanted = set(kinds)
    found = (one for source in SOURCES for one in source(actor, since, until))
    kept = (one for one in found if not wanted or one.kind in wanted)
    order = list(KINDS)
    return sorted(
        kept,
        key=lambda one: (
            one.on,
            order.index(one.kind) if one.kind in KINDS else len(order),
            one.title,
            one.subject,
            one.address,
        ),
    )
