"""Directives of other shapes, each with its own truth."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.reading import papers
from thidua.reading import Comparison, Confidence, DueKind, PhraseKind, Reading, Role, read_text
from thidua.vietnamese.dates import PartialDate


def read(paper: str) -> Reading:
    return read_text(paper, units=("Xã An Đồng", "Xã Nam Sơn"))


def duties(reading: Reading) -> dict[str, list[tuple[str, str]]]:
    """Duties that the tasks themselves name."""
    return {
        task.path: sorted((one.role.value, one.body) for one in task.duties if not one.inherited)
        for task in reading.tasks
    }


def codes(reading: Reading) -> set[str]:
    return {one.code for one in reading.not_read}


# -- a city's: letterhead in two columns, I./1./a), lines cut by the width of the sheet ---


def test_city_head_and_foot_stand_in_two_columns():
    reading = read(papers.CITY)

    assert reading.number.value == "07/CT-UBND"
    assert (reading.date.day, reading.date.month, reading.date.year) == (15, 2, 2025)
    assert reading.issuer.value == "Ủy ban nhân dân thành phố Sông Lam"
    assert reading.subject.value == "Về việc phát động phong trào thi đua đặc biệt năm 2025"
    assert (reading.signer.name, reading.signer.post) == ("Lê Thị Thanh Hòa", "Phó Chủ tịch")
    assert reading.signer.form == "TM. KT."
    assert [one.full for one in reading.recipients] == [
        "Ban Thi đua - Khen thưởng Trung ương (để b/c)",
        "Thường trực Thành ủy, Thường trực Hội đồng nhân dân thành phố",
        "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân thành phố",
        "Các sở, ban, ngành",
        "Ủy ban nhân dân các xã, phường, đặc khu",
        "Lưu: VT, SNV",
    ]
    assert reading.left_over == ()


def test_city_tasks_are_numbered_within_sections():
    reading = read(papers.CITY)

    assert duties(reading) == {
        "I.1": [],
        "I.2": [],
        "II.1": [
            ("coordinate", "Sở Tài chính"),
            ("coordinate", "Văn phòng Ủy ban nhân dân thành phố"),
            ("lead", "Sở Nội vụ"),
        ],
        "II.2": [
            ("carry_out", "Báo và Phát thanh, Truyền hình"),
            ("carry_out", "Sở Văn hóa và Thể thao"),
        ],
        "II.3": [
            ("requested", "Các tổ chức chính trị - xã hội"),
            ("requested", "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố"),
        ],
        "II.4": [("carry_out", "Ủy ban nhân dân các xã, phường, đặc khu")],
    }
    assert [one.body for one in reading.addressees] == [
        "Giám đốc các sở, ban, ngành",
        "Chủ tịch Ủy ban nhân dân các xã, phường, đặc khu",
    ]
    assert [point.path for point in reading.tasks[0].points] == ["I.1.a", "I.1.b", "I.1.c"]
    assert [due.words for task in reading.tasks for due in task.dues] == [
        "trước ngày 15/12/2025",
        "định kỳ hằng quý",
    ]
    assert reading.tasks[5].dues[0].kind is DueKind.RECURRING
    assert [one.value[:20] for one in reading.closing] == ["Yêu cầu Giám đốc các"]


def test_city_targets_have_their_comparison_and_day():
    found = [(one.value, one.unit, one.comparison, one.by) for one in read(papers.CITY).targets]

    assert found == [
        (Decimal(95), "%", Comparison.AT_LEAST, PartialDate(2025, 10, 31)),
        (Decimal(2), "mô hình", Comparison.AT_LEAST, None),
        (Decimal("1.5"), "%", Comparison.DECREASE, PartialDate(2025)),
        (Decimal(20), "%", Comparison.AT_MOST, None),
    ]


def test_city_citations_and_phrases():
    reading = read(papers.CITY)

    assert [(one.type, one.number, one.issuer) for one in reading.citations] == [
        ("Nghị quyết", "", "Đại hội Đảng bộ thành phố"),
        ("Chỉ thị", "34-CT/TW", "Bộ Chính trị"),
    ]
    assert reading.citations[1].date == PartialDate(2014, 4, 7)
    assert reading.citations[1].subject == "tiếp tục đổi mới công tác thi đua, khen thưởng"
    assert [(one.text, one.launched_by) for one in reading.movements] == [
        ("Cả thành phố chung tay xóa nhà tạm", "Ủy ban nhân dân thành phố")
    ]
    assert [one.text for one in reading.phrases_of(PhraseKind.SLOGAN)] == [
        "Nhà nước hỗ trợ, nhân dân cùng làm",
        "Người tốt, việc tốt",
    ]


# -- a ward's of 2026: letterhead in lines, bodies as headings, a number left out ---


def test_ward_bodies_stand_in_headings():
    reading = read(papers.WARD)

    assert reading.issuer.value == "Ủy ban nhân dân phường Bến Sen"
    assert (reading.signer.name, reading.signer.form) == ("Trần Minh Khoa", "")
    assert duties(reading) == {
        "1": [
            ("coordinate", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường"),
            ("lead", "Phòng Văn hóa - Xã hội"),
        ],
        "2": [("carry_out", "Trung tâm Phục vụ hành chính công phường")],
        "3": [
            ("carry_out", "Phòng Kinh tế, Hạ tầng và Đô thị"),
            ("coordinate", "Công an phường"),
        ],
        "5": [("carry_out", "Các trường học trên địa bàn")],
    }
    assert [one.body for one in reading.addressees] == ["Các phòng, ban, đơn vị"]


def test_ward_says_that_a_number_is_left_out_and_who_launched_is_not_said():
    reading = read(papers.WARD)

    assert {"task-gap", "no-launcher"} <= codes(reading)
    assert [one.value for one in reading.closing] == ["Chỉ thị này có hiệu lực kể từ ngày ký./."]


def test_ward_limits_without_a_year_take_the_papers():
    due = read(papers.WARD).tasks[3].dues[0]

    assert (due.date, due.confidence) == (PartialDate(2026, 9, 30), Confidence.LIKELY)


def test_ward_recipients_stand_in_one_run():
    assert [one.full for one in read(papers.WARD).recipients] == [
        "Sở Nội vụ",
        "Thường trực Đảng ủy, Hội đồng nhân dân phường",
        "Các phòng, đơn vị",
        "Lưu: VT",
    ]


def test_ward_citations_and_targets():
    reading = read(papers.WARD)

    assert [(one.type, one.number, one.date.text()) for one in reading.citations] == [
        ("Luật", "72/2025/QH15", "16/6/2025"),
        ("Nghị định", "152/2025/NĐ-CP", "14/6/2025"),
    ]
    assert [(one.value, one.comparison, one.by) for one in reading.targets] == [
        (Decimal(98), Comparison.EXACT, None),
        (Decimal(100), Comparison.ALL, PartialDate(2026, 3)),
    ]


# -- articles ---


def test_articles_are_tasks_and_their_clauses_points():
    reading = read(papers.ARTICLES)

    assert [(task.path, task.title) for task in reading.tasks] == [
        ("1", "Phạm vi khen thưởng"),
        ("2", "Trách nhiệm"),
        ("3", "Điều khoản thi hành"),
    ]
    assert [point.path for point in reading.tasks[1].points] == ["2.1", "2.2"]
    assert duties(reading)["2"] == [
        ("carry_out", "Ban Chỉ huy Quân sự xã"),
        ("carry_out", "Công an xã"),
        ("carry_out", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"),
        ("coordinate", "Trưởng các thôn"),
    ]
    assert duties(reading)["3"] == [("carry_out", "Phòng Văn hóa - Xã hội xã")]
    assert reading.tasks[1].dues[0].kind is DueKind.WITHIN
    assert {"no-date", "no-responsible"} <= codes(reading)


# -- bullets with Markdown marks ---


def test_bullets_are_tasks_counted_by_the_reader():
    reading = read(papers.BULLETS)

    assert [(task.path, task.number, task.confidence) for task in reading.tasks] == [
        (str(number), "", Confidence.LIKELY) for number in (1, 2, 3, 4)
    ]
    assert duties(reading) == {
        "1": [
            ("coordinate", "Hội Liên hiệp Phụ nữ huyện"),
            ("coordinate", "Phòng Giáo dục và Đào tạo"),
            ("lead", "Phòng Văn hóa và Thông tin"),
        ],
        "2": [("carry_out", "Phòng Tài chính - Kế hoạch")],
        "3": [("carry_out", "Ủy ban nhân dân các xã, thị trấn")],
        "4": [],
    }
    assert [(due.kind, due.date) for due in reading.tasks[0].dues] == [
        (DueKind.MONTH, PartialDate(2024, 4))
    ]
    assert "no-number" in codes(reading)


def test_bullets_money_is_no_target_and_years_of_a_plan_no_limit():
    reading = read(papers.BULLETS)
    (target,) = reading.targets
    (citation,) = reading.citations

    assert (target.value, target.unit, target.comparison) == (3, "thôn", Comparison.AT_LEAST)
    assert [place.name for place in target.places_named] == ["Nam Sơn", "Lê Lợi", "Bắc Sơn"]
    assert citation.subject.endswith("giai đoạn 2021 - 2025, tầm nhìn đến năm 2030")
    assert [one.kind for one in reading.phrases] == [
        PhraseKind.MOVEMENT,
        PhraseKind.HONOUR,
        PhraseKind.SLOGAN,
        PhraseKind.SLOGAN,
    ]


# -- badly scanned ---


def test_scan_is_read_in_spite_of_its_slips_and_says_what_to_look_at():
    reading = read(papers.SCANNED)

    assert (reading.number.value, reading.number.confidence) == ("12/CT-UBND", Confidence.DOUBTFUL)
    assert (reading.date.year, reading.date.confidence) == (2025, Confidence.DOUBTFUL)
    assert reading.issuer.value == "Ủy ban nhân dân huyện An Dương"
    assert reading.signer.name == "Nguyễn Thị Bích Vân"
    assert [one.body for one in reading.addressees] == [
        "Các phòng, ban, ngành",
        "Ủy ban nhân dân các xã",
    ]
    (lead,) = [one for one in reading.tasks[0].duties if one.role is Role.LEAD]
    assert (lead.body, lead.confidence) == ("Phòng Nội vụ", Confidence.LIKELY)
    assert {"bad-number", "bad-date", "slips"} <= codes(reading)


def test_scan_slips_are_found_by_phrase_unit_and_digit():
    slips = {(" ".join(one.before.split()), one.after) for one in read(papers.SCANNED).repairs}

    assert slips == {
        ("ỦY BAN NHÂN ĐÂN", "ỦY BAN NHÂN DÂN"),
        ("l2", "12"),
        ("2O25", "2025"),
        ("ban, - 2 - ngành", "ban, ngành"),
        ("Phòng Nôi vụ", "Phòng Nội vụ"),
        ("khen thường kháng chiến", "khen thưởng kháng chiến"),
        ("An Đông", "An Đồng"),
        ("phòng trào thi đua", "phong trào thi đua"),
    }


def test_a_form_met_once_beside_one_met_often_is_doubtful():
    paper = "CHỈ THỊ\n\n1. Xây dựng sân chơi, làm sân chơi, giữ sân chơi. Mở rộng sân chới."
    (repair,) = read_text(paper).repairs

    assert (repair.before, repair.after) == ("sân chới", "sân chơi")
    assert repair.confidence is Confidence.DOUBTFUL


def test_a_name_that_is_itself_known_is_no_slip():
    known = read_text("CHỈ THỊ\n\n1. Xã An Đông báo cáo.", units=("Xã An Đồng", "Xã An Đông"))

    assert known.repairs == ()


# -- a Party committee's: 1-, Số 15-CT/TU, T/M ---


def test_party_paper_has_signs_of_its_own():
    reading = read(papers.PARTY)

    assert reading.number.value == "15-CT/TU"
    assert reading.issuer.value == "Tỉnh ủy Sông Lam"
    assert reading.subject.value.startswith("về tăng cường sự lãnh đạo của Đảng")
    assert (reading.signer.name, reading.signer.form) == ("Ngô Quốc Bảo", "T/M")
    assert [task.path for task in reading.tasks] == ["1", "2", "3"]
    assert duties(reading)["2"] == [("carry_out", "Đảng ủy Ủy ban nhân dân tỉnh")]
    assert duties(reading)["3"] == [
        ("coordinate", "Các cơ quan liên quan"),
        ("lead", "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
    ]
    assert [(one.number, one.issuer) for one in reading.citations] == [("83-KL/TW", "Ban Bí thư")]
    assert [(one.value, one.by) for one in reading.targets] == [(90, PartialDate(2030))]
    assert [one.value for one in reading.left_over] == ["CỦA BAN THƯỜNG VỤ TỈNH ỦY"]


# -- typed in haste ---


def test_rough_paper_is_read_and_what_is_missing_is_said():
    reading = read(papers.ROUGH)

    assert reading.type.value == "Chỉ thị"
    assert duties(reading) == {
        "1": [("carry_out", "Các cơ quan, đơn vị liên quan")],
        "2": [("carry_out", "Các trường học")],
    }
    assert reading.subject.confidence is Confidence.DOUBTFUL
    assert {"no-number", "no-date", "no-issuer", "no-signer"} <= codes(reading)
    assert [(one.number, one.issuer) for one in reading.citations] == [("55/SNV-TĐKT", "Sở Nội vụ")]


@pytest.mark.parametrize(
    ("clause", "limit"),
    [
        ("báo cáo trước ngày 30 tháng 6 năm 2026", PartialDate(2026, 6, 30)),
        ("hoàn thành trong năm 2026", PartialDate(2026)),
        ("xong trước quý III/2026", PartialDate(2026, 9)),
        ("thực hiện quy hoạch đến năm 2030, tầm nhìn đến năm 2050", None),
        ("lập bản đồ tỷ lệ 1/2000", None),
        ("thi hành Luật có hiệu lực từ ngày 01/7/2026", None),
        ("hoàn thành kế hoạch giai đoạn 2026 - 2030", None),
    ],
)
def test_limits_are_told_from_years_of_plans(clause, limit):
    reading = read_text(f"CHỈ THỊ\n\n1. Phòng Nội vụ {clause}.")

    assert [due.date for due in reading.tasks[0].dues] == ([limit] if limit else [])
    assert reading.targets == ()
