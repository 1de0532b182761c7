"""A unit's submission paper for a round, with its list annexed."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests import factories as make
from tests.commendation.lists_at_hand import COMMUNE, applied, round_for_all
from thidua.commendation.domain.unit_submission import submission_paper
from thidua.commendation.workflow import NOMINATIONS
from thidua.core.errors import Refusal

OUTSIDERS = ("officer", "secretary", "member", "chairman", "inspector", "editor", "administrator")
ON = date(2024, 12, 10)


def test_paper_counts_and_lists_what_the_unit_proposes(house):
    list_, _ = applied(house)

    paper = submission_paper(round_=list_.round, unit=house.school, on=ON)

    counts = {one.award_name: one.persons for one in paper.counts}
    assert counts["Lao động tiên tiến"] == 27
    assert sum(one.total for one in paper.counts) == 36
    assert sum(len(group.lines) for group in paper.annex) == 36
    assert "34 cá nhân" in paper.body[0]
    assert paper.letterhead.issuer == "Trường THCS An Đồng"
    assert paper.signature.name == house.head.name


def test_paper_names_collectives_persons_and_households_apart(house):
    list_, _ = applied(house, COMMUNE)

    paper = submission_paper(round_=list_.round, unit=list_.unit, on=ON)

    assert "5 tập thể, 19 cá nhân, 5 hộ gia đình" in paper.body[0]
    assert paper.number is None
    assert paper.draft


def test_withdrawn_dossier_is_not_on_the_paper(house):
    round_ = make.round_(house)
    kept, gone = (
        make.nomination(house, round_, make.person(house, name, 1980))
        for name in ("Lê Thị An", "Vũ Thị Mai")
    )
    NOMINATIONS.perform(gone, "discard", actor=house.clerk)

    paper = submission_paper(round_=round_, unit=house.school, on=ON)

    assert [line.name for group in paper.annex for line in group.lines] == [kept.name]


def test_unit_without_dossiers_gets_no_paper(house):
    with pytest.raises(Refusal, match="chưa lập được tờ trình"):
        submission_paper(round_=round_for_all(house), unit=house.school, on=ON)


@pytest.mark.parametrize(("form", "sign"), [("", b"PK\x03\x04"), ("pdf", b"%PDF-")])
def test_unit_downloads_its_submission_paper(house, sign_in, form, sign):
    list_, _ = applied(house)
    client = sign_in(house.clerk)

    answer = client.get(reverse("unit:submission", args=[list_.round.code]), {"dang": form})

    assert answer.content.startswith(sign)
    assert "attachment" in answer["Content-Disposition"]


def test_submission_paper_without_dossiers_says_so(house, sign_in):
    answer = sign_in(house.clerk).get(reverse("unit:submission", args=[round_for_all(house).code]))

    assert answer.status_code == 409
    assert "chưa lập được tờ trình" in answer.content.decode()


@pytest.mark.parametrize("key", OUTSIDERS)
def test_submission_paper_is_the_units_own(house, sign_in, key):
    round_ = round_for_all(house)
    make.nomination(house, round_)

    answer = sign_in(getattr(house, key)).get(reverse("unit:submission", args=[round_.code]))

    assert answer.status_code == 403
