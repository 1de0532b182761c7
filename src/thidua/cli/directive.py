"""``thidua directive read``: a directive's file as people or programs read it, with no database.

Exit codes: 0 read; 2 the file, or the file of units, cannot be used.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from thidua.cli.words import Fault, Parser
from thidua.lists.refusals import shown_name
from thidua.reading import Unreadable, read_directive
from thidua.reading.as_json import write_json
from thidua.reading.as_text import write_text

_LARGEST: Final = 64 << 20
"""A file is not even loaded beyond this; what is readable at all is far smaller."""

_EXAMPLES: Final = """\
Ví dụ:
  thidua directive read chi-thi.docx
  thidua directive read chi-thi.pdf --units don-vi.txt --json

Tệp đơn vị: mỗi dòng một tên; dùng để nhận ra tên bị quét sai dấu.
Mã thoát: 0 đọc được; 2 không đọc được tệp.
"""


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Declare the command."""
    parser = subparsers.add_parser(
        "directive",
        help="đọc một chỉ thị",
        description="Đọc chỉ thị (.docx, .pdf có lớp chữ, .txt): nhiệm vụ, chỉ tiêu, phong trào.",
        epilog=_EXAMPLES,
    )
    acts = parser.add_subparsers(
        title="Việc", dest="act", metavar="VIỆC", required=True, parser_class=Parser
    )
    read = acts.add_parser("read", help="đọc một tệp, in những gì đọc được")
    read.add_argument("file", type=Path, metavar="TỆP", help="tệp chỉ thị")
    read.add_argument("--json", action="store_true", help="in JSON (docs/directive-json.md)")
    read.add_argument("--units", type=Path, metavar="TỆP", help="tên các đơn vị, mỗi dòng một tên")
    return parser


def run(args: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    units = _units(args.units) if args.units else []
    try:
        reading = read_directive(_bytes(args.file), args.file.name, units=units)
    except Unreadable as refused:
        raise Fault(refused.sentence) from refused
    if args.json:
        sys.stdout.write(write_json(reading))
    else:
        sys.stdout.writelines(write_text(reading))
    return 0


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise Fault(f"Tệp {shown_name(path.name)} nặng hơn {_LARGEST >> 20} MB nên không đọc.")
        return path.read_bytes()
    except OSError as error:
        raise Fault(
            f"Không mở được tệp {shown_name(path.name)}. Kiểm tra đường dẫn và quyền đọc tệp."
        ) from error


def _units(path: Path) -> list[str]:
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Fault(
            f"Không đọc được tệp đơn vị {shown_name(path.name)}. "
            "Tệp phải là UTF-8, mỗi dòng một tên."
        ) from error
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
