"""From long tables to one wide table: a nullable boolean column for each fact and year.

The meaning is that of ``FactsBuilder`` and ``Facts``: what is not said is unknown, never false; a
register complete for a year makes what it does not hold false. Columns are named by absolute year,
so a year once encoded stays as it is and the next one is appended. Encoding costs many times what
judging costs: every register is read once a year, and scattered straight into place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from thidua.bulk.errors import BadTable
from thidua.bulk.index import NOWHERE, Index, Rows
from thidua.bulk.tables import Tables
from thidua.law import signals
from thidua.law.algebra import Atom
from thidua.law.criteria import ARMED_SUBJECTS, LOCAL, closable, vouchable
from thidua.law.enums import Group, InitiativeScope, RatingLevel
from thidua.law.titles import known_titles

Bools = npt.NDArray[np.bool_]

_NOT_SAID: Final = -1
_NOT_RATED: Final = -2
"""Said not to be known: no coverage makes it false."""


def encode(tables: Tables, atoms: Iterable[Atom], year: int) -> pa.Table:
    """The wide table these atoms are read from; ``year``: the year of merit.

    Columns ``subject``, ``kind``, ``group`` (where the subjects have them) and one for each atom.
    """
    columns = [name for name in ("subject", "kind", "group") if name in _columns(tables)]
    subjects = tables.subjects.select(columns).collect()
    encoder = Encoder(tables, Index(subjects.get_column("subject")), year)
    wide = subjects.to_arrow()
    for name, plane in encoder.planes(atoms):
        wide = wide.append_column(pa.field(name, pa.bool_()), plane)
    return wide


def append(wide: pa.Table, tables: Tables, atoms: Iterable[Atom], year: int) -> pa.Table:
    """The same table with the columns it lacks: a year more, or a title more.

    The tables need to hold only what those columns are made of, in any order.
    """
    held = set(wide.column_names)
    index = Index(pl.Series("subject", pl.from_arrow(wide.column("subject"))))
    encoder = Encoder(tables, index, year)
    for name, plane in encoder.planes(atom for atom in atoms if atom.name not in held):
        wide = wide.append_column(pa.field(name, pa.bool_()), plane)
    return wide


def _columns(tables: Tables) -> list[str]:
    return tables.subjects.collect_schema().names()


class Encoder:
    """Makes the planes of one population for one year of merit."""

    def __init__(self, tables: Tables, index: Index, year: int) -> None:
        self._tables, self._index, self._year = tables, index, year
        self._held = set(_columns(tables))
        self._flags: dict[tuple[str, int], Bools] = {}
        own = tables.subjects.select("subject").collect().get_column("subject")
        self._own_rows = index.rows(own)

    def planes(self, atoms: Iterable[Atom]) -> Iterator[tuple[str, pa.BooleanArray]]:
        """Name and column of each atom, register by register and year by year."""
        makers: Mapping[str, Callable[[int, list[Atom]], Iterator[tuple[str, pa.BooleanArray]]]] = {
            signals.RATING: self._ratings,
            "award": self._awards,
            "initiative": self._initiatives,
        }

        def place(atom: Atom) -> tuple[str, int]:
            return atom.signal.partition(".")[0], atom.year

        for (register, year), group in groupby(sorted(set(atoms), key=place), key=place):
            yield from makers.get(register, self._own_facts)(year, list(group))

    def _ratings(self, year: int, atoms: list[Atom]) -> Iterator[tuple[str, pa.BooleanArray]]:
        levels = np.full(len(self._index), _NOT_SAID, dtype=np.int8)
        frame = self._of_year(self._tables.ratings, year, "level")
        if frame is not None:
            rows, frame = self._rows(frame)
            told = frame.get_column("level")
            if told.drop_nulls().is_between(min(RatingLevel), max(RatingLevel)).all() is False:
                raise BadTable(f"Bảng “ratings” năm {year}: cột “level” chỉ nhận 0, 1, 2, 3.")
            levels[rows] = told.fill_null(_NOT_RATED).cast(pl.Int8).to_numpy()
        known = levels >= 0
        if self._covers(signals.RATING, year):
            known |= levels == _NOT_SAID
        for atom in atoms:
            least = 1 if atom.at_least is None else atom.at_least
            yield atom.name, plane(levels >= -(-least // 1), known)

    def _awards(self, year: int, atoms: list[Atom]) -> Iterator[tuple[str, pa.BooleanArray]]:
        frame = self._of_year(self._tables.awards, year, "code", "merit")
        if frame is not None:
            frame = _for_merit(frame)
        known = None if self._covers("award", year) else False
        for atom in atoms:
            held = np.zeros(len(self._index), dtype=np.bool_)
            if frame is not None:
                code = atom.signal.partition(".")[2]
                rows, _ = self._rows(frame.filter(pl.col("code") == code))
                held[rows] = True
            yield atom.name, plane(held, held if known is False else None)

    def _initiatives(self, year: int, atoms: list[Atom]) -> Iterator[tuple[str, pa.BooleanArray]]:
        none_else = self._nothing_else(year)
        frame = self._of_year(self._tables.initiatives, year, "scope", "recognised", "used_for")
        rows = np.zeros(0, dtype=np.int64)
        if frame is not None:
            rows, frame = self._rows(frame)
        for atom in atoms:
            _, used_by, scope, nth = atom.signal.split(".")
            certain, possible = rows, rows
            if frame is not None:
                sure, likely = _counting(frame, used_by, InitiativeScope[scope])
                certain, possible = rows[sure], rows[likely]
            value = self._times(certain, int(nth))
            known = value | (none_else & ~self._times(possible, int(nth)))
            yield atom.name, plane(value, known)

    def _own_facts(self, year: int, atoms: list[Atom]) -> Iterator[tuple[str, pa.BooleanArray]]:
        """What the subjects table says itself, and what follows where it says nothing."""
        for atom in atoms:
            value, known = self._own(atom.signal, year, atom.at_least)
            if year == self._year:
                for answer, holds in self._unless_said(atom.signal):
                    more = holds & ~known
                    value, known = value | (more & answer), known | more
            yield atom.name, plane(value, known)

    def _unless_said(self, signal: str) -> Iterator[tuple[bool, Bools]]:
        """What the group, a voucher or a closure answers, and for whom; the first to answer."""
        register, _, detail = signal.partition(".")
        if register == "declared" and detail in ARMED_SUBJECTS:
            yield True, self._in_group(Group.ARMED)
            yield False, self._in_group(*Group)
        if register == "declared" and detail in closable("initiative"):
            yield False, self._nothing_else(self._year)
        if register == "declared" and detail in closable("achievement"):
            yield False, self._flag("no_other_achievements", self._year)
        if register == "declared" and (detail in vouchable() or detail.startswith(LOCAL)):
            yield True, self._flag("declare_all", self._year)
        if register in {"blocked", signals.SERVICE}:
            yield register == signals.SERVICE, self._flag("declare_all", self._year)

    def _nothing_else(self, year: int) -> Bools:
        """For whom the initiatives of the year are complete."""
        if self._covers("initiative", year):
            return np.ones(len(self._index), dtype=np.bool_)
        return self._flag("no_other_initiatives", year)

    def _flag(self, name: str, year: int) -> Bools:
        """A yes of the subjects table; the few there are serve many columns."""
        held = self._flags.get((name, year))
        if held is None:
            held = self._flags[name, year] = self._own(name, year)[0]
        return held

    def _in_group(self, *groups: Group) -> Bools:
        """Whose group is on file, and one of these."""
        held = np.zeros(len(self._index), dtype=np.bool_)
        if "group" in self._held:
            told = self._tables.subjects.select("group").collect().get_column("group")
            here = told.cast(pl.String).is_in(list(groups)).fill_null(value=False).to_numpy()
            held[self._own_rows[here & (self._own_rows != NOWHERE)]] = True
        return held

    def _own(self, name: str, year: int, bound: object = None) -> tuple[Bools, Bools]:
        """A column of the subjects table by row: its value (or whether it reaches), and known."""
        value = np.zeros(len(self._index), dtype=np.bool_)
        known = value.copy()
        column = f"{name}@{year}"
        if column in self._held:
            held = self._tables.subjects.select(column).collect().get_column(column)
            if held.dtype.is_numeric():
                held = held >= float(1 if bound is None else bound)  # type: ignore[arg-type]
            here = self._own_rows != NOWHERE
            rows = self._own_rows[here]
            value[rows] = held.fill_null(value=False).to_numpy()[here]
            known[rows] = held.is_not_null().to_numpy()[here]
        return value & known, known

    def _of_year(self, table: pl.LazyFrame | None, year: int, *columns: str) -> pl.DataFrame | None:
        """The rows of a year with those of the columns the table has."""
        if table is None:
            return None
        held = table.collect_schema().names()
        wanted = [name for name in ("subject", *columns) if name in held]
        return table.filter(pl.col("year") == year).select(wanted).collect()

    def _rows(self, frame: pl.DataFrame) -> tuple[Rows, pl.DataFrame]:
        """The rows of those in the population, and their part of the frame."""
        rows = self._index.rows(frame.get_column("subject"))
        here = rows != NOWHERE
        return (rows, frame) if here.all() else (rows[here], frame.filter(here))

    def _times(self, rows: Rows, nth: int) -> Bools:
        """Which rows stand there at least ``nth`` times."""
        held = np.zeros(len(self._index), dtype=np.bool_)
        if nth > 1:
            rows = np.sort(rows)
            rows = rows[nth - 1 :][rows[nth - 1 :] == rows[: len(rows) - nth + 1]]
        held[rows] = True
        return held

    def _covers(self, register: str, year: int) -> bool:
        return any(cover.covers(register, year) for cover in self._tables.coverage)


def plane(value: Bools, known: Bools | None) -> pa.BooleanArray:
    """An Arrow column; where it is not known its value bit is 0. ``known=None``: everywhere."""
    if known is None or known.all():
        buffers = [None, _packed(value)]
    else:
        buffers = [_packed(known), _packed(value & known)]
    return pa.Array.from_buffers(pa.bool_(), len(value), buffers)


def _packed(bits: Bools) -> pa.Buffer:
    return pa.py_buffer(np.packbits(bits, bitorder="little"))


def _for_merit(frame: pl.DataFrame) -> pl.DataFrame:
    """Awards for a sudden feat or a theme are no ground for a merit proposal."""
    strange = set(frame.get_column("code").unique().to_list()) - known_titles().keys()
    if strange:
        words = ", ".join(f"“{one}”" for one in sorted(map(str, strange))[:3])
        raise BadTable(f"Bảng “awards” có mã danh hiệu, hình thức không nhận ra: {words}.")
    if "merit" not in frame.columns:
        return frame
    if frame.get_column("merit").null_count():
        raise BadTable("Bảng “awards”: cột “merit” phải có giá trị ở mọi dòng.")
    return frame.filter(pl.col("merit"))


def _counting(frame: pl.DataFrame, used_by: str, scope: InitiativeScope) -> tuple[Bools, Bools]:
    """Which initiatives certainly and which possibly count for a title or a form at that scope.

    Recognised at all is recognised by the unit; further only by certificate. What served a form may
    not serve a title; after another title, or something not in the law, nobody says; what served
    anything may not serve a form (Official Letter 5007/BNV-TĐKT).
    """
    everyone = pl.lit(value=True)
    recognised = pl.col("recognised") if "recognised" in frame.columns else everyone
    served = pl.col("used_for").cast(pl.String) if "used_for" in frame.columns else pl.lit(None)
    forms = [code for code, title in known_titles().items() if title.kind == "form"]
    fresh = served.is_null()
    may_serve = fresh | ~served.is_in(forms) if used_by == "title" else fresh
    reaches = pl.col("scope") >= int(scope)
    told = frame.select(
        certain=recognised.fill_null(value=False)
        & reaches.fill_null(scope is InitiativeScope.CO_SO)
        & fresh,
        possible=recognised.fill_null(value=True)
        & reaches.fill_null(value=True)
        & may_serve.fill_null(value=True),
    )
    return told.get_column("certain").to_numpy(), told.get_column("possible").to_numpy()
