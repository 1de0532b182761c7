"""A person's calendar as an address that other programs may read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.core.models import Owned


class CalendarFeed(Owned):
    """A secret address of one person's calendar. It is shown once; only its digest is kept, so
    that whoever reads the database cannot read calendars."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    digest = models.CharField("mã băm của địa chỉ", max_length=64, unique=True)
    made_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    stopped_at = models.DateTimeField("ngừng lúc", null=True, blank=True)

    class Meta:
        verbose_name = "địa chỉ lịch cá nhân"
        verbose_name_plural = "địa chỉ lịch cá nhân"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "user"),
                condition=Q(stopped_at__isnull=True),
                name="planning_feed_once",
                violation_error_message="Anh, chị đã có một địa chỉ lịch đang dùng.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.made_at:%d/%m/%Y}"
