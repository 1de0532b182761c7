"""A file's bytes to text, in a child process that may die without harm.

The guards are those of `thidua.lists`: the kind is told from the bytes and the zip directory, the
child limits itself before it loads a parser, and every line that comes back is checked.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import IO, Any, Final

from thidua.lists.archive import file_kind
from thidua.lists.launch import ChildFailed, Fault, answer_of
from thidua.lists.limits import Limits
from thidua.lists.refusals import Refused
from thidua.reading.refusals import SENTENCES, Unreadable

LIMITS: Final = Limits(seconds=12.0, cpu_seconds=10, output_bytes=8 << 20, memory=512 << 20)
"""Room for a PDF with fonts and pictures; the text of a directive is far smaller."""

_CODES: Final = {Fault.SLOW: "slow", Fault.TOO_MUCH: "too-long", Fault.CRASHED: "crashed"}
_LINE_BYTES: Final = 1 << 20
_PDF_HEADER_WITHIN: Final = 1024
_READ: Final = frozenset({"docx", "pdf", "text"})


@dataclass(frozen=True, slots=True)
class SourceText:
    """``blank_pages`` are pages of a PDF without a text layer, 1 = first."""

    kind: str
    text: str
    blank_pages: tuple[int, ...] = ()


def read_source(data: bytes, name: str, *, limits: Limits = LIMITS) -> SourceText:
    """The text of a .docx, a .pdf with a text layer, or a text file, whatever its name says.

    Raises:
        Unreadable: with a Vietnamese sentence; nothing else is raised for any input bytes.
    """
    if len(data) > limits.file_bytes:
        raise Unreadable("too-big", name, limit=f"{limits.file_bytes >> 20} MB")
    kind = _kind(data, name)
    try:
        with answer_of("thidua.reading.child", kind, data, limits) as answer:
            return _answer(kind, answer, name)
    except ChildFailed as failed:
        raise Unreadable(_CODES[failed.fault], name) from failed


def _kind(data: bytes, name: str) -> str:
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return "pdf"
    try:
        kind = file_kind(data, name)
    except Refused as refused:
        raise Unreadable(refused.code, name) from refused
    if kind not in _READ:
        raise Unreadable(kind, name)
    return kind


def _answer(kind: str, answer: IO[bytes], name: str) -> SourceText:
    """The child's lines, none of them believed before it is looked at."""
    lines: list[str] = []
    blank: list[int] = []
    while raw := answer.readline(_LINE_BYTES):
        match _value(raw, name):
            case str(line):
                lines.append(line)
            case {"end": True}:
                text = "\n".join(lines)
                if not text.strip():
                    raise Unreadable("no-text", name)
                return SourceText(kind, text, tuple(blank))
            case {"blank_page": int(page)}:
                blank.append(page)
            case {"refused": str(code)} if code in SENTENCES:
                raise Unreadable(code, name)
            case _:
                break
    raise Unreadable("crashed", name)


def _value(raw: bytes, name: str) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Unreadable("crashed", name) from error
