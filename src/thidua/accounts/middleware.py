"""Puts the actor on the request: the signed-in person in the role they chose."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from thidua.accounts.models import RoleAssignment, User
from thidua.accounts.queries import actor_for, roles_of
from thidua.core.actors import Actor

SESSION_KEY = "assignment"


class ActorMiddleware:
    """`request.actor` is None without an account or without a role."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.assignments = _assignments(request)  # type: ignore[attr-defined]
        request.actor = _actor(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def _assignments(request: HttpRequest) -> list[RoleAssignment]:
    user = request.user
    if not isinstance(user, User | SimpleLazyObject) or not user.is_authenticated:
        return []
    return list(roles_of(user, timezone.localdate()))  # type: ignore[arg-type]


def _actor(request: HttpRequest) -> Actor | None:
    held: list[RoleAssignment] = request.assignments  # type: ignore[attr-defined]
    if not held:
        return None
    chosen = request.session.get(SESSION_KEY)
    assignment = next((one for one in held if one.pk == chosen), held[0])
    assignment.user = request.user  # type: ignore[assignment]
    return actor_for(assignment, timezone.localdate(), request_id=uuid.uuid4().hex)
