"""The “Căn cứ …” lines of a decision: which instruments it rests on, by date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.law.instruments import AMENDING_LAW, LAW, Instrument, instruments
from thidua.law.titles import known_title

_ISSUERS = {"Luật": "", "Nghị định": "Chính phủ", "Thông tư": "Bộ trưởng Bộ Nội vụ"}
_CULTURE = frozenset({"GDVH", "TDPVH", "XPTTTB"})
_COMMUNE = frozenset({"LDTT", "CSTDCS", "TTLDTT", "TDPVH", "GDVH", "GK-XA"})
"""What Decree 129/2025, Art. 59 gives to the chair of the commune."""

_OWN: dict[str, frozenset[str]] = {
    "129/2025/NĐ-CP": _COMMUNE,
    "86/2023/NĐ-CP": _CULTURE,
    "56/2013/NĐ-CP": frozenset({"BMVNAH"}),
    "28/2024/NĐ-CP": frozenset({"HC-TNXPVV"}),
    "35/2024/NĐ-CP": frozenset({"NGND", "NGUT"}),
    "25/2024/NĐ-CP": frozenset({"TTND", "TTUT"}),
    "61/2024/NĐ-CP": frozenset({"NSND", "NSUT"}),
    "43/2024/NĐ-CP": frozenset({"NNND", "NNUT"}),
}
"""Decrees some awards rest on besides the general ones."""
_OWN_RULES = {
    "các thông tư của Bộ Quốc phòng, Bộ Công an": frozenset({"CSTT", "DVTT", "DVQT"}),
    "quy chế kỷ niệm chương của bộ, ban, ngành, tỉnh": frozenset({"KNC"}),
    "nghị định về Giải thưởng Hồ Chí Minh, Giải thưởng Nhà nước": frozenset({"GTHCM", "GTNN"}),
    "quy định của bộ, ban, ngành": frozenset({"CTD-BO", "BK-BO"}),
}
"""Rules an award rests on that are not on file, in words."""


def legal_bases(codes: Iterable[str], on: date) -> tuple[str, ...]:
    """The lines in order, without the closing mark; only instruments in force on that day.

    ``codes``: what the decision or the proposal names, State awards included. The organisation of
    local government, the council's minutes and the proposal are the caller's to add. What should
    stand there and cannot be written: ``missing_bases``. ``UnknownTitle`` for a code the law does
    not have.
    """
    wanted = {known_title(code).code for code in codes}
    numbers = [LAW, AMENDING_LAW, "98/2023/NĐ-CP", "152/2025/NĐ-CP"]
    numbers += [number for number, held in _OWN.items() if wanted & held]
    numbers += ["01/2024/TT-BNV", "15/2025/TT-BNV"]
    held = (instruments()[number] for number in numbers)
    return tuple(_line(one) for one in held if one.in_force(on))


def missing_bases(codes: Iterable[str], on: date) -> tuple[str, ...]:
    """What the lines lack, each a sentence for whoever signs; empty when nothing is known to.

    An instrument whose first day or date of issue is not established, and rules that are not on
    file at all. ``UnknownTitle``.
    """
    wanted = {known_title(code).code for code in codes}
    numbers = [number for number, held in _OWN.items() if wanted & held]
    doubts = [_doubt(instruments()[number], on) for number in numbers]
    unread = [
        f"Cần bổ sung {words}: chưa có trong bộ quy tắc."
        for words, held in _OWN_RULES.items()
        if wanted & held
    ]
    if wanted and _no_decree(on):
        unread.append("Từ ngày 01/3/2027 cần văn bản thay thế Nghị định 152/2025/NĐ-CP.")
    return (*(doubt for doubt in doubts if doubt), *unread)


def _no_decree(on: date) -> bool:
    """Whether no general decree on file is in force on that day, though the law is."""
    general = ("98/2023/NĐ-CP", "152/2025/NĐ-CP")
    decrees = (instruments()[number] for number in general)
    return instruments()[LAW].in_force(on) and not any(one.in_force(on) for one in decrees)


def _doubt(one: Instrument, on: date) -> str:
    if one.ended is not None and one.ended <= on:
        return ""
    if one.in_force_from is None:
        return f"{one.cited_as}: chưa xác lập ngày có hiệu lực nên không ghi vào căn cứ."
    if one.issued is None and one.in_force(on):
        return f"{one.cited_as}: chưa xác lập ngày ban hành; điền trước khi ký."
    return ""


def _line(instrument: Instrument) -> str:
    if instrument.kind == "Luật":
        return f"Căn cứ {instrument.name}{_dated(instrument)}"
    issuer = _ISSUERS[instrument.kind]
    name = f" {instrument.name}" if instrument.name else ""
    number = f"{instrument.kind} số {instrument.number}"
    return f"Căn cứ {number}{_dated(instrument)} của {issuer}{name}"


def _dated(instrument: Instrument) -> str:
    """Decree 30/2020: day below 10 and months 1-2 take a zero."""
    day = instrument.issued
    if day is None:
        return ""
    month = f"{day.month:02d}" if day.month in {1, 2} else str(day.month)
    return f" ngày {day.day:02d} tháng {month} năm {day.year}"
