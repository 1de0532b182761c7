"""Freezing the minutes of a closed session, and checking that nothing was altered since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.councils.domain.minutes import file_from, paper_from
from thidua.councils.domain.minutes_content import minutes_content
from thidua.councils.models import FrozenMinutes, Session
from thidua.documents.domain.store import store
from thidua.documents.models import StoredFile
from thidua.journal.domain.record import record
from thidua.journal.models import AuditEvent
from thidua.voting.domain.checking import Verification
from thidua.voting.models import Closing

VERB = "session.freeze"


def canonical(content: dict[str, Any]) -> bytes:
    """The content as bytes: keys sorted, no spaces, UTF-8. What the hash is over."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def content_hash(content: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def obstacles_to_freeze(session: Session) -> list[str]:
    """What still stands in the way of freezing the minutes."""
    reasons = []
    if session.closed_at is None:
        reasons.append("Kết thúc phiên họp trước khi chốt biên bản.")
    if not session.minutes_number:
        reasons.append("Chưa ghi số biên bản.")
    if session.started_at is None or session.ended_at is None:
        reasons.append("Chưa ghi giờ bắt đầu, giờ kết thúc họp.")
    return reasons


def freeze_minutes(*, actor: Actor, session: Session) -> FrozenMinutes:
    """Keep what the minutes say for good: content, DOCX, PDF, and the hash in the journal.

    Once. What is found wrong afterwards belongs into other minutes.
    """
    if not actor.is_any(Role.SECRETARY):
        raise NotAllowed("Thư ký Hội đồng chốt biên bản.")
    with transaction.atomic(), sentence_for(FrozenMinutes):
        row = lock(Session, session.pk, revision=None)
        if row.authority_id != actor.authority_id:
            raise NotAllowed("Phiên họp thuộc cơ quan khác.")
        if FrozenMinutes.objects.filter(session=row).exists():
            raise Refusal("Biên bản đã chốt, không thay đổi được nữa.")
        if reasons := obstacles_to_freeze(row):
            raise Refusal.of(reasons)
        content = minutes_content(row)
        sha256 = content_hash(content)
        docx, pdf = _stored(actor, row, content, sha256)
        frozen = FrozenMinutes.objects.create(
            authority_id=row.authority_id,
            session=row,
            content=content,
            sha256=sha256,
            docx=docx,
            pdf=pdf,
            frozen_by_name=actor.name,
        )
        row.minutes_sha256 = sha256
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb=VERB,
            obj=row,
            sentence=f"Chốt biên bản số {row.minutes_number}",
            data={"sha256": sha256, "docx": docx.sha256, "pdf": pdf.sha256},
        )
    return frozen


def _stored(
    actor: Actor, session: Session, content: dict[str, Any], sha256: str
) -> tuple[StoredFile, StoredFile]:
    paper = paper_from(content, draft=False, sha256=sha256)
    name = f"bien-ban-{session.held_on:%Y-%m-%d}"
    docx = store(actor=actor, name=f"{name}.docx", data=file_from(paper, "docx"))
    return docx, store(actor=actor, name=f"{name}.pdf", data=file_from(paper, "pdf"))


def verify_minutes(authority_id: int) -> Verification:
    """Check every frozen minutes of one authority: content, hashes, files, journal, counts."""
    rows = list(
        FrozenMinutes.objects.filter(authority_id=authority_id)
        .select_related("session", "docx", "pdf")
        .order_by("pk")
    )
    faults = [f"{row.session}: {fault}" for row in rows for fault in minutes_faults(row)]
    return Verification(len(rows), tuple(faults))


def minutes_faults(frozen: FrozenMinutes) -> Iterator[str]:
    """What no longer agrees, as sentences; nothing when the minutes are as they were frozen."""
    session = frozen.session
    if content_hash(frozen.content) != frozen.sha256 or session.minutes_sha256 != frozen.sha256:
        yield "nội dung biên bản không còn khớp mã băm."
    noted = AuditEvent.objects.filter(
        verb=VERB, object_code=session.code, data__sha256=frozen.sha256
    )
    if not noted.exists():
        yield "nhật ký không có mã băm này."
    yield from _file_faults(frozen.docx)
    yield from _file_faults(frozen.pdf)
    yield from _count_faults(frozen)


def _file_faults(file: StoredFile) -> Iterator[str]:
    try:
        with file.content.open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        yield f"không đọc được tệp {file.name}."
        return
    if found != file.sha256:
        yield f"tệp {file.name} đã bị thay."


def _count_faults(frozen: FrozenMinutes) -> Iterator[str]:
    said = {
        vote["motion"]: vote["sha256"]
        for group in frozen.content.get("groups", ())
        for vote in group["votes"]
        if vote.get("motion")
    }
    held = dict(Closing.objects.filter(motion__code__in=said).values_list("motion__code", "sha256"))
    if held != said:
        yield "số phiếu kín trong biên bản không còn khớp kết quả đã đóng."
