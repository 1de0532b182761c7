"""What waits on the desk because of money: bonuses to settle or to pay, a fund that is short."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.rewards.enums import WAITING, PaymentState
from thidua.rewards.queries import OLD, balance, fund_of, long_unpaid, owed, visible_to
from thidua.vietnamese.numbers import format_money
from thidua.web.shared.waiting import waiting


def reward_tasks(actor: Actor) -> list[dict[str, Any]]:
    """Lines for the officer; nothing for anyone else."""
    if not actor.is_any(Role.OFFICER):
        return []
    today = timezone.localdate()
    url = reverse("office:payments")
    counts = visible_to(actor).aggregate(
        unsettled=Count("pk", filter=Q(state=PaymentState.UNSETTLED)),
        old=Count(
            "pk", filter=Q(pk__in=long_unpaid(actor, today).filter(state__in=WAITING).values("pk"))
        ),
    )
    tasks = []
    if counts["unsettled"]:
        tasks.append(
            waiting(
                counts["unsettled"],
                f"{counts['unsettled']} khoản tiền thưởng cần xác định mức chi",
                "Luật và quyết định chưa nói rõ chi bao nhiêu",
                f"{url}?trang_thai={PaymentState.UNSETTLED}",
                "Cần xác định",
            )
        )
    if counts["old"]:
        tasks.append(
            waiting(
                counts["old"],
                f"{counts['old']} khoản tiền thưởng chưa chi quá {OLD.days} ngày",
                "Nhắc việc; pháp luật không đặt hạn chi",
                f"{url}?sap_xep=ngay",
                "Chờ chi",
            )
        )
    return [*tasks, *_short(actor, today.year)]


def _short(actor: Actor, year: int) -> list[dict[str, Any]]:
    fund = fund_of(actor.authority_id, year)
    lacking = owed(actor.authority_id) - balance(fund) if fund else 0
    if lacking <= 0:
        return []
    title = f"Quỹ năm {year} thiếu {format_money(lacking)} để chi tiền thưởng"
    url = reverse("office:fund", args=[year])
    return [waiting(1, title, "Ghi thêm khoản thu vào quỹ", url, "Thiếu quỹ")]
