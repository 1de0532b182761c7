"""Many vote on a paper at once; a server dies while it takes votes."""

from __future__ import annotations

import http.client
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.councils.making import table
from tests.voting.test_voting_races import at_once
from thidua.accounts.models import User
from thidua.councils.ballot_queries import motions_of, voters
from thidua.voting.domain.checking import verify
from thidua.voting.domain.counting import counts_of, votes_counted
from thidua.voting.models import RollEntry

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]


def test_papers_cast_at_once_are_all_counted_and_none_twice(house):
    council = table(house, count=6, titles=("CSTDCS",) * 4)
    sheet = council.opened()

    def ballot(voter, *options):
        return lambda: council.vote(voter, sheet, *options)

    acts = [ballot(voter, "agree", "disagree") for voter in council.voters]
    acts += [ballot(voter, "disagree", "agree") for voter in council.voters[:3]]
    random.shuffle(acts)
    outcomes = at_once(*acts)

    assert outcomes.count("done") == 6
    for motion in motions_of(sheet):
        assert votes_counted(motion) == motion.roll.filter(voted=True).count() == 6
    # A paper is one or the other as a whole: its first line mirrors all the others.
    first, *others = [counts_of(motion) for motion in motions_of(sheet)]
    for other in others:
        assert (other["agree"], other["disagree"]) == (first["disagree"], first["agree"])


def database_url() -> str:
    now = connection.settings_dict
    at = f"/{now['NAME']}?host={now['HOST']}" if now["HOST"].startswith("/") else None
    port = f":{now['PORT']}" if now["PORT"] else ""
    at = at or f"{now['HOST']}{port}/{now['NAME']}"
    return f"postgresql://{now['USER']}:{now['PASSWORD']}@{at}"


@pytest.fixture
def server():
    """The real web server on the database of this test, in a process group of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    surroundings = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
         "--port", str(port), "--blocking-threads", "4", "--log-level", "error",
         "thidua.config.wsgi:application"],
        cwd=ROOT, env=surroundings, start_new_session=True,
    )  # fmt: skip
    yield port, process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(port: int) -> None:
    for _ in range(600):
        try:
            ask(port, "GET", "/phieu-kin/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")


def ask(port: int, method: str, path: str, body: str = "", cookie: str = ""):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": cookie, "Host": "localhost",
               "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
    line.request(method, path, body, headers)
    answer = line.getresponse()
    text = answer.read().decode()
    line.close()
    return answer, text


def cast_over_http(port: int, user_id: int, address: str, choices: dict[str, str]) -> None:
    signed = Client()
    signed.force_login(User.objects.get(pk=user_id))
    cookie = f"sessionid={signed.cookies['sessionid'].value}"
    answer, page = ask(port, "GET", address, cookie=cookie)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    held = SimpleCookie(answer.headers["Set-Cookie"])["csrftoken"].value
    body = urlencode({"csrfmiddlewaretoken": token, "buoc": "bo", **choices})
    ask(port, "POST", address, body, f"{cookie}; csrftoken={held}")


def test_server_killed_while_papers_are_cast_leaves_rolls_and_tallies_equal(house, server):
    port, process = server
    council = table(house, count=16, titles=("CSTDCS",) * 3)
    sheet = council.opened()
    address = reverse("council:ballot", args=[sheet.code])
    choices = {f"p-{row.code}": "agree" for row in council.rows}
    wait_for(port)

    def cast(voter) -> None:
        try:
            cast_over_http(port, voter.user_id, address, choices)
        except (OSError, http.client.HTTPException, TypeError):
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=cast, args=(voter,)) for voter in council.voters]
    for thread in threads:
        thread.start()
    while RollEntry.objects.filter(voted=True).count() < len(council.rows):
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    for thread in threads:
        thread.join()

    # Open transactions of the dead end before the next vote can lock their motions.
    left = [one for one in voters(sheet) if not one.voted]
    for voter in council.voters:
        if voter.user_id in {one.user_id for one in left}:
            council.vote(voter, sheet, "agree")
            break
    there = sum(one.voted for one in voters(sheet))
    assert there >= 1
    for motion in motions_of(sheet):
        assert votes_counted(motion) == motion.roll.filter(voted=True).count() == there
    assert verify(council.session.authority_id).faults == ()
