"""Movements of the demo: those the directive of 2024 names, what answers them, one own topical one.

Of the movements from above only what the directive and verified sources say is entered.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from thidua.core.actors import Role
from thidua.demo.site import Site
from thidua.movements.domain.amending import Amendment, amend_movement
from thidua.movements.domain.launch import draft_movement, move_movement, note_from_above
from thidua.movements.domain.office_words import TemplateWords, save_template
from thidua.movements.domain.plans import MovementPlan, plan_of
from thidua.movements.domain.registering import (
    Member,
    Pact,
    Promise,
    keep_pact,
    register,
)
from thidua.movements.domain.results import Example, ReportWords, move_result, write_result
from thidua.movements.domain.reviews import Findings, freeze_review, note_findings, open_review
from thidua.movements.domain.titles import choose_titles, register_titles
from thidua.movements.enums import MovementKind, MovementLevel
from thidua.movements.models import Movement, MovementReview

BODY = "Ủy ban nhân dân huyện An Dương"
SIGNER: dict[str, Any] = {"signer_post": "CHỦ TỊCH", "signer_name": "Phạm Hùng Việt"}
RURAL = "Cả nước chung sức, xây dựng nông thôn mới"
ABOVE = (
    RURAL,
    "Vì người nghèo - Không để ai bị bỏ lại phía sau",
    "Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở",
    "Đẩy mạnh phát triển kết cấu hạ tầng đồng bộ, hiện đại và thực hành tiết kiệm, chống lãng phí",
    "Cả nước thi đua xây dựng xã hội học tập, đẩy mạnh học tập suốt đời giai đoạn 2023 - 2030",
    "Xóa nhà tạm, nhà dột nát",
)
_PARTS: dict[str, Any] = {
    "part_launch": "Phát động tại hội nghị giao ban đầu tháng. Các đơn vị đăng ký, ký giao ước "
    "trong 15 ngày.",
    "part_control": "Phòng Nội vụ kiểm tra mỗi quý một lần; đơn vị báo cáo theo kỳ sơ kết.",
    "part_spread": "Đài truyền thanh, cổng thông tin điện tử mở chuyên mục; mỗi đơn vị giới thiệu "
    "ít nhất một điển hình.",
    "part_review": "Sơ kết giữa kỳ, tổng kết cuối kỳ; khen thưởng theo kết quả thực hiện giao ước.",
}
RURAL_PLAN: dict[str, Any] = {
    "part_content": "Mục tiêu: hoàn thành xây dựng nông thôn mới kiểu mẫu tại 03 xã An Đồng, Nam "
    "Sơn, Lê Lợi.\nPhạm vi: toàn huyện. Mỗi đơn vị nhận việc cụ thể, đo được.",
    "criteria_collective": "Hoàn thành các dòng giao ước đã ký\nKhông có việc tồn đọng quá hạn",
    "criteria_person": "Trực tiếp tham gia, có kết quả cụ thể được đơn vị xác nhận",
    **_PARTS,
}
MONTHLY = "Phòng Nội vụ kiểm tra mỗi tháng một lần; đơn vị báo cáo theo kỳ sơ kết."
TOPIC = "Giải ngân vốn đầu tư công chậm so với kế hoạch"


def fill(site: Site) -> None:
    """The six from above, the district's answer with its first review, a topical movement."""
    officer = site.acting("chuyenvien", Role.OFFICER)
    for name in ABOVE:
        is_rural = name == RURAL
        note_from_above(
            actor=officer,
            plan=MovementPlan(
                name=name,
                level=MovementLevel.PRIME_MINISTER,
                body="Thủ tướng Chính phủ",
                is_ours=False,
                # Verified; of the others the number is not.
                number="587/QĐ-TTg" if is_rural else "",
                paper_on=date(2022, 5, 18) if is_rural else None,
            ),
        )
    _answer(site)
    _topical(site)
    save_template(
        actor=officer,
        words=TemplateWords(
            name="Thi đua nước rút cuối năm", kind=MovementKind.THEMATIC, subjects=("collective",),
            part_content="Mục tiêu: …\nPhạm vi: …\nBiện pháp: …", **_PARTS,
        ),
    )  # fmt: skip
    _titles(site)


def _titles(site: Site) -> None:
    """Some of the school are on record, one is not."""
    choose_titles(actor=site.acting("chuyenvien", Role.OFFICER), takes=True, basis="")
    names = ("Nguyễn Thị Thúy Hằng", "Phạm Thị Thanh Huyền", "Trịnh Thị Hạ Vy")
    for year in {2024, site.today.year}:
        register_titles(
            actor=site.acting("canbo.thcs", Role.CLERK),
            unit=site.units()["thcs-an-dong"],
            year=year,
            title_code="LDTT",
            members=[Member("person", name) for name in names],
        )


def _answer(site: Site) -> None:
    officer = site.acting("chuyenvien", Role.OFFICER)
    movement = draft_movement(
        actor=officer,
        parent=Movement.objects.get(authority=site.authority, name=RURAL),
        plan=MovementPlan(
            name="An Dương chung sức xây dựng nông thôn mới kiểu mẫu",
            level=MovementLevel.DISTRICT,
            body=BODY,
            slogan="Mỗi xã một việc khó, mỗi thôn một công trình",
            starts_on=date(2024, 3, 1),
            ends_on=date(site.today.year, 12, 31),
            subjects=("person", "collective"),
            preliminary_on=date(2024, 9, 30),
            final_on=max(date(site.today.year, 12, 25), site.today + timedelta(days=7)),
            **RURAL_PLAN,
        ),
    )
    movement = _launched(site, movement, "38/KH-UBND", date(2024, 2, 28))
    _registered(site, movement)
    _amended(site, movement)
    _reviewed(site, movement)


def _launched(site: Site, movement: Movement, number: str, day: date) -> Movement:
    officer = site.acting("chuyenvien", Role.OFFICER)
    movement = move_movement(actor=officer, movement=movement, name="check")
    return move_movement(
        actor=officer, movement=movement, name="launch", number=number, day=day, **SIGNER
    )


def _registered(site: Site, movement: Movement) -> None:
    units = site.units()
    register(
        actor=site.acting("canbo.dangcuong", Role.CLERK),
        movement=movement,
        unit=units["xa-dang-cuong"],
        pact=Pact(
            promises=(
                Promise("Đường thôn có đèn chiếu sáng", Decimal("12.5"), "km"),
                Promise("Hộ dùng nước sạch tập trung", Decimal(100), "%"),
            ),
            signatories=(
                ("Bùi Thị Minh Thoa", "Chủ tịch Ủy ban nhân dân xã"),
                ("Đỗ Thị Lụa", "Chủ tịch Ủy ban Mặt trận Tổ quốc xã"),
            ),
            members=(Member("collective", "Thôn Đình"), Member("person", "Đoàn Văn Lực", "Thôn")),
        ),
    )
    register(
        actor=site.acting("canbo.thcs", Role.CLERK),
        movement=movement,
        unit=units["thcs-an-dong"],
        pact=Pact(
            promises=(Promise("Buổi lao động làm sạch đường làng", Decimal(8), "buổi"),),
            signatories=(("Nguyễn Thị Thúy Hằng", "Hiệu trưởng"),),
        ),
    )


def _amended(site: Site, movement: Movement) -> None:
    """One unit has read the amendment, the other has it on its desk."""
    plan = plan_of(movement)
    amend_movement(
        actor=site.acting("chuyenvien", Role.OFFICER),
        movement=movement,
        plan=replace(plan, part_control=MONTHLY),
        amendment=Amendment(
            reason="Kiểm tra quý một lần không kịp phát hiện việc chậm",
            number="71/KH-UBND",
            day=date(2024, 6, 10),
            **SIGNER,
        ),
    )
    unit = site.units()["xa-dang-cuong"]
    keep_pact(
        actor=site.acting("canbo.dangcuong", Role.CLERK),
        registration=movement.registrations.get(unit=unit),
    )


def _reviewed(site: Site, movement: Movement) -> None:
    officer = site.acting("chuyenvien", Role.OFFICER)
    clerk = site.acting("canbo.dangcuong", Role.CLERK)
    review = open_review(actor=officer, review=movement.reviews.get(kind="preliminary"))
    unit = site.units()["xa-dang-cuong"]
    pledges = movement.registrations.get(unit=unit).pledges.all()
    result = write_result(
        actor=clerk,
        review=review,
        unit=unit,
        report=ReportWords(
            words="Lắp đèn được 9,2 km đường thôn; vận động 214 hộ đấu nối nước sạch.",
            difficulties="Đoạn qua bãi ngoài đê chưa có lưới điện.",
            figures={
                pledges[0].pk: (Decimal("9.2"), "còn đoạn ngoài đê"),
                pledges[1].pk: (Decimal(100), ""),
            },
            examples=[Example("collective", "Thôn Đình", "Góp công lắp 3 km đèn trong hai tuần")],
        ),
    )
    result = move_result(actor=clerk, result=result, name="hand_in")
    move_result(actor=officer, result=result, name="accept")
    _frozen(site, review)


def _frozen(site: Site, review: MovementReview) -> None:
    officer = site.acting("chuyenvien", Role.OFFICER)
    note_findings(
        actor=officer,
        review=review,
        findings=Findings(
            achieved="Các đơn vị đăng ký đã thực hiện đúng tiến độ phần lớn dòng giao ước.",
            limits="Còn đơn vị chưa đăng ký, chưa báo cáo.",
            next_steps="Đôn đốc đăng ký; hoàn thành đèn chiếu sáng đoạn ngoài đê.",
            number="112/BC-UBND",
            paper_on=date(2024, 9, 30),
        ),
    )
    freeze_review(actor=officer, review=review)


def _topical(site: Site) -> None:
    today = site.today
    movement = draft_movement(
        actor=site.acting("chuyenvien", Role.OFFICER),
        hot_spot=TOPIC,
        reference="Họp giao ban tháng, mục chỉ tiêu giải ngân",
        plan=MovementPlan(
            name="45 ngày nước rút giải ngân vốn đầu tư công",
            level=MovementLevel.UNIT,
            body=BODY,
            starts_on=today - timedelta(days=5),
            ends_on=today + timedelta(days=40),
            registration_until=today + timedelta(days=10),
            subjects=("collective",),
            criteria_collective="Giải ngân từ 95 % kế hoạch vốn trở lên",
            part_content="Mục tiêu: giải ngân từ 95 % kế hoạch vốn.\nMỗi công trình một đầu mối.",
            final_on=today + timedelta(days=45),
            **_PARTS,
        ),
    )
    movement = _launched(site, movement, "95/KH-UBND", today - timedelta(days=5))
    register(
        actor=site.acting("canbo.tckh", Role.CLERK),
        movement=movement,
        unit=site.units()["phong-tckh"],
        pact=Pact(
            promises=(Promise("Giải ngân vốn các công trình được giao", Decimal(96), "%"),),
            signatories=(("Phạm Thị Bích Vân", "Trưởng phòng"),),
        ),
    )
