"""The bodies that are asked: entered by hand, or taken from the authority's own regulations."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from django.db import transaction

from thidua.commendation.domain.local_rules import content, regulations_on
from thidua.consultation.enums import BodyKind
from thidua.consultation.models import ConsultedBody
from thidua.consultation.rules import officers_only
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean, fold

_KINDS: Final = (
    (BodyKind.POLICE, ("cong an",)),
    (BodyKind.INSURANCE, ("bao hiem",)),
    (BodyKind.TAX, ("thue",)),
    (BodyKind.INSPECTORATE, ("thanh tra", "kiem tra", "kiem toan")),
    (BodyKind.ENVIRONMENT, ("moi truong",)),
    (BodyKind.HEALTH, ("y te",)),
    (BodyKind.LABOUR, ("lao dong", "noi vu")),
)
"""By words of the name; labour belongs to Home Affairs since the merger of ministries in 2025."""


@dataclass(frozen=True, slots=True)
class BodyData:
    """What is written of a body."""

    name: str
    kind: str
    address: str = ""
    email: str = ""
    basis: str = ""
    active: bool = True

    def cleaned(self) -> BodyData:
        """Composed; raises Refusal where something is missing."""
        if not clean(self.name):
            raise Refusal("Ghi tên cơ quan.")
        if self.kind not in BodyKind.values:
            raise Refusal("Chọn lĩnh vực của cơ quan.")
        return BodyData(
            clean(self.name)[:200],
            self.kind,
            clean(self.address)[:300],
            clean(self.email)[:254],
            clean(self.basis)[:200],
            self.active,
        )


def kind_of(name: str) -> BodyKind:
    """What a body answers for, by its name; `OTHER` where the name does not say."""
    words = f" {fold(name)} "
    return next(
        (kind for kind, signs in _KINDS if any(f" {sign} " in words for sign in signs)),
        BodyKind.OTHER,
    )


def add_body(*, actor: Actor, data: BodyData) -> ConsultedBody:
    """Enter a body."""
    officers_only(actor)
    with transaction.atomic(), sentence_for(ConsultedBody):
        row = ConsultedBody.objects.create(
            authority_id=actor.authority_id,
            changed_by_name=actor.name,
            **asdict(data.cleaned()),
        )
        record(actor=actor, verb="body.add", obj=row, sentence=f"Thêm cơ quan hỏi ý kiến: {row}")
    return row


def change_body(
    *, actor: Actor, body: ConsultedBody, data: BodyData, revision: int | None
) -> ConsultedBody:
    """Change what is written of a body, or stop asking it."""
    officers_only(actor)
    with transaction.atomic(), sentence_for(ConsultedBody):
        row = lock(ConsultedBody, body.pk, revision=revision)
        for name, value in asdict(data.cleaned()).items():
            setattr(row, name, value)
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="body.change", obj=row, sentence=f"Sửa cơ quan hỏi ý kiến: {row}")
    return row


def named_by_rules(authority_id: int, day: date) -> dict[str, str]:
    """Bodies that the regulations of the day name, each with the number of the first that does."""
    found: dict[str, str] = {}
    for row in regulations_on(authority_id, day):
        for consulted in content(row).consulted:
            for name in consulted.bodies:
                found.setdefault(clean(name)[:200], row.number)
    return found


def seed_bodies(*, actor: Actor, day: date) -> list[ConsultedBody]:
    """Enter the bodies that the authority's regulations name and nobody has entered yet."""
    officers_only(actor)
    named = named_by_rules(actor.authority_id, day)
    known = set(
        ConsultedBody.objects.filter(authority_id=actor.authority_id).values_list("name", flat=True)
    )
    with transaction.atomic():
        return [
            add_body(actor=actor, data=BodyData(name, kind_of(name), basis=basis))
            for name, basis in named.items()
            if name not in known
        ]
