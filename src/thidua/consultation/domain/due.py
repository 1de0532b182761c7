"""By when a body has to answer: the law's figure with how sure it is, or the authority's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from thidua.law import CONFIDENCE_WORDS, deadline
from thidua.vietnamese.workdays import UnknownYear, WorkingCalendar

REPLY = "deadline-opinion-reply"


@dataclass(frozen=True, slots=True)
class Due:
    """The last day, `None` where it is not known, and in words by what."""

    on: date | None
    words: str


def reply_due(asked_on: date, own_days: int | None = None, own_basis: str = "") -> Due:
    """The last day for an answer asked for on a day, in working days; the day itself not counted.

    The law's figure is weak (no text of it was read); its confidence stands in the words.
    """
    if own_days:
        return _own(asked_on, own_days, own_basis)
    found = deadline(REPLY, asked_on)
    if found.citation is None or found.length is None:
        return Due(None, " ".join(found.notes))
    doubt = CONFIDENCE_WORDS[found.confidence]
    words = f"{found.length} {found.unit}, {found.citation.text} ({doubt})"
    return Due(found.due, ". ".join((words, *found.notes))[:400])


def _own(asked_on: date, days: int, basis: str) -> Due:
    words = f"{days} ngày làm việc, {basis}"
    calendar = WorkingCalendar.load()
    try:
        due = calendar.add_working_days(asked_on, days)
    except UnknownYear as unknown:
        return Due(None, f"{words}. {unknown}"[:400])
    doubts = [one.note() for one in calendar.doubts(asked_on + timedelta(days=1), due)]
    return Due(due, ". ".join((words, *doubts))[:400])
