"""The fund's year in figures, and what a decision needs from the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from thidua.core.actors import Actor
from thidua.decisions.domain.papers import WITH_CERTIFICATE
from thidua.decisions.models import Decision, DecisionLine
from thidua.law import Fund, FundLimit, fund_limit
from thidua.rewards.enums import INCOME, ORGANISING, SPENDING, Category, MovementKind
from thidua.rewards.models import FundYear, StockItem, StockMovement
from thidua.rewards.queries import PIECES, SIGNED, stock


@dataclass(frozen=True, slots=True)
class Heading:
    """One kind of income or spending; đồng after reversals."""

    category: str
    label: str
    money: int


@dataclass(frozen=True, slots=True)
class FundReport:
    """A year of the fund. `means`: opening and all income, of which the organising share is taken.

    `organising_limit.most` and `limit.most` are None where the law on file does not say.
    """

    opening: int
    income: tuple[Heading, ...]
    spending: tuple[Heading, ...]
    organising: int
    organising_limit: FundLimit
    limit: FundLimit

    @property
    def received(self) -> int:
        return sum(one.money for one in self.income)

    @property
    def spent(self) -> int:
        return sum(one.money for one in self.spending)

    @property
    def means(self) -> int:
        return self.opening + self.received

    @property
    def balance(self) -> int:
        return self.means - self.spent

    @property
    def allocated(self) -> int:
        return sum(one.money for one in self.income if one.category == Category.ALLOCATION)

    @property
    def over_limit(self) -> int:
        """Đồng allocated beyond the share of regular spending."""
        return _over(self.allocated, self.limit)

    @property
    def over_organising(self) -> int:
        """Đồng spent on organising beyond its share of the fund."""
        return _over(self.organising, self.organising_limit)


def _over(amount: int, limit: FundLimit) -> int:
    return 0 if limit.most is None else max(0, amount - limit.most)


def fund_report(fund: FundYear, today: date) -> FundReport:
    """Income and spending by kind, by the law of the year's last day, or of today within it."""
    on = min(max(today, date(fund.year, 1, 1)), date(fund.year, 12, 31))
    rows = fund.entries.order_by().values("category").annotate(moved=Sum(SIGNED))
    moved = {row["category"]: int(row["moved"]) for row in rows}
    received = sum(moved.get(one, 0) for one in INCOME)
    organising = -sum(moved.get(one, 0) for one in ORGANISING)
    means = fund.opening + received
    return FundReport(
        opening=fund.opening,
        income=tuple(_headings(INCOME, moved, 1)),
        spending=tuple(_headings(SPENDING, moved, -1)),
        organising=organising,
        organising_limit=fund_limit(Fund.ORGANISING, on, max(0, means)),
        limit=fund_limit(Fund(fund.area), on, fund.base),
    )


def _headings(kinds: Iterable[Category], moved: dict[str, int], sign: int) -> Iterable[Heading]:
    return (Heading(one.value, one.label, sign * moved.get(one.value, 0)) for one in kinds)


@dataclass(frozen=True, slots=True)
class Need:
    """What a decision needs of one kind of blank or frame. `left` is in store now."""

    item: StockItem
    wanted: int
    used: int
    left: int

    @property
    def missing(self) -> int:
        """Pieces that the store lacks for what is not taken out yet."""
        return max(0, self.wanted - self.used - self.left)


def needs(actor: Actor, decision: Decision) -> list[Need]:
    """What the decision's certificates need, beside what was taken out and what is in store."""
    return needs_of(actor, [decision])[decision.pk]


def needs_of(actor: Actor, decisions: Sequence[Decision]) -> dict[int, list[Need]]:
    """`needs` of several decisions, by key, in as many queries as of one."""
    items = list(stock(actor))
    left = _left(items)
    counts, used = _counts(decisions), _used(decisions)
    return {
        one.pk: [
            Need(item, wanted, used.get((one.pk, item.pk), 0), left.get(item.pk, 0))
            for item in items
            if (wanted := sum(counts.get((one.pk, code), 0) for code in item.titles))
        ]
        for one in decisions
    }


def _left(items: Sequence[StockItem]) -> dict[int, int]:
    rows = StockMovement.objects.filter(item__in=items).order_by().values("item_id")
    return {row["item_id"]: int(row["left"]) for row in rows.annotate(left=Sum(PIECES))}


def _counts(decisions: Sequence[Decision]) -> dict[tuple[int, str], int]:
    """Certificates by decision and award."""
    rows = (
        DecisionLine.objects.filter(
            decision__in=decisions, nomination__title_code__in=WITH_CERTIFICATE
        )
        .order_by()
        .values_list("decision_id", "nomination__title_code")
        .annotate(n=Count("pk"))
    )
    return {(decision, code): n for decision, code, n in rows}


def _used(decisions: Sequence[Decision]) -> dict[tuple[int, int], int]:
    """Taken out for a decision and not returned, by decision and item."""
    out = Q(kind=MovementKind.USED)
    rows = (
        StockMovement.objects.filter(decision__in=decisions)
        .order_by()
        .values("decision_id", "item_id")
        .annotate(
            out=Coalesce(Sum("quantity", filter=out), 0),
            back=Coalesce(Sum("quantity", filter=~out), 0),
        )
    )
    return {(row["decision_id"], row["item_id"]): row["out"] - row["back"] for row in rows}
