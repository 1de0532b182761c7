"""`thidua law list | show | assess | schema | coverage` as a person or a program runs them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from thidua.cli import main
from thidua.cli.law import assess, coverage
from thidua.cli.law.page import EXAMPLE, assess_page
from thidua.cli.words import UNREADABLE
from thidua.law import Verdict, known_titles
from thidua.law.asking import Ask, schema
from thidua.law.asking.request import REQUEST
from thidua.law.coverage import Row, Section
from thidua.law.form import FACTS

PERSON = {"subject": "person", "year": 2024, "ratings": {"2024": "HTXS"}, "vouched": True}
GOOD = {"id": "a", "on": "2024-12-31", "titles": ["CSTDCS"], "facts": PERSON}
WRONG = {"id": "b", "on": "2024-12-31", "titles": ["CSTDC"], "facts": PERSON}


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["law", *words])
    out, err = capsys.readouterr()
    return code, out, err


def written(path: Path, *lines: Any) -> Path:
    texts = (one if isinstance(one, str) else json.dumps(one) for one in lines)
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


def documents(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


# -- list and show ---


def test_the_list_of_a_day_names_every_title_of_that_day(capsys) -> None:
    code, before, _ = run(capsys, "list", "--on", "30/6/2025")
    _, after, _ = run(capsys, "list", "--on", "01/7/2025")

    assert code == 0
    assert "Danh hiệu thi đua (" in before
    assert all(f"  {code} " in before for code in known_titles())
    assert "GK-HUYEN" in before.partition("Không có tiêu chuẩn")[0]
    assert "GK-HUYEN" in after.partition("Không có tiêu chuẩn")[2]


def test_the_list_of_a_day_before_the_law_is_empty(capsys) -> None:
    code, shown, _ = run(capsys, "list", "--on", "31/12/2003")

    assert code == 1
    assert "không có luật nào trong bộ quy tắc" in shown


def test_the_short_form_is_show(capsys) -> None:
    assert run(capsys, "LDTT", "--on", "2024-12-31") == run(
        capsys, "show", "LDTT", "--on", "2024-12-31"
    )
    assert run(capsys, "show", "LDTT", "--on", "2024-12-31")[0] == 0


RULES = """
name = "Quy định thử của tỉnh"
number = "1/2025/QĐ-UBND"
authority = "tỉnh thử"
in_force_from = 2025-01-01

[settled]
gk-below-htt = false

[[conditions]]
code = "thrift"
sentence = "Thực hành tiết kiệm theo quy định của tỉnh"
titles = ["LDTT"]

[[papers]]
code = "party-opinion"
name = "Ý kiến của cấp ủy"
titles = ["LDTT"]
"""


@pytest.fixture
def rules(tmp_path) -> str:
    return str(written(tmp_path / "rules.toml", RULES))


def test_local_rules_are_shown_from_their_day(capsys, rules) -> None:
    _, before, _ = run(capsys, "LDTT", "--on", "2024-12-31", "--rules", rules)
    _, after, _ = run(capsys, "LDTT", "--on", "2025-12-31", "--rules", rules)

    assert "Thực hành tiết kiệm" not in before
    assert "Thực hành tiết kiệm theo quy định của tỉnh" in " ".join(after.split())
    assert "- Ý kiến của cấp ủy." in after


def test_local_rules_judge_every_line_of_their_time(tmp_path, capsys, rules) -> None:
    facts = {"subject": "person", "year": 2025, "ratings": {"2025": "HTT"}, "vouched": True}
    against = facts | {"declared": {"local.thrift": False}}
    lines = [
        {"on": "2025-12-31", "titles": ["LDTT"], "facts": against},
        {"on": "2024-12-31", "titles": ["LDTT"], "facts": against},
        {"on": "2025-12-31", "titles": ["GK-XA"], "facts": facts | {"ratings": {"2025": "HT"}}},
    ]
    path = str(written(tmp_path / "a.jsonl", *lines))

    _, national, _ = run(capsys, "assess", path)
    _, local, _ = run(capsys, "assess", path, "--rules", rules)

    def verdicts(text: str) -> list[str]:
        return [line["answers"][0]["verdict"] for line in documents(text)]

    assert verdicts(national) == ["met", "met", "not_known"]
    assert verdicts(local) == ["not_met", "met", "not_met"]


def test_local_papers_stand_in_the_dossier(tmp_path, capsys, rules) -> None:
    papers = ["proposal", "report", "minutes"]
    line = {"ask": ["dossier"], "on": "2025-12-31", "titles": ["LDTT"], "papers": papers}
    path = str(written(tmp_path / "a.jsonl", line, line | {"papers": [*papers, "party-opinion"]}))

    _, out, _ = run(capsys, "assess", path, "--rules", rules)

    lacking, whole = (found["answers"][0] for found in documents(out))
    assert [paper["code"] for paper in whole["papers"]][-1] == "party-opinion"
    assert (lacking["verdict"], whole["verdict"]) == ("not_met", "met")


def test_rules_that_cannot_be_read_are_told(tmp_path, capsys) -> None:
    path = str(written(tmp_path / "a.jsonl", GOOD))

    code, _, err = run(capsys, "assess", path, "--rules", str(tmp_path / "nope.toml"))

    assert code == UNREADABLE
    assert "Không đọc được tệp quy định nope.toml" in err


@pytest.mark.parametrize("act", ["list", "show", "assess", "schema", "coverage"])
def test_every_part_explains_itself(act, capsys) -> None:
    with pytest.raises(SystemExit) as left:
        main(["law", act, "--help"])

    assert left.value.code == 0
    assert capsys.readouterr().out.startswith(f"Cách dùng: thidua law {act}")


def test_the_parts_are_listed(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["law", "--help"])

    assert "xét hàng loạt" in capsys.readouterr().out


# -- assess ---


def test_every_line_answered_exits_with_zero(tmp_path, capsys) -> None:
    code, out, err = run(capsys, "assess", str(written(tmp_path / "a.jsonl", GOOD, GOOD)))

    first, second = documents(out)
    assert (code, err) == (0, "")
    assert (first["line"], second["line"], first["id"]) == (1, 2, "a")
    assert first["answers"] == second["answers"]
    assert first["answers"][0]["verdict"] == Verdict.MET


def test_a_wrong_line_is_named_and_the_others_are_answered(tmp_path, capsys) -> None:
    path = written(tmp_path / "a.jsonl", GOOD, "", WRONG, "{", GOOD)

    code, out, _ = run(capsys, "assess", str(path))

    found = documents(out)
    assert code == 1
    assert [line["line"] for line in found] == [1, 3, 4, 5]
    assert found[1] == {
        "line": 3,
        "id": "b",
        "error": found[1]["error"],
    }
    assert found[1]["error"]["field"] == "titles[0]"
    assert found[2]["error"]["field"] == ""
    assert found[0]["answers"] == found[3]["answers"]


def test_lines_come_from_standard_input_too(tmp_path, capsys, monkeypatch) -> None:
    path = written(tmp_path / "a.jsonl", GOOD)
    with path.open("rb") as stream:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=stream))
        code, out, _ = run(capsys, "assess", "-")

    assert code == 0
    assert documents(out)[0]["answers"]


def test_answers_are_written_to_a_file_that_is_whole(tmp_path, capsys) -> None:
    path, target = written(tmp_path / "a.jsonl", GOOD, WRONG), tmp_path / "b.jsonl"

    code, out, _ = run(capsys, "assess", str(path), "-o", str(target))

    assert (code, out) == (1, "")
    assert len(documents(target.read_text("utf-8"))) == 2
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.jsonl", "b.jsonl"]


def test_a_run_that_stops_leaves_the_earlier_answers_alone(tmp_path, capsys, monkeypatch) -> None:
    path, target = written(tmp_path / "a.jsonl", GOOD), written(tmp_path / "b.jsonl", "before")
    monkeypatch.setattr(assess, "answer_line", interrupted)

    code, _, err = run(capsys, "assess", str(path), "-o", str(target))

    assert code == 130
    assert "Đã dừng." in err
    assert target.read_text("utf-8") == "before"
    assert len(list(tmp_path.iterdir())) == 2


def interrupted(*given: Any) -> dict[str, Any]:
    raise KeyboardInterrupt


def test_an_empty_file_has_no_answers(tmp_path, capsys) -> None:
    assert run(capsys, "assess", str(written(tmp_path / "a.jsonl"))) == (0, "", "")


def test_what_cannot_be_read_or_written_exits_with_two(tmp_path, capsys) -> None:
    path = written(tmp_path / "a.jsonl", GOOD)

    missing = run(capsys, "assess", str(tmp_path / "nope.jsonl"))
    folder = run(capsys, "assess", str(tmp_path))
    unwritable = run(capsys, "assess", str(path), "-o", str(tmp_path / "no" / "b.jsonl"))

    assert [missing[0], folder[0], unwritable[0]] == [UNREADABLE] * 3
    assert "Không mở được tệp" in missing[2]
    assert "Không mở được tệp" in folder[2]
    assert "Không ghi được tệp" in unwritable[2]


class Broken(io.RawIOBase):
    """A disk that fails after the first line."""

    def __init__(self) -> None:
        self.read = 0

    def readline(self, size: int | None = -1) -> bytes:
        self.read += 1
        if self.read > 1:
            raise OSError
        return json.dumps(GOOD).encode() + b"\n"

    def fileno(self) -> int:
        return 0


def test_a_disk_that_fails_while_reading_is_told_as_such(capsys, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=Broken()))

    code, _, err = run(capsys, "assess", "-")

    assert code == UNREADABLE
    assert "Không đọc hết được tệp" in err


def test_a_person_who_watches_sees_progress_and_a_pipe_does_not(
    tmp_path, capsys, monkeypatch
) -> None:
    path = written(tmp_path / "a.jsonl", *[{"on": "2024-12-31"}] * 600)
    quiet = run(capsys, "assess", str(path))
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")

    watched = run(capsys, "assess", str(path))

    assert quiet[2] == ""
    assert "Đang xét" in watched[2]
    assert watched[1] == quiet[1]


# -- schema, pages ---


def test_the_schema_is_printed(capsys) -> None:
    code, out, _ = run(capsys, "schema")

    assert code == 0
    assert json.loads(out) == schema()


def test_the_page_names_every_field_and_every_question() -> None:
    page = assess_page()

    names = [*REQUEST.fields, *FACTS.fields]
    assert all(f"| `{name}`" in page for name in names)
    assert all(f"### `{ask}`" in page for ask in Ask)
    assert "| `24.1.b` | conduct |" in page


def test_the_example_of_the_page_is_answered(tmp_path, capsys) -> None:
    code, out, _ = run(capsys, "assess", str(written(tmp_path / "a.jsonl", EXAMPLE)))

    assert code == 0
    assert documents(out)[0]["answers"][0]["verdict"] == Verdict.MET
    assert json.dumps(EXAMPLE, ensure_ascii=False) in assess_page()


# -- coverage ---


def test_the_coverage_page_counts_and_lists(capsys) -> None:
    code, page, _ = run(capsys, "coverage")

    assert code == 0
    assert " quy định: " in page
    assert "| `LDTT` | Lao động tiên tiến | 4 | 4 đã đối chiếu văn bản | 0 |" in page
    assert "| `60.standard` |" in page


def test_the_page_on_file_is_that_of_the_book(capsys) -> None:
    assert run(capsys, "coverage", "--check") == (0, "", "")


def test_a_page_that_differs_is_named(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)

    code, out, _ = run(capsys, "coverage", "--check")

    assert code == 1
    assert "docs/law-coverage.md khác với bộ quy tắc" in out


def test_a_dangling_reference_is_an_error(monkeypatch, capsys) -> None:
    row = Row("x", "Điều 1", "…", conditions=("99.9",))
    monkeypatch.setattr("thidua.law.coverage.inventory", lambda: (Section("", "", (row,)),))

    code, out, _ = run(capsys, "coverage")

    assert code == 1
    assert out == "x: không có điều kiện “99.9”\n"
    assert code == coverage.DIFFERENT
