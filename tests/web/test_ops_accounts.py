"""Accounts pages: the administrator alone, and the password again before every change."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from thidua.accounts.models import RoleAssignment, User
from thidua.core.actors import Role

PASSWORD = "mat-khau-thu-1"


@pytest.fixture
def admin(house, sign_in):
    """The administrator, who has just typed the password again."""
    client = sign_in(house.administrator)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.fixture
def newcomer(house):
    return User.objects.create_user("moi@example.vn", PASSWORD, full_name="Tạ Văn Mới")


def listed(client, **query) -> list[str]:
    answer = client.get(reverse("ops:accounts"), query)
    return [row.full_name for row in answer.context["page"]]


def role_data(house, **changes):
    values = {"role": "officer", "unit": house.office.code, "since": "2024-06-01", "until": ""}
    return values | changes


def test_the_list_is_filtered_by_name_role_and_state(house, newcomer, admin):
    User.objects.filter(email="editor@example.vn").update(is_active=False)

    assert len(listed(admin)) == len(house.actors) + 1
    assert listed(admin, q="ta van moi") == ["Tạ Văn Mới"]
    assert listed(admin, q="MEMBER@") == ["Đỗ Văn Thắng"]
    assert listed(admin, vai_tro="chairman") == ["Phạm Hùng Việt"]
    assert listed(admin, tinh_trang="khoa") == ["Ngô Lan Anh"]
    assert listed(admin, tinh_trang="chua-giao") == ["Tạ Văn Mới"]


def test_an_ended_role_does_not_count_as_held(house, admin):
    RoleAssignment.objects.filter(role="chairman").update(until=date(2024, 1, 1))

    assert listed(admin, vai_tro="chairman") == []
    assert "Phạm Hùng Việt" in listed(admin, tinh_trang="chua-giao")


def test_no_match_offers_to_drop_the_filters(house, admin):
    shown = admin.get(reverse("ops:accounts"), {"q": "khong co ai"}).content.decode()

    assert "Bỏ mọi bộ lọc" in shown


def test_the_file_holds_what_the_list_shows(house, newcomer, admin):
    answer = admin.get(reverse("ops:accounts"), {"q": "Đỗ Văn Thắng", "xuat": "xlsx"})

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [row[:4] for row in rows] == [
        ["Đỗ Văn Thắng", "member@example.vn", "Thành viên Hội đồng, Phòng Nội vụ", "Đang dùng"]
    ]


def test_a_new_account_shows_its_password_once(house, admin):
    data = {"full_name": "Tạ Văn Mới", "email": "moi@example.vn"}

    answer = admin.post(reverse("ops:account_new"), data)

    password = answer.context["made"].password
    made = User.objects.get(email="moi@example.vn")
    assert made.check_password(password)
    assert password in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    again = admin.get(reverse("ops:account", args=[made.pk])).content.decode()
    assert password not in again


def test_a_refused_account_keeps_what_was_typed(house, admin):
    data = {"full_name": "Tạ Văn Mới", "email": "officer@example.vn"}

    shown = admin.post(reverse("ops:account_new"), data).content.decode()

    assert "đã có tài khoản" in shown
    assert 'value="Tạ Văn Mới"' in shown
    assert "<title>Lỗi:" in shown


def test_a_role_is_given_and_seen(house, newcomer, admin):
    answer = admin.post(reverse("ops:role_give", args=[newcomer.pk]), role_data(house), follow=True)

    held = newcomer.assignments.get()
    assert (held.role, held.unit, held.since) == ("officer", house.office, date(2024, 6, 1))
    assert "Đã giao vai trò “Chuyên viên thi đua, khen thưởng”" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"unit": ""}, "Chọn đơn vị."),
        ({"since": "31/02/2024"}, "Ngày này không có trong lịch"),
        ({"until": "2024-06-01"}, "phải sau ngày bắt đầu"),
        ({"unit": "XXXX"}, "không có trong sổ"),
    ],
)
def test_a_refused_role_says_why(house, newcomer, admin, changes, sentence):
    answer = admin.post(reverse("ops:role_give", args=[newcomer.pk]), role_data(house, **changes))

    assert sentence in answer.content.decode()
    assert newcomer.assignments.count() == 0


def test_a_role_held_already_is_refused_in_words(house, newcomer, admin):
    url = reverse("ops:role_give", args=[newcomer.pk])
    admin.post(url, role_data(house))

    answer = admin.post(url, role_data(house, since="2024-09-01"))

    assert "đã giữ vai trò đó" in answer.content.decode()
    assert newcomer.assignments.count() == 1


def test_a_role_ends_on_the_day_given(house, admin):
    held = RoleAssignment.objects.get(role="editor")

    admin.post(reverse("ops:role_end", args=[held.user_id, held.pk]), {"on": "2024-06-01"})

    held.refresh_from_db()
    assert held.until == date(2024, 6, 1)


def test_a_role_of_another_account_is_not_ended_by_a_wrong_address(house, newcomer, admin):
    held = RoleAssignment.objects.get(role="editor")

    answer = admin.post(reverse("ops:role_end", args=[newcomer.pk, held.pk]), {"on": "2024-06-01"})

    assert answer.status_code == 404


def test_an_account_is_closed_and_opened(house, newcomer, admin):
    url = reverse("ops:account_active", args=[newcomer.pk])

    admin.post(url, {"viec": "khoa"})
    closed = User.objects.get(pk=newcomer.pk).is_active
    admin.post(url, {"viec": "mo"})

    assert (closed, User.objects.get(pk=newcomer.pk).is_active) == (False, True)


def test_a_lost_password_is_replaced(house, newcomer, admin):
    answer = admin.post(reverse("ops:account_password", args=[newcomer.pk]))

    newcomer.refresh_from_db()
    assert newcomer.check_password(answer.context["made"].password)
    assert not newcomer.check_password(PASSWORD)


CHANGES = ("account_new", "role_give", "role_end", "account_active", "account_password")


@pytest.fixture
def change(house, newcomer):
    """`change(client, name)` posts one of the changes."""
    held = RoleAssignment.objects.get(role="editor")
    arguments = {
        "account_new": ([], {"full_name": "A B", "email": "ab@example.vn"}),
        "role_give": ([newcomer.pk], role_data(house)),
        "role_end": ([held.user_id, held.pk], {"on": "2024-06-01"}),
        "account_active": ([newcomer.pk], {"viec": "khoa"}),
        "account_password": ([newcomer.pk], {}),
    }

    def post(client, name):
        args, data = arguments[name]
        return client.post(reverse(f"ops:{name}", args=args), data)

    return post


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_asks_for_the_password_again(house, sign_in, change, name):
    users, roles = User.objects.count(), RoleAssignment.objects.filter(until=None).count()

    answer = change(sign_in(house.administrator), name)

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert (User.objects.count(), RoleAssignment.objects.filter(until=None).count()) == (
        users,
        roles,
    )


def test_a_change_goes_on_after_the_password(house, sign_in, change, newcomer):
    client = sign_in(house.administrator)
    asked = change(client, "role_give")

    client.post(asked.url, {"password": PASSWORD})

    assert newcomer.assignments.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_accounts(
    house, admin, django_assert_num_queries, count
):
    for number in range(count):
        user = User.objects.create(email=f"x{number}@example.vn", full_name=f"Mới {number}")
        RoleAssignment.objects.create(
            authority=house.authority, user=user, unit=house.office, role="officer",
            since="2020-01-01",
        )  # fmt: skip
    admin.get(reverse("ops:accounts"))

    with django_assert_num_queries(9):
        admin.get(reverse("ops:accounts"))


@pytest.mark.parametrize("name", CHANGES)
def test_no_other_role_changes_anything(house, sign_in, change, name):
    for key, actor in house.actors.items():
        if key != "administrator":
            assert change(sign_in(actor), name).status_code == 403


def test_no_other_role_sees_the_accounts(house, sign_in, newcomer, client):
    pages = (
        reverse("ops:accounts"),
        reverse("ops:account_new"),
        reverse("ops:account", args=[newcomer.pk]),
    )
    for page in pages:
        for actor in house.actors.values():
            expected = 200 if actor.role is Role.ADMINISTRATOR else 403
            assert sign_in(actor).get(page).status_code == expected
        assert client.get(page).status_code == 302
