"""The law of emulation and commendation as a rule book: who qualifies, why, and what is missing.

Pure Python: no clock, no database, no input but this package's own data.

- ``FactsBuilder`` gathers what is known of one subject; ``explain`` judges it; the ``Assessment``
  says of every condition: met, not met or not known, with sentence, citation, fact and what is
  missing.
- ``tree`` and ``runs`` are the conditions, ``algebra`` the four words every engine is made of,
  ``trace`` and ``scalar`` two engines, ``standards`` the articles.
- What surrounds a verdict, each answer dated and cited: ``decider``, ``proposer``, ``dossier``,
  ``completeness``, ``simplified``, ``ballot``, ``deadline``, ``bonus``, ``payable``,
  ``fund_limit``, ``revocation``, ``legal_bases`` and their neighbours.
"""

from __future__ import annotations

from thidua.law.assessment import Assessment, Discretion, Finding
from thidua.law.bases import legal_bases, missing_bases
from thidua.law.book import book_hash, catalogue, declarable, questions
from thidua.law.builder import FactsBuilder
from thidua.law.checklist import completeness
from thidua.law.deadlines import Deadline, LocalLimit, deadline, filing_date
from thidua.law.dossiers import Paper, copies, dossier
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
from thidua.law.flag_shares import FlagShare, flag_share
from thidua.law.funds import Fund, FundLimit, fund_limit
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
from thidua.law.kinds import CommendationType, type_validity
from thidua.law.money import Bonus, Rounding, bonus, bonus_ceiling, certificate, why_no_bonus
from thidua.law.overlay import Cap, Overlay
from thidua.law.payments import Granted, Payment, payable
from thidua.law.powers import Decider, Office, Undoing, decider, offices, undoer
from thidua.law.procedure import (
    Publication,
    SimplifiedCase,
    consultation,
    disclosure,
    publications,
    quorum,
    simplified,
)
from thidua.law.proposers import Proposer, proposer
from thidua.law.titles import Title, known_title, known_titles
from thidua.law.violations import recovered_money, restoring, revocation, stripping
from thidua.law.votes import Threshold, ballot, vote_threshold, votes_needed

__all__ = [
    "BLOCKS",
    "CONFIDENCE_WORDS",
    "Assessment",
    "BadBook",
    "BadFact",
    "Bonus",
    "Cap",
    "Citation",
    "CommendationType",
    "Confidence",
    "Deadline",
    "Decider",
    "Discretion",
    "Fact",
    "Facts",
    "FactsBuilder",
    "Finding",
    "FlagShare",
    "Fund",
    "FundLimit",
    "Granted",
    "Group",
    "InitiativeScope",
    "Instrument",
    "LawError",
    "Level",
    "LocalLimit",
    "NotStricter",
    "Office",
    "Overlay",
    "Paper",
    "Payment",
    "Proposer",
    "Publication",
    "RatingLevel",
    "Rounding",
    "SimplifiedCase",
    "SubjectKind",
    "Threshold",
    "Title",
    "Undoing",
    "UnknownTitle",
    "Verdict",
    "ballot",
    "bonus",
    "bonus_ceiling",
    "book_hash",
    "catalogue",
    "certificate",
    "completeness",
    "consultation",
    "copies",
    "deadline",
    "decider",
    "declarable",
    "disclosure",
    "dossier",
    "expiring",
    "explain",
    "filing_date",
    "flag_share",
    "fund_limit",
    "governing_date",
    "instruments",
    "known_title",
    "known_titles",
    "legal_bases",
    "missing_bases",
    "offices",
    "payable",
    "proposer",
    "publications",
    "questions",
    "quorum",
    "recovered_money",
    "restoring",
    "revocation",
    "ruling_law",
    "simplified",
    "stripping",
    "type_validity",
    "undoer",
    "vote_threshold",
    "votes_needed",
    "why_no_bonus",
]
