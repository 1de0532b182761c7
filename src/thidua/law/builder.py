"""Facts gathered from a spreadsheet, a register or a form, in any order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from thidua.law import signals
from thidua.law.algebra import Tri, tri_and
from thidua.law.criteria import ARMED_SUBJECTS, closable, quantities, vouchable
from thidua.law.enums import BLOCKS, Group, InitiativeScope, RatingLevel, SubjectKind
from thidua.law.errors import BadFact
from thidua.law.facts import Coverage, Fact, Facts
from thidua.law.service import Post, facts_of
from thidua.law.titles import Kind, known_title, known_titles

_KINDS: tuple[Kind, Kind] = ("title", "form")
_MOST = 2
"""Initiatives of one year told apart; no standard in the book counts further within a year."""


@dataclass(frozen=True, slots=True)
class _Initiative:
    year: int
    scope: InitiativeScope | None
    source: str
    recognised: Tri
    used_for: str | None

    def reaches(self, scope: InitiativeScope) -> Tri:
        """Recognised at all is recognised by the unit; further only by certificate."""
        if self.scope is None:
            return True if scope is InitiativeScope.CO_SO else None
        return self.scope >= scope

    def usable(self, kind: Kind) -> Tri:
        """Official Letter 5007/BNV-TĐKT: what served a title may not serve a form, and vice versa.

        For another title after a title the letter is silent: unknown. What served something this
        book has no code for may not serve a form.
        """
        if self.used_for is None:
            return True
        served = known_titles().get(self.used_for)
        if kind == "title" and (served is None or served.kind == "title"):
            return None
        return False

    def counts(self, kind: Kind, scope: InitiativeScope) -> Tri:
        return tri_and(tri_and(self.recognised, self.reaches(scope)), self.usable(kind))


def _span(first: int, last: int) -> tuple[int, int]:
    if first > last:
        raise BadFact(f"Khoảng năm {first}–{last} bị ngược: năm đầu phải trước năm cuối.")
    return first, last


class FactsBuilder:
    """Collects what is known of one subject for the year of merit ``year``.

    ``group``: see ``Group``; left out, the subject is judged as staff. Whatever is not said stays
    unknown, never false; ``awards_on_file``, ``ratings_on_file`` and ``no_other_initiatives`` say
    where a register is complete. Every ``source`` is a few Vietnamese words: where it stands.
    """

    def __init__(self, kind: SubjectKind, year: int, *, group: str | None = None) -> None:
        try:
            self._group = Group(group) if group else Group.STAFF
            self._group_is_told = bool(group)
        except ValueError:
            raise BadFact(f"Không có nhóm đối tượng “{group}”.") from None
        self._kind = SubjectKind(kind)
        self._year = year
        self._values: dict[tuple[str, int], Fact] = {}
        self._coverage: list[Coverage] = []
        self._initiatives: list[_Initiative] = []
        self._vouched: str | None = None
        self._closed: str | None = None

    def rating(self, year: int, level: RatingLevel | None, source: str) -> Self:
        """The rating of a year; ``None``: known not to be rated, or not yet: it stays unknown."""
        self._values[signals.RATING, year] = Fact(level, source)
        return self

    def award(self, code: str, year: int, source: str, *, merit: bool = True) -> Self:
        """An award conferred for merit of ``year`` (not the year of the decision).

        ``merit=False``: for a sudden feat or a thematic movement, which is no ground for a merit
        proposal (Decree 152/2025, Art. 4(3)); it leaves no fact. ``UnknownTitle`` for no such code.
        """
        title = known_title(code)
        if merit:
            self._values[signals.award(title.code), year] = Fact(True, source)
        return self

    def awards_on_file(self, first: int, last: int, source: str) -> Self:
        """The award register is complete for these years: no entry means not awarded."""
        self._coverage.append(Coverage("award", *_span(first, last), source))
        return self

    def ratings_on_file(self, first: int, last: int, source: str) -> Self:
        """The ratings are complete for these years: no entry means no rating that would count."""
        self._coverage.append(Coverage(signals.RATING, *_span(first, last), source))
        return self

    def initiative(
        self,
        year: int,
        scope: InitiativeScope | None,
        source: str,
        *,
        recognised: bool | None = True,
        used_for: str | None = None,
    ) -> Self:
        """An initiative of a year; call once for each.

        ``recognised``: ``None`` while the decision is awaited. ``scope``: how far it is certified
        to reach; ``None`` when no paper says (the unit's own recognition is then enough for the
        unit, and the province's certificate is asked for). ``used_for``: code of the title or form
        it has already served, not the one it is proposed for now.
        """
        self._initiatives.append(_Initiative(year, scope, source, recognised, used_for))
        return self

    def no_other_initiatives(self, year: int, source: str) -> Self:
        """Nothing else of the kind is claimed for that year.

        For the year judged this closes the alternatives that stand beside initiatives in Art. 22
        and 23 as well: accepted scientific work, ingenuity in combat.
        """
        self._coverage.append(Coverage("initiative", year, year, source))
        if year == self._year:
            for criterion in closable("initiative"):
                self._values.setdefault((f"declared.{criterion}", year), Fact(False, source))
        return self

    def no_other_achievements(self, source: str) -> Self:
        """No achievement is claimed but those declared (movement, feat, contribution …)."""
        self._closed = source
        return self

    def service_months(self, months: int | None, source: str) -> Self:
        """Months in service in the year judged.

        Maternity leave counts as time worked (Decree 152/2025, Art. 4(5)), and so does time healing
        an injury from saving people or from combat: give the months with them.
        """
        if months is not None and months < 0:
            raise BadFact(f"Số tháng công tác {months} nhỏ hơn 0.")
        self._values[signals.SERVICE, self._year] = Fact(months, source)
        return self

    def share(self, signal: str, part: int, whole: int, source: str) -> Self:
        """``part`` of ``whole`` members: signal ``LDTT``, ``CSTT`` or ``complete``."""
        if signal not in signals.SHARE_WORDS:
            raise BadFact(f"Không có tỷ lệ nào tên “{signal}”.")
        if whole <= 0 or not 0 <= part <= whole:
            raise BadFact(
                f"Tỷ lệ {part}/{whole} không thể có: cần 0 ≤ {part} ≤ {whole}, mẫu lớn hơn 0."
            )
        where = f"{part}/{whole} người, {source}"
        self._values[signals.share(signal), self._year] = Fact(Fraction(part, whole), where, whole)
        return self

    def count(self, signal: str, n: int, source: str) -> Self:
        """How many members: signal ``CSTDCS``."""
        if signal not in signals.COUNT_WORDS:
            raise BadFact(f"Không có số đếm nào tên “{signal}”.")
        if n < 0:
            raise BadFact(f"Số người {n} nhỏ hơn 0.")
        self._values[signals.count(signal), self._year] = Fact(n, source)
        return self

    def quantity(self, name: str, value: int | Fraction | None, source: str) -> Self:
        """A number of the year judged: one of ``criteria.quantities``; ``None``: not known."""
        if name not in quantities():
            raise BadFact(f"Không có số liệu nào tên “{name}”.")
        if value is not None and value < 0:
            raise BadFact(f"Số liệu “{quantities()[name].words}” là {value}, nhỏ hơn 0.")
        self._values[signals.quantity(name), self._year] = Fact(value, source)
        return self

    def posts(self, held: Sequence[Post], source: str, *, after: str = "") -> Self:
        """Every leadership post there was: years at each level (``service``), by its rules.

        ``after``: the month (“2019-04”) of an earlier long-service award; only what was served
        later counts anew. A quantity said later by hand stands instead.
        """
        for name, fact in facts_of(held, self._year, source, after).items():
            self._values[signals.quantity(name), self._year] = fact
        return self

    def declare(self, criterion: str, value: bool | None, source: str) -> Self:
        """What somebody declares of a criterion (see ``declarable``), with who says so."""
        self._values[f"declared.{criterion}", self._year] = Fact(value, source)
        return self

    def declare_all(self, source: str) -> Self:
        """The proposer vouches for what is not said otherwise (Art. 83(1): xét từ cơ sở).

        Covers the criteria of conduct, nothing pending against the subject, and enough service;
        never a rating, an award, an initiative or an achievement.
        """
        self._vouched = source
        return self

    def blocked(self, kind: str, value: bool | None, source: str) -> Self:
        """Whether something keeps the subject from being considered: one of ``BLOCKS``."""
        if kind not in BLOCKS:
            raise BadFact(f"Không có loại vướng mắc “{kind}”.")
        self._values[signals.block(kind), self._year] = Fact(value, source)
        return self

    def build(self) -> Facts:
        """The facts as gathered; the builder can go on."""
        values = {
            **self._voucher(),
            **self._closure(),
            **self._group_facts(),
            **self._initiative_facts(),
            **self._values,
        }
        coverage = tuple(self._coverage)
        return Facts(self._kind, self._year, self._group, values, coverage, self._vouched)

    def _group_facts(self) -> dict[tuple[str, int], Fact]:
        """A group that was told answers whether the subject is of the armed forces: nobody has to
        vouch for it, and nobody can vouch against it."""
        if not self._group_is_told:
            return {}
        fact = Fact(self._group is Group.ARMED, "nhóm đối tượng đã ghi")
        return {(f"declared.{criterion}", self._year): fact for criterion in ARMED_SUBJECTS}

    def _voucher(self) -> dict[tuple[str, int], Fact]:
        if self._vouched is None:
            return {}
        source = self._vouched
        vouched = {f"declared.{criterion}": True for criterion in vouchable()}
        vouched |= {signals.block(kind): False for kind in BLOCKS}
        vouched[signals.SERVICE] = True
        return {(name, self._year): Fact(value, source) for name, value in vouched.items()}

    def _closure(self) -> dict[tuple[str, int], Fact]:
        if self._closed is None:
            return {}
        source = self._closed
        return {
            (f"declared.{criterion}", self._year): Fact(False, source)
            for criterion in closable("achievement")
        }

    def _initiative_facts(self) -> dict[tuple[str, int], Fact]:
        facts: dict[tuple[str, int], Fact] = {}
        for year in sorted({one.year for one in self._initiatives}):
            of_year = [one for one in self._initiatives if one.year == year]
            covered = any(cover.covers("initiative", year) for cover in self._coverage)
            for kind in _KINDS:
                for scope in InitiativeScope:
                    for nth in range(1, _MOST + 1):
                        name = signals.initiative(kind, scope, nth)
                        facts[name, year] = _nth(of_year, kind, scope, nth, covered=covered)
        return facts


def _nth(
    of_year: list[_Initiative], kind: Kind, scope: InitiativeScope, nth: int, *, covered: bool
) -> Fact:
    """Whether at least ``nth`` of them count; others may exist unless the year is covered."""
    counted = [(one.counts(kind, scope), one.source) for one in of_year]
    certain = [source for value, source in counted if value is True]
    possible = [source for value, source in counted if value is not False]
    if len(certain) >= nth:
        return Fact(True, certain[nth - 1])
    if len(possible) >= nth:
        return Fact(None, possible[nth - 1])
    return Fact(False if covered else None, "; ".join(source for _, source in counted))
