"""The main job, in a browser: a school's own list becomes certificates that anyone can verify."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from tests import factories as make
from thidua.commendation.models import Nomination
from thidua.councils.domain.bodies import CouncilPlan, establish_council
from thidua.decisions.models import Certificate

pytestmark = [
    pytest.mark.journey,
    pytest.mark.xdist_group("journeys"),
    pytest.mark.django_db(transaction=True),
]

SCHOOL_LIST = (
    Path(__file__).parents[2] / "src/thidua/demo/samples/danh-sach-de-nghi-2024-truong-thcs.xlsx"
)
TEACHER = "Phạm Văn Luân"
MEMBERS = 11


@pytest.fixture
def round_(house):
    establish_council(
        actor=house.secretary,
        plan=CouncilPlan(
            name="Hội đồng Thi đua, khen thưởng huyện An Dương",
            total_members=MEMBERS,
            chair_name="Phạm Hùng Việt",
            chair_post="Chủ tịch UBND huyện",
            secretary_name="Trần Thu Hà",
        ),
    )
    return make.round_(house)


def test_from_a_units_own_list_to_a_verified_certificate(house, round_, visitor):
    unit_hands_in_its_list(visitor(), round_)
    head_submits_everything(visitor(), round_)
    officer_gives_one_back(visitor())
    unit_answers(visitor())
    officer_examines_and_sends_on(visitor(), round_)
    secretary_records_the_result(visitor(), round_)
    officer_drafts_the_decision(visitor(), round_)
    chairman_issues(visitor())
    certificate_opens(visitor())
    citizen_finds_and_verifies(visitor(phone=True))


def unit_hands_in_its_list(clerk, round_):
    clerk.sign_in("clerk")
    clerk.go(f"/don-vi/danh-sach/?dot={round_.code}")
    clerk.page.locator("input[type=file]").set_input_files(SCHOOL_LIST)
    clerk.page.get_by_role("button", name="Nộp danh sách").click()
    clerk.page.get_by_role("heading", name="Kiểm tra danh sách trước khi nhập").wait_for()
    clerk.check()
    assert "34 người" in clerk.page.content()
    for question in clerk.page.locator("#cau-hoi fieldset").all():
        question.get_by_role("radio").first.check()
    clerk.page.get_by_role("button", name="Ghi câu trả lời").click()
    clerk.page.wait_for_load_state()
    clerk.page.locator("form button", has_text="Nhập 36 hồ sơ").first.click()
    clerk.page.get_by_text("Đã nhập 36 hồ sơ").first.wait_for()
    clerk.check()


def head_submits_everything(head, round_):
    head.sign_in("head")
    head.go(f"/lam-viec/dot-xet/{round_.code}/?buoc=draft")
    head.page.get_by_label("Chọn tất cả trong trang").check()
    head.page.get_by_text("Đã chọn 36 hồ sơ").wait_for()
    head.page.get_by_role("button", name="Nộp hồ sơ").click()
    head.check()
    head.page.get_by_role("button", name="Nộp hồ sơ 36 hồ sơ").click()
    head.page.get_by_text("Nộp hồ sơ: 36 hồ sơ").wait_for()
    head.check()


def dossier_of(name: str, title: str) -> Nomination:
    return Nomination.objects.get(name=name, title_code=title)


def officer_gives_one_back(officer):
    officer.sign_in("officer")
    officer.go(f"/lam-viec/ho-so/{dossier_of(TEACHER, 'CSTDCS').code}/")
    officer.page.get_by_role("link", name="Yêu cầu bổ sung").click()
    officer.page.get_by_label("Minh chứng").fill("Bổ sung bản chụp quyết định công nhận sáng kiến")
    officer.check()
    officer.page.get_by_role("button", name="Yêu cầu bổ sung 1 hồ sơ").click()
    officer.page.get_by_text("Chờ bổ sung").first.wait_for()


def unit_answers(head):
    code = dossier_of(TEACHER, "CSTDCS").code
    head.sign_in("head")
    head.page.get_by_role("link", name="1 hồ sơ cần bổ sung và nộp lại").click()
    head.page.get_by_role("link", name=TEACHER).first.click()
    head.page.get_by_text("Bổ sung bản chụp quyết định công nhận sáng kiến").first.wait_for()
    head.go(f"/don-vi/ho-so/{code}/sua/")
    head.page.locator("input[type=file]").set_input_files(
        {"name": "qd-1204.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 quyet dinh"}
    )
    head.page.get_by_label("Minh chứng cho").select_option("initiative")
    head.page.get_by_role("button", name="Thêm minh chứng").click()
    head.page.get_by_text("Đã thêm minh chứng").wait_for()
    head.go(f"/lam-viec/ho-so/{code}/")
    head.page.get_by_role("link", name="Nộp lại").click()
    head.page.get_by_role("button", name="Nộp lại 1 hồ sơ").click()
    head.page.get_by_text("Chờ thẩm định").first.wait_for()
    head.check()


def officer_examines_and_sends_on(officer, round_):
    officer.sign_in("officer")
    officer.go(f"/lam-viec/dot-xet/{round_.code}/?buoc=submitted&dieu_kien=met")
    officer.page.get_by_label("Chọn tất cả trong trang").check()
    officer.page.get_by_role("button", name="Xác nhận đã thẩm định").click()
    officer.page.get_by_role("button", name=re.compile("Xác nhận đã thẩm định .* hồ sơ")).click()
    officer.page.get_by_text(re.compile("Thẩm định xong: .* hồ sơ")).wait_for()
    officer.go(f"/lam-viec/dot-xet/{round_.code}/?buoc=examined")
    officer.page.get_by_label("Chọn tất cả trong trang").check()
    officer.page.get_by_role("button", name="Trình Hội đồng").click()
    officer.page.get_by_role("button", name=re.compile("Trình Hội đồng .* hồ sơ")).click()
    officer.page.get_by_text(re.compile("Trình Hội đồng: .* hồ sơ")).wait_for()
    officer.check()


def secretary_records_the_result(secretary, round_):
    secretary.sign_in("secretary")
    secretary.go(f"/hoi-dong/phien-hop/moi/?dot={round_.code}")
    secretary.page.get_by_label("Ngày họp").fill("2024-12-31")
    secretary.page.get_by_label("Giờ bắt đầu").fill("08:00")
    secretary.page.get_by_label("Địa điểm").fill("Phòng họp số 1, trụ sở UBND huyện")
    secretary.page.get_by_label("Số thành viên có mặt").fill(str(MEMBERS))
    secretary.page.get_by_label(re.compile("bằng văn bản")).fill("0")
    secretary.page.get_by_role("button", name="Mở phiên họp").click()
    secretary.page.get_by_role("heading", name="Phiên họp ngày 31/12/2024").wait_for()
    secretary.check()
    session = secretary.page.url
    while (record := secretary.page.get_by_role("link", name=re.compile("Ghi kết quả"))).count():
        record.first.click()
        secretary.page.get_by_role("button", name=re.compile("Điền nhanh")).click()
        secretary.page.get_by_role("button", name="Xem lại trước khi ghi").click()
        secretary.check()
        secretary.page.get_by_role("button", name=re.compile("Ghi kết quả .* hồ sơ")).click()
        secretary.page.get_by_text(re.compile("Đã ghi kết quả|đã ghi")).first.wait_for()
        secretary.page.goto(session)
    secretary.check()
    assert not Nomination.objects.filter(state="at_council").exists()


def officer_drafts_the_decision(officer, round_):
    officer.sign_in("officer")
    officer.go(f"/thuong-truc/quyet-dinh/moi/?dot={round_.code}&ngay=2024-12-31")
    for box in officer.page.locator("input[name=danh_hieu]").all():
        box.check()
    officer.page.get_by_role("button", name="Lập dự thảo").click()
    officer.page.get_by_role("heading", name="Dự thảo quyết định").wait_for()
    officer.check()


def chairman_issues(chairman):
    chairman.sign_in("chairman")
    chairman.page.get_by_role("link", name=re.compile("Quyết định chờ ban hành")).click()
    chairman.check()
    chairman.page.get_by_role("link", name="Ban hành quyết định").click()
    chairman.page.get_by_label("Ngày ban hành").fill("2024-12-31")
    chairman.check()
    chairman.page.get_by_role("button", name=re.compile("Ban hành, tặng")).click()
    chairman.page.get_by_role("heading", name="Quyết định số 01/QĐ-UBND").wait_for()
    chairman.check()


def certificate_opens(officer):
    officer.sign_in("officer")
    certificate = Certificate.objects.get(line__nomination=dossier_of(TEACHER, "CSTDCS"))
    decision = certificate.line.decision
    url = f"{officer.base}/thuong-truc/quyet-dinh/{decision.code}/giay/{certificate.code}/"
    answer = officer.page.request.get(url)
    assert answer.ok
    text = pypdfium2.PdfDocument(answer.body())[0].get_textpage().get_text_bounded()
    assert TEACHER in text
    assert "Chiến sĩ thi đua cơ sở".upper() in text.upper()


def citizen_finds_and_verifies(citizen):
    citizen.go("/")
    citizen.page.get_by_role("searchbox").first.fill("pham van luan")
    citizen.page.keyboard.press("Enter")
    citizen.page.get_by_text(TEACHER).first.wait_for()
    citizen.check()
    assert "1976" not in citizen.page.content()
    certificate = Certificate.objects.get(line__nomination=dossier_of(TEACHER, "CSTDCS"))
    citizen.go(f"/xac-thuc/{certificate.code}")
    citizen.page.get_by_text(TEACHER).first.wait_for()
    citizen.page.get_by_text(re.compile("hiệu lực")).first.wait_for()
