"""Signing in: by address and password, throttled, argon2 for real, one's own roles only."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from thidua.accounts.middleware import SESSION_KEY
from thidua.accounts.models import RoleAssignment, User
from thidua.config import settings as written
from thidua.core.actors import Role

PASSWORD = "mat-khau-thu-1"
SIGN_IN = "/tai-khoan/login/"


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet(db):
    cache.clear()


def sign_in(client: Client, email: str, password: str = PASSWORD, **extra):
    return client.post(SIGN_IN, {"login": email, "password": password}, **extra)


def test_the_right_password_leads_to_the_desk(house, client):
    answer = sign_in(client, "officer@example.vn")

    assert (answer.status_code, answer.url) == (302, reverse("web:desk"))
    assert client.get("/lam-viec/").wsgi_request.actor.role == Role.OFFICER


def test_the_first_sign_in_leads_to_the_change_of_password(house, client):
    User.objects.update(last_login=None)

    answer = sign_in(client, "officer@example.vn")

    assert answer.url == reverse("account_change_password")


def test_the_address_may_be_typed_in_capitals(house, client):
    assert sign_in(client, "Officer@Example.VN").status_code == 302


def test_a_wrong_password_lets_nobody_in(house, client):
    answer = sign_in(client, "officer@example.vn", "sai-mat-khau")

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not answer.wsgi_request.user.is_authenticated


def test_an_unknown_address_is_answered_like_a_wrong_password(house, client):
    known = sign_in(client, "officer@example.vn", "sai-mat-khau")
    unknown = sign_in(client, "ai-do@example.vn", "sai-mat-khau")

    assert known.context["form"].errors == unknown.context["form"].errors


def test_guessing_is_stopped_even_with_the_right_password(house, client):
    for _ in range(5):
        sign_in(client, "officer@example.vn", "sai-mat-khau")

    answer = sign_in(client, "officer@example.vn")

    assert answer.status_code in {200, 429}
    assert not answer.wsgi_request.user.is_authenticated


def test_guessing_one_account_does_not_lock_another_out(house, client):
    for _ in range(5):
        sign_in(client, "officer@example.vn", "sai-mat-khau")

    assert sign_in(client, "clerk@example.vn").status_code == 302


def test_one_machine_cannot_hammer_the_page(house, client):
    codes = [client.get(SIGN_IN).status_code for _ in range(2)]
    codes += [sign_in(client, f"nguoi{n}@example.vn", "x").status_code for n in range(35)]

    assert codes[0] == 200
    assert codes[-1] == 429


def test_a_closed_account_cannot_sign_in(house, client):
    User.objects.filter(email="officer@example.vn").update(is_active=False)

    sign_in(client, "officer@example.vn")

    assert not client.get("/").wsgi_request.user.is_authenticated


def test_closing_an_account_ends_its_sessions(house, client):
    sign_in(client, "officer@example.vn")

    User.objects.filter(email="officer@example.vn").update(is_active=False)

    assert not client.get("/").wsgi_request.user.is_authenticated


def test_nobody_signs_up(client):
    client.post("/tai-khoan/signup/", {"email": "x@example.vn", "password1": "mot-mat-khau-dai"})

    assert not User.objects.filter(email="x@example.vn").exists()


def test_passwords_are_kept_with_argon2(settings):
    settings.PASSWORD_HASHERS = written.PASSWORD_HASHERS

    assert make_password("mat-khau").startswith("argon2$argon2id$")


# -- the demo's list of accounts ---


@pytest.fixture
def demo_account(house):
    user = User.objects.create_user("chuyenvien@anduong.example", PASSWORD, full_name="A B")
    RoleAssignment.objects.create(
        authority=house.authority, user=user, unit=house.office, role="officer", since="2020-01-01"
    )
    return user


def test_a_demo_lists_its_accounts_on_the_sign_in_page(demo_account, client, settings):
    settings.DEMO = True

    answer = client.get(SIGN_IN, {"as": demo_account.email})

    assert [a["email"] for a in answer.context["demo_accounts"]] == [demo_account.email]
    assert 'value="chuyenvien@anduong.example"' in answer.content.decode()


def test_a_demo_never_lists_real_people(house, client, settings):
    settings.DEMO = True

    assert client.get(SIGN_IN).context["demo_accounts"] == []


def test_no_account_is_listed_outside_a_demo(demo_account, client):
    assert "demo_accounts" not in client.get(SIGN_IN).context


# -- two hats ---


@pytest.fixture
def second_hat(house):
    return RoleAssignment.objects.create(
        authority=house.authority, user_id=house.officer.user_id, unit=house.office,
        role=Role.SECRETARY, since="2021-01-01",
    )  # fmt: skip


def test_changing_hats_changes_what_one_may(house, second_hat, sign_in):
    client = sign_in(house.officer)

    client.post(reverse("web:switch_role", args=[second_hat.pk]))

    assert client.get("/").wsgi_request.actor.role == Role.SECRETARY
    assert client.session[SESSION_KEY] == second_hat.pk


def test_nobody_takes_another_persons_hat(house, second_hat, sign_in):
    client = sign_in(house.clerk)

    answer = client.post(reverse("web:switch_role", args=[second_hat.pk]))

    assert answer.status_code == 404
    assert client.get("/").wsgi_request.actor.role == Role.CLERK


def test_a_hat_that_has_ended_falls_back_to_one_that_is_held(house, second_hat, sign_in):
    client = sign_in(house.officer)
    client.post(reverse("web:switch_role", args=[second_hat.pk]))

    second_hat.until = "2022-01-01"
    second_hat.save()

    assert client.get("/").wsgi_request.actor.role == Role.OFFICER


def test_hats_are_changed_by_post_alone(house, second_hat, sign_in):
    assert (
        sign_in(house.officer).get(reverse("web:switch_role", args=[second_hat.pk])).status_code
        == 405
    )
