"""A real directive, as text from a scan, as a document and as a PDF; its truth was written down by
hand."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from thidua.reading import (
    Comparison,
    Confidence,
    PhraseKind,
    Reading,
    RepairKind,
    Role,
    read_directive,
)
from thidua.vietnamese.dates import PartialDate

SAMPLES = Path(__file__).parent / "samples"
FILES = tuple(f"chi-thi-an-duong-2024.{ending}" for ending in ("txt", "docx", "pdf"))
UNITS = ("Thị trấn An Dương", "Xã An Đồng", "Xã An Hòa", "Xã Nam Sơn", "Xã Lê Lợi", "Xã Bắc Sơn")

EVERYBODY = "Thủ trưởng các phòng, ban, ngành, đoàn thể, địa phương, đơn vị"
DUTIES = {
    # task: (body, role); a star: the opening speaks to everybody, the task names nobody
    "1": {("*" + EVERYBODY, Role.CARRY_OUT)},
    "2": {("*" + EVERYBODY, Role.CARRY_OUT)},
    "3": {("*" + EVERYBODY, Role.CARRY_OUT)},
    "4": {("*" + EVERYBODY, Role.CARRY_OUT)},
    "5": {("*" + EVERYBODY, Role.CARRY_OUT)},
    "6": {("Các cơ quan tuyên truyền", Role.CARRY_OUT)},
    "7": {("*" + EVERYBODY, Role.CARRY_OUT)},
    "8": {
        ("Ban Tuyên giáo Huyện ủy", Role.REQUESTED),
        ("Phòng Văn hóa và Thông tin", Role.CARRY_OUT),
        ("Trung tâm Văn hóa - Thông tin và Thể thao", Role.CARRY_OUT),
        ("Cổng Thông tin điện tử huyện", Role.CARRY_OUT),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam huyện", Role.CARRY_OUT),
        ("Các đoàn thể", Role.CARRY_OUT),
        ("Chính quyền", Role.COORDINATE),
        ("Các cấp, các ngành", Role.COORDINATE),
    },
    "9": {
        ("Phòng Nội vụ", Role.LEAD),
        ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện", Role.COORDINATE),
        ("Các cơ quan, đơn vị liên quan", Role.COORDINATE),
    },
}
TITLES = {
    "1": "Tiếp tục bám sát các mục tiêu, nhiệm vụ",
    "3": "Đẩy mạnh các phong trào thi đua trọng tâm do Thủ tướng Chính phủ phát động",
    "5": "Nâng cao chất lượng công tác thi đua, khen thưởng",
    "9": "Phòng Nội vụ - Cơ quan thường trực Hội đồng Thi đua - Khen thưởng huyện tham mưu",
}
LAW_DAY = None  # 01/01/2024 is the day in force, not the day of the law
CITATIONS = [
    # type, number, date, issuer, words of the subject, how often named, confidence
    ("Luật", "06/2022/QH15", LAW_DAY, "Quốc hội khóa XV", "Thi đua, khen thưởng", 5, "sure"),
    ("Chỉ thị", "01/CT-UBND", PartialDate(2024, 1, 3), "Ủy ban nhân dân thành phố Hải Phòng",
     "triển khai thực hiện Luật Thi đua - Khen thưởng", 1, "sure"),
    ("Nghị quyết", "", None, "Đại hội Đảng bộ huyện",
     "Đại hội Đảng bộ huyện lần thứ XVIII", 2, "likely"),
    ("Kế hoạch", "", None, "", "phát triển kinh tế - xã hội huyện 05 năm 2021", 2, "doubtful"),
    ("Nghị quyết", "", None, "Đại hội Đảng bộ thành phố",
     "Đại hội Đảng bộ thành phố lần thứ XVI", 1, "likely"),
    ("Nghị quyết", "", None, "Hội đồng nhân dân huyện",
     "nhiệm vụ kinh tế - xã hội, quốc phòng - an ninh huyện năm 2024", 1, "likely"),
    ("Nghị quyết", "38/NQ-HĐND", PartialDate(2018, 12, 10), "Hội đồng nhân dân thành phố",
     "thông qua Quy hoạch phát triển hệ thống dịch vụ logistics thành phố Hải Phòng", 1, "sure"),
    ("Đề án", "", None, "", "sắp xếp đơn vị hành chính cấp xã", 1, "doubtful"),
]  # fmt: skip
TARGETS = [
    # what begins with, value, unit, comparison
    ("Tổng thu cân đối ngân sách nhà nước trên địa bàn", Decimal("4841.73"), "tỷ đồng",
     Comparison.AT_LEAST),
    ("Xây dựng nông thôn mới: hoàn thành", Decimal(3), "xã", Comparison.ALL),
    ("Hoàn thành xóa nghèo theo chuẩn nghèo đa chiều", None, "", Comparison.COMPLETE),
    ("Tỷ lệ hộ dân được sử dụng nước sạch theo tiêu chuẩn", Decimal(100), "%", Comparison.ALL),
    ("hoàn thiện hệ thống giao thông", None, "", Comparison.NONE),
    ("Tiếp tục bổ sung, hoàn thiện và thực hiện Đề án", None, "", Comparison.NONE),
    ("hoàn thiện quy hoạch phân khu tỷ lệ 1/2000", None, "", Comparison.NONE),
]  # fmt: skip
MOVEMENTS = [
    "Cả nước chung sức, xây dựng nông thôn mới",
    "Vì người nghèo - Không để ai bị bỏ lại phía sau",
    "Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở",
    "Đẩy mạnh phát triển kết cấu hạ tầng đồng bộ, hiện đại và thực hành tiết kiệm, chống lãng phí",
    "Cả nước thi đua xây dựng xã hội học tập, đẩy mạnh học tập suốt đời giai đoạn 2023 - 2030",
    "Xóa nhà tạm, nhà dột nát",
]
RECIPIENTS = [
    "Sở Nội vụ",
    "Ban Thi đua - Khen thưởng thành phố",
    "Thường trực Huyện ủy, Thường trực Hội đồng nhân dân huyện",
    "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân huyện",
    "Thành viên Hội đồng Thi đua - Khen thưởng huyện",
    "Các phòng, ban, ngành huyện",
    "Ủy ban nhân dân các xã, thị trấn",
    "Các đơn vị sự nghiệp công lập",
    "Trung tâm Văn hóa - Thông tin và Thể thao, Công Thông tin điện tử huyện",
    "Lưu: VT, NV",
]
SLIPS = [
    ("Luật Thi đua, khen thường", "Luật Thi đua, khen thưởng", RepairKind.PHRASE),
    ("An Đông", "An Đồng", RepairKind.UNIT),
    ("tôn đống", "tồn đọng", RepairKind.PHRASE),
    ("Công TTĐT", "Cổng TTĐT", RepairKind.PHRASE),
]


@cache
def read(name: str) -> Reading:
    return read_directive((SAMPLES / name).read_bytes(), name, units=UNITS)


@pytest.fixture(params=FILES, ids=("txt", "docx", "pdf"))
def reading(request) -> Reading:
    return read(request.param)


def clean(text: str) -> str:
    return " ".join(text.split())


def test_head_is_read_and_blanks_stay_blank(reading):
    assert reading.type.value == "Chỉ thị"
    assert (reading.number.value, reading.number.symbol) == ("", "CT-UBND")
    assert (reading.date.day, reading.date.month, reading.date.year) == (None, 1, 2024)
    assert reading.place.value == "An Dương"
    assert reading.issuer.value == "Ủy ban nhân dân huyện An Dương"
    assert reading.subject.value.startswith("Về việc triển khai thực hiện Luật Thi đua")
    assert reading.subject.value.endswith("Thực hiện chuyển đổi số”")
    codes = [one.code for one in reading.not_read]
    assert {"blank-number", "blank-date"} <= set(codes)
    assert "Không thấy số văn bản: sau «Số:» để trống." in [x.sentence for x in reading.not_read]


def test_issuer_without_letterhead_is_said_to_be_inferred():
    txt, docx, _ = map(read, FILES)

    assert txt.issuer.confidence is Confidence.LIKELY
    assert "no-letterhead" in [one.code for one in txt.not_read]
    assert docx.issuer.confidence is Confidence.SURE


def test_signer_is_read(reading):
    signer = reading.signer

    assert (signer.name, signer.post, signer.form) == ("Phạm Việt Hùng", "Chủ tịch", "TM.")
    assert signer.on_behalf_of == "Ủy ban nhân dân"


def test_nine_tasks_with_their_bodies(reading):
    found = {
        task.path: {("*" * duty.inherited + duty.body, duty.role) for duty in task.duties}
        for task in reading.tasks
    }

    assert found == DUTIES
    for path, title in TITLES.items():
        assert reading.tasks[int(path) - 1].title.startswith(title)
    assert [duty.body for duty in reading.addressees] == [EVERYBODY]


def test_tasks_have_their_whole_text_across_page_breaks(reading):
    second, fifth = reading.tasks[1].text, reading.tasks[4].text

    assert "thực hiện Luật Thi đua, khen thường năm 2022" in second
    assert second.endswith("quản lý công tác thi đua, khen thưởng.")
    assert "nhân rộng điển hình tiên tiến" in fifth
    assert fifth.endswith("hưởng ứng phong trào thi đua.")


def test_years_of_plans_are_no_deadlines(reading):
    dues = [(task.path, due.words) for task in reading.tasks for due in task.dues]

    assert dues == [("9", "thường xuyên")]


def test_every_document_named_is_cited_once(reading):
    found = [
        (one.type, one.number, one.date, one.issuer, len(one.places), one.confidence.value)
        for one in reading.citations
    ]

    assert found == [(t, n, d, i, times, sure) for t, n, d, i, _, times, sure in CITATIONS]
    for one, (*_, subject, _, _) in zip(reading.citations, CITATIONS, strict=True):
        assert one.subject.startswith(subject)


def test_four_targets_can_be_measured_and_three_cannot(reading):
    found = [(one.value, one.unit, one.comparison) for one in reading.targets]

    assert found == [(value, unit, comparison) for _, value, unit, comparison in TARGETS]
    assert sum(one.measurable for one in reading.targets) == 4
    for target, (what, *_) in zip(reading.targets, TARGETS, strict=True):
        assert target.what.startswith(what)
        assert (target.task, target.by) == ("4", PartialDate(2024))


def test_places_of_a_target_are_named_and_a_slip_is_suggested(reading):
    places = reading.targets[1].places_named

    assert [(place.name, place.suggested) for place in places] == [
        ("An Đông", "An Đồng"),
        ("Nam Sơn", ""),
        ("Lê Lợi", ""),
    ]
    assert [reading.quote(place.place) for place in places] == [place.name for place in places]


def test_quoted_phrases_are_of_four_kinds(reading):
    assert [one.text for one in reading.movements] == MOVEMENTS
    assert {one.launched_by for one in reading.movements} == {"Thủ tướng Chính phủ"}
    assert {one.task for one in reading.movements} == {"3"}
    themes = reading.phrases_of(PhraseKind.THEME)
    assert [len(one.places) for one in themes] == [3, 1, 1]
    assert [one.text[:30] for one in themes] == [
        "Đẩy mạnh chỉnh trang, hiện đại",
        "Đẩy mạnh chỉnh trang, hiện đại",
        "Đoàn kết, sáng tạo, thi đua xâ",
    ]
    assert [one.text for one in reading.phrases_of(PhraseKind.HONOUR)] == [
        "Bà mẹ Việt Nam anh hùng"
    ]
    assert [one.text for one in reading.phrases_of(PhraseKind.SLOGAN)] == ["Người tốt, việc tốt"]
    assert reading.phrases_of(PhraseKind.OTHER) == ()


def test_ten_recipients(reading):
    assert [one.full for one in reading.recipients] == RECIPIENTS
    assert [one.is_archive for one in reading.recipients] == [False] * 9 + [True]


def test_slips_of_the_scan_are_suggested_and_nothing_else(reading):
    slips = [
        (clean(one.before), one.after, one.kind)
        for one in reading.repairs
        if one.kind is not RepairKind.CUT_PARAGRAPH
    ]

    assert slips == SLIPS
    assert all(one.reason for one in reading.repairs)


def test_cut_paragraphs_are_told_where_they_are_cut():
    txt, docx, pdf = map(read, FILES)
    cuts = [one for one in txt.repairs if one.kind is RepairKind.CUT_PARAGRAPH]

    assert [one.after for one in cuts] == ["khen thường", "rộng điển"]
    assert [one.before for one in cuts] == ["khen\n\nthường", "rộng\n\nđiển"]
    assert [one for one in docx.repairs if one.kind is RepairKind.CUT_PARAGRAPH] == []
    assert sum(one.kind is RepairKind.CUT_PARAGRAPH for one in pdf.repairs) == 1


def test_nothing_is_left_over(reading):
    assert reading.left_over == ()
