"""The names of the law: every title and form by code, encoded or not."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
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

    ``name`` is its Vietnamese name without quotation marks, ``short`` what narrow tables show.
    """

    code: str
    name: str
    short: str
    subjects: frozenset[SubjectKind]
    kind: Kind
    citation: Citation


def _title(code: str, row: dict[str, Any]) -> Title:
    citation = Citation(
        LAW, row.get("article"), row.get("clause"), confidence=Confidence(row["confidence"])
    )
    subjects = frozenset(_SUBJECTS[letter] for letter in row["for"])
    return Title(code, row["name"], row["short"], subjects, row["kind"], citation)


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
