"""A browser for the journeys: found, or installed, or the reason why not. Never skipped.

Prints where it is. Order: `THIDUA_CHROMIUM`, a Chromium on the path, Debian's package (as root),
Playwright's own download. The headless shell goes first: the whole browser draws its own toolbars,
unseen, for every new window.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
PACKAGES = ("chromium-headless-shell", "chromium")
INSTALL = ["install", "-q", "-y", "--no-install-recommends"]


def find() -> str | None:
    """Path of an installed browser."""
    given = os.environ.get("THIDUA_CHROMIUM")
    if given:
        return given if Path(given).exists() else None
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (slow import)

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> str:
    """Try both ways; what each said when it failed."""
    said = []
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-q"], *([*INSTALL, name] for name in PACKAGES)):
            done = subprocess.run(
                ["apt-get", *command], env=environment, capture_output=True, text=True, check=False
            )
            if done.returncode:
                said.append(f"apt-get {' '.join(command)}: {done.stderr.strip()[-400:]}")
            if find():
                return ""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said.append(f"playwright install chromium: {done.stderr.strip()[-400:]}")
    return "\n".join(said)


def main() -> int:
    path = find()
    if path is None:
        print("No browser yet for the journeys; installing Chromium…", flush=True)
        said = install()
        path = find()
        if path is None:
            print(
                "The browser journeys need Chromium and it could not be installed.\n"
                "Install a Chromium and set THIDUA_CHROMIUM to its path.\n" + said,
                file=sys.stderr,
            )
            return 1
    print(f"Browser for the journeys: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
