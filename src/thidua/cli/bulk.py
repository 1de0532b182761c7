"""``thidua bulk``: whole populations from files, old law against new law, facts packed.

Exit codes: 0 done; 2 what was given cannot be used. What it needs beyond the rest of the product is
an extra of its own, so a missing library is told with the words that install it.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from thidua.cli.rules import regulation
from thidua.cli.words import Fault, Parser, day
from thidua.law import LawError, Overlay
from thidua.law.algebra import Atom
from thidua.law.book import standards_of
from thidua.law.tape import Day, compile_rules
from thidua.law.titles import known_title

if TYPE_CHECKING:
    from thidua.bulk.change import Change
    from thidua.bulk.run import Tally

ANNUAL: Final = (
    "LDTT", "CSTT", "CSTDCS", "CSTD-BO-TINH", "CSTDTQ", "TTLDTT", "TTLDXS", "CTD-TINH", "BKT",
    "BKTTG",
)  # fmt: skip
"""Titles and forms considered every year; those the book has are judged."""
_ACTS: Final = ("judge", "compare", "pack")
_EXAMPLES: Final = """\
Ví dụ:
  thidua bulk du-kien.parquet --titles CSTDCS,LDTT --on 31/12/2025 -o ket-qua.parquet
  thidua bulk so-lieu/ --titles annual --on 31/12/2025 --conditions -o ket-qua.parquet
  thidua bulk compare du-kien.parquet --titles annual --from 31/12/2025 --to 01/10/2026
  thidua bulk pack du-kien.parquet -o goi.parquet

Dữ kiện: một tệp Parquet, mỗi dòng một đối tượng, hoặc thư mục các bảng (docs/bulk.md).
Xét nhiều lần thì đóng gói trước: tệp gói đọc nhanh hơn nhiều.
Kết quả: đúng là đạt, sai là không đạt, trống là chưa rõ.
"""


def in_full(arguments: Sequence[str]) -> list[str]:
    """`bulk FACTS` is `bulk judge FACTS`; everything else stays."""
    after = arguments.index("bulk") + 1
    first = arguments[after] if after < len(arguments) else ""
    short = first not in {*_ACTS, "-h", "--help"}
    return [*arguments[:after], *(["judge"] if short else []), *arguments[after:]]


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Declare the command and its parts."""
    parser = subparsers.add_parser(
        "bulk",
        help="xét hàng triệu đối tượng từ tệp Parquet",
        description="Xét hàng triệu đối tượng từ tệp; so luật cũ với luật mới.\n"
        "“thidua bulk TỆP” là cách viết gọn của “thidua bulk judge TỆP”.",
        epilog=_EXAMPLES,
    )
    acts = parser.add_subparsers(
        title="Việc", dest="act", metavar="VIỆC", required=True, parser_class=Parser
    )
    _judge_arguments(acts.add_parser("judge", help="xét từng đối tượng, ghi kết quả ra tệp"))
    _compare_arguments(
        acts.add_parser("compare", help="so luật của hai ngày: ai được thêm, ai mất")
    )
    _pack_arguments(acts.add_parser("pack", help="đóng gói dữ kiện để xét nhiều lần cho nhanh"))
    return parser


def _common(parser: argparse.ArgumentParser, *, titles: bool = True) -> None:
    """What every part takes; ``titles``: whether they have to be named."""
    parser.add_argument("facts", type=Path, metavar="DỮ_KIỆN", help="tệp Parquet hoặc thư mục")
    parser.add_argument(
        "--titles",
        type=_titles,
        required=titles,
        metavar="MÃ,MÃ",
        help="mã danh hiệu, hình thức; “annual” là mọi danh hiệu xét hằng năm",
    )
    parser.add_argument(
        "--year", type=int, metavar="NĂM", help="năm xét, mặc định năm của ngày xét"
    )
    parser.add_argument(
        "--overlay", type=Path, metavar="TỆP", help="quy định của địa phương (TOML)"
    )
    parser.add_argument("--quiet", action="store_true", help="không in tiến độ và tổng kết")


def _judge_arguments(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    parser.add_argument(
        "--on", type=day, required=True, metavar="NGÀY", help="xét theo luật ngày này"
    )
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="TỆP", help="tệp Parquet kết quả"
    )
    parser.add_argument(
        "--engine",
        choices=("planes", "polars", "spark"),
        default="planes",
        help="cách tính: planes nhanh nhất trên một máy (mặc định)",
    )
    parser.add_argument(
        "--conditions", action="store_true", help="thêm một cột cho từng điều kiện lớn"
    )


def _compare_arguments(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    parser.add_argument(
        "--from", dest="old", type=day, required=True, metavar="NGÀY", help="luật cũ"
    )
    parser.add_argument(
        "--to", dest="new", type=day, required=True, metavar="NGÀY", help="luật mới"
    )


def _pack_arguments(parser: argparse.ArgumentParser) -> None:
    _common(parser, titles=False)
    parser.add_argument(
        "--on",
        type=day,
        action="append",
        metavar="NGÀY",
        help="cùng --titles: chỉ gói dữ kiện luật ngày này hỏi; viết lại để thêm ngày",
    )
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="TỆP", help="tệp gói (Parquet)"
    )


def _titles(text: str) -> tuple[str, ...]:
    """Codes as typed; one that the law does not name is refused."""
    if text == "annual":
        return tuple(code for code in ANNUAL if standards_of(code))
    codes = dict.fromkeys(code.strip() for code in text.split(",") if code.strip())
    try:
        found = tuple(known_title(code).code for code in codes)
    except LawError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    if not found:
        raise argparse.ArgumentTypeError("chưa có mã nào; ví dụ CSTDCS,LDTT hoặc annual")
    return found


def run(args: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    try:
        # Here and not above: an extra that may be missing.
        from thidua.bulk.change import compare  # noqa: PLC0415
        from thidua.bulk.errors import BadTable  # noqa: PLC0415
        from thidua.bulk.packing import pack  # noqa: PLC0415
        from thidua.bulk.run import judge  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise Fault(
            f"Thiếu thư viện “{error.name}” cho việc xét hàng loạt. "
            "Cài thêm bằng: pip install 'thidua[bulk]'."
        ) from error
    try:
        match args.act:
            case "compare":
                return _compare(args, compare)
            case "pack":
                return _pack(args, pack)
        return _judge(args, judge)
    except BadTable as error:
        raise Fault(error.sentence) from error
    except LawError as error:
        raise Fault(str(error)) from error


def _judge(args: argparse.Namespace, judge: Callable[..., Sequence[Tally]]) -> int:
    year = args.year or args.on.year
    program = compile_rules(
        args.titles, year, args.on, overlay=_overlay(args.overlay), conditions=args.conditions
    )
    began = time.perf_counter()
    with _progress(quiet=args.quiet) as told:
        tallies = judge(
            args.facts, args.output, program, year=year, engine=args.engine, on_progress=told
        )
    if not args.quiet:
        _print_tallies([one for one in tallies if one.name in args.titles])
        print(f"{_number(tallies[0].subjects)} đối tượng, {_seconds(time.perf_counter() - began)}.")
        print(f"Đã ghi {args.output}.")
    return 0


def _compare(args: argparse.Namespace, compare: Callable[..., Sequence[Change]]) -> int:
    overlay = _overlay(args.overlay)
    year = args.year or args.new.year
    began = time.perf_counter()
    with _progress(quiet=args.quiet) as told:
        changes = compare(
            args.facts,
            args.titles,
            year,
            Day(args.old, overlay),
            Day(args.new, overlay),
            on_progress=told,
        )
    _print_changes(changes)
    if not args.quiet:
        print(f"Xong sau {_seconds(time.perf_counter() - began)}.")
    return 0


def _pack(args: argparse.Namespace, pack: Callable[..., int]) -> int:
    began = time.perf_counter()
    atoms, year = _asked(args)
    with _progress(quiet=args.quiet, words="Đang đóng gói") as told:
        done = pack(args.facts, args.output, atoms=atoms, year=year, on_progress=told)
    if not args.quiet:
        print(f"{_number(done)} đối tượng, {_seconds(time.perf_counter() - began)}.")
        print(f"Đã ghi {args.output}.")
    return 0


def _asked(args: argparse.Namespace) -> tuple[tuple[Atom, ...] | None, int]:
    """The facts to pack (``None``: all there are), and the year of merit."""
    if not args.titles and not args.on and not args.facts.is_dir():
        return None, 0
    if not args.titles or not args.on:
        raise Fault("Cần cả --titles và --on để biết gói dữ kiện nào.")
    year = args.year or max(args.on).year
    overlay = _overlay(args.overlay)
    programs = [compile_rules(args.titles, year, on, overlay=overlay) for on in args.on]
    return tuple(dict.fromkeys(atom for one in programs for atom in one.atoms)), year


def _overlay(path: Path | None) -> Overlay | None:
    return None if path is None else regulation(path).overlay


@contextmanager
def _progress(*, quiet: bool, words: str = "Đang xét") -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error when a person is watching; nothing otherwise."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield _silent
        return
    columns = (TextColumn(words), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, rows: bar.update(task, completed=done, total=rows)


def _silent(done: int, rows: int) -> None:
    """Nobody is watching."""


def _print_tallies(tallies: Sequence[Tally]) -> None:
    print(f"{'':14}{'đạt':>14}{'không đạt':>14}{'chưa rõ':>14}{'tỷ lệ đạt':>12}")
    for one in tallies:
        share = f"{100 * one.met / one.subjects:.1f} %".replace(".", ",") if one.subjects else "–"
        numbers = "".join(f"{_number(n):>14}" for n in (one.met, one.not_met, one.not_known))
        print(f"{one.name:14}{numbers}{share:>12}")


def _print_changes(changes: Sequence[Change]) -> None:
    heads = ("đạt, luật cũ", "đạt, luật mới", "được thêm", "mất", "thành chưa rõ")
    print(" " * 14 + "".join(f"{head:>15}" for head in heads))
    for one in changes:
        numbers = (one.met_before, one.met_after, one.gained, one.lost, one.became_unknown)
        print(f"{one.title:14}" + "".join(f"{_number(n):>15}" for n in numbers))


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} giây".replace(".", ",")


def _number(number: int) -> str:
    """Thousands parted as Vietnamese does."""
    return f"{number:,}".replace(",", ".")
