"""Taking a comment in, from somebody without an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.errors import Refusal
from thidua.documents.domain.store import OFFICE, real_type, store
from thidua.documents.models import StoredFile
from thidua.journal.domain.record import record
from thidua.publicity.domain.tokens import FormToken, digest, receipt_of
from thidua.publicity.domain.visits import admit
from thidua.publicity.enums import Channel, Naming
from thidua.publicity.models import Candidate, CandidateList, Comment, Commenter
from thidua.publicity.queries import takes_comments
from thidua.vietnamese.text import clean, clean_lines

SHORTEST, LONGEST = 20, 4000
LARGEST_FILE = 5 * 1024 * 1024
TYPES = {"application/pdf", "image/png", "image/jpeg", OFFICE["docx"]}
TYPE_WORDS = "PDF, ảnh PNG hoặc JPEG, Word (docx)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What somebody writes. `name` is asked for only of who signs; `contact` of nobody."""

    text: str
    naming: str
    name: str = ""
    contact: str = ""
    file_name: str = ""
    file_data: bytes = b""


@dataclass(frozen=True, slots=True)
class Received:
    """The comment and the receipt to follow it by; the receipt is told once and not kept."""

    comment: Comment
    receipt: str


def public_actor(authority_id: int) -> Actor:
    """Who acts when somebody without an account does."""
    return Actor(authority_id, None, "Người dân, qua cổng thông tin", Role.SYSTEM)


def submit_comment(
    *,
    list_: CandidateList,
    candidate: Candidate | None,
    words: Words,
    token: FormToken,
    address: str,
) -> Received:
    """Take the comment in; the same form sent again gives the same comment.

    Raises Refusal (the list is over, the words or the file will not do) or TooMany.
    """
    receipt = receipt_of(token)
    if (known := by_token(token)) is not None:
        return Received(known, receipt)
    tidy = checked(words)
    if candidate is not None and candidate.list_id != list_.pk:
        raise Refusal("Trường hợp này không có trong danh sách. Chọn lại.")
    if not takes_comments(list_, candidate, timezone.localdate()):
        raise Refusal("Danh sách không còn nhận ý kiến trên cổng này.")
    try:
        with transaction.atomic():
            admit(authority_id=list_.authority_id, address=address)
            made = write(public_actor(list_.authority_id), list_, candidate, tidy, token)
            # Neither the text, nor who, nor about whom: more people read the journal.
            record(
                actor=public_actor(list_.authority_id),
                verb="comment.receive",
                obj=made,
                sentence="Nhận ý kiến của Nhân dân qua cổng thông tin",
                data={"list": list_.code, "has_file": made.file_id is not None},
            )
    except IntegrityError:
        # The same form arrived twice at once; the other one is in.
        if (known := by_token(token)) is None:
            raise
        made = known
    return Received(made, receipt)


def by_receipt(authority_id: int, receipt: str) -> Comment | None:
    """The comment that this receipt follows."""
    return (
        Comment.objects.filter(authority_id=authority_id, receipt_hash=digest(receipt))
        .select_related("list", "candidate")
        .first()
    )


def by_token(token: FormToken) -> Comment | None:
    return Comment.objects.filter(token_hash=digest(token.nonce)).first()


def checked(words: Words) -> Words:
    """The words as they are kept. Raises Refusal with every fault at once."""
    text, name = clean_lines(words.text), clean(words.name)
    faults = []
    if words.naming not in Naming.values:
        faults.append("Chọn ghi tên hoặc giữ kín danh tính.")
    if len(text) < SHORTEST:
        faults.append(f"Nội dung ngắn quá. Viết ít nhất {SHORTEST} ký tự: việc gì, ở đâu, khi nào.")
    if len(text) > LONGEST:
        faults.append(f"Nội dung dài {len(text)} ký tự, nhận tối đa {LONGEST}.")
    if words.naming == Naming.NAMED and not name:
        faults.append("Ghi họ tên, hoặc chọn giữ kín danh tính.")
    if len(name) > 200 or len(clean(words.contact)) > 300:  # noqa: PLR2004
        faults.append("Họ tên hoặc cách liên hệ dài quá. Viết gọn lại.")
    faults += _file_faults(words)
    if faults:
        raise Refusal(*faults)
    return Words(
        text=text,
        naming=words.naming,
        name=name,
        contact=clean(words.contact),
        file_name=words.file_name,
        file_data=words.file_data,
    )


def _file_faults(words: Words) -> list[str]:
    if not words.file_name:
        return []
    if not words.file_data:
        return ["Tệp trống, không có nội dung. Chọn tệp khác hoặc bỏ tệp."]
    if len(words.file_data) > LARGEST_FILE:
        return [f"Tệp lớn hơn {LARGEST_FILE // 1024 // 1024} MB. Chọn tệp nhỏ hơn."]
    if real_type(words.file_data, words.file_name) not in TYPES:
        return [f"Chỉ nhận tệp {TYPE_WORDS}. Chọn tệp khác hoặc bỏ tệp."]
    return []


def write(
    actor: Actor,
    list_: CandidateList,
    candidate: Candidate | None,
    words: Words,
    token: FormToken,
    *,
    channel: str = Channel.PORTAL,
    received_on: date | None = None,
) -> Comment:
    """Keep checked words as a comment, and apart from it who wrote it; the caller records it."""
    made = Comment.objects.create(
        authority_id=list_.authority_id,
        list=list_,
        candidate=candidate,
        naming=words.naming,
        channel=channel,
        received_on=received_on,
        text=words.text,
        file=_stored(actor, words),
        receipt_hash=digest(receipt_of(token)),
        token_hash=digest(token.nonce),
        changed_by_name=actor.name,
    )
    if words.name or words.contact:
        Commenter.objects.create(
            authority_id=list_.authority_id, comment=made, name=words.name, contact=words.contact
        )
    return made


def _stored(actor: Actor, words: Words) -> StoredFile | None:
    if not words.file_name:
        return None
    return store(actor=actor, name=words.file_name, data=words.file_data)
