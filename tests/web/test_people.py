"""People: the list, one person's record, what an officer writes on it, two records made one."""

from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from thidua.registry.domain.discipline import add_discipline
from thidua.registry.domain.initiatives import add_initiative, use_initiative
from thidua.registry.enums import DisciplineState, RatingWhyNone
from thidua.registry.models import Award, Discipline, Initiative, Rating

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


# -- the list -------------------------------------------------------------------------------------


def test_people_are_found_without_marks(house, sign_in, hang):
    make.person(house, "Phạm Văn Luân", 1976)

    page = text(sign_in(house.officer).get(BASE, {"q": "thuy hang"}))

    assert "Nguyễn Thị Thúy Hằng" in page
    assert "Phạm Văn Luân" not in page


def test_list_can_be_of_one_unit(house, sign_in, hang):
    make.person(house, "Phạm Văn Luân", 1976, unit=house.rival)

    page = text(sign_in(house.officer).get(BASE, {"don_vi": house.rival.code}))

    assert "Phạm Văn Luân" in page
    assert "Nguyễn Thị Thúy Hằng" not in page


def test_list_counts_awards_in_force(house, sign_in, hang):
    award(hang)
    award(hang, year=2021, revoked_on=date(2023, 3, 14))

    page = text(sign_in(house.officer).get(BASE))

    assert '<td class="is-num" data-label="Khen thưởng">1</td>' in page


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_queries_for_one_and_three(
    house, sign_in, django_assert_num_queries, count
):
    for name in ("Lan", "Mai", "Nga")[:count]:
        award(make.person(house, f"Lê Thị {name}", 1980))
    client = sign_in(house.officer)

    with django_assert_num_queries(12):
        answer = client.get(BASE)

    assert answer.content.decode().count("data-td-row") == count


def test_fragment_is_the_list_alone(house, sign_in, hang):
    page = sign_in(house.officer).get(BASE, headers={"HX-Request": "true"}).content.decode()

    assert page.lstrip().startswith('<section class="td-card" id="danh-sach"')


def test_empty_list_says_where_people_come_from(house, sign_in):
    assert "Sổ chưa có ai" in text(sign_in(house.officer).get(BASE))
    assert "Không có ai khớp bộ lọc" in text(sign_in(house.officer).get(BASE, {"q": "x"}))


# -- one person -----------------------------------------------------------------------------------


def test_page_tells_the_whole_record(house, sign_in, hang):
    award(hang, "CSTDCS")
    award(hang, "LDTT", 2021, revoked_on=date(2023, 3, 14), revocation="QĐ 118/QĐ-UBND")
    make.rating(hang, 2023, 3)
    Rating.objects.create(
        authority=house.authority,
        person=hang,
        year=2022,
        why_none=RatingWhyNone.MATERNITY,
        words="Không ĐG (thai sản)",
    )
    work = add_initiative(actor=house.officer, name="Sổ tay ôn tập", year=2022, authors=[hang])
    use_initiative(
        actor=house.officer, initiative=work, person=hang, title_code="CSTDCS", year=2022
    )
    add_discipline(
        actor=house.officer, person=hang, state=DisciplineState.PENDING, words="TB 3/TB-HĐKL"
    )

    page = text(sign_in(house.officer).get(f"{BASE}{hang.code}/"))

    assert 'class="is-award"><span class="td-meta">Năm 2022</span>' in page
    assert "Lao động tiên tiến (đã thu hồi 14/03/2023)" in page
    assert page.count("is-award") == 2  # one gold dot, one tag of the used initiative
    assert "Hoàn thành xuất sắc nhiệm vụ" in page
    assert "Nghỉ thai sản" in page
    assert "sổ ghi “Không ĐG (thai sản)”" in page
    assert "Đã dùng cho Chiến sĩ thi đua cơ sở năm 2022" in page
    assert "Phạm vi chưa có văn bản xác nhận" in page
    assert "TB 3/TB-HĐKL" in page
    assert "Ghi sáng kiến “Sổ tay ôn tập” năm 2022" not in page
    assert "Ghi kỷ luật, đang xem xét: TB 3/TB-HĐKL" in page


def test_birth_is_shown_as_far_as_it_is_known(house, sign_in, hang):
    client = sign_in(house.officer)
    assert "<dd>1972</dd>" in text(client.get(f"{BASE}{hang.code}/"))

    hang.birth_on = date(1972, 8, 12)
    hang.save()
    assert "<dd>12/8/1972</dd>" in text(client.get(f"{BASE}{hang.code}/"))

    hang.birth_on, hang.birth_year = None, None
    hang.save()
    assert "<dd>Chưa rõ</dd>" in text(client.get(f"{BASE}{hang.code}/"))


def test_page_of_a_person_without_anything_says_so(house, sign_in, hang):
    page = text(sign_in(house.officer).get(f"{BASE}{hang.code}/"))

    for sentence in (
        "Sổ chưa ghi khen thưởng nào.",
        "Sổ chưa có kết quả đánh giá năm nào.",
        "Sổ chưa ghi sáng kiến nào.",
        "Sổ không ghi kỷ luật.",
    ):
        assert sentence in page


def test_inspector_reads_without_the_means_to_write(house, sign_in, hang):
    make.rating(hang, 2023)

    page = text(sign_in(house.inspector).get(f"{BASE}{hang.code}/"))

    assert "Nguyễn Thị Thúy Hằng" in page
    for words in ("Gộp hai hồ sơ", "Ghi sáng kiến", "Ghi kỷ luật", ">Sửa<"):
        assert words not in page


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_queries_for_one_and_three(
    house, sign_in, django_assert_num_queries, hang, count
):
    for year in range(2020, 2020 + count):
        award(hang, year=year, unit=house.school)
        make.rating(hang, year)
        add_initiative(actor=house.officer, name=f"Việc {year}", year=year, authors=[hang])
    client = sign_in(house.officer)

    with django_assert_num_queries(20):
        answer = client.get(f"{BASE}{hang.code}/")

    assert answer.content.decode().count('class="is-award"') == count


# -- what an officer writes -----------------------------------------------------------------------


def test_rating_is_added_from_the_page(house, sign_in, hang):
    answer = sign_in(house.officer).post(
        f"{BASE}{hang.code}/danh-gia/",
        {"year": "2024", "result": "muc-3", "paper": "TB 31/TB-UBND"},
        follow=True,
    )

    row = Rating.objects.get()
    assert (row.year, row.level, row.source) == (2024, 3, "TB 31/TB-UBND")
    assert "Đã ghi kết quả đánh giá." in text(answer)


def test_reason_for_no_rating_is_added_from_the_page(house, sign_in, hang):
    sign_in(house.officer).post(
        f"{BASE}{hang.code}/danh-gia/",
        {"year": "2024", "result": "vi-maternity", "paper": "QĐ 9/QĐ"},
    )

    assert Rating.objects.get().why_none == RatingWhyNone.MATERNITY


def test_rating_is_corrected_from_the_page(house, sign_in, hang):
    old = make.rating(hang, 2023, 1)
    client = sign_in(house.officer)
    url = f"{BASE}{hang.code}/danh-gia/?nam=2023"
    assert "Sửa kết quả đánh giá năm 2023" in text(client.get(url))

    client.post(url, {"result": "muc-2", "paper": "BB 5/BB"})

    old.refresh_from_db()
    assert old.withdrawn_at is not None
    assert hang.ratings.get(withdrawn_at__isnull=True).level == 2


def test_rating_of_somebody_else_is_taken_out(house, sign_in, hang):
    row = make.rating(hang, 2023, 1)
    client = sign_in(house.officer)
    url = f"{BASE}{hang.code}/danh-gia/2023/rut/"
    assert "Rút rồi thì năm 2023 là chưa rõ" in text(client.get(url))

    client.post(url, {"reason": "của người cùng tên"})

    row.refresh_from_db()
    assert row.withdrawn_at is not None
    assert client.get(url).status_code == 404


def test_refusal_stands_beside_the_form_and_what_was_typed_stays(house, sign_in, hang):
    make.rating(hang, 2024)

    answer = sign_in(house.officer).post(
        f"{BASE}{hang.code}/danh-gia/",
        {"year": "2024", "result": "muc-3", "paper": "TB 31/TB-UBND"},
    )

    assert answer.status_code == 422
    assert "đã có kết quả đánh giá của năm đó" in text(answer)
    assert "TB 31/TB-UBND" in text(answer)


def test_initiative_with_a_co_author_is_recorded_from_the_page(house, sign_in, hang):
    other = make.person(house, "Phạm Văn Luân", 1976)

    sign_in(house.officer).post(
        f"{BASE}{hang.code}/sang-kien/",
        {"name": "Sổ tay ôn tập", "year": "2023", "others": other.code.lower()},
    )

    assert set(Initiative.objects.get().authors.all()) == {hang, other}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": "SO TAY ON TAP"}, "Sổ đã có sáng kiến cùng tên"),
        ({"name": "Việc khác", "others": "KHONGCO"}, "Không có người nào mang mã KHONGCO"),
        ({"name": "Việc khác", "recognised_on": "2024-02-31"}, "không có trong lịch"),
    ],
)
def test_initiative_form_says_what_is_wrong(house, sign_in, hang, change, sentence):
    add_initiative(actor=house.officer, name="Sổ tay ôn tập", year=2022, authors=[hang])

    answer = sign_in(house.officer).post(f"{BASE}{hang.code}/sang-kien/", {"year": "2023"} | change)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert Initiative.objects.count() == 1


def test_initiative_of_the_same_name_is_recorded_when_said_to_be_another(house, sign_in, hang):
    add_initiative(actor=house.officer, name="Sổ tay ôn tập", year=2022, authors=[hang])

    sign_in(house.officer).post(
        f"{BASE}{hang.code}/sang-kien/",
        {"name": "Sổ tay ôn tập", "year": "2023", "is_another": "on"},
    )

    assert Initiative.objects.count() == 2


def test_scope_is_certified_and_initiative_withdrawn_from_the_page(house, sign_in, hang):
    row = add_initiative(actor=house.officer, name="Sổ tay", year=2022, authors=[hang])
    client = sign_in(house.officer)
    url = f"{BASE}{hang.code}/sang-kien/{row.code}/"

    client.post(f"{url}pham-vi/", {"scope": "2", "certificate": "QĐ 77/QĐ-UBND"})
    row.refresh_from_db()
    assert (row.scope, row.scope_certificate) == (2, "QĐ 77/QĐ-UBND")

    client.post(f"{url}rut/", {"reason": "ghi nhầm"})
    row.refresh_from_db()
    assert row.withdrawn_at is not None
    assert client.get(f"{url}rut/").status_code == 404


def test_discipline_is_recorded_then_cleared_from_the_page(house, sign_in, hang):
    client = sign_in(house.officer)
    client.post(
        f"{BASE}{hang.code}/ky-luat/",
        {"state": "pending", "words": "TB 3/TB-HĐKL", "since": "2024-11-04"},
    )
    case = Discipline.objects.get()
    assert case.state == DisciplineState.PENDING

    client.post(f"{BASE}{hang.code}/ky-luat/1/", {"conclusion": "KL 9/KL", "on": "2024-12-02"})

    case.refresh_from_db()
    assert case.state == DisciplineState.CLEARED
    assert client.get(f"{BASE}{hang.code}/ky-luat/2/").status_code == 404
    assert client.get(f"{BASE}{hang.code}/ky-luat/0/").status_code == 404


ADDRESSES = ("", "co-the-trung/", "gop/?giu={code}", "{code}/", "{code}/danh-gia/",
             "{code}/sang-kien/", "{code}/ky-luat/")  # fmt: skip


@pytest.mark.parametrize("role", ["clerk", "head", "secretary", "member", "editor"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_others_do_not_get_in(house, sign_in, hang, role, address):
    client = sign_in(getattr(house, role))

    assert client.get(BASE + address.format(code=hang.code)).status_code == 403


@pytest.mark.parametrize("address", ADDRESSES[2:3] + ADDRESSES[4:])
def test_inspector_does_not_write(house, sign_in, hang, address):
    client = sign_in(house.inspector)

    assert client.get(BASE + address.format(code=hang.code)).status_code == 403
    assert client.post(f"{BASE}{hang.code}/tach/").status_code == 403


def test_citizen_is_sent_to_sign_in(client, house, hang):
    for address in ADDRESSES:
        assert client.get(BASE + address.format(code=hang.code)).status_code == 302
