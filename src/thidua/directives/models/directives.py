"""A directive as it was handed in, and everything read from it with its places."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from thidua.core.codes import new_code
from thidua.core.constraints import state_needs
from thidua.core.models import Owned
from thidua.core.search import search_index
from thidua.core.workflow import Case
from thidua.directives.enums import (
    Confidence,
    DirectiveState,
    FindingKind,
    FindingState,
)
from thidua.documents.models import StoredFile


class Directive(Owned, Case):
    """One directive (chỉ thị), followed from the paper to its results.

    `original` is the text as read, `text` the same with the repairs that somebody accepted; every
    place of a finding lies in `text`. `fault` says why the file could not be read, and how to go
    on. `notes` is what the reader looked for and did not find: [{code, sentence, place}].
    `number` and `issued_on` stay empty while the paper leaves them blank. `followed_since` is the
    day its tasks were given out, however often it was ended and opened again.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    state = models.CharField(
        "bước", max_length=10, choices=DirectiveState.choices, default=DirectiveState.READING
    )
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    year = models.PositiveSmallIntegerField("năm")
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    place = models.CharField("địa danh", max_length=100, blank=True)
    signer = models.CharField("người ký", max_length=120, blank=True)
    signer_post = models.CharField("chức vụ người ký", max_length=120, blank=True)
    subject = models.TextField("trích yếu", max_length=1000, blank=True)
    name = models.CharField("tên gọi trong sổ", max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    original = models.TextField("toàn văn như trong tệp", blank=True)
    text = models.TextField("toàn văn đã sửa lỗi chữ", blank=True)
    notes = models.JSONField("điều chưa đọc được", default=list)
    fault = models.CharField("lỗi khi đọc", max_length=500, blank=True)
    reading_since = models.DateTimeField("đọc từ lúc", null=True, blank=True)
    search_key = models.TextField(editable=False, blank=True)
    followed_since = models.DateField("theo dõi từ ngày", null=True, blank=True)
    end_reason = models.CharField("lý do rút, kết thúc", max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by_name = models.CharField("người đưa vào", max_length=200)
    reading_at = models.DateTimeField(null=True, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    in_force_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "chỉ thị"
        verbose_name_plural = "chỉ thị"
        indexes = (
            models.Index(fields=("authority", "state")),
            search_index("directives_directive_search"),
        )
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="directives_directive_year",
                condition=Q(year__range=(1945, 2200)),
                violation_error_message="Năm của chỉ thị phải từ 1945 đến 2200.",
            ),
            state_needs(
                "directives_directive_in_force",
                (DirectiveState.IN_FORCE, DirectiveState.ENDED),
                "in_force_at",
                "Chỉ thị đang thực hiện phải có ngày ban hành kế hoạch theo dõi.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """`Chỉ thị số 01/CT-UBND`, or the name it goes by in the register."""
        return f"Chỉ thị số {self.number}" if self.number else self.name

    def day(self, today: date) -> date:
        """The day whose units the directive speaks of: that of the paper, as far as known."""
        return self.issued_on or min(today, date(self.year, 12, 31))


class Finding(Owned, Case):
    """One thing read from a directive, or marked by hand, with its places in `directive.text`.

    `data` is what the reader said and never changes; `given` what somebody put in its place.
    `made` is the code of what it became when it was confirmed (a task, a target, a movement).
    """

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="findings")
    kind = models.CharField("loại", max_length=10, choices=FindingKind.choices)
    state = models.CharField(
        "trạng thái", max_length=10, choices=FindingState.choices, default=FindingState.PROPOSED
    )
    order = models.PositiveIntegerField("thứ tự")
    confidence = models.CharField("mức chắc chắn", max_length=10, choices=Confidence.choices)
    why = models.CharField("căn cứ nhận ra", max_length=300, blank=True)
    places = models.JSONField("chỗ trong văn bản", default=list)
    data = models.JSONField("nội dung đọc được", default=dict)
    given = models.JSONField("nội dung đã sửa", null=True, blank=True)
    made = models.CharField("đã thành", max_length=20, blank=True)
    reason = models.CharField("lý do bỏ, rút", max_length=300, blank=True)
    by_hand = models.BooleanField("do người đánh dấu", default=False)
    proposed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    rejected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "nội dung đọc được từ chỉ thị"
        verbose_name_plural = "nội dung đọc được từ chỉ thị"
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            state_needs(
                "directives_finding_confirmed",
                (FindingState.CONFIRMED,),
                "confirmed_at",
                "Nội dung đã xác nhận phải có thời điểm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.order}"

    @property
    def values(self) -> dict[str, Any]:
        """What it says now: as corrected, else as read."""
        current: dict[str, Any] = self.data if self.given is None else self.data | self.given
        return current
