"""Targets in the database: sums equal their rows, versions stay, shares move without loss."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests.targets import making
from tests.targets.making import D
from thidua.core.actors import system_actor
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.organizations.domain.units import add_unit, end_unit, succeed
from thidua.targets.domain import allocations as sharing
from thidua.targets.domain.lineage import movable, move_shares
from thidua.targets.domain.results import Figure, OffByThousand, judge, report
from thidua.targets.domain.targets import change_target, move_target, set_target
from thidua.targets.enums import ResultState
from thidua.targets.models import Allocation, PeriodTotal, Result, ResultVersion
from thidua.targets.progress import unit_standing
from thidua.targets.queries import (
    allocations_visible_to,
    deadlines,
    owed_by,
    progress,
    results_of,
    visible_to,
)

ONE_WORLD = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["school", "rival"]),
        st.integers(1, 4),
        st.sampled_from(["tell", "accept", "back"]),
        st.decimals(0, 500, places=2),
    ),
    min_size=4,
    max_size=9,
)
END = date(2024, 12, 31)


@ONE_WORLD
@given(STEPS)
def test_totals_equal_their_rows_and_versions_never_change(house, steps):
    row = making.target(house)
    written: dict[int, list[tuple]] = {}
    for name, number, act, value in steps:
        unit = getattr(house, name)
        day = row.periods[number - 1].last
        known = Result.objects.filter(target=row, allocation__unit=unit, period_on=day).first()
        if act == "tell":
            made = making.told(house, row, unit, number, value, reason="sửa")
        elif known and known.state == ResultState.REPORTED:
            made = judge(
                actor=house.officer,
                result=known,
                name="accept" if act == "accept" else "give_back",
                reason="xem lại",
            )
        else:
            continue
        kept = [
            (one.number, one.value, one.reason, one.written_by_name, one.written_at)
            for one in ResultVersion.objects.filter(result=made)
        ]
        before = written.get(made.pk, [])
        assert kept[: len(before)] == before
        assert len(kept) == made.version - 1
        written[made.pk] = kept

    counted = Result.objects.filter(target=row).exclude(state=ResultState.GIVEN_BACK)
    for total in PeriodTotal.objects.filter(target=row):
        rows = counted.filter(period_on=total.period_on)
        assert total.value == rows.aggregate(s=Sum("value"))["s"]
        assert (total.known, total.expected) == (rows.count(), 2)
    for share in Allocation.objects.filter(target=row):
        rows = counted.filter(allocation=share)
        assert share.reached == rows.aggregate(s=Sum("value"))["s"]
        assert share.reports == rows.count()
    found = progress(row, END)
    assert (found.value is None) == (not counted.exists()) or found.point.known == 0


@ONE_WORLD
@given(
    plans=st.lists(st.decimals(0, 10**4, places=2), min_size=2, max_size=4),
    told=st.lists(st.one_of(st.none(), st.decimals(0, 10**3, places=2)), min_size=4, max_size=4),
    part=st.booleans(),
)
def test_shares_move_with_units_and_nothing_is_lost(house, plans, told, part):
    system = system_actor(house.authority.pk)

    def unit(name):
        return add_unit(
            actor=system, name=name, kind="commune", parent=house.district, since=make.FAR_PAST
        )

    old = [unit(f"Xã {number}") for number in range(len(plans))]
    heirs = [unit("Phường Mới"), unit("Phường Khác")]
    row = making.target(
        house,
        {one.pk: plan for one, plan in zip(old, plans, strict=True)},
        plan=sum(plans, Decimal(0)),
    )
    for one, value in zip(old, told, strict=False):
        if value is not None:
            making.told(house, row, one, 1, value)
    before = _sums(row)
    for number, one in enumerate(old):
        end_unit(actor=system, unit=one, on=date(2024, 7, 1))
        to = heirs if part and not number else heirs[:1]
        for heir in to:
            kind = "part" if len(to) > 1 else "whole"
            succeed(actor=system, predecessor=one, successor=heir, on=date(2024, 7, 1), kind=kind,
                    instrument="NQ", confidence="verified")  # fmt: skip

    assert len(movable(row, date(2024, 7, 1))) == len(old)
    made = move_shares(
        actor=house.officer, target=row, on=date(2024, 7, 1), words="Theo nghị quyết"
    )

    assert _sums(row) == before
    assert len(made.lines) == len(old) + int(part)
    assert movable(row, END) == []
    total = PeriodTotal.objects.filter(target=row).first()
    known = [value for value in told[: len(old)] if value is not None]
    assert (total.value if total else None) == (sum(known, Decimal(0)) if known else None)
    if len(known) < len(old):
        assert Allocation.objects.filter(target=row, carried_known=False).exists()


def _sums(row):
    standing = Allocation.objects.filter(target=row, until_on__isnull=True)
    found = standing.aggregate(plan=Sum("plan"), reached=Sum("reached"))
    return {key: value or Decimal(0) for key, value in found.items()}


def test_known_is_compared_with_known_and_a_silent_unit_is_not_zero(house):
    row = making.target(house)
    making.told(house, row, house.school, 1, 15)

    found = progress(row, END)

    assert (found.point.known, found.point.expected) == (1, 2)
    assert (found.band, found.standing.share) == ("on_pace", D(25))
    assert "1 đơn vị chưa biết" in found.notes[0]
    assert progress(making.target(house, name="Khác"), END).band == "unknown"
    silent = unit_standing(row, making.share(row, house.rival), row.periods, D(10))
    assert (silent.band, silent.share) == ("unknown", None)


def test_whole_is_not_reached_while_a_unit_of_a_falling_target_is_silent(house):
    row = making.target(
        house, {house.school.pk: 0, house.rival.pk: 0}, name="Hộ nghèo", direction="down",
        comparison="at_most", plan=D(0), baseline=D(20), baseline_on=date(2024, 1, 1),
        counting="cumulative",
    )  # fmt: skip
    making.told(house, row, house.school, 4, 0)

    assert progress(row, END).band == "on_pace"
    making.told(house, row, house.rival, 4, 0)
    assert progress(row, END).band == "reached"
    making.told(house, row, house.rival, 4, 3, reason="đếm lại")
    assert progress(row, END).band == "very_slow"


def test_shares_are_weighed_by_size_and_the_mean_needs_a_reason(house):
    water = set_target(actor=house.officer, plan=making.plan(
        name="Nước sạch", kind="share", formula="weighted", measure="%", plan=D(90),
        owner=house.office, counting="cumulative"))  # fmt: skip
    sharing.share_out(actor=house.officer, target=water, shares=[
        sharing.Share(unit_id=house.school.pk, plan=D(90), weight=D(900)),
        sharing.Share(unit_id=house.rival.pk, plan=D(90), weight=D(100)),
    ])  # fmt: skip
    water.refresh_from_db()
    water = move_target(actor=house.officer, target=water, name="activate")
    making.told(house, water, house.school, 4, 100)
    making.told(house, water, house.rival, 4, None, figure=Figure(None, D(10), D(100)))

    assert progress(water, END).value == D(91)
    with pytest.raises(Refusal, match="Trung bình cộng"):
        set_target(actor=house.officer, plan=making.plan(kind="share", formula="mean"))
    with pytest.raises(Refusal, match="không cộng được"):
        set_target(actor=house.officer, plan=making.plan(kind="share", formula="sum"))


def test_mean_and_per_period_targets_are_reckoned_over_their_units(house):
    row = making.target(house, kind="share", formula="mean", formula_reason="Các trường như nhau",
                        measure="%", plan=D(80), counting="cumulative")  # fmt: skip
    making.told(house, row, house.school, 1, 60)
    making.told(house, row, house.rival, 1, 90)

    assert progress(row, END).value == D(75)


def test_places_and_milestones_are_reached_or_not(house):
    places = making.target(house, {house.school.pk: None, house.rival.pk: None}, kind="places",
                           plan=D(2), name="Nông thôn mới")  # fmt: skip
    making.told(house, places, house.school, 4, 1, figure=Figure(D(1), words="19/19"))
    with pytest.raises(Refusal, match="Ghi 1 khi đã đạt"):
        making.told(house, places, house.rival, 4, 2)
    assert (places.formula, progress(places, END).value) == ("count", D(1))
    step = making.target(house, {}, kind="milestone", name="Đề án", plan=None, words="Trình duyệt")
    making.told(house, step, None, 2, None, figure=Figure(words="lấy ý kiến"))
    assert progress(step, END).band == "unknown"
    making.told(house, step, None, 4, 1)
    assert progress(step, END).band == "reached"


def test_reporting_refuses_what_cannot_be_right(house):
    row = making.target(house)
    mine = making.share(row, house.school)

    def tell(actor=house.clerk, **more):
        given = {"allocation": mine, "period": row.periods[0], "figure": Figure(D(15))} | more
        return report(actor=actor, target=row, **given)

    for actor in (house.rival_clerk, house.chairman, house.inspector, house.editor):
        with pytest.raises(NotAllowed):
            tell(actor)
    with pytest.raises(OffByThousand) as doubt:
        tell(figure=Figure(D(15000)))
    assert doubt.value.suggested == D(15)
    with pytest.raises(Refusal, match="để trống cả dòng"):
        tell(figure=Figure())
    with pytest.raises(Refusal, match="quá lớn"):
        tell(figure=Figure(D(10) ** 19), confirmed=True)
    first = tell()
    assert first.is_late
    with pytest.raises(Refusal, match="lý do sửa"):
        tell(figure=Figure(D(16)))
    with pytest.raises(StaleEdit):
        tell(figure=Figure(D(16)), reason="thiếu", revision=9)
    judge(actor=house.officer, result=first, name="give_back", reason="Xem lại số")
    assert progress(row, END).value is None
    again = tell(figure=Figure(D(16)))
    assert (again.version, again.versions.get().was) == (2, "given_back")
    with pytest.raises(NotAllowed):
        judge(actor=house.clerk, result=again, name="accept")
    move_target(actor=house.officer, target=row, name="close", reason="Xong", outcome="missed")
    with pytest.raises(Refusal, match="không báo cáo được"):
        tell(reason="muộn")


def test_a_target_being_followed_changes_only_with_a_reason_and_keeps_its_shape(house):
    row = making.target(house)
    with pytest.raises(Refusal, match="lý do sửa"):
        change_target(actor=house.officer, target=row, plan=making.plan(owner=house.office))
    making.told(house, row, house.school, 1, 5)
    with pytest.raises(Refusal, match="không đổi được: cách ghi số"):
        change_target(actor=house.officer, target=row, reason="đổi",
                      plan=making.plan(owner=house.office, counting="cumulative"))  # fmt: skip
    changed = change_target(actor=house.officer, target=row, reason="Điều chỉnh",
                            plan=making.plan(owner=house.office, plan=D(90)))  # fmt: skip
    assert changed.plan == D(90)
    with pytest.raises(Refusal, match="thấp hơn số gốc"):
        set_target(actor=house.officer, plan=making.plan(
            baseline=D(200), baseline_on=date(2024, 1, 1)))  # fmt: skip


def test_each_sees_its_own_and_owes_its_own(house):
    row = making.target(house, {house.school.pk: 100})
    draft = set_target(actor=house.officer, plan=making.plan(name="Nháp"))

    assert list(visible_to(house.clerk)) == [row]
    assert list(visible_to(house.rival_clerk)) == []
    assert set(visible_to(house.inspector)) == {row, draft}
    assert list(visible_to(house.editor)) == []
    assert not allocations_visible_to(house.rival_clerk).exists()
    share = making.share(row, house.school)
    assert [one.label for one in owed_by([share], date(2024, 7, 1))] == [
        "Quý I/2024",
        "Quý II/2024",
    ]
    [result] = results_of([house.school.pk], 2024)
    assert (result.actual, result.words) == (None, "chưa báo cáo")
    making.told(house, row, house.school, 1, 25)
    [result] = results_of([house.school.pk], 2024)
    assert (result.actual, result.period, result.words) == (D(25), "Quý I/2024", "có số chưa duyệt")
    dates = deadlines(house.clerk, date(2024, 1, 1), date(2025, 1, 31))
    assert [one.kind for one in dates] == ["target", *["target_report"] * 4]
