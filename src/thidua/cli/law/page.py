"""docs/assess-json.md, made from the shapes that read a line and from the fields of the answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from thidua.law.asking.fields import ANSWER_FIELDS, CONDITION_FIELDS, QUESTIONS
from thidua.law.asking.request import NEEDS, REQUEST, SCHEMA_ID, Ask
from thidua.law.criteria import criteria, quantities
from thidua.law.instruments import Confidence
from thidua.law.shape import (
    Amount,
    Day,
    Either,
    Flag,
    ListOf,
    MapOf,
    Month,
    OneOf,
    Record,
    Shape,
    Text,
    Whole,
    YearKey,
)
from thidua.law.signals import BLOCK_WORDS

_MANY = 10
"""So many choices stand in the table; more are in the schema."""
_SIMPLE: Mapping[type, str] = {
    Text: "text",
    Flag: "true or false",
    Amount: "number from 0",
    Day: "day, `2024-12-31`",
    Month: "month, `2019-04`",
    YearKey: 'year, `"2024"`',
}
_HEAD = """\
# `thidua law assess`

One JSON object a line in, one a line out, in the same order, UTF-8, schema `{schema}`.
What a line may hold is told exactly by `thidua law schema` (JSON Schema, draft 2020-12); the reader
and the schema are made from one description, and so is this page.

`null` and `""` both say "not known"; a field that is left out says nothing, which is the same
except where a register is said to be complete. Unknown is never false: a missing fact gives
`not_known`, with the paper that would settle it.

Exit codes: 0 every line was answered; 1 some lines were refused, the others are answered; 2 a file
cannot be read or written. Fields may be added within a schema version; none is renamed, removed or
given another meaning. Lines may be up to 1 MB; blank lines are passed over but counted.
"""
_WRONG = """\
A line that cannot be taken is answered with its number, its `id` if it has one, and the error; the
path counts list entries from 0. The other lines are not touched by it.
"""


def assess_page() -> str:
    """The whole page without its first line."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _HEAD.format(schema=SCHEMA_ID)
    yield from _questions()
    for heading, record in _records("A line", REQUEST):
        yield from _record(heading, record)
    yield from _answers()
    yield from _example()
    yield from _names()


def _table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join('---' for _ in head)}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _questions() -> Iterator[str]:
    yield "## What can be asked"
    yield ""
    rows = (
        (f"`{ask}`", QUESTIONS[ask], ", ".join(f"`{name}`" for name in NEEDS.get(ask, ())) or "–")
        for ask in Ask
    )
    yield from _table(("`ask`", "Question", "Needs"), rows)


def _records(name: str, record: Record) -> Iterator[tuple[str, Record]]:
    """The record and those inside it, each with the path that leads to it."""
    yield name, record
    for field, one in record.fields.items():
        inner, path = _inside(one.shape, field)
        if inner is not None:
            prefix = "" if name == "A line" else f"{name.strip('`')}."
            yield from _records(f"`{prefix}{path}`", inner)


def _inside(shape: Shape, path: str) -> tuple[Record | None, str]:
    if isinstance(shape, ListOf):
        return _inside(shape.item, f"{path}[]")
    return (shape, path) if isinstance(shape, Record) else (None, path)


def _record(heading: str, record: Record) -> Iterator[str]:
    yield f"## {heading}"
    yield ""
    rows = (
        (f"`{name}`{' (required)' if field.required else ''}", _type(field.shape), field.words)
        for name, field in record.fields.items()
    )
    yield from _table(("Field", "Value", "Meaning"), rows)


def _type(shape: Shape) -> str:
    if (simple := _SIMPLE.get(type(shape))) is not None:
        return simple
    match shape:
        case Whole():
            top = f" to {shape.most:,}" if shape.most < 10**12 else ""
            return f"integer from {shape.least:,}{top}".replace(",", "")
        case OneOf():
            return _choices(shape)
        case Either():
            return f"{_type(shape.first)}, or {_type(shape.second)}"
        case ListOf():
            return f"list of: {_type(shape.item)}"
        case MapOf():
            return f"object: {_type(shape.key)} → {_type(shape.item)}"
    return "object, see below"


def _choices(shape: OneOf) -> str:
    names = list(shape.names())
    own = f", or `{shape.beside}…`" if shape.beside else ""
    if len(names) <= _MANY:
        return " ".join(f"`{name}`" for name in names) + own
    return f"one of {len(names)} names in the schema (`{names[0]}` …){own}"


def _answers() -> Iterator[str]:
    yield "## An answer"
    yield ""
    rows = (
        ("`line`", "number of the line, from 1"),
        ("`id`", "as given"),
        ("`book`", "hash of the rule book; the same book and facts give the same verdict"),
        ("`answers`", "one for each question and title, below; each has `ask` and `title`"),
        ("`error`", "instead of `book` and `answers`: `field`, `message`"),
    )
    yield from _table(("Field", "Meaning"), iter(rows))
    yield _WRONG
    for ask in Ask:
        yield from _fields(f"`{ask}`", ANSWER_FIELDS[ask])
    yield from _fields("A condition", CONDITION_FIELDS)
    marks = " > ".join(f"`{mark}`" for mark in Confidence)
    yield f"`confidence`, surest first: {marks}."
    yield ""


def _fields(heading: str, fields: Mapping[str, str]) -> Iterator[str]:
    yield f"### {heading}"
    yield ""
    rows = ((f"`{name}`", words) for name, words in fields.items())
    yield from _table(("Field", "Meaning"), rows)


EXAMPLE = {
    "id": "7",
    "titles": ["CSTDCS"],
    "on": "2024-12-31",
    "facts": {
        "subject": "person",
        "year": 2024,
        "ratings": {"2024": "HTXS"},
        "initiatives": [{"year": 2024, "scope": ""}],
        "vouched": True,
    },
}


def _example() -> Iterator[str]:
    line = json.dumps(EXAMPLE, ensure_ascii=False)
    yield "## Example"
    yield ""
    yield "```"
    yield f"echo '{line}' \\"
    yield "  | thidua law assess - | jq -r '.answers[] | [.title, .verdict, .summary] | @tsv'"
    yield "```"
    yield ""


def _names() -> Iterator[str]:
    """What the names inside `declared`, `quantities`, `blocks` and `settled` stand for."""
    yield "## Names of `facts.declared`"
    yield ""
    yield "The rule in Vietnamese, true when met; `conduct` is what `vouched` covers."
    yield ""
    rows = (
        (f"`{one.id}`", one.nature.value, one.sentence, one.citation.short)
        for one in criteria().values()
    )
    yield from _table(("Name", "Nature", "Sentence", "Citation"), rows)
    yield "## Names of `facts.quantities`"
    yield ""
    yield from _table(
        ("Name", "Number"), ((f"`{one.id}`", one.words) for one in quantities().values())
    )
    yield "## Names of `facts.blocks`"
    yield ""
    yield from _table(("Name", "True when"), ((f"`{n}`", w) for n, w in BLOCK_WORDS.items()))
    yield "## Names of `facts.settled`"
    yield ""
    yield (
        "The open questions of [law-coverage.md](law-coverage.md), and `amended.CODE`: the law "
        "amended from 2026-10-01 left the standard of that title as it was."
    )
    yield ""
