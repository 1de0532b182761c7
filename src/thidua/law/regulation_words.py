"""A local regulation in plain sentences: what it asks for, of which titles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.law.book import binding_at, catalogue, find_standard, questions, tree_at
from thidua.law.enums import Group, SubjectKind
from thidua.law.overlay import LocalNumber
from thidua.law.regulations import Regulation
from thidua.law.titles import known_title
from thidua.law.tree import Node, walk
from thidua.law.words import percent, sentence


@dataclass(frozen=True, slots=True)
class LocalRule:
    """One rule: the ``titles`` it is about (empty: all), and its sentence."""

    titles: tuple[str, ...]
    sentence: str


def local_rules(regulation: Regulation) -> tuple[LocalRule, ...]:
    """Everything the regulation sets, in the order a reader asks for it."""
    day = regulation.in_force_from
    return (
        *_numbers(regulation, day),
        *_conditions(regulation),
        *_caps(regulation),
        *_settled(regulation, day),
        *_papers(regulation),
        *_around(regulation),
    )


def _names(codes: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(known_title(code).name for code in codes))


def _nodes(day: date) -> Iterator[tuple[str, Node]]:
    """Every condition of the day with its title's code."""
    for title in catalogue(day):
        for kind in SubjectKind:
            for group in Group:
                standard = find_standard(title.code, kind, group, day)
                if standard is not None:
                    for node in walk(tree_at(standard, day)):
                        yield title.code, node


def _numbers(regulation: Regulation, day: date) -> Iterator[LocalRule]:
    overlay = regulation.overlay
    binding = overlay.bind(binding_at(day.year, day))
    for number in overlay.numbers:
        using = [(code, node) for code, node in _nodes(day) if _uses(node, number)]
        if using:
            titles = frozenset(code for code, _ in using)
            yield LocalRule(_names(titles), f"{sentence(using[0][1], binding)}.")


def _uses(node: Node, number: LocalNumber) -> bool:
    return not node.children and number.parameter in node.numbers.values()


def _conditions(regulation: Regulation) -> Iterator[LocalRule]:
    for one in regulation.overlay.conditions:
        yield LocalRule(_names(one.titles), f"Thêm điều kiện: {one.node.sentence}.")


def _caps(regulation: Regulation) -> Iterator[LocalRule]:
    for cap in regulation.overlay.caps:
        limit = f"{percent(cap.share)} {cap.of}"
        yield LocalRule((known_title(cap.title).name,), f"Không đề nghị quá {limit}.")


def _settled(regulation: Regulation, day: date) -> Iterator[LocalRule]:
    asked = questions(day)
    for one in regulation.overlay.settlements:
        words = asked[one.question][0] if one.question in asked else one.question
        yield LocalRule((), f"{words}: {'có' if one.answer else 'không'}.")


def _papers(regulation: Regulation) -> Iterator[LocalRule]:
    for one in regulation.overlay.papers:
        need = "Hồ sơ phải có" if one.paper.required else "Hồ sơ kèm thêm khi có"
        yield LocalRule(_names(one.titles), f"{need}: {one.paper.name}.")


def _around(regulation: Regulation) -> Iterator[LocalRule]:
    council = regulation.council
    if council.quorum:
        yield LocalRule((), f"Hội đồng họp khi có ít nhất {_share(council.quorum)} số thành viên.")
    if council.award_quorum:
        share = _share(council.award_quorum)
        yield LocalRule((), f"Phiên xét khen thưởng phải có ít nhất {share} số thành viên.")
    if council.meets_every_months:
        yield LocalRule((), f"Hội đồng họp định kỳ {council.meets_every_months} tháng một lần.")
    for deadline in regulation.deadlines:
        if deadline.before:
            day, month = deadline.before
            yield LocalRule((), f"{deadline.what}: gửi trước ngày {day}/{month} hằng năm.")
        else:
            days = deadline.days_before
            yield LocalRule((), f"{deadline.what}: gửi trước ít nhất {days} ngày.")
    for consulted in regulation.consulted:
        bodies = ", ".join(consulted.bodies)
        yield LocalRule((), f"Cơ quan cung cấp thông tin vi phạm: {bodies}.")


def _share(share: Fraction) -> str:
    """2/3 as it is written, 4/5 as 80 %."""
    return percent(share) if (share * 100).denominator == 1 else str(share)
