"""One line of ``thidua law assess``: what is asked, of which titles, by the law of which day.

``REQUEST`` describes a line; the reader below and the JSON Schema are both made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from thidua.law.asking.around import (
    CLAIMED,
    DEADLINE,
    MONEY,
    SETTLED,
    SIMPLIFIED_CASE,
    TYPE,
    VIOLATION,
    VOTES,
)
from thidua.law.form import FACTS, TITLE, Form, build_form
from thidua.law.overlay import Overlay, merged
from thidua.law.shape import UNKNOWN_DEF, Day, Field, Flag, ListOf, OneOf, Record, Text, Wrong

SCHEMA_ID = "thidua.assess/1"


class Ask(StrEnum):
    """What can be asked of a line."""

    ELIGIBILITY = "eligibility"
    AUTHORITY = "authority"
    VOTE = "vote"
    DOSSIER = "dossier"
    TYPE = "type"
    DEADLINE = "deadline"
    BONUS = "bonus"
    REVOCATION = "revocation"
    STRIPPING = "stripping"
    RESTORING = "restoring"


DEFAULT = (Ask.ELIGIBILITY,)

NEEDS: Mapping[Ask, tuple[str, ...]] = {
    Ask.ELIGIBILITY: ("facts",),
    Ask.TYPE: ("facts", "type"),
    Ask.DEADLINE: ("deadline",),
    Ask.BONUS: ("money",),
    Ask.REVOCATION: ("violation",),
    Ask.STRIPPING: ("facts", "violation"),
    Ask.RESTORING: ("violation",),
}
"""The fields a question cannot do without."""

REQUEST = Record(
    {
        "id": Field(Text(), "the caller's own name of the line, given back with the answer"),
        "ask": Field(
            ListOf(OneOf(lambda: {ask.value: ask for ask in Ask}), most=len(Ask), least=1),
            "what is asked; eligibility when left out",
            certain=True,
        ),
        "titles": Field(
            ListOf(TITLE, most=200, least=1),
            "codes of titles and forms; when left out, all that exist on the day for the subject",
            certain=True,
        ),
        "on": Field(Day(), "the day whose law answers", required=True),
        "facts": Field(FACTS, "what is known of the subject", certain=True),
        "votes": Field(VOTES, "the ballot of the council"),
        "papers": Field(ListOf(Text(), most=100), "codes of the papers at hand, for the dossier"),
        "claims": Field(CLAIMED, "what the proposal rests on, where a paper is asked for then"),
        "simplified": Field(Flag(), "the simplified procedure (Art. 85) is followed"),
        "simplified_case": Field(SIMPLIFIED_CASE, "the case of Art. 85(1) it is"),
        "type": Field(TYPE, "type of commendation", certain=True),
        "deadline": Field(DEADLINE, "the step whose last day is asked for", certain=True),
        "money": Field(MONEY, "awards of one subject, for the bonus", certain=True),
        "violation": Field(VIOLATION, "what was found out after the award", certain=True),
        "settled": Field(
            SETTLED, "open questions beside the conditions, answered, by their code in an answer"
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Request:
    """A line, read. ``given`` holds the fields beside the facts as read by their shapes.

    ``local``: the rules of the authority on the day of the line.
    """

    id: str | None
    ask: Sequence[Ask]
    titles: Sequence[str] | None
    on: date
    form: Form | None
    given: Mapping[str, Any]
    local: Overlay | None = None

    @property
    def overlay(self) -> Overlay | None:
        """The local rules, and what the facts settle."""
        own = self.form.overlay if self.form else None
        return merged([one for one in (self.local, own) if one is not None])

    @property
    def settled(self) -> Mapping[str, bool | None]:
        """Open questions beside the conditions, answered."""
        return self.given.get("settled") or {}


def read_fields(data: object) -> dict[str, Any]:
    """The fields as their shapes read them; what the schema admits is what passes here."""
    given = REQUEST.read(data)
    for ask in given.get("ask", DEFAULT):
        for name in NEEDS.get(ask, ()):
            if name not in given:
                raise Wrong(f"thiếu trường này, cần để trả lời “{ask.value}”.", name)
    return given


LocalRules = Callable[[date], Overlay | None]
"""The rules of an authority by day."""


def national(on: date) -> None:
    """No local rules."""


def read_request(data: object, local: LocalRules = national) -> Request:
    """``Wrong`` names the field that cannot be taken or is missing."""
    given = read_fields(data)
    return Request(
        id=given.get("id"),
        ask=tuple(dict.fromkeys(given.get("ask", DEFAULT))),
        titles=given.get("titles"),
        on=given["on"],
        form=_form(given),
        given=given,
        local=local(given["on"]),
    )


def _form(given: Mapping[str, Any]) -> Form | None:
    if "facts" not in given:
        return None
    try:
        return build_form(given["facts"])
    except Wrong as fault:
        raise fault.under("facts") from None


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a line."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA_ID.replace('.', ':', 1).replace('/', ':')}",
        "title": "One line of thidua law assess",
        "$defs": {"unknown": UNKNOWN_DEF},
        **REQUEST.schema(),
        "allOf": [_needed(ask, names) for ask, names in NEEDS.items()],
    }


def _needed(ask: Ask, names: Sequence[str]) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "properties": {"ask": {"contains": {"const": ask.value}}},
        "required": ["ask"],
    }
    if ask in DEFAULT:
        asked = {"anyOf": [asked, {"not": {"required": ["ask"]}}]}
    return {"if": asked, "then": {"required": list(names)}}
