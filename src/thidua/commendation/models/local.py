"""Local regulations: what the authority's own rules add to the law, dated."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.core.codes import new_code
from thidua.core.constraints import date_order
from thidua.core.models import Owned, Revised


class LocalRegulation(Owned, Revised):
    """One local regulation, as the file that was brought in (`law.regulations`).

    `in_force_from` is the first day it binds, `ended` the first it does not. Several may hold at
    once (the province's, the ward's): the stricter number counts. Withdrawn, it binds no dossier
    any more; what was judged under it keeps its words.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    number = models.CharField("số, ký hiệu", max_length=60)
    name = models.CharField("tên văn bản", max_length=300)
    issuer = models.CharField("nơi ban hành", max_length=200)
    in_force_from = models.DateField("có hiệu lực từ")
    ended = models.DateField("hết hiệu lực từ", null=True, blank=True)
    text = models.TextField("nội dung tệp")
    added_at = models.DateTimeField(auto_now_add=True)
    added_by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_reason = models.CharField("lý do rút", max_length=500, blank=True)

    class Meta:
        verbose_name = "quy định của địa phương"
        verbose_name_plural = "quy định của địa phương"
        constraints = (
            date_order(
                "commendation_local_dates",
                "in_force_from",
                "ended",
                "Ngày hết hiệu lực phải sau ngày có hiệu lực.",
            ),
            models.UniqueConstraint(
                fields=("authority", "number"),
                condition=Q(withdrawn_at=None),
                name="commendation_local_number",
                violation_error_message=(
                    "Văn bản số này đã có. Rút bản cũ trước, rồi đưa bản mới vào."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
