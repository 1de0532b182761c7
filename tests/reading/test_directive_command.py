"""``thidua directive read``: text, JSON as documented, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from thidua.cli import main
from thidua.reading.as_json import FORMAT

SAMPLE = str(Path(__file__).parent / "samples" / "chi-thi-an-duong-2024.txt")
PAGE = Path(__file__).parents[2] / "docs" / "directive-json.md"


@pytest.fixture
def run(capsys):
    def command(*arguments: str):
        code = main(["directive", "read", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return command


@pytest.fixture
def units(tmp_path) -> str:
    file = tmp_path / "don-vi.txt"
    file.write_text("# các xã\nXã An Đồng\n\nXã Nam Sơn\n", "utf-8")
    return str(file)


def keys_of(value: object) -> set[str]:
    if isinstance(value, list):
        return {key for one in value for key in keys_of(one)}
    if isinstance(value, dict):
        return {*value, *(key for one in value.values() for key in keys_of(one))}
    return set()


def test_json_holds_what_the_documentation_names(run, units):
    code, out, err = run(SAMPLE, "--units", units, "--json")
    document = json.loads(out)
    page = PAGE.read_text("utf-8")

    assert (code, err) == (0, "")
    assert document["format"] == FORMAT
    assert f"`{FORMAT}`" in page
    assert {key for key in keys_of(document) if f"`{key}`" not in page} == set()
    assert document["counts"] == {
        "tasks": 9,
        "movements": 6,
        "targets": 7,
        "measurable_targets": 4,
        "citations": 8,
        "recipients": 10,
        "repairs": 6,
        "not_read": len(document["not_read"]),
    }


def test_every_code_and_kind_is_documented():
    page = PAGE.read_text("utf-8")
    source = Path(__file__).parents[2] / "src" / "thidua" / "reading"
    kinds = (source / "kinds.py").read_text("utf-8")
    words = [line.split('"')[1] for line in kinds.splitlines() if ' = "' in line]
    codes = [
        piece.split('"')[1]
        for name in ("unread.py", "files.py", "reading.py")
        for piece in (source / name).read_text("utf-8").split("NotRead(")[1:]
        if piece.startswith('"')
    ]

    assert len(codes) > 15
    assert [word for word in (*words, *codes) if f"`{word}`" not in page] == []


def test_places_in_json_point_into_its_text(run):
    _, out, _ = run(SAMPLE, "--json")
    document = json.loads(out)
    start, end = document["signer"]["places"][-1]

    assert document["text"][start:end] == "Phạm Việt Hùng"


def test_text_is_calm_and_narrow(run, units):
    code, out, err = run(SAMPLE, "--units", units)

    assert (code, err) == (0, "")
    assert "Nhiệm vụ (9)" in out
    assert "Phong trào (6)" in out
    assert "An Đông → An Đồng" in out
    assert "Không thấy số văn bản: sau «Số:» để trống." in out
    assert max(map(len, out.splitlines())) <= 100


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "không có nội dung"), (b"%PDF-1.7 hong", "bị hỏng")],
)
def test_exit_is_2_with_a_sentence_when_unreadable(run, tmp_path, content, words):
    file = tmp_path / "a.pdf"
    file.write_bytes(content)

    code, out, err = run(str(file))

    assert (code, out) == (2, "")
    assert words in err


def test_exit_is_2_when_a_file_is_missing(run, tmp_path):
    missing = str(tmp_path / "khong-co")

    assert "Không mở được tệp" in run(missing)[2]
    assert "Không đọc được tệp đơn vị" in run(SAMPLE, "--units", missing)[2]
    assert run(missing)[0] == 2
