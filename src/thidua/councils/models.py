"""Councils, their sessions, and the results recorded for each dossier."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua.commendation.models import Nomination, Round
from thidua.core.codes import new_code
from thidua.core.constraints import date_order
from thidua.core.models import Owned, Revised
from thidua.documents.models import StoredFile


class Council(Owned):
    """A council (Hội đồng Thi đua, khen thưởng); `total_members` is what shares are counted on."""

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    name = models.CharField("tên", max_length=200)
    total_members = models.PositiveSmallIntegerField("tổng số thành viên")
    chair_name = models.CharField("chủ tịch Hội đồng", max_length=120)
    chair_post = models.CharField("chức vụ của chủ tịch Hội đồng", max_length=150)
    secretary_name = models.CharField("thư ký", max_length=120)

    class Meta:
        verbose_name = "hội đồng"
        verbose_name_plural = "hội đồng"
        constraints = (
            models.CheckConstraint(
                name="councils_council_members",
                condition=Q(total_members__gte=1),
                violation_error_message="Hội đồng phải có thành viên.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Session(Owned, Revised):
    """A meeting on one round. `total_members` is frozen here: the denominator of every share."""

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="sessions")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sessions")
    held_on = models.DateField("ngày họp")
    started_at = models.TimeField("giờ bắt đầu", null=True, blank=True)
    ended_at = models.TimeField("giờ kết thúc", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=200)
    total_members = models.PositiveSmallIntegerField("tổng số thành viên")
    present = models.PositiveSmallIntegerField("có mặt")
    written_opinions = models.PositiveSmallIntegerField("vắng, có ý kiến bằng văn bản", default=0)
    minutes_number = models.CharField("số biên bản", max_length=60, blank=True)
    minutes_file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "phiên họp Hội đồng"
        verbose_name_plural = "phiên họp Hội đồng"
        constraints = (
            models.CheckConstraint(
                name="councils_session_present",
                condition=Q(present__lte=F("total_members") - F("written_opinions")),
                violation_error_message=(
                    "Số có mặt cộng số gửi ý kiến không thể nhiều hơn tổng số thành viên."
                ),
            ),
            date_order(
                "councils_session_times",
                "started_at",
                "ended_at",
                "Giờ kết thúc phải sau giờ bắt đầu, và phải ghi cả giờ bắt đầu.",
            ),
        )

    def __str__(self) -> str:
        return f"Phiên họp ngày {self.held_on:%d/%m/%Y}"


class Result(Owned):
    """The counts for one dossier. `threshold_percent` is empty where the law names none."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="results")
    nomination = models.OneToOneField(
        Nomination, on_delete=models.PROTECT, related_name="council_result"
    )
    in_favour = models.PositiveSmallIntegerField("đồng ý")
    against = models.PositiveSmallIntegerField("không đồng ý", default=0)
    invalid = models.PositiveSmallIntegerField("không hợp lệ", default=0)
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
                condition=Q(in_favour__lte=F("total_members") - F("against") - F("invalid")),
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
