"""A survey of a large area kept until anything at all happens in the registry.

The last entry of the journal is the state of everything it guards: every act writes one, in its
own transaction and in order, so a survey made under one entry holds until there is another. It is
read before the survey is made; what changes meanwhile can only make the survey newer than its key.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Final

from django.core.cache import cache

from thidua.commendation.domain.local_rules import overlay_on
from thidua.commendation.domain.prospect_planes import Population
from thidua.commendation.domain.prospects import KINDS, Area, Survey, open_years, survey
from thidua.journal.models import AuditEvent
from thidua.law import SubjectKind
from thidua.law.book import book_hash

KEPT_FROM: Final = 5_000
"""People from whom on a survey is kept; fewer are judged in less time than it takes to ask."""
SECONDS: Final = 3_600


def kept_survey(authority_id: int, year: int, today: date) -> Survey:
    """The survey, made now or still true."""
    overlay = overlay_on(authority_id, today)
    rules = book_hash() + (overlay.digest() if overlay is not None else "")
    text = f"{authority_id} {year} {today} {_state(authority_id)} {rules}"
    key = f"prospects.{hashlib.sha256(text.encode()).hexdigest()}"
    held = cache.get(key)
    if held is not None:
        ids, groups, service, members, planes, by_last_text = held
        populations = {kind: Population(kind, ids[kind]) for kind in KINDS}
        area = Area(today, populations, groups, service, members)
        years = open_years(year, today)
        return Survey(authority_id, area, years, overlay, planes, by_last_text)
    made = survey(authority_id, year, today, overlay)
    area = made.area
    if len(area.populations[SubjectKind.PERSON].ids) >= KEPT_FROM:
        ids = {kind: population.ids for kind, population in area.populations.items()}
        kept = (ids, area.groups, area.service, area.members, made.planes, made.by_last_text)
        cache.set(key, kept, SECONDS)
    return made


def _state(authority_id: int) -> str:
    last = AuditEvent.objects.filter(authority_id=authority_id).order_by("-sequence")
    return last.values_list("hash", flat=True).first() or ""
