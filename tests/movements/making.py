"""Movements for tests, made through the verbs."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pypdfium2
from django.utils import timezone

from thidua.movements.domain.launch import draft_movement, move_movement, note_from_above
from thidua.movements.domain.plans import MovementPlan
from thidua.movements.domain.registering import Member, Pact, Promise, register
from thidua.movements.domain.results import Example, ReportWords, move_result, write_result
from thidua.movements.domain.reviews import open_review
from thidua.movements.models import Movement, MovementRegistration, MovementResult, MovementReview

SIGNED = date(2024, 3, 5)
WATER = Promise("Hộ dùng nước sạch", Decimal(100), "%")

LAUNCH = {
    "number": "45/KH-UBND",
    "day": "2024-03-05",
    "signer_post": "CHỦ TỊCH",
    "signer_name": "Phạm Hùng Việt",
}
PACT = {
    "dong-TOTAL_FORMS": "2",
    "dong-INITIAL_FORMS": "0",
    "dong-0-words": "Hộ dùng nước sạch",
    "dong-0-amount": "98,5",
    "dong-0-measure": "%",
    "signatories": "Lương Thị Oanh; Hiệu trưởng",
    "persons": "Phạm Thị Thanh Huyền; Giáo viên\n\nLê Văn Nam",
}
REPORT = {
    "dien-hinh-TOTAL_FORMS": "1",
    "dien-hinh-INITIAL_FORMS": "0",
    "dien-hinh-0-kind": "person",
    "dien-hinh-0-name": "Phạm Thị Thanh Huyền",
    "dien-hinh-0-words": "Vận động 40 hộ",
    "words": "Đã làm sạch 3 km đê.",
}
"""What the forms send."""


def plan(**changes) -> MovementPlan:
    values = {
        "name": "Chung sức làm sạch tuyến đê",
        "level": "district",
        "kind": "thematic",
        "body": "Ủy ban nhân dân huyện An Dương",
        "starts_on": date(2024, 3, 1),
        "ends_on": date(2024, 12, 31),
        "subjects": ("person", "collective"),
        "criteria_person": "Tham gia đủ các buổi",
        "criteria_collective": "Sạch 100 % tuyến được giao",
        "part_content": "Mục tiêu: sạch tuyến đê.",
        "part_launch": "Phát động tại hội nghị.",
        "part_control": "Kiểm tra hằng quý.",
        "part_spread": "Tuyên truyền trên loa.",
        "part_review": "Sơ kết tháng 9, tổng kết tháng 12.",
        "preliminary_on": date(2024, 9, 30),
        "final_on": date(2024, 12, 25),
    }
    return MovementPlan(**(values | changes))


def draft(house, **changes) -> Movement:
    return draft_movement(actor=house.officer, plan=plan(**changes))


def checked(house, **changes) -> Movement:
    return move_movement(actor=house.officer, movement=draft(house, **changes), name="check")


def launched(house, **changes) -> Movement:
    return move_movement(
        actor=house.officer,
        movement=checked(house, **changes),
        name="launch",
        number="45/KH-UBND",
        day=SIGNED,
        signer_post="CHỦ TỊCH",
        signer_name="Phạm Hùng Việt",
    )


def noted(house, **changes) -> Movement:
    """One of the Prime Minister's."""
    values = {
        "name": "Cả nước chung sức xây dựng nông thôn mới",
        "level": "prime_minister",
        "is_ours": False,
        "body": "Thủ tướng Chính phủ",
        "number": "587/QĐ-TTg",
        "paper_on": date(2022, 5, 18),
        "starts_on": date(2021, 1, 1),
        "ends_on": date(2025, 12, 31),
        "preliminary_on": None,
        "final_on": None,
    }
    return note_from_above(actor=house.officer, plan=plan(**(values | changes)))


def pact(*promises: Promise, **changes) -> Pact:
    values = {
        "promises": promises or (WATER, Promise("Giữ gìn đoàn kết")),
        "signatories": (("Lương Thị Oanh", "Hiệu trưởng"), ("Vũ Thị Mai", "Công đoàn")),
        "members": (Member("person", "Phạm Thị Thanh Huyền", "Giáo viên"),),
    }
    return Pact(**(values | changes))


def registered(house, movement, actor=None, unit=None, **changes) -> MovementRegistration:
    return register(
        actor=actor or house.clerk,
        movement=movement,
        unit=unit or house.school,
        pact=changes.pop("pact", pact()),
        **changes,
    )


def opened(house, movement: Movement, kind: str = "preliminary") -> MovementReview:
    review = movement.reviews.get(kind=kind, dropped_at=None)
    tomorrow = timezone.localdate() + timedelta(days=1)
    return open_review(actor=house.officer, review=review, results_until=tomorrow)


def reported(
    house, review, actor=None, unit=None, *, hand_in=True, examples=True
) -> MovementResult:
    unit = unit or house.school
    pledges = review.movement.registrations.get(
        unit=unit, superseded_at=None, withdrawn_at=None
    ).pledges.all()
    found = (
        [Example("person", "Phạm Thị Thanh Huyền", "Vận động 40 hộ", "Giáo viên")]
        if examples
        else []
    )
    row = write_result(
        actor=actor or house.clerk,
        review=review,
        unit=unit,
        report=ReportWords(
            words="Đã làm sạch 3 km đê.",
            difficulties="Thiếu xe chở rác.",
            figures={pledges[0].pk: (Decimal("98.5"), "còn 4 hộ")},
            examples=found,
        ),
    )
    if hand_in:
        row = move_result(actor=actor or house.clerk, result=row, name="hand_in")
    return row


def accepted(house, review, **more) -> MovementResult:
    return move_result(actor=house.officer, result=reported(house, review, **more), name="accept")


def kept(stored) -> bytes:
    with stored.content.open("rb") as file:
        return file.read()


def read(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pages:
        found = " ".join(page.get_textpage().get_text_range() for page in pages)
    # Papers keep their numbers unbroken with a hyphen of its own.
    return " ".join(found.split()).replace("\u2011", "-")
