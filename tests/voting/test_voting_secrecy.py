"""Nothing kept anywhere joins a voter to a choice. See docs/vote-secrecy.md."""

from __future__ import annotations

import re
import sys
import threading
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as project
from django.db import connection, transaction
from django.db.models.signals import post_save, pre_save
from django.test.utils import CaptureQueriesContext
from django.views.debug import ExceptionReporter

from thidua.core.errors import Refusal
from thidua.journal.models import AuditEvent
from thidua.voting.domain import casting
from thidua.voting.domain.casting import cast, enter_written_opinion
from thidua.voting.domain.counting import TallyBroken, add_votes, sweep_tally
from thidua.voting.enums import Option
from thidua.voting.models import RollEntry, Tally

SOURCE = Path(casting.__file__).resolve().parents[2]
OPTIONS = tuple(Option.values)
CHOICES = re.compile(r"\b(agree|disagree|abstain|invalid)\b")


def rows(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


def versions(motion):
    """xmin, cmin of each tally row and the options in the order of the file."""
    found = rows(
        "SELECT xmin::text, cmin::text, option FROM voting_tally"
        " WHERE motion_id = %s ORDER BY ctid",
        motion.pk,
    )
    return {row[:2] for row in found}, [row[2] for row in found]


# -- the schema ---


@pytest.mark.django_db
def test_no_path_of_keys_leads_from_a_count_to_a_person():
    reached = rows("""
        WITH RECURSIVE path(name) AS (
            SELECT 'voting_tally'::regclass
            UNION SELECT confrelid::regclass FROM pg_constraint, path
            WHERE contype = 'f' AND conrelid = path.name
        ) SELECT name::text FROM path ORDER BY 1
    """)

    assert [name for (name,) in reached] == [
        "organizations_authority",
        "voting_motion",
        "voting_tally",
    ]


@pytest.mark.django_db
def test_nothing_points_to_a_count():
    pointing = rows("SELECT conname FROM pg_constraint WHERE confrelid = 'voting_tally'::regclass")

    assert pointing == []


@pytest.mark.django_db
def test_tally_and_roll_have_no_moment_and_no_serial_number():
    columns = rows("""
        SELECT table_name, column_name, data_type, is_identity, column_default
        FROM information_schema.columns
        WHERE table_schema = current_schema()
          AND table_name IN ('voting_tally', 'voting_rollentry')
    """)

    assert {name for table, name, *_ in columns if table == "voting_tally"} == {
        "id", "authority_id", "motion_id", "option", "count",
    }  # fmt: skip
    assert {name for table, name, *_ in columns if table == "voting_rollentry"} == {
        "id", "authority_id", "motion_id", "voter_id", "voter_name", "voted", "in_writing",
    }  # fmt: skip
    assert not [c for c in columns if re.search(r"time|date|interval", c[2])]
    assert {c[2] for c in columns if c[1] == "id"} == {"uuid"}
    assert {(c[3], c[4]) for c in columns} == {("NO", None)}


@pytest.mark.django_db
def test_no_trigger_and_no_signal_watches_the_tally():
    triggers = rows(
        "SELECT tgname FROM pg_trigger"
        " WHERE tgrelid = 'voting_tally'::regclass AND NOT tgisinternal"
    )

    assert triggers == []
    assert not pre_save.has_listeners(Tally)
    assert not post_save.has_listeners(Tally)


def test_no_model_of_this_application_holds_a_ballot():
    held = {model.__name__ for model in apps.get_app_config("voting").get_models()}

    assert held == {"Motion", "RollEntry", "Tally", "Closing"}


def test_only_one_file_reads_the_tally():
    naming = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if re.search(
            r"voting_tally|voting\.models import [^)\n]*\bTally\b",
            path.read_text(encoding="utf-8"),
        )
        and "migrations" not in path.parts
    }

    assert naming == {"voting/models.py", "voting/domain/counting.py"}


def test_counts_stand_in_no_admin():
    assert "django.contrib.admin" not in project.INSTALLED_APPS


# -- what a vote leaves behind ---


@pytest.mark.django_db(transaction=True)
def test_everything_else_in_the_database_is_silent_about_choices(bench, settings):
    settings.JOBS = "worker"
    motion = bench.motion()
    cast(actor=bench.voters[0], motion=motion, option="disagree")
    enter_written_opinion(
        actor=bench.secretary, motion=motion, voter_id=bench.voters[1].user_id, option="invalid"
    )
    tables = {name for (name,) in rows(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    )} - {"voting_tally"}  # fmt: skip

    telling = {
        table
        for table in tables
        for (row,) in rows(f'SELECT t::text FROM "{table}" t')  # noqa: S608 (names from the catalogue)
        if CHOICES.search(row)
    }

    assert telling == {"voting_motion"}  # the ballot paper itself, the same for everyone
    jobs = rows("SELECT args::text FROM procrastinate_jobs WHERE task_name = 'voting.sweep'")
    assert set(jobs) == {('{"rewrite": false}',)}


def test_journal_says_who_voted_and_never_what(bench):
    said = []
    for number, option in enumerate(OPTIONS):
        motion = bench.motion()
        cast(actor=bench.voters[number], motion=motion, option=option)
        event = AuditEvent.objects.order_by("sequence").last()
        assert event.actor_id == bench.voters[number].user_id
        said.append((event.verb, event.sentence, str(event.data), event.object_type))

    assert len(set(said)) == 1
    assert said[0][:3] == ("motion.vote", f"Đã bỏ phiếu kín: {motion.question}", "{}")


def test_row_versions_are_the_same_whatever_was_chosen(bench):
    rows("TRUNCATE voting_tally")
    orders = set()
    for option in OPTIONS:
        motion = bench.motion()
        for number in range(4):
            cast(actor=bench.voters[number], motion=motion, option=option)
            stamps, order = versions(motion)
            assert len(stamps) == 1
        orders.add(tuple(order))

    assert len(orders) == 1


def test_each_vote_writes_every_row_once(bench):
    motion = bench.motion()
    for number, option in enumerate(OPTIONS):
        before = updates()
        cast(actor=bench.voters[number], motion=motion, option=option)
        assert updates() - before == len(OPTIONS)


def updates():
    return rows("SELECT n_tup_upd FROM pg_stat_xact_user_tables WHERE relname = 'voting_tally'")[0][
        0
    ]


# -- logs ---


def test_debug_log_of_statements_holds_no_choice(bench):
    motion = bench.motion()

    with CaptureQueriesContext(connection) as seen:
        cast(actor=bench.voters[0], motion=motion, option="disagree")

    statements = [query["sql"] for query in seen.captured_queries]
    assert any("voting_rollentry" in sql for sql in statements)
    assert not [sql for sql in statements if "voting_tally" in sql or CHOICES.search(sql)]


def server_log(bench, motion, parameters: str) -> list[str]:
    """What a server that logs every statement writes while one vote is cast."""
    heard: list[str] = []

    def hear(notice) -> None:
        heard.append(f"{notice.message_primary} {notice.message_detail or ''}")

    connection.connection.add_notice_handler(hear)
    rows("SELECT set_config('log_parameter_max_length', %s, true)", parameters)
    rows("SELECT set_config('client_min_messages', 'log', true)")
    rows("SELECT set_config('log_statement', 'all', true)")
    try:
        cast(actor=bench.voters[0], motion=motion, option="disagree")
    finally:
        connection.connection.remove_notice_handler(hear)
    return heard


def test_server_that_logs_statements_without_values_learns_no_choice(bench):
    heard = server_log(bench, bench.motion(), "0")

    voter = str(bench.voters[0].user_id)
    assert any("voting_rollentry" in line and voter in line for line in heard)
    assert any("UPDATE voting_tally" in line for line in heard)
    assert not [line for line in heard if CHOICES.search(line)]


def test_server_that_logs_values_stops_the_vote(bench):
    motion = bench.motion()

    with pytest.raises(Refusal, match="log_parameter_max_length = 0"):
        server_log(bench, motion, "-1")
    with pytest.raises(Refusal, match="log_parameter_max_length = 0"):
        bench.motion()

    assert not RollEntry.objects.filter(voted=True).exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("log_min_duration_statement", "250"),
        ("log_min_duration_sample", "0"),
        ("log_transaction_sample_rate", "0.5"),
        ("log_parameter_max_length_on_error", "-1"),
        ("auto_explain.log_min_duration", "0"),
        ("pgaudit.log_parameter", "on"),
    ],
)
def test_every_way_of_logging_values_stops_the_vote(bench, name, value):
    motion = bench.motion()
    rows("SELECT set_config(%s, %s, true)", name, value)

    with pytest.raises(Refusal, match="không còn kín"):
        cast(actor=bench.voters[0], motion=motion, option="agree")


@pytest.mark.django_db(transaction=True)
def test_list_of_running_statements_shows_no_choice(bench):
    motion = bench.motion()
    shown: list[str] = []

    def look() -> None:
        shown.extend(sql for (sql,) in rows("SELECT query FROM pg_stat_activity"))
        connection.close()

    with transaction.atomic():
        add_votes([(motion, "disagree")])
        watcher = threading.Thread(target=look)
        watcher.start()
        watcher.join()

    assert any("UPDATE voting_tally" in sql for sql in shown)
    assert not [sql for sql in shown if "disagree" in sql]


def test_error_report_holds_no_choice(bench):
    motion = bench.motion()
    Tally.objects.filter(motion=motion, option="agree").delete()

    try:
        cast(actor=bench.voters[0], motion=motion, option="disagree")
    except TallyBroken:
        frames = ExceptionReporter(None, *sys.exc_info()).get_traceback_frames()
    ours = [frame for frame in frames if "voting/domain" in frame["filename"]]

    assert {frame["function"] for frame in ours} >= {"cast", "add_votes"}
    assert not [var for frame in ours for var in frame["vars"] if CHOICES.search(str(var[1]))]
    assert not RollEntry.objects.filter(motion=motion, voted=True).exists()


# -- the file ---


def page() -> bytes:
    """The first page of the tally's file, as it is on disk."""
    rows("CHECKPOINT")
    return bytes(
        rows("SELECT pg_read_binary_file(pg_relation_filepath('voting_tally'), 0, 8192)")[0][0]
    )


def stored_versions(raw: bytes) -> int:
    """Row versions that a page still holds: its line pointers in normal use."""
    end = int.from_bytes(raw[12:14], "little")
    pointers = [int.from_bytes(raw[at : at + 4], "little") for at in range(24, end, 4)]
    return sum(1 for pointer in pointers if pointer >> 15 & 3 == 1)


def hole(raw: bytes) -> bytes:
    """The free space between line pointers and rows."""
    return raw[int.from_bytes(raw[12:14], "little") : int.from_bytes(raw[14:16], "little")]


@pytest.mark.django_db(transaction=True)
def test_old_counts_are_swept_from_the_file(bench, settings):
    settings.JOBS = "worker"  # nothing sweeps until we do
    rows("TRUNCATE voting_tally")
    motion = bench.motion()
    for number in range(3):
        cast(actor=bench.voters[number], motion=motion, option="disagree")
    assert stored_versions(page()) == len(OPTIONS) * 4

    sweep_tally(rewrite=False)
    assert stored_versions(page()) == len(OPTIONS)

    sweep_tally(rewrite=True)
    rewritten = page()
    assert stored_versions(rewritten) == len(OPTIONS)
    assert set(hole(rewritten)) == {0}


@pytest.mark.django_db(transaction=True)
def test_each_vote_sweeps_after_itself(bench):
    rows("TRUNCATE voting_tally")
    motion = bench.motion()

    for voter in bench.voters:
        cast(actor=voter, motion=motion, option="agree")
        assert stored_versions(page()) == len(OPTIONS)
