"""``thidua check``: outcomes, exit codes, the three forms of output."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from openpyxl import load_workbook

from tests.lists.building import COMMUNE, LABOUR, LISTS, RATINGS, REGISTER, SAMPLES, SCHOOL, xlsx
from thidua.cli import main
from thidua.lists.check_json import SCHEMA


def path(name: str) -> str:
    return str(SAMPLES / name)


@pytest.fixture
def check(capsys):
    def run(*arguments: str):
        code = main(["check", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def as_json(check):
    def run(*arguments: str):
        code, out, _ = check(*arguments, "--format", "json")
        return code, json.loads(out)

    return run


@pytest.fixture
def own_list(tmp_path):
    def write(*rows) -> str:
        header = ("STT", "Họ và tên", "Xếp loại 2024", "Danh hiệu đề nghị", "Ghi chú")
        file = tmp_path / "danh-sach.xlsx"
        file.write_bytes(xlsx([header, *rows]))
        return str(file)

    return write


@pytest.mark.parametrize("name", LISTS)
def test_every_sample_is_checked(as_json, name):
    code, document = as_json(path(name))

    assert code == 1
    assert document["schema"] == SCHEMA
    assert document["list"]["year"] == 2024
    assert document["summary"]["proposals"] == len(document["proposals"])


def test_records_beside_the_list_change_the_outcome(as_json):
    _, alone = as_json(path(SCHOOL))
    _, beside = as_json(path(SCHOOL), "--history", path(REGISTER), "--ratings", path(RATINGS))

    assert (alone["summary"]["met"], beside["summary"]["met"]) == (29, 23)
    assert beside["history"]["rows"] == 409
    assert beside["ratings"]["years"] == [2019, 2020, 2021, 2022, 2023, 2024]
    assert alone["history"] is None


def test_json_holds_what_the_documentation_names(as_json):
    _, document = as_json(path(COMMUNE))
    page = (Path(__file__).parents[2] / "docs" / "check-json.md").read_text(encoding="utf-8")
    judged, asked = document["proposals"][0], document["proposals"][15]

    assert SCHEMA in page
    for part in (document, judged, judged["title"], document["list"], document["summary"]):
        assert [key for key in part if f"`{key}`" not in page] == []
    for fault in document["faults"]:
        assert [key for key in fault if f"`{key}`" not in page] == []
    assert asked["assessment"] is None or judged["assessment"]["findings"]


def test_json_says_ask_with_the_reason(as_json):
    _, document = as_json(path(COMMUNE))
    (asked,) = [one for one in document["proposals"] if one["row"] == 38]

    assert asked["outcome"] == "ask"
    assert asked["title"]["code"] is None
    assert asked["title"]["choices"] == ["LDTT", "CSTT"]
    assert asked["question"]


def test_exit_is_0_when_everything_is_met(check, own_list):
    code, out, err = check(own_list((1, "Vũ Văn Nam", "HTT", "LĐTT", "")))

    assert code == 0
    assert "LDTT Lao động tiên tiến: ĐỦ ĐIỀU KIỆN" in out
    assert "1 đối tượng, 1 đề nghị: 1 đủ điều kiện." in out
    assert err == ""


@pytest.mark.parametrize(
    "row",
    [
        (1, "Vũ Văn Nam", "HT", "LĐTT", ""),
        (1, "Vũ Văn Nam", "", "LĐTT", ""),
        (1, "Vũ Văn Nam", "HTT", "GK", ""),
    ],
)
def test_exit_is_1_when_something_is_open(check, own_list, row):
    code, _, _ = check(own_list(row))

    assert code == 1


def test_exit_is_1_when_a_row_had_to_be_left_out(check, own_list):
    code, out, _ = check(
        own_list((1, "Vũ Văn Nam", "HTT", "LĐTT", ""), (2, "", "HTT", "LĐTT", "x"))
    )

    assert code == 1
    assert "không có tên" in out


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "không có nội dung"),
        (b"%PDF-1.4", "thực ra là PDF"),
        (xlsx([("Ghi chú",)]), "không có đề nghị nào"),
    ],
    ids=["empty", "pdf", "no-list"],
)
def test_exit_is_2_with_a_sentence_when_unreadable(check, tmp_path, content, words):
    file = tmp_path / "a.xlsx"
    file.write_bytes(content)

    code, out, err = check(str(file), "--year", "2024")

    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err


def test_exit_is_2_when_there_is_no_file(check, tmp_path):
    code, _, err = check(str(tmp_path / "khong-co.xlsx"))

    assert code == 2
    assert 'Không mở được tệp "khong-co.xlsx"' in err


def test_exit_is_2_when_a_record_file_is_unreadable(check, own_list, tmp_path):
    broken = tmp_path / "so.xlsx"
    broken.write_bytes(b"PK\x03\x04")

    code, _, err = check(own_list((1, "Vũ Văn Nam", "HTT", "LĐTT", "")), "--history", str(broken))

    assert code == 2
    assert "bị hỏng" in err


@pytest.mark.parametrize("option", ["--history", "--ratings"])
def test_record_file_of_another_kind_is_refused(check, own_list, tmp_path, option):
    other = tmp_path / "khac.xlsx"
    other.write_bytes(xlsx([("a", "b"), (1, 2)]))

    code, _, err = check(own_list((1, "Vũ Văn Nam", "HTT", "LĐTT", "")), option, str(other))

    assert code == 2
    assert "để đối chiếu" in err


def test_year_is_asked_for_when_the_list_names_none(check, tmp_path):
    file = tmp_path / "a.xlsx"
    file.write_bytes(xlsx([("STT", "Họ và tên", "Đề nghị"), (1, "Vũ Văn Nam", "LĐTT")]))

    code, _, err = check(str(file))

    assert code == 2
    assert "--year" in err


def test_year_of_the_rating_column_will_do(as_json):
    _, document = as_json(path(LABOUR))

    assert document["list"]["stated_year"] is None
    assert document["list"]["year"] == 2024


def test_day_of_consideration_is_the_last_of_the_year_unless_given(as_json, own_list):
    file = own_list((1, "Vũ Văn Nam", "HTT", "LĐTT", ""))

    _, usual = as_json(file)
    _, given = as_json(file, "--on", "15/3/2025")

    assert usual["list"]["on"] == "2024-12-31"
    assert given["proposals"][0]["assessment"]["on"] == "2025-03-15"


@pytest.mark.parametrize(
    "arguments", [["--year", "hai"], ["--on", "31/02/2024"], ["--format", "pdf"]]
)
def test_bad_arguments_are_told_in_vietnamese(check, arguments):
    with pytest.raises(SystemExit) as stop:
        check(path(SCHOOL), *arguments)

    assert stop.value.code == 2


def test_output_goes_to_the_file_asked_for(check, own_list, tmp_path):
    target = tmp_path / "ket-qua.json"

    _, out, _ = check(
        own_list((1, "Vũ Văn Nam", "HTT", "LĐTT", "")), "--format", "json", "-o", str(target)
    )

    assert out == ""
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == SCHEMA


def test_output_that_cannot_be_written_is_told(check, own_list, tmp_path):
    file = own_list((1, "Vũ Văn Nam", "HTT", "LĐTT", ""))

    for form in ("text", "xlsx"):
        code, _, err = check(file, "--format", form, "-o", str(tmp_path / "khong" / "co"))

        assert code == 2
        assert "Không ghi được tệp" in err


def test_xlsx_needs_a_name(check, own_list):
    code, _, err = check(own_list((1, "Vũ Văn Nam", "HTT", "LĐTT", "")), "--format", "xlsx")

    assert code == 2
    assert "-o" in err


def test_xlsx_has_results_conditions_and_faults(check, tmp_path):
    target = tmp_path / "ket-qua.xlsx"

    check(path(COMMUNE), "--format", "xlsx", "-o", str(target))
    book = load_workbook(target)
    results = book["Kết quả"]

    assert book.sheetnames == ["Kết quả", "Điều kiện", "Cần sửa, trả lời"]
    assert results.max_row == 1 + 32
    assert results.freeze_panes == "D2"
    assert results.auto_filter.ref
    assert {row[5].value for row in results.iter_rows(min_row=2)} >= {"LDTT", "ask"}


def test_words_that_look_like_formulas_stay_words(check, own_list, tmp_path):
    target = tmp_path / "ket-qua.xlsx"
    name = '=HYPERLINK("http://x.vn","Vũ Văn Nam")'

    check(own_list((1, "Lê Thị Hoa", "HTT", name, "")), "--format", "xlsx", "-o", str(target))
    cells = [cell for row in load_workbook(target)["Kết quả"].iter_rows() for cell in row]

    assert [cell.data_type for cell in cells if str(cell.value).startswith("=")] in (["s"], [])
    assert all(cell.hyperlink is None for cell in cells)


def test_text_shows_citation_detail_and_what_is_missing(check):
    _, out, _ = check(path(SCHOOL))

    assert "Dòng 29. Cao Thị Tuyết, cá nhân, sinh 1975, Giáo viên, Trường THCS An Đồng" in out
    assert "[không đạt] Hoàn thành tốt nhiệm vụ trở lên năm 2024 (điểm a khoản 1 Điều 24" in out
    assert "Cần xếp loại Hoàn thành tốt nhiệm vụ trở lên năm 2024." in out
    assert max(map(len, out.splitlines())) <= 100


def test_progress_bar_shows_only_to_a_person(check, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")

    check(path(SCHOOL))

    assert "Đang xét" in screen.getvalue()


def test_same_input_gives_the_same_output_on_any_day(check):
    with time_machine.travel(datetime(2024, 5, 1, tzinfo=UTC)):
        first = check(path(COMMUNE), "--format", "json")
    with time_machine.travel(datetime(2031, 5, 1, tzinfo=UTC)):
        later = check(path(COMMUNE), "--format", "json")

    assert first == later


RULES = """
name = "Quy chế thi đua, khen thưởng của trường"
number = "05/QĐ-THCS"
authority = "Trường THCS An Đồng"
in_force_from = {day}
[[conditions]]
code = "lesson"
sentence = "Có ít nhất một tiết dạy tốt được tổ chuyên môn công nhận"
titles = ["LDTT"]
"""


def rules_file(tmp_path, day="2024-01-01"):
    file = tmp_path / "quy-che.toml"
    file.write_text(RULES.format(day=day), "utf-8")
    return str(file)


def test_local_rules_are_judged_by_and_named(check, tmp_path):
    _, held, _ = check(path(SCHOOL), "--rules", rules_file(tmp_path))
    _, later, _ = check(path(SCHOOL), "--rules", rules_file(tmp_path, "2025-01-01"))

    assert "Áp dụng thêm quy định của địa phương: Quy chế thi đua" in held
    assert "Có ít nhất một tiết dạy tốt" in held
    assert "Có ít nhất một tiết dạy tốt" not in later


def test_local_rules_that_cannot_be_read_are_told(check, tmp_path):
    file = tmp_path / "hong.toml"
    file.write_text("name = 1", "utf-8")

    code, _, err = check(path(SCHOOL), "--rules", str(file))

    assert code == 2
    assert "Tệp quy định hong.toml: Mục “name” phải là chữ." in err
