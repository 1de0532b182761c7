"""Bonuses: one payment per decision line, lists to be signed, money asked back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from thidua.core.codes import new_code
from thidua.core.constraints import state_needs
from thidua.core.models import Owned, Revised
from thidua.core.workflow import Case
from thidua.decisions.models import DecisionLine
from thidua.organizations.models import Unit
from thidua.rewards.enums import Method, PaymentState, RecoveryState
from thidua.rewards.models.fund import FundEntry

WITH_AMOUNT = (
    PaymentState.DUE,
    PaymentState.LISTED,
    PaymentState.PAID,
    PaymentState.RETURNED,
)


class PaymentList(Owned, Revised):
    """A list of payments to be signed by the recipients; `unit` empty: of all units."""

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số")
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit_name = models.CharField("đơn vị", max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by_name = models.CharField("người lập", max_length=200)
    closed_at = models.DateTimeField("khóa lúc", null=True, blank=True)

    class Meta:
        verbose_name = "danh sách chi tiền thưởng"
        verbose_name_plural = "danh sách chi tiền thưởng"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "year", "number"),
                name="rewards_list_number",
                violation_error_message="Số danh sách này đã dùng trong năm.",
            ),
        )

    def __str__(self) -> str:
        return f"Danh sách số {self.full_number}"

    @property
    def full_number(self) -> str:
        return f"{self.number:02d}/{self.year}"


class Payment(Owned, Case):
    """The bonus of one decision line. `amount` in đồng is frozen from the line.

    `ground` says which of several bonuses of one subject this is (Nghị định 152/2025/NĐ-CP,
    Điều 49), or what has to be settled. Data of bank accounts is not kept.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    line = models.OneToOneField(DecisionLine, on_delete=models.PROTECT, related_name="payment")
    amount = models.PositiveBigIntegerField("số tiền, đồng", null=True, blank=True)
    basis = models.CharField("cách tính", max_length=300, blank=True)
    ground = models.CharField("lý do chi", max_length=500, blank=True)
    citation = models.CharField("căn cứ", max_length=200, blank=True)
    confidence = models.CharField("độ tin cậy", max_length=20, default="verified")
    state = models.CharField(
        "trạng thái", max_length=10, choices=PaymentState.choices, default=PaymentState.UNSETTLED
    )
    on_list = models.ForeignKey(
        PaymentList, null=True, blank=True, on_delete=models.PROTECT, related_name="payments"
    )
    paid_on = models.DateField("ngày chi", null=True, blank=True)
    method = models.CharField("cách chi", max_length=10, choices=Method.choices, blank=True)
    receiver = models.CharField("người nhận", max_length=120, blank=True)
    on_behalf = models.CharField("nhận thay", max_length=200, blank=True)
    entry = models.ForeignKey(
        FundEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="payments"
    )
    outcome_reason = models.CharField("lý do", max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    unsettled_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    listed_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "khoản tiền thưởng"
        verbose_name_plural = "khoản tiền thưởng"
        indexes = (models.Index(fields=("authority", "state")),)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="rewards_payment_amount",
                condition=~Q(state__in=WITH_AMOUNT) | Q(amount__gt=0),
                violation_error_message="Khoản chi phải có số tiền lớn hơn 0.",
            ),
            models.CheckConstraint(
                name="rewards_payment_paid_whole",
                condition=~Q(state__in=(PaymentState.PAID, PaymentState.RETURNED))
                | (Q(paid_on__isnull=False, entry__isnull=False) & ~Q(method="") & ~Q(receiver="")),
                violation_error_message=(
                    "Khoản đã chi phải có ngày, cách chi, người nhận và bút toán quỹ."
                ),
            ),
            state_needs(
                "rewards_payment_listed_on",
                (PaymentState.LISTED,),
                "on_list",
                "Khoản trong danh sách chi phải thuộc một danh sách.",
            ),
            *(
                state_needs(
                    f"rewards_payment_{state.value}",
                    (state,),
                    f"{state.value}_at",
                    f"Khoản ở trạng thái “{state.label}” phải có thời điểm.",
                )
                for state in PaymentState
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Recovery(Owned, Case):
    """Paid money that is asked back after an award was revoked."""

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="recovery")
    amount = models.PositiveBigIntegerField("số tiền, đồng")
    words = models.CharField("căn cứ thu hồi", max_length=500)
    state = models.CharField(
        "trạng thái", max_length=10, choices=RecoveryState.choices, default=RecoveryState.ASKED
    )
    entry = models.ForeignKey(
        FundEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="recoveries"
    )
    outcome_reason = models.CharField("lý do", max_length=500, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    recovered_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "khoản thu hồi"
        verbose_name_plural = "khoản thu hồi"
        constraints = (
            models.CheckConstraint(
                name="rewards_recovery_amount",
                condition=Q(amount__gt=0),
                violation_error_message="Số tiền thu hồi phải lớn hơn 0.",
            ),
            models.CheckConstraint(
                name="rewards_recovery_recovered",
                condition=~Q(state=RecoveryState.RECOVERED)
                | Q(recovered_at__isnull=False, entry__isnull=False),
                violation_error_message="Khoản đã thu hồi phải có bút toán thu của quỹ.",
            ),
            state_needs(
                "rewards_recovery_dropped",
                (RecoveryState.DROPPED,),
                "dropped_at",
                "Khoản không thu hồi phải có thời điểm.",
            ),
        )

    def __str__(self) -> str:
        return self.code
