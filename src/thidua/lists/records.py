"""Official records as read: the award register and the yearly ratings."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.law import Level, SubjectKind
from thidua.lists.decisions import Decision
from thidua.lists.notes import NoteFact
from thidua.lists.proposal import Fault, RatingReading, Skipped
from thidua.lists.titles import TitleReading
from thidua.vietnamese.dates import PartialDate


@dataclass(frozen=True, slots=True, eq=False)
class RegisterRow:
    """One award in the register.

    ``year`` is the year of merit, not of the decision. ``number`` is the decision's number in one
    form, ``number_as_written`` as the register has it; ``signed`` the day of the decision, as far
    as written. ``duplicate_of`` is the row that holds the same award first, and
    ``is_duplicate_doubtful`` says that something differs and a person has to look. ``is_revoked``:
    a later decision took the award back; ``revocation`` is that decision where it can be read.
    """

    sheet: str
    row: int
    kind: SubjectKind
    name: str
    name_as_written: str
    birth: PartialDate | None
    unit: str
    title: TitleReading
    year: int | None
    number: str
    number_as_written: str
    signed: PartialDate | None
    level: Level | None
    level_words: str
    note: str
    notes: tuple[NoteFact, ...]
    is_revoked: bool = False
    revocation: Decision | None = None
    duplicate_of: int | None = None
    is_duplicate_doubtful: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class RegisterReading:
    """A register. ``first_year`` and ``last_year`` bound the years it says it covers; ``codes`` are
    the awards and ``kinds`` the subjects it keeps at all.
    """

    name: str
    rows: tuple[RegisterRow, ...]
    faults: tuple[Fault, ...]
    skipped: tuple[Skipped, ...]
    first_year: int | None
    last_year: int | None
    codes: frozenset[str]
    kinds: frozenset[SubjectKind]


@dataclass(frozen=True, slots=True, eq=False)
class RatingsRow:
    """A person's ratings over the years, and what the discipline column says."""

    sheet: str
    row: int
    kind: SubjectKind
    name: str
    name_as_written: str
    birth: PartialDate | None
    unit: str
    ratings: tuple[RatingReading, ...]
    discipline: str
    discipline_column: str
    notes: tuple[NoteFact, ...]
    note: str

    def rating(self, year: int) -> RatingReading | None:
        """The rating of a year, if the file has a column for it."""
        return next((rating for rating in self.ratings if rating.year == year), None)


@dataclass(frozen=True, slots=True, eq=False)
class RatingsReading:
    """A file of ratings; ``years`` are those it has columns for."""

    name: str
    rows: tuple[RatingsRow, ...]
    faults: tuple[Fault, ...]
    skipped: tuple[Skipped, ...]
    years: tuple[int, ...]
