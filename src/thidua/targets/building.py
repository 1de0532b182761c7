"""From tables and answers to what will be written: targets, shares, figures. Pure.

Nothing is guessed here: what the answers leave out is left out, what is silent stays unknown.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from thidua.targets import cells
from thidua.targets.asking import meant, owners
from thidua.targets.enums import Counting, Direction, Formula, Rhythm, TargetKind
from thidua.targets.questions import LEAVE, Asked, Finder
from thidua.targets.reader import Reader
from thidua.targets.scales import Shares, column_scale, row_scale, scaled
from thidua.targets.shapes import Goal, due_of, goal_of
from thidua.targets.sheets import Role, Table
from thidua.vietnamese.text import clean, fold


@dataclass(frozen=True, slots=True)
class Given:
    """A figure for one unit (`unit` empty: the whole) and the period that ends on `day`."""

    unit: str
    day: date
    value: Decimal | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A unit's share; `unit` is its id, or `moi:` and the name of one to be added."""

    unit: str
    plan: Decimal | None
    baseline: Decimal | None = None
    weight: Decimal | None = None
    last: Decimal | None = None


@dataclass(slots=True)
class Draft:
    """One target to be made, or (with `code`) one that exists and receives figures."""

    goal: Goal
    year: int
    code: str = ""
    due_on: date | None = None
    owner: str = ""
    direction: str = Direction.UP
    running: bool = True
    monthly: bool = False
    accepts_gap: bool = False
    parts: list[Part] = field(default_factory=list)
    figures: list[Given] = field(default_factory=list)

    @property
    def counting(self) -> Counting:
        return Counting.CUMULATIVE if self.running else Counting.PER_PERIOD

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm.MONTH if self.monthly else Rhythm.QUARTER

    @property
    def formula(self) -> Formula:
        """By what there is: sizes make shares addable; without units the watching body reports."""
        if self.goal.kind == TargetKind.MILESTONE or not self.parts:
            return Formula.OWN
        if self.goal.kind == TargetKind.PLACES:
            return Formula.COUNT
        if self.goal.kind == TargetKind.SHARE:
            weighed = all(part.weight for part in self.parts)
            return Formula.WEIGHTED if weighed else Formula.OWN
        return Formula.SUM

    @property
    def baseline(self) -> Decimal | None:
        """The sum of the units' baselines, when every unit has one and they add."""
        known = [part.baseline for part in self.parts if part.baseline is not None]
        whole = self.formula == Formula.SUM and len(known) == len(self.parts)
        return sum(known, Decimal(0)) if known and whole else None


def build(
    readers: Sequence[Reader],
    finder: Finder,
    asked: Asked,
    existing: Sequence[tuple[str, Goal]],
    shares: Shares,
    year: int,
) -> list[Draft]:
    """Drafts in the order of the file."""
    drafts: dict[str, Draft] = {}
    for reader in readers:
        if reader.table.kind == "targets":
            for row in reader.table.lines:
                drafts[f"dong:{reader.at}:{row}"] = _from_row(reader, row, finder, year)
    for code, goal in existing:
        drafts[f"ma:{code}"] = Draft(goal, year, code=code)
    for reader in readers:
        if reader.table.kind == "units":
            key = meant(reader.at, reader.answers, asked)
            if key in drafts:
                _add_sheet(drafts[key], reader, finder)
        elif reader.table.kind == "matrix":
            _add_matrix(drafts, reader, finder, shares)
    for draft in drafts.values():
        _finish(draft, finder)
    return [one for one in drafts.values() if not one.code or one.parts or one.figures]


def _day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _from_row(reader: Reader, row: int, finder: Finder, year: int) -> Draft:
    table, at = reader.table, reader.at
    goal = goal_of(reader, row)
    draft = Draft(goal, year, due_on=due_of(table.words(row, Role.DUE), year))
    draft.owner = _owner(reader, row, finder)
    draft.direction = reader.answers.get(f"chieu:{at}:{row}", Direction.UP)
    draft.running = table.running is not False
    draft.monthly = _monthly(table)
    for column, month in sorted(table.periods.items()):
        found = reader.read(row, column, percent=goal.percent)
        found = _figure(found, goal, f"{at}:{row}", reader.answers)
        if not found.is_silent:
            draft.figures.append(Given("", _day(year, month), found.value, found.words))
    return draft


def _owner(reader: Reader, row: int, finder: Finder) -> str:
    said = reader.answers.get(f"theodoi:{reader.at}:{row}", "")
    if said:
        return "" if said == LEAVE else said
    hits = [finder.find(one) for one in owners(reader.table.words(row, Role.OWNER))]
    return next((str(hit[0]) for hit in hits if hit), "")


def _monthly(table: Table) -> bool:
    return any(month % 3 for month in table.periods.values())


def _figure(found: cells.Read, goal: Goal, key: str, answers: Mapping[str, str]) -> cells.Read:
    """The figure after the answers that concern cells of its kind."""
    if goal.kind in {TargetKind.PLACES, TargetKind.MILESTONE}:
        return _reached(found, key, answers)
    if found.fraction:
        said = answers.get(f"phantram:{key}", "nhan")
        if said == LEAVE:
            return cells.Read()
        assert found.value is not None
        return cells.Read(found.value * 100 if said == "nhan" else found.value)
    return found


def _reached(found: cells.Read, key: str, answers: Mapping[str, str]) -> cells.Read:
    if found.is_silent or found.value is not None:
        return found
    said = cells.said_reached(found)
    if said is None:
        answer = answers.get(f"dat:{key}:{fold(clean(found.words))}"[:200], LEAVE)
        said = None if answer == LEAVE else answer == "1"
    value = None if said is None else Decimal(int(said))
    return cells.Read(value, found.words)


# -- a sheet of units ------------------------------------------------------------------------------


def _add_sheet(draft: Draft, reader: Reader, finder: Finder) -> None:
    table, at, answers = reader.table, reader.at, reader.answers
    said = answers.get(f"luyke:{at}")
    running = table.running if said is None else said == Counting.CUMULATIVE
    if not draft.code:
        own_running = draft.running
        draft.running = running is not False
        draft.monthly = draft.monthly or _monthly(table)
        if own_running and not draft.running:
            draft.figures = _parted(draft.figures)
        draft.accepts_gap = answers.get(f"tong:{at}") == "nhan"
    for row in table.lines:
        unit = reader.unit(row, finder)
        if unit and _belongs(draft, table, row, finder):
            draft.parts.append(_part(draft.goal, reader, row, unit))
            draft.figures += _line(draft, reader, row, unit)


def _parted(figures: Sequence[Given]) -> list[Given]:
    """Running totals as single periods; after a gap nothing can be told until two follow."""
    found, before = [], Decimal(0)
    known = True
    for one in sorted(figures, key=lambda given: given.day):
        if one.value is None:
            known = False
            continue
        if known:
            found.append(Given(one.unit, one.day, one.value - before, one.words))
        before, known = one.value, True
    return found


def _belongs(draft: Draft, table: Table, row: int, finder: Finder) -> bool:
    """Of a list of places only those named, else those of the year."""
    if draft.goal.kind != TargetKind.PLACES:
        return True
    if draft.goal.places:
        hit = finder.find(table.words(row, Role.UNIT))
        named = [finder.find(one) for one in draft.goal.places]
        return hit is not None and hit in named
    year = table.words(row, Role.YEAR)
    return not year or str(draft.year) in year


def _part(goal: Goal, reader: Reader, row: int, unit: str) -> Part:
    def figure(role: Role) -> Decimal | None:
        found = reader.role(row, role, percent=goal.percent)
        return _figure(found, goal, str(reader.at), reader.answers).value

    plan = Decimal(1) if goal.kind == TargetKind.PLACES else figure(Role.PLAN)
    weight = reader.role(row, Role.WEIGHT).value
    return Part(unit, plan, figure(Role.BASELINE), weight, figure(Role.LAST))


def _line(draft: Draft, reader: Reader, row: int, unit: str) -> list[Given]:
    found = []
    _, signs = row_scale(reader, row) if draft.goal.kind == TargetKind.NUMERIC else (None, {})
    for column, month in sorted(reader.table.periods.items()):
        one = reader.read(row, column, percent=draft.goal.percent)
        one = _figure(one, draft.goal, str(reader.at), reader.answers)
        sign = signs.get(column, 0)
        value = scaled(one.value, sign, reader.scale_said(row, sign))
        if value is not None or one.words:
            found.append(Given(unit, _day(draft.year, month), value, one.words))
    return found


def _finish(draft: Draft, finder: Finder) -> None:
    """Places named in the target's own words, when no sheet lists them."""
    if draft.code or draft.parts or draft.goal.kind != TargetKind.PLACES:
        return
    hits = [finder.find(one) for one in draft.goal.places]
    draft.parts = [Part(str(hit[0]), Decimal(1)) for hit in dict.fromkeys(hits) if hit]


# -- units by targets ------------------------------------------------------------------------------


def _add_matrix(
    drafts: Mapping[str, Draft], reader: Reader, finder: Finder, shares: Shares
) -> None:
    month = reader.answers.get(f"ky:{reader.at}", "")
    if not month.isdigit():
        return
    for column, code in reader.table.known.items():
        draft = drafts.get(f"ma:{code}")
        if draft is not None:
            day = _day(draft.year, int(month))
            draft.figures += _column(draft.goal, reader, column, day, finder, shares.get(code, {}))


def _column(
    goal: Goal,
    reader: Reader,
    column: int,
    day: date,
    finder: Finder,
    shares: Mapping[str, Decimal],
) -> list[Given]:
    found, key = [], f"{reader.at}:{column}"
    numeric = goal.kind == TargetKind.NUMERIC
    _, signs = column_scale(reader, column, finder, shares) if numeric else (None, {})
    for row in reader.table.lines:
        one = reader.read(row, column, percent=goal.percent)
        one = _figure(one, goal, key, reader.answers)
        sign = signs.get(row, 0)
        value = scaled(one.value, sign, reader.scale_said(f"c{column}", sign))
        unit = reader.unit(row, finder)
        if unit and (value is not None or one.words):
            found.append(Given(unit, day, value, one.words))
    return found
