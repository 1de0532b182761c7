"""Unit names: one key for the ways a unit is written; letterheads in proper case."""

from __future__ import annotations

import pytest

from thidua.lists.letterhead import read_letterhead
from thidua.lists.units import alias_table, same_unit, unit_case


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Trường THCS An Đồng", "THCS An Đồng"),
        ("Trường THCS An Đồng", "TRƯỜNG THCS AN ĐỒNG"),
        ("Trường THCS An Đồng", "Trường PTCS An Đồng"),
        ("Trường THCS An Đồng", "Trường Trung học cơ sở An Đồng"),
        ("Phòng NN&PTNT", "Phòng Nông nghiệp và Phát triển nông thôn"),
        ("Phòng Nông nghiệp & PTNT", "Phòng Nông nghiệp và PTNT"),
        ("Phòng LĐ-TB&XH", "Phòng Lao động - Thương binh và Xã hội"),
        ("Phòng Tài chính KH", "Phòng Tài chính - Kế hoạch"),
        ("Phòng TC-KH", "Phòng Tài chính - Kế hoạch"),
        ("Xã Đặng Cương", "UBND xã Đặng Cương"),
        ("UBND xã Đặng Cuơng", "UBND xã Đặng Cương"),
        ("Ủy ban nhân dân xã Đặng Cương", "UBND xã Đặng Cương"),
        ("Phòng Tư pháp huyện An Dương", "Phòng Tư pháp"),
        ("Trường THCS An Hòa", "Trường THCS An Hoà"),
    ],
)
def test_short_former_and_full_names_are_one_unit(a, b):
    assert same_unit(a, b)
    assert same_unit(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Trường THCS An Đồng", "THCS An Đông"),
        ("Trường THCS An Đồng", "Trường Tiểu học An Đồng"),
        ("UBND xã An Hồng", "UBND xã An Hưng"),
        ("Phòng Tư pháp huyện An Dương", "Phòng Tư pháp huyện Thủy Nguyên"),
        ("Phòng Nội vụ - LĐTBXH", "Phòng Lao động - Thương binh và Xã hội"),
    ],
)
def test_other_units_are_not(a, b):
    assert not same_unit(a, b)


def test_former_names_are_data():
    aliases = alias_table(
        {"Phòng Lao động - Thương binh và Xã hội": ("Phòng Nội vụ - LĐTBXH", "Phòng LĐ")}
    )

    assert same_unit("Phòng Nội vụ - LĐTBXH", "Phòng LĐ-TB&XH", aliases)
    assert not same_unit("Phòng Nội vụ", "Phòng LĐ-TB&XH", aliases)


@pytest.mark.parametrize(
    ("capitals", "proper"),
    [
        ("TRƯỜNG THCS AN ĐỒNG", "Trường THCS An Đồng"),
        ("PHÒNG TÀI CHÍNH - KẾ HOẠCH", "Phòng Tài chính - Kế hoạch"),
        ("PHÒNG NÔNG NGHIỆP VÀ PTNT", "Phòng Nông nghiệp và PTNT"),
        ("UBND HUYỆN AN DƯƠNG", "UBND huyện An Dương"),
        ("UBND XÃ ĐẶNG CƯƠNG", "UBND xã Đặng Cương"),
        ("Phòng Tư pháp", "Phòng Tư pháp"),
    ],
)
def test_letterhead_in_proper_case(capitals, proper):
    assert unit_case(capitals) == proper


def test_letterhead_names_issuer_superior_and_year():
    head = read_letterhead(
        [
            "UBND HUYỆN AN DƯƠNG",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "TRƯỜNG THCS AN ĐỒNG",
            "Độc lập - Tự do - Hạnh phúc",
            "An Đồng, ngày 18 tháng 12 năm 2023",
            "DANH SÁCH",
            "Đề nghị xét tặng danh hiệu thi đua năm 2024",
            "(Kèm theo Tờ trình số 47/TTr-THCS ngày 18/12/2023)",
        ]
    )

    assert (head.issuer, head.superior) == ("Trường THCS An Đồng", "UBND huyện An Dương")
    assert head.year == 2024


def test_committee_on_two_lines_is_one_body():
    head = read_letterhead(["ỦY BAN NHÂN DÂN", "XÃ ĐẶNG CƯƠNG", "DANH SÁCH"])

    assert (head.issuer, head.superior) == ("UBND xã Đặng Cương", "")
