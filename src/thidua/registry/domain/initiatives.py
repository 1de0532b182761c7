"""Initiatives: on the record, certified in scope, used once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.law import InitiativeScope, known_title
from thidua.organizations.models import Person
from thidua.registry.domain.permissions import keepers_only
from thidua.registry.models import Initiative, InitiativeUse
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean, fold

KEY_LENGTH: Final = 400
SCOPE_WORDS: Final = {
    InitiativeScope.CO_SO: "cơ sở",
    InitiativeScope.TINH: "tỉnh",
    InitiativeScope.TOAN_QUOC: "toàn quốc",
}


class NearlySame(Refusal):
    """An initiative of the same name is on record; a person must say that this is another one."""

    def __init__(self, known: Sequence[Initiative]) -> None:
        self.known = tuple(known)
        names = "; ".join(_described(one) for one in known)
        super().__init__(
            f"Sổ đã có sáng kiến cùng tên: {names}. "
            "Nếu đây là sáng kiến khác thì xác nhận rồi ghi tiếp."
        )


def _described(row: Initiative) -> str:
    authors = ", ".join(row.authors.values_list("full_name", flat=True))
    number = f", QĐ {row.recognition_number}" if row.recognition_number else ""
    return f"“{row.name}” năm {row.year} của {authors}{number}"


def same_name(authority_id: int, name: str) -> list[Initiative]:
    """Initiatives on record whose name is the same but for marks, case and spaces."""
    found = Initiative.objects.filter(
        authority_id=authority_id,
        search_key=fold(name)[:KEY_LENGTH],
        withdrawn_at__isnull=True,
    )
    return list(found.order_by("year").prefetch_related("authors"))


def add_initiative(
    *,
    actor: Actor,
    name: str,
    year: int,
    authors: Sequence[Person],
    recognition_number: str = "",
    recognised_on: date | None = None,
    scope: InitiativeScope | None = None,
    scope_certificate: str = "",
    is_another: bool = False,
) -> Initiative:
    """Record an initiative and its authors.

    `recognised_on` is the day of the recognition decision. Raises NearlySame unless `is_another`
    says that the initiative of the same name is a different one.
    """
    keepers_only(actor)
    shown = clean(name)
    _check_named(shown, authors)
    _check_scope(scope, scope_certificate)
    if not is_another and (known := same_name(actor.authority_id, shown)):
        raise NearlySame(known)
    with transaction.atomic(), sentence_for(Initiative):
        row = Initiative.objects.create(
            authority_id=actor.authority_id,
            name=shown,
            year=year,
            recognition_number=clean(recognition_number),
            recognised_on=recognised_on,
            scope=scope,
            scope_certificate=clean(scope_certificate),
            search_key=fold(shown)[:KEY_LENGTH],
        )
        row.authors.set(authors)
        names = ", ".join(person.full_name for person in authors)
        sentence = f"Ghi sáng kiến “{shown}” năm {year} của {names}"
        record(actor=actor, verb="initiative.add", obj=row, sentence=sentence)
    return row


def _check_named(name: str, authors: Sequence[Person]) -> None:
    if not name:
        raise Refusal("Chưa ghi tên sáng kiến.")
    if not authors:
        raise Refusal("Sáng kiến phải có ít nhất một tác giả.")


def _check_scope(scope: InitiativeScope | None, certificate: str) -> None:
    """Beyond the unit, scope counts only as certified (Điều 21 khoản 2, Điều 22 khoản 2)."""
    if scope is not None and scope > InitiativeScope.CO_SO and not clean(certificate):
        raise Refusal(
            f"Phạm vi {SCOPE_WORDS[scope]} phải có văn bản xác nhận. "
            "Ghi số, ngày, cơ quan xác nhận; chưa có thì để trống phạm vi."
        )


def certify_scope(
    *, actor: Actor, initiative: Initiative, scope: InitiativeScope, certificate: str
) -> Initiative:
    """Record how far the initiative is certified to reach, and by which paper."""
    keepers_only(actor)
    if not clean(certificate):
        raise Refusal("Ghi văn bản xác nhận phạm vi: số, ngày, cơ quan xác nhận.")
    with transaction.atomic(), sentence_for(Initiative):
        row = _live(initiative)
        before = row.scope
        row.scope, row.scope_certificate = scope, clean(certificate)
        row.save(update_fields=("scope", "scope_certificate"))
        record(
            actor=actor,
            verb="initiative.certify",
            obj=row,
            sentence=f"Xác nhận phạm vi {SCOPE_WORDS[scope]} theo {row.scope_certificate}",
            data={"scope": [before, int(scope)]},
        )
    return row


def use_initiative(
    *,
    actor: Actor,
    initiative: Initiative,
    person: Person,
    title_code: str,
    year: int,
    decision_number: str = "",
) -> InitiativeUse:
    """Mark the initiative as used by one of its authors for one award.

    Raises Refusal with the earlier use: one initiative serves one award only
    (Công văn 5007/BNV-TĐKT, mục III.5 điểm c).
    """
    with transaction.atomic(), sentence_for(InitiativeUse):
        row = _live(initiative)
        if not row.authors.filter(pk=person.pk).exists():
            raise Refusal(f"{person.full_name} không phải tác giả của “{row.name}”.")
        if earlier := row.uses.filter(person=person).first():
            raise Refusal(_used(row, earlier))
        use = InitiativeUse.objects.create(
            authority_id=row.authority_id,
            initiative=row,
            person=person,
            title_code=title_code,
            year=year,
            decision_number=clean(decision_number),
        )
        record(
            actor=actor,
            verb="initiative.use",
            obj=row,
            sentence=f"Dùng sáng kiến “{row.name}” cho {known_title(title_code).name} năm {year} "
            f"của {person.full_name}",
        )
    return use


def _used(row: Initiative, use: InitiativeUse) -> str:
    number = f" theo QĐ {use.decision_number}" if use.decision_number else ""
    return (
        f"Sáng kiến “{row.name}” đã dùng cho {known_title(use.title_code).name} năm {use.year}"
        f"{number}. Một sáng kiến chỉ dùng cho một lần khen (Công văn 5007/BNV-TĐKT)."
    )


def withdraw_initiative(*, actor: Actor, initiative: Initiative, reason: str) -> Initiative:
    """Take a wrongly recorded initiative off the record; refused once it served an award."""
    keepers_only(actor)
    if not clean(reason):
        raise Refusal("Ghi lý do rút sáng kiến khỏi sổ.")
    with transaction.atomic():
        row = _live(initiative)
        if use := row.uses.first():
            raise Refusal(_used(row, use))
        row.withdrawn_at = timezone.now()
        row.save(update_fields=("withdrawn_at",))
        record(
            actor=actor,
            verb="initiative.withdraw",
            obj=row,
            sentence=f"Rút sáng kiến “{row.name}”: {clean(reason)}",
        )
    return row


def _live(initiative: Initiative) -> Initiative:
    row = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    if row.withdrawn_at is not None:
        day = format_day(timezone.localdate(row.withdrawn_at))
        raise Refusal(f"Sáng kiến “{row.name}” đã rút khỏi sổ ngày {day}.")
    return row
