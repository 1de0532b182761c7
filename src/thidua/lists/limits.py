"""How much of the machine one file may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for reading one file.

    ``memory`` bounds the child's address space, so its resident size stays below it; ``seconds``
    is wall time for the whole reading, ``cpu_seconds`` the child's processor time.
    """

    file_bytes: int = 25 << 20
    memory: int = 288 << 20
    seconds: float = 4.5
    cpu_seconds: int = 4
    rows: int = 200_000
    columns: int = 256
    cells: int = 2_000_000
    characters: int = 20_000
    sheets: int = 60
    output_bytes: int = 96 << 20


DEFAULT = Limits()
