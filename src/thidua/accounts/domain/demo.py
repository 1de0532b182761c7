"""Accounts of the demo, shown on the sign-in page and at the start of `thidua demo`.

They are told by the domain of their address, which no mail server ever serves (RFC 6761): an
installation with real people has none, so nothing is ever shown there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from thidua.accounts.models import RoleAssignment
from thidua.core.actors import UNIT_ROLES, Role
from thidua.organizations.queries import names_on

DOMAIN = "anduong.example"
PASSWORD = "thi-dua-2024"  # noqa: S105 (printed on the sign-in page of the demo, on purpose)


class DemoAccount(TypedDict):
    email: str
    role: str
    name: str
    unit: str
    password: str


def demo_accounts(day: date) -> list[DemoAccount]:
    """One line per account: one for each role, then people of several roles, then the rest."""
    held: dict[int, list[RoleAssignment]] = {}
    rows = RoleAssignment.objects.filter(
        user__email__endswith=f"@{DOMAIN}", user__is_active=True, until__isnull=True
    )
    for one in rows.select_related("user").order_by("user_id", "pk"):
        held.setdefault(one.user_id, []).append(one)
    names = names_on({one.unit_id for roles in held.values() for one in roles}, day)
    first = _first_of_each_role(held)
    order = {role.value: place for place, role in enumerate(Role)}

    def rank(roles: list[RoleAssignment]) -> tuple[int, int, int]:
        group = 0 if roles[0].user_id in first else 1 if len(roles) > 1 else 2
        return group, order[roles[0].role], roles[0].user_id

    return [_line(roles, names) for roles in sorted(held.values(), key=rank)]


def _first_of_each_role(held: dict[int, list[RoleAssignment]]) -> set[int]:
    """Accounts that hold one role only, the first of each."""
    first: dict[str, int] = {}
    for user_id, roles in held.items():
        if len(roles) == 1:
            first.setdefault(roles[0].role, user_id)
    return set(first.values())


def _line(roles: list[RoleAssignment], names: Mapping[int, str]) -> DemoAccount:
    """A role held in a unit says which: there are several clerks."""
    user, unit = roles[0].user, names.get(roles[0].unit_id, "")
    words = " và ".join(Role(one.role).label for one in roles)
    in_unit = Role(roles[0].role) in UNIT_ROLES
    return DemoAccount(
        email=user.email,
        role=f"{words}, {unit}" if in_unit else words,
        name=user.full_name,
        unit=unit,
        password=PASSWORD,
    )
