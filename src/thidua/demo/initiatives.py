"""The initiative council of the demo: criteria, members, requests at several steps, one near copy.

Authors are people of the demo's register and of its cast; everything they wrote is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.accounts.domain.demo import DOMAIN
from thidua.accounts.models import User
from thidua.core.actors import Role
from thidua.councils.domain.bodies import CouncilPlan, OwnRules, establish_council, set_rules
from thidua.councils.domain.members import Seating, enter_member
from thidua.councils.enums import CouncilKind, Seat
from thidua.councils.models import Council, Member
from thidua.demo.cast import SINCE
from thidua.demo.site import Site
from thidua.initiatives.conditions import CONDITIONS
from thidua.initiatives.domain.council_work import (
    EditionPlan,
    Line,
    SittingPlan,
    bring,
    open_sitting,
    set_criteria,
)
from thidua.initiatives.domain.deadline import set_rule
from thidua.initiatives.domain.drafts import Author, Content, draw_up
from thidua.initiatives.domain.novelty import answer_condition
from thidua.initiatives.domain.recognition import Paper, recognise
from thidua.initiatives.domain.scoring import Filled, close, enter_sheet, hand_in
from thidua.initiatives.models import CriteriaEdition, InitiativeRequest, Sitting
from thidua.initiatives.workflow import REQUESTS

NAME = "Hội đồng sáng kiến huyện An Dương"
BASIS = "Quy chế hoạt động của Hội đồng sáng kiến huyện An Dương"
SEATS = (
    ("Phạm Hùng Việt", "Chủ tịch UBND huyện", Seat.CHAIR, ""),
    ("Đỗ Văn Thắng", "Phó Chủ tịch Hội đồng nhân dân huyện", Seat.MEMBER, "thanhvien"),
    ("Lê Hữu Phước", "Trưởng phòng Giáo dục và Đào tạo", Seat.MEMBER, ""),
    ("Đặng Thị Thu Trang", "Trưởng phòng Kinh tế và Hạ tầng", Seat.MEMBER, ""),
    ("Vũ Quang Hòa", "Chủ tịch Liên đoàn Lao động huyện", Seat.MEMBER, ""),
)
CRITERIA = (
    Line("Tính mới trong phạm vi huyện", Decimal(30)),
    Line("Đã áp dụng, có số liệu trước và sau", Decimal(30)),
    Line("Hiệu quả kinh tế, xã hội", Decimal(30)),
    Line("Khả năng nhân rộng", Decimal(10)),
)


@dataclass(frozen=True, slots=True)
class Text:
    """A request as the unit wrote it."""

    name: str
    field: str
    problem: str
    solution: str
    effect: str


QUEUE = Text(
    "Giá hồ sơ mười ngăn xếp theo hạn trả kết quả",
    "Cải cách hành chính",
    "Hồ sơ một cửa xếp theo ngày nhận nên việc sắp tới hạn nằm lẫn bên dưới. Năm 2023 có 31 hồ sơ "
    "trả muộn, 9 hồ sơ phải xin lỗi bằng văn bản.",
    "Công chức tiếp nhận dùng giá mười ngăn, mỗi ngăn là một ngày trả kết quả. Cuối buổi chuyển "
    "mọi ngăn về trước một bậc; hồ sơ còn ở ngăn đầu tiên được đọc tên trong giao ban sáng hôm "
    "sau, người xử lý nói rõ vướng ở đâu. Không cần phần mềm, làm trong một tuần là quen.",
    "Sáu tháng đầu năm 2024 còn 2 hồ sơ trả muộn. Chi phí 1,8 triệu đồng cho một giá. Hai xã bên "
    "đã đến xem và làm theo.",
)
ROADS = Text(
    "Bản đồ hộ hiến đất theo từng đoạn ngõ",
    "Nông thôn mới",
    "Vận động hiến đất theo danh sách cả thôn nên hộ nào cũng chờ hộ khác; ba đoạn ngõ dừng giữa "
    "chừng hơn một năm vì còn một đến hai hộ chưa đồng ý.",
    "Vẽ từng đoạn ngõ thành một bản đồ nhỏ dán ở nhà văn hóa, mỗi hộ một ô. Tổ vận động làm xong "
    "một đoạn mới sang đoạn khác, bắt đầu từ đoạn còn ít hộ nhất. Hộ đồng ý tự tô màu ô nhà mình "
    "trước mặt bà con.",
    "Trong bốn tháng mở rộng 7 đoạn ngõ dài 1.120 mét với 46 hộ hiến 1.870 m² đất, không phải "
    "cưỡng chế trường hợp nào.",
)
ROADS_AGAIN = Text(
    "Sơ đồ vận động hiến đất mở rộng đường theo từng ngõ xóm",
    "Nông thôn mới",
    "Vận động hiến đất theo danh sách cả xóm nên hộ nào cũng chờ hộ khác; hai đoạn đường dừng giữa "
    "chừng gần một năm vì còn một đến hai hộ chưa đồng ý.",
    "Vẽ từng đoạn ngõ thành một bản đồ nhỏ dán ở nhà văn hóa, mỗi hộ một ô. Ban phát triển thôn "
    "làm xong một đoạn mới sang đoạn khác, bắt đầu từ đoạn còn ít hộ nhất. Hộ đồng ý tự tô màu ô "
    "nhà mình trước mặt bà con, danh sách gửi lên xã mỗi tuần.",
    "Sau ba tháng mở rộng 4 đoạn ngõ, 22 hộ hiến đất, không phải cưỡng chế trường hợp nào.",
)
MATHS = Text(
    "Bản đồ lỗi sai giúp phụ đạo môn Toán lớp 6 theo nhóm nhỏ",
    "Giáo dục",
    "Học sinh yếu môn Toán lớp 6 chiếm 18 %, giáo viên phụ đạo cả lớp nên em nào cũng học lại "
    "cùng một nội dung.",
    "Dựng bản đồ lỗi sai từ bài kiểm tra đầu năm, chia nhóm ba em cùng mắc một loại lỗi, mỗi tuần "
    "mỗi nhóm luyện 20 phút với phiếu bài tập riêng rồi chia nhóm lại theo kết quả mới.",
    "Sau một học kỳ tỷ lệ học sinh yếu còn 7 %, giáo viên bớt bốn tiết phụ đạo mỗi tuần.",
)


def build(site: Site) -> None:
    """The council, and requests recognised, before the council, handed in, and in writing."""
    officer = site.acting("chuyenvien", Role.OFFICER)
    set_rule(actor=officer, since=date(2024, 1, 1), months=3, basis=f"{BASIS}, Điều 7")
    sitting = _sitting(site)
    _recognised(site, sitting)
    _at_council(site, sitting)
    _handed_in(site, "canbo.nnptnt", "phong-nnptnt", ROADS_AGAIN, "Đỗ Công Hiếu")
    _draft(site, "canbo.thcs", "thcs-an-dong", MATHS, "Nguyễn Thị Kim Liên")


def _sitting(site: Site) -> Sitting:
    council = _council(site)
    secretary = site.acting("thuky", Role.SECRETARY)
    return open_sitting(
        actor=secretary,
        edition=_criteria(site, council),
        plan=SittingPlan(
            name="Phiên chấm sáng kiến đợt 1",
            held_on=site.today,
            place="Phòng họp số 2, UBND huyện An Dương",
        ),
    )


def _council(site: Site) -> Council:
    secretary = site.acting("thuky", Role.SECRETARY)
    plan = CouncilPlan(
        name=NAME,
        kind=CouncilKind.INITIATIVE,
        total_members=len(SEATS),
        chair_name=SEATS[0][0],
        chair_post=SEATS[0][1],
        secretary_name="Trần Thu Hà",
        founded_by="Quyết định 1120/QĐ-UBND ngày 15/01/2024 của Chủ tịch UBND huyện",
        standing_office="Phòng Nội vụ huyện An Dương",
    )
    council = establish_council(actor=secretary, plan=plan)
    for name, post, seat, account in SEATS:
        user = User.objects.get(email=f"{account}@{DOMAIN}") if account else None
        seating = Seating(full_name=name, seat=seat, post=post, user_id=user.pk if user else None)
        enter_member(actor=secretary, council=council, seating=seating, since=SINCE)
    rules = OwnRules(quorum_numerator=2, quorum_denominator=3, quorum_basis=f"{BASIS}, Điều 6")
    return set_rules(actor=secretary, council=council, rules=rules)


def _criteria(site: Site, council: Council) -> CriteriaEdition:
    return set_criteria(
        actor=site.acting("thuky", Role.SECRETARY),
        council=council,
        plan=EditionPlan(
            year=site.today.year,
            name="Tiêu chí chấm sáng kiến",
            basis=f"{BASIS}, Điều 9",
            points_percent=60,
            votes_percent=70,
            sheets_percent=60,
        ),
        lines=CRITERIA,
    )


def _draft(site: Site, clerk: str, unit: str, text: Text, author: str) -> InitiativeRequest:
    return draw_up(
        actor=site.acting(clerk, Role.CLERK),
        unit=site.units()[unit],
        content=Content(
            name=text.name,
            field=text.field,
            first_applied_on=date(2024, 3, 4),
            problem=text.problem,
            solution=text.solution,
            effect=text.effect,
            authors=(Author(author),),
        ),
    )


def _handed_in(site: Site, clerk: str, unit: str, text: Text, author: str) -> InitiativeRequest:
    row = _draft(site, clerk, unit, text, author)
    head = site.acting(clerk.replace("canbo", "thutruong"), Role.HEAD)
    return REQUESTS.perform(row, "submit", actor=head)


def _brought(
    site: Site, sitting: Sitting, clerk: str, unit: str, text: Text, author: str
) -> InitiativeRequest:
    officer = site.acting("chuyenvien", Role.OFFICER)
    row = _handed_in(site, clerk, unit, text, author)
    row = REQUESTS.perform(row, "accept", actor=officer)
    return bring(actor=officer, request=row, sitting=sitting)


def _recognised(site: Site, sitting: Sitting) -> None:
    row = _brought(site, sitting, "canbo.dangcuong", "xa-dang-cuong", QUEUE, "Nguyễn Đình Thịnh")
    _scores(site, sitting, row, member=(26, 27, 25, 9), paper=(24, 25, 26, 8))
    close(actor=site.acting("thuky", Role.SECRETARY), scoring=row.scoring)
    officer = site.acting("chuyenvien", Role.OFFICER)
    for one in CONDITIONS:
        answer_condition(
            actor=officer,
            request=row,
            key=one.key,
            answer="met",
            basis="Báo cáo áp dụng của xã, biên bản kiểm tra tại bộ phận một cửa",
        )
    if not _known(site, row):
        return
    recognise(
        actor=officer,
        requests=[row],
        paper=Paper(
            number="57/QĐ-UBND",
            signed_on=site.today,
            signer="Phạm Hùng Việt",
            signer_post="Chủ tịch UBND huyện",
        ),
    )


def _known(site: Site, row: InitiativeRequest) -> bool:
    """An author whom the register does not know is left for the visitor to link, and said so."""
    missing = [one.full_name for one in row.authors.all() if one.person_id is None]
    if missing:
        site.say(f"      {row.code} chưa công nhận: sổ chưa có {', '.join(missing)}.")
    return not missing


def _at_council(site: Site, sitting: Sitting) -> None:
    row = _brought(site, sitting, "canbo.dangcuong", "xa-dang-cuong", ROADS, "Mai Tiến Thắng")
    member = _seat(sitting, "Lê Hữu Phước")
    enter_sheet(
        actor=site.acting("thuky", Role.SECRETARY),
        scoring=row.scoring,
        member=member,
        filled=_filled(sitting, (25, 28, 27, 9)),
    )


def _scores(
    site: Site,
    sitting: Sitting,
    row: InitiativeRequest,
    *,
    member: tuple[int, ...],
    paper: tuple[int, ...],
) -> None:
    """One member on the phone, the others on paper."""
    hand_in(
        actor=site.acting("thanhvien", Role.MEMBER),
        scoring=row.scoring,
        filled=_filled(sitting, member),
    )
    for name, _, _, account in SEATS:
        if not account:
            enter_sheet(
                actor=site.acting("thuky", Role.SECRETARY),
                scoring=row.scoring,
                member=_seat(sitting, name),
                filled=_filled(sitting, paper),
            )


def _seat(sitting: Sitting, name: str) -> Member:
    return Member.objects.get(council=sitting.council, full_name=name)


def _filled(sitting: Sitting, points: tuple[int, ...]) -> Filled:
    keys = sitting.edition.criteria.order_by("order").values_list("pk", flat=True)
    return Filled(
        points={key: Decimal(value) for key, value in zip(keys, points, strict=True)},
        recommends=True,
    )
