"""Before signing: how much money, for which awards and units, against what the fund still has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.commendation.models import Nomination, Round
from thidua.commendation.queries import kept_from
from thidua.core.actors import Actor
from thidua.councils.queries import RANK
from thidua.decisions.domain.bonus import amounts
from thidua.decisions.models import Decision, DecisionState
from thidua.decisions.queries import free_nominations
from thidua.law import known_title
from thidua.rewards.queries import balance, fund_of, owed


@dataclass(frozen=True, slots=True)
class Part:
    """One award or one unit: how many, how many without an established sum, and đồng."""

    name: str
    count: int
    open: int
    money: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """`balance` is None where the year has no book; `owed` waits to be paid from before."""

    year: int
    by_award: tuple[Part, ...]
    by_unit: tuple[Part, ...]
    total: Part
    balance: int | None
    owed: int

    @property
    def left(self) -> int | None:
        """Đồng left once everything owed and everything here is paid."""
        return None if self.balance is None else self.balance - self.owed - self.total.money

    @property
    def short(self) -> int:
        """Đồng the fund lacks."""
        return max(0, -(self.left or 0))


Priced = tuple[Nomination, int | None]


def of_decision(actor: Actor, decision: Decision) -> Estimate:
    """Of a draft or an issued decision, by the amounts frozen on its lines."""
    lines = decision.lines.exclude(kept_from(actor, "nomination_id")).select_related("nomination")
    day = decision.issued_on or decision.planned_on
    year = day.year if day else decision.created_at.year
    priced = [(line.nomination, line.amount) for line in lines]
    issued = decision.state == DecisionState.ISSUED
    return _estimate(actor, priced, year, owed=0 if issued else None)


def of_round(actor: Actor, round_: Round, on: date) -> Estimate:
    """Of everything in a round that the council passed and no decision holds yet."""
    rows = list(
        free_nominations(round_).exclude(kept_from(actor)).select_related("round").order_by("pk")
    )
    found = amounts(rows, on, decision_id=0)
    priced = [(row, amount.payable) for row, amount in zip(rows, found, strict=True)]
    return _estimate(actor, priced, on.year, owed=None)


def _estimate(actor: Actor, priced: Sequence[Priced], year: int, owed: int | None) -> Estimate:
    fund = fund_of(actor.authority_id, year)
    by_award: dict[str, list[Priced]] = defaultdict(list)
    by_unit: dict[str, list[Priced]] = defaultdict(list)
    for row, amount in priced:
        by_award[row.title_code].append((row, amount))
        by_unit[row.unit_name].append((row, amount))
    return Estimate(
        year,
        tuple(
            _part(known_title(code).name, by_award[code])
            for code in sorted(by_award, key=RANK.__getitem__)
        ),
        tuple(sorted((_part(name, rows) for name, rows in by_unit.items()), key=_dearest)),
        _part("Tổng cộng", priced),
        None if fund is None else balance(fund),
        _owed(actor) if owed is None else owed,
    )


def _owed(actor: Actor) -> int:
    return owed(actor.authority_id)


def _dearest(part: Part) -> tuple[int, str]:
    return -part.money, part.name


def _part(name: str, rows: Iterable[Priced]) -> Part:
    money = [amount for _, amount in rows]
    paid = [amount for amount in money if amount is not None]
    return Part(name, len(money), len(money) - len(paid), sum(paid))
