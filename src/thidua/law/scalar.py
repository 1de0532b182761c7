"""The plain carrier: one subject, one verdict, no reasons.

It holds each value as the pair (must, may), the form a pair of bit planes has for a whole
population, and so is written apart from the Kleene tables the trace uses: the two have to agree.
"""

from __future__ import annotations

from thidua.law.algebra import Atom
from thidua.law.binding import Binding
from thidua.law.enums import Verdict
from thidua.law.facts import Facts
from thidua.law.tree import Node, fold

Pair = tuple[bool, bool]
"""(certainly true, possibly true); (True, False) never occurs."""


class MustMay:
    """``Algebra[Pair]`` over one subject's facts."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def read(self, atom: Atom) -> Pair:
        value = self._facts.read(atom).value
        return value is True, value is not False

    def and_(self, left: Pair, right: Pair) -> Pair:
        return left[0] and right[0], left[1] and right[1]

    def or_(self, left: Pair, right: Pair) -> Pair:
        return left[0] or right[0], left[1] or right[1]

    def not_(self, value: Pair) -> Pair:
        return not value[1], not value[0]


def evaluate(node: Node, binding: Binding, facts: Facts) -> Verdict:
    """The verdict of the tree for the subject."""
    must, may = fold(node, binding, MustMay(facts))
    if must:
        return Verdict.MET
    return Verdict.NOT_KNOWN if may else Verdict.NOT_MET
