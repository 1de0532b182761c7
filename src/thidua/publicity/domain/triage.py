"""What an officer does with a comment. Every reading of who wrote it is written down."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.documents.models import StoredFile
from thidua.journal.domain.record import record
from thidua.publicity.effects import Settlement
from thidua.publicity.enums import CommentState
from thidua.publicity.guards import personal_in
from thidua.publicity.models import Candidate, Comment, Commenter
from thidua.publicity.rules import may_read_identity, may_triage
from thidua.publicity.workflow import COMMENTS
from thidua.vietnamese.text import clean, fold

READ_IDENTITY = "comment.identity"


def move_comment(
    *,
    actor: Actor,
    comment: Comment,
    name: str,
    said: Settlement | None = None,
    reason: str = "",
    revision: int | None = None,
) -> Comment:
    """Walk one row of the table of comments; what the officer writes stays out of the journal."""
    inputs: dict[str, Any] = {"said": said}
    if COMMENTS.by_name[name].needs:
        inputs["reason"] = clean(reason)
    return COMMENTS.perform(comment, name, actor=actor, revision=revision, **inputs)


def link(
    *, actor: Actor, comment: Comment, candidate: Candidate | None, revision: int | None = None
) -> Comment:
    """Say which candidate a comment is about, or that it is about the whole list."""
    if denied := may_triage(comment, actor):
        raise NotAllowed(denied)
    if candidate is not None and candidate.list_id != comment.list_id:
        raise Refusal("Trường hợp này không có trong danh sách của ý kiến.")
    with transaction.atomic():
        row = lock(Comment, comment.pk, revision=revision)
        if row.state not in {CommentState.NEW, CommentState.IN_REVIEW}:
            raise Refusal("Chỉ gắn lại trường hợp khi ý kiến còn đang xem xét.")
        row.candidate = candidate
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="comment.link", obj=row, sentence="Gắn ý kiến với trường hợp")
    return row


def note_substance(
    *,
    actor: Actor,
    comment: Comment,
    substance: str,
    forward: bool = False,
    revision: int | None = None,
) -> Comment:
    """Keep the officer's own account of a comment; forwarded, the unit reads it on the dossier.

    Raises Refusal where the account would give the writer away.
    """
    if denied := may_triage(comment, actor):
        raise NotAllowed(denied)
    words = clean(substance)[:1000]
    if not words:
        raise Refusal("Ghi nội dung chính của ý kiến.")
    _must_not_name(comment, words)
    with transaction.atomic():
        row = lock(Comment, comment.pk, revision=revision)
        if forward and row.candidate_id is None:
            raise Refusal("Gắn ý kiến với một trường hợp trước khi chuyển đơn vị.")
        row.substance = words
        row.forwarded_at = timezone.now() if forward else row.forwarded_at
        stamp(row, actor)
        row.save()
        sentence = "Chuyển nội dung chính cho đơn vị" if forward else "Ghi nội dung chính"
        record(actor=actor, verb="comment.forward", obj=row, sentence=sentence)
    return row


def _must_not_name(comment: Comment, words: str) -> None:
    who = Commenter.objects.filter(comment=comment).first()
    if who is not None:
        known = [fold(one) for one in (who.name, who.contact) if len(fold(one)) > 3]  # noqa: PLR2004
        if any(one in fold(words) for one in known):
            raise Refusal("Nội dung chính nhắc đến người góp ý. Viết lại, không nêu người góp ý.")
    if found := personal_in(words):
        raise Refusal(f"Nội dung chính không được có {found}.")


def read_identity(*, actor: Actor, comment: Comment) -> Commenter | None:
    """Who wrote it, None where they gave nothing; the reading goes into the journal first."""
    _note_reading(actor, comment, "Đọc dữ liệu cá nhân: người góp ý")
    return Commenter.objects.filter(comment=comment).first()


def read_file(*, actor: Actor, comment: Comment) -> StoredFile:
    """The file that came with it, by the same rule as who wrote it."""
    if comment.file is None:
        raise Refusal("Ý kiến này không kèm tệp.")
    _note_reading(actor, comment, "Đọc dữ liệu cá nhân: tệp kèm ý kiến")
    return comment.file


def _note_reading(actor: Actor, comment: Comment, sentence: str) -> None:
    if denied := may_read_identity(comment, actor):
        raise NotAllowed(denied)
    record(actor=actor, verb=READ_IDENTITY, obj=comment, sentence=sentence)
