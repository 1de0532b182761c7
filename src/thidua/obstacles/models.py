"""Obstacles that units raise, and what counts as a hot spot here."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from thidua.core.codes import new_code
from thidua.core.constraints import one_of, state_needs
from thidua.core.models import Owned, Revised
from thidua.core.search import search_index
from thidua.core.workflow import Case
from thidua.documents.models import StoredFile
from thidua.obstacles.enums import ObstacleState, Outcome
from thidua.organizations.models import Unit
from thidua.targets.models import Target


class Obstacle(Owned, Case):
    """What keeps a unit from a task or target: in words, what is asked, and by when.

    `answer_due_on` is the day by which `routed_to` is to answer. A reopened obstacle keeps its last
    answer and outcome in the journal and begins again.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="obstacles", verbose_name="đơn vị nêu"
    )
    unit_name = models.CharField("tên đơn vị nêu", max_length=200)
    task = models.ForeignKey(
        "directives.Task",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="obstacles",
        verbose_name="nhiệm vụ",
    )
    target = models.ForeignKey(
        Target,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="obstacles",
        verbose_name="chỉ tiêu",
    )
    subject_name = models.CharField("về việc", max_length=300)
    name = models.CharField("vướng mắc", max_length=200)
    words = models.TextField("diễn giải")
    asked = models.TextField("đề nghị")
    wanted_by = models.DateField("cần trước ngày", null=True, blank=True)
    raised_by_name = models.CharField("người nêu", max_length=200)
    routed_to = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="obstacles_to_answer",
        verbose_name="nơi xử lý",
    )
    routed_name = models.CharField("tên nơi xử lý", max_length=200, blank=True)
    route_words = models.CharField("ý kiến chuyển", max_length=500, blank=True)
    answer_due_on = models.DateField("hạn trả lời", null=True, blank=True)
    answer = models.TextField("trả lời", blank=True)
    answered_by_name = models.CharField("người trả lời", max_length=200, blank=True)
    answered_late = models.BooleanField("trả lời muộn", default=False)
    outcome = models.CharField("kết quả", max_length=8, choices=Outcome.choices, blank=True)
    outcome_words = models.CharField("lời kết luận", max_length=500, blank=True)
    reopened = models.PositiveSmallIntegerField("số lần mở lại", default=0)
    search_key = models.CharField(max_length=700, editable=False)
    state = models.CharField(
        max_length=9, choices=ObstacleState.choices, default=ObstacleState.RAISED
    )
    raised_at = models.DateTimeField(auto_now_add=True)
    routed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "vướng mắc"
        verbose_name_plural = "vướng mắc"
        indexes = (
            models.Index(fields=("authority", "state", "answer_due_on")),
            search_index("obstacles_obstacle_search"),
        )
        constraints = (
            one_of(
                "obstacles_obstacle_subject",
                "task",
                "target",
                message="Vướng mắc phải về đúng một nhiệm vụ hoặc một chỉ tiêu.",
            ),
            models.CheckConstraint(
                name="obstacles_obstacle_routed_to",
                condition=~Q(state=ObstacleState.ROUTED)
                | Q(routed_to__isnull=False, answer_due_on__isnull=False),
                violation_error_message="Chuyển xử lý phải có nơi xử lý và hạn trả lời.",
            ),
            models.CheckConstraint(
                name="obstacles_obstacle_outcome",
                condition=~Q(state=ObstacleState.CLOSED) | (~Q(outcome="") & ~Q(outcome_words="")),
                violation_error_message="Kết thúc vướng mắc phải ghi kết quả và lời kết luận.",
            ),
            *(
                state_needs(
                    f"obstacles_obstacle_{state.value}",
                    (state,),
                    f"{state.value}_at",
                    f"Vướng mắc ở bước “{state.label}” phải có thời điểm vào bước đó.",
                )
                for state in ObstacleState
                if state is not ObstacleState.RAISED
            ),
        )

    def __str__(self) -> str:
        return self.name


class ObstacleFile(Owned):
    """A paper or picture that goes with an obstacle or its answer."""

    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by_name = models.CharField(max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "tệp của vướng mắc"
        verbose_name_plural = "tệp của vướng mắc"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.file.name


class HotSpotSettings(Owned, Revised):
    """From when something is a hot spot; the law says nothing of it, the authority does."""

    late_days = models.PositiveSmallIntegerField(
        "nhiệm vụ quá hạn từ, ngày", default=1, validators=[MinValueValidator(1)]
    )
    silent_periods = models.PositiveSmallIntegerField(
        "không báo cáo từ, kỳ", default=2, validators=[MinValueValidator(1)]
    )
    below_points = models.DecimalField(
        "thấp hơn tiến độ quá, điểm %",
        max_digits=5,
        decimal_places=2,
        default=Decimal(20),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    basis = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta:
        verbose_name = "quy ước điểm nóng"
        verbose_name_plural = "quy ước điểm nóng"
        constraints = (
            models.UniqueConstraint(
                fields=("authority",),
                name="obstacles_settings_once",
                violation_error_message="Mỗi cơ quan có một bộ quy ước điểm nóng.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.late_days} ngày, {self.silent_periods} kỳ, {self.below_points} điểm %"
