"""A Java for the Spark tests: found, or installed, or the reason why not. Never skipped.

Prints where it is. Order: `JAVA_HOME`, a Java on the path, an installed package, Debian's package
(as root).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from thidua.bulk import java

COMMANDS = (
    ["apt-get", "update", "-q"],
    ["apt-get", "install", "-q", "-y", "--no-install-recommends", "default-jre-headless"],
)


def install() -> str:
    """Try Debian's package; what was said when it failed."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return "Only Debian's package can be installed from here, and only as root."
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    said = []
    for command in COMMANDS:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            said.append(f"{' '.join(command)}: {done.stderr.strip()[-400:]}")
    return "\n".join(said)


def main() -> int:
    home = java.home()
    if home is None:
        print(f"No Java {java.LEAST} or newer yet for the Spark tests; installing…", flush=True)
        said = install()
        home = java.home()
        if home is None:
            print(
                f"The Spark tests need Java {java.LEAST} or newer and it could not be installed.\n"
                "Install one and set JAVA_HOME to its folder.\n" + said,
                file=sys.stderr,
            )
            return 1
    print(f"Java for the Spark tests: {home}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
