"""What the higher level decided, written back to dossiers and the register."""

from __future__ import annotations

from datetime import date

import pytest

from tests.forwarding import making
from tests.forwarding.making import refusal
from thidua.commendation.models import Nomination
from thidua.commendation.workflow import NOMINATIONS
from thidua.forwarding.domain.results import DecisionAbove, Named, Said, match, record_results
from thidua.forwarding.enums import Outcome
from thidua.forwarding.models import Package
from thidua.forwarding.queries import (
    statistics,
)
from thidua.registry.models import Award, Initiative, InitiativeUse

pytestmark = pytest.mark.django_db


def test_package_goes_up_and_its_awards_enter_the_register(house):
    package = making.drafted(house)
    thang = Nomination.objects.get(name="Đỗ Văn Thắng")
    idea = Initiative.objects.create(authority=house.authority, name="Kho số", year=2024, scope=2)
    idea.authors.add(thang.person)

    package = making.received(house, package)
    done = making.decide(house, package, 1)

    assert (done.full_number, done.state) == ("01/TTr-UBND", "partly")
    award = Award.objects.get(decision_number="512/QĐ-UBND")
    assert (award.title_code, award.year, award.level, award.decided_on) == (
        "CSTD-BO-TINH",
        2024,
        "province",
        making.DECIDED,
    )
    states = dict(Nomination.objects.values_list("name", "state"))
    assert sorted(states.values()) == ["awarded", "not_approved"]
    loser = next(item for item in making.items(done) if item.outcome == Outcome.REFUSED)
    assert loser.nomination.outcome_reason == "Chưa đủ phạm vi ảnh hưởng trong tỉnh."
    used = InitiativeUse.objects.filter(person=thang.person).values_list("decision_number")
    assert list(used) == ([("512/QĐ-UBND",)] if states["Đỗ Văn Thắng"] == "awarded" else [])
    (figure,) = statistics(house.officer)
    assert (figure.proposed, figure.granted, figure.refused) == (2, 1, 1)


def test_results_are_written_once_and_need_their_decision(house):
    package = making.received(house, making.drafted(house))
    first, second = making.items(package)
    write = {"actor": house.officer, "package": package}

    no_number = refusal(record_results, said=[Said(first, Outcome.GRANTED)], **write)
    no_reason = refusal(record_results, said=[Said(first, Outcome.REFUSED)], **write)
    early = DecisionAbove("9/QĐ-UBND", date(2024, 12, 1), "Chủ tịch UBND thành phố")
    too_early = refusal(
        record_results, said=[Said(first, Outcome.GRANTED)], decision=early, **write
    )
    waiting = record_results(said=[Said(first, Outcome.GRANTED)], decision=making.DECISION, **write)

    assert "Ghi số, ngày và nơi ban hành" in no_number
    assert "ghi lý do" in no_reason
    assert "trước tờ trình" in too_early
    assert waiting.state == "received"
    again = [Said(first, Outcome.REFUSED, "Nhầm")]
    assert "đã có kết quả" in refusal(record_results, said=again, **write)
    done = record_results(said=[Said(second, Outcome.REFUSED, "Trùng thành tích")], **write)
    assert done.state == "partly"
    late = refusal(making.step, done, "withdraw", house.officer, reason="Nhầm")
    assert "không thực hiện được “Rút gói”" in late


def test_award_already_imported_is_taken_over_and_another_decision_refused(house):
    package = making.received(house, making.drafted(house))
    first, second = making.items(package)
    base = {"authority": house.authority, "title_code": making.TITLE, "year": 2024}
    Award.objects.create(person=first.nomination.person, decision_number="0512/QĐ-UBND", **base)
    Award.objects.create(person=second.nomination.person, decision_number="44/QĐ-UBND", **base)

    words = refusal(making.decide, house, package)
    making.decide(house, package, 1)

    assert "theo quyết định khác (số 44/QĐ-UBND)" in words
    assert Award.objects.count() == 2
    first.refresh_from_db()
    assert first.award.decision_number == "0512/QĐ-UBND"


def test_nothing_comes_from_above_without_a_package_that_went_up(house):
    package = making.drafted(house, "Đỗ Văn Thắng")
    row = making.items(package)[0].nomination

    words = refusal(NOMINATIONS.perform, row, "award_above", actor=house.officer, decision="1/QĐ")
    held = refusal(
        NOMINATIONS.perform, row, "take_back_result", actor=house.secretary, reason="Ghi nhầm"
    )

    assert "chưa gửi lên cấp trên" in words
    assert "đang trong gói trình cấp trên" in held


def test_result_list_is_matched_and_doubt_left_to_a_person(house):
    package = making.drafted(house, "Đỗ Văn Thắng", "Lương Thị Hòa", "Vũ Quốc Ân")
    lines = making.items(package)

    def named(name: str, code: str = "") -> Named:
        return Named(name, "", code, "512/QĐ-UBND", making.DECIDED)

    found = match(
        lines,
        [
            named("ĐỖ VĂN THẮNG", making.TITLE),
            named("Lương Thị Hòa"),
            named("Lương Thị Hoà"),
            named("Vũ Quốc Ân", "BKT"),
        ],
    )

    names = {item.pk: item.nomination.name for item in lines}
    assert [names[pk] for pk in found.found] == ["Đỗ Văn Thắng"]
    assert [item.nomination.name for item in found.doubtful] == ["Lương Thị Hòa"]
    assert [one.name for one in found.strangers] == ["Vũ Quốc Ân"]
    assert Package.objects.get().state == "draft"
