"""The demo: what it holds, that an interrupted filling goes on, that it never touches other data,
and its whole life as a process: start, sign in, stop, start again."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections import Counter
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.db import connection, transaction

from thidua.accounts.domain.demo import DOMAIN, PASSWORD, demo_accounts
from thidua.accounts.models import User
from thidua.accounts.queries import roles_of
from thidua.commendation.models import ListImport, Nomination, Round
from thidua.commendation.queries import waiting_for
from thidua.core.actors import EVERY_ROLE, Role
from thidua.decisions.models import Certificate, Decision
from thidua.demo import cast, fill, past, present, site
from thidua.demo.reset import NotOurs, empty
from thidua.journal.domain.verify import verify
from thidua.journal.models import AuditEvent
from thidua.organizations.models import Authority, Person, Unit
from thidua.registry.models import Award, ImportRow, Rating

SAMPLES = Path(fill.__file__).parent / "samples"


class Stopped(Exception):
    """Somebody pressed Ctrl-C."""


@pytest.fixture
def inline(settings):
    settings.JOBS = "inline"


# -- what it holds ---


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("inline")
class TestFilling:
    def test_goes_on_where_it_was_interrupted_and_ends_whole(self):
        said: list[str] = []

        def interrupted(sentence: str) -> None:
            said.append(sentence)
            if sentence.startswith("  [4/"):
                raise Stopped

        with pytest.raises(Stopped):
            fill.fill(interrupted)
        half = AuditEvent.objects.filter(verb=fill.MARK).count()
        fill.fill(said.append)

        assert half == 4
        assert fill.fill(said.append) is False
        self.stages_are_marked_once()
        self.register_is_there(said)
        self.past_round_ended_in_certificates()
        self.present_round_is_alive(said)
        self.every_role_can_sign_in()
        assert verify(Authority.objects.get().pk).broken is None

    def stages_are_marked_once(self):
        marks = AuditEvent.objects.filter(verb=fill.MARK).values_list("data__stage", flat=True)
        assert list(marks.order_by("sequence")) == [stage.name for stage in fill.STAGES]

    def register_is_there(self, said):
        assert Person.objects.count() == 153
        assert Rating.objects.count() == 918
        assert Award.objects.filter(year__lt=2024).exclude(title_code="GK-HUYEN").count() > 330
        assert ImportRow.objects.filter(state="asked").count() == 19
        assert any("19 dòng chờ trả lời" in sentence for sentence in said)

    def past_round_ended_in_certificates(self):
        decision = Decision.objects.get(kind="award")
        assert (decision.full_number, decision.papers_fault) == ("01/QĐ-UBND", "")
        assert decision.pdf.media_type == "application/pdf"
        made = Certificate.objects.filter(print_run__isnull=False, fault="")
        assert made.count() == Certificate.objects.count() == 5
        states = Round.objects.get(name=past.NAME).nominations.values_list("state", flat=True)
        assert Counter(states) == {"awarded": 5}

    def present_round_is_alive(self, said):
        round_ = Round.objects.get(year=2024)
        states = Counter(round_.nominations.values_list("state", flat=True))
        assert states == {
            "submitted": 44, "examined": 3, "at_council": 9, "given_back": 2,
            "decided": 1, "not_approved": 1,
        }  # fmt: skip
        assert not round_.nominations.filter(is_late=True).exists()
        assert set(round_.nominations.values_list("verdict", flat=True)) == {
            "met",
            "not_met",
            "not_known",
        }
        assert ListImport.objects.count() == len(present.LISTS)
        left_out = [sentence for sentence in said if ": bỏ " in sentence]
        assert len(left_out) == 3
        taken = Nomination.objects.filter(list_import__isnull=False).count()
        assert taken == round_.nominations.count()

    def every_role_can_sign_in(self):
        today = site.Site(Authority.objects.get(), date_of_today(), print).today
        held = {one.role for user in User.objects.all() for one in roles_of(user, today)}
        assert held == {role.value for role in EVERY_ROLE}
        assert all(user.check_password(PASSWORD) for user in User.objects.all()[:2])
        assert len(demo_accounts(today)) == len(cast.CAST)
        officer = cast.acting("chuyenvien", Role.OFFICER, today)
        assert waiting_for(officer).count() == 47
        two_hats = User.objects.get(email__startswith="chuyenvien2@")
        assert roles_of(two_hats, today).count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("inline")
def test_a_refused_stage_is_named_and_what_was_filled_stays():
    fill.authority()

    def in_the_way(sentence: str) -> None:
        if sentence.startswith("  [1/"):
            User.objects.create(email=f"chuyenvien@{DOMAIN}", full_name="Có trước")

    with pytest.raises(fill.StageRefused, match=r"“Tài khoản cho từng vai trò”.*đã có tài khoản"):
        fill.fill(in_the_way)

    assert AuditEvent.objects.filter(verb=fill.MARK).count() == 1
    assert User.objects.count() == 1


def date_of_today():
    from django.utils import timezone

    return timezone.localdate()


def test_data_that_is_not_a_demo_is_left_alone(house):
    before = Unit.objects.count(), User.objects.count()

    with pytest.raises(fill.NotADemo, match="UBND huyện An Dương"):
        fill.fill(print)

    assert (Unit.objects.count(), User.objects.count()) == before


def test_another_authority_is_left_alone(db):
    Authority.objects.create(code="khac", name="UBND phường Khác", place="Khác")

    with pytest.raises(fill.NotADemo, match="UBND phường Khác"):
        fill.fill(print)


def test_the_school_list_is_left_for_the_visitor():
    assert (SAMPLES / "danh-sach-de-nghi-2024-truong-thcs.xlsx").exists()
    assert all("thcs" not in one.file for one in present.LISTS)
    assert all((SAMPLES / one.file).exists() for one in present.LISTS)


def test_one_sign_in_is_shown_for_each_role():
    shown = dict(cast.sign_ins())

    assert {role.label for role in EVERY_ROLE} <= set(shown)
    assert shown["Thư ký Hội đồng"].startswith("thuky@")
    assert shown["Một người giữ hai vai trò"].startswith("chuyenvien2@")


# -- emptying a database that was given ---


def tables() -> set[str]:
    return set(connection.introspection.table_names())


@pytest.fixture
def marked(db):
    """A database whose authority the demo made."""
    authority = fill.authority()
    fill.record(
        actor=fill.Site(authority, date_of_today(), print).system, verb=fill.MARK, obj=authority,
        sentence="Dựng dữ liệu dùng thử", data={"stage": "units"},
    )  # fmt: skip
    with connection.cursor() as cursor:
        # Checks that wait for the end of this transaction would forbid dropping the tables in it.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return authority


def test_a_demo_is_emptied_with_its_routines_and_types(marked):
    before = tables()

    with transaction.atomic():
        assert empty() == len(before)
        left = tables()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_proc WHERE proname LIKE 'procrastinate%'")
            routines = cursor.fetchone()[0]
        transaction.set_rollback(True)

    assert (left, routines) == (set(), 0)
    assert tables() == before


def test_real_data_is_never_emptied(house):
    with pytest.raises(NotOurs, match="có dữ liệu thật"):
        empty()

    assert "organizations_authority" in tables()


def test_a_database_with_a_table_of_somebody_else_is_never_emptied(marked):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE ke_toan (x int)")

    with pytest.raises(NotOurs, match=r"1 bảng không phải của Thi Đua \(public.ke_toan\)"):
        empty()

    assert "organizations_authority" in tables()


# -- its life as a process ---


class Running:
    """`thidua demo` (or another command) in a process of its own."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.port = free_port()
        environment = {
            k: v for k, v in os.environ.items() if not k.startswith(("THIDUA", "DATABASE"))
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "thidua", *words, "--port", str(self.port)],
            env=environment | {"THIDUA_DATA": str(folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said: list[str] = []

    def wait_for(self, words: str) -> None:
        for line in self.process.stdout:
            self.said.append(line)
            if words in line:
                return
        pytest.fail(f"ended without “{words}”:\n{''.join(self.said)}")

    def stop(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        self.said += self.process.stdout.readlines()
        self.process.stdout.close()
        return self.process.wait(timeout=60)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def database_runs(folder: Path) -> bool:
    path = folder / "postgres" / "postmaster.pid"
    return path.exists() and Path(f"/proc/{path.read_text().split()[0]}").exists()


def signed_in_page(port: int, email: str) -> str:
    """The desk as somebody who signs in by the form sees it."""
    base = f"http://127.0.0.1:{port}"
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    form = browser.open(f"{base}/tai-khoan/login/", timeout=30).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
    data = {"csrfmiddlewaretoken": token, "login": email, "password": PASSWORD}
    return (
        browser.open(f"{base}/tai-khoan/login/", urlencode(data).encode(), timeout=30)
        .read()
        .decode()
    )


@pytest.mark.xdist_group("demo")
def test_the_demo_starts_serves_stops_and_starts_again(tmp_path):
    first = Running(tmp_path, "demo")
    first.wait_for("Ctrl-C để dừng")
    desk = signed_in_page(first.port, "chuyenvien@anduong.example")
    public = build_opener().open(f"http://127.0.0.1:{first.port}/", timeout=30)
    second = Running(tmp_path, "demo")
    refused = second.process.wait(timeout=60), second.process.stdout.read()
    second.process.stdout.close()
    code = first.stop()

    assert "Nguyễn Quốc Khánh" in desk
    assert public.status == 200
    assert (refused[0], "đang chạy tại" in refused[1]) == (2, True)
    assert code == 0
    assert "chuyenvien@anduong.example" in "".join(first.said)
    assert not database_runs(tmp_path)

    again = Running(tmp_path, "demo", "--no-worker")
    again.wait_for("Ctrl-C để dừng")
    desk = signed_in_page(again.port, "thutruong.thcs@anduong.example")
    code = again.stop(signal.SIGTERM)

    assert "Nguyễn Thị Thúy Hằng" in desk
    assert "[1/" not in "".join(again.said)
    assert code == 0
    assert not database_runs(tmp_path)

    served = Running(tmp_path, "serve")
    served.wait_for("Máy chủ đang chạy")
    code = served.stop()

    assert code == 0
    assert not database_runs(tmp_path)
