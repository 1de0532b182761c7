"""The launch plan as it was signed, and every amendment after it."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from thidua.core.models import Owned
from thidua.documents.models import StoredFile
from thidua.movements.models.movements import Movement


class MovementVersion(Owned):
    """The plan of a movement as one paper set it; never changed.

    `number` 1 is the plan that launched it, each later one an amendment with its `reason`.
    `words` is all the plan says, by name of field, days as ISO.
    """

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("lần")
    paper_number = models.CharField("số văn bản", max_length=60)
    paper_on = models.DateField("ngày văn bản")
    reason = models.CharField("lý do điều chỉnh", max_length=500, blank=True)
    words = models.JSONField("nội dung kế hoạch")
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    made_by_name = models.CharField("người ghi", max_length=200)

    class Meta:
        verbose_name = "lần của kế hoạch phong trào"
        verbose_name_plural = "các lần của kế hoạch phong trào"
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "movement", "number"),
                name="movements_version_once",
                violation_error_message="Kế hoạch vừa được điều chỉnh. Tải lại trang rồi làm lại.",
            ),
            models.CheckConstraint(
                name="movements_version_reason",
                condition=Q(number=1) | ~Q(reason=""),
                violation_error_message="Điều chỉnh kế hoạch phải ghi lý do.",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"Lần {self.number}"
