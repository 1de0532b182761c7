"""One dossier at a time through OpenFisca-Core with its tracer on, beside ``explain``.

The tracer keeps which variable was computed from which, with values: no words, no citation, no
"not known", nothing of what is missing. The rules are those of ``openfisca_rules``.
"""

from __future__ import annotations

import time
from datetime import date
from fractions import Fraction
from itertools import pairwise

from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from bench.openfisca_rules import FACTS, SEARCHED, system, variable
from thidua.law import Verdict, explain
from thidua.law.algebra import Atom
from thidua.law.facts import Facts

TITLES = ("LDTT", "CSTDCS", "CSTD-BO-TINH", "BKT")


def situation(facts: Facts) -> dict:
    """What is true of the subject, as OpenFisca takes it; what is left out is false there."""
    said: dict[str, dict[str, bool]] = {}
    for name in FACTS:
        signal, _, bound = name.partition(">=")
        for year in range(facts.year - SEARCHED + 1, facts.year + 1):
            atom = Atom(signal, year, Fraction(bound) if bound else None)
            if facts.read(atom).value is True:
                said.setdefault(variable(name), {})[str(year)] = True
    return {"persons": {"subject": said}}


def traced(rules: TaxBenefitSystem, said: dict, year: int) -> tuple[list[bool], list[float]]:
    """The answers, and the seconds of: setting up, calculating, telling what was calculated."""
    marks = [time.process_time()]
    asked = SimulationBuilder().build_from_entities(rules, said)
    asked.trace = True
    marks.append(time.process_time())
    answers = [bool(asked.calculate(variable(title), str(year))[0]) for title in TITLES]
    marks.append(time.process_time())
    assert asked.tracer.computation_log.lines()
    marks.append(time.process_time())
    return answers, [later - earlier for earlier, later in pairwise(marks)]


def run(dossiers: list[Facts], on: date) -> None:
    """Print a verdict's microseconds there and here, over the same dossiers and titles."""
    began = time.process_time()
    for one in dossiers:
        for title in TITLES:
            assert explain(one, title, on).findings
    here = time.process_time() - began
    rules = system()
    parts = [0.0, 0.0, 0.0]
    for one in dossiers:
        answers, spent = traced(rules, situation(one), one.year)
        parts = [total + more for total, more in zip(parts, spent, strict=True)]
        for title, answer in zip(TITLES, answers, strict=True):
            known = explain(one, title, on).verdict
            assert known is Verdict.NOT_KNOWN or (known is Verdict.MET) is answer
    each = 1e6 / len(dossiers) / len(TITLES)
    print(f"\n{len(dossiers)} dossiers one by one, {len(TITLES)} titles each, µs a verdict")
    words = ("set up", "calculated with the tracer", "the log as lines")
    for name, part in zip(words, parts, strict=True):
        print(f"{'OpenFisca: ' + name:38} {part * each:9,.1f}")
    print(f"{'explain, in words':38} {here * each:9,.1f}")
    print(f"{'ratio, calculation alone':38} {parts[1] / here:9,.0f}")
    print(f"{'ratio, all of it':38} {sum(parts) / here:9,.0f}")
