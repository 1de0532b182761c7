"""Small files and sheets for the tests of the lists."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files

import xlsxwriter

from thidua.lists.proposal import ListReading, Proposal
from thidua.lists.reading import list_from_workbook
from thidua.lists.workbook import Cell, Merge, Sheet, Workbook

SAMPLES = files("thidua.demo") / "samples"

SCHOOL = "danh-sach-de-nghi-2024-truong-thcs.xlsx"
COMMUNE = "danh-sach-de-nghi-2024-xa.xlsx"
FINANCE = "danh-sach-de-nghi-2024-phong-tckh.xls"
FARMING = "danh-sach-de-nghi-2024-phong-nnptnt.ods"
LABOUR = "danh-sach-de-nghi-2024-phong-ldtbxh.csv"
JUSTICE = "danh-sach-de-nghi-2024-phong-tu-phap.csv"
REGISTER = "so-khen-thuong-2019-2023.xlsx"
RATINGS = "ket-qua-danh-gia-2019-2024.xlsx"
LISTS = (SCHOOL, COMMUNE, FINANCE, FARMING, LABOUR, JUSTICE)

HEADER = (
    "STT",
    "Họ và tên",
    "Năm sinh",
    "Chức vụ",
    "Xếp loại 2024",
    "Danh hiệu đề nghị",
    "Ghi chú",
)


def sample(name: str) -> bytes:
    """The bytes of a sample file."""
    return (SAMPLES / name).read_bytes()


def sheet(
    rows: Iterable[Sequence[Cell]],
    *,
    name: str = "Trang 1",
    merges: Sequence[tuple[int, int, int, int]] = (),
    before: Sequence[str] = (),
) -> Sheet:
    """A sheet from plain rows."""
    plain = tuple(tuple(None if cell == "" else cell for cell in row) for row in rows)
    return Sheet(name, plain, False, tuple(Merge(*merge) for merge in merges), tuple(before))


def read(*sheets: Sheet, year: int = 2024) -> ListReading:
    """Read sheets as a nomination list."""
    return list_from_workbook(Workbook("xlsx", tuple(sheets)), "danh-sach.xlsx", year=year)


def read_rows(rows: Iterable[Sequence[Cell]], *, year: int = 2024, **options) -> ListReading:
    """Read one sheet of rows."""
    return read(sheet(rows, **options), year=year)


def people(*rows: Sequence[Cell], header: Sequence[str] = HEADER) -> ListReading:
    """Read a table with the usual header; rows are numbered here."""
    numbered = [(number, *row) for number, row in enumerate(rows, start=1)]
    return read_rows([("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2024",), header, *numbered])


def one(reading: ListReading) -> Proposal:
    """The only proposal."""
    (proposal,) = reading.proposals
    return proposal


def by_row(reading: ListReading) -> dict[int, list[Proposal]]:
    """Proposals by spreadsheet row."""
    rows: dict[int, list[Proposal]] = {}
    for proposal in reading.proposals:
        rows.setdefault(proposal.row, []).append(proposal)
    return rows


def codes(reading: ListReading) -> list[str | None]:
    """The codes proposed, in order."""
    return [proposal.title.code for proposal in reading.proposals]


def fault_codes(reading: ListReading) -> list[str]:
    """The codes of the faults, in order."""
    return [fault.code for fault in reading.faults]


def xlsx(rows: Iterable[Sequence[Cell]]) -> bytes:
    """A real .xlsx file of one sheet."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        worksheet = book.add_worksheet("Trang 1")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value not in ("", None):
                    worksheet.write(number, column, value)
    return buffer.getvalue()


def rezipped(data: bytes, edit: Callable[[str, bytes], bytes]) -> bytes:
    """A zip file with each part changed by ``edit(name, content)``."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as given,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in given.infolist():
            made.writestr(entry.filename, edit(entry.filename, given.read(entry)))
    return buffer.getvalue()
