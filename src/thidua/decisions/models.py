"""Decisions, their numbers, the awards they give, and certificates."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from django.db import models
from django.db.models import Q

from thidua.commendation.models import Nomination, Round
from thidua.core.codes import new_code
from thidua.core.models import Owned, Revised
from thidua.decisions.signing_models import PaperTemplate
from thidua.documents.models import StoredFile
from thidua.registry.models import Award


class DecisionState(models.TextChoices):
    DRAFT = "draft", "Dự thảo"
    ISSUED = "issued", "Đã ban hành"
    DISCARDED = "discarded", "Đã bỏ"


class DecisionKind(models.TextChoices):
    """What a decision does. All but `AWARD` undo or mend one (Luật 06/2022/QH15, Điều 93)."""

    AWARD = "award", "Khen thưởng"
    REVOKE = "revoke", "Hủy bỏ quyết định khen thưởng"
    STRIP = "strip", "Tước danh hiệu"
    RESTORE = "restore", "Phục hồi, trao lại"
    REISSUE = "reissue", "Cấp đổi, cấp lại"


class NumberSeries(Owned):
    """The last number given, per year and kind of paper; gapless: the row is locked to count."""

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "sổ cấp số"
        verbose_name_plural = "sổ cấp số"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "year", "kind"), name="decisions_series_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"


class Decision(Owned, Revised):
    """A commendation decision. `number` and `issued_on` come together, at issue, for good.

    `planned_on` is the day the draft is reckoned for (who may decide, the base salary);
    `archive` is what stands after `Lưu:`. With a `template` the paper is the office's own DOCX and
    there is no PDF of ours. `papers_fault` says why the papers could not be made.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    kind = models.CharField(
        "loại", max_length=10, choices=DecisionKind.choices, default=DecisionKind.AWARD
    )
    round = models.ForeignKey(
        Round, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    state = models.CharField(
        max_length=10, choices=DecisionState.choices, default=DecisionState.DRAFT
    )
    symbol = models.CharField("ký hiệu", max_length=40, default="QĐ-UBND")
    year = models.PositiveSmallIntegerField("năm ban hành", null=True, blank=True)
    number = models.PositiveIntegerField("số", null=True, blank=True)
    planned_on = models.DateField("ngày dự kiến ban hành", null=True, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    subject = models.CharField("trích yếu", max_length=300)
    bases = models.JSONField("căn cứ", default=list)
    articles = models.JSONField("các điều", default=list)
    recipients = models.JSONField("nơi nhận", default=list)
    archive = models.CharField("lưu", max_length=80, default="VT")
    signer_authority = models.JSONField("thẩm quyền ký", default=list)
    signer_post = models.CharField("chức vụ người ký", max_length=150)
    signer_name = models.CharField("người ký", max_length=120)
    bonus_source = models.CharField("nguồn tiền thưởng", max_length=200, blank=True)
    template = models.ForeignKey(
        PaperTemplate, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    docx = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pdf = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    papers_fault = models.CharField("lý do chưa tạo được văn bản", max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "quyết định"
        verbose_name_plural = "quyết định"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "year", "symbol", "number"),
                name="decisions_decision_number",
                violation_error_message="Số quyết định này đã dùng trong năm.",
            ),
            models.CheckConstraint(
                name="decisions_decision_round",
                condition=Q(round__isnull=False) | ~Q(kind=DecisionKind.AWARD),
                violation_error_message="Quyết định khen thưởng phải thuộc một đợt xét.",
            ),
            models.CheckConstraint(
                name="decisions_decision_numbered",
                condition=Q(
                    state=DecisionState.ISSUED,
                    number__isnull=False,
                    year__isnull=False,
                    issued_on__isnull=False,
                    issued_at__isnull=False,
                )
                | (~Q(state=DecisionState.ISSUED) & Q(number__isnull=True)),
                violation_error_message=(
                    "Quyết định đã ban hành phải có số, ngày; dự thảo thì không."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.subject

    @property
    def full_number(self) -> str:
        """`05/QĐ-UBND`; numbers below ten carry a zero (Nghị định 30/2020, Phụ lục I)."""
        return f"{self.number:02d}/{self.symbol}" if self.number else f"…/{self.symbol}"


class DecisionLine(Owned):
    """One award of a decision; `order` is also the number in the golden book.

    `released_at`: the draft was discarded and the dossier is free for another one.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="lines")
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="decision_lines"
    )
    order = models.PositiveIntegerField("thứ tự")
    amount = models.PositiveBigIntegerField("tiền thưởng, đồng", null=True, blank=True)
    amount_basis = models.CharField("cách tính", max_length=300, blank=True)
    award = models.OneToOneField(
        Award, null=True, blank=True, on_delete=models.PROTECT, related_name="decision_line"
    )
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "dòng quyết định"
        verbose_name_plural = "dòng quyết định"
        ordering: ClassVar = ["order"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "decision", "order"), name="decisions_line_order"
            ),
            models.UniqueConstraint(
                fields=("authority", "decision", "nomination"), name="decisions_line_once"
            ),
            models.UniqueConstraint(
                fields=("authority", "nomination"),
                condition=Q(released_at__isnull=True),
                name="decisions_line_one_live",
                violation_error_message="Hồ sơ đã nằm trong một quyết định khác.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.order}. {self.nomination_id}"


class Certificate(Owned):
    """A certificate of one award, checked by its code; the code says nothing by itself.

    `print_run` is the file that holds it together with its neighbours, for the printer; `fault`
    says why its page could not be drawn.
    """

    code = models.CharField("mã tra cứu", max_length=16, unique=True, default=partial(new_code, 14))
    line = models.OneToOneField(DecisionLine, on_delete=models.PROTECT, related_name="certificate")
    golden_book = models.CharField("số sổ vàng", max_length=40)
    pdf = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    print_run = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    fault = models.CharField("lý do chưa in được", max_length=500, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "giấy chứng nhận"
        verbose_name_plural = "giấy chứng nhận"

    def __str__(self) -> str:
        return self.code
