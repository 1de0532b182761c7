"""The child process: reads one hostile-until-proven file and writes its lines to standard output.

Run as ``python -m thidua.reading.child KIND LIMITS-AS-JSON < file``. One JSON value a line: a
string is a line of text, ``{"blank_page": n}`` a page without a text layer, ``{"end": true}`` says
that nothing is missing, ``{"refused": code}`` why there is nothing.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Iterable
from typing import Final

from thidua.lists.child import TOO_MUCH, limit_self
from thidua.lists.limits import Limits
from thidua.lists.wire import Refusal

PARSERS: Final = {
    "docx": "thidua.reading.child_docx",
    "pdf": "thidua.reading.child_pdf",
    "text": "thidua.reading.child_text",
}
"""The module whose ``parse(data)`` yields the lines of a kind; imported under the limits."""


def main(arguments: list[str]) -> int:
    """Read standard input as ``arguments[0]`` and write its lines."""
    kind, limits = arguments[0], Limits(**json.loads(arguments[1]))
    limit_self(limits)
    try:
        for value in _lines(kind, limits):
            sys.stdout.write(json.dumps(value) + "\n")
        sys.stdout.flush()
    except OSError:
        # The answer outgrew its limit; nothing more can be written.
        os._exit(TOO_MUCH)
    return 0


def _lines(kind: str, limits: Limits) -> Iterable[object]:
    data = sys.stdin.buffer.read(limits.file_bytes + 1)
    try:
        yield from importlib.import_module(PARSERS[kind]).parse(data)
        yield {"end": True}
    except Refusal as refusal:
        yield refusal.message
    except MemoryError:
        yield {"refused": "memory"}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
