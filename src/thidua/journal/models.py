"""The journal: who did what, in which role, when, to what. Append-only and hash-chained."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from thidua.core.models import Owned


class AuditEvent(Owned):
    """One act. `hash` covers every other column and the previous entry's hash."""

    sequence = models.PositiveBigIntegerField("số thứ tự")
    at = models.DateTimeField("lúc")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_name = models.CharField("người thực hiện", max_length=200)
    role = models.CharField("vai trò", max_length=200)
    verb = models.CharField("việc", max_length=80)
    object_type = models.CharField(max_length=60)
    object_code = models.CharField(max_length=60)
    sentence = models.CharField("nội dung", max_length=500)
    data = models.JSONField(default=dict)
    request_id = models.CharField(max_length=40, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "mục nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ("sequence",)
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "sequence"), name="journal_event_sequence"
            ),
        )
        indexes = (models.Index(fields=("object_type", "object_code", "sequence")),)
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.sequence}. {self.sentence}"
