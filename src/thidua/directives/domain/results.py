"""What came of a directive in a stretch of time: one set of figures, for the screen, for the paper
and for the copy that is kept when the paper is issued."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock
from thidua.core.errors import Refusal
from thidua.directives.enums import HANDED_IN, LIVE_TASKS, DirectiveState, TaskState
from thidua.directives.models import Directive, ReportPeriod, ResultPaper, Task, TaskReport
from thidua.directives.queries import latest_shares, with_reports
from thidua.directives.rules import may_keep, refuse
from thidua.documents.domain.store import store
from thidua.journal.domain.record import record
from thidua.organizations.models import Authority
from thidua.papers.model import Letterhead, PaperError, Signature
from thidua.papers.report import Grid, ReportPaper, Section, report_files
from thidua.papers.wording import BLANK
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.numbers import format_number
from thidua.vietnamese.text import clean, clean_lines

MOST_WORDS = 600
"""Characters of a unit's own words in the table of the paper; the page of the task has them all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One task: how far it is, and its reports due in the stretch of time. `days_late`: of the
    task itself on the day of the figures, or on the day it was done; 0 when in time."""

    code: str
    number: str
    title: str
    owner: str
    due_on: str
    state: str
    state_words: str
    share: str
    owed: int
    in_time: int
    late: int
    missing: int
    days_late: int
    words: str
    difficulties: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the report says in numbers. Days are written out as the paper shows them."""

    since: str
    until: str
    as_of: str
    lines: tuple[Line, ...]

    def count(self, *states: str) -> int:
        return sum(line.state in states for line in self.lines)

    @property
    def given(self) -> int:
        return len(self.lines)

    @property
    def done(self) -> int:
        return self.count(TaskState.DONE)

    @property
    def going(self) -> int:
        return self.count(*LIVE_TASKS)

    @property
    def overdue(self) -> int:
        return sum(line.days_late > 0 and line.state in LIVE_TASKS for line in self.lines)

    @property
    def cancelled(self) -> int:
        return self.count(TaskState.CANCELLED)

    def total(self, name: str) -> int:
        """Of `owed`, `in_time`, `late` or `missing`, over all tasks."""
        return sum(getattr(line, name) for line in self.lines)

    @property
    def totals(self) -> dict[str, int]:
        return {name: self.total(name) for name in ("owed", "in_time", "late", "missing")}

    def to_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_data(cls, data: dict[str, Any]) -> Figures:
        lines = tuple(Line(**line) for line in data["lines"])
        return cls(data["since"], data["until"], data["as_of"], lines)


def figures(directive: Directive, since: date, until: date, as_of: date) -> Figures:
    """Tasks that were given, and the reports on them that fell due from `since` to `until`."""
    tasks = list(
        directive.tasks.exclude(state=TaskState.PLANNED)
        .exclude(begins_on__isnull=True)
        .order_by("order", "pk")
    )
    shares = latest_shares(tasks)
    due: dict[int, list[ReportPeriod]] = defaultdict(list)
    rows = ReportPeriod.objects.filter(
        task__in=tasks, dropped_at__isnull=True, due_on__range=(since, until)
    )
    for row in with_reports(rows):
        due[row.task_id].append(row)
    lines = tuple(_line(task, shares.get(task.pk), due[task.pk], as_of) for task in tasks)
    return Figures(format_day(since), format_day(until), format_day(as_of), lines)


def _line(task: Task, newest: TaskReport | None, due: Iterable[ReportPeriod], as_of: date) -> Line:
    in_time = late = missing = 0
    rows = list(due)
    for row in rows:
        sent = handed_in_on(row)
        if sent is not None:
            late, in_time = late + (sent > row.due_on), in_time + (sent <= row.due_on)
        elif row.due_on < as_of and task.state in LIVE_TASKS:
            missing += 1
    share = newest.share if newest else None
    return Line(
        code=task.code,
        number=task.number,
        title=task.title,
        owner=task.owner_name,
        due_on=format_day(task.due_on) if task.due_on else "",
        state=task.state,
        state_words=task.get_state_display(),
        share=share_words(share),
        owed=len(rows),
        in_time=in_time,
        late=late,
        missing=missing,
        days_late=days_late(task, as_of),
        words=newest.words if newest else "",
        difficulties=newest.difficulties if newest else "",
    )


def share_words(share: Decimal | None) -> str:
    """`62,5 %`, without zeros that say nothing; empty where the unit did not say."""
    if share is None:
        return ""
    whole = share == share.to_integral_value()
    return f"{format_number(int(share) if whole else share.normalize())} %"


def handed_in_on(row: ReportPeriod) -> date | None:
    """The day of the first version, if what stands now was handed in: a correction asked for
    later makes nobody late."""
    versions = row.versions  # type: ignore[attr-defined]
    if not any(one.state in HANDED_IN for one in versions):
        return None
    days: list[date] = [one.sent_on for one in versions if one.sent_on]
    return min(days)


def days_late(task: Task, as_of: date) -> int:
    """Days from a task's last day to when it was said to be done, to `as_of` while it goes on."""
    if task.due_on is None or task.state not in (*LIVE_TASKS, TaskState.DONE):
        return 0
    ended = task.reported_at if task.state != TaskState.OPEN else None
    day = ended.date() if ended else as_of
    return max(0, (day - task.due_on).days)


# -- the paper ---


@dataclass(frozen=True, slots=True)
class Issue:
    """What the officer adds to the figures. `number` is the whole number with its symbol."""

    since: date
    until: date
    number: str
    issued_on: date
    assessment: str = ""
    proposals: str = ""
    signer_post: str = ""
    signer_name: str = ""


def paper(
    directive: Directive, found: Figures, issue: Issue, *, issuer: str, draft: bool
) -> ReportPaper:
    """The report to the People's Committee, in the layout of Nghị định 30/2020/NĐ-CP; `issuer` is
    the standing body that reports."""
    authority = Authority.objects.get(pk=directive.authority_id)
    sections = [Section("Tình hình chung", _overview(found), _paragraphs(issue.assessment))]
    sections.append(Section("Kết quả từng nhiệm vụ", paragraphs=(_source(),), grids=_grids(found)))
    if troubles := _troubles(found):
        sections.append(Section("Khó khăn, vướng mắc các đơn vị nêu", paragraphs=troubles))
    if issue.proposals:
        sections.append(Section("Đề xuất, kiến nghị", paragraphs=_paragraphs(issue.proposals)))
    return ReportPaper(
        kind="Báo cáo",
        letterhead=Letterhead(authority.name, issuer, authority.place),
        number=issue.number or (f"{BLANK}/BC" if draft else ""),
        issued_on=None if draft else issue.issued_on,
        subject=f"Kết quả thực hiện {directive.label} từ ngày {found.since} đến ngày {found.until}",
        sections=tuple(sections),
        signatures=(Signature((), issue.signer_post or "NGƯỜI BÁO CÁO", issue.signer_name),),
        addressees=(authority.name,),
        opening=_opening(directive, found, issuer, authority.name),
        recipients=("Như trên", "Các đơn vị được giao nhiệm vụ"),
        draft=draft,
    )


def _opening(directive: Directive, found: Figures, issuer: str, addressee: str) -> str:
    """What is reported on: the paper by its number, day, issuer and subject when first named."""
    day = f" ngày {format_day(directive.issued_on)}" if directive.issued_on else ""
    of = f" của {directive.issuer}" if directive.issuer else ""
    subject = ""
    if directive.number and directive.subject:
        subject = f" {directive.subject[0].lower()}{directive.subject[1:]}"
    return (
        f"Thực hiện {directive.label}{day}{of}{subject}, {issuer} báo cáo {addressee} kết quả "
        f"từ ngày {found.since} đến ngày {found.until} như sau:"
    )


def _paragraphs(words: str) -> tuple[str, ...]:
    return tuple(line for line in clean_lines(words).split("\n") if line)


def _overview(found: Figures) -> tuple[tuple[str, str], ...]:
    totals = found.totals
    reports = (
        f"{totals['owed']}; đúng hạn {totals['in_time']}, muộn {totals['late']}, "
        f"quá hạn chưa gửi {totals['missing']}"
    )
    return (
        ("Số liệu đến ngày", found.as_of),
        ("Nhiệm vụ đã giao", str(found.given)),
        ("Đã hoàn thành", str(found.done)),
        ("Đang thực hiện", f"{found.going}, trong đó quá hạn {found.overdue}"),
        ("Đã hủy", str(found.cancelled)),
        ("Báo cáo đến hạn trong kỳ", reports),
    )


def _grids(found: Figures) -> tuple[Grid, ...]:
    heads = ("Nhiệm vụ", "Đơn vị chủ trì, hạn", "Kết quả", "Báo cáo đến hạn trong kỳ", "Nguồn")
    rows = tuple(_row(line) for line in found.lines)
    return (Grid(heads, (2.6, 1.9, 2.7, 1.4, 2.4), rows),) if rows else ()


def _row(line: Line) -> tuple[str, ...]:
    late = f", quá hạn {line.days_late} ngày" if line.days_late else ""
    share = f"{line.state_words}{late}" + (
        f", đã làm {_unbroken(line.share)}" if line.share else ""
    )
    reports = (
        f"{line.owed}: đúng hạn {line.in_time}, muộn {line.late}, thiếu {line.missing}"
        if line.owed
        else "0"
    )
    return (
        f"{line.number}. {line.title}" if line.number else line.title,
        f"{line.owner}, {line.due_on}",
        f"{share}. {_short(line.words)}".strip(),
        reports,
        line.code,
    )


def _unbroken(share: str) -> str:
    """A figure and its sign stay on one line."""
    return share.replace(" ", "\N{NO-BREAK SPACE}")


def _source() -> str:
    """Where every figure of a line can be looked up."""
    return (
        f"Nguồn của mỗi dòng là trang nhiệm vụ: {settings.PUBLIC_URL}/thuong-truc/nhiem-vu/<mã>/."
    )


def _short(words: str) -> str:
    return words if len(words) <= MOST_WORDS else f"{words[:MOST_WORDS].rstrip()}…"


def _troubles(found: Figures) -> tuple[str, ...]:
    return tuple(
        f"{line.owner} (nhiệm vụ {line.number or line.code}): {_short(line.difficulties)}"
        for line in found.lines
        if line.difficulties.strip()
    )


def drawn(paper_: ReportPaper) -> tuple[bytes, bytes]:
    """The paper as (DOCX, PDF). Raises Refusal where it cannot be printed."""
    try:
        return report_files(paper_)
    except PaperError as error:
        raise Refusal(f"Chưa lập được báo cáo: {error}") from error


def issue_result(*, actor: Actor, directive: Directive, issue: Issue, today: date) -> ResultPaper:
    """Issue the report: figures, words and both files are kept as they stand."""
    if not clean(issue.number):
        raise Refusal("Ghi số, ký hiệu của báo cáo.")
    if issue.until < issue.since:
        raise Refusal("Kỳ báo cáo: ngày cuối phải sau ngày đầu.")
    with transaction.atomic(), sentence_for(ResultPaper):
        row = lock(Directive, directive.pk, revision=None)
        refuse(may_keep(row, actor))
        if row.state not in (DirectiveState.IN_FORCE, DirectiveState.ENDED):
            raise Refusal("Chỉ báo cáo kết quả của chỉ thị đã ban hành kế hoạch theo dõi.")
        found = figures(row, issue.since, issue.until, today)
        docx, pdf = drawn(paper(row, found, issue, issuer=actor.unit_name, draft=False))
        name = f"bao-cao-chi-thi-{row.code}-{issue.until:%Y%m%d}"
        made = ResultPaper.objects.create(
            authority_id=row.authority_id,
            directive=row,
            since=issue.since,
            until=issue.until,
            as_of=today,
            number=clean(issue.number)[:60],
            issued_on=issue.issued_on,
            assessment=clean_lines(issue.assessment)[:8000],
            proposals=clean_lines(issue.proposals)[:8000],
            content=found.to_data(),
            docx=store(actor=actor, name=f"{name}.docx", data=docx),
            pdf=store(actor=actor, name=f"{name}.pdf", data=pdf),
            made_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="directive.result",
            obj=row,
            sentence=f"Ban hành báo cáo số {made.number} về kết quả thực hiện"[:500],
            data={"result": made.pk, "pdf": made.pdf.sha256},
        )
    return made
