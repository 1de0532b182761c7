"""Rows of the award register: their search keys, their recipient, taking a wrong one out."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
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


def take_back(*, actor: Actor, award: Award, on: date, words: str) -> Award:
    """Mark an award as revoked or stripped from a day, by the decision that `words` name.

    Whether there is ground is judged by whoever decides it.
    """
    with transaction.atomic(), sentence_for(Award):
        row = _locked(actor, award)
        if row.revoked_on is not None:
            raise Refusal(f"{_title_of(row)} đã bị thu hồi từ trước.")
        row.revoked_on, row.revocation = on, words[:200]
        row.restored_on, row.restoration = None, ""
        row.save(update_fields=("revoked_on", "revocation", "restored_on", "restoration"))
    return row


def give_back(*, actor: Actor, award: Award, on: date, words: str) -> Award:
    """Clear the mark: the award stands again from a day, by the decision that `words` name."""
    with transaction.atomic(), sentence_for(Award):
        row = _locked(actor, award)
        if row.revoked_on is None:
            raise Refusal(f"{_title_of(row)} không bị thu hồi nên không phục hồi.")
        row.revoked_on, row.revocation = None, ""
        row.restored_on, row.restoration = on, words[:200]
        row.save(update_fields=("revoked_on", "revocation", "restored_on", "restoration"))
    return row


def _locked(actor: Actor, award: Award) -> Award:
    if not actor.is_any(Role.OFFICER, Role.CHAIRMAN, Role.SYSTEM):
        raise NotAllowed(
            "Khen thưởng bị thu hồi, phục hồi theo quyết định của người có thẩm quyền."
        )
    row = Award.objects.select_for_update(of=("self",)).get(pk=award.pk)
    if row.authority_id != actor.authority_id:
        raise NotAllowed("Khen thưởng thuộc sổ của cơ quan khác.")
    if row.withdrawn_at is not None:
        raise Refusal(f"{_title_of(row)} đã rút khỏi sổ.")
    return row


def _title_of(award: Award) -> str:
    return f"{known_title(award.title_code).name} năm {award.year}"
