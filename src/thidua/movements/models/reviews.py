"""Reviews of a movement, what each unit reports for them, and files that go with either."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.commendation.enums import Subject
from thidua.core.codes import new_code
from thidua.core.constraints import date_order, state_needs
from thidua.core.models import Owned, Revised
from thidua.core.workflow import Case
from thidua.documents.models import StoredFile
from thidua.movements.enums import ResultState, ReviewKind
from thidua.movements.models.movements import Movement
from thidua.movements.models.registrations import Pledge
from thidua.organizations.models import Unit


class MovementReview(Owned, Revised):
    """A preliminary or final review (sơ kết, tổng kết).

    `due_on` is by the plan, `results_until` the day the units' reports are wanted. `opened_at`:
    units report; `frozen_at`: the report is made, `frozen` holds what stood in it for good.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField("loại", max_length=12, choices=ReviewKind.choices)
    due_on = models.DateField("hạn")
    results_until = models.DateField("hạn đơn vị báo cáo", null=True, blank=True)
    basis = models.CharField("căn cứ của hạn", max_length=300, blank=True)
    achieved = models.TextField("kết quả đạt được", blank=True)
    limits = models.TextField("hạn chế, nguyên nhân", blank=True)
    next_steps = models.TextField("nhiệm vụ tiếp theo", blank=True)
    number = models.CharField("số báo cáo", max_length=60, blank=True)
    paper_on = models.DateField("ngày báo cáo", null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by_name = models.CharField(max_length=200, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    frozen = models.JSONField("số liệu đã chốt", default=dict)
    docx = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pdf = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "kỳ sơ kết, tổng kết"
        verbose_name_plural = "kỳ sơ kết, tổng kết"
        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "movement"),
                condition=Q(kind=ReviewKind.FINAL, dropped_at__isnull=True),
                name="movements_review_final_once",
                violation_error_message="Phong trào chỉ tổng kết một lần.",
            ),
            models.UniqueConstraint(
                fields=("authority", "movement", "kind", "due_on"),
                condition=Q(dropped_at__isnull=True),
                name="movements_review_once",
                violation_error_message="Đã có kỳ sơ kết cùng ngày.",
            ),
            date_order(
                "movements_review_frozen",
                "opened_at",
                "frozen_at",
                "Kỳ sơ kết, tổng kết phải mở trước khi chốt báo cáo.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, hạn {self.due_on:%d/%m/%Y}"


class MovementResult(Owned, Case):
    """What one unit reports for one review."""

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    review = models.ForeignKey(MovementReview, on_delete=models.PROTECT, related_name="results")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField("tên đơn vị", max_length=200)
    words = models.TextField("kết quả", blank=True)
    difficulties = models.TextField("khó khăn, vướng mắc", blank=True)
    proposals = models.TextField("kiến nghị", blank=True)
    given_back_reason = models.CharField("lý do trả lại", max_length=500, blank=True)
    is_late = models.BooleanField("nộp sau hạn", default=False)
    state = models.CharField(max_length=12, choices=ResultState.choices, default=ResultState.DRAFT)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    given_back_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "báo cáo kết quả phong trào của đơn vị"
        verbose_name_plural = "báo cáo kết quả phong trào của đơn vị"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "review", "unit"),
                name="movements_result_once",
                violation_error_message="Đơn vị đã có báo cáo cho kỳ này.",
            ),
            *(
                state_needs(
                    f"movements_result_{state.value}",
                    (state,),
                    f"{state.value}_at",
                    f"Báo cáo ở bước “{state.label}” phải có thời điểm vào bước đó.",
                )
                for state in ResultState
                if state is not ResultState.DRAFT
            ),
        )

    def __str__(self) -> str:
        return self.unit_name


class PledgeResult(Owned):
    """How much of one pledge is reached; `reached` empty: not said, which is not zero."""

    result = models.ForeignKey(MovementResult, on_delete=models.CASCADE, related_name="figures")
    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="+")
    reached = models.DecimalField("đạt", max_digits=18, decimal_places=3, null=True, blank=True)
    words = models.CharField("nói thêm", max_length=300, blank=True)

    class Meta:
        verbose_name = "kết quả một dòng giao ước"
        verbose_name_plural = "kết quả các dòng giao ước"
        ordering = ("pledge__order",)
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "result", "pledge"), name="movements_figure_once"
            ),
            models.CheckConstraint(
                name="movements_figure_reached",
                condition=Q(reached__isnull=True) | Q(reached__gte=0),
                violation_error_message="Kết quả không âm.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.pledge_id}: {self.reached}"


class GoodExample(Owned):
    """A collective or person that stands out and may be nominated."""

    result = models.ForeignKey(MovementResult, on_delete=models.CASCADE, related_name="examples")
    kind = models.CharField("đối tượng", max_length=12, choices=Subject.choices)
    name = models.CharField("tên", max_length=200)
    name_key = models.CharField(max_length=200, editable=False)
    position = models.CharField("chức vụ, nơi công tác, nơi ở", max_length=200, blank=True)
    words = models.CharField("việc làm, kết quả", max_length=1000)

    class Meta:
        verbose_name = "điển hình của phong trào"
        verbose_name_plural = "điển hình của phong trào"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class MovementFile(Owned):
    """A paper of the movement, or with `result` the evidence of a unit's report."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="files")
    result = models.ForeignKey(
        MovementResult, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence"
    )
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="movement_file")
    label = models.CharField("tên tài liệu", max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "tài liệu của phong trào"
        verbose_name_plural = "tài liệu của phong trào"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.label
