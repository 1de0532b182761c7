"""Pages of money, fund, blanks and ceremonies: who gets in, what they show, what they write."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from tests.decisions import stages
from tests.rewards import making
from tests.rewards.making import sheet, url
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.enums import RecusalGround
from thidua.rewards.domain import lists, paying, recovering
from thidua.rewards.enums import PaymentState
from thidua.rewards.models import (
    FundEntry,
    Payment,
    PaymentList,
)

READERS = ("officer", "chairman", "inspector")
OUTSIDERS = (
    "clerk", "head", "rival_head", "member", "secretary", "editor", "administrator",
)  # fmt: skip
DAY = "2025-01-10"


def addresses(scene) -> dict[str, list]:
    payment, line = scene["payments"][0], scene["payments"][0].line
    place = [line.decision.code, line.order]
    year = [scene["fund"].year]
    return {
        "payments": [],
        "reward_estimate": [],
        "payment": [payment.code],
        "payment_receipt": [payment.code],
        "payment_lists": [],
        "payment_list": [scene["list"].code],
        "payment_list_print": [scene["list"].code],
        "recoveries": [],
        "funds": [],
        "fund": year,
        "fund_report": year,
        "stock": [],
        "stock_item": [scene["item"].code],
        "ceremonies": [],
        "ceremony": [scene["ceremony"].code],
        "ceremony_script": [scene["ceremony"].code],
        "not_received": [],
        "handover_receipt": place,
    }


def writes(scene) -> dict[str, list]:
    payment = scene["payments"][0]
    year = [scene["fund"].year]
    return {
        "payment_list_new": [],
        "payment_list_pay": [scene["list"].code],
        "fund_new": [],
        "fund_edit": year,
        "fund_enter": year,
        "stock_new": [],
        "stock_edit": [scene["item"].code],
        "stock_move": [scene["item"].code],
        "stock_count": [scene["item"].code],
        "ceremony_new": [],
        "ceremony_edit": [scene["ceremony"].code],
        "handover": [payment.line.decision.code, payment.line.order],
    }


def roles(name: str, args: list) -> set[str]:
    return {str(role) for role in resolve(url(name, *args)).func.declaration.roles}


def test_readers_open_every_page_and_outsiders_none(house, scene, sign_in):
    client = sign_in(house.inspector)
    for name, args in addresses(scene).items():
        assert roles(name, args) == set(READERS), name
        assert client.get(url(name, *args)).status_code == 200, name
    for who in OUTSIDERS:
        assert sign_in(getattr(house, who)).get(url("payments")).status_code == 403, who


def test_only_the_officer_writes(house, scene, sign_in):
    officer = sign_in(house.officer)
    for name, args in writes(scene).items():
        assert roles(name, args) == {"officer"}, name
        assert officer.post(url(name, *args), {"x": "1"}).status_code in {302, 422}, name
    chairman = sign_in(house.chairman)
    settle = url("payment_act", scene["payments"][0].code, "pay")
    assert chairman.get(url("fund_enter", scene["fund"].year)).status_code == 403
    assert chairman.post(settle, {"on": DAY, "method": "cash"}).status_code == 403
    assert not Payment.objects.filter(state=PaymentState.PAID).exists()


def test_the_list_the_workbook_the_print_and_the_record_give_one_sum(house, scene, sign_in):
    client = sign_in(house.inspector)
    address = url("payment_list", scene["list"].code)
    total = sum(one.amount for one in scene["payments"])

    page = client.get(address)
    rows = sheet(client.get(address, {"xuat": "xlsx"}))
    printed = client.get(url("payment_list_print", scene["list"].code)).content.decode()
    whole = client.get(url("payments"))
    every = sheet(client.get(url("payments"), {"xuat": "xlsx"}))

    assert page.context["total"] == total == making.LDTT + making.CSTDCS
    assert [row[4] for row in rows[4:6]] == [one.amount for one in scene["payments"]]
    assert rows[6][1:5] == ["Cộng", "", "", total]
    assert rows[7][1] == "Bằng chữ: Ba triệu không trăm năm mươi nghìn đồng"
    assert rows[3][:7] == ["STT", "Họ tên, tên tập thể, hộ", "Quyết định", "Danh hiệu, hình thức",
                           "Số tiền (đồng)", "Ký nhận", "Ghi chú"]  # fmt: skip
    assert "3.050.000" in printed
    assert "Ba triệu không trăm năm mươi nghìn đồng" in printed
    assert whole.context["totals"]["money"] == total
    assert every[6][5] == total


def test_a_name_that_looks_like_a_formula_stays_text(house, scene, sign_in):
    row = scene["payments"][0].line.nomination
    type(row).objects.filter(pk=row.pk).update(name="=HYPERLINK(1)")

    rows = sheet(sign_in(house.officer).get(url("payments"), {"xuat": "xlsx"}))

    assert "=HYPERLINK(1)" in [line[1] for line in rows if len(line) > 1]


def test_paying_a_list_closing_it_and_a_double_post(house, scene, sign_in):
    client = sign_in(house.officer)
    address = url("payment_list_pay", scene["list"].code)

    bad = client.post(address, {"on": "31/31/2025", "method": "cash"})
    done = client.post(address, {"on": DAY, "method": "transfer", "paper": "UNC 5"})
    twice = client.post(address, {"on": DAY, "method": "transfer"})
    closed = client.post(url("payment_list_close", scene["list"].code))

    assert bad.status_code == 422
    assert "Ngày này không có trong lịch" in bad.content.decode()
    assert done.url == url("payment_list", scene["list"].code)
    assert twice.status_code == 422
    assert closed.status_code == 302
    assert FundEntry.objects.get().amount == making.LDTT + making.CSTDCS
    assert PaymentList.objects.get().closed_at is not None


def test_one_bonus_is_taken_off_paid_to_another_and_given_back(house, scene, sign_in):
    client, payment = sign_in(house.officer), scene["payments"][0]

    def act(step, **data):
        return client.post(url("payment_act", payment.code, step), data)

    act("unlist", revision=payment.revision)
    act("pay", on=DAY, method="cash", receiver="Phạm Văn Hòa", on_behalf="chồng")
    page = client.get(url("payment", payment.code)).content.decode()
    no_reason = act("give_back", on="2025-01-12", reason=" ")
    act("give_back", on="2025-01-12", reason="Không nhận")
    act("again")
    cancelled = act("cancel", reason="Người được khen từ chối nhận")
    wrong = act("khac")

    assert "Phạm Văn Hòa (nhận thay: chồng)" in page
    assert no_reason.status_code == 422
    assert cancelled.status_code == 302
    assert wrong.status_code == 404
    payment.refresh_from_db()
    assert payment.state == PaymentState.CANCELLED


def test_whoever_keeps_away_finds_the_name_on_no_page_and_in_no_file(house, scene, sign_in):
    payment = scene["payments"][0]
    dossier = payment.line.nomination
    dossier.__class__.objects.filter(pk=dossier.pk).update(name="Tên Phải Giấu")
    paying.pay(actor=house.officer, payments=scene["payments"], given=making.given())
    recovering.recover_payment(
        actor=house.chairman, award_or_line=payment.line, words="Quyết định số 9"
    )
    recuse(
        actor=house.officer, nomination=dossier, user_id=house.officer.user_id,
        ground=RecusalGround.FAMILY, words="Em",
    )  # fmt: skip
    client = sign_in(house.officer)

    hidden = {"payment", "payment_receipt", "handover_receipt"}
    for name, args in addresses(scene).items():
        if name in hidden:
            assert client.get(url(name, *args)).status_code == 404
            continue
        assert "Tên Phải Giấu" not in client.get(url(name, *args)).content.decode(), name
        book = client.get(url(name, *args), {"xuat": "xlsx"})
        if book["Content-Type"].startswith("application/vnd"):
            assert "Tên Phải Giấu" not in str(sheet(book)), name
    act = client.get(url("payment_act", payment.code, "give_back"))
    assert act.status_code == 404
    assert client.get(url("handover", *addresses(scene)["handover_receipt"])).status_code == 404
    seen = sign_in(house.inspector).get(url("recoveries")).content.decode()
    assert "Tên Phải Giấu" in seen
    assert "Chưa chắc, phải đối chiếu bản ký" in seen


def test_a_unit_sees_its_own_money_and_the_public_none(house, scene, sign_in, client):
    paying.pay(actor=house.officer, payments=scene["payments"][:1], given=making.given())
    mine = sign_in(house.head).get(reverse("unit:payments"))
    rows = sheet(sign_in(house.clerk).get(reverse("unit:payments"), {"xuat": "xlsx"}))
    rival = sign_in(house.rival_head).get(reverse("unit:payments")).content.decode()

    assert mine.context["totals"]["paid"] == making.CSTDCS
    assert mine.context["totals"]["waiting"] == making.LDTT
    assert {row[5] for row in rows[4:6]} == {making.CSTDCS, making.LDTT}
    assert "Chưa có khoản tiền thưởng nào" in rival
    for who in ("officer", "chairman", "member", "administrator"):
        answer = sign_in(getattr(house, who)).get(reverse("unit:payments"))
        assert answer.status_code == 403
    assert client.get(url("payments")).status_code == 302
    public = client.get(reverse("public:decision", args=[scene["decision"].code]))
    assert "Đã chi" not in public.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_as_many_queries_for_one_as_for_three(house, sign_in, count):
    names = [("CSTDCS", name) for name in stages.NAMES[:count]]
    decision = making.issued(house, *names)
    making.fund(house)
    row = lists.draw_up(actor=house.officer, payments=making.payments(decision))
    ceremony = making.ceremony(house, decision)
    client = sign_in(house.officer)

    asked = {}
    for name, args in (
        ("payments", []),
        ("payment_lists", []),
        ("payment_list", [row.code]),
        ("funds", []),
        ("fund", [2025]),
        ("stock", []),
        ("ceremony", [ceremony.code]),
        ("not_received", []),
    ):
        with CaptureQueriesContext(connection) as found:
            client.get(url(name, *args))
        asked[name] = len(found)

    assert asked == {
        "payments": 14,
        "payment_lists": 10,
        "payment_list": 12,
        "funds": 10,
        "fund": 13,
        "stock": 12,
        "ceremony": 12,
        "not_received": 9,
    }


def test_addresses_with_nonsense_are_answered(house, scene, sign_in):
    client = sign_in(house.officer)
    odd = {"trang_thai": "x", "don_vi": "9" * 30, "quyet_dinh": "'", "sap_xep": "--", "trang": "x",
           "qua": "abc", "khoan_muc": "z", "thu_chi": "y", "dot": "?", "q": "x" * 500}  # fmt: skip

    for name, args in addresses(scene).items():
        if name in {"payments", "payment_lists", "recoveries", "fund", "stock", "not_received"}:
            assert client.get(url(name, *args), odd).status_code == 200, name
