"""Decisions, their numbers, the awards they give, and certificates."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from django.db import models
from django.db.models import Q

from thidua.commendation.models import Nomination, Round
from thidua.core.codes import new_code
from thidua.core.constraints import date_order
from thidua.core.models import Owned, Revised
from thidua.decisions.signing_models import PaperTemplate
from thidua.decisions.undone_models import UndoneLine
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

    def undone(self) -> models.QuerySet[UndoneLine]:
        """Awards that it takes back, gives back or makes out again, in the order of its list."""
        found = UndoneLine.objects.filter(decision=self).select_related("award").order_by("order")
        return found.none() if self.kind == DecisionKind.AWARD else found


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

    @property
    def certificate(self) -> Certificate | None:
        """The certificate that stands for this award now; those it replaced are left out."""
        held = getattr(self, "standing", None)
        found = self.certificates.filter(replaced_on__isnull=True) if held is None else held
        return next(iter(found), None)


class CertificateKey(Owned):
    """A public key that signs what certificates say, and the days it may sign, both included.

    The private half stands in the data folder, never here. `issuer` is the body's name of that
    time, as the statements say it. `leaked_at`: nothing this key signed is trusted any more.
    """

    key_id = models.CharField("mã khóa", max_length=16, unique=True)
    public = models.CharField("khóa công khai", max_length=64)
    issuer = models.CharField("cơ quan ký", max_length=200)
    valid_from = models.DateField("dùng từ ngày")
    valid_until = models.DateField("dùng đến ngày", null=True, blank=True)
    leaked_at = models.DateTimeField("bị lộ từ lúc", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "khóa ký giấy"
        verbose_name_plural = "khóa ký giấy"
        constraints = (
            models.UniqueConstraint(
                fields=("authority",),
                condition=Q(valid_until__isnull=True),
                name="decisions_key_one_current",
                violation_error_message="Cơ quan đang có một khóa ký khác. Tải lại trang.",
            ),
            date_order(
                "decisions_key_days",
                "valid_from",
                "valid_until",
                "Ngày cuối dùng khóa không thể trước ngày đầu.",
            ),
        )

    def __str__(self) -> str:
        return self.key_id


class CertificateLayout(Owned, Revised):
    """Where each part of a certificate stands on a sheet, in millimetres: own designs and
    pre-printed stock. `parts` is what `papers.placed.SheetLayout` reads; `background` is a
    picture of the stock, shown behind the preview and never printed.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    name = models.CharField("tên mẫu in", max_length=120)
    title_code = models.CharField("danh hiệu, hình thức", max_length=20, blank=True)
    stock = models.CharField("phôi", max_length=200, blank=True)
    width = models.FloatField("khổ rộng, mm", default=297.0)
    height = models.FloatField("khổ cao, mm", default=210.0)
    shift_x = models.FloatField("bù lệch ngang, mm", default=0.0)
    shift_y = models.FloatField("bù lệch dọc, mm", default=0.0)
    parts = models.JSONField("các phần", default=dict)
    background = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "mẫu in giấy"
        verbose_name_plural = "mẫu in giấy"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "name"),
                condition=Q(retired_at__isnull=True),
                name="decisions_layout_name",
                violation_error_message="Đã có mẫu in tên này. Đặt tên khác.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Certificate(Owned):
    """A certificate of one award, checked by its code; the code says nothing by itself.

    `content` is all that its page says, frozen when it was made out: a person or unit renamed
    later changes nothing; `content_hash` is the SHA-256 that proves it. `statement` is the same
    in short, signed, for the QR; empty when it would make the code too fine to print.
    `print_run` is the file that holds it together with its neighbours, drawn once; `fault` says
    why its page could not be drawn. `corrected_name`: what to print
    where the dossier errs. `revoked_on` and `replaced_on`: why it no longer stands.
    """

    code = models.CharField("mã tra cứu", max_length=16, unique=True, default=partial(new_code, 14))
    line = models.ForeignKey(DecisionLine, on_delete=models.PROTECT, related_name="certificates")
    golden_book = models.CharField("số sổ vàng", max_length=40)
    corrected_name = models.CharField("tên ghi lại cho đúng", max_length=400, blank=True)
    content = models.JSONField("nội dung", default=dict)
    content_hash = models.CharField("mã băm nội dung", max_length=64, blank=True)
    statement = models.BinaryField("nội dung đã ký", default=bytes)
    made_out_on = models.DateField("ngày cấp giấy", null=True, blank=True)
    print_run = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    fault = models.CharField("lý do chưa in được", max_length=500, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_on = models.DateField("hủy bỏ từ ngày", null=True, blank=True)
    revocation = models.CharField("quyết định hủy bỏ", max_length=300, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    replaced_on = models.DateField("thay thế từ ngày", null=True, blank=True)

    class Meta:
        verbose_name = "giấy chứng nhận"
        verbose_name_plural = "giấy chứng nhận"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "line"),
                condition=Q(replaced_on__isnull=True),
                name="decisions_certificate_one_standing",
                violation_error_message="Khen thưởng này đã có giấy. Cấp lại thì giấy cũ hết dùng.",
            ),
            models.CheckConstraint(
                name="decisions_certificate_revocation",
                condition=Q(revoked_on__isnull=True) | ~Q(revocation=""),
                violation_error_message="Ghi quyết định đã hủy bỏ khen thưởng.",
            ),
        )

    def __str__(self) -> str:
        return self.code


class PrintRun(Owned):
    """Certificates printed once more by a layout: on stock, or one of them again.

    `layout_data` is the layout as it was when this was asked for; empty: the sheet of Decree
    98/2023 art. 104.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="print_runs")
    layout = models.ForeignKey(
        CertificateLayout, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    layout_data = models.JSONField(default=dict)
    layout_name = models.CharField("mẫu in", max_length=120)
    reason = models.CharField("lý do in", max_length=300, blank=True)
    total = models.PositiveIntegerField("số giấy")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "lượt in giấy"
        verbose_name_plural = "lượt in giấy"

    def __str__(self) -> str:
        return self.code


class PrintPart(Owned):
    """One file of a print run and the certificates in it; `fault` says why there is no file, or
    which of them are left out."""

    run = models.ForeignKey(PrintRun, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField("phần")
    certificates = models.JSONField("các giấy")
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    fault = models.TextField("lý do chưa in được", blank=True)

    class Meta:
        verbose_name = "phần của lượt in"
        verbose_name_plural = "phần của lượt in"
        ordering: ClassVar = ["number"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "run", "number"), name="decisions_print_part_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.run_id}.{self.number}"
