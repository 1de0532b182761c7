"""Targets found in the sample directive become drafts, and go when the confirming is taken back."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from tests.targets import making
from tests.targets.making import D
from thidua.directives.domain.confirming import confirm, take_back
from thidua.directives.models import Directive, Finding
from thidua.documents.domain.store import store
from thidua.targets.models import Target

NAMED = {"what": "Nông thôn mới kiểu mẫu", "value": "3", "unit": "xã", "comparison": "all",
         "by": {"year": 2024, "month": None, "day": None},
         "places_named": [{"name": "An Đông", "suggested": ""}, {"name": "Nam Sơn"},
                          {"name": "Lê Lợi", "suggested": ""}]}  # fmt: skip
SHARE = {"what": "Nước sạch", "value": "100", "unit": "%", "comparison": "all",
         "by": {"year": 2024, "month": 6, "day": None}}  # fmt: skip
STEP = {"what": "Hoàn thiện quy hoạch", "value": None, "unit": "", "comparison": "none", "by": None}


def found(house, order: int, data: dict) -> Finding:
    row = Directive.objects.first() or Directive.objects.create(
        authority=house.authority, year=2024, name="Chỉ thị", state="proposed",
        file=store(actor=house.officer, name="a.txt", data=b"x"), created_by_name="A",
        proposed_at=timezone.now(), reading_at=timezone.now(), search_key="chi thi",
    )  # fmt: skip
    return Finding.objects.create(
        authority=house.authority, directive=row, kind="target", state="proposed", order=order,
        confidence="sure", data=data, proposed_at=timezone.now(),
    )  # fmt: skip


def test_confirmed_findings_become_drafts_and_unmade_ones_are_withdrawn(house):
    making.district(house)

    made = [
        confirm(actor=house.officer, finding=found(house, number, data)).made
        for number, data in enumerate((NAMED, SHARE, STEP), start=1)
    ]

    places, share, step = (Target.objects.get(code=code) for code in made)
    assert (places.kind, places.plan, places.formula) == ("places", D(3), "count")
    assert set(places.allocations.values_list("unit_name", flat=True)) == {
        "Xã Nam Sơn",
        "Xã Lê Lợi",
    }
    assert "An Đông" in places.words
    assert (share.kind, share.plan, share.due_on) == ("share", D(100), date(2024, 6, 30))
    assert (step.kind, step.plan, step.due_on) == ("milestone", None, date(2024, 12, 31))
    assert {row.state for row in (places, share, step)} == {"draft"}
    take_back(actor=house.officer, finding=Finding.objects.get(made=share.code), reason="Trùng")
    share.refresh_from_db()
    assert (share.state, share.outcome_words) == ("withdrawn", "Trùng")


def test_a_target_the_year_already_has_is_named_and_not_made_twice(house):
    first = confirm(actor=house.officer, finding=found(house, 1, SHARE)).made
    again = found(house, 2, SHARE | {"what": f"  {SHARE['what'].upper()} "})

    assert confirm(actor=house.officer, finding=again).made == first

    take_back(actor=house.officer, finding=again, reason="Trùng")
    assert Target.objects.get().state == "draft"


def test_a_long_sentence_is_cut_at_a_word_and_kept_whole_beside_the_name(house):
    said = "hoàn thiện quy hoạch " * 20

    code = confirm(actor=house.officer, finding=found(house, 1, STEP | {"what": said})).made

    target = Target.objects.get(code=code)
    assert target.name.startswith("Hoàn thiện")
    assert target.name.split()[-2] in said.split()
    assert (len(target.name) <= 142, target.words.count("quy hoạch")) == (True, 20)
