"""Which rows of the register and of the ratings belong to which subject of a list.

Rows are matched to people, and people who are not on the list compete too: a register row without
a birth year is certain only if nobody else known under that name could be meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from thidua.law import SubjectKind
from thidua.lists.checks import same_subject
from thidua.lists.matching import Candidate, MatchKind, PersonIndex, Query
from thidua.lists.proposal import ListReading, Proposal
from thidua.lists.records import RatingsReading, RatingsRow, RegisterReading, RegisterRow
from thidua.lists.units import same_unit, unit_key
from thidua.vietnamese.text import fold, spelling_key

RowT = TypeVar("RowT", RegisterRow, RatingsRow)


@dataclass(frozen=True, slots=True)
class _Listed:
    """The id of a person on the list: several numbers when several rows name the same person."""

    subjects: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Doubt(Generic[RowT]):
    """A row that may belong to the subject, and why that is not certain."""

    row: RowT
    reason: str


@dataclass(slots=True, eq=False)
class SubjectRecords:
    """What the official records hold of one subject."""

    awards: list[RegisterRow] = field(default_factory=list)
    doubtful_awards: list[Doubt[RegisterRow]] = field(default_factory=list)
    ratings: list[RatingsRow] = field(default_factory=list)
    doubtful_ratings: list[Doubt[RatingsRow]] = field(default_factory=list)

    @property
    def rated(self) -> RatingsRow | None:
        """The one row of ratings; None when there is none, or more than one."""
        return self.ratings[0] if len(self.ratings) == 1 else None


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Official records by subject number of a list."""

    register: RegisterReading | None
    ratings: RatingsReading | None
    by_subject: Mapping[int, SubjectRecords]

    def of(self, proposal: Proposal) -> SubjectRecords:
        """The records of a proposal's subject; empty when nothing matches."""
        return self.by_subject.get(proposal.subject) or SubjectRecords()


def link_records(
    reading: ListReading,
    register: RegisterReading | None = None,
    ratings: RatingsReading | None = None,
    *,
    aliases: Mapping[str, frozenset[str]] | None = None,
) -> Links:
    """Match the rows of the official records to the subjects of a list."""
    linker = _Linker(reading.proposals, aliases)
    if ratings:
        linker.link_ratings([row for row in ratings.rows if row.kind is SubjectKind.PERSON])
        linker.link_collective_ratings(ratings.rows)
    if register:
        linker.link_register([row for row in register.rows if row.kind is SubjectKind.PERSON])
        linker.link_collective_awards(register.rows)
    return Links(register, ratings, linker.records)


class _Linker:
    def __init__(
        self, proposals: Sequence[Proposal], aliases: Mapping[str, frozenset[str]] | None
    ) -> None:
        self._aliases = aliases
        self.records: dict[int, SubjectRecords] = defaultdict(SubjectRecords)
        self._index = PersonIndex(_people(proposals), aliases)
        self._collectives = [one for one in proposals if one.kind is SubjectKind.COLLECTIVE]
        # Somebody in the ratings who may be on the list: what is his may be the nominee's too.
        self._may_be: dict[Hashable, tuple[Hashable, ...]] = {}

    def link_ratings(self, rows: Iterable[RatingsRow]) -> None:
        """Give each row to its subject; keep the others as people who are not on the list."""
        others = []
        for row in rows:
            match = self._index.match(Query(row.name, row.birth, row.unit))
            if match.candidate:
                for records in self._records_of(match.candidate.id):
                    records.ratings.append(row)
                continue
            others.append(
                Candidate(("ratings", row.row, row.sheet), row.name, row.birth, _units(row))
            )
            self._may_be[others[-1].id] = tuple(one.candidate.id for one in match.possibilities)
            for one in match.possibilities:
                for records in self._records_of(one.candidate.id):
                    records.doubtful_ratings.append(Doubt(row, match.reason))
        for candidate in others:
            self._index.add(candidate)

    def link_register(self, rows: Sequence[RegisterRow]) -> None:
        """Give each row to its subject, or put it down as doubtful for all it may belong to."""
        self._add_unlisted(rows)
        for row in rows:
            match = self._index.match(Query(row.name, row.birth, row.unit))
            if match.candidate:
                self._award(match.candidate.id, row)
            elif match.kind is MatchKind.DOUBTFUL:
                for one in match.possibilities:
                    self._doubt_award(one.candidate.id, Doubt(row, match.reason))

    def _add_unlisted(self, rows: Sequence[RegisterRow]) -> None:
        """People of the register whose birth tells them apart from everybody on the list."""
        known: set[tuple[str, int]] = set()
        for row in rows:
            if row.birth is None:
                continue
            key = (spelling_key(row.name), row.birth.year)
            if key in known:
                continue
            if self._index.match(Query(row.name, row.birth, row.unit)).kind is MatchKind.NONE:
                known.add(key)
                self._index.add(
                    Candidate(("register", row.row, row.sheet), row.name, row.birth, _units(row))
                )

    def _award(self, owner: Hashable, row: RegisterRow) -> None:
        for records in self._records_of(owner):
            records.awards.append(row)
        for perhaps in self._may_be.get(owner, ()):
            reason = "ghi cho người trong bảng xếp loại có thể là người này"
            self._doubt_award(perhaps, Doubt(row, reason))

    def _doubt_award(self, owner: Hashable, doubt: Doubt[RegisterRow]) -> None:
        for records in self._records_of(owner):
            records.doubtful_awards.append(doubt)

    def _records_of(self, owner: Hashable) -> list[SubjectRecords]:
        """The records behind a candidate's id; none for people who are not on the list."""
        if not isinstance(owner, _Listed):
            return []
        return [self.records[subject] for subject in owner.subjects]

    def link_collective_awards(self, rows: Iterable[RegisterRow]) -> None:
        """Collectives are matched by name alone; a name that differs only in marks is doubtful."""
        for row, proposal, reason in self._same_collectives(rows):
            records = self.records[proposal.subject]
            if reason:
                records.doubtful_awards.append(Doubt(row, reason))
            else:
                records.awards.append(row)

    def link_collective_ratings(self, rows: Iterable[RatingsRow]) -> None:
        """As for awards."""
        for row, proposal, reason in self._same_collectives(rows):
            records = self.records[proposal.subject]
            if reason:
                records.doubtful_ratings.append(Doubt(row, reason))
            else:
                records.ratings.append(row)

    def _same_collectives(self, rows: Iterable[RowT]) -> Iterator[tuple[RowT, Proposal, str]]:
        by_fold: dict[str, dict[int, Proposal]] = defaultdict(dict)
        for proposal in self._collectives:
            by_fold[fold(unit_key(proposal.name))].setdefault(proposal.subject, proposal)
        for row in rows:
            if row.kind is not SubjectKind.COLLECTIVE:
                continue
            for proposal in by_fold.get(fold(unit_key(row.name)), {}).values():
                same = same_unit(row.name, proposal.name, self._aliases)
                reason = "" if same else f'tên tập thể khác dấu: "{row.name}"'
                yield row, proposal, reason


def _people(proposals: Sequence[Proposal]) -> Iterator[Candidate]:
    """The persons of a list, each once, with the subject numbers of all their rows."""
    by_name: dict[str, list[list[Proposal]]] = defaultdict(list)
    for proposal in {one.subject: one for one in proposals}.values():
        if proposal.kind is not SubjectKind.PERSON:
            continue
        groups = by_name[spelling_key(proposal.name)]
        group = next((one for one in groups if same_subject(one[0], proposal)), None)
        if group is None:
            groups.append([proposal])
        else:
            group.append(proposal)
    for groups in by_name.values():
        for group in groups:
            units = tuple(dict.fromkeys(one.unit for one in group if one.unit))
            birth = max((one.birth for one in group if one.birth), default=None)
            listed = _Listed(tuple(one.subject for one in group))
            yield Candidate(listed, group[0].name, birth, units)


def _units(row: RegisterRow | RatingsRow) -> tuple[str, ...]:
    return (row.unit,) if row.unit else ()
