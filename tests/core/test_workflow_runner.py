"""The runner on a table of its own: order of checks, reasons, all or nothing, what is written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from thidua.commendation.models import Nomination
from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.core.workflow import Transition, Workflow
from thidua.journal.domain.record import record
from thidua.journal.models import AuditEvent

calls: list[str] = []


def heads_only(case, actor) -> str:
    return "" if actor.role is Role.HEAD else "Thủ trưởng làm việc này."


def never(case) -> list[str]:
    return ["Thiếu phiếu xếp loại.", "Thiếu biên bản."]


def noted(case, *, actor, at, **inputs) -> None:
    calls.append(inputs.get("reason", ""))
    case.note = "đã qua"


def broken(case, *, actor, at, **inputs) -> None:
    case.note = "dở dang"
    raise Refusal("Không ghi được.")


def row(name, **changes) -> Transition:
    values = {
        "name": name,
        "label": name.capitalize(),
        "sources": frozenset({"draft"}),
        "target": "submitted",
        "permission": heads_only,
        "sentence": f"Đã {name}",
    }
    return Transition(**(values | changes))


TABLE = Workflow(
    name="trial",
    model=Nomination,
    transitions=(
        row("plain", effect=noted, explained_to=frozenset({Role.CLERK})),
        row("guarded", guards=(never,)),
        row("asking", needs=("reason",), effect=noted),
        row("failing", effect=broken),
    ),
    record=record,
    labels={"draft": "Đang soạn", "submitted": "Chờ thẩm định"},
)


@pytest.fixture
def case(house):
    calls.clear()
    return make.nomination(house, make.round_(house))


def state_of(case) -> tuple[str, int, str]:
    case.refresh_from_db()
    return case.state, case.revision, case.note


def test_a_step_writes_state_moment_revision_and_journal(house, case):
    at = timezone.now() + timedelta(minutes=1)

    done = TABLE.perform(case, "plain", actor=house.head, at=at)

    assert state_of(case) == ("submitted", 2, "đã qua")
    assert (done.submitted_at, done.changed_by_name) == (at, house.head.name)
    event = AuditEvent.objects.order_by("-sequence").first()
    assert (event.verb, event.sentence) == ("trial.plain", "Đã plain")
    assert event.data == {"from": "draft", "to": "submitted"}
    assert event.object_code == case.code


def test_permission_is_asked_before_anything_else(house, case):
    with pytest.raises(NotAllowed, match="Thủ trưởng làm việc này"):
        TABLE.perform(case, "guarded", actor=house.clerk)

    assert state_of(case) == ("draft", 1, "")


def test_a_step_from_the_wrong_state_says_where_the_case_is(house, case):
    TABLE.perform(case, "plain", actor=house.head)

    with pytest.raises(Refusal, match="đang ở bước “Chờ thẩm định”"):
        TABLE.perform(case, "plain", actor=house.head)


def test_every_obstacle_is_told_at_once(house, case):
    with pytest.raises(Refusal) as refused:
        TABLE.perform(case, "guarded", actor=house.head)

    assert refused.value.reasons == ("Thiếu phiếu xếp loại.", "Thiếu biên bản.")
    assert state_of(case) == ("draft", 1, "")


@pytest.mark.parametrize("given", [{}, {"reason": ""}])
def test_a_missing_input_is_named(house, case, given):
    with pytest.raises(Refusal, match="“Asking” cần có: lý do"):
        TABLE.perform(case, "asking", actor=house.head, **given)

    assert calls == []


def test_inputs_reach_the_effect_and_the_journal(house, case):
    TABLE.perform(case, "asking", actor=house.head, reason="Đủ hồ sơ")

    assert calls == ["Đủ hồ sơ"]
    assert AuditEvent.objects.order_by("-sequence").first().data["reason"] == "Đủ hồ sơ"


def test_a_failing_effect_leaves_nothing_behind(house, case):
    before = AuditEvent.objects.count()

    with pytest.raises(Refusal, match="Không ghi được"):
        TABLE.perform(case, "failing", actor=house.head)

    assert state_of(case) == ("draft", 1, "")
    assert AuditEvent.objects.count() == before


def test_a_step_on_an_old_revision_is_refused(house, case):
    TABLE.perform(case, "plain", actor=house.head)

    with pytest.raises(StaleEdit, match=house.head.name):
        TABLE.perform(case, "plain", actor=house.head, revision=1)


def test_offers_hold_open_steps_and_the_reasons_of_the_others(house, case):
    offers = {offer.transition.name: offer for offer in TABLE.offers(case, house.head)}

    assert offers["plain"].open
    assert offers["guarded"].reasons == ("Thiếu phiếu xếp loại.", "Thiếu biên bản.")


def test_a_role_it_is_explained_to_sees_the_step_with_the_reason(house, case):
    offers = TABLE.offers(case, house.clerk)

    assert [(offer.transition.name, offer.reasons) for offer in offers] == [
        ("plain", ("Thủ trưởng làm việc này.",))
    ]


def test_nothing_is_offered_to_a_role_without_part_in_it(house, case):
    assert TABLE.offers(case, house.inspector) == []


def test_nothing_is_offered_out_of_another_state(house, case):
    TABLE.perform(case, "plain", actor=house.head)
    case.refresh_from_db()

    assert TABLE.offers(case, house.head) == []
