"""What waits on the desk because of clusters: sheets to fill, objections, steps, suggestions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from thidua.clusters.enums import ImportState, Stage, State
from thidua.clusters.models import ClusterMember, MarkSheet
from thidua.clusters.queries import (
    KEEPERS,
    imports,
    objections,
    own_units,
    suggestions,
    visible_to,
)
from thidua.core.actors import UNIT_ROLES, Actor
from thidua.web.shared.waiting import waiting


def tasks(actor: Actor) -> list[dict[str, Any]]:
    """Units: their sheets and suggestions. The office: objections, files, years to move on."""
    if actor.role in UNIT_ROLES:
        return [*_sheets(actor), *_suggestions(actor)]
    return [*_objections(actor), *_files(actor), *_panels(actor)] if actor.is_any(*KEEPERS) else []


def _sheets(actor: Actor) -> list[dict[str, Any]]:
    own = ClusterMember.objects.filter(unit_id__in=own_units(actor))
    open_ = MarkSheet.objects.filter(handed_in_at__isnull=True).select_related(
        "member__year__cluster"
    )
    mine = open_.filter(member__in=own, stage=Stage.SELF, member__year__state=State.SELF_SCORING)
    checks = open_.filter(checker__in=own, member__year__state=State.CROSS_CHECKING)
    return [
        *(
            _task("Tự chấm điểm thi đua", sheet, sheet.member.year.self_due_on)
            for sheet in mine.order_by("member__year__self_due_on", "pk")
        ),
        *(
            _task("Chấm chéo một đơn vị trong cụm, khối", sheet, sheet.member.year.cross_due_on)
            for sheet in checks.order_by("member__year__cross_due_on", "pk")
        ),
    ]


def _task(title: str, sheet: MarkSheet, due: date | None) -> dict[str, Any]:
    year = sheet.member.year
    url = reverse("unit:cluster_sheet", args=[year.code, sheet.pk])
    return waiting(1, title, str(year), url, "Chấm điểm", day=due)


def _suggestions(actor: Actor) -> list[dict[str, Any]]:
    return [
        waiting(
            1,
            f"Cụm, khối gợi ý lập hồ sơ đề nghị {one.name}",
            f"{one.line.result.content['cluster']} năm {one.line.result.content['year']}: "
            "đơn vị dẫn đầu",
            reverse("unit:cluster", args=[one.line.result.year.code]),
            "Gợi ý",
        )
        for one in suggestions(actor)
    ]


def _objections(actor: Actor) -> list[dict[str, Any]]:
    found = objections(actor).filter(outcome="", member__year__state=State.ANNOUNCED)
    counts: dict[str, int] = {}
    for code in found.values_list("member__year__code", flat=True):
        counts[code] = counts.get(code, 0) + 1
    return [
        waiting(
            count,
            f"{count} kiến nghị về điểm chờ trả lời",
            "Trả lời hết thì mới công bố được kết quả",
            reverse("office:cluster_objections", args=[code]),
            "Kiến nghị",
        )
        for code, count in counts.items()
    ]


def _files(actor: Actor) -> list[dict[str, Any]]:
    return [
        waiting(
            1,
            f"Bảng chấm điểm “{held.file.name}” chờ xác nhận",
            str(held.year),
            reverse("office:cluster_import", args=[held.year.code, held.code]),
            "Chờ xác nhận",
        )
        for held in imports(actor).filter(state=ImportState.READ)
    ]


def _panels(actor: Actor) -> list[dict[str, Any]]:
    return [
        waiting(
            1,
            f"Thẩm định điểm: {row}",
            "Chỗ các phiếu khác nhau chờ tổ thẩm định",
            reverse("office:cluster", args=[row.code]),
            "Thẩm định",
            day=row.panel_due_on,
        )
        for row in visible_to(actor).filter(state=State.PANEL)
    ]
