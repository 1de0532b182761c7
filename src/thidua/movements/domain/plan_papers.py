"""The launch plan as a paper, DOCX and PDF; before the launch a draft without number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua.commendation.enums import Subject
from thidua.core.errors import Refusal
from thidua.movements.domain.wording import dashed, letterhead, period
from thidua.movements.models import Movement
from thidua.movements.parts import CRITERIA, PARTS
from thidua.organizations.models import Authority
from thidua.papers import PaperError, Signature
from thidua.papers.report import ReportPaper, Section, report_files


@dataclass(frozen=True, slots=True)
class PaperOf:
    """The signed paper that sets a plan; with a `reason` it amends the one before."""

    number: str
    day: date
    reason: str = ""


def plan_files(movement: Movement, paper: PaperOf | None = None) -> tuple[bytes, bytes]:
    """(DOCX, PDF); without a paper a draft. Raises Refusal when they cannot be made."""
    try:
        return report_files(plan_paper(movement, paper))
    except PaperError as error:
        raise Refusal(str(error)) from error


def plan_paper(movement: Movement, paper: PaperOf | None) -> ReportPaper:
    """What is decided, criteria by subject, then the five parts of Điều 17. An amendment is the
    whole plan anew, and says why it takes the place of the other."""
    authority = Authority.objects.get(pk=movement.authority_id)
    return ReportPaper(
        kind="Kế hoạch",
        letterhead=letterhead(movement.body, authority),
        number=paper.number if paper else "",
        issued_on=paper.day if paper else None,
        subject=f"{_lead(paper)} phong trào thi đua\n“{movement.name}”",
        sections=(*_amended(movement, paper), *_sections(movement)),
        signatures=(Signature((), movement.signer_post or "NGƯỜI ĐỨNG ĐẦU", movement.signer_name),),
        recipients=("Các đơn vị tham gia phong trào",),
        draft=paper is None,
    )


def _lead(paper: PaperOf | None) -> str:
    return "Điều chỉnh kế hoạch tổ chức" if paper and paper.reason else "Tổ chức"


def _amended(movement: Movement, paper: PaperOf | None) -> Iterator[Section]:
    if paper and paper.reason:
        before = f"số {movement.number}, ngày {movement.paper_on:%d/%m/%Y}"
        facts = (("Kế hoạch được điều chỉnh", before), ("Lý do", paper.reason))
        yield Section("Điều chỉnh kế hoạch", facts=facts)


def _sections(movement: Movement) -> Iterator[Section]:
    yield Section("Phong trào", facts=tuple(_facts(movement)))
    content, *others = PARTS
    yield Section(content.label, paragraphs=tuple(_paragraphs(movement.part_content)))
    criteria = tuple(_criteria(movement))
    if criteria:
        yield Section("Tiêu chí thi đua", paragraphs=criteria)
    for part in others:
        yield Section(part.label, paragraphs=tuple(_paragraphs(getattr(movement, part.field))))


def _facts(movement: Movement) -> Iterator[tuple[str, str]]:
    yield "Tên phong trào", movement.name
    yield "Hình thức", movement.get_kind_display()
    if movement.slogan:
        yield "Khẩu hiệu", f"“{movement.slogan}”"
    if movement.parent:
        above = movement.parent
        yield "Hưởng ứng", f"phong trào “{above.name}” do {above.body} phát động"
    if movement.occasion:
        yield "Lập thành tích chào mừng", movement.occasion
    yield "Đối tượng", ", ".join(Subject(one).label.lower() for one in movement.subjects)
    yield "Thời gian", period(movement.starts_on, movement.ends_on)
    if movement.registration_until:
        yield "Đăng ký thi đua trước hết ngày", f"{movement.registration_until:%d/%m/%Y}"


def _criteria(movement: Movement) -> Iterator[str]:
    for kind in movement.subjects:
        field, label = CRITERIA[kind]
        if text := getattr(movement, field):
            yield f"{label}:"
            yield from dashed(text)


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.strip():
            yield line.strip()
