"""A table of scores that came as a file."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from thidua.clusters.enums import MAY_BE_APPLIED, ImportState
from thidua.clusters.models.years import ClusterYear
from thidua.core.codes import new_code
from thidua.core.models import Owned, Revised
from thidua.documents.models import StoredFile


class ScoreImport(Owned, Revised):
    """The file, what was read in it, and what was answered; applied as a whole or not at all.

    `made`: what applying it wrote, by key, so that undoing finds it and sees what changed since.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    year = models.ForeignKey(ClusterYear, on_delete=models.PROTECT, related_name="imports")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        "bước", max_length=9, choices=ImportState.choices, default=ImportState.READING
    )
    reading = models.JSONField("đã đọc", default=dict)
    answers = models.JSONField("trả lời", default=dict)
    refusal = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by_name = models.CharField(max_length=200)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by_name = models.CharField(max_length=200, blank=True)
    made = models.JSONField("đã ghi", default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "lần nhập bảng điểm"
        verbose_name_plural = "lần nhập bảng điểm"
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        """Its questions may be answered and it may be taken in, also again after undoing."""
        return self.state in MAY_BE_APPLIED
