"""Councils and who sits in them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from thidua.core.codes import new_code
from thidua.core.models import Owned, Revised
from thidua.councils.enums import CouncilKind, Seat
from thidua.organizations.models import Person


class Council(Owned, Revised):
    """A council (Hội đồng Thi đua, khen thưởng; Hội đồng sáng kiến).

    `total_members` is what shares are counted on: the number of its members where they are
    listed (`Member`), else as entered. The least share that must be present is the council's own
    regulation (`quorum_basis`): the law names none.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    name = models.CharField("tên", max_length=200)
    total_members = models.PositiveSmallIntegerField("tổng số thành viên")
    chair_name = models.CharField("chủ tịch Hội đồng", max_length=120)
    chair_post = models.CharField("chức vụ của chủ tịch Hội đồng", max_length=150)
    secretary_name = models.CharField("thư ký", max_length=120)
    kind = models.CharField(
        "loại", max_length=12, choices=CouncilKind.choices, default=CouncilKind.COMMENDATION
    )
    founded_by = models.CharField("quyết định thành lập", max_length=200, blank=True)
    standing_office = models.CharField("cơ quan thường trực", max_length=200, blank=True)
    quorum_numerator = models.PositiveSmallIntegerField(
        "số phần phải có mặt", null=True, blank=True
    )
    quorum_denominator = models.PositiveSmallIntegerField("trên số phần", null=True, blank=True)
    quorum_basis = models.CharField("quy chế về số người dự họp", max_length=300, blank=True)
    own_unit_recuses = models.BooleanField(
        "thành viên không xét hồ sơ của đơn vị mình", default=False
    )
    recusal_basis = models.CharField("quy chế về người có liên quan", max_length=300, blank=True)

    class Meta:
        verbose_name = "hội đồng"
        verbose_name_plural = "hội đồng"
        constraints = (
            models.CheckConstraint(
                name="councils_council_members",
                condition=Q(total_members__gte=1),
                violation_error_message="Hội đồng phải có thành viên.",
            ),
            models.CheckConstraint(
                name="councils_council_quorum",
                condition=Q(quorum_numerator__isnull=True, quorum_denominator__isnull=True)
                | (
                    Q(
                        quorum_numerator__gte=1,
                        quorum_denominator__gte=1,
                        quorum_numerator__lte=F("quorum_denominator"),
                    )
                    & ~Q(quorum_basis="")
                ),
                violation_error_message=(
                    "Tỷ lệ phải có mặt lớn hơn 0, không quá toàn bộ, và phải ghi quy chế quy định."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Member(Owned, Revised):
    """Somebody's seat in a council during [since, until); `user` is who votes on a phone."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="council_seats"
    )
    full_name = models.CharField("họ và tên", max_length=120)
    post = models.CharField("chức vụ", max_length=150, blank=True)
    seat = models.CharField("vai trò trong Hội đồng", max_length=10, choices=Seat.choices)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    since = models.DateField("từ ngày")
    until = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "thành viên Hội đồng"
        verbose_name_plural = "thành viên Hội đồng"
        ordering: ClassVar = ["order", "pk"]
        constraints = (
            models.CheckConstraint(
                name="councils_member_term",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                violation_error_message="Ngày thôi là thành viên phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=("council", "user", "since"),
                name="councils_member_once",
                violation_error_message="Tài khoản này đã là thành viên Hội đồng.",
            ),
        )

    def __str__(self) -> str:
        return self.full_name
