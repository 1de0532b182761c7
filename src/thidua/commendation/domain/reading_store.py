"""A list as read, kept as JSON: everything needed to judge and apply it without its file.

Cells as written stay in the file; what was read from them is kept whole. Proposals are decoded one
by one, so that a page of a long list does not pay for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from thidua.commendation.domain.codec import decode, encode
from thidua.lists.proposal import Fault, ListReading, Proposal, Skipped

VERSION: Final = 1


def to_json(reading: ListReading) -> dict[str, Any]:
    """The reading for `ListImport.reading`."""
    bare = replace(reading, proposals=tuple(replace(one, cells={}) for one in reading.proposals))
    return {"version": VERSION, **encode(bare)}


class StoredReading:
    """What `to_json` kept; the empty mapping is a list not yet read."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        if data and data["version"] != VERSION:
            raise ValueError(f"reading of version {data['version']}, not {VERSION}")
        self._data = data

    def __len__(self) -> int:
        return len(self._data.get("proposals", ()))

    def proposal(self, number: int) -> Proposal:
        """The proposal of that number, from 0."""
        return decode(Proposal, self._data["proposals"][number])

    def proposals(self) -> Iterator[Proposal]:
        for data in self._data.get("proposals", ()):
            yield decode(Proposal, data)

    @property
    def faults(self) -> tuple[Fault, ...]:
        return tuple(decode(Fault, data) for data in self._data.get("faults", ()))

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        return tuple(decode(Skipped, data) for data in self._data.get("skipped", ()))

    @property
    def issuer(self) -> str:
        """The body in the letterhead, empty where there is none."""
        return str(self._data.get("issuer", ""))

    @property
    def sheets(self) -> tuple[str, ...]:
        """Names of the sheets that were read as nominations, in order."""
        return tuple(one["name"] for one in self._data.get("sheets", ()))
