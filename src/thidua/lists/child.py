"""The child process: parses one hostile-until-proven file and writes rows to standard output.

Run as ``python -m thidua.lists.child KIND LIMITS-AS-JSON < file``. It limits itself before it
loads a parser, because the parsers abort rather than raise (a 5 KB sheet with one cell at
XFD1048576 makes calamine ask for 512 GB).
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
from typing import Final

from thidua.lists.limits import Limits
from thidua.lists.wire import Refusal, Writer

TOO_MUCH: Final = 3
"""Exit status when the rows do not fit into the answer's limit."""

PARSERS: Final = {
    "xlsx": "thidua.lists.child_spreadsheet",
    "ods": "thidua.lists.child_spreadsheet",
    "xls": "thidua.lists.child_spreadsheet",
    "docx": "thidua.lists.child_document",
    "text": "thidua.lists.child_text",
}
"""The module whose ``parse(data, writer)`` reads a kind; imported only after the limits are set."""


def limit_self(limits: Limits) -> None:
    """Bound memory, processor time, output and core dumps for the rest of this process."""
    for what, bound in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.output_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        # The machine may be stricter already, and nobody may raise a hard limit again.
        _, hard = resource.getrlimit(what)
        least = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(what, (least, least))


def main(arguments: list[str]) -> int:
    """Read standard input as ``arguments[0]`` and write its sheets."""
    kind, limits = arguments[0], Limits(**json.loads(arguments[1]))
    limit_self(limits)
    writer = Writer(sys.stdout.write, limits)
    try:
        _parse(kind, limits, writer)
        sys.stdout.flush()
    except OSError:
        # The answer outgrew its limit; Python ignores SIGXFSZ, so the write itself fails. Nothing
        # more can be written, not even what is still in the buffer.
        os._exit(TOO_MUCH)
    return 0


def _parse(kind: str, limits: Limits, writer: Writer) -> None:
    data = sys.stdin.buffer.read(limits.file_bytes + 1)
    try:
        importlib.import_module(PARSERS[kind]).parse(data, writer)
        writer.message({"end": True})
    except Refusal as refusal:
        writer.message(refusal.message)
    except MemoryError:
        writer.message({"refused": "memory", "details": {}})


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    raise SystemExit(main(sys.argv[1:]))
