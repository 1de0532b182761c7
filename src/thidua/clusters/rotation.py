"""Who leads next: proposed from earlier years, decided by the cluster. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Served:
    """Who led and who stood in as deputy in one earlier year, by key."""

    year: int
    leader: int | None
    deputies: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A leader and a deputy, with the reason for each in words."""

    leader: int | None
    deputy: int | None
    why_leader: str
    why_deputy: str


def propose(
    members: Sequence[int], earlier: Iterable[Served], names: Mapping[int, str]
) -> Proposal:
    """The deputy of the last year leads, else whoever has waited longest; the next one deputises.

    `members` in the order of the cluster. A unit that never led has waited longest of all.
    """
    years = sorted(earlier, key=lambda one: one.year, reverse=True)
    led = {key: max((o.year for o in years if o.leader == key), default=0) for key in members}
    waiting = sorted(members, key=lambda key: (led[key], members.index(key)))
    last = years[0] if years else None
    rising = [key for key in last.deputies if key in members] if last else []
    leader = rising[0] if rising else next(iter(waiting), None)
    deputy = next((key for key in waiting if key != leader), None)
    return Proposal(
        leader,
        deputy,
        _rises(names, leader, last.year) if rising and last else _waited(names, leader, led),
        _waited(names, deputy, led),
    )


def _rises(names: Mapping[int, str], key: int | None, year: int) -> str:
    return f"{names[key]} là phó năm {year}" if key is not None else ""


def _waited(names: Mapping[int, str], key: int | None, led: Mapping[int, int]) -> str:
    if key is None:
        return ""
    when = f"làm trưởng gần nhất năm {led[key]}" if led[key] else "chưa làm trưởng lần nào"
    return f"{names[key]} {when}"
