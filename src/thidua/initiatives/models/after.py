"""The authority's own deadline, and certificates of reach beyond the unit."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from thidua.core.codes import new_code
from thidua.core.models import Owned, Revised
from thidua.documents.models import StoredFile
from thidua.initiatives.enums import Reach
from thidua.registry.models import Initiative


class RecognitionDeadline(Owned):
    """Within how many months of a valid request the authority recognises or refuses.

    A parameter with its own basis: the text of Decree 13/2012 was not read here.
    """

    since = models.DateField("áp dụng từ ngày")
    months = models.PositiveSmallIntegerField("số tháng")
    basis = models.CharField("căn cứ", max_length=300)
    made_by_name = models.CharField(max_length=200)

    class Meta:
        verbose_name = "thời hạn xem xét công nhận sáng kiến"
        verbose_name_plural = "thời hạn xem xét công nhận sáng kiến"
        ordering: ClassVar = ["-since"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "since"),
                name="initiatives_deadline_once",
                violation_error_message="Ngày này đã có một thời hạn.",
            ),
            models.CheckConstraint(
                name="initiatives_deadline_months",
                condition=Q(months__range=(1, 24)) & ~Q(basis=""),
                violation_error_message="Thời hạn từ 1 đến 24 tháng, và phải ghi căn cứ.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.months} tháng"


class ScopeCertification(Owned, Revised):
    """A request to the head of the province to certify how far an initiative reaches, and the
    answer (Luật 06/2022/QH15, Điều 21, Điều 22). `due_on` is empty where nobody set a day."""

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, related_name="certifications"
    )
    reach = models.PositiveSmallIntegerField("phạm vi đề nghị", choices=Reach.choices)
    asked_of = models.CharField("nơi xác nhận", max_length=200)
    asked_number = models.CharField("số văn bản đề nghị", max_length=60, blank=True)
    asked_on = models.DateField("ngày đề nghị")
    due_on = models.DateField("hạn trả lời", null=True, blank=True)
    due_basis = models.CharField("căn cứ của hạn", max_length=300, blank=True)
    granted = models.BooleanField("được xác nhận", null=True, blank=True)
    answer_number = models.CharField("số văn bản trả lời", max_length=60, blank=True)
    answered_on = models.DateField("ngày trả lời", null=True, blank=True)
    answer_words = models.CharField("nội dung trả lời", max_length=500, blank=True)
    answer_file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "đề nghị xác nhận phạm vi ảnh hưởng"
        verbose_name_plural = "đề nghị xác nhận phạm vi ảnh hưởng"
        ordering: ClassVar = ["-asked_on", "-pk"]
        constraints = (
            models.CheckConstraint(
                name="initiatives_scope_answer",
                condition=Q(granted__isnull=True, answered_on__isnull=True)
                | (Q(granted__isnull=False, answered_on__isnull=False) & ~Q(answer_number="")),
                violation_error_message="Trả lời phải ghi số và ngày văn bản.",
            ),
            models.CheckConstraint(
                name="initiatives_scope_order",
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=models.F("asked_on")),
                violation_error_message="Văn bản trả lời không thể có trước ngày đề nghị.",
            ),
            models.UniqueConstraint(
                fields=("authority", "initiative", "reach"),
                condition=Q(granted__isnull=True),
                name="initiatives_scope_once",
                violation_error_message="Phạm vi này đang chờ trả lời rồi.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_reach_display()}: {self.initiative_id}"
