"""Score sheets: order-free, monotone, frozen; whoever keeps away counts nowhere."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.initiatives import making
from thidua.accounts.models import User
from thidua.core.errors import NotAllowed, Refusal
from thidua.initiatives.domain.council_work import EditionPlan, Line, set_criteria
from thidua.initiatives.domain.drafts import Author
from thidua.initiatives.domain.recusals import recuse, withdraw_recusal
from thidua.initiatives.domain.scoring import close, enter_sheet, hand_in, is_intact
from thidua.initiatives.enums import Method, VotesOf
from thidua.initiatives.models import Scoring
from thidua.initiatives.queries import (
    entitled,
    evidence_visible_to,
    scorings,
    to_score,
    visible_to,
)
from thidua.initiatives.rating import Line as RatedLine
from thidua.initiatives.rating import Scheme, Sheet, outcome

POINTS = st.integers(0, 1000).map(lambda cents: Decimal(cents) / 100)
SHEETS = st.lists(
    st.builds(lambda a, b, yes: Sheet({1: a, 2: b}, yes), POINTS, POINTS, st.booleans()),
    min_size=1,
    max_size=5,
)
SCHEMES = st.builds(
    lambda method, places, votes_of, points, votes: Scheme(
        (
            RatedLine(1, "a", Decimal(10), Decimal(1)),
            RatedLine(2, "b", Decimal(10), Decimal("1.5")),
        ),
        method,
        places,
        points,
        votes,
        votes_of,
    ),
    st.sampled_from(Method),
    st.integers(0, 4),
    st.sampled_from(VotesOf),
    st.one_of(st.none(), st.integers(1, 100)),
    st.one_of(st.none(), st.integers(1, 100)),
)


def result(scheme, sheets):
    return outcome(scheme, sheets, council_members=9, entitled=8)


@given(SCHEMES, SHEETS, st.randoms(use_true_random=False))
def test_result_does_not_depend_on_the_order_of_the_sheets(scheme, sheets, chance: random.Random):
    shuffled = list(sheets)
    chance.shuffle(shuffled)

    assert result(scheme, shuffled) == result(scheme, sheets)


@given(SCHEMES, SHEETS, st.data())
def test_more_points_or_a_vote_in_favour_never_make_it_worse(scheme, sheets, data):
    place = data.draw(st.integers(0, len(sheets) - 1))
    least = int(sheets[place].points[1] * 100)
    raised = Decimal(data.draw(st.integers(least, 1000))) / 100
    better = list(sheets)
    better[place] = Sheet({1: raised, 2: sheets[place].points[2]}, recommends=True)

    before, after = result(scheme, sheets), result(scheme, better)

    assert dict(after.averages)[1] >= dict(before.averages)[1]
    assert after.total >= before.total
    assert after.points_share >= before.points_share
    assert after.passed or not before.passed


def test_share_of_members_is_counted_not_rounded():
    line = (RatedLine(1, "a", Decimal(10), Decimal(1)),)
    scheme = Scheme(line, Method.MEAN, 0, None, 67, VotesOf.SHEETS)
    sheets = [Sheet({1: Decimal(5)}, yes) for yes in (True, True, False)]

    assert result(scheme, sheets).votes_share == 67
    assert not result(scheme, sheets).passed


def test_median_leaves_one_extreme_sheet_without_weight():
    line = (RatedLine(1, "a", Decimal(10), Decimal(1)),)
    scheme = Scheme(line, Method.MEDIAN, 2, 50, None, VotesOf.SHEETS)
    sheets = [Sheet({1: Decimal(p)}, recommends=True) for p in (8, 9, 0)]

    assert result(scheme, sheets).total == 8


def test_members_score_the_secretary_types_and_closes(house):
    board = making.board(house, sheets_percent=100)
    scoring = making.at_council(house, board)
    hand_in(actor=board.member, scoring=scoring, filled=making.filled(board, 40, 60))
    hand_in(actor=board.second, scoring=scoring, filled=making.filled(board, "20.5", 30))
    with pytest.raises(Refusal, match="Mới có 2 phiếu chấm trong 3"):
        close(actor=house.secretary, scoring=scoring)
    enter_sheet(
        actor=house.secretary,
        scoring=scoring,
        member=board.seats["paper"],
        filled=making.filled(board, 30, 45, recommends=False),
    )
    with pytest.raises(Refusal, match="có tài khoản nên tự chấm"):
        enter_sheet(
            actor=house.secretary,
            scoring=scoring,
            member=board.seats["member"],
            filled=making.filled(board, 0, 0),
        )

    row = close(actor=house.secretary, scoring=scoring)

    assert (row.content["total"], row.content["points_share"]) == ("75.17", "75.17")
    assert [one["average"] for one in row.content["criteria"]] == ["30.17", "45.00"]
    assert (row.content["in_favour"], row.content["votes_whole"], row.passed) == (2, 3, True)
    row = Scoring.objects.get(pk=row.pk)
    assert is_intact(row)
    row.content["total"] = "99"
    assert not is_intact(row)
    with pytest.raises(Refusal, match="đã kết thúc chấm"):
        hand_in(actor=board.member, scoring=scoring, filled=making.filled(board, 1, 1))


@pytest.mark.parametrize("points", [("40.01", "60"), ("-1", "60"), ("1.005", "60"), ("NaN", "1")])
def test_impossible_points_are_refused_in_words(house, points):
    board = making.board(house)
    scoring = making.at_council(house, board)

    with pytest.raises(Refusal, match="Tính mới"):
        hand_in(actor=board.member, scoring=scoring, filled=making.filled(board, *points))


def test_only_a_member_of_the_council_scores(house):
    board = making.board(house)
    scoring = making.at_council(house, board)

    for actor in (house.officer, house.chairman, house.head, house.inspector, house.secretary):
        with pytest.raises(NotAllowed):
            hand_in(actor=actor, scoring=scoring, filled=making.filled(board, 1, 1))
    with pytest.raises(NotAllowed):
        close(actor=house.officer, scoring=scoring)


def test_criteria_in_use_stay_as_they_are(house):
    board = making.board(house)
    plan = EditionPlan(year=2024, name="Khác", basis="Quy chế", points_percent=50)

    with pytest.raises(Refusal, match="đã dùng trong một phiên"):
        set_criteria(
            actor=house.secretary,
            council=board.council,
            edition=board.edition,
            plan=plan,
            lines=(Line("Một", Decimal(1)),),
        )
    with pytest.raises(Refusal, match="ít nhất một ngưỡng"):
        set_criteria(
            actor=house.secretary,
            council=board.council,
            plan=EditionPlan(year=2024, name="Khác", basis="Quy chế"),
            lines=(Line("Một", Decimal(1)),),
        )


def everything_seen(actor) -> list[int]:
    return [
        visible_to(actor).count(),
        scorings(actor).count(),
        to_score(actor).count(),
        evidence_visible_to(actor).count(),
    ]


def test_member_who_is_an_author_sees_and_scores_nothing(house):
    board = making.board(house)
    authors = (Author("đỗ văn  THẮNG", "", Decimal(40)), Author("Vũ Thị Mai", "", Decimal(60)))
    scoring = making.at_council(house, board, authors=authors)

    assert everything_seen(board.member) == [0, 0, 0, 0]
    assert everything_seen(board.second)[:3] == [1, 1, 1]
    assert board.seats["member"] not in entitled(scoring)
    with pytest.raises(NotAllowed):
        hand_in(actor=board.member, scoring=scoring, filled=making.filled(board, 40, 60))


def test_sheet_of_a_member_recused_afterwards_counts_nowhere(house):
    board = making.board(house)
    scoring = making.at_council(house, board)
    hand_in(actor=board.member, scoring=scoring, filled=making.filled(board, 40, 60))
    hand_in(actor=board.second, scoring=scoring, filled=making.filled(board, 10, 10))
    recuse(
        actor=board.member,
        request=scoring.request,
        user=User.objects.get(pk=board.member.user_id),
        ground="family",
        words="Em vợ là tác giả",
    )

    row = close(actor=house.secretary, scoring=scoring)

    assert row.content["total"] == "20.00"
    assert "Đỗ Văn Thắng" not in str(row.content)
    assert row.content["members"] == {"council": 3, "entitled": 2}


def test_recused_officer_does_nothing_and_namesake_is_let_back(house):
    row = making.submitted(house, authors=(Author("Nguyễn Quốc Khánh", "", Decimal(100)),))
    assert not visible_to(house.officer).exists()

    found = row.recusals.get()
    assert found.detected
    with pytest.raises(NotAllowed):
        withdraw_recusal(actor=house.officer, recusal=found, why="Chỉ trùng tên")
    withdraw_recusal(actor=house.secretary, recusal=found, why="Chỉ trùng tên")

    assert visible_to(house.officer).exists()


def test_nobody_keeps_another_away_but_the_secretary(house):
    row = making.submitted(house)
    about = User.objects.get(pk=house.member.user_id)

    with pytest.raises(NotAllowed):
        recuse(actor=house.officer, request=row, user=about, ground="other", words="Nghi ngờ")
    recuse(actor=house.secretary, request=row, user=about, ground="other", words="Thầy dạy")
