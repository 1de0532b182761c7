"""Who keeps the record."""

from __future__ import annotations

from thidua.core.actors import Actor, Role
from thidua.core.errors import NotAllowed


def keepers_only(actor: Actor) -> None:
    """The officer keeps the record; the system does at set-up. Raises NotAllowed."""
    if not actor.is_any(Role.OFFICER, Role.SYSTEM):
        raise NotAllowed("Chuyên viên thi đua, khen thưởng là người ghi và sửa sổ.")
