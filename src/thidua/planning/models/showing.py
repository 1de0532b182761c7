"""What the authority has decided to put before the public."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from thidua.core.models import Owned
from thidua.planning.enums import Shown


class Showing(Owned):
    """A target or a movement that anybody may read, from one moment until another. Nothing is
    public that has no row here without an end."""

    kind = models.CharField("loại", max_length=10, choices=Shown.choices)
    code = models.CharField("mã", max_length=12)
    shown_at = models.DateTimeField("công khai lúc", auto_now_add=True)
    shown_by_name = models.CharField("người công khai", max_length=200)
    hidden_at = models.DateTimeField("thôi công khai lúc", null=True, blank=True)

    class Meta:
        verbose_name = "nội dung công khai"
        verbose_name_plural = "nội dung công khai"
        ordering: ClassVar = ["-pk"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "kind", "code"),
                condition=Q(hidden_at__isnull=True),
                name="planning_showing_once",
                violation_error_message="Mục này đang công khai.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.code}"
