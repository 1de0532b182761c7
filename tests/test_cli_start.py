"""What surrounds a start: folder, port, disk, libraries, the lock of a demo, child processes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from thidua.cli import STOPPED, demo, main, serve, setup
from thidua.cli.words import UNREADABLE, Fault


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture(autouse=True)
def _signals_as_before():
    kept = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def run(*words: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "thidua", *words],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )


def test_a_port_in_use_is_told_with_another_to_try(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        code = main(["demo", "--port", str(port)])

    assert code == UNREADABLE
    assert capsys.readouterr().err == (
        f"Không mở được 127.0.0.1:{port}: đang có chương trình khác dùng. "
        f"Chọn cổng khác: --port {port + 1}.\n"
    )


def test_a_folder_that_is_a_file_is_told(tmp_path, monkeypatch, capsys):
    (tmp_path / "data").write_text("")
    monkeypatch.setenv("THIDUA_DATA", str(tmp_path / "data"))

    assert main(["demo", "--port", "8199"]) == UNREADABLE
    assert "chỗ đó là tệp, không phải thư mục" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("number", "words"),
    [(28, "ổ đĩa đã đầy"), (13, "không có quyền ghi"), (30, "ổ đĩa chỉ đọc")],
)
def test_each_fault_of_the_folder_has_its_sentence(number, words):
    sentence = setup.folder_sentence(Path("/srv/thidua"), OSError(number, ""))

    assert words in sentence
    assert "/srv/thidua" in sentence


def test_a_full_disk_is_told_before_anything_starts(tmp_path, monkeypatch):
    few = 50 * 1024 * 1024
    monkeypatch.setattr(setup.shutil, "disk_usage", lambda _: Usage(few, 0, few))

    with pytest.raises(Fault) as told:
        setup.check_room(tmp_path)

    assert "còn 50 MB, cần ít nhất 600 MB" in told.value.sentence


def test_a_disk_that_fills_up_on_the_way_is_told(tmp_path):
    said_by_postgres = RuntimeError('could not extend file "base/5": No space left on device')

    for error in (OSError(28, "No space left on device"), said_by_postgres):
        with pytest.raises(Fault, match="ổ đĩa đã đầy"), setup.room_told(tmp_path):
            raise error


def test_other_errors_are_not_mistaken_for_a_full_disk(tmp_path):
    with pytest.raises(ValueError, match="khác"), setup.room_told(tmp_path):
        raise ValueError("khác")


def test_a_missing_library_is_named(monkeypatch):
    monkeypatch.setattr(setup, "PACKAGES", ("django", "khong_co_thu_vien_nay"))

    with pytest.raises(Fault, match="Thiếu thư viện: khong_co_thu_vien_nay"):
        setup.check_packages()


def test_a_database_that_does_not_answer_is_told(tmp_path):
    done = run(
        "journal",
        "verify",
        DATABASE_URL="postgresql://ai:do@127.0.0.1:9/khong-co",
        THIDUA_DATA=str(tmp_path),
    )

    assert done.returncode == UNREADABLE
    assert done.stderr.startswith("Không kết nối được cơ sở dữ liệu.")
    assert "Traceback" not in done.stderr


def test_a_second_demo_says_where_the_first_is(tmp_path):
    first = demo._alone(tmp_path, "http://127.0.0.1:8111")
    second = demo._alone(tmp_path, "http://127.0.0.1:8112")

    with first, pytest.raises(Fault) as told:
        second.__enter__()

    assert "đang chạy tại http://127.0.0.1:8111" in told.value.sentence


def test_reset_takes_away_what_the_demo_made_and_nothing_else(tmp_path):
    for name in ("postgres", "files", "static", "cua-toi"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x").write_text("x")
    (tmp_path / "secret-key").write_text("x")

    demo._remove(tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["cua-toi"]


def test_reset_leaves_a_database_alone_that_somebody_uses(tmp_path):
    (tmp_path / "postgres").mkdir()
    handles = tmp_path / "postgres" / ".handle_pids.json"
    handles.write_text(json.dumps([os.getpid(), os.getppid()]))

    with pytest.raises(Fault, match=str(os.getppid())):
        demo._remove(tmp_path)

    assert handles.exists()


def test_processes_that_were_killed_do_not_keep_the_database_running(tmp_path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (tmp_path / "postgres").mkdir()
    handles = tmp_path / "postgres" / ".handle_pids.json"
    handles.write_text(json.dumps([gone.pid, os.getppid()]))

    setup._forget_dead(tmp_path)

    assert json.loads(handles.read_text()) == [os.getppid()]


# -- children ---


def sleeper() -> list[str]:
    return [sys.executable, "-c", "import time; time.sleep(60)"]


def test_children_are_stopped_with_their_own_children(tmp_path):
    family = (
        "import subprocess, sys, pathlib, time;"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        f"pathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(child.pid)); time.sleep(60)"
    )
    with serve.Children() as children:
        children.start("gia đình", [sys.executable, "-c", family])
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
            time.sleep(0.05)
        grandchild = int((tmp_path / "pid").read_text())

    assert children.running["gia đình"].returncode is not None
    until = time.monotonic() + 5
    while _runs(grandchild) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(grandchild)


def _runs(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_other_processes_are_left_alone():
    other = subprocess.Popen(sleeper())
    try:
        with serve.Children() as children:
            children.start("ngủ", sleeper())

        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_a_child_that_fails_ends_the_watch(capsys):
    with serve.Children() as children:
        children.start("web", [sys.executable, "-c", "import sys; sys.exit(3)"])

        assert children.watch() == serve.FAILED

    assert "Tiến trình “web” dừng bất thường (mã 3)." in capsys.readouterr().err


def test_a_server_that_dies_at_once_is_told():
    with serve.Children() as children:
        children.start("web", [sys.executable, "-c", ""])

        with pytest.raises(Fault, match="Máy chủ web không khởi động được"):
            serve.wait_for_web(children, "127.0.0.1", 9)


def test_being_told_to_stop_is_no_fault():
    waiting = "from thidua import cli; cli.ENTRIES = (cli.Entry('x', 'x', 'time'),);"
    code = (
        f"{waiting} import time; time.run = lambda args: (print('ready', flush=True), "
        "time.sleep(60)); import sys; sys.exit(cli.main(['x']))"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"

    process.send_signal(signal.SIGTERM)
    process.stdout.close()

    assert process.wait(timeout=20) == STOPPED
