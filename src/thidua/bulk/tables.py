"""The long tables of a registry: one row for each rating, award, initiative.

A folder holds ``subjects`` and, as far as there are any, ``ratings``, ``awards``, ``initiatives``
and ``coverage``, each as ``.parquet`` or ``.arrow`` (IPC file).

- subjects: ``subject`` (number or text, each once); ``kind`` and ``group`` (``SubjectKind``,
  ``Group``; missing: a person of the staff); facts of the year Y: ``declared.<criterion>@Y``,
  ``blocked.<kind>@Y``, ``declare_all@Y``, ``no_other_achievements@Y``, ``no_other_initiatives@Y``
  (booleans), ``service_months@Y``, ``count.<name>@Y`` (whole numbers), ``quantity.<name>@Y``,
  ``share.<name>@Y`` (0 to 1). A null says nothing.
- ratings: ``subject``, ``year``, ``level`` (``RatingLevel``; null: known not to be rated).
- awards: ``subject``, ``code``, ``year`` of merit, ``merit`` (left out: all for merit).
- initiatives: ``subject``, ``year``, ``scope`` (``InitiativeScope``; null: not certified),
  ``recognised`` (left out: all; null: awaited), ``used_for`` (code it has served; null: none).
- coverage: ``register`` (rating, award or initiative), ``first``, ``last``: complete for these
  years, for every subject. Complete for initiatives means: nothing else of the kind is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from thidua.bulk.errors import BadTable
from thidua.law.facts import Coverage

_NEEDED: Final[Mapping[str, Mapping[str, str]]] = {
    "subjects": {"subject": "id"},
    "ratings": {"subject": "id", "year": "int", "level": "int"},
    "awards": {"subject": "id", "code": "text", "year": "int"},
    "initiatives": {"subject": "id", "year": "int", "scope": "int"},
    "coverage": {"register": "text", "first": "int", "last": "int"},
}
_ALLOWED: Final[Mapping[str, Mapping[str, str]]] = {
    "subjects": {"kind": "text", "group": "text"},
    "awards": {"merit": "bool"},
    "initiatives": {"recognised": "bool", "used_for": "text"},
}
_SORT_WORDS: Final = {
    "id": "số nguyên hoặc chữ",
    "int": "số nguyên",
    "text": "chữ",
    "bool": "đúng/sai (boolean)",
    "number": "số",
}
_OWN: Final = {
    "declared": "bool",
    "blocked": "bool",
    "declare_all": "bool",
    "no_other_achievements": "bool",
    "no_other_initiatives": "bool",
    "service_months": "int",
    "count": "int",
    "quantity": "number",
    "share": "number",
}
"""Sorts of the yearly columns of ``subjects``, by what stands before the first full stop."""
REGISTERS: Final = ("rating", "award", "initiative")


@dataclass(frozen=True)
class Tables:
    """The tables, lazily: nothing is read before it is asked for."""

    subjects: pl.LazyFrame
    ratings: pl.LazyFrame | None = None
    awards: pl.LazyFrame | None = None
    initiatives: pl.LazyFrame | None = None
    coverage: tuple[Coverage, ...] = ()

    @classmethod
    def of(cls, frames: Mapping[str, pl.LazyFrame]) -> Tables:
        """From frames by name; ``BadTable`` names the table and column that will not do."""
        if "subjects" not in frames:
            raise BadTable("Thiếu bảng “subjects” (đối tượng). Thêm tệp subjects.parquet.")
        for name, frame in frames.items():
            _check(name, dict(frame.collect_schema()))
        return cls(
            frames["subjects"],
            frames.get("ratings"),
            frames.get("awards"),
            frames.get("initiatives"),
            _coverage(frames["coverage"]) if "coverage" in frames else (),
        )

    @classmethod
    def in_folder(cls, folder: Path) -> Tables:
        """From the files of a folder."""
        found = {name: _scan(folder, name) for name in _NEEDED}
        return cls.of({name: frame for name, frame in found.items() if frame is not None})


def _scan(folder: Path, name: str) -> pl.LazyFrame | None:
    for suffix in ("parquet", "arrow"):
        path = folder / f"{name}.{suffix}"
        if path.exists():
            try:
                frame = pl.scan_parquet(path) if suffix == "parquet" else pl.scan_ipc(path)
                frame.collect_schema()
            except (OSError, pl.exceptions.PolarsError) as error:
                raise BadTable(
                    f"Tệp “{path.name}” không đọc được: không phải {suffix} hoặc đã hỏng."
                ) from error
            return frame
    return None


def _check(table: str, schema: dict[str, Any]) -> None:
    for column, sort in _NEEDED[table].items():
        if column not in schema:
            raise BadTable(f"Bảng “{table}” thiếu cột “{column}” ({_SORT_WORDS[sort]}).")
        _check_sort(table, column, schema[column], sort)
    sorts = _ALLOWED.get(table, {})
    for column, held in schema.items():
        own = _OWN.get(column.partition("@")[0].partition(".")[0]) if "@" in column else None
        known = sorts.get(column) or (own if table == "subjects" else None)
        if known is not None:
            _check_sort(table, column, held, known)


def _check_sort(table: str, column: str, held: pl.DataType, sort: str) -> None:
    """A column of nothing but nulls is of no type and goes anywhere but for ids."""
    text = held in {pl.String, pl.Categorical} or isinstance(held, pl.Enum)
    fits = {
        "id": held.is_integer() or held == pl.String,
        "int": held.is_integer(),
        "text": text,
        "bool": held == pl.Boolean,
        "number": held.is_numeric(),
    }
    if not fits[sort] and (held != pl.Null or sort == "id"):
        raise BadTable(
            f"Cột “{column}” của bảng “{table}” phải là {_SORT_WORDS[sort]}, đang là {held}."
        )


def _coverage(frame: pl.LazyFrame) -> tuple[Coverage, ...]:
    rows = frame.select("register", "first", "last").collect().rows()
    for register, first, last in rows:
        if register not in REGISTERS:
            words = ", ".join(REGISTERS)
            raise BadTable(f"Bảng “coverage” có sổ lạ “{register}”. Chỉ nhận: {words}.")
        if first is None or last is None or first > last:
            raise BadTable(f"Bảng “coverage”: khoảng năm {first}–{last} của sổ “{register}” sai.")
    return tuple(Coverage(register, first, last, "") for register, first, last in rows)
