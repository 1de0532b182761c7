"""Drawing many certificates in a process of its own, so that memory goes back when it ends.

The drawing engine keeps what it has drawn; a child that ends after a few files bounds that. Jobs
go to the child's standard input and files come back from its standard output, each with its
length before it. A child whose parent dies reads the end of its input and ends too.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self, TypeAlias

from thidua.papers.model import CertificatePaper, PaperError
from thidua.papers.pdf import certificates_pdf, forget, placed_certificates_pdf
from thidua.papers.placed import SheetLayout

Printer: TypeAlias = Callable[[Sequence[CertificatePaper], "SheetLayout | None", datetime], bytes]
"""Draws certificates by a layout (none: the sheet of Decree 98/2023 art. 104) as one file."""

FILES_PER_CHILD = 20
_SIZE = struct.Struct(">BQ")
_DRAWN, _REFUSED = 0, 1
_DAYS = ("decision_date", "signed_on")
_PACKAGES = str(Path(__file__).resolve().parents[2])


class PressStopped(RuntimeError):
    """The child ended before its file came; what it was drawing is to be drawn again."""


def paper_data(paper: CertificatePaper) -> dict[str, Any]:
    """A certificate as plain JSON data, days in ISO form."""
    return asdict(paper) | {name: getattr(paper, name).isoformat() for name in _DAYS}


def paper_of(data: Mapping[str, Any]) -> CertificatePaper:
    """Back from what :func:`paper_data` gave."""
    return CertificatePaper(
        **(dict(data) | {name: date.fromisoformat(data[name]) for name in _DAYS})
    )


def drawn(
    papers: Sequence[CertificatePaper], layout: SheetLayout | None, created_at: datetime
) -> bytes:
    """Draw here and now; see `Printer`."""
    if layout is None:
        return certificates_pdf(papers, created_at=created_at)
    return placed_certificates_pdf(papers, layout, created_at=created_at)


class Press:
    """A child that draws; itself a `Printer`. Used in a `with`."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._files = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end()

    def __call__(
        self, papers: Sequence[CertificatePaper], layout: SheetLayout | None, created_at: datetime
    ) -> bytes:
        if self._files >= FILES_PER_CHILD:
            self._end()
        child = self._child or self._begin()
        self._files += 1
        job = {
            "papers": [paper_data(paper) for paper in papers],
            "layout": layout.as_data() if layout else None,
            "created_at": created_at.isoformat(),
        }
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            _send(child.stdin, _DRAWN, json.dumps(job).encode())
            kind, answer = _receive(child.stdout)
        except (OSError, EOFError) as error:
            self._end()
            raise PressStopped("The drawing process ended before its file came") from error
        if kind == _REFUSED:
            raise PaperError(answer.decode())
        return answer

    def _begin(self) -> subprocess.Popen[bytes]:
        path = os.pathsep.join([_PACKAGES, *(entry for entry in sys.path if entry)])
        self._files = 0
        self._child = subprocess.Popen(
            [sys.executable, "-m", "thidua.papers.press"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"PYTHONPATH": path, "PYTHONNOUSERSITE": "1", "LC_ALL": "C.UTF-8"},
        )
        return self._child

    def _end(self) -> None:
        if self._child is None:
            return
        child, self._child = self._child, None
        child.kill()
        child.communicate()


def _send(pipe: IO[bytes], kind: int, content: bytes) -> None:
    pipe.write(_SIZE.pack(kind, len(content)))
    pipe.write(content)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> tuple[int, bytes]:
    kind, size = _SIZE.unpack(_exactly(pipe, _SIZE.size))
    return kind, _exactly(pipe, size)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    content = pipe.read(size)
    if len(content) < size:
        raise EOFError
    return content


def serve() -> None:
    """Draw what comes in until the input ends."""
    while True:
        try:
            _, content = _receive(sys.stdin.buffer)
        except (EOFError, struct.error):
            return
        job = json.loads(content)
        layout = SheetLayout.of_data(job["layout"]) if job["layout"] else None
        papers = [paper_of(one) for one in job["papers"]]
        try:
            data = drawn(papers, layout, datetime.fromisoformat(job["created_at"]))
        except PaperError as error:
            _send(sys.stdout.buffer, _REFUSED, str(error).encode())
        else:
            _send(sys.stdout.buffer, _DRAWN, data)
        forget()


if __name__ == "__main__":
    serve()
