"""A comment that reached the office on paper, by telephone or in person, entered by an officer.

From there on it is handled like one from the portal; its receipt is told to whoever made it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.publicity.domain.comments import Received, Words, by_token, checked, write
from thidua.publicity.domain.tokens import FormToken, receipt_of
from thidua.publicity.enums import ENTERED, SHOWN, Channel
from thidua.publicity.models import Candidate, CandidateList, Comment
from thidua.publicity.rules import may_triage
from thidua.vietnamese.dates import format_day


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a comment came to the office, and on which day."""

    channel: str
    on: date


def enter_comment(
    *,
    actor: Actor,
    list_: CandidateList,
    candidate: Candidate | None,
    arrival: Arrival,
    words: Words,
    token: FormToken,
) -> Received:
    """Enter the comment; the same form sent again gives the same comment.

    One that came within the period may be entered after it, and a late one is kept with its day.
    """
    if denied := _denied(actor, list_, candidate):
        raise NotAllowed(denied)
    receipt = receipt_of(token)
    if (known := by_token(token)) is not None:
        return Received(known, receipt)
    tidy = checked(words)
    _check(list_, candidate, arrival)
    try:
        with transaction.atomic(), sentence_for(Comment):
            made = write(
                actor,
                list_,
                candidate,
                tidy,
                token,
                channel=arrival.channel,
                received_on=arrival.on,
            )
            _recorded(actor, made)
    except IntegrityError:
        # The same form arrived twice at once; the other one is in.
        if (known := by_token(token)) is None:
            raise
        made = known
    return Received(made, receipt)


def _denied(actor: Actor, list_: CandidateList, candidate: Candidate | None) -> str:
    """By the rule of handling it: whoever could not read it afterwards does not enter it."""
    one = Comment(authority_id=list_.authority_id, list=list_, candidate=candidate)
    return may_triage(one, actor)


def _check(list_: CandidateList, candidate: Candidate | None, arrival: Arrival) -> None:
    if list_.state not in SHOWN or list_.opened_on is None:
        raise Refusal("Danh sách chưa đăng hoặc đã rút nên không nhập ý kiến vào được.")
    if candidate is not None and candidate.list_id != list_.pk:
        raise Refusal("Trường hợp này không có trong danh sách. Chọn lại.")
    if arrival.channel not in ENTERED:
        raise Refusal("Chọn ý kiến đến bằng cách nào: văn bản, điện thoại, trực tiếp, thư điện tử.")
    if not list_.opened_on <= arrival.on <= timezone.localdate():
        raise Refusal(
            f"Ngày nhận phải từ ngày đăng danh sách {format_day(list_.opened_on)} đến hôm nay."
        )


def _recorded(actor: Actor, made: Comment) -> None:
    # Neither the text, nor who, nor about whom: more people read the journal.
    record(
        actor=actor,
        verb="comment.enter",
        obj=made,
        sentence=f"Nhập ý kiến của Nhân dân nhận qua: {Channel(made.channel).label.lower()}",
        data={
            "list": made.list.code,
            "channel": made.channel,
            "received_on": made.received_on,
            "has_file": made.file_id is not None,
        },
    )
