"""Lists and comments brought to a stage through the domain functions."""

from __future__ import annotations

import time
from datetime import date

from tests import factories as make
from thidua.commendation.domain.moves import move
from thidua.commendation.models import Nomination, Round
from thidua.publicity.domain import triage
from thidua.publicity.domain.comments import Received, Words, submit_comment
from thidua.publicity.domain.lists import ListPlan, draft_list, move_list
from thidua.publicity.domain.tokens import LEAST_SECONDS, FormToken, new_token, read_token
from thidua.publicity.models import Candidate, CandidateList, ClockStop

NAMES = ("Phạm Thị Thanh Huyền", "Lương Thị Hòa", "Vũ Quốc Ân")
TEXT = "Ông ấy có công lớn trong việc chống bão ở xóm Chiếu."
SECRET = "Tôi là hàng xóm sát vách, thấy hồ sơ khai khống giờ làm."
WRITER, CONTACT = "Ngô Thị Bí Mật", "ngõ 9 phố Kín, điện 0912 000 111"


def round_(house: make.House) -> Round:
    """One that offers an order, so that publication is compulsory, and a title where it is not."""
    return make.round_(house, titles=("HCLD3", "LDTT"), closes_on=date(2099, 1, 1))


def handed_in(
    house: make.House, row: Round, title: str = "HCLD3", name: str = NAMES[0], **claims
) -> Nomination:
    who = make.person(house, name)
    made = make.nomination(house, row, who, title, **({"achievement": "Chống bão số 3"} | claims))
    return move(actor=house.head, nomination=made, name="submit", revision=None)


def drafted(house: make.House, *dossiers: Nomination, days: int = 10) -> CandidateList:
    plan = ListPlan(name="Lấy ý kiến đợt 1", working_days=days, basis="khoản 2 Điều 46")
    return draft_list(
        actor=house.officer, round_=dossiers[0].round, plan=plan, nominations=dossiers
    )


def opened(house: make.House, *dossiers: Nomination, on: date | None = None) -> CandidateList:
    """Posted today, or as if it had been posted on that day."""
    row = move_list(actor=house.officer, list_=drafted(house, *dossiers), name="open")
    if on is not None:
        CandidateList.objects.filter(pk=row.pk).update(opened_on=on)
        row.refresh_from_db()
    return row


def line_of(row: CandidateList, dossier: Nomination) -> Candidate:
    return Candidate.objects.get(list=row, nomination=dossier)


def token(row: CandidateList) -> FormToken:
    return read_token(signed_token(row), row.code)


def signed_token(row: CandidateList) -> str:
    """A form's token given out long enough ago to have been read."""
    return new_token(row.code, made_at=time.time() - LEAST_SECONDS - 1)


def said(
    row: CandidateList,
    candidate: Candidate | None = None,
    *,
    naming: str = "named",
    text: str = TEXT,
    **more: object,
) -> Received:
    words = Words(text=text, naming=naming, **({"name": WRITER, "contact": CONTACT} | more))
    return submit_comment(
        list_=row,
        candidate=candidate,
        words=words,
        token=token(row),
        address=f"10.0.0.{id(words) % 250}",
    )


def taken(house: make.House, row: CandidateList, candidate: Candidate | None = None, **more):
    comment = said(row, candidate, **more).comment
    return triage.move_comment(actor=house.officer, comment=comment, name="take")


def long_over(row: CandidateList) -> CandidateList:
    """As if the period had run out: posted in a year whose calendar is known, stops included."""
    CandidateList.objects.filter(pk=row.pk).update(opened_on=date(2024, 1, 8))
    ClockStop.objects.filter(list=row, until__isnull=False).update(
        since=date(2024, 1, 15), until=date(2024, 1, 16)
    )
    row.refresh_from_db()
    return row
