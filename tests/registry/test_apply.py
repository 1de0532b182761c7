"""A batch is applied whole and once."""

from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from tests.registry.workbooks import award, register
from thidua.core.errors import Refusal
from thidua.journal.models import AuditEvent
from thidua.organizations.models import Household, Person, Post
from thidua.registry.domain import answers, imports
from thidua.registry.domain.awards import withdraw_award
from thidua.registry.domain.undo import undo_batch, what_rests_on
from thidua.registry.enums import BatchKind, BatchState, RowState
from thidua.registry.models import Award
from thidua.registry.queries import coverage


def apply(house, batch) -> None:
    imports.apply_batch(actor=house.officer, batch=batch)


def test_applying_twice_never_doubles(house, bring):
    batch = bring(house, register(award("Lê Thị Nga")))
    apply(house, batch)

    with pytest.raises(Refusal, match="Nguyễn Quốc Khánh đã nhập tệp này lúc"):
        apply(house, batch)

    assert Award.objects.count() == 1


def test_same_file_brought_twice_says_that_everything_is_on_record(house, bring):
    data = register(award("Lê Thị Nga"), award("Lê Thị Lan", title="GK", number="3/QĐ-UBND"))
    apply(house, bring(house, data))

    again = bring(house, data)

    assert set(again.rows.values_list("state", flat=True)) == {RowState.DUPLICATE}
    assert again.rows.first().why == "LĐTT năm 2019 của Lê Thị Nga đã ghi trong sổ."
    with pytest.raises(Refusal, match="Không có dòng nào để nhập"):
        apply(house, again)


def test_two_files_read_before_either_was_applied_do_not_double(house, bring):
    data = register(award("Lê Thị Nga"))
    first, second = bring(house, data), bring(house, data)
    apply(house, first)

    with pytest.raises(Refusal, match="Không có dòng nào để nhập"):
        apply(house, second)

    assert Person.objects.count() == 1
    assert second.rows.get().state == RowState.READY


def test_nothing_stays_written_when_a_row_cannot_be(house, bring):
    """All or nothing: a person made for the first line goes when the second line fails."""
    batch = bring(house, register(award("Lê Thị Nga"), award("Lê Thị Lan")))
    broken = batch.rows.get(row=5)
    broken.content["decided_on"], broken.content["revoked_on"] = "2020-01-01", "2019-01-01"
    broken.save()

    with pytest.raises(Refusal, match="Ngày thu hồi không thể trước ngày quyết định"):
        apply(house, batch)

    batch.refresh_from_db()
    assert (Award.objects.count(), Person.objects.count()) == (0, 0)
    assert batch.state == BatchState.PREVIEWED


def test_file_being_read_cannot_be_applied(house, bring):
    batch = imports.start_import(
        actor=house.officer, kind=BatchKind.AWARDS, name="so.xlsx", data=b"PK"
    )

    with pytest.raises(Refusal, match="Tệp đang ở bước “Đang đọc”"):
        apply(house, batch)
    assert what_rests_on(batch) == []


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        ("4520/QĐ-UBND", "4520", RowState.DUPLICATE),
        ("4520/QĐ-UBND", "", RowState.DUPLICATE),
        ("4520/QĐ-UBND", "Số 4520/QD-UBND", RowState.DUPLICATE),
        ("4520/QĐ-UBND", "4521", RowState.READY),
        ("4520/QĐ-UBND", "4520/QĐ-SGDĐT", RowState.READY),
    ],
)
def test_award_is_the_same_when_its_decision_can_be(house, bring, first, second, state):
    batch = bring(
        house, register(award("Lê Thị Nga", number=first), award("Lê Thị Nga", number=second))
    )

    assert batch.rows.get(row=5).state == state


def test_revocation_that_the_record_does_not_know_is_told(house, bring):
    apply(house, bring(house, register(award("Lê Thị Nga"))))
    data = register(award("Lê Thị Nga", note="QĐ thu hồi số 9/QĐ-UBND ngày 01/3/2020"))
    later = bring(house, data)
    assert later.rows.get().why.endswith(
        "Tệp ghi đã thu hồi mà sổ chưa ghi: rút khen thưởng đó khỏi sổ rồi đưa tệp này vào lại."
    )

    withdraw_award(actor=house.officer, award=Award.objects.get(), reason="ghi lại có thu hồi")
    apply(house, bring(house, data))

    assert Award.objects.get(withdrawn_at__isnull=True).revoked_on == date(2020, 3, 1)


def test_line_that_says_more_is_the_one_that_counts(house, bring):
    batch = bring(
        house,
        register(
            award("Lê Thị Nga", number="", day=""),
            award("Lê Thị Nga", note="QĐ thu hồi số 9/QĐ-UBND ngày 01/3/2020"),
        ),
    )

    assert [row.state for row in batch.rows.all()] == [RowState.DUPLICATE, RowState.READY]


def test_one_journal_entry_tells_the_counts(house, bring):
    batch = bring(house, register(award("Lê Thị Nga"), award("Lê Thị Lan")), name="so.xlsx")
    apply(house, batch)

    event = AuditEvent.objects.get(verb="registry.apply")
    assert event.object_code == batch.code
    assert event.sentence == "Nhập sổ từ tệp “so.xlsx”: 2 khen thưởng, 2 người mới"
    assert event.data["awards"] == 2


def test_source_names_file_sheet_and_row(house, bring):
    apply(house, bring(house, register(award("Lê Thị Nga", note="nghỉ hưu 2021")), name="so.xlsx"))

    assert Award.objects.get().source == "so.xlsx, trang “Sổ”, dòng 4; ghi chú: nghỉ hưu 2021"


def test_new_person_gets_a_post_in_the_latest_unit(house, bring):
    apply(
        house,
        bring(
            house,
            register(
                award("Lê Thị Nga", unit="", year=2021, number="2/QĐ-UBND"),
                award("Lê Thị Nga", year=2020, number="1/QĐ-UBND"),
            ),
        ),
    )

    post = Post.objects.get()
    assert (post.unit, post.since, post.until) == (house.school, None, None)


def test_person_with_a_post_keeps_it(house, bring):
    known = make.person(house, "Lê Thị Nga", 1985)
    apply(house, bring(house, register(award("Lê Thị Nga"))))

    assert known.posts.count() == 1


def test_full_birth_date_fills_in_a_year_and_undo_takes_it_back(house, bring):
    known = make.person(house, "Lê Thị Nga", 1985)
    batch = bring(house, register(award("Lê Thị Nga", birth="04/9/1985")))
    apply(house, batch)
    known.refresh_from_db()
    assert known.birth_on == date(1985, 9, 4)

    undo_batch(actor=house.officer, batch=batch)

    known.refresh_from_db()
    assert (known.birth_on, known.birth_year) == (None, 1985)


def test_household_is_known_by_its_exact_name_and_unit(house, bring):
    def line(name, year):
        return award(
            name, birth="", unit="Xã Hồng Thái", title="GĐVH", year=year, number=f"{year}/QĐ-UBND"
        )

    batch = bring(
        house,
        register(
            line("Hộ gia đình ông Vũ Văn Tho", 2019),
            line("Hộ gia đình ông Vũ Văn Tho", 2020),
            line("Hộ gia đình ông Vũ Văn Thọ", 2019),
        ),
    )
    apply(house, batch)

    assert Household.objects.count() == 2
    assert Award.objects.filter(household__isnull=False).count() == 3


def test_only_chosen_years_are_said_to_be_complete(house, bring):
    batch = bring(
        house,
        register(
            award("Lê Thị Nga", year=2019),
            award("Lê Thị Nga", year=2021, number="8/QĐ-UBND"),
            award("Lê Thị Nga", year=2022, number="9/QĐ-UBND"),
        ),
    )
    imports.apply_batch(actor=house.officer, batch=batch, complete_years=[2021, 2022, 1999])

    assert coverage(house.authority.pk, "awards") == [(2021, 2022)]


def test_line_of_an_unknown_year_leaves_every_year_open(house, bring):
    batch = bring(house, register(award("Lê Thị Nga"), award("Lê Thị Lan", year="")))
    apply(house, batch)
    assert coverage(house.authority.pk, "awards") == []

    answers.answer_row(actor=house.officer, row=batch.rows.get(row=5), answer="leave_out")

    assert coverage(house.authority.pk, "awards") == [(2019, 2019)]


def test_household_without_a_unit_is_faulty(house, bring):
    line = award("Hộ gia đình ông Vũ Văn Thọ", birth="", unit="", title="GĐVH")
    row = bring(house, register(line)).rows.get()

    assert (row.state, row.why) == (
        RowState.FAULTY,
        "Hộ gia đình phải ghi rõ đơn vị (xã, phường, thôn).",
    )


def test_coverage_grows_when_the_last_question_of_a_year_is_answered(house, bring):
    make.person(house, "Bùi Thị Hạnh", 1985)
    batch = bring(
        house,
        register(
            award("Lê Thị Nga", year=2019),
            award("Bùi T. Hạnh", year=2020, number="7/QĐ-UBND"),
        ),
    )
    apply(house, batch)
    assert coverage(house.authority.pk, "awards") == [(2019, 2019)]

    answers.answer_row(actor=house.officer, row=batch.rows.get(row=5), answer="new")

    assert coverage(house.authority.pk, "awards") == [(2019, 2020)]
