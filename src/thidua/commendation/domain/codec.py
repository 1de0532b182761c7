"""Frozen dataclasses to plain JSON and back, by their own type hints.

Fields equal to their default are left out, so that what ten thousand lines have in common is not
written ten thousand times; a field added later reads as its default from older JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]


def encode(value: Any) -> Any:
    """The value as JSON has it."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: encode(held)
            for field in fields(value)
            if (held := getattr(value, field.name)) != _default(field)
        }
    if isinstance(value, tuple | list):
        return [encode(one) for one in value]
    if isinstance(value, Mapping):
        return {key: encode(one) for key, one in value.items()}
    return value


def _default(field: Field[Any]) -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


def decode(kind: type[T], data: Mapping[str, Any]) -> T:
    """The dataclass that `encode` wrote; names it does not know are passed by."""
    made: T = _reader(kind)(data)  # type: ignore[arg-type]
    return made


@cache
def _reader(hint: Any) -> Reader:
    """How a value of this type is read back."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _optional(inner)
    if origin is tuple:
        return _tuple(_reader(inner[0]))
    if origin is Literal or hint is Any or hint in (str, int, float, bool, NoneType):
        return _as_it_is
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return dict
    raise TypeError(f"no way to read {hint} from JSON")


def _as_it_is(value: Any) -> Any:
    return value


def _optional(inner: tuple[Any, ...]) -> Reader:
    kinds = [one for one in inner if one is not NoneType]
    if len(kinds) != 1:
        raise TypeError(f"JSON does not tell {inner} apart")
    read = _reader(kinds[0])
    return lambda value: None if value is None else read(value)


def _tuple(read: Reader) -> Reader:
    return lambda values: tuple([read(value) for value in values])


def _dataclass(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind) if field.init}
    return lambda data: kind(
        **{name: readers[name](value) for name, value in data.items() if name in readers}
    )
