"""Movements, their templates, their papers, the award rounds opened from them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua.commendation.models import Round
from thidua.core.codes import new_code
from thidua.core.constraints import date_order, state_needs
from thidua.core.models import Owned, Revised
from thidua.core.search import search_index
from thidua.core.workflow import Case
from thidua.directives.models import Directive, Finding
from thidua.movements.enums import DISTRICT_ENDED, MovementLevel, MovementState
from thidua.movements.models.words import PlanWords
from thidua.organizations.models import Unit


class Movement(Owned, Case, PlanWords):
    """An emulation movement: launched by this authority (`is_ours`), or from above and only noted.

    `starts_on` and `ends_on` are its first and last day; of one from above they may not be known.
    `number` and `paper_on` are the plan's or, from above, the decision's; `plan_version` counts the
    plan and its amendments, none before the launch. `units` empty: every
    unit takes part. `finding` is the place of the directive that named it.
    `hot_spot` is where it came from in words, `hot_spot_reference` where to look.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    name = models.CharField("tên phong trào", max_length=300)
    level = models.CharField("cấp phát động", max_length=14, choices=MovementLevel.choices)
    body = models.CharField("cơ quan phát động", max_length=200)
    is_ours = models.BooleanField("do cơ quan này phát động", default=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children",
        verbose_name="hưởng ứng phong trào",
    )  # fmt: skip
    directive = models.ForeignKey(
        Directive, null=True, blank=True, on_delete=models.PROTECT, related_name="movements",
        verbose_name="theo chỉ thị",
    )  # fmt: skip
    finding = models.OneToOneField(
        Finding, null=True, blank=True, on_delete=models.PROTECT, related_name="movement"
    )
    hot_spot = models.CharField("xuất phát từ điểm nóng", max_length=500, blank=True)
    hot_spot_reference = models.CharField("tham chiếu điểm nóng", max_length=200, blank=True)
    occasion = models.CharField("lập thành tích chào mừng", max_length=200, blank=True)
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    registration_until = models.DateField("hạn đăng ký", null=True, blank=True)
    units = models.ManyToManyField(
        Unit, blank=True, related_name="+", verbose_name="đơn vị tham gia (trống: mọi đơn vị)"
    )
    number = models.CharField("số văn bản phát động", max_length=60, blank=True)
    paper_on = models.DateField("ngày văn bản phát động", null=True, blank=True)
    signer_post = models.CharField("chức vụ người ký", max_length=150, blank=True)
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    plan_version = models.PositiveSmallIntegerField("lần của kế hoạch", default=0)
    end_reason = models.CharField("lý do", max_length=500, blank=True)
    search_key = models.CharField(max_length=600, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    state = models.CharField(
        max_length=12, choices=MovementState.choices, default=MovementState.DRAFT
    )
    draft_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    launched_at = models.DateTimeField(null=True, blank=True)
    running_at = models.DateTimeField(null=True, blank=True)
    preliminary_at = models.DateTimeField(null=True, blank=True)
    final_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "phong trào thi đua"
        verbose_name_plural = "phong trào thi đua"
        indexes = (
            models.Index(fields=("authority", "state", "starts_on")),
            search_index("movements_movement_search"),
        )
        constraints = (
            date_order(
                "movements_movement_period",
                "starts_on",
                "ends_on",
                "Ngày kết thúc phong trào phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                name="movements_movement_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message="Phong trào không hưởng ứng chính nó.",
            ),
            models.CheckConstraint(
                name="movements_movement_district",
                condition=~Q(level=MovementLevel.DISTRICT)
                | Q(paper_on__isnull=True)
                | Q(paper_on__lt=DISTRICT_ENDED),
                violation_error_message="Từ 01/7/2025 không còn cấp huyện: phong trào phát động "
                "từ ngày đó chọn cấp xã, phường.",
            ),
            models.CheckConstraint(
                name="movements_movement_numbered",
                condition=Q(is_ours=False)
                | ~Q(state__in=("launched", "running", "preliminary", "final", "closed"))
                | (~Q(number="") & Q(paper_on__isnull=False)),
                violation_error_message="Phong trào đã phát động phải ghi số và ngày kế hoạch.",
            ),
            models.CheckConstraint(
                name="movements_movement_reason",
                condition=~Q(state=MovementState.CANCELLED) | ~Q(end_reason=""),
                violation_error_message="Hủy phong trào phải ghi lý do.",
            ),
            *(
                state_needs(
                    f"movements_movement_{state.value}",
                    (state,),
                    f"{state.value}_at",
                    f"Phong trào ở bước “{state.label}” phải có thời điểm vào bước đó.",
                )
                for state in MovementState
                if state is not MovementState.DRAFT
            ),
        )

    def __str__(self) -> str:
        return self.name


class MovementTemplate(Owned, Revised, PlanWords):
    """Words of the office that a new plan starts from."""

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    name = models.CharField("tên mẫu", max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "mẫu kế hoạch phát động"
        verbose_name_plural = "mẫu kế hoạch phát động"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "name"),
                condition=Q(withdrawn_at__isnull=True),
                name="movements_template_name",
                violation_error_message="Đã có mẫu cùng tên. Đổi tên hoặc sửa mẫu đang có.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class MovementRound(Owned):
    """An award round that was opened from a movement."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="rounds")
    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="movement_round")
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "đợt xét mở từ phong trào"
        verbose_name_plural = "đợt xét mở từ phong trào"

    def __str__(self) -> str:
        return f"{self.movement_id} → {self.round_id}"
