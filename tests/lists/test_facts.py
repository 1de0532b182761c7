"""Lists against records: what becomes a fact, what stays unknown, what contradicts."""

from __future__ import annotations

from datetime import date

import pytest

from tests.lists.building import COMMUNE, people, read_rows, sheet
from thidua.law import Group, RatingLevel, Verdict, explain
from thidua.lists.facts import facts_of, group_of
from thidua.lists.linking import link_records
from thidua.lists.ratings import ratings_from_workbook
from thidua.lists.register import register_from_workbook
from thidua.lists.workbook import Workbook

ON = date(2024, 12, 31)

REGISTER_HEADER = (
    "STT",
    "Họ và tên",
    "Năm sinh",
    "Đơn vị",
    "Danh hiệu",
    "Số QĐ",
    "Năm",
    "Cấp khen",
    "Ghi chú",
)
RATINGS_HEADER = (
    "STT",
    "Họ và tên",
    "Năm sinh",
    "Đơn vị",
    "Xếp loại 2023",
    "Xếp loại 2024",
    "Kỷ luật",
)


def register_of(*rows):
    numbered = [(number, *row) for number, row in enumerate(rows, start=1)]
    book = Workbook("xlsx", (sheet([("SỔ KHEN THƯỞNG 2019 - 2023",), REGISTER_HEADER, *numbered]),))
    return register_from_workbook(book, "so.xlsx")


def ratings_of(*rows):
    numbered = [(number, *row) for number, row in enumerate(rows, start=1)]
    return ratings_from_workbook(Workbook("xlsx", (sheet([RATINGS_HEADER, *numbered]),)), "xl.xlsx")


def nominee(title="CSTĐCS", rating="XS", note="", prior="", name="Vũ Văn Nam", birth=1980):
    return read_rows(
        [
            (
                "STT",
                "Họ và tên",
                "Năm sinh",
                "Đơn vị",
                "Xếp loại 2024",
                "Đã được khen",
                "Đề nghị",
                "Ghi chú",
            ),
            (1, name, birth, "THCS A", rating, prior, title, note),
        ]
    )


def gathered(reading, register=None, ratings=None):
    links = link_records(reading, register, ratings)
    return facts_of(reading.proposals[0], links, year=2024)


def kinds(found):
    return {(remark.kind, remark.code) for remark in found.remarks}


def award(found, code, year):
    return found.facts.fact(f"award.{code}", year).value


def test_claims_are_facts_while_there_is_no_register():
    found = gathered(nominee(prior="CSTĐCS 2022, 2023"))

    assert award(found, "CSTDCS", 2022) is True
    assert award(found, "CSTDCS", 2021) is None
    assert "ô F2" in found.facts.fact("award.CSTDCS", 2022).source


def test_register_decides_and_the_contradiction_is_shown():
    register = register_of(
        ("Vũ Văn Nam", 1980, "THCS A", "LĐTT", "1/QĐ-UBND", 2022, "Huyện", ""),
        ("Lê Thị Hoa", 1980, "THCS A", "CSTĐCS", "1/QĐ-UBND", 2022, "Huyện", ""),
    )

    found = gathered(nominee(prior="CSTĐCS 2022"), register)

    assert award(found, "CSTDCS", 2022) is False
    assert award(found, "LDTT", 2022) is True
    assert ("contradiction", "award-differs") in kinds(found)
    assert "chỉ ghi Lao động tiên tiến" in found.remarks[0].sentence


def test_claim_outside_the_years_of_the_register_counts():
    register = register_of(("Lê Thị Hoa", 1980, "THCS A", "CSTĐCS", "1/QĐ-UBND", 2022, "Huyện", ""))

    found = gathered(nominee(prior="CSTĐCS 2017"), register)

    assert award(found, "CSTDCS", 2017) is True


def test_claim_of_an_award_the_register_never_keeps_counts():
    register = register_of(("Lê Thị Hoa", 1980, "THCS A", "CSTĐCS", "1/QĐ-UBND", 2022, "Huyện", ""))

    found = gathered(nominee(prior="CSTT 2022"), register)

    assert award(found, "CSTT", 2022) is True


def test_doubtful_row_leaves_the_award_unknown():
    register = register_of(
        ("Vũ V. Nam", 1980, "THCS A", "CSTĐCS", "1/QĐ-UBND", 2022, "Huyện", ""),
        ("Vũ Văn Nam", 1980, "THCS A", "CSTĐCS", "1/QĐ-UBND", 2023, "Huyện", ""),
    )

    found = gathered(nominee(), register)

    assert award(found, "CSTDCS", 2023) is True
    assert award(found, "CSTDCS", 2022) is None
    assert award(found, "CSTDCS", 2021) is False
    assert ("question", "award-doubtful") in kinds(found)


def test_revoked_award_does_not_count():
    register = register_of(
        (
            "Vũ Văn Nam",
            1980,
            "THCS A",
            "CSTĐCS",
            "1/QĐ-UBND",
            2022,
            "Huyện",
            "QĐ thu hồi số 118/QĐ-UBND ngày 14/3/2023",
        ),
        ("Lê Thị Hoa", 1980, "THCS A", "CSTĐCS", "1/QĐ-UBND", 2023, "Huyện", ""),
    )

    found = gathered(nominee(prior="CSTĐCS 2022"), register)

    assert award(found, "CSTDCS", 2022) is False
    assert {("note", "award-revoked"), ("contradiction", "award-differs")} <= kinds(found)


def test_row_without_birth_is_nobodys_while_two_could_be_meant():
    register = register_of(
        ("Nguyễn Thị Hương", "", "THCS A", "CSTĐCS", "1/QĐ-UBND", 2022, "Huyện", ""),
        ("Nguyễn Thị Hương", 1991, "THCS A", "LĐTT", "1/QĐ-UBND", 2021, "Huyện", ""),
    )

    found = gathered(nominee(name="Nguyễn Thị Hương", birth=1985), register)

    assert award(found, "CSTDCS", 2022) is None
    assert ("question", "award-doubtful") in kinds(found)


def test_official_rating_decides_and_the_contradiction_is_shown():
    ratings = ratings_of(("Vũ Văn Nam", 1980, "THCS A", "HTT", "HTT", ""))

    found = gathered(nominee(rating="XS"), None, ratings)

    assert found.facts.rating(2024).value is RatingLevel.HTT
    assert ("contradiction", "rating-differs") in kinds(found)


def test_blank_in_the_official_ratings_is_not_filled_from_the_list():
    ratings = ratings_of(("Vũ Văn Nam", 1980, "THCS A", "HTT", "", ""))

    found = gathered(nominee(rating="XS"), None, ratings)

    assert found.facts.rating(2024).value is None
    assert ("contradiction", "rating-missing") in kinds(found)


def test_doubtful_ratings_row_leaves_the_rating_unknown():
    ratings = ratings_of(("Vũ Văn Nam", 1981, "THCS A", "HTT", "XS", ""))

    found = gathered(nominee(rating="XS"), None, ratings)

    assert found.facts.rating(2024).value is None
    assert ("question", "ratings-doubtful") in kinds(found)


def test_person_absent_from_the_ratings_keeps_the_lists_word():
    ratings = ratings_of(("Lê Thị Hoa", 1981, "THCS B", "HTT", "XS", ""))

    found = gathered(nominee(rating="XS"), None, ratings)

    assert found.facts.rating(2024).value is RatingLevel.HTXS


def test_two_rows_of_ratings_for_one_person_are_asked():
    row = ("Vũ Văn Nam", 1980, "THCS A", "HTT", "XS", "")

    found = gathered(nominee(), None, ratings_of(row, row))

    assert found.facts.rating(2024).value is None
    assert ("question", "ratings-twice") in kinds(found)


def test_discipline_of_the_official_file_counts():
    ratings = ratings_of(
        ("Vũ Văn Nam", 1980, "THCS A", "HTT", "XS", "Đang xem xét kỷ luật (11/2024)")
    )

    found = gathered(nominee(), None, ratings)

    assert found.facts.fact("blocked.discipline_pending", 2024).value is True


@pytest.mark.parametrize(
    ("note", "value"),
    [
        ("Khiển trách, QĐ 233/QĐ-UBND ngày 05/7/2024", True),
        ("Khiển trách, QĐ 233/QĐ-UBND ngày 05/7/2021", False),
        ("Bị khiển trách", None),
    ],
)
def test_discipline_counts_in_its_year(note, value):
    found = gathered(nominee(note=note))

    assert found.facts.fact("blocked.disciplined", 2024).value is value


@pytest.mark.parametrize(
    ("note", "months"),
    [
        ("Tuyển dụng 01/4/2024", 9),
        ("Hợp đồng từ 15/8/2024 (dưới 6 tháng)", 4),
        ("dưới 6 tháng", None),
        ("Chuyển đến từ THCS B 01/9/2024", True),
        ("Nghỉ thai sản từ 3/2024 đến 9/2024", True),
        ("", True),
    ],
)
def test_service_follows_the_notes(note, months):
    found = gathered(nominee(note=note))

    assert found.facts.fact("service_months", 2024).value == months


def test_initiative_without_decision_is_open_and_asked():
    reading = read_rows(
        [
            ("STT", "Họ và tên", "Xếp loại 2024", "Tên sáng kiến", "Số QĐ sáng kiến", "Đề nghị"),
            (1, "Vũ Văn Nam", "HTT", "Phần mềm điểm danh", "đang chờ QĐ", "CSTĐCS"),
        ]
    )

    found = gathered(reading)

    assert explain(found.facts, "CSTDCS", ON).verdict is Verdict.NOT_KNOWN
    assert ("question", "initiative-open") in kinds(found)


def test_blank_initiative_column_says_there_is_none():
    reading = read_rows(
        [
            ("STT", "Họ và tên", "Xếp loại 2024", "Tên sáng kiến", "Số QĐ sáng kiến", "Đề nghị"),
            (1, "Vũ Văn Nam", "HTT", "", "", "CSTĐCS"),
        ]
    )

    assert explain(gathered(reading).facts, "CSTDCS", ON).verdict is Verdict.NOT_MET


def test_list_without_initiative_column_leaves_it_open():
    reading = people(("Vũ Văn Nam", 1980, "Giáo viên", "HTT", "CSTĐCS"))

    assert explain(gathered(reading).facts, "CSTDCS", ON).verdict is Verdict.NOT_KNOWN


@pytest.mark.parametrize(
    ("name", "row", "group"),
    [
        (COMMUNE, 29, Group.ARMED),
        (COMMUNE, 15, Group.ARMED),
        (COMMUNE, 36, Group.UNRATED),
        (COMMUNE, 37, Group.UNRATED),
        (COMMUNE, 14, Group.UNRATED),
        (COMMUNE, 39, Group.WORKER),
        (COMMUNE, 31, None),
        (COMMUNE, 24, None),
        (COMMUNE, 43, None),
    ],
)
def test_group_is_what_the_list_shows(read_sample, name, row, group):
    proposal = next(one for one in read_sample(name).proposals if one.row == row)

    assert group_of(proposal) is group
