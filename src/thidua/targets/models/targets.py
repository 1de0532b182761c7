"""A target, the shares of its units, and how shares moved when units were reorganised."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from thidua.core.codes import new_code
from thidua.core.constraints import date_order, state_needs
from thidua.core.models import Owned, Revised
from thidua.core.search import search_index
from thidua.core.workflow import Case
from thidua.organizations.models import Unit
from thidua.targets import periods
from thidua.targets.enums import (
    Comparison,
    Counting,
    Direction,
    Formula,
    Outcome,
    Rhythm,
    TargetKind,
    TargetState,
)
from thidua.targets.pace import USUAL_SLOW


def figure(label: str, **options: Any) -> models.DecimalField[Decimal | None, Decimal | None]:
    """A figure that may be unknown; never a float."""
    return models.DecimalField(
        label, max_digits=26, decimal_places=6, null=True, blank=True, **options
    )


class TargetSettings(Owned, Revised):
    """What the law leaves to the authority: when figures are due, and from when slow is very slow.

    `report_days`: days after a period within which its figures are due. `slow_points`: points of
    percent below the pace.
    """

    report_days = models.PositiveSmallIntegerField(
        "hạn báo cáo, số ngày sau kỳ", default=10, validators=[MaxValueValidator(90)]
    )
    slow_points = models.DecimalField(
        "chậm không quá, điểm %", max_digits=5, decimal_places=2, default=USUAL_SLOW
    )
    basis = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta:
        verbose_name = "quy ước theo dõi chỉ tiêu"
        verbose_name_plural = "quy ước theo dõi chỉ tiêu"
        constraints = (
            models.UniqueConstraint(
                fields=("authority",),
                name="targets_settings_once",
                violation_error_message="Mỗi cơ quan có một bộ quy ước theo dõi chỉ tiêu.",
            ),
            models.CheckConstraint(
                name="targets_settings_slow",
                condition=Q(slow_points__gt=0, slow_points__lte=100),
                violation_error_message="Mức chậm phải lớn hơn 0 và không quá 100 điểm %.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.report_days} ngày, {self.slow_points} điểm %"


class Target(Owned, Case):
    """One thing to be reached by a day, in figures or as a milestone.

    `baseline` is the figure on `baseline_on`; without it no pace is reckoned. `accepted_gap` is the
    difference between the plan and the units' shares that somebody accepted with a reason: it stops
    counting when the difference changes. `formula_reason`: why the mean of units was allowed.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    directive = models.ForeignKey(
        "directives.Directive",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="targets",
        verbose_name="chỉ thị",
    )
    finding = models.ForeignKey(
        "directives.Finding", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    task = models.ForeignKey(
        "directives.Task",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="targets",
        verbose_name="nhiệm vụ",
    )
    name = models.CharField("chỉ tiêu", max_length=300)
    words = models.TextField("nội dung đầy đủ", blank=True)
    kind = models.CharField("loại", max_length=9, choices=TargetKind.choices)
    direction = models.CharField(
        "chiều", max_length=4, choices=Direction.choices, default=Direction.UP
    )
    measure = models.CharField("đơn vị tính", max_length=60, blank=True)
    baseline = figure("số gốc")
    baseline_on = models.DateField("ngày của số gốc", null=True, blank=True)
    plan = figure("chỉ tiêu giao")
    comparison = models.CharField(
        "so sánh", max_length=9, choices=Comparison.choices, default=Comparison.AT_LEAST
    )
    start_on = models.DateField("từ ngày")
    due_on = models.DateField("hạn")
    rhythm = models.CharField(
        "kỳ báo cáo", max_length=7, choices=Rhythm.choices, default=Rhythm.QUARTER
    )
    counting = models.CharField(
        "cách ghi số", max_length=10, choices=Counting.choices, default=Counting.CUMULATIVE
    )
    formula = models.CharField(
        "cách tính số chung", max_length=8, choices=Formula.choices, default=Formula.SUM
    )
    formula_reason = models.CharField("lý do lấy trung bình cộng", max_length=300, blank=True)
    owner = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="targets",
        verbose_name="cơ quan theo dõi",
    )
    owner_name = models.CharField("tên cơ quan theo dõi", max_length=200, blank=True)
    accepted_gap = figure("chênh lệch đã chấp nhận")
    gap_reason = models.CharField("lý do chấp nhận chênh lệch", max_length=300, blank=True)
    outcome = models.CharField("kết quả", max_length=7, choices=Outcome.choices, blank=True)
    outcome_words = models.CharField("lời kết luận", max_length=500, blank=True)
    search_key = models.CharField(max_length=600, editable=False)
    sort_key = models.CharField(max_length=900, editable=False)
    state = models.CharField(max_length=9, choices=TargetState.choices, default=TargetState.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)
    active_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        indexes = (
            models.Index(fields=("authority", "state", "due_on")),
            search_index("targets_target_search"),
        )
        constraints = (
            date_order("targets_target_dates", "start_on", "due_on", "Hạn phải sau ngày bắt đầu."),
            models.CheckConstraint(
                name="targets_target_baseline",
                condition=Q(baseline__isnull=True) | Q(baseline_on__isnull=False),
                violation_error_message="Số gốc phải kèm ngày của số đó.",
            ),
            models.CheckConstraint(
                name="targets_target_mean",
                condition=~Q(formula=Formula.MEAN) | ~Q(formula_reason=""),
                violation_error_message="Lấy trung bình cộng phải ghi lý do.",
            ),
            models.CheckConstraint(
                name="targets_target_gap",
                condition=Q(accepted_gap__isnull=True) | ~Q(gap_reason=""),
                violation_error_message="Chấp nhận chênh lệch phải ghi lý do.",
            ),
            models.CheckConstraint(
                name="targets_target_outcome",
                condition=~Q(state=TargetState.CLOSED) | (~Q(outcome="") & ~Q(outcome_words="")),
                violation_error_message="Kết thúc chỉ tiêu phải ghi đạt hay không và lời kết luận.",
            ),
            *(
                state_needs(
                    f"targets_target_{state.value}",
                    (state,),
                    f"{state.value}_at",
                    f"Chỉ tiêu ở bước “{state.label}” phải có thời điểm vào bước đó.",
                )
                for state in TargetState
                if state is not TargetState.DRAFT
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def periods(self) -> tuple[periods.Period, ...]:
        return periods.periods_of(self.rhythm, self.start_on, self.due_on)

    def label(self, last: Any) -> str:
        """The period that ends on `last`, as this target counts."""
        return periods.label(self.rhythm, self.counting, last)

    @property
    def by_units(self) -> bool:
        """Whether the whole is made of the units' figures."""
        return self.formula != Formula.OWN


class Allocation(Owned, Revised):
    """A unit's share of a target.

    `weight` is the size it is weighed by (households, people); `last_actual` what the unit reached
    in the year before. `since_on`/`until_on` are first days: from `since_on` the unit answers for
    the share, from `until_on` no longer. `carried` is what came over from the units it
    continues; empty: nothing, or not known (`carried_known`). `latest_on`, `reached` and `reports`
    follow from its results and are made again at each change, never typed.
    """

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="allocations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="allocations")
    unit_name = models.CharField("đơn vị", max_length=200)
    sort_key = models.CharField(max_length=600, editable=False)
    plan = figure("giao")
    baseline = figure("số gốc của đơn vị")
    weight = figure("quy mô (mẫu số)")
    last_actual = figure("thực hiện năm trước")
    since_on = models.DateField("từ ngày", null=True, blank=True)
    until_on = models.DateField("thôi từ ngày", null=True, blank=True)
    carried = figure("nhận từ đơn vị trước")
    carried_known = models.BooleanField(default=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    latest_on = models.DateField(null=True, blank=True, editable=False)
    reached = figure("thực hiện", editable=False)
    reports = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "phần giao cho đơn vị"
        verbose_name_plural = "phần giao cho đơn vị"
        indexes = (
            models.Index(fields=("target", "sort_key"), name="targets_allocation_order"),
            models.Index(fields=("unit",), name="targets_allocation_unit"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "target", "unit"),
                name="targets_allocation_once",
                violation_error_message="Đơn vị này đã được giao chỉ tiêu này.",
            ),
            models.CheckConstraint(
                name="targets_allocation_weight",
                condition=Q(weight__isnull=True) | Q(weight__gt=0),
                violation_error_message="Quy mô (mẫu số) phải lớn hơn 0.",
            ),
        )

    def __str__(self) -> str:
        return self.unit_name

    @property
    def stands(self) -> bool:
        return self.until_on is None


class AllocationMove(Owned):
    """Shares that moved from units to those that continue them, with both sides as they were."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="moves")
    on = models.DateField("từ ngày")
    words = models.CharField("giải thích", max_length=500)
    lines = models.JSONField("trước và sau", default=list)
    moved_at = models.DateTimeField(auto_now_add=True)
    moved_by_name = models.CharField(max_length=200)

    class Meta:
        verbose_name = "lần chuyển phần giao"
        verbose_name_plural = "lần chuyển phần giao"

    def __str__(self) -> str:
        return self.words
