"""Letters: whom they ask about, by when, what they say of people; and lists as files."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest

from tests import factories as make
from tests.consultation.making import (
    body,
    handed_in,
    letter,
    others_handed_in,
    sent,
    started,
    stop_list,
)
from thidua.commendation.domain.local_rules import add_regulation
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.enums import HoldGround, RecusalGround
from thidua.commendation.models import Nomination
from thidua.consultation.domain import stop_lists
from thidua.consultation.domain.answers import Said, record_answer
from thidua.consultation.domain.bodies import kind_of, seed_bodies
from thidua.consultation.domain.drafting import needs
from thidua.consultation.domain.due import reply_due
from thidua.consultation.domain.matching import match_nominations
from thidua.consultation.domain.paper import letter_file
from thidua.consultation.enums import BodyKind, ListState, Outcome, State
from thidua.consultation.models import StopListRow
from thidua.consultation.workflow import CONSULTATIONS
from thidua.core.errors import NotAllowed, Refusal
from thidua.law.instruments import data_text
from thidua.law.regulations import EXAMPLE


@pytest.fixture
def round_(house):
    return make.round_(house)


def words_of(data: bytes) -> str:
    paper = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def test_regulation_gives_the_bodies_to_ask_once(house):
    add_regulation(actor=house.officer, text=data_text(EXAMPLE))

    made = seed_bodies(actor=house.officer, day=date(2026, 1, 5))

    assert {one.name: one.kind for one in made}["Thanh tra tỉnh"] == BodyKind.INSPECTORATE
    assert made[0].basis == "86/2025/QĐ-UBND"
    assert seed_bodies(actor=house.officer, day=date(2026, 1, 5)) == []
    assert kind_of("Tòa soạn báo") == BodyKind.OTHER
    with pytest.raises(Refusal, match="đã có trong danh mục"):
        body(house, "Thanh tra tỉnh")


def test_term_is_the_laws_with_its_doubt_or_the_authoritys_own():
    law, own = reply_due(date(2024, 12, 10)), reply_due(date(2024, 12, 10), 5, "Quy chế 5/QC")
    gone = reply_due(date(2027, 3, 2))

    assert (law.on, own.on) == (date(2024, 12, 24), date(2024, 12, 17))
    assert "chưa chắc chắn" in law.words
    assert own.words.startswith("5 ngày làm việc, Quy chế 5/QC")
    assert gone.on is None
    assert "chưa có văn bản thay thế" in gone.words


def test_law_says_which_titles_have_to_be_asked_about(house):
    round_ = make.round_(house, titles=("LDTT", "BKTTG"))
    handed_in(house, round_)
    handed_in(house, round_, "Lê Văn Bình", 1979, title="BKTTG")

    found = {need.code: need.finding.verdict for need in needs(house.officer, round_)}

    assert found == {"LDTT": "not_met", "BKTTG": "met"}


def test_letter_names_people_with_births_only_where_names_double(house, round_):
    handed_in(house, round_)
    handed_in(house, round_, "Lê Văn Bình", 1979)
    make.person(house, "Lê Văn Bình", 1991, unit=house.rival)
    others_handed_in(house, round_)
    row = letter(house, round_, titles=("LDTT", "TTLDTT", "GDVH"))

    said = words_of(letter_file(row))

    assert row.subjects.count() == 4
    assert "Phạm Thị Thanh Huyền" in said
    assert "1979" in said
    assert "1988" not in said
    assert "Kính gửi: Thuế cơ sở 5" in said


def test_units_can_be_asked_about_in_place_of_their_people(house, round_):
    handed_in(house, round_)
    handed_in(house, round_, "Lê Văn Bình", 1979)

    row = letter(house, round_, whole_units=True)

    assert [one.name for one in row.subjects.all()] == ["Trường THCS An Đồng"]


def test_dossier_kept_from_the_officer_is_left_to_another(house, round_):
    row = handed_in(house, round_)
    recuse(
        actor=house.officer, nomination=row, user_id=house.officer.user_id,
        ground=RecusalGround.OWN_UNIT,
    )  # fmt: skip

    with pytest.raises(Refusal, match="Không còn trường hợp nào"):
        letter(house, round_)


def test_answer_is_not_overwritten_and_withdrawing_after_it_is_refused(house, round_):
    handed_in(house, round_)
    row = sent(house, round_)
    subject = row.subjects.get()
    said = Said(Outcome.VIOLATION, "9/CCT", HoldGround.OTHER, "Làm rõ")
    record_answer(actor=house.officer, subject=subject, said=said)

    with pytest.raises(Refusal, match="đã ghi vi phạm"):
        record_answer(actor=house.officer, subject=subject, said=said)
    with pytest.raises(Refusal, match="đã có ý kiến"):
        CONSULTATIONS.perform(row, "withdraw", actor=house.officer, reason="Nhầm")
    for other in (house.clerk, house.inspector, house.secretary, house.chairman):
        with pytest.raises(NotAllowed):
            record_answer(actor=other, subject=subject, said=said)
    done = CONSULTATIONS.perform(
        row, "answer", actor=house.officer, paper="9/CCT", rest_is_clear=True
    )
    assert done.state == State.ANSWERED


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"\x00" * 40, b"PK\x03\x04broken"])
def test_file_that_cannot_be_read_is_kept_and_says_why(house, content):
    row = started(house, content, of=body(house))
    stop_lists.read(row)
    row.refresh_from_db()

    assert row.state == ListState.REFUSED
    assert row.refusal.endswith(".")
    assert not StopListRow.objects.exists()


def test_reading_twice_keeps_the_rows_once(house):
    row = stop_list(house, ("Lê Văn Bình", 1979, "Xã Hồng Thái"))
    stop_lists.read(row)

    assert StopListRow.objects.count() == 1
    with pytest.raises(Refusal, match="đã đọc xong"):
        stop_lists.read_again(actor=house.officer, list_=row)


@pytest.mark.parametrize("count", [1, 3])
def test_matching_takes_the_same_queries_for_one_and_three(
    house, round_, django_assert_num_queries, count
):
    names = ["Phạm Thị Thanh Huyền", "Lê Văn Bình", "Đỗ Thị Sen"]
    stop_list(house, *((name, 1988, "Trường THCS An Đồng") for name in names))
    for name in names[:count]:
        handed_in(house, round_, name)
    found = list(Nomination.objects.all())

    with django_assert_num_queries(15):
        assert match_nominations(found) == count
