"""Settings of the tests: a data folder and server of their own, jobs at commit, fast passwords.

The real settings are read after the environment is set, so that tests never touch a running demo.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ.setdefault(
    "THIDUA_DATA", str(Path(tempfile.gettempdir()) / f"thidua-tests-{os.getuid()}")
)
os.environ["THIDUA_JOBS"] = "inline"
os.environ.setdefault("THIDUA_SECRET_KEY", "only-for-tests-0123456789-abcdefghij-klmnop")
os.environ.pop("THIDUA_DEMO", None)

from thidua.config.settings import *  # noqa: F403 (that is what a settings module does)
from thidua.config.settings import DATA, DATABASES, STORAGES

# WhiteNoise warns about a folder that collectstatic has not made yet.
(DATA / "static").mkdir(parents=True, exist_ok=True)
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A test's data need not survive the machine: no commit waits for the disk.
DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
