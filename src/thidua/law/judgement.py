"""Judging one subject for one title: the public ``explain``.

Three dates meet here and are kept apart: the *year of merit* (``facts.year``), whose achievements
are judged; the *day of consideration* (``on``), whose law and numbers judge them; and, elsewhere,
the *day of the decision*, whose base salary the bonus takes (``money``). For a file received by the
appraising body before the amended law, ``on`` is the day of receipt (``governing_date``).
"""

from __future__ import annotations

import hashlib
from datetime import date

from thidua.law.assessment import Assessment, Discretion, Finding
from thidua.law.book import binding_at, book_hash, find_standard, standards_of, tree_at
from thidua.law.enums import SubjectKind, Verdict
from thidua.law.facts import Facts
from thidua.law.findings import finding
from thidua.law.instruments import Citation, Confidence, ruling_law, strongest, weakest
from thidua.law.overlay import Overlay
from thidua.law.standards import Standard
from thidua.law.standards.common import LAW_START, women_note
from thidua.law.titles import Title, known_title
from thidua.law.trace import trace

KIND_WORDS = {
    SubjectKind.PERSON: "cá nhân",
    SubjectKind.COLLECTIVE: "tập thể",
    SubjectKind.HOUSEHOLD: "hộ gia đình",
}


def explain(facts: Facts, title: str, on: date, *, overlay: Overlay | None = None) -> Assessment:
    """Judge by the law of ``on``. Pure and total: the only refusal is ``UnknownTitle``.

    "Met" means eligible to be considered. What the text leaves to people's choice is listed in
    ``discretion`` and changes no verdict; what is not on file is "not known", with what settles it.
    """
    known = known_title(title)
    standard = find_standard(title, facts.kind, facts.group, on)
    if standard is None:
        return _without_standard(facts, known, on)
    findings = _findings(facts, standard, on, overlay)
    notes = (
        standard.notes + women_note(on) + ((f"Áp dụng thêm: {overlay.name}.",) if overlay else ())
    )
    return _assessment(
        facts,
        known,
        on,
        findings,
        discretion=standard.discretion,
        notes=notes,
        overlay=overlay,
    )


def _findings(
    facts: Facts, standard: Standard, on: date, overlay: Overlay | None
) -> tuple[Finding, ...]:
    binding = binding_at(facts.year, on)
    conditions = tree_at(standard, on).parts
    if overlay is not None:
        binding = overlay.bind(binding)
        facts = overlay.inform(facts)
        conditions += overlay.conditions_for(standard.title)
    return tuple(finding(trace(node, binding, facts), binding) for node in conditions)


def _overall(findings: tuple[Finding, ...]) -> Verdict:
    """The conjunction: one "not met" settles it, else one "not known"."""
    verdicts = {one.verdict for one in findings}
    for decisive in (Verdict.NOT_MET, Verdict.NOT_KNOWN):
        if decisive in verdicts:
            return decisive
    return Verdict.MET


def _assessment(
    facts: Facts,
    title: Title,
    on: date,
    findings: tuple[Finding, ...],
    *,
    discretion: tuple[Discretion, ...] = (),
    notes: tuple[str, ...] = (),
    overlay: Overlay | None = None,
) -> Assessment:
    ruling = ruling_law(on)
    return Assessment(
        title=title.code,
        kind=facts.kind,
        year=facts.year,
        on=on,
        instrument=ruling.number if ruling else "",
        verdict=_overall(findings),
        findings=findings,
        discretion=discretion,
        notes=notes,
        confidence=_confidence(findings),
        book_hash=_hash_with(overlay),
        facts_hash=facts.digest(),
    )


def _confidence(findings: tuple[Finding, ...]) -> Confidence:
    """How sure the verdict is: all must hold for "met"; for the rest one firm ground is enough."""
    verdict = _overall(findings)
    marks = [_mark(one) for one in findings if verdict in {Verdict.MET, one.verdict}]
    return weakest(marks) if verdict is Verdict.MET else strongest(marks)


def _mark(top: Finding) -> Confidence:
    return weakest(one.citation.confidence for one in top.walk() if not one.optional)


def _hash_with(overlay: Overlay | None) -> str:
    if overlay is None:
        return book_hash()
    return hashlib.sha256(f"{book_hash()}{overlay.digest()}".encode()).hexdigest()


def _without_standard(facts: Facts, title: Title, on: date) -> Assessment:
    return _assessment(facts, title, on, (_why_none(facts, title, on),))


def _why_none(facts: Facts, title: Title, on: date) -> Finding:
    """The one finding where the book has no standard to judge by."""
    held = standards_of(title.code)
    if held and facts.kind not in title.subjects:
        return _wrong_subject(facts, title)
    if not held or facts.kind not in {one.kind for one in held}:
        return _not_in_book(title)
    if on < LAW_START:
        return _before_the_book(title)
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


def _not_in_book(title: Title) -> Finding:
    return Finding(
        "not-in-book",
        Verdict.NOT_KNOWN,
        f"Tiêu chuẩn của {title.name} chưa có trong bộ quy tắc",
        "Hệ thống biết tên, chưa tự đối chiếu được điều kiện.",
        title.citation,
        missing=f"Cần người thẩm định đối chiếu với {title.citation.text}.",
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
