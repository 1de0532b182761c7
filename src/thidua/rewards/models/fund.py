"""The emulation and commendation fund: one book a year, entries that are never changed."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from thidua.core.codes import new_code
from thidua.core.models import Owned, Revised
from thidua.rewards.enums import INCOME, SPENDING, Category, Direction, FundArea


class FundYear(Owned, Revised):
    """The fund in one year. Amounts in đồng.

    `opening` is what is left from the year before; `base` the regular spending of this budget
    level, of which the law sets a share as the limit (Nghị định 152/2025/NĐ-CP, Điều 46 khoản 3);
    empty while it is not known.
    """

    year = models.PositiveSmallIntegerField("năm")
    opening = models.PositiveBigIntegerField("số dư đầu năm, đồng", default=0)
    base = models.PositiveBigIntegerField("chi ngân sách thường xuyên, đồng", null=True, blank=True)
    area = models.CharField(
        "địa bàn", max_length=20, choices=FundArea.choices, default=FundArea.DELTA
    )
    basis = models.CharField("căn cứ giao dự toán", max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField("khóa sổ lúc", null=True, blank=True)

    class Meta:
        verbose_name = "sổ quỹ năm"
        verbose_name_plural = "sổ quỹ"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "year"),
                name="rewards_fund_once",
                violation_error_message="Sổ quỹ của năm này đã mở.",
            ),
            models.CheckConstraint(
                name="rewards_fund_year",
                condition=Q(year__gte=1990, year__lte=2100),
                violation_error_message="Năm của sổ quỹ phải từ 1990 đến 2100.",
            ),
        )

    def __str__(self) -> str:
        return f"Quỹ thi đua, khen thưởng năm {self.year}"


class FundEntry(Owned):
    """One sum in or out. Never changed: a wrong one is undone by another that `reverses` it."""

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    fund = models.ForeignKey(FundYear, on_delete=models.PROTECT, related_name="entries")
    direction = models.CharField("thu, chi", max_length=3, choices=Direction.choices)
    category = models.CharField("khoản mục", max_length=12, choices=Category.choices)
    on = models.DateField("ngày")
    paper = models.CharField("số chứng từ", max_length=60, blank=True)
    words = models.CharField("nội dung", max_length=300)
    amount = models.PositiveBigIntegerField("số tiền, đồng")
    reverses = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by_name = models.CharField("người ghi", max_length=200)

    class Meta:
        verbose_name = "bút toán quỹ"
        verbose_name_plural = "bút toán quỹ"
        ordering: ClassVar = ["on", "pk"]
        indexes = (models.Index(fields=("authority", "fund", "on")),)
        constraints = (
            models.CheckConstraint(
                name="rewards_entry_amount",
                condition=Q(amount__gt=0),
                violation_error_message="Số tiền phải lớn hơn 0.",
            ),
            models.CheckConstraint(
                name="rewards_entry_side",
                condition=Q(reverses__isnull=True, direction=Direction.IN, category__in=INCOME)
                | Q(reverses__isnull=True, direction=Direction.OUT, category__in=SPENDING)
                | Q(reverses__isnull=False, direction=Direction.OUT, category__in=INCOME)
                | Q(reverses__isnull=False, direction=Direction.IN, category__in=SPENDING),
                violation_error_message="Khoản mục không khớp với thu hoặc chi.",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def signed(self) -> int:
        """Đồng added to the fund; below zero for what left it."""
        return self.amount if self.direction == Direction.IN else -self.amount
