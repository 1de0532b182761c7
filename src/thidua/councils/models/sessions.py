"""Sessions: when, who came, what was on the programme, which papers lay there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from thidua.commendation.models import Nomination, Round
from thidua.core.codes import new_code
from thidua.core.constraints import date_order
from thidua.core.models import Owned, Revised
from thidua.councils.enums import ItemState, Presence
from thidua.councils.models.bodies import Council, Member
from thidua.documents.models import StoredFile


class Session(Owned, Revised):
    """A meeting of the commendation council: planned (until `convened_at`), held, closed
    (`closed_at`); or planned and called off (`cancelled_at`).

    `total_members` is frozen here: the denominator of every share. `round` is empty for a meeting
    on something else; an initiative council meets in sittings of its own. `present` and
    `written_opinions` follow the attendance list where one is kept. A session that goes on
    another day is continued by one of its own (`continued_by`).
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="sessions")
    round = models.ForeignKey(
        Round, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions"
    )
    held_on = models.DateField("ngày họp")
    started_at = models.TimeField("giờ bắt đầu", null=True, blank=True)
    ended_at = models.TimeField("giờ kết thúc", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=200)
    total_members = models.PositiveSmallIntegerField("tổng số thành viên")
    present = models.PositiveSmallIntegerField("có mặt")
    written_opinions = models.PositiveSmallIntegerField("vắng, có ý kiến bằng văn bản", default=0)
    minutes_number = models.CharField("số biên bản", max_length=60, blank=True)
    minutes_file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    subject = models.CharField("nội dung phiên họp", max_length=300, blank=True)
    planned_at = models.TimeField("giờ dự kiến", null=True, blank=True)
    planned_end = models.TimeField("giờ dự kiến kết thúc", null=True, blank=True)
    quorum_needed = models.PositiveSmallIntegerField("số người phải có mặt", null=True, blank=True)
    quorum_basis = models.CharField("căn cứ số người phải có mặt", max_length=300, blank=True)
    continued_from = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="continued_by"
    )
    invited_at = models.DateTimeField("gửi giấy mời lúc", null=True, blank=True)
    convened_at = models.DateTimeField("khai mạc lúc", null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField("hủy lúc", null=True, blank=True)
    cancel_reason = models.CharField("lý do hủy", max_length=300, blank=True)
    minutes_sha256 = models.CharField("mã băm biên bản", max_length=64, blank=True)

    class Meta:
        verbose_name = "phiên họp Hội đồng"
        verbose_name_plural = "phiên họp Hội đồng"
        constraints = (
            models.CheckConstraint(
                name="councils_session_present",
                condition=Q(present__lte=F("total_members") - F("written_opinions")),
                violation_error_message=(
                    "Số có mặt cộng số gửi ý kiến không thể nhiều hơn tổng số thành viên."
                ),
            ),
            date_order(
                "councils_session_closed",
                "convened_at",
                "closed_at",
                "Phiên họp phải khai mạc trước khi kết thúc.",
            ),
            date_order(
                "councils_session_times",
                "started_at",
                "ended_at",
                "Giờ kết thúc phải sau giờ bắt đầu, và phải ghi cả giờ bắt đầu.",
            ),
            models.CheckConstraint(
                name="councils_session_planned_times",
                condition=Q(planned_end__isnull=True)
                | Q(planned_at__isnull=False, planned_end__gt=F("planned_at")),
                violation_error_message="Giờ dự kiến kết thúc phải sau giờ họp.",
            ),
            models.CheckConstraint(
                name="councils_session_cancelled",
                condition=Q(cancelled_at__isnull=True, cancel_reason="")
                | (Q(cancelled_at__isnull=False, convened_at__isnull=True) & ~Q(cancel_reason="")),
                violation_error_message=(
                    "Chỉ hủy được phiên họp chưa khai mạc, và phải ghi lý do."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"Phiên họp ngày {self.held_on:%d/%m/%Y}"

    @property
    def is_open(self) -> bool:
        """To come or going on: neither closed nor called off."""
        return self.closed_at is None and self.cancelled_at is None

    @property
    def topic(self) -> str:
        """What the session is about: its round, or its own words."""
        return self.round.name if self.round is not None else self.subject


class Attendance(Owned):
    """Whether a member came to a session; `note` says why not, or where the opinion is kept."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="attendances")
    presence = models.CharField("dự họp", max_length=10, choices=Presence.choices)
    note = models.CharField("ghi chú", max_length=200, blank=True)

    class Meta:
        verbose_name = "điểm danh"
        verbose_name_plural = "điểm danh"
        constraints = (
            models.UniqueConstraint(
                fields=("session", "member"),
                name="councils_attendance_once",
                violation_error_message="Thành viên này đã được điểm danh.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id}: {self.presence}"


class ConflictAnswer(Owned):
    """A member has said for a session whom they are connected with; with nobody, too.

    What was declared stands in `commendation.Recusal`; this says only that the question was
    answered, and when.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="answers")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="answers")
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "lần khai có liên quan"
        verbose_name_plural = "lần khai có liên quan"
        constraints = (
            models.UniqueConstraint(
                fields=("session", "member"),
                name="councils_conflict_answer_once",
                violation_error_message="Thành viên này đã khai cho phiên họp.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id}: {self.session_id}"


class AgendaItem(Owned):
    """One point of the programme of a session, in its order.

    `nomination`: the one dossier it is about. Who must keep away from that dossier does not see
    the point at all.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="agenda")
    order = models.PositiveSmallIntegerField("thứ tự")
    starts_at = models.TimeField("giờ", null=True, blank=True)
    nomination = models.ForeignKey(
        Nomination, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField("nội dung", max_length=300)
    speaker = models.CharField("người trình bày", max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.WAITING)
    note = models.TextField("diễn biến, kết luận", blank=True)

    class Meta:
        verbose_name = "nội dung chương trình họp"
        verbose_name_plural = "nội dung chương trình họp"
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class SessionPaper(Owned):
    """A document sent to the members; `nomination` is whose dossier it is, where it is of one.

    Who must keep away from that dossier does not see its paper either.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="papers")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="papers"
    )
    nomination = models.ForeignKey(
        Nomination, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField("tên tài liệu", max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "tài liệu họp"
        verbose_name_plural = "tài liệu họp"

    def __str__(self) -> str:
        return self.title
