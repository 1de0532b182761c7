"""Doubts of a workbook and what is written after each answer, without a database."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.targets.making import D
from thidua.targets.asking import ask
from thidua.targets.building import build
from thidua.targets.reader import Reader
from thidua.targets.shapes import Goal
from thidua.targets.sheets import tables

REVENUE = Goal("Thu ngân sách", "numeric", "tỷ đồng", D(60), "", (), falls=False)
WATER = Goal("Tỷ lệ nước sạch", "share", "%", D(100), "", (), falls=False)
POOR = Goal("Hộ nghèo", "numeric", "hộ", None, "", (), falls=True)
EXISTING = [("THU", REVENUE), ("NUOC", WATER), ("NGHEO", POOR)]
KNOWN = {"thu ngan sach": "THU", "ty le nuoc sach": "NUOC", "ho ngheo": "NGHEO"}


@dataclass
class Names:
    """Units by the very words; ids count from 1."""

    names: list[str] = field(default_factory=list)

    def find(self, words: str) -> tuple[int, str] | None:
        return (self.names.index(words) + 1, words) if words in self.names else None

    def near(self, words: str) -> list[tuple[int, str]]:
        return []


def looked(rows, answers=(), shares=None):
    """Open questions by key, and figures by target and unit, of one sheet."""
    [table] = tables({"sheets": [{"name": "Số liệu", "rows": rows}]}, KNOWN)
    finder = Names([row[0] for row in rows[1:]])
    answers = dict(answers)
    reader = Reader(table, 0, answers)
    asked = ask([reader], finder, EXISTING, shares or {})
    drafts = build([reader], finder, asked, EXISTING, shares or {}, 2024)
    questions = {one.key: one for one in asked.questions if one.key not in answers}
    figures = {
        (one.code, finder.names[int(given.unit) - 1]): given.value
        for one in drafts
        for given in one.figures
    }
    return questions, figures


HEAD = ["Xã", "Thu ngân sách", "Tỷ lệ nước sạch", "Hộ nghèo"]
MATRIX = [HEAD, ["A", 12, 0.978, "1,200"], ["B", 14000, 99, 900], ["C", 16, 0.5, 1100],
          ["D", "0,015", 98, 800]]  # fmt: skip
MONTH = {"ky:0": "6"}


def test_matrix_asks_each_target_of_scale_comma_and_fraction():
    questions, figures = looked(MATRIX)

    assert set(questions) == {
        "ky:0", "nghin:0:c1:lon", "nghin:0:c1:nho", "phantram:0:2", "dau:0:c3",
    }  # fmt: skip
    assert not figures
    large, small = questions["nghin:0:c1:lon"], questions["nghin:0:c1:nho"]
    assert large.words.startswith("“Thu ngân sách”, B: 14.000 gấp khoảng 1.000 lần")
    assert large.words.endswith("Số này tính theo triệu đồng?")
    assert (large.where, small.where) == ("ô B3", "ô B5")
    assert "0,015 chỉ bằng một phần khoảng 1.000 lần" in small.words
    assert questions["phantram:0:2"].words.startswith("“Tỷ lệ nước sạch”: 2 ô ghi số từ 0 đến 1")
    assert questions["dau:0:c3"].words.startswith("Hộ nghèo: “1,200” là 1,2")
    assert questions["dau:0:c3"].suggested == "nghin"


def test_matrix_writes_what_was_answered_and_touches_nothing_else():
    said = MONTH | {"nghin:0:c1:lon": "doi", "nghin:0:c1:nho": "bo", "phantram:0:2": "nhan",
                    "dau:0:c3": "nghin"}  # fmt: skip
    questions, figures = looked(MATRIX, said)

    assert not questions
    assert figures == {
        ("THU", "A"): 12, ("THU", "B"): 14, ("THU", "C"): 16,
        ("NUOC", "A"): D("97.8"), ("NUOC", "B"): 99, ("NUOC", "C"): 50, ("NUOC", "D"): 98,
        ("NGHEO", "A"): 1200, ("NGHEO", "B"): 900, ("NGHEO", "C"): 1100, ("NGHEO", "D"): 800,
    }  # fmt: skip
    kept = looked(MATRIX, said | {"nghin:0:c1:lon": "giu", "dau:0:c3": "le"})[1]
    assert (kept["THU", "B"], kept["NGHEO", "A"]) == (14000, D("1.2"))


def test_a_unit_is_measured_by_its_own_share_where_it_has_one():
    rows = [HEAD, ["A", 12], ["Cục Thuế", 3800], ["C", 16]]
    assert "nghin:0:c1:lon" in looked(rows)[0]
    questions, _ = looked(rows, shares={"THU": {"2": D(4000)}})
    assert set(questions) == {"ky:0"}
    lost = looked([*rows[:2], ["Cục Thuế", 4], rows[3]], shares={"THU": {"2": D(4000)}})[0]
    assert "nghin:0:c1:nho" in lost


UNITS = ["Xã", "Giao", "Tổng số hộ", "Quý I", "Quý II"]
OF_REVENUE = {"trang:0": "ma:THU", "luyke:0": "per_period"}


def test_only_the_cells_that_are_off_are_converted():
    rows = [UNITS, ["A", 66, None, 12630, "18,19"], ["B", 60, "2,891", 13, 14]]
    questions, _ = looked(rows, OF_REVENUE)
    assert set(questions) == {"nghin:0:1:lon", "dau:0:c2"}
    said = OF_REVENUE | {"nghin:0:1:lon": "doi", "dau:0:c2": "nghin"}
    [table] = tables({"sheets": [{"name": "Số liệu", "rows": rows}]}, KNOWN)
    reader = Reader(table, 0, said)
    finder = Names(["A", "B"])
    asked = ask([reader], finder, EXISTING, {})
    [draft] = build([reader], finder, asked, EXISTING, {}, 2024)
    assert [one.value for one in draft.figures] == [D("12.63"), D("18.19"), 13, 14]
    assert [part.weight for part in draft.parts] == [None, D(2891)]


def test_very_many_lines_in_the_same_doubt_are_one_question():
    names = [f"Xã {number}" for number in range(30)]
    rows = [UNITS, *([name, 60, None, "12,630", 15000] for name in names)]
    questions, _ = looked(rows, OF_REVENUE)
    assert set(questions) == {"dau:0", "nghin:0:lon"}
    assert questions["dau:0"].where.endswith("và 26 ô khác")

    left, figures = looked(rows, OF_REVENUE | {"dau:0": "le", "nghin:0:lon": "doi"})
    assert not left
    assert set(figures.values()) == {15}


def test_a_name_is_asked_once_for_all_sheets():
    rows = [UNITS, ["Xã Lạ", 60, None, 15, 15], ["A", 60, None, 15, 15]]
    sheets = {"sheets": [{"name": str(number), "rows": rows} for number in (1, 2)]}
    readers = [
        Reader(table, at, {"trang:0": "ma:THU", "trang:1": "ma:THU", "donvi:xa la": "bo"})
        for at, table in enumerate(tables(sheets, KNOWN))
    ]
    asked = ask(readers, Names(["A"]), EXISTING, {})
    assert [one.words for one in asked.questions].count("“Xã Lạ” là đơn vị nào?") == 1
    assert [one.unit(1, Names(["A"])) for one in readers] == ["", ""]
