"""Rows of the award register: their search keys, their recipient, taking a wrong one out."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.law import known_title
from thidua.organizations.models import Household, Person
from thidua.registry.domain.permissions import keepers_only
from thidua.registry.models import Award
from thidua.vietnamese.names import collation_key, sort_key
from thidua.vietnamese.text import clean, fold

SEARCH_LENGTH: Final = 500
SORT_LENGTH: Final = 400
BY_DECISION: Final = "Khen thưởng theo quyết định đã ban hành chỉ thu hồi bằng quyết định."


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


def withdraw_award(*, actor: Actor, award: Award, reason: str) -> Award:
    """Take out one award that an import brought in wrongly; the row stays, as withdrawn.

    An award given by a decision of this system is not withdrawn but revoked, by a decision.
    """
    keepers_only(actor)
    if not clean(reason):
        raise Refusal("Ghi lý do rút khỏi sổ và giấy tờ làm căn cứ.")
    with transaction.atomic():
        row = Award.objects.select_for_update(of=("self",)).get(pk=award.pk)
        if row.withdrawn_at is not None:
            raise Refusal("Khen thưởng này đã rút khỏi sổ.")
        if row.batch_id is None:
            raise Refusal(BY_DECISION)
        row.withdrawn_at = timezone.now()
        row.save(update_fields=("withdrawn_at",))
        name = known_title(row.title_code).name
        record(
            actor=actor,
            verb="award.withdraw",
            obj=row.person or row,
            sentence=f"Rút {name} năm {row.year} khỏi sổ: {clean(reason)}",
            data={"award": row.code, "source": row.source},
        )
    return row
