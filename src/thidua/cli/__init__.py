"""The command line: `thidua demo | serve | worker | upgrade | check | directive | …`.

Only the command that was asked for is imported: `check`, `directive` and `law` start
without Django, and a fault in one command never hides another.
"""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from types import FrameType, ModuleType

from thidua.cli.words import UNREADABLE, Fault, Parser, port

STOPPED = 130
"""Exit code after Ctrl-C, as shells expect it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One command. `module` has `run(args) -> int`, and `add_parser` with `own_parser`.

    It may have `in_full(arguments)`, which writes short forms out.
    """

    name: str
    help: str
    module: str
    own_parser: bool = False


ENTRIES = (
    Entry("demo", "chạy bản dùng thử: một cơ quan dựng sẵn trên máy này", "thidua.cli.demo"),
    Entry("serve", "mở máy chủ web", "thidua.cli.serve"),
    Entry("worker", "chạy việc nền (đọc tệp, tạo giấy chứng nhận)", "thidua.cli.worker"),
    Entry("upgrade", "đưa cơ sở dữ liệu và tệp tĩnh lên phiên bản này", "thidua.cli.upgrade"),
    Entry("check", "xét điều kiện của một danh sách", "thidua.cli.check", own_parser=True),
    Entry("directive", "đọc một chỉ thị", "thidua.cli.directive", own_parser=True),
    Entry("law", "tra cứu luật, xét hàng loạt", "thidua.cli.law", own_parser=True),
    Entry("bulk", "xét hàng triệu đối tượng từ tệp Parquet", "thidua.cli.bulk", own_parser=True),
    Entry("journal", "kiểm tra nhật ký có bị sửa sau khi ghi không", "thidua.cli.journal"),
    Entry("docs", "viết lại các trang tài liệu sinh từ mã", "thidua.cli.docs"),
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. Ctrl-C and SIGTERM end every command alike."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # A shell that starts us in the background has SIGINT ignored; we must still stop on it.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupted)
    # Under nohup a closed terminal is to be ignored; otherwise it ends us like Ctrl-C.
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, _interrupted)
    if not given:
        _parser(None).print_help()
        return UNREADABLE
    wanted = next((word for word in given if not word.startswith("-")), None)
    entry = next((entry for entry in ENTRIES if entry.name == wanted), None)
    try:
        module = _load(entry) if entry else None
        if module is not None and hasattr(module, "in_full"):
            given = module.in_full(given)
        args = _parser(entry, module).parse_args(given)
        assert module is not None
        return int(module.run(args))
    except KeyboardInterrupt:
        print("\nĐã dừng.", file=sys.stderr)
        return STOPPED
    except Fault as fault:
        print(fault.sentence, file=sys.stderr)
        return UNREADABLE
    except BrokenPipeError:
        # The reader (`| head`) went away; nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREADABLE


def _interrupted(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _load(entry: Entry) -> ModuleType:
    try:
        return importlib.import_module(entry.module)
    except ModuleNotFoundError as error:
        raise Fault(
            f"Thiếu thư viện “{error.name}” nên không chạy được “thidua {entry.name}”. "
            "Chạy `make setup` trong thư mục dự án để cài cho đủ."
        ) from error


def _parser(entry: Entry | None, module: ModuleType | None = None) -> Parser:
    """All commands by name; the arguments of the one that runs."""
    parser = Parser(
        prog="thidua", description="Thi Đua: công tác thi đua, khen thưởng của một địa phương."
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"thidua {version('thidua')}",
        help="in phiên bản rồi dừng",
    )
    commands = parser.add_subparsers(
        title="Lệnh", dest="command", metavar="LỆNH", required=True, parser_class=Parser
    )
    for one in ENTRIES:
        if one is entry and one.own_parser:
            assert module is not None
            module.add_parser(commands)
            continue
        sub = commands.add_parser(one.name, help=one.help, description=_sentence(one.help))
        if one is entry:
            _ARGUMENTS.get(one.name, _none)(sub)
    return parser


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _none(parser: argparse.ArgumentParser) -> None:
    """A command without arguments."""


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=port, default=8000, metavar="CỔNG", help="cổng, mặc định 8000"
    )
    parser.add_argument("--reset", action="store_true", help="bỏ dữ liệu dùng thử, dựng lại từ đầu")
    parser.add_argument(
        "--no-worker",
        action="store_true",
        help="không mở tiến trình việc nền; việc nền chạy ngay trong web",
    )


def _serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", metavar="ĐỊA_CHỈ", help="mặc định 127.0.0.1")
    parser.add_argument("--port", type=port, default=8000, metavar="CỔNG", help="mặc định 8000")
    parser.add_argument(
        "--workers", type=int, default=1, metavar="SỐ", help="số tiến trình, mặc định 1"
    )
    parser.add_argument(
        "--threads", type=int, default=8, metavar="SỐ", help="số luồng mỗi tiến trình, mặc định 8"
    )


def _journal(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(
        title="Việc", dest="act", metavar="VIỆC", required=True, parser_class=Parser
    )
    acts.add_parser("verify", help="đi hết chuỗi băm; nêu mục đầu tiên bị sửa, bị mất")


def _docs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check", action="store_true", help="không ghi; dừng với mã 1 nếu trang nào khác với mã"
    )


_ARGUMENTS = {"demo": _demo, "serve": _serve, "journal": _journal, "docs": _docs}
