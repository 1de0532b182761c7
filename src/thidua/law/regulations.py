"""Local regulations as files: a province's or ward's rules, in the form of the national ones.

A regulation is a TOML file (docs/local-rules.md): who issued it, from when, and what it sets:
higher numbers, conditions more, answers to questions the law leaves open, caps, papers; and what
the authority's own council, calendar and consultation keep to. ``in_force`` chooses by day; whose
regulations are looked at is the caller's choice.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from typing import Any

from thidua.law.book import change_dates, questions
from thidua.law.errors import BadRegulation, NotStricter
from thidua.law.instruments import data_text
from thidua.law.overlay import Overlay, merged
from thidua.law.titles import known_titles

EXAMPLE = "overlays/bac-ninh-2025.toml"
"""The worked example among this package's data."""

_TEXTS = ("name", "number", "authority")
_KEYS = {
    **dict.fromkeys(_TEXTS, str),
    "note": str,
    "issued": date,
    "in_force_from": date,
    "ended": date,
    "article": int,
    "clause": int,
    "numbers": dict,
    "settled": dict,
    "conditions": list,
    "caps": list,
    "papers": list,
    "council": dict,
    "deadlines": list,
    "consulted": list,
}
_ROWS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "conditions": (frozenset({"code", "sentence", "titles"}), frozenset()),
    "caps": (frozenset({"title", "share", "of"}), frozenset()),
    "papers": (frozenset({"code", "name", "titles"}), frozenset({"required"})),
    "deadlines": (frozenset({"what"}), frozenset({"before", "days_before"})),
    "consulted": (frozenset({"bodies"}), frozenset({"before"})),
}
_COUNCIL = frozenset({"quorum", "award_quorum", "meets_every_months"})
_WORDS = {str: "chữ", date: "ngày (2025-07-01)", int: "số", dict: "bảng", list: "danh sách"}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day the authority sets. ``before``: (day, month) of each year, or ``days_before`` the event
    it is for."""

    what: str
    before: tuple[int, int] | None
    days_before: int | None


@dataclass(frozen=True, slots=True)
class Consulted:
    """Bodies that send what they know against those nominated, by (day, month) of each year."""

    bodies: tuple[str, ...]
    before: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class CouncilRules:
    """How the authority's council works where the law is silent; ``None``: nothing set.

    Shares are of all members: ``quorum`` of any meeting, ``award_quorum`` of one that considers
    awards (the absent write their opinion).
    """

    quorum: Fraction | None = None
    award_quorum: Fraction | None = None
    meets_every_months: int | None = None


@dataclass(frozen=True, slots=True)
class Regulation:
    """One local regulation. ``in_force_from`` the first day it binds, ``ended`` the first it does
    not; ``note`` what a reader must know of the file itself."""

    name: str
    number: str
    authority: str
    issued: date | None
    in_force_from: date
    ended: date | None
    note: str
    overlay: Overlay
    council: CouncilRules
    deadlines: tuple[Deadline, ...]
    consulted: tuple[Consulted, ...]

    def in_force(self, on: date) -> bool:
        return self.in_force_from <= on and (self.ended is None or on < self.ended)


def read_regulation(text: str) -> Regulation:
    """A regulation from its TOML text; ``BadRegulation`` names the key and how to mend it."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise BadRegulation(f"Tệp không đúng dạng TOML: {fault}.") from fault
    return regulation_from(data)


def regulation_from(data: Mapping[str, Any]) -> Regulation:
    """A regulation from plain data of the same form; dates may be ISO text."""
    data = {key: _day(value) if _KEYS.get(key) is date else value for key, value in data.items()}
    _check(data)
    try:
        overlay = Overlay.from_dict(data)
    except NotStricter as fault:
        raise BadRegulation(str(fault)) from fault
    except (ValueError, ZeroDivisionError) as fault:
        raise BadRegulation("Con số phải viết như “0.7”, “2/3” hoặc “3”.") from fault
    return Regulation(
        name=data["name"],
        number=data["number"],
        authority=data["authority"],
        issued=data.get("issued"),
        in_force_from=data["in_force_from"],
        ended=data.get("ended"),
        note=data.get("note", ""),
        overlay=overlay,
        council=_council(data.get("council", {})),
        deadlines=tuple(_deadline(row) for row in data.get("deadlines", ())),
        consulted=tuple(
            Consulted(tuple(row["bodies"]), _day_month(row.get("before")))
            for row in data.get("consulted", ())
        ),
    )


def in_force(regulations: Iterable[Regulation], on: date) -> Overlay | None:
    """What the regulations of an authority, widest area first, come to on a day."""
    return merged([one.overlay for one in regulations if one.in_force(on)])


def example() -> Regulation:
    """The worked example: what was read of Bắc Ninh's regulation of 2025."""
    return read_regulation(data_text(EXAMPLE))


@cache
def every_question() -> frozenset[str]:
    """Ids of everything the law leaves open at any time."""
    return frozenset(question for day in change_dates() for question in questions(day))


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


def _check(data: Mapping[str, Any]) -> None:
    _check_keys(data)
    if data.get("ended") and data["ended"] <= data["in_force_from"]:
        raise BadRegulation("Ngày hết hiệu lực (ended) phải sau ngày có hiệu lực (in_force_from).")
    for key, (required, optional) in _ROWS.items():
        for nth, row in enumerate(data.get(key, ()), start=1):
            _check_row(f"{key}, mục thứ {nth}", row, required, optional)
    _check_settled(data.get("settled", {}))


def _check_keys(data: Mapping[str, Any]) -> None:
    for key, value in data.items():
        wanted = _KEYS.get(key)
        if wanted is None:
            raise BadRegulation(f"Không có mục nào tên “{key}”.{_nearest(key, _KEYS)}")
        if not isinstance(value, wanted):
            raise BadRegulation(f"Mục “{key}” phải là {_WORDS[wanted]}.")
    for key in (*_TEXTS, "in_force_from"):
        if not data.get(key):
            raise BadRegulation(f"Thiếu mục “{key}”.")


def _check_settled(settled: Mapping[str, Any]) -> None:
    for question, answer in settled.items():
        if question not in every_question():
            near = _nearest(question, every_question())
            raise BadRegulation(f"settled: luật không để ngỏ câu hỏi nào tên “{question}”.{near}")
        if not isinstance(answer, bool):
            raise BadRegulation(f"settled.{question}: trả lời true hoặc false.")


def _check_row(where: str, row: object, required: frozenset[str], optional: frozenset[str]) -> None:
    if not isinstance(row, dict):
        raise BadRegulation(f"{where}: phải là một bảng.")
    for key in sorted(set(row) - required - optional):
        raise BadRegulation(f"{where}: không có mục nào tên “{key}”.")
    for key in sorted(required - set(row)):
        raise BadRegulation(f"{where}: thiếu “{key}”.")
    titles = [row["title"]] if "title" in row else row.get("titles", ())
    for code in titles:
        if code not in known_titles():
            near = _nearest(str(code), known_titles())
            raise BadRegulation(f"{where}: không có danh hiệu, hình thức mang mã “{code}”.{near}")


def _nearest(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), n=3)
    return f" Gần nhất: {', '.join(near)}." if near else ""


def _share(value: object, where: str) -> Fraction:
    try:
        share = Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        raise BadRegulation(f"{where}: viết tỷ lệ như “0.8” hoặc “2/3”.") from None
    if not 0 < share <= 1:
        raise BadRegulation(f"{where}: tỷ lệ phải trên 0 và không quá 1.")
    return share


def _council(data: Mapping[str, Any]) -> CouncilRules:
    for key in sorted(set(data) - _COUNCIL):
        raise BadRegulation(f"council: không có mục nào tên “{key}”.{_nearest(key, _COUNCIL)}")
    shares = {
        key: _share(data[key], f"council.{key}")
        for key in ("quorum", "award_quorum")
        if key in data
    }
    months = data.get("meets_every_months")
    if months is not None and (not isinstance(months, int) or months < 1):
        raise BadRegulation("council.meets_every_months: số tháng, từ 1 trở lên.")
    return CouncilRules(**shares, meets_every_months=months)


def _deadline(row: Mapping[str, Any]) -> Deadline:
    days = row.get("days_before")
    if ("before" in row) == (days is not None):
        raise BadRegulation(f"deadlines, “{row['what']}”: ghi một trong before, days_before.")
    if days is not None and (not isinstance(days, int) or days < 0):
        raise BadRegulation(f"deadlines, “{row['what']}”: days_before là số ngày.")
    return Deadline(row["what"], _day_month(row.get("before")), days)


def _day_month(text: object) -> tuple[int, int] | None:
    """“10/12” is the tenth of December, every year."""
    if text is None:
        return None
    try:
        day, month = (int(part) for part in str(text).split("/"))
        date(2024, month, day)  # a leap year: 29/2 is a day
    except ValueError:
        raise BadRegulation(f"Ngày hằng năm “{text}” phải viết như “10/12”.") from None
    return day, month
