"""The lines of ``boundaries``: on the days the law changes, the answer it gives."""

from __future__ import annotations

import pytest

from tests.law.mutation.answers import ANSWERS
from tests.law.mutation.questions import by_matter, questions
from thidua.law import known_titles
from thidua.law.parameters import timelines


@pytest.mark.parametrize("matter", sorted(ANSWERS))
def test_the_law_answers_as_the_files_say(matter: str) -> None:
    wrong = [
        f"{one.file}: {one.key}, {one.on}: {answer!r}, not {one.expected!r}"
        for one in by_matter()[matter]
        if (answer := one.ask()) != one.expected
    ]

    assert wrong == [], "\n" + "\n".join(wrong)


def test_no_question_stands_twice() -> None:
    asked = [(one.matter, one.key, one.on) for one in questions()]

    assert len(asked) == len(set(asked))


def test_every_title_stands_in_the_lists_that_name_titles() -> None:
    for matter in ("title", "papers", "copies", "consultation", "disclosure"):
        named = {one.key.split()[0] for one in by_matter()[matter]}
        assert named == set(known_titles()), matter


def test_every_number_stands_in_a_line_of_its_own_matter() -> None:
    named = {one.key for matter in ("number", "deadline", "gap") for one in by_matter()[matter]}
    elsewhere = ("bonus-", "ceiling-", "vote-", "fund-")

    assert {name for name in timelines() if not name.startswith(elsewhere)} <= named
