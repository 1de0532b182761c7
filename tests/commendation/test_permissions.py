"""Who may take which step, from which state: the whole matrix against a checked-in file.

The diff of `docs/permissions.md` in a review is the change of policy.
"""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests import factories as make
from thidua.commendation.enums import State
from thidua.commendation.queries import visible_to, waiting_for
from thidua.commendation.workflow import NOMINATIONS
from thidua.core.actors import EVERY_ROLE, Actor, Role
from thidua.core.errors import NotAllowed

OWN, OTHER = 11, 12


def an_actor(role: Role) -> Actor:
    return Actor(1, 1, "Ai đó", role, OWN, "Đơn vị", frozenset({OWN}))


def cell(role: Role, transition, state: State, unit: int) -> bool:
    case = SimpleNamespace(unit_id=unit, state=state)
    return state in transition.sources and not transition.permission(case, an_actor(role))


def matrix() -> list[str]:
    """One line per (transition, state, whose dossier) with the roles that may."""
    lines = []
    for transition in NOMINATIONS.transitions:
        for state in State:
            for unit, whose in ((OWN, "own"), (OTHER, "other")):
                roles = [r.value for r in sorted(EVERY_ROLE) if cell(r, transition, state, unit)]
                if roles:
                    lines.append(f"{transition.name} | {state.value} | {whose} | {' '.join(roles)}")
    return lines


def test_matrix_is_the_one_agreed(request):
    expected = request.path.with_name("permissions.txt").read_text(encoding="utf-8").splitlines()

    assert matrix() == expected


@pytest.mark.parametrize("transition", NOMINATIONS.transitions, ids=lambda t: t.name)
def test_runner_refuses_every_role_that_the_matrix_leaves_out(house, transition):
    dossier = make.nomination(house, make.round_(house))

    for actor in house.actors.values():
        if transition.permission(dossier, actor):
            with pytest.raises(NotAllowed):
                NOMINATIONS.perform(
                    dossier,
                    transition.name,
                    actor=actor,
                    reason="x",
                    parts={"title": "x"},
                    counts={"in_favour": 1},
                )

    dossier.refresh_from_db()
    assert dossier.state == State.DRAFT


def test_rival_unit_neither_sees_nor_moves_a_dossier(house):
    dossier = make.nomination(house, make.round_(house))

    assert not visible_to(house.rival_head).filter(pk=dossier.pk).exists()
    assert NOMINATIONS.offers(dossier, house.rival_head) == []
    with pytest.raises(NotAllowed):
        NOMINATIONS.perform(dossier, "submit", actor=house.rival_head)


def test_office_does_not_see_a_draft(house):
    dossier = make.nomination(house, make.round_(house))

    assert not visible_to(house.officer).filter(pk=dossier.pk).exists()


@pytest.mark.parametrize("key", ["editor", "administrator"])
def test_roles_without_dossiers_see_none(house, key):
    dossier = make.nomination(house, make.round_(house))
    NOMINATIONS.perform(dossier, "submit", actor=house.head)

    assert not visible_to(getattr(house, key)).exists()
    assert not waiting_for(getattr(house, key)).exists()


def test_whoever_has_a_step_to_take_sees_the_dossier(house):
    dossier = make.nomination(house, make.round_(house))
    NOMINATIONS.perform(dossier, "submit", actor=house.head)

    for actor in house.actors.values():
        offers = NOMINATIONS.offers(dossier, actor)
        if any(not offer.transition.permission(dossier, actor) for offer in offers):
            assert visible_to(actor).filter(pk=dossier.pk).exists()
