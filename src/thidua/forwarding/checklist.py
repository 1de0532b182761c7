"""What papers a dossier needs on its way up, and what is there: the law's list, plus what the steps
before the submission have to leave behind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.commendation.models import Nomination
from thidua.forwarding.models import Package, PackageItem, PackagePaper
from thidua.law import (
    CommendationType,
    Finding,
    Paper,
    SimplifiedCase,
    SubjectKind,
    Verdict,
    completeness,
    consultation,
    dossier,
    publications,
    simplified,
)
from thidua.law.dossiers import CLAIMS

OPINIONS, COMMENTS, LIST = "opinions", "comments", "list"
EXTRA = {
    OPINIONS: "Ý kiến của các cơ quan liên quan",
    COMMENTS: "Báo cáo kết quả lấy ý kiến Nhân dân",
    LIST: "Danh sách kèm theo tờ trình",
    "decision": "Quyết định của cấp trên",
    "other": "Giấy tờ khác",
}
"""Kinds of paper that the law's list of a dossier does not hold, or holds for some awards only."""
WHOLE = ("proposal", LIST)
"""Papers of the package as a whole; they speak of every dossier in it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One paper asked for, with the version that stands, if any."""

    code: str
    name: str
    paper: Paper | None
    finding: Finding | None
    standing: PackagePaper | None

    @property
    def is_missing(self) -> bool:
        return self.finding is not None and self.finding.verdict is not Verdict.MET

    @property
    def words(self) -> str:
        """What is missing, as a sentence; empty when nothing is."""
        if self.finding is None or not self.is_missing:
            return ""
        if self.paper and self.paper.only_if and self.finding.verdict is Verdict.NOT_KNOWN:
            case = CLAIMS[self.paper.only_if]
            return f"Chưa trả lời: {case[0].lower()}{case[1:]}, có hay không."
        return self.finding.missing or f"Chưa có {self.name[0].lower()}{self.name[1:]}."


@dataclass(frozen=True, slots=True)
class Checklist:
    """A dossier's papers, and the questions that no paper answers by itself."""

    asked: tuple[Asked, ...]
    questions: tuple[Finding, ...]

    @property
    def open(self) -> tuple[Finding, ...]:
        """What keeps the package from being checked: missing papers, and questions not settled."""
        papers = [one.finding for one in self.asked if one.is_missing and one.finding]
        return (*papers, *(one for one in self.questions if one.verdict is not Verdict.MET))

    @property
    def is_complete(self) -> bool:
        return not self.open

    @property
    def missing(self) -> list[str]:
        """Each as a sentence."""
        open_ = (one for one in self.questions if one.verdict is not Verdict.MET)
        return [
            *(one.words for one in self.asked if one.is_missing),
            *(one.missing or f"Chưa rõ: {one.sentence}." for one in open_),
        ]


def kind_of(row: Nomination) -> SubjectKind:
    return SubjectKind(row.subject_kind)


def papers_asked_for(item: PackageItem) -> tuple[Paper, ...]:
    """The law's list on the day of the package."""
    row = item.nomination
    return dossier(
        row.title_code,
        item.package.planned_on,
        kind=kind_of(row),
        basis=CommendationType(row.round.kind),
        simplified=bool(item.simplified),
    )


def standing_for(item: PackageItem, papers: Iterable[PackagePaper]) -> dict[str, PackagePaper]:
    """The standing papers of a dossier by kind: its own before those of the whole package."""
    held = [one for one in papers if one.superseded_at is None]
    whole = {one.kind: one for one in held if one.item_id is None}
    return whole | {one.kind: one for one in held if one.item_id == item.pk}


def checklist(item: PackageItem, papers: Iterable[PackagePaper]) -> Checklist:
    """Judge one dossier of a package by its papers. `papers`: those of the package."""
    standing = standing_for(item, papers)
    listed = papers_asked_for(item)
    row, on = item.nomination, item.package.planned_on
    settled = settled_of(item.package, row.title_code)
    found = completeness(
        row.title_code,
        present_codes(listed, standing),
        on,
        kind=kind_of(row),
        basis=CommendationType(row.round.kind),
        simplified=bool(item.simplified),
        claims={claim: said["said"] for claim, said in item.claims.items()},
        settled=settled,
    )
    parts = {part.code: part for part in found.parts}
    asked = [_asked(paper, parts, standing) for paper in listed]
    extra, questions = _procedure(row.title_code, on, standing, settled)
    others = [part for code, part in parts.items() if not code.startswith("paper.")]
    if not listed:
        others.append(found)
    if item.simplified:
        case = SimplifiedCase(item.simplified)
        others.append(_leaf(simplified(case, row.title_code, on, settled=settled)))
    return Checklist((*asked, *extra), (*others, *questions))


def present_codes(listed: Sequence[Paper], standing: Mapping[str, PackagePaper]) -> set[str]:
    """Codes of the law's list that are there; a paper's alternative counts by its own code."""
    known = {code for one in listed for code in (one.code, *(code for code, _ in one.alternatives))}
    return known & standing.keys()


def settled_of(package: Package, title_code: str) -> dict[str, bool | None]:
    """Open questions of an award that a paper named by the office has answered."""
    return dict.fromkeys(package.settled.get(title_code, {}), True)


def _asked(
    paper: Paper, parts: Mapping[str, Finding], standing: Mapping[str, PackagePaper]
) -> Asked:
    codes = (paper.code, *(code for code, _ in paper.alternatives))
    held = next((standing[code] for code in codes if code in standing), None)
    finding = parts.get(f"paper.{paper.code}") or parts.get(f"paper.{paper.code}.if")
    if finding is None:
        held_alternative = (parts.get(f"paper.{code}") for code in codes)
        finding = next((one for one in held_alternative if one), None)
    return Asked(paper.code, paper.name, paper, finding, held)


def _procedure(
    code: str, on: date, standing: Mapping[str, PackagePaper], settled: Mapping[str, bool | None]
) -> tuple[list[Asked], list[Finding]]:
    """Papers that consultation and publication leave behind, where the law asks for these."""
    asked, questions = [], []
    consulted = consultation(code, on, settled=settled)
    if consulted.verdict is Verdict.MET:
        asked.append(_extra(OPINIONS, consulted, standing))
    elif consulted.verdict is Verdict.NOT_KNOWN:
        questions.append(consulted)
    for one in publications(code, on):
        if "Hội đồng" in one.before:
            words = f"Công khai trên {one.where}, {one.before}"
            finding = Finding(COMMENTS, Verdict.NOT_MET, words, one.note, one.citation)
            asked.append(_extra(COMMENTS, finding, standing))
    return asked, questions


def _extra(code: str, ground: Finding, standing: Mapping[str, PackagePaper]) -> Asked:
    held = standing.get(code)
    name = EXTRA[code]
    finding = Finding(
        code=f"paper.{code}",
        verdict=Verdict.MET if held else Verdict.NOT_MET,
        sentence=f"Có {name[0].lower()}{name[1:]}",
        detail=ground.detail,
        citation=ground.citation,
        missing=None if held else f"Cần {name[0].lower()}{name[1:]}.",
    )
    return Asked(code, name, None, finding, held)


def _leaf(finding: Finding) -> Finding:
    """The first part that is not met, which is what can be settled, else the whole."""
    return next((one for one in finding.parts if one.verdict is not Verdict.MET), finding)


def kinds_for(item: PackageItem) -> dict[str, str]:
    """Every kind of paper that may be laid in for a dossier, by code, with its name."""
    found: dict[str, str] = {}
    for paper in papers_asked_for(item):
        if paper.alternatives:
            found |= dict(paper.alternatives)
        else:
            found[paper.code] = paper.name
    return found | EXTRA


def known_kinds(items: Collection[PackageItem]) -> dict[str, str]:
    """As `kinds_for`, over several dossiers."""
    found: dict[str, str] = {}
    for item in items:
        found |= kinds_for(item)
    return found
