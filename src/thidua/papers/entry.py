"""The door every text comes in by: composed, single-spaced, free of what cannot be printed."""

from __future__ import annotations

from thidua.vietnamese.text import clean_lines

# Noncharacters that no XML part may hold; shown as the replacement sign, not dropped in silence.
_NOT_IN_XML = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


def composed(value: object) -> object:
    """Return ``value`` with every text in it composed; other values come back as they are."""
    if isinstance(value, str):
        return clean_lines(value.translate(_NOT_IN_XML))
    if isinstance(value, list | tuple):
        return tuple(composed(item) for item in value)
    return value
