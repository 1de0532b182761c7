"""Versions of a launch plan: what each said, how one differs from the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from thidua.commendation.enums import Subject
from thidua.core.actors import Actor
from thidua.documents.domain.store import store
from thidua.movements.domain.plan_papers import PaperOf, plan_files
from thidua.movements.enums import MovementKind, ReviewKind
from thidua.movements.models import Movement, MovementVersion
from thidua.movements.parts import CRITERIA, PARTS
from thidua.organizations.queries import names_on
from thidua.vietnamese.dates import format_day

DAYS = {"starts_on": "Từ ngày", "ends_on": "Đến hết ngày", "registration_until": "Hạn đăng ký"}
LABELS = {
    "name": "Tên phong trào",
    "kind": "Hình thức thi đua",
    "slogan": "Khẩu hiệu",
    "occasion": "Lập thành tích chào mừng",
    **DAYS,
    "reviews": "Sơ kết, tổng kết",
    "units": "Đơn vị tham gia",
    "subjects": "Đối tượng thi đua",
    **dict(CRITERIA.values()),
    **{part.field: part.label for part in PARTS},
}
"""By key of `MovementVersion.words`, in the order in which changes are told."""
EVERY_UNIT = "Mọi đơn vị"


def words_of(movement: Movement) -> dict[str, Any]:
    """All the plan says now."""
    found = {name: getattr(movement, name) for name in LABELS if name not in ("reviews", "units")}
    for name in DAYS:
        found[name] = found[name].isoformat() if found[name] else ""
    alive = movement.reviews.filter(dropped_at=None).order_by("due_on", "pk")
    named = list(movement.units.values_list("pk", flat=True))
    names = names_on(named, movement.starts_on or timezone.localdate())
    return found | {
        "reviews": [[one.kind, one.due_on.isoformat()] for one in alive],
        "units": sorted(names.get(pk, "") for pk in named),
    }


@dataclass(frozen=True, slots=True)
class Change:
    """One part of the plan before and after, as people read it; empty where nothing was said."""

    label: str
    before: str
    after: str


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """What one version says otherwise than the other."""
    return tuple(
        Change(label, _shown(name, before.get(name)), _shown(name, after.get(name)))
        for name, label in LABELS.items()
        if before.get(name) != after.get(name)
    )


def changes_since(movement: Movement, number: int) -> tuple[Change, ...]:
    """What the plan in force says otherwise than its version `number`."""
    held = {one.number: one.words for one in movement.versions.all()}
    return changes(held.get(number, {}), held.get(movement.plan_version, {}))


def _shown(name: str, value: Any) -> str:
    if name in DAYS:
        return format_day(date.fromisoformat(value)) if value else ""
    if name == "kind":
        return str(MovementKind(value).label) if value else ""
    if name == "subjects":
        return ", ".join(str(Subject(one).label) for one in value or ())
    if name == "units":
        return ", ".join(value) if value else EVERY_UNIT
    if name == "reviews":
        return "\n".join(
            f"{ReviewKind(kind).label}: hạn {format_day(date.fromisoformat(day))}"
            for kind, day in value or ()
        )
    return str(value or "")


def keep_version(movement: Movement, *, actor: Actor, paper: PaperOf) -> MovementVersion:
    """Keep the plan as it stands, with its DOCX and PDF, in the caller's transaction; the caller
    saves the movement."""
    movement.plan_version += 1
    docx, pdf = plan_files(movement, paper)
    name = f"ke-hoach-{movement.code}-lan-{movement.plan_version}"
    return MovementVersion.objects.create(
        authority_id=movement.authority_id,
        movement=movement,
        number=movement.plan_version,
        paper_number=paper.number,
        paper_on=paper.day,
        reason=paper.reason,
        words=words_of(movement),
        docx=store(actor=actor, name=f"{name}.docx", data=docx),
        pdf=store(actor=actor, name=f"{name}.pdf", data=pdf),
        made_by_name=actor.name,
    )
