"""What a list says, one object per proposal, and what is wrong with it, one object per fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from thidua.law import InitiativeScope, RatingLevel, SubjectKind
from thidua.lists.decisions import Decision
from thidua.lists.notes import NoteFact
from thidua.lists.rating_words import Unrated
from thidua.lists.titles import TitleReading
from thidua.vietnamese.dates import PartialDate

Severity = Literal["error", "question", "note"]
Sex = Literal["male", "female"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: sheet name, row (1 = first), column letter (empty: the whole row)."""

    sheet: str
    row: int
    column: str = ""

    def text(self) -> str:
        """``trang "2024", ô H12`` for the source of a fact."""
        return (
            f'trang "{self.sheet}", ô {self.column}{self.row}'
            if self.column
            else (f'trang "{self.sheet}", dòng {self.row}')
        )


@dataclass(frozen=True, slots=True)
class RatingReading:
    """A year's rating as the list gives it: a level, or the reason why it is not known."""

    year: int
    words: str
    level: RatingLevel | None
    reason: Unrated | None
    place: Place


@dataclass(frozen=True, slots=True)
class InitiativeReading:
    """An initiative as claimed.

    ``recognised`` is True with a decision cited, None while it is awaited or not cited. ``scope``
    is None unless a paper certifies how far it reaches. ``year`` is that of the decision, None
    where undated.
    """

    name: str
    decision: Decision | None
    recognised: bool | None
    scope: InitiativeScope | None
    year: int | None
    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class AwardClaim:
    """An earlier award that the unit says was given; ``year`` is the year of merit, if written."""

    code: str | None
    year: int | None
    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class ShareReading:
    """``part`` of ``whole`` members, as ``19/22 (86,4%)``."""

    part: int
    whole: int
    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class CountReading:
    """A number of members."""

    number: int
    words: str
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """One title proposed for one subject.

    Two titles for one person are two proposals with the same ``subject`` number. ``birth_second``
    is the wife's or husband's of a household. ``rating_words`` of a year are in ``ratings``.
    ``cells`` maps header labels to the cells as written, "nt" not resolved.
    """

    subject: int
    sheet: str
    row: int
    seq: str
    kind: SubjectKind
    name: str
    name_as_written: str
    name_column: str
    title: TitleReading
    title_column: str
    birth: PartialDate | None = None
    birth_second: PartialDate | None = None
    sex: Sex | None = None
    position: str = ""
    unit: str = ""
    unit_is_written: bool = False
    address: str = ""
    heads: tuple[str, ...] = ()
    members: int | None = None
    ratings: tuple[RatingReading, ...] = ()
    initiatives: tuple[InitiativeReading, ...] = ()
    has_initiative_column: bool = False
    awards: tuple[AwardClaim, ...] = ()
    headcount: int | None = None
    share: ShareReading | None = None
    fighters: CountReading | None = None
    achievement: str = ""
    note: str = ""
    notes: tuple[NoteFact, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where the title stands."""
        return Place(self.sheet, self.row, self.title_column)

    def rating(self, year: int) -> RatingReading | None:
        """The rating the list gives for a year."""
        return next((rating for rating in self.ratings if rating.year == year), None)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to mend, answer or know, named by place.

    ``error`` keeps the row from being imported, ``question`` needs an answer, ``note`` informs.
    """

    sheet: str
    row: int
    column: str
    code: str
    message: str
    remedy: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sheet or row that was not read as nominations, and why."""

    sheet: str
    row: int | None
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What one sheet turned out to be."""

    name: str
    lines: int
    legacy: str | None


@dataclass(frozen=True, slots=True, eq=False)
class ListReading:
    """A whole list as read.

    ``issuer`` is the body in the letterhead, ``superior`` the body above it; ``unit_hint`` the
    unit of whoever has none written. ``list_year`` is the year the title block names.
    """

    name: str
    kind: str
    year: int
    sheets: tuple[SheetReading, ...]
    proposals: tuple[Proposal, ...]
    faults: tuple[Fault, ...]
    skipped: tuple[Skipped, ...]
    unit_hint: str
    issuer: str
    superior: str
    list_year: int | None
    encoding: str | None

    @property
    def questions(self) -> tuple[Fault, ...]:
        """What has to be answered before the list can go on."""
        return tuple(fault for fault in self.faults if fault.severity == "question")

    @property
    def subjects(self) -> int:
        """How many persons, collectives and households are proposed."""
        return len({proposal.subject for proposal in self.proposals})
