"""Who reads the pages of the Council."""

from __future__ import annotations

from thidua.core.actors import Role

READERS = (Role.OFFICER, Role.SECRETARY, Role.MEMBER, Role.CHAIRMAN, Role.INSPECTOR)
