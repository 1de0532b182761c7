"""A plan as it is approved: its items frozen, its paper as DOCX and PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.directives.enums import Rhythm
from thidua.documents.domain.store import store
from thidua.organizations.models import Authority
from thidua.papers.model import Letterhead, PaperError, Signature
from thidua.papers.report import Grid, ReportPaper, Section, report_files
from thidua.planning.enums import ItemKind, Purpose
from thidua.planning.models import PlanItem, PlanVersion, WorkPlan
from thidua.vietnamese.dates import format_day

SIGNER = "CHỦ TỊCH"
COMPARED = ("title", "owner", "helpers", "begins_on", "due_on", "rhythm", "purpose")


@dataclass(frozen=True, slots=True)
class Line:
    """One item as a version keeps it. Days are ISO, empty where there is none."""

    code: str
    kind: str
    purpose: str
    title: str
    owner: str
    helpers: str
    begins_on: str
    due_on: str
    rhythm: str

    @property
    def when(self) -> str:
        """`01/02/2026 đến 28/02/2026, hằng tháng`."""
        days = [format_day(date.fromisoformat(one)) for one in (self.begins_on, self.due_on) if one]
        words = " đến ".join(dict.fromkeys(days))
        if self.rhythm == Rhythm.ONCE:
            return words
        return f"{words}, {Rhythm(self.rhythm).label.lower()}"

    @property
    def who(self) -> str:
        return f"{self.owner}; phối hợp: {self.helpers}" if self.helpers else self.owner

    @property
    def purpose_words(self) -> str:
        return Purpose(self.purpose).label if self.purpose else ""


def lines_of(items: Iterable[PlanItem]) -> list[Line]:
    return [
        Line(
            code=item.code,
            kind=item.kind,
            purpose=item.purpose,
            title=item.title,
            owner=item.owner_name,
            helpers=item.helpers,
            begins_on=item.begins_on.isoformat() if item.begins_on else "",
            due_on=item.due_on.isoformat() if item.due_on else "",
            rhythm=item.rhythm,
        )
        for item in items
    ]


def lines_in(version: PlanVersion) -> list[Line]:
    return [Line(**row) for row in version.items]


@dataclass(frozen=True, slots=True)
class Changes:
    """What one version has that the other had not, by item."""

    added: tuple[Line, ...]
    dropped: tuple[Line, ...]
    changed: tuple[tuple[Line, Line], ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.dropped or self.changed)


def changes(before: Sequence[Line], after: Sequence[Line]) -> Changes:
    """From one list of items to the other; an item is known by its code."""
    old, new = ({line.code: line for line in lines} for lines in (before, after))
    return Changes(
        tuple(line for line in after if line.code not in old),
        tuple(line for line in before if line.code not in new),
        tuple(
            (old[line.code], line)
            for line in after
            if line.code in old
            and any(getattr(line, name) != getattr(old[line.code], name) for name in COMPARED)
        ),
    )


# -- the paper ---


def paper(plan: WorkPlan, lines: Sequence[Line], signer: str, on: date | None) -> ReportPaper:
    """The programme in the layout of Nghị định 30/2020/NĐ-CP; without a day it is a draft."""
    authority = Authority.objects.get(pk=plan.authority_id)
    sections = [Section("Căn cứ", paragraphs=tuple(plan.basis.split("\n")))] if plan.basis else []
    work = [line for line in lines if line.kind == ItemKind.WORK]
    sessions = [line for line in lines if line.kind == ItemKind.SESSION]
    if work:
        sections.append(Section("Công việc trong năm", grids=(_work(work),)))
    if sessions:
        sections.append(Section("Các phiên họp của Hội đồng", grids=(_sessions(sessions),)))
    return ReportPaper(
        kind="Chương trình",
        letterhead=Letterhead(None, authority.name, authority.place),
        number="",
        issued_on=on,
        subject=f"Công tác năm {plan.year} của Thường trực Hội đồng Thi đua – Khen thưởng",
        sections=tuple(sections),
        signatures=(Signature((), SIGNER, signer),),
        recipients=("Thành viên Hội đồng", "Các đơn vị chủ trì"),
        draft=on is None,
    )


def _work(lines: Iterable[Line]) -> Grid:
    rows = tuple((line.title, line.who, line.when) for line in lines)
    return Grid(("Nội dung", "Chủ trì, phối hợp", "Thời gian"), (4.0, 2.6, 2.4), rows)


def _sessions(lines: Iterable[Line]) -> Grid:
    rows = tuple((line.title, line.purpose_words, line.who, line.when) for line in lines)
    return Grid(("Phiên họp", "Nội dung", "Chuẩn bị", "Thời gian"), (3.0, 2.0, 2.2, 1.8), rows)


def drawn(made: ReportPaper) -> tuple[bytes, bytes]:
    """The paper as (DOCX, PDF). Raises Refusal where it cannot be printed."""
    try:
        return report_files(made)
    except PaperError as error:
        raise Refusal(f"Chưa lập được chương trình công tác: {error}") from error


def draft_files(plan: WorkPlan) -> tuple[bytes, bytes]:
    """The paper of what stands in the plan now, not signed and without a day."""
    items = plan.items.filter(withdrawn_at__isnull=True)
    return drawn(paper(plan, lines_of(items), "", None))


def keep_version(*, actor: Actor, plan: WorkPlan, at: datetime) -> PlanVersion:
    """Freeze the items and both files, in the caller's transaction."""
    lines = lines_of(plan.items.filter(withdrawn_at__isnull=True))
    last = plan.versions.first()
    number = last.number + 1 if last else 1
    on = timezone.localdate(at)
    docx, pdf = drawn(paper(plan, lines, actor.name, on))
    name = f"chuong-trinh-cong-tac-{plan.year}-lan-{number}"
    frozen: list[dict[str, Any]] = [asdict(line) for line in lines]
    return PlanVersion.objects.create(
        authority_id=plan.authority_id,
        plan=plan,
        number=number,
        approved_on=on,
        approved_by_name=actor.name,
        reason=plan.remark if last else "",
        items=frozen,
        docx=store(actor=actor, name=f"{name}.docx", data=docx),
        pdf=store(actor=actor, name=f"{name}.pdf", data=pdf),
    )
