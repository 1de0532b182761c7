"""Whoever must keep away from a dossier finds no trace of it at any address, under any hat."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from tests.leaks import crawling, making
from thidua.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """One world for the module, taken back at its end; its pages are only read."""
    from django.conf import settings

    with django_db_blocker.unblock():
        before = settings.MEDIA_ROOT
        settings.MEDIA_ROOT = tmp_path_factory.mktemp("files")
        outer = transaction.atomic()
        outer.__enter__()
        made = making.world()
        made.files = settings.MEDIA_ROOT
        yield made
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)
        settings.MEDIA_ROOT = before


@pytest.fixture(autouse=True)
def _where_files_lie(world, settings, _files_in_a_folder_of_their_own):
    settings.MEDIA_ROOT = world.files


def leaks(world, client: Client, role) -> list[str]:
    return [
        f"{url}: {secret}"
        for url, text in crawling.crawl(client, role)
        for secret in world.secrets
        if secret in text and secret not in url
    ]


def test_every_address_can_be_filled():
    assert crawling.unfilled() == []


@pytest.mark.parametrize("hat", making.HATS)
def test_conflicted_member_finds_no_trace_under_any_hat(world, hat):
    client = making.client_of(world.house.member.user_id, hat)

    assert leaks(world, client, hat) == []


def test_rival_unit_finds_no_trace(world):
    client = Client()
    client.force_login(User.objects.get(pk=world.house.rival_clerk.user_id))

    assert leaks(world, client, world.house.rival_clerk.role) == []


@pytest.mark.parametrize("who", ["nobody", "member"])
def test_public_pages_show_no_trace(world, who):
    """Without an account, and to the conflicted member in whatever hat."""
    client = Client()
    if who == "member":
        client.force_login(User.objects.get(pk=world.house.member.user_id))

    assert leaks(world, client, None) == []


def test_crawl_finds_every_secret_for_who_may_see_them(world):
    """The other side: without a conflict the same crawl meets them all, so the words are there."""
    actor = world.house.secretary
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))

    found: dict[str, set[str]] = {}
    for line in leaks(world, client, actor.role):
        url, _, secret = line.rpartition(": ")
        found.setdefault(secret, set()).add(url)

    assert set(found) == set(world.secrets)
    assert len(found[making.NAME]) > 20
