"""What a citizen finds without an account: awards by name, unit, decision; nothing private."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests import factories as make
from tests.decisions import stages
from thidua.organizations.models import Person, Unit
from thidua.registry.domain.awards import fill_keys
from thidua.registry.models import Award

BIRTH_YEAR = 1967
SECRETS = (str(BIRTH_YEAR), "HTXSNV", "Hoàn thành xuất sắc nhiệm vụ", "Giáo viên dạy Toán")


@pytest.fixture
def round_(house):
    return make.round_(house)


def award(house, who: Person | None = None, *, collective: Unit | None = None, **changes) -> Award:
    """An award of the register, as an import of the old book writes it."""
    values = {
        "title_code": "LDTT",
        "year": 2022,
        "level": "district",
        "decision_number": "4521/QĐ-UBND",
        "decided_on": date(2022, 12, 27),
        "unit": house.school,
        "unit_words": "Trường THCS An Đồng",
    } | changes
    row = Award(authority=house.authority, person=who, collective=collective, **values)
    name = who.full_name if who else "Trường THCS An Đồng"
    fill_keys(row, name).save()
    return row


def names(client, **query) -> list[str]:
    page = client.get(reverse("public:search"), query)
    return [one.name for one in page.context["page"]]


@pytest.mark.parametrize(
    "words",
    ["Nguyễn Thị Hồng Nhung", "nguyen thi hong nhung", "HỒNG NHUNG", "nhung hong", "hồng nhu"],
)
def test_search_finds_a_name_with_or_without_diacritics(house, client, words):
    award(house, make.person(house, "Nguyễn Thị Hồng Nhung"))
    award(house, make.person(house, "Đỗ Văn Thắng"))

    assert names(client, q=words) == ["Nguyễn Thị Hồng Nhung"]


@pytest.mark.parametrize("words", ["Hoà", "Hòa", "hoa"])
def test_search_meets_both_placements_of_the_tone(house, client, words):
    award(house, make.person(house, "Lương Thị Hòa"))

    assert names(client, q=words) == ["Lương Thị Hòa"]


@pytest.mark.parametrize("words", ["4521", "4521/QĐ-UBND", "04521", "4521/qd"])
def test_search_finds_a_decision_by_its_number(house, client, words):
    award(house, make.person(house, "Đỗ Văn Thắng"))
    award(house, make.person(house, "Vũ Thị Mai"), decision_number="145/QĐ-UBND")

    assert names(client, q=words) == ["Đỗ Văn Thắng"]


def test_search_finds_a_unit_and_a_collective(house, client):
    award(house, make.person(house, "Vũ Thị Mai"))
    award(house, collective=house.school, title_code="TTLDTT")

    assert sorted(names(client, q="an dong")) == ["Trường THCS An Đồng", "Vũ Thị Mai"]


def test_search_filters_by_year_title_and_unit(house, client):
    first = make.person(house, "Đỗ Văn Thắng")
    award(house, first)
    award(house, first, title_code="CSTDCS", year=2023, decision_number="9/QĐ-UBND")
    award(house, make.person(house, "Bùi Minh Đức"), unit=house.rival, unit_words="Xã Hồng Thái")

    assert names(client, nam="2023") == ["Đỗ Văn Thắng"]
    assert names(client, danh_hieu="CSTDCS") == ["Đỗ Văn Thắng"]
    assert names(client, don_vi="Xã Hồng Thái") == ["Bùi Minh Đức"]
    assert names(client, nam="hai nghìn", danh_hieu="không có", q="do van") == ["Đỗ Văn Thắng"] * 2


def test_search_without_words_shows_the_newest_first(house, client):
    for year in (2021, 2023, 2022):
        award(house, make.person(house, f"Trần Văn Năm {year}"), year=year)

    page = client.get(reverse("public:search"))

    assert [one.year for one in page.context["page"]] == [2023, 2022, 2021]


def test_search_that_finds_nothing_says_what_to_try(house, client):
    award(house, make.person(house, "Đỗ Văn Thắng"))

    page = client.get(reverse("public:search"), {"q": "Không Có Ai"}).content.decode()

    assert "Không thấy khen thưởng nào" in page
    assert "“Không Có Ai”" in page


def test_search_tells_people_of_one_name_apart_by_unit(house, client):
    for unit, words in ((house.school, "Trường THCS An Đồng"), (house.rival, "Xã Hồng Thái")):
        award(
            house,
            make.person(house, "Nguyễn Thị Hương", unit=unit),
            unit=unit,
            unit_words=words,
        )
    award(house, make.person(house, "Nguyễn Thị Mai"))

    page = client.get(reverse("public:search"), {"q": "nguyen thi huong"})

    found = page.context["namesakes"]
    assert [(one.name, one.persons, one.units) for one in found] == [
        ("Nguyễn Thị Hương", 2, ("Trường THCS An Đồng", "Xã Hồng Thái"))
    ]
    assert "trùng họ tên" in page.content.decode()


def test_search_of_one_person_with_two_awards_speaks_of_no_namesake(house, client):
    who = make.person(house, "Nguyễn Thị Hương")
    award(house, who)
    award(house, who, year=2023, decision_number="9/QĐ-UBND")

    page = client.get(reverse("public:search"), {"q": "huong"})

    assert page.context["namesakes"] == []


def test_search_shows_a_revoked_award_as_revoked_and_a_withdrawn_one_not_at_all(house, client):
    from django.utils import timezone

    award(
        house,
        make.person(house, "Đỗ Văn Thắng"),
        revoked_on=date(2024, 10, 3),
        revocation="Quyết định 1820/QĐ-UBND",
    )
    award(house, make.person(house, "Vũ Thị Mai"), withdrawn_at=timezone.now())

    page = client.get(reverse("public:search"))

    assert [one.name for one in page.context["page"]] == ["Đỗ Văn Thắng"]
    assert "Đã thu hồi" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_search_asks_as_many_queries_for_one_as_for_three(
    house, client, count, django_assert_num_queries
):
    for number in range(count):
        award(house, make.person(house, f"Nguyễn Văn {number}"))

    with django_assert_num_queries(9):
        client.get(reverse("public:search"), {"q": "nguyen"})


def test_search_is_paged(house, client):
    for number in range(21):
        award(house, make.person(house, f"Nguyễn Văn {number}"))

    first = client.get(reverse("public:search"), {"q": "nguyen"})
    second = client.get(reverse("public:search"), {"q": "nguyen", "trang": "2"})

    assert (len(first.context["page"].object_list), len(second.context["page"].object_list)) == (
        20,
        1,
    )
    assert "?q=nguyen&amp;trang=2" in first.content.decode()


def test_search_part_alone_is_answered_for_a_swap(house, client):
    award(house, make.person(house, "Đỗ Văn Thắng"))

    part = client.get(
        reverse("public:search"), {"q": "thang"}, headers={"HX-Request": "true"}
    ).content.decode()

    assert "<html" not in part
    assert "Đỗ Văn Thắng" in part


def test_award_page_shows_the_award_and_the_others_of_the_same_person(house, client):
    who = make.person(house, "Đỗ Văn Thắng")
    row = award(house, who)
    other = award(house, who, title_code="CSTDCS", year=2023, decision_number="9/QĐ-UBND")
    award(house, make.person(house, "Đỗ Văn Thắng"), decision_number="77/QĐ-UBND")

    page = client.get(reverse("public:award", args=[row.code]))

    words = page.content.decode()
    assert "4521/QĐ-UBND" in words
    assert "ngày 27/12/2022" in words
    assert [one.code for one in page.context["others"]] == [other.code]
    assert "77/QĐ-UBND" not in words


def test_award_page_of_a_collective_uses_the_name_of_the_day(house, client):
    row = award(house, collective=house.school, title_code="TTLDTT", unit=None, unit_words="")

    assert (
        "Trường THCS An Đồng"
        in client.get(reverse("public:award", args=[row.code])).content.decode()
    )


def test_award_page_of_a_revoked_award_says_since_when(house, client):
    row = award(
        house,
        make.person(house),
        revoked_on=date(2024, 10, 3),
        revocation="Quyết định 1820/QĐ-UBND",
    )

    words = client.get(reverse("public:award", args=[row.code])).content.decode()

    assert "Từ ngày 03/10/2024, Quyết định 1820/QĐ-UBND" in words


def test_award_unknown_or_withdrawn_is_not_found(house, client):
    from django.utils import timezone

    row = award(house, make.person(house), withdrawn_at=timezone.now())

    for code in (row.code, "KHONGCO"):
        assert client.get(reverse("public:award", args=[code])).status_code == 404


def test_home_shows_counts_decisions_and_rounds(house, round_, client):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))
    decision = stages.issued(house, round_, "LDTT", "CSTDCS")
    award(house, make.person(house))

    page = client.get(reverse("public:home"))

    words = page.content.decode()
    assert [(row["year"], row["total"]) for row in page.context["years"]] == [(2024, 2), (2022, 1)]
    assert reverse("public:decision", args=[decision.code]) in words
    assert round_.name in words
    assert "từ năm 2022" in words


def test_home_counts_no_revoked_award(house, client):
    award(house, make.person(house), revoked_on=date(2024, 10, 3))

    assert client.get(reverse("public:home")).context["years"] == []


@pytest.mark.django_db
def test_home_before_the_authority_is_set_up(client):
    page = client.get(reverse("public:home"))

    assert page.status_code == 200
    assert "Chưa thiết lập cơ quan" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_as_many_queries_for_one_as_for_three(
    house, client, count, django_assert_num_queries
):
    for number in range(count):
        award(house, make.person(house, f"Nguyễn Văn {number}"), year=2020 + number)

    with django_assert_num_queries(7):
        client.get(reverse("public:home"))


def test_public_pages_leak_nothing_private(
    house, round_, client, settings, django_capture_on_commit_callbacks
):
    settings.JOBS = "inline"
    who = make.person(house, "Đỗ Văn Thắng", BIRTH_YEAR)
    stages.passed(
        house,
        round_,
        ("CSTDCS", who.full_name),
        person=who,
        birth_words=f"12/5/{BIRTH_YEAR}",
        position="Giáo viên dạy Toán",
        rating_words="HTXSNV",
        achievement="Hoàn thành xuất sắc nhiệm vụ năm 2024",
    )
    make.rating(who, level=3)
    with django_capture_on_commit_callbacks(execute=True):
        decision = stages.issued(house, round_, "CSTDCS")
    given = Award.objects.get()
    certificate = given.decision_line.certificate

    addresses = [
        reverse("public:home"),
        f"{reverse('public:search')}?q=thang",
        reverse("public:award", args=[given.code]),
        reverse("public:decisions"),
        reverse("public:decision", args=[decision.code]),
        reverse("public:verify"),
        reverse("public:verified", args=[certificate.code]),
    ]
    for address in addresses:
        words = client.get(address).content.decode()
        assert [secret for secret in SECRETS if secret in words] == []
        assert "2340000" not in words.replace(".", "")
