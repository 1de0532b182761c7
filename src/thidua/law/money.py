"""Bonus money: a multiple of the base salary of the day of the decision, rounded up.

Decree 152/2025, Art. 49 and 50-54, with the same multiples as Decree 98/2023 before it. Which of
several bonuses is paid: ``payments``; out of which fund: ``funds``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil

from thidua.law.assessment import Finding
from thidua.law.enums import SubjectKind, Verdict
from thidua.law.instruments import Citation, Confidence, weakest
from thidua.law.parameters import Gap, Value, find, timelines
from thidua.law.powers import ORDERS, STATE_HONOURS
from thidua.law.titles import Title, known_title


class Rounding(StrEnum):
    """When a sum that is so many times the person's is rounded: the texts on file do not say."""

    ONCE = "once"
    """The whole product, once, at the end."""
    PERSON_FIRST = "person_first"
    """The person's sum first, then again after multiplying."""


@dataclass(frozen=True, slots=True)
class Bonus:
    """Money in đồng. ``exact`` is the bare product, ``payable`` rounded up to ten thousand.

    Press tables print ``exact``; what is paid is ``payable``.
    """

    multiple: Fraction
    base_salary: int
    exact: int
    payable: int
    citation: Citation
    confidence: Confidence


_TIMES_THE_PERSON = frozenset(code for code in ORDERS | STATE_HONOURS if code != "TINH-AH")
"""Orders and honorary titles: a collective takes twice the person's bonus (Art. 51, 52)."""


def _holder(title: Title, kind: SubjectKind, rounding: Rounding) -> SubjectKind:
    """Whose multiple is looked up: a household takes the person's times 1.5."""
    derived = rounding is Rounding.PERSON_FIRST and title.code in _TIMES_THE_PERSON
    return SubjectKind.PERSON if kind is SubjectKind.HOUSEHOLD or derived else kind


def _name(code: str, kind: SubjectKind) -> str:
    """All giấy khen have one bonus."""
    award = "GK" if code.startswith("GK-") else code
    return f"bonus-{award}-{kind}"


def _unsettled(title: Title) -> str:
    if f"ceiling-{title.code}-person" in timelines():
        return f"{title.name}: nghị định chỉ định mức cao nhất, người quyết định ấn định mức tiền."
    return f"Mức tiền thưởng của {title.name} chưa xác lập trong bộ quy tắc."


def _found(
    title: Title, kind: SubjectKind, decided_on: date, holder: SubjectKind
) -> dict[str, Value] | str:
    """The numbers the bonus is made of, or the sentence why there is none."""
    names = {"own": _name(title.code, kind), "multiple": _name(title.code, holder)}
    names |= {"base": "base-salary", "step": "bonus-rounding"}
    if kind is SubjectKind.HOUSEHOLD:
        names |= {"own": names["multiple"], "household": "bonus-household"}
    if kind not in title.subjects or names["own"] not in timelines():
        return _unsettled(title)
    values: dict[str, Value] = {}
    for use, name in names.items():
        held = find(name, decided_on)
        if isinstance(held, Gap):
            return f"{held.reason}."
        values[use] = held
    return values


def _factor(kind: SubjectKind, values: dict[str, Value]) -> Fraction:
    """How many times the looked-up holder's multiple this subject takes."""
    if kind is SubjectKind.HOUSEHOLD:
        return values["household"].value
    return values["own"].value / values["multiple"].value


def _up(amount: Fraction, step: Fraction) -> Fraction:
    return ceil(amount / step) * step


def bonus(
    code: str, kind: SubjectKind, decided_on: date, *, rounding: Rounding = Rounding.ONCE
) -> Bonus | None:
    """The bonus for an award decided on that day; ``None`` where it is not established.

    ``why_no_bonus`` then says why. ``rounding`` matters where the text gives a sum as so many times
    the person's: collectives' orders and honours, and households. ``UnknownTitle``.
    """
    title = known_title(code)
    found = _found(title, kind, decided_on, _holder(title, kind, rounding))
    if isinstance(found, str):
        return None
    multiple, base, step = found["multiple"], found["base"], found["step"].value
    factor = _factor(kind, found)
    exact = multiple.value * factor * base.value
    first = multiple.value * base.value
    payable = _up(exact if rounding is Rounding.ONCE else _up(first, step) * factor, step)
    marks = weakest(value.confidence for value in found.values())
    place = found["own"].citation
    return Bonus(multiple.value * factor, int(base.value), int(exact), int(payable), place, marks)


def why_no_bonus(code: str, kind: SubjectKind, decided_on: date) -> str | None:
    """The sentence for a bonus that is not established; ``None`` when it is."""
    title = known_title(code)
    found = _found(title, kind, decided_on, _holder(title, kind, Rounding.ONCE))
    return found if isinstance(found, str) else None


def bonus_ceiling(code: str, decided_on: date, *, assembly: bool = False) -> Bonus | None:
    """The most that may be paid where the decree sets only that: *kỷ niệm chương* of a person.

    ``assembly``: the one of the Standing Committee of the National Assembly. ``payable`` is rounded
    down: it may not pass the ceiling. ``None`` for every other award, and where nothing is known.
    """
    title = known_title(code)
    name = f"ceiling-{title.code}{'-NASC' if assembly else ''}-person"
    if name not in timelines():
        return None
    times, base, step = (find(one, decided_on) for one in (name, "base-salary", "bonus-rounding"))
    if isinstance(times, Gap) or isinstance(base, Gap) or isinstance(step, Gap):
        return None
    exact = times.value * base.value
    payable = exact // step.value * step.value
    marks = weakest(value.confidence for value in (times, base, step))
    return Bonus(times.value, int(base.value), int(exact), int(payable), times.citation, marks)


_MONEY_ONLY = frozenset({"LDTT", "TTLDTT"})
_WITH_CERTIFICATE = frozenset({"CSTDCS", "CSTD-BO-TINH", "CSTDTQ", "TTLDXS", "TDPVH", "XPTTTB"})


def certificate(code: str, on: date) -> Finding:
    """Whether a framed certificate goes with a title, or money only (Decree 152/2025, Art. 50).

    "Not met": money only, Lao động tiên tiến and Tập thể lao động tiên tiến. "Not known" for what
    no text on file says, and for any day outside the decree's time.
    """
    title = known_title(code)
    known = isinstance(find("bonus-rounding", on), Value)
    verdict = Verdict.NOT_KNOWN
    if known and title.code in _MONEY_ONLY | _WITH_CERTIFICATE:
        verdict = Verdict.of(title.code in _WITH_CERTIFICATE)
    words = {
        Verdict.MET: "Được tặng Bằng chứng nhận, khung và tiền thưởng.",
        Verdict.NOT_MET: "Chỉ có tiền thưởng, không có giấy chứng nhận.",
        Verdict.NOT_KNOWN: "Văn bản hiện có không trả lời điều này.",
    }
    later = isinstance(held := find("bonus-rounding", on), Value) and held.citation.article
    mark = Confidence.VERIFIED if later else Confidence.DERIVED
    place = Citation("152/2025/NĐ-CP", 50, confidence=mark)
    missing = "Cần quy định về hiện vật khen thưởng." if verdict is Verdict.NOT_KNOWN else None
    sentence = f"{title.name} có Bằng chứng nhận kèm theo"
    return Finding("certificate", verdict, sentence, words[verdict], place, missing=missing)
