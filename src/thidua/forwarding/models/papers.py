"""Papers of a package, what the higher level asked for, and secret dossiers as counts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.commendation.enums import Subject
from thidua.core.constraints import date_order
from thidua.core.models import Owned, Revised
from thidua.documents.models import StoredFile
from thidua.forwarding.enums import Source, Target
from thidua.forwarding.models.packages import Package, PackageItem


class PackagePaper(Owned):
    """One version of a paper; without an item it goes with every dossier of the package.

    `kind` is a code of the law's checklist (`law.dossier`) or one of `checklist.EXTRA`. The newest
    version stands; older ones are kept with the moment they were superseded. `reference` names a
    paper that is handed in on paper only.
    """

    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="papers")
    item = models.ForeignKey(
        PackageItem, null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )
    kind = models.CharField("loại giấy tờ", max_length=40)
    name = models.CharField("tên giấy tờ", max_length=300)
    version = models.PositiveSmallIntegerField("bản", default=1)
    source = models.CharField("nguồn", max_length=10, choices=Source.choices)
    signed = models.BooleanField("bản đã ký", default=False)
    reference = models.CharField("số, ngày giấy tờ", max_length=200, blank=True)
    docx = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pdf = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    made_by_name = models.CharField(max_length=200)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "giấy tờ trong gói trình"
        verbose_name_plural = "giấy tờ trong gói trình"
        indexes = (models.Index(fields=("package", "superseded_at")),)
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "package", "item", "kind"),
                condition=Q(superseded_at__isnull=True),
                nulls_distinct=False,
                name="forwarding_paper_standing",
                violation_error_message="Giấy tờ này đã có bản đang dùng.",
            ),
            models.CheckConstraint(
                name="forwarding_paper_content",
                condition=Q(docx__isnull=False) | Q(pdf__isnull=False) | ~Q(reference=""),
                violation_error_message="Giấy tờ phải có tệp, hoặc số, ngày của bản giấy.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, bản {self.version}"


class SupplementRequest(Owned, Revised):
    """What the higher level asked for after it had the package; `due_on` as its letter says."""

    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="requests")
    item = models.ForeignKey(
        PackageItem, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    kind = models.CharField("giấy tờ", max_length=40, blank=True)
    words = models.CharField("nội dung yêu cầu", max_length=500)
    letter = models.CharField("số, ngày văn bản yêu cầu", max_length=200, blank=True)
    asked_on = models.DateField("ngày yêu cầu")
    due_on = models.DateField("hạn bổ sung", null=True, blank=True)
    to_unit = models.BooleanField("đơn vị bổ sung", default=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    answer = models.CharField("đã bổ sung", max_length=500, blank=True)

    class Meta:
        verbose_name = "yêu cầu bổ sung của cấp trên"
        verbose_name_plural = "yêu cầu bổ sung của cấp trên"
        constraints = (
            date_order(
                "forwarding_request_due",
                "asked_on",
                "due_on",
                "Hạn bổ sung không thể trước ngày yêu cầu.",
            ),
            models.CheckConstraint(
                name="forwarding_request_answer",
                condition=Q(answered_at__isnull=True) ^ ~Q(answer=""),
                violation_error_message="Đánh dấu đã bổ sung thì ghi đã bổ sung gì.",
            ),
            models.CheckConstraint(
                name="forwarding_request_unit",
                condition=Q(to_unit=False) | Q(item__isnull=False),
                violation_error_message="Chỉ giao đơn vị bổ sung cho một hồ sơ cụ thể.",
            ),
        )

    def __str__(self) -> str:
        return self.words


class SecretCount(Owned, Revised):
    """How many dossiers with state secrets went up by their own way: figures, and nothing else."""

    year = models.PositiveSmallIntegerField("năm")
    title_code = models.CharField("danh hiệu, hình thức", max_length=20)
    level = models.CharField("cấp quyết định", max_length=10, choices=Target.choices)
    kind = models.CharField("đối tượng", max_length=10, choices=Subject.choices)
    proposed = models.PositiveIntegerField("số đề nghị")
    granted = models.PositiveIntegerField("số được khen", null=True, blank=True)

    class Meta:
        verbose_name = "số lượng hồ sơ có bí mật nhà nước"
        verbose_name_plural = "số lượng hồ sơ có bí mật nhà nước"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "year", "title_code", "level", "kind"),
                name="forwarding_secret_once",
                violation_error_message=(
                    "Năm này đã có số lượng cho danh hiệu, cấp, đối tượng đó. Sửa dòng đã có."
                ),
            ),
            models.CheckConstraint(
                name="forwarding_secret_granted",
                condition=Q(granted__isnull=True) | Q(granted__lte=models.F("proposed")),
                violation_error_message="Số được khen không thể nhiều hơn số đề nghị.",
            ),
            models.CheckConstraint(
                name="forwarding_secret_some",
                condition=Q(proposed__range=(1, 100_000)),
                violation_error_message="Số đề nghị từ 1 đến 100.000.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.year}: {self.title_code}"
