"""What an authority sets for itself where the law is silent: alarms, and days per level."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.core.models import Owned, Revised
from thidua.honours.case_enums import CaseKind, Level


class BacklogSettings(Owned, Revised):
    """When the board raises an alarm; empty: never."""

    still_days = models.PositiveSmallIntegerField(
        "báo khi không chuyển bước quá (ngày)", null=True, blank=True
    )
    old_age = models.PositiveSmallIntegerField(
        "tuổi được nhắc ưu tiên (còn sống)", null=True, blank=True
    )
    basis = models.CharField("căn cứ, quy định nội bộ", max_length=300, blank=True)

    class Meta:
        verbose_name = "mức báo động hồ sơ tồn đọng"
        verbose_name_plural = "mức báo động hồ sơ tồn đọng"
        constraints = (
            models.UniqueConstraint(
                fields=("authority",),
                name="honours_settings_once",
                violation_error_message="Mức báo động đã được đặt.",
            ),
            models.CheckConstraint(
                name="honours_settings_least",
                condition=(Q(still_days__isnull=True) | Q(still_days__gte=1))
                & (Q(old_age__isnull=True) | Q(old_age__range=(50, 120))),
                violation_error_message="Số ngày từ 1 trở lên, tuổi từ 50 đến 120.",
            ),
        )

    def __str__(self) -> str:
        return "Mức báo động hồ sơ tồn đọng"


class LevelLimit(Owned):
    """Days an authority's own rule gives a level for one kind of case, from a day on.

    It stands in place of the national limit, and beside it where there is none.
    """

    kind = models.CharField("loại", max_length=10, choices=CaseKind.choices)
    level = models.CharField("cấp", max_length=14, choices=Level.choices)
    days = models.PositiveSmallIntegerField("số ngày")
    working = models.BooleanField("tính ngày làm việc", default=True)
    since = models.DateField("áp dụng từ ngày")
    basis = models.CharField("căn cứ", max_length=300)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "thời hạn của một cấp"
        verbose_name_plural = "thời hạn của các cấp"
        ordering = ("kind", "level", "-since")
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "kind", "level", "since"),
                condition=Q(withdrawn_at__isnull=True),
                name="honours_limit_once",
                violation_error_message="Đã có thời hạn của cấp này từ ngày đó.",
            ),
            models.CheckConstraint(
                name="honours_limit_days",
                condition=Q(days__range=(1, 365)),
                violation_error_message="Thời hạn từ 1 đến 365 ngày.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_level_display()}: {self.days} ngày"
