"""A period that is over is closed by a person; until then the office is reminded, once."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from thidua.accounts.models import RoleAssignment
from thidua.core.actors import Role, system_actor
from thidua.core.jobs import defer
from thidua.journal.domain.record import record
from thidua.publicity.clock import Reckoning
from thidua.publicity.enums import ListState
from thidua.publicity.models import CandidateList
from thidua.publicity.queries import reckoning_of_list, reckonings
from thidua.vietnamese.dates import format_day


def remind_of_ended(authority_id: int, today: date) -> int:
    """Remind the office of each list whose last day has passed; how many. Nothing is closed."""
    rows = list(
        CandidateList.objects.filter(
            authority_id=authority_id, state=ListState.OPEN, reminded_at__isnull=True
        )
    )
    over = [pk for pk, clock in reckonings(rows, today).items() if clock.is_over]
    return sum(_remind(pk, today) for pk in over)


def _remind(pk: int, today: date) -> bool:
    from thidua.publicity.tasks import mail_reminder  # noqa: PLC0415 (app ready)

    with transaction.atomic():
        row = CandidateList.objects.select_for_update(of=("self",)).get(pk=pk)
        clock = reckoning_of_list(row, today)
        if row.reminded_at is not None or not is_waiting(row, clock):
            return False
        row.reminded_at = timezone.now()
        row.save(update_fields=["reminded_at"])
        record(
            actor=system_actor(row.authority_id),
            verb="publicity.remind",
            obj=row,
            sentence="Hết thời hạn lấy ý kiến, nhắc chuyên viên kết thúc",
        )
        defer(mail_reminder, list_id=row.pk)
    return True


def is_waiting(row: CandidateList, clock: Reckoning | None) -> bool:
    """Open although its last day is over."""
    return row.state == ListState.OPEN and clock is not None and clock.is_over


def mail_officers(row: CandidateList, today: date) -> int:
    """Write to the officers of the day, each alone; how many. Not when it was closed meanwhile."""
    clock = reckoning_of_list(row, today)
    if clock is None or clock.last_day is None or not is_waiting(row, clock):
        return 0
    text = (
        f"Danh sách “{row.name}” (mã {row.code}) đã hết thời hạn lấy ý kiến ngày "
        f"{format_day(clock.last_day)}.\n\n"
        "Trả lời các ý kiến còn chờ rồi bấm “Kết thúc lấy ý kiến” ở trang danh sách.\n"
        f"{settings.PUBLIC_URL}\n"
    )
    officers = _officers(row.authority_id, today)
    for address in officers:
        send_mail(f"Hết thời hạn lấy ý kiến: {row.name}", text, None, [address])
    return len(officers)


def _officers(authority_id: int, today: date) -> list[str]:
    held = RoleAssignment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=today),
        authority_id=authority_id,
        role=Role.OFFICER,
        since__lte=today,
        user__is_active=True,
    )
    return sorted(set(held.values_list("user__email", flat=True)))
