"""The standing office's plan: last year's, and this year's taken from it, at every state."""

from __future__ import annotations

from datetime import date, timedelta

from thidua.commendation.models import Round
from thidua.core.actors import Actor, Role
from thidua.councils.models import Session
from thidua.demo.site import Site
from thidua.planning.domain.items import ItemPlan, add_item, change_item, drop_item, mark_item
from thidua.planning.domain.plans import change_basis, move, start_plan
from thidua.planning.domain.showing import show
from thidua.planning.enums import ItemKind, Mark, Purpose, Shown
from thidua.planning.models import PlanItem, WorkPlan
from thidua.planning.public import showable

ITEMS = (
    ("Hướng dẫn các đơn vị đăng ký thi đua", "Phòng Nội vụ", (1, 5), (1, 31), "once"),
    ("Kiểm tra hồ sơ, sổ khen thưởng của các đơn vị", "Phòng Nội vụ", (3, 1), (11, 30), "quarter"),
    ("Tổng hợp tiến độ chỉ tiêu báo cáo Chủ tịch", "Chuyên viên thi đua, khen thưởng", (1, 1),
     (12, 31), "quarter"),
    ("Tập huấn công tác thi đua, khen thưởng", "Phòng Nội vụ", (5, 10), (5, 20), "once"),
    ("Sơ kết phong trào 6 tháng", "Các cụm, khối thi đua", (6, 15), (7, 15), "once"),
    ("Đợt xét tổng kết năm", "Phòng Nội vụ", (11, 1), (12, 25), "once"),
)  # fmt: skip
SESSIONS = (
    ("Họp Hội đồng xét khen thưởng cuối năm", Purpose.AWARDS, (12, 1), (12, 20)),
    ("Họp Hội đồng bàn chương trình năm sau", Purpose.PROGRAMME, (12, 10), (12, 30)),
)
BASIS = "Kế hoạch công tác của Hội đồng Thi đua - Khen thưởng huyện"
SHOWN = 6


def plan_the_year(site: Site) -> None:
    """Two years; this year's changed once after it was approved."""
    officer = site.acting("chuyenvien", Role.OFFICER)
    chairman = site.acting("chutich", Role.CHAIRMAN)
    year = site.today.year
    before = start_plan(actor=officer, year=year - 1)
    _fill(officer, before)
    _approve(officer, chairman, before)
    plan = start_plan(actor=officer, year=year, carry=True)
    change_basis(actor=officer, plan=plan, basis=BASIS)
    _approve(officer, chairman, plan)
    move(
        actor=officer, plan=plan, name="change", reason="Gắn đợt xét đã mở, phiên họp đã định ngày"
    )
    _link(site, officer, plan)
    _approve(officer, chairman, plan)
    _mark(officer, plan)
    _show(officer)


def _fill(officer: Actor, plan: WorkPlan) -> None:
    for title, owner, first, last, rhythm in ITEMS:
        add_item(
            actor=officer,
            plan=plan,
            new=ItemPlan(
                title=title,
                owner_name=owner,
                begins_on=date(plan.year, *first),
                due_on=date(plan.year, *last),
                rhythm=rhythm,
            ),
        )
    for title, purpose, first, last in SESSIONS:
        new = ItemPlan(
            title=title,
            kind=ItemKind.SESSION,
            purpose=purpose,
            owner_name="Thư ký Hội đồng",
            begins_on=date(plan.year, *first),
            due_on=date(plan.year, *last),
        )
        add_item(actor=officer, plan=plan, new=new)


def _approve(officer: Actor, chairman: Actor, plan: WorkPlan) -> None:
    move(actor=officer, plan=plan, name="propose")
    move(actor=chairman, plan=plan, name="approve")


def _link(site: Site, officer: Actor, plan: WorkPlan) -> None:
    """The open round and the session to come say by themselves how far they are."""
    items = {item.title: item for item in plan.items.select_related("plan")}
    round_ = Round.objects.filter(authority=site.authority).order_by("-opens_on").first()
    held = Session.objects.filter(authority=site.authority, cancelled_at=None)
    session = held.order_by("-held_on").first()
    if round_ is not None:
        _place(officer, items[ITEMS[-1][0]], f"round:{round_.code}", round_.closes_on)
    if session is not None:
        _place(officer, items[SESSIONS[0][0]], f"session:{session.code}", session.held_on)
    drop_item(actor=officer, item=items[ITEMS[3][0]])


def _place(officer: Actor, item: PlanItem, place: str, due_on: date) -> None:
    new = ItemPlan(
        title=item.title,
        kind=item.kind,
        purpose=item.purpose,
        owner_name=item.owner_name,
        begins_on=min(item.begins_on or due_on, due_on - timedelta(days=1)),
        due_on=due_on,
        place=place,
    )
    change_item(actor=officer, item=item, new=new)


def _mark(officer: Actor, plan: WorkPlan) -> None:
    items = {item.title: item for item in plan.items.select_related("plan")}
    note = "Công văn hướng dẫn đã gửi các đơn vị"
    mark_item(actor=officer, item=items[ITEMS[0][0]], mark=Mark.DONE, note=note)
    mark_item(actor=officer, item=items[ITEMS[1][0]], mark=Mark.GOING)


def _show(officer: Actor) -> None:
    """Some targets and movements before the public."""
    for kind in Shown:
        for code in list(showable(officer.authority_id, kind))[:SHOWN]:
            show(actor=officer, kind=kind, code=code)
