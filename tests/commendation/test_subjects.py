"""Whom a line is about: certain, asked, or new; never merged in silence."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.commendation.lists_at_hand import answers_to, hand_in, table
from thidua.commendation.domain.lists import answer, answer_many, apply_list, questions_of
from thidua.core.actors import system_actor
from thidua.organizations.domain.people import add_household
from thidua.organizations.domain.units import add_unit
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Household, Person, Post, Unit

HEAD = ("Họ và tên", "Năm sinh", "Chức vụ", "Xếp loại", "Danh hiệu đề nghị")


def school_list(house, *rows, **more):
    return hand_in(house, "ds.csv", table(*rows), unit=house.school, actor=house.clerk, **more)


def of_person(name="Trần Đức Khoa", born="1987", title="LĐTT"):
    return (name, born, "Giáo viên", "HTTNV", title)


def only_question(list_):
    (asked,) = questions_of(list_)
    return asked


# -- people ----------------------------------------------------------------------------------------


def test_same_name_birth_and_unit_is_the_person_on_record(house):
    known = make.person(house, "Trần Đức Khoa", 1987)

    list_ = apply_list(actor=house.clerk, list_=school_list(house, of_person("TRẦN ĐỨC KHOA")))

    assert list_.nominations.get().person == known
    assert Person.objects.count() == 1


def test_birth_a_year_off_is_asked_with_birth_unit_and_reason(house):
    known = make.person(house, "Trần Đức Khoa", 1986)

    asked = only_question(school_list(house, of_person()))

    first, other, out = asked.choices
    assert first.value == known.code
    assert "sinh 1986" in first.detail
    assert "Trường THCS An Đồng" in first.detail
    assert "năm sinh lệch một năm" in first.detail
    assert (other.label, out.value) == ("Người khác, chưa có trong sổ", "leave_out")


def test_answer_says_which_person(house):
    known = make.person(house, "Trần Đức Khoa", 1986)
    list_ = school_list(house, of_person())

    list_ = answer(actor=house.clerk, list_=list_, key=only_question(list_).key, value=known.code)
    list_ = apply_list(actor=house.clerk, list_=list_)

    assert list_.nominations.get().person == known


def test_answer_says_somebody_else_and_a_new_person_gets_a_post(house):
    make.person(house, "Trần Đức Khoa", 1986)
    list_ = school_list(house, of_person())

    list_ = answer(actor=house.clerk, list_=list_, key=only_question(list_).key, value="new")
    list_ = apply_list(actor=house.clerk, list_=list_)

    made = list_.nominations.get().person
    assert made.birth_year == 1987
    post = Post.objects.get(person=made)
    assert (post.unit, post.title, post.group) == (house.school, "Giáo viên", "direct")


def test_person_of_another_unit_is_asked_not_taken(house):
    make.person(house, "Trần Đức Khoa", 1987, unit=house.rival)

    asked = only_question(school_list(house, of_person()))

    assert "đơn vị khác nhau" in asked.choices[0].detail


def test_answered_question_stays_in_sight(house):
    make.person(house, "Trần Đức Khoa", 1986)
    list_ = school_list(house, of_person())
    key = only_question(list_).key

    list_ = answer(actor=house.clerk, list_=list_, key=key, value="new")

    assert only_question(list_).key == key
    assert list_.summary["questions"] == 0


def test_people_years_apart_are_two(house):
    make.person(house, "Trần Đức Khoa", 1960)

    list_ = apply_list(actor=house.clerk, list_=school_list(house, of_person()))

    assert list_.nominations.get().person.birth_year == 1987
    assert Person.objects.count() == 2


def test_namesakes_of_one_list_are_asked_against_each_other(house):
    rows = (of_person(born="1987"), of_person(born="1988", title="GK huyện"))

    asked = only_question(school_list(house, *rows))

    assert "dòng 2 của danh sách này" in asked.choices[0].detail


def test_line_without_birth_joins_the_one_that_has_it(house):
    rows = (of_person(born=""), of_person(born="1987", title="GK huyện"))
    list_ = school_list(house, *rows)

    list_ = answer_many(actor=house.clerk, list_=list_, answers=answers_to(list_))
    list_ = apply_list(actor=house.clerk, list_=list_)

    assert list_.nominations.values("person").distinct().count() == 1
    assert Person.objects.get().birth_year == 1987


def test_two_rows_said_to_be_two_people_become_two(house):
    rows = (of_person(born="1987"), of_person(born="1987", title="GK huyện"))
    list_ = school_list(house, *rows)
    asked = next(one for one in questions_of(list_) if one.key == "fault:same-subject")

    list_ = answer(actor=house.clerk, list_=list_, key=asked.key, value="two")
    list_ = apply_list(actor=house.clerk, list_=list_)

    assert list_.nominations.values("person").distinct().count() == 2


def test_withdrawn_person_is_not_found(house):
    gone = make.person(house, "Trần Đức Khoa", 1987)
    Person.objects.filter(pk=gone.pk).update(withdrawn_at="2024-01-01T00:00Z")

    list_ = apply_list(actor=house.clerk, list_=school_list(house, of_person()))

    assert list_.nominations.get().person != gone


def test_person_of_a_written_sub_unit_gets_the_post_there(house):
    team = add_unit(
        actor=system_actor(house.authority.pk), name="Tổ Toán", kind=UnitKind.COLLECTIVE,
        parent=house.school, since=make.FAR_PAST,
    )  # fmt: skip
    data = table(
        ("Lê An", "1980", "Giáo viên", "Tổ Toán", "HTTNV", "LĐTT"),
        ("Lê Bình", "1981", "Giáo viên", "Tổ Văn", "HTTNV", "LĐTT"),
        head=("Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị công tác", "Xếp loại", "Danh hiệu"),
    )
    list_ = hand_in(house, "ds.csv", data, unit=house.school, actor=house.clerk)

    list_ = apply_list(actor=house.clerk, list_=list_)

    posts = dict(Post.objects.values_list("person__full_name", "unit"))
    assert posts == {"Lê An": team.pk, "Lê Bình": house.school.pk}


# -- collectives and households --------------------------------------------------------------------

COLLECTIVES = ("Tên tập thể", "Xếp loại", "Danh hiệu đề nghị")


def of_units(house, *names):
    data = table(*((name, "HTTNV", "TTLĐTT") for name in names), head=COLLECTIVES)
    return hand_in(house, "tt.csv", data, unit=house.rival, actor=house.rival_clerk)


def test_unit_of_another_branch_is_asked_not_taken(house):
    asked = only_question(of_units(house, "Trường THCS An Đồng"))

    assert asked.choices[0].value == house.school.code
    assert "không thuộc Xã Hồng Thái" in asked.choices[0].detail


def test_unit_that_differs_in_marks_only_is_asked(house):
    add_unit(
        actor=system_actor(house.authority.pk), name="Thôn Hòa Nhất", kind=UnitKind.HAMLET,
        parent=house.rival, since=make.FAR_PAST,
    )  # fmt: skip

    asked = only_question(of_units(house, "Thôn Hoa Nhất"))

    assert "tên chỉ khác dấu" in asked.choices[0].detail


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Thôn Kiều Hạ", UnitKind.HAMLET),
        ("Trạm Y tế xã", UnitKind.STATION),
        ("Tập thể cán bộ xã", UnitKind.COLLECTIVE),
    ],
)
def test_new_unit_stands_under_the_list_with_a_fitting_kind(house, name, kind):
    list_ = apply_list(actor=house.rival_clerk, list_=of_units(house, name))

    made = list_.nominations.get().collective.versions.get()
    assert (made.kind, made.parent) == (kind, house.rival)


def test_unit_named_twice_is_made_once(house):
    list_ = of_units(house, "Thôn Kiều Hạ", "THÔN KIỀU HẠ")
    before = Unit.objects.count()

    while list_.summary["questions"]:
        answers = answers_to(list_)
        list_ = answer_many(actor=house.rival_clerk, list_=list_, answers=answers)
    apply_list(actor=house.rival_clerk, list_=list_)

    assert Unit.objects.count() == before + 1


def of_households(house, *rows):
    head = ("Họ tên chủ hộ", "Năm sinh", "Địa chỉ", "Số khẩu", "Hình thức đề nghị")
    return hand_in(
        house, "ho.csv", table(*rows, head=head), unit=house.rival, actor=house.rival_clerk
    )


def test_household_on_record_is_found_by_name_birth_and_place(house):
    known = add_household(
        actor=house.rival_clerk, name="Hộ ông Lê Văn Tám", head_name="Lê Văn Tám",
        unit=house.rival, address="Thôn Đông", birth_year=1970,
    )  # fmt: skip

    list_ = of_households(house, ("Hộ ông Lê Văn Tám", "1970", "Thôn Đông", "4", "GĐVH"))
    list_ = apply_list(actor=house.rival_clerk, list_=list_)

    assert list_.nominations.get().household == known


def test_household_at_another_address_is_asked(house):
    known = add_household(
        actor=house.rival_clerk, name="Hộ ông Lê Văn Tám", head_name="Lê Văn Tám",
        unit=house.rival, address="Thôn Tây",
    )  # fmt: skip
    list_ = of_households(house, ("Hộ ông Lê Văn Tám", "1970", "Thôn Đông", "4", "GĐVH"))
    asked = only_question(list_)
    assert asked.choices[0].value == known.code

    list_ = answer(actor=house.rival_clerk, list_=list_, key=asked.key, value="new")
    apply_list(actor=house.rival_clerk, list_=list_)

    made = Household.objects.exclude(pk=known.pk).get()
    assert (made.head_name, made.birth_year, made.members) == ("Lê Văn Tám", 1970, 4)
