"""What plain data may look like: one description that reads it and that prints as a JSON Schema.

A shape has ``read`` (plain data in, values out, else ``Wrong`` naming the field) and ``schema``
(JSON Schema draft 2020-12). Both come from the same object, so a document the schema admits is one
the reader takes, and the other way round. ``null`` and ``""`` both say "not known".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, Protocol

from thidua.law.errors import BadFact

UNKNOWN_REF = {"$ref": "#/$defs/unknown"}
UNKNOWN_DEF = {"description": "not known", "enum": [None, ""]}
_LISTED = 8
"""So many choices are named in a refusal; of more, only the nearest."""


class Wrong(BadFact):
    """A field that cannot be read: ``field`` is its path (``awards[1].code``)."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(f"{field}: {message}" if field else message)
        self.field = field
        self.message = message

    def under(self, part: str) -> Wrong:
        """The same fault seen from one level up: ``part`` is a name or ``[index]``."""
        joint = "." if self.field and not self.field.startswith("[") else ""
        return Wrong(self.message, f"{part}{joint}{self.field}")


class Shape(Protocol):
    def read(self, value: object) -> Any: ...

    def schema(self) -> dict[str, Any]: ...


def is_unknown(value: object) -> bool:
    return value is None or value == ""


def shown(value: object) -> str:
    """A refused value as the writer sees it, cut to a line."""
    text = str(value)
    return f"“{text[:57]}…”" if len(text) > 60 else f"“{text}”"  # noqa: PLR2004 (a line)


def nearest(wrong: object, names: list[str]) -> str:
    """“Gần nhất: …” or, of few, all there are."""
    if len(names) <= _LISTED:
        return f" Có: {', '.join(names)}."
    near = get_close_matches(str(wrong), names, n=3, cutoff=0.5)
    return f" Gần nhất: {', '.join(near)}." if near else ""


@dataclass(frozen=True, slots=True)
class Text:
    """A few words, never empty."""

    most: int = 500

    def read(self, value: object) -> str:
        if not isinstance(value, str) or not 0 < len(value) <= self.most:
            raise Wrong(f"cần chữ, từ 1 đến {self.most} ký tự, không phải {shown(value)}.")
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.most}


@dataclass(frozen=True, slots=True)
class Flag:
    def read(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise Wrong(f"cần true hoặc false, không phải {shown(value)}.")
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two bounds."""

    least: int = 0
    most: int = 10**12

    def read(self, value: object) -> int:
        # JSON Schema counts 2.0 as a whole number, so the reader does too.
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise Wrong(f"cần số nguyên, không phải {shown(value)}.")
        if not self.least <= value <= self.most:
            raise Wrong(f"cần số từ {self.least} đến {self.most}, không phải {shown(value)}.")
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of zero or more, exact as written."""

    most: int = 10**12

    def read(self, value: object) -> Fraction:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise Wrong(f"cần số, không phải {shown(value)}.")
        if not 0 <= value <= self.most:
            raise Wrong(f"cần số từ 0 đến {self.most}, không phải {shown(value)}.")
        return Fraction(str(value))

    def schema(self) -> dict[str, Any]:
        return {"type": "number", "minimum": 0, "maximum": self.most}


YEAR = Whole(1900, 2199)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as ``2024-12-31``, or a date as TOML has it."""

    def read(self, value: object) -> date:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if isinstance(value, str) and re.fullmatch(_DAY, value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                raise Wrong(f"ngày {shown(value)} không có trong lịch.") from None
        raise Wrong(f"cần ngày dạng 2024-12-31, không phải {shown(value)}.")

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date", "pattern": f"^{_DAY}$"}


_DAY = r"(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"


@dataclass(frozen=True, slots=True)
class Month:
    """A month as ``2019-04``."""

    def read(self, value: object) -> str:
        if not isinstance(value, str) or not re.fullmatch(_MONTH, value):
            raise Wrong(f"cần tháng dạng 2019-04, không phải {shown(value)}.")
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_MONTH}$"}


_MONTH = r"(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])"


@dataclass(frozen=True, slots=True)
class Either:
    """One shape or the other."""

    first: Shape
    second: Shape

    def read(self, value: object) -> Any:
        try:
            return self.first.read(value)
        except Wrong:
            return self.second.read(value)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.first.schema(), self.second.schema()]}


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of the names; ``names`` maps each to the value it stands for.

    ``beside``: a prefix that admits names of its own (local rules).
    """

    names: Callable[[], Mapping[str, Any]]
    beside: str = ""

    def read(self, value: object) -> Any:
        known = self.names()
        if isinstance(value, str):
            if value in known:
                return known[value]
            if self.beside and value.startswith(self.beside) and value != self.beside:
                return value
        raise Wrong(f"không có giá trị {shown(value)}.{nearest(value, list(known))}")

    def schema(self) -> dict[str, Any]:
        listed = {"enum": list(self.names())}
        if not self.beside:
            return listed
        return {"anyOf": [listed, {"type": "string", "pattern": f"^{re.escape(self.beside)}."}]}


@dataclass(frozen=True, slots=True)
class YearKey:
    """A year as the name of a field: ``"2024"``."""

    def read(self, value: object) -> int:
        if not re.fullmatch(_YEAR_KEY, str(value)):
            raise Wrong("cần một năm gồm bốn chữ số.")
        return int(str(value))

    def schema(self) -> dict[str, Any]:
        return {"pattern": f"^{_YEAR_KEY}$"}


_YEAR_KEY = r"(19|20|21)[0-9]{2}"


@dataclass(frozen=True, slots=True)
class ListOf:
    item: Shape
    most: int = 1000
    least: int = 0

    def read(self, value: object) -> list[Any]:
        if not isinstance(value, list):
            raise Wrong(f"cần một danh sách, không phải {shown(value)}.")
        if not self.least <= len(value) <= self.most:
            raise Wrong(f"cần từ {self.least} đến {self.most} mục, đang có {len(value)}.")
        read = []
        for index, one in enumerate(value):
            try:
                read.append(self.item.read(one))
            except Wrong as fault:
                raise fault.under(f"[{index}]") from None
        return read

    def schema(self) -> dict[str, Any]:
        return {
            "type": "array",
            "items": self.item.schema(),
            "minItems": self.least,
            "maxItems": self.most,
        }


@dataclass(frozen=True, slots=True)
class MapOf:
    """Names of one shape to values of another; a value may be "not known"."""

    key: Shape
    item: Shape

    def read(self, value: object) -> dict[Any, Any]:
        if not isinstance(value, Mapping):
            raise Wrong(f"cần một bảng, không phải {shown(value)}.")
        read = {}
        for name, one in value.items():
            try:
                read[self.key.read(name)] = None if is_unknown(one) else self.item.read(one)
            except Wrong as fault:
                raise fault.under(str(name)) from None
        return read

    def schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "propertyNames": self.key.schema(),
            "additionalProperties": or_unknown(self.item),
        }


def or_unknown(shape: Shape) -> dict[str, Any]:
    return {"anyOf": [shape.schema(), UNKNOWN_REF]}


@dataclass(frozen=True, slots=True)
class Field:
    """``words``: what the field means, in English, for the schema and its page.

    A field is ``required``, or may be left out; unless ``certain``, it may also be "not known".
    """

    shape: Shape
    words: str
    required: bool = False
    certain: bool = False

    def read(self, value: object) -> Any:
        if is_unknown(value) and not self.is_certain:
            return None
        return self.shape.read(value)

    @property
    def is_certain(self) -> bool:
        return self.required or self.certain

    def schema(self) -> dict[str, Any]:
        inner = self.shape.schema() if self.is_certain else or_unknown(self.shape)
        return {"description": self.words} | inner


@dataclass(frozen=True, slots=True)
class Record:
    """Named fields and no others. Read, it holds what was given; "not known" is ``None``."""

    fields: Mapping[str, Field]

    def read(self, value: object) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise Wrong(f"cần một bảng, không phải {shown(value)}.")
        read = {name: self._field(name, one) for name, one in value.items()}
        for name, field in self.fields.items():
            if field.required and name not in value:
                raise Wrong("thiếu trường bắt buộc này.", name)
        return read

    def _field(self, name: object, value: object) -> Any:
        field = self.fields.get(name) if isinstance(name, str) else None
        if field is None:
            names = list(self.fields)
            raise Wrong(f"không có trường này.{nearest(name, names)}", str(name))
        try:
            return field.read(value)
        except Wrong as fault:
            raise fault.under(str(name)) from None

    def schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {name: field.schema() for name, field in self.fields.items()},
            "required": [name for name, field in self.fields.items() if field.required],
            "additionalProperties": False,
        }
