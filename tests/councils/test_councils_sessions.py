"""Sessions, results and what moves with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import factories as make
from tests.decisions import stages
from thidua.commendation.models import Nomination
from thidua.core.actors import Actor
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.councils.domain.bodies import CouncilPlan, change_council, establish_council
from thidua.councils.domain.sessions import (
    Counts,
    change_attendance,
    close_session,
    keep_minutes,
    open_session,
    record_result,
    record_results,
)
from thidua.councils.models import Result
from thidua.councils.queries import (
    rounds_at_council,
    totals,
    visible_to,
    waiting_for_result,
    with_outcome,
)
from thidua.documents.domain.store import store
from thidua.journal.models import AuditEvent
from thidua.journal.queries import events_of
from thidua.organizations.models import Authority


@pytest.fixture
def round_(house):
    return make.round_(house)


def fresh(row: Nomination) -> Nomination:
    return Nomination.objects.get(pk=row.pk)


def test_open_session_freezes_the_membership(house, round_):
    held = stages.session(house, round_, members=11)
    plan = CouncilPlan(
        name=held.council.name,
        total_members=15,
        chair_name="Phạm Hùng Việt",
        chair_post="Chủ tịch",
        secretary_name="Trần Thu Hà",
    )

    change_council(actor=house.secretary, council=held.council, plan=plan)

    held.refresh_from_db()
    held.council.refresh_from_db()
    assert (held.total_members, held.council.total_members) == (11, 15)


def test_open_session_on_a_day_to_come_is_refused(house, round_):
    tomorrow = timezone.localdate() + timedelta(days=1)

    with pytest.raises(Refusal, match="chưa tới"):
        stages.session(house, round_, held_on=tomorrow)


def test_open_session_with_more_present_than_members_is_refused(house, round_):
    with pytest.raises(Refusal, match="không thể nhiều hơn tổng số thành viên"):
        stages.session(house, round_, members=11, present=10, written_opinions=2)


@pytest.mark.parametrize("who", ["officer", "member", "chairman", "head"])
def test_open_session_by_anyone_but_the_secretary_is_not_allowed(house, round_, who):
    council = stages.council(house)

    with pytest.raises(NotAllowed):
        open_session(
            actor=getattr(house, who),
            council=council,
            round_=round_,
            held_on=stages.HELD_ON,
            place="Phòng họp",
            present=9,
        )


@pytest.mark.parametrize(
    ("title", "in_favour", "state"),
    [
        ("CSTDCS", 9, "decided"),
        ("CSTDCS", 8, "not_approved"),
        ("LDTT", 6, "decided"),
        ("LDTT", 5, "not_approved"),
    ],
)
def test_record_result_at_the_threshold_on_all_members(house, round_, title, in_favour, state):
    row = stages.at_council(house, round_, title)
    held = stages.session(house, round_, present=9, written_opinions=0)

    result = record_result(actor=house.secretary, session=held, nomination=row, in_favour=in_favour)

    assert fresh(row).state == state
    assert result.passed == (state == "decided")


def test_record_result_counts_the_absent_in_the_denominator(house, round_):
    row = stages.at_council(house, round_, "CSTDCS")
    held = stages.session(house, round_, members=11, present=8)

    result = record_result(actor=house.secretary, session=held, nomination=row, in_favour=8)

    assert not result.passed
    assert fresh(row).outcome_reason == (
        "Được 8/11 phiếu đồng ý, cần ít nhất 9 phiếu (80\u00a0% tổng số thành viên Hội đồng)."
    )


def test_record_result_keeps_the_reason_the_council_gave(house, round_):
    row = stages.at_council(house, round_, "LDTT")
    held = stages.session(house, round_)

    record_result(
        actor=house.secretary,
        session=held,
        nomination=row,
        in_favour=2,
        against=9,
        reason=" Thành tích chưa nổi bật ",
    )

    assert fresh(row).outcome_reason == "Thành tích chưa nổi bật"


def test_record_result_writes_the_counts_into_the_journal(house, round_):
    row = stages.at_council(house, round_, "CSTDCS")
    held = stages.session(house, round_)

    record_result(actor=house.secretary, session=held, nomination=row, in_favour=10, against=1)

    event = events_of(row).first()
    assert event.verb == "nomination.approve"
    assert event.data["counts"] == {
        "in_favour": 10,
        "against": 1,
        "invalid": 0,
        "abstained": 0,
        "session": held.code,
        "total_members": 11,
        "votes_needed": 9,
        "threshold_percent": 80,
    }


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (Counts(in_favour=12), "nhiều hơn tổng số 11 thành viên"),
        (Counts(in_favour=9, against=1), "nhiều hơn số người bỏ phiếu"),
        (Counts(in_favour=-1), "không thể nhỏ hơn 0"),
    ],
)
def test_record_results_with_impossible_counts_writes_nothing(house, round_, counts, sentence):
    good = stages.at_council(house, round_, "LDTT", stages.NAMES[0])
    bad = stages.at_council(house, round_, "LDTT", stages.NAMES[1])
    held = stages.session(house, round_, members=11, present=9)

    with pytest.raises(Refusal, match=sentence) as refused:
        record_results(
            actor=house.secretary,
            session=held,
            results=[(good, Counts(in_favour=9)), (bad, counts)],
        )

    assert refused.value.reasons[0].startswith(stages.NAMES[1])
    assert not Result.objects.exists()
    assert fresh(good).state == fresh(bad).state == "at_council"


def test_record_result_of_another_round_is_refused(house, round_):
    other = make.round_(house, name="Đợt khen đột xuất", kind="sudden")
    row = stages.at_council(house, other, "LDTT")
    held = stages.session(house, round_)

    with pytest.raises(Refusal, match="không thuộc đợt xét"):
        record_result(actor=house.secretary, session=held, nomination=row, in_favour=11)


def test_record_result_twice_is_refused(house, round_):
    row = stages.at_council(house, round_, "LDTT")
    held = stages.session(house, round_)
    record_result(actor=house.secretary, session=held, nomination=row, in_favour=11)

    with pytest.raises(Refusal, match="Hội đồng thông qua"):
        record_result(actor=house.secretary, session=held, nomination=row, in_favour=1)

    assert Result.objects.get().in_favour == 11


@pytest.mark.parametrize("who", ["officer", "member", "chairman", "clerk", "inspector"])
def test_record_result_by_anyone_but_the_secretary_is_not_allowed(house, round_, who):
    row = stages.at_council(house, round_, "LDTT")
    held = stages.session(house, round_)

    with pytest.raises(NotAllowed):
        record_result(actor=getattr(house, who), session=held, nomination=row, in_favour=11)

    assert fresh(row).state == "at_council"


def test_database_refuses_a_pass_below_the_threshold(house, round_):
    row = stages.at_council(house, round_, "CSTDCS")
    held = stages.session(house, round_)

    with pytest.raises(IntegrityError, match="councils_result_threshold"), transaction.atomic():
        Result.objects.create(
            authority=house.authority,
            session=held,
            nomination=row,
            in_favour=8,
            total_members=11,
            threshold_percent=80,
            passed=True,
        )


def test_close_session_names_what_is_missing(house, round_):
    held = stages.session(house, round_)

    with pytest.raises(Refusal) as refused:
        close_session(actor=house.secretary, session=held, revision=held.revision)

    assert refused.value.reasons == (
        "Phiên họp chưa có kết quả nào.",
        "Chưa ghi số biên bản.",
    )


def test_close_session_stops_further_results_but_not_the_signed_minutes(house, round_):
    first = stages.at_council(house, round_, "LDTT", stages.NAMES[0])
    second = stages.at_council(house, round_, "LDTT", stages.NAMES[1])
    held = stages.session(house, round_)
    record_result(actor=house.secretary, session=held, nomination=first, in_favour=11)
    held = keep_minutes(
        actor=house.secretary, session=held, number="12/BB-HĐTĐKT", file=None, revision=None
    )
    close_session(actor=house.secretary, session=held, revision=held.revision)

    with pytest.raises(Refusal, match="đã kết thúc"):
        record_result(actor=house.secretary, session=held, nomination=second, in_favour=11)
    scan = store(actor=house.secretary, name="bien-ban.pdf", data=b"%PDF-1.7 scan")
    kept = keep_minutes(
        actor=house.secretary, session=held, number="12/BB-HĐTĐKT", file=scan, revision=None
    )

    assert kept.minutes_file == scan


def test_keep_minutes_that_change_nothing_is_refused(house, round_):
    held = stages.session(house, round_)
    scan = store(actor=house.secretary, name="bien-ban.pdf", data=b"%PDF-1.7 scan")
    keep_minutes(actor=house.secretary, session=held, number="1/BB", file=scan, revision=None)

    with pytest.raises(Refusal, match="chưa chọn tệp"):
        keep_minutes(actor=house.secretary, session=held, number="1/BB", file=None, revision=None)
    with pytest.raises(Refusal, match="Ghi số biên bản"):
        keep_minutes(actor=house.secretary, session=held, number=" ", file=None, revision=None)


def test_change_attendance_of_two_people_tells_the_second(house, round_):
    held = stages.session(house, round_)
    values = {"written_opinions": 1, "started_at": time(14, 0), "ended_at": time(16, 0)}
    change_attendance(
        actor=house.secretary, session=held, revision=held.revision, present=9, **values
    )

    with pytest.raises(StaleEdit, match="Trần Thu Hà"):
        change_attendance(
            actor=house.secretary, session=held, revision=held.revision, present=8, **values
        )

    held.refresh_from_db()
    assert (held.present, held.written_opinions) == (9, 1)


def test_change_attendance_that_ends_before_it_starts_is_refused(house, round_):
    held = stages.session(house, round_)

    with pytest.raises(Refusal, match="Giờ kết thúc"):
        change_attendance(
            actor=house.secretary,
            session=held,
            revision=None,
            present=9,
            written_opinions=0,
            started_at=time(14, 0),
            ended_at=time(13, 0),
        )


def test_establish_council_needs_every_word_and_a_member(house):
    plan = {"chair_name": "A", "chair_post": "B", "secretary_name": "C"}

    with pytest.raises(Refusal, match="Ghi đủ"):
        establish_council(
            actor=house.secretary, plan=CouncilPlan(name=" ", total_members=11, **plan)
        )
    with pytest.raises(Refusal, match="ít nhất một thành viên"):
        establish_council(
            actor=house.secretary, plan=CouncilPlan(name="Hội đồng", total_members=0, **plan)
        )
    with pytest.raises(NotAllowed):
        establish_council(
            actor=house.clerk, plan=CouncilPlan(name="Hội đồng", total_members=9, **plan)
        )
    assert not AuditEvent.objects.filter(verb="council.establish").exists()


def test_totals_list_the_highest_title_first(house, round_):
    rows = [
        stages.at_council(house, round_, "LDTT", stages.NAMES[0]),
        stages.at_council(house, round_, "CSTDCS", stages.NAMES[1]),
        stages.at_council(house, round_, "LDTT", stages.NAMES[2]),
    ]
    held = stages.session(house, round_)
    for row, votes in zip(rows, (11, 9, 1), strict=True):
        record_result(
            actor=house.secretary, session=held, nomination=row, in_favour=votes, invalid=0
        )

    found = totals(held)

    assert [(one.title_code, one.passed, one.failed) for one in found.outcomes] == [
        ("CSTDCS", 1, 0),
        ("LDTT", 1, 1),
    ]
    assert (found.passed, found.failed) == (2, 1)
    listed = with_outcome(visible_to(house.member), house.member).get()
    assert (listed.passed, listed.failed) == (2, 1)


def test_rounds_wait_for_a_session_while_dossiers_are_before_the_council(house, round_):
    row = stages.at_council(house, round_, "LDTT")
    held = stages.session(house, round_)

    before = list(rounds_at_council(house.secretary))
    waiting = list(waiting_for_result(held))
    record_result(actor=house.secretary, session=held, nomination=row, in_favour=11)

    assert before == [round_]
    assert waiting == [row]
    assert not rounds_at_council(house.secretary).exists()


@pytest.mark.parametrize("who", ["clerk", "head", "editor", "administrator"])
def test_sessions_are_not_for_units(house, round_, who):
    stages.session(house, round_, held_on=date(2024, 12, 12))

    assert not visible_to(getattr(house, who)).exists()


def elsewhere(house) -> Actor:
    """The secretary of another authority."""
    other = Authority.objects.create(code="khac", name="UBND huyện Khác", place="Khác")
    return replace(house.secretary, authority_id=other.pk)


def test_open_session_of_another_authority_is_not_allowed(house, round_):
    council = stages.council(house)

    with pytest.raises(NotAllowed, match="thuộc cơ quan của anh, chị"):
        open_session(
            actor=elsewhere(house),
            council=council,
            round_=round_,
            held_on=stages.HELD_ON,
            place="Phòng họp",
            present=9,
        )


def test_record_result_for_another_authority_is_not_allowed(house, round_):
    row = stages.at_council(house, round_, "LDTT")
    held = stages.session(house, round_)

    with pytest.raises(NotAllowed, match="cơ quan khác"):
        record_result(actor=elsewhere(house), session=held, nomination=row, in_favour=11)
