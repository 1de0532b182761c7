"""Conditions over several years: in a row, n of the last m, within, a run that contains others.

Years are named, never counted in rows: a year nothing is known of stays in its place, unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from thidua.law.algebra import Algebra, Atom, at_least, climbed, every, some
from thidua.law.binding import Binding, Number
from thidua.law.tree import Node

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mark:
    """What makes a year count: a signal, and the level an ordinal one must reach."""

    signal: str
    level: Number | None = None

    def atom(self, binding: Binding, year: int) -> Atom:
        bound = None if self.level is None else binding.number(self.level)
        return Atom(self.signal, year, bound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly(Node):
    """A condition over years; a year counts when one of ``marks`` holds in it."""

    marks: tuple[Mark, ...]

    @property
    def read_marks(self) -> tuple[Mark, ...]:
        """Every mark the node reads, the counting ones first."""
        return self.marks

    def year(self, binding: Binding, algebra: Algebra[T], year: int) -> T:
        """Whether the year counts."""
        return some(algebra, (algebra.read(mark.atom(binding, year)) for mark in self.marks))

    def years(self, binding: Binding, algebra: Algebra[T], years: Iterable[int]) -> list[T]:
        return [self.year(binding, algebra, year) for year in years]


@dataclass(frozen=True, slots=True, kw_only=True)
class InARow(Yearly):
    """``k`` years in a row, ending ``newest`` to ``oldest`` years before the year judged."""

    k: Number
    newest: Number = 0
    oldest: Number = 0

    @property
    def numbers(self) -> dict[str, Number]:
        return {"k": self.k, "newest": self.newest, "oldest": self.oldest}

    def windows(self, binding: Binding) -> list[range]:
        """The runs of years that would do, newest first."""
        k = binding.whole(self.k)
        lags = range(binding.whole(self.newest), binding.whole(self.oldest) + 1)
        ends = [binding.year - lag for lag in lags]
        return [range(end - k + 1, end + 1) for end in ends]

    def ask(self, binding: Binding, algebra: Algebra[T]) -> T:
        return some(
            algebra,
            (
                every(algebra, self.years(binding, algebra, window))
                for window in self.windows(binding)
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CountOfLast(Yearly):
    """In at least ``n`` of the last ``m`` years, the year judged included."""

    n: Number
    m: Number

    @property
    def numbers(self) -> dict[str, Number]:
        return {"n": self.n, "m": self.m}

    def window(self, binding: Binding) -> range:
        return range(binding.year - binding.whole(self.m) + 1, binding.year + 1)

    def ask(self, binding: Binding, algebra: Algebra[T]) -> T:
        years = self.years(binding, algebra, self.window(binding))
        return at_least(algebra, binding.whole(self.n), years)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithinYears(Yearly):
    """In one of the years from ``newest`` to ``oldest`` years before the year judged."""

    newest: Number = 0
    oldest: Number = 0

    @property
    def numbers(self) -> dict[str, Number]:
        return {"newest": self.newest, "oldest": self.oldest}

    def window(self, binding: Binding) -> range:
        newest, oldest = binding.whole(self.newest), binding.whole(self.oldest)
        return range(binding.year - oldest, binding.year - newest + 1)

    def ask(self, binding: Binding, algebra: Algebra[T]) -> T:
        return some(algebra, self.years(binding, algebra, self.window(binding)))


@dataclass(frozen=True, slots=True)
class Containing:
    """At least ``n`` of something within the run.

    ``marks`` are counted one by one in each year: one for what happens at most once a year (an
    award), one for each repetition where a year may hold several (initiatives).
    """

    marks: tuple[Mark, ...]
    n: Number

    def climbed(
        self, binding: Binding, algebra: Algebra[T], rungs: Sequence[T], year: int
    ) -> list[T]:
        """The ladder of "at least so many" after one more year."""
        for mark in self.marks:
            rungs = climbed(algebra, rungs, algebra.read(mark.atom(binding, year)))
        return list(rungs[: binding.whole(self.n)])


@dataclass(frozen=True, slots=True, kw_only=True)
class RunContaining(InARow):
    """A run of ``k`` years or more in which other things happened often enough.

    "Từ 02 năm liên tục trở lên …, trong thời gian đó có 02 sáng kiến": a longer run may hold what a
    shorter one does not, so every length up to ``reach`` years before the year judged is tried.
    """

    counts: tuple[Containing, ...]
    reach: Number

    @property
    def numbers(self) -> dict[str, Number]:
        counted = {f"n{i}": count.n for i, count in enumerate(self.counts, start=1)}
        return {"k": self.k, "newest": self.newest, "oldest": self.oldest} | counted

    @property
    def read_marks(self) -> tuple[Mark, ...]:
        return self.marks + tuple(mark for count in self.counts for mark in count.marks)

    def windows(self, binding: Binding) -> list[range]:
        return [
            range(start, shortest.stop)
            for shortest in InARow.windows(self, binding)
            for start in self._starts(binding, shortest)
        ]

    def _starts(self, binding: Binding, shortest: range) -> range:
        """First years of the runs that end with this one and can hold what is counted."""
        latest = min(shortest.start, shortest.stop - self._least_years(binding))
        earliest = min(latest, binding.year - binding.whole(self.reach))
        return range(latest, earliest - 1, -1)

    def _least_years(self, binding: Binding) -> int:
        """How many years so many things need: each mark counts once a year."""
        needed = (-(-binding.whole(count.n) // len(count.marks)) for count in self.counts)
        return max(needed, default=1)

    def ask(self, binding: Binding, algebra: Algebra[T]) -> T:
        return some(algebra, (run for _, run in self.runs(binding, algebra)))

    def runs(self, binding: Binding, algebra: Algebra[T]) -> Iterator[tuple[int, T]]:
        """The first year of every run that would do, and whether it is one.

        Runs that end together grow backwards a year at a time, so nothing is asked twice of them.
        """
        for shortest in InARow.windows(self, binding):
            starts = self._starts(binding, shortest)
            run: list[T] = []  # empty or one value: a value may itself be None
            rungs: list[list[T]] = [[] for _ in self.counts]
            for year in range(shortest[-1], starts[-1] - 1, -1):
                counts = self.year(binding, algebra, year)
                run = [every(algebra, [*run, counts])]
                rungs = [
                    count.climbed(binding, algebra, held, year)
                    for count, held in zip(self.counts, rungs, strict=True)
                ]
                if year in starts:
                    yield year, every(algebra, [*run, *(held[-1] for held in rungs)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Following(RunContaining):
    """A run as in ``RunContaining`` that begins after one of the ``first`` awards was conferred.

    "Đã được tặng A và sau đó có từ 05 năm liên tục trở lên đến thời điểm đề nghị": the run need not
    follow the award at once, so any earlier year will do, up to ``since`` years before the year
    judged and at least to the year before the longest run. Its own year is not part of the run.
    """

    first: tuple[Mark, ...]
    since: Number

    @property
    def numbers(self) -> dict[str, Number]:
        # Both by name: a class made anew for its slots has no bare "super()".
        return super(Following, self).numbers | {"since": self.since}

    @property
    def read_marks(self) -> tuple[Mark, ...]:
        return super(Following, self).read_marks + self.first

    def ask(self, binding: Binding, algebra: Algebra[T]) -> T:
        runs = list(self.runs(binding, algebra))
        had = self._had(binding, algebra, [start for start, _ in runs])
        return some(algebra, (algebra.and_(had[start], run) for start, run in runs))

    def _had(self, binding: Binding, algebra: Algebra[T], starts: Sequence[int]) -> dict[int, T]:
        """For each first year of a run, whether the award was conferred before it."""
        had: dict[int, T] = {}
        so_far: list[T] = []
        # To the year judged: what was conferred too late decides nothing, and is shown.
        for year in range(
            min(binding.year - binding.whole(self.since), min(starts) - 1), binding.year + 1
        ):
            here = some(algebra, [algebra.read(mark.atom(binding, year)) for mark in self.first])
            so_far = [some(algebra, [*so_far, here])]
            had[year + 1] = so_far[0]
        return had
