"""A task: what is to be done, by which units, until when, and how often it is reported on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from thidua.core.codes import new_code
from thidua.core.models import Owned
from thidua.core.search import search_index
from thidua.core.workflow import Case
from thidua.directives.enums import Part, Rhythm, TaskState
from thidua.directives.models.directives import Directive, Finding
from thidua.organizations.models import Unit


class Task(Owned, Case):
    """One task, from a directive or given by itself.

    `number` is the paper's own (4, II.3). `begins_on` is the day it was given, from which its
    report periods run; `due_on` its last day. `others` are bodies outside this authority that the
    paper asks to take part; nobody follows them here. `due_words` are the paper's words.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    state = models.CharField(
        "bước", max_length=10, choices=TaskState.choices, default=TaskState.PLANNED
    )
    directive = models.ForeignKey(
        Directive, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    finding = models.ForeignKey(
        Finding, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    order = models.PositiveIntegerField("thứ tự", default=0)
    number = models.CharField("số thứ tự trong văn bản", max_length=20, blank=True)
    title = models.CharField("nhiệm vụ", max_length=300)
    words = models.TextField("nội dung", max_length=20000, blank=True)
    owner = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks_led"
    )
    owner_name = models.CharField("đơn vị chủ trì", max_length=200, blank=True)
    others = models.CharField("cơ quan ngoài hệ thống", max_length=500, blank=True)
    begins_on = models.DateField("giao từ ngày", null=True, blank=True)
    due_on = models.DateField("hạn hoàn thành", null=True, blank=True)
    due_words = models.CharField("hạn ghi trong văn bản", max_length=200, blank=True)
    rhythm = models.CharField(
        "nhịp báo cáo", max_length=10, choices=Rhythm.choices, default=Rhythm.ONCE
    )
    outcome = models.CharField("kết luận, lý do", max_length=1000, blank=True)
    search_key = models.CharField(max_length=800, editable=False, blank=True)
    planned_at = models.DateTimeField(null=True, blank=True)
    open_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        ordering: ClassVar = ["order", "pk"]
        indexes = (
            models.Index(fields=("authority", "state", "due_on")),
            search_index("directives_task_search"),
        )
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="directives_task_given",
                condition=Q(state__in=(TaskState.PLANNED, TaskState.CANCELLED))
                | Q(owner__isnull=False, due_on__isnull=False, begins_on__isnull=False),
                violation_error_message="Nhiệm vụ đã giao phải có đơn vị chủ trì và hạn.",
            ),
            models.CheckConstraint(
                name="directives_task_dates",
                condition=Q(due_on__isnull=True)
                | Q(begins_on__isnull=True)
                | Q(due_on__gte=models.F("begins_on")),
                violation_error_message="Hạn hoàn thành không thể trước ngày giao nhiệm vụ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


class TaskUnit(Owned):
    """A unit that takes part beside the owner."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="partners")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="tasks_shared")
    name = models.CharField("tên đơn vị", max_length=200)
    part = models.CharField("phần việc", max_length=10, choices=Part.choices, default=Part.HELPS)

    class Meta:
        verbose_name = "đơn vị cùng làm nhiệm vụ"
        verbose_name_plural = "đơn vị cùng làm nhiệm vụ"
        ordering: ClassVar = ["pk"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "task", "unit"),
                name="directives_task_unit_once",
                violation_error_message="Đơn vị này đã có trong nhiệm vụ.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class TaskChange(Owned):
    """What was changed of a task after it was given, why, and what stood before; kept for good."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="changes")
    due_before = models.DateField("hạn trước", null=True, blank=True)
    due_after = models.DateField("hạn sau", null=True, blank=True)
    owner_before = models.CharField("chủ trì trước", max_length=200, blank=True)
    owner_after = models.CharField("chủ trì sau", max_length=200, blank=True)
    reason = models.CharField("lý do", max_length=500)
    changed_at = models.DateTimeField(auto_now_add=True)
    changed_by_name = models.CharField(max_length=200)

    class Meta:
        verbose_name = "lần thay đổi nhiệm vụ"
        verbose_name_plural = "lần thay đổi nhiệm vụ"
        ordering: ClassVar = ["-pk"]
        constraints = (
            models.CheckConstraint(
                name="directives_change_reason",
                condition=~Q(reason=""),
                violation_error_message="Thay đổi nhiệm vụ phải ghi lý do.",
            ),
        )

    def __str__(self) -> str:
        return self.reason
