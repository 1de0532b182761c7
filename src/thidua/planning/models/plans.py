"""The standing office's plan of a year: items, and the versions that were approved."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from thidua.core.codes import new_code
from thidua.core.constraints import state_needs
from thidua.core.models import Owned, Revised
from thidua.core.workflow import Case
from thidua.directives.enums import Rhythm
from thidua.documents.models import StoredFile
from thidua.organizations.models import Unit
from thidua.planning.enums import ItemKind, Mark, PlanState, Purpose


class WorkPlan(Owned, Case):
    """The plan of one year. Once approved it is changed through a new version; what was approved
    stays in force meanwhile. `remark`: why it was given back or is being changed."""

    year = models.PositiveSmallIntegerField("năm")
    state = models.CharField(
        "bước", max_length=10, choices=PlanState.choices, default=PlanState.DRAFT
    )
    basis = models.CharField("căn cứ", max_length=500, blank=True)
    remark = models.CharField("lý do trả lại, thay đổi", max_length=500, blank=True)
    draft_at = models.DateTimeField(null=True, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "chương trình công tác năm"
        verbose_name_plural = "chương trình công tác năm"
        ordering: ClassVar = ["-year"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("authority", "year"),
                name="planning_plan_once",
                violation_error_message="Năm này đã có chương trình công tác.",
            ),
            models.CheckConstraint(
                name="planning_plan_year",
                condition=Q(year__range=(2004, 2100)),
                violation_error_message="Năm của chương trình công tác phải từ 2004 đến 2100.",
            ),
            state_needs(
                "planning_plan_approved",
                (PlanState.APPROVED,),
                "approved_at",
                "Chương trình công tác đã duyệt phải có thời điểm duyệt.",
            ),
        ]

    def __str__(self) -> str:
        return f"Chương trình công tác năm {self.year}"

    @property
    def code(self) -> str:
        """Its address: an authority has one plan a year."""
        return str(self.year)


class PlanItem(Owned, Revised):
    """One thing to do, or one session of the council.

    `begins_on` and `due_on` are both counted. `rhythm`: due at the end of every such stretch of
    the calendar, once where it is said once. `place` is the kind and the code of what this is in
    the system (`round:AB34`): then that thing says how far it is, and nobody by hand. `owner_name`
    is who does it; `owner` the unit, where it is one.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    plan = models.ForeignKey(WorkPlan, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(
        "loại việc", max_length=10, choices=ItemKind.choices, default=ItemKind.WORK
    )
    purpose = models.CharField("nội dung họp", max_length=10, choices=Purpose.choices, blank=True)
    title = models.CharField("nội dung", max_length=300)
    owner = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="planned_items"
    )
    owner_name = models.CharField("chủ trì", max_length=200, blank=True)
    helpers = models.CharField("phối hợp", max_length=300, blank=True)
    begins_on = models.DateField("từ ngày", null=True, blank=True)
    due_on = models.DateField("đến ngày", null=True, blank=True)
    rhythm = models.CharField("nhịp", max_length=10, choices=Rhythm.choices, default=Rhythm.ONCE)
    place = models.CharField("việc tương ứng trong hệ thống", max_length=40, blank=True)
    mark = models.CharField("ghi tay", max_length=10, choices=Mark.choices, blank=True)
    mark_note = models.CharField("ghi chú", max_length=300, blank=True)
    marked_at = models.DateTimeField(null=True, blank=True)
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "việc trong chương trình công tác"
        verbose_name_plural = "việc trong chương trình công tác"
        ordering: ClassVar = [F("due_on").asc(nulls_last=True), "pk"]
        constraints = (
            models.CheckConstraint(
                name="planning_item_dates",
                condition=Q(due_on__isnull=True)
                | Q(begins_on__isnull=True)
                | Q(due_on__gte=F("begins_on")),
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                name="planning_item_purpose",
                condition=Q(kind=ItemKind.WORK, purpose="")
                | (Q(kind=ItemKind.SESSION) & ~Q(purpose="")),
                violation_error_message="Phiên họp phải ghi nội dung họp; công việc thì không.",
            ),
            models.CheckConstraint(
                name="planning_item_mark",
                condition=Q(mark="") | Q(marked_at__isnull=False),
                violation_error_message="Tình trạng ghi tay phải có thời điểm.",
            ),
        )

    def __str__(self) -> str:
        return self.title


class PlanVersion(Owned):
    """A plan as it was approved, with both papers; never changed."""

    plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("lần")
    approved_on = models.DateField("ngày duyệt")
    approved_by_name = models.CharField("người duyệt", max_length=200)
    reason = models.CharField("lý do thay đổi", max_length=500, blank=True)
    items = models.JSONField("nội dung", default=list)
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "bản đã duyệt của chương trình công tác"
        verbose_name_plural = "bản đã duyệt của chương trình công tác"
        ordering: ClassVar = ["-number"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "plan", "number"),
                name="planning_version_once",
                violation_error_message="Bản này đã được duyệt.",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"Lần {self.number}"
