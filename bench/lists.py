"""Reading a 10,000-line list: lines a second and peak memory of parent and child."""

from __future__ import annotations

import random
import resource
import time
from io import BytesIO

from xlsxwriter import Workbook

from thidua.lists.reading import read_list

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đỗ", "Bùi", "Đặng", "Hoàng", "Ngô")
MIDDLE = ("Thị", "Văn", "Đức", "Minh", "Ngọc", "Thu", "Quang", "Hồng", "Thanh", "Xuân")
GIVEN = ("Anh", "Bình", "Chi", "Dung", "Giang", "Hà", "Khoa", "Lan", "Mai", "Nam", "Oanh", "Phúc",
         "Quân", "Sơn", "Thảo", "Uyên", "Vân", "Yến")  # fmt: skip
HEAD = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Chức vụ",
    "Đơn vị",
    "Xếp loại 2024",
    "Danh hiệu đề nghị",
    "Ghi chú",
)


def workbook(lines: int) -> bytes:
    """A list of that many people, as a unit would type it."""
    chance, memory = random.Random(11), BytesIO()
    with Workbook(memory, {"in_memory": True}) as book:
        sheet = book.add_worksheet("2024")
        sheet.write(0, 0, "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2024")
        sheet.write_row(2, 0, HEAD)
        for number in range(1, lines + 1):
            name = " ".join(chance.choice(part) for part in (FAMILY, MIDDLE, MIDDLE, GIVEN))
            month, year = chance.randint(1, 12), chance.randint(1965, 1999)
            day = f"{chance.randint(1, 28):02d}/{month:02d}/{year}"
            title = chance.choice(("LĐTT", "LĐTT", "LĐTT", "CSTĐCS", "Giấy khen CT UBND huyện"))
            rating = chance.choice(("HTTNV", "HTTNV", "HTXSNV", "HTNV"))
            line = (number, name, day, "Giáo viên", "Trường THCS An Đồng", rating, title, "")
            sheet.write_row(number + 2, 0, line)
    return memory.getvalue()


def megabytes(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


def run(lines: int = 10_000) -> None:
    """Read once cold, twice warm; then bring it into a round."""
    data = workbook(lines)
    print(f"file: {len(data) / 1024:,.0f} KB, {lines:,} lines")
    for _ in range(3):
        began = time.perf_counter()
        reading = read_list(data, "danh-sach.xlsx", year=2024)
        took = time.perf_counter() - began
        found = len(reading.proposals)
        print(f"read    {took:6.2f} s {lines / took:9,.0f} lines/s, {found:,} proposals")
    from bench.pages import prepare  # noqa: PLC0415 (starts the database)

    prepare(dossiers=0)
    from bench.imports import run_import  # noqa: PLC0415 (needs Django set up)

    run_import(data, lines)
    print(
        f"peak memory: parent {megabytes(resource.RUSAGE_SELF):,.0f} MB, "
        f"child {megabytes(resource.RUSAGE_CHILDREN):,.0f} MB"
    )
