"""The minutes of a sitting as a paper: the frozen results, blanks for what is not recorded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from thidua.core.errors import Refusal
from thidua.councils.domain.minutes import BLANK, full_body_name
from thidua.initiatives.enums import VotesOf
from thidua.initiatives.models import Scoring, Sitting
from thidua.organizations.models import Authority
from thidua.papers import (
    AbsentMember,
    Letterhead,
    Member,
    MinutesPaper,
    PaperError,
    minutes_docx,
    minutes_pdf,
)
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.numbers import format_number

SYMBOL: Final = "BB-HĐSK"
WHOLE: Final = {
    VotesOf.COUNCIL: "tổng số thành viên Hội đồng",
    VotesOf.ENTITLED: "số thành viên được chấm",
    VotesOf.SHEETS: "số phiếu chấm đã nộp",
}
_NUMBER: Final = re.compile(r"(\d+)\s*/\s*(\S+)")


def minutes_file(sitting: Sitting, scorings: Sequence[Scoring], form: str) -> bytes:
    """The minutes as `pdf` or `docx`, of the scorings that the reader may see."""
    try:
        paper = _paper(sitting, [one for one in scorings if one.closed_at is not None])
        return minutes_pdf(paper) if form == "pdf" else minutes_docx(paper)
    except PaperError as error:
        raise Refusal(str(error)) from error


def _paper(sitting: Sitting, closed: Sequence[Scoring]) -> MinutesPaper:
    if sitting.started_at is None or sitting.present is None or not sitting.place:
        raise Refusal("Ghi giờ bắt đầu, địa điểm và số có mặt của phiên rồi lập biên bản.")
    if not closed:
        raise Refusal("Chưa kết thúc chấm đề nghị nào trong phiên này.")
    council = sitting.council
    authority = Authority.objects.get(pk=sitting.authority_id)
    found = _NUMBER.fullmatch(sitting.minutes_number.strip())
    ended = sitting.ended_at
    return MinutesPaper(
        letterhead=Letterhead(full_body_name(authority.name), council.name, authority.place),
        number=int(found[1]) if found else None,
        symbol=found[2] if found else SYMBOL,
        subject=f"Họp {council.name}\nxét công nhận sáng kiến",
        started_at=datetime.combine(sitting.held_on, sitting.started_at),
        ended_at=datetime.combine(sitting.held_on, ended) if ended else None,
        venue=sitting.place,
        chair=Member(council.chair_name, council.chair_post),
        secretary=Member(council.secretary_name, "Thư ký Hội đồng"),
        total_members=sitting.total_members,
        present_count=sitting.present,
        absent=(AbsentMember(BLANK),) * (sitting.total_members - sitting.present),
        documents=tuple(f"{one.request.code}: {one.request.name}" for one in closed),
        discussion=(_rule(closed[0]), *(_points(one) for one in closed)),
        conclusion=tuple(_conclusion(sitting, closed)),
        draft=sitting.minutes_file_id is None,
    )


def _rule(scoring: Scoring) -> str:
    edition = scoring.content["edition"]
    asked = []
    if edition["points_percent"] is not None:
        asked.append(f"đạt từ {edition['points_percent']} % tổng điểm")
    if edition["votes_percent"] is not None:
        asked.append(f"từ {edition['votes_percent']} % thành viên đề nghị công nhận")
    return (
        f"Chấm theo {edition['name']}. Sáng kiến được đề nghị công nhận khi "
        f"{' và '.join(asked)} ({edition['basis']}). "
        f"Các số làm tròn đến {edition['places']} chữ số thập phân, từ 5 trở lên làm tròn lên."
    )


def _points(scoring: Scoring) -> str:
    content = scoring.content
    places = content["edition"]["places"]
    parts = "; ".join(
        f"{one['name']} {number(one['average'], places)} trên {number(one['most'])}"
        + (f" (hệ số {number(one['weight'])})" if Decimal(one["weight"]) != 1 else "")
        for one in content["criteria"]
    )
    return (
        f"{scoring.request.code}, {scoring.request.name}: {len(content['sheets'])} phiếu chấm. "
        f"{parts}. Tổng {number(content['total'], places)} trên {number(content['most'])} điểm, "
        f"đạt {number(content['points_share'], places)} %. Đề nghị công nhận: "
        f"{content['in_favour']} trên {content['votes_whole']} "
        f"({WHOLE[content['edition']['votes_of']]})."
    )


def number(text: str, places: int | None = None) -> str:
    """A figure of the frozen result as papers write it."""
    value = Decimal(text)
    if places is None:
        places = 0 if value == value.to_integral_value() else 2
    return format_number(value, places)


def _conclusion(sitting: Sitting, closed: Sequence[Scoring]) -> Iterable[str]:
    passed = [one for one in closed if one.passed]
    yield f"Hội đồng chấm {len(closed)} đề nghị, {len(passed)} đề nghị đạt."
    for one in passed:
        yield f"Đề nghị công nhận sáng kiến “{one.request.name}” của {one.request.unit_name}."
    for one in closed:
        if not one.passed:
            yield f"Không đề nghị công nhận “{one.request.name}” của {one.request.unit_name}."
    yield f"Kết quả chấm ngày {format_day(sitting.held_on)} đã khóa, mã băm lưu trên hệ thống."
