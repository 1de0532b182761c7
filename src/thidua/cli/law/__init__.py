"""`thidua law list | show | assess | schema | coverage`: the rule book on the command line.

No database and no network. `thidua law LDTT` is short for `thidua law show LDTT`.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Sequence
from pathlib import Path

from thidua.cli.words import Parser, day

_ACTS = {
    "list": "các danh hiệu, hình thức có tiêu chuẩn vào một ngày",
    "show": "ai quyết định, điều kiện, hồ sơ, căn cứ của một danh hiệu",
    "assess": "trả lời hàng loạt: mỗi dòng một đối tượng (JSON)",
    "schema": "in mô tả một dòng của “assess” (JSON Schema)",
    "coverage": "quy định nào đã đưa vào bộ quy tắc, quy định nào còn thiếu",
}

_ASSESS = """\
Mỗi dòng của tệp là một đối tượng JSON; mỗi dòng trả lời là một đối tượng JSON theo đúng thứ tự.
Dòng sai được trả lời bằng lỗi nêu số dòng và trường, các dòng khác vẫn được trả lời.

Ví dụ:
  thidua law assess ho-so.jsonl -o ket-qua.jsonl
  cat ho-so.jsonl | thidua law assess - > ket-qua.jsonl

Mã thoát: 0 mọi dòng được trả lời; 1 có dòng sai; 2 không đọc, không ghi được tệp.
"""


def in_full(arguments: Sequence[str]) -> list[str]:
    """`law LDTT` is `law show LDTT`; everything else stays."""
    after = arguments.index("law") + 1
    first = arguments[after] if after < len(arguments) else ""
    short = first not in _ACTS and first not in {"-h", "--help"}
    return [*arguments[:after], *(["show"] if short else []), *arguments[after:]]


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Declare the command and its parts."""
    parser = subparsers.add_parser(
        "law",
        help="tra cứu luật, xét hàng loạt, xem bộ quy tắc đã có gì",
        description="Bộ quy tắc thi đua, khen thưởng: tra cứu, xét hàng loạt.\n"
        "“thidua law LDTT” là cách viết gọn của “thidua law show LDTT”.",
    )
    acts = parser.add_subparsers(
        title="Việc", dest="act", metavar="VIỆC", required=True, parser_class=Parser
    )
    for name, help_ in _ACTS.items():
        described = f"{help_[0].upper()}{help_[1:]}."
        epilog = _ASSESS if name == "assess" else None
        sub = acts.add_parser(name, help=help_, description=described, epilog=epilog)
        _ARGUMENTS[name](sub)
    return parser


def run(args: argparse.Namespace) -> int:
    """Only the part that was asked for is imported."""
    return int(importlib.import_module(f"thidua.cli.law.{_MODULES[args.act]}").run(args))


_MODULES = {
    "list": "listing",
    "show": "show",
    "assess": "assess",
    "schema": "assess",
    "coverage": "coverage",
}


def _on(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on", type=day, metavar="NGÀY", help="pháp luật của ngày nào, mặc định hôm nay"
    )


def _rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rules",
        type=Path,
        action="append",
        default=[],
        metavar="TỆP",
        help="quy định của địa phương (.toml, xem docs/local-rules.md); dùng được nhiều lần",
    )


def _show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "title", metavar="DANH_HIỆU", help="mã hoặc tên: LDTT, “Chiến sĩ thi đua cơ sở”"
    )
    _on(parser)
    _rules(parser)


def _assess(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="TỆP", help="tệp .jsonl, hoặc “-” để đọc từ đầu vào chuẩn")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="TỆP", help="ghi câu trả lời vào tệp này"
    )
    _rules(parser)


def _coverage(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check",
        action="store_true",
        help="không in; dừng với mã 1 nếu docs/law-coverage.md khác với bộ quy tắc",
    )


def _nothing(parser: argparse.ArgumentParser) -> None:
    """A part without arguments."""


_ARGUMENTS = {
    "list": _on,
    "show": _show,
    "assess": _assess,
    "schema": _nothing,
    "coverage": _coverage,
}
