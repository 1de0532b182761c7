"""How often one address has sent something today, without keeping the address."""

from __future__ import annotations

from django.db import models

from thidua.core.models import Owned


class DaySalt(Owned):
    """The secret of a day. Erased with the day's buckets, so that no address can be found again."""

    day = models.DateField("ngày")
    salt = models.CharField(max_length=64)

    class Meta:
        verbose_name = "muối của ngày"
        verbose_name_plural = "muối của ngày"
        constraints = (
            models.UniqueConstraint(fields=("authority", "day"), name="publicity_salt_day"),
        )

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class VisitBucket(Owned):
    """A token bucket: `tokens` left at `filled_at`, for an address hashed with the day's salt."""

    day = models.DateField("ngày")
    key = models.CharField(max_length=64)
    tokens = models.FloatField("lượt còn lại")
    filled_at = models.DateTimeField()

    class Meta:
        verbose_name = "lượt gửi trong ngày"
        verbose_name_plural = "lượt gửi trong ngày"
        constraints = (
            models.UniqueConstraint(fields=("authority", "day", "key"), name="publicity_bucket"),
        )

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.tokens:.1f}"
