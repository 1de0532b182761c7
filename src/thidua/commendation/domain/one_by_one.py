"""One dossier drawn up by hand: whom it is about is settled as for a line of a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from thidua.commendation.domain.nominate import Proposal, nominate
from thidua.commendation.domain.subject_making import make_subjects
from thidua.commendation.domain.subjects import Candidate, Doubt, Ref, SubjectBook
from thidua.commendation.models import Nomination, Round
from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.law import SubjectKind
from thidua.lists import proposal as listed
from thidua.lists.titles import TitleReading
from thidua.organizations.models import Household, Person, Unit
from thidua.registry.domain.imports import LOCK as PEOPLE_LOCK
from thidua.vietnamese.dates import PartialDate
from thidua.vietnamese.names import display_name


class WhoIsMeant(Refusal):
    """Nobody is certain whom the dossier is about; `candidates` are for the unit to choose from."""

    def __init__(self, doubt: Doubt) -> None:
        self.candidates: tuple[Candidate, ...] = doubt.candidates
        super().__init__(f"Chưa chắc đây là ai: {doubt.reason}. Chọn một trong các khả năng.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSubject:
    """Whom a dossier is about, as typed. `answer` is the code chosen after a `WhoIsMeant`."""

    kind: SubjectKind
    name: str
    birth: PartialDate | None = None
    sex: str = ""
    position: str = ""
    address: str = ""
    answer: str = ""


def nominate_one(
    *,
    actor: Actor,
    round_: Round,
    unit: Unit,
    subject: NewSubject,
    title_code: str,
    claims: Mapping[str, Any],
) -> Nomination:
    """Draft one dossier; a person, unit or household not on record is added with it.

    Raises WhoIsMeant when the record knows somebody who may or may not be the one.
    """
    with transaction.atomic():
        pk = put_on_record(
            actor=actor, unit=unit, subject=subject, title_code=title_code, on=round_.considered_on
        )
        return nominate(
            actor=actor,
            round_=round_,
            unit=unit,
            proposal=_proposal(subject.kind, pk, title_code, claims),
        )


def put_on_record(
    *, actor: Actor, unit: Unit, subject: NewSubject, title_code: str, on: date
) -> int:
    """The key of the person, unit or household meant, added when not on record. WhoIsMeant."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s, %s)", [PEOPLE_LOCK, actor.authority_id]
            )
        book = SubjectBook(unit, on)
        ref = _settle(book, subject, title_code)
        return make_subjects(actor=actor, unit=unit, new=book.new, needed=[ref]).pk(ref)


def _settle(book: SubjectBook, subject: NewSubject, title_code: str) -> Ref:
    line = _as_line(subject, title_code)
    if subject.answer:
        return book.choose(line, subject.answer)
    found = book.find(line)
    if isinstance(found, Doubt):
        raise WhoIsMeant(found)
    return found


def _as_line(subject: NewSubject, title_code: str) -> listed.Proposal:
    is_person = subject.kind is SubjectKind.PERSON
    return listed.Proposal(
        subject=1,
        sheet="",
        row=1,
        seq="1",
        kind=subject.kind,
        name=display_name(subject.name) if is_person else subject.name,
        name_as_written=subject.name,
        title=TitleReading(title_code, title_code),
        title_column="",
        name_column="",
        birth=subject.birth,
        sex="female" if subject.sex == "female" else "male" if subject.sex == "male" else None,
        position=subject.position,
        address=subject.address,
    )


def _proposal(kind: SubjectKind, pk: int, title_code: str, claims: Mapping[str, Any]) -> Proposal:
    if kind is SubjectKind.PERSON:
        return Proposal(title_code=title_code, person=Person.objects.get(pk=pk), claims=claims)
    if kind is SubjectKind.COLLECTIVE:
        return Proposal(title_code=title_code, collective=Unit.objects.get(pk=pk), claims=claims)
    return Proposal(title_code=title_code, household=Household.objects.get(pk=pk), claims=claims)
