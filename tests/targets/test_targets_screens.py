"""Pages of targets: the board, one target, dividing, reporting, judging; who must not get in."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.targets import making
from tests.targets.making import D
from thidua.targets.models import Result, Target, TargetImport, TargetSettings


def office(name: str, *args: object) -> str:
    return reverse(f"office:{name}", args=args)


def unit(name: str, *args: object) -> str:
    return reverse(f"unit:{name}", args=args)


@pytest.mark.parametrize("count", [1, 3])
def test_board_asks_as_many_queries_for_one_as_for_three(
    house, sign_in, count, django_assert_num_queries
):
    for number in range(count):
        row = making.target(house, name=f"Thu phí {number}")
        making.told(house, row, house.school, 1, 10 + number)
        making.told(house, row, house.rival, 1, 10)
    client = sign_in(house.officer)

    with django_assert_num_queries(14):
        page = client.get(office("targets"))
    book = client.get(office("targets"), {"xuat": "xlsx", "q": "thu phi"})

    assert len(page.context["page"]) == count
    assert openpyxl.load_workbook(io.BytesIO(book.content)).active.max_row == 4 + count


def test_board_filters_by_band_kind_state_year_and_words(house, sign_in):
    good = making.target(house, name="Nhanh")
    making.told(house, good, house.school, 1, 60)
    making.told(house, good, house.rival, 1, 40)
    making.target(house, name="Im lặng")
    client = sign_in(house.chairman)

    def names(**query):
        return [row.name for row in client.get(office("targets"), query).context["page"]]

    assert names() == ["Im lặng", "Nhanh"]
    assert names(sap_xep="-ten") == ["Nhanh", "Im lặng"]
    assert names(tien_do="reached") == names(q="nhanh") == ["Nhanh"]
    assert names(tien_do="unknown") == ["Im lặng"]
    assert names(nam="2019") == names(loai="share") == names(buoc="draft") == []
    assert names(nam="9" * 30, tien_do="x", loai="x", buoc="x", sap_xep="x", trang="x") == names()


def test_officer_sets_divides_and_gives_a_target_out(house, sign_in):
    client = sign_in(house.officer)
    typed = {
        "name": "Thu ngân sách", "kind": "numeric", "measure": "tỷ đồng", "direction": "up",
        "comparison": "at_least", "plan": "100", "start_on": "2024-01-01", "due_on": "2024-12-31",
        "rhythm": "quarter", "counting": "per_period", "formula": "sum", "owner": house.office.pk,
    }  # fmt: skip
    assert client.get(office("target_new")).status_code == 200
    bad = client.post(office("target_new"), typed | {"plan": "một trăm"})
    assert bad.status_code == 422
    assert "một trăm" in bad.content.decode()
    assert client.post(office("target_new"), typed | {"formula": "mean"}).status_code == 422
    made = client.post(office("target_new"), typed)
    row = Target.objects.get()
    shares = office("target_shares", row.code)
    assert made.url == shares
    assert "Chưa giao cho đơn vị nào" in client.get(office("target", row.code)).content.decode()

    pasted = client.post(shares, {"dan": "1", "bang": "Trường THCS An Đồng\t60\nHồng Thái\t39,5"})
    assert pasted.status_code == 200
    assert [line["giao"] for line in pasted.context["lines"]] == ["60", "39,5"]
    lost = client.post(shares, {"dan": "1", "bang": "Xã Không Có\t1"})
    assert lost.status_code == 422
    assert "không biết “Xã Không Có”" in lost.content.decode()
    values = {"don_vi": [house.school.pk, house.rival.pk], f"giao_{house.school.pk}": "60",
              f"giao_{house.rival.pk}": "39,5", f"quy_mo_{house.school.pk}": "1",
              f"quy_mo_{house.rival.pk}": "3"}  # fmt: skip
    assert client.post(shares, values | {f"giao_{house.rival.pk}": "ba"}).status_code == 422
    assert client.post(shares, values).status_code == 302
    page = client.get(shares).content.decode()
    assert "thiếu 0,5 tỷ đồng" in page
    even = client.get(shares, {"cach": "quy-mo"})
    assert [line["giao"] for line in even.context["lines"]] == ["25", "75"]
    act = office("target_act", row.code, "activate")
    refused = client.post(act)
    assert refused.status_code == 422
    assert "thiếu 0,5 tỷ đồng" in refused.content.decode()
    assert client.post(office("target_gap", row.code), {"ly_do": ""}).status_code == 422
    assert client.post(office("target_gap", row.code), {"ly_do": "Dự phòng"}).status_code == 302
    assert client.post(act).status_code == 302
    row.refresh_from_db()
    assert row.state == "active"
    edit = office("target_edit", row.code)
    assert client.get(edit).status_code == 200
    assert client.post(edit, typed).status_code == 422
    assert client.post(edit, typed | {"reason": "Chỉnh tên", "name": "Thu"}).status_code == 302
    assert client.post(office("target_share_add", row.code), {"loai": "commune"}).status_code == 302
    assert client.get(office("target_move", row.code)).status_code == 200
    close = office("target_act", row.code, "close")
    assert client.post(close, {"ly_do": "Hết năm"}).status_code == 422
    assert client.post(close, {"ly_do": "Hết năm", "ket_qua": "missed"}).status_code == 302
    keep = {"report_days": "5", "slow_points": "12,5", "basis": "QĐ 1"}
    assert client.post(office("target_settings"), keep).status_code == 302
    assert TargetSettings.objects.get().slow_points == D("12.5")


def test_unit_reports_several_at_once_and_the_officer_judges(house, sign_in):
    first = making.target(house, name="Thu A")
    second = making.target(house, name="Tỷ lệ B", kind="share", formula="weighted", measure="%",
                           plan=D(90), counting="cumulative")  # fmt: skip
    clerk, officer = sign_in(house.clerk), sign_in(house.officer)
    home = unit("targets")
    page = clerk.get(home)
    assert page.context["owed"] == 8
    keys = {group["target"].pk: group["rows"][0]["key"] for group in page.context["groups"]}
    a, b = keys[first.pk], keys[second.pk]
    assert clerk.post(home, {}).status_code == 422
    wrong = clerk.post(home, {f"gia_tri:{a}": "mười", f"tu_so:{b}": "8", f"mau_so:{b}": "10"})
    assert wrong.status_code == 422
    assert "mười" in wrong.content.decode()
    assert not Result.objects.exists()
    huge = clerk.post(home, {f"gia_tri:{a}": "15.000", f"tu_so:{b}": "8", f"mau_so:{b}": "10"})
    assert "gấp khoảng 1.000 lần" in huge.content.decode()
    assert not Result.objects.exists()
    sent = {f"gia_tri:{a}": "15,5", f"tu_so:{b}": "8", f"mau_so:{b}": "10"}
    assert clerk.post(home, sent).status_code == 302
    assert list(Result.objects.order_by("pk").values_list("value", "is_late")) in (
        [(D("15.5"), True), (D(80), True)], [(D(80), True), (D("15.5"), True)],
    )  # fmt: skip
    desk = officer.get(reverse("web:desk")).content.decode()
    assert "2 kết quả chỉ tiêu chờ duyệt" in desk
    assert "6 kỳ chỉ tiêu chưa báo cáo" in clerk.get(reverse("web:desk")).content.decode()
    rows = list(Result.objects.order_by("value"))
    waiting = office("target_results")
    assert len(officer.get(waiting, {"q": "THCS"}).context["page"]) == 2
    assert officer.post(waiting, {"chon": rows[0].code}).status_code == 302
    act = office("target_result_act", rows[1].code, "give_back")
    assert officer.post(act, {}).status_code == 422
    assert officer.post(act, {"ly_do": "Xem lại"}).status_code == 302
    assert "Trả lại: Xem lại" in clerk.get(home).content.decode()
    one = unit("target", first.code)
    row = Result.objects.get(target=first)
    fix = {"ket_qua": row.code, "gia_tri": "16", "revision": row.revision}
    assert clerk.post(one, fix).status_code == 422
    assert clerk.post(one, fix | {"ly_do": "Sót một khoản"}).status_code == 302
    seen = clerk.get(unit("target_result", row.code)).content.decode()
    assert "15,5 tỷ đồng" in seen
    assert "Sót một khoản" in officer.get(office("target_result", row.code)).content.decode()
    entry = {"unit": making.share(first, house.rival).pk, "period": "1", "value": "9"}
    assert officer.post(office("target_enter", first.code), entry).status_code == 302
    page = officer.get(office("target", first.code))
    assert page.status_code == 200
    assert "Thực hiện theo thời gian" in page.content.decode()
    assert len(officer.get(office("target", first.code), {"tien_do": "slow"}).context["page"]) <= 2
    for address in (office("target", first.code), home, waiting):
        assert officer.get(address, {"xuat": "xlsx"}).status_code in {200, 403}


def test_workbook_is_brought_in_by_the_screens(house, sign_in, django_capture_on_commit_callbacks):
    making.district(house)
    client = sign_in(house.officer)
    book = SimpleUploadedFile(making.SAMPLE, making.sample())
    made = client.post(office("target_imports"), {"year": "2024", "file": book})
    row = TargetImport.objects.get()
    page = client.get(made.url)
    assert client.post(office("target_import_apply", row.code)).status_code == 422
    for _ in range(3):
        cards = client.get(made.url).context["cards"]
        sent = {f"tl:{card['question'].key}": card["chosen"] for card in cards}
        client.post(made.url, sent)
    assert page.status_code == 200
    assert client.get(made.url).context["open"] == 0
    with django_capture_on_commit_callbacks(execute=True):
        started = client.post(office("target_import_apply", row.code))
    assert started.status_code == 302
    assert "Đã ghi" in client.get(made.url).content.decode()
    target = Target.objects.get(name__startswith="Tổng thu")
    shown = client.get(office("target", target.code)).content.decode()
    assert "16 trong 17 đơn vị đã báo cáo" in shown
    assert client.get(office("targets"), {"nam": "2024"}).context["page"].paginator.count == 7


def test_others_do_not_get_in(house, sign_in):
    row = making.target(house, {house.school.pk: 10000}, plan=D(10000))
    result = making.told(house, row, house.school, 1, 2000)
    rival, editor = sign_in(house.rival_clerk), sign_in(house.editor)
    chairman, clerk = sign_in(house.chairman), sign_in(house.clerk)

    assert rival.get(unit("target", row.code)).status_code == 404
    assert rival.get(unit("target_result", result.code)).status_code == 404
    assert row.name not in rival.get(unit("targets")).content.decode()
    assert editor.get(office("targets")).status_code == 403
    assert clerk.get(office("target", row.code)).status_code == 403
    assert "<b>2.500</b>" in chairman.get(office("target", row.code)).content.decode()
    assert "<b>10.000</b>" in clerk.get(unit("target", row.code)).content.decode()
    for name, args in (("target_new", ()), ("target_shares", (row.code,)),
                       ("target_imports", ()), ("target_settings", ())):  # fmt: skip
        assert chairman.get(office(name, *args)).status_code == 403, name
    accept = office("target_result_act", result.code, "accept")
    assert chairman.post(accept).status_code == 403
    draft = making.set_target(actor=house.officer, plan=making.plan(owner=house.school))
    assert clerk.get(unit("target", draft.code)).status_code == 404
