"""What the fields of an answer mean: for the page that documents them, and held to by a test."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.law.asking.request import Ask

JUDGED = {
    "verdict": "`met`, `not_met`, `not_known`; null where there was nothing to judge",
    "condition": "the condition judged, see below",
    "missing": "what would settle or complete it, in Vietnamese; null when nothing is missing",
    "confidence": "how well the grounds are established",
}
_UNDOER = "who decides it, see `authority`; null where the law knows no such act for the award"

ANSWER_FIELDS: Mapping[Ask, Mapping[str, str]] = {
    Ask.ELIGIBILITY: {
        "verdict": "`met` (eligible to be considered, never awarded), `not_met`, `not_known`",
        "summary": "the verdict in one sentence",
        "year": "the year of merit judged",
        "instrument": "number of the law that ruled on the day",
        "conditions": "every condition, see below",
        "missing": "what would complete each condition that is not met or not known",
        "discretion": "words of the standard that people decide: `sentence`, `citation`, `by`",
        "notes": "rules of handling that go with the verdict",
        "confidence": "how well the grounds of the verdict are established",
        "facts": "hash of the facts; with `book` it identifies the verdict",
    },
    Ask.AUTHORITY: {
        "decider": "the line a paper needs: `text`, `level`, `citation`, `confidence`, `note`; "
        "null where nobody decides it that day",
        "offices": "everybody empowered to decide: `text`, `level`, `citation`, `note`",
        "proposer": "who proposes: `text`, `through`, `to`, `citation`, `confidence`, `note`",
    },
    Ask.VOTE: {
        "threshold": "the share needed: `share`, `of_all_members`, `citation`, `confidence`, "
        "`note`; null where no national rule sets one",
        "needed": "votes needed of `votes.members`; null where the share or the members are not "
        "known",
        **JUDGED,
    },
    Ask.DOSSIER: {
        "papers": "the checklist: `code`, `name`, `required`, `local`, `citation`, `note`, "
        "`alternatives` (code and name of papers any one of which is enough), `only_if` (claim)",
        "consultation": "whether opinions have to be asked first: a condition",
        "disclosure": "whether the candidates have to be publicised: a condition",
        "publications": "where and how many working days: `where`, `working_days`, `before`, "
        "`citation`, `confidence`, `note`",
        "simplified": "whether the simplified procedure may be followed: a condition",
        **JUDGED,
    },
    Ask.TYPE: JUDGED,
    Ask.DEADLINE: {
        "deadline": "`name`, `sentence`, `trigger`, `due` (last day; null where not established), "
        "`act_by` (last working day up to it), `length`, `unit`, `citation`, `confidence`, "
        "`notes`; null where no date is on file for the title",
    },
    Ask.BONUS: {
        "payments": "one for each award of `money`: `code`, `verdict` (met: paid), `amount` in "
        "đồng (null where not known), `bonus` (`multiple`, `base_salary`, `exact`, `payable`, "
        "`citation`, `confidence`), `reason`, `citation`",
        "total": "đồng in all; null where an amount is not known",
        "certain": "đồng of the amounts that are known",
    },
    Ask.REVOCATION: {
        "decider": _UNDOER,
        "money": "whether recovered money goes back to the fund: a condition",
        **JUDGED,
    },
    Ask.STRIPPING: {"decider": _UNDOER, **JUDGED},
    Ask.RESTORING: {"decider": _UNDOER, **JUDGED},
}
"""Beside ``ask`` and ``title``, which every answer has."""

QUESTIONS: Mapping[Ask, str] = {
    Ask.ELIGIBILITY: "is the subject eligible for the title, and what is missing",
    Ask.AUTHORITY: "who decides, who proposes",
    Ask.VOTE: "how many votes are needed, was the count enough",
    Ask.DOSSIER: "what the dossier holds, is it whole, what has to be published",
    Ask.TYPE: "may this type of commendation be given so",
    Ask.DEADLINE: "by when a step has to be taken",
    Ask.BONUS: "how much is paid for which of several awards",
    Ask.REVOCATION: "is there ground to cancel and recover",
    Ask.STRIPPING: "is there ground to strip a State honorary title",
    Ask.RESTORING: "is there ground to restore it",
}

CONDITION_FIELDS = {
    "code": "stable name: article.clause.point, or a word where the place is not established",
    "verdict": "`met`, `not_met`, `not_known`",
    "sentence": "what the rule asks, true when met",
    "detail": "numbers and years found",
    "citation": "`text`, `instrument`, `article`, `clause`, `point`, `confidence`, `local_name`",
    "facts_used": "each fact read, with where it stands",
    "missing": "what would complete it",
    "parts": "conditions under this one",
    "optional": "true: an alternative that another one already satisfies",
    "joiner": "`all` of the parts are asked for, or `any` one",
}
