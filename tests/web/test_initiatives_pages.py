"""Initiatives on the screens, from the unit's draft to the public list; and who gets in where."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from tests import factories as make
from tests.initiatives import making
from tests.initiatives.making import PDF, page
from thidua.initiatives.domain.scoring import hand_in
from thidua.initiatives.enums import State
from thidua.initiatives.models import InitiativeRequest, ScoreSheet
from thidua.registry.models import InitiativeUse


@pytest.fixture
def board(house):
    return making.board(house)


def form(**changes) -> dict[str, str]:
    rows = {"tac-gia-TOTAL_FORMS": "4", "tac-gia-INITIAL_FORMS": "0"}
    return (
        rows
        | {
            "name": making.NAME,
            "field": "Giáo dục",
            "first_applied_on": "2024-09-05",
            "problem": making.PROBLEM,
            "solution": making.SOLUTION,
            "effect": making.EFFECT,
            "tac-gia-0-full_name": "Phạm Thị Thanh Huyền",
            "tac-gia-0-share": "66,67",
            "tac-gia-1-full_name": "Vũ Thị Mai",
            "tac-gia-1-share": "33,33",
        }
        | changes
    )


def test_unit_writes_adds_a_paper_and_the_head_hands_in(house, sign_in):
    clerk, head = sign_in(house.clerk), sign_in(house.head)
    assert "Lập đề nghị" in page(clerk, "/don-vi/sang-kien/")
    assert clerk.post("/don-vi/sang-kien/moi/", form(name=" ")).status_code == 422
    odd = clerk.post("/don-vi/sang-kien/moi/", form(**{"tac-gia-0-share": "một nửa"}))
    assert odd.status_code == 422

    clerk.post("/don-vi/sang-kien/moi/", form(**{"tac-gia-1-share": "30"}))
    row = InitiativeRequest.objects.get()
    edit = f"/don-vi/sang-kien/{row.code}/sua/"
    assert "còn thiếu 3,33 %" in page(clerk, edit)
    saved = clerk.post(edit, form(revision="1"))
    assert saved.status_code == 302
    stale = clerk.post(edit, form(revision="1", name="Tên khác"))
    assert stale.status_code == 422
    assert "Tên khác" in stale.content.decode()
    kept = clerk.post(f"/don-vi/sang-kien/{row.code}/luu-nhap/", form(revision="2", field="Toán"))
    assert kept.json()["fields"]["revision"] == "3"
    paper = SimpleUploadedFile("bao-cao.pdf", PDF, "application/pdf")
    clerk.post(f"/don-vi/sang-kien/{row.code}/tai-lieu/", {"file": paper})
    assert "bao-cao.pdf" in page(clerk, edit)

    address = f"/lam-viec/sang-kien/{row.code}/"
    assert "Thủ trưởng đơn vị đề nghị là người nộp" in page(clerk, address)
    assert clerk.post(f"{address}submit/").status_code == 403
    assert "Nộp đề nghị" in page(head, f"{address}submit/")
    head.post(f"{address}submit/", {"revision": "3"})

    row.refresh_from_db()
    assert (row.state, row.field) == (State.SUBMITTED, "Toán")
    assert "1 đề nghị sáng kiến chờ tiếp nhận" in page(sign_in(house.officer), "/lam-viec/")


def test_unit_is_told_of_a_copy_while_writing_but_not_what_it_says(house, sign_in):
    making.submitted(house)
    draft = making.request(house, actor=house.rival_clerk, **making.other_words())
    client = sign_in(house.rival_clerk)

    hints = f"/don-vi/sang-kien/{draft.code}/goi-y/"
    found = client.post(hints, form()).content.decode()

    assert "Đề nghị của một đơn vị khác" in found
    assert making.NAME not in found
    assert "Trường THCS An Đồng" not in found
    assert "Chưa thấy giải pháp nào giống" in client.post(hints, {"name": "x"}).content.decode()
    assert sign_in(house.clerk).post(hints, form()).status_code == 404


def test_officer_compares_judges_and_brings_before_the_council(house, board, sign_in):
    making.submitted(house)
    copy = making.submitted_by_rival(house)
    officer = sign_in(house.officer)
    address = f"/lam-viec/sang-kien/{copy.code}/"
    officer.post(f"{address}accept/")
    bring = {"phien": board.sitting.code}
    assert "chưa có kết luận ở mục Đối chiếu" in (
        officer.post(f"{address}bring/", bring).content.decode()
    )

    text = InitiativeRequest.objects.exclude(pk=copy.pk).get().known_text.code
    beside = f"/thuong-truc/sang-kien/{copy.code}/doi-chieu/{text}/"
    assert "<mark>Giáo viên dựng bản đồ lỗi sai" in page(officer, beside)
    assert officer.post(beside, {"ket_luan": "same", "ly_do": ""}).status_code == 422
    officer.post(beside, {"ket_luan": "partly", "ly_do": "Khác đối tượng học sinh"})
    condition = f"/thuong-truc/sang-kien/{copy.code}/dieu-kien/"
    officer.post(condition, {"dieu_kien": "useful", "ket_luan": "met", "can_cu": "Báo cáo"})
    officer.post(condition, {"dieu_kien": "khac", "ket_luan": "met", "can_cu": "x"})
    officer.post(f"{address}bring/", bring)

    copy.refresh_from_db()
    assert copy.state == State.AT_COUNCIL
    shown = page(officer, address)
    assert "Khác đối tượng học sinh" in shown
    assert "Theo nguồn thuật lại, chưa đối chiếu văn bản gốc" in shown
    assert copy.answers.get().basis == "Báo cáo"
    assert page(sign_in(house.rival_clerk), beside, 403)


def test_member_scores_on_the_phone_and_sees_nobody_elses_points(house, board, sign_in):
    scoring = making.at_council(house, board)
    hand_in(
        actor=board.second,
        scoring=scoring,
        filled=making.filled(board, "37.25", 55, comment="Rất tốt"),
    )
    member, secretary = sign_in(board.member), sign_in(house.secretary)
    code, sitting = scoring.request.code, f"/hoi-dong/sang-kien/phien/{board.sitting.code}/"
    sheet = f"/hoi-dong/sang-kien/cham/{code}/"
    assert "1 đề nghị sáng kiến chờ phiếu chấm" in page(member, "/lam-viec/")
    for client in (member, secretary, sign_in(house.inspector)):
        for address in (sitting, f"/lam-viec/sang-kien/{code}/", "/hoi-dong/sang-kien/"):
            shown = page(client, address)
            assert "37,25" not in shown
            assert "Rất tốt" not in shown

    first, last = board.edition.criteria.order_by("order").values_list("pk", flat=True)
    given = {f"diem_{first}": "41", f"diem_{last}": "50", "recommends": "1"}
    assert "Điểm tối đa của tiêu chí này là 40." in member.post(sheet, given).content.decode()
    member.post(sheet, given | {f"diem_{first}": "30,5"})
    assert "30,5" in page(member, sheet)
    stale = member.post(sheet, given | {f"diem_{first}": "1", "revision": "7"})
    assert stale.status_code == 422
    paper = f"{sheet}phieu-giay/{board.seats['paper'].pk}/"
    secretary.post(paper, given | {f"diem_{first}": "20"})
    assert page(secretary, f"{sheet}phieu-giay/{board.seats['member'].pk}/", 404)
    assert ScoreSheet.objects.count() == 3

    secretary.post(f"{sheet}ket-thuc/")
    assert member.post(sheet, given).status_code == 422
    shown = page(member, f"/lam-viec/sang-kien/{code}/")
    assert "80,92 %" in shown
    assert "Rất tốt" not in shown
    assert "Rất tốt" in page(secretary, f"/lam-viec/sang-kien/{code}/")
    assert "còn nguyên" in shown
    book = load_workbook(BytesIO(secretary.get(f"{sitting}?xuat=xlsx").content)).active
    assert [cell.value for cell in book[5]][3:7] == [3, 29.25, 51.67, 80.92]


def test_minutes_are_made_as_docx_and_pdf(house, board, sign_in):
    making.scored(house, board, making.at_council(house, board), 35, 50)
    secretary = sign_in(house.secretary)
    sitting = f"/hoi-dong/sang-kien/phien/{board.sitting.code}/"
    early = secretary.get(f"{sitting}bien-ban/pdf/")
    assert early.status_code == 409
    kept = {
        "name": "Phiên 1", "held_on": str(board.sitting.held_on), "place": "Phòng họp số 2",
        "started_at": "08:00", "ended_at": "10:30", "present": "3", "revision": "1",
        "minutes_number": "02/BB-HĐSK",
    }  # fmt: skip
    assert secretary.post(f"{sitting}sua/", kept | {"present": "9"}).status_code == 422
    assert secretary.post(f"{sitting}sua/", kept).status_code == 302

    assert secretary.get(f"{sitting}bien-ban/pdf/").content.startswith(b"%PDF")
    assert secretary.get(f"{sitting}bien-ban/docx/").content.startswith(b"PK")


def test_declared_family_member_is_out_at_once_and_secretary_lets_a_namesake_back(
    house, board, sign_in
):
    scoring = making.at_council(house, board)
    code = scoring.request.code
    member, secretary = sign_in(board.member), sign_in(house.secretary)
    address = f"/lam-viec/sang-kien/{code}/co-lien-quan/"
    member.post(address, {"ly_do": "family", "noi_dung": "Anh ruột của tác giả"})
    page(member, f"/lam-viec/sang-kien/{code}/", 404)

    found = scoring.request.recusals.get()
    assert "Anh ruột" in page(secretary, f"/lam-viec/sang-kien/{code}/")
    assert "Anh ruột" not in page(sign_in(house.clerk), f"/lam-viec/sang-kien/{code}/")
    secretary.post(f"{address}{found.pk}/rut/", {"ly_do": "Khai nhầm đề nghị"})
    page(member, f"/lam-viec/sang-kien/{code}/")


def test_decision_fills_the_register_and_the_public_list(house, board, sign_in):
    row = making.ready(house, board)
    officer = sign_in(house.officer)
    assert row.name in page(officer, "/thuong-truc/sang-kien/quyet-dinh/")
    paper = {"number": "57/QĐ-UBND", "signed_on": "2024-12-05", "signer": "Phạm Hùng Việt"}
    none = officer.post("/thuong-truc/sang-kien/quyet-dinh/", paper)
    assert "Chọn ít nhất một đề nghị" in none.content.decode()
    file = SimpleUploadedFile("qd.pdf", PDF, "application/pdf")
    officer.post("/thuong-truc/sang-kien/quyet-dinh/", paper | {"chon": row.code, "file": file})

    row.refresh_from_db()
    assert row.state == State.RECOGNISED
    public = page(sign_in(house.editor), "/sang-kien/")
    assert making.NAME in public
    assert "57/QĐ-UBND" in public
    assert "1988" not in public
    assert making.SOLUTION[:40] not in public
    assert "66,67" not in public
    assert row.paper.file is not None
    page(sign_in(house.clerk), f"/lam-viec/tep/{row.paper.file.key}/")
    page(sign_in(house.rival_clerk), f"/lam-viec/tep/{row.paper.file.key}/", 404)
    assert making.NAME in page(sign_in(house.clerk), "/sang-kien/?q=ban do loi sai")
    assert "Không có sáng kiến nào khớp" in page(sign_in(house.clerk), "/sang-kien/?q=zzz")


def test_initiative_page_warns_of_a_live_dossier_that_names_a_used_one(house, board, sign_in):
    row = making.recognised(house, board)
    author = row.initiative.authors.get()
    InitiativeUse.objects.create(
        authority=house.authority, initiative=row.initiative, person=author,
        title_code="CSTDCS", year=2023, decision_number="12/QĐ-UBND",
    )  # fmt: skip
    make.nomination(house, make.round_(house), author, "CSTDCS", initiative_name=making.NAME)
    address = f"/thuong-truc/sang-kien/so/{row.initiative.code}/"

    shown = page(sign_in(house.clerk), address)

    assert "Hồ sơ đang xét nêu sáng kiến đã dùng" in shown
    assert "QĐ 12/QĐ-UBND" in shown
    assert "Hồ sơ đang xét" not in page(sign_in(house.officer), address)
    page(sign_in(house.rival_clerk), address, 404)


def test_scope_is_asked_and_answered_on_the_page(house, board, sign_in):
    initiative = making.recognised(house, board).initiative
    officer = sign_in(house.officer)
    address = f"/thuong-truc/sang-kien/so/{initiative.code}/"
    asked = {"reach": "2", "asked_of": "Chủ tịch UBND thành phố", "asked_on": "2024-12-06"}
    bad = officer.post(f"{address}pham-vi/", asked | {"due_on": "2025-01-06"})
    assert bad.status_code == 422
    assert "ghi văn bản đặt ra hạn đó" in bad.content.decode()
    officer.post(f"{address}pham-vi/", asked)
    assert "Chưa biết hạn trả lời" in page(sign_in(house.inspector), address)

    one = initiative.certifications.get()
    reply = {"granted": "1", "number": "912/UBND-TĐKT", "answered_on": "2024-12-09"}
    assert sign_in(house.clerk).post(f"{address}pham-vi/{one.code}/", reply).status_code == 403
    officer.post(f"{address}pham-vi/{one.code}/", reply)

    assert "Phạm vi: tỉnh, thành phố" in page(officer, address)


def test_secretary_enters_criteria_and_opens_a_sitting(house, board, sign_in):
    secretary = sign_in(house.secretary)
    lines = {
        "tieu-chi-TOTAL_FORMS": "3", "tieu-chi-INITIAL_FORMS": "0",
        "tieu-chi-0-name": "Tính mới", "tieu-chi-0-most": "10", "tieu-chi-0-weight": "1,5",
        "tieu-chi-1-name": "Hiệu quả", "tieu-chi-1-most": "20",
    }  # fmt: skip
    plan = {
        "council": board.council.pk, "year": "2025", "name": "Tiêu chí mới", "basis": "Quy chế mới",
        "votes_percent": "70", "votes_of": "council", "method": "median", "places": "1",
    }  # fmt: skip
    new = "/hoi-dong/sang-kien/tieu-chi/moi/"
    bare = secretary.post(new, lines | plan | {"votes_percent": ""})
    assert "ít nhất một ngưỡng" in bare.content.decode()
    secretary.post(new, lines | plan)
    edition = board.council.criteria_editions.get(name="Tiêu chí mới")
    assert edition.criteria.count() == 2
    page(secretary, f"/hoi-dong/sang-kien/tieu-chi/{edition.code}/")
    secretary.post(
        "/hoi-dong/sang-kien/phien/moi/",
        {"edition": edition.pk, "name": "Phiên 2", "held_on": "2025-01-10"},
    )
    assert edition.sittings.get().total_members == 3
    page(secretary, f"/hoi-dong/sang-kien/tieu-chi/{edition.code}/", 302)


def test_office_sets_its_own_deadline_beside_the_remembered_one(house, sign_in):
    officer = sign_in(house.officer)
    address = "/thuong-truc/sang-kien/thoi-han/"
    assert "Chưa đối chiếu văn bản gốc" in page(officer, address)
    officer.post(address, {"since": "2024-01-01", "months": "2", "basis": "Quy chế, Điều 4"})

    assert "2 tháng từ ngày nhận hợp lệ" in page(officer, "/thuong-truc/sang-kien/")


def test_officer_links_an_author_to_somebody_in_the_register(house, sign_in):
    row = making.submitted(house)
    someone = make.person(house)
    officer = sign_in(house.officer)
    address = f"/thuong-truc/sang-kien/{row.code}/tac-gia/{row.authors.get().pk}/"
    assert "Trường THCS An Đồng" in page(officer, address)

    officer.post(address, {"nguoi": someone.code})

    assert row.authors.get().person == someone


def test_dossier_form_suggests_the_persons_own_unused_initiatives(house, board, sign_in):
    row = making.recognised(house, board)
    author = row.initiative.authors.get()
    dossier = make.nomination(house, make.round_(house), author, "CSTDCS")
    address = f"/don-vi/ho-so/{dossier.code}/sua/"
    clerk = sign_in(house.clerk)
    assert f'<option value="{making.NAME}">' in page(clerk, address)

    InitiativeUse.objects.create(
        authority=house.authority, initiative=row.initiative, person=author, title_code="CSTDCS",
        year=2023,
    )  # fmt: skip

    assert f'<option value="{making.NAME}">' not in page(clerk, address)
