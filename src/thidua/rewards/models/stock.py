"""Pre-printed certificates and frames: what came, what went."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from thidua.core.codes import new_code
from thidua.core.models import Owned, Revised
from thidua.decisions.models import Decision
from thidua.rewards.enums import FOR_DECISION, MovementKind, StockKind


class StockItem(Owned, Revised):
    """One kind of blank or frame; `titles` are the awards it is used for."""

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    kind = models.CharField("loại", max_length=10, choices=StockKind.choices)
    name = models.CharField("tên", max_length=150)
    titles: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=20), verbose_name="dùng cho"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "loại phôi, khung"
        verbose_name_plural = "loại phôi, khung"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "name"),
                name="rewards_item_name",
                violation_error_message="Đã có loại phôi, khung mang tên này.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class StockMovement(Owned):
    """So many in or out. Never changed: what was wrong is mended by a count or a return."""

    item = models.ForeignKey(StockItem, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField("việc", max_length=10, choices=MovementKind.choices)
    quantity = models.PositiveIntegerField("số lượng")
    on = models.DateField("ngày")
    paper = models.CharField("số chứng từ", max_length=60, blank=True)
    words = models.CharField("ghi chú", max_length=300, blank=True)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="stock_movements"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by_name = models.CharField("người ghi", max_length=200)

    class Meta:
        verbose_name = "lần nhập, xuất phôi"
        verbose_name_plural = "lần nhập, xuất phôi"
        ordering: ClassVar = ["on", "pk"]
        constraints = (
            models.CheckConstraint(
                name="rewards_movement_quantity",
                condition=Q(quantity__gt=0),
                violation_error_message="Số lượng phải lớn hơn 0.",
            ),
            models.CheckConstraint(
                name="rewards_movement_decision",
                condition=~Q(kind=MovementKind.USED) | Q(decision__isnull=False),
                violation_error_message="Phôi đã dùng phải ghi dùng cho quyết định nào.",
            ),
            models.CheckConstraint(
                name="rewards_movement_decision_kind",
                condition=Q(decision__isnull=True) | Q(kind__in=FOR_DECISION),
                violation_error_message="Chỉ phôi đã dùng hoặc trả lại mới gắn với quyết định.",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.quantity}"
