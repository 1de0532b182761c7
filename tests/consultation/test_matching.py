"""Rows of lists against those nominated: what is certain, what is asked, what an answer does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from tests.consultation.making import (
    examined,
    handed_in,
    only_match,
    others_handed_in,
    stop_list,
    submitted,
)
from thidua.commendation.domain.assess import judge
from thidua.commendation.domain.holds import lift_hold
from thidua.commendation.domain.moves import move_many
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.enums import HoldGround, RecusalGround
from thidua.commendation.models import Hold
from thidua.commendation.workflow import NOMINATIONS
from thidua.consultation.domain import stop_lists
from thidua.consultation.domain.likeness import Named, Nominee, compare
from thidua.consultation.domain.matching import match_everybody, match_nominations, unmatched
from thidua.consultation.domain.settling import ask_again, is_another, is_the_same
from thidua.consultation.enums import Answer, Likeness
from thidua.consultation.models import StopMatch
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.models import AuditEvent
from thidua.law import Verdict
from thidua.vietnamese.dates import PartialDate

NAME, UNIT = "Phạm Thị Thanh Huyền", "Trường THCS An Đồng"
HERE = Nominee("person", 1, (NAME,), PartialDate(1988), (UNIT,))


@pytest.fixture
def round_(house):
    return make.round_(house)


def council_reasons(row, actor):
    return next(
        offer.reasons
        for offer in NOMINATIONS.offers(row, actor)
        if offer.transition.name == "send_to_council"
    )


# -- one pair ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "likeness", "why"),
    [
        (Named("person", NAME, PartialDate(1988), UNIT), Likeness.CERTAIN, ""),
        (Named("person", "PHẠM THỊ THANH HUYỀN", PartialDate(1988, 5, 2), f"Thôn 3; {UNIT}"),
         Likeness.CERTAIN, ""),
        (Named("person", NAME), Likeness.DOUBTFUL, "không ghi ngày, năm sinh"),
        (Named("person", NAME, PartialDate(1988), "Thôn 3"), Likeness.DOUBTFUL, "Thôn 3"),
        (Named("person", NAME, PartialDate(1989), UNIT), Likeness.DOUBTFUL, "lệch một năm"),
        (Named("person", NAME, PartialDate(1970), UNIT), None, ""),
        (Named("person", "Phạm T. Thanh Huyền", PartialDate(1988), UNIT), Likeness.DOUBTFUL,
         "viết tắt"),
        (Named("person", "Phạm T. Thanh Huyền"), None, ""),
        (Named("household", f"Hộ bà {NAME}", PartialDate(1988), UNIT), Likeness.DOUBTFUL, "một hộ"),
        (Named("collective", UNIT), None, ""),
    ],
)  # fmt: skip
def test_pair_is_certain_only_with_birth_and_place(row, likeness, why):
    verdict = compare(row, HERE)

    assert (verdict and verdict.likeness) == likeness
    assert not why or why in " ".join(verdict.reasons)


BIRTHS = st.none() | st.builds(PartialDate, st.integers(1986, 1990))
PLACES = st.sampled_from(("", UNIT, "Xã Hồng Thái", f"Thôn 3; {UNIT}"))
KINDS = st.sampled_from(("person", "household", "collective"))


@given(KINDS, KINDS, BIRTHS, BIRTHS, PLACES, st.sampled_from(((), (UNIT,))))
def test_no_pair_is_certain_on_the_name_alone(kind, other, birth, known, place, places):
    name = {"person": NAME, "household": f"Hộ bà {NAME}", "collective": UNIT}
    names = (UNIT,) if other == "collective" else (NAME,)

    verdict = compare(
        Named(kind, name[kind], birth, place), Nominee(other, 1, names, known, places)
    )

    if verdict and verdict.likeness == Likeness.CERTAIN:
        assert place
        assert places
        assert kind == "collective" or (birth and known and birth.compatible(known))


def test_unit_by_name_alone_is_doubtful_and_with_its_district_certain():
    unit = Nominee("collective", 1, ("Trường THCS An Đồng",), None, ("Huyện An Dương",))

    alone = compare(Named("collective", "TRƯỜNG THCS AN ĐỒNG"), unit)
    placed = compare(Named("collective", "Trường THCS An Đồng", None, "Huyện An Dương"), unit)

    assert (alone.likeness, placed.likeness) == (Likeness.DOUBTFUL, Likeness.CERTAIN)
    assert compare(Named("collective", "Trường THCS An Hồng"), unit) is None


# -- answers, holds ------------------------------------------------------------------------------


def test_certain_match_is_asked_and_holds_only_after_the_answer(house, round_):
    row = examined(house, handed_in(house, round_))
    stop_list(house, (NAME, 1988, UNIT), ("Người Khác Hẳn", 1970, "Xã Hồng Thái"))
    match = only_match()

    assert match.likeness == Likeness.CERTAIN
    assert not Hold.objects.exists()
    assert "chờ trả lời có phải là đối tượng" in council_reasons(row, house.officer)[0]

    assert is_the_same(actor=house.officer, match=match) == 1
    hold = Hold.objects.get()
    assert "Thuế cơ sở 5" in hold.words
    assert "12/QĐ" not in hold.words
    assert "dòng 4" in hold.source
    refused = move_many(actor=house.officer, nominations=[row], name="send_to_council").refused
    assert "Đang tạm dừng" in refused[0][1][0]

    lift_hold(actor=house.officer, hold=hold, basis="Văn bản 99/CCT ngày 02/01/2025")
    match_everybody(house.authority.pk)
    assert move_many(actor=house.officer, nominations=[row], name="send_to_council").done


def test_other_person_is_never_asked_again_and_matching_twice_changes_nothing(house, round_):
    row = handed_in(house, round_)
    held = stop_list(house, (NAME, "", ""))
    match = only_match()
    assert match.reasons

    is_another(actor=house.officer, match=match)
    events = AuditEvent.objects.count()
    for _ in range(2):
        assert match_nominations([row]) == 0
        assert match_everybody(house.authority.pk) == 0

    assert StopMatch.objects.get().answer == Answer.OTHER
    assert AuditEvent.objects.count() == events
    assert not Hold.objects.exists()
    with pytest.raises(Refusal, match="đã trả lời"):
        is_the_same(actor=house.officer, match=match)
    ask_again(actor=house.officer, match=match, why="Bấm nhầm")
    assert is_the_same(actor=house.officer, match=match) == 1
    ask_again(actor=house.officer, match=match, why="Lại nhầm")
    assert not Hold.objects.filter(lifted_at__isnull=True).exists()
    assert (
        stop_lists.withdraw_list(actor=house.officer, list_=held, reason="Gửi nhầm", release=True)
        == 0
    )


def test_dossier_handed_in_later_is_compared_before_the_council_and_held_with_the_others(
    house, round_
):
    first = handed_in(house, round_)
    stop_list(house, (NAME, 1988, UNIT))
    is_the_same(actor=house.officer, match=only_match(), words="Nợ thuế, nộp xong gửi giấy")
    later = submitted(
        house, make.nomination(house, round_, first.person, title="GK-HUYEN", name=NAME)
    )
    assert list(unmatched(house.authority.pk)) == [later]

    match_everybody(house.authority.pk)

    assert not unmatched(house.authority.pk).exists()
    assert [hold.nomination_id for hold in Hold.objects.order_by("pk")] == [first.pk, later.pk]
    assert Hold.objects.last().words == "Nợ thuế, nộp xong gửi giấy"


def test_settled_matter_does_not_stop_a_later_dossier(house, round_):
    first = handed_in(house, round_)
    stop_list(house, (NAME, 1988, UNIT))
    is_the_same(actor=house.officer, match=only_match())
    lift_hold(actor=house.officer, hold=Hold.objects.get(), basis="Đã nộp đủ")
    submitted(house, make.nomination(house, round_, first.person, title="GK-HUYEN", name=NAME))

    match_everybody(house.authority.pk)

    assert Hold.objects.count() == 1


def test_row_that_matches_nobody_waits_until_its_list_ends(house, round_):
    stop_list(house, (NAME, 1988, UNIT))
    assert not StopMatch.objects.exists()
    row = examined(house, handed_in(house, round_))
    assert "Chưa đối chiếu" in council_reasons(row, house.officer)[0]

    match_everybody(house.authority.pk)

    assert only_match().likeness == Likeness.CERTAIN


def test_list_out_of_force_or_withdrawn_stops_nobody(house, round_):
    row = examined(house, handed_in(house, round_))
    held = stop_list(house, (NAME, 1988, UNIT))
    stop_lists.withdraw_list(actor=house.officer, list_=held, reason="Gửi nhầm", release=True)
    row.refresh_from_db()

    assert council_reasons(row, house.officer) == ()
    with pytest.raises(Refusal):
        is_the_same(actor=house.officer, match=only_match())


def test_households_and_units_are_found_too(house, round_):
    others_handed_in(house, round_)
    stop_list(house, ("Trường THCS An Đồng", "", "Huyện An Dương"), ("Hộ bà Vũ Thị Na", 1960, UNIT))

    kinds = {(match.collective_id is not None, match.likeness) for match in StopMatch.objects.all()}
    assert kinds == {(True, Likeness.CERTAIN), (False, Likeness.CERTAIN)}


# -- who -----------------------------------------------------------------------------------------


def test_only_the_officer_answers(house, round_):
    handed_in(house, round_)
    stop_list(house, (NAME, 1988, UNIT))

    for role in ("clerk", "head", "secretary", "member", "chairman", "inspector"):
        with pytest.raises(NotAllowed):
            is_the_same(actor=getattr(house, role), match=only_match())


def test_officer_who_keeps_away_neither_answers_nor_reads_a_name(house, round_):
    row = handed_in(house, round_)
    stop_list(house, (NAME, 1988, UNIT))
    recuse(
        actor=house.officer, nomination=row, user_id=house.officer.user_id,
        ground=RecusalGround.FAMILY, words="Em gái",
    )  # fmt: skip

    with pytest.raises(NotAllowed):
        is_another(actor=house.officer, match=only_match())
    said = AuditEvent.objects.filter(verb__startswith="stoplist.").values_list("sentence", "data")
    assert NAME not in str(list(said))


def test_ground_of_the_law_is_said_with_its_article_and_goes_with_the_hold(house, round_):
    row = handed_in(house, round_)
    stop_list(house, (NAME, 1988, UNIT), ground=HoldGround.INSPECTION)
    is_the_same(actor=house.officer, match=only_match())
    row.refresh_from_db()
    finding = judge(row).find("clear.inspection")
    assert row.verdict == "not_met"
    assert finding.verdict is Verdict.NOT_MET

    lift_hold(actor=house.officer, hold=Hold.objects.get(), basis="Kết luận số 3/KL-TTr")
    row.refresh_from_db()
    assert judge(row).find("clear.inspection").verdict is not Verdict.NOT_MET
    assert row.verdict == "met"
