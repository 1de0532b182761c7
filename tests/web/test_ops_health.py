"""Health and the component catalogue."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

import pytest
from django.db import connection
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from thidua.accounts.domain.audit import verify_journal
from thidua.core.actors import Role
from thidua.core.errors import NotAllowed
from thidua.web.ops import health as module
from thidua.web.ops.catalogue import guarded


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def signs(house, sign_in):
    """`signs()` looks at the page: name → (state, sentence)."""

    def look():
        answer = sign_in(house.administrator).get(reverse("ops:health"))
        return {sign.name: (sign.state, sign.sentence) for sign in answer.context["signs"]}

    return look


def beat(ago: timedelta) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [timezone.now() - ago]
        )


def test_inline_work_needs_no_worker(signs, settings):
    settings.JOBS = "inline"

    assert signs()["Việc nền"][0] == "ok"


def test_a_worker_that_never_ran_is_missed(signs, settings):
    settings.JOBS = "worker"

    assert signs()["Việc nền"] == ("bad", "Tiến trình việc nền chưa chạy lần nào.")


@pytest.mark.parametrize(
    ("ago", "state"), [(timedelta(seconds=5), "ok"), (timedelta(minutes=2), "bad")]
)
def test_a_worker_is_there_while_it_beats(signs, settings, ago, state):
    settings.JOBS = "worker"
    beat(ago)

    assert signs()["Việc nền"][0] == state


def test_failed_work_is_counted(signs, settings):
    settings.JOBS = "worker"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status) "
            "VALUES ('default', 'x', 'failed'), ('default', 'y', 'todo')"
        )

    assert signs()["Hàng đợi"] == ("warn", "1 việc đang chờ, 1 việc không hoàn thành.")


@pytest.mark.parametrize(("gigabytes", "state"), [(100, "ok"), (3, "warn"), (0.5, "bad")])
def test_a_filling_disk_is_told_in_time(signs, monkeypatch, gigabytes, state):
    free = int(gigabytes * module.GIGABYTE)
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: Usage(free, 0, free))

    assert signs()["Ổ đĩa"][0] == state


def test_a_journal_never_checked_is_a_warning_and_then_is_not(house, signs):
    before = signs()["Nhật ký"][0]
    verify_journal(actor=house.administrator, authority=house.authority)

    assert (before, signs()["Nhật ký"][0]) == ("warn", "ok")


def test_an_altered_journal_stands_first(house, sign_in, settings):
    settings.JOBS = "inline"
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE journal_auditevent SET sentence = 'x' WHERE sequence = 1")
        cursor.execute("SET LOCAL session_replication_role = origin")
    verify_journal(actor=house.administrator, authority=house.authority)

    answer = sign_in(house.administrator).get(reverse("ops:health"))

    assert next((s.name, s.state) for s in answer.context["signs"]) == ("Nhật ký", "bad")


def test_versions_are_named(house, sign_in):
    answer = sign_in(house.administrator).get(reverse("ops:health"))

    names = [name for name, _ in answer.context["versions"]]
    assert names == ["Thi Đua", "Django", "Python", "PostgreSQL", "Địa chỉ công khai"]


@pytest.mark.parametrize("name", ["ops:health", "ops:catalogue"])
def test_the_administrator_alone_looks(house, sign_in, client, name):
    for actor in house.actors.values():
        expected = 200 if actor.role is Role.ADMINISTRATOR else 403
        assert sign_in(actor).get(reverse(name)).status_code == expected
    assert client.get(reverse(name)).status_code == 302


def test_the_catalogue_is_open_in_a_demo_only(house):
    request = RequestFactory().get("/")
    request.actor = None

    assert guarded(demo=True).declaration.roles is None
    with pytest.raises(NotAllowed):
        guarded(demo=False)(request)
