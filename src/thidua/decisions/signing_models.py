"""The office's own paper templates, images of hands and seals, and signed revisions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from thidua.core.codes import new_code
from thidua.core.models import Owned
from thidua.documents.models import StoredFile


class PaperKind(models.TextChoices):
    DECISION = "decision", "Quyết định"
    SUBMISSION = "submission", "Tờ trình"
    LIST = "list", "Danh sách"


class PaperTemplate(Owned):
    """The office's own DOCX for one kind of paper, used from a day on; `fields` are those in it.

    Never changed: another file is another template, so that an issued paper keeps naming what it
    was made from. `checked_at` is when the file was found safe and its fields known.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    kind = models.CharField("loại văn bản", max_length=12, choices=PaperKind.choices)
    name = models.CharField("tên mẫu", max_length=120)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    active_from = models.DateField("dùng từ ngày")
    fields = models.JSONField("các trường", default=list)
    checked_at = models.DateTimeField("kiểm tra lúc")
    made_by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "mẫu văn bản"
        verbose_name_plural = "mẫu văn bản"
        ordering: ClassVar = ["kind", "-active_from", "-pk"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "kind", "active_from"),
                condition=Q(withdrawn_at__isnull=True),
                name="decisions_template_one_a_day",
                violation_error_message=(
                    "Đã có mẫu của loại văn bản này dùng từ ngày đó. "
                    "Chọn ngày khác hoặc rút mẫu cũ."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.name


class ImageKind(models.TextChoices):
    HAND = "hand", "Chữ ký tay"
    SEAL = "seal", "Con dấu"


class SignatureImage(Owned):
    """What is seen of a signature: a signer's hand by printed name, or the agency's seal.

    `width_mm` is the real width of the seal; a hand is fitted to its space. Shown to the office
    alone.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    kind = models.CharField("loại", max_length=6, choices=ImageKind.choices)
    holder = models.CharField("của ai", max_length=200)
    width_mm = models.PositiveSmallIntegerField("chiều ngang thật, mm", null=True, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "ảnh chữ ký, con dấu"
        verbose_name_plural = "ảnh chữ ký, con dấu"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "kind", "holder"),
                condition=Q(withdrawn_at__isnull=True),
                name="decisions_image_one_live",
                violation_error_message="Đã có ảnh đang dùng. Rút ảnh cũ trước.",
            ),
            models.CheckConstraint(
                name="decisions_image_seal_width",
                condition=Q(kind="hand", width_mm__isnull=True)
                | Q(kind="seal", width_mm__range=(20, 60)),
                violation_error_message="Ghi chiều ngang thật của con dấu, từ 20 đến 60 mm.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.holder}"


class SignedKind(models.TextChoices):
    """What the revision added: a signature made here, or a file signed elsewhere."""

    HAND = "hand", "Người có thẩm quyền ký"
    SEAL = "seal", "Cơ quan ký"
    OUTSIDE = "outside", "Ký ở phần mềm khác"


class SameDocument(models.TextChoices):
    """How a file signed elsewhere was found to be this decision."""

    BYTES = "bytes", "Chứa nguyên vẹn bản đã ban hành, chỉ thêm chữ ký"
    TEXT = "text", "Toàn bộ chữ giống bản đã ban hành"
    MARKS = "marks", "Chỉ đối chiếu được số, ngày và trích yếu"


class SignedPaper(Owned):
    """One signed revision of a decision's PDF; all are kept, the last one is offered.

    `signatures` are the findings on the day it was received, newest signature last, as they are
    shown: certificates expire, the finding of that day stays. `valid`: every signature was valid
    and led to a trusted root.
    """

    decision = models.ForeignKey(
        "decisions.Decision", on_delete=models.PROTECT, related_name="signed_papers"
    )
    order = models.PositiveSmallIntegerField("lần ký")
    kind = models.CharField("cách ký", max_length=8, choices=SignedKind.choices)
    sameness = models.CharField(
        "đối chiếu", max_length=8, choices=SameDocument.choices, default=SameDocument.BYTES
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    signatures = models.JSONField("kết quả kiểm tra", default=list)
    conclusion = models.CharField("kết luận", max_length=300)
    valid = models.BooleanField("hợp lệ")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by_name = models.CharField(max_length=200)

    class Meta:
        verbose_name = "bản ký số"
        verbose_name_plural = "bản ký số"
        ordering: ClassVar = ["order"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "decision", "order"),
                name="decisions_signed_order",
                violation_error_message=(
                    "Vừa có người ký văn bản này. Mở lại trang để ký trên bản mới."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.decision_id}, lần {self.order}"
