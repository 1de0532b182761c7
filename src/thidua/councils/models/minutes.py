"""The minutes of a session as they were frozen."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from thidua.core.models import Owned
from thidua.councils.models.sessions import Session
from thidua.documents.models import StoredFile


class FrozenMinutes(Owned):
    """What the minutes say, as data, with the hash over it and the two papers drawn from it.

    Written once: the database refuses any later change. The signed scan that comes back days
    later is kept beside it (`Session.minutes_file`).
    """

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="frozen")
    content = models.JSONField("nội dung")
    sha256 = models.CharField("mã băm SHA-256", max_length=64)
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(auto_now_add=True)
    frozen_by_name = models.CharField(max_length=200)

    class Meta:
        verbose_name = "biên bản đã chốt"
        verbose_name_plural = "biên bản đã chốt"
        constraints = (
            models.CheckConstraint(
                name="councils_frozen_minutes_hash",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="Biên bản chốt phải có mã băm.",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.session_id}: {self.sha256[:12]}"
