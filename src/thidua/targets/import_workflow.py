"""The path of a workbook of targets: read, then written in the background, or left aside."""

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


def _on_writing(row: TargetImport, *, actor: Actor, at: datetime, total: int) -> None:
    row.total, row.done, row.faults = total, 0, []


def _on_applied(row: TargetImport, *, actor: Actor, at: datetime, made: dict[str, Any]) -> None:
    row.made, row.faults = made, []


def _on_failed(row: TargetImport, *, actor: Actor, at: datetime, faults: list[str]) -> None:
    row.faults = faults


IMPORTS: Workflow[TargetImport] = Workflow(
    name="target_import",
    model=TargetImport,
    transitions=(
        Transition(
            name="begin",
            label="Nhập vào hệ thống",
            sources=frozenset({ImportState.READ}),
            target=ImportState.WRITING,
            permission=_may,
            effect=_on_writing,
            sentence="Bắt đầu nhập tệp chỉ tiêu",
            icon="box-arrow-in-down",
        ),
        Transition(
            name="fail",
            label="Nhập không được",
            sources=frozenset({ImportState.WRITING}),
            target=ImportState.READ,
            permission=_may,
            effect=_on_failed,
            sentence="Không nhập được tệp chỉ tiêu, chưa ghi gì",
            icon="x-octagon",
        ),
        Transition(
            name="apply",
            label="Ghi xong",
            sources=frozenset({ImportState.READ, ImportState.WRITING}),
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
