"""What a decision of another kind than commendation is about: awards given before."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from thidua.core.models import Owned
from thidua.registry.models import Award


class UndoneLine(Owned):
    """One award that a decision revokes, strips, restores, or makes out again.

    Name, unit and words are frozen when the draft is written: the annexed list says them.
    """

    decision = models.ForeignKey(
        "decisions.Decision", on_delete=models.CASCADE, related_name="undone_lines"
    )
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="undone_lines")
    order = models.PositiveIntegerField("thứ tự")
    name = models.CharField("họ tên, tên tập thể, hộ", max_length=400)
    detail = models.CharField("đơn vị", max_length=400, blank=True)
    subject_kind = models.CharField("đối tượng", max_length=10)
    note = models.CharField("quyết định đã tặng", max_length=300, blank=True)

    class Meta:
        verbose_name = "dòng hủy bỏ, phục hồi, cấp lại"
        verbose_name_plural = "dòng hủy bỏ, phục hồi, cấp lại"
        ordering: ClassVar = ["order"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "decision", "order"), name="decisions_undone_order"
            ),
            models.UniqueConstraint(
                fields=("authority", "decision", "award"),
                name="decisions_undone_once",
                violation_error_message="Khen thưởng này đã có trong quyết định.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.order}. {self.name}"
