"""The permanent record: ratings, initiatives, awards, discipline; and the imports that fed it.

Rows are never erased: an undone import withdraws what it wrote (`withdrawn_at`).
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from thidua.core.codes import new_code
from thidua.core.constraints import state_needs
from thidua.core.models import Owned
from thidua.core.search import search_index
from thidua.documents.models import StoredFile
from thidua.organizations.models import OfSubject, Person, Unit
from thidua.registry.enums import (
    AskedAbout,
    AwardLevel,
    BatchKind,
    BatchState,
    DisciplineState,
    RatingWhyNone,
    RowState,
)


class ImportBatch(Owned):
    """One file brought into the registry; can be undone as a whole.

    `years` are those the file is a list of. `answers` hold what was said once for all rows of one
    spelling: {"unit": {key: unit code}, "title": {key: title code}}. `written` names what has no
    column for its batch (people, posts, units, birth dates filled in), so that undo finds it.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    kind = models.CharField("loại", max_length=10, choices=BatchKind.choices)
    state = models.CharField(max_length=10, choices=BatchState.choices, default=BatchState.READING)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    note = models.TextField("ghi nhận khi đọc", blank=True)
    years = ArrayField(models.PositiveSmallIntegerField(), verbose_name="các năm", default=list)
    answers = models.JSONField("trả lời về đơn vị, danh hiệu", default=dict)
    written = models.JSONField("những gì đã ghi thêm", default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by_name = models.CharField(max_length=200)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by_name = models.CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "lần nhập sổ"
        verbose_name_plural = "lần nhập sổ"
        constraints = (
            state_needs(
                "registry_batch_applied",
                (BatchState.APPLIED, BatchState.UNDONE),
                "applied_at",
                "Lần nhập đã xong phải có giờ nhập.",
            ),
            state_needs(
                "registry_batch_undone",
                (BatchState.UNDONE,),
                "undone_at",
                "Lần hoàn tác phải có giờ hoàn tác.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.file.name}"


class ImportRow(Owned):
    """One line of the file: what was read, whom it may be about, what was answered.

    `subject` is the code of the person or unit it is about, given before that person exists.
    `asked` is what stands in doubt, and rows of one `asked_key` get one answer; `candidates` are
    what it may be, each with the reason for doubt; `answer` is a person's code, "new", or
    "leave_out". `why` says why the row stands where it stands.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField("dòng")
    state = models.CharField(max_length=10, choices=RowState.choices)
    content = models.JSONField()
    subject = models.CharField(max_length=12, blank=True)
    asked = models.CharField("câu hỏi về", max_length=6, choices=AskedAbout.choices, blank=True)
    asked_key = models.CharField(max_length=250, blank=True)
    candidates = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    why = models.CharField(max_length=400, blank=True)
    answer = models.CharField(max_length=12, blank=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "dòng nhập sổ"
        verbose_name_plural = "dòng nhập sổ"
        ordering = ("sheet", "row")
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "batch", "sheet", "row"), name="registry_row_once"
            ),
            models.CheckConstraint(
                name="registry_row_asked",
                condition=Q(state=RowState.ASKED) ^ Q(asked=""),
                violation_error_message="Dòng chờ trả lời phải nói rõ hỏi về điều gì.",
            ),
        )
        indexes = (models.Index(fields=("batch", "state")),)

    def __str__(self) -> str:
        return f"{self.sheet}, dòng {self.row}"


class Recorded(Owned):
    """Where a row of the record comes from."""

    batch = models.ForeignKey(
        ImportBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    source = models.CharField("nguồn", max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Rating(OfSubject, Recorded):
    """The official completion level of a year (Điều 84 khoản 7), or why there is none."""

    year = models.PositiveSmallIntegerField("năm")
    level = models.PositiveSmallIntegerField("mức", null=True, blank=True)
    why_none = models.CharField(max_length=15, choices=RatingWhyNone.choices, blank=True)
    words = models.CharField("sổ ghi", max_length=120, blank=True)

    class Meta(OfSubject.Meta):
        verbose_name = "kết quả đánh giá"
        verbose_name_plural = "kết quả đánh giá"
        constraints: ClassVar[list[models.BaseConstraint] | tuple[models.BaseConstraint, ...]] = [
            *OfSubject.Meta.constraints,
            models.CheckConstraint(
                name="registry_rating_level_or_why",
                condition=Q(level__isnull=False, why_none="", level__lte=3)
                | (Q(level__isnull=True) & ~Q(why_none="")),
                violation_error_message="Phải có mức xếp loại, hoặc lý do chưa có.",
            ),
            models.UniqueConstraint(
                fields=("authority", "person", "year"),
                condition=Q(withdrawn_at__isnull=True),
                name="registry_rating_person_year",
                violation_error_message="Người này đã có kết quả đánh giá của năm đó.",
            ),
            models.UniqueConstraint(
                fields=("authority", "collective", "year"),
                condition=Q(withdrawn_at__isnull=True),
                name="registry_rating_collective_year",
                violation_error_message="Tập thể này đã có kết quả đánh giá của năm đó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.words}"


class Initiative(Recorded):
    """A recognised initiative or accepted scientific work (Điều 3 khoản 4).

    `scope`: 1 cơ sở, 2 tỉnh, 3 toàn quốc; empty when nobody has certified it.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    name = models.CharField("tên", max_length=400)
    year = models.PositiveSmallIntegerField("năm")
    recognition_number = models.CharField("số quyết định công nhận", max_length=60, blank=True)
    recognised_on = models.DateField("ngày công nhận", null=True, blank=True)
    scope = models.PositiveSmallIntegerField("phạm vi ảnh hưởng", null=True, blank=True)
    scope_certificate = models.CharField("văn bản xác nhận phạm vi", max_length=200, blank=True)
    authors = models.ManyToManyField(Person, related_name="initiatives")
    search_key = models.CharField(max_length=400, editable=False)

    class Meta:
        verbose_name = "sáng kiến"
        verbose_name_plural = "sáng kiến"
        indexes = (search_index("registry_initiative_search"),)
        constraints = (
            models.CheckConstraint(
                name="registry_initiative_scope",
                condition=Q(scope__isnull=True) | Q(scope__range=(1, 3)),
                violation_error_message="Phạm vi ảnh hưởng là cơ sở, tỉnh hoặc toàn quốc.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class InitiativeUse(Owned):
    """An initiative serves one award only (Công văn 5007/BNV-TĐKT, mục III.5 điểm c)."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="uses")
    # Named, not hidden: a merge of two people moves what has a name (`Person._meta`).
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="initiative_uses")
    title_code = models.CharField("danh hiệu, hình thức", max_length=20)
    year = models.PositiveSmallIntegerField("năm")
    decision_number = models.CharField("số quyết định", max_length=60, blank=True)

    class Meta:
        verbose_name = "lần dùng sáng kiến"
        verbose_name_plural = "lần dùng sáng kiến"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "initiative", "person"),
                name="registry_initiative_used_once",
                violation_error_message="Sáng kiến này đã được dùng cho một lần khen trước.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.initiative_id}: {self.title_code} {self.year}"


class Award(OfSubject, Recorded):
    """An award received. `year` is the year of merit; a city award is decided the year after.

    `revoked_on` and `restored_on` say what stands now, never both; the whole history of an award
    taken and given back is kept by whoever decides it.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    title_code = models.CharField("danh hiệu, hình thức", max_length=20)
    year = models.PositiveSmallIntegerField("năm thành tích")
    level = models.CharField("cấp khen", max_length=10, choices=AwardLevel.choices, blank=True)
    decision_number = models.CharField("số quyết định", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="awards_of_members"
    )
    unit_words = models.CharField("đơn vị ghi trong sổ", max_length=200, blank=True)
    citation = models.CharField("thành tích", max_length=500, blank=True)
    revoked_on = models.DateField("thu hồi ngày", null=True, blank=True)
    revocation = models.CharField("quyết định thu hồi", max_length=200, blank=True)
    restored_on = models.DateField("phục hồi ngày", null=True, blank=True)
    restoration = models.CharField("quyết định phục hồi", max_length=200, blank=True)
    search_key = models.CharField(max_length=500, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)

    class Meta(OfSubject.Meta):
        verbose_name = "khen thưởng đã nhận"
        verbose_name_plural = "khen thưởng đã nhận"
        indexes = (
            models.Index(fields=("authority", "year", "title_code")),
            models.Index(fields=("authority", "decision_number")),
            search_index("registry_award_search"),
        )
        constraints: ClassVar[list[models.BaseConstraint] | tuple[models.BaseConstraint, ...]] = [
            *OfSubject.Meta.constraints,
            *(
                models.UniqueConstraint(
                    fields=("authority", subject, "title_code", "year", "decision_number"),
                    condition=Q(withdrawn_at__isnull=True),
                    name=f"registry_award_{subject}_once",
                    violation_error_message="Khen thưởng này đã có trong sổ.",
                )
                for subject in ("person", "collective", "household")
            ),
            models.CheckConstraint(
                name="registry_award_revoked_after",
                condition=Q(revoked_on__isnull=True)
                | Q(decided_on__isnull=True)
                | Q(revoked_on__gte=F("decided_on")),
                violation_error_message="Ngày thu hồi không thể trước ngày quyết định.",
            ),
            models.CheckConstraint(
                name="registry_award_one_standing",
                condition=Q(revoked_on__isnull=True) | Q(restored_on__isnull=True),
                violation_error_message="Khen thưởng hoặc đã thu hồi, hoặc đã phục hồi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title_code} {self.year}"


class Discipline(OfSubject, Recorded):
    """Discipline decided or being considered; a pending one blocks (Nghị định 152/2025, Điều 4)."""

    state = models.CharField(max_length=12, choices=DisciplineState.choices)
    year = models.PositiveSmallIntegerField("năm", null=True, blank=True)
    measure = models.CharField("hình thức", max_length=100, blank=True)
    since = models.DateField("từ ngày", null=True, blank=True)
    until = models.DateField("đến ngày", null=True, blank=True)
    words = models.CharField("sổ ghi", max_length=300, blank=True)

    class Meta(OfSubject.Meta):
        verbose_name = "kỷ luật"
        verbose_name_plural = "kỷ luật"
        constraints: ClassVar[list[models.BaseConstraint] | tuple[models.BaseConstraint, ...]] = [
            *OfSubject.Meta.constraints
        ]

    def __str__(self) -> str:
        return self.words or self.measure


class Coverage(Owned):
    """For which years a source is complete: outside them "no award" is not known, not false."""

    class Source(models.TextChoices):
        AWARDS = "awards", "Sổ khen thưởng"
        RATINGS = "ratings", "Kết quả đánh giá"

    source = models.CharField(max_length=10, choices=Source.choices)
    first_year = models.PositiveSmallIntegerField("từ năm")
    last_year = models.PositiveSmallIntegerField("đến năm")
    batch = models.ForeignKey(ImportBatch, null=True, on_delete=models.CASCADE)

    class Meta:
        verbose_name = "phạm vi của sổ"
        verbose_name_plural = "phạm vi của sổ"
        constraints = (
            models.CheckConstraint(
                name="registry_coverage_years",
                condition=Q(last_year__gte=F("first_year")),
                violation_error_message="Năm cuối không thể trước năm đầu.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.first_year}–{self.last_year}"
