"""What is set, written and issued while tasks are followed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from thidua.core.models import Owned, Revised
from thidua.directives.models.directives import Directive
from thidua.directives.models.reports import ReportPeriod
from thidua.documents.models import StoredFile


class FollowSettings(Owned, Revised):
    """When units are reminded, and how long after a period its report is due.

    Days before and after the due day are calendar days; `report_within` is working days. The law
    is silent on all of them: they are the authority's own, with its basis.
    """

    before = models.JSONField("nhắc trước hạn (ngày)", default=list)
    after = models.JSONField("nhắc sau hạn (ngày)", default=list)
    report_within = models.PositiveSmallIntegerField("báo cáo sau khi hết kỳ (ngày làm việc)")
    basis = models.CharField("căn cứ, quy định nội bộ", max_length=300, blank=True)

    class Meta:
        verbose_name = "mức đôn đốc, thời hạn báo cáo"
        verbose_name_plural = "mức đôn đốc, thời hạn báo cáo"
        constraints = (
            models.UniqueConstraint(
                fields=("authority",),
                name="directives_settings_once",
                violation_error_message="Mức đôn đốc đã được đặt.",
            ),
            models.CheckConstraint(
                name="directives_settings_within",
                condition=Q(report_within__lte=60),
                violation_error_message="Thời hạn báo cáo không quá 60 ngày làm việc.",
            ),
        )

    def __str__(self) -> str:
        return "Mức đôn đốc, thời hạn báo cáo"


class Reminder(Owned):
    """One reminder (đôn đốc) that was written for a period, at one step before or after its day.

    `step`: days from the due day, negative before it. A period never has two for one step, nor two
    of one day.
    """

    period = models.ForeignKey(ReportPeriod, on_delete=models.CASCADE, related_name="reminders")
    step = models.SmallIntegerField("bước, ngày so với hạn")
    due_on = models.DateField("hạn")
    words = models.CharField("nội dung", max_length=500)
    written_on = models.DateField("ngày nhắc")

    class Meta:
        verbose_name = "lần đôn đốc"
        verbose_name_plural = "các lần đôn đốc"
        ordering: ClassVar = ["-written_on", "-pk"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "period", "due_on", "step"),
                name="directives_reminder_once",
                violation_error_message="Đã đôn đốc ở bước này.",
            ),
            models.UniqueConstraint(
                fields=("authority", "period", "written_on"),
                name="directives_reminder_daily",
                violation_error_message="Hôm nay đã đôn đốc báo cáo này.",
            ),
        )

    def __str__(self) -> str:
        return self.words


class ResultPaper(Owned):
    """A report on what came of a directive, as it was issued: figures, words and both files frozen.

    `content` holds what `domain.results.figures` said on `as_of`.
    """

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="results")
    since = models.DateField("từ ngày")
    until = models.DateField("đến ngày")
    as_of = models.DateField("số liệu đến ngày")
    number = models.CharField("số, ký hiệu", max_length=60)
    issued_on = models.DateField("ngày ban hành")
    assessment = models.TextField("đánh giá chung", max_length=8000, blank=True)
    proposals = models.TextField("đề xuất, kiến nghị", max_length=8000, blank=True)
    content = models.JSONField("số liệu")
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by_name = models.CharField("người lập", max_length=200)

    class Meta:
        verbose_name = "báo cáo kết quả thực hiện chỉ thị"
        verbose_name_plural = "báo cáo kết quả thực hiện chỉ thị"
        ordering: ClassVar = ["-issued_on", "-pk"]
        constraints = (
            models.CheckConstraint(
                name="directives_result_dates",
                condition=Q(until__gte=F("since")),
                violation_error_message="Kỳ báo cáo phải kết thúc sau khi bắt đầu.",
            ),
            models.CheckConstraint(
                name="directives_result_issued",
                condition=Q(issued_on__gte=F("since")),
                violation_error_message="Ngày ban hành báo cáo không thể trước ngày đầu kỳ.",
            ),
            models.UniqueConstraint(
                fields=("authority", "number", "issued_on"),
                name="directives_result_number",
                violation_error_message="Số báo cáo này đã dùng trong ngày đó.",
            ),
        )

    def __str__(self) -> str:
        return f"Báo cáo số {self.number}"
