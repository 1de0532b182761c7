"""Golden cases: verdict, failing conditions, citations and the words a reader sees."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from thidua.law import (
    Assessment,
    FactsBuilder,
    InitiativeScope,
    Overlay,
    RatingLevel,
    SubjectKind,
    Verdict,
    catalogue,
    explain,
)

FOLDER = Path(__file__).parent / "golden"
CASES = [
    case
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def take_step(builder: FactsBuilder, name: str, arguments: list) -> None:
    """A line of a case; an empty level, scope or answer is "not known"."""
    match name, arguments:
        case "rating", [year, level, source]:
            builder.rating(year, RatingLevel[level] if level else None, source)
        case "initiative", [year, scope, source]:
            builder.initiative(year, InitiativeScope[scope] if scope else None, source)
        case "initiative_awaited", [year, source]:
            builder.initiative(year, InitiativeScope.CO_SO, source, recognised=None)
        case "initiative_used", [year, scope, source, award]:
            builder.initiative(year, InitiativeScope[scope], source, used_for=award)
        case "award_sudden", [code, year, source]:
            builder.award(code, year, source, merit=False)
        case "declare", [criterion, "", source]:
            builder.declare(criterion, None, source)
        case _:
            getattr(builder, name)(*arguments)


def judge(case: dict) -> Assessment:
    year = case.get("year", 2024)
    kind = SubjectKind(case.get("kind", "person"))
    builder = FactsBuilder(kind, year, group=case.get("group"))
    for name, *arguments in case["facts"]:
        take_step(builder, name, arguments)
    settled = case.get("settled")
    overlay = (
        Overlay.from_dict({"name": "Văn bản trả lời", "settled": settled}) if settled else None
    )
    return explain(builder.build(), case["title"], case["on"], overlay=overlay)


def codes(assessment: Assessment, verdict: Verdict) -> list[str]:
    return [finding.code for finding in assessment.findings if finding.verdict is verdict]


def plain(text: str) -> str:
    """Goldens are typed with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_golden_case(case: dict) -> None:
    assessment = judge(case)

    assert assessment.verdict == case["verdict"]
    assert codes(assessment, Verdict.NOT_MET) == case.get("not_met", [])
    assert codes(assessment, Verdict.NOT_KNOWN) == case.get("not_known", [])
    assert assessment.summary == case.get("summary", assessment.summary)
    assert assessment.instrument == case.get("instrument", assessment.instrument)
    assert assessment.confidence == case.get("confidence", assessment.confidence)
    if "discretion" in case:
        assert [one.sentence for one in assessment.discretion] == case["discretion"]
    for code in case.get("optional", []):
        assert assessment.find(code).optional
    for code, words in case.get("cites", {}).items():
        assert assessment.find(code).citation.text == words
    for code, words in case.get("detail", {}).items():
        assert plain(assessment.find(code).detail) == words
    for code, words in case.get("missing", {}).items():
        assert plain(assessment.find(code).missing) == words


def test_every_title_has_a_golden_case_of_each_verdict() -> None:
    wanted = {
        (title.code, verdict.value)
        for title in catalogue(CASES[0]["on"])
        for verdict in Verdict
        if not (title.code == "CSTT" and verdict is not Verdict.MET)
    }
    held = {(case["title"], case["verdict"]) for case in CASES}
    giay_khen = {(code, verdict) for code, verdict in wanted if code.startswith("GK-")}

    assert wanted - held - giay_khen == set()
    assert {verdict for code, verdict in held if code.startswith("GK-")} == set(Verdict)
