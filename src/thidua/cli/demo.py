"""`thidua demo`: a filled authority on this machine, in one command.

The first start makes the database and fills it; later starts only open it. Ctrl-C stops what was
started here and nothing else; the data stay.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from thidua.cli.serve import Children, close_connections, wait_for_web, web_command, worker_command
from thidua.cli.setup import (
    check_packages,
    check_port,
    check_room,
    data_folder,
    holders,
    open_database,
    room_told,
    start_django,
)
from thidua.cli.upgrade import upgrade
from thidua.cli.words import Fault

HOST = "127.0.0.1"
OURS = ("postgres", "files", "static", "secret-key")
"""What the demo makes in the data folder, and what `--reset` takes away."""


def run(args: argparse.Namespace) -> int:
    check_packages()
    folder = data_folder()
    check_room(folder)
    check_port(HOST, args.port)
    address = f"http://{HOST}:{args.port}"
    given = bool(os.environ.get("DATABASE_URL"))
    with _alone(folder, address):
        if args.reset and not given:
            _remove(folder)
        _environment(address)
        _say("Mở cơ sở dữ liệu.")
        open_database(folder)
        start_django()
        if args.reset and given:
            _empty_given_database(folder)
        with room_told(folder):
            upgrade(_say)
            _fill()
        close_connections()
        return _serve(args.port, address, with_worker=not args.no_worker)


def _say(sentence: str) -> None:
    print(sentence, flush=True)


@contextmanager
def _alone(folder: Path, address: str) -> Iterator[None]:
    """One demo per data folder; a second one says where the first is."""
    with (folder / "demo.lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            other = json.loads(lock.read() or "{}")
            raise Fault(
                f"Bản dùng thử của thư mục {folder} đang chạy tại {other.get('address', '?')} "
                f"(tiến trình {other.get('pid', '?')}). Dừng bản đó trước, "
                "hoặc đặt THIDUA_DATA sang thư mục khác."
            ) from error
        lock.truncate(0)
        lock.write(json.dumps({"pid": os.getpid(), "address": address}))
        lock.flush()
        yield


def _remove(folder: Path) -> None:
    """Take away what the demo made in its own folder, while nothing uses it."""
    if using := ", ".join(map(str, holders(folder))):
        raise Fault(
            f"Cơ sở dữ liệu trong {folder} đang được dùng (tiến trình {using}). "
            "Dừng “thidua serve”, “thidua worker” rồi chạy lại."
        )
    _say(f"Bỏ dữ liệu dùng thử trong {folder}.")
    for name in OURS:
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _empty_given_database(folder: Path) -> None:
    """Drop the demo's tables there, and the files they spoke of here."""
    from thidua.demo.reset import NotOurs, empty  # noqa: PLC0415 (after setup)

    try:
        dropped = empty()
    except NotOurs as error:
        raise Fault(
            f"Không bỏ dữ liệu: cơ sở dữ liệu ở DATABASE_URL {error}. "
            "Dùng một cơ sở dữ liệu riêng cho bản dùng thử."
        ) from error
    shutil.rmtree(folder / "files", ignore_errors=True)
    _say(f"Bỏ {dropped} bảng của bản dùng thử trong cơ sở dữ liệu ở DATABASE_URL.")


def _environment(address: str) -> None:
    """Jobs of the filling run at once: there is no worker yet."""
    os.environ["THIDUA_DEMO"] = "1"
    os.environ["THIDUA_JOBS"] = "inline"
    os.environ.setdefault("THIDUA_PUBLIC_URL", address)


def _fill() -> None:
    from thidua.demo.fill import NotADemo, StageRefused, fill  # noqa: PLC0415 (after setup)

    try:
        fill(_say)
    except NotADemo as error:
        raise Fault(
            f"Cơ sở dữ liệu này đang có dữ liệu của “{error}”; bản dùng thử không ghi vào đó. "
            "Đặt THIDUA_DATA hoặc DATABASE_URL sang chỗ khác."
        ) from error
    except StageRefused as error:
        raise Fault(f"{error} Phần đã dựng được giữ lại; --reset dựng lại từ đầu.") from error


def _serve(port: int, address: str, *, with_worker: bool) -> int:
    with Children() as children:
        jobs = "worker" if with_worker else "inline"
        children.start("web", web_command(HOST, port), THIDUA_JOBS=jobs)
        if with_worker:
            children.start("việc nền", worker_command(), THIDUA_JOBS=jobs)
        wait_for_web(children, HOST, port)
        return children.watch(_welcome(address))


def _welcome(address: str) -> str:
    from thidua.accounts.domain.demo import PASSWORD  # noqa: PLC0415 (after setup)
    from thidua.demo.cast import sign_ins  # noqa: PLC0415 (after setup)

    lines = [f"  {role:<34}{email}" for role, email in sign_ins()]
    where = f"Thi Đua đang chạy tại {address}"
    how = f"Đăng nhập tại {address}/tai-khoan/login/, mật khẩu chung: {PASSWORD}"
    end = "Ctrl-C để dừng; dữ liệu được giữ lại."
    return "\n".join(("", where, how, "", *lines, "", end))
