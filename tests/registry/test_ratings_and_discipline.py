"""Ratings and discipline entered by hand: a paper behind each, nothing erased."""

from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.models import AuditEvent
from thidua.law import RatingLevel
from thidua.registry.domain.discipline import add_discipline, clear_discipline
from thidua.registry.domain.ratings import (
    add_rating,
    correct_rating,
    rating_words,
    withdraw_rating,
)
from thidua.registry.enums import DisciplineState, RatingWhyNone
from thidua.registry.models import Discipline, Rating

PAPER = "Thông báo 31/TB-UBND ngày 20/12/2024"


@pytest.fixture
def person(house):
    return make.person(house, "Lê Thị Nga", 1985)


def rate(house, person, level=RatingLevel.HTT, why="", year=2024, source=PAPER) -> Rating:
    return add_rating(
        actor=house.officer, person=person, year=year, level=level, why_none=why, source=source
    )


def test_rating_is_recorded_with_its_paper(house, person):
    row = rate(house, person)

    assert (row.level, row.words, row.source) == (2, "HTTNV", PAPER)
    assert AuditEvent.objects.get(verb="rating.add").object_code == person.code


def test_year_on_record_is_corrected_and_not_added_again(house, person):
    rate(house, person)

    with pytest.raises(Refusal, match="đã có kết quả đánh giá của năm đó"):
        rate(house, person, RatingLevel.HTXS)


def test_correction_withdraws_the_wrong_one_and_keeps_it(house, person):
    wrong = rate(house, person)

    right = correct_rating(
        actor=house.officer, rating=wrong, level=RatingLevel.HTXS, reason="Biên bản 5/BB"
    )

    wrong.refresh_from_db()
    assert wrong.withdrawn_at is not None
    assert (right.level, right.source) == (3, "Biên bản 5/BB")
    event = AuditEvent.objects.get(verb="rating.correct")
    assert event.sentence == (
        "Sửa kết quả đánh giá năm 2024: HTTNV thành HTXSNV. Lý do: Biên bản 5/BB"
    )


def test_second_correction_of_one_rating_is_told(house, person):
    wrong = rate(house, person)
    correct_rating(actor=house.officer, rating=wrong, level=RatingLevel.HT, reason="a")

    with pytest.raises(Refusal, match="vừa được người khác sửa"):
        correct_rating(actor=house.officer, rating=wrong, level=RatingLevel.HTXS, reason="b")


def test_reason_for_no_rating_is_recorded_in_words(house, person):
    row = rate(house, person, None, RatingWhyNone.MATERNITY)

    assert (row.level, row.words) == (None, "Nghỉ thai sản")


@pytest.mark.parametrize(("level", "why"), [(None, ""), (RatingLevel.HTT, RatingWhyNone.NOT_YET)])
def test_rating_is_a_level_or_a_reason_never_both_or_neither(house, person, level, why):
    with pytest.raises(Refusal, match="không chọn cả hai"):
        rate(house, person, level, why)


def test_rating_without_a_paper_is_refused(house, person):
    with pytest.raises(Refusal, match="Ghi giấy tờ làm căn cứ"):
        rate(house, person, source=" ")
    with pytest.raises(Refusal, match="Ghi lý do sửa"):
        correct_rating(
            actor=house.officer, rating=rate(house, person), level=RatingLevel.HT, reason=""
        )


def test_rating_is_taken_out_once_and_with_a_reason(house, person):
    row = rate(house, person)
    with pytest.raises(Refusal, match="Ghi lý do"):
        withdraw_rating(actor=house.officer, rating=row, reason=" ")

    withdraw_rating(actor=house.officer, rating=row, reason="của người cùng tên")

    assert rate(house, person).pk != row.pk
    with pytest.raises(Refusal, match="vừa được người khác sửa hoặc rút"):
        withdraw_rating(actor=house.officer, rating=row, reason="lần nữa")


def test_rating_of_a_collective_is_not_corrected_as_a_persons(house):
    row = Rating.objects.create(
        authority=house.authority, collective=house.school, year=2024, level=2, words="HTT"
    )

    with pytest.raises(Refusal, match="không phải của cá nhân"):
        correct_rating(actor=house.officer, rating=row, level=RatingLevel.HT, reason="x")


@pytest.mark.parametrize(
    ("level", "why", "words"),
    [
        (3, "", "Hoàn thành xuất sắc nhiệm vụ"),
        (None, "not_employed", "Chưa công tác"),
        (None, "", "Chưa rõ"),
    ],
)
def test_rating_in_words(level, why, words):
    assert rating_words(level, why) == words


def pending(house, person) -> Discipline:
    return add_discipline(
        actor=house.officer,
        person=person,
        state=DisciplineState.PENDING,
        words="Thông báo 3/TB-HĐKL",
        since=date(2024, 11, 4),
    )


def test_pending_case_is_recorded_then_cleared(house, person):
    case = pending(house, person)
    assert case.year == 2024

    clear_discipline(
        actor=house.officer, case=case, conclusion="KL 9/KL-HĐKL", on=date(2024, 12, 2)
    )

    case.refresh_from_db()
    assert (case.state, case.until) == (DisciplineState.CLEARED, date(2024, 12, 2))
    assert case.words == "Thông báo 3/TB-HĐKL; kết luận không vi phạm: KL 9/KL-HĐKL"


def test_decided_discipline_is_not_cleared(house, person):
    case = add_discipline(
        actor=house.officer,
        person=person,
        state=DisciplineState.DISCIPLINED,
        words="QĐ 233/QĐ-UBND",
        measure="Khiển trách",
        since=date(2021, 7, 5),
    )

    with pytest.raises(Refusal, match="Chỉ kết luận được vụ việc đang xem xét"):
        clear_discipline(actor=house.officer, case=case, conclusion="x", on=date(2024, 1, 1))


def test_case_is_not_cleared_before_it_began_or_without_a_paper(house, person):
    case = pending(house, person)

    with pytest.raises(Refusal, match="không thể trước ngày bắt đầu"):
        clear_discipline(actor=house.officer, case=case, conclusion="x", on=date(2024, 1, 1))
    with pytest.raises(Refusal, match="Ghi văn bản kết luận"):
        clear_discipline(actor=house.officer, case=case, conclusion="", on=date(2025, 1, 1))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"state": DisciplineState.CLEARED}, "không ghi mới"),
        ({"words": ""}, "Ghi giấy tờ làm căn cứ"),
        ({"until": date(2020, 1, 1)}, "không thể trước ngày bắt đầu"),
    ],
)
def test_discipline_says_what_is_wrong(house, person, change, sentence):
    values = {
        "state": DisciplineState.DISCIPLINED,
        "words": "QĐ 1/QĐ",
        "since": date(2021, 1, 1),
    } | change

    with pytest.raises(Refusal, match=sentence):
        add_discipline(actor=house.officer, person=person, **values)


def test_only_the_officer_keeps_ratings_and_discipline(house, person):
    row, case = rate(house, person), pending(house, person)

    with pytest.raises(NotAllowed):
        add_rating(actor=house.head, person=person, year=2023, level=RatingLevel.HT, source="x")
    with pytest.raises(NotAllowed):
        correct_rating(actor=house.inspector, rating=row, level=RatingLevel.HT, reason="x")
    with pytest.raises(NotAllowed):
        withdraw_rating(actor=house.head, rating=row, reason="x")
    with pytest.raises(NotAllowed):
        add_discipline(actor=house.clerk, person=person, state=DisciplineState.PENDING, words="x")
    with pytest.raises(NotAllowed):
        clear_discipline(actor=house.member, case=case, conclusion="x", on=date(2025, 1, 1))
