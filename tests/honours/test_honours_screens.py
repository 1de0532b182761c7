"""Pages of long-standing honours: the board, the case, its acts, who must not get in."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories as make
from tests.honours import making
from thidua.core.actors import Role
from thidua.honours.case_enums import CaseKind, CaseState
from thidua.honours.domain import case_recusals, case_settings, cases
from thidua.honours.models import CasePaper, HonourCase, LevelLimit
from thidua.registry.models import Award

PDF = b"%PDF-1.4 bang to quoc ghi cong"


def office(name: str, *args: object) -> str:
    return reverse(f"office:{name}", args=args)


def unit(name: str, *args: object) -> str:
    return reverse(f"unit:{name}", args=args)


@pytest.mark.parametrize("count", [1, 3])
def test_board_asks_as_many_queries_for_one_as_for_three(
    house, sign_in, count, django_assert_num_queries
):
    for number in range(count):
        row = making.case(house, name=f"Bà {number}", received_on=date(2024, 3, 4 - number))
        making.walked(house, row, 2)
    client = sign_in(house.officer)

    with django_assert_num_queries(12):
        page = client.get(office("honour_cases"))
    book = client.get(office("honour_cases"), {"xuat": "xlsx", "q": "ba"})

    found = list(page.context["page"])
    assert found == sorted(found, key=lambda row: row.received_on)
    assert openpyxl.load_workbook(io.BytesIO(book.content)).active.max_row == 4 + count
    assert f"Bà {count - 1}" in client.get(office("honour_cases"), {"in": 1}).content.decode()


def test_board_filters_by_kind_level_commune_and_alarm(house, sign_in):
    case_settings.set_alarms(actor=house.officer, still_days=30, old_age=None)
    still = making.walked(house, making.case(house, name="Bà Lâu"), 1)
    fresh = making.case(house, CaseKind.VOLUNTEER, name="Ông Mới", received_on=making.ago(2))
    cases.set_priority(actor=house.officer, case=fresh, priority="old", reason="95 tuổi")
    client = sign_in(house.officer)

    def names(**query):
        return [row.name for row in client.get(office("honour_cases"), query).context["page"]]

    assert names() == ["Bà Lâu", "Ông Mới"]
    assert names(sap_xep="-lau") == ["Ông Mới", "Bà Lâu"]
    assert names(loai="volunteer") == names(canh_bao="uu-tien") == ["Ông Mới"]
    assert names(buoc="commune") == names(canh_bao="dung-lau") == [still.name]
    assert names(q="ba lau") == ["Bà Lâu"]
    assert names(xa=str(house.school.pk)) == []
    assert names(xa="9" * 40, buoc="x", loai="x", canh_bao="x", sap_xep="x", trang="x") == names()
    desk = client.get(reverse("web:desk")).content.decode()
    assert "1 hồ sơ tồn đọng: ưu tiên" in desk
    clerk = sign_in(house.rival_clerk).get(reverse("web:desk")).content.decode()
    assert "1 hồ sơ tồn đọng đang lập" in clerk


def test_commune_opens_a_case_and_the_office_walks_it_to_the_award(house, sign_in):
    head, officer = sign_in(house.rival_head), sign_in(house.officer)
    assert "Bà mẹ Việt Nam anh hùng" in head.get(unit("honour_open")).content.decode()
    sent = {
        "unit": house.rival.pk, "name": "Ngô Thị Bền", "birth_words": "1930",
        "received_on": "2024-03-04", "by_relative": "khong",
    }  # fmt: skip
    bad = head.post(f"{unit('honour_open')}?loai=mother", sent | {"birth_words": "31/02/1930"})
    assert bad.status_code == 422
    assert "Ngô Thị Bền" in bad.content.decode()
    assert head.post(f"{unit('honour_open')}?loai=family", sent).status_code == 422
    made = head.post(f"{unit('honour_open')}?loai=mother", sent)
    row = HonourCase.objects.get()
    assert made.url == unit("honour_case", row.code)
    fill = {
        "sua": sent | {"revision": "1", "address": "Thôn Đình"},
        "nguoi-than": {"relation": "child", "member": "Ngô Văn A", "certificate": "TQ-1"},
        "du-kien": {"children": "1", "members_complete": "on"},
        "giay-to": {"name": "Đơn", "state": "missing"},
        "uu-tien": {"priority": "old", "reason": "94 tuổi"},
    }
    for act, data in fill.items():
        url = unit("honour_act", row.code, act)
        assert head.get(url).status_code == 200
        assert head.post(url, data).status_code == 302, act
    assert head.post(unit("honour_act", row.code, "sua"), fill["sua"]).status_code == 422
    assert head.post(unit("honour_act", row.code, "nguoi-than"), {"member": ""}).status_code == 422
    page = head.get(made.url).content.decode()
    assert "Chỉ có 01 con" in page
    assert "39.220.000" in page or "36.270.000" in page

    step = unit("honour_step", row.code, "to_commune")
    assert head.get(step).status_code == 200
    assert head.post(step, {"on": "2020-01-01"}).status_code == 422
    assert head.post(step, {"on": "2024-03-05"}).status_code == 302
    row.refresh_from_db()
    making.walked(house, row, 5, making.OLD_WAY[1:])
    grant = office("honour_act", row.code, "quyet-dinh")
    assert officer.get(grant).status_code == 200
    for year in (1930, 1931):
        make.person(house, "Ngô Thị Bền", year)
    HonourCase.objects.update(birth_words="")
    given = {"number": "15/QĐ-CTN", "decided_on": "2024-12-02", "decided_by": "Chủ tịch nước"}
    asked = officer.post(grant, given)
    assert asked.status_code == 422
    assert "Đây là ai" in asked.content.decode()
    who = asked.context["form"].fields["who"].choices[0][0]
    assert officer.post(grant, given | {"who": who}).status_code == 302
    assert officer.get(office("honour_step", row.code, "hand_over")).status_code == 200
    over = {"on": "2024-12-20", "handed_to": "Con"}
    assert officer.post(office("honour_step", row.code, "hand_over"), over).status_code == 302
    assert Award.objects.get().person.code == who
    final = officer.get(office("honour_case", row.code)).content.decode()
    assert "15/QĐ-CTN" in final
    assert "Đã trao" in final


def test_volunteers_page_has_posting_and_service(house, sign_in):
    row = making.case(house, CaseKind.VOLUNTEER, received_on=making.ago(20))
    row = making.walked(house, row, 1, (("to_commune", making.ago(19)),))
    clerk = sign_in(house.rival_clerk)
    service = {"volunteer": "co", "volunteer_months": "30", "tasks_done": "", "loyal": "khong"}
    for act, data in {
        "du-kien": service,
        "niem-yet": {"on": making.ago(15).isoformat(), "place": "Trụ sở"},
        "het-niem-yet": {"on": making.ago(2).isoformat(), "result": "Không có ý kiến"},
    }.items():
        assert clerk.get(unit("honour_act", row.code, act)).status_code == 200
        assert clerk.post(unit("honour_act", row.code, act), data).status_code == 302, act
    row.refresh_from_db()
    assert (row.volunteer_months, row.volunteer, row.tasks_done, row.loyal) == (
        30, True, None, False
    )  # fmt: skip
    kept = clerk.get(unit("honour_act", row.code, "du-kien")).content.decode()
    assert '<option value="khong" selected>' in kept
    page = clerk.get(unit("honour_case", row.code)).content.decode()
    assert "Không có ý kiến" in page
    assert "637/QĐ-BNV" in page
    assert "Thủ trưởng đơn vị chuyển hồ sơ" not in page


def test_papers_are_read_by_those_who_see_the_case_alone(house, sign_in):
    row = making.case(house)
    clerk = sign_in(house.rival_clerk)
    url = f"{unit('honour_act', row.code, 'giay-to')}?ma=martyrs"
    file = SimpleUploadedFile("bang.pdf", PDF, "application/pdf")
    assert clerk.post(url, {"state": "present", "file": file}).status_code == 302
    assert clerk.get(f"{unit('honour_act', row.code, 'giay-to')}?ma=x").status_code == 404
    paper = CasePaper.objects.get()
    door = reverse("web:file", args=[paper.file.key])
    for who in ("clerk", "secretary", "editor", "member"):
        assert sign_in(getattr(house, who)).get(door).status_code == 404
    for who in ("rival_clerk", "officer", "inspector"):
        answer = sign_in(getattr(house, who)).get(door)
        assert b"".join(answer.streaming_content) == PDF
    case_recusals.keep_away(actor=house.officer, case=row, words="Cháu")
    assert sign_in(house.officer).get(door).status_code == 404


def test_who_has_a_tie_finds_no_trace_at_any_address(house, sign_in):
    row = making.walked(house, making.case(house, name="Khuất Kín"), 1)
    officer = sign_in(house.officer)
    declare = office("honour_act", row.code, "co-lien-quan")
    assert officer.get(declare).status_code == 200
    assert officer.post(declare, {"words": ""}).status_code == 422
    assert officer.post(declare, {"words": "Cháu gọi bằng bà"}).url == office("honour_cases")
    for url in (
        office("honour_cases"), f"{office('honour_cases')}?q=khuat", reverse("web:desk"),
        f"{office('honour_cases')}?in=1", reverse("ops:journal"),
    ):  # fmt: skip
        text = officer.get(url).content.decode()
        assert "Khuất Kín" not in text
        assert row.code not in text
    book = officer.get(office("honour_cases"), {"xuat": "xlsx"})
    assert openpyxl.load_workbook(io.BytesIO(book.content)).active.max_row <= 5
    assert officer.get(office("honour_case", row.code)).status_code == 404
    assert officer.get(office("honour_step", row.code, "to_district")).status_code == 404

    second = sign_in(make.actor(house, "second", Role.OFFICER, house.office, "Chuyên viên hai"))
    assert "Cháu gọi bằng bà" in second.get(office("honour_case", row.code)).content.decode()
    back = office("honour_back", row.code, row.recusals.get().pk)
    assert second.get(back).status_code == 200
    assert second.post(back, {"why": ""}).status_code == 422
    assert second.post(back, {"why": "Trùng tên"}).status_code == 302
    assert officer.get(office("honour_case", row.code)).status_code == 200


def test_case_pages_are_closed_to_others(house, sign_in):
    row = making.case(house)
    making.member(house, row)
    addresses = [
        office("honour_cases"), office("honour_case", row.code), office("honour_open"),
        office("honour_act", row.code, "sua"), office("honour_step", row.code, "to_commune"),
        office("honour_rules"),
    ]  # fmt: skip
    for who in ("member", "secretary", "editor", "administrator"):
        client = sign_in(getattr(house, who))
        assert {client.get(url).status_code for url in addresses} == {403}
    other = sign_in(house.head)
    assert {other.get(unit("honour_case", row.code)).status_code,
            other.get(unit("honour_act", row.code, "sua")).status_code} == {404}  # fmt: skip
    for reader in (sign_in(house.inspector), sign_in(house.chairman)):
        assert reader.get(office("honour_case", row.code)).status_code == 200
        assert reader.get(office("honour_act", row.code, "sua")).status_code == 404
        assert reader.post(office("honour_step", row.code, "to_commune")).status_code == 403
        assert reader.post(office("honour_alarms")).status_code == 403
    clerk = sign_in(house.rival_clerk)
    assert clerk.get(unit("honour_act", row.code, "quyet-dinh")).status_code == 403
    denied = clerk.post(unit("honour_step", row.code, "to_commune"), {"on": "2024-03-05"})
    assert denied.status_code == 403
    for name in ("khong-co", "grant"):
        assert clerk.get(unit("honour_step", row.code, name)).status_code == 404
    gone = clerk.post(unit("honour_member", row.code, row.members.get().pk))
    assert gone.status_code == 302
    assert not row.members.exists()


def test_rules_page_sets_alarms_and_own_limits(house, sign_in):
    officer = sign_in(house.officer)
    page = officer.get(office("honour_rules")).content.decode()
    assert "637/QĐ-BNV" in page
    assert officer.post(office("honour_alarms"), {"bao-still_days": "0"}).status_code == 422
    assert officer.post(office("honour_alarms"), {"bao-still_days": "45"}).status_code == 302
    limit = {
        "han-kind": "mother", "han-level": "commune", "han-days": "12", "han-working": "on",
        "han-since": "2025-07-01", "han-basis": "Quy trình nội bộ 5",
    }  # fmt: skip
    assert officer.post(office("honour_limit"), limit).status_code == 302
    again = officer.post(office("honour_limit"), limit)
    assert again.status_code == 422
    assert "Đã có thời hạn" in again.content.decode()
    assert (
        "Quy trình nội bộ 5"
        in sign_in(house.inspector).get(office("honour_rules")).content.decode()
    )
    row = LevelLimit.objects.get()
    assert officer.post(office("honour_limit_drop", row.pk)).status_code == 302
    assert "Quy trình nội bộ 5" not in officer.get(office("honour_rules")).content.decode()
    assert HonourCase.objects.filter(state=CaseState.DRAFT).count() == 0


def test_public_pages_say_nothing_before_the_award(house, client):
    row = making.walked(house, making.case(house, name="Khuất Kín"), 6)
    for url in ("/", f"{reverse('web:search')}?q=khuat", "/tra-cuu/?q=khuat"):
        assert "Khuất Kín" not in client.get(url).content.decode()
    assert client.get(office("honour_case", row.code)).status_code == 302
