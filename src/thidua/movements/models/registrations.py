"""Who takes part and what they pledge: registrations, pacts, and those registered for titles."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.commendation.enums import Subject
from thidua.core.codes import new_code
from thidua.core.models import Owned
from thidua.movements.models.movements import Movement
from thidua.organizations.models import Unit


class MovementRegistration(Owned):
    """A unit's registration with its pact (giao ước thi đua); never edited, only followed.

    A change makes the next `version`, with its reason; `superseded_at` and `withdrawn_at` empty:
    the one in force. `received_on` is the local day it reached the office. `plan_version` is the
    plan it answers: that of its day, or a later amendment the unit has read and keeps its pact in.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="registrations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField("tên đơn vị", max_length=200)
    version = models.PositiveSmallIntegerField("lần", default=1)
    plan_version = models.PositiveSmallIntegerField("theo kế hoạch lần", default=1)
    words = models.TextField("nội dung hưởng ứng", blank=True)
    received_on = models.DateField("ngày đăng ký")
    is_late = models.BooleanField("đăng ký sau hạn", default=False)
    change_reason = models.CharField("lý do thay đổi", max_length=500, blank=True)
    registered_at = models.DateTimeField(auto_now_add=True)
    registered_by_name = models.CharField(max_length=200)
    superseded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdraw_reason = models.CharField("lý do rút", max_length=500, blank=True)

    class Meta:
        verbose_name = "đăng ký thi đua"
        verbose_name_plural = "đăng ký thi đua"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "movement", "unit", "version"),
                name="movements_registration_version",
                violation_error_message="Đơn vị vừa đăng ký. Tải lại trang để xem bản mới.",
            ),
            models.UniqueConstraint(
                fields=("authority", "movement", "unit"),
                condition=Q(superseded_at__isnull=True, withdrawn_at__isnull=True),
                name="movements_registration_once",
                violation_error_message="Đơn vị đã đăng ký phong trào này.",
            ),
            models.CheckConstraint(
                name="movements_registration_withdrawn",
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdraw_reason=""),
                violation_error_message="Rút đăng ký phải ghi lý do.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_name}, lần {self.version}"


class Pledge(Owned):
    """One line of a pact: what, and where it can be measured how much."""

    registration = models.ForeignKey(
        MovementRegistration, on_delete=models.CASCADE, related_name="pledges"
    )
    order = models.PositiveSmallIntegerField("thứ tự")
    words = models.CharField("cam kết", max_length=500)
    amount = models.DecimalField("con số", max_digits=18, decimal_places=3, null=True, blank=True)
    measure = models.CharField("đơn vị tính", max_length=40, blank=True)

    class Meta:
        verbose_name = "dòng giao ước"
        verbose_name_plural = "dòng giao ước"
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "registration", "order"), name="movements_pledge_order"
            ),
            models.CheckConstraint(
                name="movements_pledge_measure",
                condition=Q(amount__isnull=True) | (~Q(measure="") & Q(amount__gte=0)),
                violation_error_message="Dòng có con số phải ghi đơn vị tính; con số không âm.",
            ),
        )

    def __str__(self) -> str:
        return self.words


class PactSignatory(Owned):
    """Who signs the pact."""

    registration = models.ForeignKey(
        MovementRegistration, on_delete=models.CASCADE, related_name="signatories"
    )
    order = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("họ tên", max_length=120)
    post = models.CharField("chức vụ, đại diện", max_length=150)

    class Meta:
        verbose_name = "người ký giao ước"
        verbose_name_plural = "người ký giao ước"
        ordering = ("order",)

    def __str__(self) -> str:
        return self.name


class RegisteredMember(Owned):
    """A person, collective or household that takes part through its unit."""

    registration = models.ForeignKey(
        MovementRegistration, on_delete=models.CASCADE, related_name="members"
    )
    kind = models.CharField("đối tượng", max_length=12, choices=Subject.choices)
    name = models.CharField("tên", max_length=200)
    position = models.CharField("chức vụ, nơi công tác, nơi ở", max_length=200, blank=True)

    class Meta:
        verbose_name = "người, tập thể, hộ tham gia phong trào"
        verbose_name_plural = "người, tập thể, hộ tham gia phong trào"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name
