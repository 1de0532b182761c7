"""The minutes drawn from what was recorded."""

from __future__ import annotations

from datetime import time

import pypdfium2
import pytest

from tests import factories as make
from tests.decisions import stages
from thidua.core.errors import Refusal
from thidua.councils.domain.minutes import minutes_file, minutes_paper
from thidua.councils.domain.sessions import keep_minutes, record_result
from thidua.documents.domain.store import store


@pytest.fixture
def held(house):
    round_ = make.round_(house)
    rows = [
        stages.at_council(house, round_, "CSTDCS", stages.NAMES[0]),
        stages.at_council(house, round_, "LDTT", stages.NAMES[1]),
        stages.at_council(house, round_, "CSTDCS", stages.NAMES[2]),
    ]
    session = stages.session(
        house,
        round_,
        present=8,
        written_opinions=2,
        started_at=time(14, 0),
        ended_at=time(16, 30),
    )
    for row, (yes, no, void) in zip(rows, ((10, 0, 0), (9, 1, 0), (6, 3, 1)), strict=True):
        record_result(
            actor=house.secretary,
            session=session,
            nomination=row,
            in_favour=yes,
            against=no,
            invalid=void,
        )
    return session


def words_of(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return " ".join(text.split())


def test_minutes_paper_groups_by_award_with_its_threshold(held):
    paper = minutes_paper(held)

    groups = [(group.award_name, group.threshold_percent, group.votes_needed, len(group.votes))
              for group in paper.ballots]  # fmt: skip
    assert groups == [("Chiến sĩ thi đua cơ sở", 80, 9, 2), ("Lao động tiên tiến", None, 6, 1)]
    assert [vote.votes_for for vote in paper.ballots[0].votes] == [10, 6]
    assert [vote.invalid for vote in paper.ballots[0].votes] == [0, 1]


def test_minutes_paper_leaves_the_absent_to_be_named(held):
    paper = minutes_paper(held)

    assert [bool(member.written_opinion) for member in paper.absent] == [True, True, False]
    assert {member.name for member in paper.absent} == {"……"}
    assert (paper.total_members, paper.present_count) == (11, 8)


def test_minutes_paper_takes_its_number_apart(house, held):
    before = minutes_paper(held)
    kept = keep_minutes(
        actor=house.secretary, session=held, number="12/BB-HĐ", file=None, revision=None
    )
    after = minutes_paper(kept)

    assert (before.number, before.symbol, before.draft) == (None, "BB-HĐTĐKT", True)
    assert (after.number, after.symbol, after.draft) == (12, "BB-HĐ", True)


def test_minutes_paper_is_no_draft_once_signed(house, held):
    scan = store(actor=house.secretary, name="ky.pdf", data=b"%PDF-1.7")
    kept = keep_minutes(
        actor=house.secretary, session=held, number="12/BB-HĐ", file=scan, revision=None
    )

    assert not minutes_paper(kept).draft


def test_minutes_pdf_holds_names_shares_and_conclusion(held):
    words = words_of(minutes_file(held, "pdf"))

    for expected in (
        "HỘI ĐỒNG",
        stages.NAMES[0],
        "90,9",
        "Chiến sĩ thi đua cơ sở: thông qua 1 trong 2 hồ sơ",
        "14 giờ 00 phút",
    ):
        assert expected in words


def test_minutes_docx_is_a_word_file(held):
    assert minutes_file(held, "docx").startswith(b"PK")


def test_minutes_without_the_hour_are_refused(house):
    round_ = make.round_(house)
    session = stages.session(house, round_)

    with pytest.raises(Refusal, match="giờ bắt đầu"):
        minutes_file(session, "pdf")


def test_minutes_that_cannot_be_drawn_say_why(held):
    held.council.name = "Hội đồng \u2603"

    with pytest.raises(Refusal, match="không in được"):
        minutes_file(held, "pdf")


def test_minutes_of_counts_that_contradict_the_membership_say_why(held):
    held.present = 12

    with pytest.raises(Refusal, match="thành viên nhưng biên bản ghi"):
        minutes_paper(held)
