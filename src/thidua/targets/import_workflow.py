"""The path of a workbook of targets: read, then applied or left aside."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from thidua.core.actors import Actor
from thidua.core.workflow import Transition, Workflow
from thidua.journal.domain.record import record
from thidua.targets.enums import ImportState
from thidua.targets.models import TargetImport
from thidua.targets.rules import may_manage


def _may(row: TargetImport, actor: Actor) -> str:
    return may_manage(row.authority_id, actor)


def _on_applied(row: TargetImport, *, actor: Actor, at: datetime, made: dict[str, Any]) -> None:
    row.made = made


IMPORTS: Workflow[TargetImport] = Workflow(
    name="target_import",
    model=TargetImport,
    transitions=(
        Transition(
            name="apply",
            label="Nhập vào hệ thống",
            sources=frozenset({ImportState.READ}),
            target=ImportState.APPLIED,
            permission=_may,
            effect=_on_applied,
            sentence="Nhập tệp chỉ tiêu",
            icon="box-arrow-in-down",
        ),
        Transition(
            name="discard",
            label="Bỏ tệp này",
            sources=frozenset({ImportState.READ}),
            target=ImportState.DISCARDED,
            permission=_may,
            sentence="Bỏ tệp chỉ tiêu",
            icon="x-lg",
        ),
    ),
    record=record,
    labels=dict(ImportState.choices),
    noun="Tệp",
)
