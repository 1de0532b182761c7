"""The command line: help, refusals, exit codes, the law in words, generated pages, the journal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from thidua.cli import ENTRIES, main
from thidua.cli.words import UNREADABLE
from thidua.core.actors import system_actor
from thidua.journal.domain.record import record
from thidua.journal.models import AuditEvent

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _signals_as_before():
    kept = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.fixture
def no_new_database(monkeypatch):
    """Commands use the connection of the test instead of starting a server."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://localhost/not-opened-here")


def run(*words: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "thidua", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | environment,
    )


# -- help and refusals ---


def test_without_words_every_command_is_listed(capsys):
    assert main([]) == UNREADABLE

    shown = capsys.readouterr().out
    assert all(f"    {entry.name}" in shown for entry in ENTRIES)
    assert "Cách dùng: thidua" in shown


@pytest.mark.parametrize("command", [entry.name for entry in ENTRIES])
def test_every_command_explains_itself_in_vietnamese(command, capsys):
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])

    shown = capsys.readouterr().out
    assert left.value.code == 0
    assert shown.startswith(f"Cách dùng: thidua {command}")
    assert "in hướng dẫn này rồi dừng" in shown
    assert "show this help" not in shown


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nope"], "LỆNH không nhận “nope”. Chọn một trong: demo, serve"),
        (["law"], "Thiếu: DANH_HIỆU."),
        (["law", "LDTT", "--on"], "--on phải kèm một giá trị."),
        (["law", "LDTT", "--on", "31/02/2024"], "ngày này không có trong lịch"),
        (["law", "LDTT", "--on", "2024"], "chưa đủ ngày, tháng, năm"),
        (["demo", "--port", "0"], "“0” không phải cổng"),
        (["serve", "--workers", "hai"], "--workers phải là số, không phải “hai”."),
        (["law", "LDTT", "--nope"], "Không hiểu: --nope."),
        (["journal"], "Thiếu: VIỆC."),
    ],
)
def test_a_mistake_gets_a_sentence_and_exit_code_two(words, sentence, capsys):
    with pytest.raises(SystemExit) as left:
        main(words)

    said = capsys.readouterr().err
    assert left.value.code == UNREADABLE
    assert sentence in said
    assert "Xem cách dùng: thidua" in said


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit):
        main(["--version"])

    assert capsys.readouterr().out.startswith("thidua ")


def test_the_law_and_the_check_start_without_django():
    seen = (
        "import sys; sys.argv = ['thidua', 'law', 'LDTT', '--on', '2024-12-31'];"
        "from thidua.cli import main; main(); import thidua.cli.check;"
        "sys.exit('django' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, check=False)

    assert done.returncode == 0


# -- the law in words ---


def law(capsys, *words: str) -> tuple[int, str]:
    code = main(["law", *words])
    out, err = capsys.readouterr()
    return code, out + err


def test_the_law_says_who_decides_what_is_asked_and_where(capsys):
    code, shown = law(capsys, "CSTDCS", "--on", "31/12/2024")

    words = " ".join(shown.split())
    assert code == 0
    assert "Người quyết định: Chủ tịch Ủy ban nhân dân cấp huyện" in words
    assert "khoản 2 Điều 80 Luật Thi đua, khen thưởng 2022" in words
    assert "từ 80 % tổng số thành viên" in words
    assert "Hoàn thành tốt nhiệm vụ trở lên năm 2024. [điểm a khoản 1 Điều 24" in words
    assert "Cần ít nhất một trong 4 điều:" in words


def test_the_law_changes_with_the_day(capsys):
    _, before = law(capsys, "CSTDCS", "--on", "2025-06-30")
    _, after = law(capsys, "CSTDCS", "--on", "2025-07-01")

    assert "cấp huyện" in before
    assert "cấp huyện" not in after
    assert "Nghị định 129/2025/NĐ-CP" in " ".join(after.split())


def test_a_weak_source_says_so(capsys):
    _, shown = law(capsys, "TTLDXS", "--on", "2024-12-31")

    assert "theo văn bản hướng dẫn nhắc lại]" in " ".join(shown.split())


@pytest.mark.parametrize("words", ["Lao động tiên tiến", "lao dong tien tien", "LĐTT", "ldtt"])
def test_a_title_is_found_by_name_or_code(capsys, words):
    code, shown = law(capsys, words, "--on", "2024-12-31")

    assert code == 0
    assert shown.startswith("Lao động tiên tiến (LDTT)")


def test_an_unknown_title_names_the_nearest(capsys):
    code, shown = law(capsys, "Chiến sĩ thi đua cơ", "--on", "2024-12-31")

    assert code == UNREADABLE
    assert "Gần nhất: CSTDCS (Chiến sĩ thi đua cơ sở)" in shown


def test_a_title_outside_its_time_exits_with_one(capsys):
    code, shown = law(capsys, "GK-HUYEN", "--on", "2025-07-01")

    assert code == 1
    assert "không có tiêu chuẩn" in shown


# -- generated pages ---


def test_generated_pages_are_those_of_the_code():
    done = run("docs", "--check")

    assert (done.returncode, done.stdout) == (0, "")


def test_a_page_that_differs_is_named_and_written_anew(tmp_path, monkeypatch, capsys, settings):
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)

    first = main(["docs", "--check"])
    named = capsys.readouterr().out
    written = main(["docs"])
    again = main(["docs", "--check"])

    assert (first, written, again) == (1, 0, 0)
    assert "docs/workflow.md khác với mã" in named
    assert "stateDiagram-v2" in (tmp_path / "docs" / "workflow.md").read_text()


def test_the_matrix_holds_every_step_and_every_address(tmp_path):
    from thidua.cli.docs import FOLDER, pages
    from thidua.commendation.workflow import NOMINATIONS

    made = pages()
    steps, matrix = made[FOLDER / "workflow.md"], made[FOLDER / "permissions.md"]

    for row in NOMINATIONS.transitions:
        assert f"| `{row.name}` |" in steps
        assert f"| `{row.name}` |" in matrix
    assert "| `/van-hanh/nhat-ky/` | `ops:journal` |" in matrix


def test_outside_the_project_docs_says_where_to_go(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert main(["docs"]) == UNREADABLE
    assert "Chạy lệnh này ở gốc của dự án" in capsys.readouterr().err


# -- the journal ---


def test_a_whole_journal_exits_with_zero_and_the_check_is_on_record(house, no_new_database, capsys):
    entries = AuditEvent.objects.count()

    assert main(["journal", "verify"]) == 0

    assert f"Nhật ký nguyên vẹn: {entries} mục." in capsys.readouterr().out
    assert AuditEvent.objects.order_by("-sequence").first().verb == "journal.verify"


def test_an_altered_journal_names_the_entry_and_exits_with_one(house, no_new_database, capsys):
    record(
        actor=system_actor(house.authority.pk), verb="x.y", obj=house.school, sentence="Mục thật"
    )
    victim = AuditEvent.objects.order_by("-sequence").first()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE journal_auditevent SET sentence = 'Giả' WHERE id = %s", [victim.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")

    assert main(["journal", "verify"]) == 1

    assert f"Mục số {victim.sequence}" in capsys.readouterr().out
