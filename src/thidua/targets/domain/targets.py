"""Setting a target, changing it, walking it to its end; what the authority settled."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.organizations.models import Unit
from thidua.organizations.queries import names_on
from thidua.targets import periods
from thidua.targets.domain.totals import restand, retotal_all
from thidua.targets.enums import (
    Comparison,
    Counting,
    Direction,
    Formula,
    Rhythm,
    TargetKind,
    TargetState,
)
from thidua.targets.guards import points_the_right_way
from thidua.targets.models import Target, TargetSettings
from thidua.targets.rules import may_change, may_manage
from thidua.targets.workflow import TARGETS
from thidua.vietnamese.names import collation_key
from thidua.vietnamese.text import clean, clean_lines, fold

LARGEST = Decimal(10) ** 18


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPlan:
    """What a target says; unknown figures stay None."""

    name: str
    kind: str = TargetKind.NUMERIC
    words: str = ""
    direction: str = Direction.UP
    measure: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None
    plan: Decimal | None = None
    comparison: str = Comparison.AT_LEAST
    start_on: date
    due_on: date
    rhythm: str = Rhythm.QUARTER
    counting: str = Counting.CUMULATIVE
    formula: str = Formula.SUM
    formula_reason: str = ""
    owner: Unit | None = None


SHAPE = {
    "kind": "loại",
    "counting": "cách ghi số",
    "rhythm": "kỳ báo cáo",
    "start_on": "từ ngày",
    "due_on": "hạn",
    "formula": "cách tính số chung",
}
"""What results already reported rest on: it does not change under them."""


def set_target(*, actor: Actor, plan: TargetPlan, **source: Any) -> Target:
    """A draft. `source`: the directive, finding or task it comes from."""
    if denied := may_manage(actor.authority_id, actor):
        raise NotAllowed(denied)
    with transaction.atomic(), sentence_for(Target):
        target = Target.objects.create(
            authority_id=actor.authority_id,
            changed_by_name=actor.name,
            **_columns(plan),
            **source,
        )
        record(
            actor=actor,
            verb="target.set",
            obj=target,
            sentence=f"Lập chỉ tiêu: {target.name}",
            data={"plan": str(target.plan), "due_on": target.due_on},
        )
    return target


def change_target(
    *, actor: Actor, target: Target, plan: TargetPlan, reason: str = "", revision: int | None = None
) -> Target:
    """Change a target; one that is being followed needs a reason, and keeps its shape."""
    if denied := may_change(target, actor):
        raise NotAllowed(denied)
    with transaction.atomic(), sentence_for(Target):
        row = lock(Target, target.pk, revision=revision)
        _check_may_change(row, plan, reason)
        before = {name: str(getattr(row, name)) for name in ("plan", "due_on", "baseline")}
        for name, value in _columns(plan).items():
            setattr(row, name, value)
        stamp(row, actor)
        row.save()
        restand(row)
        retotal_all(row)
        record(
            actor=actor,
            verb="target.change",
            obj=row,
            sentence=f"Sửa chỉ tiêu: {row.name}",
            data={"before": before, "reason": clean(reason)},
        )
    return row


def _check_may_change(row: Target, plan: TargetPlan, reason: str) -> None:
    if row.state not in {TargetState.DRAFT, TargetState.ACTIVE}:
        raise Refusal("Chỉ tiêu đã kết thúc hoặc đã rút nên không sửa được. Mở lại trước khi sửa.")
    if row.state == TargetState.ACTIVE and not clean(reason):
        raise Refusal("Chỉ tiêu đang thực hiện: ghi lý do sửa.")
    moved = [name for name in SHAPE if getattr(row, name) != getattr(plan, name)]
    if moved and row.results.exists():
        names = ", ".join(SHAPE[name] for name in moved)
        raise Refusal(
            f"Đã có kết quả báo cáo nên không đổi được: {names}. Rút chỉ tiêu này rồi lập lại."
        )


def _columns(plan: TargetPlan) -> dict[str, Any]:
    """Checked and tidied; raises Refusal."""
    tidy = tidied(plan)
    faults = _faults(tidy)
    if faults:
        raise Refusal(*faults)
    owner_name = names_on([tidy.owner.pk], tidy.due_on).get(tidy.owner.pk, "") if tidy.owner else ""
    found = asdict(replace(tidy, owner=None)) | {"owner": tidy.owner, "owner_name": owner_name}
    return found | {
        "search_key": fold(f"{tidy.name} {owner_name}")[:600],
        "sort_key": collation_key(tidy.name)[:900],
    }


def tidied(plan: TargetPlan) -> TargetPlan:
    """Texts cleaned; what a kind settles by itself is settled."""
    changes: dict[str, Any] = {
        "name": clean(plan.name)[:300],
        "words": clean_lines(plan.words),
        "measure": clean(plan.measure)[:60],
        "formula_reason": clean(plan.formula_reason)[:300],
    }
    if plan.kind == TargetKind.SHARE and not changes["measure"]:
        changes["measure"] = "%"
    if plan.kind == TargetKind.PLACES:
        changes |= {"formula": Formula.COUNT, "counting": Counting.CUMULATIVE}
        changes["measure"] = changes["measure"] or "địa phương"
    if plan.kind == TargetKind.MILESTONE:
        changes |= {"formula": Formula.OWN, "counting": Counting.CUMULATIVE, "plan": None}
    return replace(plan, **changes)


def _faults(plan: TargetPlan) -> list[str]:
    faults = []
    if not plan.name:
        faults.append("Ghi tên chỉ tiêu.")
    if plan.due_on <= plan.start_on:
        faults.append("Hạn phải sau ngày bắt đầu.")
    elif len(periods.periods_of(plan.rhythm, plan.start_on, plan.due_on)) >= periods.MOST:
        faults.append(f"Chỉ tiêu dài quá {periods.MOST} kỳ báo cáo. Chọn kỳ dài hơn, hạn gần hơn.")
    if plan.baseline is not None and plan.baseline_on is None:
        faults.append("Ghi ngày của số gốc.")
    figures = (plan.plan, plan.baseline)
    if any(value is not None and abs(value) >= LARGEST for value in figures):
        faults.append("Con số quá lớn. Chọn đơn vị tính lớn hơn rồi ghi lại.")
    if plan.kind == TargetKind.SHARE and plan.formula in {Formula.SUM, Formula.COUNT}:
        faults.append(
            "Tỷ lệ không cộng được giữa các đơn vị. Chọn cộng tử số chia cộng mẫu số, "
            "hoặc để cơ quan theo dõi báo cáo."
        )
    if plan.formula == Formula.MEAN and not plan.formula_reason:
        faults.append(
            "Trung bình cộng coi đơn vị lớn, nhỏ như nhau nên thường sai. "
            "Chọn cách khác, hoặc ghi lý do vì sao đúng ở đây."
        )
    return faults + points_the_right_way(Target(**asdict(replace(plan, owner=None))))


def move_target(
    *,
    actor: Actor,
    target: Target,
    name: str,
    reason: str = "",
    outcome: str = "",
    revision: int | None = None,
) -> Target:
    """Walk one row of the table."""
    given: dict[str, Any] = {}
    if "reason" in TARGETS.by_name[name].needs:
        given["reason"] = clean(reason)
    if name == "close":
        given["outcome"] = outcome
    return TARGETS.perform(target, name, actor=actor, revision=revision, **given)


def keep_settings(
    *, actor: Actor, report_days: int, slow_points: Decimal, basis: str
) -> TargetSettings:
    """What the authority settled, with where it stands written."""
    if denied := may_manage(actor.authority_id, actor):
        raise NotAllowed(denied)
    with transaction.atomic(), sentence_for(TargetSettings):
        row, _ = TargetSettings.objects.select_for_update(of=("self",)).get_or_create(
            authority_id=actor.authority_id
        )
        row.report_days, row.slow_points, row.basis = report_days, slow_points, clean(basis)[:300]
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="target.settings",
            obj=row,
            sentence="Đặt hạn báo cáo và mức chậm của chỉ tiêu",
            data={"report_days": report_days, "slow_points": str(slow_points)},
        )
    return row


def today() -> date:
    return timezone.localdate()
