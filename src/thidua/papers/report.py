"""Reports and extracts that go up with a proposal: paragraphs, lists of facts and tables, signed by
one or two.

Field lists of achievement reports: the annex of Decree 152/2025; layout of Decree 30/2020.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeAlias

from thidua.papers import wording
from thidua.papers.addressees import addressee_lines
from thidua.papers.docx import sheet_docx
from thidua.papers.model import Composed, Letterhead, PaperError, Recipients, Signature
from thidua.papers.pdf import sheet_pdf
from thidua.papers.sheet import Block, Column, Line, Row, Sheet, SignatureBlock, Table

_LONGEST_KEPT_ROW = 1200


@dataclass(frozen=True, slots=True)
class Grid(Composed):
    """A table: headings with their relative widths, and rows of texts.

    Raises:
        PaperError: a row does not fit the headings.
    """

    heads: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        Composed.__post_init__(self)
        if any(len(row) != len(self.heads) for row in self.rows):
            raise PaperError("Bảng trong báo cáo có dòng thiếu hoặc thừa cột.")


@dataclass(frozen=True, slots=True)
class Section(Composed):
    """A part, numbered where there are several: facts as “label: value”, paragraphs, tables.

    An empty value of a fact prints a dotted blank to be filled in by hand.
    """

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPaper(Composed):
    """A report, an extract or a summary: ``kind`` names it, ``subject`` says of what.

    ``addressees``: to whom it is sent up (Kính gửi), with ``opening`` as its first paragraph.
    ``number`` is whole, or empty for a paper that carries none. ``signatures``: the last one
    stands on the right.
    """

    kind: str
    letterhead: Letterhead
    number: str
    issued_on: date | None
    subject: str
    sections: tuple[Section, ...]
    signatures: tuple[Signature, ...]
    recipients: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    opening: str = ""
    form: str = ""
    draft: bool = False


ReportBytes: TypeAlias = tuple[bytes, bytes]


def report_files(paper: ReportPaper, *, created_at: datetime | None = None) -> ReportBytes:
    """The report as (DOCX, PDF): two drawings of one sheet.

    Raises:
        PaperError: the report has no content, or a letter cannot be printed.
    """
    sheet, at = report_sheet(paper), created_at or datetime.now(UTC)
    return sheet_docx(sheet, at), sheet_pdf(sheet, created_at=at)


def report_sheet(paper: ReportPaper) -> Sheet:
    """Return the sheet of a report."""
    if not paper.sections or not paper.signatures:
        raise PaperError(f"{paper.kind} chưa có nội dung hoặc chưa có người ký.")
    parent, issuer = wording.letterhead_lines(paper.letterhead)
    draft = paper.draft or paper.issued_on is None
    number = wording.unbroken(paper.number)
    return Sheet(
        title=f"{paper.kind} {paper.subject}".replace("\n", " ").strip(),
        author=" ".join(issuer),
        parent=parent,
        issuer=issuer,
        number=f"Số: {number}" if number else "",
        place_date=wording.place_date(paper.letterhead.place, paper.issued_on, draft=draft),
        name=paper.kind.upper(),
        subject=wording.unbroken(paper.subject),
        blocks=tuple(_blocks(paper)),
        signatures=tuple(
            SignatureBlock(wording.signature_titles(one), one.name) for one in paper.signatures
        ),
        recipients=wording.recipient_lines(Recipients(paper.recipients))
        if paper.recipients
        else (),
        annex=None,
        draft=paper.draft,
    )


def _blocks(paper: ReportPaper) -> Iterator[Block]:
    if paper.form:
        yield Line("base", f"({wording.unbroken(paper.form)})")
    yield from addressee_lines(paper.addressees)
    if paper.opening:
        yield Line("body", wording.unbroken(paper.opening))
    for number, section in enumerate(paper.sections, 1):
        lead = f"{wording.roman(number)}. " if len(paper.sections) > 1 else ""
        yield Line("heading", f"{lead}{section.title.upper()}")
        yield from _section(section)


def _section(section: Section) -> Iterator[Block]:
    for label, value in section.facts:
        yield Line("body", f"- {label}: {wording.unbroken(value) or wording.BLANK}")
    for text in section.paragraphs:
        for line in text.split("\n"):
            yield Line("body", wording.unbroken(line))
    for grid in section.grids:
        yield _table(grid)


def _table(grid: Grid) -> Table:
    pairs = zip(grid.heads, grid.shares, strict=True)
    columns = (Column("STT", 0.6, "center"), *(Column(head, share) for head, share in pairs))
    rows = (
        Row(
            "line",
            (str(order), *map(wording.unbroken, cells)),
            keep=max(map(len, cells), default=0) <= _LONGEST_KEPT_ROW,
        )
        for order, cells in enumerate(grid.rows, 1)
    )
    return Table(columns, tuple(rows))
