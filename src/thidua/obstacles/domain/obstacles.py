"""Raising an obstacle, walking it to an end, the files that go with it; what is a hot spot here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.directives.models import Task
from thidua.documents.domain.store import store
from thidua.journal.domain.record import record
from thidua.obstacles.models import HotSpotSettings, Obstacle, ObstacleFile
from thidua.obstacles.rules import may_add, may_raise
from thidua.obstacles.workflow import OBSTACLES
from thidua.organizations.models import Unit
from thidua.organizations.queries import names_on
from thidua.targets.models import Target
from thidua.targets.pace import HUNDRED
from thidua.vietnamese.text import clean, clean_lines, fold

MOST_FILES = 10
MOST = 3650
TYPES = frozenset({"application/pdf", "image/png", "image/jpeg"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What the unit says."""

    name: str
    words: str
    asked: str
    wanted_by: date | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    data: bytes


def raise_obstacle(
    *,
    actor: Actor,
    unit: Unit,
    trouble: Trouble,
    task: Task | None = None,
    target: Target | None = None,
    files: Sequence[Upload] = (),
) -> Obstacle:
    """Write an obstacle down, on exactly one task or target. Raises Refusal."""
    if denied := may_raise(actor, unit.pk):
        raise NotAllowed(denied)
    tidy = _tidied(trouble)
    subject = task or target
    if subject is None or (task and target):
        raise Refusal("Chọn đúng một nhiệm vụ hoặc một chỉ tiêu đang vướng.")
    about = task.title if task else target.name if target else ""
    with transaction.atomic(), sentence_for(Obstacle):
        name = names_on([unit.pk], timezone.localdate()).get(unit.pk, "")
        made = Obstacle.objects.create(
            authority_id=actor.authority_id,
            unit=unit,
            unit_name=name[:200],
            task=task,
            target=target,
            subject_name=about[:300],
            raised_by_name=actor.name,
            changed_by_name=actor.name,
            search_key=fold(f"{tidy['name']} {about} {name}")[:700],
            **tidy,
        )
        for one in files:
            _attach(actor, made, one)
        record(
            actor=actor,
            verb="obstacle.raise",
            obj=made,
            sentence=f"Nêu vướng mắc: {made.name}",
            data={"about": made.subject_name, "wanted_by": made.wanted_by},
        )
    return made


def _tidied(trouble: Trouble) -> dict[str, Any]:
    tidy: dict[str, Any] = {
        "name": clean(trouble.name)[:200],
        "words": clean_lines(trouble.words),
        "asked": clean_lines(trouble.asked),
        "wanted_by": trouble.wanted_by,
    }
    labels = {"name": "vướng mắc, gọi tắt", "words": "diễn giải", "asked": "đề nghị"}
    missing = [words for key, words in labels.items() if not tidy[key]]
    if missing:
        raise Refusal(f"Ghi {', '.join(missing)}.")
    return tidy


def add_file(*, actor: Actor, obstacle: Obstacle, upload: Upload) -> ObstacleFile:
    """One more paper or picture."""
    if denied := may_add(obstacle, actor):
        raise NotAllowed(denied)
    with transaction.atomic():
        made = _attach(actor, obstacle, upload)
        record(
            actor=actor,
            verb="obstacle.file",
            obj=obstacle,
            sentence=f"Đính tệp “{made.file.name}”",
        )
    return made


def _attach(actor: Actor, obstacle: Obstacle, upload: Upload) -> ObstacleFile:
    if obstacle.files.count() >= MOST_FILES:
        raise Refusal(f"Mỗi vướng mắc đính nhiều nhất {MOST_FILES} tệp.")
    file = store(actor=actor, name=upload.name, data=upload.data)
    if file.media_type not in TYPES and not file.media_type.startswith("application/vnd."):
        raise Refusal(f"Tệp “{file.name}” không phải PDF, ảnh, Word hoặc Excel. Chọn tệp khác.")
    return ObstacleFile.objects.create(
        authority_id=obstacle.authority_id, obstacle=obstacle, file=file, added_by_name=actor.name
    )


def move_obstacle(
    *,
    actor: Actor,
    obstacle: Obstacle,
    name: str,
    reason: str = "",
    outcome: str = "",
    body: Unit | None = None,
    day: date | None = None,
    revision: int | None = None,
) -> Obstacle:
    """Walk one row of the table with what that row asks for."""
    by_name: dict[str, dict[str, Any]] = {
        "route": {"body": body, "day": day, "words": reason},
        "answer": {"reason": clean_lines(reason)},
        "close": {"reason": clean(reason), "outcome": outcome},
        "reopen": {"reason": clean(reason)},
    }
    given = by_name.get(name, {})
    return OBSTACLES.perform(obstacle, name, actor=actor, revision=revision, **given)


def settings_of(authority_id: int) -> HotSpotSettings:
    """The authority's row, or one that holds the defaults and was never saved."""
    found = HotSpotSettings.objects.filter(authority_id=authority_id).first()
    return found or HotSpotSettings(authority_id=authority_id)


def keep_settings(
    *, actor: Actor, late_days: int, silent_periods: int, below_points: Decimal, basis: str
) -> HotSpotSettings:
    """From when something is a hot spot, with where that stands written."""
    if not actor.is_any(Role.OFFICER):
        raise NotAllowed("Chuyên viên thi đua, khen thưởng đặt quy ước điểm nóng.")
    if not (0 < late_days <= MOST and 0 < silent_periods <= MOST and 0 <= below_points <= HUNDRED):
        raise Refusal(f"Số ngày, số kỳ từ 1 đến {MOST}; điểm % từ 0 đến 100.")
    with transaction.atomic(), sentence_for(HotSpotSettings):
        row, _ = HotSpotSettings.objects.select_for_update(of=("self",)).get_or_create(
            authority_id=actor.authority_id
        )
        row.late_days, row.silent_periods = late_days, silent_periods
        row.below_points, row.basis = below_points, clean(basis)[:300]
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="obstacle.settings",
            obj=row,
            sentence="Đặt quy ước điểm nóng",
            data={"late_days": late_days, "silent_periods": silent_periods,
                  "below_points": str(below_points)},
        )  # fmt: skip
    return row
