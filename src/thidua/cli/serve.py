"""`thidua serve`, and the child processes that it and the demo run: started, watched, stopped."""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

from thidua.cli.setup import begin, check_port
from thidua.cli.upgrade import executor, pending
from thidua.cli.words import Fault

PATIENCE = 60
"""Seconds for the web server to answer its first request."""
GRACE = 10
"""Seconds for a child to finish what it has in hand."""
FAILED = 1


def run(args: argparse.Namespace) -> int:
    """Serve until stopped. The database must already be at this version."""
    check_port(args.host, args.port)
    begin()
    if waiting := pending(executor()):
        raise Fault(f"Cơ sở dữ liệu còn {waiting} bước chưa cập nhật. Chạy “thidua upgrade” trước.")
    close_connections()
    with Children() as children:
        children.start("web", web_command(args.host, args.port, args.workers, args.threads))
        wait_for_web(children, args.host, args.port)
        address = f"http://{args.host}:{args.port}"
        return children.watch(f"Máy chủ đang chạy tại {address}. Ctrl-C để dừng.")


def web_command(host: str, port: int, workers: int = 1, threads: int = 8) -> list[str]:
    """granian with synchronous views."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(threads)),
        *("--no-ws", "--log-level", "error", "--workers-kill-timeout", "5"),
        "thidua.config.wsgi:application",
    ]


def worker_command() -> list[str]:
    return [sys.executable, "-m", "thidua", "worker"]


def close_connections() -> None:
    """The parent only watches: its connections would count against the server's."""
    from django.db import connections  # noqa: PLC0415 (after setup)

    for connection in connections.all():
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool:
            close_pool()


@dataclass
class Children:
    """Processes of ours, each in a session of its own so that Ctrl-C reaches us alone."""

    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, name: str, command: Sequence[str], **environment: str) -> None:
        self.running[name] = subprocess.Popen(  # noqa: S603 (our own command line)
            command,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def dead(self) -> str | None:
        """Name of a child that ended by itself."""
        return next(
            (name for name, child in self.running.items() if child.poll() is not None), None
        )

    def watch(self, welcome: str = "") -> int:
        """Say that all runs, then wait for Ctrl-C or SIGTERM (0) or for a child that fails (1)."""
        try:
            print(welcome, flush=True)
            while (name := self.dead()) is None:
                time.sleep(0.3)
        except KeyboardInterrupt:
            print("\nĐang dừng…", flush=True)
            return 0
        code = self.running[name].returncode
        print(f"Tiến trình “{name}” dừng bất thường (mã {code}).", file=sys.stderr)
        return FAILED

    def stop(self) -> None:
        """Ask every child to finish, then insist; only processes started here are touched."""
        for child in self.running.values():
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + GRACE
        for child in self.running.values():
            with suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
                child.wait(timeout=max(0.1, until - time.monotonic()))
            with suppress(ProcessLookupError):
                # Its own workers, should it have left any behind.
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def wait_for_web(children: Children, host: str, port: int) -> None:
    """Return once the server answers; a Fault when it ends or stays silent."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if children.dead():
            raise Fault("Máy chủ web không khởi động được; lý do ở ngay trên dòng này.")
        if _answers(host, port):
            return
        time.sleep(0.2)
    raise Fault(f"Máy chủ web không trả lời sau {PATIENCE} giây.")


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=20)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except OSError:
        return False
    else:
        return True
    finally:
        connection.close()
