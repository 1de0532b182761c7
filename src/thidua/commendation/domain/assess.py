"""The law's answer to a dossier, kept beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.commendation.domain.facts import facts_of
from thidua.commendation.domain.local_rules import overlay_on
from thidua.commendation.models import Assessment, Nomination
from thidua.law import Assessment as LawAssessment
from thidua.law import Overlay, explain, governing_date


def judge(nomination: Nomination) -> LawAssessment:
    """Judge now, by the law of the round's date; nothing is written."""
    facts = facts_of([nomination])[nomination.pk]
    day = law_day(nomination)
    return explain(
        facts, nomination.title_code, day, overlay=overlay_on(nomination.authority_id, day)
    )


def law_day(nomination: Nomination) -> date:
    """The day whose law judges: the round's, or the day the office received the dossier where a
    transition rule keeps the earlier law for it."""
    return governing_date(nomination.round.considered_on, nomination.received_on)


class LocalRules:
    """The local rules of many dossiers: looked up once for each authority and day."""

    def __init__(self) -> None:
        self._held: dict[tuple[int, date], Overlay | None] = {}

    def of(self, nomination: Nomination) -> Overlay | None:
        key = nomination.authority_id, law_day(nomination)
        if key not in self._held:
            self._held[key] = overlay_on(*key)
        return self._held[key]


def assess(nominations: Iterable[Nomination], occasion: str) -> None:
    """Judge and keep, for one dossier or ten thousand; the verdict columns follow.

    `occasion` says when: "draft", "submitted", "examined", "at_council", "rules_changed". The
    caller's instances carry the new verdict; their rows are updated here.
    """
    rows = list(nominations)
    facts = facts_of(rows)
    local, kept = LocalRules(), []
    for row in rows:
        answer = explain(facts[row.pk], row.title_code, law_day(row), overlay=local.of(row))
        row.verdict, row.met_count = answer.verdict.value, answer.met
        row.condition_count = answer.total
        kept.append(
            Assessment(
                authority_id=row.authority_id,
                nomination=row,
                occasion=occasion,
                law_on=answer.on,
                instrument=answer.instrument,
                verdict=answer.verdict.value,
                content=answer.to_dict(),
                book_hash=answer.book_hash,
                facts_hash=answer.facts_hash,
            )
        )
    Assessment.objects.bulk_create(kept, batch_size=500)
    Nomination.objects.bulk_update(
        rows, ("verdict", "met_count", "condition_count"), batch_size=500
    )
