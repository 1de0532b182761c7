"""Roles held on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from thidua.accounts.models import RoleAssignment, User
from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.organizations.queries import names_on, under


def roles_of(user: User, day: date) -> QuerySet[RoleAssignment]:
    """The user's roles in force on `day`, oldest first."""
    return RoleAssignment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=day), user=user, since__lte=day
    ).order_by("since", "pk")


def actor_for(assignment: RoleAssignment, day: date, *, request_id: str = "") -> Actor:
    """The actor that a role makes of its holder."""
    role = Role(assignment.role)
    names = names_on([assignment.unit_id], day)
    return Actor(
        authority_id=assignment.authority_id,
        user_id=assignment.user_id,
        name=assignment.user.full_name,
        role=role,
        unit_id=assignment.unit_id,
        unit_name=names.get(assignment.unit_id, ""),
        unit_ids=(
            under(assignment.authority_id, assignment.unit_id, day)
            if role in UNIT_ROLES
            else frozenset()
        ),
        request_id=request_id,
    )
