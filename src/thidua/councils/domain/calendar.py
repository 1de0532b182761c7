"""The invitation as a calendar file (RFC 5545), for the members' own calendars.

It carries when, where and what body meets; no dossier is named. A session that is moved keeps its
UID and rises in SEQUENCE, so that a calendar replaces the entry; one that is called off is sent
with METHOD:CANCEL (RFC 5546, 3.2.5), so that a calendar drops it. An end stands there only where
one is planned.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from thidua.councils.models import Session
from thidua.organizations.models import Authority

LONGEST_LINE = 75
"""Octets of a content line without its break (RFC 5545, 3.1)."""


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
        f"DTSTAMP:{_utc(session.changed_at)}",
        f"STATUS:{'CANCELLED' if is_off else 'CONFIRMED'}",
        *_start(session.held_on, session.started_at or session.planned_at),
        *_end(session),
        f"SUMMARY:{_text(f'Họp {session.council.name}: {session.topic}')}",
        f"LOCATION:{_text(session.place)}",
        f"ORGANIZER;CN={_parameter(session.council.secretary_name)}:{url}",
        f"URL:{url}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


def folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, each after the first begun by a space; a letter is
    never cut in two."""
    part, room = "", LONGEST_LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield part
            part, room = " ", LONGEST_LINE - 1
        part += letter
        room -= size
    yield part


def _start(day: date, hour: time | None) -> Iterator[str]:
    """The hour in UTC; without an hour the whole day."""
    if hour is None:
        yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    else:
        yield f"DTSTART:{_utc(timezone.make_aware(datetime.combine(day, hour)))}"


def _end(session: Session) -> Iterator[str]:
    """The end as it was, or as it is planned; none is made up."""
    begun = session.started_at or session.planned_at
    end = session.ended_at or session.planned_end
    if begun is not None and end is not None and end > begun:
        yield f"DTEND:{_utc(timezone.make_aware(datetime.combine(session.held_on, end)))}"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\r\n", "\\n").replace("\n", "\\n")


def _parameter(words: str) -> str:
    """A quoted parameter value, which may hold no quote and no control character."""
    kept = "".join(letter for letter in words if letter.isprintable() and letter != '"')
    return f'"{kept}"'
