"""Giving accounts and roles, and taking them away. Nothing is erased: a role ends on a day."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q

from thidua.accounts.models import ROLES, RoleAssignment, User
from thidua.core.actors import Actor, Role
from thidua.core.codes import ALPHABET
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.organizations.models import Unit
from thidua.organizations.queries import names_on
from thidua.vietnamese.names import display_name
from thidua.vietnamese.text import clean

GROUPS, GROUP_LENGTH = 4, 4


@dataclass(frozen=True, slots=True)
class NewAccount:
    """The account and its first password, which is known to nobody once this is gone."""

    user: User
    password: str


def first_password() -> str:
    """Sixteen characters that cannot be misread, in groups (73 bits)."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups).lower()


def create_account(
    *, actor: Actor, email: str, full_name: str, password_hash: str = ""
) -> NewAccount:
    """An account without any role yet. Raises Refusal when the address is already in use.

    With `password_hash` (set-up in bulk) no password is made and `NewAccount.password` is empty.
    """
    _administrator_only(actor)
    address, name = clean(email).lower(), display_name(full_name)
    if not name:
        raise Refusal("Ghi họ và tên của người dùng tài khoản.")
    if User.objects.filter(email=address).exists():
        raise Refusal(f"Địa chỉ {address} đã có tài khoản. Tìm tài khoản đó rồi giao thêm vai trò.")
    secret = "" if password_hash else first_password()
    with transaction.atomic():
        user = User.objects.create(
            email=address, full_name=name, password=password_hash or make_password(secret)
        )
        record(
            actor=actor,
            verb="account.create",
            obj=user,
            sentence=f"Tạo tài khoản {address} cho {name}",
        )
    return NewAccount(user, secret)


def renew_password(*, actor: Actor, user: User) -> NewAccount:
    """A new first password for somebody who lost theirs; the old one stops at once."""
    _administrator_only(actor)
    secret = first_password()
    with transaction.atomic():
        user.set_password(secret)
        user.last_login = None
        user.save(update_fields=("password", "last_login"))
        record(
            actor=actor,
            verb="account.password",
            obj=user,
            sentence=f"Cấp lại mật khẩu {user.email}",
        )
    return NewAccount(user, secret)


def set_active(*, actor: Actor, user: User, active: bool) -> None:
    """Close an account or open it again. A closed account cannot sign in and its sessions end."""
    _administrator_only(actor)
    if user.pk == actor.user_id:
        raise Refusal("Không tự khóa tài khoản của mình. Nhờ quản trị khác.")
    if user.is_active == active:
        raise Refusal("Tài khoản đang dùng." if active else "Tài khoản đã khóa từ trước.")
    with transaction.atomic():
        user.is_active = active
        user.save(update_fields=("is_active",))
        record(
            actor=actor,
            verb="account.open" if active else "account.close",
            obj=user,
            sentence=f"{'Mở lại' if active else 'Khóa'} tài khoản {user.email}",
        )


def give_role(
    *, actor: Actor, user: User, unit: Unit, role: str, since: date, until: date | None = None
) -> RoleAssignment:
    """The user holds the role in the unit from `since` to the day before `until`."""
    _administrator_only(actor)
    if role not in dict(ROLES):
        raise Refusal("Vai trò này không có trong danh mục.")
    if not user.is_active:
        raise Refusal("Tài khoản đang khóa. Mở lại trước khi giao vai trò.")
    held = RoleAssignment.objects.filter(user=user, unit=unit, role=role)
    later = held if until is None else held.filter(since__lt=until)
    if later.filter(Q(until__isnull=True) | Q(until__gt=since)).exists():
        raise Refusal("Người này đã giữ vai trò đó ở đơn vị đó trong khoảng ngày này.")
    with transaction.atomic(), sentence_for(RoleAssignment):
        given = RoleAssignment.objects.create(
            authority_id=actor.authority_id,
            user=user,
            unit=unit,
            role=role,
            since=since,
            until=until,
        )
        record(
            actor=actor,
            verb="role.give",
            obj=user,
            sentence=f"Giao vai trò “{_words(given)}” cho {user.full_name} từ {since:%d/%m/%Y}",
            data={"role": role, "unit": unit.code, "since": since, "until": until},
        )
    return given


def end_role(*, actor: Actor, assignment: RoleAssignment, on: date) -> None:
    """The role is held no more from `on`; it stays on record for the days before."""
    _administrator_only(actor)
    if assignment.user_id == actor.user_id and assignment.role == Role.ADMINISTRATOR:
        raise Refusal("Không tự thôi vai trò quản trị của mình. Nhờ quản trị khác.")
    if assignment.until is not None and assignment.until <= on:
        raise Refusal(f"Vai trò này đã thôi từ {assignment.until:%d/%m/%Y}.")
    with transaction.atomic(), sentence_for(RoleAssignment):
        assignment.until = on
        assignment.save(update_fields=("until",))
        record(
            actor=actor,
            verb="role.end",
            obj=assignment.user,
            sentence=(
                f"Thôi vai trò “{_words(assignment)}” của {assignment.user.full_name} "
                f"từ {on:%d/%m/%Y}"
            ),
            data={"role": assignment.role, "unit": assignment.unit.code, "until": on},
        )


def _words(assignment: RoleAssignment) -> str:
    name = names_on([assignment.unit_id], assignment.since).get(assignment.unit_id, "")
    return f"{Role(assignment.role).label}, {name}" if name else Role(assignment.role).label


def _administrator_only(actor: Actor) -> None:
    if not actor.is_any(Role.ADMINISTRATOR, Role.SYSTEM):
        raise NotAllowed("Quản trị hệ thống là người tạo tài khoản và giao vai trò.")
