"""``thidua check``: a unit's list against the law, with no database and no network.

Exit codes: 0 every proposal meets its conditions; 1 some do not, or it is not known, or the list
has rows to mend; 2 a file cannot be read or holds no nominations.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from thidua.cli.rules import regulation
from thidua.cli.words import UNREADABLE, Fault, day
from thidua.law.regulations import in_force
from thidua.lists.check_json import write_json
from thidua.lists.check_report import Report
from thidua.lists.check_text import write_text
from thidua.lists.check_workbook import write_workbook
from thidua.lists.linking import link_records
from thidua.lists.proposal import ListReading
from thidua.lists.ratings import ratings_from_workbook
from thidua.lists.reading import list_from_workbook, stated_year
from thidua.lists.records import RatingsReading, RegisterReading
from thidua.lists.refusals import Refused, shown_name
from thidua.lists.register import register_from_workbook
from thidua.lists.sandbox import read_workbook
from thidua.lists.workbook import Workbook

ALL_MET: Final = 0
SOME_OPEN: Final = 1
_YEARS: Final = range(2000, 2100)
_LARGEST: Final = 64 << 20
"""A file is not even loaded beyond this; what is readable at all is far smaller."""

_EXAMPLES: Final = """\
Ví dụ:
  thidua check danh-sach.xlsx
  thidua check danh-sach.xlsx --history so-khen-thuong.xlsx --ratings xep-loai.xlsx
  thidua check danh-sach.ods --year 2024 --format xlsx -o ket-qua.xlsx

Mã thoát: 0 mọi đề nghị đủ điều kiện; 1 có đề nghị không đạt, chưa rõ hoặc cần hỏi;
2 không đọc được tệp.
"""


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Declare the command."""
    words = "xét điều kiện một danh sách, không cần cơ sở dữ liệu"
    parser = subparsers.add_parser(
        "check",
        help=words,
        description=(
            "Đọc danh sách đề nghị khen thưởng (.xlsx, .xls, .ods, .csv, .docx) như đơn vị gửi,\n"
            "đối chiếu từng đề nghị với luật."
        ),
        epilog=_EXAMPLES,
    )
    parser.add_argument("list", type=Path, metavar="DANH_SÁCH", help="tệp danh sách đề nghị")
    parser.add_argument(
        "--history", type=Path, metavar="TỆP", help="sổ khen thưởng, mỗi dòng một lần khen"
    )
    parser.add_argument(
        "--ratings", type=Path, metavar="TỆP", help="bảng xếp loại, mỗi năm một cột"
    )
    parser.add_argument(
        "--year",
        type=merit_year,
        metavar="NĂM",
        help="năm xét thành tích, mặc định là năm ghi trên danh sách",
    )
    parser.add_argument(
        "--on",
        type=day,
        metavar="NGÀY",
        help="xét theo luật có hiệu lực ngày này (31/12/2024), mặc định 31/12 của năm xét",
    )
    parser.add_argument(
        "--rules",
        type=Path,
        action="append",
        default=[],
        metavar="TỆP",
        help="quy định của địa phương (.toml, xem docs/local-rules.md); dùng được nhiều lần",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "xlsx"),
        default="text",
        help="dạng kết quả, mặc định text",
    )
    parser.add_argument("-o", "--output", type=Path, metavar="TỆP", help="ghi kết quả vào tệp này")
    return parser


def merit_year(text: str) -> int:
    """A year of merit as typed."""
    if not text.isdecimal() or int(text) not in _YEARS:
        raise argparse.ArgumentTypeError(f"“{text}” không phải năm ({_YEARS[0]} đến {_YEARS[-1]})")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    if args.format == "xlsx" and args.output is None:
        raise Fault("Dạng xlsx cần tên tệp để ghi. Thêm -o ket-qua.xlsx.")
    try:
        report = _report(args)
    except Refused as refused:
        raise Fault(refused.sentence) from refused
    if not report.reading.proposals:
        raise Fault(_nothing_found(report.reading))
    with _progress(report):
        _write(report, args.format, args.output)
    return ALL_MET if report.is_clean else SOME_OPEN


def _report(args: argparse.Namespace) -> Report:
    workbook = _workbook(args.list)
    year = args.year or stated_year(workbook)
    if year is None:
        raise Fault("Danh sách không ghi năm. Thêm --year, ví dụ --year 2024.")
    reading = list_from_workbook(workbook, args.list.name, year=year)
    register = _register(args.history) if args.history else None
    ratings = _ratings(args.ratings) if args.ratings else None
    # The last day of the year of merit: the law in force when the year's results are complete and
    # units review them. A later round passes its own day of consideration with --on.
    on = args.on or date(year, 12, 31)
    overlay = in_force([regulation(path) for path in args.rules], on)
    return Report(reading, link_records(reading, register, ratings), on, overlay=overlay)


def _workbook(path: Path) -> Workbook:
    try:
        if path.stat().st_size > _LARGEST:
            raise Refused("too-big", path.name, size="quá lớn", limit=f"{_LARGEST >> 20} MB")
        data = path.read_bytes()
    except OSError as error:
        raise Fault(
            f"Không mở được tệp {shown_name(path.name)}. Kiểm tra đường dẫn và quyền đọc tệp."
        ) from error
    return read_workbook(data, path.name)


def _register(path: Path) -> RegisterReading:
    register = register_from_workbook(_workbook(path), path.name)
    if not register.rows:
        raise Fault(f"Tệp {shown_name(path.name)} không có bảng khen thưởng để đối chiếu.")
    return register


def _ratings(path: Path) -> RatingsReading:
    ratings = ratings_from_workbook(_workbook(path), path.name)
    if not ratings.rows:
        raise Fault(f"Tệp {shown_name(path.name)} không có bảng xếp loại theo năm để đối chiếu.")
    return ratings


def _nothing_found(reading: ListReading) -> str:
    reasons = " ".join(skipped.sentence for skipped in reading.skipped)
    return f"Tệp {shown_name(reading.name)} không có đề nghị nào. {reasons}".strip()


@contextmanager
def _progress(report: Report) -> Iterator[None]:
    """A bar on standard error when a person is watching; nothing otherwise."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    columns = (TextColumn("Đang xét"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=len(report.reading.proposals))
        report.on_progress = lambda done: bar.update(task, completed=done)
        yield


def _write(report: Report, form: str, output: Path | None) -> None:
    if form == "xlsx":
        assert output is not None
        _write_bytes(output, write_workbook(report))
        return
    pieces = write_json(report) if form == "json" else write_text(report)
    if output is None:
        sys.stdout.writelines(pieces)
        return
    try:
        with output.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(pieces)
    except OSError as error:
        raise _unwritable(output) from error


def _write_bytes(output: Path, data: bytes) -> None:
    try:
        output.write_bytes(data)
    except OSError as error:
        raise _unwritable(output) from error


def _unwritable(output: Path) -> Fault:
    return Fault(f"Không ghi được tệp {shown_name(output.name)}. Kiểm tra thư mục và quyền ghi.")


__all__ = ["ALL_MET", "SOME_OPEN", "UNREADABLE", "add_parser", "run"]
