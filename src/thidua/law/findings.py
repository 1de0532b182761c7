"""From a trace to findings: the same tree, in words."""

from __future__ import annotations

from thidua.law.assessment import Finding
from thidua.law.binding import Binding
from thidua.law.enums import Verdict
from thidua.law.remedies import missing
from thidua.law.trace import Trace
from thidua.law.tree import Amended, AnyOf, Not
from thidua.law.words import detail, facts_used, sentence


def finding(traced: Trace, binding: Binding, *, optional: bool = False) -> Finding:
    """One node as a finding, its parts below it."""
    return Finding(
        code=traced.node.code,
        verdict=Verdict.of(traced.value),
        sentence=sentence(traced.node, binding),
        detail=detail(traced, binding),
        citation=traced.node.citation,
        facts_used=facts_used(traced),
        missing=None if optional else missing(traced, binding),
        parts=_parts(traced, binding, optional=optional),
        optional=optional,
        joiner="any" if isinstance(traced.node, AnyOf) else "all",
    )


def _parts(traced: Trace, binding: Binding, *, optional: bool) -> tuple[Finding, ...]:
    node = traced.node
    if isinstance(node, Not):
        # The part says the contrary; beside its parent it would read as a second, opposite verdict.
        return ()
    shown = traced.parts[:2] if isinstance(node, Amended) else traced.parts
    satisfied = isinstance(node, AnyOf) and traced.value is True
    return tuple(
        finding(part, binding, optional=optional or (satisfied and part.value is not True))
        for part in shown
    )
