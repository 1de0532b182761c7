"""Copies are found however they were typed; what merely shares a subject is not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from tests.initiatives import making
from thidua.core.errors import Refusal
from thidua.initiatives.domain.council_work import bring
from thidua.initiatives.domain.known_texts import keep_register
from thidua.initiatives.domain.novelty import alike, answer_likeness
from thidua.initiatives.models import KnownText, Shingle
from thidua.initiatives.shingles import passages, sketch
from thidua.initiatives.workflow import REQUESTS
from thidua.registry.domain.initiatives import add_initiative, withdraw_initiative

VIETNAMESE = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạờợộ .,\n12"), max_size=200)


def copied(house, **changes):
    """The school's text, with other names and in decomposed letters, from another unit."""

    def dressed(text: str) -> str:
        changed = text.replace("Toán lớp 6", "Ngữ văn lớp 7").replace("nhà trường", "trường em")
        return unicodedata.normalize("NFD", changed).upper()

    return making.submitted_by_rival(
        house,
        name="Sổ theo dõi lỗi giúp học sinh tiến bộ",
        problem=dressed(making.PROBLEM),
        solution=dressed(making.SOLUTION),
        effect=dressed(making.EFFECT),
        **changes,
    )


def test_copy_with_other_names_and_decomposed_letters_is_found(house):
    first = making.submitted(house)
    copy = copied(house)

    found = alike(copy)

    assert [one.text.request for one in found] == [first]
    assert found[0].like_body > 60
    assert alike(first) == []


def test_unrelated_texts_are_not_alike(house):
    making.submitted(house)
    other = making.submitted(house, **making.other_words())

    assert alike(other) == []


def test_drafts_and_withdrawn_requests_are_no_earlier_solution(house):
    making.request(house)
    gone = making.submitted(house)
    REQUESTS.perform(gone, "withdraw", actor=house.head, reason="Trùng")

    assert alike(copied(house)) == []


def test_initiative_on_record_of_nearly_the_same_name_is_found_until_withdrawn(house):
    known = add_initiative(
        actor=house.officer,
        name="Bản đồ lỗi sai giúp phụ đạo môn Toán lớp 7 theo nhóm nhỏ",
        year=2021,
        authors=[make.person(house, "Bùi Văn An")],
    )
    row = making.submitted(house)

    assert [one.text.initiative for one in alike(row)] == [known]

    withdraw_initiative(actor=house.officer, initiative=known, reason="Ghi nhầm")
    assert alike(row) == []


def test_recognised_request_stands_once(house):
    first = making.recognised(house, making.board(house))
    copy = copied(house)

    assert [one.text.initiative for one in alike(copy)] == [first.initiative]
    assert keep_register(house.authority.pk) == 0


def test_check_is_two_queries_whatever_is_on_record(house, django_assert_num_queries):
    for number in range(3):
        making.submitted(house, name=f"{making.NAME} lần {number}")
    row = making.submitted(house)

    with django_assert_num_queries(2):
        assert len(alike(row)) == 3


def test_saving_again_replaces_the_numbers(house):
    row = making.request(house)
    kept = Shingle.objects.filter(text__request=row).count()

    making.change_to(house, row, **making.other_words())

    text = KnownText.objects.get(request=row)
    assert text.shingles.count() == text.names + text.bodies != kept


def test_alike_texts_must_be_answered_before_the_council(house):
    board = making.board(house)
    making.submitted(house)
    copy = REQUESTS.perform(copied(house), "accept", actor=house.officer)
    with pytest.raises(Refusal, match="Còn 1 văn bản giống nhau"):
        bring(actor=house.officer, request=copy, sitting=board.sitting)

    (one,) = alike(copy)
    with pytest.raises(Refusal, match="Ghi lý do"):
        answer_likeness(
            actor=house.officer, request=copy, against=one.text, answer="partly", reason=" "
        )
    answer_likeness(
        actor=house.officer, request=copy, against=one.text, answer="same", reason="Chép nguyên"
    )
    refused = REQUESTS.perform(
        copy, "refuse", actor=house.officer, reason="Trùng với đề nghị trước"
    )
    assert refused.state == "refused"


def test_shared_passages_are_marked_and_nothing_is_lost():
    text = "Mở đầu riêng. " + making.SOLUTION[:150] + " Kết thúc hoàn toàn khác trước."

    found = passages(text, [unicodedata.normalize("NFD", making.SOLUTION)])

    assert "".join(one.text for one in found) == text
    marked = [one.text for one in found if one.shared]
    assert len(marked) == 1
    assert marked[0].startswith("Giáo viên dựng bản đồ lỗi sai")


@given(VIETNAMESE, VIETNAMESE)
def test_passages_always_give_the_composed_text_back(text, other):
    found = passages(text, [other])

    assert "".join(one.text for one in found) == unicodedata.normalize("NFC", text)


@given(VIETNAMESE)
def test_sketch_does_not_depend_on_how_the_text_was_typed(text):
    plain = sketch(text, text)

    assert sketch(text.upper(), unicodedata.normalize("NFD", text)) == plain
    assert sketch(text, f"  {text}\n") == plain


def test_odd_texts_make_no_noise(house):
    row = making.request(house, name="?", problem="…", solution="1", effect="\u0301")

    assert alike(row) == []
