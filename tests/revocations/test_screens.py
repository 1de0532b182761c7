"""The screens of cases: a whole walk, the list, what each may and must not see."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from tests.revocations import making
from thidua.registry.models import Award
from thidua.revocations.models import CasePaper, ReturnedObject, UndoCase

ON = "2024-12-30"


def url(name: str, *args) -> str:
    return reverse(f"office:{name}", args=args)


def sheet(answer) -> list[list]:
    book = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    return [[cell.value for cell in row] for row in book]


def test_from_the_award_page_to_the_issued_decision(house, decision, sign_in):
    award = making.award_of(decision)
    officer, chairman = sign_in(house.officer), sign_in(house.chairman)
    at_award = officer.get(url("award", award.code)).content.decode()
    start = f"{url('undo_new')}?khen={award.code}&viec=revoke"
    empty = officer.post(start, {"kind": "revoke", "summary": "", "law_on": "31/31/2024"})
    officer.post(start, {"kind": "revoke", "summary": "Kê khai khống", "law_on": ON})
    case = UndoCase.objects.get()
    early = officer.get(url("undo_case", case.code)).content.decode()
    odd = officer.post(url("undo_grounds", case.code), {"law_on": ON, "answer-fraud": "co"})
    officer.post(
        url("undo_grounds", case.code),
        {"law_on": ON, "answer-fraud": "co", "paper-fraud": making.PAPER, "revision": "1"},
    )
    stale = officer.post(
        url("undo_grounds", case.code), {"law_on": ON, "answer-forged": "khong", "revision": "1"}
    )
    file = SimpleUploadedFile("ket-luan.pdf", b"%PDF-1.7 x")
    officer.post(
        url("undo_paper", case.code), {"kind": "evidence", "words": "Kết luận 15", "file": file}
    )
    officer.post(url("undo_act", case.code, "conclude"))
    officer.post(url("undo_act", case.code, "draft"))
    case = UndoCase.objects.get()
    draft = officer.get(url("decision", case.decision.code)).content.decode()
    edit = officer.get(url("decision_edit", case.decision.code)).content.decode()
    sent = chairman.get(url("decision_issue", case.decision.code))
    before = chairman.get(url("undo_issue", case.code)).content.decode()
    wrong = chairman.post(url("undo_issue", case.code), {"issued_on": "2024-12-01"})
    done = chairman.post(url("undo_issue", case.code), {"issued_on": ON}, follow=True)
    row = ReturnedObject.objects.get()
    officer.post(url("undo_object", case.code, row.pk), {"state": "returned", "on": "2025-01-03"})
    late = officer.post(url("undo_object", case.code, row.pk), {"state": "returned", "on": ""})
    line = row.line_id
    officer.post(url("undo_object_new", case.code), {"line": line, "kind": "frame"})
    after = officer.get(url("undo_case", case.code)).content.decode()

    assert "Hủy bỏ, thu hồi" in at_award
    assert empty.status_code == odd.status_code == stale.status_code == 422
    assert "Kê khai khống" not in empty.content.decode()
    assert "Còn phải làm trước khi kết luận" in early
    assert "Hồ sơ của quyết định này" in draft
    assert "Nguồn tiền thưởng" not in edit
    assert sent.url == url("undo_issue", case.code)
    assert "báo không còn hiệu lực ngay" in before
    assert wrong.status_code == late.status_code == 422
    assert "02/QĐ-UBND" in done.content.decode()
    assert "Nộp ngày 03/01/2025" in after or "Nộp ngày 3/1/2025" in after
    assert ReturnedObject.objects.count() == 2
    assert Award.objects.get(pk=award.pk).revoked_on == making.ON
    listed = sheet(officer.get(url("undo_cases"), {"xuat": "xlsx", "q": "do van thang"}))
    assert [case.code, "Hủy bỏ"] in [line[:2] for line in listed]
    assert "Đã thu hồi" in officer.get(url("award", award.code)).content.decode()


def test_a_unit_proposes_on_its_own_pages_and_reads_no_more(house, decision, sign_in):
    award = making.award_of(decision)
    head, rival = sign_in(house.head), sign_in(house.rival_head)
    start = f"{url('undo_new')}?khen={award.code}"
    found = head.get(f"{url('undo_new')}?q=do+van+thang").content.decode()
    head.post(start, {"kind": "revoke", "summary": "Đơn vị phát hiện", "law_on": ON})
    case = UndoCase.objects.get()
    head.post(url("undo_paper", case.code), {"kind": "explanation", "words": "Giải trình"})
    shown = head.get(url("undo_case", case.code)).content.decode()
    taken = rival.post(f"{start}&q=", {"kind": "revoke", "summary": "x", "law_on": ON})
    head.post(url("undo_act", case.code, "withdraw"), {"reason": "Nhầm người"})

    assert "Đỗ Văn Thắng" in found
    assert (case.state, case.unit) == ("proposed", house.school)
    assert CasePaper.objects.get().by_unit
    assert "Kết luận theo luật" not in shown
    assert taken.status_code == 422
    assert rival.get(url("undo_case", case.code)).status_code == 404
    assert UndoCase.objects.get().state == "withdrawn"


def test_what_goes_up_has_a_submission_and_a_tracked_outcome(house, sign_in):
    award = making.honour(house, make.person(house, "Lại Văn Hùng"), "BKTTG")
    case = making.settled(house, award)
    officer = sign_in(house.officer)
    paper = officer.get(url("undo_submission", case.code))
    officer.post(url("undo_act", case.code, "forward"), {"paper": "Tờ trình 45", "on": ON})
    waiting = officer.get(reverse("web:desk")).content.decode()
    officer.post(
        url("undo_act", case.code, "record_outcome"), {"paper": "số 9/QĐ-TTg", "on": "2025-02-01"}
    )

    assert paper.content.startswith(b"PK")
    assert "chờ quyết định của cấp trên" in waiting
    assert "số 9/QĐ-TTg" in officer.get(url("undo_case", case.code)).content.decode()
    assert Award.objects.get(pk=award.pk).revocation.startswith("Quyết định số 9/QĐ-TTg")


def test_who_must_not_get_in_does_not(house, decision, sign_in):
    case = making.drafted(house, making.award_of(decision))
    codes = {
        key: sign_in(getattr(house, key)).get(url("undo_case", case.code)).status_code
        for key in ("officer", "chairman", "inspector", "head", "secretary", "member", "editor")
    }
    inspector = sign_in(house.inspector)

    assert codes == {"officer": 200, "chairman": 200, "inspector": 200, "head": 404,
                     "secretary": 403, "member": 403, "editor": 403}  # fmt: skip
    assert inspector.get(url("undo_grounds", case.code)).status_code == 403
    assert inspector.post(url("undo_act", case.code, "undraft"), {"reason": "x"}).status_code == 403
    assert sign_in(house.officer).get(url("undo_issue", case.code)).status_code == 403
    assert UndoCase.objects.get().state == "drafted"


@pytest.mark.parametrize("asked", ["?sap_xep=xyz&buoc=xyz&viec=xyz&trang=-1", "?trang=99999999999"])
def test_odd_addresses_are_read_kindly(house, sign_in, asked):
    assert sign_in(house.officer).get(f"{url('undo_cases')}{asked}").status_code == 200
    assert sign_in(house.officer).get(f"{url('undo_new')}?khen=KHONGCO").status_code == 200


def test_the_list_asks_the_same_of_one_and_of_three(house, sign_in):
    client = sign_in(house.officer)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(url("undo_cases"))
        return len(queries)

    names = ("Tạ Thị Na", "Tạ Thị Mơ", "Tạ Thị Lê")
    awards = [making.honour(house, make.person(house, name), "BKTTG") for name in names]
    client.get(url("undo_cases"))
    making.opened(house.officer, awards[0])
    one = count()
    for award in awards[1:]:
        making.opened(house.officer, award)

    assert (one, count()) == (QUERIES, QUERIES)


QUERIES = 11
