"""A unit's list from the file to draft dossiers: questions, and all or nothing."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from tests import factories as make
from tests.commendation.lists_at_hand import (
    COMMUNE,
    FARMING,
    SCHOOL,
    answers_to,
    hand_in,
    round_for_all,
    table,
    unit_of,
)
from thidua.commendation.domain.lists import (
    NotReady,
    answer,
    answer_many,
    apply_list,
    line_standing,
    line_standings,
    questions_of,
    start_list,
)
from thidua.commendation.domain.rounds import set_round_state
from thidua.commendation.enums import ListState, RoundState
from thidua.commendation.models import ListImport, Nomination
from thidua.core.actors import Role
from thidua.core.errors import Refusal, StaleEdit
from thidua.organizations.models import Person

# -- questions -------------------------------------------------------------------------------------


def test_school_list_asks_about_the_shared_initiative(house):
    list_ = hand_in(house)

    assert [one.key for one in questions_of(list_)] == ["fault:shared-initiative"]
    assert list_.summary["questions"] == 1


def test_same_words_are_asked_once_for_all_rows(house):
    unit, actor = unit_of(house, COMMUNE)
    list_ = hand_in(house, COMMUNE, unit=unit, actor=actor)
    asked = next(one for one in questions_of(list_) if one.key == "title:person:gk")
    assert [row.row for row in asked.rows] == [28, 31]

    list_ = answer(actor=actor, list_=list_, key=asked.key, value="GK-XA")

    codes = [line_standing(one).code for one in line_standings(list_)]
    assert codes.count("GK-XA") == 4  # two that said so, two that were asked


def test_one_row_may_have_an_answer_of_its_own(house):
    unit, actor = unit_of(house, COMMUNE)
    list_ = hand_in(house, COMMUNE, unit=unit, actor=actor)
    asked = next(one for one in questions_of(list_) if one.key == "title:person:gk")
    own = f"{asked.key}#{asked.rows[1].id}"

    list_ = answer_many(actor=actor, list_=list_, answers={asked.key: "GK-XA", own: "GK-HUYEN"})

    lines = [line_standing(one) for one in line_standings(list_)]
    assert [lines[int(row.id)].code for row in asked.rows] == ["GK-XA", "GK-HUYEN"]


def test_answer_that_is_not_on_offer_is_refused(house):
    list_ = hand_in(house)

    with pytest.raises(Refusal, match="Câu hỏi đã thay đổi"):
        answer(actor=house.clerk, list_=list_, key="fault:shared-initiative", value="GK-XA")


def test_answer_can_be_taken_back(house):
    list_ = hand_in(house)
    list_ = answer(actor=house.clerk, list_=list_, key="fault:shared-initiative", value="keep")

    list_ = answer(actor=house.clerk, list_=list_, key="fault:shared-initiative", value="")

    assert list_.summary["questions"] == 1
    assert list_.answers == {}


def test_unclear_rating_is_asked_and_judged_as_answered(house):
    unit, actor = unit_of(house, COMMUNE)
    list_ = hand_in(house, COMMUNE, unit=unit, actor=actor)

    answers = answers_to(list_, rating="2")
    list_ = answer_many(actor=actor, list_=list_, answers=answers)
    list_ = apply_list(actor=actor, list_=list_)

    assert list_.nominations.get(source_row=31).rating_level == 2


def test_title_not_on_offer_can_only_be_left_out(house):
    list_ = hand_in(house, round_=make.round_(house, titles=("LDTT", "CSTDCS", "CSTD-BO-TINH")),
                    unit=house.school, actor=house.clerk)  # fmt: skip

    asked = next(one for one in questions_of(list_) if one.kind == "offer")

    assert asked.key == "offer:GK-HUYEN"
    assert [one.value for one in asked.choices] == ["leave_out"]
    assert [row.row for row in asked.rows] == [15, 23]


def test_dossier_already_in_the_round_is_named_and_left_out(house):
    round_ = round_for_all(house)
    who = make.person(house, "Trần Đức Khoa", 1987)
    other = make.nomination(house, round_, who)

    list_ = hand_in(house, round_=round_, unit=house.school, actor=house.clerk)

    asked = next(one for one in questions_of(list_) if one.kind == "already")
    assert [row.row for row in asked.rows] == [19]
    assert other.code in asked.rows[0].message


def test_second_line_with_the_same_title_is_left_out_alone(house):
    data = table(
        ("Lê Thị An", "1980", "Giáo viên", "HTTNV", "LĐTT"),
        ("Lê Thị An", "1980", "Giáo viên", "HTTNV", "LĐTT + GK huyện"),
    )
    list_ = hand_in(house, "ds.csv", data, unit=house.school, actor=house.clerk)

    asked = [one for one in questions_of(list_) if one.kind == "twice"]
    assert [row.row for one in asked for row in one.rows] == [3]

    list_ = answer(actor=house.clerk, list_=list_, key="twice", value="leave_out")
    list_ = apply_list(actor=house.clerk, list_=list_)

    assert sorted(list_.nominations.values_list("title_code", flat=True)) == ["GK-HUYEN", "LDTT"]


def test_row_with_an_error_must_be_mended_or_left_out(house):
    data = table(
        ("Lê Thị An", "31/02/1985", "Giáo viên", "HTTNV", "LĐTT"),
        ("Vũ Văn Bình", "1980", "Giáo viên", "HTTNV", "LĐTT"),
    )
    list_ = hand_in(house, "ds.csv", data, unit=house.school, actor=house.clerk)
    asked = questions_of(list_)[0]
    assert (asked.kind, [one.value for one in asked.choices]) == ("error", ["leave_out"])

    with pytest.raises(NotReady, match="Ngày sinh không đọc được"):
        apply_list(actor=house.clerk, list_=list_)
    answer(actor=house.clerk, list_=list_, key=asked.key, value="leave_out")
    list_ = apply_list(actor=house.clerk, list_=list_)

    assert [row.name for row in list_.nominations.all()] == ["Vũ Văn Bình"]


def test_list_under_another_letterhead_is_asked_about(house):
    list_ = hand_in(house, SCHOOL, unit=house.rival, actor=house.rival_clerk)

    asked = next(one for one in questions_of(list_) if one.kind == "issuer")

    assert "Trường THCS An Đồng" in asked.rows[0].message
    assert "Xã Hồng Thái" in asked.choices[0].label


# -- all or nothing --------------------------------------------------------------------------------


def test_open_question_keeps_the_whole_list_out_and_is_named(house):
    list_ = hand_in(house)

    with pytest.raises(NotReady, match=r"Một sáng kiến có hai người kê \(dòng 18\)"):
        apply_list(actor=house.clerk, list_=list_)

    assert not Nomination.objects.exists()
    assert not Person.objects.exists()
    list_.refresh_from_db()
    assert list_.state == ListState.READ


def test_dossier_made_meanwhile_stops_the_list_and_becomes_a_question(house):
    round_ = round_for_all(house)
    who = make.person(house, "Trần Đức Khoa", 1987)
    list_ = hand_in(house, round_=round_, unit=house.school, actor=house.clerk)
    list_ = answer_many(actor=house.clerk, list_=list_, answers=answers_to(list_))
    make.nomination(house, round_, who)

    with pytest.raises(NotReady, match="Đã có hồ sơ"):
        apply_list(actor=house.clerk, list_=list_)

    list_.refresh_from_db()
    assert "already" in [one.key for one in questions_of(list_)]
    assert Nomination.objects.count() == 1


def test_list_of_left_out_rows_is_not_taken_in(house):
    data = table(("Lê Thị An", "31/02/1985", "Giáo viên", "HTTNV", "LĐTT"))
    list_ = hand_in(house, "ds.csv", data, unit=house.school, actor=house.clerk)
    key = questions_of(list_)[0].key
    answer(actor=house.clerk, list_=list_, key=key, value="leave_out")

    with pytest.raises(Refusal, match="không còn hồ sơ nào"):
        apply_list(actor=house.clerk, list_=list_)


def test_locked_round_takes_no_list(house):
    round_ = round_for_all(house)
    read_before = hand_in(house, FARMING, round_=round_)
    clerk = make.actor(house, "other", Role.CLERK, read_before.unit, "Đỗ Công Hiếu")
    round_ = set_round_state(actor=house.officer, round_=round_, state=RoundState.CLOSED)

    with pytest.raises(Refusal, match="khóa"):
        apply_list(actor=clerk, list_=read_before)
    with pytest.raises(Refusal, match="khóa"):
        start_list(actor=house.clerk, round_=round_, unit=house.school, name="a.csv", data=b"a")


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_make_the_dossiers_once(house):
    list_ = hand_in(house)
    list_ = answer_many(actor=house.clerk, list_=list_, answers=answers_to(list_))
    gate, outcomes = threading.Barrier(2), []

    def press() -> None:
        mine = ListImport.objects.get(pk=list_.pk)
        gate.wait()
        try:
            apply_list(actor=house.clerk, list_=mine)
            outcomes.append("applied")
        except Refusal as refusal:
            outcomes.append(refusal.reasons[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Nomination.objects.count() == 36
    refused = next(one for one in outcomes if one != "applied")
    assert refused.startswith("Vũ Thị Mai đã nhập danh sách này lúc")


def test_second_of_two_answering_at_once_is_told(house):
    list_ = hand_in(house)
    seen = list_.revision
    answers = answers_to(list_)
    answer_many(actor=house.head, list_=list_, answers=answers, revision=seen)

    with pytest.raises(StaleEdit, match=house.head.name):
        answer_many(
            actor=house.clerk, list_=list_, answers={"fault:shared-initiative": "leave_out"},
            revision=seen,
        )  # fmt: skip
