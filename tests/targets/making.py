"""Targets for tests: the communes of the sample, a target of the year, figures on it."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from importlib.resources import files

import openpyxl

from tests import factories as make
from thidua.core.actors import system_actor
from thidua.organizations.domain.units import add_unit
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Unit
from thidua.targets.domain.allocations import Share, share_out
from thidua.targets.domain.results import Figure, report
from thidua.targets.domain.targets import TargetPlan, move_target, set_target
from thidua.targets.models import Allocation, Result, Target

COMMUNES = (
    "An Đồng", "An Hòa", "An Hồng", "An Hưng", "Bắc Sơn", "Đại Bản", "Đặng Cương", "Đồng Thái",
    "Hồng Phong", "Lê Lợi", "Lê Thiện", "Nam Sơn", "Quốc Tuấn", "Tân Tiến",
)  # fmt: skip
OFFICES = ("Phòng Tài chính - Kế hoạch", "Phòng Nông nghiệp và Phát triển nông thôn",
           "Phòng Lao động - Thương binh và Xã hội", "Phòng Kinh tế và Hạ tầng")  # fmt: skip
ALIASES = {OFFICES[0]: ("Phòng TC-KH",), OFFICES[1]: ("Phòng NN&PTNT",),
           OFFICES[2]: ("Phòng LĐTBXH",), OFFICES[3]: ("Phòng KT&HT",)}  # fmt: skip
SAMPLE = "chi-tieu-2024.xlsx"


def D(words: str | int) -> Decimal:  # noqa: N802 (a number)
    return Decimal(str(words))


def sample(**written: str) -> bytes:
    """The district's workbook; `written` are cells of its second sheet as somebody else wrote
    them."""
    data = files("thidua.demo").joinpath("samples", SAMPLE).read_bytes()
    if not written:
        return data
    book, memory = openpyxl.load_workbook(io.BytesIO(data)), io.BytesIO()
    for at, words in written.items():
        book["2. Thu NS"][at] = words
    book.save(memory)
    return memory.getvalue()


def district(house: make.House) -> dict[str, Unit]:
    """All units of the sample, by name; `Hồng Thái` stands already."""
    system = system_actor(house.authority.pk)

    def unit(name: str, kind: str, aliases: tuple[str, ...] = ()) -> Unit:
        return add_unit(
            actor=system, name=name, kind=kind, parent=house.district, since=make.FAR_PAST,
            aliases=aliases,
        )  # fmt: skip

    found = {f"Xã {name}": unit(f"Xã {name}", UnitKind.COMMUNE) for name in COMMUNES}
    found["Thị trấn An Dương"] = unit("Thị trấn An Dương", UnitKind.TOWNSHIP)
    found |= {name: unit(name, UnitKind.OFFICE, ALIASES[name]) for name in OFFICES}
    return found | {"Xã Hồng Thái": house.rival}


def plan(**changes) -> TargetPlan:
    values = {
        "name": "Thu ngân sách trên địa bàn",
        "measure": "tỷ đồng",
        "plan": D(100),
        "start_on": date(2024, 1, 1),
        "due_on": date(2024, 12, 31),
        "counting": "per_period",
    } | changes
    return TargetPlan(**values)


def target(house: make.House, shares: dict[int, object] | None = None, **changes) -> Target:
    """A target being followed; by default 60 for the school and 40 for the rival commune."""
    values = {"owner": house.office} | changes
    row = set_target(actor=house.officer, plan=plan(**values))
    if shares is None:
        shares = {house.school.pk: 60, house.rival.pk: 40}
    given = [
        Share(unit_id=pk, plan=None if value is None else D(value)) for pk, value in shares.items()
    ]
    if given:
        share_out(actor=house.officer, target=row, shares=given)
    row.refresh_from_db()
    return move_target(actor=house.officer, target=row, name="activate")


def share(row: Target, unit: Unit) -> Allocation:
    return Allocation.objects.select_related("target").get(target=row, unit=unit)


def told(house: make.House, row: Target, unit: Unit | None, number: int, value, **more) -> Result:
    """A figure for the `number`-th period, entered by the officer."""
    figure = more.pop("figure", None) or Figure(None if value is None else D(value))
    more.setdefault("confirmed", True)
    return report(
        actor=more.pop("actor", house.officer),
        target=row,
        allocation=share(row, unit) if unit else None,
        period=row.periods[number - 1],
        figure=figure,
        **more,
    )
