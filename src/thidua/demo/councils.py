"""The council of the demo with its eleven members, and its next session on the round that is on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from thidua.accounts.domain.demo import DOMAIN
from thidua.accounts.models import User
from thidua.commendation.enums import RoundState, State, Subject
from thidua.commendation.models import Nomination, Round
from thidua.core.actors import Role
from thidua.councils.domain.agenda import Point, add_item
from thidua.councils.domain.bodies import CouncilPlan, OwnRules, change_council, set_rules
from thidua.councils.domain.members import Seating, end_member, enter_member
from thidua.councils.domain.planning import Plan, invite, plan_session
from thidua.councils.enums import CouncilKind, Seat
from thidua.councils.models import Council
from thidua.demo.site import Site

SINCE, LEFT = date(2024, 1, 15), date(2024, 7, 1)
REGULATION = "Quy chế hoạt động của Hội đồng, Quyết định số 31/QĐ-HĐTĐKT ngày 20/02/2024"
IN_DAYS = 7


@dataclass(frozen=True, slots=True)
class One:
    """A member; `account` the part before the @, empty for who has none."""

    name: str
    seat: Seat
    post: str
    account: str = ""


MEMBERS = (
    One("Phạm Hùng Việt", Seat.CHAIR, "Chủ tịch UBND huyện", "chutich"),
    One("Lưu Thị Mai Hương", Seat.DEPUTY, "Phó Chủ tịch UBND huyện", "thanhvien2"),
    One("Trần Thu Hà", Seat.SECRETARY, "Phó Trưởng phòng Nội vụ", "thuky"),
    One("Đỗ Văn Thắng", Seat.MEMBER, "Chủ tịch Liên đoàn Lao động huyện", "thanhvien"),
    One("Trần Quang Vinh", Seat.MEMBER, "Trưởng phòng Nông nghiệp và Phát triển nông thôn",
        "thutruong.nnptnt"),
    One("Phạm Thị Bích Vân", Seat.MEMBER, "Trưởng phòng Tài chính - Kế hoạch", "thutruong.tckh"),
    One("Đinh Công Thành", Seat.MEMBER, "Chủ tịch Ủy ban MTTQ huyện", "thanhvien3"),
    One("Tạ Thị Nguyệt", Seat.MEMBER, "Chủ tịch Hội Liên hiệp Phụ nữ huyện", "thanhvien4"),
    One("Ngô Xuân Trường", Seat.MEMBER, "Bí thư Huyện đoàn", "thanhvien5"),
    One("Cao Bá Lộc", Seat.MEMBER, "Chánh Văn phòng HĐND và UBND huyện"),
    One("Mạc Thị Thảo", Seat.MEMBER, "Trưởng phòng Giáo dục và Đào tạo"),
)  # fmt: skip
FORMER = One("Hà Quốc Toản", Seat.MEMBER, "Nguyên Chủ tịch Hội Nông dân huyện")
POINTS = (
    (time(14, 0), "Khai mạc, kiểm tra số thành viên", "Chủ tịch Hội đồng"),
    (time(14, 10), "Báo cáo thẩm định các hồ sơ còn lại của đợt", "Phòng Nội vụ"),
    (time(14, 35), "Bỏ phiếu kín các danh hiệu còn lại", "Thư ký Hội đồng"),
    (time(16, 10), "Thông qua biên bản", "Toàn thể"),
)


def seat_members(site: Site) -> None:
    """Members with their terms, one who has left, and what the regulation says."""
    secretary = site.acting("thuky", Role.SECRETARY)
    council = _council(site)
    for one in MEMBERS:
        enter_member(actor=secretary, council=council, seating=_seating(one), since=SINCE)
    former = enter_member(actor=secretary, council=council, seating=_seating(FORMER), since=SINCE)
    end_member(actor=secretary, member=former, until=LEFT)
    council.refresh_from_db()
    plan = CouncilPlan(
        name=council.name,
        total_members=council.total_members,
        chair_name=council.chair_name,
        chair_post=council.chair_post,
        secretary_name=council.secretary_name,
        founded_by="Quyết định số 212/QĐ-UBND ngày 15/01/2024",
        standing_office="Phòng Nội vụ huyện An Dương",
    )
    change_council(actor=secretary, council=council, plan=plan)
    set_rules(
        actor=secretary,
        council=council,
        rules=OwnRules(
            quorum_numerator=2,
            quorum_denominator=3,
            quorum_basis=f"Khoản 2 Điều 7 {REGULATION}",
            own_unit_recuses=True,
            recusal_basis=f"Khoản 3 Điều 8 {REGULATION}",
        ),
    )


def plan_next(site: Site) -> None:
    """The second session on the open round, a week ahead: its programme, members invited."""
    secretary = site.acting("thuky", Role.SECRETARY)
    round_ = Round.objects.get(authority=site.authority, state=RoundState.OPEN)
    session = plan_session(
        actor=secretary,
        council=_council(site),
        round_=round_,
        plan=Plan(
            held_on=site.today + timedelta(days=IN_DAYS),
            planned_at=time(14, 0),
            place="Phòng họp số 2, UBND huyện An Dương",
        ),
    )
    for starts_at, title, speaker in POINTS:
        point = Point(title=title, starts_at=starts_at, speaker=speaker)
        add_item(actor=secretary, session=session, point=point)
    before = Nomination.objects.filter(
        round=round_, state=State.EXAMINED, subject_kind=Subject.PERSON
    )
    if (dossier := before.order_by("pk").first()) is not None:
        title = f"Trao đổi riêng về hồ sơ {dossier.name}"
        point = Point(title=title, speaker="Phòng Nội vụ", nomination=dossier)
        add_item(actor=secretary, session=session, point=point)
    session.refresh_from_db()
    invite(actor=secretary, session=session, revision=None)


def _council(site: Site) -> Council:
    return Council.objects.get(authority=site.authority, kind=CouncilKind.COMMENDATION)


def _seating(one: One) -> Seating:
    user = User.objects.get(email=f"{one.account}@{DOMAIN}") if one.account else None
    return Seating(
        full_name=one.name, seat=one.seat, post=one.post, user_id=user.pk if user else None
    )
