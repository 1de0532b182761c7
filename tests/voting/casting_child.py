"""Run as a process of its own by test_voting_races: casts votes until it is killed.

Arguments: motion, how to behave ("loop", or "halfway": stop between roll and tally), and the
keys of the voters. Prints a line when there is something worth killing it for.
"""

from __future__ import annotations

import sys
import time

import django

django.setup()

from thidua.core.actors import Actor, Role  # noqa: E402 (after setup)
from thidua.voting.domain import casting  # noqa: E402
from thidua.voting.models import Motion  # noqa: E402


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def stop_here(votes: object) -> None:
    say("halfway")
    time.sleep(60)


def main(code: str, manner: str, *voters: str) -> None:
    if manner == "halfway":
        casting.add_votes = stop_here
    motion = Motion.objects.get(code=code)
    say("begun")
    for number, voter in enumerate(voters):
        actor = Actor(motion.authority_id, int(voter), "Ủy viên", Role.MEMBER)
        casting.cast(actor=actor, motion=motion, option=motion.options[number % 4])


main(*sys.argv[1:])
