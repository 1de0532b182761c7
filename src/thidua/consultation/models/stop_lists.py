"""Lists of violations that other bodies send, their rows, and whom the rows may be about."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from thidua.commendation.enums import HoldGround, Subject
from thidua.commendation.models import Nomination
from thidua.consultation.enums import Answer, Likeness, ListState
from thidua.consultation.models.bodies import ConsultedBody
from thidua.core.codes import new_code
from thidua.core.constraints import date_order, state_needs
from thidua.core.models import Owned, Revised
from thidua.core.search import search_index
from thidua.documents.models import StoredFile
from thidua.organizations.models import OfSubject


class StopList(Owned, Revised):
    """One list as a body sent it (danh sách vi phạm).

    `paper` is the letter it came with. It counts from `valid_from` to `valid_to`, both included;
    rows that match nobody wait until then. `columns` says where each meaning was found or, once a
    person named the columns, what was named; `preview` the first rows for naming them, long runs
    of digits hidden. `done` of `total` is how far the reading has come. `ready_at` is when its
    rows could first be matched.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    body = models.ForeignKey(ConsultedBody, on_delete=models.PROTECT, related_name="stop_lists")
    name = models.CharField("tên danh sách", max_length=200)
    ground = models.CharField("loại vi phạm", max_length=20, choices=HoldGround.choices)
    paper = models.CharField("văn bản gửi kèm (số, ngày)", max_length=200)
    valid_from = models.DateField("dùng từ ngày")
    valid_to = models.DateField("dùng đến hết ngày")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ListState.choices, default=ListState.READING)
    columns = models.JSONField("các cột", default=dict)
    preview = models.JSONField("những dòng đầu", default=list)
    notes = models.JSONField("ghi nhận khi đọc", default=list)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    refusal = models.CharField("lý do không đọc được", max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by_name = models.CharField(max_length=200)
    ready_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_reason = models.CharField("lý do rút", max_length=300, blank=True)

    class Meta:
        verbose_name = "danh sách vi phạm"
        verbose_name_plural = "danh sách vi phạm"
        constraints = (
            date_order(
                "consultation_list_valid",
                "valid_from",
                "valid_to",
                "Ngày hết hạn dùng danh sách không thể trước ngày bắt đầu.",
            ),
            state_needs(
                "consultation_list_ready",
                (ListState.ACTIVE,),
                "ready_at",
                "Danh sách đang dùng phải có giờ đọc xong.",
            ),
            state_needs(
                "consultation_list_withdrawn",
                (ListState.WITHDRAWN,),
                "withdrawn_at",
                "Danh sách đã rút phải có giờ rút.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class StopListRow(Owned):
    """One row of a list: no identity or tax number is kept, long runs of digits are hidden."""

    stop_list = models.ForeignKey(StopList, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField("trang", max_length=100)
    row = models.PositiveIntegerField("dòng")
    kind = models.CharField("đối tượng", max_length=10, choices=Subject.choices)
    name = models.CharField("tên", max_length=200)
    birth = models.CharField("ngày, năm sinh", max_length=10, blank=True)
    place = models.CharField("đơn vị, địa chỉ", max_length=300, blank=True)
    words = models.CharField("vi phạm", max_length=500, blank=True)
    decision = models.CharField("văn bản xử lý", max_length=200, blank=True)
    since = models.CharField("từ ngày", max_length=10, blank=True)
    until = models.CharField("đến ngày", max_length=10, blank=True)
    search_key = models.CharField(max_length=600, editable=False)

    class Meta:
        verbose_name = "dòng danh sách vi phạm"
        verbose_name_plural = "dòng danh sách vi phạm"
        indexes = (search_index("consultation_row_search"),)
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "stop_list", "sheet", "row"), name="consultation_row_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sheet}, dòng {self.row}"


class StopMatch(OfSubject, Owned):
    """A row that may be about somebody nominated: always asked, whatever the likeness.

    `reasons` is what speaks against it. "Đúng là một" puts the subject's dossiers on hold, also
    those handed in later; "không phải" is never asked again.
    """

    row = models.ForeignKey(StopListRow, on_delete=models.CASCADE, related_name="matches")
    likeness = models.CharField("mức khớp", max_length=10, choices=Likeness.choices)
    reasons = models.JSONField("điều còn ngờ", default=list)
    answer = models.CharField("trả lời", max_length=6, choices=Answer.choices, default=Answer.OPEN)
    words = models.CharField("nội dung đơn vị đọc được", max_length=500, blank=True)
    found_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=200, blank=True)

    class Meta(OfSubject.Meta):
        verbose_name = "chỗ khớp với danh sách vi phạm"
        verbose_name_plural = "chỗ khớp với danh sách vi phạm"
        indexes = (models.Index(fields=("authority", "answer")),)
        constraints: ClassVar[list[models.BaseConstraint] | tuple[models.BaseConstraint, ...]] = [
            *OfSubject.Meta.constraints,
            *(
                models.UniqueConstraint(
                    fields=("authority", "row", subject),
                    name=f"consultation_match_{subject}_once",
                    violation_error_message="Dòng này đã được đối chiếu với đối tượng đó.",
                )
                for subject in ("person", "collective", "household")
            ),
            models.CheckConstraint(
                name="consultation_match_answered",
                condition=Q(answer=Answer.OPEN) | Q(answered_at__isnull=False),
                violation_error_message="Câu trả lời phải có giờ trả lời.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row_id}: {self.get_answer_display()}"


class ListCheck(Owned):
    """When a dossier was last compared with every list in use."""

    nomination = models.OneToOneField(
        Nomination, on_delete=models.CASCADE, related_name="list_check"
    )
    checked_at = models.DateTimeField("đối chiếu lúc")

    class Meta:
        verbose_name = "lần đối chiếu với danh sách vi phạm"
        verbose_name_plural = "lần đối chiếu với danh sách vi phạm"

    def __str__(self) -> str:
        return f"{self.nomination_id}: {self.checked_at}"
