"""Whoever must keep away from a dossier finds no trace of it at any address, under any hat."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve

from tests.leaks import crawling, making, seeding
from thidua.accounts.models import User
from thidua.core.actors import Role
from thidua.journal.models import AuditEvent

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("leaks")]


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


INSIDE = ("/lam-viec", "/thuong-truc", "/hoi-dong", "/van-hanh", "/don-vi")
PUBLIC_BY_NOW = (
    "/thuong-truc/quyet-dinh/",
    "/thuong-truc/so-khen-thuong/",
    "/lam-viec/tep/",
    "/thuong-truc/lay-y-kien/",
)
"""Pages of what everybody may read: an issued decision, its papers and awards, a public notice."""
NO_VALUES = {"nhap-so/code", "quy-dinh/code", "tai-lieu/number"}
"""Arguments that need a file to be read in first, which says nothing of a dossier here."""


def leaks(world, client: Client, role, most: int | None = None) -> list[str]:
    pages = crawling.crawl(client, role, most=most)
    return [line for url, text in pages for line in told(world, url, text)]


def told(world, url: str, text: str) -> list[str]:
    """What the answer tells of hidden dossiers; of the issued one, its award is public."""
    is_public = not url.startswith(
        ("/lam-viec", "/thuong-truc", "/hoi-dong", "/van-hanh", "/don-vi")
    )
    by_now = is_public or url.startswith(PUBLIC_BY_NOW)
    wanted = world.secrets if by_now else world.secrets + world.issued_words
    return [f"{url}: {secret}" for secret in wanted if secret in text and secret not in url]


def test_every_address_can_be_filled(world):
    assert crawling.unfilled() == []
    assert {key for key, values in crawling.FILLS.items() if not values()} <= NO_VALUES


def test_no_address_hides_another(world):
    """Two routes that match the same path: the second one is never reached."""
    hidden = {
        f"{path}: {one.name} is answered by {found.url_name}"
        for one in crawling.addresses()
        if one.name and one.name not in crawling.NOT_FILLED
        for path, _ in crawling.filled(one)[:1]
        if (found := resolve(path)).url_name != one.name
    }

    assert hidden <= SAME_PAGE


SAME_PAGE = {"/tai-khoan/login/: account_login is answered by None"}
"""Our sign-in page stands before the one of the library on purpose."""


@pytest.mark.parametrize("hat", making.HATS)
def test_conflicted_member_finds_no_trace_under_any_hat(world, hat):
    client = making.client_of(world.house.member.user_id, hat)

    assert leaks(world, client, hat, None if hat in DEEP else SOME) == []


DEEP = {Role.MEMBER, Role.SECRETARY, Role.OFFICER}
"""Hats that handle dossiers: each of their pages is read of everything there is. The others read
the same rows by the same questions: the newest few of each page."""
SOME = 3


@pytest.mark.parametrize("hat", [Role.MEMBER, Role.SECRETARY, Role.OFFICER, Role.CHAIRMAN])
def test_conflicted_member_moves_nothing_and_is_told_nothing(world, hat):
    """An empty form sent to every address that takes one."""
    client = making.client_of(world.house.member.user_id, hat)
    client.raise_request_exception = False
    faults, before = [], AuditEvent.objects.count()

    for url, is_hidden, answer in crawling.send(client, hat, making.hidden_values(world)):
        asked = answer.redirect_chain[-1][0] if answer.redirect_chain else url
        faults += told(world, asked, crawling.readable(answer))
        if answer.status_code >= 500:
            faults.append(f"{url}: {answer.status_code}")
        if is_hidden and (answer.status_code not in REFUSED or AuditEvent.objects.count() > before):
            faults.append(f"{url}: {answer.status_code}, or the journal has grown")

    assert faults == []


REFUSED = {403, 404, 405, 422}


def test_rival_unit_finds_no_trace(world):
    client = Client()
    client.force_login(User.objects.get(pk=world.house.rival_clerk.user_id))

    assert leaks(world, client, world.house.rival_clerk.role) == []


def test_public_pages_show_no_trace_and_nothing_personal(world):
    """Birth dates, ratings, who wrote a comment, how the council voted: in no public byte."""
    pages = dict(crawling.crawl(Client(), None))

    assert [line for url, text in pages.items() for line in told(world, url, text)] == []
    found = {url: making.PERSONAL.findall(text) for url, text in pages.items()}
    assert {url: words for url, words in found.items() if words} == {}
    assert any(seeding.PUBLISHED in text for text in pages.values())


def test_public_pages_tell_a_member_no_more(world):
    client = Client()
    client.force_login(User.objects.get(pk=world.house.member.user_id))

    assert leaks(world, client, None) == []


def test_crawl_finds_every_secret_for_who_may_see_them(world):
    """The other side: without a conflict the same crawl meets them all, so the words are there."""
    wanted = set(world.secrets + world.issued_words) - set(seeding.ONLY_AFTER_ASKING)
    named = 0
    for actor in (world.house.secretary, world.house.officer):
        client = Client()
        client.force_login(User.objects.get(pk=actor.user_id))
        for _, text in crawling.crawl(client, actor.role, most=5):
            wanted -= {secret for secret in wanted if secret in text}
            named += making.NAME in text
            if not wanted and named > 20:
                return

    assert not wanted
