"""Days to remember that the authority itself keeps."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.core.codes import new_code
from thidua.core.models import Owned


class Anniversary(Owned):
    """A day the authority itself keeps, beside the general ones; `year` empty: every year."""

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    name = models.CharField("ngày kỷ niệm", max_length=200)
    day = models.PositiveSmallIntegerField("ngày")
    month = models.PositiveSmallIntegerField("tháng")
    since = models.PositiveSmallIntegerField("năm gốc", null=True, blank=True)
    source = models.CharField("căn cứ", max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "ngày kỷ niệm của địa phương"
        verbose_name_plural = "ngày kỷ niệm của địa phương"
        constraints = (
            models.CheckConstraint(
                name="movements_anniversary_day",
                condition=Q(day__range=(1, 31), month__range=(1, 12)),
                violation_error_message="Ngày từ 1 đến 31, tháng từ 1 đến 12.",
            ),
            models.UniqueConstraint(
                fields=("authority", "name", "day", "month"),
                condition=Q(withdrawn_at__isnull=True),
                name="movements_anniversary_once",
                violation_error_message="Ngày kỷ niệm này đã có.",
            ),
        )

    def __str__(self) -> str:
        return self.name
