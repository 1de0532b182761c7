"""A person's days as a calendar file (RFC 5545), for a program that fetches it.

It leaves the house: of days that are about people it says the kind and nothing else, of the
others the title; never what a dossier holds. A UID does not change with the day of a thing that
has one such day, so that a calendar moves the entry; of things that recur the day belongs to it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from thidua.core import ical
from thidua.core.actors import Actor
from thidua.core.deadlines import Deadline
from thidua.organizations.models import Authority
from thidua.planning.sources import collected, kind_of

BEFORE, AFTER = timedelta(days=60), timedelta(days=400)
"""How far a feed reaches from the day it is fetched."""
REFRESH = "PT6H"


def feed(hats: Iterable[Actor], today: date) -> bytes:
    """Days of all the roles of one person; what several roles see stands there once."""
    roles = list(hats)
    authority = Authority.objects.get(pk=roles[0].authority_id)
    found: dict[str, Deadline] = {}
    for actor in roles:
        for one in collected(actor, today - BEFORE, today + AFTER):
            found.setdefault(_name(one, found), one)
    stamp = ical.utc(timezone.make_aware(datetime.combine(today, time())))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Thi Dua//Lich ca nhan//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{ical.text(f'Thi đua, {authority.name}')}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        *(
            line
            for name, one in found.items()
            for line in _event(f"{name}@{authority.code}", one, stamp)
        ),
        "END:VCALENDAR",
    ]
    return ical.calendar(lines)


def _name(one: Deadline, taken: dict[str, Deadline]) -> str:
    """The UID's own part. Two different days of one thing are told apart by the day."""
    name = _hashed(one, with_day=kind_of(one).recurs)
    held = taken.get(name)
    return name if held is None or held.on == one.on else _hashed(one, with_day=True)


def _hashed(one: Deadline, *, with_day: bool) -> str:
    """Of what the thing is, not of how it is called now; pages differ by role, codes do not."""
    about = one.address[1:] or (one.subject,)
    step = one.title.partition(":")[0]
    parts = (one.kind, step, *about, one.on.isoformat() if with_day else "")
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _event(uid: str, one: Deadline, stamp: str) -> Iterator[str]:
    kind = kind_of(one)
    words = one.title if kind.is_named else kind.label
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{stamp}"
    yield from ical.whole_day(one.on)
    yield f"SUMMARY:{ical.text(f'Xong: {words}' if one.done else words)}"
    yield f"CATEGORIES:{ical.text(kind.label)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
