"""A unit's results beside a dossier: whose, and who reads them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests import factories as make
from tests.decisions import stages
from tests.targets import making
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.queries import visible_to
from thidua.web.shared.target_results import target_results

OWN, OTHERS = "Thu học phí đúng hạn", "Thu phí của xã"


@pytest.fixture
def dossier(house):
    """The school itself is proposed; it and a commune have figures of the year."""
    row = making.target(house, {house.school.pk: 100}, name=OWN)
    making.told(house, row, house.school, 1, 31)
    other = making.target(house, {house.rival.pk: 100}, name=OTHERS)
    making.told(house, other, house.rival, 1, 77)
    making.target(house, {house.school.pk: 100}, name="Của năm sau",
                  start_on=making.date(2025, 1, 1), due_on=making.date(2025, 12, 31))  # fmt: skip
    return stages.passed_collective(house, make.round_(house))


def test_results_stand_in_the_dossier_for_whoever_may_open_it(house, sign_in, dossier):
    url = reverse("web:nomination", args=[dossier.code])
    recuse(actor=house.secretary, nomination=dossier, user_id=house.member.user_id,
           ground="family", words="Vợ là hiệu trưởng")  # fmt: skip

    for name in ("officer", "head"):
        page = sign_in(getattr(house, name)).get(url)
        block = page.context["target_results"]
        shown = [(one.result.name, one.result.actual, one.result.plan) for one in block.lines]
        assert shown == [(OWN, 31, 100)], name
        assert OTHERS not in page.content.decode()
    for name in ("member", "rival_clerk"):
        page = sign_in(getattr(house, name)).get(url)
        assert page.status_code == 404, name
        assert OWN not in page.content.decode()
    assert sign_in(house.editor).get(url).status_code == 403
    opens = {
        name for name, actor in house.actors.items() if dossier in visible_to(actor)
    }  # the page asks the same
    assert opens == {"officer", "secretary", "chairman", "inspector", "clerk", "head"}


def test_only_the_head_carries_the_results_of_the_unit(house, dossier):
    led = make.nomination(house, dossier.round, make.person(house, group="leader"), group="leader")
    worker = make.nomination(house, dossier.round, make.person(house, "Trần Văn Bình"))

    assert target_results(led, house.officer).whose == "Trường THCS An Đồng"
    assert target_results(dossier, house.officer).whose == ""
    assert target_results(worker, house.officer) is None
    assert target_results(led, house.rival_clerk) is None
