"""Starting a child process on bytes that nobody trusts, and telling how it ended.

The child gets the bytes on standard input and a bare environment, limits itself before it loads a
parser, and is killed when its time is over. What it answers is checked by whoever asked.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import IO, Final

from thidua.lists.child import TOO_MUCH
from thidua.lists.limits import Limits

_PACKAGES: Final = str(Path(__file__).resolve().parents[2])
_CPU_SIGNALS: Final = (-signal.SIGXCPU, -signal.SIGKILL)


class Fault(StrEnum):
    """Why there is no answer."""

    SLOW = "slow"
    TOO_MUCH = "too-much"
    CRASHED = "crashed"


class ChildFailed(Exception):
    """The child ended without an answer."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.value)


@contextmanager
def answer_of(module: str, kind: str, data: bytes, limits: Limits) -> Iterator[IO[bytes]]:
    """Run ``python -m MODULE KIND LIMITS-AS-JSON`` on the bytes; its answer, open at the start.

    Raises:
        ChildFailed: it took too long, answered too much, or broke down.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(data)
        given.seek(0)
        if fault := _fault(_status(module, kind, given, answer, limits)):
            raise ChildFailed(fault)
        answer.seek(0)
        yield answer


def _status(
    module: str, kind: str, given: IO[bytes], answer: IO[bytes], limits: Limits
) -> int | None:
    """How the child ended; None when it had to be stopped."""
    child = subprocess.Popen(  # noqa: S603 - our own modules, fixed arguments
        [sys.executable, "-P", "-m", module, kind, json.dumps(asdict(limits))],
        stdin=given,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        close_fds=True,
        start_new_session=True,
    )
    try:
        return child.wait(limits.seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()


def _fault(status: int | None) -> Fault | None:
    if status is None or status in _CPU_SIGNALS:
        return Fault.SLOW
    if status == TOO_MUCH:
        return Fault.TOO_MUCH
    return Fault.CRASHED if status else None


def _environment() -> dict[str, str]:
    """Nothing of ours: no database address, no keys, no user site."""
    path = os.pathsep.join([_PACKAGES, *(entry for entry in sys.path if entry)])
    return {"PYTHONPATH": path, "PYTHONNOUSERSITE": "1", "RUST_BACKTRACE": "0", "LC_ALL": "C.UTF-8"}
