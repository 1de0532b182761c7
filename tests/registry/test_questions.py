"""What is in doubt is asked, answered once for all lines of one spelling, and never guessed."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.registry.workbooks import award, register
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.models import AuditEvent
from thidua.organizations.domain.people import merge_people
from thidua.organizations.models import Person
from thidua.registry.domain import answers, imports
from thidua.registry.domain.undo import undo_batch
from thidua.registry.enums import AskedAbout, RowState
from thidua.registry.models import Award


def standing(batch) -> list[tuple[int, str, str]]:
    return list(batch.rows.values_list("row", "state", "asked"))


def test_line_about_a_person_on_record_is_certain(house, bring):
    known = make.person(house, "Nguyễn Thị Hương", 1985)

    batch = bring(house, register(award("NGUYỄN THỊ HƯƠNG", birth="15/8/1985")))

    assert batch.rows.get().subject == known.code


def test_same_name_another_birth_is_another_person(house, bring):
    known = make.person(house, "Nguyễn Thị Hương", 1985)

    batch = bring(house, register(award("Nguyễn Thị Hương", birth="1991")))

    row = batch.rows.get()
    assert (row.state, row.subject == known.code) == (RowState.READY, False)


def test_birth_a_year_off_is_asked_with_candidate_and_reason(house, bring):
    known = make.person(house, "Nguyễn Thị Hương", 1985)

    batch = bring(house, register(award("Nguyễn Thị Hương", birth="1986")))

    row = batch.rows.get()
    assert (row.state, row.asked) == (RowState.ASKED, AskedAbout.PERSON)
    assert row.candidates == [
        {
            "code": known.code,
            "name": "Nguyễn Thị Hương",
            "birth": "1985",
            "unit": "Trường THCS An Đồng",
            "reasons": ["năm sinh lệch một năm: 1986 và 1985"],
            "on_record": True,
            "rows": [],
            "waits": False,
        }
    ]


def test_lines_of_one_unknown_person_make_one_person(house, bring):
    batch = bring(
        house,
        register(
            award("Lê Thị Trang", birth=""),
            award("LÊ THỊ TRANG", birth="1976", year=2020, number="9/QĐ-UBND", day="1/2/2020"),
            award("Lê Thị Trang", birth="25/5/1976", year=2021, number="8/QĐ", day="1/2/2021"),
        ),
    )
    imports.apply_batch(actor=house.officer, batch=batch)

    person = Person.objects.get()
    assert person.awards.count() == 3
    assert (person.full_name, str(person.birth_on)) == ("Lê Thị Trang", "1976-05-25")


def test_people_of_the_file_itself_are_candidates(house, bring):
    batch = bring(
        house,
        register(award("Bùi T. Hạnh"), award("Bùi Thị Hạnh", title="GK", number="3/QĐ-UBND")),
    )

    short, full = batch.rows.order_by("row")
    assert (full.state, short.state) == (RowState.READY, RowState.ASKED)
    assert short.candidates[0]["code"] == full.subject
    assert short.candidates[0]["rows"] == [5]
    assert short.candidates[0]["on_record"] is False


def test_answer_the_same_puts_the_award_on_that_person(house, bring):
    known = make.person(house, "Bùi Thị Hạnh", 1985)
    batch = bring(house, register(award("Bùi T. Hạnh")))

    answers.answer_row(actor=house.officer, row=batch.rows.get(), answer=known.code)
    imports.apply_batch(actor=house.officer, batch=batch)

    assert known.awards.count() == 1
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("new", "người khác, ghi thành người mới"),
        ("leave_out", "bỏ qua"),
        (None, "là Bùi Thị Hạnh ({code})"),
    ],
)
def test_answer_is_on_the_journal_in_words(house, bring, answer, words):
    known = make.person(house, "Bùi Thị Hạnh", 1985)
    row = bring(house, register(award("Bùi T. Hạnh"))).rows.get()

    answers.answer_row(actor=house.officer, row=row, answer=answer or known.code)

    event = AuditEvent.objects.get(verb="registry.answer")
    assert event.sentence == f"Dòng 4 của tệp “so.xlsx”: {words.format(code=known.code)}"


def test_answer_another_makes_a_second_person(house, bring):
    known = make.person(house, "Bùi Thị Hạnh", 1985)
    batch = bring(house, register(award("Bùi T. Hạnh")))

    answers.answer_row(actor=house.officer, row=batch.rows.get(), answer="new")
    imports.apply_batch(actor=house.officer, batch=batch)

    assert known.awards.count() == 0
    assert Person.objects.count() == 2


def test_left_out_line_never_goes_on_record(house, bring):
    known = make.person(house, "Bùi Thị Hạnh", 1984)
    batch = bring(house, register(award("Bùi Thị Hạnh"), award("Lê Thị Nga")))

    answers.answer_row(actor=house.officer, row=batch.rows.get(row=4), answer="leave_out")
    imports.apply_batch(actor=house.officer, batch=batch)

    assert standing(batch) == [(4, "left_out", ""), (5, "applied", "")]
    assert known.awards.count() == 0
    assert Award.objects.get().person.full_name == "Lê Thị Nga"


def test_one_answer_serves_every_line_of_the_spelling(house, bring):
    known = make.person(house, "Bùi Thị Hạnh", 1985)
    lines = [
        award("Bùi T. Hạnh", year=year, number=f"{year}/QĐ-UBND", day=f"1/12/{year}")
        for year in (2019, 2020, 2021)
    ]
    batch = bring(house, register(*lines))
    key = batch.rows.first().asked_key

    answers.answer_alike(
        actor=house.officer, batch=batch, asked="person", key=key, answer=known.code
    )

    assert [row.subject for row in batch.rows.all()] == [known.code] * 3
    assert {row.state for row in batch.rows.all()} == {RowState.READY}


def test_one_answer_another_makes_one_person_of_all_its_lines(house, bring):
    make.person(house, "Bùi Thị Hạnh", 1985)
    lines = [
        award("Bùi T. Hạnh", year=year, number=f"{year}/QĐ-UBND", day=f"1/12/{year}")
        for year in (2019, 2020)
    ]
    batch = bring(house, register(*lines))
    key = batch.rows.first().asked_key

    answers.answer_alike(actor=house.officer, batch=batch, asked="person", key=key, answer="new")
    imports.apply_batch(actor=house.officer, batch=batch)

    assert Person.objects.count() == 2
    assert Person.objects.get(full_name="Bùi T. Hạnh").awards.count() == 2


def test_answer_follows_a_person_merged_since(house, bring):
    first, kept = make.person(house, "Bùi Thị Hạnh", 1985), make.person(house, "Bùi Hạnh", 1970)
    batch = bring(house, register(award("Bùi T. Hạnh")))
    answers.answer_row(actor=house.officer, row=batch.rows.get(), answer=first.code)
    merge_people(actor=house.officer, kept=kept, absorbed=first)

    imports.apply_batch(actor=house.officer, batch=batch)

    assert kept.awards.count() == 1


def test_answer_follows_a_line_that_found_its_person_since(house, bring):
    """The candidate of the file itself turns out to be somebody another file made known."""
    data = register(award("Bùi T. Hạnh"), award("Bùi Thị Hạnh", title="GK", number="3/QĐ-UBND"))
    batch = bring(house, data)
    asked = batch.rows.get(row=4)
    answers.answer_row(actor=house.officer, row=asked, answer=asked.candidates[0]["code"])
    imports.apply_batch(
        actor=house.officer, batch=bring(house, register(award("Bùi Thị Hạnh", year=2018)))
    )

    imports.apply_batch(actor=house.officer, batch=batch)

    assert Person.objects.get().awards.count() == 3


def test_answer_about_a_person_withdrawn_since_brings_that_person_back(house, bring):
    other = bring(house, register(award("Bùi Thị Hạnh", year=2018)))
    imports.apply_batch(actor=house.officer, batch=other)
    made = Person.objects.get()
    batch = bring(house, register(award("Bùi T. Hạnh")))
    answers.answer_row(actor=house.officer, row=batch.rows.get(), answer=made.code)
    undo_batch(actor=house.officer, batch=other)

    imports.apply_batch(actor=house.officer, batch=batch)

    made.refresh_from_db()
    assert made.withdrawn_at is None
    assert made.awards.filter(withdrawn_at__isnull=True).count() == 1


def test_faulty_line_can_only_be_left_out(house, bring):
    batch = bring(house, register(award("Lê Thị Nga", year=""), award("Lê Thị Lan")))
    row = batch.rows.get(row=4)

    with pytest.raises(Refusal, match="sửa trong tệp rồi nhập lại, hoặc bỏ qua"):
        answers.answer_row(actor=house.officer, row=row, answer="new")
    answers.answer_row(actor=house.officer, row=row, answer="leave_out")

    row.refresh_from_db()
    assert row.state == RowState.LEFT_OUT


def test_asked_twice_is_refused_in_words(house, bring):
    make.person(house, "Bùi Thị Hạnh", 1985)
    batch = bring(house, register(award("Bùi T. Hạnh")))
    row = batch.rows.get()
    answers.answer_row(actor=house.officer, row=row, answer="new")

    with pytest.raises(Refusal, match="không còn chờ trả lời"):
        answers.answer_row(actor=house.officer, row=row, answer="new")
    with pytest.raises(Refusal, match="đã được trả lời"):
        answers.answer_alike(
            actor=house.officer, batch=batch, asked="person", key=row.asked_key, answer="new"
        )


def test_answer_that_is_not_on_offer_is_refused(house, bring):
    make.person(house, "Bùi Thị Hạnh", 1985)
    stranger = make.person(house, "Trần Văn Nam", 1970)
    batch = bring(house, register(award("Bùi T. Hạnh")))

    with pytest.raises(Refusal, match="chọn một người trong các người được nêu"):
        answers.answer_row(actor=house.officer, row=batch.rows.get(), answer=stranger.code)


def test_question_that_rests_on_another_waits_for_it(house, bring):
    make.person(house, "Hoàng Ngọc Khánh", 1978)
    batch = bring(
        house,
        register(
            award("Hoàng Ngọc Khánh", birth="1979"),
            award("Hoàng Ngọc Khánh", birth="", year=2020, number="5/QĐ-UBND", day="1/2/2020"),
        ),
    )
    first, second = batch.rows.order_by("row")
    waiting = next(offer for offer in second.candidates if offer["waits"])

    with pytest.raises(Refusal, match=r"Trả lời câu hỏi về Hoàng Ngọc Khánh \(dòng 4\) trước"):
        answers.answer_row(actor=house.officer, row=second, answer=waiting["code"])

    known = Person.objects.get()
    answers.answer_row(actor=house.officer, row=first, answer=known.code)
    second.refresh_from_db()
    assert (second.state, second.subject) == (RowState.READY, known.code)


def test_answer_can_be_taken_back_until_it_is_applied(house, bring):
    make.person(house, "Bùi Thị Hạnh", 1985)
    batch = bring(house, register(award("Bùi T. Hạnh")))
    row = batch.rows.get()
    answers.answer_row(actor=house.officer, row=row, answer="new")

    answers.take_back(actor=house.officer, row=row)

    row.refresh_from_db()
    assert (row.state, row.answer) == (RowState.ASKED, "")

    answers.answer_row(actor=house.officer, row=row, answer="new")
    imports.apply_batch(actor=house.officer, batch=batch)
    with pytest.raises(Refusal, match="đã nhập vào sổ"):
        answers.take_back(actor=house.officer, row=row)


def test_late_answer_joins_the_batch_that_was_applied(house, bring):
    known = make.person(house, "Bùi Thị Hạnh", 1985)
    batch = bring(house, register(award("Bùi T. Hạnh"), award("Lê Thị Nga")))
    imports.apply_batch(actor=house.officer, batch=batch)
    assert standing(batch) == [(4, "asked", "person"), (5, "applied", "")]

    answers.answer_row(actor=house.officer, row=batch.rows.get(row=4), answer=known.code)

    assert standing(batch) == [(4, "applied", ""), (5, "applied", "")]
    assert known.awards.get().batch == batch


def test_doubtful_line_that_turns_out_the_same_repeats_and_is_not_written(house, bring):
    make.person(house, "Nguyễn Thị Hồng Xuân", 1979)
    batch = bring(
        house,
        register(
            award("Nguyễn Thị Hồng Xuân", birth="1979"),
            award("Nguyễn Thị Hồng Xuân", birth="1980"),
        ),
    )
    imports.apply_batch(actor=house.officer, batch=batch)
    asked = batch.rows.get(row=5)
    assert asked.candidates[0]["repeats"] == "ở dòng 4"

    answers.answer_row(actor=house.officer, row=asked, answer=asked.candidates[0]["code"])

    asked.refresh_from_db()
    assert asked.state == RowState.DUPLICATE
    assert Award.objects.count() == 1


@pytest.mark.parametrize("role", ["clerk", "secretary", "inspector", "chairman"])
def test_only_the_officer_answers(house, bring, role):
    make.person(house, "Bùi Thị Hạnh", 1985)
    row = bring(house, register(award("Bùi T. Hạnh"))).rows.get()
    actor = getattr(house, role)

    with pytest.raises(NotAllowed):
        answers.answer_row(actor=actor, row=row, answer="new")
    with pytest.raises(NotAllowed):
        answers.take_back(actor=actor, row=row)
    with pytest.raises(NotAllowed):
        answers.take_back_alike(actor=actor, batch=row.batch, asked="unit", key="x")
    with pytest.raises(NotAllowed):
        answers.answer_alike(
            actor=actor, batch=row.batch, asked="person", key=row.asked_key, answer="new"
        )
