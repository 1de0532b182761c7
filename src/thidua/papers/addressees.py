"""The lines of Kính gửi (Decree 30/2020, Phụ lục I)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from thidua.papers import wording
from thidua.papers.sheet import Line


def addressee_lines(names: Sequence[str]) -> Iterator[Line]:
    """One addressee stands on the line itself, several on lines of their own."""
    if len(names) == 1:
        yield Line("addressee", f"Kính gửi: {wording.unbroken(names[0])}")
    elif names:
        yield Line("addressee", "Kính gửi:")
        yield from (Line("addressee-item", f"- {text}") for text in wording.listed(names))
