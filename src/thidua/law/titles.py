"""The names of the law: every title and form by code, encoded or not."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from thidua.law.enums import SubjectKind
from thidua.law.errors import UnknownTitle
from thidua.law.instruments import LAW, Citation, Confidence, data_text

Kind = Literal["title", "form"]

_SUBJECTS = {"p": SubjectKind.PERSON, "c": SubjectKind.COLLECTIVE, "h": SubjectKind.HOUSEHOLD}


@dataclass(frozen=True, slots=True)
class Title:
    """A title (*danh hiệu thi đua*) or a form (*hình thức khen thưởng*).

    ``name`` is its Vietnamese name in the law, without quotation marks, ``short`` what narrow
    tables show. ``later``: the names it has had since, each with its first day, oldest first.
    """

    code: str
    name: str
    short: str
    subjects: frozenset[SubjectKind]
    kind: Kind
    citation: Citation
    later: tuple[tuple[date, str], ...] = ()

    def name_on(self, day: date) -> str:
        """Its name on that day: what a paper of that day says."""
        held = [name for first, name in self.later if first <= day]
        return held[-1] if held else self.name


def _title(code: str, row: dict[str, Any]) -> Title:
    citation = Citation(
        row.get("of", LAW),
        row.get("article"),
        row.get("clause"),
        confidence=Confidence(row["confidence"]),
    )
    subjects = frozenset(_SUBJECTS[letter] for letter in row["for"])
    later = tuple(sorted((one["from"], one["name"]) for one in row.get("later", ())))
    return Title(code, row["name"], row["short"], subjects, row["kind"], citation, later)


@cache
def known_titles() -> Mapping[str, Title]:
    """Every title and form the law names, by code."""
    rows = tomllib.loads(data_text("titles.toml"))
    return MappingProxyType({code: _title(code, row) for code, row in rows.items()})


def known_title(code: str) -> Title:
    """The title or form of that code; ``UnknownTitle`` when the law has none."""
    try:
        return known_titles()[code]
    except KeyError:
        raise UnknownTitle(code) from None
