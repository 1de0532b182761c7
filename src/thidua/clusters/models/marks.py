"""Sheets of points: a unit's own, its peers', the panel's; and the papers that prove them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from thidua.clusters.enums import Stage
from thidua.clusters.models.criteria import TreeNode
from thidua.clusters.models.years import ClusterMember
from thidua.core.models import Owned, Revised
from thidua.documents.models import StoredFile


class MarkSheet(Owned, Revised):
    """The points given to one member by itself, by one peer, or by the panel."""

    member = models.ForeignKey(ClusterMember, on_delete=models.PROTECT, related_name="sheets")
    stage = models.CharField("phiếu", max_length=5, choices=Stage.choices)
    checker = models.ForeignKey(
        ClusterMember, null=True, blank=True, on_delete=models.PROTECT, related_name="checks"
    )
    handed_in_at = models.DateTimeField("nộp lúc", null=True, blank=True)
    handed_in_by_name = models.CharField(max_length=200, blank=True)
    is_late = models.BooleanField("nộp muộn", default=False)
    reopened_reason = models.CharField("lý do mở lại", max_length=500, blank=True)

    class Meta:
        verbose_name = "phiếu chấm điểm thi đua"
        verbose_name_plural = "phiếu chấm điểm thi đua"
        ordering: ClassVar = ["member__order", "stage", "pk"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "member", "stage", "checker"),
                nulls_distinct=False,
                name="clusters_sheet_once",
                violation_error_message="Phiếu chấm này đã có.",
            ),
            models.CheckConstraint(
                name="clusters_sheet_checker",
                condition=Q(stage="peer", checker__isnull=False)
                | (~Q(stage="peer") & Q(checker__isnull=True)),
                violation_error_message="Chỉ phiếu chấm chéo có đơn vị chấm.",
            ),
            models.CheckConstraint(
                name="clusters_sheet_not_itself",
                condition=Q(checker__isnull=True) | ~Q(checker=F("member")),
                violation_error_message="Đơn vị không chấm chéo chính mình.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.member_id}"


class Mark(Owned):
    """Points for one criterion. Empty `points` are not known, never zero.

    `value`: the number points are counted from. `typed`: what was written, where it is no valid
    number; it is kept and asked about. `basis`: what a target's result gave when the sheet was
    handed in.
    """

    sheet = models.ForeignKey(MarkSheet, on_delete=models.CASCADE, related_name="marks")
    node = models.ForeignKey(TreeNode, on_delete=models.PROTECT, related_name="marks")
    points = models.DecimalField("điểm", max_digits=9, decimal_places=2, null=True, blank=True)
    value = models.DecimalField("số liệu", max_digits=14, decimal_places=2, null=True, blank=True)
    typed = models.CharField("đã gõ", max_length=40, blank=True)
    words = models.CharField("ghi chú, lý do", max_length=500, blank=True)
    basis = models.CharField("tính từ chỉ tiêu", max_length=700, blank=True)

    class Meta:
        verbose_name = "điểm của một tiêu chí"
        verbose_name_plural = "điểm của các tiêu chí"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "sheet", "node"),
                name="clusters_mark_once",
                violation_error_message="Tiêu chí này đã có điểm trong phiếu.",
            ),
            models.CheckConstraint(
                name="clusters_mark_typed",
                condition=Q(typed="") | Q(points__isnull=True),
                violation_error_message="Chữ chưa đọc được thì chưa có điểm.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.node_id}: {self.points}"


class MarkEvidence(Owned):
    """A paper that proves a member's points for one criterion: named, or with its file."""

    member = models.ForeignKey(ClusterMember, on_delete=models.PROTECT, related_name="evidence")
    node = models.ForeignKey(TreeNode, on_delete=models.PROTECT, related_name="evidence")
    words = models.CharField("số, ký hiệu, tên tài liệu", max_length=300, blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_by_name = models.CharField(max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "tài liệu kiểm chứng"
        verbose_name_plural = "tài liệu kiểm chứng"
        ordering: ClassVar = ["pk"]
        constraints = (
            models.CheckConstraint(
                name="clusters_evidence_something",
                condition=~Q(words="") | Q(file__isnull=False),
                violation_error_message="Ghi số, tên tài liệu hoặc chọn tệp.",
            ),
        )

    def __str__(self) -> str:
        return self.words
