"""The programme of a session: its points, their order, and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from django.db import transaction

from thidua.commendation.models import Nomination
from thidua.core.actors import Actor
from thidua.core.errors import NotAllowed, Refusal
from thidua.councils.domain.access import unclosed_session
from thidua.councils.domain.naming import refuse_hidden_names
from thidua.councils.enums import ItemState
from thidua.councils.models import AgendaItem, Session, SessionPaper
from thidua.councils.queries import agenda_of, dossiers_before
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean, clean_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of the programme; `nomination`: the one dossier it is about."""

    title: str
    starts_at: time | None = None
    speaker: str = ""
    nomination: Nomination | None = None


def add_item(*, actor: Actor, session: Session, point: Point) -> AgendaItem:
    """Add a point at the end."""
    with transaction.atomic():
        row = unclosed_session(actor, session, None)
        _check(actor, row, point)
        last = row.agenda.order_by("-order").first()
        item = AgendaItem.objects.create(
            authority_id=row.authority_id,
            session=row,
            order=last.order + 1 if last else 1,
            **_fields(point),
        )
        _recorded(actor, item, "Thêm nội dung")
    return item


def change_item(*, actor: Actor, item: AgendaItem, point: Point) -> AgendaItem:
    """Correct the words, the hour, the speaker."""
    with transaction.atomic():
        row = _locked(actor, item)
        _check(actor, row.session, point)
        for key, value in _fields(point).items():
            setattr(row, key, value)
        row.save()
        _recorded(actor, row, "Sửa nội dung")
    return row


def move_item(*, actor: Actor, item: AgendaItem, up: bool) -> None:
    """Swap places with the neighbour the actor sees; at the end of the list nothing happens."""
    with transaction.atomic():
        row = _locked(actor, item)
        seen = list(agenda_of(row.session, actor))
        here = [one.pk for one in seen].index(row.pk)
        there = here - 1 if up else here + 1
        if not 0 <= there < len(seen):
            return
        other = seen[there]
        row.order, other.order = other.order, row.order
        row.save(update_fields=["order"])
        other.save(update_fields=["order"])
        _recorded(actor, row, "Đổi thứ tự nội dung")


def remove_item(*, actor: Actor, item: AgendaItem) -> None:
    """Take a point off the programme before it has come up; its papers stay with the session."""
    with transaction.atomic():
        row = _locked(actor, item)
        if row.state != ItemState.WAITING or row.sheets.exists():
            raise Refusal("Nội dung đã thảo luận hoặc đã có phiếu thì không bỏ được.")
        _recorded(actor, row, "Bỏ nội dung")
        row.delete()


def set_item_state(
    *, actor: Actor, item: AgendaItem, state: str, note: str | None = None
) -> AgendaItem:
    """Say how far a point has come, with what was concluded. One at a time is being discussed:
    the one before is done when the next begins."""
    if state not in ItemState.values:
        raise Refusal("Chọn bước của nội dung.")
    with transaction.atomic():
        row = _locked(actor, item)
        if state in {ItemState.NOW, ItemState.DONE} and row.session.convened_at is None:
            raise Refusal("Phiên họp chưa khai mạc.")
        if note is not None:
            refuse_hidden_names(row.session, row.nomination, note)
            row.note = clean_lines(note)
        if state == ItemState.NOW:
            for other in row.session.agenda.filter(state=ItemState.NOW).exclude(pk=row.pk):
                _put(other, ItemState.DONE)
        _put(row, state)
        _recorded(actor, row, ItemState(state).label)
    return row


def carry_over(session: Session, following: Session) -> int:
    """Points not finished go on to the next session, with their papers; how many."""
    left = session.agenda.filter(state__in=(ItemState.DEFERRED, ItemState.WAITING, ItemState.NOW))
    items = list(left.order_by("order", "pk"))
    for order, item in enumerate(items, start=1):
        papers = list(item.papers.filter(withdrawn_at__isnull=True))
        made = AgendaItem.objects.create(
            authority_id=item.authority_id,
            session=following,
            order=order,
            title=item.title,
            speaker=item.speaker,
            nomination=item.nomination,
        )
        SessionPaper.objects.bulk_create(
            SessionPaper(
                authority_id=paper.authority_id,
                session=following,
                item=made,
                nomination=paper.nomination,
                title=paper.title,
                file=paper.file,
            )
            for paper in papers
        )
        _put(item, ItemState.DEFERRED)
    return len(items)


def _put(point: AgendaItem, state: str) -> None:
    point.state = state
    point.save()


def _locked(actor: Actor, item: AgendaItem) -> AgendaItem:
    session = unclosed_session(actor, item.session, None)
    row = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    row.session = session
    if not agenda_of(session, actor).filter(pk=row.pk).exists():
        raise NotAllowed("Anh, chị không tham gia xét hồ sơ của nội dung này.")
    return row


def _check(actor: Actor, session: Session, point: Point) -> None:
    if not clean(point.title):
        raise Refusal("Ghi nội dung.")
    chosen = point.nomination
    if chosen and not dossiers_before(session, actor).filter(pk=chosen.pk).exists():
        raise Refusal("Hồ sơ này không thuộc phiên họp.")
    refuse_hidden_names(session, chosen, point.title)


def _fields(point: Point) -> dict[str, object]:
    return {
        "title": clean(point.title)[:300],
        "starts_at": point.starts_at,
        "speaker": clean(point.speaker)[:200],
        "nomination": point.nomination,
    }


def _recorded(actor: Actor, item: AgendaItem, act: str) -> None:
    data = {"nomination": item.nomination.code} if item.nomination else {}
    record(
        actor=actor,
        verb="session.agenda",
        obj=item.session,
        sentence=f"{act}: {item.title}",
        data=data,
    )
