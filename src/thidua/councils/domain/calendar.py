"""The invitation as a calendar file (RFC 5545), for the members' own calendars.

It carries when, where and what body meets; no dossier is named. A session that is moved keeps its
UID and rises in SEQUENCE, so that a calendar replaces the entry; one that is called off is sent
with METHOD:CANCEL (RFC 5546, 3.2.5), so that a calendar drops it. An end stands there only where
one is planned.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils import timezone

from thidua.core import ical
from thidua.councils.models import Session
from thidua.organizations.models import Authority


def calendar_file(session: Session, url: str) -> bytes:
    """The session as one VEVENT; `url` is the address of its page."""
    is_off = session.cancelled_at is not None
    authority = Authority.objects.get(pk=session.authority_id)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Thi Dua//Phien hop Hoi dong//VI",
        f"METHOD:{'CANCEL' if is_off else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:phien-hop-{session.code}@{authority.code}",
        f"SEQUENCE:{session.revision - 1}",
        f"DTSTAMP:{ical.utc(session.changed_at)}",
        f"STATUS:{'CANCELLED' if is_off else 'CONFIRMED'}",
        *_start(session.held_on, session.started_at or session.planned_at),
        *_end(session),
        f"SUMMARY:{ical.text(f'Họp {session.council.name}: {session.topic}')}",
        f"LOCATION:{ical.text(session.place)}",
        f"ORGANIZER;CN={ical.parameter(session.council.secretary_name)}:{url}",
        f"URL:{url}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return ical.calendar(lines)


def _start(day: date, hour: time | None) -> Iterator[str]:
    """The hour in UTC; without an hour the whole day."""
    if hour is None:
        yield from ical.whole_day(day)
    else:
        yield f"DTSTART:{ical.utc(timezone.make_aware(datetime.combine(day, hour)))}"


def _end(session: Session) -> Iterator[str]:
    """The end as it was, or as it is planned; none is made up."""
    begun = session.started_at or session.planned_at
    end = session.ended_at or session.planned_end
    if begun is not None and end is not None and end > begun:
        yield f"DTEND:{ical.utc(timezone.make_aware(datetime.combine(session.held_on, end)))}"
