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


def legal_bases(codes: Iterable[str], on: date) -> tuple[str, ...]:
    """The lines in order, without the closing mark; only instruments in force on that day.

    ``codes``: what the decision awards. The organisation of local government, the council's minutes
    and the proposal are the caller's to add. ``UnknownTitle`` for a code the law does not have.
    """
    wanted = {known_title(code).code for code in codes}
    numbers = [LAW, AMENDING_LAW, "98/2023/NĐ-CP", "152/2025/NĐ-CP"]
    if wanted & _COMMUNE:
        numbers.append("129/2025/NĐ-CP")
    if wanted & _CULTURE:
        numbers.append("86/2023/NĐ-CP")
    numbers += ["01/2024/TT-BNV", "15/2025/TT-BNV"]
    held = (instruments()[number] for number in numbers)
    return tuple(_line(one) for one in held if one.in_force(on))


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
