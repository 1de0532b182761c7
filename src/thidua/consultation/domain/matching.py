"""Comparing the lists of violations with everybody nominated; nothing is decided here.

Run as often as wanted: a pair is asked about once, an answer stays, and dossiers handed in later of
somebody who was found are put on hold with the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from thidua.commendation.enums import Subject
from thidua.commendation.models import Nomination, Round
from thidua.consultation.domain.answers import source_of
from thidua.consultation.domain.holding import SUBJECTS, carry_over
from thidua.consultation.domain.likeness import Named, Nominee, Nominees, Verdict, read_birth
from thidua.consultation.domain.nominees import in_play, nominees_of, subject_key
from thidua.consultation.enums import Answer, ListState, Outcome
from thidua.consultation.models import (
    ConsultationSubject,
    ListCheck,
    StopList,
    StopListRow,
    StopMatch,
)
from thidua.consultation.queries import in_force, lists_in_force
from thidua.core.actors import Actor, system_actor
from thidua.journal.domain.record import record

AT_ONCE: Final = 1000
Found = tuple[int, Nominee, Verdict]


def match_nominations(nominations: Iterable[Nomination]) -> int:
    """Compare these dossiers with every row of every list in force; how many new likenesses.

    All of one authority. Marks each dossier as compared; see `unmatched`.
    """
    keys = [row.pk for row in nominations]
    if not keys:
        return 0
    began = timezone.now()
    rows = list(
        Nomination.objects.filter(pk__in=keys).select_related("person", "household").order_by("pk")
    )
    authority_id = rows[0].authority_id
    lists = lists_in_force(authority_id, timezone.localdate())
    named = StopListRow.objects.filter(stop_list__in=lists)
    with transaction.atomic():
        made = _ask(authority_id, Nominees(nominees_of(rows)), named)
        _carry_over(authority_id, rows)
        _mark(authority_id, rows, began)
        if made:
            _told(authority_id, lists, made)
    return made


def match_round(round_: Round) -> int:
    """Compare the dossiers of a round that came in since they were last compared."""
    return match_nominations(unmatched(round_.authority_id).filter(round=round_))


def match_everybody(authority_id: int) -> int:
    """Compare every dossier that was not compared since it or the newest list came in."""
    made = 0
    while rows := list(unmatched(authority_id).order_by("pk")[: AT_ONCE * 5]):
        made += match_nominations(rows)
    return made


def unmatched(authority_id: int) -> QuerySet[Nomination]:
    """Dossiers in play not compared since they, or the newest list in force, came in."""
    lists = lists_in_force(authority_id, timezone.localdate())
    newest: datetime | None = lists.aggregate(at=Max("ready_at"))["at"]
    if newest is None:
        return in_play(authority_id).none()
    compared = ListCheck.objects.filter(
        Q(checked_at__gte=OuterRef("submitted_at")),
        nomination=OuterRef("pk"),
        checked_at__gte=newest,
    )
    return in_play(authority_id).exclude(Exists(compared))


def _ask(authority_id: int, nominees: Nominees, named: QuerySet[StopListRow]) -> int:
    made, chunk = 0, []
    for found in _likenesses(nominees, named):
        chunk.append(found)
        if len(chunk) >= AT_ONCE:
            made += _keep(authority_id, chunk)
            chunk = []
    return made + _keep(authority_id, chunk)


def _likenesses(nominees: Nominees, named: QuerySet[StopListRow]) -> Iterator[Found]:
    columns = named.order_by("pk").values_list("pk", "kind", "name", "birth", "place")
    for pk, kind, name, birth, place in columns.iterator(chunk_size=5000):
        row = Named(kind, name, read_birth(birth), place)
        for nominee, verdict in nominees.found(row):
            yield pk, nominee, verdict


def _keep(authority_id: int, found: Sequence[Found]) -> int:
    """New pairs are asked about; what is still open takes the newest likeness."""
    held = {
        (match.row_id, *_subject_of(match)): match
        for match in StopMatch.objects.filter(row__in={pk for pk, _, _ in found})
    }
    new, changed = [], []
    for pk, nominee, verdict in found:
        match = held.get((pk, nominee.kind, nominee.subject_id))
        if match is None:
            new.append(_match(authority_id, pk, nominee, verdict))
        elif match.answer == Answer.OPEN and match.reasons != list(verdict.reasons):
            match.likeness, match.reasons = verdict.likeness, list(verdict.reasons)
            changed.append(match)
    StopMatch.objects.bulk_create(new, batch_size=AT_ONCE, ignore_conflicts=True)
    StopMatch.objects.bulk_update(changed, ("likeness", "reasons"), batch_size=AT_ONCE)
    return len(new)


def _subject_of(match: StopMatch) -> tuple[str, int]:
    kinds = zip(Subject.values, SUBJECTS, strict=True)
    return next((kind, held) for kind, name in kinds if (held := getattr(match, name)) is not None)


def _match(authority_id: int, row_id: int, nominee: Nominee, verdict: Verdict) -> StopMatch:
    return StopMatch(
        authority_id=authority_id,
        row_id=row_id,
        likeness=verdict.likeness,
        reasons=list(verdict.reasons),
        **{f"{nominee.kind}_id": nominee.subject_id},
    )


def source_of_match(match: StopMatch) -> str:
    """What a hold that comes of this row names as its source; the unit does not see it."""
    row = match.row
    held = row.stop_list
    place = f"trang {row.sheet[:40]}, dòng {row.row}"
    return f"{held.body.name[:60]}: {held.name[:80]} ({held.paper[:60]}), {place} [{held.code}]"


def _carry_over(authority_id: int, rows: Sequence[Nomination]) -> None:
    """Matters already established reach dossiers handed in since."""
    about = Q(pk__in=[])
    by_kind: dict[str, set[int]] = {}
    for row in rows:
        kind, pk = subject_key(row)
        by_kind.setdefault(kind, set()).add(pk)
    for kind, keys in by_kind.items():
        about |= Q(**{f"{kind}_id__in": keys})
    actor = system_actor(authority_id)
    for match in StopMatch.objects.filter(
        about,
        authority_id=authority_id,
        answer=Answer.SAME,
        **in_force("row__stop_list__", timezone.localdate()),
    ).select_related("row__stop_list__body"):
        ground = match.row.stop_list.ground
        source = source_of_match(match)
        carry_over(actor=actor, row=match, ground=ground, words=match.words, source=source)
    for said in ConsultationSubject.objects.filter(
        about, authority_id=authority_id, outcome=Outcome.VIOLATION, cleared_at__isnull=True
    ).select_related("consultation__body"):
        source = source_of(said)
        carry_over(actor=actor, row=said, ground=said.ground, words=said.words, source=source)


def _mark(authority_id: int, rows: Sequence[Nomination], at: datetime) -> None:
    """Compared as of the moment the comparison began: what came in meanwhile is compared again."""
    ListCheck.objects.bulk_create(
        [ListCheck(authority_id=authority_id, nomination=row, checked_at=at) for row in rows],
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=("nomination",),
        update_fields=("checked_at",),
    )


def _told(authority_id: int, lists: QuerySet[StopList], made: int) -> None:
    """In the journal of the newest list, as a number only."""
    actor: Actor = system_actor(authority_id)
    newest = lists.filter(state=ListState.ACTIVE).order_by(F("ready_at").desc()).first()
    if newest is not None:
        record(
            actor=actor,
            verb="stoplist.match",
            obj=newest,
            sentence=f"Đối chiếu danh sách vi phạm: {made} chỗ khớp mới chờ trả lời",
            data={"new": made},
        )
