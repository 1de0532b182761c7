"""``python -m tests.law.mutation``: every mutant, and the table; fails when one is not seen."""

from __future__ import annotations

import sys
import time

from tests.law.mutation.run import cores, equivalents, label, mutants, survivors, table


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def main() -> int:
    began = time.monotonic()
    places = range(len(mutants()))
    alive = survivors(places, cores())
    lines = list(table(places, alive))
    head = ("kind of mutant", "made", "killed", "equivalent", "survivors")
    rows = [(one.kind, one.made, one.killed, one.equivalent, one.alive) for one in lines]
    sums = [sum(cells) for cells in zip(*(row[1:] for row in rows), strict=True)]
    for name, *cells in (head, *rows, ("in all", *sums)):
        say(f"{name:24}" + "".join(f"{cell:>12}" for cell in cells))
    names = {label(mutants()[place]) for place in alive}
    unlisted = sorted(names - set(equivalents()))
    for name in unlisted:
        say(f"survives: {name}")
    idle = sorted(set(equivalents()) - names)
    for name in idle:
        say(f"listed as equivalent, but killed or not made: {name}")
    say(f"{time.monotonic() - began:.0f} s on {cores()} cores")
    return 1 if unlisted or idle else 0


if __name__ == "__main__":
    sys.exit(main())
