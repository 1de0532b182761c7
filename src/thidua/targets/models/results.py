"""Figures reported for a period, their earlier versions, and the totals that follow from them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.core.codes import new_code
from thidua.core.constraints import state_needs
from thidua.core.models import Owned
from thidua.core.workflow import Case
from thidua.targets.enums import ResultState
from thidua.targets.models.targets import Allocation, Target, figure


class Result(Owned, Case):
    """What one unit (or, without `allocation`, the body that watches over the whole) reports for
    the period that ends on `period_on`.

    A row exists only where somebody reported: a period without a row is not known, never zero.
    `value` may itself be unknown where only words were reported. `version` counts from 1; earlier
    ones stand in `ResultVersion`.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="results")
    allocation = models.ForeignKey(
        Allocation, null=True, blank=True, on_delete=models.PROTECT, related_name="results"
    )
    period_on = models.DateField("kỳ, ngày cuối")
    value = figure("thực hiện")
    numerator = figure("tử số")
    denominator = figure("mẫu số")
    words = models.CharField("diễn giải", max_length=500, blank=True)
    version = models.PositiveSmallIntegerField("bản", default=1)
    reason = models.CharField("lý do sửa", max_length=300, blank=True)
    is_late = models.BooleanField("báo cáo muộn", default=False)
    reported_by_name = models.CharField("người báo cáo", max_length=200)
    written_at = models.DateTimeField("ghi lúc")
    answer = models.CharField("ý kiến của chuyên viên", max_length=300, blank=True)
    state = models.CharField(
        max_length=10, choices=ResultState.choices, default=ResultState.REPORTED
    )
    reported_at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "kết quả của kỳ"
        verbose_name_plural = "kết quả của kỳ"
        indexes = (
            models.Index(fields=("target", "period_on"), name="targets_result_period"),
            models.Index(
                fields=("target", "state"),
                name="targets_result_waiting",
                condition=Q(state=ResultState.REPORTED),
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "allocation", "period_on"),
                name="targets_result_once",
                violation_error_message="Kỳ này đơn vị đã báo cáo. Sửa số đã báo, không báo lại.",
            ),
            models.UniqueConstraint(
                fields=("authority", "target", "period_on"),
                condition=Q(allocation__isnull=True),
                name="targets_result_whole_once",
                violation_error_message="Kỳ này đã có số chung. Sửa số đã báo, không báo lại.",
            ),
            models.CheckConstraint(
                name="targets_result_something",
                condition=Q(value__isnull=False) | ~Q(words=""),
                violation_error_message="Ghi con số hoặc diễn giải; để trống là chưa báo cáo.",
            ),
            models.CheckConstraint(
                name="targets_result_denominator",
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0),
                violation_error_message="Mẫu số phải lớn hơn 0.",
            ),
            *(
                state_needs(
                    f"targets_result_{state.value}",
                    (state,),
                    f"{state.value}_at",
                    f"Kết quả ở bước “{state.label}” phải có thời điểm vào bước đó.",
                )
                for state in ResultState
                if state is not ResultState.REPORTED
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} ({self.period_on})"


class ResultVersion(Owned):
    """A version of a result that a later one replaced; written once, never changed."""

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("bản")
    value = figure("thực hiện")
    numerator = figure("tử số")
    denominator = figure("mẫu số")
    words = models.CharField("diễn giải", max_length=500, blank=True)
    reason = models.CharField("lý do của bản này", max_length=300, blank=True)
    is_late = models.BooleanField(default=False)
    was = models.CharField("bước khi bị thay", max_length=10, choices=ResultState.choices)
    written_by_name = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = "bản trước của kết quả"
        verbose_name_plural = "bản trước của kết quả"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "result", "number"),
                name="targets_version_once",
                violation_error_message="Bản này đã được ghi.",
            ),
        )

    def __str__(self) -> str:
        return f"bản {self.number}"


class PeriodTotal(Owned):
    """Sums over the units of one target in one period, made again from the rows at each change.

    `expected` units answer for the period, `known` of them reported a figure; `value`, `numerator`,
    `denominator` are summed over those, and so are their shares of the plan (`plan`) and their
    baselines (`base`; `based`: how many have one), so that known is compared with known.
    """

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="totals")
    period_on = models.DateField()
    expected = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    value = figure("cộng")
    numerator = figure("cộng tử số")
    denominator = figure("cộng mẫu số")
    plan = figure("cộng phần giao")
    base = figure("cộng số gốc")
    based = models.PositiveIntegerField(default=0)
    own = figure("số chung đã báo")
    own_words = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "số cộng của kỳ"
        verbose_name_plural = "số cộng của kỳ"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "target", "period_on"),
                name="targets_total_once",
                violation_error_message="Mỗi kỳ có một dòng cộng.",
            ),
            models.CheckConstraint(
                name="targets_total_known",
                condition=Q(known__lte=models.F("expected")),
                violation_error_message="Số đơn vị đã báo cáo không quá số đơn vị phải báo cáo.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.period_on}: {self.known}/{self.expected}"
