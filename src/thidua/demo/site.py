"""What the stages of the filling work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from thidua.core.actors import Actor, Role, system_actor
from thidua.demo import cast, organizations
from thidua.organizations.models import Authority, Unit, UnitVersion

Say = Callable[[str], None]


@dataclass(slots=True)
class Site:
    """The authority, the day of the filling, and a way to say what was left out."""

    authority: Authority
    today: date
    say: Say

    @property
    def system(self) -> Actor:
        return system_actor(self.authority.pk)

    def units(self) -> dict[str, Unit]:
        """Units by the key of `organizations.plan`, found by first name, first day and parent:
        two wards share a name."""
        versions = UnitVersion.objects.filter(authority=self.authority).select_related("unit")
        found = {(row.name, row.unit.began_on, row.unit.ended_on): row.unit for row in versions}
        return {
            row.key: found[row.name, row.spans[0].since, row.until]
            for row in organizations.plan().units
        }

    def acting(self, name: str, role: Role) -> Actor:
        """A member of the cast in a role they hold today."""
        return cast.acting(name, role, self.today)


def sample(name: str) -> bytes:
    """One of the files an authority would bring, as it is."""
    return files("thidua.demo").joinpath("samples", name).read_bytes()
