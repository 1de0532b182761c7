"""Pages of money, fund, blanks and ceremonies: who gets in, what they show, what they write."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.urls import resolve, reverse

from tests.decisions import stages
from tests.rewards import making
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.enums import RecusalGround
from thidua.rewards.domain import lists, paying, recovering
from thidua.rewards.enums import PaymentState
from thidua.rewards.models import (
    Ceremony,
    FundEntry,
    FundYear,
    Handover,
    Payment,
    PaymentList,
    StockItem,
    StockMovement,
)

READERS = ("officer", "chairman", "inspector")
OUTSIDERS = (
    "clerk", "head", "rival_head", "member", "secretary", "editor", "administrator",
)  # fmt: skip
DAY = "2025-01-10"


@pytest.fixture
def scene(house, decision):
    """A decision with two payments on a list, a fund, an item of stock, a ceremony."""
    fund = making.fund(house)
    item = making.item(house)
    rows = making.payments(decision)
    row = lists.draw_up(actor=house.officer, payments=rows)
    return {
        "decision": decision,
        "fund": fund,
        "item": item,
        "list": row,
        "ceremony": making.ceremony(house, decision),
        "payments": making.payments(decision),
    }


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


def url(name: str, *args) -> str:
    return reverse(f"office:{name}", args=args)


def sheet(answer) -> list[list]:
    return [
        [cell.value for cell in row]
        for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active
    ]


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


def test_the_fund_is_opened_entered_and_reversed_from_the_screen(house, sign_in):
    client = sign_in(house.officer)
    empty = client.get(url("funds")).content.decode()
    opened = {"year": "2025", "opening": "12.500.000", "base": "", "area": "fund-local-delta"}
    huge = client.post(url("fund_new"), opened | {"opening": "9" * 25})
    odd = client.post(url("fund_new"), opened | {"opening": "một ít"})
    client.post(url("fund_new"), opened)
    entry = {"category": "donation", "on": DAY, "words": "Đóng góp", "amount": "2.000.000 đồng"}
    client.post(url("fund_enter", 2025), entry)
    spent = entry | {"category": "reviews", "words": "Hội nghị", "amount": "99.000.000"}
    refused = client.post(url("fund_enter", 2025), spent)
    row = FundEntry.objects.get()
    client.post(url("fund_reverse", 2025, row.code), {"reason": "Ghi nhầm"})
    page = client.get(url("fund", 2025))
    book = sheet(client.get(url("fund", 2025), {"xuat": "xlsx", "thu_chi": "in"}))
    report = sheet(client.get(url("fund_report", 2025), {"xuat": "xlsx"}))

    assert "Chưa mở sổ quỹ nào" in empty
    assert (huge.status_code, odd.status_code, refused.status_code) == (422, 422, 422)
    assert "99.000.000" in refused.content.decode()
    assert "không đủ để chi" in refused.content.decode()
    assert page.context["report"].balance == 12_500_000
    assert book[5][2:6] == ["Cộng", "", 2_000_000, 0]
    assert ["Số dư cuối kỳ", "", 12_500_000] in [line[:3] for line in report]
    assert client.get(url("fund_reverse", 2025, "KHONGCO")).status_code == 404
    assert client.get(url("fund", 1999)).status_code == 404
    client.post(url("fund_close", 2025))
    assert FundYear.objects.get().closed_at is not None


def test_stock_is_added_moved_and_counted_from_the_screen(house, scene, sign_in):
    client = sign_in(house.officer)
    made = {"kind": "frame", "name": "Khung A4", "titles": ["CSTDCS"]}
    client.post(url("stock_new"), made)
    item = StockItem.objects.get(name="Khung A4")
    none = client.post(url("stock_new"), made | {"titles": []})
    move = {"kind": "received", "quantity": "10", "on": DAY}
    client.post(url("stock_move", item.code), move)
    used = {"kind": "used", "quantity": "3", "on": DAY, "decision": scene["decision"].pk}
    client.post(url("stock_move", item.code), used)
    over = client.post(url("stock_move", item.code), used | {"quantity": "30"})
    client.post(url("stock_count", item.code), {"counted": "6", "on": DAY})

    assert none.status_code == 422
    assert "kho còn 7" in over.content.decode()
    assert StockMovement.objects.filter(item=item).count() == 3
    rows = sheet(client.get(url("stock"), {"xuat": "xlsx", "q": "Khung"}))
    assert rows[4][:4] == ["Khung", "Khung A4", "Chiến sĩ thi đua cơ sở", 6]


def test_a_ceremony_is_planned_ordered_and_its_receipts_written(house, scene, sign_in):
    client, row = sign_in(house.officer), scene["ceremony"]
    new = {"name": "Lễ 2", "held_on": DAY, "place": "Sân", "group_size": "3",
           "decisions": [scene["decision"].pk]}  # fmt: skip
    client.post(url("ceremony_new"), new)
    first, second = row.turns.order_by("order")
    typed = {f"thu_tu_{second.pk}": "1", f"thu_tu_{first.pk}": "x", f"du_le_{first.pk}": "khong"}
    client.post(url("ceremony_turns", row.code), typed)
    moved = list(row.turns.order_by("order").values_list("pk", flat=True))
    line = first.line
    address = url("handover", line.decision.code, line.order)
    took = {"on": DAY, "certificate": "on", "money": "on"}
    done = client.post(f"{address}?le={row.code}", took)
    page = client.get(url("ceremony", row.code)).content.decode()
    spoken = client.get(url("ceremony_script", row.code)).content.decode()
    rows = sheet(client.get(url("ceremony", row.code), {"xuat": "xlsx"}))
    client.post(url("ceremony_turns", row.code), {"viec": "xep-lai"})

    assert Ceremony.objects.count() == 2
    assert moved == [second.pk, first.pk]
    assert done.url == url("ceremony", row.code)
    assert Handover.objects.get().receiver == line.nomination.name
    assert "Chưa nhận tiền" in page
    assert "trân trọng kính mời lên nhận Lao động tiên tiến" in spoken
    assert f"Bà <b>{line.nomination.name}</b>" in spoken
    assert [line[0] for line in rows[4:6]] == [1, 2]
    assert list(row.turns.order_by("order").values_list("pk", flat=True)) == [first.pk, second.pk]


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


def test_estimate_of_a_draft_and_of_a_round_against_the_fund(house, sign_in):
    round_ = making.round_(house)
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))
    making.fund(house, 2024, opening=3_000_000)
    client = sign_in(house.officer)
    waiting = client.get(url("reward_estimate"), {"dot": round_.code}).context["estimate"]
    draft = stages.draft(house, round_, "LDTT", "CSTDCS")

    page = client.get(url("decision", draft.code)).content.decode()
    found = client.get(url("reward_estimate")).context["estimate"]
    rows = sheet(client.get(url("reward_estimate"), {"xuat": "xlsx"}))
    chairman = sign_in(house.chairman).get(url("decision", draft.code)).content.decode()
    secretary = sign_in(house.secretary).get(url("decision", draft.code)).content.decode()

    assert waiting.total.money == found.total.money == making.LDTT + making.CSTDCS
    assert [part.name for part in found.by_award] == [
        "Chiến sĩ thi đua cơ sở",
        "Lao động tiên tiến",
    ]
    assert found.owed == making.LDTT + making.CSTDCS
    assert found.short == found.owed + 50_000
    assert "đồng còn thiếu" in page
    assert "đồng còn thiếu" in chairman
    assert "Dự toán tiền thưởng" not in secretary
    assert rows[-1][4] == found.total.money


def test_missing_payments_are_shown_and_made_by_a_button(house, sign_in, settings):
    round_ = making.round_(house)
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    stages.issued(house, round_, "LDTT")
    client = sign_in(house.officer)

    before = client.get(url("payments")).content.decode()
    client.post(url("payments_prepare"))

    assert "1 quyết định đã ban hành chưa lập đủ" in before
    assert Payment.objects.count() == 3
    desk = client.get(reverse("web:desk")).content.decode()
    assert "3 khoản tiền thưởng chưa chi quá 30 ngày" in desk


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_as_many_queries_for_one_as_for_three(
    house, sign_in, count, django_assert_num_queries
):
    names = [("CSTDCS", name) for name in stages.NAMES[:count]]
    decision = making.issued(house, *names)
    making.fund(house)
    row = lists.draw_up(actor=house.officer, payments=making.payments(decision))
    ceremony = making.ceremony(house, decision)
    client = sign_in(house.officer)

    for name, args, most in (
        ("payments", [], 14),
        ("payment_lists", [], 9),
        ("payment_list", [row.code], 10),
        ("funds", [], 9),
        ("fund", [2025], 10),
        ("stock", [], 9),
        ("ceremony", [ceremony.code], 10),
        ("not_received", [], 9),
    ):
        with django_assert_num_queries(most):
            client.get(url(name, *args))


def test_addresses_with_nonsense_are_answered(house, scene, sign_in):
    client = sign_in(house.officer)
    odd = {"trang_thai": "x", "don_vi": "9" * 30, "quyet_dinh": "'", "sap_xep": "--", "trang": "x",
           "qua": "abc", "khoan_muc": "z", "thu_chi": "y", "dot": "?", "q": "x" * 500}  # fmt: skip

    for name, args in addresses(scene).items():
        if name in {"payments", "payment_lists", "recoveries", "fund", "stock", "not_received"}:
            assert client.get(url(name, *args), odd).status_code == 200, name
