"""Short public codes: what stands in addresses and on papers, never a database id."""

from __future__ import annotations

import secrets

# No 0/O, 1/I/L, 2/Z, 5/S, 8/B: codes are read aloud and typed from paper.
ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY"


def new_code(length: int = 10) -> str:
    """A random code; 10 characters are 46 bits, 14 (certificates) are 65."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def misread(code: str) -> tuple[int, str] | None:
    """Position (from 1) and character of the first sign that no code of ours holds."""
    for place, sign in enumerate(code.upper(), start=1):
        if sign not in ALPHABET:
            return place, sign
    return None
