"""Lists handed in by units of the house, for tests."""

from __future__ import annotations

from pathlib import Path

import thidua.demo
from tests import factories as make
from thidua.commendation.domain.lists import (
    answer_many,
    apply_list,
    questions_of,
    read,
    start_list,
)
from thidua.commendation.models import ListImport, Round
from thidua.core.actors import Actor, Role, system_actor
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Unit

SAMPLES = Path(thidua.demo.__file__).parent / "samples"
SCHOOL = "danh-sach-de-nghi-2024-truong-thcs.xlsx"
COMMUNE = "danh-sach-de-nghi-2024-xa.xlsx"
FINANCE = "danh-sach-de-nghi-2024-phong-tckh.xls"
FARMING = "danh-sach-de-nghi-2024-phong-nnptnt.ods"
LABOUR = "danh-sach-de-nghi-2024-phong-ldtbxh.csv"
JUSTICE = "danh-sach-de-nghi-2024-phong-tu-phap.csv"
LISTS = (SCHOOL, COMMUNE, FINANCE, FARMING, LABOUR, JUSTICE)

# What the sample lists propose, but for BKTTG and DVTT: no round can offer what the rule book has
# no standard for.
EVERY_TITLE = (
    "LDTT", "CSTDCS", "CSTD-BO-TINH", "CSTT", "GK-HUYEN", "GK-XA", "BKT", "TTLDTT", "TTLDXS",
    "CTD-TINH", "TDPVH", "GDVH",
)  # fmt: skip

UNITS = {
    COMMUNE: ("Xã Đặng Cương", UnitKind.COMMUNE),
    FINANCE: ("Phòng Tài chính - Kế hoạch", UnitKind.OFFICE),
    FARMING: ("Phòng Nông nghiệp và Phát triển nông thôn", UnitKind.OFFICE),
    LABOUR: ("Phòng Lao động - Thương binh và Xã hội", UnitKind.OFFICE),
    JUSTICE: ("Phòng Tư pháp", UnitKind.OFFICE),
}


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def unit_of(house: make.House, name: str) -> tuple[Unit, Actor]:
    """The unit that hands in a sample, and its clerk."""
    if name == SCHOOL:
        return house.school, house.clerk
    title, kind = UNITS[name]
    unit = make._unit(system_actor(house.authority.pk), title, kind, house.district)
    return unit, make.actor(house, f"clerk-{unit.pk}", Role.CLERK, unit, "Người lập danh sách")


def round_for_all(house: make.House, **changes) -> Round:
    return make.round_(house, **{"titles": EVERY_TITLE} | changes)


def hand_in(
    house: make.House,
    name: str = SCHOOL,
    data: bytes | None = None,
    *,
    round_: Round | None = None,
    unit: Unit | None = None,
    actor: Actor | None = None,
) -> ListImport:
    """A list, stored and read."""
    if unit is None:
        unit, actor = unit_of(house, name)
    assert actor is not None
    list_ = start_list(
        actor=actor,
        round_=round_ or round_for_all(house),
        unit=unit,
        name=name,
        data=sample(name) if data is None else data,
    )
    read(list_)
    list_.refresh_from_db()
    return list_


def answers_to(list_: ListImport, **by_kind: str) -> dict[str, str]:
    """An answer for every question: by its kind, else the first choice."""
    return {one.key: by_kind.get(one.kind, one.choices[0].value) for one in questions_of(list_)}


def table(*rows: tuple[str, ...], head: tuple[str, ...] | None = None) -> bytes:
    """A CSV list: name, birth year, post, rating, title."""
    names = head or ("Họ và tên", "Năm sinh", "Chức vụ", "Xếp loại", "Danh hiệu đề nghị")
    lines = [";".join(names), *(";".join(row) for row in rows)]
    return "\ufeff".encode() + "\r\n".join(lines).encode()


def applied(house: make.House, name: str = SCHOOL, **by_kind: str) -> tuple[ListImport, Actor]:
    """The sample answered as `by_kind` says and taken in; the list and its actor."""
    unit, actor = unit_of(house, name)
    list_ = hand_in(house, name, unit=unit, actor=actor)
    while list_.summary["questions"]:
        list_ = answer_many(actor=actor, list_=list_, answers=answers_to(list_, **by_kind))
    return apply_list(actor=actor, list_=list_), actor
