"""Accounts made and closed, roles given and ended: by the administrator alone, on the record."""

from __future__ import annotations

from datetime import date

import pytest

from thidua.accounts.domain.manage import (
    create_account,
    end_role,
    first_password,
    give_role,
    renew_password,
    set_active,
)
from thidua.accounts.models import RoleAssignment, User
from thidua.accounts.queries import roles_of
from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.models import AuditEvent

DAY = date(2024, 6, 1)


@pytest.fixture
def account(house):
    return create_account(
        actor=house.administrator, email="Moi@Example.VN ", full_name="TẠ văn mới"
    )


def last_event() -> AuditEvent:
    return AuditEvent.objects.order_by("-sequence").first()


def test_an_account_is_made_with_a_password_that_works(account):
    assert account.user.email == "moi@example.vn"
    assert account.user.full_name == "Tạ Văn Mới"
    assert account.user.check_password(account.password)
    assert last_event().verb == "account.create"


def test_the_password_is_nowhere_on_record(account):
    event = last_event()

    assert account.password not in f"{event.sentence}{event.data}"
    assert account.password not in User.objects.get(pk=account.user.pk).password


def test_first_passwords_are_long_and_never_the_same():
    made = {first_password() for _ in range(200)}

    assert len(made) == 200
    assert all(len(password.replace("-", "")) == 16 for password in made)


def test_an_address_in_use_is_refused(house, account):
    with pytest.raises(Refusal, match="đã có tài khoản"):
        create_account(actor=house.administrator, email="MOI@example.vn", full_name="Ai Khác")

    assert User.objects.filter(email="moi@example.vn").count() == 1


def test_a_renewed_password_replaces_the_old_one(house, account):
    renewed = renew_password(actor=house.administrator, user=account.user)

    account.user.refresh_from_db()
    assert account.user.check_password(renewed.password)
    assert not account.user.check_password(account.password)


def test_a_closed_account_is_opened_again(house, account):
    set_active(actor=house.administrator, user=account.user, active=False)
    closed = User.objects.get(pk=account.user.pk).is_active
    set_active(actor=house.administrator, user=account.user, active=True)

    assert (closed, User.objects.get(pk=account.user.pk).is_active) == (False, True)
    assert last_event().verb == "account.open"


def test_nobody_closes_their_own_account(house):
    me = User.objects.get(pk=house.administrator.user_id)

    with pytest.raises(Refusal, match="Không tự khóa"):
        set_active(actor=house.administrator, user=me, active=False)

    me.refresh_from_db()
    assert me.is_active


def test_a_role_is_given_and_ended_on_record(house, account):
    given = give_role(
        actor=house.administrator,
        user=account.user,
        unit=house.office,
        role=Role.OFFICER,
        since=DAY,
    )
    end_role(actor=house.administrator, assignment=given, on=date(2024, 9, 1))

    assert roles_of(account.user, date(2024, 8, 31)).exists()
    assert not roles_of(account.user, date(2024, 9, 1)).exists()
    assert last_event().sentence == (
        "Thôi vai trò “Chuyên viên thi đua, khen thưởng, Phòng Nội vụ” của Tạ Văn Mới từ 01/09/2024"
    )


@pytest.mark.parametrize("since", [DAY, date(2024, 3, 1), date(2025, 1, 1)])
def test_a_role_is_not_held_twice_at_once(house, account, since):
    values = {"user": account.user, "unit": house.office, "role": Role.OFFICER}
    give_role(actor=house.administrator, since=DAY, **values)

    with pytest.raises(Refusal, match="đã giữ vai trò đó"):
        give_role(actor=house.administrator, since=since, **values)


def test_a_role_may_be_held_again_after_it_ended(house, account):
    values = {"user": account.user, "unit": house.office, "role": Role.OFFICER}
    give_role(actor=house.administrator, since=DAY, until=date(2024, 7, 1), **values)

    give_role(actor=house.administrator, since=date(2024, 7, 1), **values)

    assert account.user.assignments.count() == 2


def test_an_end_before_the_beginning_is_refused(house, account):
    with pytest.raises(Refusal, match="phải sau ngày bắt đầu"):
        give_role(
            actor=house.administrator, user=account.user, unit=house.office, role=Role.OFFICER,
            since=DAY, until=DAY,
        )  # fmt: skip

    assert account.user.assignments.count() == 0


def test_unknown_roles_and_closed_accounts_get_none(house, account):
    values = {"user": account.user, "unit": house.office, "since": DAY}
    with pytest.raises(Refusal, match="không có trong danh mục"):
        give_role(actor=house.administrator, role="system", **values)
    set_active(actor=house.administrator, user=account.user, active=False)
    with pytest.raises(Refusal, match="đang khóa"):
        give_role(actor=house.administrator, role=Role.OFFICER, **values)


def test_the_administrator_keeps_that_role_until_another_takes_it(house):
    mine = RoleAssignment.objects.get(user_id=house.administrator.user_id)

    with pytest.raises(Refusal, match="Không tự thôi vai trò quản trị"):
        end_role(actor=house.administrator, assignment=mine, on=DAY)


def test_nobody_else_gives_accounts_or_roles(house, account):
    held = RoleAssignment.objects.get(user_id=house.clerk.user_id)
    others = [actor for name, actor in house.actors.items() if name != "administrator"]

    for actor in others:
        with pytest.raises(NotAllowed):
            create_account(actor=actor, email="x@example.vn", full_name="X Y")
        with pytest.raises(NotAllowed):
            renew_password(actor=actor, user=account.user)
        with pytest.raises(NotAllowed):
            set_active(actor=actor, user=account.user, active=False)
        with pytest.raises(NotAllowed):
            give_role(
                actor=actor, user=account.user, unit=house.office, role=Role.OFFICER, since=DAY
            )
        with pytest.raises(NotAllowed):
            end_role(actor=actor, assignment=held, on=DAY)

    assert not User.objects.filter(email="x@example.vn").exists()
    assert account.user.assignments.count() == 0
