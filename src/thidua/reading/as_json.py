"""A reading as JSON; the fields are described in docs/directive-json.md."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from thidua.reading.model import Reading
from thidua.vietnamese.dates import PartialDate

FORMAT: Final = "thidua.directive/1"


def reading_data(reading: Reading) -> dict[str, Any]:
    """A reading as plain data. Places are ``[start, end]``, dates are split into what is known."""
    movements = sum(1 for _ in reading.movements)
    return {
        "format": FORMAT,
        **_plain(reading),
        "counts": {
            "tasks": len(reading.tasks),
            "movements": movements,
            "targets": len(reading.targets),
            "measurable_targets": sum(1 for target in reading.targets if target.measurable),
            "citations": len(reading.citations),
            "recipients": len(reading.recipients),
            "repairs": len(reading.repairs),
            "not_read": len(reading.not_read),
        },
    }


def write_json(reading: Reading) -> str:
    """One JSON document that ends with a line break."""
    return json.dumps(reading_data(reading), ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    match value:
        case StrEnum():
            return value.value
        case Decimal():
            return str(value)
        case PartialDate():
            return {"day": value.day, "month": value.month, "year": value.year}
        case tuple():
            return [_plain(one) for one in value]
    if not is_dataclass(value):
        return value
    names = [field.name for field in fields(value)]
    if names == ["start", "end"]:
        return [getattr(value, name) for name in names]
    return {name: _plain(getattr(value, name)) for name in names}
