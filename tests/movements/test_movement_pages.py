"""Screens of movements: the office, the unit, everybody; who must not get in."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.movements import making
from tests.movements.making import LAUNCH, PACT, REPORT
from thidua.movements.domain.award_rounds import proposed_plan
from thidua.movements.domain.launch import move_movement
from thidua.movements.models import (
    Anniversary,
    GoodExample,
    Movement,
    MovementFile,
    MovementRegistration,
    MovementResult,
    MovementRound,
    MovementTemplate,
)
from thidua.planning.domain.showing import show

pytestmark = pytest.mark.django_db

PLAN = {
    "name": "Chung sức làm sạch tuyến đê",
    "level": "district",
    "body": "Ủy ban nhân dân huyện An Dương",
    "kind": "thematic",
    "starts_on": "2024-03-01",
    "ends_on": "2024-12-31",
    "final_on": "2024-12-25",
    "preliminary_on": "2024-09-30",
    "subjects": ["person"],
    "criteria_person": "Tham gia đủ",
    "part_content": "A",
    "part_launch": "B",
    "part_control": "C",
    "part_spread": "D",
    "part_review": "E",
}


def text(answer) -> str:
    return answer.content.decode()


def cells(answer) -> str:
    sheet = load_workbook(BytesIO(answer.content)).active
    return " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def test_hot_spot_becomes_a_draft_in_one_step_and_is_launched(house, sign_in):
    officer = sign_in(house.officer)
    where = f"{reverse('office:movement_new')}?diem-nong=Giải ngân chậm&tham-chieu=CT-2024-11"
    page = text(officer.get(where))
    assert "Thi đua tháo gỡ: Giải ngân chậm" in page
    assert 'value="CT-2024-11"' in page

    answer = officer.post(where, PLAN | {"hot_spot": "Giải ngân chậm", "reference": "CT-2024-11"})

    row = Movement.objects.get()
    assert answer["Location"] == reverse("office:movement", args=[row.code])
    assert (row.hot_spot, row.hot_spot_reference) == ("Giải ngân chậm", "CT-2024-11")
    assert "Chưa đơn vị nào" not in text(officer.get(answer["Location"]))
    officer.post(reverse("office:movement_act", args=[row.code, "check"]))
    wrong = officer.post(
        reverse("office:movement_act", args=[row.code, "launch"]), LAUNCH | {"day": "31/02"}
    )
    assert wrong.status_code == 422
    assert "không có trong lịch" in text(wrong)
    officer.post(reverse("office:movement_act", args=[row.code, "launch"]), LAUNCH)
    page = text(officer.get(answer["Location"]))
    assert "Đang thực hiện" in page
    assert "2 đơn vị" not in page
    for form, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        paper = officer.get(reverse("office:movement_paper", args=[row.code, form]))
        assert paper.content.startswith(start)
    assert officer.post(reverse("office:movement_act", args=[row.code, "close"])).status_code == 404


def test_wrong_plan_is_said_and_what_was_typed_stays(house, sign_in):
    officer = sign_in(house.officer)
    answer = officer.post(
        reverse("office:movement_new"), PLAN | {"ends_on": "2024-01-01", "name": "Giữ lại tên"}
    )
    assert answer.status_code == 422
    assert "Ngày kết thúc phải từ ngày bắt đầu" in text(answer)
    assert "Giữ lại tên" in text(answer)

    row = making.draft(house, part_launch="")
    page = text(officer.get(reverse("office:movement", args=[row.code])))
    assert "Chưa viết phần “Phát động, triển khai”" in page
    stale = officer.post(
        reverse("office:movement_edit", args=[row.code]), PLAN | {"revision": "77"}
    )
    assert stale.status_code == 422
    assert "vừa sửa mục này" in text(stale)


def test_list_filters_sorts_exports_and_costs_the_same_for_one_and_three(house, sign_in):
    making.launched(house)
    officer = sign_in(house.officer)
    url = reverse("office:movements")

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            officer.get(url)
        return len(caught)

    queries()
    one = queries()
    making.draft(house, name="Phong trào hai", starts_on=date(2024, 1, 1))
    making.draft(house, name="Phong trào ba", kind="regular")

    assert (one, queries()) == (11, 11)
    page = text(officer.get(f"{url}?q=phong trao&hinh_thuc=regular&sap_xep=ten"))
    assert "Phong trào ba" in page
    assert "Phong trào hai" not in page
    assert "Không có phong trào nào khớp" in text(officer.get(f"{url}?q=khongco"))
    book = cells(officer.get(f"{url}?trang_thai=draft&xuat=xlsx"))
    assert "Phong trào hai" in book
    assert "tuyến đê" not in book
    for key in ("clerk", "administrator"):
        assert sign_in(house.actors[key]).get(url).status_code == 403
    for key in ("editor", "member", "inspector"):
        assert sign_in(house.actors[key]).get(url).status_code == 200
        assert sign_in(house.actors[key]).get(reverse("office:movement_new")).status_code == 403


def test_movement_above_is_noted_answered_and_seen_in_the_tree(house, sign_in):
    officer = sign_in(house.officer)
    officer.post(
        reverse("office:movement_above"),
        {"name": "Vì người nghèo", "level": "prime_minister", "body": "Thủ tướng Chính phủ",
         "kind": "thematic"},
    )  # fmt: skip
    above = Movement.objects.get()

    answer = officer.post(reverse("office:movement_answer", args=[above.code]))

    own = Movement.objects.exclude(pk=above.pk).get()
    assert answer["Location"] == reverse("office:movement_edit", args=[own.code])
    assert own.parent == above
    assert "Hưởng ứng phong trào “Vì người nghèo”" in text(officer.get(answer["Location"]))
    assert "Hưởng ứng phong trào trên" in text(officer.get(reverse("office:movement_tree")))
    page = text(officer.get(reverse("office:movement", args=[above.code])))
    assert "Chưa rõ thời gian" in page
    assert "Khoản 3 Điều 25" in page or "khoản 3 Điều 25" in page


def test_unit_registers_changes_and_withdraws_on_plain_forms(house, sign_in):
    movement = making.launched(house)
    clerk, url = sign_in(house.clerk), reverse("unit:movement_register", args=[movement.code])
    assert "Chưa đăng ký" in text(clerk.get(reverse("unit:movements")))
    refused = clerk.post(url, PACT | {"dong-0-amount": "chín mươi"})
    assert refused.status_code == 422
    assert "Nhập một con số" in text(refused)
    assert "Lê Văn Nam" in text(refused)
    assert clerk.post(url, {}).status_code == 422

    clerk.post(url, PACT)

    held = MovementRegistration.objects.get()
    assert str(held.pledges.get().amount) == "98.500"
    assert [one.name for one in held.members.all()] == ["Phạm Thị Thanh Huyền", "Lê Văn Nam"]
    page = text(clerk.get(reverse("unit:movement", args=[movement.code])))
    assert "98,5 %" in page
    assert "98,5" in text(clerk.get(url))
    clerk.post(url, PACT | {"dong-0-amount": "99", "reason": "Rà lại"})
    assert MovementRegistration.objects.get(superseded_at=None).version == 2
    pact = clerk.get(reverse("unit:movement_pact", args=[movement.code, held.code, "docx"]))
    assert pact.content.startswith(b"PK")
    rival = sign_in(house.rival_clerk)
    assert (
        rival.get(reverse("unit:movement_pact", args=[movement.code, held.code, "pdf"])).status_code
        == 404
    )
    clerk.post(reverse("unit:movement_withdraw", args=[movement.code]), {"ly_do": "Nhầm"})
    assert not MovementRegistration.objects.filter(withdrawn_at=None, superseded_at=None).exists()
    assert "Phong trào thi đua" in cells(clerk.get(f"{reverse('unit:movements')}?xuat=xlsx"))
    assert sign_in(house.officer).get(url).status_code == 403


def test_office_sees_who_registered_and_enters_what_came_on_paper(house, sign_in):
    movement = making.launched(house, registration_until=date(2024, 4, 1))
    making.registered(house, movement)
    officer = sign_in(house.officer)
    url = reverse("office:movement_units", args=[movement.code])
    page = text(officer.get(url))
    assert "Trường THCS An Đồng" in page
    assert "Sau hạn" in page
    assert reverse("office:movement_enter", args=[movement.code, house.rival.code]) in page

    officer.post(
        reverse("office:movement_enter", args=[movement.code, house.rival.code]),
        PACT | {"received_on": "2024-03-20"},
    )

    book = cells(officer.get(f"{url}?xuat=xlsx"))
    assert "Xã Hồng Thái" in book
    assert "Chưa đăng ký" not in book
    assert "Không có đơn vị nào khớp" in text(officer.get(f"{url}?q=zzz"))
    editor = sign_in(house.editor)
    assert editor.get(url).status_code == 200
    assert (
        editor.get(
            reverse("office:movement_enter", args=[movement.code, house.school.code])
        ).status_code
        == 403
    )


def test_reports_come_in_are_judged_and_the_report_downloads(house, sign_in):
    movement = making.launched(house)
    making.registered(house, movement)
    review = movement.reviews.get(kind="preliminary")
    officer, clerk = sign_in(house.officer), sign_in(house.clerk)
    act = lambda name: reverse(  # noqa: E731
        "office:movement_review_act", args=[movement.code, review.code, name]
    )
    officer.post(act("mo"))
    url = reverse("unit:movement_report", args=[movement.code, review.code])
    assert "Cần báo cáo sơ kết" in text(clerk.get(reverse("unit:movements")))
    assert "Báo cáo sơ kết phong trào" in text(clerk.get("/lam-viec/"))
    pledge = MovementRegistration.objects.get().pledges.first()
    clerk.post(url, REPORT | {f"dat_{pledge.pk}": "1.000,5"})
    report = MovementResult.objects.get()
    assert report.state == "draft"
    file = SimpleUploadedFile("anh.pdf", b"%PDF-1.4 x")
    clerk.post(reverse("unit:movement_evidence", args=[movement.code, review.code]), {"tep": file})
    paper = MovementFile.objects.get()
    assert sign_in(house.officer).get(f"/lam-viec/tep/{paper.file.key}/").status_code == 404
    clerk.post(url, REPORT | {f"dat_{pledge.pk}": "1.000,5", "nop": "1"})
    assert "1 báo cáo sơ kết chờ tiếp nhận" in text(officer.get("/lam-viec/"))
    assert b"".join(officer.get(f"/lam-viec/tep/{paper.file.key}/").streaming_content)
    for key in ("rival_clerk", "member", "editor"):
        answer = sign_in(house.actors[key]).get(f"/lam-viec/tep/{paper.file.key}/")
        assert answer.status_code == 404
    one = reverse("office:movement_result", args=[movement.code, review.code, report.code])
    assert "1.000,5 %" in text(officer.get(one))
    assert officer.post(f"{one}give_back/").status_code == 422
    officer.post(f"{one}accept/")
    officer.post(act("viet"), {"achieved": "Sạch 9 km đê.", "number": "12/BC-UBND"})
    assert officer.post(act("chot"), {"revision": "1"}).status_code == 422
    officer.post(act("chot"))
    review.refresh_from_db()
    assert review.frozen_at
    down = reverse("office:movement_report", args=[movement.code, review.code, "docx"])
    assert officer.get(down).content.startswith(b"PK")
    assert sign_in(house.editor).get(down).status_code == 200
    for who, status in ((house.officer, 200), (house.rival_head, 404), (house.clerk, 404)):
        kept = sign_in(who).get(f"/lam-viec/tep/{review.docx.key}/")
        assert kept.status_code == status
        assert status != 200 or b"".join(kept.streaming_content)
    assert "Đã chốt báo cáo" in text(
        officer.get(reverse("office:movement_review", args=[movement.code, review.code]))
    )
    assert sign_in(house.member).get(one).status_code == 403
    assert sign_in(house.rival_clerk).get(url).status_code == 302
    book = cells(
        officer.get(
            reverse("office:movement_review", args=[movement.code, review.code]) + "?xuat=xlsx"
        )
    )
    assert "Đã tiếp nhận" in book


def test_award_round_opens_prefilled_and_examples_stand_beside_the_nomination(house, sign_in):
    movement = making.launched(house)
    making.registered(house, movement)
    making.accepted(house, making.opened(house, movement))
    officer = sign_in(house.officer)
    url = reverse("office:movement_round", args=[movement.code])
    page = text(officer.get(url))
    assert "Khen thưởng phong trào “Chung sức làm sạch tuyến đê”" in page
    assert "bộ quy tắc không có thời gian tối thiểu" in page

    plan = proposed_plan(movement, "district", date(2024, 12, 1))
    answer = officer.post(
        url,
        {"name": plan.name, "year": 2024, "kind": "movement", "titles": ["GK-HUYEN"],
         "opens_on": "2024-12-01", "closes_on": "2024-12-20", "considered_on": "2024-12-20"},
    )  # fmt: skip

    made = MovementRound.objects.get().round
    assert answer["Location"] == reverse("web:round", args=[made.code])
    clerk = sign_in(house.clerk)
    page = text(clerk.get(f"{reverse('unit:nominate')}?dot={made.code}"))
    assert "Điển hình của phong trào" in page
    assert "Phạm Thị Thanh Huyền" in page
    prefilled = text(
        clerk.get(
            f"{reverse('unit:nominate')}?dot={made.code}&dien_hinh={GoodExample.objects.get().pk}"
        )
    )
    assert 'value="Phạm Thị Thanh Huyền"' in prefilled
    assert movement.name in text(officer.get(answer["Location"]))
    assert clerk.get(url).status_code == 403


def test_office_keeps_templates_days_and_papers(house, sign_in):
    officer = sign_in(house.officer)
    movement = making.draft(house)
    new = f"{reverse('office:movement_template_new')}?tu={movement.code}"
    assert "Phát động tại hội nghị." in text(officer.get(new))
    officer.post(new, {"name": "Mẫu đê", "kind": "thematic", "part_launch": "Từ mẫu"})
    row = MovementTemplate.objects.get()
    page = officer.get(f"{reverse('office:movement_new')}?mau={row.code}")
    assert "Từ mẫu" in text(page)
    officer.post(reverse("office:movement_template_drop", args=[row.code]))
    assert officer.get(reverse("office:movement_template", args=[row.code])).status_code == 404
    days = reverse("office:movement_days")
    assert "Chưa đối chiếu văn bản gốc" in text(officer.get(days))
    assert officer.post(days, {"name": "Sai", "day": "31", "month": "2"}).status_code == 422
    officer.post(days, {"name": "Ngày truyền thống huyện", "day": "20", "month": "12"})
    assert "Ngày truyền thống huyện" in text(officer.get(reverse("office:movement_new")))
    officer.post(reverse("office:movement_day_drop", args=[Anniversary.objects.get().code]))
    attach = reverse("office:movement_attach", args=[movement.code])
    assert officer.post(attach).status_code == 422
    officer.post(attach, {"tep": SimpleUploadedFile("a.pdf", b"%PDF-1.4"), "ten": "Công văn"})
    paper = MovementFile.objects.get()
    assert "Công văn" in text(officer.get(reverse("office:movement", args=[movement.code])))
    officer.post(attach, {"bo": str(paper.pk)})
    paper.refresh_from_db()
    assert paper.withdrawn_at
    for name in ("office:movement_templates", "office:movement_days"):
        assert sign_in(house.secretary).get(reverse(name)).status_code == 403


def test_everybody_sees_what_was_made_public_without_names_of_persons(house, sign_in):
    draft = making.draft(house, name="Bản nháp kín")
    above = making.noted(house)
    movement = making.launched(house)
    Movement.objects.filter(pk=movement.pk).update(parent=above)
    making.registered(house, movement)
    making.accepted(house, making.opened(house, movement))
    citizen, officer = Client(), sign_in(house.officer)
    one, page = f"/phong-trao/{movement.code}/", reverse("office:movement", args=[movement.code])

    def everywhere() -> str:
        lists = ("/phong-trao/", "/phong-trao/?q=tuyen+de", "/phong-trao/?cap=district",
                 "/phong-trao/?nhom=xong", "/thi-dua/")  # fmt: skip
        return "".join(text(citizen.get(url)) for url in lists)

    assert movement.name not in everywhere()
    assert citizen.get(one).status_code == 404
    assert "Chưa công khai: mở mục Trang công khai" in text(officer.get(page))

    show(actor=house.officer, kind="movement", code=movement.code)

    assert everywhere().count(movement.name) >= 4
    assert "Bản nháp kín" not in everywhere()
    assert above.name not in everywhere()
    seen = text(citizen.get(one))
    assert f'property="og:title" content="{movement.name}"' in seen
    assert "Sạch 100 % tuyến được giao" in seen
    assert "Phạm Thị Thanh Huyền" not in seen
    assert above.name not in seen
    for code in (draft.code, above.code):
        assert citizen.get(f"/phong-trao/{code}/").status_code == 404
    assert one in text(officer.get(page))
    assert citizen.get(page).status_code == 302
    show(actor=house.officer, kind="movement", code=above.code)
    assert above.name in text(citizen.get(one))
    Movement.objects.filter(pk=movement.pk).update(state="running")
    movement.refresh_from_db()
    move_movement(actor=house.officer, movement=movement, name="cancel", reason="Trùng")
    assert movement.name not in everywhere()
    assert citizen.get(one).status_code == 404
