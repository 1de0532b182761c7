"""`thidua law assess FILE`: answers in bulk, one line each; `thidua law schema`: what a line is.

Lines are read, answered and written one by one, so the size of the file does not matter.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import BinaryIO

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from thidua.cli.rules import regulation
from thidua.cli.words import Fault
from thidua.law.asking import Line, LocalRules, answer_line, read_lines, schema
from thidua.law.regulations import in_force

ALL_ANSWERED = 0
SOME_REFUSED = 1
STANDARD = "-"
_EVERY = 256
"""Lines between two movements of the progress bar."""


def run(args: argparse.Namespace) -> int:
    """Answer a file, or print the schema."""
    if args.act == "schema":
        print(json.dumps(schema(), ensure_ascii=False, indent=2))
        return ALL_ANSWERED
    held = [regulation(path) for path in args.rules]
    local = cache(lambda on: in_force(held, on))
    with _source(args.file) as source, _target(args.output) as target:
        return _answer(source, target, local)


def _answer(source: BinaryIO, target: BinaryIO, local: LocalRules) -> int:
    """Every line answered in order; a wrong line is answered with its error."""
    refused = 0
    with _progress(os.fstat(source.fileno()).st_size) as advance:
        for line in _lines(source):
            answer = answer_line(line, local)
            refused += "error" in answer
            target.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode())
            target.write(b"\n")
            if line.number % _EVERY == 0:
                advance(line.end)
    target.flush()
    return SOME_REFUSED if refused else ALL_ANSWERED


def _lines(source: BinaryIO) -> Iterator[Line]:
    """The lines; a disk that fails while reading is not a fault of the answers."""
    lines = read_lines(source)
    while True:
        try:
            line = next(lines)
        except StopIteration:
            return
        except OSError as error:
            raise Fault("Không đọc hết được tệp. Kiểm tra ổ đĩa rồi chạy lại.") from error
        yield line


@contextmanager
def _source(name: str) -> Iterator[BinaryIO]:
    if name == STANDARD:
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115 (closed below; only opening may fail here)
    except OSError as error:
        raise Fault(f"Không mở được tệp {name}. Kiểm tra đường dẫn và quyền đọc tệp.") from error
    with stream:
        yield stream


@contextmanager
def _target(path: Path | None) -> Iterator[BinaryIO]:
    """The file takes its name when it is whole: a run that stops leaves no half answer."""
    if path is None:
        yield sys.stdout.buffer
        return
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        raise Fault(f"Không ghi được tệp {path}. Kiểm tra thư mục và quyền ghi.") from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _progress(size: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error when a person is watching; nothing otherwise."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _unseen
        return
    columns = (TextColumn("Đang xét"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=size or None)
        yield lambda end: bar.update(task, completed=end)


def _unseen(end: int) -> None:
    """Nobody is watching."""
