"""What else changes when a package moves; called by the workflow runner in its transaction."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.core.jobs import defer
from thidua.decisions.domain.numbering import next_number
from thidua.forwarding.enums import Channel
from thidua.forwarding.models import Package
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean


def not_ahead(day: date, what: str) -> None:
    """Raise Refusal for a day that has not come."""
    if day > timezone.localdate():
        raise Refusal(f"{what} {format_day(day)} chưa tới.")


def on_signed(case: Package, *, actor: Actor, at: datetime, day: date, **_: Any) -> None:
    """Give the submission its number and day; numbers of a symbol rise with the days."""
    from thidua.forwarding.tasks import make_submission  # noqa: PLC0415 (app ready)

    not_ahead(day, "Ngày ký")
    case.year, case.signed_on, case.signer_name = day.year, day, actor.name
    case.number = next_number(authority_id=case.authority_id, year=day.year, kind=case.symbol)
    # The series is locked now: only from here on is the last number certainly the last.
    last = _last_signed(case)
    if last is not None and last.signed_on is not None and day < last.signed_on:
        raise Refusal(
            f"Tờ trình số {last.full_number} đã ghi ngày {format_day(last.signed_on)}, "
            "số tiếp theo không ghi ngày trước đó."
        )
    defer(make_submission, package_id=case.pk)


def _last_signed(case: Package) -> Package | None:
    return (
        Package.objects.filter(
            authority_id=case.authority_id, symbol=case.symbol, year=case.year, number__isnull=False
        )
        .exclude(pk=case.pk)
        .order_by("-number")
        .first()
    )


def on_sent(
    case: Package,
    *,
    actor: Actor,
    at: datetime,
    day: date,
    channel: str,
    receipt: str = "",
    **_: Any,
) -> None:
    not_ahead(day, "Ngày gửi")
    if case.signed_on and day < case.signed_on:
        raise Refusal(f"Ngày gửi không thể trước ngày tờ trình {format_day(case.signed_on)}.")
    if channel not in Channel.values:
        raise Refusal("Chọn cách gửi.")
    case.sent_on, case.channel, case.receipt = day, channel, clean(receipt)[:80]


def on_received(
    case: Package, *, actor: Actor, at: datetime, day: date, receipt: str = "", **_: Any
) -> None:
    """A complete package has come to the higher level: its time limits start to run."""
    not_ahead(day, "Ngày cấp trên nhận")
    if case.sent_on and day < case.sent_on:
        raise Refusal(f"Cấp trên không thể nhận trước ngày gửi {format_day(case.sent_on)}.")
    case.received_on = day
    case.receipt = clean(receipt)[:80] or case.receipt


def on_reopened(case: Package, *, actor: Actor, at: datetime, **_: Any) -> None:
    case.checked_at = None


def on_withdrawn(case: Package, *, actor: Actor, at: datetime, reason: str, **_: Any) -> None:
    """The dossiers are free for another package; the number stays used."""
    case.outcome_reason = reason.strip()[:500]
    case.lines().order_by().update(released_at=at)
