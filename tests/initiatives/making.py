"""An initiative council with members, criteria, and requests at every step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from tests import factories as make
from thidua.core.actors import Actor, Role
from thidua.councils.domain.bodies import CouncilPlan, establish_council
from thidua.councils.domain.members import Seating, enter_member
from thidua.councils.enums import CouncilKind, Seat
from thidua.councils.models import Council, Member
from thidua.initiatives.conditions import CONDITIONS
from thidua.initiatives.domain.council_work import (
    EditionPlan,
    Line,
    SittingPlan,
    bring,
    open_sitting,
    set_criteria,
)
from thidua.initiatives.domain.drafts import Author, Content, change, draw_up
from thidua.initiatives.domain.novelty import alike, answer_condition, answer_likeness
from thidua.initiatives.domain.recognition import Paper, recognise
from thidua.initiatives.domain.scoring import Filled, close, hand_in
from thidua.initiatives.models import CriteriaEdition, InitiativeRequest, Scoring, Sitting
from thidua.initiatives.workflow import REQUESTS

PDF = b"%PDF-1.4 bao cao"
PROBLEM = (
    "Trước khi áp dụng, học sinh yếu môn Toán lớp 6 chiếm mười tám phần trăm, giáo viên phụ đạo "
    "theo lớp nên em nào cũng học lại cùng một nội dung, em khá thì chán, em yếu thì không kịp."
)
SOLUTION = (
    "Giáo viên dựng bản đồ lỗi sai từ bài kiểm tra đầu năm, chia học sinh thành từng nhóm ba em "
    "cùng mắc một loại lỗi, mỗi tuần mỗi nhóm luyện hai mươi phút với phiếu bài tập riêng. "
    "Phiếu được chấm ngay tại lớp bằng máy tính bảng của nhà trường, kết quả cập nhật vào bản đồ "
    "để tuần sau chia nhóm lại. Phụ huynh nhận tin nhắn về lỗi con mình đã sửa được."
)
EFFECT = (
    "Sau một học kỳ, tỷ lệ học sinh yếu giảm còn bảy phần trăm, giáo viên bớt bốn tiết phụ đạo mỗi "
    "tuần, nhà trường không phải mua thêm thiết bị nào."
)
NAME = "Bản đồ lỗi sai giúp phụ đạo môn Toán lớp 6 theo nhóm nhỏ"
APPLIED = date(2024, 9, 5)


@dataclass
class Board:
    """The initiative council: two members with accounts, one without."""

    council: Council
    edition: CriteriaEdition
    sitting: Sitting
    member: Actor
    second: Actor
    seats: dict[str, Member]


def content(**changes) -> Content:
    values = {
        "name": NAME,
        "field": "Giáo dục",
        "first_applied_on": APPLIED,
        "problem": PROBLEM,
        "solution": SOLUTION,
        "effect": EFFECT,
        "authors": (Author("Phạm Thị Thanh Huyền", "Giáo viên", Decimal(100)),),
    } | changes
    return Content(**values)


def request(house, *, actor: Actor | None = None, **changes) -> InitiativeRequest:
    """A draft of the school."""
    who = actor or house.clerk
    unit = house.school if who.acts_for(house.school.pk) else house.rival
    return draw_up(actor=who, unit=unit, content=content(**changes))


def other_words(**changes) -> dict:
    """A request that has nothing in common with the first one."""
    return {
        "name": "Tủ hồ sơ một cửa xếp theo hạn trả kết quả",
        "field": "Cải cách hành chính",
        "problem": "Hồ sơ xếp theo ngày nhận nên việc sắp tới hạn nằm lẫn bên dưới, hay bị muộn.",
        "solution": (
            "Công chức tiếp nhận dùng tủ mười ngăn, mỗi ngăn một ngày trả, cuối buổi chuyển ngăn "
            "về trước một bậc và báo lãnh đạo những hồ sơ còn nằm ở ngăn đầu tiên."
        ),
        "effect": "Số hồ sơ trễ hạn giảm từ ba mươi mốt xuống còn hai trong sáu tháng đầu năm.",
    } | changes


def submitted(house, **changes) -> InitiativeRequest:
    return REQUESTS.perform(request(house, **changes), "submit", actor=house.head)


def accepted(house, **changes) -> InitiativeRequest:
    return REQUESTS.perform(submitted(house, **changes), "accept", actor=house.officer)


def board(house, *, sheets_percent: int | None = None, method: str = "mean") -> Board:
    day = timezone.localdate()
    council = establish_council(
        actor=house.secretary,
        plan=CouncilPlan(
            name="Hội đồng sáng kiến huyện An Dương",
            kind=CouncilKind.INITIATIVE,
            total_members=3,
            chair_name="Phạm Hùng Việt",
            chair_post="Chủ tịch UBND huyện",
            secretary_name="Trần Thu Hà",
        ),
    )
    second = make.actor(house, "second", Role.MEMBER, house.office, "Ngô Đức Lợi")
    people = (("member", "Đỗ Văn Thắng", house.member), ("second", "Ngô Đức Lợi", second),
              ("paper", "Lê Thị Nhàn", None))  # fmt: skip
    seats = {
        key: enter_member(
            actor=house.secretary,
            council=council,
            seating=Seating(full_name=name, seat=Seat.MEMBER, user_id=who.user_id if who else None),
            since=date(2020, 1, 1),
        )
        for key, name, who in people
    }
    edition = set_criteria(
        actor=house.secretary,
        council=council,
        plan=EditionPlan(
            year=day.year,
            name="Tiêu chí chấm sáng kiến",
            basis="Quy chế Hội đồng sáng kiến, Điều 9",
            method=method,
            points_percent=70,
            votes_percent=60,
            sheets_percent=sheets_percent,
        ),
        lines=(Line("Tính mới", Decimal(40)), Line("Hiệu quả", Decimal(60))),
    )
    sitting = open_sitting(
        actor=house.secretary,
        edition=edition,
        plan=SittingPlan(name="Phiên chấm đợt 1", held_on=day, place="Phòng họp số 2"),
    )
    return Board(council, edition, sitting, house.member, second, seats)


def at_council(house, board_: Board, **changes) -> Scoring:
    row = accepted(house, **changes)
    for one in alike(row):
        answer_likeness(
            actor=house.officer, request=row, against=one.text, answer="different", reason="Khác"
        )
    return bring(actor=house.officer, request=row, sitting=board_.sitting).scoring


def filled(board_: Board, *points: int | str, recommends: bool = True, comment="") -> Filled:
    keys = board_.edition.criteria.order_by("order").values_list("pk", flat=True)
    given = {key: Decimal(value) for key, value in zip(keys, points, strict=True)}
    return Filled(points=given, recommends=recommends, comment=comment)


def scored(house, board_: Board, scoring: Scoring, *points: int) -> Scoring:
    """Both members hand in the same points; the secretary closes."""
    for who in (board_.member, board_.second):
        hand_in(actor=who, scoring=scoring, filled=filled(board_, *points))
    return close(actor=house.secretary, scoring=scoring)


def ready(house, board_: Board, **changes) -> InitiativeRequest:
    """Passed by the council, every condition answered, the author somebody in the register."""
    if not changes.pop("known", False):
        make.person(house)
    scoring = scored(house, board_, at_council(house, board_, **changes), 35, 50)
    row = scoring.request
    for one in CONDITIONS:
        answer_condition(
            actor=house.officer, request=row, key=one.key, answer="met", basis="Đã xem hồ sơ"
        )
    row.refresh_from_db()
    return row


PAPER = Paper(number="57/QĐ-UBND", signed_on=date(2024, 12, 5), signer="Phạm Hùng Việt")


def recognised(house, board_: Board, **changes) -> InitiativeRequest:
    row = ready(house, board_, **changes)
    return recognise(actor=house.officer, requests=[row], paper=PAPER)[0]


def submitted_by_rival(house, **changes) -> InitiativeRequest:
    row = request(house, actor=house.rival_clerk, **changes)
    return REQUESTS.perform(row, "submit", actor=house.rival_head)


def change_to(house, row: InitiativeRequest, **changes) -> InitiativeRequest:
    return change(actor=house.clerk, request=row, revision=None, content=content(**changes))


def scored_by_second(house, board_: Board, scoring: Scoring) -> Scoring:
    hand_in(actor=board_.second, scoring=scoring, filled=filled(board_, 35, 50))
    return close(actor=house.secretary, scoring=scoring)


def recognised_as(house, board_: Board, number: int) -> InitiativeRequest:
    name = f"{NAME}, lần {number}"
    row = ready(house, board_, name=name, known=number > 0)
    return recognise(actor=house.officer, requests=[row], paper=PAPER)[0]


def page(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.getvalue().decode(errors="replace")
