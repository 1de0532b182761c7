"""Ballot papers, and the results recorded for each dossier."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from thidua.commendation.models import Nomination
from thidua.core.codes import new_code
from thidua.core.constraints import state_needs
from thidua.core.models import Owned
from thidua.core.workflow import Case
from thidua.councils.enums import SheetState
from thidua.councils.models.sessions import AgendaItem, Session
from thidua.voting.models import Motion


class BallotSheet(Owned, Case):
    """A ballot paper (phiếu kín): the dossiers of one award that are voted on together.

    Each line has a motion of its own, so whoever keeps away from one dossier simply does not find
    it on their paper. `options`, hours and the quorum are those of every motion. `extended_from`
    is the first end of the hours, where they have been extended since.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="sheets")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="sheets"
    )
    number = models.PositiveSmallIntegerField("phiếu số")
    title_code = models.CharField("danh hiệu, hình thức", max_length=20)
    name = models.CharField("tên phiếu", max_length=300)
    state = models.CharField(max_length=10, choices=SheetState.choices, default=SheetState.DRAFT)
    opens_at = models.DateTimeField("mở lúc", null=True, blank=True)
    closes_at = models.DateTimeField("hết giờ lúc", null=True, blank=True)
    draft_at = models.DateTimeField(auto_now_add=True)
    open_at = models.DateTimeField(null=True, blank=True)
    closing_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)
    dropping_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    drop_reason = models.CharField("lý do hủy", max_length=500, blank=True)
    extended_from = models.DateTimeField("giờ hết trước khi gia hạn", null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_by_name = models.CharField("người đề nghị đóng", max_length=200, blank=True)
    confirmed_by_name = models.CharField("người xác nhận đóng", max_length=200, blank=True)

    class Meta:
        verbose_name = "phiếu kín"
        verbose_name_plural = "phiếu kín"
        ordering: ClassVar = ["number"]
        constraints = (
            models.UniqueConstraint(
                fields=("session", "number"),
                name="councils_sheet_number",
                violation_error_message="Phiên họp đã có phiếu mang số này.",
            ),
            *(
                state_needs(
                    f"councils_sheet_{state.value}",
                    (state.value,),
                    f"{state.value}_at",
                    f"Phiếu ở bước “{state.label}” phải có thời điểm vào bước đó.",
                )
                for state in SheetState
                if state is not SheetState.DRAFT
            ),
            models.CheckConstraint(
                name="councils_sheet_drop_reason",
                condition=~Q(state__in=(SheetState.DROPPING, SheetState.DROPPED))
                | ~Q(drop_reason=""),
                violation_error_message="Ghi lý do hủy phiếu kín.",
            ),
            models.CheckConstraint(
                name="councils_sheet_extended",
                condition=Q(extended_from__isnull=True) | Q(closes_at__gt=F("extended_from")),
                violation_error_message="Giờ hết bỏ phiếu chỉ được lùi lại, không rút ngắn.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class BallotLine(Owned):
    """One dossier on a ballot paper; its motion comes when the paper is opened."""

    sheet = models.ForeignKey(BallotSheet, on_delete=models.PROTECT, related_name="lines")
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="ballot_lines"
    )
    order = models.PositiveSmallIntegerField("thứ tự")
    motion = models.OneToOneField(
        Motion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "dòng trên phiếu kín"
        verbose_name_plural = "dòng trên phiếu kín"
        ordering: ClassVar = ["order"]
        constraints = (
            models.UniqueConstraint(
                fields=("sheet", "nomination"),
                name="councils_ballot_line_once",
                violation_error_message="Hồ sơ đã có trên phiếu này.",
            ),
        )
        triggers = (
            # The motion does not know its dossier: this row alone says whose count it is.
            pgtrigger.Protect(
                name="voted_on_for_good",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.motion_id IS NOT NULL"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.order}. {self.nomination_id}"


class Deferral(Owned):
    """A dossier the council left for another session; it stays before the council.

    Taken back (`withdrawn_at`) it is considered in this session after all.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="deferrals")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="deferrals")
    reason = models.CharField("lý do để lại", max_length=500)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "hồ sơ để lại phiên sau"
        verbose_name_plural = "hồ sơ để lại phiên sau"
        constraints = (
            models.UniqueConstraint(
                fields=("session", "nomination"),
                condition=Q(withdrawn_at__isnull=True),
                name="councils_deferral_once",
                violation_error_message="Hồ sơ đã được để lại phiên sau.",
            ),
            models.CheckConstraint(
                name="councils_deferral_reason",
                condition=~Q(reason=""),
                violation_error_message="Ghi lý do để lại phiên sau.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.nomination_id}: {self.reason}"


class Result(Owned):
    """The counts for one dossier. `threshold_percent` is empty where the law names none."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="results")
    nomination = models.OneToOneField(
        Nomination, on_delete=models.PROTECT, related_name="council_result"
    )
    in_favour = models.PositiveSmallIntegerField("đồng ý")
    against = models.PositiveSmallIntegerField("không đồng ý", default=0)
    invalid = models.PositiveSmallIntegerField("không hợp lệ", default=0)
    abstained = models.PositiveSmallIntegerField("không có ý kiến", default=0)
    total_members = models.PositiveSmallIntegerField("tổng số thành viên")
    threshold_percent = models.PositiveSmallIntegerField("tỷ lệ phải đạt", null=True, blank=True)
    passed = models.BooleanField("thông qua")
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by_name = models.CharField(max_length=200)

    class Meta:
        verbose_name = "kết quả của Hội đồng"
        verbose_name_plural = "kết quả của Hội đồng"
        constraints = (
            models.CheckConstraint(
                name="councils_result_counts",
                condition=Q(
                    in_favour__lte=F("total_members") - F("against") - F("invalid") - F("abstained")
                ),
                violation_error_message=(
                    "Cộng các loại phiếu không thể nhiều hơn tổng số thành viên Hội đồng."
                ),
            ),
            models.CheckConstraint(
                name="councils_result_threshold",
                condition=Q(passed=False)
                | Q(threshold_percent__isnull=True)
                | Q(in_favour__gte=F("total_members") * F("threshold_percent") / 100.0),
                violation_error_message="Chưa đạt tỷ lệ phiếu tính trên tổng số thành viên.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.in_favour}/{self.total_members}"
