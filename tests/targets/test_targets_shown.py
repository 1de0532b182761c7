"""What the drawings say: a forecast is arithmetic, a giant does not hide the others."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from thidua.targets.models import PeriodTotal, Target
from thidua.targets.progress import progress_from
from thidua.targets.queries import ShareLine
from thidua.web.shared.target_shown import comparison_chart, progress_chart, unit_rows

SLOW = Decimal(10)


def target(**changes) -> Target:
    values = {
        "name": "Thu",
        "measure": "tỷ đồng",
        "plan": Decimal(100),
        "formula": "own",
        "start_on": date(2024, 1, 1),
        "due_on": date(2024, 12, 31),
        "kind": "numeric",
    }
    return Target(**(values | changes))


def charted(row: Target, *figures: int):
    days = [period.last for period in row.periods]
    totals = [
        PeriodTotal(target=row, period_on=day, own=Decimal(figure))
        for day, figure in zip(days, figures, strict=False)
    ]
    return progress_chart(progress_from(row, totals, date(2024, 10, 5), SLOW), date(2024, 10, 5))


def test_a_forecast_states_its_figures_its_sum_and_its_day():
    notes = charted(target(), 10, 30, 60).table.notes

    assert notes[-1] == (
        "Nét đứt: tính tiếp đến 31/12/2024 được 80 tỷ đồng, nếu 1 kỳ còn lại đều bằng mức trung "
        "bình 3 kỳ gần nhất (Quý I/2024 đến 9 tháng 2024): 60 + 1 × (60 − 0) / 3 = 80. Đây là "
        "phép tính, không phải dự báo."
    )


def test_nothing_is_forecast_from_two_periods_or_to_where_nobody_can_get():
    def drawn(row, *figures):
        return any("tính tiếp" in note for note in charted(row, *figures).table.notes)

    assert not drawn(target(), 10, 30)
    assert not drawn(target(), 10, 30, 60, 90)
    assert not drawn(target(kind="share", measure="%", baseline=Decimal(0)), 40, 70, 98)
    falling = {"direction": "down", "comparison": "at_most", "plan": Decimal(0)}
    assert not drawn(target(**falling, baseline=Decimal(112)), 60, 30, 5)
    assert drawn(target(**falling, baseline=Decimal(112)), 100, 90, 80)


SHARE = ShareLine(unit_name="A", sort_key="a", plan=Decimal(40), baseline=None, weight=None,
                  reached=Decimal(30), carried=None, carried_known=True, reports=1,
                  latest_on=date(2024, 12, 31), since_on=None)  # fmt: skip


def test_units_are_drawn_against_their_shares_when_one_dwarfs_the_others():
    small = [SHARE, SHARE._replace(unit_name="B", reached=Decimal(44))]
    giant = SHARE._replace(unit_name="Chi cục Thuế", plan=Decimal(4000), reached=Decimal(3000))
    row = target(formula="sum")

    alike = comparison_chart(row, unit_rows(row, small, None, SLOW)).table
    mixed = comparison_chart(row, unit_rows(row, [*small, giant], None, SLOW)).table

    assert "Thực hiện (tỷ đồng)" in alike.head
    assert "Thực hiện (%)" in mixed.head
    assert "Vẽ theo % so với phần giao" in " ".join(mixed.notes)
    assert {cells[0]: cells[1] for cells in mixed.rows} == {
        "A": "75", "B": "110", "Chi cục Thuế": "75",
    }  # fmt: skip
