"""Bringing a directive in: the file is kept first, then read in the background."""

from __future__ import annotations

import hashlib
from typing import Final

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor, Role, system_actor
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.jobs import defer
from thidua.directives.directive_workflow import DIRECTIVES
from thidua.directives.enums import DirectiveState
from thidua.directives.models import Directive
from thidua.directives.rules import KEEPER, may_keep, refuse
from thidua.documents.domain.store import store
from thidua.journal.domain.record import record
from thidua.organizations.queries import versions_on
from thidua.reading import Unreadable, read_directive
from thidua.vietnamese.text import clean, clean_lines, fold

LEAST: Final = 40
PASTED: Final = "van-ban-dan-vao.txt"


class SameFile(Refusal):
    """The same bytes were brought in before; `earlier` is that directive."""

    def __init__(self, earlier: Directive) -> None:
        self.earlier = earlier
        super().__init__(
            f"Tệp này đã đưa vào ngày {timezone.localdate(earlier.created_at):%d/%m/%Y}: "
            f"{earlier.label}, mã {earlier.code}. Mở chỉ thị đó, hoặc đánh dấu “Vẫn đưa vào”."
        )


def bring_in(*, actor: Actor, name: str, data: bytes, again: bool = False) -> Directive:
    """Keep the file and have it read in the background.

    Raises NotAllowed, Refusal, or SameFile unless `again`.
    """
    if not actor.is_any(Role.OFFICER):
        raise NotAllowed(KEEPER)
    earlier = same_file(actor.authority_id, data)
    if earlier is not None and not again:
        raise SameFile(earlier)
    with transaction.atomic():
        stored = store(actor=actor, name=name, data=data)
        now = timezone.now()
        row = Directive.objects.create(
            authority_id=actor.authority_id,
            file=stored,
            name=stored.name,
            year=timezone.localdate().year,
            search_key=fold(stored.name),
            reading_since=now,
            reading_at=now,
            created_by_name=actor.name,
            changed_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="directive.bring_in",
            obj=row,
            sentence=f"Đưa chỉ thị vào sổ từ tệp “{stored.name}”"[:500],
            data={"sha256": stored.sha256, "again": again},
        )
        _queue(row)
    return row


def paste(*, actor: Actor, text: str, again: bool = False) -> Directive:
    """As `bring_in`, for text that was pasted; it is kept as a text file."""
    return bring_in(actor=actor, name=PASTED, data=_bytes(text), again=again)


def _bytes(text: str) -> bytes:
    words = clean_lines(text)
    if len(words) < LEAST:
        raise Refusal("Dán toàn văn chỉ thị vào ô; văn bản vừa dán quá ngắn để đọc.")
    return text.encode()


def same_file(authority_id: int, data: bytes) -> Directive | None:
    """The directive that came from the same bytes and still stands in the register."""
    digest = hashlib.sha256(data).hexdigest()
    found = Directive.objects.filter(authority_id=authority_id, file__sha256=digest)
    return found.exclude(state=DirectiveState.WITHDRAWN).order_by("-pk").first()


def _queue(row: Directive) -> None:
    from thidua.directives.tasks import read_directive_file  # noqa: PLC0415 (app ready)

    defer(read_directive_file, directive_id=row.pk)


def read_again(*, actor: Actor, directive: Directive) -> Directive:
    """Read the kept file once more, after a fault or a lost job."""
    with transaction.atomic():
        row = _being_read(actor, directive)
        record(actor=actor, verb="directive.read_again", obj=row, sentence="Đọc lại tệp chỉ thị")
        return _restart(row, actor)


def paste_instead(*, actor: Actor, directive: Directive, text: str) -> Directive:
    """Give the words of a file that could not be read; the file stays in the register's journal."""
    with transaction.atomic():
        row = _being_read(actor, directive)
        before = row.file
        row.file = store(actor=actor, name=PASTED, data=_bytes(text))
        record(
            actor=actor,
            verb="directive.paste",
            obj=row,
            sentence="Dán văn bản thay cho tệp không đọc được",
            data={"before": before.sha256, "sha256": row.file.sha256},
        )
        return _restart(row, actor)


def _being_read(actor: Actor, directive: Directive) -> Directive:
    row = lock(Directive, directive.pk, revision=None)
    refuse(may_keep(row, actor))
    if row.state != DirectiveState.READING:
        raise Refusal("Tệp đã đọc xong. Tải lại trang để xem.")
    return row


def _restart(row: Directive, actor: Actor) -> Directive:
    row.fault, row.reading_since = "", timezone.now()
    stamp(row, actor)
    row.save()
    _queue(row)
    return row


def read(directive: Directive) -> None:
    """Read the kept file and put what it says on the table; once, however often the job runs."""
    if directive.state != DirectiveState.READING:
        return
    with directive.file.content.open("rb") as kept:
        data = kept.read()
    today = timezone.localdate()
    names = [one.name for one in versions_on(directive.authority_id, today)]
    try:
        reading = read_directive(data, directive.file.name, units=names)
    except Unreadable as unreadable:
        _note_fault(directive, unreadable.sentence)
        return
    with transaction.atomic():
        row = lock(Directive, directive.pk, revision=None)
        if row.state == DirectiveState.READING:
            system = system_actor(row.authority_id)
            DIRECTIVES.perform(row, "propose", actor=system, reading=reading)


def _note_fault(directive: Directive, sentence: str) -> None:
    with transaction.atomic():
        row = lock(Directive, directive.pk, revision=None)
        if row.state != DirectiveState.READING:
            return
        row.fault, row.reading_since = clean(sentence)[:500], None
        row.save()
        record(
            actor=system_actor(row.authority_id),
            verb="directive.fault",
            obj=row,
            sentence=f"Không đọc được tệp chỉ thị: {row.fault}"[:500],
        )
