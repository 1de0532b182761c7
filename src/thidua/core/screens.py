"""Every address says who may open it; an address that does not say is denied.

`@screen(…)` names roles and methods, `@public_screen` opens to anyone. The middleware refuses a
view without either, and a house test walks the whole URL table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from thidua.core.actors import EVERY_ROLE, Actor, Role
from thidua.core.errors import NotAllowed

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Declaration:
    """Who may open a view and with which methods. `roles=None`: anyone, without an account."""

    roles: frozenset[Role] | None
    reads: bool
    writes: bool

    @property
    def methods(self) -> tuple[str, ...]:
        return (("GET", "HEAD") if self.reads else ()) + (("POST",) if self.writes else ())


def screen(*roles: Role, reads: bool = True, writes: bool = False) -> Callable[[View], View]:
    """A page for the given roles (none given: every signed-in role). Adds `request.actor` checks.

    The role opens the page; what the page may show comes from `visible_to(actor)`, and what it
    may do from the workflow table.
    """
    declared = Declaration(frozenset(roles) or EVERY_ROLE, reads, writes)

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in declared.methods:
                return HttpResponseNotAllowed(declared.methods)
            actor: Actor | None = getattr(request, "actor", None)
            assert declared.roles is not None
            if actor is None:
                raise NotAllowed(
                    "Tài khoản này chưa được giao vai trò ở đơn vị nào. "
                    "Quản trị hệ thống giao vai trò tại mục Tài khoản."
                )
            if actor.role not in declared.roles:
                allowed = ", ".join(sorted(role.label for role in declared.roles))
                raise NotAllowed(
                    f"Trang này dành cho: {allowed}. Anh, chị đang ở vai trò “{actor.role.label}”."
                )
            return view(request, *args, **kwargs)

        guarded.declaration = declared  # type: ignore[attr-defined]
        return guarded

    return wrap


def public_screen(*, writes: bool = False) -> Callable[[View], View]:
    """A page for anyone, signed in or not."""
    declared = Declaration(None, reads=True, writes=writes)

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in declared.methods:
                return HttpResponseNotAllowed(declared.methods)
            return view(request, *args, **kwargs)

        opened = login_not_required(guarded)
        opened.declaration = declared  # type: ignore[attr-defined]
        return opened

    return wrap
