"""Stored files: what was handed in, as it was handed in, and what the system made."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from thidua.core.models import Owned


def _path(instance: StoredFile, name: str) -> str:
    """By hash, so that no user-given name ever reaches the disk."""
    return f"{instance.sha256[:2]}/{instance.sha256}-{instance.key}"


class StoredFile(Owned):
    """A file kept for good. `name` is what the user called it; `kind` is its real type."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("tên tệp", max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("cỡ, byte")
    sha256 = models.CharField(max_length=64)
    content = models.FileField(upload_to=_path, max_length=200)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "tệp"
        verbose_name_plural = "tệp"

    def __str__(self) -> str:
        return self.name
