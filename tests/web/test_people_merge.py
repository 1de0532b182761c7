"""Two records that may be one person: found, compared, merged, parted again."""

from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from thidua.core.actors import system_actor
from thidua.organizations.domain.people import merge_people
from thidua.registry.models import Award

BASE = "/thuong-truc/con-nguoi/"


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def award(person, title="LDTT", year=2022, **changes) -> Award:
    return Award.objects.create(
        authority_id=person.authority_id,
        person=person,
        title_code=title,
        year=year,
        **({"decision_number": f"{year}/QĐ-UBND", "decided_on": date(year, 12, 26)} | changes),
    )


@pytest.fixture
def hang(house):
    return make.person(house, "Nguyễn Thị Thúy Hằng", 1972)


def test_pairs_that_may_be_one_person_are_listed(house, sign_in, hang):
    twin = make.person(house, "Nguyễn Thị Thuý Hằng", 1972)
    make.person(house, "Nguyễn Thị Thúy Hằng", 1980)

    page = text(sign_in(house.officer).get(f"{BASE}co-the-trung/"))

    assert page.count("data-td-row") == 1
    assert f"?giu={hang.code}&amp;gop={twin.code}" in page


@pytest.mark.parametrize("count", [1, 3])
def test_pairs_ask_the_same_queries_for_one_and_three(
    house, sign_in, django_assert_num_queries, count
):
    for name in ("Lan", "Mai", "Nga")[:count]:
        for _ in range(2):
            make.person(house, f"Lê Thị {name}", 1980)
    client = sign_in(house.officer)

    with django_assert_num_queries(11):
        answer = client.get(f"{BASE}co-the-trung/")

    assert answer.content.decode().count("data-td-row") == count


def test_no_pairs_says_so(house, sign_in, hang):
    assert "Không có cặp nào nghi trùng" in text(sign_in(house.officer).get(f"{BASE}co-the-trung/"))


def test_second_record_is_looked_up_then_compared_side_by_side(house, sign_in, hang):
    twin = make.person(house, "Nguyễn Thị Thuý Hằng", 1972, unit=house.rival)
    award(hang, "CSTDCS")
    make.rating(twin, 2021, 3)
    client = sign_in(house.officer)

    assert twin.code in text(client.get(f"{BASE}gop/", {"giu": hang.code}))
    page = text(client.get(f"{BASE}gop/", {"giu": hang.code, "gop": twin.code}))

    assert "Giữ lại: Nguyễn Thị Thúy Hằng" in page
    assert "CSTĐCS năm 2022" in page
    assert "2021: Hoàn thành xuất sắc nhiệm vụ" in page
    assert "Xã Hồng Thái" in page


def test_merge_moves_the_record_and_undo_brings_it_back(house, sign_in, hang):
    twin = make.person(house, "Nguyễn Thị Thuý Hằng", 1972)
    award(twin, "CSTDCS")
    client = sign_in(house.officer)

    answer = client.post(f"{BASE}gop/", {"giu": hang.code, "gop": twin.code}, follow=True)
    assert hang.awards.count() == 1
    assert "Các lần gộp" in text(answer)
    assert client.get(f"{BASE}{twin.code}/").url == f"{BASE}{hang.code}/"

    client.post(f"{BASE}{twin.code}/tach/")
    assert (hang.awards.count(), twin.awards.count()) == (0, 1)
    assert client.post(f"{BASE}{twin.code}/tach/").status_code == 404


def test_contradicting_records_are_refused_in_words(house, sign_in, hang):
    twin = make.person(house, "Nguyễn Thị Thuý Hằng", 1972)
    make.rating(hang, 2023, 2)
    make.rating(twin, 2023, 3)
    url = f"{BASE}gop/?giu={hang.code}&gop={twin.code}"

    answer = sign_in(house.officer).post(
        f"{BASE}gop/",
        {"giu": hang.code, "gop": twin.code},
        headers={"Referer": f"http://testserver{url}"},
        follow=True,
    )

    assert "Hai hồ sơ có mục trùng nhau" in text(answer)


def test_what_stands_in_the_way_of_a_merge_is_said_before_it_is_tried(house, sign_in, hang):
    twin = make.person(house, "Nguyễn Thị Thuý Hằng", 1972)
    for one in (hang, twin):
        make.rating(one, 2023)
        award(one, "CSTDCS")

    page = text(sign_in(house.officer).get(f"{BASE}gop/", {"giu": hang.code, "gop": twin.code}))

    assert "Cả hai đều có kết quả đánh giá năm 2023. Rút kết quả sai trước." in page
    assert "Cả hai cùng ghi CSTĐCS năm 2022. Rút dòng ghi hai lần trước." in page
    assert 'name="gop"' not in page


def test_merge_needs_a_record_to_keep(house, sign_in):
    assert sign_in(house.officer).get(f"{BASE}gop/").status_code == 404


def test_merged_record_cannot_be_written_on(house, sign_in, hang):
    twin = make.person(house, "Nguyễn Thị Thuý Hằng", 1972)
    merge_people(actor=system_actor(house.authority.pk), kept=hang, absorbed=twin)

    assert sign_in(house.officer).get(f"{BASE}{twin.code}/danh-gia/").status_code == 404
