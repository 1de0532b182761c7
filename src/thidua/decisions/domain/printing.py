"""Printing certificates once more: by a layout on pre-printed stock, or one of them again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from thidua.core.actors import Actor, Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.jobs import defer
from thidua.decisions import tasks
from thidua.decisions.domain import making
from thidua.decisions.domain.layouts import sheet_of
from thidua.decisions.models import (
    Certificate,
    CertificateLayout,
    Decision,
    DecisionState,
    PrintPart,
    PrintRun,
)
from thidua.journal.domain.record import record

DEFAULT_LAYOUT = "Cả trang, theo Nghị định 98/2023/NĐ-CP, Điều 104"
PRINTERS = (Role.OFFICER, Role.CHAIRMAN)


def order_print(
    *,
    actor: Actor,
    decision: Decision,
    certificates: Sequence[Certificate],
    layout: CertificateLayout | None,
    reason: str = "",
) -> PrintRun:
    """Ask for certificates to be printed by a layout; a job draws them.

    Printing one again wants a reason: two sheets of one certificate may be about. Revoked and
    replaced certificates are refused.
    """
    _check(actor, decision, certificates, reason)
    if layout is not None and (layout.retired_at or layout.authority_id != decision.authority_id):
        raise Refusal("Mẫu in này không còn dùng. Chọn mẫu in khác.")
    with transaction.atomic():
        run = PrintRun.objects.create(
            authority_id=decision.authority_id,
            decision=decision,
            layout=layout,
            layout_data=sheet_of(layout).as_data() if layout else {},
            layout_name=layout.name if layout else DEFAULT_LAYOUT,
            reason=reason.strip(),
            total=len(certificates),
            created_by_name=actor.name,
        )
        keys = [one.pk for one in certificates]
        size = making.RUN
        PrintPart.objects.bulk_create(
            PrintPart(
                authority_id=decision.authority_id,
                run=run,
                number=start // size + 1,
                certificates=keys[start : start + size],
            )
            for start in range(0, len(keys), size)
        )
        record(
            actor=actor,
            verb="certificate.print",
            obj=decision,
            sentence=_sentence(decision, certificates, run),
            data={
                "run": run.code,
                "certificates": [one.code for one in certificates[:20]],
                "total": len(keys),
                "layout": layout.code if layout else "",
            },
        )
        defer(tasks.make_print_run, run_id=run.pk)
    return run


def _check(
    actor: Actor, decision: Decision, certificates: Sequence[Certificate], reason: str
) -> None:
    if not actor.is_any(*PRINTERS) or actor.authority_id != decision.authority_id:
        raise NotAllowed("Chuyên viên hoặc Chủ tịch UBND in giấy chứng nhận, giấy khen.")
    if decision.state != DecisionState.ISSUED:
        raise Refusal("Quyết định chưa ban hành nên chưa có giấy để in.")
    if not certificates:
        raise Refusal("Chưa chọn giấy nào để in. Chọn ít nhất một giấy.")
    if len(certificates) == 1 and not reason.strip():
        raise Refusal("Ghi lý do in lại: giấy này có thể đã có một bản trong tay người nhận.")
    gone = [one for one in certificates if one.revoked_on or one.replaced_on]
    if gone:
        names = ", ".join(one.line.nomination.name for one in gone[:3])
        raise Refusal(f"{len(gone)} giấy đã hủy bỏ hoặc đã thay thế, không in nữa: {names}.")


def _sentence(decision: Decision, certificates: Sequence[Certificate], run: PrintRun) -> str:
    what = (
        f"In lại giấy của {certificates[0].line.nomination.name}"
        if len(certificates) == 1
        else f"In {len(certificates)} giấy"
    )
    why = f" ({run.reason})" if run.reason else ""
    return f"{what}, Quyết định số {decision.full_number}, mẫu “{run.layout_name}”{why}"[:500]
