"""Objections, results as they were published, and what they lead to."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from thidua.clusters.enums import Outcome
from thidua.clusters.models.criteria import TreeNode
from thidua.clusters.models.years import ClusterMember, ClusterYear
from thidua.core.models import Owned, Revised
from thidua.documents.models import StoredFile
from thidua.organizations.models import Unit


class ScoreObjection(Owned, Revised):
    """What a member holds against the draft: of its own points or another's, one criterion or
    the whole. `points_after`: what the panel's points became."""

    member = models.ForeignKey(ClusterMember, on_delete=models.PROTECT, related_name="objections")
    about = models.ForeignKey(ClusterMember, on_delete=models.PROTECT, related_name="+")
    node = models.ForeignKey(
        TreeNode, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField("nội dung kiến nghị", max_length=2000)
    raised_at = models.DateTimeField(auto_now_add=True)
    raised_by_name = models.CharField(max_length=200)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True)
    answer = models.TextField("trả lời", max_length=2000, blank=True)
    points_before = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    points_after = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "kiến nghị về điểm"
        verbose_name_plural = "kiến nghị về điểm"
        ordering: ClassVar = ["raised_at", "pk"]
        constraints = (
            models.CheckConstraint(
                name="clusters_objection_answer",
                condition=Q(outcome="", answer="", answered_at__isnull=True)
                | Q(outcome="withdrawn", answered_at__isnull=False)
                | (
                    Q(outcome__in=("accepted", "rejected"), answered_at__isnull=False)
                    & ~Q(answer="")
                ),
                violation_error_message="Trả lời kiến nghị phải có kết luận và nội dung.",
            ),
        )

    def __str__(self) -> str:
        return self.text[:60]


class ClusterResult(Owned):
    """The result as published: everything it rests on, its hash, and the papers drawn from it.

    Written once; the database refuses any later change. A mistake is put right by a newer version
    that supersedes this one, and both stay readable.
    """

    year = models.ForeignKey(ClusterYear, on_delete=models.PROTECT, related_name="results")
    version = models.PositiveSmallIntegerField("bản thứ")
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    reason = models.CharField("lý do thay bản trước", max_length=500, blank=True)
    content = models.JSONField("nội dung")
    sha256 = models.CharField("mã băm SHA-256", max_length=64)
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(auto_now_add=True)
    published_by_name = models.CharField(max_length=200)

    class Meta:
        verbose_name = "kết quả thi đua của cụm, khối"
        verbose_name_plural = "kết quả thi đua của cụm, khối"
        ordering: ClassVar = ["-version"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "year", "version"),
                name="clusters_result_once",
                violation_error_message="Bản kết quả này đã được công bố.",
            ),
            models.CheckConstraint(
                name="clusters_result_hash",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="Kết quả công bố phải có mã băm.",
            ),
            models.CheckConstraint(
                name="clusters_result_newer",
                condition=Q(version=1, supersedes__isnull=True)
                | (Q(version__gt=1, supersedes__isnull=False) & ~Q(reason="")),
                violation_error_message="Bản sau phải nêu bản bị thay và lý do.",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.year_id}, bản {self.version}: {self.sha256[:12]}"


_AS_PUBLISHED = """
    IF NOT EXISTS (
        SELECT 1 FROM clusters_clusterresult AS result,
            jsonb_array_elements(result.content -> 'units') AS unit
        WHERE result.id = NEW.result_id
            AND (unit ->> 'key')::bigint = NEW.member_id
            AND unit ->> 'name' = NEW.unit_name
            AND (unit ->> 'total')::numeric IS NOT DISTINCT FROM NEW.points
            AND (unit ->> 'rank')::int IS NOT DISTINCT FROM NEW.rank
    ) THEN
        RAISE EXCEPTION 'dòng này không có trong kết quả đã công bố'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""


class ResultLine(Owned):
    """One unit in a published result, as its content says, which the database compares.

    Without a rank it says why; unknown points are empty.
    """

    result = models.ForeignKey(ClusterResult, on_delete=models.PROTECT, related_name="lines")
    member = models.ForeignKey(ClusterMember, on_delete=models.PROTECT, related_name="lines")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cluster_results")
    unit_name = models.CharField("đơn vị", max_length=200)
    points = models.DecimalField("tổng điểm", max_digits=9, decimal_places=2, null=True)
    rank = models.PositiveSmallIntegerField("hạng", null=True)
    unranked_reason = models.CharField("lý do không xếp hạng", max_length=500, blank=True)

    class Meta:
        verbose_name = "dòng kết quả thi đua"
        verbose_name_plural = "dòng kết quả thi đua"
        ordering: ClassVar = ["rank", "pk"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "result", "member"),
                name="clusters_line_once",
                violation_error_message="Đơn vị này đã có trong kết quả.",
            ),
            models.CheckConstraint(
                name="clusters_line_rank",
                condition=Q(rank__gte=1, points__isnull=False, unranked_reason="")
                | (Q(rank__isnull=True) & ~Q(unranked_reason="")),
                violation_error_message="Có hạng thì có điểm; không có hạng thì có lý do.",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="as_published",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_AS_PUBLISHED,
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.points}"


class FlagSuggestion(Owned):
    """A suggestion sent to a leading unit to draw up a dossier; the unit decides."""

    line = models.ForeignKey(ResultLine, on_delete=models.PROTECT, related_name="suggestions")
    title_code = models.CharField("mã danh hiệu", max_length=20, blank=True)
    name = models.CharField("đề nghị", max_length=200)
    basis = models.CharField("căn cứ", max_length=500)
    sent_at = models.DateTimeField(auto_now_add=True)
    sent_by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "gợi ý đề nghị cờ thi đua"
        verbose_name_plural = "gợi ý đề nghị cờ thi đua"
        ordering: ClassVar = ["-sent_at", "-pk"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "line", "name"),
                condition=Q(withdrawn_at__isnull=True),
                name="clusters_suggestion_once",
                violation_error_message="Gợi ý này đã gửi cho đơn vị.",
            ),
        )

    def __str__(self) -> str:
        return self.name
