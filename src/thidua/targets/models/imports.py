"""A workbook of targets brought in: as read, what was asked, what was answered."""

from __future__ import annotations

from django.db import models

from thidua.core.codes import new_code
from thidua.core.constraints import state_needs
from thidua.core.models import Owned
from thidua.core.workflow import Case
from thidua.documents.models import StoredFile
from thidua.targets.enums import ImportState


class TargetImport(Owned, Case):
    """One file. `reading` is what the child process found, `answers` what the officer said.

    While it is being written, `done` of `total` targets are; `faults` say why the last attempt
    wrote nothing.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    reading = models.JSONField(default=dict)
    answers = models.JSONField(default=dict, blank=True)
    made = models.JSONField("đã tạo", default=dict, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list, blank=True)
    started_by_name = models.CharField(max_length=200)
    state = models.CharField(max_length=9, choices=ImportState.choices, default=ImportState.READ)
    read_at = models.DateTimeField(auto_now_add=True)
    writing_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "tệp chỉ tiêu"
        verbose_name_plural = "tệp chỉ tiêu"
        constraints = tuple(
            state_needs(
                f"targets_import_{state.value}",
                (state,),
                f"{state.value}_at",
                f"Tệp ở bước “{state.label}” phải có thời điểm vào bước đó.",
            )
            for state in (ImportState.WRITING, ImportState.APPLIED, ImportState.DISCARDED)
        )

    def __str__(self) -> str:
        return self.code
