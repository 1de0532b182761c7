"""Workbooks made by hand, and the samples that the package carries."""

from __future__ import annotations

import io
from importlib.resources import files

import xlsxwriter

HEAD = (
    "STT",
    "Họ và tên / Tập thể",
    "Năm sinh",
    "Đơn vị",
    "Danh hiệu, hình thức",
    "Số quyết định",
    "Ngày QĐ",
    "Năm",
    "Cấp khen",
    "Ghi chú",
)
REGISTER = "so-khen-thuong-2019-2023.xlsx"
RATINGS = "ket-qua-danh-gia-2019-2024.xlsx"


def sample(name: str) -> bytes:
    return (files("thidua.demo") / "samples" / name).read_bytes()


def award(
    name: str,
    birth="1985",
    unit="Trường THCS An Đồng",
    title="LĐTT",
    number="4520/QĐ-UBND",
    day="27/12/2019",
    year=2019,
    level="Huyện",
    note="",
) -> tuple:
    """One line of a register, without its number."""
    return (name, birth, unit, title, number, day, year, level, note)


def register(*lines: tuple, title: str = "SỔ THEO DÕI KHEN THƯỞNG") -> bytes:
    """An award register; rows of data begin in row 4 of the sheet."""
    return _workbook(title, HEAD, [(number, *line) for number, line in enumerate(lines, start=1)])


def ratings(years: tuple[int, ...], *lines: tuple, who: str = "Họ và tên") -> bytes:
    """A file of ratings: name, birth, unit, a rating a year, discipline; data from row 4."""
    head = (
        "STT",
        who,
        "Ngày sinh",
        "Đơn vị",
        *(f"Xếp loại năm {year}" for year in years),
        "Vi phạm, kỷ luật (nếu có)",
    )
    rows = [(number, *line) for number, line in enumerate(lines, start=1)]
    return _workbook("TỔNG HỢP KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI", head, rows)


def _workbook(title: str, head: tuple, rows: list[tuple]) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    sheet = book.add_worksheet("Sổ")
    sheet.write_string(0, 0, title)
    for place, row in enumerate((head, *rows), start=2):
        for column, value in enumerate(row):
            if value != "":
                sheet.write(place, column, value)
    book.close()
    return held.getvalue()
