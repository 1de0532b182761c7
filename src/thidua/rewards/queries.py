"""Reading payments, the fund, stock and ceremonies; whoever keeps away from a dossier sees none
of its money."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import BigIntegerField, Case, Count, F, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from thidua.commendation.models import Nomination
from thidua.commendation.queries import kept_from
from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.deadlines import Deadline
from thidua.core.search import matching
from thidua.decisions.models import Decision, DecisionKind, DecisionLine, DecisionState
from thidua.rewards.enums import ADDS, ON_LIST, OPEN, WAITING, Direction, PaymentState
from thidua.rewards.models import (
    Ceremony,
    CeremonyTurn,
    FundEntry,
    FundYear,
    Handover,
    Payment,
    PaymentList,
    Recovery,
    StockItem,
    StockMovement,
)

READERS = frozenset({Role.OFFICER, Role.CHAIRMAN, Role.INSPECTOR})
OLD = timedelta(days=30)
"""After so long an unpaid bonus is pointed out. The law sets no limit; this is a reminder only."""
NOMINATION = "line__nomination_id"


def visible_to(actor: Actor) -> QuerySet[Payment]:
    """The office, the chairman and the inspector all; a unit those of the dossiers it drew up."""
    mine = Payment.objects.filter(authority_id=actor.authority_id).select_related(
        "line__nomination__round", "line__decision", "on_list"
    )
    if actor.role in UNIT_ROLES:
        return mine.filter(line__nomination__unit_id__in=actor.unit_ids)
    if actor.role in READERS:
        return mine.exclude(kept_from(actor, NOMINATION))
    return mine.none()


def searched(payments: QuerySet[Payment], words: str) -> QuerySet[Payment]:
    """Payments whose dossier holds every word, with or without diacritics."""
    if not words.strip():
        return payments
    return payments.filter(line__nomination__in=matching(Nomination.objects.all(), words))


def totals(payments: QuerySet[Payment]) -> dict[str, int]:
    """How many and how much: all, still to pay, paid, to be settled; in one query."""
    waiting, paid = Q(state__in=WAITING), Q(state=PaymentState.PAID)
    unsettled = Q(state=PaymentState.UNSETTLED)
    found = payments.order_by().aggregate(
        count=Count("pk"),
        money=Coalesce(Sum("amount", filter=~Q(state=PaymentState.CANCELLED)), 0),
        waiting_count=Count("pk", filter=waiting),
        waiting=Coalesce(Sum("amount", filter=waiting), 0),
        paid_count=Count("pk", filter=paid),
        paid=Coalesce(Sum("amount", filter=paid), 0),
        unsettled_count=Count("pk", filter=unsettled),
    )
    return {key: int(value) for key, value in found.items()}


def issued_without_payments(authority_id: int) -> QuerySet[Decision]:
    """Issued award decisions with a line that has no payment yet: what a missed job left behind."""
    return (
        Decision.objects.filter(
            authority_id=authority_id,
            state=DecisionState.ISSUED,
            kind=DecisionKind.AWARD,
            lines__payment__isnull=True,
            lines__isnull=False,
        )
        .distinct()
        .order_by("pk")
    )


def lists_visible_to(actor: Actor) -> QuerySet[PaymentList]:
    """Lists of payments, newest first: the office, the chairman, the inspector."""
    mine = PaymentList.objects.filter(authority_id=actor.authority_id).order_by("-year", "-number")
    return mine if actor.role in READERS else mine.none()


def with_sums(lists: QuerySet[PaymentList], actor: Actor) -> QuerySet[PaymentList]:
    """How many payments each list holds and their sums, of what the actor may see."""
    seen = Q(payments__state__in=ON_LIST) & ~Q(payments__in=_hidden(actor))
    paid = seen & Q(payments__state=PaymentState.PAID)
    return lists.annotate(
        count=Count("payments", filter=seen),
        money=Coalesce(Sum("payments__amount", filter=seen), 0),
        paid=Coalesce(Sum("payments__amount", filter=paid), 0),
    )


def _hidden(actor: Actor) -> QuerySet[Payment]:
    return Payment.objects.filter(authority_id=actor.authority_id).filter(
        kept_from(actor, NOMINATION)
    )


def on_list(actor: Actor, row: PaymentList) -> QuerySet[Payment]:
    """Payments of a list as it is signed: by unit, then by the order of the decision."""
    return (
        visible_to(actor)
        .filter(on_list=row, state__in=ON_LIST)
        .order_by("line__nomination__unit_name", "line__decision_id", "line__order")
    )


def recoveries(actor: Actor) -> QuerySet[Recovery]:
    mine = Recovery.objects.filter(
        authority_id=actor.authority_id, payment__in=visible_to(actor)
    ).select_related("payment__line__nomination", "payment__line__decision")
    return mine.order_by("-asked_at") if actor.role in READERS else mine.none()


# -- the fund -------------------------------------------------------------------------------------


def funds(actor: Actor) -> QuerySet[FundYear]:
    mine = FundYear.objects.filter(authority_id=actor.authority_id).order_by("-year")
    return mine if actor.role in READERS else mine.none()


def fund_of(authority_id: int, year: int) -> FundYear | None:
    return FundYear.objects.filter(authority_id=authority_id, year=year).first()


SIGNED = Case(
    When(direction=Direction.IN, then=F("amount")),
    default=-F("amount"),
    output_field=BigIntegerField(),
)


def balance(fund: FundYear) -> int:
    """Đồng in the fund: opening and everything entered, in whatever order."""
    found = fund.entries.aggregate(moved=Coalesce(Sum(SIGNED), 0))
    return fund.opening + int(found["moved"])


def entries(fund: FundYear) -> QuerySet[FundEntry]:
    """The book in the order of days."""
    return (
        FundEntry.objects.filter(fund=fund)
        .select_related("reversed_by", "reverses")
        .order_by("on", "pk")
    )


def owed(authority_id: int) -> int:
    """Đồng of bonuses that wait to be paid, all years."""
    found = Payment.objects.filter(authority_id=authority_id, state__in=WAITING)
    return int(found.aggregate(sum=Coalesce(Sum("amount"), 0))["sum"])


def long_unpaid(actor: Actor, today: date) -> QuerySet[Payment]:
    """Bonuses not paid, or not settled, long after the decision."""
    return visible_to(actor).filter(state__in=OPEN, line__decision__issued_on__lt=today - OLD)


# -- stock ----------------------------------------------------------------------------------------

MOVED = Case(
    When(movements__kind__in=ADDS, then=F("movements__quantity")),
    default=-F("movements__quantity"),
    output_field=BigIntegerField(),
)


PIECES = Case(
    When(kind__in=ADDS, then=F("quantity")),
    default=-F("quantity"),
    output_field=BigIntegerField(),
)
"""Pieces added by a movement; below zero for what left the store."""


def stock(actor: Actor) -> QuerySet[StockItem]:
    """Blanks and frames with what is left of each (`left`)."""
    mine = StockItem.objects.filter(authority_id=actor.authority_id).order_by("kind", "name")
    mine = mine.annotate(left=Coalesce(Sum(MOVED), 0))
    return mine if actor.role in READERS else mine.none()


def left_of(item: StockItem) -> int:
    """Pieces in store: everything moved, in whatever order."""
    return int(item.movements.aggregate(left=Coalesce(Sum(PIECES), 0))["left"])


def movements(item: StockItem) -> QuerySet[StockMovement]:
    return item.movements.select_related("decision").order_by("-on", "-pk")


# -- handing over ---------------------------------------------------------------------------------


def ceremonies(actor: Actor) -> QuerySet[Ceremony]:
    mine = Ceremony.objects.filter(authority_id=actor.authority_id).order_by("-held_on", "-pk")
    return mine if actor.role in READERS else mine.none()


def turns(actor: Actor, ceremony: Ceremony) -> QuerySet[CeremonyTurn]:
    """The order of call, without dossiers the actor keeps away from."""
    return (
        CeremonyTurn.objects.filter(ceremony=ceremony)
        .exclude(kept_from(actor, NOMINATION))
        .select_related(
            "line__nomination__round", "line__decision", "line__handover", "line__payment"
        )
        .order_by("order")
    )


def issued_lines(actor: Actor) -> QuerySet[DecisionLine]:
    """Lines of issued award decisions that the actor may see the handing over of."""
    mine = (
        DecisionLine.objects.filter(
            authority_id=actor.authority_id,
            decision__state=DecisionState.ISSUED,
            decision__kind=DecisionKind.AWARD,
        )
        .exclude(kept_from(actor, "nomination_id"))
        .select_related("nomination__round", "decision", "payment", "handover")
    )
    return mine if actor.role in READERS else mine.none()


def not_received(actor: Actor, titles: Iterable[str], today: date, days: int) -> QuerySet[
    DecisionLine
]:  # fmt: skip
    """Lines with a certificate that nobody took within so many days after the decision."""
    taken = Handover.objects.filter(certificate=True).values("line")
    return (
        issued_lines(actor)
        .filter(
            nomination__title_code__in=list(titles),
            decision__issued_on__lte=today - timedelta(days=days),
        )
        .exclude(pk__in=taken)
        .order_by("decision__issued_on", "decision_id", "order")
    )


def deadlines(actor: Actor, since: date, until: date) -> list[Deadline]:
    """Days of ceremonies; one that has been held is done."""
    today = timezone.localdate()
    return [
        Deadline(
            row.held_on,
            f"Lễ trao: {row.name}",
            "ceremony",
            row.name,
            row.held_on < today,
            ("office:ceremony", row.code),
        )
        for row in ceremonies(actor).filter(held_on__range=(since, until))
    ]
