"""Who may take which step with a request: the matrix against a checked-in file."""

from __future__ import annotations

import pytest

from tests.initiatives import making
from thidua.core.actors import EVERY_ROLE, Actor, Role
from thidua.core.errors import NotAllowed
from thidua.initiatives.domain.drafts import Author
from thidua.initiatives.enums import State
from thidua.initiatives.queries import visible_to
from thidua.initiatives.workflow import REQUESTS


def matrix(row) -> list[str]:
    lines = []
    for transition in REQUESTS.transitions:
        for unit, whose in ((row.unit_id, "own"), (row.unit_id + 999, "other")):
            roles = [
                role.value
                for role in sorted(EVERY_ROLE)
                if not transition.permission(row, acting(row, role, unit))
            ]
            if roles:
                states = " ".join(s.value for s in State if s in transition.sources)
                lines.append(f"{transition.name} | {states} | {whose} | {' '.join(roles)}")
    return lines


def acting(row, role: Role, unit: int) -> Actor:
    return Actor(row.authority_id, None, "Ai đó", role, unit, "Đơn vị", frozenset({unit}))


def test_matrix_is_the_one_agreed(house, request):
    expected = request.path.with_name("permissions.txt").read_text(encoding="utf-8").splitlines()

    assert matrix(making.request(house)) == expected


@pytest.mark.parametrize("transition", REQUESTS.transitions, ids=lambda t: t.name)
def test_runner_refuses_every_role_that_the_matrix_leaves_out(house, transition):
    row = making.request(house)

    for actor in house.actors.values():
        if transition.permission(row, actor):
            with pytest.raises(NotAllowed):
                REQUESTS.perform(row, transition.name, actor=actor, reason="x")

    row.refresh_from_db()
    assert row.state == State.DRAFT


def test_who_sees_a_draft_and_who_what_was_handed_in(house):
    draft = making.request(house)
    seen = {key for key, who in house.actors.items() if visible_to(who).filter(pk=draft.pk)}
    assert seen == {"clerk", "head"}

    row = REQUESTS.perform(draft, "submit", actor=house.head)
    seen = {key for key, who in house.actors.items() if visible_to(who).filter(pk=row.pk)}
    assert seen == {"clerk", "head", "officer", "secretary", "chairman", "inspector"}


def test_officer_who_is_an_author_takes_no_step(house):
    row = making.submitted(house, authors=(Author("Nguyễn Quốc Khánh"),))

    for name in ("accept", "give_back", "refuse", "bring", "recognise"):
        with pytest.raises(NotAllowed):
            REQUESTS.perform(row, name, actor=house.officer, reason="x")
