"""Papers of other hands, each with its truth written down; what cannot be read is said."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from tests.reading import hands
from thidua.reading import Comparison, Confidence, DueKind, Reading, read_text
from thidua.vietnamese.dates import PartialDate


@cache
def read(name: str) -> Reading:
    return read_text(hands.ALL[name])


def duties(reading: Reading) -> dict[str, list[str]]:
    return {
        task.path: [f"{one.role.value}: {one.body}" for one in task.duties if not one.inherited]
        for task in reading.tasks
    }


def said(reading: Reading, code: str) -> list[str]:
    return [one.sentence for one in reading.not_read if one.code == code]


HEADS = {
    "plan": ("Kế hoạch", "112/KH-UBND", (28, 2, 2025), "Ủy ban nhân dân tỉnh Sông Lam",
             "Triển khai phong trào thi đua", "Đinh Thị Hải Yến", 4),
    "pasted": ("Chỉ thị", "05/CT-UBND", (3, 3, 2026), "Ủy ban nhân dân xã Tân Bình",
               "Về việc đẩy mạnh phong trào thi đua", "Lưu Quang Thắng", 0),
    "decision": ("Quyết định", "318/QĐ-UBND", (19, 5, 2025), "Ủy ban nhân dân thành phố Bến Đá",
                 "Về việc phát động phong trào", "Mai Xuân Bách", 2),
    "columns": ("Chỉ thị", "21/CT-PGDĐT", (4, 9, 2024), "Phòng Giáo dục và Đào tạo",
                "Về nhiệm vụ thi đua năm học", "Cao Thị Minh Nguyệt", 4),
    "counted": ("Chỉ thị", "09/CT-UBND", (None, None, 2026), "Ủy ban nhân dân phường Hải Vân",
                "V/v chấn chỉnh công tác", "Tống Văn Lực", 2),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADS)
def test_head_and_foot_come_right(name):
    reading, truth = read(name), HEADS[name]
    day = reading.date

    assert (reading.type.value, reading.number.value) == truth[:2]
    assert (day.day, day.month, day.year) == truth[2]
    assert reading.issuer.value == truth[3]
    assert reading.subject.value.startswith(truth[4])
    assert reading.signer.name == truth[5]
    assert len(reading.recipients) == truth[6]
    assert reading.left_over == ()


DUTIES = {
    "plan": {
        "I.1": [], "I.2": [], "II.1": [], "II.2": [], "II.3": [],
        "III.1": ["coordinate: Sở Khoa học và Công nghệ",
                  "coordinate: Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh", "lead: Sở Nội vụ"],
        "III.2": ["carry_out: Sở Khoa học và Công nghệ"],
        "III.3": ["carry_out: Báo và Đài Phát thanh - Truyền hình tỉnh"],
        "III.4": ["carry_out: Ủy ban nhân dân các xã, phường"],
        "III.5": ["requested: Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "requested: Tỉnh đoàn",
                  "requested: Hội Doanh nhân trẻ tỉnh"],
    },
    "pasted": {
        "1": ["coordinate: Ủy ban Mặt trận Tổ quốc Việt Nam xã",
              "lead: Phòng Văn hóa - Xã hội xã"],
        "2": ["carry_out: Trường THCS An Đồng",
              "carry_out: Trường Tiểu học và Trung học cơ sở Lê Lợi"],
        "3": ["lead: Trạm Y tế xã", "lead: Đội Quy tắc chợ Tân Bình",
              "lead: Tổ hòa giải thôn Trung Sơn"],
        "4": ["coordinate: Công an xã", "coordinate: Ban Chỉ huy Quân sự xã"],
    },
    "decision": {
        "1": [],
        "2": ["coordinate: Ban Quản lý dự án đầu tư xây dựng công trình giao thông thành phố",
              "lead: Sở Xây dựng"],
        "3": [],
    },
    "columns": {
        "I.1": ["carry_out: Hiệu trưởng các trường"], "I.2": [],
        "II.3": ["carry_out: Tổ Thi đua"],
        "II.4": ["coordinate: Hội Khuyến học huyện", "coordinate: Hội Cựu giáo chức huyện",
                 "carry_out: Công đoàn ngành Giáo dục"],
        "II.5": ["carry_out: Trường THPT số 1 Đồng Xanh"],
    },
    "counted": {
        "Một": ["carry_out: Các cơ quan, đơn vị"],
        "Hai": ["carry_out: Phòng Kinh tế, Hạ tầng và Đô thị",
                "carry_out: Phòng Văn hóa - Xã hội", "carry_out: Ban Quản lý chợ đầu mối"],
        "Ba": ["carry_out: Hội đồng Thi đua - Khen thưởng phường"],
        "Bốn": ["carry_out: Ban Công tác mặt trận khu dân cư số 4"],
    },
    "lettered": {
        "a": ["carry_out: Bưu điện huyện", "carry_out: Ngân hàng Chính sách xã hội huyện"],
        "b": ["carry_out: Tổ công nghệ số cộng đồng các thôn"],
        "c": ["carry_out: Phòng Bảo trợ"],
    },
}  # fmt: skip


@pytest.mark.parametrize("name", DUTIES)
def test_every_body_is_read_to_the_end_of_its_name(name):
    assert duties(read(name)) == DUTIES[name]


@pytest.mark.parametrize(
    ("clause", "body"),
    [
        ("Trường THCS An Đồng phát động phong trào", "Trường THCS An Đồng"),
        ("Trường Tiểu học Lê Lợi tích cực hưởng ứng", "Trường Tiểu học Lê Lợi"),
        ("Trường Mầm non 20-10 mở lớp", "Trường Mầm non 20-10"),
        ("Hội Người cao tuổi xã vận động hội viên", "Hội Người cao tuổi xã"),
        ("Trung tâm Y tế dự phòng huyện kiểm tra", "Trung tâm Y tế dự phòng huyện"),
        ("Trung tâm Văn hóa Kim Đồng tổ chức hội diễn", "Trung tâm Văn hóa Kim Đồng"),
        ("Ngân hàng Chính sách xã hội huyện cho vay", "Ngân hàng Chính sách xã hội huyện"),
        ("Phòng Nội vụ soạn thảo, trình ký", "Phòng Nội vụ"),
        ("Công đoàn ngành Y tế thăm hỏi", "Công đoàn ngành Y tế"),
    ],
)
def test_a_name_ends_where_a_verb_begins(clause, body):
    reading = read_text(f"CHỈ THỊ\n\n1. {clause} trong toàn huyện.")

    assert [one.body for one in reading.tasks[0].duties] == [body]


def test_bodies_in_no_list_keep_their_row_and_are_said_to_be_unknown():
    reading = read("strangers")

    assert duties(reading) == {
        "1": ["lead: Phòng Kinh tế", "lead: Nghiệp đoàn Chợ nổi Cái Mơ", "lead: Công an xã"],
        "2": ["carry_out: Già làng buôn Ea Tam", "coordinate: Trạm Y tế xã",
              "coordinate: Nhóm Thiện nguyện Hoa Cúc"],
        "3": [],
        "4": [],
    }  # fmt: skip
    strangers = [one for one in reading.not_read if one.code == "unknown-body"]
    assert [reading.quote(one.place) for one in strangers] == [
        "Nghiệp đoàn Chợ nổi Cái Mơ", "Già làng buôn Ea Tam", "Nhóm Thiện nguyện Hoa Cúc",
    ]  # fmt: skip
    doubtful = [one for task in reading.tasks for one in task.duties if one.confidence != "sure"]
    assert {one.confidence for one in doubtful} == {Confidence.DOUBTFUL}
    assert len(doubtful) == 3


def test_a_name_without_a_clear_end_is_said():
    assert said(read("lettered"), "unknown-body") == [
        "Nhiệm vụ c: chưa nhận ra “Phòng Bảo trợ” là đơn vị nào."
    ]


def test_aims_of_a_plan_and_articles_on_force_are_doubtful_tasks():
    doubtful = {
        name: [one.path for one in read(name).tasks if one.confidence is Confidence.DOUBTFUL]
        for name in DUTIES
    }

    assert doubtful == {
        "plan": ["I.1", "I.2", "II.1", "II.2", "II.3"], "pasted": [], "decision": ["3"],
        "columns": [], "counted": [], "lettered": [],
    }  # fmt: skip


def test_limits_and_targets():
    dues = {
        name: [(task.path, due.words, due.kind) for task in read(name).tasks for due in task.dues]
        for name in ("plan", "pasted", "columns", "counted")
    }
    targets = {
        name: [(one.task, one.value, one.unit, one.comparison) for one in read(name).targets]
        for name in ("plan", "pasted", "columns", "counted")
    }

    assert dues == {
        "plan": [("III.1", "trước ngày 20 tháng 11 hằng năm", DueKind.RECURRING),
                 ("III.2", "hoàn thành trong quý II/2025", DueKind.QUARTER),
                 ("III.4", "vào tháng 12/2027", DueKind.MONTH),
                 ("III.4", "vào tháng 12/2030", DueKind.MONTH)],
        "pasted": [("1", "trước ngày 30/6/2026", DueKind.DAY),
                   ("3", "hoàn thành trong tháng 5 năm 2026", DueKind.MONTH)],
        "columns": [("I.1", "trước 30/9/2024", DueKind.DAY),
                    ("II.3", "định kỳ hằng tháng", DueKind.RECURRING),
                    ("II.4", "trước ngày 20/11/2024", DueKind.DAY)],
        "counted": [("Hai", "trước ngày 15/4/2026", DueKind.DAY)],
    }  # fmt: skip
    assert targets == {
        "plan": [("II.1", Decimal(95), "%", Comparison.AT_LEAST),
                 ("II.2", Decimal(80), "%", Comparison.AT_LEAST),
                 ("II.3", Decimal(100), "%", Comparison.ALL)],
        "pasted": [("2", Decimal(3), "mô hình", Comparison.AT_LEAST)],
        "columns": [("I.2", Decimal(2), "sáng kiến", Comparison.AT_LEAST),
                    ("I.2", Decimal(90), "%", Comparison.AT_LEAST)],
        "counted": [("Ba", Decimal(30), "%", Comparison.AT_MOST)],
    }  # fmt: skip


def test_citations_movements_and_who_launched_them():
    found = {
        name: [(one.type, one.number, one.date) for one in read(name).citations]
        for name in ("plan", "decision")
    }
    (movement,) = read("decision").movements

    assert found == {
        "plan": [("Kế hoạch", "13-KH/BCĐTW", PartialDate(2025, 2, 10))],
        "decision": [("Luật", "65/2025/QH15", PartialDate(2025, 2, 19)),
                     ("Luật", "", PartialDate(2022, 6, 15)),
                     ("Tờ trình", "214/TTr-SNV", PartialDate(2025, 5, 12))],
    }  # fmt: skip
    assert movement.launched_by == "Ủy ban nhân dân thành phố Bến Đá"
    assert said(read("plan"), "no-launcher") != []
    assert read("plan").recipients[1].full.startswith("Thường trực Tỉnh ủy")


def test_what_follows_the_last_task_belongs_to_none():
    closing = {name: [one.value[:22] for one in read(name).closing] for name in HEADS}

    assert closing == {
        "plan": ["Trên đây là Kế hoạch t"], "pasted": ["Văn phòng HĐND và UBND"],
        "decision": ["Chánh Văn phòng Ủy ban"], "columns": [], "counted": [],
    }  # fmt: skip
    assert said(read("pasted"), "no-recipients") == ["Không thấy phần Nơi nhận."]
