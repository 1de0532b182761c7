"""The award register: found with or without marks, filtered in the address, seen by unit."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests import factories as make
from thidua.core.actors import system_actor
from thidua.documents.domain.store import store
from thidua.journal.models import AuditEvent
from thidua.organizations.domain.people import add_household
from thidua.organizations.domain.units import succeed
from thidua.organizations.models import Post
from thidua.registry.domain.awards import fill_keys
from thidua.registry.models import Award, ImportBatch
from thidua.registry.queries import visible_to

URL = "/thuong-truc/so-khen-thuong/"


def give(house, who=None, name="", **changes) -> Award:
    """An award on record; `who` is a person unless `collective` or `household` is given."""
    values = {
        "authority": house.authority,
        "title_code": "LDTT",
        "year": 2022,
        "level": "district",
        "decision_number": "4876/QĐ-UBND",
        "decided_on": date(2022, 12, 26),
    } | changes
    if who is not None:
        values |= {"person": who, "unit": values.get("unit", house.school)}
    award = Award(**values)
    fill_keys(award, name or who.full_name)
    award.save()
    return award


def names(answer) -> list[str]:
    """Names in the order of the page."""
    parts = answer.content.decode().split('class="td-row-title')[1:]
    return [part.split(">", 1)[1].split("<", 1)[0] for part in parts]


@pytest.fixture
def register(house) -> dict[str, Award]:
    people = {
        key: make.person(house, name, 1980)
        for key, name in (
            ("hang", "Nguyễn Thị Thúy Hằng"),
            ("luan", "Phạm Văn Luân"),
            ("duyen", "Lưu Thị Duyên"),
        )
    }
    return {
        "hang": give(house, people["hang"], title_code="CSTDCS", year=2023),
        "luan": give(house, people["luan"], title_code="BKT", level="province", unit=house.rival),
        "duyen": give(
            house,
            people["duyen"],
            year=2021,
            revoked_on=date(2023, 3, 14),
            revocation="QĐ thu hồi số 118/QĐ-UBND",
        ),
    }


@pytest.mark.parametrize("words", ["thuy hang", "Thúy Hằng", "thuý hằng", "HANG nguyen"])
def test_name_is_found_with_and_without_marks(house, sign_in, register, words):
    answer = sign_in(house.officer).get(URL, {"q": words})

    assert names(answer) == ["Nguyễn Thị Thúy Hằng"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Nguyễn Thị Thúy Hằng", "Phạm Văn Luân", "Lưu Thị Duyên"]),
        ({"nam": "2022"}, ["Phạm Văn Luân"]),
        ({"danh_hieu": "CSTDCS"}, ["Nguyễn Thị Thúy Hằng"]),
        ({"cap": "province"}, ["Phạm Văn Luân"]),
        ({"thu_hoi": "co"}, ["Lưu Thị Duyên"]),
        ({"thu_hoi": "khong"}, ["Nguyễn Thị Thúy Hằng", "Phạm Văn Luân"]),
        ({"q": "4876"}, ["Nguyễn Thị Thúy Hằng", "Phạm Văn Luân", "Lưu Thị Duyên"]),
        ({"sap_xep": "ten"}, ["Lưu Thị Duyên", "Nguyễn Thị Thúy Hằng", "Phạm Văn Luân"]),
        ({"sap_xep": "-ten"}, ["Phạm Văn Luân", "Nguyễn Thị Thúy Hằng", "Lưu Thị Duyên"]),
        ({"nam": "hai", "cap": "x", "sap_xep": "x"}, 3),
        ({"q": "khong co ai"}, []),
    ],
)
def test_address_holds_the_filters(house, sign_in, register, query, found):
    answer = sign_in(house.officer).get(URL, query)

    got = names(answer)
    assert got == found or len(got) == found


def test_unit_filter_takes_members_and_the_unit_itself(house, sign_in, register):
    give(house, name="Xã Hồng Thái", collective=house.rival, title_code="TTLDTT")

    answer = sign_in(house.officer).get(URL, {"don_vi": house.rival.code})

    assert sorted(names(answer)) == ["Phạm Văn Luân", "Xã Hồng Thái"]


def test_unknown_day_stands_last_either_way(house, sign_in, register):
    give(house, make.person(house, "Đỗ Thị Thoa", 1979), decided_on=None)
    client = sign_in(house.officer)

    for sort in ("ngay", "-ngay"):
        assert names(client.get(URL, {"sap_xep": sort}))[-1] == "Đỗ Thị Thoa"


def test_revoked_award_says_so(house, sign_in, register):
    page = sign_in(house.officer).get(URL, {"thu_hoi": "co"}).content.decode()

    assert "Đã thu hồi 14/03/2023" in page
    assert "QĐ thu hồi số 118/QĐ-UBND" in page


def test_withdrawn_award_is_not_in_the_register(house, sign_in, register):
    Award.objects.filter(pk=register["luan"].pk).update(withdrawn_at="2024-01-01T00:00:00Z")

    assert "Phạm Văn Luân" not in names(sign_in(house.officer).get(URL))


def test_export_holds_what_the_filter_shows_and_no_formula(house, sign_in, register):
    give(house, make.person(house, "Trần Văn Bẫy", 1980), decision_number='=HYPERLINK("x")')

    answer = sign_in(house.officer).get(URL, {"xuat": "xlsx", "nam": "2022"})

    sheet = load_workbook(BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [row[0] for row in rows] == ["Trần Văn Bẫy", "Phạm Văn Luân"]
    assert rows[0][5] == '=HYPERLINK("x")'
    assert sheet["F5"].data_type == "s"


def test_fragment_is_the_list_alone(house, sign_in, register):
    answer = sign_in(house.officer).get(URL, headers={"HX-Request": "true"})

    page = answer.content.decode()
    assert page.lstrip().startswith('<section class="td-card" id="danh-sach"')
    assert "<html" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_register_asks_the_same_queries_for_one_and_three(
    house, sign_in, django_assert_num_queries, count
):
    for name in ("Lan", "Mai", "Nga")[:count]:
        give(house, make.person(house, f"Lê Thị {name}", 1980))
    client = sign_in(house.officer)

    with django_assert_num_queries(13):
        answer = client.get(URL)

    assert len(names(answer)) == count


# -- who sees what --------------------------------------------------------------------------------


def test_unit_sees_awards_of_its_own_members_only(house, sign_in, register):
    Post.objects.filter(person__full_name="Phạm Văn Luân").update(unit=house.rival)

    assert sorted(names(sign_in(house.clerk).get(URL))) == ["Lưu Thị Duyên", "Nguyễn Thị Thúy Hằng"]
    assert names(sign_in(house.rival_head).get(URL)) == ["Phạm Văn Luân"]


def test_member_brings_awards_from_the_former_unit_along(house, sign_in):
    mover = make.person(house, "Trần Quang Vinh", 1973, unit=house.rival)
    give(house, mover, unit=house.school)

    assert names(sign_in(house.rival_clerk).get(URL)) == ["Trần Quang Vinh"]


def test_former_member_takes_later_awards_elsewhere(house, sign_in):
    mover = make.person(house, "Trần Quang Vinh", 1973)
    Post.objects.filter(person=mover).update(until=date(2020, 1, 1))
    give(house, mover, unit=house.rival)

    assert names(sign_in(house.clerk).get(URL)) == []


def test_unit_sees_awards_of_the_units_it_was_made_of(house, sign_in):
    succeed(
        actor=system_actor(house.authority.pk),
        predecessor=house.rival,
        successor=house.school,
        on=date(2025, 7, 1),
        kind="whole",
        instrument="NQ",
    )
    give(house, name="Xã Hồng Thái", collective=house.rival, title_code="TTLDTT")

    assert names(sign_in(house.clerk).get(URL)) == ["Xã Hồng Thái"]


def test_unit_sees_its_households(house, sign_in):
    home = add_household(
        actor=house.officer, name="Hộ ông Vũ Văn Thọ", head_name="Vũ Văn Thọ", unit=house.rival
    )
    give(house, name=home.name, household=home, title_code="GDVH")

    assert names(sign_in(house.rival_clerk).get(URL)) == ["Hộ ông Vũ Văn Thọ"]
    assert names(sign_in(house.clerk).get(URL)) == []


@pytest.mark.parametrize("role", ["officer", "secretary", "inspector", "chairman", "member"])
def test_office_and_council_see_all(house, sign_in, register, role):
    assert len(names(sign_in(getattr(house, role)).get(URL))) == 3


# -- one award ------------------------------------------------------------------------------------


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def imported(house, award: Award) -> Award:
    """The same award as if a file had brought it in."""
    stored = store(actor=house.officer, name="so.xlsx", data=b"x")
    batch = ImportBatch.objects.create(
        authority=house.authority, kind="awards", file=stored, created_by_name="A"
    )
    award.batch, award.source = batch, "so.xlsx, trang “Sổ”, dòng 9"
    award.save()
    return award


def test_award_page_tells_decision_source_and_revocation(house, sign_in, register):
    row = imported(house, register["duyen"])

    page = text(sign_in(house.officer).get(f"{URL}{row.code}/"))

    for words in (
        "Lao động tiên tiến năm 2021",
        "4876/QĐ-UBND",
        "so.xlsx, trang “Sổ”, dòng 9",
        "Đã thu hồi ngày 14/03/2023",
        f"/thuong-truc/nhap-so/{row.batch.code}/",
    ):
        assert words in page


def test_only_those_who_may_open_a_persons_page_get_a_link(house, sign_in, register):
    row = register["hang"]
    link = f'href="/thuong-truc/con-nguoi/{row.person.code}/"'

    assert link in text(sign_in(house.inspector).get(f"{URL}{row.code}/"))
    assert link not in text(sign_in(house.clerk).get(f"{URL}{row.code}/"))


def test_unit_does_not_open_a_strangers_award(house, sign_in, register):
    Post.objects.filter(person=register["luan"].person).update(unit=house.rival)
    address = f"{URL}{register['luan'].code}/"

    assert sign_in(house.clerk).get(address).status_code == 404
    assert sign_in(house.rival_clerk).get(address).status_code == 200


def test_wrongly_imported_award_is_withdrawn_with_a_reason(house, sign_in, register):
    row = imported(house, register["hang"])
    client = sign_in(house.officer)
    address = f"{URL}{row.code}/rut/"
    assert client.post(address, {"reason": ""}).status_code == 422

    client.post(address, {"reason": "ghi nhầm người, BB 3/BB"})

    row.refresh_from_db()
    assert row.withdrawn_at is not None
    assert "Nguyễn Thị Thúy Hằng" not in names(client.get(URL))
    event = AuditEvent.objects.get(verb="award.withdraw")
    assert event.sentence == (
        "Rút Chiến sĩ thi đua cơ sở năm 2023 khỏi sổ: ghi nhầm người, BB 3/BB"
    )
    assert client.get(address).status_code == 404


def test_award_by_decision_is_revoked_by_decision_and_not_withdrawn(house, sign_in, register):
    row = register["hang"]
    client = sign_in(house.officer)

    assert "chỉ thu hồi bằng quyết định" in text(client.get(f"{URL}{row.code}/"))
    answer = client.post(f"{URL}{row.code}/rut/", {"reason": "thử"})

    assert answer.status_code == 422
    assert "chỉ thu hồi bằng quyết định" in text(answer)


@pytest.mark.parametrize("role", ["inspector", "clerk", "chairman"])
def test_only_the_officer_withdraws(house, sign_in, register, role):
    address = f"{URL}{register['hang'].code}/rut/"

    assert sign_in(getattr(house, role)).post(address, {"reason": "x"}).status_code == 403


def test_roles_without_the_register_see_no_award(house, register):
    assert not visible_to(house.editor, date(2024, 12, 10)).exists()


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_others_do_not_get_in(house, sign_in, role):
    assert sign_in(getattr(house, role)).get(URL).status_code == 403


def test_citizen_is_sent_to_sign_in(client, house):
    assert client.get(URL).status_code == 302
