"""The initiative council at work: its criteria, its sittings, the members' score sheets."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from thidua.core.codes import new_code
from thidua.core.models import Owned, Revised
from thidua.councils.models import Council, Member
from thidua.documents.models import StoredFile
from thidua.initiatives.enums import Method, VotesOf
from thidua.initiatives.models.requests import InitiativeRequest

_PERCENT = (MinValueValidator(1), MaxValueValidator(100))


class CriteriaEdition(Owned, Revised):
    """The council's own sheet of criteria for a year, and what counts as passing.

    No national text sets the thresholds: each council's regulation does (`basis`). A threshold
    that is empty is not asked for; at least one is set. `places` is the number of decimals that
    every figure is rounded to (half up).
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="criteria_editions")
    year = models.PositiveSmallIntegerField("năm")
    name = models.CharField("tên bộ tiêu chí", max_length=200)
    method = models.CharField(
        "cách gộp điểm", max_length=6, choices=Method.choices, default=Method.MEAN
    )
    places = models.PositiveSmallIntegerField("số chữ số thập phân", default=2)
    points_percent = models.PositiveSmallIntegerField(
        "tỷ lệ điểm phải đạt (%)", null=True, blank=True, validators=_PERCENT
    )
    votes_percent = models.PositiveSmallIntegerField(
        "tỷ lệ thành viên đề nghị công nhận (%)", null=True, blank=True, validators=_PERCENT
    )
    votes_of = models.CharField(
        "tỷ lệ tính trên", max_length=8, choices=VotesOf.choices, default=VotesOf.COUNCIL
    )
    sheets_percent = models.PositiveSmallIntegerField(
        "tỷ lệ phiếu tối thiểu để kết thúc chấm (%)", null=True, blank=True, validators=_PERCENT
    )
    basis = models.CharField("quy chế quy định", max_length=300)

    class Meta:
        verbose_name = "bộ tiêu chí chấm sáng kiến"
        verbose_name_plural = "bộ tiêu chí chấm sáng kiến"
        ordering: ClassVar = ["-year", "-pk"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "council", "year", "name"),
                name="initiatives_edition_once",
                violation_error_message="Hội đồng đã có bộ tiêu chí cùng tên trong năm này.",
            ),
            models.CheckConstraint(
                name="initiatives_edition_threshold",
                condition=(Q(points_percent__isnull=False) | Q(votes_percent__isnull=False))
                & ~Q(basis=""),
                violation_error_message=(
                    "Đặt ít nhất một ngưỡng (điểm hoặc tỷ lệ thành viên) và ghi quy chế quy định."
                ),
            ),
            models.CheckConstraint(
                name="initiatives_edition_places",
                condition=Q(places__lte=4),
                violation_error_message="Làm tròn tối đa 4 chữ số thập phân.",
            ),
            *(
                models.CheckConstraint(
                    name=f"initiatives_edition_{column}",
                    condition=Q(**{f"{column}__isnull": True})
                    | Q(**{f"{column}__range": (1, 100)}),
                    violation_error_message="Tỷ lệ phải từ 1 đến 100 %.",
                )
                for column in ("points_percent", "votes_percent", "sheets_percent")
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} năm {self.year}"


class Criterion(Owned):
    """One line of the sheet: at most `most` points, counted `weight` times."""

    edition = models.ForeignKey(CriteriaEdition, on_delete=models.CASCADE, related_name="criteria")
    order = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("tiêu chí", max_length=300)
    most = models.DecimalField("điểm tối đa", max_digits=6, decimal_places=2)
    weight = models.DecimalField("hệ số", max_digits=5, decimal_places=2, default=Decimal(1))

    class Meta:
        verbose_name = "tiêu chí chấm sáng kiến"
        verbose_name_plural = "tiêu chí chấm sáng kiến"
        ordering: ClassVar = ["order", "pk"]
        constraints = (
            models.CheckConstraint(
                name="initiatives_criterion_positive",
                condition=Q(most__gt=0, weight__gt=0),
                violation_error_message="Điểm tối đa và hệ số phải lớn hơn 0.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Sitting(Owned, Revised):
    """A sitting of the initiative council: the requests scored together, and its minutes."""

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="sittings")
    edition = models.ForeignKey(CriteriaEdition, on_delete=models.PROTECT, related_name="sittings")
    name = models.CharField("tên phiên", max_length=200)
    held_on = models.DateField("ngày họp")
    place = models.CharField("địa điểm", max_length=200, blank=True)
    started_at = models.TimeField("giờ bắt đầu", null=True, blank=True)
    ended_at = models.TimeField("giờ kết thúc", null=True, blank=True)
    present = models.PositiveSmallIntegerField("số thành viên có mặt", null=True, blank=True)
    total_members = models.PositiveSmallIntegerField("tổng số thành viên")
    minutes_number = models.CharField("số biên bản", max_length=60, blank=True)
    minutes_file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "phiên chấm sáng kiến"
        verbose_name_plural = "phiên chấm sáng kiến"
        constraints = (
            models.CheckConstraint(
                name="initiatives_sitting_present",
                condition=Q(present__isnull=True) | Q(present__lte=models.F("total_members")),
                violation_error_message="Số có mặt không thể nhiều hơn tổng số thành viên.",
            ),
            models.CheckConstraint(
                name="initiatives_sitting_hours",
                condition=Q(ended_at__isnull=True)
                | Q(started_at__isnull=False, ended_at__gte=models.F("started_at")),
                violation_error_message=(
                    "Giờ kết thúc phải sau giờ bắt đầu, và phải ghi cả giờ bắt đầu."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Scoring(Owned):
    """The scoring of one request in a sitting; closed once, then frozen.

    `content` is everything the result rests on, `sha256` the hash of its canonical JSON.
    """

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="scorings")
    request = models.OneToOneField(
        InitiativeRequest, on_delete=models.PROTECT, related_name="scoring"
    )
    order = models.PositiveSmallIntegerField("thứ tự")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by_name = models.CharField(max_length=200, blank=True)
    passed = models.BooleanField("đạt", null=True, blank=True)
    percent = models.DecimalField(
        "tỷ lệ điểm", max_digits=8, decimal_places=4, null=True, blank=True
    )
    content = models.JSONField("kết quả", default=dict)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "việc chấm một đề nghị sáng kiến"
        verbose_name_plural = "việc chấm các đề nghị sáng kiến"
        ordering: ClassVar = ["order", "pk"]
        constraints = (
            models.CheckConstraint(
                name="initiatives_scoring_frozen",
                condition=Q(closed_at__isnull=True, passed__isnull=True, sha256="")
                | (Q(closed_at__isnull=False, passed__isnull=False) & ~Q(sha256="")),
                violation_error_message="Kết quả chấm phải có khi và chỉ khi đã kết thúc chấm.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.sitting_id}: {self.request_id}"


class ScoreSheet(Owned, Revised):
    """A member's sheet on one request; `entered_by_name` when the secretary typed it from paper."""

    scoring = models.ForeignKey(Scoring, on_delete=models.PROTECT, related_name="sheets")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="score_sheets")
    recommends = models.BooleanField("đề nghị công nhận")
    comment = models.CharField("nhận xét", max_length=1000, blank=True)
    entered_by_name = models.CharField("người nhập từ phiếu giấy", max_length=200, blank=True)
    handed_in_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "phiếu chấm sáng kiến"
        verbose_name_plural = "phiếu chấm sáng kiến"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "scoring", "member"),
                name="initiatives_sheet_once",
                violation_error_message="Thành viên này đã có phiếu chấm.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id}: {self.scoring_id}"


class Score(Owned):
    """Points for one criterion."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    points = models.DecimalField("điểm", max_digits=6, decimal_places=2)

    class Meta:
        verbose_name = "điểm một tiêu chí"
        verbose_name_plural = "điểm các tiêu chí"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "sheet", "criterion"),
                name="initiatives_score_once",
                violation_error_message="Tiêu chí này đã có điểm.",
            ),
            models.CheckConstraint(
                name="initiatives_score_not_negative",
                condition=Q(points__gte=0),
                violation_error_message="Điểm không thể âm.",
            ),
        )

    def __str__(self) -> str:
        return str(self.points)
