"""Pages of the plan, the boards, and what the public reads."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from tests.honours import making as honours
from tests.movements import making as movements
from tests.planning import making
from tests.targets import making as targets
from thidua.core.errors import NotAllowed, Refusal
from thidua.honours.domain import case_recusals
from thidua.honours.domain.cases import set_priority
from thidua.planning.domain.showing import hide, show
from thidua.planning.models import PlanItem, Showing, WorkPlan

pytestmark = pytest.mark.django_db
NOON = datetime(2024, 12, 2, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
PLANS = "/thuong-truc/chuong-trinh/"
FORM = {
    "kind": "work",
    "title": "Kiểm tra đơn vị",
    "owner_name": "Thư ký Hội đồng",
    "begins_on": "2024-03-01",
    "due_on": "2024-03-29",
    "rhythm": "once",
}
KEEPERS = {"officer", "secretary"}
READERS = KEEPERS | {"member", "chairman", "inspector"}
UNITS = {"clerk", "head", "rival_clerk", "rival_head"}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOON, tick=False):
        yield


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


# -- the plan ---


def test_plan_goes_from_nothing_to_a_second_version_on_screen(house, sign_in):
    officer, chairman = sign_in(house.officer), sign_in(house.chairman)
    assert "Chưa có chương trình công tác nào" in text(officer.get(PLANS))
    assert officer.post(f"{PLANS}lap/", {"year": "2024"}).url == f"{PLANS}2024/"
    url = f"{PLANS}2024/"
    answer = officer.post(f"{url}viec/moi/", FORM | {"kind": "session"})
    assert answer.status_code == 422
    assert "phải chọn nội dung họp" in text(answer)
    assert officer.post(f"{url}viec/moi/", FORM).status_code == 302
    officer.post(f"{url}can-cu/", {"basis": "Quyết định 5/QĐ-UBND"})
    item = PlanItem.objects.get()
    officer.post(f"{url}viec/{item.code}/sua/", FORM | {"title": "Kiểm tra các đơn vị"})
    officer.post(f"{url}buoc/propose/")
    assert "Chương trình công tác năm 2024 chờ anh, chị duyệt" in text(chairman.get("/lam-viec/"))

    chairman.post(f"{url}buoc/give_back/", {"reason": "Thêm phiên họp"})
    assert "Thêm phiên họp" in text(officer.get(url))
    session = FORM | {"kind": "session", "purpose": "awards", "title": "Họp <i>xét</i>"}
    officer.post(f"{url}viec/moi/", session)
    officer.post(f"{url}buoc/propose/")
    chairman.post(f"{url}buoc/approve/")
    officer.post(f"{url}buoc/change/", {"reason": "Bỏ bớt"})
    officer.post(f"{url}viec/{item.code}/bo/")
    assert "Kiểm tra các đơn vị" in text(officer.get(f"{url}thay-doi/"))
    officer.post(f"{url}buoc/propose/")
    chairman.post(f"{url}buoc/approve/")

    page = text(officer.get(url))
    assert "Đang áp dụng: lần 2" in page
    assert "Họp &lt;i&gt;xét&lt;/i&gt;" in page
    second = text(officer.get(f"{url}lan/2/"))
    assert "Khác lần 1" in second
    assert "Bỏ bớt" in second
    version = WorkPlan.objects.get().versions.first()
    pdf = officer.get(f"/lam-viec/tep/{version.pdf.key}/")
    assert b"".join(pdf.streaming_content)[:5] == b"%PDF-"
    assert sign_in(house.clerk).get(f"/lam-viec/tep/{version.pdf.key}/").status_code == 404
    assert officer.get(f"{url}ban-in.docx").content[:2] == b"PK"
    assert officer.get(f"{url}ban-in.pdf").content[:5] == b"%PDF-"


def test_plan_list_is_filtered_sorted_and_exported(house, sign_in):
    plan = making.drawn_up(house)
    making.session(house, plan, due_on=date(2024, 12, 20), begins_on=date(2024, 12, 10))
    client = sign_in(house.secretary)

    page = text(client.get(f"{PLANS}2024/?tinh_trang=late")).partition('id="ban"')[0]
    assert "Kiểm tra sổ khen thưởng" in page
    assert "Họp xét cuối năm" not in page
    assert "Họp xét cuối năm" in text(client.get(f"{PLANS}2024/?q=hop+xet&loai=session"))
    names = text(client.get(f"{PLANS}2024/?sap_xep=-ten"))
    assert names.index("Kiểm tra sổ") < names.index("Họp xét")
    assert client.get(f"{PLANS}2024/?xuat=xlsx").content[:2] == b"PK"
    assert "khớp bộ lọc" in text(client.get(f"{PLANS}2024/?q=zzz"))
    item = plan.items.first()
    client.post(f"{PLANS}2024/viec/{item.code}/tinh-trang/", {"mark": "done", "note": "Xong"})
    assert "1 việc quá hạn" not in text(client.get(f"{PLANS}2024/"))
    answer = client.post(f"{PLANS}2024/viec/{item.code}/tinh-trang/", {"mark": "off", "note": ""})
    assert answer.status_code == 422
    for path in ("2023/", "2024/lan/1/", "2024/ban-in.exe", "2024/buoc/xyz/", "2024/thay-doi/"):
        assert client.get(f"{PLANS}{path}").status_code == 404


def test_plan_page_costs_the_same_for_one_and_three(house, sign_in, django_assert_num_queries):
    plan, client = making.drawn_up(house), sign_in(house.officer)
    for numbers in ((0,), (1, 2)):
        for number in numbers:
            round_ = make.round_(house, name=f"Đợt {number}")
            making.item(house, plan, title=f"Việc {number}", place=f"round:{round_.code}")
        with django_assert_num_queries(15):
            client.get(f"{PLANS}2024/")


def test_plan_opens_for_its_readers_and_changes_for_its_keepers(house, sign_in):
    item = making.drawn_up(house).items.get()
    url = f"{PLANS}2024/"
    writes = (f"{PLANS}lap/", f"{url}viec/moi/", f"{url}viec/{item.code}/sua/", f"{url}can-cu/",
              f"{url}viec/{item.code}/tinh-trang/")  # fmt: skip

    for name, actor in house.actors.items():
        client = sign_in(actor)
        status = client.get(url).status_code
        assert (status == 200) == (name in READERS - {"member", "inspector"})
        for path in writes:
            assert (client.get(path).status_code == 200) == (name in KEEPERS), (name, path)
        drop = client.post(f"{url}viec/{item.code}/bo/", {"revision": "99"})
        assert (drop.status_code != 403) == (name in KEEPERS), name
    assert Client().get(url).status_code == 302
    making.approved(house, item.plan)
    assert sign_in(house.member).get(url).status_code == 200


# -- the boards ---


def test_boards_show_the_year_and_lead_to_its_names(house, sign_in):
    make.round_(house)
    making.approved(house)
    target = targets.target(house, name="Trồng cây")
    movements.launched(house)

    chairman = text(sign_in(house.chairman).get("/thuong-truc/tong-quan/"))
    office = text(sign_in(house.officer).get("/thuong-truc/tong-quan/"))
    unit = text(sign_in(house.head).get("/don-vi/tong-quan/"))

    for page in (chairman, office):
        assert "Tổng quan năm 2024" in page
        assert "Tổng kết phong trào thi đua năm 2024" in page
        assert "?tinh_trang=late" in page
        assert "<svg" in page
        assert "<table" in page
    assert "?tien_do=very_slow" in chairman
    assert f"/thuong-truc/chi-tieu/{target.code}/" in chairman + office
    assert "Chung sức làm sạch tuyến đê" in office
    assert "Chung sức làm sạch tuyến đê" in unit
    assert f"/don-vi/chi-tieu/{target.code}/" in unit
    assert "không có nghĩa là xếp cuối" in unit
    assert "Kiểm tra sổ khen thưởng" not in unit


def test_boards_of_an_empty_year_say_so(house, sign_in):
    odd = ("nam=2019", "nam=x", "nam=99999999999", "nam=")
    for name, path, queries in (
        ("chairman", "/thuong-truc/tong-quan/", odd),
        ("member", "/thuong-truc/tong-quan/", ()),
        ("head", "/don-vi/tong-quan/", odd[:1]),
    ):
        client = sign_in(house.actors[name])
        for query in ("", *queries):
            assert client.get(f"{path}?{query}").status_code == 200


BOARDS = (
    ("chairman", "/thuong-truc/tong-quan/", 43),
    ("officer", "/thuong-truc/tong-quan/", 55),
    ("head", "/don-vi/tong-quan/", 42),
    ("", "/thi-dua/", 7),
    ("", "/phong-trao/", 5),
)


def test_boards_cost_the_same_for_one_and_three(house, sign_in):
    plan = making.drawn_up(house)
    making.approved(house, plan)
    clients = {name: sign_in(house.actors[name]) if name else Client() for name, _, _ in BOARDS}

    def costs() -> list[int]:
        found = []
        for name, path, _ in BOARDS:
            with CaptureQueriesContext(connection) as caught:
                clients[name].get(path)
            found.append(len(caught))
        return found

    counted = []
    for numbers in ((0,), (1, 2)):
        for number in numbers:
            make.round_(house, name=f"Đợt {number}")
            target = targets.target(house, name=f"Chỉ tiêu {number}", start_on=date(2024, 10, 1))
            movement = movements.launched(house, name=f"Phong trào {number}")
            show(actor=house.officer, kind="target", code=target.code)
            show(actor=house.officer, kind="movement", code=movement.code)
            honours.walked(house, honours.case(house, name=f"Mẹ {number}"), 1)
        counted.append(costs())

    expected = [queries for _, _, queries in BOARDS]
    assert counted == [expected, expected]


def test_chairman_reads_which_long_standing_honours_should_not_wait(house, sign_in):
    page = "/thuong-truc/tong-quan/"
    chairman = sign_in(house.chairman)
    assert "Hồ sơ tồn đọng</h2>" not in text(chairman.get(page))
    late = honours.walked(house, honours.case(house, name="Ngô Thị Bền"), 1)
    set_priority(actor=house.officer, case=late, priority="ill", reason="Nằm viện")
    still = honours.case(house, name="Trần Thị Sáu")

    seen = text(chairman.get(page))

    assert reverse("office:honour_case", args=[late.code]) in seen
    assert "Ưu tiên: ốm nặng" in seen
    assert still.name not in seen
    assert chairman.get(reverse("office:honour_case", args=[late.code])).status_code == 200
    case_recusals.keep_away(actor=house.chairman, case=late, words="Bà nội")
    assert late.name not in text(chairman.get(page))
    assert late.name not in text(sign_in(house.member).get(page))


def test_boards_open_for_their_roles_only(house, sign_in):
    for name, actor in house.actors.items():
        client = sign_in(actor)
        assert (client.get("/thuong-truc/tong-quan/").status_code == 200) == (name in READERS)
        assert (client.get("/don-vi/tong-quan/").status_code == 200) == (name in UNITS)
    assert Client().get("/thuong-truc/tong-quan/").status_code == 302


# -- the public ---


def test_public_page_shows_what_was_switched_on_and_nothing_else(house, sign_in):
    shown = targets.target(house, name="Thu ngân sách")
    targets.target(house, name="Kín chưa công khai")
    movement, hidden = movements.launched(house), movements.launched(house, name="Phong trào kín")
    client, public = sign_in(house.officer), Client()
    assert "Thu ngân sách" not in text(public.get("/thi-dua/"))

    base = "/thuong-truc/trang-cong-khai/"
    client.post(f"{base}target/{shown.code}/", {"cong_khai": "1"})
    client.post(f"{base}movement/{movement.code}/", {"cong_khai": "1"})

    page = text(public.get("/thi-dua/"))
    assert "Thu ngân sách" in page
    assert "Chung sức làm sạch tuyến đê" in page
    assert "og:title" in page
    assert "Kín chưa công khai" not in page
    assert hidden.name not in page
    one = public.get(f"/thi-dua/chi-tieu/{shown.code}/")
    assert "Thực hiện theo thời gian" in text(one)
    assert house.school.versions.get().name not in text(one)
    assert "Kín chưa công khai" not in text(public.get("/thi-dua/?q=kin"))
    client.post(f"{base}target/{shown.code}/", {"cong_khai": "0"})
    assert public.get(f"/thi-dua/chi-tieu/{shown.code}/").status_code == 404
    assert "Thu ngân sách" not in text(public.get("/thi-dua/"))


def test_switches_are_the_officers_and_refuse_what_is_not_begun(house, sign_in):
    draft = movements.draft(house)
    target = targets.target(house)

    with pytest.raises(Refusal, match="đã phát động"):
        show(actor=house.officer, kind="movement", code=draft.code)
    with pytest.raises(Refusal, match="đã phát động"):
        show(actor=house.officer, kind="award", code=target.code)
    show(actor=house.officer, kind="target", code=target.code)
    with pytest.raises(Refusal, match="đang công khai"):
        show(actor=house.officer, kind="target", code=target.code)
    for name, actor in house.actors.items():
        if name != "officer":
            with pytest.raises(NotAllowed):
                hide(actor=actor, kind="target", code=target.code)
            assert sign_in(actor).get("/thuong-truc/trang-cong-khai/").status_code == 403
    hide(actor=house.officer, kind="target", code=target.code)
    with pytest.raises(Refusal, match="không đang công khai"):
        hide(actor=house.officer, kind="target", code=target.code)
    assert Showing.objects.filter(hidden_at__isnull=False).count() == 1
    client = sign_in(house.officer)
    page = text(client.get("/thuong-truc/trang-cong-khai/?loai=target&cong_khai=chua"))
    assert target.name in page
    assert client.get("/thuong-truc/trang-cong-khai/?xuat=xlsx").content[:2] == b"PK"
    assert client.post("/thuong-truc/trang-cong-khai/x/y/").status_code == 404
