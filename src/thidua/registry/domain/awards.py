"""Building rows of the award register, for imports and for issued decisions alike."""

from __future__ import annotations

from typing import Final

from thidua.law import known_title
from thidua.organizations.models import Household, Person
from thidua.registry.models import Award
from thidua.vietnamese.names import collation_key, sort_key
from thidua.vietnamese.text import fold

SEARCH_LENGTH: Final = 500
SORT_LENGTH: Final = 400


def fill_keys(award: Award, name: str) -> Award:
    """Fill what the register searches and sorts by: name, title, decision, unit."""
    title = known_title(award.title_code)
    words = f"{name} {title.name} {title.short} {award.decision_number} {award.unit_words}"
    award.search_key = fold(words)[:SEARCH_LENGTH]
    by_name = award.person_id is not None
    award.sort_key = (sort_key(name) if by_name else collation_key(name))[:SORT_LENGTH]
    return award


def recipient_name(award: Award, unit_name: str = "") -> str:
    """Who received it; a collective goes by the name its unit bore, which the caller knows."""
    who: Person | Household | None = award.person or award.household
    if isinstance(who, Person):
        return who.full_name
    return who.name if who else unit_name or award.unit_words
