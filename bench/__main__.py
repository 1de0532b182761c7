"""`make bench [ONLY=verdicts|lists|pages|bulk|duplicates|certificates|targets]`: what is fast here.

Everything runs in a data folder of its own (`var/bench`), made on the first run and kept.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("THIDUA_DATA", str(Path("var/bench").resolve()))
os.environ.setdefault("THIDUA_JOBS", "inline")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
PARTS = ("verdicts", "lists", "pages", "bulk", "duplicates", "certificates", "targets")


def main() -> None:
    """Run the named parts, or all."""
    Path(os.environ["THIDUA_DATA"]).mkdir(parents=True, exist_ok=True)
    wanted = [word for word in sys.argv[1:] if word in PARTS] or PARTS
    for part in PARTS:
        if part in wanted:
            print(f"\n== {part}", flush=True)
            __import__(f"bench.{part}", fromlist=["run"]).run()


if __name__ == "__main__":
    main()
