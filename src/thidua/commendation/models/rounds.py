"""Rounds, and the lists that units hand in."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from thidua.commendation.enums import (
    ListState,
    ListWork,
    RoundKind,
    RoundState,
)
from thidua.core.codes import new_code
from thidua.core.constraints import date_order, state_needs
from thidua.core.models import Owned, Revised
from thidua.documents.models import StoredFile
from thidua.organizations.models import Unit


class Round(Owned, Revised):
    """An award round (đợt xét): a year, a kind, the titles on offer, until when, by whom.

    `considered_on` is the date whose law judges the dossiers; `cap_percent` is a local cap of
    CSTĐCS on LĐTT, empty by default: no national cap exists since 2024-01-01.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    year = models.PositiveSmallIntegerField("năm xét")
    kind = models.CharField("loại khen thưởng", max_length=10, choices=RoundKind.choices)
    name = models.CharField("tên đợt", max_length=200)
    titles = ArrayField(
        models.CharField(max_length=20), verbose_name="danh hiệu, hình thức đưa ra xét"
    )
    opens_on = models.DateField("nhận hồ sơ từ")
    closes_on = models.DateField("hạn nộp")
    considered_on = models.DateField("ngày xét (pháp luật áp dụng)")
    cap_percent = models.PositiveSmallIntegerField(
        "tỷ lệ CSTĐCS tối đa trên số LĐTT (quy định địa phương)", null=True, blank=True
    )
    cap_basis = models.CharField("văn bản quy định tỷ lệ", max_length=200, blank=True)
    nominators = models.ManyToManyField(
        Unit, blank=True, related_name="+", verbose_name="đơn vị được đề nghị (trống: mọi đơn vị)"
    )
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "đợt xét"
        verbose_name_plural = "đợt xét"
        constraints = (
            date_order(
                "commendation_round_dates",
                "opens_on",
                "closes_on",
                "Hạn nộp phải từ ngày bắt đầu nhận hồ sơ trở đi.",
            ),
            models.CheckConstraint(
                name="commendation_round_titles",
                condition=Q(titles__len__gt=0),
                violation_error_message="Đợt xét phải có ít nhất một danh hiệu hoặc hình thức.",
            ),
            models.CheckConstraint(
                name="commendation_round_cap",
                condition=Q(cap_percent__isnull=True)
                | (Q(cap_percent__range=(1, 100)) & ~Q(cap_basis="")),
                violation_error_message=(
                    "Tỷ lệ tối đa từ 1 đến 100 và phải ghi văn bản của địa phương quy định tỷ lệ: "
                    "từ 01/01/2024 không còn tỷ lệ chung cả nước."
                ),
            ),
            models.UniqueConstraint(
                fields=("authority", "year", "name"),
                name="commendation_round_name",
                violation_error_message="Năm này đã có đợt xét cùng tên.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ListImport(Owned, Revised):
    """A unit's list as it was handed in, what was read from it, and the answers given.

    `reading` is what `domain.reading_store` keeps of a `ListReading` and never changes; `answers`
    maps a question's key to the chosen answer; `standing` is what both come to (questions, and a
    verdict for each line) and `summary` its counts. `written` names what applying added beside
    dossiers, so that undo finds it. Nothing becomes a nomination before `applied_at`.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="lists")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ListState.choices, default=ListState.READING)
    reading = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    standing = models.JSONField("câu hỏi và kết quả từng dòng", default=dict)
    summary = models.JSONField("số liệu tóm tắt", default=dict)
    written = models.JSONField("những gì đã ghi thêm", default=dict)
    refusal = models.CharField("lý do không đọc được", max_length=500, blank=True)
    working = models.CharField(max_length=10, choices=ListWork.choices, blank=True)
    working_since = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField("việc chạy nền chưa xong vì", max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by_name = models.CharField(max_length=200)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by_name = models.CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "danh sách đơn vị nộp"
        verbose_name_plural = "danh sách đơn vị nộp"
        constraints = (
            state_needs(
                "commendation_list_applied",
                (ListState.APPLIED, ListState.UNDONE),
                "applied_at",
                "Danh sách đã nhập phải có giờ nhập.",
            ),
            state_needs(
                "commendation_list_undone",
                (ListState.UNDONE,),
                "undone_at",
                "Danh sách đã hoàn tác phải có giờ hoàn tác.",
            ),
            date_order(
                "commendation_list_undone_after",
                "applied_at",
                "undone_at",
                "Không hoàn tác trước khi nhập.",
            ),
        )

    def __str__(self) -> str:
        return self.file.name
