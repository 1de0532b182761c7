"""From a trace to findings: the same tree, in words."""

from __future__ import annotations

from thidua.law.assessment import Finding, Joiner
from thidua.law.binding import Binding
from thidua.law.enums import Verdict
from thidua.law.remedies import missing
from thidua.law.trace import Trace
from thidua.law.tree import Amended, AnyOf, Node, Not
from thidua.law.words import detail, facts_used, sentence


def finding(traced: Trace, binding: Binding, *, optional: bool = False) -> Finding:
    """One node as a finding, its parts below it.

    The plain way, word by word. ``compiled`` says the same faster and is held to it by test.
    """
    return Finding(
        code=traced.node.code,
        verdict=Verdict.of(traced.value),
        sentence=sentence(traced.node, binding),
        detail=detail(traced, binding),
        citation=traced.node.citation,
        facts_used=facts_used(traced),
        missing=None if optional else missing(traced, binding),
        parts=tuple(
            finding(traced.parts[place], binding, optional=optional or needless)
            for place, needless in shown(traced)
        ),
        optional=optional,
        joiner=joiner(traced.node),
    )


def shown(traced: Trace) -> tuple[tuple[int, bool], ...]:
    """The parts to be shown: the place of each, and whether a part that is met spares it."""
    node = traced.node
    if isinstance(node, Not):
        # The part says the contrary; beside its parent it would read as a second, opposite verdict.
        return ()
    parts = traced.parts[:2] if isinstance(node, Amended) else traced.parts
    satisfied = isinstance(node, AnyOf) and traced.value is True
    return tuple((place, satisfied and part.value is not True) for place, part in enumerate(parts))


def joiner(node: Node) -> Joiner:
    """Whether all parts are asked for or any one of them."""
    return "any" if isinstance(node, AnyOf) else "all"
