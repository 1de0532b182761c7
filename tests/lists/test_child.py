"""What runs in the child, run here: parsers, limits of the answer, kinds told before any parser."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook as OpenpyxlWorkbook

from tests.lists.building import FARMING, FINANCE, JUSTICE, LABOUR, SCHOOL, sample
from tests.lists.test_hostile_files import HOSTILE, OLE2
from thidua.lists import child_document, child_spreadsheet, child_text
from thidua.lists.archive import file_kind
from thidua.lists.child_text import find_delimiter, read_delimited
from thidua.lists.limits import Limits
from thidua.lists.refusals import Refused
from thidua.lists.sandbox import read_workbook
from thidua.lists.wire import RawSheet, Refusal, Writer, plain


class Answer:
    """Collects what a parser writes."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.text = ""
        self.writer = Writer(self._add, limits or Limits())

    def _add(self, text: str) -> None:
        self.text += text

    @property
    def lines(self) -> list:
        return [json.loads(line) for line in self.text.splitlines()]

    @property
    def rows(self) -> list:
        return [line for line in self.lines if isinstance(line, list)]


@pytest.mark.parametrize(
    ("name", "kind"), [(SCHOOL, "xlsx"), (FINANCE, "xls"), (FARMING, "ods"), (LABOUR, "text")]
)
def test_kind_is_told_by_content(name, kind):
    assert file_kind(sample(name), "ten-khac.pdf") == kind


@pytest.mark.parametrize("name", HOSTILE)
def test_what_the_parent_refuses_it_refuses_without_a_parser(name):
    make, expected = HOSTILE[name]

    try:
        kind = file_kind(make(), "x")
    except Refused as refused:
        kind = refused.code

    assert kind in expected | {"xlsx", "xls", "ods", "text"}


@pytest.mark.parametrize(
    ("part", "code"),
    [("xl/workbook.bin", "xlsb"), ("ppt/presentation.xml", "unknown"), ("content.xml", "unknown")],
)
def test_other_zip_files_are_told_apart(part, code):
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(part, "x")

    with pytest.raises(Refused) as refused:
        file_kind(buffer.getvalue(), "x")

    assert refused.value.code == code


def test_stream_name_inside_a_cell_is_no_stream():
    data = OLE2.ljust(512, b"\xff") + b"x" + "EncryptedPackage\0".encode("utf-16-le") + bytes(4_000)

    with pytest.raises(Refused) as refused:
        file_kind(data, "x")

    assert refused.value.code == "damaged"


@pytest.mark.parametrize("name", [SCHOOL, FINANCE, FARMING])
def test_spreadsheets_are_written_row_by_row(name):
    answer = Answer()

    child_spreadsheet.parse(sample(name), answer.writer)

    assert answer.lines[0]["hidden"] is False
    assert len(answer.rows) == sum(
        len(sheet.rows) for sheet in read_workbook(sample(name), "x").sheets
    )


@pytest.mark.parametrize(("name", "rows"), [(LABOUR, 8), (JUSTICE, 8)])
def test_text_is_written_with_its_encoding(name, rows):
    answer = Answer()

    child_text.parse(sample(name), answer.writer)

    assert answer.lines[0]["encoding"]
    assert len(answer.rows) == rows


@pytest.mark.parametrize(
    ("parse", "data", "code"),
    [
        (child_spreadsheet.parse, b"PK\x03\x04 nothing", "damaged"),
        (child_spreadsheet.parse, OLE2 + bytes(2_000), "damaged"),
        (child_document.parse, b"nothing", "damaged"),
        (child_text.parse, b"\x00\x01\x02", "unknown"),
        (child_text.parse, b"<table>;</table>", "html"),
        (child_text.parse, b"no columns", "not-a-table"),
    ],
)
def test_parsers_refuse_with_a_code(parse, data, code):
    with pytest.raises(Refusal) as refused:
        parse(data, Answer().writer)

    assert refused.value.message["refused"] == code


def test_values_keep_their_types_and_places():
    book = OpenpyxlWorkbook()
    book.active["C3"] = "Vũ Văn Nam"
    book.active["D3"] = 3.5
    book.active["E3"] = True
    book.active["F3"] = dt.datetime(1985, 8, 15, 7, 30)  # noqa: DTZ001
    book.active["G3"] = dt.time(7, 30)
    book.active["H3"] = "   "
    book.active.merge_cells("C3:C4")
    book.create_sheet("Ẩn").sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)

    shown, hidden = read_workbook(buffer.getvalue(), "x").sheets

    assert shown.rows[:2] == ((), ())
    assert shown.rows[2][:6] == (None, None, "Vũ Văn Nam", 3.5, True, dt.date(1985, 8, 15))
    assert len(shown.rows[2]) == 7
    assert (shown.merges[0].top, shown.merges[0].left, shown.merges[0].bottom) == (2, 2, 3)
    assert (hidden.name, hidden.hidden, hidden.rows) == ("Ẩn", True, ())


def test_merged_cells_of_an_ods_are_known():
    document = OpenDocumentSpreadsheet()
    table = Table(name="A")
    top, below = TableRow(), TableRow()
    merged = TableCell(valuetype="string", numbercolumnsspanned=2, numberrowsspanned=2)
    merged.addElement(P(text="THCS A"))
    for row, cells in ((top, [TableCell(), merged]), (below, [TableCell()])):
        for cell in cells:
            row.addElement(cell)
        row.addElement(CoveredTableCell())
        table.addElement(row)
    document.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    document.save(buffer)

    (sheet,) = read_workbook(buffer.getvalue(), "x").sheets

    assert [(one.top, one.left, one.bottom, one.right) for one in sheet.merges] == [(0, 1, 1, 2)]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("", None),
        (" \n", None),
        (True, True),
        (1 << 60, str(1 << 60)),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
        (dt.datetime(2024, 1, 2, 3, 4), ["2024-01-02"]),  # noqa: DTZ001
        (dt.date(2024, 1, 2), ["2024-01-02"]),
        (dt.timedelta(hours=2), "2:00:00"),
    ],
)
def test_values_are_made_plain(value, written):
    assert plain(value) == written


def test_trailing_blanks_are_dropped_and_inner_ones_kept():
    answer = Answer()

    answer.writer.sheet(RawSheet("A", [["a", "", None], [], ["", "b"], [None], []], left=1))

    assert answer.rows == [[None, "a"], [], [None, None, "b"]]


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(rows=1), "far-cell"),
        (Limits(columns=1), "far-cell"),
        (Limits(cells=3), "too-many-cells"),
        (Limits(characters=1), "long-text"),
        (Limits(sheets=0), "too-many-sheets"),
    ],
)
def test_writer_keeps_its_limits(limits, code):
    with pytest.raises(Refusal) as refused:
        Answer(limits).writer.sheet(RawSheet("A", [["a", "b"], ["cc", "d"]]))

    assert refused.value.message["refused"] == code


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b;c\n1;2;3", ";"),
        ("a,b,c\n1,2,3", ","),
        ("a\tb\n1\t2", "\t"),
        ("a|b\n1|2", "|"),
        ("Danh sách, năm 2024\na;b;c\n1,5;2;3\n2;3;4", ";"),
        ("sep=,\na;b,c", ","),
        ("abc\ndef", None),
        ("", None),
    ],
)
def test_delimiter_is_found(text, delimiter):
    assert find_delimiter(text) == delimiter


def test_quoted_cells_keep_delimiters_and_line_breaks():
    rows = list(read_delimited('a;"b;c\nd";"e ""f"""\n1;2;\n'))

    assert rows == [["a", "b;c\nd", 'e "f"'], ["1", "2", None]]
