"""Who reads the pages of rewards."""

from __future__ import annotations

from thidua.core.actors import Role

READERS = (Role.OFFICER, Role.CHAIRMAN, Role.INSPECTOR)
