"""argparse that speaks Vietnamese, and dates as officials type them."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from datetime import date
from typing import NoReturn

from thidua.vietnamese.dates import BadDate, parse_date

UNREADABLE = 2
"""Exit code of every command that could not begin: what it was given cannot be used."""

_SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        (r"unrecognized arguments: (.+)", "Không hiểu: {0}."),
        (r"the following arguments are required: (.+)", "Thiếu: {0}."),
        (r"argument (.+): expected one argument", "{0} phải kèm một giá trị."),
        (r"argument (.+): expected at least one argument", "{0} phải kèm ít nhất một giá trị."),
        (r"argument (.+): invalid choice: '?(.*?)'? \(choose from (.*)\)",
         "{0} không nhận “{1}”. Chọn một trong: {2}."),
        (r"argument (.+): invalid int value: '(.*)'", "{0} phải là số, không phải “{1}”."),
        (r"argument (.+): not allowed with argument (.+)", "{0} không đi cùng {1}."),
        (r"argument (.+?): (.+)", "{0}: {1}"),
    )
)  # fmt: skip


class Fault(Exception):
    """The command cannot run as things stand; `sentence` says what is wrong and how to mend it."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class Formatter(argparse.RawDescriptionHelpFormatter):
    """“Cách dùng” where argparse says “usage”."""

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose help and refusals are Vietnamese sentences; refusals exit with 2."""

    def __init__(self, *arguments: object, **options: object) -> None:
        options = {"formatter_class": Formatter, "add_help": False, "allow_abbrev": False} | options
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self._positionals.title, self._optionals.title = "Tham số", "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="in hướng dẫn này rồi dừng")

    def error(self, message: str) -> NoReturn:
        """Print the sentence and where to read on; never a traceback."""
        print(in_vietnamese(message), file=sys.stderr)
        print(f"Xem cách dùng: {self.prog} --help", file=sys.stderr)
        raise SystemExit(UNREADABLE)


def in_vietnamese(message: str) -> str:
    """argparse's own English refusal as a Vietnamese sentence."""
    for pattern, sentence in _SENTENCES:
        if found := pattern.fullmatch(message):
            return sentence.format(*(part.replace("'", "") for part in found.groups()))
    return message


def day(text: str) -> date:
    """A full day, written 31/12/2024 or 2024-12-31."""
    try:
        found = parse_date(text)
    except BadDate as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    whole = found.as_date() if found else None
    if whole is None:
        raise argparse.ArgumentTypeError(f"“{text}” chưa đủ ngày, tháng, năm (31/12/2024)")
    return whole


def port(text: str) -> int:
    """A port that an ordinary user may open."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:  # noqa: PLR2004 (TCP's own bound)
        raise argparse.ArgumentTypeError(f"“{text}” không phải cổng (1 đến 65535)")
    return int(text)


Command = Callable[[argparse.Namespace], int]
