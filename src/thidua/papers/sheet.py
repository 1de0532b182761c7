"""A paper in the order of Decree 30/2020, every word decided, nothing drawn.

PDF and DOCX are two drawings of the same sheet, so they cannot say different things. Values are
plain so that ``dataclasses.asdict`` gives the JSON that the Typst template reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

LineKind: TypeAlias = Literal[
    "authority", "base", "command", "body", "heading", "addressee", "addressee-item"
]
RowKind: TypeAlias = Literal["group", "line", "total"]
Align: TypeAlias = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; ``lead`` is set in bold before the text ("Điều 1.")."""

    line: LineKind
    text: str
    lead: str = ""
    block: Literal["line"] = "line"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: ``share`` is its width relative to the others."""

    heading: str
    share: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A row; the first cell spans ``span`` columns. ``keep`` forbids a page break inside."""

    kind: RowKind
    cells: tuple[str, ...]
    span: int = 1
    keep: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table whose heading repeats on every page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    block: Literal["table"] = "table"


Block: TypeAlias = Line | Table


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Authority and post in capitals, then the name."""

    titles: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Annex:
    """An annexed list: begins a page, numbers its own pages."""

    label: str
    title: str
    reference: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole administrative paper. ``place_date`` is empty where the form has none, ``name`` for a
    letter, which has its trích yếu under the number instead: ``about``."""

    title: str
    author: str
    parent: tuple[str, ...]
    issuer: tuple[str, ...]
    number: str
    place_date: str
    name: str
    subject: str
    blocks: tuple[Block, ...]
    signatures: tuple[SignatureBlock, ...]
    recipients: tuple[str, ...]
    annex: Annex | None
    draft: bool
    about: str = ""
