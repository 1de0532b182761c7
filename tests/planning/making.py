"""A plan of the year with items, for tests; an RFC 5545 reader that shares no code with ours."""

from __future__ import annotations

import re
from datetime import date

from thidua.planning.domain.items import ItemPlan, add_item
from thidua.planning.domain.plans import move, start_plan
from thidua.planning.enums import ItemKind, Purpose
from thidua.planning.models import PlanItem, WorkPlan

YEAR = 2024
ITEM = {
    "title": "Kiểm tra sổ khen thưởng",
    "owner_name": "Thư ký Hội đồng",
    "begins_on": date(2024, 3, 1),
    "due_on": date(2024, 3, 29),
}


def item(house, plan: WorkPlan, **changes) -> PlanItem:
    return add_item(actor=house.officer, plan=plan, new=ItemPlan(**(ITEM | changes)))


def session(house, plan: WorkPlan, **changes) -> PlanItem:
    values = {"kind": ItemKind.SESSION, "purpose": Purpose.AWARDS, "title": "Họp xét cuối năm"}
    return item(house, plan, **(values | changes))


def drawn_up(house, year: int = YEAR) -> WorkPlan:
    """A draft with one thing to do."""
    plan = start_plan(actor=house.officer, year=year)
    item(house, plan)
    return plan


def approved(house, plan: WorkPlan | None = None) -> WorkPlan:
    plan = move(actor=house.officer, plan=plan or drawn_up(house), name="propose")
    return move(actor=house.chairman, plan=plan, name="approve")


LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=(?:\"[^\"\x00-\x1f]*\"|[^\";:,\x00-\x1f]*))*):(.*)")


def events(data: bytes) -> list[dict[str, str]]:
    """The events of a calendar file, by name of property; fails on what RFC 5545 forbids."""
    text = data.decode("utf-8")
    assert text.endswith("\r\n")
    raw = text[:-2].split("\r\n")
    assert all(len(line.encode()) <= 75 and "\n" not in line for line in raw)
    lines = text[:-2].replace("\r\n ", "").split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-1] == "END:VCALENDAR"
    found: list[dict[str, str]] = []
    for line in lines:
        match = LINE.fullmatch(line)
        assert match, line
        name, parameters, value = match.groups()
        if (name, value) == ("BEGIN", "VEVENT"):
            found.append({})
        elif found and name != "END":
            assert name not in found[-1], line
            found[-1][name] = value
            assert (parameters == ";VALUE=DATE") == (name in ("DTSTART", "DTEND"))
    assert all({"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= one.keys() for one in found)
    assert len({one["UID"] for one in found}) == len(found)
    return found
