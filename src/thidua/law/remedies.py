"""The nearest way to "met": one clause per node, and the cheapest branch of an "any of"."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from thidua.law import signals
from thidua.law.binding import Binding
from thidua.law.criteria import Nature, criteria
from thidua.law.enums import RatingLevel
from thidua.law.facts import Reading
from thidua.law.runs import CountOfLast, Following, InARow, Mark, WithinYears, Yearly
from thidua.law.trace import Trace, once
from thidua.law.tree import Amended, AnyOf, AtLeast, Declared, Has, Not, Open, Unless
from thidua.law.words import (
    atom_words,
    fill,
    marked_years,
    number_words,
    quantity,
    sentence,
    years_words,
)

# What it takes, in no unit: only the order matters. Nearest is a paper for something already on
# file, then any other paper, an achievement to be named, a rule to be settled, work to be done. A
# year gone by cannot be mended, only new ones earned.
_LEAD, _PAPER, _NAMED, _RULE, _WORK, _YEAR = 1, 2, 3, 4, 6, 10


@once
def cost(traced: Trace, binding: Binding) -> int:
    """How far the node is from being met; 0 when it is. Of several parts the farthest decides."""
    if traced.value is True:
        return 0
    match traced.node:
        case AnyOf():
            return min(cost(part, binding) for part in traced.parts)
        case Open() | Amended():
            return _RULE if traced.value is None else _YEAR
        case Yearly():
            return _years_cost(traced, binding)
        case Has(signal=signals.RATING) if traced.value is False:
            return _YEAR
        case Declared() if traced.value is False and _is_status(traced.node):
            return _YEAR
        case Has() | Declared() | AtLeast() | Not():
            return _WORK if traced.value is False else _paper_cost(traced)
        case _:
            return max(cost(part, binding) for part in traced.parts)


def _is_status(node: Declared) -> bool:
    """Who somebody is cannot be mended."""
    known = criteria().get(node.criterion)
    return known is not None and known.nature is Nature.STATUS


def _paper_cost(traced: Trace) -> int:
    """Of what is not known: nearer when something is on file, farther when it must be named."""
    if any(reading.fact.source for reading in traced.all_readings()):
        return _LEAD
    known = criteria().get(traced.node.criterion) if isinstance(traced.node, Declared) else None
    return _NAMED if known is not None and not known.vouchable else _PAPER


def _years_cost(traced: Trace, binding: Binding) -> int:
    if traced.value is None:
        gaps = _gaps(traced, binding)
        return _LEAD if any(gap.fact.source for gap in gaps) else _PAPER * len(gaps)
    if isinstance(traced.node, InARow):
        return _YEAR * max(1, len(_years_to_earn(traced, traced.node, binding)))
    if isinstance(traced.node, CountOfLast):
        held = list(marked_years(traced, traced.node, binding).values()).count(True)
        return _YEAR * (binding.whole(traced.node.n) - held)
    return _WORK


@once
def remedy(traced: Trace, binding: Binding) -> str:
    """A clause without capital or full stop; empty when the node is met."""
    node = traced.node
    if traced.value is True:
        return ""
    if traced.value is False and node.mend:
        return fill(node.mend, node, binding)
    match node:
        case Yearly():
            return _years(traced, node, binding)
        case AtLeast():
            return _number(traced, node, binding)
        case Has():
            return _has(traced)
        case Declared():
            return _declared(traced, node, binding)
        case Open():
            return _question(node)
        case _:
            return _of_parts(traced, binding)


def _of_parts(traced: Trace, binding: Binding) -> str:
    match traced.node:
        case Amended() as node:
            unchanged, before = traced.parts[:2]
            return remedy(before, binding) if unchanged.value is True else _question(node.unchanged)
        case Not():
            return _denied(traced, binding)
        case Unless():
            return _exception(traced, binding)
        case AnyOf():
            return remedy(min(traced.parts, key=lambda part: cost(part, binding)), binding)
        case _:
            return _joined(traced.parts, binding)


def missing(traced: Trace, binding: Binding) -> str | None:
    """The clause as a sentence; ``None`` when nothing is missing."""
    clause = remedy(traced, binding)
    return f"{clause[0].upper()}{clause[1:]}." if clause else None


def _joined(parts: tuple[Trace, ...], binding: Binding) -> str:
    """Each different clause once: several blocks ask for one and the same paper."""
    clauses = dict.fromkeys(remedy(part, binding) for part in parts)
    return "; ".join(clause for clause in clauses if clause)


def _rating(reading: Reading) -> str:
    bound = reading.atom.at_least
    if reading.value is None or bound is None:
        return f"cần {atom_words(reading.atom)}"
    level = signals.LEVEL_WORDS[RatingLevel(int(bound))]
    better = "" if bound == RatingLevel.HTXS else " trở lên"
    return f"cần xếp loại {level}{better} năm {reading.atom.year}"


def _has(traced: Trace) -> str:
    reading = traced.readings[0]
    if reading.atom.signal == signals.RATING:
        return _rating(reading)
    return f"cần {atom_words(reading.atom)}"


def _number(traced: Trace, node: AtLeast, binding: Binding) -> str:
    if traced.value is None:
        return f"cần {atom_words(traced.readings[0].atom)}"
    words = signals.describe(node.signal).words
    reading = traced.readings[0]
    goal = f"{words} từ {number_words(node.least, binding)} trở lên"
    if reading.fact.of is None:
        return f"cần {goal}"
    part = Fraction(reading.fact.value or 0) * reading.fact.of
    short = ceil(binding.number(node.least) * reading.fact.of) - part
    return f"cần thêm {quantity(Fraction(short))} người để {goal}"


def _declared(traced: Trace, node: Declared, binding: Binding) -> str:
    known = criteria().get(node.criterion)
    proof = fill(node.proof, node, binding) or "xác nhận của đơn vị đề nghị"
    if known is not None and known.vouchable:
        if traced.value is None:
            return f"cần {proof}"
        return "đơn vị đề nghị đã ghi là không đạt; xem lại đề nghị"
    if known is None:
        return f"cần {proof}"
    if traced.value is False and _is_status(node):
        return f"chỉ xét khi {_lower(sentence(node, binding))}"
    return f"cần nêu và chứng minh: {_lower(sentence(node, binding))} ({proof})"


def _lower(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}"


def _question(node: Open) -> str:
    return f"cần {node.proof or 'quy định của địa phương về điều này'}"


def _denied(traced: Trace, binding: Binding) -> str:
    readings = [r for r in traced.all_readings() if r.value is None]
    if readings:
        return f"cần {atom_words(readings[0].atom)}"
    return f"cần {_lower(sentence(traced.node, binding))}"


def _exception(traced: Trace, binding: Binding) -> str:
    part, exception = traced.parts
    if part.value is not True:
        return remedy(part, binding)
    return f"cần xác định không thuộc trường hợp: {_lower(sentence(exception.node, binding))}"


def _years(traced: Trace, node: Yearly, binding: Binding) -> str:
    if traced.value is None:
        papers = dict.fromkeys(atom_words(gap.atom) for gap in _gaps(traced, binding))
        return f"cần {', '.join(papers)}"
    if isinstance(node, InARow) and (years := _years_to_earn(traced, node, binding)):
        return _earn(node, years)
    if isinstance(node, WithinYears):
        return f"cần {atom_words(traced.readings[-1].atom)}"
    goal = _lower(sentence(node, binding))
    return f"cần đủ: {goal}" if isinstance(node, Following) else f"cần {goal}"


@once
def _gaps(traced: Trace, binding: Binding) -> list[Reading]:
    """The unknown readings that matter: of a run, those of the window nearest to complete."""
    unknown = [reading for reading in traced.readings if reading.value is None]
    if isinstance(traced.node, WithinYears):
        on_file = [reading for reading in unknown if reading.fact.source]
        return (on_file or unknown)[-1:]
    if not isinstance(traced.node, InARow):
        return unknown
    if isinstance(traced.node, Following):
        return _ladder_gaps(traced, traced.node, binding)
    counted = marked_years(traced, traced.node, binding)
    possible = [
        window
        for window in traced.node.windows(binding)
        if all(counted[year] is not False for year in window)
    ]
    nearest = min(possible, key=lambda window: sum(counted[year] is None for year in window))
    return [reading for reading in unknown if reading.atom.year in nearest] or unknown


def _firsts(traced: Trace, node: Following) -> list[Reading]:
    """What was read of the award the run has to follow, oldest first."""
    signals_ = {mark.signal for mark in node.first}
    return [one for one in traced.readings if one.atom.signal in signals_]


def _ladder_gaps(traced: Trace, node: Following, binding: Binding) -> list[Reading]:
    """The unknown readings of the nearest possible run; of its first award the latest year only."""
    held = {reading.atom: reading for reading in traced.readings}
    counted = marked_years(traced, node, binding)
    firsts = _firsts(traced, node)

    def those(marks: tuple[Mark, ...], years: Iterable[int]) -> list[Reading]:
        return [held[mark.atom(binding, year)] for year in years for mark in marks]

    def gaps(window: range) -> list[Reading] | None:
        """``None``: no facts could make it such a run."""
        before = _possible([one for one in firsts if one.atom.year < window.start])
        if not before or any(counted[year] is False for year in window):
            return None
        found = [] if any(one.value for one in before) else before[-1:]
        found += those(node.marks, [year for year in window if counted[year] is None])
        for count in node.counts:
            counting = _possible(those(count.marks, window))
            short = binding.whole(count.n) - sum(one.value is True for one in counting)
            if len(counting) < binding.whole(count.n):
                return None
            found += counting if short > 0 else []
        return [one for one in found if one.value is None]

    lists = (gaps(window) for window in node.windows(binding))
    return min((found for found in lists if found is not None), key=len)


def _possible(readings: list[Reading]) -> list[Reading]:
    return [one for one in readings if one.value is not False]


def _years_to_earn(traced: Trace, node: InARow, binding: Binding) -> list[int]:
    """The next years that would complete the run, going on from what stands at its end.

    None where the run itself stands and what it must contain is short.
    """
    counted = marked_years(traced, node, binding)
    first = binding.year if counted.get(binding.year) is None else binding.year + 1
    if isinstance(node, Following):
        # Only years after the first award go on towards the run; without it none does.
        had = [one.atom.year for one in _firsts(traced, node) if one.value is True]
        if not had:
            return []
        counted = {year: held for year, held in counted.items() if year > min(had)}
        first = max(first, min(had) + 1)
    standing = 0
    while counted.get(first - 1 - standing) is True:
        standing += 1
    return list(range(first, first + binding.whole(node.k) - standing))


def _earn(node: InARow, years: list[int]) -> str:
    what = " hoặc ".join(_mark_words(mark.signal) for mark in node.marks)
    return f"cần thêm {what} năm {years_words(years)}; sớm nhất đủ từ năm {years[-1]}"


def _mark_words(signal: str) -> str:
    about = signals.describe(signal)
    if signal == signals.RATING:
        return "xếp loại đủ mức"
    return f"“{about.words}”" if about.register == "award" else about.words
