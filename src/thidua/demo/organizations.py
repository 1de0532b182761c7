"""Units of the demo authority over time, from `data/an-duong.toml`, by the domain functions."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from thidua.core.actors import Actor
from thidua.organizations.domain.units import add_unit, change_unit, end_unit, succeed
from thidua.organizations.enums import SuccessionKind, UnitKind
from thidua.organizations.models import Unit
from thidua.vietnamese.text import fold

DISTRICT, WARD_DISTRICT = "huyen-an-duong", "quan-an-duong"
REFORM, SECOND_REFORM = date(2025, 1, 1), date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Span:
    """Under which unit (None: not known, or the top) from a day on."""

    since: date | None
    parent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPlan:
    """One unit from its first day to `until`, the first day on which it no longer stands."""

    key: str
    kind: UnitKind
    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    spans: tuple[Span, ...]
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SuccessionPlan:
    predecessor: str
    successor: str
    on: date
    kind: SuccessionKind
    instrument: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the file says; units stand after the units they are under."""

    units: tuple[UnitPlan, ...]
    successions: tuple[SuccessionPlan, ...]


def authority_data() -> Mapping[str, str]:
    """`code`, `name` and `place` of the demo authority."""
    content: Mapping[str, str] = _content()["authority"]
    return content


def _content() -> Mapping[str, Any]:
    text = files("thidua.demo").joinpath("data/an-duong.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def plan() -> Plan:
    """Read the file."""
    content = _content()
    units = (*_given(content), *_communes(content), *_wards(content), *_bodies(content))
    return Plan(units, tuple(_successions(content)))


def _key(name: str) -> str:
    return fold(name).replace(" ", "-")


def _given(content: Mapping[str, Any]) -> Iterator[UnitPlan]:
    for row in content["unit"]:
        yield UnitPlan(
            key=row["key"],
            kind=UnitKind(row["kind"]),
            name=row["name"],
            short_name=row.get("short_name", ""),
            aliases=tuple(row.get("aliases", ())),
            spans=(Span(row.get("since"), row.get("parent")),),
            until=row.get("until"),
        )


def _communes(content: Mapping[str, Any]) -> Iterator[UnitPlan]:
    row = content["communes"]
    for place in row["names"]:
        yield UnitPlan(
            key=f"xa-{_key(place)}",
            kind=UnitKind.COMMUNE,
            name=f"Xã {place}",
            aliases=(f"UBND xã {place}", f"Ủy ban nhân dân xã {place}"),
            spans=(Span(None, row["parent"]),),
            until=row["until"],
        )


def _wards(content: Mapping[str, Any]) -> Iterator[UnitPlan]:
    for row in content["wards"]:
        for place in row["names"]:
            yield UnitPlan(
                key=f"phuong-{_key(place)}-{row['suffix']}",
                kind=UnitKind.WARD,
                name=f"Phường {place}",
                aliases=(f"UBND phường {place}", f"Ủy ban nhân dân phường {place}"),
                spans=(Span(row["since"], row["parent"]),),
                until=row.get("until"),
            )


def _bodies(content: Mapping[str, Any]) -> Iterator[UnitPlan]:
    for row in content["body"]:
        yield _body(row, row.get("parent", DISTRICT))
    for name in content["schools"]["names"]:
        yield _body({"kind": "school", "name": name}, DISTRICT)
    for name in content["schools"]["names_of_the_three"]:
        yield _body({"kind": "school", "name": name}, DISTRICT, left_the_district=True)


def _body(row: Mapping[str, Any], parent: str, *, left_the_district: bool = False) -> UnitPlan:
    """An office, a school or a body of a commune; where it went is not made up."""
    kind = UnitKind(row["kind"])
    of_district = parent == DISTRICT
    spans = [Span(None, parent)]
    until = None
    if of_district and kind is UnitKind.OFFICE:
        spans, until = [*spans, Span(REFORM, WARD_DISTRICT)], SECOND_REFORM
    elif of_district and not left_the_district:
        spans += [Span(REFORM, WARD_DISTRICT), Span(SECOND_REFORM, None)]
    elif kind is UnitKind.COLLECTIVE:
        until = REFORM
    else:
        spans.append(Span(REFORM, None))
    return UnitPlan(
        key=row.get("key", _key(row["name"])),
        kind=kind,
        name=row["name"],
        short_name=row.get("short_name", ""),
        aliases=tuple(row.get("aliases", ())),
        spans=tuple(spans),
        until=until,
    )


def _successions(content: Mapping[str, Any]) -> Iterator[SuccessionPlan]:
    for row in content["lineage"]:
        for successor, kind, confidence, predecessors in row["steps"]:
            for predecessor in predecessors:
                yield SuccessionPlan(
                    predecessor=predecessor,
                    successor=successor,
                    on=row["on"],
                    kind=SuccessionKind(kind),
                    instrument=content["instruments"][row["instrument"]],
                    confidence=confidence,
                )


def build(actor: Actor, planned: Plan) -> dict[str, Unit]:
    """Make the units, walk their changes in order of time, write the lineage; units by key."""
    made: dict[str, Unit] = {}
    for row in planned.units:
        first = row.spans[0]
        made[row.key] = add_unit(
            actor=actor,
            kind=row.kind,
            parent=made[first.parent] if first.parent else None,
            since=first.since,
            **_names(row),
        )
    for row, span in _changes(planned):
        parent = made[span.parent] if span.parent else None
        assert span.since is not None
        change_unit(
            actor=actor,
            unit=made[row.key],
            on=span.since,
            kind=row.kind,
            parent=parent,
            **_names(row),
        )
    for row in planned.units:
        if row.until is not None:
            end_unit(actor=actor, unit=made[row.key], on=row.until)
    for step in planned.successions:
        succeed(
            actor=actor,
            predecessor=made[step.predecessor],
            successor=made[step.successor],
            on=step.on,
            kind=step.kind,
            instrument=step.instrument,
            confidence=step.confidence,
        )
    return made


def _changes(planned: Plan) -> list[tuple[UnitPlan, Span]]:
    changes = [(row, span) for row in planned.units for span in row.spans[1:]]
    return sorted(changes, key=lambda change: change[1].since or date.min)


def _names(row: UnitPlan) -> dict[str, Any]:
    """The short name is an alias too: both are looked up."""
    short = (row.short_name,) if row.short_name and row.short_name not in row.aliases else ()
    return {
        "name": row.name,
        "short_name": row.short_name,
        "aliases": (*row.aliases, *short),
    }
