"""What becomes of one thing read from a directive: confirmed, rejected, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.core.workflow import Transition, Workflow
from thidua.directives.domain.making import MAKERS, UNMAKERS
from thidua.directives.enums import DirectiveState, FindingState
from thidua.directives.models import Finding
from thidua.directives.rules import may_decide
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean


def is_being_confirmed(finding: Finding) -> list[str]:
    if finding.directive.state == DirectiveState.PROPOSED:
        return []
    state = finding.directive.get_state_display()
    return [f"Chỉ thị đang ở bước “{state}”: chỉ xác nhận, sửa, bỏ khi chờ xác nhận."]


def on_confirmed(finding: Finding, *, actor: Actor, at: datetime) -> None:
    """Make of it what its kind becomes; where nobody makes anything, it is only marked."""
    finding.reason = ""
    if maker := MAKERS.get(finding.kind):
        finding.made = maker(actor, finding, finding.values)[:20]


def on_rejected(finding: Finding, *, actor: Actor, at: datetime, reason: str = "") -> None:
    finding.reason = clean(reason)[:300]


def on_taken_back(finding: Finding, *, actor: Actor, at: datetime, reason: str = "") -> None:
    """Undo what confirming made. Raises Refusal where that is done on the thing's own page."""
    finding.reason = clean(reason)[:300]
    if finding.state == FindingState.CONFIRMED:
        if unmaker := UNMAKERS.get(finding.kind):
            unmaker(actor, finding, finding.reason)
        elif finding.made:
            raise Refusal(
                f"{finding.get_kind_display()} này đã vào sổ, mã {finding.made}. "
                "Rút ở trang của nội dung đó."
            )
    finding.made = ""


def record_on_directive(
    *, actor: Actor, verb: str, obj: Finding, sentence: str, data: Mapping[str, Any]
) -> None:
    """The history of a directive holds what became of everything read from it."""
    words = f"{sentence}: {obj.get_kind_display()} {obj.order}"
    about = {"finding": obj.pk, "kind": obj.kind, "made": obj.made}
    record(actor=actor, verb=verb, obj=obj.directive, sentence=words, data={**data, **about})


FINDINGS: Workflow[Finding] = Workflow(
    name="finding",
    model=Finding,
    transitions=(
        Transition(
            name="confirm",
            label="Xác nhận",
            sources=frozenset({FindingState.PROPOSED}),
            target=FindingState.CONFIRMED,
            permission=may_decide,
            guards=(is_being_confirmed,),
            effect=on_confirmed,
            sentence="Xác nhận nội dung đọc từ chỉ thị",
            icon="check-lg",
        ),
        Transition(
            name="reject",
            label="Bỏ",
            sources=frozenset({FindingState.PROPOSED}),
            target=FindingState.REJECTED,
            permission=may_decide,
            guards=(is_being_confirmed,),
            effect=on_rejected,
            sentence="Bỏ nội dung đọc từ chỉ thị",
            icon="x-lg",
        ),
        Transition(
            name="take_back",
            label="Xem xét lại",
            sources=frozenset({FindingState.CONFIRMED, FindingState.REJECTED}),
            target=FindingState.PROPOSED,
            permission=may_decide,
            guards=(is_being_confirmed,),
            effect=on_taken_back,
            sentence="Đưa nội dung về chờ xác nhận",
            icon="arrow-counterclockwise",
        ),
    ),
    record=record_on_directive,
    labels=dict(FindingState.choices),
    noun="Nội dung",
)
