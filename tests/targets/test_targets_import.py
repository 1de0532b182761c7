"""The district's own workbook: every trap asked or told, all or nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.targets import making
from tests.targets.making import D
from thidua.core.errors import NotAllowed, Refusal
from thidua.targets.domain import importing
from thidua.targets.models import Allocation, Result, Target
from thidua.targets.queries import progress

YEAR_END = making.date(2024, 12, 31)


IN_MILLIONS = {"D10": "12,630", "E10": "18,190", "F10": "15,030", "G10": "21,040"}
"""Bắc Sơn's line as a program with English numbers writes it."""


def brought_in(house, **written):
    return importing.start_import(
        actor=house.officer, name=making.SAMPLE, data=making.sample(**written), year=2024
    )


def answered(house, row, own=()):
    """Every suggestion taken, until nothing is asked any more; `own`: words of a question and the
    answer given instead."""
    for _ in range(5):
        waiting = importing.look(row).open
        if not waiting:
            return row
        given = {
            one.key: next((said for words, said in own if words in one.words), one.suggested)
            for one in waiting
        }
        row = importing.answer(actor=house.officer, row=row, answers=given)
    raise AssertionError([one.words for one in importing.look(row).open])


def test_sample_is_asked_about_and_taken_in_whole(house):
    making.district(house)
    row = brought_in(house)
    with pytest.raises(Refusal, match="Chưa trả lời"):
        importing.apply(actor=house.officer, row=row)
    assert not Target.objects.exists()
    words = " ".join(one.words for one in importing.look(row).asked.questions)
    for doubt in ("12.630 gấp", "Chi cục Thuế khu vực", "thiếu 0,01", "0,963", "19/19",
                  "chỉ tiêu giảm"):  # fmt: skip
        assert doubt in words, doubt
    row = answered(house, row)

    made = importing.apply(actor=house.officer, row=row)

    assert made.drafts == []
    assert len(made.targets) == 7
    revenue = Target.objects.get(name__startswith="Tổng thu")
    assert (revenue.formula, revenue.counting, revenue.accepted_gap) == (
        "sum", "per_period", D("0.01"),
    )  # fmt: skip
    assert Allocation.objects.get(unit_name="Xã Bắc Sơn", target=revenue).reached == D("66.89")
    assert Allocation.objects.get(unit_name="Xã Quốc Tuấn", target=revenue).reached == D("43.52")
    silent = Allocation.objects.get(unit_name="Xã Hồng Phong", target=revenue)
    assert (silent.reports, silent.latest_on) == (3, making.date(2024, 9, 30))
    found = progress(revenue, YEAR_END)
    assert (found.point.known, found.point.expected) == (16, 17)
    rows = Result.objects.filter(target=revenue, allocation__isnull=False)
    assert found.value == sum((one.value for one in rows), Decimal(0))
    assert found.own == D("1328.09")


def test_sample_with_a_comma_of_two_readings_is_asked_and_read_as_said(house):
    making.district(house)
    row = brought_in(house, **IN_MILLIONS)
    [comma] = [one for one in importing.look(row).open if "“12,630”" in one.words]
    assert comma.words == (
        "Bắc Sơn: “12,630” là 12,63 (dấu phẩy trước phần lẻ) hay 12.630 (dấu phẩy ngăn hàng nghìn)?"
    )
    assert comma.where == "ô D10, ô E10, ô F10, ô G10"
    assert [one.value for one in comma.choices] == ["le", "nghin", "bo"]
    assert comma.suggested == "le"
    assert "gấp khoảng 1.000 lần" not in " ".join(one.words for one in importing.look(row).open)

    row = answered(house, row, [("“12,630”", "nghin")])

    thousand = next(one for one in importing.look(row).asked.questions if "1.000 lần" in one.words)
    assert thousand.words.startswith("Bắc Sơn: 12.630 gấp khoảng 1.000 lần mức thường thấy")
    importing.apply(actor=house.officer, row=row)
    assert Allocation.objects.get(
        unit_name="Xã Bắc Sơn", target__name__startswith="Tổng thu"
    ).reached == D("66.89")

    water = Target.objects.get(name__startswith="Tỷ lệ hộ")
    poor = Target.objects.get(name__startswith="Xóa nghèo")
    rural = Target.objects.get(name__startswith="Xã hoàn thành")
    assert (water.formula, water.plan) == ("weighted", D(100))
    known = Allocation.objects.get(target=water, unit_name="Xã Đại Bản")
    assert (known.reached, known.weight) == (D(100), D(4814))
    assert Allocation.objects.get(target=water, unit_name="Xã Hồng Phong").reached == D("96.2")
    assert (poor.direction, poor.baseline, poor.plan) == ("down", D(112), D(0))
    assert progress(poor, YEAR_END).band == "reached"
    assert rural.kind == "places"
    places = rural.allocations.order_by("sort_key").values_list("unit_name", "reached")
    assert dict(places) == {"Xã An Đồng": D(1), "Xã Lê Lợi": D(0), "Xã Nam Sơn": D(1)}
    assert progress(rural, YEAR_END).own == D(3)
    assert Target.objects.filter(kind="milestone").count() == 3


def test_only_the_officer_brings_files_in(house):
    with pytest.raises(NotAllowed):
        importing.start_import(actor=house.clerk, name="a.xlsx", data=b"x", year=2024)
    with pytest.raises(Refusal):
        importing.start_import(actor=house.officer, name="a.xlsx", data=b"PK\x03\x04x", year=2024)
