"""Who acts, in which role. Domain functions take an `Actor`, never a request."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Roles held in a unit (docs/glossary.md). One person acts in one role at a time."""

    CLERK = "clerk"
    HEAD = "head"
    OFFICER = "officer"
    SECRETARY = "secretary"
    MEMBER = "member"
    CHAIRMAN = "chairman"
    INSPECTOR = "inspector"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"

    @property
    def label(self) -> str:
        return ROLE_LABELS[self]


ROLE_LABELS = {
    Role.CLERK: "Cán bộ thi đua của đơn vị",
    Role.HEAD: "Thủ trưởng đơn vị",
    Role.OFFICER: "Chuyên viên thi đua, khen thưởng",
    Role.SECRETARY: "Thư ký Hội đồng",
    Role.MEMBER: "Thành viên Hội đồng",
    Role.CHAIRMAN: "Chủ tịch UBND",
    Role.INSPECTOR: "Thanh tra, kiểm tra",
    Role.EDITOR: "Biên tập viên",
    Role.ADMINISTRATOR: "Quản trị hệ thống",
    Role.SYSTEM: "Hệ thống",
}
EVERY_ROLE = frozenset(Role) - {Role.SYSTEM}
UNIT_ROLES = frozenset({Role.CLERK, Role.HEAD})


@dataclass(frozen=True, slots=True)
class Actor:
    """One person in one role.

    `unit_ids` are the unit in which the role is held and everything under it on the day of the
    request; empty for roles that have none.
    """

    authority_id: int
    user_id: int | None
    name: str
    role: Role
    unit_id: int | None = None
    unit_name: str = ""
    unit_ids: frozenset[int] = frozenset()
    request_id: str = ""

    @property
    def hat(self) -> str:
        """Role and unit in words, for the journal and the top bar."""
        return f"{self.role.label}, {self.unit_name}" if self.unit_name else self.role.label

    def is_any(self, *roles: Role) -> bool:
        return self.role in roles

    def acts_for(self, unit_id: int) -> bool:
        return unit_id in self.unit_ids


def system_actor(authority_id: int) -> Actor:
    """The actor of imports at set-up and of scheduled work."""
    return Actor(authority_id, None, "Hệ thống", Role.SYSTEM)
