"""What was said about a nomination: verdicts, requests, confirmations, papers."""

from __future__ import annotations

from django.db import models

from thidua.commendation.enums import (
    Part,
)
from thidua.commendation.models.nominations import VERDICTS, Nomination
from thidua.core.constraints import date_order
from thidua.core.models import Owned
from thidua.documents.models import StoredFile


class Assessment(Owned):
    """What the law said about a dossier at one moment; kept with its rule book."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="assessments")
    occasion = models.CharField(max_length=20)
    law_on = models.DateField("ngày pháp luật")
    instrument = models.CharField("văn bản", max_length=60)
    verdict = models.CharField(max_length=10, choices=VERDICTS)
    content = models.JSONField()
    book_hash = models.CharField(max_length=64)
    facts_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "kết quả xét điều kiện"
        verbose_name_plural = "kết quả xét điều kiện"
        indexes = (models.Index(fields=("nomination", "-made_at")),)

    def __str__(self) -> str:
        return f"{self.nomination_id}: {self.verdict}"


class GiveBack(Owned):
    """One part given back with its reason; `answered_at` when the unit handed it in again."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="give_backs")
    part = models.CharField("phần", max_length=12, choices=Part.choices)
    reason = models.CharField("lý do, cách sửa", max_length=500)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "yêu cầu bổ sung"
        verbose_name_plural = "yêu cầu bổ sung"
        constraints = (
            date_order(
                "commendation_give_back_answered",
                "made_at",
                "answered_at",
                "Không trả lời trước khi có yêu cầu.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.reason}"


class Confirmation(Owned):
    """An officer saw the paper that settles a "not known" condition, and says which paper."""

    nomination = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, related_name="confirmations"
    )
    finding_code = models.CharField("điều kiện", max_length=80)
    basis = models.CharField("giấy tờ làm căn cứ", max_length=300)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by_name = models.CharField(max_length=200)

    class Meta:
        verbose_name = "xác nhận điều kiện"
        verbose_name_plural = "xác nhận điều kiện"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "nomination", "finding_code"),
                name="commendation_confirmed_once",
                violation_error_message="Điều kiện này đã được xác nhận.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.finding_code}: {self.basis}"


class Evidence(Owned):
    """A paper of the dossier."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    part = models.CharField("thuộc phần", max_length=12, choices=Part.choices)
    note = models.CharField("ghi chú", max_length=200, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "minh chứng"
        verbose_name_plural = "minh chứng"

    def __str__(self) -> str:
        return self.file.name
