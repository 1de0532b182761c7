"""Any sequence of verbs: the roll and the tally never part, and nothing moves after closing."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.voting.council import Bench
from thidua.core.errors import Refusal
from thidua.voting.domain.casting import cast, enter_written_opinion
from thidua.voting.domain.checking import faults_of
from thidua.voting.domain.closing import ask_to_close, close_motion
from thidua.voting.domain.counting import counts_of, votes_counted
from thidua.voting.enums import Option
from thidua.voting.models import Motion, RollEntry
from thidua.voting.queries import result_of, turnout

OPTION = st.sampled_from(Option.values)
VOTER = st.integers(0, 4)
COUNTER = st.sampled_from(["secretary", "chairman", "member"])


class Voting(RuleBasedStateMachine):
    """Every run has a motion of its own; `bench` is given by the test."""

    bench: ClassVar[Bench]
    closings: ClassVar[Counter[bool]] = Counter()

    def __init__(self):
        super().__init__()
        self.motion = self.bench.motion()
        self.cast: dict[int, str] = {}
        self.over = False
        self.asked_by = ""
        self.closed = False
        self.highest = 0

    def attempt(self, allowed: bool, verb, **inputs) -> bool:
        """The verb works exactly when it should; a refusal changes nothing."""
        try:
            with transaction.atomic():
                verb(motion=self.motion, **inputs)
        except Refusal:
            assert not allowed
        else:
            assert allowed
        return allowed

    def may_vote(self, voter: int) -> bool:
        return not (self.over or self.asked_by) and voter in range(4) and voter not in self.cast

    def teardown(self):
        self.closings[self.closed] += 1

    @rule(voter=VOTER, option=OPTION)
    def vote(self, voter, option):
        actor = self.bench.voters[voter]
        if self.attempt(self.may_vote(voter), cast, actor=actor, option=option):
            self.cast[voter] = option

    @precondition(lambda self: not (self.over or self.asked_by))
    @rule(options=st.tuples(OPTION, OPTION, OPTION, OPTION))
    def all_the_others_vote(self, options):
        for voter, option in enumerate(options):
            if voter not in self.cast:
                self.vote(voter, option)

    @rule(voter=VOTER, option=OPTION)
    def vote_in_writing(self, voter, option):
        who = {"actor": self.bench.secretary, "voter_id": self.bench.voters[voter].user_id}
        if self.attempt(self.may_vote(voter), enter_written_opinion, option=option, **who):
            self.cast[voter] = option

    @rule(key=COUNTER)
    def ask(self, key):
        over = self.over or len(self.cast) == 4
        allowed = not self.asked_by and over and len(self.cast) >= 3
        if self.attempt(allowed, ask_to_close, actor=getattr(self.bench.house, key)):
            self.asked_by = key

    @rule(key=COUNTER)
    def confirm(self, key):
        allowed = bool(self.asked_by) and key != self.asked_by and not self.closed
        if self.attempt(allowed, close_motion, actor=getattr(self.bench.house, key)):
            self.closed = True

    @precondition(lambda self: len(self.cast) >= 2 and not self.asked_by)
    @rule()
    def hours_end(self):
        self.over = True
        Motion.objects.filter(pk=self.motion.pk).update(closes_at=timezone.now())

    @invariant()
    def roll_equals_tally(self):
        voted = turnout(self.motion).voted
        assert voted == votes_counted(self.motion) == len(self.cast)
        assert voted >= self.highest
        self.highest = voted

    @invariant()
    def each_vote_counts_as_what_it_was(self):
        expected = Counter(self.cast.values())
        assert counts_of(self.motion) == {o: expected[o] for o in Option.values}
        marked = RollEntry.objects.filter(motion=self.motion, voted=True)
        assert {entry.voter_id for entry in marked} == {
            self.bench.voters[voter].user_id for voter in self.cast
        }

    @invariant()
    def result_is_known_when_closed_and_not_before(self):
        try:
            result = result_of(self.bench.secretary, self.motion)
        except Refusal:
            assert not self.closed
        else:
            assert self.closed
            assert result.counts == counts_of(self.motion)
            assert result.passed == (5 * result.in_favour >= 4 * 5)
        assert faults_of(Motion.objects.get(pk=self.motion.pk)) == []


def test_any_sequence_of_verbs_keeps_the_books_equal(bench):
    # Five members, of whom the last is conflicted and not on the roll.
    del bench.voters[5:]
    whole = bench.motion
    bench.motion = lambda: whole(conflicted=bench.voters[4:])

    run_state_machine_as_test(
        type("VotingHere", (Voting,), {"bench": bench}),
        settings=settings(
            max_examples=25,
            stateful_step_count=16,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
    assert Voting.closings[True] > 0, "no run reached a result"
