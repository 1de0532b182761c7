"""The minutes of a session as a paper: what the record knows, blanks for what it does not.

No national form exists (decree 98/2023 leaves it to the councils). The names of members are not
kept here, so absent ones stand as blanks that the secretary fills in on the DOCX.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, time
from itertools import groupby

from thidua.core.errors import Refusal
from thidua.councils.domain.thresholds import Requirement, requirement
from thidua.councils.models import Result, Session
from thidua.councils.queries import RANK, results_of, totals
from thidua.law import known_title
from thidua.organizations.models import Authority
from thidua.papers.docx import minutes_docx
from thidua.papers.model import (
    AbsentMember,
    CandidateVotes,
    Letterhead,
    Member,
    MinutesPaper,
    PaperError,
    VoteGroup,
)
from thidua.papers.pdf import minutes_pdf
from thidua.vietnamese.dates import format_day

BLANK = "……"
SYMBOL = "BB-HĐTĐKT"
_NUMBER = re.compile(r"(\d+)\s*/\s*(\S+)")


def minutes_paper(session: Session) -> MinutesPaper:
    """The minutes drawn from what was recorded. Raises Refusal while the hour is missing."""
    if session.started_at is None:
        raise Refusal("Chưa ghi giờ bắt đầu họp. Bấm “Sửa số có mặt, giờ họp” để ghi.")
    number, symbol = _number_of(session.minutes_number)
    authority = Authority.objects.get(pk=session.authority_id)
    council = session.council
    chair = Member(council.chair_name, council.chair_post)
    try:
        return MinutesPaper(
            letterhead=Letterhead(full_body_name(authority.name), council.name, authority.place),
            number=number,
            symbol=symbol,
            subject=f"Họp {council.name}\nxét {_in_sentence(session.topic)}",
            started_at=_moment(session, session.started_at),
            ended_at=_moment(session, session.ended_at) if session.ended_at else None,
            venue=session.place,
            chair=chair,
            secretary=Member(council.secretary_name, "Thư ký Hội đồng"),
            total_members=session.total_members,
            present_count=session.present,
            absent=tuple(_absent(session)),
            documents=(f"Hồ sơ đề nghị khen thưởng: {session.topic}",),
            discussion=(_on_thresholds(session),),
            ballots=tuple(_ballots(session)),
            conclusion=tuple(_conclusion(session)),
            draft=session.minutes_file_id is None,
        )
    except PaperError as error:
        raise Refusal(str(error)) from error


def minutes_file(session: Session, form: str) -> bytes:
    """The minutes as `pdf` or `docx`."""
    paper = minutes_paper(session)
    try:
        return minutes_pdf(paper) if form == "pdf" else minutes_docx(paper)
    except PaperError as error:
        raise Refusal(str(error)) from error


def full_body_name(name: str) -> str:
    """`UBND huyện An Dương` as papers write it: Ủy ban nhân dân huyện An Dương."""
    return re.sub(r"^UBND\b", "Ủy ban nhân dân", name)


def _in_sentence(name: str) -> str:
    return name[:1].lower() + name[1:]


def _number_of(words: str) -> tuple[int | None, str]:
    found = _NUMBER.fullmatch(words.strip())
    return (int(found[1]), found[2]) if found else (None, SYMBOL)


def _moment(session: Session, hour: time) -> datetime:
    return datetime.combine(session.held_on, hour)


def _absent(session: Session) -> Iterable[AbsentMember]:
    away = session.total_members - session.present
    for number in range(away):
        opinion = "có, kèm theo biên bản" if number < session.written_opinions else ""
        yield AbsentMember(BLANK, "", opinion)


def _requirement(session: Session, title_code: str) -> Requirement:
    return requirement(title_code, session.held_on, session.total_members)


def _on_thresholds(session: Session) -> str:
    words = []
    for outcome in totals(session).outcomes:
        asked = _requirement(session, outcome.title_code)
        name = known_title(outcome.title_code).name_on(session.held_on)
        ground = f"theo {asked.source}" if asked.share is not None else "theo đa số của Hội đồng"
        words.append(f"{name}: {asked.words}, {ground}")
    return f"Số phiếu phải đạt: {'; '.join(words)}." if words else ""


def _ballots(session: Session) -> Iterable[VoteGroup]:
    found = sorted(results_of(session), key=lambda result: RANK[result.nomination.title_code])
    for code, results in groupby(found, key=lambda result: result.nomination.title_code):
        asked = _requirement(session, code)
        yield VoteGroup(
            award_name=known_title(code).name_on(session.held_on),
            votes=tuple(_votes(order, result) for order, result in enumerate(results, start=1)),
            threshold_percent=asked.percent,
            votes_needed=asked.votes,
        )


def _votes(order: int, result: Result) -> CandidateVotes:
    row = result.nomination
    detail = ", ".join(filter(None, (row.position, row.unit_name)))
    if result.invalid:
        detail = f"{detail} ({result.invalid} phiếu không hợp lệ)"
    return CandidateVotes(order, row.name, detail, result.in_favour, result.against)


def _conclusion(session: Session) -> Iterable[str]:
    for outcome in totals(session).outcomes:
        name = known_title(outcome.title_code).name_on(session.held_on)
        yield f"{name}: thông qua {outcome.passed} trong {outcome.total} hồ sơ."
    yield (
        f"Hội đồng đề nghị cấp có thẩm quyền quyết định khen thưởng theo kết quả phiên họp "
        f"ngày {format_day(session.held_on)}."
    )
