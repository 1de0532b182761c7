"""Rendering to Vietnamese: numbers, years, and what was found at a node."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby

from thidua.law import signals
from thidua.law.algebra import Atom
from thidua.law.binding import Binding, Number
from thidua.law.enums import RatingLevel
from thidua.law.facts import Reading
from thidua.law.instruments import CONFIDENCE_WORDS, Confidence
from thidua.law.parameters import SHARE
from thidua.law.runs import Yearly
from thidua.law.trace import Trace, once
from thidua.law.tree import (
    Amended,
    AnyOf,
    AtLeast,
    Declared,
    Has,
    Node,
    Not,
    Open,
    walk,
)

NBSP = "\N{NO-BREAK SPACE}"
_MONTH = Fraction(1, 12)
"""A month as a part of a year is said so: 0,08 năm is no time anybody knows."""
_PLACE = re.compile(r"\{(\w+)\}")
_SPAN = 3
"""So many years in a row are written as a span."""


def percent(value: Fraction) -> str:
    """“86,4 %”: one decimal at most, decimal comma, a no-break space before the sign."""
    tenths = round(value * 1000)
    whole, tenth = divmod(tenths, 10)
    return f"{whole},{tenth}{NBSP}%" if tenth else f"{whole}{NBSP}%"


def quantity(value: Fraction) -> str:
    """“03”, “12”, “0,45”: two digits as official papers write small whole numbers.

    “1/12” for a month. Two decimals at most: months as a part of a year never round to a whole one.
    """
    if value.denominator == 1:
        return f"{value.numerator:02d}"
    if value == _MONTH:
        return str(value)
    return f"{float(round(value, 2)):g}".replace(".", ",")


def number_words(number: Number, binding: Binding) -> str:
    """A number of a condition as the reader sees it."""
    if isinstance(number, int):
        return quantity(Fraction(number))
    held = binding.value(number)
    return percent(held.value) if held.unit == SHARE else quantity(held.value)


def unit_words(number: Number, binding: Binding) -> str:
    """The unit behind a number, with its space; a share has none but its sign."""
    unit = "" if isinstance(number, int) else binding.value(number).unit
    return "" if unit in {"", SHARE} else f"{NBSP}{unit}"


def years_words(years: Iterable[int]) -> str:
    """“2019, 2021–2023”."""
    ordered = sorted(set(years))
    runs: list[str] = []
    for _, group in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0]):
        run = [year for _, year in group]
        span = [f"{run[0]}–{run[-1]}"]
        runs += span if len(run) >= _SPAN else [str(year) for year in run]
    return ", ".join(runs)


def _numbers(node: Node) -> dict[str, Number]:
    """The numbers a sentence may show: the node's own, else those of its parts, the first first."""
    numbers: dict[str, Number] = {}
    for one in walk(node):
        for name, number in one.numbers.items():
            numbers.setdefault(name, number)
    return numbers


def fill(text: str, node: Node, binding: Binding) -> str:
    """Put the year and the node's numbers into a sentence."""
    if "{" not in text:
        return text
    shown = {name: number_words(number, binding) for name, number in _numbers(node).items()}
    shown["year"] = str(binding.year)
    # Not str.format: a local rule's own sentence may hold any brace.
    return _PLACE.sub(lambda found: shown.get(found[1], found[0]), text)


def sentence(node: Node, binding: Binding) -> str:
    """What the node asks, with its numbers."""
    return fill(node.sentence, node, binding)


def fact_words(reading: Reading) -> str:
    """One fact read: what it is, its value, where it stands."""
    about = signals.describe(reading.atom.signal)
    yearly = about.register in {signals.RATING, "award", "initiative"}
    name = f"{about.words} năm {reading.atom.year}" if yearly else about.words
    source = f" ({reading.fact.source})" if reading.fact.source else ""
    return f"{name[0].upper()}{name[1:]}: {value_words(reading)}{source}"


def value_words(reading: Reading) -> str:
    """The value of a fact as its register names it."""
    value = reading.fact.value
    register = reading.atom.signal.partition(".")[0]
    if value is None:
        return "chưa có" if register == signals.RATING else "chưa rõ"
    if register == signals.RATING and not isinstance(value, bool):
        return signals.LEVEL_WORDS[RatingLevel(int(value))]
    if isinstance(value, bool):
        return _yes_no(register, value=value)
    exact = Fraction(value)
    return percent(exact) if register == "share" else quantity(exact)


def _yes_no(register: str, *, value: bool) -> str:
    if register == signals.SERVICE:
        return "đủ" if value else "không đủ"
    if register == signals.RATING:
        return "không có trong kết quả đánh giá"
    return "có" if value else "không"


def facts_used(traced: Trace) -> tuple[str, ...]:
    """Every fact on file that was read at or under the node; a gap is not a fact."""
    return tuple(fact_words(reading) for reading in traced.all_readings() if is_fact(reading))


def is_fact(reading: Reading) -> bool:
    """Whether something on file was read: neither a gap nor an open question settled."""
    return bool(reading.fact.source) and not reading.atom.signal.startswith("open.")


@once
def detail(traced: Trace, binding: Binding) -> str:
    """What was found at the node: numbers, years, where it stands."""
    match traced.node:
        case Yearly() as node:
            return _years_found(traced, node, binding)
        case AtLeast() as node:
            return _against(traced, node, binding)
        case Has():
            return _said(traced.readings[0])
        case Declared():
            return _who_says(traced.readings[0])
        case Open():
            return _settled(traced.readings[0])
        case Not():
            return _absent(traced, binding)
        case Amended():
            return f"{traced.node.proof}."
        case AnyOf():
            return _branches(traced, binding)
        case _:
            return _parts(traced)


def _said(reading: Reading) -> str:
    source = f" ({reading.fact.source})" if reading.fact.source else ""
    return f"Năm {reading.atom.year}: {value_words(reading)}{source}."


def _who_says(reading: Reading) -> str:
    source = reading.fact.source
    if reading.value is None:
        return f"Chưa rõ: {source}." if source else "Chưa ai xác nhận nội dung này."
    return f"{'Có' if reading.value else 'Không'}: {source}."


def _settled(reading: Reading) -> str:
    if reading.value is None:
        return "Văn bản hiện có không trả lời điều này."
    return f"{'Có' if reading.value else 'Không'}: {reading.fact.source}."


def _absent(traced: Trace, binding: Binding) -> str:
    """For "does not": the part's reading, said from this side; of a number, the number."""
    part, readings = traced.parts[0].node, traced.all_readings()
    if isinstance(part, AtLeast) and traced.value is not None:
        return f"{_found(readings[0], part, binding)}."
    unknown = all(reading.value is None for reading in readings)
    if traced.value is None and unknown:
        return "Chưa có xác nhận."
    sources = "; ".join(reading.fact.source for reading in readings if reading.fact.source)
    heads = {True: "Không có", False: "Có", None: "Chưa rõ"}
    return f"{heads[traced.value]}: {sources}." if sources else f"{heads[traced.value]}."


def _against(traced: Trace, node: AtLeast, binding: Binding) -> str:
    reading = traced.readings[0]
    unit = unit_words(node.least, binding)
    least = f"{number_words(node.least, binding)}{unit}"
    if reading.fact.value is None:
        return f"Chưa rõ; cần từ {least}."
    note = _weak_note(node.least, binding)
    return f"{_found(reading, node, binding)}; cần từ {least}.{note}"


def _found(reading: Reading, node: AtLeast, binding: Binding) -> str:
    """A number on file with its unit and where it stands."""
    unit = "" if isinstance(reading.fact.value, bool) else unit_words(node.least, binding)
    source = f" ({reading.fact.source})" if reading.fact.source else ""
    return f"{_capital(value_words(reading) + unit)}{source}"


def _weak_note(number: Number, binding: Binding) -> str:
    """Said beside a number that is not firmly established."""
    if isinstance(number, int):
        return ""
    held = binding.value(number)
    if held.confidence is Confidence.VERIFIED:
        return ""
    return f" {held.note or f'Mức này {CONFIDENCE_WORDS[held.confidence]}'}."


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}" if text else text


@once
def marked_years(traced: Trace, node: Yearly, binding: Binding) -> dict[int, bool | None]:
    """Of a condition over years: each year read, and whether it counts."""
    values = {reading.atom: reading.value for reading in traced.readings}
    counted: dict[int, bool | None] = {}
    for year in sorted({atom.year for atom in values}):
        atoms = [mark.atom(binding, year) for mark in node.marks]
        held = [values[atom] for atom in atoms if atom in values]
        if held:
            counted[year] = True if True in held else None if None in held else False
    return counted


def _years_found(traced: Trace, node: Yearly, binding: Binding) -> str:
    counted = marked_years(traced, node, binding)
    labels = ((True, "có năm"), (False, "không có năm"), (None, "chưa rõ năm"))
    found = (
        f"{label} {years_words(year for year, held in counted.items() if held is value)}"
        for value, label in labels
        if value in counted.values()
    )
    return f"{_capital('; '.join(found))}.{_tokens_found(traced, node, binding)}"


def _tokens_found(traced: Trace, node: Yearly, binding: Binding) -> str:
    """For a run that must contain other things: in which years those stand."""
    own = {
        mark.atom(binding, reading.atom.year) for reading in traced.readings for mark in node.marks
    }
    others = [reading for reading in traced.readings if reading.atom not in own]
    found = [reading for reading in others if reading.value is True]
    if not others:
        return ""
    if not found:
        unknown = any(reading.value is None for reading in others)
        return f" {'Chưa rõ' if unknown else 'Không có'} nội dung phải có trong thời gian đó."
    said = dict.fromkeys(f"{_token_words(r.atom)} năm {r.atom.year}" for r in found)
    return f" Có {', '.join(said)}."


def _token_words(atom: Atom) -> str:
    """What a year of the run holds: of a rating, the level asked for."""
    words = signals.describe(atom.signal).words
    if atom.signal == signals.RATING and atom.at_least is not None:
        return f"{words} {signals.LEVEL_WORDS[RatingLevel(int(atom.at_least))]}"
    return words


def _branches(traced: Trace, binding: Binding) -> str:
    met = next((part for part in traced.parts if part.value is True), None)
    if met is not None:
        found = "" if met.parts else f" {detail(met, binding)}"
        return f"Đạt theo: {sentence(met.node, binding)}.{found}"
    widest = _widest_run(traced)
    if widest is not None:
        return detail(widest, binding)
    unknown = sum(part.value is None for part in traced.parts)
    if unknown:
        return f"Chưa nội dung nào đạt; {unknown} trên {len(traced.parts)} nội dung chưa rõ."
    return f"Không nội dung nào trong {len(traced.parts)} nội dung đạt."


def _widest_run(traced: Trace) -> Trace | None:
    """Where every branch asks for the same run of years, the one that looked at most of them."""
    if not isinstance(traced.parts[0].node, Yearly):
        return None
    marks = traced.parts[0].node.marks
    runs = [part for part in _descendants(traced) if isinstance(part.node, Yearly)]
    same = [run for run in runs if isinstance(run.node, Yearly) and run.node.marks == marks]
    return max(same, key=lambda run: len(run.readings))


def _descendants(traced: Trace) -> list[Trace]:
    return [deeper for part in traced.parts for deeper in (part, *_descendants(part))]


def _parts(traced: Trace) -> str:
    met = sum(part.value is True for part in traced.parts)
    return f"Đạt {met} trên {len(traced.parts)} nội dung."


def atom_words(atom: Atom) -> str:
    """The paper that would settle an atom."""
    return signals.describe(atom.signal).proof.format(year=atom.year)
