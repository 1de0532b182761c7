"""A launched plan amended: what was signed is kept, the five parts stay, units are told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from tests.movements import making
from tests.movements.making import LAUNCH, kept, read
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.movements.domain.amending import Amendment, amend_movement
from thidua.movements.domain.registering import keep_pact
from thidua.movements.domain.versions import changes_since
from thidua.movements.models import Movement, MovementVersion
from thidua.movements.parts import PARTS
from thidua.movements.queries import amendments_unread

pytestmark = pytest.mark.django_db
WHY = Amendment(reason="Bão số 3", number="60/KH-UBND", day=date(2024, 6, 1))
LATER = {
    "final_on": date(2025, 1, 20),
    "ends_on": date(2025, 1, 31),
    "part_review": "Tổng kết muộn.",
}


def amended(house, movement, why: Amendment = WHY, **changes) -> MovementVersion:
    plan = making.plan(**(changes or LATER))
    more = {"units": changes.pop("units")} if "units" in changes else {}
    return amend_movement(actor=house.officer, movement=movement, plan=plan, amendment=why, **more)


def test_amendment_keeps_what_was_signed_and_tells_who_registered(house):
    movement = making.launched(house)
    pact = making.registered(house, movement)
    first = movement.versions.get()

    second = amended(house, movement)

    movement.refresh_from_db()
    assert (movement.number, movement.part_review) == ("45/KH-UBND", "Tổng kết muộn.")
    assert (second.number, second.paper_number, second.reason) == (2, "60/KH-UBND", "Bão số 3")
    assert second.made_by_name == house.officer.name
    assert first.words["part_review"] == "Sơ kết tháng 9, tổng kết tháng 12."
    assert [(one.label, one.before, one.after) for one in changes_since(movement, 1)] == [
        ("Đến hết ngày", "31/12/2024", "31/01/2025"),
        (
            "Sơ kết, tổng kết",
            "Sơ kết: hạn 30/09/2024\nTổng kết: hạn 25/12/2024",
            "Sơ kết: hạn 30/09/2024\nTổng kết: hạn 20/01/2025",
        ),
        (
            "Sơ kết, tổng kết, khen thưởng",
            "Sơ kết tháng 9, tổng kết tháng 12.",
            "Tổng kết muộn.",
        ),
    ]
    assert amendments_unread(house.clerk).get() == pact
    assert not amendments_unread(house.rival_clerk).exists()
    rival = making.registered(house, movement, house.rival_clerk, house.rival)
    assert rival.plan_version == 2
    assert not amendments_unread(house.rival_clerk).exists()
    with pytest.raises(NotAllowed):
        keep_pact(actor=house.rival_clerk, registration=pact)
    keep_pact(actor=house.head, registration=pact)
    assert not amendments_unread(house.clerk).exists()
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        MovementVersion.objects.filter(pk=first.pk).update(reason="Khác")


def test_every_version_has_its_five_parts_criteria_and_time(house):
    movement = making.launched(house)

    for part in PARTS:
        with pytest.raises(Refusal) as refused:
            amended(house, movement, **{part.field: " "})
        assert refused.value.reasons == (
            f"Chưa viết phần “{part.label}” (Điều 17 Luật Thi đua, khen thưởng).",
        )
    for wrong, sentence in (
        ({"criteria_person": ""}, "Tiêu chí đối với cá nhân"),
        ({"ends_on": None}, "ngày bắt đầu và ngày kết thúc"),
        ({"final_on": None}, "hạn tổng kết"),
        ({"starts_on": timezone.localdate() + timedelta(days=1), "ends_on": date(2999, 1, 1)},
         "ngày bắt đầu không thể ở sau hôm nay"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=sentence):
            amended(house, movement, **wrong)
    with pytest.raises(Refusal, match="chưa có gì thay đổi"):
        amended(house, movement, name=making.plan().name)

    assert movement.versions.count() == 1
    assert Movement.objects.get().part_launch == "Phát động tại hội nghị."


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"reason": " "}, "phải ghi lý do"),
        ({"number": ""}, "số văn bản điều chỉnh"),
        ({"day": date(2999, 1, 1)}, "chưa đến"),
        ({"day": date(2024, 3, 4)}, "không thể ký trước lần 1"),
    ],
)
def test_amendment_needs_its_reason_and_its_paper(house, changed, sentence):
    values = {"reason": "Bão", "number": "60/KH-UBND", "day": date(2024, 6, 1)} | changed

    with pytest.raises(Refusal, match=sentence):
        amended(house, making.launched(house), Amendment(**values))


def test_amendment_leaves_no_registered_unit_out_and_ends_with_the_final_review(house):
    movement = making.launched(house)
    making.registered(house, movement)
    plan = making.plan(**LATER)

    with pytest.raises(Refusal, match="Trường THCS An Đồng"):
        amend_movement(
            actor=house.officer, movement=movement, plan=plan, amendment=WHY, units=[house.rival]
        )
    with pytest.raises(StaleEdit):
        amend_movement(actor=house.officer, movement=movement, plan=plan, amendment=WHY, revision=1)
    for name, actor in house.actors.items():
        if name != "officer":
            with pytest.raises(NotAllowed):
                amend_movement(actor=actor, movement=movement, plan=plan, amendment=WHY)
    with pytest.raises(NotAllowed, match="đã phát động"):
        amended(house, making.draft(house, name="Bản nháp"))
    making.opened(house, movement, "final")
    movement.refresh_from_db()
    with pytest.raises(NotAllowed, match="chưa mở tổng kết"):
        amended(house, movement)


def test_amended_plan_is_a_paper_of_its_own(house, real_papers):
    movement = making.launched(house)

    text = read(kept(amended(house, movement).pdf))

    assert "60/KH-UBND" in text
    assert "Bão số 3" in text
    assert "số 45/KH-UBND, ngày 05/03/2024" in text
    assert "45/KH-UBND" in read(kept(movement.versions.get(number=1).pdf))


def test_amendment_on_screen_reaches_the_desk_and_page_of_the_unit(house, sign_in):
    movement = making.launched(house)
    making.registered(house, movement)
    officer, clerk = sign_in(house.officer), sign_in(house.clerk)
    page = reverse("office:movement", args=[movement.code])
    amend = reverse("office:movement_amend", args=[movement.code])
    versions = reverse("office:movement_versions", args=[movement.code])
    mine = reverse("unit:movement", args=[movement.code])
    assert amend in officer.get(page).content.decode()
    draft = reverse("office:movement_versions", args=[making.draft(house, name="Nháp").code])
    assert "chưa có lần nào" in officer.get(draft).content.decode()
    form = {
        "name": movement.name, "kind": "thematic", "starts_on": "2024-03-01",
        "ends_on": "2024-12-31", "preliminary_on": "2024-09-30", "final_on": "2024-12-25",
        "subjects": ["person", "collective"], "criteria_person": "Tham gia đủ các buổi",
        "criteria_collective": "Sạch 100 % tuyến được giao", "part_content": "Mục tiêu: sạch đê.",
        "part_launch": "Phát động tại hội nghị.", "part_control": "Kiểm tra hằng tháng.",
        "part_spread": "Tuyên truyền trên loa.", "part_review": "Sơ kết, tổng kết.",
        **LAUNCH, "number": "60/KH-UBND", "day": "2024-06-01", "reason": "Bão số 3",
        "level": "commune", "body": "Cơ quan khác",
    }  # fmt: skip

    refused = officer.post(amend, form | {"reason": "", "part_control": ""})
    assert refused.status_code == 422
    assert "Mục tiêu: sạch đê." in refused.content.decode()
    assert officer.post(amend, form).url == versions

    movement.refresh_from_db()
    assert (movement.level, movement.body) == ("district", "Ủy ban nhân dân huyện An Dương")
    shown = officer.get(versions).content.decode()
    for words in ("Kiểm tra hằng quý.", "Kiểm tra hằng tháng.", "Bão số 3", "45/KH-UBND"):
        assert words in shown
    assert "Điều chỉnh lần 2" in officer.get(page).content.decode()
    units = reverse("office:movement_units", args=[movement.code])
    assert "Chưa xem kế hoạch điều chỉnh" in officer.get(units).content.decode()
    assert "xem lại giao ước" in clerk.get("/lam-viec/").content.decode()
    seen = clerk.get(mine).content.decode()
    assert "Kế hoạch đã điều chỉnh: số 60/KH-UBND" in seen
    assert "Kiểm tra hằng quý." in seen
    kept_pact = reverse("unit:movement_keep", args=[movement.code])
    assert sign_in(house.rival_clerk).post(kept_pact).status_code == 404
    assert clerk.post(kept_pact).url == mine
    assert "Kế hoạch đã điều chỉnh: số" not in clerk.get(mine).content.decode()
    assert "xem lại giao ước" not in clerk.get("/lam-viec/").content.decode()
    pdf = f"/lam-viec/tep/{movement.versions.first().pdf.key}/"
    assert b"".join(clerk.get(pdf).streaming_content)
    for key in ("chairman", "secretary", "inspector", "editor", "member", "clerk"):
        client = sign_in(house.actors[key])
        assert client.get(amend).status_code == 403
        assert (client.get(versions).status_code == 200) == (key != "clerk")
