"""Judging one subject for one title: the public ``explain``.

Three dates meet here and are kept apart: the *year of merit* (``facts.year``), whose achievements
are judged; the *day of consideration* (``on``), whose law and numbers judge them; and, elsewhere,
the *day of the decision*, whose base salary the bonus takes (``money``). For a file received by the
appraising body before the amended law, ``on`` is the day of receipt (``governing_date``).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from thidua.law.assessment import Assessment, Discretion, Finding
from thidua.law.book import (
    binding_at,
    book_hash,
    find_standard,
    segment,
    tree_at,
)
from thidua.law.compiled import Condition
from thidua.law.conditions import law
from thidua.law.enums import ABROAD, Group, SubjectKind, Verdict
from thidua.law.facts import Facts
from thidua.law.instruments import Citation, Confidence, ruling_law, strongest, weakest
from thidua.law.overlay import Overlay
from thidua.law.standards.common import LAW_START
from thidua.law.standards.notes import principle_notes
from thidua.law.titles import Title, known_title

KIND_WORDS = {
    SubjectKind.PERSON: "cá nhân",
    SubjectKind.COLLECTIVE: "tập thể",
    SubjectKind.HOUSEHOLD: "hộ gia đình",
}


@dataclass(frozen=True, slots=True)
class _Rules:
    """All that judges subjects of one kind and group for one title, year and day."""

    title: Title
    instrument: str
    conditions: tuple[Condition, ...]
    discretion: tuple[Discretion, ...]
    notes: tuple[str, ...]
    book_hash: str


def explain(facts: Facts, title: str, on: date, *, overlay: Overlay | None = None) -> Assessment:
    """Judge by the law of ``on``. Pure and total: the only refusal is ``UnknownTitle``.

    "Met" means eligible to be considered. What the text leaves to people's choice is listed in
    ``discretion`` and changes no verdict; what is not on file is "not known", with what settles it.
    """
    rules = _rules(title, facts.kind, facts.group, facts.year, on, overlay)
    if rules.conditions:
        known = overlay.inform(facts) if overlay is not None else facts
        said = tuple([condition.judge(known) for condition in rules.conditions])
    else:
        finding = _why_none(facts, rules.title, on)
        said = ((finding, finding.citation.confidence),)
    verdict, confidence = _conclusion(tuple([(one.verdict, mark) for one, mark in said]))
    return Assessment(
        rules.title.code,
        facts.kind,
        facts.year,
        on,
        rules.instrument,
        verdict,
        tuple([one for one, _ in said]),
        rules.discretion,
        rules.notes,
        confidence,
        rules.book_hash,
        facts.digest,
    )


@lru_cache(1024)
def _rules(
    title: str, kind: SubjectKind, group: Group, year: int, on: date, overlay: Overlay | None
) -> _Rules:
    known = known_title(title)
    standard = find_standard(title, kind, group, on)
    ruling = ruling_law(on)
    number = ruling.number if ruling else ""
    if standard is None:
        return _Rules(known, number, (), (), (), book_hash())
    local = (f"Áp dụng thêm: {overlay.name}.",) if overlay else ()
    return _Rules(
        known,
        number,
        _conditions(title, kind, group, year, segment(on), overlay),
        standard.discretion,
        standard.notes + principle_notes(standard, on) + local,
        _hash_with(overlay),
    )


@lru_cache(1024)
def _conditions(
    title: str, kind: SubjectKind, group: Group, year: int, day: date, overlay: Overlay | None
) -> tuple[Condition, ...]:
    """The same from one day of change to the next."""
    standard = find_standard(title, kind, group, day)
    if standard is None:
        return ()
    binding = binding_at(year, day)
    nodes = tree_at(standard, day).parts
    if overlay is not None:
        binding = overlay.bind(binding)
        nodes += overlay.conditions_for(title)
    return tuple(Condition(node, binding) for node in nodes)


@lru_cache(1024)
def _conclusion(said: tuple[tuple[Verdict, Confidence], ...]) -> tuple[Verdict, Confidence]:
    """The conjunction: one "not met" settles it, else one "not known".

    How sure: all must hold for "met"; for the rest one firm ground is enough.
    """
    marks = {verdict: [mark for one, mark in said if one is verdict] for verdict in Verdict}
    for decisive in (Verdict.NOT_MET, Verdict.NOT_KNOWN):
        if marks[decisive]:
            return decisive, strongest(marks[decisive])
    return Verdict.MET, weakest(marks[Verdict.MET])


def _hash_with(overlay: Overlay | None) -> str:
    if overlay is None:
        return book_hash()
    return hashlib.sha256(f"{book_hash()}{overlay.digest()}".encode()).hexdigest()


def _why_none(facts: Facts, title: Title, on: date) -> Finding:
    """The one finding where the book has no standard to judge by."""
    if facts.kind not in title.subjects:
        return _wrong_subject(facts, title)
    if on < LAW_START:
        return _before_the_book(title)
    if facts.kind is SubjectKind.HOUSEHOLD and facts.group in ABROAD:
        return _household_abroad()
    return _ended(title)


def _wrong_subject(facts: Facts, title: Title) -> Finding:
    who = ", ".join(KIND_WORDS[kind] for kind in SubjectKind if kind in title.subjects)
    return Finding(
        "subject",
        Verdict.NOT_MET,
        f"{title.name} dành cho {who}",
        f"Đang đề nghị cho {KIND_WORDS[facts.kind]}.",
        title.citation,
        missing=f"Cần chọn danh hiệu, hình thức dành cho {KIND_WORDS[facts.kind]}.",
    )


def _household_abroad() -> Finding:
    return Finding(
        "household",
        Verdict.NOT_MET,
        "Hộ gia đình được khen thưởng là hộ gia đình Việt Nam",
        "Đang đề nghị cho hộ gia đình nước ngoài hoặc người Việt Nam định cư ở nước ngoài.",
        law(2),
        missing="Cần đề nghị cho cá nhân hoặc tập thể.",
    )


def _before_the_book(title: Title) -> Finding:
    return Finding(
        "before-book",
        Verdict.NOT_KNOWN,
        "Ngày xét nằm trong thời gian bộ quy tắc có quy định",
        "Bộ quy tắc bắt đầu từ ngày 01/01/2024, khi Luật Thi đua, khen thưởng 2022 có hiệu lực.",
        title.citation,
        missing="Cần người thẩm định đối chiếu với luật áp dụng trước ngày 01/01/2024.",
    )


def _ended(title: Title) -> Finding:
    """The only awards that end are those of the district level, abolished on 2025-07-01."""
    return Finding(
        "ended",
        Verdict.NOT_MET,
        f"{title.name} còn được tặng vào ngày xét",
        "Từ ngày 01/7/2025 không còn cấp huyện; Chủ tịch Ủy ban nhân dân cấp xã tặng giấy khen.",
        Citation("129/2025/NĐ-CP", 59, confidence=Confidence.VERIFIED),
        missing="Cần chuyển thành giấy khen của Chủ tịch Ủy ban nhân dân cấp xã.",
    )
