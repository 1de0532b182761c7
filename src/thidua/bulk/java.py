"""The Java that Spark runs on: found, and new enough."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

LEAST: Final = 17
"""The oldest release PySpark 4 starts on."""
_MACHINES: Final = Path("/usr/lib/jvm")
"""Where Debian and its relatives keep them."""
_VERSION = re.compile(r'version "(?:1\.)?(\d+)')
"""Up to 8 it is written "1.8.0", from 9 on "9.0.1"."""


def home() -> Path | None:
    """The folder to name in `JAVA_HOME`: the first Java that is new enough.

    Looked for in `JAVA_HOME`, on the path, then among the installed packages.
    """
    return next((java.parent.parent for java in found() if release(java) >= LEAST), None)


def found() -> Iterator[Path]:
    """Every Java of this machine that is worth a question."""
    named = os.environ.get("JAVA_HOME")
    on_path = shutil.which("java")
    if named:
        yield Path(named) / "bin" / "java"
    if on_path:
        yield Path(on_path).resolve()
    yield from sorted(_MACHINES.glob("*/bin/java"))


def release(java: Path) -> int:
    """Its release, such as 17; 0 where there is none or it does not start."""
    try:
        # The path is one of this machine's own programs, never a word of a request.
        said = subprocess.run(  # noqa: S603
            [java, "-version"], capture_output=True, text=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return 0
    version = _VERSION.search(said.stderr + said.stdout)
    return int(version[1]) if version and not said.returncode else 0
