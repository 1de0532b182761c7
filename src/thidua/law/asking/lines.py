"""Lines of a file: read one by one in bounded memory, answered or refused by line and field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from thidua.law.asking.answers import answers
from thidua.law.asking.request import LocalRules, national, read_request
from thidua.law.book import book_hash
from thidua.law.errors import BadFact
from thidua.law.shape import Wrong

LONGEST = 1 << 20
"""Bytes of a line; a dossier of one subject takes a few thousand."""


@dataclass(frozen=True, slots=True)
class Line:
    """``number`` counts from 1, blank lines too. ``end``: bytes read so far. ``text``: ``None``
    for a line that is longer than ``LONGEST``."""

    number: int
    end: int
    text: bytes | None


def read_lines(stream: BinaryIO) -> Iterator[Line]:
    """Every line that is not blank; of one that is too long only its number."""
    number = end = 0
    while piece := stream.readline(LONGEST + 1):
        number += 1
        end += len(piece)
        whole = len(piece) <= LONGEST
        while not whole and not piece.endswith(b"\n"):
            piece = stream.readline(LONGEST)
            end += len(piece)
            if not piece:
                break
        if not whole or piece.strip():
            yield Line(number, end, piece if whole else None)


def answer_line(line: Line, local: LocalRules = national) -> dict[str, Any]:
    """The answers, or ``error`` with the field and what is wrong with it."""
    told: dict[str, Any] = {"line": line.number}
    try:
        document = _document(line.text)
        if isinstance(document, dict) and isinstance(document.get("id"), str):
            told["id"] = document["id"]
        return {**told, "book": book_hash(), "answers": answers(read_request(document, local))}
    except Wrong as fault:
        return {**told, "error": {"field": fault.field, "message": fault.message}}
    except BadFact as fault:
        return {**told, "error": {"field": "", "message": str(fault)}}


def _document(text: bytes | None) -> object:
    if text is None:
        raise Wrong(f"dòng dài quá {LONGEST >> 20} MB.")
    try:
        return json.loads(text.decode("utf-8-sig"), object_pairs_hook=_once)
    except UnicodeDecodeError:
        raise Wrong("dòng không phải chữ UTF-8.") from None
    except json.JSONDecodeError as fault:
        raise Wrong(f"dòng không phải JSON: sai ở ký tự thứ {fault.pos + 1}.") from None
    except RecursionError:
        raise Wrong("dòng không phải JSON đọc được: lồng quá sâu.") from None
    except Wrong:
        raise
    except ValueError:
        raise Wrong("dòng có một con số quá dài.") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name twice would hide one of its two values."""
    read = dict(pairs)
    if len(read) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Wrong("trường này có hai lần trong một bảng.", twice)
    return read
