"""`python -m thidua`: the same as the `thidua` command."""

from __future__ import annotations

import sys

from thidua.cli import main

if __name__ == "__main__":
    sys.exit(main())
