"""From an official letter to its sheet (công văn, Decree 30/2020)."""

from __future__ import annotations

from thidua.papers import wording
from thidua.papers.addressees import addressee_lines
from thidua.papers.model import LetterPaper
from thidua.papers.sheet import Annex, Block, Column, Line, Row, Sheet, SignatureBlock, Table

_ORDER_SHARE = 0.6


def letter_sheet(paper: LetterPaper) -> Sheet:
    """Return the sheet of a letter."""
    parent, issuer = wording.letterhead_lines(paper.letterhead)
    draft = not paper.number
    number = wording.unbroken(paper.number) or f"{wording.BLANK}/{wording.BLANK}"
    place_date = wording.place_date(paper.letterhead.place, paper.issued_on, draft=draft)
    return Sheet(
        title=f"Công văn {number} {paper.subject}".strip(),
        author=" ".join(issuer),
        parent=parent,
        issuer=issuer,
        number=f"Số: {number}",
        place_date=place_date,
        name="",
        subject="",
        blocks=tuple(_blocks(paper)),
        signatures=(
            SignatureBlock(wording.signature_titles(paper.signature), paper.signature.name),
        ),
        recipients=wording.recipient_lines(paper.recipients),
        annex=_annex(paper, number, wording.day_line(paper.issued_on, draft=draft)),
        draft=draft,
        about=wording.unbroken(paper.subject),
    )


def _blocks(paper: LetterPaper) -> list[Block]:
    to = addressee_lines(paper.addressees)
    lines = [line for text in paper.body for line in text.split("\n")]
    *first, last = [wording.unbroken(line) for line in lines]
    return [*to, *(Line("body", line) for line in first), Line("body", wording.finished(last))]


def _annex(paper: LetterPaper, number: str, day: str) -> Annex | None:
    if not paper.annex_rows:
        return None
    shares = [2.0] * len(paper.annex_heads)
    heads = [Column("STT", _ORDER_SHARE, "center")]
    heads += [Column(head, share) for head, share in zip(paper.annex_heads, shares, strict=True)]
    rows = tuple(
        Row("line", (str(order), *map(wording.unbroken, cells)))
        for order, cells in enumerate(paper.annex_rows, start=1)
    )
    return Annex(
        label="Phụ lục",
        title=wording.unbroken(paper.annex_title).upper(),
        reference=f"(Kèm theo Công văn số {number} {day})",
        blocks=(Table(tuple(heads), rows),),
    )
