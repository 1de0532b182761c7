"""The plan of a movement: its five parts, its steps, what it starts from."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document

from tests.movements import making
from tests.movements.making import kept, read
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.directives.domain.making import MAKERS
from thidua.directives.enums import FindingKind
from thidua.directives.models import Directive, Finding
from thidua.documents.domain.store import store
from thidua.movements.domain.from_findings import level_of, make_movement, unmake_movement
from thidua.movements.domain.launch import change_movement, move_movement
from thidua.movements.domain.plan_papers import plan_files
from thidua.movements.domain.plans import plan_of
from thidua.movements.domain.starting import answering, from_hot_spot, own_level
from thidua.movements.durations import durations
from thidua.movements.enums import MovementState
from thidua.movements.models import Movement
from thidua.movements.parts import PARTS
from thidua.movements.queries import announced
from thidua.movements.workflow import MOVEMENTS

pytestmark = pytest.mark.django_db


# -- the plan ---


def test_check_names_the_statutory_part_that_is_missing(house):
    movement = making.draft(house)

    for part in PARTS:
        held = change_movement(
            actor=house.officer, movement=movement, plan=making.plan(**{part.field: "  "})
        )
        with pytest.raises(Refusal) as refused:
            move_movement(actor=house.officer, movement=held, name="check")
        assert refused.value.reasons == (
            f"Chưa viết phần “{part.label}” (Điều 17 Luật Thi đua, khen thưởng).",
        )


def test_check_wants_subjects_criteria_time_and_a_final_review(house):
    bare = making.draft(
        house, subjects=("person", "household"), criteria_person="", ends_on=None, final_on=None
    )

    with pytest.raises(Refusal) as refused:
        move_movement(actor=house.officer, movement=bare, name="check")

    assert list(refused.value.reasons) == [
        "Chưa ghi “Tiêu chí đối với cá nhân”.",
        "Chưa ghi “Tiêu chí đối với hộ gia đình”.",
        "Chưa ghi đủ ngày bắt đầu và ngày kết thúc phong trào (Điều 17).",
        "Chưa ghi hạn tổng kết của phong trào.",
    ]


def test_launch_numbers_the_plan_keeps_its_paper_and_puts_it_under_way(house, real_papers):
    movement = making.launched(house)

    assert movement.state == MovementState.RUNNING
    assert movement.launched_at
    version = movement.versions.get()
    text = read(kept(version.pdf))
    assert "45/KH-UBND" in text
    assert "ngày 05 tháng 3 năm 2024" in text
    for part in PARTS:
        assert part.label.upper()[:20] in text.upper()
    document = Document(BytesIO(kept(version.docx)))
    assert any("Sạch 100 % tuyến được giao" in one.text for one in document.paragraphs)
    with pytest.raises(Refusal, match="đã qua bước soạn"):
        change_movement(actor=house.officer, movement=movement, plan=making.plan())


def test_draft_paper_has_no_number(house):
    text = read(plan_files(making.draft(house))[1])

    assert "45/KH" not in text
    assert "Chung sức làm sạch tuyến đê" in text


@pytest.mark.parametrize(
    ("level", "day", "starts", "sentence"),
    [
        ("district", date(2025, 7, 1), date(2025, 3, 1), "không còn cấp huyện"),
        ("commune", date(2999, 1, 1), date(2025, 3, 1), "chưa đến"),
    ],
)
def test_launch_refuses_a_day_that_cannot_be(house, level, day, starts, sentence):
    ready = making.checked(
        house, level=level, starts_on=starts, ends_on=date(2026, 1, 1),
        preliminary_on=None, final_on=date(2025, 12, 1),
    )  # fmt: skip

    with pytest.raises(Refusal, match=sentence):
        move_movement(
            actor=house.officer, movement=ready, name="launch", number="1/KH-UBND", day=day
        )


def test_district_movement_that_starts_after_the_districts_is_not_checked(house):
    late = making.draft(house, starts_on=date(2025, 7, 1), ends_on=date(2025, 12, 31))

    with pytest.raises(Refusal, match="không còn cấp huyện"):
        move_movement(actor=house.officer, movement=late, name="check")


def test_movement_of_tomorrow_waits_until_it_begins(house):
    today = timezone.localdate()
    soon = {"starts_on": today + timedelta(days=3), "ends_on": today + timedelta(days=90)}
    movement = making.checked(
        house, level="commune", preliminary_on=None, final_on=today + timedelta(days=80), **soon
    )
    movement = move_movement(
        actor=house.chairman, movement=movement, name="launch", number="2/KH-UBND", day=today
    )

    assert movement.state == MovementState.LAUNCHED
    with pytest.raises(Refusal, match="chưa đến ngày"):
        move_movement(actor=house.officer, movement=movement, name="begin")
    making.registered(house, movement)


def test_second_of_two_officers_is_told(house):
    movement = making.draft(house)
    change_movement(
        actor=house.officer, movement=movement, plan=making.plan(name="Tên mới"), revision=1
    )

    with pytest.raises(StaleEdit):
        change_movement(
            actor=house.officer, movement=movement, plan=making.plan(name="Tên khác"), revision=1
        )

    assert Movement.objects.get().name == "Tên mới"


def test_plan_follows_into_the_form_and_its_due_days_into_the_reviews(house):
    movement = making.draft(house)
    held = plan_of(movement)
    assert held == making.plan()

    change_movement(
        actor=house.officer,
        movement=movement,
        plan=making.plan(preliminary_on=None, final_on=date(2024, 12, 31)),
    )

    alive = movement.reviews.filter(dropped_at=None)
    assert [(one.kind, one.due_on) for one in alive] == [("final", date(2024, 12, 31))]


def test_movement_cannot_answer_what_answers_it(house):
    first = making.draft(house)
    second = making.draft(house, name="Thứ hai")
    change_movement(actor=house.officer, movement=second, plan=plan_of(second), parent=first)

    with pytest.raises(Refusal, match="hưởng ứng chính nó"):
        change_movement(actor=house.officer, movement=first, plan=plan_of(first), parent=second)


def test_movement_from_above_is_noted_and_answered_in_one_step(house):
    above = making.noted(house)

    assert above.state == MovementState.RUNNING
    assert [offer.transition.name for offer in MOVEMENTS.offers(above, house.officer)] == [
        "close_above",
        "cancel",
    ]
    own = answering(above, making.plan(starts_on=date(2024, 1, 1), slogan=""))
    assert own.name == "Hưởng ứng phong trào “Cả nước chung sức xây dựng nông thôn mới”"
    assert (own.starts_on, own.ends_on, own.is_ours) == (
        date(2024, 1, 1),
        date(2025, 12, 31),
        True,
    )
    with pytest.raises(NotAllowed):
        making.registered(house, above)


def test_hot_spot_becomes_the_name_and_the_goal(house):
    plan = from_hot_spot("Giải ngân  chậm", making.plan(part_content=""))

    assert plan.name == "Thi đua tháo gỡ: Giải ngân chậm"
    assert "Giải ngân chậm" in plan.part_content
    assert own_level(house.authority.pk, date(2024, 5, 1)) == "district"


def test_law_says_how_long_a_movement_runs_only_where_it_is_known(house):
    today = date(2024, 12, 1)
    flag = making.draft(house, level="province", ends_on=date(2027, 2, 28))
    short = making.draft(house, name="Ngắn", level="province", ends_on=date(2027, 2, 27))
    regular = making.draft(house, name="Thường xuyên", level="province", kind="regular")
    open_end = making.draft(house, name="Chưa rõ", level="prime_minister", ends_on=None)

    assert [(one.years, one.met) for one in durations(flag, today)] == [(3, True), (5, False)]
    assert durations(flag, today)[0].citation.confidence == "derived"
    assert durations(short, today)[0].met is False
    assert [one.years for one in durations(regular, today)] == [5]
    assert [(one.years, one.met) for one in durations(open_end, today)] == [(5, None)]
    assert durations(making.draft(house, name="Huyện"), today) == ()


# -- the state machine ---

STEPS = {
    "draft": {"check", "cancel"},
    "checked": {"rework", "launch", "cancel"},
    "launched": {"begin", "open_preliminary", "open_final", "cancel"},
    "running": {"open_preliminary", "open_final", "cancel"},
    "preliminary": {"end_preliminary", "put_off"},
    "final": {"close", "put_off"},
    "closed": set(),
    "cancelled": set(),
}


def test_own_movement_has_these_steps_and_no_others(house):
    movement = making.draft(house)

    offered = {}
    for state in STEPS:
        movement.state = state
        offers = MOVEMENTS.offers(movement, house.officer)
        offered[state] = {offer.transition.name for offer in offers}

    assert offered == STEPS


def test_only_these_roles_take_these_steps(house):
    """Who may: the officer everything, the chairman the launch; nobody else anything."""
    movement = making.draft(house)
    may = {}
    for key in house.actors:
        actor = house.actors[key]
        names = set()
        for state in STEPS:
            movement.state = state
            names |= {one.transition.name for one in MOVEMENTS.offers(movement, actor)}
        may[key] = names
    everything = set().union(*STEPS.values())

    assert may.pop("officer") == everything
    assert may.pop("chairman") == {"rework", "launch", "begin"}
    assert set(map(frozenset, may.values())) == {frozenset()}
    for key in may:
        with pytest.raises(NotAllowed):
            move_movement(actor=house.actors[key], movement=Movement.objects.get(), name="check")


def test_cancelled_with_its_reason_only(house):
    movement = making.launched(house)

    with pytest.raises(Refusal, match="lý do"):
        move_movement(actor=house.officer, movement=movement, name="cancel", reason="")
    movement = move_movement(
        actor=house.officer, movement=movement, name="cancel", reason="Trùng phong trào của tỉnh"
    )

    assert movement.end_reason == "Trùng phong trào của tỉnh"
    with pytest.raises(NotAllowed):
        making.registered(house, movement)
    assert not announced(house.authority.pk).exists()


# -- from a directive ---


def directive_of(house):
    return Directive.objects.create(
        authority=house.authority, number="01/CT-UBND", subject="Thi đua", year=2024,
        issued_on=date(2024, 1, 15), text="x", name="Chỉ thị",
        file=store(actor=house.officer, name="chi-thi.txt", data=b"x"),
    )  # fmt: skip


def finding_of(directive, text: str, launcher: str, order: int) -> Finding:
    return Finding.objects.create(
        authority_id=directive.authority_id, directive=directive, kind="movement", order=order,
        confidence="sure", data={"text": text, "launched_by": launcher}, proposed_at=timezone.now(),
    )  # fmt: skip


def test_confirmed_finding_is_noted_when_from_above_and_drafted_when_own(house):
    directive = directive_of(house)
    above = finding_of(directive, "Vì người nghèo", "Thủ tướng Chính phủ", 1)
    own = finding_of(directive, "Sạch đường làng", "huyện", 2)
    unsaid = finding_of(directive, "Xóa nhà tạm", "", 3)
    again = finding_of(directive, "Vì  người  nghèo", "Thủ tướng Chính phủ", 4)

    codes = [make_movement(house.officer, one, one.values) for one in (above, own, unsaid, again)]

    found = {one.code: one for one in Movement.objects.all()}
    assert [(found[code].level, found[code].is_ours, found[code].state) for code in codes] == [
        ("prime_minister", False, "running"),
        ("district", True, "draft"),
        ("district", True, "draft"),
        ("prime_minister", False, "running"),
    ]
    assert codes[0] == codes[3]
    assert found[codes[0]].directive == directive
    unmake_movement(house.officer, again, "Đọc nhầm")
    assert not Movement.objects.filter(state="cancelled").exists()
    with pytest.raises(Refusal, match="lý do"):
        unmake_movement(house.officer, own, "")
    unmake_movement(house.officer, own, "Đọc nhầm")
    assert Movement.objects.get(state="cancelled").name == "Sạch đường làng"
    assert MAKERS[FindingKind.MOVEMENT] is make_movement


@pytest.mark.parametrize(
    ("words", "level"),
    [("Ủy ban nhân dân thành phố", "province"), ("Bộ Nội vụ", "ministry"), ("", None)],
)
def test_level_is_what_the_words_say(words, level):
    assert level_of(words) == level
