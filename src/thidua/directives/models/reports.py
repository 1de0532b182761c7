"""What each unit owes and what it sent: periods, versions of reports, evidence."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from thidua.core.models import Owned
from thidua.core.workflow import Case
from thidua.directives.enums import ReportState
from thidua.directives.models.tasks import Task
from thidua.documents.models import StoredFile
from thidua.organizations.models import Unit


class ReportPeriod(Owned):
    """A stretch of time, both ends included, that one unit reports on until `due_on`.

    `sure`: the calendar of days off of that year is on file; else `due_on` counts weekdays only.
    `dropped_at`: no longer owed, because the due day, the rhythm or the unit changed.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="periods")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="report_periods")
    unit_name = models.CharField("đơn vị", max_length=200)
    begins_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày")
    due_on = models.DateField("hạn báo cáo")
    sure = models.BooleanField("đã có lịch nghỉ lễ của năm", default=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "kỳ báo cáo nhiệm vụ"
        verbose_name_plural = "kỳ báo cáo nhiệm vụ"
        ordering: ClassVar = ["begins_on", "unit_name", "pk"]
        indexes = (models.Index(fields=("authority", "due_on")),)
        constraints = (
            models.CheckConstraint(
                name="directives_period_dates",
                condition=Q(ends_on__gte=F("begins_on"), due_on__gte=F("begins_on")),
                violation_error_message="Kỳ báo cáo phải kết thúc sau khi bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=("authority", "task", "unit", "begins_on"),
                condition=Q(dropped_at__isnull=True),
                name="directives_period_once",
                violation_error_message="Đơn vị đã có kỳ báo cáo bắt đầu từ ngày này.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.begins_on:%d/%m/%Y} – {self.ends_on:%d/%m/%Y}"


class TaskReport(Owned, Case):
    """One version of a unit's report on one period. `share`: how much of the task is done, 0–100;
    empty when the unit did not say. `sent_on` decides whether it came in time."""

    period = models.ForeignKey(ReportPeriod, on_delete=models.CASCADE, related_name="reports")
    version = models.PositiveSmallIntegerField("lần", default=1)
    state = models.CharField(
        "bước", max_length=10, choices=ReportState.choices, default=ReportState.DRAFT
    )
    words = models.TextField("kết quả", max_length=8000, blank=True)
    share = models.DecimalField(
        "phần đã làm, %", max_digits=5, decimal_places=2, null=True, blank=True
    )
    difficulties = models.TextField("khó khăn, vướng mắc", max_length=4000, blank=True)
    sent_on = models.DateField("ngày gửi", null=True, blank=True)
    sent_by_name = models.CharField("người gửi", max_length=200, blank=True)
    reason = models.CharField("lý do trả lại", max_length=1000, blank=True)
    judged_by_name = models.CharField("người nhận, trả lại", max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    draft_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_back_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "báo cáo nhiệm vụ"
        verbose_name_plural = "báo cáo nhiệm vụ"
        ordering: ClassVar = ["-version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("authority", "period", "version"), name="directives_report_version"
            ),
            models.UniqueConstraint(
                fields=("authority", "period"),
                condition=Q(state=ReportState.DRAFT),
                name="directives_report_one_draft",
                violation_error_message="Kỳ này đã có một bản đang soạn.",
            ),
            models.CheckConstraint(
                name="directives_report_share",
                condition=Q(share__isnull=True) | Q(share__range=(0, 100)),
                violation_error_message="Phần đã làm tính từ 0 đến 100 phần trăm.",
            ),
            models.CheckConstraint(
                name="directives_report_sent",
                condition=Q(state=ReportState.DRAFT) | (Q(sent_on__isnull=False) & ~Q(words="")),
                violation_error_message="Báo cáo đã gửi phải có nội dung và ngày gửi.",
            ),
        ]

    def __str__(self) -> str:
        return f"Lần {self.version}"


class ReportFile(Owned):
    """Evidence of a report; named by the file's own name."""

    report = models.ForeignKey(TaskReport, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    note = models.CharField("ghi chú", max_length=200, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "minh chứng của báo cáo nhiệm vụ"
        verbose_name_plural = "minh chứng của báo cáo nhiệm vụ"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.file.name
