"""A software token for the tests of PKCS#11: found, or installed, or the reason why not.

Prints where its library is. Order: `THIDUA_SOFTHSM`, the places where Debian, Fedora and
Homebrew put it, Debian's package (as root).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

PLACES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)
MISSING = (
    "No software token: install SoftHSM 2 (Debian: apt install softhsm2) or name its library "
    "in THIDUA_SOFTHSM."
)


def find() -> str | None:
    """Path of the library of an installed SoftHSM."""
    places = filter(None, (os.environ.get("THIDUA_SOFTHSM"), *PLACES))
    return next((place for place in places if Path(place).exists()), None)


def install() -> None:
    """Install Debian's package where that is possible."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "softhsm2"],
        ):
            subprocess.run(command, check=False, env=environment, capture_output=True)


def main() -> int:
    """Find it, install it if need be."""
    if not find():
        install()
    path = find()
    print(path or MISSING)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
