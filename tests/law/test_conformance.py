"""Conformance: every condition met, not met and not known, as files a lawyer can read.

``conformance/*.toml`` holds dossiers (``subject``) and, for each condition of the title, what in
the dossier makes it met, not met and not known (``case``), with the sentence and the citation a
reader sees. Tables of a variant are merged into the facts of the dossier, other values replace.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from thidua.law import Assessment, Verdict, explain
from thidua.law.book import change_dates, tree_at
from thidua.law.form import read_form
from thidua.law.standards import STANDARDS
from thidua.law.standards.standard import Standard
from thidua.law.tree import Amended, Node, Not

FOLDER = Path(__file__).parent / "conformance"
VARIANTS = tuple(verdict.value for verdict in Verdict)
SUBJECT_KEYS = {"name", "title", "on", "verdict", "facts", "case"}
CASE_KEYS = {"condition", "asks", "cite", "overall", *VARIANTS}


@dataclass(frozen=True)
class Dossier:
    file: str
    name: str
    title: str
    on: date
    verdict: str
    facts: Mapping[str, Any]

    def judge(self, change: Mapping[str, Any]) -> Assessment:
        form = read_form(merged(self.facts, change))
        return explain(form.facts, self.title, self.on, overlay=form.overlay)


@dataclass(frozen=True)
class Case:
    dossier: Dossier
    row: Mapping[str, Any]

    @property
    def condition(self) -> str:
        return str(self.row["condition"])


def merged(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """Tables merge, other values replace."""
    both = dict(base)
    for name, value in change.items():
        held = both.get(name)
        tables = isinstance(held, Mapping) and isinstance(value, Mapping)
        both[name] = merged(held, value) if tables else value
    return both


def read_file(path: Path) -> Iterator[tuple[Dossier, list[Mapping[str, Any]]]]:
    for row in tomllib.loads(path.read_text("utf-8"))["subject"]:
        assert set(row) <= SUBJECT_KEYS, f"{path.name}: {sorted(set(row) - SUBJECT_KEYS)}"
        said = {key: row[key] for key in SUBJECT_KEYS - {"case"}}
        yield Dossier(file=path.name, **said), row.get("case", [])


READ = [pair for path in sorted(FOLDER.glob("*.toml")) for pair in read_file(path)]
DOSSIERS = [dossier for dossier, _ in READ]
CASES = [Case(dossier, row) for dossier, rows in READ for row in rows]


def named(one: Dossier | Case) -> str:
    if isinstance(one, Dossier):
        return f"{one.file}-{one.name}"
    return f"{one.dossier.file}-{one.dossier.title}-{one.condition}"


def plain(text: str) -> str:
    """The files are typed with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("dossier", DOSSIERS, ids=named)
def test_the_dossier_as_it_stands(dossier: Dossier) -> None:
    assessment = dossier.judge({})

    assert assessment.verdict == dossier.verdict, assessment.summary


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_condition_is_met_not_met_and_not_known(case: Case) -> None:
    assert set(case.row) <= CASE_KEYS
    seen = {}

    for variant in VARIANTS:
        assessment = case.dossier.judge(case.row[variant])
        finding = assessment.find(case.condition)
        assert finding is not None, f"{case.dossier.title} has no condition {case.condition}"
        seen[variant] = finding.verdict.value
        assert plain(finding.sentence) == case.row["asks"]
        assert finding.citation.text == case.row["cite"]
        if "overall" in case.row:
            assert assessment.verdict == case.row["overall"][variant], assessment.summary

    assert seen == {variant: variant for variant in VARIANTS}


# -- completeness ---


def shown(node: Node) -> Iterator[Node]:
    """The node and what a reader sees under it."""
    yield node
    if isinstance(node, Not):
        return
    for child in node.children[:2] if isinstance(node, Amended) else node.children:
        yield from shown(child)


def family(code: str, standard: Standard) -> str:
    """The frame of the amended law is the same around every title: one case stands for all."""
    return code.replace(standard.title, "*") if "amend" in code else code


def codes_of(standard: Standard) -> set[str]:
    days = [day for day in change_dates() if standard.covers(day)]
    trees = [tree_at(standard, day) for day in days]
    nodes = [node for tree in trees for part in tree.parts for node in shown(part)]
    return {family(node.code, standard) for node in nodes}


def test_every_condition_of_the_book_has_a_case() -> None:
    held = {case.condition for case in CASES}
    held |= {case.condition.replace(case.dossier.title, "*") for case in CASES}
    missing = {
        f"{standard.title} {standard.kind} {standard.group or ''}".strip(): sorted(
            codes_of(standard) - held
        )
        for standard in STANDARDS
    }
    lines = [f"{title}: {', '.join(codes)}" for title, codes in missing.items() if codes]

    assert lines == [], "\n" + "\n".join(lines)


def test_no_dossier_and_no_case_stands_twice() -> None:
    names = [dossier.name for dossier in DOSSIERS]
    cases = [(case.dossier.name, case.condition) for case in CASES]

    assert sorted(set(names)) == sorted(names)
    assert sorted(set(cases)) == sorted(cases)
