"""Targets of the demo: the district's workbook as it is, and a commune that asks for help."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from thidua.core.actors import Actor, Role
from thidua.demo.site import Site, sample
from thidua.obstacles.domain.obstacles import Trouble, move_obstacle, raise_obstacle
from thidua.organizations.models import Unit
from thidua.targets.domain import importing
from thidua.targets.domain.allocations import Share, share_out
from thidua.targets.domain.results import Figure, report
from thidua.targets.domain.targets import TargetPlan, move_target, set_target
from thidua.targets.models import Target

FILE = "chi-tieu-2024.xlsx"
COMMUNES = ("xa-dang-cuong", "xa-an-dong", "xa-bac-son")
TREES = (("310", "640"), ("200", "380"), ("150", "210"))


def follow(site: Site) -> None:
    """The workbook of 2024, every question answered as suggested; one target that falls behind."""
    officer = site.acting("chuyenvien", Role.OFFICER)
    row = importing.start_import(actor=officer, name=FILE, data=sample(FILE), year=2024)
    for _ in range(5):
        answers = importing.suggestions(row)
        if not answers:
            break
        row = importing.answer(actor=officer, row=row, answers=answers)
    made = importing.apply(actor=officer, row=row)
    for words in made.drafts:
        site.say(f"      còn ở bản nháp: {words}")
    units = site.units()
    _trees(officer, [units[key] for key in COMMUNES], units["phong-nnptnt"])
    _obstacles(site, officer, units)


def _trees(officer: Actor, units: list[Unit], owner: Unit) -> None:
    """Trees planted in 2024: two quarters in, far below the pace."""
    target = set_target(
        actor=officer,
        plan=TargetPlan(
            name="Trồng cây xanh, cây phân tán",
            measure="cây",
            plan=Decimal(9000),
            start_on=date(2024, 1, 1),
            due_on=date(2024, 12, 31),
            counting="per_period",
            owner=owner,
        ),
    )
    shares = [Share(unit_id=unit.pk, plan=Decimal(3000)) for unit in units]
    share_out(actor=officer, target=target, shares=shares)
    target = move_target(actor=officer, target=Target.objects.get(pk=target.pk), name="activate")
    allocations = {one.unit_id: one for one in target.allocations.all()}
    for unit, values in zip(units, TREES, strict=True):
        for period, value in zip(target.periods, values, strict=False):
            report(
                actor=officer,
                target=target,
                allocation=allocations[unit.pk],
                period=period,
                figure=Figure(Decimal(value)),
                confirmed=True,
            )


def _obstacles(site: Site, officer: Actor, units: dict[str, Unit]) -> None:
    """One waits to be sent on, one is with the finance office."""
    clerk = site.acting("canbo.dangcuong", Role.CLERK)
    trees = Target.objects.get(name__startswith="Trồng cây")
    raise_obstacle(
        actor=clerk,
        unit=units["xa-dang-cuong"],
        target=trees,
        trouble=Trouble(
            name="Thiếu đất trồng cây tập trung",
            words="Quỹ đất công của xã đã dùng làm đường và nhà văn hóa thôn.",
            asked="Cho trồng dọc đê và hành lang đường gom thay cho đất tập trung.",
            wanted_by=site.today + timedelta(days=14),
        ),
    )
    revenue = Target.objects.get(name__startswith="Tổng thu")
    second = raise_obstacle(
        actor=clerk,
        unit=units["xa-dang-cuong"],
        target=revenue,
        trouble=Trouble(
            name="Chậm xác định giá đất ba khu đấu giá",
            words="Ba khu đất đã giải phóng xong mặt bằng nhưng chưa có giá khởi điểm.",
            asked="Phòng Tài chính - Kế hoạch trình giá khởi điểm trong tháng.",
        ),
    )
    move_obstacle(
        actor=officer,
        obstacle=second,
        name="route",
        body=units["phong-tckh"],
        day=site.today + timedelta(days=10),
        reason="Trả lời rõ thời gian trình",
    )
