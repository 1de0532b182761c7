"""The screens that write: fund, store, ceremonies, estimates."""

from __future__ import annotations

from django.urls import reverse

from tests.decisions import stages
from tests.rewards import making
from tests.rewards.making import sheet, url
from thidua.rewards.models import (
    Ceremony,
    FundEntry,
    FundYear,
    Handover,
    Payment,
    StockItem,
    StockMovement,
)

DAY = "2025-01-10"


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
