"""Putting the ready lines of a file on record: awards, ratings, discipline, and the years covered.

A few statements for every five hundred rows, whatever their number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.utils import timezone

from thidua.core.actors import Actor
from thidua.registry.domain.awards import fill_keys
from thidua.registry.domain.lines import COLLECTIVE, AwardLine, RatingLine, who_of
from thidua.registry.domain.repeats import Placed
from thidua.registry.domain.settle import Settlement
from thidua.registry.domain.write_subjects import AT_ONCE, Subjects
from thidua.registry.enums import BatchKind, RowState
from thidua.registry.models import Award, Coverage, Discipline, ImportBatch, ImportRow, Rating

COUNTED: Final = ("rows", "awards", "ratings", "discipline", "people", "units", "households")


class Writer:
    """Writes the ready lines of one settlement. The caller holds the transaction and the locks."""

    def __init__(self, actor: Actor, batch: ImportBatch, found: Settlement) -> None:
        self.batch = batch
        self.subjects = Subjects(actor, batch, found)
        self.ready = found.ready()
        self.written = dict.fromkeys(COUNTED, 0)

    def write(self) -> Mapping[str, int]:
        """Put every ready line on record; returns how many of each kind were written."""
        self.subjects.prepare(self.ready)
        self._awards()
        self._ratings()
        self._mark_rows()
        self.written |= {
            name: count for name, count in self.subjects.made.items() if name in COUNTED
        }
        return self.written

    def _mark_rows(self) -> None:
        for one in self.ready:
            if one.who.kind == COLLECTIVE and not one.row.subject:
                one.row.subject = self.subjects.units[one.unit_code].code
                one.row.save(update_fields=("subject",))
            one.row.state = RowState.APPLIED
        keys = [one.row.pk for one in self.ready]
        ImportRow.objects.filter(pk__in=keys).update(state=RowState.APPLIED)
        self.written["rows"] = len(keys)

    def _awards(self) -> None:
        rows = [self._award(one, one.line) for one in self.ready if isinstance(one.line, AwardLine)]
        Award.objects.bulk_create(rows, batch_size=AT_ONCE)
        self.written["awards"] = len(rows)

    def _award(self, one: Placed, line: AwardLine) -> Award:
        person = self.subjects.people.get(one.row.subject)
        is_collective = one.who.kind == COLLECTIVE
        assert one.who.year is not None
        award = Award(
            authority_id=self.batch.authority_id,
            batch=self.batch,
            source=self._source(one, line.note),
            title_code=one.title,
            year=one.who.year,
            level=line.level,
            decision_number=line.decision_number,
            decided_on=line.decided_on,
            unit=None if is_collective else self.subjects.units.get(one.unit_code),
            unit_words=one.who.unit_words,
            revoked_on=line.revoked_on,
            revocation=line.revocation,
            **self.subjects.of(one),
        )
        return fill_keys(award, person.full_name if person else one.who.name)

    def _ratings(self) -> None:
        lines = [(one, one.line) for one in self.ready if isinstance(one.line, RatingLine)]
        replaced = [pk for one, _ in lines for pk in one.replaced]
        Rating.objects.filter(pk__in=replaced).update(withdrawn_at=timezone.now())
        self.subjects.note("replaced", replaced)
        rows = [
            Rating(
                authority_id=self.batch.authority_id,
                batch=self.batch,
                source=self._source(one, line.note),
                year=rating.year,
                level=rating.level,
                why_none=rating.why_none,
                words=rating.words,
                **self.subjects.of(one),
            )
            for one, line in lines
            for rating in one.fresh
        ]
        Rating.objects.bulk_create(rows, batch_size=AT_ONCE)
        self.written["ratings"] = len(rows)
        self._discipline(lines)

    def _discipline(self, lines: Iterable[tuple[Placed, RatingLine]]) -> None:
        rows = [
            Discipline(
                authority_id=self.batch.authority_id,
                batch=self.batch,
                source=self._source(one, line.note),
                state=case.state,
                year=case.year,
                measure=case.measure,
                since=case.since,
                words=case.words,
                **self.subjects.of(one),
            )
            for one, line in lines
            for case in one.cases
        ]
        Discipline.objects.bulk_create(rows, batch_size=AT_ONCE)
        self.written["discipline"] = len(rows)

    def _source(self, one: Placed, note: str) -> str:
        where = f"{self.batch.file.name}, trang “{one.row.sheet}”, dòng {one.row.row}"
        return f"{where}; ghi chú: {note}"[:300] if note else where[:300]


def cover(batch: ImportBatch) -> list[tuple[int, int]]:
    """Say for which years the record is complete by this file, and forget what was said before.

    A year with a line still waiting or faulty is not complete: outside coverage "no award" is not
    known, and stays so until every line of the year is answered or left out.
    """
    unsettled = batch.rows.filter(state__in=(RowState.ASKED, RowState.FAULTY))
    open_years = _years_of(unsettled.values_list("content", flat=True), batch.years)
    spans = _spans(sorted(set(batch.years) - open_years))
    source = Coverage.Source.RATINGS if batch.kind == BatchKind.RATINGS else Coverage.Source.AWARDS
    Coverage.objects.filter(batch=batch).delete()
    Coverage.objects.bulk_create(
        Coverage(
            authority_id=batch.authority_id,
            source=source,
            first_year=first,
            last_year=last,
            batch=batch,
        )
        for first, last in spans
    )
    return spans


def _years_of(contents: Iterable[Mapping[str, object]], every: Sequence[int]) -> set[int]:
    """Years that these lines speak of; a line that names none may be about any."""
    years: set[int] = set()
    for content in contents:
        who = who_of(content)
        if "ratings" in content or who is None or who.year is None:
            years.update(every)
        else:
            years.add(who.year)
    return years


def _spans(years: Sequence[int]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for year in years:
        if spans and spans[-1][1] == year - 1:
            spans[-1] = (spans[-1][0], year)
        else:
            spans.append((year, year))
    return spans
