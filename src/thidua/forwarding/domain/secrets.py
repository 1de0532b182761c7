"""Dossiers with state secrets: their number, and nothing else. They are drawn up and sent by their
own way (they never go through the electronic system) and are not kept here."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from thidua.commendation.enums import Subject
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.forwarding.enums import Target
from thidua.forwarding.models import SecretCount
from thidua.forwarding.rules import officers_only
from thidua.journal.domain.record import record
from thidua.law import LawError, known_title

FIRST_YEAR, LAST_YEAR = 1945, 2100


@dataclass(frozen=True, slots=True)
class Count:
    """How many went up for an award in a year, and how many were given it (None: not known)."""

    year: int
    title_code: str
    level: str
    kind: str
    proposed: int
    granted: int | None = None

    def check(self) -> None:
        """Raises Refusal for what is no year, award, level or kind."""
        try:
            known_title(self.title_code)
        except LawError as error:
            raise Refusal("Chọn danh hiệu, hình thức trong danh mục.") from error
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise Refusal(f"Năm từ {FIRST_YEAR} đến {LAST_YEAR}.")
        if self.level not in Target.values or self.kind not in Subject.values:
            raise Refusal("Chọn cấp quyết định và đối tượng.")


def count_secret(*, actor: Actor, count: Count) -> SecretCount:
    """Enter a count."""
    officers_only(actor)
    count.check()
    with transaction.atomic(), sentence_for(SecretCount):
        row = SecretCount.objects.create(
            authority_id=actor.authority_id,
            year=count.year,
            title_code=count.title_code,
            level=count.level,
            kind=count.kind,
            proposed=count.proposed,
            granted=count.granted,
            changed_by_name=actor.name,
        )
        _journal(actor, row, "Ghi")
    return row


def change_secret(
    *,
    actor: Actor,
    row: SecretCount,
    proposed: int,
    granted: int | None,
    revision: int | None = None,
) -> SecretCount:
    """Correct the figures of a count."""
    officers_only(actor)
    with transaction.atomic(), sentence_for(SecretCount):
        held = lock(SecretCount, row.pk, revision=revision)
        if held.authority_id != actor.authority_id:
            raise NotAllowed("Dữ liệu thuộc cơ quan khác.")
        held.proposed, held.granted = proposed, granted
        stamp(held, actor)
        held.save()
        _journal(actor, held, "Sửa")
    return held


def _journal(actor: Actor, row: SecretCount, words: str) -> None:
    record(
        actor=actor,
        verb="package.secret",
        obj=row,
        sentence=f"{words} số lượng hồ sơ có bí mật nhà nước, năm {row.year}",
        data={"proposed": row.proposed, "granted": row.granted},
    )
