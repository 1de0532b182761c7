"""Abstract bases. Nothing here is a table."""

from __future__ import annotations

from django.db import models


class Owned(models.Model):
    """A row that belongs to one authority: the key that partitions and unique constraints use."""

    authority = models.ForeignKey(
        "organizations.Authority",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan",
    )

    class Meta:
        abstract = True


class Revised(models.Model):
    """A row that two people may edit; the second is told (see `core.editing`)."""

    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
