"""What stands between a dossier and its council: holds, and members who must keep away."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.commendation.enums import HoldGround, RecusalGround
from thidua.commendation.models.nominations import Nomination
from thidua.core.codes import new_code
from thidua.core.constraints import date_order
from thidua.core.models import Owned


class Hold(Owned):
    """A reason to wait: while it stands the dossier goes neither to the council nor further.

    `words` is the sentence the unit reads, `source` the paper or list that says so. Where the
    ground is one the law names, the law's own article is shown beside it.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="holds")
    ground = models.CharField("lý do", max_length=20, choices=HoldGround.choices)
    words = models.CharField("nội dung", max_length=500)
    source = models.CharField("căn cứ", max_length=300, blank=True)
    since = models.DateTimeField("từ lúc")
    put_by_name = models.CharField(max_length=200)
    lifted_at = models.DateTimeField("gỡ lúc", null=True, blank=True)
    lifted_by_name = models.CharField(max_length=200, blank=True)
    lifted_basis = models.CharField("căn cứ gỡ", max_length=300, blank=True)

    class Meta:
        verbose_name = "việc tạm dừng hồ sơ"
        verbose_name_plural = "việc tạm dừng hồ sơ"
        indexes = (models.Index(fields=("nomination", "lifted_at")),)
        constraints = (
            date_order(
                "commendation_hold_lifted",
                "since",
                "lifted_at",
                "Không gỡ việc tạm dừng trước khi có nó.",
            ),
            models.CheckConstraint(
                name="commendation_hold_basis",
                condition=Q(lifted_at__isnull=True, lifted_basis="")
                | (Q(lifted_at__isnull=False) & ~Q(lifted_basis="")),
                violation_error_message="Gỡ việc tạm dừng phải ghi căn cứ.",
            ),
        )

    def __str__(self) -> str:
        return self.words


class Recusal(Owned):
    """Somebody who takes no part in considering a dossier and sees nothing of it.

    Held against the account, not the role: another hat does not open what this one may not see.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="recusals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField("lý do", max_length=12, choices=RecusalGround.choices)
    detected = models.BooleanField("hệ thống phát hiện", default=False)
    words = models.CharField("nội dung khai", max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_why = models.CharField("lý do rút", max_length=300, blank=True)

    class Meta:
        verbose_name = "người không tham gia xét"
        verbose_name_plural = "người không tham gia xét"
        indexes = (models.Index(fields=("user", "nomination")),)
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "nomination", "user"),
                condition=Q(withdrawn_at__isnull=True),
                name="commendation_recusal_once",
                violation_error_message="Người này đã được ghi là không tham gia xét hồ sơ.",
            ),
            date_order(
                "commendation_recusal_withdrawn",
                "made_at",
                "withdrawn_at",
                "Không rút trước khi khai.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.nomination_id}"
