"""The secret ballot: what is asked, who may vote and has, how many chose what.

Roll and tally meet in the motion and nowhere else. No table holds a ballot, and no table that
holds counts has a person, a moment or a serial number (docs/vote-secrecy.md).
"""

from __future__ import annotations

import uuid
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from thidua.core.codes import new_code
from thidua.core.constraints import state_needs
from thidua.core.models import Owned
from thidua.core.workflow import Case
from thidua.voting.enums import MINIMUM_VOTERS, OBLIGATORY, Option, State


class Motion(Owned, Case):
    """One question put to a secret vote.

    `total_members` is all of the body, the absent and the excluded too: shares are counted on it.
    The share needed is `share_numerator / share_denominator` of it. Votes are taken in
    [opens_at, closes_at).
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    question = models.CharField("nội dung bỏ phiếu", max_length=500)
    options: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=10, choices=Option.choices)
    )
    total_members = models.PositiveSmallIntegerField("tổng số thành viên")
    quorum = models.PositiveSmallIntegerField("số người bỏ phiếu tối thiểu")
    share_numerator = models.PositiveSmallIntegerField()
    share_denominator = models.PositiveSmallIntegerField()
    opens_at = models.DateTimeField("mở lúc")
    closes_at = models.DateTimeField("hết giờ lúc")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    closing_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    lapsing_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    voiding_at = models.DateTimeField(null=True, blank=True)
    void_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "việc bỏ phiếu"
        verbose_name_plural = "việc bỏ phiếu"
        constraints = (
            models.CheckConstraint(
                name="voting_motion_options",
                condition=Q(
                    options__contains=list(OBLIGATORY), options__contained_by=list(Option.values)
                ),
                violation_error_message=(
                    "Phiếu phải có đủ: đồng ý, không đồng ý, không có ý kiến."
                ),
            ),
            models.CheckConstraint(
                name="voting_motion_quorum",
                condition=Q(quorum__gte=MINIMUM_VOTERS, quorum__lte=F("total_members")),
                violation_error_message=(
                    f"Số người bỏ phiếu tối thiểu phải từ {MINIMUM_VOTERS} đến tổng số thành viên."
                ),
            ),
            models.CheckConstraint(
                name="voting_motion_share",
                condition=Q(share_numerator__gte=1, share_numerator__lte=F("share_denominator")),
                violation_error_message="Tỷ lệ phải lớn hơn 0 và không quá toàn bộ thành viên.",
            ),
            models.CheckConstraint(
                name="voting_motion_hours",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message="Giờ hết bỏ phiếu phải sau giờ mở.",
            ),
            models.CheckConstraint(
                name="voting_motion_state",
                condition=Q(state__in=State.values),
                violation_error_message="Việc bỏ phiếu ở trạng thái không có.",
            ),
            state_needs(
                "voting_motion_closing",
                (State.CLOSING.value, State.CLOSED.value),
                "closing_at",
                "Chưa có người đề nghị đóng bỏ phiếu.",
            ),
            state_needs(
                "voting_motion_closed",
                (State.CLOSED.value,),
                "closed_at",
                "Chưa có người thứ hai xác nhận đóng bỏ phiếu.",
            ),
            state_needs(
                "voting_motion_lapsing",
                (State.LAPSING.value, State.LAPSED.value),
                "lapsing_at",
                "Chưa có người đề nghị kết thúc vì không đủ người bỏ phiếu.",
            ),
            state_needs(
                "voting_motion_lapsed",
                (State.LAPSED.value,),
                "lapsed_at",
                "Chưa có người thứ hai xác nhận không đủ người bỏ phiếu.",
            ),
            state_needs(
                "voting_motion_voiding",
                (State.VOIDING.value, State.VOID.value),
                "voiding_at",
                "Chưa có người đề nghị hủy việc bỏ phiếu.",
            ),
            state_needs(
                "voting_motion_void",
                (State.VOID.value,),
                "void_at",
                "Chưa có người thứ hai xác nhận hủy việc bỏ phiếu.",
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="closed_for_good",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.state IN ('closed', 'lapsed', 'void')"),
            ),
        )

    def __str__(self) -> str:
        return self.question


class RollEntry(Owned):
    """One person who may vote on one motion, and whether the vote is in. Never what it was.

    The key is random, so no order of this table is the order of the voting. An absent member
    without an account, whose written opinion was entered, stands here by name (`voter_name`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="roll")
    voter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    voter_name = models.CharField("người vắng không có tài khoản", max_length=120, blank=True)
    voted = models.BooleanField("đã bỏ phiếu", default=False)
    in_writing = models.BooleanField("vắng, có ý kiến bằng văn bản", default=False)

    class Meta:
        verbose_name = "người bỏ phiếu"
        verbose_name_plural = "danh sách bỏ phiếu"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("motion", "voter"),
                name="voting_roll_once",
                violation_error_message="Mỗi người chỉ có tên một lần trong danh sách bỏ phiếu.",
            ),
            models.UniqueConstraint(
                fields=("motion", "voter_name"),
                condition=Q(voter__isnull=True),
                name="voting_roll_name_once",
                violation_error_message="Mỗi người chỉ có tên một lần trong danh sách bỏ phiếu.",
            ),
            models.CheckConstraint(
                name="voting_roll_who",
                condition=Q(voter__isnull=False, voter_name="")
                | (Q(voter__isnull=True, in_writing=True) & ~Q(voter_name="")),
                violation_error_message=(
                    "Người không có tài khoản chỉ được gửi ý kiến bằng văn bản, ghi rõ họ tên."
                ),
            ),
            models.CheckConstraint(
                name="voting_roll_in_writing",
                condition=Q(in_writing=False) | Q(voted=True),
                violation_error_message="Ý kiến bằng văn bản phải được tính là đã bỏ phiếu.",
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="voted_for_good",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.voted"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.motion_id}: {self.voter_id or self.voter_name}"

    @property
    def name(self) -> str:
        return self.voter.get_full_name() if self.voter is not None else self.voter_name


class Tally(Owned):
    """How many chose one option. All rows of a motion stand from the start, at 0.

    Only `domain.counting` reads or writes this table.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    motion = models.ForeignKey(
        Motion, on_delete=models.PROTECT, related_name="+", verbose_name="việc bỏ phiếu"
    )
    option = models.CharField("lựa chọn", max_length=10, choices=Option.choices)
    count = models.PositiveSmallIntegerField("số phiếu", default=0)

    class Meta:
        verbose_name = "số phiếu"
        verbose_name_plural = "số phiếu"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("motion", "option"), name="voting_tally_once"),
            models.CheckConstraint(name="voting_tally_count", condition=Q(count__gte=0)),
            models.CheckConstraint(
                name="voting_tally_option", condition=Q(option__in=Option.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.motion_id}: {self.option}"


class Closing(Owned):
    """Who asked to close a motion, who confirmed it, and the result as frozen then.

    Stands apart from the motion so that no path of keys leads from a count to a person.
    """

    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="closing")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    content = models.JSONField("kết quả", null=True)
    sha256 = models.CharField("mã băm SHA-256", max_length=64, blank=True)

    class Meta:
        verbose_name = "biên bản kiểm phiếu"
        verbose_name_plural = "biên bản kiểm phiếu"
        constraints = (
            models.CheckConstraint(
                name="voting_closing_two_persons",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("asked_by")),
                violation_error_message="Đóng bỏ phiếu cần hai người khác nhau.",
            ),
            models.CheckConstraint(
                name="voting_closing_frozen",
                condition=Q(confirmed_by__isnull=True, content__isnull=True, sha256="")
                | Q(
                    confirmed_by__isnull=False,
                    content__isnull=False,
                    sha256__regex=r"^[0-9a-f]{64}$",
                ),
                violation_error_message="Kết quả chỉ được ghi khi có người thứ hai xác nhận.",
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.confirmed_by_id IS NOT NULL"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.motion_id}: {self.sha256[:12]}"
