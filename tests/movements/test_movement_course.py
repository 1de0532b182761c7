"""Movements under way: pacts, reviews, award rounds, titles, days to remember."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests import factories as make
from tests.movements import making
from tests.movements.making import kept, read
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.enums import RoundKind
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.models import AuditEvent
from thidua.movements.domain.award_rounds import open_award_round, proposed_plan
from thidua.movements.domain.office_words import (
    TemplateWords,
    add_anniversary,
    save_template,
    withdraw_anniversary,
)
from thidua.movements.domain.pact_papers import pact_files
from thidua.movements.domain.registering import Promise, withdraw_registration
from thidua.movements.domain.results import ReportWords, move_result, write_result
from thidua.movements.domain.reviews import (
    Findings,
    drop_review,
    freeze_review,
    note_findings,
    open_review,
    plan_review,
    put_off_review,
)
from thidua.movements.enums import MovementState, ResultState
from thidua.movements.models import Movement, MovementRegistration
from thidua.movements.occasions import occasions
from thidua.movements.queries import (
    deadlines,
    examples,
    names_kept,
    open_to_register,
    registrations,
    reports_wanted,
    results,
    suggested,
    visible_to,
)
from thidua.movements.standing import standing

pytestmark = pytest.mark.django_db


# -- registrations ---


def test_registration_is_followed_by_versions_and_lateness_stays_with_the_first(house):
    today = timezone.localdate()
    movement = making.launched(house, registration_until=today, ends_on=today + timedelta(days=9))
    first = making.registered(house, movement)
    Movement.objects.update(registration_until=date(2024, 4, 1))
    movement.refresh_from_db()

    with pytest.raises(Refusal, match="phải ghi lý do"):
        making.registered(house, movement)
    second = making.registered(
        house, movement, reason="Thêm hai thôn", pact=making.pact(Promise("Đê", Decimal(5), "km"))
    )
    rival = making.registered(house, movement, house.rival_head, house.rival)

    assert (first.is_late, second.is_late, rival.is_late) == (False, False, True)
    assert (second.version, second.change_reason) == (2, "Thêm hai thôn")
    assert [one.words for one in first.pledges.all()] == ["Hộ dùng nước sạch", "Giữ gìn đoàn kết"]
    withdraw_registration(actor=house.head, registration=second, reason="Nhầm phong trào")
    now = standing(movement)
    assert [row.unit_name for row in now.registered] == ["Xã Hồng Thái"]
    assert [unit.name for unit in now.missing] == ["Trường THCS An Đồng"]
    assert making.registered(house, movement).version == 3


WRONG = (
    (making.pact(Promise("Đoàn kết")), "ít nhất một dòng đo được"),
    (making.pact(Promise("Đê", Decimal(5))), "chưa ghi đơn vị tính"),
    (making.pact(Promise(" ", Decimal(5), "km")), "chưa ghi nội dung"),
    (making.pact(Promise("Đê", Decimal(10) ** 30, "km")), "quá lớn"),
    (making.pact(signatories=((" ", "Hiệu trưởng"),)), "người ký"),
)


def test_pact_that_cannot_be_measured_is_refused(house):
    movement = making.launched(house)

    for pact, sentence in WRONG:
        with pytest.raises(Refusal, match=sentence):
            making.registered(house, movement, pact=pact)

    assert not MovementRegistration.objects.exists()


def test_nobody_registers_another_unit_and_paper_is_the_officers(house):
    movement = making.launched(house, registration_until=date(2024, 4, 1))

    with pytest.raises(NotAllowed):
        making.registered(house, movement, house.rival_clerk, house.school)
    with pytest.raises(NotAllowed, match="Chuyên viên ghi ngày"):
        making.registered(house, movement, received_on=date(2024, 3, 20))
    on_paper = making.registered(house, movement, house.officer, received_on=date(2024, 3, 20))

    assert not on_paper.is_late
    paper = read(pact_files(on_paper)[1])
    assert "Trường THCS An Đồng" in paper
    assert "100 %" in paper


def test_movement_that_names_its_units_is_not_shown_to_others(house):
    movement = making.launched(house)
    movement.units.set([house.rival])

    assert not visible_to(house.clerk).exists()
    assert visible_to(house.rival_clerk).get() == movement
    with pytest.raises(Refusal, match="không ghi đơn vị"):
        making.registered(house, movement)
    assert [unit.name for unit in standing(movement).missing] == ["Xã Hồng Thái"]
    assert not visible_to(house.administrator).exists()


# -- reviews ---


def test_review_gathers_accepted_reports_and_freezes_them(house, real_papers):
    movement = making.launched(house)
    making.registered(house, movement)
    making.registered(house, movement, house.rival_clerk, house.rival)
    review = making.opened(house, movement)
    assert [one.pk for one in reports_wanted(house.clerk)] == [review.pk]
    row = making.reported(house, review)
    note_findings(
        actor=house.officer, review=review, findings=Findings(achieved="Sạch 9 km đê.", limits="")
    )
    with pytest.raises(Refusal, match="1 báo cáo của đơn vị chờ"):
        freeze_review(actor=house.officer, review=review)
    row = move_result(actor=house.officer, result=row, name="give_back", reason="Ghi rõ số hộ")
    assert [one.pk for one in reports_wanted(house.clerk)] == [review.pk]
    row = move_result(actor=house.head, result=row, name="hand_in")
    move_result(actor=house.officer, result=row, name="accept")

    review = freeze_review(actor=house.officer, review=review)

    movement.refresh_from_db()
    assert movement.state == MovementState.RUNNING
    assert review.frozen["silent"] == ["Xã Hồng Thái"]
    assert review.frozen["pledges"][0] == {
        "unit": "Trường THCS An Đồng", "words": "Hộ dùng nước sạch", "promised": "100 %",
        "reached": "98,5 %", "is_reached": False, "note": "còn 4 hộ",
    }  # fmt: skip
    text = read(kept(review.pdf))
    assert "Sạch 9 km đê" in text
    assert "Phạm Thị Thanh Huyền" in text
    with pytest.raises(Refusal, match="đã chốt"):
        note_findings(actor=house.officer, review=review, findings=Findings(achieved="Khác"))
    with pytest.raises(Refusal, match="chưa mở hoặc đã chốt"):
        move_result(actor=house.officer, result=row.__class__.objects.get(), name="give_back",
                    reason="Muộn")  # fmt: skip


def test_final_review_ends_the_movement(house):
    movement = making.launched(house)
    review = making.opened(house, movement, "final")
    with pytest.raises(Refusal, match="Kết quả đạt được"):
        freeze_review(actor=house.officer, review=review)
    note_findings(actor=house.officer, review=review, findings=Findings(achieved="Đạt."))

    freeze_review(actor=house.officer, review=review)

    movement.refresh_from_db()
    assert movement.state == MovementState.CLOSED
    assert {one.verb for one in AuditEvent.objects.filter(object_code=movement.code)} >= {
        "movement.draft", "movement.check", "movement.launch", "movement.open_final",
        "movement.close",
    }  # fmt: skip
    with pytest.raises(Refusal, match="đã kết thúc"):
        plan_review(
            actor=house.officer, movement=movement, kind="preliminary", due_on=date(2025, 1, 1)
        )


def test_review_is_put_off_with_a_reason_and_dropped_before_it_opens(house):
    movement = making.launched(house)
    review = making.opened(house, movement)
    with pytest.raises(Refusal, match="đã mở"):
        drop_review(actor=house.officer, review=review)
    with pytest.raises(Refusal, match="đã mở"):
        open_review(actor=house.officer, review=review)

    review = put_off_review(actor=house.officer, review=review, reason="Bão")

    movement.refresh_from_db()
    assert (movement.state, review.opened_at) == (MovementState.RUNNING, None)
    drop_review(actor=house.officer, review=review)
    more = plan_review(
        actor=house.officer, movement=movement, kind="preliminary", due_on=date(2024, 9, 30)
    )
    assert more.dropped_at is None
    with pytest.raises(Refusal, match="một lần"):
        plan_review(actor=house.officer, movement=movement, kind="final", due_on=date(2024, 9, 1))


def test_unit_without_a_pact_reports_nothing_and_nobody_writes_for_another(house):
    movement = making.launched(house)
    making.registered(house, movement)
    review = making.opened(house, movement)
    words = ReportWords(words="Xong")

    with pytest.raises(Refusal, match="chưa đăng ký"):
        write_result(actor=house.rival_clerk, review=review, unit=house.rival, report=words)
    for key in ("officer", "rival_head", "chairman"):
        with pytest.raises(NotAllowed):
            write_result(actor=house.actors[key], review=review, unit=house.school, report=words)
    draft = making.reported(house, review, hand_in=False)
    assert not results(house.officer).exists()
    assert not results(house.rival_head).exists()
    assert results(house.head).get() == draft
    for key in ("officer", "rival_head", "member"):
        with pytest.raises(NotAllowed):
            move_result(actor=house.actors[key], result=draft, name="hand_in")
    assert draft.state == ResultState.DRAFT


# -- award round, good examples, titles, days ---


def test_award_round_opens_from_the_movement_and_examples_are_suggested(house):
    movement = making.launched(house)
    making.registered(house, movement)
    making.accepted(house, making.opened(house, movement))
    plan = proposed_plan(movement, "district", date(2024, 12, 1))
    assert (plan.kind, plan.titles) == (RoundKind.MOVEMENT, ("GK-HUYEN",))

    opened = open_award_round(actor=house.officer, movement=movement, plan=plan)

    assert opened.movement_round.movement == movement
    assert [one.name for one in suggested(house.clerk, opened)] == ["Phạm Thị Thanh Huyền"]
    assert suggested(house.rival_clerk, opened) == []
    dossier = make.nomination(house, opened, title="GK-HUYEN")
    assert suggested(house.clerk, opened) == []
    assert [one.name for one in examples(house.member, movement)] == ["Phạm Thị Thanh Huyền"]
    recuse(actor=house.secretary, nomination=dossier, user_id=house.member.user_id,
           ground="family", words="chị ruột")  # fmt: skip
    assert list(examples(house.member, movement)) == []
    review = movement.reviews.get(kind="preliminary")
    assert names_kept(house.member, review)
    assert not names_kept(house.officer, review)
    with pytest.raises(NotAllowed):
        open_award_round(actor=house.secretary, movement=movement, plan=plan)


def test_occasions_come_in_order_with_their_confidence(house):
    own = add_anniversary(
        actor=house.officer, name="Ngày truyền thống huyện", day=29, month=2, since=2003
    )
    found = occasions(house.authority.pk, date(2025, 2, 1))

    assert [(one.on, one.years) for one in found] == [
        (date(2025, 2, 28), 22), (date(2025, 4, 30), 50), (date(2025, 5, 1), None),
        (date(2025, 6, 11), 77), (date(2025, 9, 2), 80),
    ]  # fmt: skip
    assert [str(one.confidence) for one in found] == [
        "policy", "verified", "verified", "recalled", "verified",
    ]  # fmt: skip
    with pytest.raises(Refusal, match="Không có ngày 31/4"):
        add_anniversary(actor=house.officer, name="Sai", day=31, month=4)
    withdraw_anniversary(actor=house.officer, anniversary=own)
    assert len(occasions(house.authority.pk, date(2025, 2, 1))) == 4


def test_template_keeps_words_of_the_office_only(house):
    made = save_template(
        actor=house.officer, words=TemplateWords(name="Mẫu đê", kind="thematic", part_launch="A")
    )
    with pytest.raises(Refusal, match="mẫu cùng tên"):
        save_template(actor=house.officer, words=TemplateWords(name="Mẫu đê", kind="regular"))
    with pytest.raises(NotAllowed):
        save_template(actor=house.clerk, words=TemplateWords(name="Khác", kind="regular"))
    assert made.part_launch == "A"


def test_deadlines_and_work_follow_the_plan(house):
    movement = making.launched(house, registration_until=date(2024, 4, 1))
    found = deadlines(house.officer, date(2024, 1, 1), date(2024, 12, 31))

    assert [(one.on, one.title.partition(":")[0], one.address) for one in found] == [
        (date(2024, 4, 1), "Hạn đăng ký", ("office:movement", movement.code)),
        (date(2024, 9, 30), "Sơ kết", ("office:movement", movement.code)),
        (date(2024, 12, 25), "Tổng kết", ("office:movement", movement.code)),
        (date(2024, 12, 31), "Kết thúc", ("office:movement", movement.code)),
    ]
    assert deadlines(house.clerk, date(2024, 4, 1), date(2024, 4, 1))[0].address[0] == (
        "unit:movement"
    )
    assert open_to_register(house.clerk).get() == movement
    making.registered(house, movement)
    assert not open_to_register(house.clerk).exists()
    assert registrations(house.inspector).count() == 1
    assert not registrations(house.administrator).exists()
