"""What the law asks of publication for one award: whether, how long, and on which text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from thidua.law import Confidence, Finding, Publication, Verdict, disclosure, publications


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
    held, doubt = _standing(asked)
    if held.verdict is not Verdict.MET:
        return _terms(longest, (), compulsory=False)
    terms = _terms(longest, (held.citation.text,), compulsory=True)
    if not doubt:
        return terms
    note = " ".join(filter(None, (doubt, terms.note)))
    return replace(terms, note=note, confidence=Confidence.UNSURE.value)


def _standing(asked: Finding) -> tuple[Finding, str]:
    """The answer, or where the amending law is unread the provision as it stood, with the doubt.

    A duty to publish does not lapse because nobody has read yet whether it was changed.
    """
    before = next((one for one in asked.walk() if one.code.endswith(".before")), None)
    if asked.verdict is not Verdict.NOT_KNOWN or before is None:
        return asked, ""
    return before, asked.detail


def _terms(longest: Publication | None, asked_by: tuple[str, ...], *, compulsory: bool) -> Terms:
    if longest is None:
        return Terms(compulsory, None, "; ".join(asked_by))
    texts = dict.fromkeys((*asked_by, longest.citation.text))
    return Terms(
        compulsory,
        longest.working_days,
        "; ".join(texts),
        longest.confidence.value,
        longest.note,
    )


def strictest(found: list[Terms]) -> Terms | None:
    """Of several awards on one list: the longest period that the law compels; None without any."""
    compelled = [one for one in found if one.is_compulsory]
    return max(compelled, key=lambda one: one.working_days or 0, default=None)
