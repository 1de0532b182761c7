"""Numbers, money, votes and time limits, as the boundary files are answered."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from thidua.law import (
    Fund,
    Granted,
    SubjectKind,
    Verdict,
    deadlines,
    funds,
    instruments,
    money,
    payments,
    service,
    votes,
)
from thidua.law.instruments import Citation
from thidua.law.parameters import SHARE, Gap, Value, find, timelines
from thidua.law.service_levels import LEVELS, quantity_of


def decimal(number: Fraction) -> str:
    """“4.5”, “10”, “1/12”: exact."""
    written = str(float(number)).removesuffix(".0")
    return written if Fraction(written) == number else str(number)


def line(*parts: object) -> str:
    """The parts that say something, in one line."""
    return "; ".join(str(part) for part in parts if part)


def placed(held: Citation) -> str:
    """“khoản 2 Điều 3; Nghị định 73/2024/NĐ-CP”"""
    return line(held.place, instruments()[held.instrument].cited_as)


def number(name: str, on: date) -> str:
    held = find(name, on)
    if not isinstance(held, Value):
        return ""
    if held.unit == SHARE:
        return line(f"{decimal(held.value * 100)} %", placed(held.citation))
    return line(f"{decimal(held.value)} {held.unit}", placed(held.citation))


def bonus(key: str, on: date) -> str:
    code, kind = key.split()
    found = money.bonus(code, SubjectKind(kind), on)
    if found is None:
        return _idle(money._name(code, SubjectKind(kind)), on)
    return line(decimal(found.multiple), placed(found.citation))


def _idle(name: str, on: date) -> str:
    """A number that is on file on a day on which nothing comes of it."""
    held = timelines().get(name)
    return "số thừa" if held and isinstance(held.at(on), Value) else ""


def gap(name: str, on: date) -> str:
    """Whether the book says that nothing is established, where it could say nothing at all."""
    return "chưa xác lập" if isinstance(timelines()[name].at(on), Gap) else ""


def sum_paid(key: str, on: date) -> str:
    code, kind, *order = key.split()
    rounding = money.Rounding(order[0]) if order else money.Rounding.ONCE
    found = money.bonus(code, SubjectKind(kind), on, rounding=rounding)
    return "" if found is None else f"{found.base_salary} → {found.exact} → {found.payable}"


def ceiling(key: str, on: date) -> str:
    code, *assembly = key.split()
    found = money.bonus_ceiling(code, on, assembly=bool(assembly))
    if found is None:
        return _idle(f"ceiling-{code}{'-NASC' if assembly else ''}-person", on)
    return line(f"{decimal(found.multiple)} → {found.payable}", placed(found.citation))


def certificate(code: str, on: date) -> str:
    found = money.certificate(code, on)
    if found.verdict is Verdict.NOT_KNOWN:
        return ""
    return line(found.verdict.value, found.citation.confidence.value)


def payment(key: str, on: date) -> str:
    awards = [Granted(*_granted(one)) for one in key.split(", ")]
    found = payments.payable(awards, on)
    return line(", ".join(str(one.amount) for one in found), placed(found[0].citation))


def _granted(text: str) -> tuple[str, SubjectKind, str, str]:
    code, period, achievement = text.split()
    return code, SubjectKind.PERSON, period, achievement


def vote(code: str, on: date) -> str:
    found = votes.vote_threshold(code, on)
    if found is None:
        return ""
    share = f"{decimal(found.share * 100)} %"
    return line(share, placed(found.citation), *noted(found.note))


def ballot(key: str, on: date) -> str:
    """“CSTDCS 7/9”: votes in favour of all members."""
    code, _, count = key.partition(" ")
    favour, _, members = count.partition("/")
    found = votes.ballot(code, on, members=int(members), in_favour=int(favour))
    return found.verdict.value


def deadline(name: str, on: date) -> str:
    found = deadlines.deadline(name, on)
    if found.citation is None:
        return ""
    said = noted("; ".join(found.notes))
    return line(f"{found.length} {found.unit}", placed(found.citation), *said)


def filing(key: str, on: date) -> str:
    code, year, *education = key.split()
    found = deadlines.filing_date(code, int(year), on, education=bool(education))
    if found is None or found.citation is None:
        return ""
    said = noted("; ".join(found.notes))
    return line(found.due, placed(found.citation), found.confidence.value, *said)


def fund(name: str, on: date) -> str:
    found = funds.fund_limit(Fund[name], on)
    if found.share is None or found.citation is None:
        return ""
    return line(f"{decimal(found.share * 100)} %", placed(found.citation))


_WARNINGS = (("06/2026/QH16", "luật sửa đổi"), ("hết hiệu lực", "nghị định đã hết"))
"""The amending law is not on file; a decree is over and nothing has taken its place."""


def noted(note: str) -> list[str]:
    """The warnings an answer comes with."""
    return [word for sign, word in _WARNINGS if sign in note]


def posts(key: str, on: date) -> str:
    """“V 2018-07 2025-06, VI 2010-01 2015-12 woman”: years credited at each level that has any."""
    held = []
    for one in key.split(", "):
        level, start, end, *woman = one.split()
        post = {"level": level, "from": start, "to": end, "woman_leader": bool(woman)}
        held.append(service.Post.read(post))
    facts = service.facts_of(held, on.year, "lý lịch")
    said = {level: facts[quantity_of(level)].value for level in LEVELS}
    years = {level: "?" if value is None else value for level, value in said.items()}
    return ", ".join(f"{level} {value}" for level, value in years.items() if value != 0)
