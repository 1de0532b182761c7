"""Many at once, and a process that dies while it counts."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.voting.council import Bench, voters
from thidua.core.errors import Refusal
from thidua.voting.domain.casting import cast
from thidua.voting.domain.checking import faults_of
from thidua.voting.domain.closing import ask_to_close, close_motion
from thidua.voting.domain.counting import counts_of, votes_counted
from thidua.voting.enums import Option
from thidua.voting.models import Motion
from thidua.voting.queries import result_of, turnout

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
OPTIONS = tuple(Option.values)


def at_once(*acts) -> list[str]:
    """Run the acts in threads that start together; what each of them came to."""
    start = threading.Barrier(len(acts))
    outcomes: list[str] = []

    def run(act) -> None:
        start.wait()
        try:
            act()
            outcomes.append("done")
        except Refusal as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_each_voter_twice_at_once_is_counted_once(bench):
    motion = bench.motion()

    def ballot(voter, option):
        return lambda: cast(actor=voter, motion=motion, option=option)

    acts = [ballot(v, option) for v in bench.voters[:4] for option in ("agree", "disagree")]
    random.shuffle(acts)
    outcomes = at_once(*acts)

    assert outcomes.count("done") == 4
    assert sum("đã bỏ phiếu" in outcome for outcome in outcomes) == 4
    assert turnout(motion).voted == votes_counted(motion) == 4


def test_many_voters_at_once_are_all_counted(house):
    bench = Bench(house, voters(house, 24))
    motion = bench.motion()

    def ballots(mine):
        def act():
            for number, voter in mine:
                cast(actor=voter, motion=motion, option=OPTIONS[number % 4])

        return act

    numbered = list(enumerate(bench.voters))
    outcomes = at_once(*(ballots(numbered[start::6]) for start in range(6)))

    assert outcomes == ["done"] * 6
    assert turnout(motion).voted == votes_counted(motion) == 24
    assert counts_of(motion) == dict.fromkeys(OPTIONS, 6)


def test_last_vote_and_closing_at_once_leave_one_story(bench):
    motion = bench.motion()
    for voter in bench.voters[:6]:
        cast(actor=voter, motion=motion, option="agree")

    outcomes = at_once(
        lambda: cast(actor=bench.voters[6], motion=motion, option="disagree"),
        lambda: ask_to_close(actor=bench.secretary, motion=motion),
    )

    assert len(outcomes) == 2
    assert faults_of(Motion.objects.get(pk=motion.pk)) == []
    assert turnout(motion).voted == 7


def test_vote_that_meets_a_closing_waits_and_is_refused(bench):
    motion = bench.motion()
    outcomes: list[str] = []

    def vote() -> None:
        outcomes.extend(at_once(lambda: cast(actor=bench.voters[0], motion=motion, option="agree")))

    late = threading.Thread(target=vote)
    with transaction.atomic():
        held = Motion.objects.filter(pk=motion.pk)
        held.update(state="closing", closing_at=timezone.now())
        late.start()
        while not outcomes and not somebody_waits():
            time.sleep(0.01)
        assert outcomes == []
    late.join()

    assert outcomes == ["Đã hết giờ bỏ phiếu."]
    assert turnout(motion).voted == votes_counted(motion) == 0


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0] > 0


def test_two_confirming_at_once_freeze_one_result(bench):
    motion = bench.motion()
    for voter in bench.voters:
        cast(actor=voter, motion=motion, option="agree")
    ask_to_close(actor=bench.secretary, motion=motion)

    outcomes = at_once(
        lambda: close_motion(actor=bench.chairman, motion=motion),
        lambda: close_motion(actor=bench.voters[0], motion=motion),
    )

    assert outcomes.count("done") == 1
    assert result_of(bench.secretary, motion).in_favour == 7


def child(motion, manner, actors):
    """A process of its own, on the database of this test."""
    now = connection.settings_dict
    url = f"postgresql://{now['USER']}:{now['PASSWORD']}@"
    port = f":{now['PORT']}" if now["PORT"] else ""
    at = f"/{now['NAME']}?host={now['HOST']}" if now["HOST"].startswith("/") else ""
    url += at or f"{now['HOST']}{port}/{now['NAME']}"
    surroundings = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]),
    }
    keys = [str(actor.user_id) for actor in actors]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.voting.casting_child", motion.code, manner, *keys],
        cwd=ROOT,
        env=surroundings,
        stdout=subprocess.PIPE,
        text=True,
    )


def wait_for(process, word) -> None:
    assert any(line.strip() == word for line in process.stdout), "the child ended too early"


def kill(process) -> None:
    process.kill()
    process.wait()
    process.stdout.close()


def test_process_killed_between_roll_and_tally_leaves_no_half_vote(bench):
    motion = bench.motion()
    voter = bench.voters[0]

    process = child(motion, "halfway", [voter])
    wait_for(process, "halfway")
    kill(process)

    # Waits for the lock of the dead, which the server takes back; then the vote is free again.
    cast(actor=voter, motion=motion, option="agree")
    assert turnout(motion).voted == votes_counted(motion) == 1


def test_process_killed_while_casting_leaves_roll_and_tally_equal(house):
    bench = Bench(house, voters(house, 400))
    motion = bench.motion()

    process = child(motion, "loop", bench.voters)
    wait_for(process, "begun")
    while turnout(motion).voted < 10:
        time.sleep(0.005)
    time.sleep(random.random() / 50)
    kill(process)
    Motion.objects.update(closes_at=timezone.now())
    ask_to_close(actor=bench.secretary, motion=motion)
    close_motion(actor=bench.chairman, motion=motion)

    result = result_of(bench.secretary, motion)
    assert 10 <= result.voted < 400
    assert sum(result.counts.values()) == result.voted == turnout(motion).voted
