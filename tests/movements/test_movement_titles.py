"""Registering for titles: who is meant on record, and the dossier that followed."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests import factories as make
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.models import Nomination
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.models import AuditEvent
from thidua.movements.domain import titles
from thidua.movements.domain.registering import Member
from thidua.movements.models import TitleRegistration
from thidua.movements.title_queries import Match, compared, title_registrations
from thidua.organizations.domain.people import merge_people

pytestmark = pytest.mark.django_db
HUYEN = Member("person", "Phạm Thị Thanh Huyền", "Giáo viên")
NAM = Member("person", "Lê Văn Nam", "Bảo vệ")


@pytest.fixture
def taking(house):
    titles.choose_titles(actor=house.officer, takes=True, basis="Quy chế 12/QĐ-UBND")
    return house


def registered(house, *members: Member, actor=None, unit=None, title: str = "LDTT"):
    return titles.register_titles(
        actor=actor or house.clerk,
        unit=unit or house.school,
        year=2024,
        title_code=title,
        members=members or (HUYEN,),
    )


def nominated(house, round_, who) -> Nomination:
    """A dossier that the office has received."""
    row = make.nomination(house, round_, who)
    Nomination.objects.filter(pk=row.pk).update(state="submitted", submitted_at=timezone.now())
    return row


def matches(house, actor=None) -> list[tuple[str, str]]:
    """(dossier, how sure) of each registration, in order."""
    who = actor or house.officer
    rows = list(title_registrations(who, 2024).order_by("pk"))
    found = compared(who, rows, 2024)
    return [(one.nomination.code if one.nomination else "", one.match.value) for one in found]


def text(answer) -> str:
    return answer.content.decode()


def test_titles_are_taken_only_where_the_authority_takes_them(house):
    with pytest.raises(Refusal, match="không nhận đăng ký"):
        registered(house)
    titles.choose_titles(actor=house.officer, takes=True, basis="")

    rows = registered(house, HUYEN, NAM)

    with pytest.raises(Refusal, match="đã đăng ký"):
        registered(house)
    with pytest.raises(Refusal, match="không dành cho"):
        registered(house, Member("household", "Hộ ông Nam"))
    assert not title_registrations(house.rival_clerk, 2024).exists()
    assert not title_registrations(house.member, 2024).exists()
    with pytest.raises(NotAllowed):
        titles.withdraw_title(actor=house.officer, registration=rows[0])
    titles.withdraw_title(actor=house.head, registration=rows[1])
    assert title_registrations(house.officer, 2024).get().name == "Phạm Thị Thanh Huyền"


def test_only_bearer_of_a_name_is_a_proposal_until_the_officer_settles_it(taking):
    house, who = taking, make.person(taking)
    (row,) = registered(house)
    assert row.person == who
    assert matches(house) == [("", Match.NONE)]
    dossier = nominated(house, make.round_(house), who)
    assert matches(house) == matches(house, house.clerk) == [(dossier.code, Match.BY_NAME)]

    for name in ("clerk", "head", "secretary", "chairman", "inspector"):
        with pytest.raises(NotAllowed):
            titles.settle_title(actor=house.actors[name], registration=row, subject=who)
    with pytest.raises(Refusal, match="đúng loại"):
        titles.settle_title(actor=house.officer, registration=row, subject=house.school)
    titles.settle_title(actor=house.officer, registration=row, subject=who)

    assert matches(house) == [(dossier.code, Match.SURE)]
    assert AuditEvent.objects.filter(verb="title_registration.settle").count() == 1


def test_dossier_of_another_with_the_same_name_is_not_taken_for_theirs(taking):
    house, first = taking, make.person(taking)
    (row,) = registered(house)
    second = make.person(house, year=1975)
    dossier = nominated(house, make.round_(house), second)

    assert matches(house) == [("", Match.DOUBTFUL)]
    titles.settle_title(actor=house.officer, registration=row, subject=first)
    assert matches(house) == [("", Match.NONE)]
    titles.settle_title(actor=house.officer, registration=row, subject=second)
    assert matches(house) == [(dossier.code, Match.SURE)]
    titles.settle_title(actor=house.officer, registration=row, subject=None)
    assert matches(house) == [("", Match.NONE)]


def test_two_of_one_name_are_left_to_the_officer(taking):
    house = taking
    first, second = make.person(house), make.person(house, year=1975)
    rows = registered(house, HUYEN, Member("person", HUYEN.name, "Văn thư"))
    assert {row.person_id for row in rows} == {None}
    round_ = make.round_(house)
    dossiers = [nominated(house, round_, one) for one in (first, second)]
    assert matches(house) == [("", Match.DOUBTFUL)] * 2

    titles.settle_title(actor=house.officer, registration=rows[0], subject=second)
    with pytest.raises(Refusal, match="đã được xác định ở một đăng ký khác"):
        titles.settle_title(actor=house.officer, registration=rows[1], subject=second)
    titles.settle_title(actor=house.officer, registration=rows[1], subject=first)

    assert matches(house) == [(dossiers[1].code, Match.SURE), (dossiers[0].code, Match.SURE)]


def test_unit_and_merged_person_are_followed_by_their_key(taking):
    house = taking
    (unit,) = registered(house, Member("collective", "Trường THCS An Đồng"), title="TTLDTT")
    assert (unit.collective, unit.subject_id) == (house.school, house.school.pk)
    who, double = make.person(house), make.person(house, name="Phạm Thanh Huyền")
    (row,) = registered(house)
    titles.settle_title(actor=house.officer, registration=row, subject=double)

    merge_people(actor=house.officer, kept=who, absorbed=double)

    row.refresh_from_db()
    assert row.person == who


def test_who_keeps_away_from_the_person_sees_no_registration_of_theirs(taking):
    house, who = taking, make.person(taking)
    (row,) = registered(house, Member("person", "Phạm T. T. Huyền"))
    titles.settle_title(actor=house.officer, registration=row, subject=who)
    dossier = nominated(house, make.round_(house), who)
    assert title_registrations(house.inspector, 2024).exists()

    recuse(
        actor=house.secretary, nomination=dossier, user_id=house.inspector.user_id,
        ground="family", words="chị ruột",
    )  # fmt: skip

    assert not title_registrations(house.inspector, 2024).exists()
    assert matches(house) == [(dossier.code, Match.SURE)]


def test_titles_on_screen_are_an_option_and_said_to_be_no_basis(house, sign_in):
    officer, clerk = sign_in(house.officer), sign_in(house.clerk)
    office, unit = reverse("office:title_registrations"), reverse("unit:title_registrations")
    assert unit not in text(clerk.get("/lam-viec/"))
    assert "không còn là căn cứ" in text(officer.get(office))
    officer.post(office, {"takes": "on", "basis": "Quy chế 12"})
    assert unit in text(clerk.get("/lam-viec/"))
    first, second = make.person(house), make.person(house, year=1975)

    clerk.post(
        f"{unit}?nam=2024",
        {"title_code": "LDTT", "kind": "person", "names": "Phạm Thị Thanh Huyền; Giáo viên\nB"},
    )

    assert TitleRegistration.objects.count() == 2
    nominated(house, make.round_(house), second)
    page = text(officer.get(f"{office}?nam=2024&q=huyen&sap_xep=-ten"))
    assert "1 lượt cần xác định là ai" in page
    assert "Trùng tên, cần chọn" in page
    row = TitleRegistration.objects.get(name="Phạm Thị Thanh Huyền")
    one = reverse("office:title_registration", args=[row.code])
    choices = text(officer.get(one))
    assert "sinh 1988" in choices
    assert "sinh 1975" in choices
    assert second.code not in text(officer.get(f"{one}?q=khongco"))
    assert officer.post(one, {"la": "XYZ"}).status_code == 422
    assert officer.post(one, {"la": second.code}).url == f"{office}?nam=2024"
    assert "Đúng người, đúng đơn vị" in text(officer.get(f"{office}?nam=2024&nhom=da-ro"))
    assert "Không có tên nào khớp" in text(officer.get(f"{office}?nam=2024&nhom=can-xem"))
    assert officer.post(one, {"la": "khong-co"}).status_code == 302
    assert "Chưa có trong sổ" in text(officer.get(one))
    book = load_workbook(BytesIO(officer.get(f"{office}?nam=2024&xuat=xlsx").content)).active
    assert "Lao động tiên tiến" in {
        cell for line in book.iter_rows(values_only=True) for cell in line
    }
    row = TitleRegistration.objects.get(name="B")
    away = f"{reverse('unit:title_withdraw', args=[row.code])}?nam=2024"
    assert sign_in(house.rival_clerk).post(away).status_code == 404
    clerk.post(away)
    assert TitleRegistration.objects.filter(withdrawn_at=None).count() == 1
    assert officer.get(f"{office}?nam=99999999999999").status_code == 200
    for key in ("member", "editor", "clerk", "inspector"):
        client = sign_in(house.actors[key])
        assert (client.get(office).status_code == 200) == (key == "inspector")
        assert client.get(one).status_code == 403
        assert client.post(office, {"takes": ""}).status_code == 403
    assert first.full_name
