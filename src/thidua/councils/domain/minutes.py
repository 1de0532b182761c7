"""The minutes of a session as papers, drawn from their content alone.

No national form exists (Decree 98/2023 leaves it to the councils). Where members were not called
by name, absent ones stand as blanks that the secretary fills in on the DOCX.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from thidua.core.errors import Refusal
from thidua.councils.domain.minutes_content import minutes_content
from thidua.councils.models import Session
from thidua.papers.docx import minutes_docx
from thidua.papers.model import (
    AbsentMember,
    CandidateVotes,
    Letterhead,
    Member,
    MinutesPaper,
    PaperError,
    Signature,
    VoteGroup,
)
from thidua.papers.pdf import minutes_pdf
from thidua.vietnamese.dates import format_day

BLANK = "……"
SYMBOL = "BB-HĐTĐKT"
LAPSED = "Không đủ người bỏ phiếu"
_NUMBER = re.compile(r"(\d+)\s*/\s*(\S+)")
Content = dict[str, Any]


def minutes_paper(session: Session) -> MinutesPaper:
    """The minutes drawn from what is recorded now. Raises Refusal while the hour is missing."""
    return paper_from(minutes_content(session), draft=session.minutes_file_id is None)


def minutes_file(session: Session, form: str) -> bytes:
    """The minutes as `pdf` or `docx`."""
    return file_from(minutes_paper(session), form)


def file_from(paper: MinutesPaper, form: str) -> bytes:
    """The paper as `pdf` or `docx`. Raises Refusal for what cannot be printed."""
    try:
        return minutes_pdf(paper) if form == "pdf" else minutes_docx(paper)
    except PaperError as error:
        raise Refusal(str(error)) from error


def paper_from(content: Content, *, draft: bool, sha256: str = "") -> MinutesPaper:
    """The paper that says what `content` says; with its hash where it is frozen."""
    if content["started_at"] is None:
        raise Refusal("Chưa ghi giờ bắt đầu họp. Bấm “Sửa số có mặt, giờ họp” để ghi.")
    number, symbol = _number_of(content["number"])
    authority, council = content["authority"], content["council"]
    try:
        return MinutesPaper(
            letterhead=Letterhead(full_body_name(authority["name"]), council, authority["place"]),
            number=number,
            symbol=symbol,
            subject=f"Họp {council}\nxét {_in_sentence(content['topic'])}",
            started_at=_moment(content, content["started_at"]),
            ended_at=_moment(content, content["ended_at"]) if content["ended_at"] else None,
            venue=content["venue"],
            chair=Member(*content["chair"]),
            secretary=Member(content["secretary"], "Thư ký Hội đồng"),
            total_members=content["total_members"],
            present_count=content["present_count"],
            present=tuple(Member(*one) for one in content["present"]),
            absent=tuple(AbsentMember(one[0] or BLANK, *one[1:]) for one in content["absent"]),
            documents=(f"Hồ sơ đề nghị khen thưởng: {content['topic']}",),
            discussion=tuple(_discussion(content)),
            ballots=tuple(_ballots(content["groups"])),
            conclusion=tuple(_conclusion(content, sha256)),
            chair_signature=Signature(("TM. HỘI ĐỒNG", "CHỦ TỊCH"), "", content["chair"][0]),
            draft=draft,
        )
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


def _moment(content: Content, hour: str) -> datetime:
    return datetime.combine(date.fromisoformat(content["held_on"]), time.fromisoformat(hour))


def _discussion(content: Content) -> Iterator[str]:
    for item in content["agenda"]:
        note = item["note"] or item["left"]
        yield f"{item['title']}{f': {note}' if note else ''}"
    if content["recusals"]:
        names: dict[str, list[str]] = {}
        for who, name, _ in content["recusals"]:
            names.setdefault(who, []).append(name)
        kept = "; ".join(f"{who} không tham gia xét {', '.join(of)}" for who, of in names.items())
        yield (
            f"Thành viên có liên quan: {kept}. Thành viên không tham gia xét vẫn được tính trong "
            "tổng số thành viên."
        )
    for name, before, after in content["lowered"]:
        yield f"Hội đồng thống nhất xét {after} thay cho {before} đối với {name}."
    for name, award, reason in content["deferred"]:
        yield f"Để lại phiên họp sau: {name} ({award}). Lý do: {reason}"
    for name in content["lapsed"]:
        yield f"Bỏ phiếu kín {name}: hết giờ, không đủ người bỏ phiếu nên không kiểm phiếu."
    for name, reason in content.get("dropped", ()):
        yield f"Bỏ phiếu kín {name}: hủy, không kiểm phiếu. Lý do: {reason}"
    if words := _thresholds(content["groups"]):
        yield words


def _thresholds(groups: Iterable[Content]) -> str:
    words = dict.fromkeys(
        f"{group['award']}: {group['needed']}, "
        + (f"theo {group['source']}" if group["source"] else "theo đa số của Hội đồng")
        for group in groups
    )
    return f"Số phiếu phải đạt: {'; '.join(words)}." if words else ""


def _ballots(groups: Iterable[Content]) -> Iterator[VoteGroup]:
    for group in groups:
        yield VoteGroup(
            award_name=group["award"],
            votes=tuple(_votes(order, one) for order, one in enumerate(group["votes"], start=1)),
            threshold_percent=group["percent"],
            votes_needed=group["votes_needed"],
            note=_papers_counted(group),
        )


def _papers_counted(group: Content) -> str:
    """Papers issued, collected, valid, invalid; nothing where the counts were typed by line."""
    if group["sheet"] is None:
        return ""
    invalid = max((one["counts"][3] for one in group["votes"] if one["counts"]), default=0)
    asked, confirmed = group["closed_by"]
    return (
        f"Phiếu kín số {group['sheet']}, {group['award']}: phát ra {group['issued']} phiếu, thu về "
        f"{group['collected']} phiếu (trong đó {group['in_writing']} ý kiến bằng văn bản của thành "
        f"viên vắng mặt), hợp lệ {group['collected'] - invalid}, không hợp lệ {invalid}. "
        f"{asked} đề nghị đóng phiếu, {confirmed} xác nhận."
    )


def _votes(order: int, one: Content) -> CandidateVotes:
    if one["counts"] is None:
        return CandidateVotes(order, one["name"], one["detail"], 0, 0, outcome=LAPSED)
    agreed, against, abstained, invalid = one["counts"]
    outcome = "Đạt, đang tạm dừng" if one.get("on_hold") and one["passed"] else ""
    return CandidateVotes(
        order, one["name"], one["detail"], agreed, against, abstained, invalid, outcome
    )


def _conclusion(content: Content, sha256: str) -> Iterator[str]:
    for award in dict.fromkeys(group["award"] for group in content["groups"]):
        votes = [
            v for group in content["groups"] if group["award"] == award for v in group["votes"]
        ]
        passed = sum(bool(one["passed"]) for one in votes)
        yield f"{award}: thông qua {passed} trong {len(votes)} hồ sơ."
    day = format_day(date.fromisoformat(content["held_on"]))
    yield (
        "Hội đồng đề nghị cấp có thẩm quyền quyết định khen thưởng theo kết quả phiên họp "
        f"ngày {day}."
    )
    if sha256:
        spaced = " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))
        yield f"Mã kiểm tra nội dung biên bản (SHA-256): {spaced}."
