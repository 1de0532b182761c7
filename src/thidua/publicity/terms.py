"""What the law asks of publication for one award: whether, how long, and on which text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.law import Publication, Verdict, disclosure, publications


@dataclass(frozen=True, slots=True)
class Terms:
    """`working_days` is None where nothing on file says how long; `basis` cites what there is.

    `confidence` is the value of the weakest text relied on; empty when there is none.
    """

    is_compulsory: bool
    working_days: int | None
    basis: str
    confidence: str = ""
    note: str = ""


def terms_of(title_code: str, considered_on: date, on: date) -> Terms:
    """Whether candidates must be made public (by the law of the day the round is considered) and
    for how long (by the law of the day of posting, `on`)."""
    asked = disclosure(title_code, considered_on)
    found = publications(title_code, on)
    longest = max(found, key=lambda one: one.working_days or 0, default=None)
    basis = longest.citation.text if longest else ""
    if asked.verdict is Verdict.MET:
        texts = dict.fromkeys(filter(None, (asked.citation.text, basis)))
        return _terms(compulsory=True, longest=longest, basis="; ".join(texts))
    return _terms(compulsory=False, longest=longest, basis=basis)


def _terms(*, compulsory: bool, longest: Publication | None, basis: str) -> Terms:
    if longest is None:
        return Terms(compulsory, None, basis)
    return Terms(compulsory, longest.working_days, basis, longest.confidence.value, longest.note)


def strictest(found: list[Terms]) -> Terms | None:
    """Of several awards on one list: the longest period that the law compels; None without any."""
    compelled = [one for one in found if one.is_compulsory]
    return max(compelled, key=lambda one: one.working_days or 0, default=None)
