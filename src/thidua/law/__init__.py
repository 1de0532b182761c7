"""The law of emulation and commendation as a rule book: who qualifies, why, and what is missing.

Pure Python: no clock, no database, no input but this package's own data.

- ``FactsBuilder`` gathers what is known of one subject; ``explain`` judges it; the ``Assessment``
  says of every condition: met, not met or not known, with sentence, citation, fact and what is
  missing.
- ``tree`` and ``runs`` are the conditions, ``algebra`` the four words every engine is made of,
  ``trace`` and ``scalar`` two engines, ``standards`` the articles.
- ``decider``, ``vote_threshold``, ``bonus``, ``legal_bases``, ``dossier`` answer what surrounds a
  verdict.
"""

from __future__ import annotations

from thidua.law.assessment import Assessment, Discretion, Finding
from thidua.law.bases import legal_bases
from thidua.law.book import book_hash, catalogue, declarable, questions
from thidua.law.builder import FactsBuilder
from thidua.law.dossiers import Paper, dossier
from thidua.law.enums import (
    BLOCKS,
    Group,
    InitiativeScope,
    Level,
    RatingLevel,
    SubjectKind,
    Verdict,
)
from thidua.law.errors import BadBook, BadFact, LawError, NotStricter, UnknownTitle
from thidua.law.facts import Fact, Facts
from thidua.law.instruments import (
    CONFIDENCE_WORDS,
    Citation,
    Confidence,
    Instrument,
    expiring,
    governing_date,
    instruments,
    ruling_law,
)
from thidua.law.judgement import explain
from thidua.law.money import Bonus, bonus, why_no_bonus
from thidua.law.overlay import Cap, Overlay
from thidua.law.powers import Decider, Threshold, decider, vote_threshold
from thidua.law.titles import Title, known_title, known_titles

__all__ = [
    "BLOCKS",
    "CONFIDENCE_WORDS",
    "Assessment",
    "BadBook",
    "BadFact",
    "Bonus",
    "Cap",
    "Citation",
    "Confidence",
    "Decider",
    "Discretion",
    "Fact",
    "Facts",
    "FactsBuilder",
    "Finding",
    "Group",
    "InitiativeScope",
    "Instrument",
    "LawError",
    "Level",
    "NotStricter",
    "Overlay",
    "Paper",
    "RatingLevel",
    "SubjectKind",
    "Threshold",
    "Title",
    "UnknownTitle",
    "Verdict",
    "bonus",
    "book_hash",
    "catalogue",
    "decider",
    "declarable",
    "dossier",
    "expiring",
    "explain",
    "governing_date",
    "instruments",
    "known_title",
    "known_titles",
    "legal_bases",
    "questions",
    "ruling_law",
    "vote_threshold",
    "why_no_bonus",
]
