"""Handing over: ceremonies, the order of call, who took what and when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from thidua.core.codes import new_code
from thidua.core.models import Owned, Revised
from thidua.decisions.models import Decision, DecisionLine

LARGEST_GROUP = 50


class Ceremony(Owned, Revised):
    """A ceremony; `group_size` is how many stand on the stage together."""

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    name = models.CharField("tên lễ", max_length=200)
    held_on = models.DateField("ngày")
    starts_at = models.TimeField("giờ", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=200)
    group_size = models.PositiveSmallIntegerField("số người mỗi lượt lên nhận", default=5)
    decisions = models.ManyToManyField(
        Decision, related_name="ceremonies", verbose_name="quyết định"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "lễ trao"
        verbose_name_plural = "lễ trao"
        constraints = (
            models.CheckConstraint(
                name="rewards_ceremony_group",
                condition=Q(group_size__gte=1, group_size__lte=LARGEST_GROUP),
                violation_error_message=f"Mỗi lượt từ 1 đến {LARGEST_GROUP} người.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class CeremonyTurn(Owned):
    """One line of a decision in the order of call. `attends` empty: not known."""

    ceremony = models.ForeignKey(Ceremony, on_delete=models.CASCADE, related_name="turns")
    line = models.ForeignKey(DecisionLine, on_delete=models.PROTECT, related_name="turns")
    order = models.PositiveIntegerField("thứ tự gọi")
    attends = models.BooleanField("dự lễ", null=True, blank=True)

    class Meta:
        verbose_name = "lượt gọi"
        verbose_name_plural = "lượt gọi"
        ordering: ClassVar = ["order"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "ceremony", "line"),
                name="rewards_turn_once",
                violation_error_message="Mỗi người, tập thể chỉ có một lượt trong một lễ.",
            ),
            models.UniqueConstraint(
                fields=("ceremony", "order"),
                name="rewards_turn_order",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Hai lượt gọi trùng thứ tự.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.order}. {self.line_id}"


class Handover(Owned, Revised):
    """The receipt of one line: who took the certificate and the frame, and when.

    The money stands in `Payment`: it is booked in the fund. `on_behalf` says by what right
    somebody else took it.
    """

    line = models.OneToOneField(DecisionLine, on_delete=models.PROTECT, related_name="handover")
    ceremony = models.ForeignKey(
        Ceremony, null=True, blank=True, on_delete=models.PROTECT, related_name="handovers"
    )
    received_on = models.DateField("ngày nhận")
    receiver = models.CharField("người nhận", max_length=120)
    on_behalf = models.CharField("nhận thay", max_length=200, blank=True)
    certificate = models.BooleanField("đã nhận bằng, giấy", default=False)
    frame = models.BooleanField("đã nhận khung", default=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "biên nhận"
        verbose_name_plural = "biên nhận"
        constraints = (
            models.CheckConstraint(
                name="rewards_handover_receiver",
                condition=~Q(receiver=""),
                violation_error_message="Ghi họ tên người nhận.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.line_id}: {self.receiver}"
