"""What somebody said about a list, and, kept apart from it, who said it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.commendation.models import Hold
from thidua.core.codes import new_code
from thidua.core.constraints import state_needs
from thidua.core.models import Owned
from thidua.core.workflow import Case
from thidua.documents.models import StoredFile
from thidua.publicity.enums import Channel, CommentState, Naming
from thidua.publicity.models.lists import Candidate, CandidateList, ClockStop


class Comment(Owned, Case):
    """One comment. `text` is for the office and the inspector alone.

    `answer` is what the writer reads by the receipt, of which only a hash is kept. `substance` is
    the officer's own short account; the unit reads it once it is forwarded, never `text`.
    `token_hash` names the form it came from: the same form sent twice is one comment. `received_on`
    is the day it reached the office where it came on another way than the portal.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    list = models.ForeignKey(CandidateList, on_delete=models.PROTECT, related_name="comments")
    candidate = models.ForeignKey(
        Candidate, null=True, blank=True, on_delete=models.PROTECT, related_name="comments"
    )
    naming = models.CharField("danh tính", max_length=12, choices=Naming.choices)
    channel = models.CharField(
        "cách nhận", max_length=8, choices=Channel.choices, default=Channel.PORTAL
    )
    received_on = models.DateField("ngày nhận", null=True, blank=True)
    text = models.TextField("nội dung")
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    receipt_hash = models.CharField(max_length=64, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)

    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField("trả lời", blank=True)
    passed_to = models.CharField("cơ quan được chuyển", max_length=200, blank=True)
    substance = models.CharField("nội dung chính", max_length=1000, blank=True)
    forwarded_at = models.DateTimeField("chuyển đơn vị lúc", null=True, blank=True)
    hold = models.ForeignKey(Hold, null=True, on_delete=models.PROTECT, related_name="+")
    stop = models.ForeignKey(ClockStop, null=True, on_delete=models.SET_NULL, related_name="+")

    state = models.CharField(max_length=10, choices=CommentState.choices, default=CommentState.NEW)
    new_at = models.DateTimeField("nhận lúc", auto_now_add=True)
    in_review_at = models.DateTimeField(null=True, blank=True)
    serious_at = models.DateTimeField(null=True, blank=True)
    passed_on_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    unfounded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "ý kiến của Nhân dân"
        verbose_name_plural = "ý kiến của Nhân dân"
        indexes = (models.Index(fields=("authority", "state", "new_at")),)
        constraints = (
            *(
                state_needs(
                    f"publicity_comment_{state.value}",
                    (state,),
                    f"{state.value}_at",
                    f"Ý kiến ở bước “{state.label}” phải có thời điểm vào bước đó.",
                )
                for state in CommentState
                if state is not CommentState.NEW
            ),
            models.CheckConstraint(
                name="publicity_comment_received",
                condition=Q(channel="portal", received_on__isnull=True)
                | (~Q(channel="portal") & Q(received_on__isnull=False)),
                violation_error_message="Ý kiến nhận ngoài cổng thông tin phải có ngày nhận.",
            ),
            models.CheckConstraint(
                name="publicity_comment_answer",
                condition=~Q(state__in=("answered", "unfounded")) | ~Q(answer=""),
                violation_error_message="Ý kiến đã giải quyết phải có câu trả lời.",
            ),
            models.CheckConstraint(
                name="publicity_comment_forwarded",
                condition=Q(forwarded_at__isnull=True) | ~Q(substance=""),
                violation_error_message="Chuyển đơn vị phải có nội dung chính do chuyên viên ghi.",
            ),
        )

    def __str__(self) -> str:
        return f"Ý kiến {self.code}"


class Commenter(Owned):
    """Who wrote a comment, as they named themselves. Every reading of it is in the journal."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="commenter")
    name = models.CharField("họ tên", max_length=200, blank=True)
    contact = models.CharField("điện thoại, thư điện tử, địa chỉ", max_length=300, blank=True)

    class Meta:
        verbose_name = "người góp ý"
        verbose_name_plural = "người góp ý"

    def __str__(self) -> str:
        return f"Người góp ý của {self.comment_id}"
