"""What a movement that a directive names becomes when it is confirmed.

One of a higher level is noted, for the own answer to hang under; any other is drafted as an own
movement. The same movement named again is not entered twice.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.directives.models import Finding
from thidua.movements.domain.launch import draft_movement, move_movement, note_from_above
from thidua.movements.domain.plans import MovementPlan
from thidua.movements.domain.starting import own_level
from thidua.movements.domain.wording import full_name
from thidua.movements.enums import MovementKind, MovementLevel, MovementState
from thidua.movements.models import Movement
from thidua.organizations.models import Authority
from thidua.vietnamese.text import clean, fold

_BY_WORD = (
    ("thu tuong", MovementLevel.PRIME_MINISTER),
    ("chinh phu", MovementLevel.PRIME_MINISTER),
    ("huyen", MovementLevel.DISTRICT),
    ("quan", MovementLevel.DISTRICT),
    ("phuong", MovementLevel.COMMUNE),
    ("xa", MovementLevel.COMMUNE),
    ("bo", MovementLevel.MINISTRY),
    ("thanh pho", MovementLevel.PROVINCE),
    ("tinh", MovementLevel.PROVINCE),
)
_RANKS = list(MovementLevel)


def level_of(launcher: str) -> MovementLevel | None:
    """The level that the words of a directive say; None where they do not."""
    words = f" {fold(launcher)} "
    return next((level for word, level in _BY_WORD if f" {word} " in words), None)


def make_movement(actor: Actor, finding: Finding, values: dict[str, Any]) -> str:
    """Note or draft the movement; gives its code. Raises Refusal."""
    name = clean(str(values.get("text", "")))[:300]
    if not name:
        raise Refusal("Phong trào phải có tên. Bấm Sửa để ghi.")
    if known := _known(actor.authority_id, name):
        return known.code
    launcher = clean(str(values.get("launched_by", "")))[:200]
    day = finding.directive.issued_on or timezone.localdate()
    own, level = MovementLevel(own_level(actor.authority_id, day)), level_of(launcher)
    if level is not None and _RANKS.index(level) < _RANKS.index(own):
        plan = MovementPlan(
            name=name, level=level, kind=MovementKind.THEMATIC, body=launcher, is_ours=False
        )
        return note_from_above(
            actor=actor, plan=plan, directive=finding.directive, finding=finding
        ).code
    body = full_name(Authority.objects.get(pk=actor.authority_id).name)
    plan = MovementPlan(name=name, level=own, body=body)
    return draft_movement(actor=actor, plan=plan, directive=finding.directive, finding=finding).code


def _known(authority_id: int, name: str) -> Movement | None:
    wanted = fold(name)
    found = Movement.objects.filter(authority_id=authority_id)
    alive = found.exclude(state__in=(MovementState.CANCELLED, MovementState.CLOSED))
    return next((one for one in alive if fold(one.name) == wanted), None)


def unmake_movement(actor: Actor, finding: Finding, reason: str) -> None:
    """Cancel what this finding made; one that was there before stays."""
    movement = Movement.objects.filter(finding=finding).first()
    if movement is None or movement.state == MovementState.CANCELLED:
        return
    if movement.children.exclude(state=MovementState.CANCELLED).exists():
        raise Refusal("Đã có phong trào hưởng ứng phong trào này. Hủy phong trào hưởng ứng trước.")
    move_movement(actor=actor, movement=movement, name="cancel", reason=reason)
    Movement.objects.filter(pk=movement.pk).update(finding=None)
