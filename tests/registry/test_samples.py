"""The sample register and ratings, as their description says they are, and each named trap."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tests.registry.conftest import answer_everything
from tests.registry.workbooks import RATINGS, REGISTER, sample
from thidua.organizations.models import Person
from thidua.registry.domain import imports
from thidua.registry.enums import BatchKind, RatingWhyNone, RowState
from thidua.registry.models import Award, Coverage, Discipline, ImportBatch, Rating


@pytest.fixture
def applied(district, register_batch) -> ImportBatch:
    answer_everything(district, register_batch)
    imports.apply_batch(actor=district.officer, batch=register_batch)
    return register_batch


@pytest.fixture
def rated(district, ratings_batch) -> ImportBatch:
    imports.apply_batch(actor=district.officer, batch=ratings_batch)
    return ratings_batch


def rows_of(batch: ImportBatch, *numbers: int) -> list:
    return list(batch.rows.filter(row__in=numbers).order_by("row"))


def test_register_holds_380_awards_of_persons_17_of_collectives_12_written_twice(
    district, register_batch
):
    answer_everything(district, register_batch)

    kinds = register_batch.rows.values_list("state", "content__who__kind")
    doubled = rows_of(register_batch, 24, 154, 246)
    assert Counter(kinds) == {
        ("ready", "person"): 380,
        ("ready", "collective"): 17,
        ("duplicate", "person"): 12,
    }
    assert [row.why for row in doubled] == [
        "LĐTT năm 2019 của Vũ Thị Hồng Yến đã ghi ở dòng 15.",
        "LĐTT năm 2020 của Nguyễn Thị Hồng Xuân đã ghi ở dòng 89.",
        "LĐTT năm 2022 của Đào Xuân Bình đã ghi ở dòng 242.",
    ]


def test_register_goes_on_record_whole(applied):
    spans = Coverage.objects.values_list("source", "first_year", "last_year")
    revoked = Award.objects.get(revoked_on__isnull=False)
    city = Award.objects.filter(level="province").order_by("decided_on")

    assert Award.objects.filter(person__isnull=False).count() == 380
    assert Award.objects.filter(collective__isnull=False).count() == 17
    assert applied.rows.filter(state=RowState.APPLIED).count() == 397
    # Every question is answered, so every year of the register is complete.
    assert list(spans) == [("awards", 2019, 2023)]
    # "QĐ thu hồi số 118/QĐ-UBND ngày 14/3/2023" in the notes.
    assert revoked.person.full_name == "Lưu Thị Duyên"
    assert revoked.revoked_on == date(2023, 3, 14)
    assert "118/QĐ-UBND" in revoked.revocation
    # The city decides in the year after the year of merit.
    assert [(a.title_code, a.year, a.decided_on) for a in city] == [
        ("BKT", 2022, date(2023, 2, 16)),
        ("BKT", 2022, date(2023, 2, 16)),
        ("TTLDXS", 2023, date(2024, 1, 31)),
    ]


def test_years_with_open_questions_are_not_covered(district, register_batch):
    imports.apply_batch(actor=district.officer, batch=register_batch)

    assert not Coverage.objects.exists()


def test_tone_placement_is_one_spelling_and_not_asked(register_batch):
    placed_new, placed_old = rows_of(register_batch, 200, 335)

    assert placed_new.content["who"]["name"] != placed_old.content["who"]["name"]
    assert placed_new.subject == placed_old.subject
    assert placed_new.state == placed_old.state == RowState.READY


def test_capitals_and_lower_case_middle_names_are_one_spelling(register_batch):
    capitals, plain, lower = rows_of(register_batch, 20, 159, 273)

    assert capitals.subject == plain.subject == lower.subject


@pytest.mark.parametrize(
    ("row", "asked", "reason"),
    [
        (41, "person", 'tên viết tắt: "Bùi T. Hạnh" và "Bùi Thị Hạnh"'),
        (82, "person", 'tên khác nhau một chữ: "Nguyến Thị Thanh Hương"'),
        (154, "person", "năm sinh lệch một năm: 1980 và 5/9/1979"),
        (310, "person", "năm sinh lệch một năm: 1988 và 27/9/1987"),
        (121, "unit", "tên gần giống"),
        (8, "unit", "chỉ khác dấu"),
    ],
)
def test_doubtful_row_is_asked_with_its_reason(register_batch, row, asked, reason):
    found = register_batch.rows.get(row=row)

    assert (found.state, found.asked) == (RowState.ASKED, asked)
    assert reason in " ".join(found.candidates[0]["reasons"])


def test_doubt_names_the_awards_it_would_repeat(register_batch):
    asked = register_batch.rows.get(row=154)

    assert asked.candidates[0]["repeats"] == "ở dòng 89"


def test_row_without_birth_waits_for_the_question_it_depends_on(register_batch):
    asked = register_batch.rows.get(row=23)

    assert [offer["birth"] for offer in asked.candidates] == ["1978", "1979"]
    assert [offer["waits"] for offer in asked.candidates] == [False, True]


def test_former_and_short_names_of_schools_and_offices_are_understood(register_batch):
    former, short, long = rows_of(register_batch, 91, 180, 382)

    assert former.state == short.state == long.state == RowState.READY
    assert short.subject == long.subject


def test_ratings_hold_153_people_over_six_years(rated):
    assert Rating.objects.count() == 153 * 6
    assert Person.objects.count() == 153
    assert Counter(Rating.objects.values_list("year", flat=True)) == dict.fromkeys(
        range(2019, 2025), 153
    )


def test_kinds_of_not_known_stay_apart(rated):
    reasons = Rating.objects.exclude(why_none="").values_list("why_none", "words")

    counts = Counter((why, words.startswith("-")) for why, words in reasons)
    assert counts == {
        (RatingWhyNone.NOT_STATED, False): 34,
        (RatingWhyNone.NOT_STATED, True): 14,
        (RatingWhyNone.NOT_EMPLOYED, False): 13,
        (RatingWhyNone.MATERNITY, False): 1,
        (RatingWhyNone.NOT_YET, False): 1,
    }


def test_discipline_of_the_ratings_file_is_recorded(rated):
    cases = Discipline.objects.order_by("person__full_name").values_list(
        "person__full_name", "state", "year", "measure"
    )

    assert list(cases) == [
        ("Lê Mạnh Oánh", "disciplined", 2021, "Khiển trách"),
        ("Lê Thị Thu Trang", "disciplined", 2021, "Khiển trách"),
        ("Đinh Hữu Nghĩa", "pending", None, ""),
    ]


def test_two_people_of_one_name_stay_two(district, rated, bring):
    batch = bring(district, sample(REGISTER), name=REGISTER)
    answer_everything(district, batch)
    imports.apply_batch(actor=district.officer, batch=batch)

    namesakes = Person.objects.filter(full_name="Nguyễn Thị Hương").order_by("birth_year")
    held = [(one.birth_year, one.awards.count(), one.ratings.count()) for one in namesakes]
    assert held == [(1985, 3, 6), (1991, 0, 6)]


def test_both_files_meet_in_the_same_people_in_either_order(district, applied, bring):
    before = Person.objects.count()
    batch = bring(district, sample(RATINGS), kind=BatchKind.RATINGS, name=RATINGS)
    answer_everything(district, batch)
    imports.apply_batch(actor=district.officer, batch=batch)

    assert Rating.objects.count() == 153 * 6
    assert Person.objects.count() - before == 153 - 141
    assert Person.objects.filter(birth_on__isnull=False).count() > 100
