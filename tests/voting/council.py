"""A council of seven with its secretary, and motions put to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction

from django.utils import timezone

from tests import factories as make
from thidua.accounts.models import User
from thidua.core.actors import Actor, Role
from thidua.voting.domain.opening import MotionPlan, open_motion
from thidua.voting.models import Motion


@dataclass
class Bench:
    """The council: `voters` may vote, `secretary` keeps the minutes, `chairman` is the second."""

    house: make.House
    voters: list[Actor]

    @property
    def secretary(self) -> Actor:
        return self.house.secretary

    @property
    def chairman(self) -> Actor:
        return self.house.chairman

    def plan(self, **changes) -> MotionPlan:
        now = timezone.now()
        values = {
            "question": "Công nhận danh hiệu Chiến sĩ thi đua cơ sở năm 2024",
            "total_members": len(self.voters),
            "quorum": 3,
            "share": Fraction(4, 5),
            "opens_at": now - timedelta(hours=1),
            "closes_at": now + timedelta(hours=1),
        }
        return MotionPlan(**(values | changes))

    def motion(self, *, conflicted=(), **changes) -> Motion:
        return open_motion(
            actor=self.secretary,
            plan=self.plan(**changes),
            members=[voter.user_id for voter in self.voters],
            conflicted=[voter.user_id for voter in conflicted],
        )


def voters(house: make.House, count: int) -> list[Actor]:
    """Members of the council who may vote, without the secretary and the chairman."""
    User.objects.bulk_create(
        User(email=f"uyvien{number}@example.vn", full_name=f"Ủy viên {number}", password="!")
        for number in range(count)
    )
    found = User.objects.filter(email__startswith="uyvien").order_by("pk")
    return [
        replace(house.member, user_id=user.pk, name=user.full_name, role=Role.MEMBER)
        for user in found
    ]
