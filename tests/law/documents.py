"""Random documents of a shape: mostly right, sometimes wrong in one place or several."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

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

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.sampled_from(["", "HTXS", "2024", "2024-02-30", "2024-12-31", "LDTT", "local.", "1889"]),
    st.just([]),
    st.just({}),
    st.just({"x": 1}),
)
"""What may stand where something else belongs."""


_MADE: dict[int, st.SearchStrategy[Any]] = {}
"""By identity of the shape, which its module keeps: to make one again for each use is slow."""


def documents(shape: Shape) -> st.SearchStrategy[Any]:
    """Right in most places; each place is now and then anything."""
    if id(shape) not in _MADE:
        made = right(shape)
        _MADE[id(shape)] = st.integers(0, 11).flatmap(lambda n: ODD if n == 0 else made)
    return _MADE[id(shape)]


LEAVES: dict[type, st.SearchStrategy[Any]] = {
    Text: st.text(max_size=4),
    Flag: st.booleans(),
    Amount: st.integers(0, 100) | st.sampled_from([0.5, 12.25]),
    Day: st.dates().map(str),
    Month: st.dates().map(lambda day: str(day)[:7]),
    YearKey: st.integers(1850, 2250).map(str),
}


def right(shape: Shape) -> st.SearchStrategy[Any]:
    match shape:
        case Whole():
            return st.integers(shape.least, min(shape.most, shape.least + 3000)) | st.just(2024.0)
        case Either():
            return right(shape.first) | right(shape.second)
        case OneOf():
            return st.sampled_from(list(shape.names()))
        case ListOf():
            return st.lists(documents(shape.item), max_size=min(3, shape.most))
        case MapOf():
            item = documents(shape.item) | st.just("")
            return st.dictionaries(right(shape.key), item, max_size=3)
        case Record():
            return records(shape)
    return LEAVES[type(shape)]


def records(shape: Record) -> st.SearchStrategy[dict[str, Any]]:
    must = {name: documents(one.shape) for name, one in shape.fields.items() if one.required}
    may = {name: documents(one.shape) for name, one in shape.fields.items() if not one.required}
    whole = st.fixed_dictionaries(must, optional=may)
    broken = st.tuples(whole, st.sampled_from([*shape.fields, "nope"]), ODD).map(
        lambda made: {**made[0], made[1]: made[2]}
    )
    return st.one_of(whole, whole, broken)
